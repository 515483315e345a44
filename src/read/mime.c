/* SPDX-License-Identifier: MIT */
#include "mime.h"

#include <string.h>

/* The end of the line that begins at p, its line end not included; *next is where the following one begins. */
static const char *
end_of_line (const char *p, const char *end, const char **next)
{
    const char *feed = memchr (p, '\n', (gsize) (end - p));

    *next = feed != NULL ? feed + 1 : end;
    if (feed == NULL)
        return end;
    return feed > p && feed[-1] == '\r' ? feed - 1 : feed;
}

/* The length of a field's name, or 0 for a line that is no field. */
static gsize
name_length (const char *line, const char *end)
{
    const char *p = line;

    while (p < end && g_ascii_isgraph (*p) && *p != ':')
        p++;
    return p < end && *p == ':' ? (gsize) (p - line) : 0;
}

/* Whoever takes a value for text may step over characters, and must not step beyond its end. */
static void
add_field (MimeHeader *header, char **name, GString *value)
{
    if (*name != NULL && !g_hash_table_contains (header, *name))
        g_hash_table_insert (header, g_steal_pointer (name), g_strstrip (g_utf8_make_valid (value->str, -1)));
    g_clear_pointer (name, g_free);
    g_string_truncate (value, 0);
}

MimeHeader *
mime_read_header (const char **p, const char *end)
{
    MimeHeader *header = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GString) value = g_string_new (NULL);
    g_autofree char *name = NULL;
    const char *line = *p, *next;

    for (; line < end; line = next) {
        const char *line_end = end_of_line (line, end, &next);
        gsize length = name_length (line, line_end);

        if (line == line_end) {
            line = next;
            break;
        }
        if (name != NULL && (*line == ' ' || *line == '\t')) {
            g_string_append_len (value, line, line_end - line);
            continue;
        }
        add_field (header, &name, value);
        if (length == 0)
            break;
        name = g_ascii_strdown (line, (gssize) length);
        g_string_append_len (value, line + length + 1, line_end - line - (gssize) length - 1);
    }
    add_field (header, &name, value);
    *p = line;
    return header;
}

const char *
mime_field (MimeHeader *header, const char *name)
{
    return g_hash_table_lookup (header, name);
}

gboolean
mime_field_is (MimeHeader *header, const char *name, const char *value)
{
    const char *field = mime_field (header, name);
    gsize length = strlen (value);

    if (field == NULL || !text_has_prefix_ci (field, value))
        return FALSE;
    return g_str_has_suffix (value, "/") || field[length] == '\0' || strchr ("; \t", field[length]) != NULL;
}

/* A token or a quoted string; steps over it. */
static char *
take_value (const char **p)
{
    GString *value = g_string_new (NULL);
    gboolean is_quoted = **p == '"';

    *p += is_quoted ? 1 : 0;
    while (**p != '\0' && (is_quoted ? **p != '"' : strchr ("; \t", **p) == NULL)) {
        if (is_quoted && **p == '\\' && (*p)[1] != '\0')
            (*p)++;
        g_string_append_c (value, *(*p)++);
    }
    return g_string_free (value, FALSE);
}

/* A parameter behind the semicolon at *p; steps to where the next one may be looked for.  NULL: it is not the one
 * of that name. */
static char *
take_parameter (const char **p, const char *name)
{
    const char *key = *p + 1 + strspn (*p + 1, " \t"), *equals;
    gsize length = strcspn (key, "=; \t");
    g_autofree char *value = NULL;

    equals = key + length + strspn (key + length, " \t");
    *p = key;
    if (*equals != '=')
        return NULL;
    *p = equals + 1 + strspn (equals + 1, " \t");
    value = take_value (p);
    return length == strlen (name) && g_ascii_strncasecmp (key, name, length) == 0 ? g_steal_pointer (&value) : NULL;
}

char *
mime_parameter (MimeHeader *header, const char *field, const char *name)
{
    const char *p = mime_field (header, field);
    char *value = NULL;

    for (p = p != NULL ? strchr (p, ';') : NULL; p != NULL && value == NULL; p = strchr (p, ';'))
        value = take_parameter (&p, name);
    return value;
}

