/* SPDX-License-Identifier: MIT */
#ifndef SHEAF_H
#define SHEAF_H

/* sheaf packs articles, with their photos and captions, into EPUB 3 books.
 *
 * One noun, three verbs: a book is read, enriched and written.
 *
 *     SheafBook *book = sheaf_book_new (NULL);
 *
 *     if (sheaf_book_read (book, "article.txt", &error)) {
 *         sheaf_book_enrich (book);
 *         sheaf_book_write (book, "article.epub", SHEAF_WRITE_NEW, &error);
 *     }
 *     sheaf_book_free (book);
 *
 * Everything reachable from a book belongs to the book: strings handed out live until
 * sheaf_book_free().  A book is used by one thread at a time; different books may be used by
 * different threads.  All text is UTF-8.  The library asks neither clock, nor locale, nor network:
 * the same inputs and options give the same bytes.
 *
 * What cannot be done is a GError, whose message names the file; what was done but is worth
 * knowing is a note in the book's report.
 *
 * Where there is no memory GLib ends the program, as in every program that is built on it; whatever was being written
 * has no name yet, and is gone with it.  What is too large to be held is SHEAF_ERROR_BUSY.  The program sheaf ends with
 * one line and the status 75 (src/cli/memory.c). */

#include <gio/gio.h>

G_BEGIN_DECLS

#if defined(__GNUC__) && !defined(SHEAF_STATIC)
#define SHEAF_PUBLIC __attribute__ ((visibility ("default")))
#else
#define SHEAF_PUBLIC
#endif

/* The library's version, as "1.2.3". */
SHEAF_PUBLIC const char *sheaf_version (void);

/* Why something could not be done. */
typedef enum {
    SHEAF_ERROR_INPUT,  /* the input is not there, or cannot be opened or read */
    SHEAF_ERROR_EMPTY,  /* there is no article in the input */
    SHEAF_ERROR_FORMAT, /* the input is damaged, encrypted, or of a kind that is not known */
    SHEAF_ERROR_SYNTAX, /* what is written in the input is malformed; the message names line and column */
    SHEAF_ERROR_LIMIT,  /* the input is larger than sheaf takes */
    SHEAF_ERROR_CONFIG, /* a sidecar or glossary, or another file that says what to do, is malformed */
    SHEAF_ERROR_BUSY,   /* there is not enough memory, or too many files are open: later there may be */
    SHEAF_ERROR_EXISTS, /* the output is there already and may not be replaced */
    SHEAF_ERROR_PLACE,  /* nothing can be written there: it is a folder, an input, or in no folder that takes it */
    SHEAF_ERROR_OUTPUT  /* the output cannot be written; whatever stood at its path still stands */
} SheafError;

#define SHEAF_ERROR (sheaf_error_quark ())
SHEAF_PUBLIC GQuark sheaf_error_quark (void);

/* The exit status that sysexits.h has for an error, and that sheaf(1) ends with: 65 for what an input holds, 66
 * for one that is not there, 73 and 74 for outputs, 75 for what may go well later, 78 for SHEAF_ERROR_CONFIG. */
SHEAF_PUBLIC int sheaf_error_exit_status (const GError *error);

/* What a book is read on, which says how large its pictures are. */
typedef enum {
    SHEAF_DEVICE_ANY,     /* 2000 pixels on the long side, and 4 megapixels */
    SHEAF_DEVICE_KOBO,    /* 1920 pixels */
    SHEAF_DEVICE_KINDLE,  /* 1680 pixels */
    SHEAF_DEVICE_PHONE,   /* 1600 pixels */
    SHEAF_DEVICE_TABLET,  /* 2732 pixels, and 4 megapixels */
    SHEAF_DEVICE_ORIGINAL /* as large as they are; what must change otherwise has 25 megapixels at most */
} SheafDevice;

