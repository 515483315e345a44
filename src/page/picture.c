/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <string.h>

#include "model/model.h"

/* A picture file may be so large. */
#define PICTURE_LIMIT ((gsize) 64 * 1024 * 1024)

/* Wider pictures are more than any reader shows, narrower ones less than it could. */
#define MOST_WIDTH 2000
#define LEAST_WIDTH 800

/* What is narrower and stands in the page itself is a preview of a picture on the web. */
#define PREVIEW_WIDTH 100

/* A picture on the web whose address says that it is narrower is left for one that is so wide. */
#define THUMBNAIL_WIDTH 320
#define PHOTO_WIDTH 600

/* Of one picture no more files are read. */
#define MOST_FILES 8

#define NOTE_SIZE 200

#define HASHED_SIZE 500

/* What became of an address. */
typedef struct {
    GBytes *bytes; /* while a choice is made */
    PictureInfo probed;
    gboolean is_there, is_picture;
    NoteId note;                /* why it is not there, or no picture, or what was done to it */
    Picture *picture;           /* what it became in the book, once it was taken */
    const PhotoFacts *embedded; /* what it says of itself */
} Find;

struct _PictureFinder {
    Page *page;
    GHashTable *finds; /* address -> Find */
    GHashTable *files; /* name in the store -> Find: a file may have any number of addresses */
    GHashTable *noted; /* addresses of which a note tells */
};

static void
find_free (gpointer data)
{
    Find *find = data;

    g_clear_pointer (&find->bytes, g_bytes_unref);
    g_free (find);
}

/* Of data: URIs, which are long, no more bytes are looked at than tell them apart. */
static guint
hash_address (gconstpointer address)
{
    const char *text = address;
    gsize length = strlen (text), step = length / HASHED_SIZE + 1;
    guint hash = (guint) length;

    for (gsize i = 0; i < length; i += step)
        hash = hash * 33 + (guchar) text[i];
    return hash;
}

PictureFinder *
picture_finder_new (Page *page)
{
    PictureFinder *finder = g_new0 (PictureFinder, 1);

    finder->page = page;
    finder->finds = g_hash_table_new (hash_address, g_str_equal);
    finder->files = g_hash_table_new_full (hash_address, g_str_equal, g_free, find_free);
    finder->noted = g_hash_table_new (g_str_hash, g_str_equal);
    return finder;
}

void
picture_finder_free (PictureFinder *finder)
{
    if (finder == NULL)
        return;
    g_hash_table_unref (finder->finds);
    g_hash_table_unref (finder->files);
    g_hash_table_unref (finder->noted);
    g_free (finder);
}

static gboolean
is_data (const char *address)
{
    return text_has_prefix_ci (address, "data:");
}

static NoteId
note_of (const Page *page, const char *address, StoreProblem problem)
{
    switch (problem) {
    case STORE_REMOTE: return NOTE_PICTURE_REMOTE;
    case STORE_MISSING:
    case STORE_OUTSIDE:
        if (page->url != NULL && page_resolve (page, address) != NULL)
            return NOTE_PICTURE_REMOTE;
        return problem == STORE_OUTSIDE ? NOTE_PICTURE_OUTSIDE : NOTE_PICTURE_MISSING;
    case STORE_FAILED: return NOTE_PICTURE_MISSING;
    }
    g_assert_not_reached ();
}

static void
read_find (const Page *page, const char *address, Find *find)
{
    StoreProblem problem = STORE_MISSING;

    if (is_data (address)) {
        find->bytes = data_uri_decode (address, PICTURE_LIMIT);
        find->note = NOTE_PICTURE_BROKEN;
    } else {
        find->bytes = store_read (page->store, page->name, address, PICTURE_LIMIT, &problem);
        find->note = find->bytes == NULL ? note_of (page, address, problem) : NOTE_PICTURE_BROKEN;
    }
    find->is_there = find->bytes != NULL;
}

/* A drawing of nothing keeps the place of a picture that a script fetches: all of it is one element. */
static gboolean
is_blank_drawing (const Find *find)
{
    gsize size;
    const char *data = g_bytes_get_data (find->bytes, &size), *root = g_strstr_len (data, (gssize) size, "<svg");
    const char *inner = root != NULL ? memchr (root + 1, '<', size - (gsize) (root + 1 - data)) : NULL;

    return find->probed.format == PICTURE_SVG && root != NULL
           && (inner == NULL || g_strstr_len (inner, (gssize) (size - (gsize) (inner - data)), "</svg") == inner);
}

/* A file has any number of addresses that are not as plain as its name, which here begins as no address does. */
static char *
name_file (const Page *page, const char *address)
{
    gboolean is_plain =
        strpbrk (address, "?#%:") == NULL && strstr (address, "./") == NULL && strstr (address, "//") == NULL;
    g_autofree char *name =
        is_plain || is_data (address) || page->store == NULL ? NULL : store_resolve (page->store, page->name, address);

    return name != NULL ? g_strconcat ("\n", name, NULL) : g_strdup (address);
}

