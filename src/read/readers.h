/* SPDX-License-Identifier: MIT */
#ifndef READERS_H
#define READERS_H

#include "read.h"
#include "store/store.h"
#include "yaml.h"

/* An input on its way into the book. */
typedef struct {
    SheafBook *book;
    const char *path;   /* for messages */
    const char *folder; /* where its sidecar and pictures may lie, or NULL */
    Store *store;       /* where its pictures and other files lie, or NULL */
    const char *name;   /* of the input in the store */
    const char *url;    /* where it was saved from, as its container says, or NULL */
    GBytes *bytes;
    const char *charset;  /* label that its container (HTTP, MIME) gives, or NULL */
    const char *encoding; /* WHATWG name of what the bytes were in */
    const char *text;     /* decoded: UTF-8, NFC, "\n" line ends, no characters that XML cannot hold */
    gsize length;
} Input;

/* A reader of one format; the table is in read.c. */
typedef struct {
    const char *format;
    gboolean (*probe) (const Input *input);
    gboolean (*read) (const Input *input, GError **error);
} Reader;

extern const Reader html_reader;
extern const Reader text_reader;

/* Decodes input->bytes into memory of the arena: a byte order mark, else UTF-8 if it is valid, else
 * what uchardet guesses. Errors: SHEAF_ERROR_INPUT for what is no text. */
gboolean input_decode (Input *input, Arena *arena, GError **error);

/* Applies a mapping of metadata, of front matter or sidecar, to the article: title, dek, authors,
 * publication, dateline, published, language, url, rights, editors_note.  Unknown keys are notes.
 * `line` is added to the lines of the mapping. */
gboolean metadata_apply (const Input *input, Article *article, const Yaml *mapping, guint line, GError **error);

/* Applies a sidecar, `text` of the file at `path`: metadata and article->corrections. */
gboolean sidecar_apply (const Input *input, Article *article, const char *text, gsize length, const char *path,
                        GError **error);

#endif
