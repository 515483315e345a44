/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "inputs.h"
#include "meta.h"

/* A list is read line by line, and no more is held than a line. */

/* Longer lines are skipped. */
#define LINE_LIMIT ((gsize) 8 * 1024 * 1024)

#define BLOCK_SIZE 65536

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct {
    InputSource source;
    char *path;   /* as it was given */
    char *folder; /* that its paths begin at */
    int fd;
    guint8 block[BLOCK_SIZE];
    gsize at, filled;
    GString *line;
    guint number; /* of the line, from 1 */
    gboolean is_too_long, is_at_end;

    gboolean is_begun;    /* the first line that says something was read, */
    gboolean is_waiting;  /* and it is still to be taken */
    gboolean is_manifest; /* lines are objects of JSON, not paths */
    gboolean is_told;     /* a line that should name something was met, or that there is none */
    guint n_shards;
    GError *fault; /* of its first line, until it is told */
} List;

static void
list_free (InputSource *source)
{
    List *list = (List *) source;

    if (list->fd != STDIN_FILENO)
        close (list->fd);
    g_free (list->path);
    g_free (list->folder);
    g_string_free (list->line, TRUE);
    g_clear_error (&list->fault);
    g_free (list);
}

/* ---- lines ---- */

/* FALSE: there is nothing left, or, with an error, it cannot be read. */
static gboolean
fill (List *list, GError **error)
{
    gssize n;

    do
        n = read (list->fd, list->block, BLOCK_SIZE);
    while (n < 0 && errno == EINTR);
    list->at = 0;
    list->filled = n > 0 ? (gsize) n : 0;
    list->is_at_end = n <= 0;
    if (n < 0)
        g_set_error (error, SHEAF_ERROR, (gint) error_code_of (errno, SHEAF_ERROR_INPUT), "%s: cannot be read: %s",
                     list->path, g_strerror (errno));
    return n > 0;
}

static void
keep (List *list, const guint8 *bytes, gsize length)
{
    if (list->line->len + length > LINE_LIMIT)
        list->is_too_long = TRUE;
    else
        g_string_append_len (list->line, (const char *) bytes, (gssize) length);
}

/* Drops what lines of other systems end in, and the mark that the first one may begin with. */
static void
trim (List *list)
{
    GString *line = list->line;

    if (line->len > 0 && line->str[line->len - 1] == '\r')
        g_string_truncate (line, line->len - 1);
    if (list->number == 1 && g_str_has_prefix (line->str, BYTE_ORDER_MARK))
        g_string_erase (line, 0, (gssize) strlen (BYTE_ORDER_MARK));
}

/* The next line, without its end; FALSE as fill(). */
static gboolean
read_line (List *list, GError **error)
{
    gboolean has_any = FALSE;

    g_string_truncate (list->line, 0);
    list->is_too_long = FALSE;
    list->number++;
    while (!list->is_at_end && (list->at < list->filled || fill (list, error))) {
        const guint8 *start = list->block + list->at, *end = memchr (start, '\n', list->filled - list->at);
        gsize length = end != NULL ? (gsize) (end - start) : list->filled - list->at;

        keep (list, start, length);
        has_any = TRUE;
        list->at += length + (end != NULL);
        if (end != NULL)
            break;
    }
    trim (list);
    return has_any && (error == NULL || *error == NULL);
}

static Step
fail (const List *list, guint column, SheafError code, const char *what, GError **error)
{
    if (column > 0)
        g_set_error (error, SHEAF_ERROR, (gint) code, "%s:%u:%u: %s", list->path, list->number, column, what);
    else
        g_set_error (error, SHEAF_ERROR, (gint) code, "%s:%u: %s", list->path, list->number, what);
    return STEP_ERROR;
}

/* Whether the line says anything. */
static gboolean
counts (const List *list)
{
    return list->is_too_long || list->line->len > strspn (list->line->str, " \t");
}

static gboolean
is_comment (const List *list)
{
    return !list->is_too_long && list->line->str[0] == '#';
}

/* ---- what lines name ---- */

/* A file may be called "-", which in a list is not standard input. */
static char *
path_in (const List *list, const char *written)
{
    gboolean stays = g_path_is_absolute (written) || (g_str_equal (list->folder, ".") && *written != '-');

    return stays ? g_strdup (written) : g_build_filename (list->folder, written, NULL);
}

