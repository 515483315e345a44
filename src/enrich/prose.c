/* SPDX-License-Identifier: MIT */
#include "prose.h"

#include <string.h>

#include "french.h"
#include "lang/lang.h"

/* Longer words are no entries of a foreign language. */
#define MAX_FOREIGN 64

typedef struct {
    const Article *article;
    const char *text;
    Prose *prose;
    GHashTable *entries; /* Entry, of the words that came up so far */
    Arena *arena;        /* of the entries */
    guint quote;         /* the next of article->quotes that has not ended */
    gboolean is_french;
} Reader;

typedef struct {
    const char *value;
    guint kind;
} ValueKind;

static const ValueKind grammars[] = {
    { "adverb", GRAMMAR_ADVERB },
    { "article", GRAMMAR_ARTICLE },
    { "be", GRAMMAR_BE },
    { "conjunction", GRAMMAR_CONJUNCTION },
    { "have", GRAMMAR_HAVE },
    { "he", GRAMMAR_HE },
    { "it", GRAMMAR_IT },
    { "modal", GRAMMAR_MODAL },
    { "object", GRAMMAR_OBJECT },
    { "possessive", GRAMMAR_POSSESSIVE },
    { "preposition", GRAMMAR_PREPOSITION },
    { "self", GRAMMAR_SELF },
    { "she", GRAMMAR_SHE },
    { "subordinator", GRAMMAR_SUBORDINATOR },
    { "that", GRAMMAR_THAT },
    { "the", GRAMMAR_THE },
    { "they", GRAMMAR_THEY },
    { "to", GRAMMAR_TO },
    { "which", GRAMMAR_WHICH },
    { "who", GRAMMAR_WHO },
};

static const ValueKind cues[] = {
    { "introduces", SPEECH_INTRODUCES }, { "inverts", SPEECH_INVERTS }, { "quotes", SPEECH_QUOTES },
    { "reports", SPEECH_REPORTS },       { "shows", SPEECH_SHOWS },     { "utters", SPEECH_UTTERS },
};

/* A word as the lexicons are asked for it: in a language other than English as "de.der". */
typedef struct {
    LexiconKey key, foreign;
    gboolean is_foreign;
} Question;

/* Nouns may be English in any language, for names are. */
static const char *
ask (Lexicon lexicon, const Question *question)
{
    const char *value = question->is_foreign ? lexicon_find_key (lexicon, &question->foreign) : NULL;

    return value != NULL ? value : lexicon_find_key (lexicon, &question->key);
}

static guint8
look_up (Lexicon lexicon, const Question *question, const ValueKind *kinds, guint n_kinds)
{
    const char *value = lexicon_find_key (lexicon, question->is_foreign ? &question->foreign : &question->key);

    for (guint i = 0; value != NULL && i < n_kinds; i++)
        if (strcmp (value, kinds[i].value) == 0)
            return (guint8) kinds[i].kind;
    return 0;
}

/* "guitarist" of "singer-guitarist", "keeper" of "lockkeeper". */
static gboolean
ends_with_role (const char *word, gsize length)
{
    const char *hyphen = g_strrstr_len (word, (gssize) length, "-");

    if (hyphen != NULL)
        return lexicon_has (LEXICON_ROLE_NOUNS, hyphen + 1, word + (gssize) length - hyphen - 1);
    if (length < 2 || (word[length - 1] != 'r' && word[length - 1] != 'n' && word[length - 1] != 't'))
        return FALSE; /* as most words */
    for (gsize n = 5; n <= 7 && n + 3 < length; n++)
        if (lexicon_has (LEXICON_ROLE_NOUNS, word + length - n, (gssize) n))
            return TRUE;
    return FALSE;
}

static guint8
noun_kind (const Question *question)
{
    const char *document;

    if (ask (LEXICON_ROLE_NOUNS, question) != NULL)
        return NOUN_ROLE;
    document = ask (LEXICON_DOCUMENT_NOUNS, question);
    if (document != NULL)
        return strcmp (document, "utterance") == 0 ? NOUN_UTTERANCE : NOUN_DOCUMENT;
    if (ask (LEXICON_ORGANISATION_WORDS, question) != NULL)
        return NOUN_ORGANISATION;
    return ends_with_role (question->key.text, question->key.length) ? NOUN_ROLE : NOUN_NONE;
}

/* What the lexicons say of a word. */
typedef struct {
    const char *word;
    gsize length;
    guint8 grammar, cue, noun;
    gboolean names_speech;
    gboolean is_plural;
    gboolean is_inside; /* it stands inside of a sentence, too */
} Entry;

