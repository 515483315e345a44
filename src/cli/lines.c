/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "batch/batch.h"
#include "cli.h"

/* What no line of {"id", "text"} needs more of. */
#define MAX_DEPTH 16

typedef struct {
    GString *text;
    guint number; /* from 1 */
    gboolean is_too_long;
} Line;

static int
read_character (void)
{
    return getc_unlocked (stdin);
}

/* FALSE: there is no further line.  What is beyond the limit is read, but not kept. */
static gboolean
line_read (Line *line)
{
    int c = read_character ();

    g_string_truncate (line->text, 0);
    line->is_too_long = FALSE;
    line->number++;
    if (c == EOF)
        return FALSE;
    for (; c != EOF && c != '\n'; c = read_character ()) {
        if (line->text->len < INPUT_LIMIT)
            g_string_append_c (line->text, (char) c);
        else
            line->is_too_long = TRUE;
    }
    return TRUE;
}

/* Whether a string of the JSON has one, which for json-glib ends there. */
static gboolean
has_nul (const char *json)
{
    for (const char *p = strchr (json, '\\'); p != NULL; p = strchr (p + 2, '\\'))
        if (g_str_has_prefix (p, "\\u0000"))
            return TRUE;
    return FALSE;
}

static gboolean
is_blank (const Line *line)
{
    return !line->is_too_long && strspn (line->text->str, " \t\r") == line->text->len;
}

static JsonNode *
parse_line (const Line *line, GError **error)
{
    JsonNode *node = NULL;

    if (line->is_too_long)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "is too long");
    else if (!g_utf8_validate_len (line->text->str, line->text->len, NULL))
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "is not UTF-8");
    else if (!scan_is_json (line->text->str, MAX_DEPTH))
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "is not JSON, or too deep");
    else if (has_nul (line->text->str))
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "has a NUL character");
    else if ((node = json_from_string (line->text->str, NULL)) == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "is not JSON that can be read");
    return node;
}

static const char *
string_member (JsonObject *object, const char *name)
{
    JsonNode *member = json_object_get_member (object, name);

    return member != NULL && json_node_get_value_type (member) == G_TYPE_STRING ? json_node_get_string (member) : NULL;
}

static gboolean
print_inspected (SheafBook *book, JsonNode *id, const char *text, const char *name, GError **error)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
    g_autofree char *id_json = json_text (id);
    g_autofree char *json = NULL;

    if (!sheaf_book_read_bytes (book, bytes, name, error))
        return FALSE;
    sheaf_book_enrich (book);
    json = sheaf_book_inspect_json (book);
    output_print ("{\"id\":");
    output_print (id_json);
    output_print (",");
    output_print (json + 1); /* past its "{" */
    return TRUE;
}

static gboolean
inspect_line (const Line *line, const char *name, SheafBook *book, GError **error)
{
    g_autoptr (JsonNode) node = parse_line (line, error);
    JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    JsonNode *id = object != NULL ? json_object_get_member (object, "id") : NULL;
    const char *text = object != NULL ? string_member (object, "text") : NULL;

    if (id != NULL && text != NULL)
        return print_inspected (book, id, text, name, error);
    if (node != NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "is no object with \"id\" and \"text\"");
    g_prefix_error (error, "%s: ", name);
    return FALSE;
}

static Status
end_of_lines (guint n_done, Status failure)
{
    if (ferror (stdin)) {
        print_error ("standard input: cannot be read: %s", g_strerror (errno));
        return EX_NOINPUT;
    }
    return failure != STATUS_DONE && n_done > 0 ? STATUS_SOME_FAILED : failure;
}

/* FALSE: the glossaries cannot be read, and no other line would fare better. */
static gboolean
take_line (const Line *line, const SheafOptions *options, char **glossaries, Status *status)
{
    g_autofree char *name = g_strdup_printf ("standard input:%u", line->number);
    g_autoptr (GError) error = NULL;
    g_autoptr (SheafBook) book = book_open (options, glossaries, &error);

    if (book != NULL && inspect_line (line, name, book, &error)) {
        *status = STATUS_DONE;
        return TRUE;
    }
    g_assert (error != NULL);
    print_error ("%s", error->message);
    *status = status_of (error);
    return book != NULL;
}

Status
inspect_lines (const SheafOptions *options, char **glossaries)
{
    g_autoptr (GString) text = g_string_new (NULL);
    SheafOptions fragment = *options;
    Line line = { text, 0, FALSE };
    Status failure = STATUS_DONE;
    guint n_done = 0;

    fragment.is_fragment = TRUE;
    while (!output_is_broken () && line_read (&line)) {
        Status status;

        if (is_blank (&line))
            continue;
        if (!take_line (&line, &fragment, glossaries, &status))
            return status;
        n_done += status == STATUS_DONE ? 1 : 0;
        failure = failure == STATUS_DONE ? status : failure;
    }
    return end_of_lines (n_done, failure);
}
