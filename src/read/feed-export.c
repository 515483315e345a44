/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "feed.h"

/* Exports of weblogs are feeds with all that a weblog is made of, as its editors wrote it: shortcodes in brackets, and
 * paragraphs that are no more than lines. */

/* Longer tags are none. */
#define TAG_SIZE 4000

static char *
field (const DomNode *parent, const char *name)
{
    for (const DomNode *node = parent->first; node != NULL; node = node->next)
        if (node->kind == DOM_ELEMENT && node->space == DOM_OTHER && strcmp (node->name, name) == 0)
            return dom_text (node);
    return NULL;
}

gboolean
export_has_article (const DomNode *entry)
{
    static const char *const others[] = { "attachment",       "custom_css",    "nav_menu_item", "revision",
                                          "wp_global_styles", "wp_navigation", "wp_template",   NULL };
    g_autofree char *type = field (entry, "post_type");

    return type == NULL || !g_strv_contains (others, type);
}

GHashTable *
export_read_authors (const DomNode *head)
{
    GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

    for (const DomNode *node = head->first; node != NULL; node = node->next) {
        g_autofree char *login = NULL, *name = NULL;

        if (node->kind != DOM_ELEMENT || node->space != DOM_OTHER || strcmp (node->name, "author") != 0)
            continue;
        login = field (node, "author_login");
        name = field (node, "author_display_name");
        if (login != NULL && name != NULL && !text_is_blank (name, -1))
            g_hash_table_insert (names, g_steal_pointer (&login), g_steal_pointer (&name));
    }
    return names;
}

void
export_name_authors (GHashTable *names, FeedEntry *entry)
{
    for (guint i = 0; i < entry->authors->len; i++) {
        char *name = g_hash_table_lookup (names, g_ptr_array_index (entry->authors, i));

        if (name != NULL)
            entry->authors->pdata[i] = name;
    }
}

static gboolean
has (FeedText text, const char *part)
{
    return memmem (text.string, text.length, part, strlen (part)) != NULL;
}

gboolean
export_is_written (FeedText text)
{
    return has (text, "[caption ") || has (text, "[gallery")
           || (has (text, "\n\n") && !has (text, "<p>") && !has (text, "<p ") && !has (text, "<br")
               && !has (text, "<div") && !has (text, "<pre"));
}

/* How far it is from `p` to behind the mark, on the same line; 0: it is not there. */
static gsize
behind (const char *p, char mark)
{
    for (gsize i = 0; i < TAG_SIZE && p[i] != '\0' && p[i] != '\n'; i++)
        if (p[i] == mark)
            return i + 1;
    return 0;
}

/* The length of the tag that begins at `p`, "[name ...]" or "[/name]"; 0: it is none. */
static gsize
tag_length (const char *p, const char *name)
{
    gsize n = strlen (name);

    return strncmp (p, name, n) == 0 && (p[n] == ' ' || p[n] == ']') ? behind (p, ']') : 0;
}

/* "[caption ...]<img> text[/caption]" is a figure; other shortcodes say nothing of their own. */
static gsize
append_shortcode (GString *html, const char *p, gboolean *is_caption)
{
    static const char *const names[] = { "[caption", "[/caption", "[gallery", "[embed", "[/embed" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        gsize length = tag_length (p, names[i]), image;

        if (length == 0)
            continue;
        if (i == 0 && !*is_caption) {
            image = behind (p + length, '>');
            if (image > 0 && g_str_has_prefix (p + length, "<a "))
                image += behind (p + length + image, '>');
            image += g_str_has_prefix (p + length + image, "</a>") ? strlen ("</a>") : 0;
            g_string_append_printf (html, "<figure>%.*s<figcaption>", (int) image, p + length);
            *is_caption = TRUE;
            return length + image;
        }
        if (i == 1 && *is_caption) {
            g_string_append (html, "</figcaption></figure>");
            *is_caption = FALSE;
        }
        return length;
    }
    return 0;
}

void
export_append (GString *html, FeedText text)
{
    g_autofree char *copy = g_strndup (text.string, text.length);
    gboolean is_caption = FALSE, has_paragraphs = has (text, "<p>") || has (text, "<p ");

    for (const char *p = copy; *p != '\0';) {
        gsize length = *p == '[' ? append_shortcode (html, p, &is_caption) : 0;

        if (length == 0 && *p == '\n' && p[1] == '\n' && !has_paragraphs && !is_caption) {
            g_string_append (html, "\n<p>");
            length = strspn (p, "\n");
        } else if (length == 0) {
            length = 1 + strcspn (p + 1, "[\n");
            g_string_append_len (html, p, (gssize) length);
        }
        p += length;
    }
    if (is_caption)
        g_string_append (html, "</figcaption></figure>");
}
