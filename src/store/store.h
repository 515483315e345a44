/* SPDX-License-Identifier: MIT */
#ifndef STORE_H
#define STORE_H

#include "base/base.h"

/* Where the files of an input lie: a folder, an archive, the parts of a web archive.  Whatever a reference
 * says, nothing outside the store is opened, and nothing is fetched. */
typedef struct _Store Store;

/* Why a reference gave no file. */
typedef enum {
    STORE_MISSING, /* there is none */
    STORE_REMOTE,  /* it is on the web, and not in the store */
    STORE_OUTSIDE, /* it lies outside the store */
    STORE_FAILED,  /* it is no file, too large, or cannot be read */
} StoreProblem;

/* A folder and all below it.
 * Errors: SHEAF_ERROR_INPUT, _BUSY. */
Store *store_new_folder (const char *folder, GError **error);

/* Tells `seen` which files are read, or looked for, from now on: of a folder only, since whatever is in other stores
 * comes with them.  `seen` may be NULL, and must outlive the store. */
void store_watch (Store *store, SeenFiles *seen);

/* A ZIP archive in memory, of which a reference is kept.
 * Errors: SHEAF_ERROR_FORMAT, SHEAF_ERROR_LIMIT. */
Store *store_new_zip (GBytes *bytes, GError **error);

/* The same for the archive at `path`, of which no more is read than what is asked for.
 * Errors: SHEAF_ERROR_INPUT, _FORMAT, _LIMIT; the message does not name it. */
Store *store_new_zip_file (const char *path, GError **error);

/* The parts of a MIME message, which are added one by one. */
Store *store_new_parts (void);

/* Content transfer encodings of RFC 2045, 6. */
typedef enum {
    TRANSFER_IDENTITY,
    TRANSFER_QUOTED_PRINTABLE,
    TRANSFER_BASE64,
} Transfer;

/* Adds a part under a name, its address ("https://example.com/a.png", "cid:a@example.com"); the first of two
 * that have the same stays.  `bytes`, as they are transferred, get a reference. */
void store_add_part (Store *store, const char *name, GBytes *bytes, Transfer transfer);

void store_free (Store *store);

/* The file that the member `from` of the store ("news/monday.html") means by `reference`, a URL reference as
 * in RFC 3986: percent-decoded once, without query and fragment.  At most `limit` bytes.  NULL, with
 * *problem, when there is none to be had.  The same file gives the same bytes, not copies of them.  `store`
 * may be NULL: it has nothing. */
GBytes *store_read (Store *store, const char *from, const char *reference, gsize limit, StoreProblem *problem);

/* A file of the store. */
typedef struct {
    const char *name;  /* its path in the store: "news/monday.html" */
    const char *fault; /* why it cannot be read, or NULL */
} StoreMember;

/* The files of the store but hidden ones, in the order of their names, numbers by their value; lives as long
 * as the store.  Whatever could not be looked into is there with its fault.
 * Errors: SHEAF_ERROR_LIMIT when there are too many. */
const GPtrArray *store_list (Store *store, GError **error);

/* A member by its very name.
 * Errors: SHEAF_ERROR_INPUT, _FORMAT, _LIMIT, _BUSY; the message does not name it. */
GBytes *store_read_member (Store *store, const char *name, gsize limit, GError **error);

/* The file that goes with the member by its name: "a.xmp" or "a.jpg.xmp" with "a.jpg", for the ending ".xmp".  NULL:
 * there is none, or it is larger. */
GBytes *store_read_beside (Store *store, const char *member, const char *ending, gsize limit);

/* The name of the member that the reference means, as for store_read(), or NULL.  Free it with g_free(). */
char *store_resolve (Store *store, const char *from, const char *reference);

/* Whether there is a file in the same folder of the store, of another name that is accepted: the name without the
 * folder. */
gboolean store_has_beside (Store *store, const char *name, gboolean (*accepts) (const char *name));

/* Whether there is a file of that name, readable or not. */
gboolean store_has (Store *store, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_free)

#endif