static guint
entry_hash (gconstpointer key)
{
    const Entry *entry = key;
    guint hash = 2166136261u; /* FNV-1a */

    for (gsize i = 0; i < entry->length; i++)
        hash = (hash ^ (guchar) entry->word[i]) * 16777619u;
    return hash;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
    const Entry *first = a, *second = b;

    return first->length == second->length && memcmp (first->word, second->word, first->length) == 0;
}

static Question
question_new (const Reader *reader, const char *word, gsize length, char *buffer, gsize size)
{
    Question question = { .key = lexicon_key (word) };
    int n;

    lexicon_key_extend (&question.key, length);
    if (*reader->prose->language == '\0')
        return question;
    n = g_snprintf (buffer, size, "%s.%.*s", reader->prose->language, (int) length, word);
    question.foreign = lexicon_key (buffer);
    question.is_foreign = n > 0 && (gsize) n < size;
    if (question.is_foreign)
        lexicon_key_extend (&question.foreign, (gsize) n);
    return question;
}

static void
fill_entry (const Reader *reader, Entry *entry)
{
    char buffer[MAX_FOREIGN];
    Question question = question_new (reader, entry->word, entry->length, buffer, sizeof buffer);

    entry->grammar = look_up (LEXICON_FUNCTION_WORDS, &question, grammars, G_N_ELEMENTS (grammars));
    if (entry->grammar != GRAMMAR_NONE)
        return;
    entry->cue = look_up (LEXICON_SPEECH_VERBS, &question, cues, G_N_ELEMENTS (cues));
    entry->names_speech = ask (LEXICON_SPEECH_NOUNS, &question) != NULL;
    entry->noun = noun_kind (&question);
    if (entry->noun != NOUN_NONE || entry->length < 4 || entry->word[entry->length - 1] != 's')
        return;
    question = question_new (reader, entry->word, entry->length - 1, buffer, sizeof buffer);
    entry->noun = noun_kind (&question);
    entry->is_plural = entry->noun != NOUN_NONE;
}

/* A text says the same words over and over: each is looked up once. */
static Entry *
find_entry (Reader *reader, const char *word, gsize length)
{
    Entry key = { .word = word, .length = length };
    Entry *entry = g_hash_table_lookup (reader->entries, &key);

    if (entry == NULL) {
        entry = arena_make (reader->arena, Entry);
        *entry = key;
        fill_entry (reader, entry);
        g_hash_table_add (reader->entries, entry);
    }
    return entry;
}

/* "Will" and "May" are names when they are capitalised. */
static gboolean
is_small_word (const Token *token, gboolean is_first)
{
    return token->grammar != GRAMMAR_NONE
           && (is_first || (token->grammar != GRAMMAR_MODAL && token->grammar != GRAMMAR_BE));
}

static void
classify_word (Reader *reader, Token *token, gboolean is_first)
{
    Entry *entry = find_entry (reader, reader->text + token->start, token->end - token->start);

    entry->is_inside |= !is_first;
    token->grammar = entry->grammar;
    if (token->kind == TOKEN_NAME && is_small_word (token, is_first))
        token->kind = TOKEN_WORD;
    if (token->kind == TOKEN_NAME)
        token->grammar = GRAMMAR_NONE;
    if (token->grammar != GRAMMAR_NONE)
        return;
    if (token->kind == TOKEN_WORD || is_first)
        token->cue = entry->cue;
    if (token->cue != SPEECH_NONE)
        token->kind = TOKEN_WORD;
    token->noun = entry->noun & 0xf;
    token->names_speech = entry->names_speech != FALSE;
    token->is_plural = entry->is_plural;
    if (is_first && token->is_plural)
        token->kind = TOKEN_WORD;
}

static gboolean
is_joint (const char *text, gsize at, gsize end)
{
    gunichar c = g_utf8_get_char (text + at), next;
    gsize after = (gsize) (g_utf8_next_char (text + at) - text);

    if (after >= end || (c != '\'' && c != 0x2019 && c != '-' && c != 0x2011 && c != '.' && c != '&'))
        return FALSE;
    next = g_utf8_get_char (text + after);
    return g_unichar_isalnum (next);
}

static gsize
word_end (const char *text, gsize at, gsize end)
{
    while (at < end
           && (g_unichar_isalnum (g_utf8_get_char (text + at)) || g_unichar_ismark (g_utf8_get_char (text + at))
               || is_joint (text, at, end)))
        at = (gsize) (g_utf8_next_char (text + at) - text);
    return at;
}

