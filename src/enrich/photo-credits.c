/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "lang/lang.h"

/* Who took the photos of an article: an entry a photo, those of one photographer together. */

#define SUBJECT_CHARACTERS 90

/* The photos of one photographer, or whoever is named. */
typedef struct {
    guint n_photos;
    const char *rights; /* of all of them, or NULL */
    Node *photos;       /* where the next one stands */
} Group;

/* The section while it is filled. */
typedef struct {
    Article *sources;
    Node *list;
    GHashTable *groups; /* the name -> Group */
    const Node *figure; /* the last with a picture, and its number in the article */
    guint number;
} Credits;

/* "52.51630° N, 13.37770° E" of "52.51630,13.37770"; NULL: not known. */
static char *
format_position (const char *position)
{
    const char *comma = position != NULL ? strchr (position, ',') : NULL;
    double north = comma != NULL ? g_ascii_strtod (position, NULL) : 0;
    double east = comma != NULL ? g_ascii_strtod (comma + 1, NULL) : 0;
    char digits[2][G_ASCII_DTOSTR_BUF_SIZE];

    if (comma == NULL)
        return NULL;
    g_ascii_formatd (digits[0], sizeof digits[0], "%.5f", ABS (north));
    g_ascii_formatd (digits[1], sizeof digits[1], "%.5f", ABS (east));
    return g_strdup_printf ("%s° %c, %s° %c", digits[0], north < 0 ? 'S' : 'N', digits[1], east < 0 ? 'W' : 'E');
}

/* "Ann Lee / AFP", or whatever line the picture had, or who has the rights, or where it was taken; NULL: nothing. */
static const char *
name_of (Article *sources, const Caption *caption)
{
    const char *photographer = caption->photographer, *agency = caption->agency;

    if (photographer != NULL && agency != NULL)
        return arena_printf (sources->arena, "%s / %s", photographer, agency);
    if (photographer != NULL || agency != NULL)
        return photographer != NULL ? photographer : agency;
    if (caption->credit != NULL || caption->rights != NULL)
        return caption->credit != NULL ? caption->credit : caption->rights;
    return caption->position != NULL ? arena_take (sources->arena, format_position (caption->position)) : NULL;
}

/* What the picture shows, in a few words that need no full stop. */
static char *
subject_of (const Credits *credits, const Caption *caption)
{
    const char *text = caption->caption != NULL ? caption->caption : caption->alt;
    const char *label = back_matter_label (credits->sources, "photo");
    char *subject;
    gsize length;

    if (text == NULL || *text == '\0')
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
append_circumstances (Article *sources, Node *item, const Caption *caption, const char *subject, const char *name)
{
    gboolean names_date = caption->date == NULL || names_year (subject, caption->date);
    g_autofree char *date = names_date ? NULL : date_format (caption->date, sources->metadata.language);
    g_autofree char *position = format_position (caption->position);
    gboolean names_place = caption->place == NULL || strstr (subject, caption->place) != NULL;
    const char *parts[4] = { NULL };
    g_autofree char *joined = NULL;
    guint n = 0;

    if (!names_place)
        parts[n++] = caption->place;
    if (position != NULL && strcmp (position, name) != 0)
        parts[n++] = position;
    if (date != NULL)
        parts[n++] = date;
    joined = g_strjoinv (", ", (char **) parts);
    if (n > 0)
        node_append_text (sources->arena, item, arena_printf (sources->arena, " (%s)", joined));
}

/* The credit line of the figure becomes a link to its entry. */
static void
link_credit (Article *article, const Caption *caption)
{
    Node *credit = caption->figure->last, *reference;

    if (credit == NULL || credit->kind != NODE_CREDIT || credit->first == NULL)
        return;
    if (credit->first == credit->last && credit->first->kind == NODE_REFERENCE) { /* of back matter that is no more */
        credit->first->reference.target = caption->entry;
        return;
    }
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
append_rights (Article *sources, Node *item, const char *rights)
{
    node_append_text (sources->arena, item, arena_printf (sources->arena, ". %s", rights));
}

static void
append_photo (const Credits *credits, Node *item, const Caption *caption, const char *name, gboolean has_rights)
{
    Article *sources = credits->sources;
    g_autofree char *subject = subject_of (credits, caption);

    node_append_text (sources->arena, item, subject);
    append_circumstances (sources, item, caption, subject, name);
    if (has_rights)
        append_rights (sources, item, caption->rights);
    node_append_text (sources->arena, item, "\u00a0");
    back_matter_link (sources, item, caption->figure, BACK_ARROW,
                      arena_printf (sources->arena, "%s: %s", back_matter_label (sources, "back-to-picture"), subject));
}

static void
open_group (const Credits *credits, Group *group, const char *name)
{
    Arena *arena = credits->sources->arena;
    Node *item = node_append_new (arena, credits->list, NODE_ITEM);
    Node *line = group->n_photos > 1 ? node_append_new (arena, item, NODE_PARAGRAPH) : item;

    node_append_text (arena, node_append_new (arena, line, NODE_STRONG), name);
    if (group->n_photos > 1 && group->rights != NULL && strcmp (group->rights, name) != 0)
        append_rights (credits->sources, line, group->rights);
    group->photos = group->n_photos > 1 ? node_append_new (arena, item, NODE_LIST) : item;
}

/* One photo stands behind its photographer's name, several below it. */
static void
append_credit (const Credits *credits, Article *article, Caption *caption)
{
    Article *sources = credits->sources;
    const char *name = name_of (sources, caption);
    Group *group = g_hash_table_lookup (credits->groups, name);
    gboolean is_one = group->n_photos == 1;
    gboolean is_told = caption->rights == NULL || g_str_equal (caption->rights, name);

    if (group->photos == NULL)
        open_group (credits, group, name);
    if (is_one)
        node_append_text (sources->arena, group->photos, ". ");
    caption->entry = is_one ? group->photos : node_append_new (sources->arena, group->photos, NODE_ITEM);
    append_photo (credits, caption->entry, caption, name, !is_told && (is_one || group->rights == NULL));
    link_credit (article, caption);
}

static gboolean
has_credit (Article *sources, const Caption *caption)
{
    return caption->figure != NULL && name_of (sources, caption) != NULL;
}

static GHashTable *
find_groups (Article *sources, const Article *article)
{
    GHashTable *groups = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < article->captions->len; i++) {
        const Caption *caption = g_ptr_array_index (article->captions, i);
        const char *name = name_of (sources, caption);
        Group *group = has_credit (sources, caption) ? g_hash_table_lookup (groups, name) : NULL;

        if (!has_credit (sources, caption))
            continue;
        if (group == NULL) {
            group = arena_make (sources->arena, Group);
            group->rights = caption->rights;
            g_hash_table_insert (groups, (gpointer) name, group);
        }
        if (g_strcmp0 (group->rights, caption->rights) != 0)
            group->rights = NULL;
        group->n_photos++;
    }
    return groups;
}

void
append_photo_credits (Article *sources, Node *parent, int level, Article *article)
{
    g_autoptr (GHashTable) groups = find_groups (sources, article);
    Credits credits = { .sources = sources, .groups = groups };
    Node *section;

    if (g_hash_table_size (groups) == 0)
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
