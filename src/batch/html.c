/* SPDX-License-Identifier: MIT */
#include "html.h"

#include "base/base.h"

static const char *
entity_of (gunichar c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return char_is_forbidden (c) ? "" : NULL;
    }
}

void
html_text (GString *html, const char *text)
{
    const char *start = text;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        const char *entity = entity_of (g_utf8_get_char (p));

        if (entity == NULL)
            continue;
        g_string_append_len (html, start, p - start);
        g_string_append (html, entity);
        start = g_utf8_next_char (p);
    }
    g_string_append (html, start);
}

void
html_element (GString *html, const char *name, const char *class, const char *text)
{
    if (text == NULL)
        return;
    g_string_append_printf (html, "<%s", name);
    if (class != NULL)
        g_string_append_printf (html, " class=\"%s\"", class);
    g_string_append (html, " dir=\"auto\">");
    html_text (html, text);
    g_string_append_printf (html, "</%s>", name);
}

char *
format_number (guint64 n)
{
    g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
    GString *number = g_string_new (digits);

    for (gssize at = (gssize) number->len - 3; at > 0; at -= 3)
        g_string_insert_c (number, at, ',');
    return g_string_free (number, FALSE);
}

/* Two digits at least: "1.2 s", but "12 s". */
static char *
format_part (guint64 n, guint64 unit, const char *name)
{
    guint64 tenths = (n * 10 + unit / 2) / unit;

    if (tenths >= 100 || tenths % 10 == 0) {
        g_autofree char *number = format_number ((tenths + 5) / 10);

        return g_strconcat (number, "\u00a0", name, NULL);
    }
    return g_strdup_printf ("%u.%u\u00a0%s", (guint) tenths / 10, (guint) tenths % 10, name);
}

char *
format_bytes (guint64 n)
{
    static const char *const names[] = { "bytes", "kB", "MB", "GB", "TB" };
    guint64 unit = 1;
    guint i = 0;

    for (; i + 1 < G_N_ELEMENTS (names) && n >= unit * 1000; i++)
        unit *= 1000;
    return format_part (MIN (n, G_MAXUINT64 / 20), unit, names[i]);
}

char *
format_milliseconds (guint64 n)
{
    return n < 1000 ? format_part (n, 1, "ms") : format_part (MIN (n, G_MAXUINT64 / 20), 1000, "s");
}

char *
format_count (guint64 n, const char *one, const char *many)
{
    g_autofree char *number = format_number (n);

    return g_strconcat (number, "\u00a0", n == 1 ? one : many, NULL);
}
