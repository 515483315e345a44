/* SPDX-License-Identifier: MIT */
#ifndef LEXICON_H
#define LEXICON_H

#include <glib.h>

/* The plain tables of assets/lexicons, NAME.tsv each: a line an entry, `key TAB value`, or the key
 * alone; sorted by key, bytewise (LC_ALL=C sort); keys in lower case; lines that begin with # are
 * comments.  A table's lines are hashed when it is first asked. */
typedef enum {
    LEXICON_ABBREVIATIONS, /* words whose full stop need not end a sentence */
    LEXICON_AGENCIES,      /* photo and news agencies; the value is the name to print */
    LEXICON_BLOCK_CUES,   /* what text beside the article begins with (start), or is as a whole; end: more of it follows
                           */
    LEXICON_BLOCK_HINTS,  /* words of classes and ids; the values say what stands there: see src/page/main.h */
    LEXICON_CODES,        /* of states, time zones, currencies; the value is a word of what it stands for */
    LEXICON_CREDIT_WORDS, /* words of credits; the values are roles: see src/lang/credit-words.h */
    LEXICON_DOCUMENT_NOUNS,     /* works and papers that can be quoted: report, memo */
    LEXICON_DOCUMENT_VERBS,     /* what is done with them: published, filed */
    LEXICON_ENCODING_LABELS,    /* labels of encodings; the value is the name in the Encoding Standard */
    LEXICON_FRONT_MATTER_KEYS,  /* keys of front matter that say nothing of an article for a book */
    LEXICON_FUNCTION_WORDS,     /* the small words of a sentence; the value is what they are: article, be */
    LEXICON_GIVEN_NAMES,        /* given names; the value is whose: male, female */
    LEXICON_KICKERS,            /* what may stand above a headline: opinion, obituary */
    LEXICON_LABELS,             /* "en.glossary" TAB "Glossary": the words sheaf itself puts into a book */
    LEXICON_LINK_WORDS,         /* words of links and addresses; the value is what they are: see src/lang/address.c */
    LEXICON_MONTHS,             /* months and their abbreviations, several languages; the value is 1 to 12 */
    LEXICON_NAME_PARTS,         /* what stands in names or beside them: particle, suffix, calendar */
    LEXICON_NOTE_OPENERS,       /* what an editor's note at the end of an article begins with */
    LEXICON_ORGANISATION_WORDS, /* what names of organisations hold: committee, university */
    LEXICON_PAGE_HINTS,         /* words of class names; the value says what of an article they mark */
    LEXICON_PHOTO_FIELDS,       /* what a list of photos calls its columns; the value is what stands in them */
    LEXICON_PHOTO_LEFTOVERS,    /* what says nothing of a photo; creator: of who took it; notice: begins one */
    LEXICON_PICTURE_CLUES,      /* words of class and file names; the value is what they say of pictures and captions */
    LEXICON_PICTURE_PLACES,     /* where one of several pictures stands: left; or in what order they are told: row */
    LEXICON_PUBLICATION_WORDS,  /* what names of papers end with: chronicle, gazette */
    LEXICON_PUBLICATIONS,       /* papers and sites; the value is the name to print */
    LEXICON_REFERENCE_TYPES,    /* words of works, and with * of papers; the value is a type of references */
    LEXICON_ROLE_NOUNS,         /* what a person is: director, farmer */
    LEXICON_ROLE_VERBS,         /* what a person does for a living, after "who": runs, teaches */
    LEXICON_SCENE_WORDS,  /* words of captions around date and place; the values are roles: see src/lang/scene.c */
    LEXICON_SPEECH_NOUNS, /* nouns for what somebody says: promise, verdict */
    LEXICON_SPEECH_VERBS, /* verbs that report speech: said, argued */
    LEXICON_STOP_WORDS,   /* articles, conjunctions, prepositions, several languages */
    LEXICON_TERM_CUES,    /* words that explain a term or short form; the values say how */
    LEXICON_TITLES,       /* what stands before a person's name: dr., senator */
    LEXICON_TURN_LABELS,  /* what stands before a turn of an interview instead of a name: question, answer */
    N_LEXICONS
} Lexicon;

/* Whether the word or phrase is in the table, in whatever case; negative length: to its NUL. */
gboolean lexicon_has (Lexicon lexicon, const char *key, gssize length);

/* The entry's value, for as long as the program runs; the key as it stands in the table when the entry has none; NULL
 * when there is no entry. */
const char *lexicon_find (Lexicon lexicon, const char *key, gssize length);

/* A key that grows, so that the beginnings of a text can be looked up one after the other, in one table or several,
 * and each byte is hashed once. */
typedef struct {
    const char *text;
    gsize length;
    guint hash;
    gboolean is_ascii;
} LexiconKey;

static inline LexiconKey
lexicon_key (const char *text)
{
    return (LexiconKey){ text, 0, 2166136261u, TRUE };
}

/* Makes the key all of the first `length` bytes of its text. */
void lexicon_key_extend (LexiconKey *key, gsize length);
const char *lexicon_find_key (Lexicon lexicon, const LexiconKey *key);

/* The same for "*word": the lines with an asterisk say what words serve for beside what the table is of. */
const char *lexicon_find_role (Lexicon lexicon, const char *word, gsize length);

/* Whether there is an entry of that value. */
gboolean lexicon_says (Lexicon lexicon, const char *key, gssize length, const char *value);

/* The entry's value, the key's own text as it is given when the entry has none; NULL when there is no entry.
 * Free it with g_free(). */
char *lexicon_get (Lexicon lexicon, const char *key, gssize length);

/* The label of that name in the language, in English when there is none or `language` is NULL; it stays for as long as
 * the program runs. */
const char *label_find (const char *language, const char *name);

/* A copy of it.  Free it with g_free(). */
char *label_get (const char *language, const char *name);

#endif