/* What the articles of a book are put together by, in parts with a page and an entry of the contents each. */
typedef enum {
    SHEAF_GROUP_NONE,
    SHEAF_GROUP_FOLDER,      /* the folder that they lie in, as seen from the one that was given */
    SHEAF_GROUP_DATE,        /* the day they are of; months if they span more than 31 days, years if more than 366 */
    SHEAF_GROUP_PUBLICATION, /* what they were published in */
    SHEAF_GROUP_AUTHOR       /* the first of their authors */
} SheafGroup;

/* The order of the articles in the book, or in each part.  Names and titles are sorted as the book's language sorts
 * them; of equals the one that was read first stands first, and what has no date or author stands last. */
typedef enum {
    SHEAF_SORT_INPUT, /* as they are read */
    SHEAF_SORT_TITLE,
    SHEAF_SORT_DATE,  /* the oldest first */
    SHEAF_SORT_AUTHOR /* the first of their authors, by family name */
} SheafSort;

/* How a book is to be made.  Always begin with sheaf_options_init(), which sets every default. */
typedef struct {
    const char *title;    /* title of the book; NULL: that of its only article, or one made from the articles */
    const char *language; /* BCP 47 tag that overrides what each article says of itself; NULL: as found */
    const char *sidecar;  /* path of the sidecar of the next input; NULL: INPUT.sheaf.yaml if it is there */
    gint64 modified;      /* seconds since 1970, for dcterms:modified; -1: the date of the latest article */
    gboolean is_fragment; /* inputs are bare body text: no headline or byline is looked for, and the
                             text of sheaf_book_inspect() is the input's own, to the letter */
    const char *cover;    /* path of a picture to be the cover; NULL: one is made of the lead photo, or of type alone */
    gboolean has_no_cover;      /* neither a cover page nor its picture; `cover` does not count then */
    SheafDevice device;         /* pictures that are larger than it shows are made smaller */
    gboolean is_grey;           /* pictures are in the sixteen greys of an e-ink screen */
    gboolean is_for_inspection; /* pictures are left as they are: the book is not to be written */
    gboolean keeps_location;    /* where a photo was taken, as its file says it, goes into the credits */
    gboolean embeds_references; /* the book holds its references as files too, in CSL-JSON and BibTeX */
    gboolean remembers_files;   /* for sheaf_book_get_file() */
    gboolean names_by_key;      /* inputs that have a key are called by it, in notes and in the book */
    SheafGroup group_by;        /* the parts of the book */
    SheafSort sort;             /* the order of its articles */
    const char *since;          /* leave out articles of days before this one, "2026-11-18"; NULL: none.  Those that
                                   have no date stay */
    gboolean is_strict;         /* what is found in the text, but doubtful, is left out: terms, sources, roles and
                                   speakers */
    const char *unconfined; /* what keeps the program from being shut in as it should be, for a note; NULL: nothing */
    gpointer reserved[5];
} SheafOptions;

SHEAF_PUBLIC void sheaf_options_init (SheafOptions *options);

/* A book: articles, their pictures, and a report of notes. */
typedef struct _SheafBook SheafBook;

/* Makes an empty book.  The options are copied, strings too; NULL means the defaults.
 * Never fails.  Free it with sheaf_book_free(). */
SHEAF_PUBLIC SheafBook *sheaf_book_new (const SheafOptions *options);

/* Frees the book and all that belongs to it.  NULL is allowed. */
SHEAF_PUBLIC void sheaf_book_free (SheafBook *book);

/* Reads the file or folder at `path` and appends its articles to the book, in order: one of a text, Markdown
 * or web page, or of a web archive (MHTML), one for each entry of a feed, chapter of an EPUB and page of a WARC file.
 * Of a ZIP archive or a folder, every file that holds articles is read in the order of their names; one that cannot be
 * read is a note, and an error only when none can.
 * A picture is an article too, and so is a folder or archive of nothing but pictures.  Lists of photos
 * (photos.csv, photos.yaml) beside them or beside an article say what the article does not; photos that it
 * does not show are added to it.
 * Pictures are only ever read from the folder of the input or below it, or from the archive.
 * On failure the book is as it was before the call, but for notes that tell what was found.
 * Errors: SHEAF_ERROR_INPUT, _EMPTY, _FORMAT, _SYNTAX, _LIMIT, _BUSY, and _CONFIG for the sidecar. */
