/* SPDX-License-Identifier: MIT */
#include "interview.h"

#include <string.h>

#include "lang/lang.h"
#include "told-name.h"

#define MAX_LABEL 60
#define MAX_LABEL_WORDS 5
/* More speakers than these have a list, not an interview. */
#define MAX_SPEAKERS 24
#define MIN_PUBLICATION 3
#define MAX_INTRODUCTION 16384
#define MIN_TURNS 3
/* An answer may go on for so many paragraphs. */
#define MAX_CONTINUED 4
/* Of the paragraphs from the first turn to the last, one in so many begins one. */
#define DENSITY 5

typedef enum {
    SPEAKER_UNKNOWN,
    SPEAKER_ASKS,
    SPEAKER_ANSWERS,
    SPEAKER_PERSON,
} SpeakerKind;

typedef struct {
    SpeakerKind kind;
    const char *label;
    const char *name;
    guint n_turns;
    guint n_answered; /* of them: a known person comes next */
} Speaker;

/* A paragraph that begins with a label. */
typedef struct {
    guint block;
    gsize said; /* where what is said begins */
    Speaker *speaker;
} Start;

typedef struct {
    Article *article;
    GArray *starts;       /* Start */
    GHashTable *by_label; /* the label in small letters -> Speaker */
    GPtrArray *speakers;  /* Speaker, one for each label */
    GPtrArray *names;
} Reader;

static const Node *
block_at (const Article *article, guint index)
{
    return g_ptr_array_index (article->blocks, index);
}

static Speaker *
speaker_at (const Reader *reader, guint index)
{
    return g_ptr_array_index (reader->speakers, index);
}

/* Labels. */

/* The length of a bold beginning of the paragraph, or 0. */
static gsize
bold_length (const char *text, const Node *block)
{
    const Node *first = block->first;
    g_autofree char *words = first != NULL && first->kind == NODE_STRONG ? node_text (first) : NULL;
    gsize length = words != NULL ? strlen (words) : 0;

    return length <= MAX_LABEL && length > 0 && strncmp (text, words, length) == 0 ? length : 0;
}

/* Where a label of the paragraph ends, if it has one: before a colon, "Q." or a bold word. */
static gsize
label_length (const char *text, gsize length, const Node *block)
{
    const char *colon = memchr (text, ':', MIN (length, MAX_LABEL));
    gsize bold = bold_length (text, block);

    if (colon != NULL
        && (colon + 1 == text + length || char_is_space (g_utf8_get_char (colon + 1))
            || (gsize) (colon - text) + 1 == bold))
        return (gsize) (colon - text);
    if (length > 2 && (*text == 'Q' || *text == 'A') && text[1] == '.' && text[2] == ' ')
        return 1;
    return bold < length ? bold : 0;
}

/* "Rosalind Quay", "QUAY", "Q": words with capitals and nothing else. */
static gboolean
is_label (const char *words)
{
    g_auto (GStrv) split = g_strsplit (words, " ", MAX_LABEL_WORDS + 1);
    guint n = g_strv_length (split);

    if (n == 0 || n > MAX_LABEL_WORDS || name_part (split[0]) == PART_PARTICLE)
        return FALSE;
    for (guint i = 0; i < n; i++)
        if (name_part (split[i]) == PART_NONE)
            return FALSE;
    return TRUE;
}

/* "Dr. Quay" is labelled as "Quay" is. */
static const char *
skip_titles (const char *words)
{
    for (const char *space; (space = strchr (words, ' ')) != NULL; words = space + 1)
        if (!lexicon_has (LEXICON_TITLES, words, space - words))
            break;
    return words;
}

/* "RACHEL BELL, HOST" */
static gboolean
is_asker (const char *words)
{
    return lexicon_says (LEXICON_TURN_LABELS, words, -1, "question");
}

static gboolean
label_is_asker (char *words)
{
    char *comma = strchr (words, ',');

    if (comma == NULL)
        return is_asker (words);
    *comma = '\0';
    return is_asker (g_strstrip (comma + 1));
}

static Speaker *
find_speaker (Reader *reader, const char *words, gboolean is_asker)
{
    g_autofree char *key = g_utf8_casefold (words, -1);
    Speaker *speaker = g_hash_table_lookup (reader->by_label, key);

    if (speaker != NULL || reader->speakers->len == MAX_SPEAKERS)
        return speaker;
    speaker = arena_make (reader->article->arena, Speaker);
    speaker->label = arena_strdup (reader->article->arena, words);
    if (is_asker)
        speaker->kind = SPEAKER_ASKS;
    else if (lexicon_says (LEXICON_TURN_LABELS, words, -1, "answer"))
        speaker->kind = SPEAKER_ANSWERS;
    g_hash_table_insert (reader->by_label, g_steal_pointer (&key), speaker);
    g_ptr_array_add (reader->speakers, speaker);
    return speaker;
}

