/* SPDX-License-Identifier: MIT */
#ifndef INSTITUTION_H
#define INSTITUTION_H

#include "name-run.h"

/* The organisations that the text has named, by the nouns that may stand for them: "the bureau", "the firm". */
typedef struct _Institutions Institutions;

Institutions *institutions_new (void);
void institutions_free (Institutions *institutions);

/* Takes note of the name, one of an organisation. */
void institutions_note (Institutions *institutions, Article *article, const Prose *prose, const NameRun *run);

/* What the noun means, the one named last: "the National Bureau of Tides", or NULL. */
const char *institutions_find (const Institutions *institutions, const Prose *prose, guint noun);

/* The same, or NULL when the noun may mean several. */
const char *institutions_find_only (const Institutions *institutions, const Prose *prose, guint noun);

/* The one organisation of the text that has the word in its name; NULL when there is none, or several. */
const char *institutions_find_kind (const Institutions *institutions, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Institutions, institutions_free)

#endif
