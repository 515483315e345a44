/* SPDX-License-Identifier: MIT */
#include "collate.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

struct _Collator {
    char *language;
    UCollator *ucol;    /* NULL when ICU has no data: then bytes decide */
    UCollator *letters; /* that knows nothing of accents and case; made with the letters */
    GPtrArray *index;   /* char *, the letters of an index in their order; NULL until somebody asks */
};

static UCollator *
open_collator (const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator *ucol = ucol_open (language, &status);

    return U_FAILURE (status) ? NULL : ucol;
}

Collator *
collator_new (const char *language)
{
    Collator *collator = g_new0 (Collator, 1);
    UErrorCode status = U_ZERO_ERROR;

    collator->language = g_strdup (language);
    collator->ucol = open_collator (language);
    if (collator->ucol != NULL)
        ucol_setAttribute (collator->ucol, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    return collator;
}

void
collator_free (Collator *collator)
{
    if (collator == NULL)
        return;
    if (collator->ucol != NULL)
        ucol_close (collator->ucol);
    if (collator->letters != NULL)
        ucol_close (collator->letters);
    if (collator->index != NULL)
        g_ptr_array_unref (collator->index);
    g_free (collator->language);
    g_free (collator);
}

static int
compare (const UCollator *ucol, const char *a, const char *b)
{
    UErrorCode status = U_ZERO_ERROR;
    int order = ucol != NULL ? (int) ucol_strcollUTF8 (ucol, a, -1, b, -1, &status) : 0;

    return U_SUCCESS (status) ? order : 0;
}

int
collator_compare (const Collator *collator, const char *a, const char *b)
{
    int order = compare (collator->ucol, a, b);

    return order != 0 ? order : strcmp (a, b);
}

static void
add_letter (GPtrArray *index, const UChar *wide, int32_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    char letter[64];

    u_strToUTF8 (letter, sizeof letter, NULL, wide, length, &status);
    if (U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING)
        g_ptr_array_add (index, g_strdup (letter));
}

/* A set is of ranges of characters, and of strings where several are one letter. */
static void
add_letters (GPtrArray *index, const USet *set)
{
    for (int32_t i = 0; i < uset_getItemCount (set); i++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar32 first, last;
        UChar wide[16];
        int32_t length = uset_getItem (set, i, &first, &last, wide, G_N_ELEMENTS (wide), &status);

        for (UChar32 c = first; length == 0 && U_SUCCESS (status) && c <= last; c++) {
            int32_t n = 0;

            U16_APPEND_UNSAFE (wide, n, c);
            add_letter (index, wide, n);
        }
        if (length > 0 && U_SUCCESS (status))
            add_letter (index, wide, length);
    }
}

static gint
compare_letters (gconstpointer a, gconstpointer b, gpointer ucol)
{
    return compare (ucol, *(const char *const *) a, *(const char *const *) b);
}

static void
load_index (Collator *collator)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open (collator->language, &status);
    USet *set = uset_openEmpty ();

    collator->index = g_ptr_array_new_with_free_func (g_free);
    collator->letters = open_collator (collator->language);
    if (collator->letters != NULL)
        ucol_setStrength (collator->letters, UCOL_PRIMARY);
    if (U_SUCCESS (status))
        ulocdata_getExemplarSet (data, set, 0, ULOCDATA_ES_INDEX, &status);
    if (U_SUCCESS (status))
        add_letters (collator->index, set);
    g_ptr_array_sort_with_data (collator->index, compare_letters, collator->letters);
    uset_close (set);
    if (data != NULL)
        ulocdata_close (data);
}

/* Scripts whose characters are too many for letters. */
static gboolean
has_letters (GUnicodeScript script)
{
    return script != G_UNICODE_SCRIPT_HAN && script != G_UNICODE_SCRIPT_HANGUL && script != G_UNICODE_SCRIPT_HIRAGANA
           && script != G_UNICODE_SCRIPT_KATAKANA;
}

char *
collator_letter (Collator *collator, const char *word)
{
    gunichar first = g_utf8_get_char (word);
    const char *letter = NULL;

    if (collator->index == NULL)
        load_index (collator);
    if (!g_unichar_isalpha (first))
        return NULL;
    for (guint i = 0; i < collator->index->len; i++) {
        const char *candidate = g_ptr_array_index (collator->index, i);

        if (compare (collator->letters, candidate, word) > 0)
            break;
        letter = candidate;
    }
    if (letter != NULL && g_unichar_get_script (g_utf8_get_char (letter)) == g_unichar_get_script (first))
        return g_strdup (letter);
    return has_letters (g_unichar_get_script (first)) ? g_utf8_strup (word, g_utf8_next_char (word) - word) : NULL;
}
