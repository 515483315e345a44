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

/* A folder and all below it. */
Store *store_new_folder (const char *folder);

void store_free (Store *store);

/* The file that the member `from` of the store ("news/monday.html") means by `reference`, a URL reference as
 * in RFC 3986: percent-decoded once, without query and fragment.  At most `limit` bytes.  NULL, with
 * *problem, when there is none to be had.  `store` may be NULL: it has nothing. */
GBytes *store_read (Store *store, const char *from, const char *reference, gsize limit, StoreProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_free)

#endif
