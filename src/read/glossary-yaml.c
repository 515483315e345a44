/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "glossary.h"

/* A glossary that is longer than YAML may be is read in parts of whole terms, each about so long. */
#define PART_SIZE ((gsize) 1024 * 1024)

/* ---- rows ---- */

static gboolean
take_list (const Yaml *value, GPtrArray *list)
{
    if (value->kind == YAML_MAPPING)
        return FALSE;
    if (value->kind == YAML_SCALAR && value->string != NULL)
        g_ptr_array_add (list, g_strdup (value->string));
    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        if (item->kind != YAML_SCALAR)
            return FALSE;
        if (item->string != NULL)
            g_ptr_array_add (list, g_strdup (item->string));
    }
    return TRUE;
}

static gboolean
take_string (const Yaml *value, const char **string)
{
    *string = value->string;
    return value->kind == YAML_SCALAR;
}

/* Takes a member of a row; FALSE when it is not of the kind that its key asks for. */
static gboolean
take_member (const Glossary *glossary, const Yaml *value, GlossaryRow *row)
{
    static const char *const alias_keys[] = { "aliases", "alias", NULL };
    static const char *const see_keys[] = { "see", "see also", "see_also", NULL };

    if (g_strv_contains (alias_keys, value->key))
        return take_list (value, row->aliases);
    if (g_strv_contains (see_keys, value->key))
        return take_list (value, row->see);
    if (g_str_equal (value->key, "term"))
        return take_string (value, &row->term);
    if (g_str_equal (value->key, "definition"))
        return take_string (value, &row->definition);
    if (g_str_equal (value->key, "expansion"))
        return take_string (value, &row->expansion);
    if (g_str_equal (value->key, "language"))
        return take_string (value, &row->language);
    if (value->kind == YAML_SCALAR)
        report_note (glossary->book->report, NOTE_FIELD_UNKNOWN, glossary->path, value->line, "%s", value->key);
    return value->kind == YAML_SCALAR;
}

/* A mapping of term, definition and so on; the term may be the key that the mapping stands at. */
static void
add_mapping (const Glossary *glossary, const Yaml *mapping)
{
    g_auto (GlossaryRow) row;

    glossary_row_init (&row, mapping->line);
    row.term = mapping->key;
    for (const Yaml *value = mapping->first; value != NULL; value = value->next)
        if (!take_member (glossary, value, &row)) {
            glossary_note_row (glossary, value->line,
                               "a term or definition must be a text, and aliases a list of them");
            return;
        }
    glossary_add (glossary, &row);
}

static void
add_row (const Glossary *glossary, const Yaml *value)
{
    g_auto (GlossaryRow) row;

    glossary_row_init (&row, value->line);
    row.term = value->key;
    row.definition = value->string;
    if (value->kind == YAML_MAPPING)
        add_mapping (glossary, value);
    else if (value->kind == YAML_SCALAR && value->key != NULL)
        glossary_add (glossary, &row);
    else
        glossary_note_row (glossary, value->line, "it is no term with its definition");
}

/* ---- parts ---- */

static const char *const wrappers[] = { "glossary", "terms" };

static const Yaml *
find_rows (const Yaml *root)
{
    for (guint i = 0; i < G_N_ELEMENTS (wrappers); i++) {
        const Yaml *member = yaml_member (root, wrappers[i]);

        if (member != NULL && member->kind != YAML_SCALAR)
            return member;
    }
    return root;
}

static gboolean
read_part (const Glossary *glossary, const char *text, gsize length, guint line, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    const Yaml *root = yaml_parse_part (arena, text, length, line, error);
    const Yaml *rows = root != NULL ? find_rows (root) : NULL;

    if (rows == NULL)
        return FALSE;
    if (rows->kind == YAML_SCALAR && rows->string != NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "line %u: a glossary is a list or mapping of terms",
                     rows->line);
        return FALSE;
    }
    for (const Yaml *row = rows->first; row != NULL; row = row->next)
        add_row (glossary, row);
    return TRUE;
}

/* What is left of a document that is read in parts. */
typedef struct {
    const char *p, *end;
    guint line; /* of p */
} Rest;

/* Skips lines without content, that of ---, and that of a key that all terms stand below. */
static void
skip_head (Rest *rest)
{
    while (rest->p < rest->end) {
        const char *next = text_next_line (rest->p, rest->end);
        g_autofree char *line = text_squeeze (rest->p, next - rest->p);
        gsize colon = strcspn (line, ":");
        gboolean is_head = *line == '\0' || *line == '#' || g_str_equal (line, "---");

        for (guint i = 0; i < G_N_ELEMENTS (wrappers); i++)
            is_head |= line[colon] == ':' && line[colon + 1] == '\0' && strlen (wrappers[i]) == colon
                       && memcmp (line, wrappers[i], colon) == 0;
        if (!is_head)
            return;
        rest->p = next;
        rest->line++;
    }
}