/* Where what is said begins: behind the colon and spaces. */
static gsize
skip_to_words (const char *text, gsize at, gsize end)
{
    while (at < end && (text[at] == ':' || text[at] == '.' || char_is_space (g_utf8_get_char (text + at))))
        at = (gsize) (g_utf8_next_char (text + at) - text);
    return at;
}

/* What stands in quotation marks is a quotation like any other. */
static void
read_start (Reader *reader, guint index)
{
    const Node *block = block_at (reader->article, index);
    const char *text = reader->article->text;
    Start start = { .block = index };
    g_autofree char *words = NULL;
    gsize length;
    gboolean asks;

    if (block->kind != NODE_PARAGRAPH || !g_unichar_isupper (g_utf8_get_char (text + block->span.start)))
        return;
    length = label_length (text + block->span.start, block->span.end - block->span.start, block);
    start.said = skip_to_words (text, block->span.start + length, block->span.end);
    if (length == 0 || start.said == block->span.end || char_is_opening_quote (g_utf8_get_char (text + start.said)))
        return;
    words = text_squeeze (text + block->span.start, (gssize) length);
    if (g_str_has_suffix (words, ":"))
        words[strlen (words) - 1] = '\0';
    asks = label_is_asker (words);
    if (!is_label (words) || lexicon_has (LEXICON_NOTE_OPENERS, words, -1))
        return;
    start.speaker = find_speaker (reader, skip_titles (words), asks);
    if (start.speaker == NULL)
        return;
    start.speaker->n_turns++;
    g_array_append_val (reader->starts, start);
}

/* Speakers. */