/* "J." and "U.S." keep their full stop, "Dr." does; the last word of a sentence does not. */
static gboolean
keeps_full_stop (const char *text, const Token *token, gsize end)
{
    gsize length = token->end - token->start;

    if (token->end >= end || text[token->end] != '.')
        return FALSE;
    if (length == 1 && g_ascii_isupper (text[token->start]))
        return TRUE;
    if (token->end + 1 >= end)
        return FALSE;
    return memchr (text + token->start, '.', length) != NULL
           || lexicon_has (LEXICON_ABBREVIATIONS, text + token->start, (gssize) length);
}

/* "Mary [A.] Vale", "Tom [I.] Vale": neither an article nor a pronoun. */
static gboolean
is_initial (const Reader *reader, const Token *token, gsize end)
{
    const char *text = reader->text;
    const GArray *tokens = reader->prose->tokens;
    gboolean has_name = tokens->len > 0 && token_at (reader->prose, tokens->len - 1)->kind == TOKEN_NAME;

    return has_name && token->end == token->start + 1 && strchr ("AI", text[token->start]) != NULL
           && token->end + 2 < end && text[token->end] == '.' && g_ascii_isupper (text[token->end + 2]);
}

static gsize
strip_possessive (const char *text, Token *token, gsize end)
{
    gsize after = token->end, length = token->end - token->start;
    const char *last = text + token->end;

    if (length > 2 && last[-1] == 's' && last[-2] == '\'') {
        token->end -= 2;
        token->is_possessive = TRUE;
    } else if (length > 4 && last[-1] == 's' && memcmp (last - 4, "\342\200\231", 3) == 0) {
        token->end -= 4;
        token->is_possessive = TRUE;
    } else if (length > 2 && last[-1] == 's' && after < end) {
        gunichar c = g_utf8_get_char (last);

        token->is_possessive = c == 0x2019 || c == '\'';
        if (token->is_possessive)
            after = (gsize) (g_utf8_next_char (last) - text);
    }
    return after;
}

/* "dell’Orto", "d'Arcy" and "al-Marsi" are names, though they begin small; "pro-Vale" is none. */
static gboolean
is_small_name (const char *word, gsize length)
{
    for (gsize i = 1; i + 1 < length; i++) {
        const char *joint = word + i;
        gboolean is_apostrophe = *joint == '\'' || (i + 3 < length && memcmp (joint, "\342\200\231", 3) == 0);

        if (is_apostrophe || *joint == '-')
            return g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (joint)))
                   && (is_apostrophe || lexicon_says (LEXICON_NAME_PARTS, word, (gssize) i, "particle"));
    }
    return FALSE;
}

static TokenKind
kind_of_word (const char *word, gsize length)
{
    gunichar c = g_utf8_get_char (word);

    if (g_unichar_isdigit (c))
        return TOKEN_NUMBER;
    return g_unichar_isupper (c) || is_small_name (word, length) ? TOKEN_NAME : TOKEN_WORD;
}

static gsize
read_word (Reader *reader, gsize at, gsize end, gboolean is_first)
{
    const char *text = reader->text;
    Token token = { .index = NO_INDEX };
    gsize after, last, pronoun;

    if (reader->is_french)
        at = french_skip_clitic (text, at, end);
    last = word_end (text, at, end);
    pronoun = reader->is_french ? french_cut_pronoun (text, at, &last) : 0;
    if (pronoun > 0)
        end = last;
    token.start = (guint32) at;
    token.end = (guint32) last;
    token.kind = kind_of_word (text + at, token.end - at);
    after = strip_possessive (text, &token, end);
    if (!is_initial (reader, &token, end))
        classify_word (reader, &token, is_first);
    if (after == token.end && keeps_full_stop (text, &token, end))
        after = ++token.end;
    g_array_append_val (reader->prose->tokens, token);
    return MAX (after, pronoun);
}

static gboolean
punctuation_kind (gunichar c, TokenKind *kind)
{
    switch (c) {
    case ',': *kind = TOKEN_COMMA; return TRUE;
    case ':': *kind = TOKEN_COLON; return TRUE;
    case '(':
    case '[': *kind = TOKEN_OPEN; return TRUE;
    case ')':
    case ']': *kind = TOKEN_CLOSE; return TRUE;
    case 0x2013:
    case 0x2014: *kind = TOKEN_DASH; return TRUE;
    case '.':
    case '?':
    case '!':
    case ';': *kind = TOKEN_STOP; return TRUE;
    default: return FALSE;
    }
}

