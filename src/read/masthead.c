/* SPDX-License-Identifier: MIT */
#include "masthead.h"

#include <string.h>

#include "lang/lang.h"

#define TITLE_CHARACTERS 200
#define DEK_CHARACTERS 300
#define ROLE_WORDS 5
#define OPENER_WORDS 6
#define DATELINE_CHARACTERS 60

static const Paragraph *
paragraph_at (const GArray *paragraphs, guint index)
{
    return index < paragraphs->len ? &g_array_index (paragraphs, Paragraph, index) : NULL;
}

static gboolean
is_heading_like (const Paragraph *paragraph)
{
    return paragraph->shape == SHAPE_PROSE || paragraph->shape == SHAPE_HEADING || paragraph->shape == SHAPE_QUOTE;
}

/* A headline is short and something follows it.  A sentence of some length is one only when the
 * next paragraph could be a byline's neighbour, which is not this function's to know: so be it. */
static gboolean
is_title (const GArray *paragraphs, guint index)
{
    const Paragraph *first = paragraph_at (paragraphs, index);

    return paragraphs->len > index + 1 && is_heading_like (first) && !credit_is_caption (first->text)
           && g_utf8_strlen (first->text, -1) <= TITLE_CHARACTERS;
}

/* A second date says when the article was updated: it is no part of the text. */
static gboolean
take_date (const char *text, Article *article)
{
    g_autofree char *date = date_parse (text);

    if (date != NULL && article->metadata.published == NULL)
        article->metadata.published = arena_strdup (article->arena, date);
    return date != NULL;
}

static gboolean
take_byline (const char *text, Article *article)
{
    Metadata *metadata = &article->metadata;
    Byline byline = { 0 };

    if (!byline_parse (text, &byline))
        return FALSE;
    if (*metadata->authors == NULL)
        metadata->authors = arena_strdupv (article->arena, byline.authors);
    if (metadata->publication == NULL)
        metadata->publication = arena_strdup (article->arena, byline.publication);
    if (metadata->published == NULL)
        metadata->published = arena_strdup (article->arena, byline.published);
    byline_clear (&byline);
    return TRUE;
}

/* "By", "Story by", "Words:": what a byline begins with, and a caption does not. */
static gboolean
opens_byline (const char *text)
{
    const char *role = lexicon_find_role (LEXICON_PUBLICATION_WORDS, text, strcspn (text, " :"));

    return role != NULL && (g_str_equal (role, "by") || g_str_equal (role, "text"));
}

/* "Ann Lee" below the headline, and nothing else. */
static gboolean
take_name (const char *text, Article *article)
{
    const char *authors[] = { text, NULL };

    if (*article->metadata.authors != NULL || article->metadata.title == NULL || !name_is_person (text, -1))
        return FALSE;
    article->metadata.authors = arena_strdupv (article->arena, (char **) authors);
    return TRUE;
}

/* "HOLLIS JUNCTION, Kan.": capitals as far as a comma or bracket. */
static gboolean
opens_with_capitals (const char *text, gsize length)
{
    guint n_capitals = 0;

    for (const char *p = text; p < text + length && *p != ',' && *p != '('; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_islower (c))
            return FALSE;
        n_capitals += g_unichar_isupper (c);
    }
    return n_capitals >= 3;
}

static gboolean
is_publication_line (const char *text, gsize length)
{
    g_autofree char *line = g_strndup (text, length);
    g_auto (GStrv) words = g_strsplit (line, " ", -1);

    return name_is_title (words) && strchr (line, ',') == NULL;
}

/* "For Harbour Pulse" below the byline. */
static gboolean
take_client (const char *text, Article *article)
{
    static const char *const prefixes[] = { "for ", "special to " };

    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
        const char *rest = text_has_prefix_ci (text, prefixes[i]) ? text + strlen (prefixes[i]) : "";

        if (!is_publication_line (rest, strlen (rest)))
            continue;
        article->metadata.publication = rest;
        return TRUE;
    }
    return FALSE;
}

/* "Harbour Pulse, 3 March 2024", "Harbour Pulse | March 3, 2024" */
static gboolean
take_dated_publication (const char *text, Article *article)
{
    gsize length = strlen (text);
    FoundDate date;

    if (!date_find (text, 0, FALSE, &date) || date.span.end < length)
        return FALSE;
    length = date.span.start;
    while (length > 0 && strchr (" ,|", text[length - 1]) != NULL)
        length--;
    if (!is_publication_line (text, length))
        return FALSE;
    article->metadata.publication = arena_strndup (article->arena, text, length);
    if (article->metadata.published == NULL)
        article->metadata.published = arena_strdup (article->arena, date.iso);
    return TRUE;
}

