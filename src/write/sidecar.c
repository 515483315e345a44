/* SPDX-License-Identifier: MIT */
#include "write.h"

#include <string.h>

/* What the sidecar says is what sidecar_apply() of read/sidecar.c takes back, to the letter. */

static const char head[] = "# What sheaf understood of the article.  Correct it and keep it beside the article as\n"
                           "# INPUT.sheaf.yaml, or name it with --meta FILE: `sheaf pack` takes it back.\n"
                           "# A key without a value means that there is nothing; [] is an empty list.\n"
                           "# \"# 60 %\" stands behind what is doubtful: so many of such guesses are right.\n";

/* Letters that a person could not see in the file, or that a reader of YAML or sheaf itself would take
 * for something else. */
static gboolean
is_hidden (gunichar c)
{
    if (c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xfffd || (c & 0xfffe) == 0xfffe)
        return TRUE;
    switch (g_unichar_type (c)) {
    case G_UNICODE_FORMAT: return c != 0x200c && c != 0x200d; /* the joiners of scripts and emoji */
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return TRUE;
    case G_UNICODE_SPACE_SEPARATOR: return c != ' ';
    default: return FALSE;
    }
}

/* Words that YAML 1.1 or 1.2 takes for null or a truth value, and numbers. */
static gboolean
has_other_meaning (const char *string)
{
    static const char *const words[] = { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_ascii_strcasecmp (string, words[i]) == 0)
            return TRUE;
    return strspn (string, "0123456789.eExX_+:") == strlen (string);
}

/* Begins with a letter or digit, so no indicator can; then only ": ", " #" and what is hidden matter. */
static gboolean
is_plain (const char *string)
{
    gunichar before = 0;

    if (!g_unichar_isalnum (g_utf8_get_char (string)) || has_other_meaning (string))
        return FALSE;
    for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (is_hidden (c) || (c == ' ' && (before == ':' || before == ' ')) || (c == '#' && before == ' '))
            return FALSE;
        before = c;
    }
    return before != ' ' && before != ':';
}

static void
append_escape (GString *yaml, gunichar c)
{
    if (c == '"' || c == '\\')
        g_string_append_printf (yaml, "\\%c", (char) c);
    else if (c == '\n')
        g_string_append (yaml, "\\n");
    else if (c == '\t')
        g_string_append (yaml, "\\t");
    else if (c < 0x100)
        g_string_append_printf (yaml, "\\x%02x", c);
    else if (c < 0x10000)
        g_string_append_printf (yaml, "\\u%04x", c);
    else
        g_string_append_printf (yaml, "\\U%08x", c);
}

/* YAML 1.2, chapter 5.7.  A run of spaces is broken by escapes, for yaml_parse() takes only short ones; a
 * mark that follows an escape is one too, lest normalisation join it with the escape's last letter. */
static void
append_quoted (GString *yaml, const char *string)
{
    gunichar before = 0;
    gboolean is_after_escape = FALSE;

    g_string_append_c (yaml, '"');
    for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        is_after_escape = c == '"' || c == '\\' || is_hidden (c) || (c == ' ' && before == ' ')
                          || (is_after_escape && g_unichar_ismark (c));
        if (is_after_escape)
            append_escape (yaml, c);
        else
            g_string_append_unichar (yaml, c);
        before = c;
    }
    g_string_append_c (yaml, '"');
}

static void
append_string (GString *yaml, const char *key, const char *string)
{
    g_string_append_printf (yaml, "%s:", key);
    if (string != NULL) {
        g_string_append_c (yaml, ' ');
        if (is_plain (string))
            g_string_append (yaml, string);
        else
            append_quoted (yaml, string);
    }
    g_string_append_c (yaml, '\n');
}

static void
append_strings (GString *yaml, const char *indent, const char *key, char **strings)
{
    g_string_append_printf (yaml, "%s%s:%s\n", indent, key, *strings == NULL ? " []" : "");
    for (; *strings != NULL; strings++) {
        g_string_append_printf (yaml, "%s  - ", indent);
        if (is_plain (*strings))
            g_string_append (yaml, *strings);
        else
            append_quoted (yaml, *strings);
        g_string_append_c (yaml, '\n');
    }
}

