/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "lang/lang.h"
#include "steps.h"

/* What articles are put together by: a group is told from others by its key, and called what its first article calls
 * it. */

struct _Groups {
    SheafBook *book;
    Arena *arena;
    GPtrArray *all; /* Group */
    GTree *by_key;  /* -> Group */
    Group *rest;    /* of articles without a key; NULL: none */
    gsize base;     /* of a folder's path, what all of them have in common */
    gsize grain;    /* of a date, so many characters: a year, a month or a day */
};

/* A part's title is a line; more of a name is no help. */
#define TITLE_CHARACTERS 120

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

/* ---- Folders ---- */

static gsize
folder_length (const char *path)
{
    const char *slash = strrchr (path, '/');

    return slash != NULL ? (gsize) (slash - path) : 0;
}

/* How much of both paths is the same folders, the slash behind them not counted. */
static gsize
common_length (const char *a, gsize a_length, const char *b, gsize b_length)
{
    gsize common = 0;

    for (gsize i = 0; i <= MIN (a_length, b_length); i++) {
        gboolean a_ends = i == a_length || a[i] == '/', b_ends = i == b_length || b[i] == '/';

        if (a_ends && b_ends)
            common = i;
        if (i == MIN (a_length, b_length) || a[i] != b[i])
            break;
    }
    return common;
}

/* Folders are named from where those that were given part, and from the one if one was given. */
static void
find_base (Groups *groups)
{
    const GPtrArray *articles = groups->book->articles;
    const char *base = NULL;

    for (guint i = 0; i < articles->len; i++) {
        const Origin *origin = &((const Article *) g_ptr_array_index (articles, i))->origin;
        const char *folder = origin->root != NULL ? origin->root : origin->path;
        gsize length = origin->root != NULL ? strlen (folder) : folder_length (folder);

        groups->base = base != NULL ? common_length (base, groups->base, folder, length) : length;
        base = folder;
    }
}

/* "monday/late" is called "monday · late". */
static const char *
folder_title (const Groups *groups, const char *folder)
{
    g_autofree char *text = text_of_name (folder);
    g_auto (GStrv) names = g_strsplit (text, "/", -1);
    g_autofree char *joined = g_strjoinv (" · ", names);

    return arena_own (groups->arena, text_clean (g_strdelimit (joined, "_", ' '), -1), g_free);
}

static const char *
folder_key (const Groups *groups, const Article *article, const char **title)
{
    const char *path = article->origin.path + groups->base, *folder;

    path += strspn (path, "/");
    folder = arena_strndup (groups->arena, path, folder_length (path));
    *title = folder_title (groups, folder);
    return **title != '\0' ? folder : NULL;
}

/* ---- Dates ---- */

/* So many days are told apart by days, so many by months, more by years. */
#define MOST_DAYS 31
#define MOST_MONTHS 366

static gboolean
parse_day (const char *iso, GDate *day)
{
    guint year, month, date;

    g_date_clear (day, 1);
    if (strlen (iso) < 10 || sscanf (iso, "%4u-%2u-%2u", &year, &month, &date) != 3
        || !g_date_valid_dmy ((GDateDay) date, (GDateMonth) month, (GDateYear) year))
        return FALSE;
    g_date_set_dmy (day, (GDateDay) date, (GDateMonth) month, (GDateYear) year);
    return TRUE;
}

static void
find_grain (Groups *groups)
{
    const GPtrArray *articles = groups->book->articles;
    guint first = G_MAXUINT, last = 0, n_days;

    for (guint i = 0; i < articles->len; i++) {
        const Article *article = g_ptr_array_index (articles, i);
        GDate day;

        if (article->metadata.published == NULL || !parse_day (article->metadata.published, &day))
            continue;
        first = MIN (first, g_date_get_julian (&day));
        last = MAX (last, g_date_get_julian (&day));
    }
    n_days = last >= first ? last - first + 1 : 0;
    groups->grain = strlen (n_days <= MOST_DAYS ? "2026-11-18" : n_days <= MOST_MONTHS ? "2026-11" : "2026");
}

static const char *
date_key (const Groups *groups, const Article *article, const char **title)
{
    const char *date = article->metadata.published;
    const char *key;

    if (date == NULL)
        return NULL;
    key = arena_strndup (groups->arena, date, MIN (strlen (date), groups->grain));
    *title = arena_own (groups->arena, date_format (key, book_language (groups->book)), g_free);
    return key;
}

/* ---- Names ---- */

static const char *
name_key (const Groups *groups, const char *name, const char **title)
{
    g_autofree char *squeezed = name != NULL ? text_squeeze (name, -1) : g_strdup ("");

    *title = arena_strdup (groups->arena, squeezed);
    return *squeezed != '\0' ? arena_own (groups->arena, g_utf8_casefold (squeezed, -1), g_free) : NULL;
}

