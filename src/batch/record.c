/* SPDX-License-Identifier: MIT */
#include "record.h"

#include <string.h>

#include "entry.h"
#include "name.h"

static const char *
clean (Arena *arena, const char *text)
{
    char *made = text != NULL ? arena_take (arena, text_clean (text, -1)) : NULL;

    return made != NULL && made[0] != '\0' ? made : NULL;
}

/* Who are more than these are not found by their names, but a list of ten thousand helps nobody. */
#define MOST_AUTHORS 20

static char **
clean_authors (Arena *arena, const GPtrArray *authors)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    for (guint i = 0; i < MIN (authors->len, MOST_AUTHORS); i++) {
        const char *name = clean (arena, g_ptr_array_index (authors, i));

        if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, (gpointer) name);
    }
    return arena_strv (arena, names);
}

static void
take (Record *record, Arena *arena, const JournalEntry *entry)
{
    *record = (Record){
        .output = clean (arena, entry->output),
        .title = clean (arena, entry->title),
        .publication = clean (arena, entry->publication),
        .published = clean (arena, entry->published),
        .language = clean (arena, entry->language),
        .dek = clean (arena, entry->dek),
        .identifier = clean (arena, entry->identifier),
        .authors = clean_authors (arena, entry->authors),
        .publications = arena_alloc (arena, 2 * sizeof (char *)),
        .size = entry->size,
    };
    record->publications[0] = (char *) record->publication;
}

gboolean
record_parse (Record *record, Arena *arena, char *line)
{
    JournalEntry entry;
    gboolean is_whole;

    entry_init (&entry);
    is_whole = entry_read (&entry, line) && entry.is_done;
    if (is_whole)
        take (record, arena, &entry);
    entry_clear (&entry);
    return is_whole && record->output != NULL && strchr (record->output, '/') == NULL
           && name_is_of_book (record->output) && record->title != NULL && record->identifier != NULL;
}

/* ---- dates ---- */

gint64
record_time (const char *published)
{
    gsize length = published != NULL ? strlen (published) : 0;
    const char *rest = length == 4    ? "-01-01T00:00:00Z"
                       : length == 7  ? "-01T00:00:00Z"
                       : length == 10 ? "T00:00:00Z"
                                      : "";
    g_autofree char *whole = g_strconcat (published != NULL ? published : "", rest, NULL);
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, utc);

    return time != NULL ? g_date_time_to_unix (time) : G_MININT64;
}
