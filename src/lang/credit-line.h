/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_LINE_H
#define CREDIT_LINE_H

#include <glib.h>

/* How sure it is that a stretch of a caption is its credit. */
typedef enum {
    SURE_NOT,
    SURE_OF_CAPTION, /* if the whole is known to be a caption */
    SURE_OF_TEXT,    /* wherever it stands: that it stands there makes the whole a caption */
} Certainty;

/* A credit taken apart, "Photo by X / AFP".  For lang only; others see the Credit of credit.h. */
typedef struct {
    GPtrArray *people;
    GPtrArray *agencies;    /* one for each picture: "AP", "AFP via Getty Images" */
    gboolean has_label;     /* "Photo:" */
    gboolean has_source;    /* "Source:", which need not be a picture's */
    gboolean has_copyright; /* "©" */
    gboolean is_courtesy;
    gboolean has_known;    /* an agency or a publication of the lexicons */
    gboolean has_parts;    /* "X/AFP" */
    gboolean has_provider; /* "via Getty Images" */
    gboolean has_pictures; /* an agency whose name speaks of pictures: "Getty Images" */
    char *status;          /* "staff" of "staff photo" */
} CreditLine;

void credit_line_init (CreditLine *line);
void credit_line_clear (CreditLine *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CreditLine, credit_line_clear)

/* Understands all of `text` as a credit, and adds what it says to `line`; after SURE_NOT some of it may
 * be there. */
Certainty credit_line_read (const char *text, gboolean is_in_bracket, CreditLine *line);

gboolean credit_line_is_labelled (const CreditLine *line);

/* Whether the word is of a label: "photo", "credit", "courtesy". */
gboolean credit_line_is_label (const char *word, gsize length);

/* Whether the name is in the lexicons of agencies and publications. */
gboolean credit_line_is_agency (const char *name);

/* "AFP": two to five capitals. */
gboolean credit_line_is_acronym (const char *name);

#endif