/* "HARBOUR PULSE" above the byline; "Strata" below it, when a date or a caption follows or it begins with "The". */
static gboolean
is_bare_publication (const char *text, const char *next, gboolean is_above_byline)
{
    g_autofree char *date = date_parse (next);

    if (!is_publication_line (text, strlen (text)))
        return FALSE;
    return is_above_byline ? opens_with_capitals (text, strlen (text))
                           : date != NULL || credit_is_caption (next) || g_str_has_prefix (text, "The ");
}

static gboolean
take_publication (const GArray *paragraphs, guint index, gboolean is_above_byline, Article *article)
{
    const Paragraph *paragraph = paragraph_at (paragraphs, index), *next = paragraph_at (paragraphs, index + 1);
    Metadata *metadata = &article->metadata;

    if (next == NULL || !is_heading_like (paragraph) || metadata->title == NULL || metadata->publication != NULL)
        return FALSE;
    if (is_above_byline ? *metadata->authors != NULL || !opens_byline (next->text) : *metadata->authors == NULL)
        return FALSE;
    if (take_dated_publication (paragraph->text, article)
        || (!is_above_byline && take_client (paragraph->text, article)))
        return TRUE;
    if (!is_bare_publication (paragraph->text, next->text, is_above_byline))
        return FALSE;
    metadata->publication = paragraph->text;
    return TRUE;
}

/* "Courier Staff Writer" below the byline. */
static gboolean
is_role_of_author (const char *text, const Article *article)
{
    const char *last = strrchr (text, ' ');
    gsize length;

    last = last != NULL ? last + 1 : text;
    length = strlen (last);
    if (*article->metadata.authors == NULL || text_n_words (text) > ROLE_WORDS)
        return FALSE;
    return lexicon_has (LEXICON_ROLE_NOUNS, last, -1)
           || (length > 1 && last[length - 1] == 's' && lexicon_has (LEXICON_ROLE_NOUNS, last, (gssize) length - 1));
}

static gboolean
take_address (const char *text, Article *article)
{
    g_autofree char *address = strchr (text, ' ') == NULL ? text_web_address (text) : NULL;

    if (address == NULL)
        return FALSE;
    if (article->metadata.url == NULL)
        article->metadata.url = arena_strdup (article->arena, address);
    return g_str_equal (article->metadata.url, address);
}

/* "By A, October 3, 2024" is not asked for: each of these stands on a line of its own. */
static gboolean
take_field (const Paragraph *paragraph, Article *article)
{
    if (paragraph == NULL || !is_heading_like (paragraph))
        return FALSE;
    if (opens_byline (paragraph->text) && take_byline (paragraph->text, article))
        return TRUE;
    if (credit_is_caption (paragraph->text))
        return FALSE;
    return take_date (paragraph->text, article) || take_address (paragraph->text, article)
           || take_byline (paragraph->text, article) || take_name (paragraph->text, article)
           || is_role_of_author (paragraph->text, article);
}

/* A dek stands between headline and byline: it is one only if a field follows, which is taken with it. */
static gboolean
take_dek (const GArray *paragraphs, guint index, Article *article)
{
    const Paragraph *paragraph = paragraph_at (paragraphs, index);

    if (article->metadata.dek != NULL || paragraph == NULL || !is_heading_like (paragraph)
        || g_utf8_strlen (paragraph->text, -1) > DEK_CHARACTERS || credit_is_caption (paragraph->text)
        || !take_field (paragraph_at (paragraphs, index + 1), article))
        return FALSE;
    article->metadata.dek = paragraph->text;
    return TRUE;
}

/* "Editor's note: ...", "Correction, March 3: ...", "(This article was updated on March 3.)" */
static gboolean
opens_note (const char *text)
{
    gsize length = *text == '(' || *text == '[' ? 1 : 0, end;

    text += length;
    end = strcspn (text, ":,(");
    length = end;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (text[end] != '\0' && lexicon_has (LEXICON_NOTE_OPENERS, text, (gssize) length))
        return TRUE;
    for (guint n_words = 1; n_words <= OPENER_WORDS && *text != '\0'; n_words++) {
        end = n_words == 1 ? strcspn (text, " ") : end + 1 + strcspn (text + end + 1, " ");
        if (n_words >= 3 && lexicon_has (LEXICON_NOTE_OPENERS, text, (gssize) end))
            return TRUE;
        if (text[end] == '\0')
            break;
    }
    return FALSE;
}