SHEAF_PUBLIC gboolean sheaf_book_read (SheafBook *book, const char *path, GError **error);

/* As sheaf_book_read(), for bytes that are already in memory, of any format.  `name` stands for the path in
 * messages and in the book's source appendix.  No picture is looked for but in the bytes, if they are an
 * archive, and no sidecar but that of the options. */
SHEAF_PUBLIC gboolean sheaf_book_read_bytes (SheafBook *book, GBytes *bytes, const char *name, GError **error);

/* --- Many inputs --- */

/* One input of many: what an article is made of, or a document with several. */
typedef struct {
    const char *key;   /* names it and no other wherever it is told of: "news/monday.html", "cc.warc.gz#1234"; UTF-8 */
    const char *path;  /* its file, or a folder of nothing but pictures; "-": standard input */
    const char *root;  /* the folder that was given, and that its pictures may lie in; NULL: the file's own */
    gint64 offset;     /* where in the file its record begins; -1: all of the file */
    const char *meta;  /* what a list says of it: a sidecar in JSON, which is also YAML; or NULL */
    const char *place; /* where the list says so, for messages: "week.ndjson:12"; or NULL */
    guint64 index;     /* how many inputs are before it, those of other shards as well */
    gpointer reserved[3];
} SheafInput;

/* What the paths, folders, patterns and lists that somebody gives stand for, one after the other: nothing is held of
 * those that are past but a few bytes, and of a folder only the names of what lies in it. */
typedef struct _SheafInputs SheafInputs;

/* What is one input. */
typedef enum {
    SHEAF_INPUTS_EACH, /* every file in a folder, every record of a web archive (WARC): for a book of each */
    SHEAF_INPUTS_WHOLE /* what was given, be it a folder or a web archive: for one book of all */
} SheafInputsMode;

/* Makes an empty collection of inputs.  Never fails.  Free it with sheaf_inputs_free(). */
SHEAF_PUBLIC SheafInputs *sheaf_inputs_new (SheafInputsMode mode);

/* Frees the inputs.  NULL is allowed. */
SHEAF_PUBLIC void sheaf_inputs_free (SheafInputs *inputs);

/* Adds the file or folder at `path`, or all files and folders that a pattern fits, as "news/2026-*.html": *, ? and
 * [a-z] stand for parts of a name, and ** for any number of folders.  It is a pattern only if there is no file of that
 * very name.  "-" stands for standard input.  Nothing is looked at before its turn.
 *
 * Of a folder and all below it, what may be an article is an input, in the order of the names, numbers by their value:
 * not hidden files, sidecars, lists of photos, pictures, nor what was saved with a page.  A folder of nothing but
 * pictures is one input, unless an article lies in a folder above it.  Links to folders are not followed. */
SHEAF_PUBLIC void sheaf_inputs_add_path (SheafInputs *inputs, const char *path);

/* Adds what the list at `path` names; "-" is standard input.  A list is text, a path in each line, where blank lines
 * and lines that begin with # do not count, or a manifest: an object of JSON in each line,
 * {"path": ..., "title": ...}, with "path", "id" and the keys of a sidecar.  Its first line may be {"shards": 8}.
 * Paths, which may be those of folders and patterns, begin at the list's own folder. */
SHEAF_PUBLIC void sheaf_inputs_add_list (SheafInputs *inputs, const char *path);

/* Keeps those inputs only that are in the shard `index`, counted from 0, of `n_shards`: each input is in one of
 * them, the same whatever other inputs there are.  To be called before the first sheaf_inputs_next(). */
SHEAF_PUBLIC void sheaf_inputs_set_shard (SheafInputs *inputs, guint index, guint n_shards);

