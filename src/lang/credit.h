/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_H
#define CREDIT_H

#include "base/base.h"

/* The fields of a caption; NULL: not there. */
typedef struct {
    char *caption; /* its sentence, without the credit */
    char *photographer;
    char *agency;
    char *date; /* ISO 8601: year, month or day */
    char *place;
} Credit;

/* Takes a caption apart: sentence, photographer, agency, and date and place that the sentence names.
 * Returns whether it holds a credit; the fields are set in either case.  Clear with credit_clear(). */
gboolean credit_parse (const char *raw, Credit *credit);
void credit_clear (Credit *credit);

/* Whether a line of running text is a caption: it ends with (or is nothing but) a credit. */
gboolean credit_is_caption (const char *line);

#endif