/* What stands for all addresses of the same file. */
static Find *
find_file (PictureFinder *finder, const char *address)
{
    const Page *page = finder->page;
    char *key = name_file (page, address);
    Find *find = g_hash_table_lookup (finder->files, key);

    if (find != NULL) {
        g_free (key);
        return find;
    }
    find = g_new0 (Find, 1);
    g_hash_table_insert (finder->files, key, find);
    read_find (page, address, find);
    if (find->is_there)
        find->is_picture = picture_probe (find->bytes, &find->probed, &find->note) && !is_blank_drawing (find);
    return find;
}

static Find *
look_for (PictureFinder *finder, const char *address)
{
    Find *find = g_hash_table_lookup (finder->finds, address);

    if (find == NULL) {
        find = find_file (finder, address);
        g_hash_table_insert (finder->finds, (gpointer) address, find);
    }
    return find;
}

/* How much a picture of that width is worth: more than can be shown is worth less. */
static guint
worth (guint width)
{
    return width <= MOST_WIDTH ? width : (guint) ((guint64) MOST_WIDTH * MOST_WIDTH / width);
}

/* The width that an offer seems to have: where nothing is said, what its kind is used for. */
static guint
likely_width (const Offer *offer)
{
    static const guint usual[] = {
        [OFFER_SRC] = 700, [OFFER_LAZY] = 800, [OFFER_SRCSET] = 600, [OFFER_LARGE] = 1600, [OFFER_LINK] = 1400
    };

    return offer->width > 0 ? offer->width : usual[offer->kind];
}

guint
picture_likely_width (const GArray *offers)
{
    guint width = 0;

    for (guint i = 0; i < offers->len; i++)
        width = MAX (width, likely_width (&g_array_index (offers, Offer, i)));
    return width;
}

static int
compare_offers (gconstpointer a, gconstpointer b)
{
    const Offer *one = *(const Offer *const *) a, *other = *(const Offer *const *) b;
    guint one_worth = worth (likely_width (one)), other_worth = worth (likely_width (other));

    if (one->is_standin != other->is_standin)
        return one->is_standin ? 1 : -1;
    if (one->is_foreign != other->is_foreign)
        return one->is_foreign ? 1 : -1;
    if (one_worth != other_worth)
        return one_worth > other_worth ? -1 : 1;
    return one < other ? -1 : one > other;
}

static GPtrArray *
rank_offers (const GArray *offers)
{
    GPtrArray *ranked = g_ptr_array_sized_new (offers->len);

    for (guint i = 0; i < offers->len; i++)
        g_ptr_array_add (ranked, &g_array_index (offers, Offer, i));
    g_ptr_array_sort (ranked, compare_offers);
    return ranked;
}

static gboolean
is_pixel (const PictureInfo *picture)
{
    return picture->width <= 2 || picture->height <= 2;
}

/* The best offer that is in the store or in the page itself, or NULL. */
static const Offer *
choose_stored (PictureFinder *finder, const GPtrArray *ranked)
{
    const Offer *best = NULL;
    guint best_worth = 0, n_files = 0;

    for (guint i = 0; i < ranked->len && n_files < MOST_FILES && best_worth < LEAST_WIDTH; i++) {
        const Offer *offer = g_ptr_array_index (ranked, i);
        const Find *find = look_for (finder, offer->address);

        n_files += find->is_there;
        if (!find->is_picture || is_pixel (&find->probed) || worth (find->probed.width) <= best_worth)
            continue;
        best = offer;
        best_worth = worth (find->probed.width);
    }
    return best;
}

static gboolean
is_on_web (const PictureFinder *finder, const Offer *offer)
{
    const Find *find = g_hash_table_lookup (finder->finds, offer->address);

    return !is_data (offer->address) && offer->kind != OFFER_LINK && !offer->is_standin
           && (find == NULL || !find->is_there);
}

/* The offer to name when none can be had: what the page itself shows, unless a larger one is known. */
static const Offer *
choose_absent (const PictureFinder *finder, const GPtrArray *ranked)
{
    const Offer *shown = NULL, *best = NULL;

    for (guint i = 0; i < ranked->len; i++) {
        const Offer *offer = g_ptr_array_index (ranked, i);

        if (!is_on_web (finder, offer))
            continue;
        if (best == NULL)
            best = offer;
        if (offer->kind == OFFER_LAZY || (offer->kind == OFFER_SRC && (shown == NULL || shown->kind != OFFER_LAZY)))
            shown = offer;
    }
    if (shown == NULL || best == NULL || (shown->is_foreign && !best->is_foreign))
        return best;
    return shown->width > 0 && shown->width < THUMBNAIL_WIDTH && best->width >= PHOTO_WIDTH ? best : shown;
}

