/* SPDX-License-Identifier: MIT */
#ifndef ROLE_PHRASE_H
#define ROLE_PHRASE_H

#include "prose.h"

/* What the words behind a name say of the person, one part at a time: "Ann Vale, 45, D-Ohio, a farmer who ..." */
typedef enum {
    ROLE_NONE,
    ROLE_ASIDE,  /* "45", "Ph.D." */
    ROLE_TAG,    /* "D-Ohio" */
    ROLE_NOUN,   /* "farmer and former member of the board" */
    ROLE_TAIL,   /* "of the Mill Institute": what a title belongs to */
    ROLE_CLAUSE, /* "who runs the mill", "whose son died" */
} RolePartKind;

typedef struct {
    RolePartKind kind;
    guint first, end; /* tokens, without the article */
} RolePart;

/* How much a role tells; the more the better. */
typedef enum {
    ROLE_WEAK,   /* "husband", "woman in a coat", "then a clerk" */
    ROLE_BARE,   /* "mayor" */
    ROLE_SHORT,  /* "deputy mayor" */
    ROLE_TOLD,   /* "farmer from the valley" */
    ROLE_PLACED, /* "curator of the Mill Museum" */
} RoleLevel;

/* Reads the part that begins at the token, behind the comma, dash or bracket that parts it from the name. */
RolePart role_part_read (const Prose *prose, guint first, guint end);

/* Reads "[runs the ferry]" behind a name. */
RolePart role_habit_read (const Prose *prose, guint verb, guint end);

/* Whether a clause tells what somebody does, not what happened once. */
gboolean role_clause_is_habit (const Prose *prose, const RolePart *clause);

/* Where a role that begins at the token ends: at a comma, or where another clause or the verb begins. */
guint role_phrase_end (const Prose *prose, guint first, guint end);

/* Whether a noun that says what somebody is comes before any small word. */
gboolean role_phrase_has_noun (const Prose *prose, guint first, guint end);

/* Whether the lexicon says that of the token: "weak", "modifier", "party". */
gboolean role_word_is (const Prose *prose, guint index, const char *kind);

RoleLevel role_phrase_level (const Prose *prose, guint first, guint end);

/* Where the words before a noun that belong to it begin, back from `before`: "the [retired mill] mechanic". */
guint role_phrase_start (const Prose *prose, guint start, guint before);

#endif