/* The number of shards that a manifest among the lists asks for in its first line; 0: none does. */
SHEAF_PUBLIC guint sheaf_inputs_get_n_shards (SheafInputs *inputs);

/* Fills `input` with the next one; its strings live until the next call.  FALSE: there is none left, or, with an
 * error, something that was given is no input: the message names the file, and the line of a list.  Then call it again,
 * to go on with what comes next.
 * Errors: SHEAF_ERROR_INPUT, _EMPTY for a folder without an article, _CONFIG for a line of a list, _LIMIT, _BUSY. */
SHEAF_PUBLIC gboolean sheaf_inputs_next (SheafInputs *inputs, SheafInput *input, GError **error);

/* As sheaf_book_read(), for one of many inputs.  What a list says of it stands before what the article and its sidecar
 * say.  Standard input is for the caller to read.
 * Errors: those of sheaf_book_read(). */
SHEAF_PUBLIC gboolean sheaf_book_read_input (SheafBook *book, const SheafInput *input, GError **error);

/* --- Programs that shut themselves in --- */

/* The library opens nothing but the places of its inputs, what is named in options, and where it is told to write; and
 * it starts no program but sheaf-image, when the first picture needs it.  A program may take everything else from
 * itself, as sheaf does with Landlock and seccomp. */

/* The files and folders that must be readable for these inputs, each as a path without links; free them with
 * g_strfreev().  They are some sixty at most, or folders above them; lists are read for it.  NULL: nobody can say
 * before it is too late, since a list can be read only once, as standard input can. */
SHEAF_PUBLIC char **sheaf_inputs_find_places (SheafInputs *inputs);

/* What the library itself reads of the system: tables of languages, encodings and time zones.  NULL-terminated. */
SHEAF_PUBLIC const char *const *sheaf_system_places (void);

/* Starts what will start sheaf-image, which is done without the restrictions that the program has by then.  To be
 * called before there are other threads.  FALSE: there is no sheaf-image, and pictures stay as they are. */
SHEAF_PUBLIC gboolean sheaf_prepare_pictures (void);

/* --- The book --- */

/* Reads a user's glossary, YAML, CSV or TBX-Basic: term, definition, and aliases.  Its terms are explained in
 * every article of the book that uses them.  May be called again: later files add to earlier ones.
 * On failure the book is as it was before the call.
 * Errors: SHEAF_ERROR_INPUT, _CONFIG, _BUSY. */
SHEAF_PUBLIC gboolean sheaf_book_read_glossary (SheafBook *book, const char *path, GError **error);

/* Takes the terms that were read into `lender`, a book that may have no article, instead of any of its own: for many
 * books with one glossary.  `lender` must outlive the book, and nothing may be read into it any more.  What is wrong
 * with its terms are its notes, and whether they are used is not told. */
SHEAF_PUBLIC void sheaf_book_borrow_glossary (SheafBook *book, SheafBook *lender);

/* Puts the articles in the order and the parts of the options.  What is in the book twice, the same text or two
 * articles from one address, is left out but once, and so is what is older than the options allow: notes tell of it.
 * (A book that is for inspection, or of fragments, is left as it was read.)
 * Then looks through all articles for captions and credits, abbreviations and definitions, quotations
 * and their sources, and adds glossary and source appendix with links both ways.
 * Call it once, after the last read; further calls do nothing. */
SHEAF_PUBLIC void sheaf_book_enrich (SheafBook *book);

/* What sheaf_book_write() does about a file that is there already. */
typedef enum {
    SHEAF_WRITE_NEW,    /* refuses, with SHEAF_ERROR_EXISTS */
    SHEAF_WRITE_REPLACE /* puts the new book in its place in one step */
} SheafWriteMode;

