/* SPDX-License-Identifier: MIT */
#include "store.h"

struct _Store {
    char *folder;
};

Store *
store_new_folder (const char *folder)
{
    Store *store = g_new0 (Store, 1);

    store->folder = g_strdup (folder);
    return store;
}

void
store_free (Store *store)
{
    if (store == NULL)
        return;
    g_free (store->folder);
    g_free (store);
}

GBytes *
store_read (Store *store, const char *from, const char *reference, gsize limit, StoreProblem *problem)
{
    g_autofree char *name = g_uri_unescape_string (reference, NULL);
    GBytes *bytes;

    *problem =
        g_strrstr (reference, "://") != NULL || g_str_has_prefix (reference, "//") ? STORE_REMOTE : STORE_MISSING;
    if (store == NULL || name == NULL || *problem == STORE_REMOTE)
        return NULL;
    bytes = file_read_beneath (store->folder, name, limit, NULL);
    return bytes;
}
