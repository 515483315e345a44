/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "kind.h"

typedef struct {
    GBytes *bytes; /* as they are transferred */
    Transfer transfer;
} Part;

typedef struct {
    Store store;
    GHashTable *parts; /* name -> Part */
} Parts;

static void
part_free (gpointer data)
{
    Part *part = data;

    g_bytes_unref (part->bytes);
    g_free (part);
}

/* RFC 2045, 6.7.  What is no escape stays as it is. */
static GBytes *
decode_quoted_printable (const char *data, gsize size)
{
    char *decoded = g_malloc (size + 1);
    gsize length = 0;

    for (gsize i = 0; i < size; i++) {
        gsize n_left = size - i;
        int escaped = data[i] == '=' && n_left > 2 ? text_hex_byte (data + i + 1) : -1;

        if (data[i] != '=') {
            decoded[length++] = data[i];
        } else if (escaped >= 0) {
            decoded[length++] = (char) escaped;
            i += 2;
        } else if (n_left > 2 && data[i + 1] == '\r' && data[i + 2] == '\n') {
            i += 2;
        } else if (n_left > 1 && data[i + 1] == '\n') {
            i++;
        } else if (n_left > 1) {
            decoded[length++] = '=';
        }
    }
    return g_bytes_new_take (decoded, length);
}

static GBytes *
decode_base64 (const char *data, gsize size)
{
    guchar *decoded = g_malloc (size / 4 * 3 + 4);
    int state = 0;
    guint save = 0;
    gsize length = g_base64_decode_step (data, size, decoded, &state, &save);

    return g_bytes_new_take (decoded, length);
}

static GBytes *
decode (const Part *part)
{
    gsize size;
    const char *data = g_bytes_get_data (part->bytes, &size);

    switch (part->transfer) {
    case TRANSFER_IDENTITY: return g_bytes_ref (part->bytes);
    case TRANSFER_QUOTED_PRINTABLE: return decode_quoted_printable (data, size);
    case TRANSFER_BASE64: return decode_base64 (data, size);
    }
    g_return_val_if_reached (NULL);
}

static GBytes *
parts_read (Store *store, const char *name, gsize limit, StoreProblem *problem, GError **error)
{
    const Part *part = g_hash_table_lookup (((Parts *) store)->parts, name);
    g_autoptr (GBytes) bytes = part != NULL ? decode (part) : NULL;

    *problem = bytes == NULL ? STORE_MISSING : STORE_FAILED;
    if (bytes == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is no part of the archive");
    else if (g_bytes_get_size (bytes) > limit)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "has more than %" G_GSIZE_FORMAT " bytes", limit);
    else
        return g_steal_pointer (&bytes);
    return NULL;
}

static gboolean
parts_has (Store *store, const char *name)
{
    return g_hash_table_contains (((Parts *) store)->parts, name);
}

static gboolean
parts_list (Store *store, GPtrArray *members, GError **error)
{
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init (&iter, ((Parts *) store)->parts);
    while (g_hash_table_iter_next (&iter, &name, NULL))
        store_add_member (store, members, name, NULL);
    return TRUE;
}

static void
parts_free (Store *store)
{
    g_hash_table_unref (((Parts *) store)->parts);
    g_free (store);
}

static const StoreKind parts_kind = { parts_read, parts_has, parts_list, NULL, reference_to_addresses, parts_free };

Store *
store_new_parts (void)
{
    Parts *parts = g_new0 (Parts, 1);

    store_init (&parts->store, &parts_kind);
    parts->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, part_free);
    return &parts->store;
}

void
store_add_part (Store *store, const char *name, GBytes *bytes, Transfer transfer)
{
    GHashTable *parts = ((Parts *) store)->parts;
    Part *part;

    g_return_if_fail (store->kind == &parts_kind);
    if (g_hash_table_contains (parts, name))
        return;
    part = g_new (Part, 1);
    part->bytes = g_bytes_ref (bytes);
    part->transfer = transfer;
    g_hash_table_insert (parts, g_strdup (name), part);
}
