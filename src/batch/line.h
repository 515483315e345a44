/* SPDX-License-Identifier: MIT */
#ifndef LINE_H
#define LINE_H

#include <json-glib/json-glib.h>

#include "base/base.h"

/* A line of the journal, as docs/journal.md describes it. */

/* What a line is written of. */
typedef struct {
    const char *input;   /* its key */
    const char *options; /* SHA-256 */
    SheafBook *book;     /* as far as it came; or NULL */
    const char *output;  /* NULL: it failed */
    GBytes *bytes;       /* of the output */
    const char *sha256;  /* of them */
    const char *error;   /* why it failed */
    int exit;
} LineFacts;

/* Without a line end.  Free it with g_free(). */
char *line_write (const LineFacts *facts);

/* What has to be known of a line to see whether its input is unchanged. */
typedef struct {
    JsonNode *node; /* owns all the strings */
    gboolean is_done;
    const char *options, *output, *sha256; /* or NULL */
    gint64 size;
    GArray *files; /* SheafFile */
} Line;

/* FALSE: it is no line of a journal, and there is nothing to free. */
gboolean line_parse (Line *line, const char *text);
void line_clear (Line *line);

/* In a shard, a line tells the place of its input among those of all shards, as its last member: {..., "index": 12}. */

/* The place, or -1; *rest is then where the line would end without it, but for its brace. */
gint64 line_get_index (const char *text, gsize length, gsize *rest);
void line_set_index (GString *line, guint64 index);
void line_remove_index (GString *line);

/* The place of an input that is there no more, behind all that are, and those that were not there before behind it. */
guint64 line_older_index (const GString *line);

/* The key of a line, without parsing the rest of it, or NULL.  Free it with g_free(). */
char *line_key (const char *text, gsize length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

#endif
