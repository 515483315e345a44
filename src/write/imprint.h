/* SPDX-License-Identifier: MIT */
#ifndef IMPRINT_H
#define IMPRINT_H

#include "model/model.h"

/* What stands on the cover of a book and on the title page of a collection; NULL: nothing. */
typedef struct {
    const char *byline;      /* the authors, unless they are too many to name */
    const char *publication; /* that of all articles */
    const char *date;        /* "2 April 2024 – 4 April 2024" */
} Imprint;

Imprint imprint_of_book (const SheafBook *book, const char *language, Arena *arena);

#endif
