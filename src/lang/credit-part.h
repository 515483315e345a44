/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_PART_H
#define CREDIT_PART_H

#include "credit-words.h"

/* What a part of a credit, between two strokes, commas or words such as "for", can be.  For lang only. */
typedef enum {
    PART_IS_NOTHING, /* "file", a date, a licence: says nothing of who made it */
    PART_IS_KNOWN,   /* an agency or publication of the lexicons */
    PART_IS_STATUS,  /* "handout" */
    PART_IS_PERSON,
    PART_IS_FIRM,   /* no person, by its form: "Kestrel Images", "Halden Police", "NPR" */
    PART_IS_HANDLE, /* one word: a single name, or a name of the web */
    PART_IS_TITLE,  /* a name with capitals, be it whose it may */
    PART_IS_OTHER,  /* anything else: a sentence, most often */
} PartKind;

PartKind credit_part_kind (const CreditToken *tokens, guint n);

/* The part as it is printed: the lexicon's name of an agency, a name in capitals in small letters, others as they
 * stand, without quotes around them.  Free it with g_free(). */
char *credit_part_text (const CreditToken *tokens, guint n, PartKind kind);

/* "AFP": two to five capitals. */
gboolean credit_is_acronym (const char *name);

#endif
