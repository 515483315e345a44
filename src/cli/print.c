/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define RED "\033[31m"
#define YELLOW "\033[33m"
#define PLAIN "\033[0m"

/* Controls, line separators, and the marks that turn the direction of what follows them: with
 * these a file's name could rewrite the message that it stands in. */
static gboolean
is_control (gunichar c)
{
    return g_unichar_iscntrl (c) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_escaped (GString *line, const char *text)
{
    const char *p = text;

    while (*p != '\0') {
        gunichar c = g_utf8_get_char_validated (p, -1);
        gboolean is_valid = c != (gunichar) -1 && c != (gunichar) -2;
        const char *next = is_valid ? g_utf8_next_char (p) : p + 1;

        if (!is_valid || (is_control (c) && c < 0x80))
            g_string_append_printf (line, "\\x%02x", (guchar) *p);
        else if (is_control (c))
            g_string_append_printf (line, "\\u%04x", c);
        else
            g_string_append_len (line, p, next - p);
        p = next;
    }
}

/* U+001F is the one control character that json-glib 1.6 leaves as it is. */
char *
json_text (JsonNode *node)
{
    GString *json = g_string_new (NULL);
    g_autofree char *text = json_to_string (node, FALSE);

    g_string_append (json, text);
    g_string_replace (json, "\x1f", "\\u001f", 0);
    return g_string_free (json, FALSE);
}

char *
escape_controls (const char *text)
{
    GString *escaped = g_string_new (NULL);

    append_escaped (escaped, text);
    return g_string_free (escaped, FALSE);
}

/* https://no-color.org */
static gboolean
has_colours (void)
{
    const char *no_color = g_getenv ("NO_COLOR");
    const char *term = g_getenv ("TERM");

    return (no_color == NULL || no_color[0] == '\0') && term != NULL && strcmp (term, "dumb") != 0
           && isatty (STDERR_FILENO);
}

static void
append_coloured (GString *line, const char *colour, const char *word)
{
    if (has_colours ())
        g_string_append_printf (line, "%s%s" PLAIN, colour, word);
    else
        g_string_append (line, word);
}

/* All of it, also when write() is interrupted, which stdio takes for a failure. */
static gboolean
write_all (int fd, const char *data, gsize size)
{
    while (size > 0) {
        gssize n = write (fd, data, size);

        if (n < 0 && errno != EINTR)
            return FALSE;
        data += n > 0 ? n : 0;
        size -= n > 0 ? (gsize) n : 0;
    }
    return TRUE;
}

void
errors_print (const char *text)
{
    (void) write_all (STDERR_FILENO, text, strlen (text));
}

/* In one piece, so that lines of several processes do not mix. */
static void
end_line (GString *line)
{
    g_string_append_c (line, '\n');
    errors_print (line->str);
}

void
print_error (const char *format, ...)
{
    g_autoptr (GString) line = g_string_new (NULL);
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    append_coloured (line, RED, "sheaf:");
    g_string_append_c (line, ' ');
    append_escaped (line, message);
    end_line (line);
}

static const char *
severity_colour (SheafSeverity severity)
{
    switch (severity) {
    case SHEAF_SEVERITY_INFO: return "";
    case SHEAF_SEVERITY_WARNING: return YELLOW;
    case SHEAF_SEVERITY_LOSS: return RED;
    }
    g_return_val_if_reached ("");
}

static void
print_note (const SheafNote *note)
{
    g_autoptr (GString) line = g_string_new ("sheaf: ");

    append_escaped (line, note->input);
    if (note->line > 0)
        g_string_append_printf (line, ":%u", note->line);
    g_string_append (line, ": ");
    append_coloured (line, severity_colour (note->severity), sheaf_severity_name (note->severity));
    g_string_append (line, ": ");
    append_escaped (line, note->message);
    g_string_append_printf (line, " [%s]", note->code);
    end_line (line);
}

void
print_notes (SheafBook *book, gboolean with_infos)
{
    guint n_notes = sheaf_book_get_n_notes (book);

    for (guint i = 0; i < n_notes; i++) {
        SheafNote note;

        sheaf_book_get_note (book, i, &note);
        if (with_infos || note.severity != SHEAF_SEVERITY_INFO)
            print_note (&note);
    }
}

/* What errno was when standard output first failed: later calls may succeed, or fail otherwise. */
static int output_cause = 0;
static gboolean output_is_closed = FALSE;

static ssize_t
write_output (G_GNUC_UNUSED void *cookie, const char *data, size_t size)
{
    return write_all (STDOUT_FILENO, data, size) ? (ssize_t) size : 0;
}

static int
close_output (G_GNUC_UNUSED void *cookie)
{
    return close (STDOUT_FILENO) == 0 || errno == EINTR ? 0 : EOF;
}

/* NULL with errno: it cannot be had. */
static FILE *
output_stream (void)
{
    static FILE *output = NULL;

    if (output != NULL)
        return output;
    output = fopencookie (NULL, "w", (cookie_io_functions_t){ .write = write_output, .close = close_output });
    if (output != NULL && isatty (STDOUT_FILENO))
        setvbuf (output, NULL, _IOLBF, BUFSIZ);
    return output;
}

void
output_write (const void *data, gsize size)
{
    FILE *output = output_stream ();

    if ((output == NULL || fwrite (data, 1, size, output) < size) && output_cause == 0)
        output_cause = errno;
}

void
output_print (const char *text)
{
    output_write (text, strlen (text));
}

gboolean
output_is_broken (void)
{
    return output_cause != 0;
}

gboolean
output_close (GError **error)
{
    FILE *output = output_is_closed ? NULL : output_stream ();

    if (output_is_closed)
        return TRUE;
    output_is_closed = TRUE;
    if ((output == NULL || fclose (output) != 0) && output_cause == 0)
        output_cause = errno;
    if (output_cause == 0)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, output_cause == ENOMEM ? SHEAF_ERROR_BUSY : SHEAF_ERROR_OUTPUT,
                 "standard output: cannot be written: %s", g_strerror (output_cause));
    return FALSE;
}