/* The part ends before a line that stands as far left as its first: whatever goes on from a line before, as a text in
 * quotation marks may do, must by the rules of YAML stand further to the right. */
static const char *
block_part_end (const Rest *rest, guint *n_lines)
{
    gsize wanted = strspn (rest->p, " "), indentation = 0;
    const char *line = rest->p;

    *n_lines = 0;
    do {
        line = text_next_line (line, rest->end);
        ++*n_lines;
        indentation = strspn (line, " ");
    } while (line < rest->end
             && ((gsize) (line - rest->p) < PART_SIZE || indentation > wanted || line[indentation] == '\n'));
    return line;
}

static gboolean
read_block_parts (const Glossary *glossary, Rest *rest, GError **error)
{
    while (rest->p < rest->end) {
        guint n_lines;
        const char *end = block_part_end (rest, &n_lines);

        if (!read_part (glossary, rest->p, (gsize) (end - rest->p), rest->line, error))
            return FALSE;
        rest->p = end;
        rest->line += n_lines;
    }
    return TRUE;
}

static void
skip_blanks (Rest *rest)
{
    for (; rest->p < rest->end && strchr (" \t\n", *rest->p) != NULL; rest->p++)
        rest->line += *rest->p == '\n';
}

/* Goes into the list of terms: {"terms": [...]} has it below a key.  Returns the bracket that closes it. */
static char
enter_list (Rest *rest)
{
    char open = *rest->p++;

    skip_blanks (rest);
    for (guint i = 0; open == '{' && i < G_N_ELEMENTS (wrappers); i++) {
        gsize length = strlen (wrappers[i]);
        Rest inner = *rest;

        if (*rest->p != '"' || strncmp (rest->p + 1, wrappers[i], length) != 0 || rest->p[length + 1] != '"')
            continue;
        inner.p += length + 2;
        skip_blanks (&inner);
        inner.p += *inner.p == ':';
        skip_blanks (&inner);
        if (*inner.p == '[' || *inner.p == '{') {
            open = *inner.p++;
            *rest = inner;
        }
    }
    return open == '[' ? ']' : '}';
}

/* Where the term that begins at `p` ends: at the comma behind it, the bracket that closes the list, or the end. */
static const char *
flow_term_end (const char *p, const char *end)
{
    guint depth = 0;
    gboolean is_quoted = FALSE;

    for (; p < end; p++) {
        if (is_quoted && *p == '\\')
            p++;
        else if (*p == '"')
            is_quoted = !is_quoted;
        else if (is_quoted)
            continue;
        else if (depth == 0 && strchr (",]}", *p) != NULL)
            break;
        else
            depth = depth + (*p == '[' || *p == '{') - (*p == ']' || *p == '}');
    }
    return MIN (p, end);
}

/* JSON, as programs write it: YAML in brackets that has other quotation marks, or comments, is not told apart. */
static gboolean
read_flow_parts (const Glossary *glossary, Rest *rest, GError **error)
{
    char close;

    skip_blanks (rest);
    close = enter_list (rest);
    while (rest->p < rest->end && *rest->p != close) {
        g_autoptr (GString) part = g_string_new (close == ']' ? "[" : "{");
        const char *end = rest->p;

        do {
            end = flow_term_end (end, rest->end);
            end += *end == ',';
        } while (end < rest->end && *end != close && (gsize) (end - rest->p) < PART_SIZE);
        g_string_append_len (part, rest->p, end - rest->p);
        g_string_append_c (part, close);
        if (!read_part (glossary, part->str, part->len, rest->line, error))
            return FALSE;
        for (; rest->p < end; rest->p++)
            rest->line += *rest->p == '\n';
    }
    return TRUE;
}

gboolean
glossary_read_yaml (const Glossary *glossary, const Input *input, GError **error)
{
    Rest rest = { input->text, input->text + input->length, 1 };

    if (input->length <= YAML_LIMIT)
        return read_part (glossary, input->text, input->length, 1, error);
    skip_head (&rest);
    return strchr ("[{", rest.p[strspn (rest.p, " ")]) != NULL ? read_flow_parts (glossary, &rest, error)
                                                               : read_block_parts (glossary, &rest, error);
}
