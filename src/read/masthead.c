/* SPDX-License-Identifier: MIT */
#include "masthead.h"

#include <string.h>

#include "lang/lang.h"

#define TITLE_CHARACTERS 200
#define DEK_CHARACTERS 300
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
is_title (const GArray *paragraphs)
{
    const Paragraph *first = paragraph_at (paragraphs, 0);

    return paragraphs->len > 1 && is_heading_like (first) && !credit_is_caption (first->text)
           && g_utf8_strlen (first->text, -1) <= TITLE_CHARACTERS;
}

static gboolean
take_date (const char *text, Article *article)
{
    g_autofree char *date = article->metadata.published == NULL ? date_parse (text) : NULL;

    if (date == NULL)
        return FALSE;
    article->metadata.published = arena_strdup (article->arena, date);
    return TRUE;
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
    byline_clear (&byline);
    return TRUE;
}

static gboolean
take_address (const char *text, Article *article)
{
    if (strchr (text, ' ') != NULL || !(g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://")))
        return FALSE;
    if (article->metadata.url == NULL)
        article->metadata.url = arena_strdup (article->arena, text);
    return TRUE;
}

/* "By A, October 3, 2024" is not asked for: each of these stands on a line of its own. */
static gboolean
take_field (const Paragraph *paragraph, Article *article)
{
    if (paragraph == NULL || !is_heading_like (paragraph) || credit_is_caption (paragraph->text))
        return FALSE;
    return take_date (paragraph->text, article) || take_address (paragraph->text, article)
           || take_byline (paragraph->text, article);
}

/* A dek stands between headline and byline: it is one only if a field follows. */
static gboolean
is_dek (const GArray *paragraphs, guint index, Article *article)
{
    const Paragraph *paragraph = paragraph_at (paragraphs, index);

    return article->metadata.dek == NULL && paragraph != NULL && is_heading_like (paragraph)
           && g_utf8_strlen (paragraph->text, -1) <= DEK_CHARACTERS && !credit_is_caption (paragraph->text)
           && take_field (paragraph_at (paragraphs, index + 1), article);
}

guint
masthead_take (const GArray *paragraphs, Article *article)
{
    guint index = 0;

    if (article->metadata.title == NULL && is_title (paragraphs))
        article->metadata.title = paragraph_at (paragraphs, index++)->text;
    else if (paragraphs->len > 0 && g_strcmp0 (article->metadata.title, paragraph_at (paragraphs, 0)->text) == 0)
        index++; /* front matter has a title, and the text repeats it */
    for (;;) {
        const Paragraph *paragraph = paragraph_at (paragraphs, index);

        if (take_field (paragraph, article)) {
            index++;
        } else if (index > 0 && is_dek (paragraphs, index, article)) {
            article->metadata.dek = paragraph->text;
            index += 2;
        } else if (index > 0 && paragraph != NULL && paragraph->shape == SHAPE_SEPARATOR) {
            index++;
        } else {
            return index;
        }
    }
}

/* "Editor's note: ...", "Correction, March 3: ..." */
static gboolean
opens_note (const char *text)
{
    gsize length = strcspn (text, ":,");

    return (text[length] != '\0' && lexicon_has (LEXICON_NOTE_OPENERS, text, (gssize) length));
}

/* "Carlton Ruiz-Bayer is a reporter at Ledgerline." */
static gboolean
is_about_author (const char *text, const Article *article)
{
    for (char **author = article->metadata.authors; *author != NULL; author++)
        if (g_str_has_prefix (text, *author) && g_str_has_prefix (text + strlen (*author), " is "))
            return TRUE;
    return FALSE;
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
        article->metadata.editors_note =
            article->metadata.editors_note == NULL
                ? last->text
                : arena_printf (article->arena, "%s %s", last->text, article->metadata.editors_note);
    }
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

/* The first word is a town in capitals. */
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
