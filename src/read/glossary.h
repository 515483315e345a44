/* SPDX-License-Identifier: MIT */
#ifndef GLOSSARY_H
#define GLOSSARY_H

#include "csv.h"

/* What the files glossary*.c share: a user's glossary on its way into the book. */
typedef struct {
    SheafBook *book;
    const char *path; /* lives as long as the book */
    GTree *terms;     /* those that are there, for duplicates; a tree, for hashes can be made to collide */
} Glossary;

/* A term as its file has it.  The strings are squeezed when they are taken: line breaks and indentation are no part of
 * them. */
typedef struct {
    guint line;
    const char *term, *expansion, *definition; /* NULL or empty: none */
    const char *language;
    gboolean is_reserve;
    GPtrArray *aliases, *see; /* char *, to be freed */
} GlossaryRow;

void glossary_row_init (GlossaryRow *row, guint line);
void glossary_row_clear (GlossaryRow *row);

/* Adds the row, or notes why it is none. */
void glossary_add (const Glossary *glossary, const GlossaryRow *row);

/* Notes that a row cannot be used. */
void glossary_note_row (const Glossary *glossary, guint line, const char *what);

/* The formats.  Errors: SHEAF_ERROR_SYNTAX and SHEAF_ERROR_LIMIT, with the line. */
gboolean glossary_read_csv (const Glossary *glossary, const Input *input, GError **error);
gboolean glossary_read_tbx (const Glossary *glossary, const Input *input, GError **error);
gboolean glossary_read_yaml (const Glossary *glossary, const Input *input, GError **error);

/* Whether it is TBX: by its name, or else by its first element. */
gboolean glossary_is_tbx (const Input *input);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossaryRow, glossary_row_clear)

#endif
