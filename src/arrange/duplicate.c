/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "steps.h"

/* What is in the book twice: the same headline and text in another file, or whatever came from one address. */

/* An article that stays, for now. */
typedef struct {
    Article *article;
    guint place;   /* in the book, that of the first of its kind */
    gsize n_bytes; /* of its text */
    guint n_facts; /* that it says of itself */
} Kept;

/* Trees, for hashes can be made to collide. */
typedef struct {
    SheafBook *book;
    Arena *arena;
    GTree *by_text;    /* SHA-256 -> Kept */
    GTree *by_address; /* -> Kept */
    GHashTable *dropped;
} Duplicates;

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

/* Spaces and line ends are the layout of a file. */
static gsize
add_text (GChecksum *checksum, const Node *text)
{
    const char *p = text->text.string, *end = p + text->text.length;
    gsize n_bytes = 0;

    while (p < end) {
        const char *word = p;

        while (p < end && !g_ascii_isspace (*p))
            p++;
        g_checksum_update (checksum, (const guchar *) word, p - word);
        n_bytes += (gsize) (p - word);
        while (p < end && g_ascii_isspace (*p))
            p++;
    }
    return n_bytes;
}

static void
add_picture (GChecksum *checksum, const Node *image)
{
    if (image->image.picture != NULL)
        g_checksum_update (checksum, (const guchar *) image->image.picture->sha256, -1);
    else if (image->image.origin->source != NULL)
        g_checksum_update (checksum, (const guchar *) image->image.origin->source, -1);
}

/* The SHA-256 of all that a reader sees of it. */
static char *
text_key (const Article *article, gsize *n_bytes)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

    *n_bytes = 0;
    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root)) {
        if (node->kind == NODE_TEXT)
            *n_bytes += add_text (checksum, node);
        else if (node->kind == NODE_IMAGE || node->kind == NODE_ICON)
            add_picture (checksum, node);
    }
    if (article->metadata.title != NULL)
        g_checksum_update (checksum, (const guchar *) article->metadata.title, -1);
    return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
is_of_one_input (const Article *a, const Article *b)
{
    return g_strcmp0 (a->origin.path, b->origin.path) == 0 && g_strcmp0 (a->origin.sha256, b->origin.sha256) == 0;
}

/* The chapters of a book have its address in common, and all entries of some feeds that of the site or a few words: so
 * what comes of one input is as its publisher wants it. */
static Kept *
find_kept (const Duplicates *all, const Article *article, const char *text, const char *address)
{
    Kept *kept = g_tree_lookup (all->by_text, text);

    if (kept == NULL && address != NULL)
        kept = g_tree_lookup (all->by_address, address);
    return kept != NULL && !is_of_one_input (kept->article, article) ? kept : NULL;
}

static void
drop (const Duplicates *all, Article *dropped, const Article *kept, gboolean is_same_text)
{
    report_note (all->book->report, NOTE_ARTICLE_DUPLICATE, dropped->origin.path, 0,
                 is_same_text ? "the same text as in %s" : "from the same address as %s", kept->origin.path);
    g_hash_table_add (all->dropped, dropped);
}

static guint
count_facts (const Metadata *metadata)
{
    return (metadata->url != NULL) + (metadata->published != NULL) + (metadata->publication != NULL)
           + (metadata->dek != NULL) + (metadata->authors[0] != NULL);
}

/* Of two the one stays that has the longer text, for the other may be an excerpt, or that says more of itself; the
 * first of equals, and always in the place of the first. */
static void
merge (const Duplicates *all, Kept *kept, guint index, gsize n_bytes, gboolean is_same_text)
{
    gpointer *articles = all->book->articles->pdata;
    Article *article = articles[index];
    guint n_facts = count_facts (&article->metadata);

    if (n_bytes < kept->n_bytes || (n_bytes == kept->n_bytes && n_facts <= kept->n_facts)) {
        drop (all, article, kept->article, is_same_text);
        return;
    }
    drop (all, kept->article, article, is_same_text);
    articles[index] = kept->article;
    articles[kept->place] = article;
    kept->article = article;
    kept->n_bytes = n_bytes;
    kept->n_facts = n_facts;
}

static void
remember (const Duplicates *all, Kept *kept, const char *text, const char *address)
{
    if (g_tree_lookup (all->by_text, text) == NULL)
        g_tree_insert (all->by_text, arena_strdup (all->arena, text), kept);
    if (address != NULL && g_tree_lookup (all->by_address, address) == NULL)
        g_tree_insert (all->by_address, arena_strdup (all->arena, address), kept);
}

static void
look_at (const Duplicates *all, guint index)
{
    const Article *article = g_ptr_array_index (all->book->articles, index);
    const char *url = article->metadata.url;
    gsize n_bytes;
    g_autofree char *text = text_key (article, &n_bytes), *address = url != NULL ? address_key (url) : NULL;
    Kept *kept = find_kept (all, article, text, address);

    if (kept != NULL) {
        merge (all, kept, index, n_bytes, g_tree_lookup (all->by_text, text) == kept);
    } else {
        kept = arena_make (all->arena, Kept);
        *kept =
            (Kept){ g_ptr_array_index (all->book->articles, index), index, n_bytes, count_facts (&article->metadata) };
    }
    remember (all, kept, text, address);
}

void
drop_duplicates (SheafBook *book)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GTree) by_text = g_tree_new_with_data (compare_keys, NULL);
    g_autoptr (GTree) by_address = g_tree_new_with_data (compare_keys, NULL);
    g_autoptr (GHashTable) dropped = g_hash_table_new (NULL, NULL);
    const Duplicates all = { book, arena, by_text, by_address, dropped };

    if (book->articles->len < 2)
        return;
    for (guint i = 0; i < book->articles->len; i++)
        look_at (&all, i);
    drop_articles (book, dropped);
}
