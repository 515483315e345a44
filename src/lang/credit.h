/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_H
#define CREDIT_H

#include "base/base.h"

/* What the credit is of. */
typedef enum {
    CREDIT_PHOTO,
    CREDIT_GRAPHIC,
    CREDIT_ILLUSTRATION,
    CREDIT_SCREENSHOT,
    CREDIT_VIDEO,
    CREDIT_SOURCE, /* of whatever it is, somebody is named as its source */
} CreditKind;

/* The fields of a caption; NULL: not there. */
typedef struct {
    char *caption;      /* its sentence, without the credit */
    char *photographer; /* several: "Ann Lee and Bob Roe", with the word that stood there */
    char *agency;
    char *date; /* ISO 8601: year, month or day */
    char *place;
    CreditKind kind;
} Credit;

/* Takes a caption apart: sentence, photographer, agency, and date and place that the sentence names.
 * Returns whether it holds a credit; the fields are set in either case.  Clear with credit_clear(). */
gboolean credit_parse (const char *raw, Credit *credit);

/* The same of a line that is known to be nothing but a credit, which need not say so: "Ann Lee", "Ann Lee/AFP".
 * FALSE, and no field set, when it is not understood as one. */
gboolean credit_parse_line (const char *line, Credit *credit);

/* The same of what a picture's file says: its creator or creators, and its credit line; either may be NULL. */
gboolean credit_parse_creator (const char *creator, const char *line, Credit *credit);

void credit_clear (Credit *credit);

/* The name of the label that the kind is printed with, for label_get(). */
const char *credit_kind_label (CreditKind kind);

/* Whether a line of running text is a caption: it ends with (or is nothing but) a credit. */
gboolean credit_is_caption (const char *line);

/* Whether a line that stands alone, without an article around it, reads as a caption: it ends with what is a credit in
 * captions only ("The yard. Reuters"), or begins as they do ("From left: ..."). */
gboolean credit_may_be_caption (const char *line);

#endif
