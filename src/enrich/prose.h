/* SPDX-License-Identifier: MIT */
#ifndef PROSE_H
#define PROSE_H

#include "lang/lang.h"
#include "model/model.h"

/* An article's text as the attribution reads it: tokens in sentences, each quotation one token. */

typedef enum {
    TOKEN_WORD, /* begins with a small letter, or is a capitalised small word at a sentence's start */
    TOKEN_NAME, /* begins with a capital */
    TOKEN_NUMBER,
    TOKEN_COMMA,
    TOKEN_COLON,
    TOKEN_DASH,
    TOKEN_OPEN, /* bracket */
    TOKEN_CLOSE,
    TOKEN_QUOTE, /* a quotation, or the part of it that is in this paragraph */
    TOKEN_STOP,
} TokenKind;

/* What a small word does, from the lexicon of that name. */
typedef enum {
    GRAMMAR_NONE,
    GRAMMAR_ADVERB,
    GRAMMAR_ARTICLE, /* a, an */
    GRAMMAR_BE,
    GRAMMAR_CONJUNCTION,
    GRAMMAR_HAVE,
    GRAMMAR_HE,
    GRAMMAR_IT,
    GRAMMAR_MODAL,
    GRAMMAR_OBJECT, /* him, us */
    GRAMMAR_POSSESSIVE,
    GRAMMAR_PREPOSITION,
    GRAMMAR_SELF, /* I, we, you */
    GRAMMAR_SHE,
    GRAMMAR_SUBORDINATOR,
    GRAMMAR_THAT,
    GRAMMAR_THE, /* the, this */
    GRAMMAR_THEY,
    GRAMMAR_TO,
    GRAMMAR_WHICH,
    GRAMMAR_WHO,
} Grammar;

/* How a verb or phrase reports speech, from the lexicon of that name. */
typedef enum {
    SPEECH_NONE,
    SPEECH_INTRODUCES, /* the source follows: according to */
    SPEECH_INVERTS,    /* said: may stand before its subject */
    SPEECH_QUOTES,     /* called: only with a quotation */
    SPEECH_REPORTS,    /* told */
    SPEECH_SHOWS,      /* found: of documents */
    SPEECH_UTTERS,     /* asked: as SPEECH_INVERTS, but only with a quotation */
} SpeechKind;

/* What a noun names, from three lexicons. */
typedef enum {
    NOUN_NONE,
    NOUN_ROLE,
    NOUN_DOCUMENT,
    NOUN_UTTERANCE, /* a document that somebody speaks through: statement */
    NOUN_ORGANISATION,
} NounKind;

#define NO_INDEX G_MAXUINT32

/* Small, for there is one for each word of what may be a very long text. */
typedef struct {
    guint32 start, end; /* bytes; without the possessive ending */
    guint32 index;      /* of the quotation, or of the name that the token is part of; else NO_INDEX */
    guint8 kind;
    guint8 grammar;
    guint8 cue;
    guint8 noun : 4;
    guint8 names_speech : 1; /* promise, verdict */
    guint8 is_plural : 1;
    guint8 is_possessive : 1;
} Token;

typedef struct {
    Span span;
    guint first, end; /* tokens */
    guint block;      /* index in article->blocks */
} Sentence;

typedef struct {
    const Article *article;
    const char *text;
    GArray *tokens;    /* Token */
    GArray *sentences; /* Sentence */
    char language[8];  /* "de", empty for English */
} Prose;

/* Reads the article's text; article->quotes must be there. */
Prose *prose_new (const Article *article);
void prose_free (Prose *prose);

static inline Token *
token_at (const Prose *prose, guint index)
{
    return &g_array_index (prose->tokens, Token, index);
}

static inline Sentence *
sentence_at (const Prose *prose, guint index)
{
    return &g_array_index (prose->sentences, Sentence, index);
}

/* Whether the token is that word, ASCII letters in either case. */
gboolean token_is (const Prose *prose, guint index, const char *word);

/* Whether the token's text ends so. */
gboolean token_ends (const Prose *prose, guint index, const char *ending);

/* Whether the token is before `end`, and a small word of that kind. */
static inline gboolean
token_has_grammar (const Prose *prose, guint index, guint end, Grammar grammar)
{
    return index < end && token_at (prose, index)->kind == TOKEN_WORD && token_at (prose, index)->grammar == grammar;
}

/* Whether a lexicon has that value for the words from `first` to before `end`, in the text's language. */
gboolean prose_says (const Prose *prose, guint first, guint end, Lexicon lexicon, const char *value);

/* Whether a title or a name follows: "titled", "called". */
gboolean token_is_naming (const Prose *prose, guint index);

/* The text from one token to before another, white space at its ends left off. */
Span prose_span (const Prose *prose, guint first, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Prose, prose_free)

#endif