static gsize
read_punctuation (Reader *reader, gsize at, gsize end)
{
    gsize next = (gsize) (g_utf8_next_char (reader->text + at) - reader->text);
    Token token = { .start = (guint32) at, .index = NO_INDEX };
    TokenKind kind;

    if (reader->text[at] == '-' && (next >= end || reader->text[next] == '-' || reader->text[next] == ' ')) {
        kind = TOKEN_DASH;
        while (next < end && reader->text[next] == '-')
            next++;
    } else if (!punctuation_kind (g_utf8_get_char (reader->text + at), &kind)) {
        return next;
    }
    token.end = (guint32) next;
    token.kind = kind;
    g_array_append_val (reader->prose->tokens, token);
    return next;
}

/* The quotation that covers `at`, or NULL; `*next` is set to where the next one begins. */
static const Quote *
quote_here (Reader *reader, gsize at, gsize *next)
{
    const GPtrArray *quotes = reader->article->quotes;

    *next = G_MAXSIZE;
    for (; reader->quote < quotes->len; reader->quote++) {
        const Quote *quote = g_ptr_array_index (quotes, reader->quote);

        if (quote->span.end <= at)
            continue;
        *next = quote->span.start;
        return quote->span.start <= at ? quote : NULL;
    }
    return NULL;
}

static gsize
read_quote (Reader *reader, const Quote *quote, gsize at, gsize end)
{
    Token token = { .start = (guint32) at, .kind = TOKEN_QUOTE, .index = reader->quote };

    token.end = (guint32) MIN (quote->span.end, end);
    g_array_append_val (reader->prose->tokens, token);
    return token.end;
}

static void
read_sentence (Reader *reader, Span span, guint block)
{
    Sentence sentence = { .span = span, .first = reader->prose->tokens->len, .block = block };
    gsize at = span.start;

    while (at < span.end) {
        gsize next_quote;
        const Quote *quote = quote_here (reader, at, &next_quote);
        gsize end = MIN (span.end, next_quote);

        if (quote != NULL)
            at = read_quote (reader, quote, at, span.end);
        else if (g_unichar_isalnum (g_utf8_get_char (reader->text + at)))
            at = read_word (reader, at, end, reader->prose->tokens->len == sentence.first);
        else
            at = read_punctuation (reader, at, end);
    }
    sentence.end = reader->prose->tokens->len;
    if (sentence.end > sentence.first)
        g_array_append_val (reader->prose->sentences, sentence);
}

/* The entry of the word in small letters, if the text has it. */
static const Entry *
find_small (const Reader *reader, const char *word, gsize length)
{
    g_autofree char *small = g_utf8_strdown (word, (gssize) length);
    Entry key = { .word = small, .length = strlen (small) };

    return g_hash_table_lookup (reader->entries, &key);
}

/* "Former", "Walking": a first word that the text writes small elsewhere, and large nowhere else, is no name. */
static void
settle_first_word (Reader *reader, Token *token, gboolean has_name)
{
    const char *word = reader->text + token->start;
    gsize length = token->end - token->start;
    const Entry *entry = find_entry (reader, word, length), *small;

    if (entry->is_inside || lexicon_has (LEXICON_GIVEN_NAMES, word, (gssize) length)
        || (has_name && lexicon_has (LEXICON_TITLES, word, (gssize) length)))
        return;
    small = find_small (reader, word, length);
    if (small == NULL)
        return;
    token->kind = TOKEN_WORD;
    token->cue = small->cue;
    token->noun = small->noun & 0xf;
}

/* "Police said": no title, for no name follows. */
static gboolean
is_bare_role (Reader *reader, const Sentence *sentence)
{
    const Token *token = token_at (reader->prose, sentence->first);

    return token->noun == NOUN_ROLE && sentence->first + 1 < sentence->end && token[1].kind == TOKEN_WORD
           && (token[1].cue != SPEECH_NONE || token[1].grammar == GRAMMAR_BE || token[1].grammar == GRAMMAR_HAVE)
           && !find_entry (reader, reader->text + token->start, token->end - token->start)->is_inside;
}

/* Nouns are large in German: "die Ministerin" is no name. */
static void
settle_nouns (Prose *prose)
{
    for (guint i = 0; i < prose->tokens->len; i++) {
        Token *token = token_at (prose, i);
        gboolean has_name = i + 1 < prose->tokens->len && token_at (prose, i + 1)->kind == TOKEN_NAME;

        if (token->kind == TOKEN_NAME && token->noun == NOUN_ROLE && !has_name)
            token->kind = TOKEN_WORD;
    }
}

