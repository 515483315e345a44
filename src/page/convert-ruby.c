/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"

/* A stretch of a ruby annotation: base text, or the reading of what is before it. */
typedef struct {
    char *text;
    gboolean is_reading;
} Stretch;

static void
clear_stretch (gpointer data)
{
    g_free (((Stretch *) data)->text);
}

static gboolean
is_reading (const DomNode *node)
{
    return node->tag == DOM_TAG_RT || node->tag == DOM_TAG_RTC;
}

/* The stretches of the element in their order; `rp` is for those who do not know ruby. */
static GArray *
read_stretches (Converter *converter, const DomNode *ruby)
{
    GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

    g_array_set_clear_func (stretches, clear_stretch);
    for (const DomNode *node = ruby->first, *next; node != NULL; node = next) {
        gboolean is_whole = node->tag == DOM_TAG_RT || node->tag == DOM_TAG_RB || node->kind != DOM_ELEMENT
                            || (node->tag == DOM_TAG_RTC && dom_find (node, DOM_TAG_RT) == NULL);
        Stretch stretch = { NULL, is_reading (node) };
        g_autofree char *text = NULL;

        next = is_whole || node->tag == DOM_TAG_RP ? dom_skip (node, ruby) : dom_next (node, ruby);
        if (!is_whole || node->kind == DOM_COMMENT)
            continue;
        convert_take_all (converter, node, TRUE);
        text = node->kind == DOM_TEXT ? g_strndup (node->text, node->length) : dom_text (node);
        stretch.text = text_clean (text, -1);
        if (*stretch.text != '\0')
            g_array_append_val (stretches, stretch);
        else
            g_free (stretch.text);
    }
    return stretches;
}

static guint
count_alike (const GArray *stretches, guint from)
{
    guint i = from;

    while (i < stretches->len
           && g_array_index (stretches, Stretch, i).is_reading == g_array_index (stretches, Stretch, from).is_reading)
        i++;
    return i - from;
}

static char *
join (const GArray *stretches, guint from, guint length)
{
    GString *text = g_string_new (NULL);

    for (guint i = from; i < from + length; i++)
        g_string_append (text, g_array_index (stretches, Stretch, i).text);
    return g_string_free (text, FALSE);
}

static void
append_pair (Arena *arena, Node *ruby, const char *base, const char *reading)
{
    node_append_text (arena, ruby, base);
    node_append_text (arena, node_append_new (arena, ruby, NODE_PARENTHESIS), "(");
    node_append_text (arena, node_append_new (arena, ruby, NODE_READING), reading);
    node_append_text (arena, node_append_new (arena, ruby, NODE_PARENTHESIS), ")");
}

/* As many bases as readings belong to each other one by one, else all to all. */
static void
append_group (Arena *arena, Node *ruby, const GArray *stretches, guint from, guint n_bases, guint n_readings)
{
    gboolean is_paired = n_bases == n_readings;

    for (guint i = 0; i < (is_paired ? n_bases : 1); i++) {
        g_autofree char *base = join (stretches, from + i, is_paired ? 1 : n_bases);
        g_autofree char *reading = join (stretches, from + n_bases + i, is_paired ? 1 : n_readings);

        append_pair (arena, ruby, base, reading);
    }
}

gboolean
convert_ruby (Converter *converter, Frame *frame)
{
    g_autoptr (GArray) stretches = read_stretches (converter, frame->element);
    Node *ruby = node_new (converter->arena, NODE_RUBY);
    guint i = 0;

    while (i < stretches->len) {
        guint n = count_alike (stretches, i), n_readings = i + n < stretches->len ? count_alike (stretches, i + n) : 0;

        if (g_array_index (stretches, Stretch, i).is_reading || n_readings == 0) /* neither has a partner */
            break;
        append_group (converter->arena, ruby, stretches, i, n, n_readings);
        i += n + n_readings;
    }
    if (ruby->first != NULL)
        builder_add_inline (converter->builder, ruby);
    for (; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index (stretches, Stretch, i);

        builder_text (converter->builder, stretch->text, strlen (stretch->text));
    }
    return FALSE;
}