/* An encoded word, "=?charset?Q?text?=", taken apart. */
typedef struct {
    char *charset;
    GString *bytes;
} Word;

static void
decode_q (GString *bytes, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        int escaped = text[i] == '=' && i + 2 < length ? text_hex_byte (text + i + 1) : -1;

        if (escaped >= 0)
            g_string_append_c (bytes, (char) escaped);
        else
            g_string_append_c (bytes, text[i] == '_' ? ' ' : text[i]);
        i += escaped >= 0 ? 2 : 0;
    }
}

static void
decode_b (GString *bytes, const char *text, gsize length)
{
    g_autofree char *encoded = g_strndup (text, length);
    gsize n_bytes;
    g_autofree guchar *decoded = g_base64_decode (encoded, &n_bytes);

    g_string_append_len (bytes, (const char *) decoded, (gssize) n_bytes);
}

/* The length of the encoded word at p, or 0; sets where its three parts end. */
static gsize
word_length (const char *p, gsize ends[3])
{
    gsize at = 2;

    if (strncmp (p, "=?", 2) != 0)
        return 0;
    for (guint i = 0; i < 3; i++) {
        at += strcspn (p + at, "? ");
        if (p[at] != '?')
            return 0;
        ends[i] = at++;
    }
    return p[at] == '=' && ends[1] == ends[0] + 2 && strchr ("QqBb", p[ends[0] + 1]) != NULL ? at + 1 : 0;
}

static void
flush_word (GString *text, Word *word)
{
    const char *charset = word->charset != NULL ? word->charset : "UTF-8";
    g_autofree char *utf8 = NULL;

    utf8 =
        g_convert_with_fallback (word->bytes->str, (gssize) word->bytes->len, "UTF-8", charset, "?", NULL, NULL, NULL);
    if (utf8 == NULL)
        utf8 = g_utf8_make_valid (word->bytes->str, (gssize) word->bytes->len);
    g_string_append (text, utf8);
    g_string_truncate (word->bytes, 0);
    g_clear_pointer (&word->charset, g_free);
}

/* Words in one charset are joined before they are converted: some programs cut within a letter. */
static void
add_word (GString *text, Word *word, const char *p, const gsize ends[3])
{
    g_autofree char *charset = g_strndup (p + 2, MIN (strcspn (p + 2, "*"), ends[0] - 2));

    if (word->charset != NULL && g_ascii_strcasecmp (word->charset, charset) != 0)
        flush_word (text, word);
    if (word->charset == NULL)
        word->charset = g_steal_pointer (&charset);
    if (g_ascii_toupper (p[ends[0] + 1]) == 'Q')
        decode_q (word->bytes, p + ends[1] + 1, ends[2] - ends[1] - 1);
    else
        decode_b (word->bytes, p + ends[1] + 1, ends[2] - ends[1] - 1);
}

/* White space between two encoded words is none of the text. */
static char *
decode_words (const char *value)
{
    g_autoptr (GString) text = g_string_new (NULL);
    Word word = { NULL, g_string_new (NULL) };
    gsize ends[3];

    for (const char *p = value; *p != '\0';) {
        gsize n_spaces = word.charset != NULL ? strspn (p, " \t") : 0, length = word_length (p + n_spaces, ends);

        if (length > 0) {
            add_word (text, &word, p + n_spaces, ends);
            p += n_spaces + length;
            continue;
        }
        if (word.charset != NULL)
            flush_word (text, &word);
        g_string_append_c (text, *p++);
    }
    if (word.charset != NULL)
        flush_word (text, &word);
    g_string_free (word.bytes, TRUE);
    return g_utf8_make_valid (text->str, (gssize) text->len);
}

char *
mime_text (MimeHeader *header, const char *name)
{
    const char *value = mime_field (header, name);

    return value != NULL ? decode_words (value) : NULL;
}