static void
settle_first_words (Reader *reader)
{
    for (guint i = 0; i < reader->prose->sentences->len; i++) {
        const Sentence *sentence = sentence_at (reader->prose, i);
        Token *token = token_at (reader->prose, sentence->first);

        if (token->kind != TOKEN_NAME)
            continue;
        if (is_bare_role (reader, sentence))
            token->kind = TOKEN_WORD;
        else
            settle_first_word (reader, token, sentence->first + 1 < sentence->end && token[1].kind == TOKEN_NAME);
    }
}

/* A region tells nothing here: "de-AT" is "de". */
static void
set_language (Prose *prose, const char *tag)
{
    gsize length = tag != NULL ? strcspn (tag, "-") : 0;

    if (length >= 2 && length < sizeof prose->language && g_ascii_strncasecmp (tag, "en", length) != 0)
        memcpy (prose->language, tag, length);
}

/* What parts a dateline from the sentence, which may begin with a quotation. */
static gboolean
is_behind_dateline (gunichar c)
{
    return g_unichar_isspace (c) || c == ')' || c == ':' || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION;
}

/* The paragraph without the dateline, "PORT ELLIS, Wis. (AP) -- ", which is of no sentence. */
static Span
without_dateline (const Article *article, Span span)
{
    const char *dateline = article->metadata.dateline, *text = article->text, *behind = text + span.start;

    if (dateline == NULL || *dateline == '\0' || !g_str_has_prefix (behind, dateline))
        return span;
    behind += strlen (dateline);
    behind += strspn (behind, " ");
    if (*behind == '(')
        behind += strcspn (behind, ")\n");
    while (behind < text + span.end && is_behind_dateline (g_utf8_get_char (behind)))
        behind = g_utf8_next_char (behind);
    return (Span){ (gsize) (behind - text), span.end };
}

Prose *
prose_new (const Article *article)
{
    Prose *prose = g_new0 (Prose, 1);
    g_autoptr (GHashTable) entries = g_hash_table_new (entry_hash, entry_equal);
    g_autoptr (Arena) arena = arena_new ();
    Reader reader = { article, article->text, prose, entries, arena, 0 };

    prose->article = article;
    prose->text = article->text;
    prose->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
    prose->sentences = g_array_new (FALSE, FALSE, sizeof (Sentence));
    set_language (prose, article->metadata.language);
    reader.is_french = strcmp (prose->language, "fr") == 0;
    for (guint i = 0; i < article->blocks->len; i++) {
        const Node *block = g_ptr_array_index (article->blocks, i);
        g_autoptr (GArray) spans = NULL;

        if (block->kind == NODE_HEADING || block->kind == NODE_PREFORMATTED)
            continue;
        spans = sentence_split (article->text, without_dateline (article, block->span));
        for (guint k = 0; k < spans->len; k++)
            read_sentence (&reader, g_array_index (spans, Span, k), i);
    }
    settle_first_words (&reader);
    if (*prose->language != '\0')
        settle_nouns (prose);
    return prose;
}

void
prose_free (Prose *prose)
{
    if (prose == NULL)
        return;
    g_array_unref (prose->tokens);
    g_array_unref (prose->sentences);
    g_free (prose);
}

gboolean
token_is (const Prose *prose, guint index, const char *word)
{
    const Token *token = token_at (prose, index);
    gsize length = strlen (word);

    return token->end - token->start == length && g_ascii_strncasecmp (prose->text + token->start, word, length) == 0;
}

gboolean
token_ends (const Prose *prose, guint index, const char *ending)
{
    const Token *token = token_at (prose, index);
    gsize length = strlen (ending);

    return token->end - token->start > length && memcmp (prose->text + token->end - length, ending, length) == 0;
}

gboolean
prose_says (const Prose *prose, guint first, guint end, Lexicon lexicon, const char *value)
{
    Span span = prose_span (prose, first, end);
    const char *text = prose->text + span.start;
    gssize length = (gssize) (span.end - span.start);
    char key[MAX_FOREIGN];
    int n;

    if (*prose->language == '\0')
        return lexicon_says (lexicon, text, length, value);
    n = g_snprintf (key, sizeof key, "%s.%.*s", prose->language, (int) length, text);
    return n > 0 && (gsize) n < sizeof key && lexicon_says (lexicon, key, n, value);
}

gboolean
token_is_naming (const Prose *prose, guint index)
{
    return token_is (prose, index, "titled") || token_is (prose, index, "entitled")
           || token_is (prose, index, "called");
}

Span
prose_span (const Prose *prose, guint first, guint end)
{
    if (first >= end)
        return SPAN_NONE;
    return (Span){ token_at (prose, first)->start, token_at (prose, end - 1)->end };
}