/* "Ann Lee is a reporter.", "Ann Lee can be reached at ...", "Ann Lee’s last book was ..." */
static gboolean
opens_with_author (const char *text, const char *author)
{
    static const char *const verbs[] = { " is ",       " was ",    " covers ", " writes ", " reports ",
                                         " reported ", " can be ", " lives ",  "’s ",      "'s " };

    if (!g_str_has_prefix (text, author))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
        if (g_str_has_prefix (text + strlen (author), verbs[i]))
            return TRUE;
    return FALSE;
}

/* "The Brannock Letter is written by Ann Lee and goes out on Sundays." */
static gboolean
names_its_writer (const char *text, const char *author)
{
    const char *name = strstr (text, author);
    g_autofree char *before = name != NULL ? g_strndup (text, (gsize) (name - text)) : NULL;

    return name != NULL && g_str_has_suffix (before, " written by ") && strchr (before, ',') == NULL;
}

static gboolean
is_about_author (const char *text, const Article *article)
{
    for (char **author = article->metadata.authors; *author != NULL; author++)
        if (opens_with_author (text, *author) || names_its_writer (text, *author))
            return TRUE;
    return FALSE;
}

/* "OPINION", "For Immediate Release:": says what kind of text it is. */
static gboolean
is_kicker (const Paragraph *paragraph)
{
    return is_heading_like (paragraph)
           && lexicon_has (LEXICON_KICKERS, paragraph->text, (gssize) strcspn (paragraph->text, ":|"));
}

/* What may stand above the headline: the kind of text, an editor's note, the byline. */
static guint
take_lead_in (const GArray *paragraphs, Article *article)
{
    guint index = paragraphs->len > 2 && is_kicker (paragraph_at (paragraphs, 0)) ? 1 : 0;

    if (paragraphs->len > index + 2 && article->metadata.editors_note == NULL
        && opens_note (paragraph_at (paragraphs, index)->text))
        article->metadata.editors_note = paragraph_at (paragraphs, index++)->text;
    if (paragraphs->len > index + 2 && opens_byline (paragraph_at (paragraphs, index)->text)
        && is_title (paragraphs, index + 1) && take_byline (paragraph_at (paragraphs, index)->text, article))
        index++;
    return index;
}

static guint
take_paragraphs (const GArray *paragraphs, Article *article)
{
    guint index = take_lead_in (paragraphs, article);

    if (article->metadata.title == NULL && is_title (paragraphs, index))
        article->metadata.title = paragraph_at (paragraphs, index++)->text;
    else if (paragraphs->len > index
             && g_strcmp0 (article->metadata.title, paragraph_at (paragraphs, index)->text) == 0)
        index++; /* front matter has a title, and the text repeats it */
    for (;;) {
        const Paragraph *paragraph = paragraph_at (paragraphs, index);

        if (take_publication (paragraphs, index, TRUE, article) || take_field (paragraph, article)
            || take_publication (paragraphs, index, FALSE, article)) {
            index++;
        } else if (index > 0 && take_dek (paragraphs, index, article)) {
            index += 2;
        } else if (index > 0 && paragraph != NULL && paragraph->shape == SHAPE_SEPARATOR) {
            index++;
        } else {
            return index;
        }
    }
}

/* "By", "and", "for": the words of a byline that the fields can do without. */
static gboolean
is_spare (const char *word)
{
    g_autofree char *key = g_strconcat ("*", word, NULL);

    return lexicon_has (LEXICON_PUBLICATION_WORDS, key, -1) || lexicon_has (LEXICON_STOP_WORDS, word, -1);
}

static GStrv
fold_words (const char *text)
{
    g_autofree char *folded = g_utf8_casefold (text, -1);

    return g_strsplit_set (folded, " ,;:|/()", -1);
}

/* Whether all that a byline says is in the fields. */
static gboolean
is_in_byline (const char *text, const Metadata *metadata)
{
    g_autofree char *authors = g_strjoinv (" ", metadata->authors);
    g_autofree char *fields = g_strjoin (" ", authors, metadata->publication, NULL);
    g_auto (GStrv) known = fold_words (fields);
    g_auto (GStrv) words = fold_words (text);
    g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; known[i] != NULL; i++)
        g_hash_table_add (set, known[i]);
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0' && !g_hash_table_contains (set, words[i]) && !is_spare (words[i]))
            return FALSE;
    return TRUE;
}

/* Whether all of the paragraph is in one field. */
static gboolean
is_field (const Paragraph *paragraph, const Metadata *metadata)
{
    g_autofree char *address = text_web_address (paragraph->text);

    return paragraph->text == metadata->dek || paragraph->text == metadata->editors_note
           || g_strcmp0 (paragraph->text, metadata->title) == 0
           || (address != NULL && g_strcmp0 (address, metadata->url) == 0);
}

