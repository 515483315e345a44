/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_WORDS_H
#define CREDIT_WORDS_H

#include <glib.h>

/* The words and marks of a credit.  How words and phrases serve in one is a table, assets/lexicons/credit-words.tsv:
 * its values are the names of these roles in small letters.  For lang only. */
typedef enum {
    ROLE_AND = 1 << 0,           /* joins names: "and", "et" */
    ROLE_BEGIN = 1 << 1,         /* phrases of the table begin with it */
    ROLE_BY = 1 << 2,            /* between a label and a name: "by", "von" */
    ROLE_CAPTION = 1 << 3,       /* a caption follows: "Image caption" */
    ROLE_COPYRIGHT = 1 << 4,     /* "copyright", as the sign */
    ROLE_COURTESY = 1 << 5,      /* who gave the picture follows: "courtesy of", "cedida por" */
    ROLE_FILE = 1 << 6,          /* says only that it is an old or a general picture: "file", "Symbolbild" */
    ROLE_FIRM = 1 << 7,          /* in the name of one that is no person: "police", "Verlag" */
    ROLE_FIRST = 1 << 8,         /* a label that stands before the caption: "Image source" */
    ROLE_FOR = 1 << 9,           /* between a name and who paid: "for", "special to" */
    ROLE_GIVEN = 1 << 10,        /* a given name that is a small word too: "Ed", "Will" */
    ROLE_GLUED = 1 << 11,        /* a label that pages run into the name: "CreditAnn Lee" */
    ROLE_GRAPHIC = 1 << 12,      /* labels of other things than photos */
    ROLE_ILLUSTRATION = 1 << 13, /* ... */
    ROLE_LABEL = 1 << 14,        /* "photo", "credit" */
    ROLE_LICENCE = 1 << 15,      /* the rest is about rights: "CC BY-SA", "gift of" */
    ROLE_NOBODY = 1 << 16,       /* stands where a name should: "unknown" */
    ROLE_OF = 1 << 17,
    ROLE_ON = 1 << 18,         /* between a name and a site: "on Unsplash" */
    ROLE_OPENER = 1 << 19,     /* captions begin so: "From left", "Photo shows" */
    ROLE_PICTURES = 1 << 20,   /* an agency that has nothing but pictures */
    ROLE_RANK = 1 << 21,       /* before a name: "Staff Sgt." */
    ROLE_SCREENSHOT = 1 << 22, /* see graphic */
    ROLE_SIDE = 1 << 23,       /* which picture of several: "left" */
    ROLE_SOURCE = 1 << 24,     /* "Source", which need not be a picture's */
    ROLE_STATUS = 1 << 25,     /* what is known when nobody is named: "handout", "staff" */
    ROLE_TOOL = 1 << 26,       /* of the page, not of the caption: "hide caption" */
    ROLE_VIA = 1 << 27,
    ROLE_VIDEO = 1 << 28, /* see graphic */
} WordRole;

/* A word, a phrase of the table, or a mark; `mark` is 0 for words.  Several dots are one U+2026. */
typedef struct {
    const char *start;
    gsize length;
    gunichar mark;
    guint roles;       /* WordRole */
    gboolean is_prose; /* a longer word in small letters that the table does not have */
} CreditToken;

#define CREDIT_MOST_TOKENS 260

typedef struct {
    CreditToken at[CREDIT_MOST_TOKENS];
    guint n;
} CreditTokens;

/* Cuts the text; what is beyond the most tokens is left out. */
void credit_tokens_read (CreditTokens *tokens, const char *text, gsize length);

/* The roles of a word or phrase of the table. */
guint credit_roles_of (const char *word, gsize length);

#endif
