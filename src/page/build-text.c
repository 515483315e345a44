/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "build-state.h"

/* Text on its way into a block: words, the white space between them, and lines of code. */

/* White space at `p`: a space, or one of the two that do not break; else 0. */
static gunichar
space_at (const char *p, const char *end)
{
    if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
        return ' ';
    if ((guchar) *p == 0xc2 && end - p >= 2 && (guchar) p[1] == 0xa0)
        return 0xa0;
    if ((guchar) *p == 0xe2 && end - p >= 3 && (guchar) p[1] == 0x80 && (guchar) p[2] == 0xaf)
        return 0x202f;
    return 0;
}

static gboolean
is_invisible (const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c) && c != 0xad && !char_is_forbidden (c))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_suspect (const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar) text[i];

        if (c < 0x20 || c == 0x7f || c == 0xc2 || c == 0xef)
            return TRUE;
    }
    return FALSE;
}

static void
append_clean (Builder *builder, const char *text, gsize length)
{
    Node *parent = builder_make_inlines (builder);
    const char *end = text + length;

    if (!is_suspect (text, length)) {
        builder_append_run (builder, parent, text, length);
        return;
    }
    for (const char *p = text, *next; p < end; p = next) {
        next = g_utf8_next_char (p);
        if (!char_is_forbidden (g_utf8_get_char (p)))
            builder_append_run (builder, parent, p, (gsize) (next - p));
    }
}

static void
add_word (Builder *builder, const char *word, gsize length)
{
    if ((builder->block == NULL || is_suspect (word, length)) && is_invisible (word, length))
        return;
    builder_settle (builder);
    append_clean (builder, word, length);
}

/* A run of white space is one space; one that does not break stays what it is when it stands alone. */
static void
add_space (Builder *builder, gunichar space)
{
    if (builder->block == NULL || builder->n_breaks > 0)
        return;
    builder->space = builder->space == 0 || builder->space == space ? space : ' ';
}

/* A stretch of a line of preformatted text. */
static void
add_line (Builder *builder, const char *text, gsize length)
{
    if (text_is_blank (text, (gssize) length)) {
        g_string_append_len (builder->indent, text, (gssize) length);
        return;
    }
    builder_settle (builder);
    if (builder->indent->len > 0)
        append_clean (builder, builder->indent->str, builder->indent->len);
    g_string_truncate (builder->indent, 0);
    append_clean (builder, text, length);
}

static void
add_preformatted (Builder *builder, const char *text, gsize length)
{
    const char *end = text + length;

    for (const char *p = text, *stop; p < end; p = stop + 1) {
        stop = memchr (p, '\n', (gsize) (end - p));
        if (stop == NULL)
            stop = end;
        add_line (builder, p, (gsize) (stop - p));
        if (stop < end)
            builder_break (builder);
    }
}

void
builder_text (Builder *builder, const char *text, gsize length)
{
    const char *p = text, *end = text + length;

    if (builder->want.kind == NODE_PREFORMATTED) {
        add_preformatted (builder, text, length);
        return;
    }
    while (p < end) {
        gunichar space = space_at (p, end);
        const char *word = p;

        if (space != 0) {
            add_space (builder, space);
            p = g_utf8_next_char (p);
            continue;
        }
        while (p < end && space_at (p, end) == 0)
            p++;
        add_word (builder, word, (gsize) (p - word));
    }
}

void
builder_break (Builder *builder)
{
    g_string_truncate (builder->indent, 0);
    builder->space = 0;
    builder->n_breaks++;
}