/* A few pixels of a picture that is on the web are no picture, nor is a drawing of it. */
static gboolean
is_preview (PictureFinder *finder, const Offer *stored, const Offer *absent)
{
    const PictureInfo *info = &look_for (finder, stored->address)->probed;

    return absent != NULL && (is_data (stored->address) || stored->is_standin)
           && (info->width < PREVIEW_WIDTH || (is_data (stored->address) && info->format == PICTURE_SVG));
}

static const PhotoFacts *
facts_of (const Page *page, const char *address, const Find *find)
{
    g_autofree char *member =
        page->store != NULL && !is_data (address) ? store_resolve (page->store, page->name, address) : NULL;

    return photo_read_facts (page->book, page->article->arena, find->bytes, &find->probed, page->store, member);
}

/* Says what was done to a picture, once. */
static void
note_change (const PictureFinder *finder, const Find *find, const PageImage *image, const char *address)
{
    const PictureInfo *before = &find->probed;
    const Picture *now = find->picture;
    g_autofree char *name = text_shorten (is_data (address) ? "data:" : address, NOTE_SIZE);

    if (now == NULL || find->note == N_NOTES)
        return;
    report_note (finder->page->book->report, find->note, finder->page->path,
                 image->element != NULL ? image->element->line : 0, "%s (%s, %ux%u; now %s, %ux%u)", name,
                 picture_extension (before->format), before->width, before->height, picture_extension (now->format),
                 now->width, now->height);
}

static void
add_find (PictureFinder *finder, Find *find, const PageImage *image, const char *address)
{
    find->embedded = facts_of (finder->page, address, find);
    find->picture = book_add_picture (finder->page->book, find->bytes, &find->note);
    note_change (finder, find, image, address);
}

static void
take_stored (PictureFinder *finder, const Offer *offer, PageImage *image)
{
    Find *find = look_for (finder, offer->address);

    if (find->picture == NULL && find->is_picture) {
        if (find->bytes == NULL)
            read_find (finder->page, offer->address, find);
        if (find->bytes != NULL)
            add_find (finder, find, image, offer->address);
        find->is_picture = find->picture != NULL;
    }
    image->picture = find->picture;
    image->embedded = find->embedded;
    if (!is_data (offer->address))
        image->source = arena_strdup (finder->page->article->arena, offer->address);
}

static void
take_absent (const PictureFinder *finder, const Offer *offer, PageImage *image)
{
    const char *address = page_resolve (finder->page, offer->address);

    image->source = address != NULL ? address : arena_strdup (finder->page->article->arena, offer->address);
}

static void
release_bytes (PictureFinder *finder, const GArray *offers)
{
    for (guint i = 0; i < offers->len; i++) {
        Find *find = g_hash_table_lookup (finder->finds, g_array_index (offers, Offer, i).address);

        if (find != NULL)
            g_clear_pointer (&find->bytes, g_bytes_unref);
    }
}

/* A file that is there but cannot be in a book stands as what it is. */
static const Offer *
choose_unfit (const PictureFinder *finder, const GPtrArray *ranked)
{
    for (guint i = 0; i < ranked->len; i++) {
        const Offer *offer = g_ptr_array_index (ranked, i);
        const Find *find = g_hash_table_lookup (finder->finds, offer->address);

        if (find != NULL && find->is_there && !find->is_picture && !offer->is_standin && !is_data (offer->address))
            return offer;
    }
    return NULL;
}

gboolean
picture_choose (PictureFinder *finder, const GArray *offers, PageImage *image)
{
    g_autoptr (GPtrArray) ranked = rank_offers (offers);
    const Offer *stored = choose_stored (finder, ranked), *absent = choose_absent (finder, ranked);

    if (stored != NULL && is_preview (finder, stored, absent))
        stored = NULL;
    if (stored != NULL)
        take_stored (finder, stored, image);
    else if (absent != NULL)
        take_absent (finder, absent, image);
    else if ((absent = choose_unfit (finder, ranked)) != NULL)
        take_absent (finder, absent, image);
    release_bytes (finder, offers);
    return stored != NULL || absent != NULL;
}

/* The note that tells most: that of a file that is there, else that of the first address.  What stands in the page
 * itself is a placeholder of the picture that its source names. */
void
picture_explain (PictureFinder *finder, const GArray *offers, const PageImage *image)
{
    const Find *reason = NULL;
    g_autofree char *name = NULL;

    if (image->picture != NULL || image->source == NULL || g_hash_table_contains (finder->noted, image->source))
        return;
    for (guint i = 0; i < offers->len; i++) {
        const char *address = g_array_index (offers, Offer, i).address;
        const Find *find = is_data (address) ? NULL : g_hash_table_lookup (finder->finds, address);

        if (find != NULL && (reason == NULL || (find->is_there && !reason->is_there)))
            reason = find;
    }
    g_hash_table_add (finder->noted, (gpointer) image->source);
    name = text_shorten (image->source, NOTE_SIZE);
    report_note (finder->page->book->report, reason != NULL ? reason->note : NOTE_PICTURE_MISSING, finder->page->path,
                 image->element != NULL ? image->element->line : 0, "%s", name);
}