/* Writes the book as EPUB 3.3 (https://www.w3.org/TR/epub-33/) to `path`.  The file appears whole
 * or not at all: it is written beside the target, synced and renamed.  A symbolic link at `path` is
 * replaced, not followed.  The book is not changed by it.
 * Errors: SHEAF_ERROR_EXISTS, _PLACE, _OUTPUT, _BUSY, _EMPTY for a book without articles, and _INPUT, _FORMAT or
 * _LIMIT when the picture of the options cannot be the cover. */
SHEAF_PUBLIC gboolean sheaf_book_write (SheafBook *book, const char *path, SheafWriteMode mode, GError **error);

/* As sheaf_book_write(), into memory.  Returns the bytes of the EPUB, to be freed by the caller with
 * g_bytes_unref(), or NULL and an error. */
SHEAF_PUBLIC GBytes *sheaf_book_write_bytes (SheafBook *book, GError **error);

/* A thumbnail of the cover of the EPUB at `path`: the picture, made to be no wider than `max_width` and no higher than
 * `max_height` pixels, in its proportions.  It is a JPEG, or a PNG or GIF for some covers that sheaf has not made; what
 * it is goes to `*media_type`, "image/jpeg".  The caller frees the bytes with g_bytes_unref(). Errors:
 * SHEAF_ERROR_INPUT, _EMPTY for a book without a cover, _FORMAT, _LIMIT. */
SHEAF_PUBLIC GBytes *sheaf_cover_thumbnail (const char *path, guint max_width, guint max_height,
                                            const char **media_type, GError **error);

/* --- Volumes --- */

/* Divides the book into volumes of at most `n_articles` articles and `n_bytes` bytes of its file, where 0 is no limit:
 * books of their own with the titles "Title, 1", "Title, 2", ..., a glossary and sources each, and the metadata of a
 * series.  Parts are kept whole where they fit.  The file of each volume is made and measured, not guessed at. Enriches
 * the book if that is not done.  A book that keeps to the limits stays whole: it has no volumes.
 * On failure the book is as it was.
 * Errors: as sheaf_book_write_bytes(), and SHEAF_ERROR_LIMIT for an article that is larger than a volume may be. */
SHEAF_PUBLIC gboolean sheaf_book_split (SheafBook *book, guint n_articles, guint64 n_bytes, GError **error);

/* The number of volumes; 0: the book is whole. */
SHEAF_PUBLIC guint sheaf_book_get_n_volumes (SheafBook *book);

/* The volume of that index, counted from 0.  It belongs to the book, and can be written, summed up and asked like any;
 * the book itself can be asked for references, but no longer be written. */
SHEAF_PUBLIC SheafBook *sheaf_book_get_volume (SheafBook *book, guint index);

/* The path of the volume of that number, counted from 1: "week-2.epub" for "week.epub".  Free it with g_free(). */
SHEAF_PUBLIC char *sheaf_volume_path (const char *path, guint number);

/* Writes all volumes to such paths, or a book that is whole to `path`, as sheaf_book_write() does.  All files are
 * written beside their places before the first is moved there; should moving one fail, the message says which are
 * there. */
SHEAF_PUBLIC gboolean sheaf_book_write_volumes (SheafBook *book, const char *path, SheafWriteMode mode, GError **error);

/* --- References --- */

/* How references are written down. */
typedef enum {
    SHEAF_REFERENCES_CSL_JSON, /* https://citationstyles.org, an array with a line for each entry */
    SHEAF_REFERENCES_BIBTEX    /* in UTF-8, for biblatex; BibTeX finds what it needs */
} SheafReferencesFormat;

/* The book's references, after sheaf_book_enrich(): its articles, and the people, works and pages that they cite,
 * each once.  The caller frees the string with g_free(). */
SHEAF_PUBLIC char *sheaf_book_get_references (SheafBook *book, SheafReferencesFormat format);

/* Finds the format that the ending of a path asks for: ".json" or ".bib", in either case.  FALSE: neither. */
SHEAF_PUBLIC gboolean sheaf_references_format_from_path (const char *path, SheafReferencesFormat *format);

