/* SPDX-License-Identifier: MIT */
#include "reference.h"

#include <string.h>

#include "lang/lang.h"

/* What entries are called by what CSL calls them; all others are @misc. */
static const char *
entry_type (const char *type)
{
    static const char *const types[][2] = {
        { "article", "article" },
        { "article-journal", "article" },
        { "article-magazine", "article" },
        { "article-newspaper", "article" },
        { "book", "book" },
        { "chapter", "inbook" },
        { "dataset", "dataset" },
        { "post", "online" },
        { "post-weblog", "online" },
        { "report", "report" },
        { "thesis", "thesis" },
        { "webpage", "online" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        if (strcmp (types[i][0], type) == 0)
            return types[i][1];
    return "misc";
}

/* What the container is called: a paper's name, a book's title, or who is behind a page. */
static const char *
container_field (const char *entry)
{
    if (strcmp (entry, "article") == 0)
        return "journal";
    if (strcmp (entry, "inbook") == 0)
        return "booktitle";
    return strcmp (entry, "online") == 0 ? "organization" : "howpublished";
}

static void
append_character (GString *bibtex, gunichar c)
{
    switch (c) {
    case '\\': g_string_append (bibtex, "\\textbackslash{}"); break;
    case '~': g_string_append (bibtex, "\\textasciitilde{}"); break;
    case '^': g_string_append (bibtex, "\\textasciicircum{}"); break;
    case '{':
    case '}':
    case '%':
    case '&':
    case '#':
    case '$':
    case '_': g_string_append_printf (bibtex, "\\%c", (char) c); break;
    default: g_string_append_unichar (bibtex, c);
    }
}

static void
append_text (GString *bibtex, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
        append_character (bibtex, g_utf8_get_char (p));
}

static gboolean
has_capital (const char *word, gsize length)
{
    for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
        if (g_unichar_isupper (g_utf8_get_char (p)))
            return TRUE;
    return FALSE;
}

/* Styles that set titles in small letters leave what is in braces alone: "Ferry to {Low} {Brack}". */
static void
append_title (GString *bibtex, const char *title)
{
    for (const char *p = title; *p != '\0';) {
        gsize length = strcspn (p, " "), first = length > 0 && p == title ? (gsize) (g_utf8_next_char (p) - p) : 0;
        gboolean is_protected = has_capital (p + first, length - first);

        g_string_append (bibtex, is_protected ? "{" : "");
        append_text (bibtex, p, length);
        g_string_append (bibtex, is_protected ? "}" : "");
        p += length;
        for (; *p == ' '; p++)
            g_string_append_c (bibtex, ' ');
    }
}

/* "von Berg, Jr., Anna"; what is no person's name stays whole in braces of its own. */
static void
append_name (GString *bibtex, const char *name)
{
    if (name_is_person (name, -1)) {
        g_auto (NameForm) form = name_form (name);
        g_autofree char *family = g_strconcat (form.particle != NULL ? form.particle : "",
                                               form.particle != NULL ? " " : "", form.family, NULL);
        const char *parts[] = { family, form.suffix, form.given };

        for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
            if (parts[i] == NULL)
                continue;
            g_string_append (bibtex, i > 0 ? ", " : "");
            append_text (bibtex, parts[i], strlen (parts[i]));
        }
    } else {
        g_string_append_c (bibtex, '{');
        append_text (bibtex, name, strlen (name));
        g_string_append_c (bibtex, '}');
    }
}

static void
append_names (GString *bibtex, char **names)
{
    if (names == NULL || *names == NULL)
        return;
    g_string_append (bibtex, ",\n  author = {");
    for (guint i = 0; names[i] != NULL; i++) {
        g_string_append (bibtex, i > 0 ? " and " : "");
        append_name (bibtex, names[i]);
    }
    g_string_append_c (bibtex, '}');
}

static void
append_field (GString *bibtex, const char *name, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_string_append_printf (bibtex, ",\n  %s = {", name);
    append_text (bibtex, value, strlen (value));
    g_string_append_c (bibtex, '}');
}

/* As it is: programs take it so. */
static void
append_plain (GString *bibtex, const char *name, const char *value, gsize length)
{
    if (value != NULL && length > 0)
        g_string_append_printf (bibtex, ",\n  %s = {%.*s}", name, (int) length, value);
}

/* biblatex reads the date, and BibTeX the year. */
static void
append_dates (GString *bibtex, const Reference *reference)
{
    if (reference->issued != NULL) {
        append_plain (bibtex, "date", reference->issued, strcspn (reference->issued, "T"));
        append_plain (bibtex, "year", reference->issued, strcspn (reference->issued, "-"));
    }
    if (reference->accessed != NULL)
        append_plain (bibtex, "urldate", reference->accessed, strcspn (reference->accessed, "T"));
}

static void
append_language (GString *bibtex, const char *tag)
{
    g_autofree char *primary = tag != NULL ? g_strndup (tag, strcspn (tag, "-")) : NULL;
    g_autofree char *name = primary != NULL ? language_name (primary, "en") : NULL;
    g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : NULL;

    append_field (bibtex, "langid", lower);
}

/* What the entry's name does not say of the kind: that a paper's article is one, that a misc is an interview. */
static void
append_kind (GString *bibtex, const char *entry, const char *type)
{
    g_autofree char *words = g_strdelimit (g_strdup (type), "_", ' ');

    if (strcmp (type, "article-newspaper") == 0 || strcmp (type, "article-magazine") == 0)
        append_field (bibtex, "entrysubtype", type + strlen ("article-"));
    else if (strcmp (entry, "misc") == 0 && strcmp (type, "document") != 0)
        append_field (bibtex, "type", words);
}

static void
append_entry (GString *bibtex, const Reference *reference)
{
    const char *type = entry_type (reference->type);

    g_string_append_printf (bibtex, "@%s{%s", type, reference->id);
    append_names (bibtex, reference->authors);
    if (reference->title != NULL) {
        g_string_append (bibtex, ",\n  title = {");
        append_title (bibtex, reference->title);
        g_string_append_c (bibtex, '}');
    }
    append_kind (bibtex, type, reference->type);
    append_field (bibtex, container_field (type), reference->container);
    append_field (bibtex, "publisher", reference->publisher);
    append_dates (bibtex, reference);
    append_plain (bibtex, "url", reference->url, reference->url != NULL ? strlen (reference->url) : 0);
    append_language (bibtex, reference->language);
    append_field (bibtex, "abstract", reference->summary);
    append_field (bibtex, "note", reference->note->str);
    g_string_append (bibtex, "\n}\n");
}

char *
references_bibtex (const References *references)
{
    GString *bibtex = g_string_new (NULL);

    for (guint i = 0; i < references->items->len; i++) {
        g_string_append (bibtex, i > 0 ? "\n" : "");
        append_entry (bibtex, g_ptr_array_index (references->items, i));
    }
    return g_string_free (bibtex, FALSE);
}
