/* SPDX-License-Identifier: MIT */
#include "nearest.h"

#include <string.h>

/* Longer than any word that is known, and by more than a slip of the pen. */
#define WORD_LENGTH 16

/* The number of changes, an exchange of two neighbours among them, that make `a` of `b`: the distance of
 * Damerau (1964), by optimal string alignment. */
static guint
count_slips (const char *a, const char *b)
{
    guint length = (guint) strlen (b);
    guint before[WORD_LENGTH + 1], above[WORD_LENGTH + 1] = { 0 }, row[WORD_LENGTH + 1];

    for (guint k = 0; k <= length; k++)
        row[k] = k;
    for (guint i = 1; a[i - 1] != '\0'; i++) {
        memcpy (before, above, sizeof before);
        memcpy (above, row, sizeof above);
        row[0] = i;
        for (guint k = 1; k <= length; k++) {
            guint change = above[k - 1] + (g_ascii_tolower (a[i - 1]) != b[k - 1]);

            row[k] = MIN (change, MIN (above[k], row[k - 1]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[k] = MIN (row[k], before[k - 2] + 1);
        }
    }
    return row[length];
}

const char *
nearest_word (const char *word, const char *const *words, guint n_words)
{
    const char *nearest = NULL;
    guint fewest = strlen (word) > 5 ? 3 : 2;

    if (strlen (word) > WORD_LENGTH)
        return NULL;
    for (guint i = 0; i < n_words; i++) {
        guint n_slips = count_slips (word, words[i]);

        if (n_slips < fewest) {
            fewest = n_slips;
            nearest = words[i];
        }
    }
    return nearest;
}
