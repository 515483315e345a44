/* SPDX-License-Identifier: MIT */
#ifndef VOICE_H
#define VOICE_H

#include "name-run.h"

/* What the text says that somebody is; each part may be NULL. */
typedef struct {
    const char *text;   /* "director of the Mill Museum" */
    const char *title;  /* "councilman", when more is told later */
    const char *tail;   /* "of the Mill Museum", when a title stands elsewhere */
    const char *tag;    /* "D-Ohio" */
    const char *clause; /* "who has run it since 2009" */
    gboolean is_habit;  /* the clause is of what somebody does: "who runs it" */
    const char *habit;  /* "runs it", of a sentence of its own */
    guint rank;         /* of the text: how much it is worth */
    Span nouns;         /* tokens of the text: by its nouns the text may call the person later */
} Role;

/* Whoever or whatever may turn out to be a source: a person, an organisation, a document, or somebody
 * whom the article does not name.  Most never do; the others become a Source when they are first cited. */
struct _Voice {
    SourceKind kind;
    Sex sex;
    const char *name;
    guint n_tokens; /* of the name: the fullest form wins */
    Role role;
    const char *publisher, *date; /* of a document; NULL when the text does not say */
    GPtrArray *aliases;
    const char *given; /* a person's given name, NULL when it is not known */
    guint last_seen;   /* token */
    gboolean
        is_sure; /* more than two capitalised words: a title, a role, a surname used alone, a word for what it is */
    gboolean is_bare;    /* one word that the text says nothing more of */
    gboolean is_group;   /* "officials" */
    gboolean is_titled;  /* a document that goes by its title */
    gboolean is_printed; /* a document that appeared in a journal or paper that is named */
    gboolean takes_the;  /* "the Mill Institute" */
    Voice *namesake;     /* the next person of that surname */
    Source *source;
};

typedef struct _Voices Voices;

/* Reads all names of the text. */
Voices *voices_new (Article *article, Prose *prose);
void voices_free (Voices *voices);

/* The names, NameRun, in the order of the text. */
GArray *voices_runs (const Voices *voices);

/* The name that the token is part of, or NULL. */
NameRun *voices_name_at (const Voices *voices, guint token);

/* The person of that given name and surname, or who goes by exactly that name; NULL when there is none. */
Voice *voices_find_person (const Voices *voices, const char *name);

/* The same, or a new person when there is none: a full name. */
Voice *voices_of_person (Voices *voices, const char *name);

/* Whom the name means.  NULL when it is too little to tell: a word that is only ever capitalised at the
 * beginning of a sentence. */
Voice *voices_of_name (Voices *voices, NameRun *run);

/* The person, document or organisation that a noun stood for last: "the report". */
Voice *voices_find_noun (const Voices *voices, guint noun);

/* The same for a word that need not stand in the text. */
Voice *voices_find_word (const Voices *voices, const char *word);

/* Makes a voice that goes by a description, `first` to before `end`, and by the noun in it; who speaks for an
 * organisation, which may be NULL, goes by that, too. */
Voice *voices_add_noun (Voices *voices, SourceKind kind, guint noun, guint first, guint end, const Voice *speaks_for);

/* The work whose title is the quotation token. */
Voice *voices_add_work (Voices *voices, guint quote);

/* A document goes by that title from now on. */
void voices_name_work (Voices *voices, Voice *voice, guint quote);

/* From now on the noun means that voice. */
void voices_remember_noun (Voices *voices, guint noun, Voice *voice);

/* The same for a word that need not stand in the text: "senator" for "Sen.". */
void voices_remember_word (Voices *voices, const char *word, Voice *voice);

/* Gives the voice another form of its name. */
void voice_add_alias (Article *article, Voice *voice, Span form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Voices, voices_free)

#endif