/* A message on its way into parts: the boundaries that are open, by their depth from 1. */
typedef struct {
    GPtrArray *parts;
    GPtrArray *boundaries; /* char, the innermost last */
    GHashTable *depths;    /* boundary -> depth */
    MimePart *open;        /* the part whose end is looked for, or NULL */
} Splitter;

static void
part_free (gpointer data)
{
    MimePart *part = data;

    g_hash_table_unref (part->header);
    g_free (part);
}

static void
open_boundary (Splitter *splitter, char *boundary)
{
    g_ptr_array_add (splitter->boundaries, boundary);
    g_hash_table_insert (splitter->depths, boundary, GUINT_TO_POINTER (splitter->boundaries->len));
}

static void
close_boundaries (Splitter *splitter, guint depth)
{
    while (splitter->boundaries->len > depth) {
        char *boundary = g_ptr_array_index (splitter->boundaries, splitter->boundaries->len - 1);

        g_hash_table_remove (splitter->depths, boundary);
        g_ptr_array_set_size (splitter->boundaries, (gint) splitter->boundaries->len - 1);
    }
}

/* Begins the part whose header is at *p: either one that holds others, or one that ends at a boundary. */
static void
begin_part (Splitter *splitter, const char **p, const char *end)
{
    MimeHeader *header = mime_read_header (p, end);
    g_autofree char *boundary = mime_field_is (header, "content-type", "multipart/")
                                    ? mime_parameter (header, "content-type", "boundary")
                                    : NULL;

    if (boundary != NULL && *boundary != '\0') {
        if (!g_hash_table_contains (splitter->depths, boundary))
            open_boundary (splitter, g_steal_pointer (&boundary));
        g_hash_table_unref (header);
        return;
    }
    splitter->open = g_new0 (MimePart, 1);
    splitter->open->header = header;
    splitter->open->body = *p;
    g_ptr_array_add (splitter->parts, splitter->open);
}

/* The line end before a boundary belongs to the boundary. */
static void
end_part (Splitter *splitter, const char *line)
{
    MimePart *part = splitter->open;

    if (part == NULL)
        return;
    part->length = (gsize) (line - part->body);
    if (part->length > 0 && part->body[part->length - 1] == '\n')
        part->length--;
    if (part->length > 0 && part->body[part->length - 1] == '\r')
        part->length--;
    splitter->open = NULL;
}

/* The depth of the boundary that the line is, or 0; *is_last when it ends its parts. */
static guint
boundary_depth (const Splitter *splitter, const char *line, const char *end, gboolean *is_last)
{
    g_autofree char *name = NULL;
    gsize length;
    guint depth;

    if (end - line < 3 || line[0] != '-' || line[1] != '-')
        return 0;
    name = g_strchomp (g_strndup (line + 2, (gsize) (end - line - 2)));
    length = strlen (name);
    depth = GPOINTER_TO_UINT (g_hash_table_lookup (splitter->depths, name));
    *is_last = depth == 0 && length > 2 && g_str_has_suffix (name, "--");
    if (!*is_last)
        return depth;
    name[length - 2] = '\0';
    return GPOINTER_TO_UINT (g_hash_table_lookup (splitter->depths, name));
}

GPtrArray *
mime_split (const char *message, gsize length)
{
    g_autoptr (GPtrArray) boundaries = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GHashTable) depths = g_hash_table_new (g_str_hash, g_str_equal);
    Splitter splitter = { g_ptr_array_new_with_free_func (part_free), boundaries, depths, NULL };
    const char *end = message + length, *line = message, *next;

    begin_part (&splitter, &line, end);
    for (; line < end; line = next) {
        const char *line_end = end_of_line (line, end, &next);
        gboolean is_last;
        guint depth = boundary_depth (&splitter, line, line_end, &is_last);

        if (depth == 0)
            continue;
        end_part (&splitter, line);
        close_boundaries (&splitter, is_last ? depth - 1 : depth);
        if (!is_last)
            begin_part (&splitter, &next, end);
    }
    if (splitter.open != NULL)
        splitter.open->length = (gsize) (end - splitter.open->body);
    return splitter.parts;
}