static gboolean
is_author (const Article *article, const char *name)
{
    for (char **author = article->metadata.authors; author != NULL && *author != NULL; author++)
        if (strcmp (*author, name) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_publication (const Article *article, const char *words)
{
    const char *publication = article->metadata.publication;

    return (publication != NULL && strlen (words) >= MIN_PUBLICATION && strcasestr (publication, words) != NULL)
           || name_is_known_publication (words);
}

/* What stands before the first turn, title and dek included; as far as an introduction is ever long. */
static char *
introduction_of (const Reader *reader)
{
    const Article *article = reader->article;
    gsize length = block_at (article, g_array_index (reader->starts, Start, 0).block)->span.start;
    g_autofree char *text = g_strndup (article->text, length <= MAX_INTRODUCTION ? length : 0);
    const char *title = article->metadata.title, *dek = article->metadata.dek;

    return g_strdup_printf ("%s\n%s\n%s", title != NULL ? title : "", dek != NULL ? dek : "", text);
}

/* Whether somebody asks who says so: then whoever answers may have any name. */
static gboolean
has_asker (const Reader *reader)
{
    for (guint i = 0; i < reader->speakers->len; i++)
        if (speaker_at (reader, i)->kind == SPEAKER_ASKS
            || is_publication (reader->article, speaker_at (reader, i)->label))
            return TRUE;
    return FALSE;
}

static void
read_names (Reader *reader)
{
    Arena *arena = reader->article->arena;
    gboolean is_asked = has_asker (reader);
    g_autofree char *introduction = introduction_of (reader);

    told_names_read (arena, reader->names, introduction, strlen (introduction));
    for (guint i = 0; i < reader->speakers->len; i++) {
        const char *label = speaker_at (reader, i)->label, *name = told_name_make (arena, label);

        if (name != NULL)
            told_names_add (reader->names, name);
        else if (is_asked && speaker_at (reader, i)->kind == SPEAKER_UNKNOWN
                 && told_names_find (reader->names, label) == NULL)
            told_names_seek (arena, reader->names, introduction, label);
    }
}

/* Whom the interview is with, when the text before it names nobody else. */
static const char *
find_interviewed (const Reader *reader)
{
    const char *found = NULL;

    for (guint i = 0; i < reader->names->len; i++) {
        const char *name = g_ptr_array_index (reader->names, i);

        if (is_author (reader->article, name))
            continue;
        if (found != NULL)
            return NULL;
        found = name;
    }
    return found;
}

/* "RACHEL BELL, HOST" asks when she is labelled "BELL", too. */
static gboolean
asks_elsewhere (const Reader *reader, const char *name)
{
    for (guint i = 0; i < reader->speakers->len; i++) {
        const Speaker *speaker = speaker_at (reader, i);

        if (speaker->kind == SPEAKER_ASKS && g_strcmp0 (told_names_find (reader->names, speaker->label), name) == 0)
            return TRUE;
    }
    return is_author (reader->article, name);
}

static void
name_speaker (const Reader *reader, Speaker *speaker)
{
    const char *name = told_names_find (reader->names, speaker->label);

    if (name != NULL && !asks_elsewhere (reader, name)) {
        speaker->kind = SPEAKER_PERSON;
        speaker->name = name;
    } else if (name != NULL || is_publication (reader->article, speaker->label)) {
        speaker->kind = SPEAKER_ASKS;
    }
}

static void
name_speakers (const Reader *reader)
{
    const char *interviewed = find_interviewed (reader);

    for (guint i = 0; i < reader->speakers->len; i++) {
        Speaker *speaker = speaker_at (reader, i);

        if (speaker->kind == SPEAKER_ANSWERS)
            speaker->name = interviewed;
        if (speaker->kind == SPEAKER_UNKNOWN)
            name_speaker (reader, speaker);
    }
}

/* Whether it is an interview. */

static gboolean
is_same (const Speaker *a, const Speaker *b)
{
    return a == b || (a->kind == SPEAKER_PERSON && b->kind == SPEAKER_PERSON && a->name == b->name);
}

/* Whether somebody takes a second turn, be it by another form of the name. */
static gboolean
recurs (const Reader *reader)
{
    for (guint i = 0; i < reader->speakers->len; i++) {
        if (speaker_at (reader, i)->n_turns > 1 && speaker_at (reader, i)->kind != SPEAKER_UNKNOWN)
            return TRUE;
        for (guint k = 0; k < i; k++)
            if (is_same (speaker_at (reader, i), speaker_at (reader, k)))
                return TRUE;
    }
    return FALSE;
}

/* The paper's own letters, "DC: ...": a label that nobody explains is who asks, if persons answer each time. */
static void
find_unknown_askers (Reader *reader)
{
    for (guint i = 0; i + 1 < reader->starts->len; i++)
        if (g_array_index (reader->starts, Start, i + 1).speaker->kind == SPEAKER_PERSON)
            g_array_index (reader->starts, Start, i).speaker->n_answered++;
    for (guint i = 0; i < reader->starts->len; i++) {
        Speaker *speaker = g_array_index (reader->starts, Start, i).speaker;

        if (speaker->kind == SPEAKER_UNKNOWN && speaker->n_turns > 1 && speaker->n_answered == speaker->n_turns)
            speaker->kind = SPEAKER_ASKS;
    }
}

static void
drop_unknown (Reader *reader)
{
    guint n = 0;

    for (guint i = 0; i < reader->starts->len; i++)
        if (g_array_index (reader->starts, Start, i).speaker->kind != SPEAKER_UNKNOWN)
            g_array_index (reader->starts, Start, n++) = g_array_index (reader->starts, Start, i);
    g_array_set_size (reader->starts, n);
}

/* Questions that are answered by nobody whom the text names are no interview. */
static gboolean
is_interview (const Reader *reader)
{
    const GArray *starts = reader->starts;
    guint n_changes = 0, n_blocks;
    gboolean is_known = FALSE;

    if (starts->len < MIN_TURNS)
        return FALSE;
    for (guint i = 0; i < starts->len; i++) {
        const Speaker *speaker = g_array_index (starts, Start, i).speaker;

        n_changes += i > 0 && !is_same (speaker, g_array_index (starts, Start, i - 1).speaker);
        is_known |= speaker->name != NULL;
    }
    n_blocks = g_array_index (starts, Start, starts->len - 1).block - g_array_index (starts, Start, 0).block + 1;
    return recurs (reader) && is_known && n_changes + 1 >= MIN_TURNS && n_blocks <= starts->len * DENSITY;
}

/* Turns. */

/* The last paragraph before the next turn that goes on with this one: those at the end of all are told by nobody. */
static guint
last_block (const Reader *reader, guint index)
{
    const Start *start = &g_array_index (reader->starts, Start, index);
    const Node *first = block_at (reader->article, start->block);
    guint next, block = start->block;

    if (index + 1 == reader->starts->len)
        return block;
    next = g_array_index (reader->starts, Start, index + 1).block;
    if (next > block + 1 + MAX_CONTINUED)
        return block;
    while (block + 1 < next && block_at (reader->article, block + 1)->kind == NODE_PARAGRAPH
           && block_at (reader->article, block + 1)->parent == first->parent)
        block++;
    return block;
}

static GArray *
make_turns (const Reader *reader)
{
    GArray *turns = g_array_new (FALSE, FALSE, sizeof (Turn));

    for (guint i = 0; i < reader->starts->len; i++) {
        const Start *start = &g_array_index (reader->starts, Start, i);
        Turn turn = { .block = start->block, .last_block = last_block (reader, i), .name = start->speaker->name };

        turn.span = (Span){ start->said, block_at (reader->article, turn.last_block)->span.end };
        g_array_append_val (turns, turn);
    }
    return turns;
}

GArray *
interview_find (Article *article)
{
    g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (Start));
    g_autoptr (GHashTable) by_label = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Reader reader = { article, starts, by_label, arena_ptr_array (article->arena), told_names_new (article->arena) };

    for (guint i = 0; i < article->blocks->len; i++)
        read_start (&reader, i);
    if (starts->len >= MIN_TURNS) {
        read_names (&reader);
        name_speakers (&reader);
        find_unknown_askers (&reader);
        drop_unknown (&reader);
    }
    if (!is_interview (&reader))
        g_array_set_size (starts, 0);
    return make_turns (&reader);
}
