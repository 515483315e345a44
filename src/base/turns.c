/* SPDX-License-Identifier: MIT */
#include "turns.h"

#define SIZE 3 /* bytes that each of them has in UTF-8 */
#define POP_EMBEDDING "\xe2\x80\xac"
#define POP_ISOLATE "\xe2\x81\xa9"

gboolean
turns_is_control (const char *text, const char *end)
{
    gunichar c = end - text >= SIZE && (guchar) *text == TURNS_FIRST_BYTE ? g_utf8_get_char (text) : 0;

    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_open (const Turns *turns, guint depth)
{
    return turns->n_open > 0 && turns->open[turns->n_open - 1].depth == depth;
}

static void
turn_back (Turns *turns, GString *out)
{
    g_string_append (out, turns->open[--turns->n_open].isolates ? POP_ISOLATE : POP_EMBEDDING);
}

static void
open_turn (Turns *turns, GString *out, guint depth, const char *text, gboolean isolates)
{
    if (turns->n_open == TURNS_LIMIT) {
        turns->n_mended++;
        return;
    }
    turns->open[turns->n_open].depth = depth;
    turns->open[turns->n_open++].isolates = isolates;
    g_string_append_len (out, text, SIZE);
}

static void
close_embedding (Turns *turns, GString *out, guint depth)
{
    if (is_open (turns, depth) && !turns->open[turns->n_open - 1].isolates)
        turn_back (turns, out);
    else
        turns->n_mended++;
}

/* With what is open in it. */
static void
close_isolate (Turns *turns, GString *out, guint depth)
{
    guint i = turns->n_open;

    while (i > 0 && turns->open[i - 1].depth == depth && !turns->open[i - 1].isolates)
        i--;
    if (i == 0 || turns->open[i - 1].depth != depth) {
        turns->n_mended++;
        return;
    }
    turns->n_mended += turns->n_open - i;
    while (turns->n_open >= i)
        turn_back (turns, out);
}

gsize
turns_take (Turns *turns, GString *out, guint depth, const char *text, const char *end)
{
    gunichar c;

    if (!turns_is_control (text, end))
        return 0;
    c = g_utf8_get_char (text);
    if (c == 0x202c)
        close_embedding (turns, out, depth);
    else if (c == 0x2069)
        close_isolate (turns, out, depth);
    else
        open_turn (turns, out, depth, text, c >= 0x2066);
    return SIZE;
}

void
turns_end (Turns *turns, GString *out, guint depth)
{
    for (; is_open (turns, depth); turns->n_mended++)
        turn_back (turns, out);
}