static gboolean
is_kept (const Paragraph *paragraph, const Article *article)
{
    const Metadata *metadata = &article->metadata;
    g_autofree char *date = date_parse (paragraph->text);

    if (paragraph->shape == SHAPE_SEPARATOR || is_field (paragraph, metadata))
        return TRUE;
    if (date != NULL)
        return g_strcmp0 (date, metadata->published) == 0;
    return is_in_byline (paragraph->text, metadata);
}

/* "Photo: Jon Roe for Harbour Pulse", "Ann Lee covers ports for Harbour Pulse." */
static gboolean
works_for (const char *text, const char *name)
{
    const char *found = strstr (text, name);
    const char *end = found != NULL ? found + strlen (name) : NULL;
    g_autofree char *before = found != NULL ? g_strndup (text, (gsize) (found - text)) : NULL;

    return found != NULL && !g_unichar_isalpha (g_utf8_get_char (end))
           && (g_str_has_suffix (before, " for ") || g_str_has_suffix (before, "/"));
}

/* "By Ann Lee, Harbour Pulse": by its words the second could be a person; who works for it shows that it is none. */
static void
tell_publication_from_authors (const GArray *paragraphs, Metadata *metadata)
{
    guint n_authors = g_strv_length (metadata->authors);
    const char *last = n_authors > 1 ? metadata->authors[n_authors - 1] : NULL;

    for (guint i = 0; last != NULL && metadata->publication == NULL && i < paragraphs->len; i++)
        if (works_for (paragraph_at (paragraphs, i)->text, last)) {
            metadata->publication = last;
            metadata->authors[n_authors - 1] = NULL;
        }
}

guint
masthead_take (const Input *input, const GArray *paragraphs, Article *article)
{
    guint n_taken = take_paragraphs (paragraphs, article);

    tell_publication_from_authors (paragraphs, &article->metadata);
    for (guint i = 0; i < n_taken; i++) {
        const Paragraph *paragraph = paragraph_at (paragraphs, i);

        input_tell_details (input, article, paragraph->line, paragraph->text);
        if (!is_kept (paragraph, article))
            report_note (input->book->report, NOTE_LINE_DROPPED, input->path, paragraph->line, "%s", paragraph->text);
    }
    return n_taken;
}

static void
append_note (Article *article, const GArray *paragraphs, guint first)
{
    g_autoptr (GString) note = g_string_new (article->metadata.editors_note);

    for (guint i = first; i < paragraphs->len; i++)
        g_string_append_printf (note, "%s%s", note->len > 0 ? " " : "", paragraph_at (paragraphs, i)->text);
    if (first < paragraphs->len)
        article->metadata.editors_note = arena_strdup (article->arena, note->str);
}

guint
closing_take (const GArray *paragraphs, guint first, Article *article)
{
    guint n_left = paragraphs->len;

    while (n_left > first + 1) {
        const Paragraph *last = paragraph_at (paragraphs, n_left - 1);

        if (last->shape != SHAPE_PROSE || !(opens_note (last->text) || is_about_author (last->text, article)))
            break;
        n_left--;
    }
    append_note (article, paragraphs, n_left);
    while (n_left < paragraphs->len && n_left > first
           && paragraph_at (paragraphs, n_left - 1)->shape == SHAPE_SEPARATOR)
        n_left--;
    return n_left;
}

static const char *
find_dash (const char *text, gsize *length)
{
    static const char *const dashes[] = { " -- ", " — ", " – ", " - ", "—" };

    for (guint i = 0; i < G_N_ELEMENTS (dashes); i++) {
        const char *dash = g_strstr_len (text, DATELINE_CHARACTERS, dashes[i]);

        if (dash != NULL) {
            *length = (gsize) (dash - text);
            return dash;
        }
    }
    return NULL;
}

static gsize
dateline_length (const char *text)
{
    gsize length;
    const char *agency;

    if (find_dash (text, &length) == NULL || !opens_with_capitals (text, length))
        return 0;
    agency = g_strstr_len (text, (gssize) length, " (");
    return agency != NULL ? (gsize) (agency - text) : length;
}

void
dateline_find (const GArray *paragraphs, guint first, guint end, Article *article)
{
    const char *text;
    gsize length;

    while (first < end && credit_is_caption (paragraph_at (paragraphs, first)->text))
        first++;
    if (first == end || article->metadata.dateline != NULL)
        return;
    text = paragraph_at (paragraphs, first)->text;
    length = dateline_length (text);
    if (length > 0)
        article->metadata.dateline = arena_strndup (article->arena, text, length);
}
