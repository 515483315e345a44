/* SPDX-License-Identifier: MIT */
#ifndef CSV_H
#define CSV_H

#include "readers.h"

/* Tables that people write beside their articles: CSV (RFC 4180), with comma, semicolon or tab; or else YAML. */
typedef struct {
    const char *p, *end;
    guint next_line;
    char separator;

    /* the row that was read last */
    guint line;
    GPtrArray *fields; /* char * */

    /* which of the columns that are wanted each field is; set by csv_find_columns() */
    GArray *columns; /* guint; the number of those that are wanted: none of them */
} Csv;

/* Borrows the text, which ends with a NUL. */
void csv_begin (Csv *csv, const char *text, gsize length);
void csv_clear (Csv *csv);

/* Reads the next row that is not empty; *is_end: there is none.
 * Errors: SHEAF_ERROR_SYNTAX, "line 3: a quotation mark is never closed", and SHEAF_ERROR_LIMIT. */
gboolean csv_read_row (Csv *csv, gboolean *is_end, GError **error);

/* Takes the row for the header: asks which column each of its fields names, a number below `n_columns`, or that for
 * none.  Returns the set of those that are named. */
guint csv_find_columns (Csv *csv, guint (*find) (const char *name), guint n_columns);

/* Whether such a table is YAML: by its name, or else by how it begins. */
gboolean table_is_yaml (const char *path, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Csv, csv_clear)

#endif
