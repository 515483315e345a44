/* SPDX-License-Identifier: MIT */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "base/base.h"

/* Guesses the language of a text by its letters' n-grams (libexttextcat; Cavnar and Trenkle,
 * "N-Gram-Based Text Categorization", 1994).  Returns a static BCP 47 tag, or NULL when it cannot tell. */
const char *language_guess (const char *text, gsize length);

/* The tag in canonical case with hyphens ("en_us" gives "en-US"), or NULL when it is no BCP 47 tag
 * (RFC 5646, its language, script, region and variant parts).  Free it with g_free(). */
char *language_normalise (const char *tag);

/* Whether the tags are of one language, wherever and however it is written: "en" and "en-GB". */
gboolean language_is_same (const char *a, const char *b);

/* The quotation marks of the language, with the spaces that it sets inside them, by CLDR; and those of a quotation
 * within another. */
typedef struct {
    char open[16], close[16];
    char inner_open[16], inner_close[16];
} QuotationMarks;

QuotationMarks language_quotation_marks (const char *tag);

/* The text as a quotation: in the marks, and with those that it has itself made inner ones.  Free it with g_free(). */
char *quotation_of (const QuotationMarks *marks, const char *text);

/* What the language is called in another one ("de" in "fr" is "allemand"), by ICU; the tag itself when
 * ICU has no name for it.  Free it with g_free(). */
char *language_name (const char *tag, const char *in_language);

/* Whether the language is written from right to left. */
gboolean language_is_rtl (const char *tag);

#endif
