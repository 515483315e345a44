/* SPDX-License-Identifier: MIT */
#include "identity.h"

#include <string.h>

static void
bytes_from_hex (const char *hex, guint8 *bytes, gsize n_bytes)
{
    for (gsize i = 0; i < n_bytes; i++)
        bytes[i] = (guint8) text_hex_byte (hex + 2 * i);
}

const char *
identity_of_article (const Article *article, Arena *arena)
{
    guint8 digest[32];
    g_autofree char *base64 = NULL;

    if (article->metadata.url != NULL)
        return article->metadata.url;
    bytes_from_hex (article->origin.sha256, digest, sizeof digest);
    base64 = g_base64_encode (digest, sizeof digest);
    g_strdelimit (base64, "+", '-');
    g_strdelimit (base64, "/", '_');
    return arena_printf (arena, "ni:///sha-256;%.*s", (int) strcspn (base64, "="), base64);
}

const char *
identity_of_book (const SheafBook *book, Arena *arena)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < book_n_chapters (book); i++) {
        const char *name = identity_of_article (g_ptr_array_index (book->articles, i), arena);

        g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name);
    }
    return arena_take (arena, uuid_of_url (names->str));
}

static GDateTime *
parse_day (const char *iso)
{
    g_autofree char *midnight = g_strdup_printf ("%.10sT00:00:00Z", iso);

    return g_date_time_new_from_iso8601 (midnight, NULL);
}

/* A time without seconds is one to ISO 8601, but neither to GLib nor to EPUB: there the day must do.  NULL
 * for a month or a year. */
static GDateTime *
parse_date (const char *iso)
{
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    GDateTime *date = g_date_time_new_from_iso8601 (iso, utc);

    return date != NULL || strlen (iso) < 10 ? date : parse_day (iso);
}

/* Not g_date_time_format(), which writes the year 987 with three digits. */
static const char *
format_date (GDateTime *date, Arena *arena)
{
    g_autoptr (GDateTime) utc = g_date_time_to_utc (date);

    if (utc == NULL)
        return NULL;
    return arena_printf (arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (utc),
                         g_date_time_get_month (utc), g_date_time_get_day_of_month (utc), g_date_time_get_hour (utc),
                         g_date_time_get_minute (utc), g_date_time_get_second (utc));
}

const char *
identity_date (const char *iso, Arena *arena)
{
    g_autoptr (GDateTime) date = parse_date (iso);

    return date != NULL ? format_date (date, arena) : iso;
}

/* The text of such a date sorts as the date does. */
static const char *
latest_date (const SheafBook *book, Arena *arena)
{
    const char *latest = NULL;

    for (guint i = 0; i < book_n_chapters (book); i++) {
        const Article *article = g_ptr_array_index (book->articles, i);
        g_autoptr (GDateTime) date =
            article->metadata.published != NULL ? parse_date (article->metadata.published) : NULL;
        const char *text = date != NULL ? format_date (date, arena) : NULL;

        if (text != NULL && (latest == NULL || strcmp (text, latest) > 0))
            latest = text;
    }
    return latest;
}

const char *
identity_modified (const SheafBook *book, Arena *arena)
{
    g_autoptr (GDateTime) given = g_date_time_new_from_unix_utc (book->options.modified);
    const char *latest;

    if (book->options.modified >= 0 && given != NULL)
        return format_date (given, arena);
    latest = latest_date (book, arena);
    return latest != NULL ? latest : "1980-01-01T00:00:00Z";
}
