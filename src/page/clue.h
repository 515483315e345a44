/* SPDX-License-Identifier: MIT */
#ifndef CLUE_H
#define CLUE_H

#include "dom/dom.h"

/* What the names of classes, ids, attributes and files say of pictures and of what stands beside them. */
/* clang-format off */
#define CLUES(CLUE) \
    CLUE (AD, "ad") \
    CLUE (APART, "apart")       /* no part of the article: related, newsletter, comment */ \
    CLUE (AVATAR, "avatar")     /* a small portrait of who wrote this */ \
    CLUE (CAPTION, "caption") \
    CLUE (CREDIT, "credit") \
    CLUE (FOREIGN, "foreign")   /* a format that no book may hold */ \
    CLUE (HEAD, "head")         /* byline, date, title: what stands at the head of an article */ \
    CLUE (HIDDEN, "hidden")     /* for screen readers only */ \
    CLUE (ICON, "icon") \
    CLUE (INLINE, "inline")     /* a sign in a line of text: a formula, an emoji */ \
    CLUE (LARGE, "large")       /* names a large picture */ \
    CLUE (LAZY, "lazy")         /* names a picture that a script fetches */ \
    CLUE (LOGO, "logo")         /* of the site */ \
    CLUE (PICTURE, "picture")   /* a wrapper of pictures */ \
    CLUE (SMALL, "small")       /* names a small one, or none */ \
    CLUE (STANDIN, "standin")   /* shown until the picture is there */ \
    CLUE (TOOL, "tool")         /* a control of the page: share, enlarge, close */ \
    CLUE (TRACKER, "tracker")   /* counts readers */ \
    CLUE (WEAK, "weak")         /* may be a caption, if it stands with a picture */
/* clang-format on */

#define CLUE_ID(id, name) CLUE_##id,
typedef enum { CLUES (CLUE_ID) N_CLUES } Clue;
#undef CLUE_ID

/* A set of them. */
typedef guint ClueSet;

#define CLUE_BIT(clue) (1u << (clue))

/* Of the words that the name is made of: "wp-caption-text", "photoCredit". */
ClueSet clues_of_name (const char *name);

/* Of the element's own class, id, itemprop and the like. */
ClueSet clues_of_element (const DomNode *element);

/* Of the name of the file that the address means; and whether its folders tell of advertisements and icons. */
ClueSet clues_of_address (const char *address);

#endif
