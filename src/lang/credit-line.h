/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_LINE_H
#define CREDIT_LINE_H

#include "credit.h"
#include "credit-words.h"

/* How sure it is that a stretch of a caption is its credit. */
typedef enum {
    SURE_NOT,
    SURE_OF_CAPTION, /* if the whole is known to be a caption */
    SURE_OF_TEXT,    /* wherever it stands: that it stands there makes the whole a caption */
} Certainty;

/* Where a credit stands. */
typedef enum {
    CREDIT_IN_TEXT,
    CREDIT_IS_WHOLE, /* all of the text, which may be no credit */
    CREDIT_IN_BRACKETS,
    CREDIT_IS_NAMED, /* the page says that it is one */
} CreditSetting;

/* A credit taken apart, "Photo by X / AFP".  For lang only; others see the Credit of credit.h. */
typedef struct {
    GPtrArray *people;
    char *joint;         /* the last word that joins them as it stood: "und"; NULL: none */
    GPtrArray *agencies; /* one for each picture: "AP", "AFP via Getty Images" */
    char *status;        /* "staff" of "staff photo" */
    CreditKind kind;
    gboolean has_kind;
    gboolean has_label;      /* "Photo:" */
    gboolean has_weak_label; /* "Photo", without what joins it to a name */
    gboolean has_file;       /* "Archive photo": all that it says, perhaps */
    gboolean has_licence;    /* "CC BY" */
    gboolean has_status;     /* "handout" in an agency's place */
    gboolean has_source;     /* "Source:", which need not be a picture's */
    gboolean has_copyright;  /* "©" */
    gboolean is_courtesy;
    gboolean has_known;    /* an agency or a publication of the lexicons */
    gboolean has_firm;     /* another one that is no person */
    gboolean has_parts;    /* "X/AFP" */
    gboolean has_provider; /* "via Getty Images" */
    gboolean has_pictures; /* one that has nothing but pictures: "Getty Images" */
} CreditLine;

void credit_line_init (CreditLine *line);
void credit_line_clear (CreditLine *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CreditLine, credit_line_clear)

/* Understands all of the tokens as a credit, and adds what it says to `line`; after SURE_NOT some of it may
 * be there. */
Certainty credit_line_read (const CreditToken *tokens, guint n, CreditSetting setting, CreditLine *line);

gboolean credit_line_is_labelled (const CreditLine *line);

#endif