static Step
open_named (List *list, SheafInputs *inputs, const char *written, const char *id, const char *meta, GError **error)
{
    g_autofree char *place = g_strdup_printf ("%s:%u", list->path, list->number);
    g_autofree char *path = path_in (list, written);
    Named named = { .path = path, .written = written, .id = id, .meta = meta, .place = place };
    Step step = inputs_open (inputs, &named, error);

    if (step == STEP_ERROR)
        g_prefix_error (error, "%s: ", place);
    return step;
}

static Step
take_object (List *list, SheafInputs *inputs, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GError) fault = NULL;
    MetaLine meta;
    guint column = 0;

    if (!meta_read_line (&meta, arena, list->line->str, list->line->len, &column, &fault))
        return fail (list, column, SHEAF_ERROR_CONFIG, fault->message, error);
    if (meta.n_shards > 0)
        return fail (list, 1, SHEAF_ERROR_CONFIG, "shards belongs into the first line, and alone", error);
    if (meta.path == NULL)
        return fail (list, 1, SHEAF_ERROR_CONFIG, "there is no path", error);
    return open_named (list, inputs, meta.path, meta.id, meta.is_bare ? NULL : list->line->str, error);
}

static Step
take_line (List *list, SheafInputs *inputs, GError **error)
{
    g_autofree char *what = NULL;

    if (list->is_too_long) {
        what = g_strdup_printf ("is a line of more than %" G_GSIZE_FORMAT " bytes", LINE_LIMIT);
        return fail (list, 0, SHEAF_ERROR_LIMIT, what, error);
    }
    if (memchr (list->line->str, '\0', list->line->len) != NULL) {
        list->is_at_end = TRUE; /* what comes behind is no text either */
        list->at = list->filled;
        return fail (list, 0, SHEAF_ERROR_CONFIG, "there is a NUL in it: a list is text, in UTF-8", error);
    }
    if (list->is_manifest)
        return take_object (list, inputs, error);
    return open_named (list, inputs, list->line->str, NULL, NULL, error);
}

/* The first line that says something tells what kind of list it is, and may be a header. */
static void
begin (List *list)
{
    g_autoptr (Arena) arena = arena_new ();
    MetaLine meta;
    guint column;

    list->is_begun = TRUE;
    do
        list->is_waiting = read_line (list, &list->fault);
    while (list->is_waiting && (!counts (list) || is_comment (list)));
    list->is_manifest = list->is_waiting && list->line->str[strspn (list->line->str, " \t")] == '{';
    if (!list->is_manifest || list->is_too_long
        || !meta_read_line (&meta, arena, list->line->str, list->line->len, &column, NULL))
        return;
    if (meta.n_shards > 0 && meta.path == NULL && meta.id == NULL && meta.is_bare) {
        list->n_shards = meta.n_shards;
        list->is_waiting = FALSE;
    }
}

guint
list_source_get_n_shards (InputSource *source)
{
    List *list = (List *) source;

    if (!list->is_begun)
        begin (list);
    return list->n_shards;
}

static Step
list_next (InputSource *source, SheafInputs *inputs, GError **error)
{
    List *list = (List *) source;

    if (!list->is_begun)
        begin (list);
    if (list->fault != NULL) {
        g_propagate_error (error, g_steal_pointer (&list->fault));
        return STEP_ERROR;
    }
    while (list->is_waiting || read_line (list, &list->fault)) {
        gboolean is_skipped = !list->is_waiting && (!counts (list) || (!list->is_manifest && is_comment (list)));

        list->is_waiting = FALSE;
        list->is_told = list->is_told || !is_skipped;
        if (!is_skipped)
            return take_line (list, inputs, error);
    }
    if (list->fault != NULL)
        return STEP_AGAIN;
    if (list->is_told)
        return STEP_END;
    list->is_told = TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "%s: it names nothing", list->path);
    return STEP_ERROR;
}

InputSource *
list_source_new (const char *path, GError **error)
{
    gboolean is_standard = g_str_equal (path, "-");
    int fd = is_standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    List *list;

    if (fd < 0) {
        g_set_error (error, SHEAF_ERROR, (gint) error_code_of (errno, SHEAF_ERROR_INPUT), "%s: cannot be opened: %s",
                     path, g_strerror (errno));
        return NULL;
    }
    list = g_new0 (List, 1);
    list->source = (InputSource){ list_next, list_free };
    list->path = g_strdup (is_standard ? "standard input" : path);
    list->folder = is_standard ? g_strdup (".") : g_path_get_dirname (path);
    list->fd = fd;
    list->line = g_string_new (NULL);
    return &list->source;
}