/* Writes the references to `path`, in the format that its ending asks for, and as sheaf_book_write() writes.
 * Errors: SHEAF_ERROR_EXISTS, _PLACE, _OUTPUT, _BUSY. */
SHEAF_PUBLIC gboolean sheaf_book_write_references (SheafBook *book, const char *path, SheafWriteMode mode,
                                                   GError **error);

/* Says what was understood of every article in the book, one JSON object a line, in the form that
 * docs/inspect.md describes.  The caller frees the string with g_free(). */
SHEAF_PUBLIC char *sheaf_book_inspect_json (SheafBook *book);

/* Says the same as a YAML sidecar, which a person can correct and sheaf_book_read() takes back: a YAML
 * document for each article.  The caller frees the string with g_free(). */
SHEAF_PUBLIC char *sheaf_book_inspect_yaml (SheafBook *book);

/* Dumps the node tree of every article as indented text: for tests and bug reports.
 * The caller frees the string with g_free(). */
SHEAF_PUBLIC char *sheaf_book_dump (SheafBook *book);

/* What a book holds.  NULL: not known. */
typedef struct {
    const char *title;       /* of the book */
    char **authors;          /* of its articles, each once; NULL-terminated, never NULL */
    const char *publication; /* that all articles are of */
    const char *published;   /* the latest date of an article, ISO 8601 */
    const char *language;    /* of the book */
    const char *identifier;  /* of the book, "urn:uuid:..." */
    const char *dek;         /* of its only article */
    guint n_words;           /* of the articles; of scripts without spaces, characters */
    guint n_articles;        /* as read, without glossary and source appendix */
    guint n_pictures;
    guint n_captions;
    guint n_terms; /* entries of the glossary */
    guint n_sources;
} SheafSummary;

/* Fills `summary`; its strings belong to the book. */
SHEAF_PUBLIC void sheaf_book_get_summary (SheafBook *book, SheafSummary *summary);

/* A file that the book was made of, or that was looked for. */
typedef struct {
    const char *name;   /* from the input's root, or its own folder: "2026/monday.html"; a folder's ends in "/" */
    const char *sha256; /* of what it holds, of the names in a folder; NULL: that does not matter, or it is not there */
    gboolean is_there;
} SheafFile;

/* The number of such files so far, of all inputs: 0 unless the options ask for them. */
SHEAF_PUBLIC guint sheaf_book_get_n_files (SheafBook *book);

/* Fills `file` with the one of that index, counted from 0, in the order of their names; its strings belong to the
 * book. */
SHEAF_PUBLIC void sheaf_book_get_file (SheafBook *book, guint index, SheafFile *file);

/* Whether the files are as they were when a book was made of the input, so that it would come out the same. */
SHEAF_PUBLIC gboolean sheaf_input_has_files (const SheafInput *input, const SheafFile *files, guint n_files);

/* How much a note matters. */
typedef enum {
    SHEAF_SEVERITY_INFO,    /* worth knowing */
    SHEAF_SEVERITY_WARNING, /* the book is whole, but something in it could be better */
    SHEAF_SEVERITY_LOSS     /* something of the input is not in the book */
} SheafSeverity;

/* A note: something was found, and something was done about it. */
typedef struct {
    const char *code; /* stable: "picture-missing"; sheaf(1) lists them all */
    SheafSeverity severity;
    const char *input; /* the input it is about */
    guint line;        /* line of the input, counted from 1; 0 when the note is about all of it */
    const char *message;
} SheafNote;

/* The number of notes so far. */
SHEAF_PUBLIC guint sheaf_book_get_n_notes (SheafBook *book);

/* Fills `note` with the note of that index, counted from 0; its strings belong to the book. */
SHEAF_PUBLIC void sheaf_book_get_note (SheafBook *book, guint index, SheafNote *note);

/* "info", "warning" or "loss". */
SHEAF_PUBLIC const char *sheaf_severity_name (SheafSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheafBook, sheaf_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheafInputs, sheaf_inputs_free)

G_END_DECLS

#endif
