/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <string.h>

#include "book.h"

/* Pictures are told to be the same by their bytes themselves, as long as those are not more than that. */
#define KEPT_LIMIT ((gsize) 64 * 1024 * 1024)

/* ---- Fingerprints ---- */

/* What tells the sources of pictures apart when they are not kept: two polynomials over their bytes.  Nobody can make
 * two sources on purpose that have the same, by chance they do once in 2^70 books, and it takes a hundredth of the time
 * of a SHA-256. */
typedef struct {
    guint64 values[2];
} Fingerprint;

static Fingerprint
fingerprint_of (GBytes *bytes)
{
    const guint64 *points = hash_points ();
    gsize size;
    const guint8 *data = g_bytes_get_data (bytes, &size);
    Fingerprint fingerprint = { { size, size } };

    for (gsize at = 0; at < size; at += 7) {
        guint64 word = 0;

        memcpy (&word, data + at, MIN (7, size - at));
        for (guint i = 0; i < G_N_ELEMENTS (fingerprint.values); i++)
            fingerprint.values[i] = hash_multiply (fingerprint.values[i], points[i]) + word;
    }
    return fingerprint;
}

static guint
fingerprint_hash (gconstpointer key)
{
    return (guint) ((const Fingerprint *) key)->values[0];
}

static gboolean
fingerprint_equal (gconstpointer a, gconstpointer b)
{
    return memcmp (a, b, sizeof (Fingerprint)) == 0;
}

/* ---- What became of a source ---- */

typedef struct {
    Fingerprint fingerprint;
    Picture *picture; /* NULL: none */
    NoteId note;
} Outcome;

/* The long side of the screens, in pixels, and for the rest what Apple Books takes: four megapixels. */
static PictureFit
fit_of (const SheafOptions *options)
{
    static const guint sides[] = {
        [SHEAF_DEVICE_ANY] = 2000,   [SHEAF_DEVICE_KOBO] = 1920,   [SHEAF_DEVICE_KINDLE] = 1680,
        [SHEAF_DEVICE_PHONE] = 1600, [SHEAF_DEVICE_TABLET] = 2732, [SHEAF_DEVICE_ORIGINAL] = 0,
    };
    gboolean is_original = options->device == SHEAF_DEVICE_ORIGINAL;

    return (PictureFit){ sides[options->device], is_original ? 0 : 4000 * 1000, options->is_grey };
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
    const PictureFit fit = fit_of (&book->options);
    g_autoptr (GBytes) fitted = NULL;
    g_autofree char *sha256 = NULL;
    Picture *picture;
    PictureInfo info;

    if (!picture_probe (bytes, &info, note))
        return NULL;
    *note = N_NOTES;
    fitted = book->options.is_for_inspection ? g_bytes_ref (bytes) : picture_fit (bytes, &fit, &info, note);
    if (fitted == NULL)
        return NULL;
    sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fitted);
    picture = g_hash_table_lookup (book->by_sha256, sha256);
    return picture != NULL ? picture : append_picture (book, fitted, &info, sha256);
}

/* The outcome of the same bytes that came before, or a new one. */
static Outcome *
find_outcome (SheafBook *book, GBytes *bytes)
{
    Outcome *outcome = g_hash_table_lookup (book->by_bytes, bytes), new = { 0 };

    if (outcome != NULL)
        return outcome;
    new.fingerprint = fingerprint_of (bytes);
    outcome = g_hash_table_lookup (book->by_source, &new.fingerprint);
    if (outcome == NULL) {
        new.picture = add_fitted (book, bytes, &new.note);
        outcome = g_memdup2 (&new, sizeof new);
        g_hash_table_add (book->by_source, outcome);
    }
    if (book->n_kept + g_bytes_get_size (bytes) <= KEPT_LIMIT) {
        book->n_kept += g_bytes_get_size (bytes);
        g_hash_table_insert (book->by_bytes, g_bytes_ref (bytes), outcome);
    }
    return outcome;
}

Picture *
book_add_picture (SheafBook *book, GBytes *bytes, NoteId *note)
{
    const Outcome *outcome = find_outcome (book, bytes);

    *note = outcome->note;
    return outcome->picture;
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

static gboolean
is_outcome_behind (gpointer key, gpointer value, gpointer n_pictures)
{
    const Outcome *outcome = value;

    return outcome->picture != NULL && outcome->picture->number > GPOINTER_TO_UINT (n_pictures);
}

/* n_kept stays: it bounds what is kept, and need not be exact. */
void
book_truncate_pictures (SheafBook *book, guint n_pictures)
{
    if (book->pictures->len == n_pictures)
        return;
    g_hash_table_foreach_remove (book->by_bytes, is_outcome_behind, GUINT_TO_POINTER (n_pictures));
    g_hash_table_foreach_remove (book->by_source, is_outcome_behind, GUINT_TO_POINTER (n_pictures));
    g_hash_table_foreach_remove (book->by_sha256, is_behind, GUINT_TO_POINTER (n_pictures));
    g_ptr_array_set_size (book->pictures, (gint) n_pictures);
}

void
book_init_pictures (SheafBook *book)
{
    book->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
    book->by_sha256 = g_hash_table_new (g_str_hash, g_str_equal);
    book->by_bytes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_bytes_unref, NULL);
    book->by_source = g_hash_table_new_full (fingerprint_hash, fingerprint_equal, g_free, NULL);
}

void
book_clear_pictures (SheafBook *book)
{
    g_hash_table_unref (book->by_bytes);
    g_hash_table_unref (book->by_source);
    g_hash_table_unref (book->by_sha256);
    g_ptr_array_unref (book->pictures);
}
