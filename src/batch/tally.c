/* SPDX-License-Identifier: MIT */
#include "tally.h"

#include <string.h>

/* Nobody reads the names of more, and a journal may have a hundred thousand. */
#define MOST_NAMES 5000

/* Bytes of a name that count. */
#define MOST_BYTES 400

void
tally_init (Tally *tally)
{
    *tally = (Tally){
        .timeline = timeline_new (),
        .codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
        .publications = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    };
}

void
tally_clear (Tally *tally)
{
    g_clear_pointer (&tally->timeline, timeline_free);
    g_clear_pointer (&tally->codes, g_hash_table_unref);
    g_clear_pointer (&tally->publications, g_hash_table_unref);
}

/* ---- names ---- */

/* The one of that name; NULL: it is new, and there are too many. */
static TallyName *
find_name (GHashTable *names, const char *name)
{
    TallyName *found = g_hash_table_lookup (names, name);
    char *copy;

    if (found != NULL || g_hash_table_size (names) >= MOST_NAMES || strlen (name) > MOST_BYTES)
        return found;
    copy = g_strdup (name);
    found = g_new0 (TallyName, 1);
    found->name = copy;
    g_hash_table_insert (names, copy, found);
    return found;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
    const TallyName *x = *(const TallyName *const *) a, *y = *(const TallyName *const *) b;

    if (x->severity != y->severity)
        return x->severity < y->severity ? 1 : -1;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return strcmp (x->name, y->name);
}

GPtrArray *
tally_sort (GHashTable *names)
{
    GPtrArray *sorted = g_ptr_array_new ();
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init (&iter, names);
    while (g_hash_table_iter_next (&iter, NULL, &name))
        g_ptr_array_add (sorted, name);
    g_ptr_array_sort (sorted, compare_names);
    return sorted;
}

/* ---- notes ---- */

TallySeverity
tally_severity_of (const EntryNote *note)
{
    return strcmp (note->severity, "loss") == 0      ? TALLY_LOSS
           : strcmp (note->severity, "warning") == 0 ? TALLY_WARNING
                                                     : TALLY_INFO;
}

TallySeverity
tally_severity (const JournalEntry *entry)
{
    TallySeverity worst = TALLY_INFO;

    for (guint i = 0; i < entry->notes->len; i++)
        worst = MAX (worst, tally_severity_of (&g_array_index (entry->notes, EntryNote, i)));
    return worst;
}

static void
add_notes (Tally *tally, const GArray *notes)
{
    for (guint i = 0; i < notes->len; i++) {
        const EntryNote *note = &g_array_index (notes, EntryNote, i);
        TallyName *code = find_name (tally->codes, note->code);

        tally->n_notes[tally_severity_of (note)]++;
        if (code == NULL)
            continue;
        code->severity = tally_severity_of (note);
        code->n++;
        code->n_books += code->last_line != tally->n_lines ? 1 : 0;
        code->last_line = tally->n_lines;
    }
}

/* ---- books ---- */

static void
add_publication (Tally *tally, const char *publication)
{
    TallyName *name = find_name (tally->publications, publication);

    if (name != NULL)
        name->n++;
    else
        tally->n_of_others++;
}

static void
add_book (Tally *tally, const JournalEntry *entry)
{
    tally->n_books++;
    tally->n_articles += entry->n_articles;
    tally->n_words += entry->n_words;
    tally->n_pictures += entry->n_pictures;
    tally->n_captions += entry->n_captions;
    tally->n_terms += entry->n_terms;
    tally->n_sources += entry->n_sources;
    histogram_add (&tally->sizes, entry->size);
    histogram_add (&tally->words, entry->n_words / MAX (entry->n_articles, 1));
    timeline_add (tally->timeline, entry->published);
    if (entry->publication != NULL)
        add_publication (tally, entry->publication);
}

void
tally_add (Tally *tally, const JournalEntry *entry)
{
    tally->n_lines++;
    if (entry->is_done)
        add_book (tally, entry);
    else
        tally->n_failed++;
    add_notes (tally, entry->notes);
}