const char *
author_place (const Article *article, Arena *arena)
{
    const char *name = article->metadata.authors[0];
    g_auto (NameForm) form = { NULL };

    if (name == NULL)
        return NULL;
    form = name_form (name);
    if (form.given == NULL || form.family == NULL)
        return arena_strdup (arena, name);
    return arena_printf (arena, "%s %s", form.family, form.given);
}

/* ---- All of them ---- */

static const char *
key_of (const Groups *groups, const Article *article, const char **title)
{
    switch (groups->book->options.group_by) {
    case SHEAF_GROUP_NONE: return NULL;
    case SHEAF_GROUP_FOLDER: return folder_key (groups, article, title);
    case SHEAF_GROUP_DATE: return date_key (groups, article, title);
    case SHEAF_GROUP_PUBLICATION: return name_key (groups, article->metadata.publication, title);
    case SHEAF_GROUP_AUTHOR: return name_key (groups, article->metadata.authors[0], title);
    }
    g_return_val_if_reached (NULL);
}

static const char *
place_of (const Groups *groups, const Article *article, const char *key, const char *title)
{
    switch (groups->book->options.group_by) {
    case SHEAF_GROUP_AUTHOR: return author_place (article, groups->arena);
    case SHEAF_GROUP_PUBLICATION: return title;
    default: return key;
    }
}

static Group *
add_group (Groups *groups, const char *title, const char *place)
{
    Group *group = arena_make (groups->arena, Group);

    group->title = title != NULL ? arena_own (groups->arena, text_shorten (title, TITLE_CHARACTERS), g_free) : NULL;
    group->place = place;
    g_ptr_array_add (groups->all, group);
    return group;
}

/* Articles that lie in the folder that was given stand first, in no part; others without a group last, in one. */
static Group *
rest_of (Groups *groups)
{
    gboolean is_first = groups->book->options.group_by == SHEAF_GROUP_FOLDER;

    if (groups->rest == NULL)
        groups->rest =
            add_group (groups, is_first ? NULL : label_find (book_language (groups->book), "more-articles"), NULL);
    return groups->rest;
}

static void
add_article (Groups *groups, const Article *article)
{
    const char *title = NULL, *key = key_of (groups, article, &title);

    if (key == NULL)
        rest_of (groups);
    else if (g_tree_lookup (groups->by_key, key) == NULL)
        g_tree_insert (groups->by_key, (gpointer) key,
                       add_group (groups, title, place_of (groups, article, key, title)));
}

const Group *
groups_find (const Groups *groups, const Article *article)
{
    const char *title = NULL, *key = key_of (groups, article, &title);

    return key != NULL ? g_tree_lookup (groups->by_key, key) : groups->rest;
}

typedef struct {
    SheafGroup by;
    const Collator *collator;
} Order;

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
    const Group *first = *(Group *const *) a, *second = *(Group *const *) b;
    const Order *order = user_data;

    if (first->place == NULL || second->place == NULL) {
        gboolean is_first = order->by == SHEAF_GROUP_FOLDER ? first->place == NULL : first->place != NULL;

        return is_first ? -1 : 1;
    }
    switch (order->by) {
    case SHEAF_GROUP_NONE:
    case SHEAF_GROUP_DATE: return strcmp (first->place, second->place);
    case SHEAF_GROUP_FOLDER: return text_compare_names (first->place, second->place);
    case SHEAF_GROUP_PUBLICATION:
    case SHEAF_GROUP_AUTHOR: return collator_compare (order->collator, first->place, second->place);
    }
    g_return_val_if_reached (0);
}

static void
number_groups (Groups *groups)
{
    g_autoptr (Collator) collator = collator_new (book_language (groups->book));
    Order order = { groups->book->options.group_by, collator };

    g_ptr_array_sort_with_data (groups->all, compare_groups, &order);
    for (guint i = 0, number = 0; i < groups->all->len; i++) {
        Group *group = g_ptr_array_index (groups->all, i);

        number += group->title != NULL;
        group->number = number;
    }
}

Groups *
groups_new (SheafBook *book, Arena *arena)
{
    Groups *groups = arena_make (arena, Groups);

    groups->book = book;
    groups->arena = arena;
    groups->all = arena_ptr_array (arena);
    groups->by_key = arena_own (arena, g_tree_new_with_data (compare_keys, NULL), (GDestroyNotify) g_tree_unref);
    if (book->options.group_by == SHEAF_GROUP_FOLDER)
        find_base (groups);
    if (book->options.group_by == SHEAF_GROUP_DATE)
        find_grain (groups);
    for (guint i = 0; i < book->articles->len && book->options.group_by != SHEAF_GROUP_NONE; i++)
        add_article (groups, g_ptr_array_index (book->articles, i));
    number_groups (groups);
    return groups;
}
