/* SPDX-License-Identifier: MIT */
#ifndef READERS_H
#define READERS_H

#include "dom/dom.h"
#include "read.h"
#include "store/store.h"
#include "yaml.h"

/* A file of a picture may be so large. */
#define PICTURE_LIMIT ((gsize) 64 * 1024 * 1024)

/* What the name of an input's sidecar ends in. */
#define SIDECAR_ENDING ".sheaf.yaml"

/* Lists of photos, see photos.h. */
typedef struct _Photos Photos;

/* An input on its way into the book. */
typedef struct {
    SheafBook *book;
    const char *path;       /* names it in messages: "news.zip/monday.html" */
    const char *root;       /* the folder or archive that was given and that the path begins with; or NULL */
    Store *store;           /* where it lies with its pictures and its sidecar, or NULL */
    const char *name;       /* of the input in the store; never NULL */
    Photos *photos;         /* the lists of that store, or NULL */
    const char *charset;    /* its encoding by what it came with (a MIME header), or NULL */
    const char *url;        /* where it was saved from, or NULL */
    const char *meta;       /* what a list says of it, a sidecar in JSON; or NULL */
    const char *place;      /* names that in messages: "week.ndjson:12" */
    gboolean is_member;     /* of an archive or folder that is read */
    gboolean is_in_archive; /* and may be none itself */
    GBytes *bytes;
    const char *encoding; /* WHATWG name of what the bytes were in */
    const char *text;     /* decoded: UTF-8, NFC, "\n" line ends, no characters that XML cannot hold */
    gsize length;
} Input;

/* A reader of one format; the table is in read.c. */
typedef struct {
    const char *format;
    gboolean (*probe) (const Input *input);
    gboolean (*read) (const Input *input, GError **error);
    gboolean takes_bytes; /* instead of text: it is asked before the input is decoded */
} Reader;

extern const Reader archive_reader;
extern const Reader feed_reader;
extern const Reader html_reader;
extern const Reader markdown_reader;
extern const Reader mhtml_reader;
extern const Reader photo_list_reader;
extern const Reader photo_reader;
extern const Reader text_reader;
extern const Reader warc_reader;

/* Reads an input, by whatever reader knows it, and appends its articles to the book.  On failure the book is
 * as it was.  Errors do not name the input. */
gboolean input_read (Input *input, GError **error);

/* What is done to the articles from `first` on, once they are there: origin, sidecar, title and language. */
gboolean input_finish (const Input *input, const Reader *reader, guint first, GError **error);

/* Afterwards, of each: what is said without end, and what turns the text without end, is told. */
void input_tidy (const Input *input, Article *article);

/* Reads all files of the store that are articles, as inputs of their own, and photos that none of them shows as
 * galleries.  `container` is the archive or folder that the store is of.
 * Errors: SHEAF_ERROR_EMPTY when there is neither article nor photo. */
gboolean members_read (const Input *container, Store *store, gboolean is_archive, GError **error);

/* Whether a file of that name in a folder or archive is taken for an article. */
gboolean name_is_article (const char *name);

/* How the names of web pages end; NULL-terminated. */
extern const char *const page_endings[];

/* How much of a folder's name, the `length` bytes at `name`, is the name of a page without its ending, if browsers save
 * what belongs to a page in folders of that name; 0: they do not. */
gsize name_saved_page (const char *name, gsize length);

/* Whether the archive is an EPUB; reads its chapters. */
gboolean epub_is_in (Store *store);
gboolean epub_read (const Input *input, Store *store, GError **error);

/* Decodes input->bytes into memory of the arena: by their byte order mark, else as the input declares, else as
 * UTF-8 if that is valid, else as uchardet guesses. Errors: SHEAF_ERROR_FORMAT for what is no text. */
gboolean input_decode (Input *input, Arena *arena, GError **error);

/* Parses a page into memory of the arena: as XML if it is well-formed XHTML with a head and a body, else as HTML.
 * Borrows `text`. */
DomDocument *html_parse (Arena *arena, const char *text, gsize length);

/* The name of the tag that the text begins with, in lower case, whatever comments and declarations stand before
 * it; NULL when it begins with text.  Free it with g_free(). */
char *input_first_tag (const Input *input);

/* Whether the input's name ends in one of the NULL-terminated list: ".html". */
gboolean input_is_named (const Input *input, const char *const *endings);

/* Applies a mapping of metadata, of front matter or sidecar, to the article: title, dek, authors,
 * publication, dateline, published, language, url, rights, editors_note.  Unknown keys are notes.
 * `line` is added to the lines of the mapping. */
gboolean metadata_apply (const Input *input, Article *article, const Yaml *mapping, guint line, GError **error);

/* Applies the front matter that the input may begin with, YAML between lines of --- or simple TOML between lines of
 * +++, as metadata_apply() does.  Sets where the text after it begins, and its line. */
gboolean front_matter_apply (const Input *input, Article *article, gsize *body, guint *line, GError **error);

/* Tells whoever inspects the book of text that is not in the article, since the book has what it says in places of its
 * own: headline, byline, date. */
void input_tell_details (const Input *input, Article *article, guint line, const char *text);

/* Applies a sidecar, `bytes` of the file at `path`, to the articles from `first` on: a document of it for each
 * of them, metadata and article->corrections. */
gboolean sidecar_apply (const Input *input, GBytes *bytes, const char *path, guint first, GError **error);

/* What is wrong with an object of JSON as a sidecar: the first member that it may not have, or not of that kind, and
 * why, to be freed with g_free(); NULL: nothing. */
const Yaml *sidecar_fault (const Yaml *object, char **what);

/* Applies an object of JSON to one article, as sidecar_apply() does. */
gboolean sidecar_apply_object (const Input *input, Article *article, const Yaml *object, GError **error);

/* Applies input->meta to the articles from `first` on. */
gboolean meta_apply (const Input *input, guint first, GError **error);

#endif
