/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <string.h>

#include "book.h"

/* Sources of pictures are told to be the same by their bytes themselves, as long as those are not more than that. */
#define KEPT_LIMIT ((gsize) 64 * 1024 * 1024)

/* Pictures of a book that sheaf-image may take too long over: each costs half a minute. */
#define MOST_SLOW 3

/* What became of a source. */
typedef struct {
    char sha256[65]; /* of the picture that was made of it; "": none */
    gboolean is_known;
    NoteId note;
} Outcome;

/* The long side of the screens, in pixels, and for the rest what Apple Books takes: four megapixels. */
static PictureFit
fit_of (const SheafBook *book)
{
    const SheafOptions *options = &book->options;
    static const guint sides[] = {
        [SHEAF_DEVICE_ANY] = 2000,   [SHEAF_DEVICE_KOBO] = 1920,   [SHEAF_DEVICE_KINDLE] = 1680,
        [SHEAF_DEVICE_PHONE] = 1600, [SHEAF_DEVICE_TABLET] = 2732, [SHEAF_DEVICE_ORIGINAL] = 0,
    };
    gboolean is_original = options->device == SHEAF_DEVICE_ORIGINAL;

    return (PictureFit){ .most_side = sides[options->device],
                         .most_pixels = is_original ? 0 : 4000 * 1000,
                         .is_grey = options->is_grey,
                         .is_given_up = book->n_slow >= MOST_SLOW };
}

static Picture *
append_picture (SheafBook *book, GBytes *bytes, const PictureInfo *info, const char *sha256)
{
    Picture *picture = g_new0 (Picture, 1);

    picture->format = info->format;
    picture->width = info->width;
    picture->height = info->height;
    picture->bytes = g_bytes_ref (bytes);
    picture->sha256 = g_strdup (sha256);
    g_ptr_array_add (book->pictures, picture);
    picture->number = book->pictures->len;
    g_hash_table_insert (book->by_sha256, picture->sha256, picture);
    return picture;
}

static Picture *
add_fitted (SheafBook *book, GBytes *bytes, NoteId *note)
{
    const PictureFit fit = fit_of (book);
    g_autoptr (GBytes) fitted = NULL;
    g_autofree char *sha256 = NULL;
    Picture *picture;
    PictureInfo info;

    if (!picture_probe (bytes, &info, note))
        return NULL;
    *note = N_NOTES;
    fitted = book->options.is_for_inspection ? g_bytes_ref (bytes) : picture_fit (bytes, &fit, &info, note);
    book->n_slow += *note == NOTE_PICTURE_SLOW;
    if (fitted == NULL)
        return NULL;
    sha256 = sha256_of_bytes (fitted);
    picture = g_hash_table_lookup (book->by_sha256, sha256);
    return picture != NULL ? picture : append_picture (book, fitted, &info, sha256);
}

/* By their sizes, which tell most of them apart, and then by all their bytes. */
static int
compare_sources (gconstpointer a, gconstpointer b, gpointer user_data)
{
    gsize size = g_bytes_get_size ((GBytes *) a), other_size = g_bytes_get_size ((GBytes *) b);

    if (size != other_size)
        return size < other_size ? -1 : 1;
    return a != b ? g_bytes_compare (a, b) : 0;
}

/* What became of the source, or a place for that; NULL: it will not be remembered.  What is too much to keep is known
 * by its SHA-256, which takes as long as a tenth of the fitting: so it is not asked for before there are two sources of
 * one size. */
static Outcome *
find_outcome (SheafBook *book, GBytes *bytes)
{
    gsize size = g_bytes_get_size (bytes);
    Outcome *outcome = g_tree_lookup (book->by_bytes, bytes);
    g_autofree char *sha256 = NULL;

    if (outcome != NULL)
        return outcome;
    if (book->n_kept + size <= KEPT_LIMIT) {
        outcome = g_new0 (Outcome, 1);
        g_tree_insert (book->by_bytes, g_bytes_ref (bytes), outcome);
        book->n_kept += size;
        return outcome;
    }
    if (g_hash_table_add (book->sizes, GSIZE_TO_POINTER (size)))
        return NULL;
    sha256 = sha256_of_bytes (bytes);
    outcome = g_hash_table_lookup (book->by_source, sha256);
    if (outcome == NULL) {
        outcome = g_new0 (Outcome, 1);
        g_hash_table_insert (book->by_source, g_steal_pointer (&sha256), outcome);
    }
    return outcome;
}

static Picture *
picture_of (const SheafBook *book, const Outcome *outcome)
{
    return g_hash_table_lookup (book->by_sha256, outcome->sha256);
}

/* A picture may have gone with its article since it was made. */
static gboolean
is_settled (const SheafBook *book, const Outcome *outcome)
{
    return outcome->is_known && (*outcome->sha256 == '\0' || picture_of (book, outcome) != NULL);
}

Picture *
book_add_picture (SheafBook *book, GBytes *bytes, NoteId *note)
{
    Outcome forgotten = { .is_known = FALSE }, *outcome = find_outcome (book, bytes);
    Picture *picture;

    if (outcome == NULL)
        outcome = &forgotten;
    if (!is_settled (book, outcome)) {
        picture = add_fitted (book, bytes, &outcome->note);
        g_strlcpy (outcome->sha256, picture != NULL ? picture->sha256 : "", sizeof outcome->sha256);
        outcome->is_known = TRUE;
    }
    *note = outcome->note;
    return picture_of (book, outcome);
}

void
picture_free (Picture *picture)
{
    if (picture == NULL)
        return;
    g_bytes_unref (picture->bytes);
    g_free (picture->sha256);
    g_free (picture);
}

/* ---- The list ---- */

static gboolean
is_behind (gpointer key, gpointer value, gpointer n_pictures)
{
    return ((const Picture *) value)->number > GPOINTER_TO_UINT (n_pictures);
}

void
book_truncate_pictures (SheafBook *book, guint n_pictures)
{
    if (book->pictures->len == n_pictures)
        return;
    g_hash_table_foreach_remove (book->by_sha256, is_behind, GUINT_TO_POINTER (n_pictures));
    g_ptr_array_set_size (book->pictures, (gint) n_pictures);
}

void
book_init_pictures (SheafBook *book)
{
    book->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
    book->by_sha256 = g_hash_table_new (g_str_hash, g_str_equal);
    book->by_bytes = g_tree_new_full (compare_sources, NULL, (GDestroyNotify) g_bytes_unref, g_free);
    book->by_source = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    book->sizes = g_hash_table_new (NULL, NULL);
}

void
book_clear_pictures (SheafBook *book)
{
    g_tree_unref (book->by_bytes);
    g_hash_table_unref (book->by_source);
    g_hash_table_unref (book->sizes);
    g_hash_table_unref (book->by_sha256);
    g_ptr_array_unref (book->pictures);
}
