/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "lang/lang.h"

/* Who took the photos of an article: an entry a photo, those of one photographer together. */

#define SUBJECT_CHARACTERS 90

/* The section while it is filled. */
typedef struct {
    Article *sources;
    Node *list;
    GHashTable *items;  /* who -> Node: the list of that photographer's photos */
    GHashTable *counts; /* who -> the number of photos */
    const Node *figure; /* the last with a picture, and its number in the article */
    guint number;
} Credits;

/* "Ann Lee / AFP", or whatever line the picture had; NULL: nobody is named. */
static const char *
who_took (Article *sources, const Caption *caption)
{
    const char *photographer = caption->photographer, *agency = caption->agency;

    if (photographer != NULL && agency != NULL)
        return arena_printf (sources->arena, "%s / %s", photographer, agency);
    if (photographer != NULL || agency != NULL)
        return photographer != NULL ? photographer : agency;
    return caption->credit;
}

/* What the picture shows, in a few words that need no full stop. */
static char *
subject_of (const Credits *credits, const Caption *caption)
{
    const char *text = caption->caption != NULL ? caption->caption : caption->alt;
    const char *label = back_matter_label (credits->sources, "photo");
    char *subject;
    gsize length;

    if (text == NULL)
        return caption->picture != NULL ? g_strdup_printf ("%s %u", label, credits->number) : g_strdup (label);
    subject = text_shorten (text, SUBJECT_CHARACTERS);
    length = strlen (subject);
    if (length > 1 && subject[length - 1] == '.' && subject[length - 2] != '.')
        subject[length - 1] = '\0';
    return subject;
}

/* Whether the words name the year. */
static gboolean
names_year (const char *words, const char *date)
{
    g_autofree char *year = g_strndup (date, strcspn (date, "-"));

    return strstr (words, year) != NULL;
}

/* " (Halden, 4 May 2024)", as far as the subject does not say it. */
static void
append_circumstances (Article *sources, Node *item, const Caption *caption, const char *subject)
{
    gboolean names_date = caption->date == NULL || names_year (subject, caption->date);
    g_autofree char *date = names_date ? NULL : date_format (caption->date, sources->metadata.language);
    const char *place = caption->place;

    if (place != NULL && strstr (subject, place) != NULL)
        place = NULL;
    if (place == NULL && date == NULL)
        return;
    node_append_text (sources->arena, item,
                      arena_printf (sources->arena, " (%s%s%s)", place != NULL ? place : "",
                                    place != NULL && date != NULL ? ", " : "", date != NULL ? date : ""));
}

/* The credit line of the figure becomes a link to its entry. */
static void
link_credit (Article *article, const Caption *caption)
{
    Node *credit = caption->figure->last, *reference;

    if (credit == NULL || credit->kind != NODE_CREDIT || credit->first == NULL)
        return;
    reference = node_new (article->arena, NODE_REFERENCE);
    reference->reference.kind = REFERENCE_PLAIN;
    reference->reference.target = caption->entry;
    for (Node *child = credit->first, *next; child != NULL; child = next) {
        next = child->next;
        node_unlink (child);
        node_append (reference, child);
    }
    node_append (credit, reference);
}

static void
append_photo (const Credits *credits, Node *item, const Caption *caption)
{
    Article *sources = credits->sources;
    g_autofree char *subject = subject_of (credits, caption);

    node_append_text (sources->arena, item, subject);
    append_circumstances (sources, item, caption, subject);
    node_append_text (sources->arena, item, " ");
    back_matter_link (sources, item, caption->figure, "↩",
                      arena_printf (sources->arena, "%s: %s", back_matter_label (sources, "back-to-picture"), subject));
}

/* One photo stands behind its photographer's name, several below it. */
static void
append_credit (Credits *credits, Article *article, Caption *caption)
{
    Article *sources = credits->sources;
    const char *who = who_took (sources, caption);
    Node *photos = g_hash_table_lookup (credits->items, who);
    gboolean is_one = GPOINTER_TO_UINT (g_hash_table_lookup (credits->counts, who)) == 1;

    if (photos == NULL) {
        Node *item = node_append_new (sources->arena, credits->list, NODE_ITEM);
        Node *line = is_one ? item : node_append_new (sources->arena, item, NODE_PARAGRAPH);

        node_append_text (sources->arena, node_append_new (sources->arena, line, NODE_STRONG), who);
        photos = is_one ? item : node_append_new (sources->arena, item, NODE_LIST);
        g_hash_table_insert (credits->items, (gpointer) who, photos);
    }
    if (is_one)
        node_append_text (sources->arena, photos, ". ");
    caption->entry = is_one ? photos : node_append_new (sources->arena, photos, NODE_ITEM);
    append_photo (credits, caption->entry, caption);
    link_credit (article, caption);
}

static gboolean
has_credit (Article *sources, const Caption *caption)
{
    return caption->figure != NULL && who_took (sources, caption) != NULL;
}

static GHashTable *
count_photos (Article *sources, const Article *article)
{
    GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < article->captions->len; i++) {
        const Caption *caption = g_ptr_array_index (article->captions, i);
        const char *who = who_took (sources, caption);

        if (has_credit (sources, caption))
            g_hash_table_insert (counts, (gpointer) who,
                                 GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, who)) + 1));
    }
    return counts;
}

void
append_photo_credits (Article *sources, Node *parent, int level, Article *article)
{
    g_autoptr (GHashTable) counts = count_photos (sources, article);
    g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
    Credits credits = { .sources = sources, .items = items, .counts = counts };
    Node *section;

    if (g_hash_table_size (counts) == 0)
        return;
    section =
        back_matter_section (sources, parent, SECTION_CREDITS, level, back_matter_label (sources, "photo-credits"));
    credits.list = node_append_new (sources->arena, section, NODE_LIST);
    for (guint i = 0; i < article->captions->len; i++) {
        Caption *caption = g_ptr_array_index (article->captions, i);

        credits.number += caption->picture != NULL && caption->figure != credits.figure;
        credits.figure = caption->picture != NULL ? caption->figure : credits.figure;
        if (has_credit (sources, caption))
            append_credit (&credits, article, caption);
    }
}
