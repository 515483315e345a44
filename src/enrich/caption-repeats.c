/* SPDX-License-Identifier: MIT */
#include "caption.h"

#include <string.h>

/* The same photo twice in an article, before the text and in it, is shown once: at its first place, with all that is
 * said of it.  Where each place says something else of it, both stay. */

typedef struct {
    Article *article;
    GHashTable *pictures;  /* Picture -> the index of its first Caption */
    GHashTable *addresses; /* of pictures that are not in the book -> likewise */
    GHashTable *dropped;   /* the figure -> the one that stands for it */
} Repeats;

static gboolean
is_alone_in_figure (const Caption *caption)
{
    guint n_images = 0;

    for (const Node *child = caption->figure->first; child != NULL; child = child->next)
        n_images += child->kind == NODE_IMAGE;
    return n_images == 1;
}

/* Whether the two say the same, or one of them nothing. */
static gboolean
agree (const char *first, const char *second)
{
    g_autofree char *a = NULL, *b = NULL;

    if (first == NULL || second == NULL)
        return TRUE;
    a = g_utf8_casefold (first, -1);
    b = g_utf8_casefold (second, -1);
    return strcmp (a, b) == 0;
}

/* The place where the caption's picture was first seen, or a new one. */
static guint
first_place (const Repeats *repeats, const Caption *caption, guint index)
{
    GHashTable *table = caption->picture != NULL ? repeats->pictures : repeats->addresses;
    gconstpointer key = caption->picture != NULL ? (gconstpointer) caption->picture : caption->image;
    gpointer found;

    if (key == NULL || caption->node == NULL || caption->node->first != NULL || !is_alone_in_figure (caption))
        return index;
    if (g_hash_table_lookup_extended (table, key, NULL, &found))
        return GPOINTER_TO_UINT (found);
    g_hash_table_insert (table, (gpointer) key, GUINT_TO_POINTER (index));
    return index;
}

static void
fill (const char **field, const char *value)
{
    if (*field == NULL)
        *field = value;
}

/* The one that says more takes the first's place. */
static void
join (const Repeats *repeats, guint place, Caption *first, Caption *second)
{
    Caption *kept = first->caption == NULL && second->caption != NULL ? second : first;
    Caption *dropped = kept == first ? second : first;

    if (kept == second) {
        node_unlink (second->figure);
        node_insert_before (first->figure, second->figure);
        g_ptr_array_index (repeats->article->captions, place) = second;
    }
    node_unlink (dropped->figure);
    g_hash_table_insert (repeats->dropped, dropped->figure, kept->figure);
    if (kept->alt == NULL || *kept->alt == '\0')
        kept->alt = dropped->alt;
    if (kept->photographer == NULL && kept->agency == NULL) {
        kept->photographer = dropped->photographer;
        kept->agency = dropped->agency;
        kept->kind = dropped->kind;
        fill (&kept->credit, dropped->credit);
    }
    fill (&kept->date, dropped->date);
    fill (&kept->place, dropped->place);
    fill (&kept->rights, dropped->rights);
    fill (&kept->position, dropped->position);
    caption_show (repeats->article, kept);
}

/* The figure that stands for the one that the node is in, or NULL. */
static Node *
successor_of (const Repeats *repeats, Node *node)
{
    Node *kept = NULL;

    for (; node != NULL && kept == NULL; node = node->parent)
        kept = g_hash_table_lookup (repeats->dropped, node);
    for (Node *next = kept; next != NULL; next = g_hash_table_lookup (repeats->dropped, kept))
        kept = next;
    return kept;
}

/* A link to what was dropped leads to what stands for it. */
static void
redirect (const Repeats *repeats)
{
    const Node *root = repeats->article->root;

    if (g_hash_table_size (repeats->dropped) == 0)
        return;
    for (Node *node = repeats->article->root; node != NULL; node = node_next (node, root)) {
        Node *kept = node->kind == NODE_REFERENCE ? successor_of (repeats, node->reference.target) : NULL;

        if (kept != NULL)
            node->reference.target = kept;
    }
}

void
captions_drop_repeats (Article *article, gboolean tells)
{
    g_autoptr (GHashTable) pictures = g_hash_table_new (NULL, NULL);
    g_autoptr (GHashTable) addresses = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) dropped = g_hash_table_new (NULL, NULL);
    Repeats repeats = { article, pictures, addresses, dropped };
    GPtrArray *captions = article->captions;
    guint n_kept = 0;

    for (guint i = 0; i < captions->len; i++) {
        Caption *caption = g_ptr_array_index (captions, i);
        guint place = first_place (&repeats, caption, n_kept);
        Caption *first = place < n_kept ? g_ptr_array_index (captions, place) : NULL;

        if (first != NULL && agree (first->caption, caption->caption)) {
            if (tells)
                caption_tell_repeated (article, caption);
            join (&repeats, place, first, caption);
        } else {
            g_ptr_array_index (captions, n_kept++) = caption;
        }
    }
    g_ptr_array_set_size (captions, (gint) n_kept);
    redirect (&repeats);
}

/* What only a list of photos put into the article: it has no caption in the input. */
static gboolean
is_added (const Caption *caption)
{
    return caption->raw == NULL && caption->node != NULL && caption->node->image.origin->listed != NULL;
}

void
captions_drop_added (Article *article)
{
    g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
    GPtrArray *captions = article->captions;
    guint n_kept = 0;

    for (guint i = 0; i < captions->len; i++) {
        const Caption *caption = g_ptr_array_index (captions, i);

        if (caption->picture != NULL && !is_added (caption))
            g_hash_table_add (shown, caption->picture);
    }
    for (guint i = 0; i < captions->len; i++) {
        Caption *caption = g_ptr_array_index (captions, i);

        if (is_added (caption) && is_alone_in_figure (caption) && g_hash_table_contains (shown, caption->picture))
            node_unlink (caption->figure);
        else
            g_ptr_array_index (captions, n_kept++) = caption;
    }
    g_ptr_array_set_size (captions, (gint) n_kept);
}
