/* SPDX-License-Identifier: MIT */
#ifndef NAME_RUN_H
#define NAME_RUN_H

#include "prose.h"

typedef enum {
    SEX_UNKNOWN,
    SEX_MALE,
    SEX_FEMALE,
} Sex;

typedef struct _Voice Voice;

/* A run of capitalised tokens that is one name, with the titles before it: "Deputy Mayor Ann R. Vale KC". */
typedef struct {
    guint first, end;      /* tokens, titles and suffixes included */
    guint name, name_end;  /* the bare name; empty when the run is a title alone */
    guint given;           /* its first token, but for a title that stays: "Sir" */
    guint surname;         /* its last token, NO_INDEX when the name is empty */
    gboolean has_title;    /* one that only persons have */
    gboolean keeps_title;  /* "Sir" is part of the name */
    gboolean is_honorific; /* all of the titles say nothing of a role: Mr., Dr. */
    gboolean is_organisation;
    gboolean is_document;
    gboolean is_possessive;
    Sex sex;
    Voice *voice; /* whom it means, NULL as long as nobody asked */
} NameRun;

/* Finds the names outside of quotations; the index of their tokens points into the array that is returned.
 * Free it with g_array_unref(). */
GArray *name_runs_find (Prose *prose);

/* Whether the run has the shape of a person's full name, or a title. */
gboolean name_run_is_person (const Prose *prose, const NameRun *run);

/* Whether a token is in capitals, as an abbreviation. */
gboolean token_is_acronym (const Prose *prose, guint index);

#endif
