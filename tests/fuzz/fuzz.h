/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdlib.h>

#include "sheaf.h"

/* What reads anything that somebody else has written is a target: a function that takes any bytes.  It aborts when
 * something is wrong with what it makes of them; the sanitizers see to the rest.
 *
 *   targets       all of them
 *   fuzzer        one of them for libFuzzer, which clang brings
 *   replay        all of them for any compiler: seeds and corpus, each as it is and somewhat changed
 *   files         inputs that are several files
 *   check-*       what must hold of a tree, of an article and of a book */

typedef struct {
    const char *name;
    void (*run) (const guint8 *data, gsize size, const char *file);
    const char *file; /* the name of the file that the bytes are of, for targets that are one function; or NULL */
} FuzzTarget;

extern const FuzzTarget fuzz_targets[];
extern const guint n_fuzz_targets;

/* Sets up what all of them need. */
void fuzz_prepare (void);

const FuzzTarget *fuzz_find (const char *name);

/* ---- the targets ---- */

void fuzz_book (const guint8 *data, gsize size, const char *file);
void fuzz_caption (const guint8 *data, gsize size, const char *file);
void fuzz_dom (const guint8 *data, gsize size, const char *file);
void fuzz_epub (const guint8 *data, gsize size, const char *file);
void fuzz_exif (const guint8 *data, gsize size, const char *file);
void fuzz_glossary (const guint8 *data, gsize size, const char *file);
void fuzz_iim (const guint8 *data, gsize size, const char *file);
void fuzz_journal (const guint8 *data, gsize size, const char *file);
void fuzz_manifest (const guint8 *data, gsize size, const char *file);
void fuzz_pattern (const guint8 *data, gsize size, const char *file);
void fuzz_photos (const guint8 *data, gsize size, const char *file);
void fuzz_picture (const guint8 *data, gsize size, const char *file);
void fuzz_reader (const guint8 *data, gsize size, const char *file);
void fuzz_sidecar (const guint8 *data, gsize size, const char *file);
void fuzz_warc (const guint8 *data, gsize size, const char *file);
void fuzz_words (const guint8 *data, gsize size, const char *file);
void fuzz_xmp (const guint8 *data, gsize size, const char *file);

/* ---- what they are made of ---- */

/* Ends the program, with what is wrong. */
#define CHECK(is_right, ...)                                                                                           \
    do {                                                                                                               \
        if (!(is_right))                                                                                               \
            fuzz_fail (#is_right, __VA_ARGS__);                                                                        \
    } while (0)

void fuzz_fail (const char *what, const char *format, ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;

/* Files that one input stands for: before each stands a line "== name".  What has no such line is one file without a
 * name. */
typedef struct {
    char *name; /* or NULL */
    GBytes *bytes;
} FuzzFile;

GArray *fuzz_split (const guint8 *data, gsize size);

/* The file of that name, or NULL. */
const FuzzFile *fuzz_file (const GArray *files, const char *name);

/* A ZIP archive of all of them. */
GBytes *fuzz_zip (const GArray *files);

/* The bytes as text as the decoder makes it: UTF-8 in NFC, without what XML cannot hold.  Free it with g_free(). */
char *fuzz_text_of (const guint8 *data, gsize size);

/* The path of a file in memory, and the descriptor to be closed. */
int fuzz_memory_file (GBytes *bytes, char **path);

/* The text, which may be NULL, is none or is UTF-8 that XML can hold. */
void check_text (const char *text);

/* The trees of all articles hold together. */
void check_articles (SheafBook *book);

/* The file of the book is one that readers take, and nothing of the articles' text is missing in it. */
void check_epub (SheafBook *book, GBytes *epub);

#endif