/* Tells the person who corrects where to look first. */
static void
mark_doubtful (GString *yaml, const char *string, guint confidence)
{
    if (string == NULL || confidence >= CONFIDENCE_DOUBTFUL)
        return;
    g_string_truncate (yaml, yaml->len - 1);
    g_string_append_printf (yaml, " # %u %%\n", confidence);
}

/* A key of a list's item; the first one opens the item. */
static void
append_item (GString *yaml, gboolean is_first, const char *key, const char *string)
{
    g_string_append (yaml, is_first ? "  - " : "    ");
    append_string (yaml, key, string);
}

static void
append_metadata (GString *yaml, const Metadata *metadata)
{
    append_string (yaml, "title", metadata->title);
    append_string (yaml, "dek", metadata->dek);
    append_strings (yaml, "", "authors", metadata->authors);
    append_string (yaml, "publication", metadata->publication);
    append_string (yaml, "dateline", metadata->dateline);
    append_string (yaml, "published", metadata->published);
    append_string (yaml, "language", metadata->language);
    append_string (yaml, "url", metadata->url);
    append_string (yaml, "rights", metadata->rights);
    append_string (yaml, "editors_note", metadata->editors_note);
}

static void
append_caption (GString *yaml, gconstpointer fact)
{
    const Caption *caption = fact;

    append_item (yaml, TRUE, "raw", caption->raw);
    append_item (yaml, FALSE, "image", caption->image);
    append_item (yaml, FALSE, "alt", caption->alt);
    append_item (yaml, FALSE, "caption", caption->caption);
    append_item (yaml, FALSE, "photographer", caption->photographer);
    append_item (yaml, FALSE, "agency", caption->agency);
    append_item (yaml, FALSE, "date", caption->date);
    append_item (yaml, FALSE, "place", caption->place);
    append_item (yaml, FALSE, "rights", caption->rights);
    if (caption->position != NULL)
        append_item (yaml, FALSE, "position", caption->position);
}

static void
append_term (GString *yaml, gconstpointer fact)
{
    const Term *term = fact;

    append_item (yaml, TRUE, "kind", term_kind_name (term->kind));
    append_item (yaml, FALSE, "term", term->term);
    mark_doubtful (yaml, term->term, term->confidence);
    append_item (yaml, FALSE, "expansion", term->expansion);
    append_item (yaml, FALSE, "definition", term->definition);
    append_item (yaml, FALSE, "stated_by", term->stated_by);
    if (term->see != NULL && *term->see != NULL)
        append_strings (yaml, "    ", "see", term->see);
}

static void
append_source (GString *yaml, gconstpointer fact)
{
    const Source *source = fact;

    append_item (yaml, TRUE, "kind", source_kind_name (source->kind));
    append_item (yaml, FALSE, "name", source->name);
    mark_doubtful (yaml, source->name, source->confidence);
    append_item (yaml, FALSE, "role", source->role);
    mark_doubtful (yaml, source->role, source->role_confidence);
    append_strings (yaml, "    ", "aliases", source->aliases);
}

static void
append_link (GString *yaml, gconstpointer fact)
{
    const Link *link = fact;

    append_item (yaml, TRUE, "url", link->url);
    append_item (yaml, FALSE, "title", link->title);
}

static void
append_list (GString *yaml, const char *key, const GPtrArray *facts, void (*append) (GString *yaml, gconstpointer fact))
{
    g_string_append_printf (yaml, "%s:%s\n", key, facts->len == 0 ? " []" : "");
    for (guint i = 0; i < facts->len; i++)
        append (yaml, g_ptr_array_index (facts, i));
}

char *
write_sidecar (const Article *article)
{
    GString *yaml = g_string_new (head);

    append_metadata (yaml, &article->metadata);
    append_list (yaml, "captions", article->captions, append_caption);
    append_list (yaml, "glossary", article->terms, append_term);
    append_list (yaml, "sources", article->sources, append_source);
    append_list (yaml, "links", article->links, append_link);
    return g_string_free (yaml, FALSE);
}
