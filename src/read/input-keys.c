/* SPDX-License-Identifier: MIT */
#include "input-keys.h"

#include <string.h>

#include "base/base.h"

/* Open addressing with linear probing: where a SHA-256 begins is as good as drawn at random. */
struct _InputKeys {
    guint64 *hashes; /* 0: nothing is here */
    gsize n_slots;   /* a power of two */
    gsize n_used;
    GHashTable *repeats; /* of a key that several wanted, its hash -> how many; most are wanted once */
};

#define FIRST_SIZE 256

InputKeys *
input_keys_new (void)
{
    InputKeys *keys = g_new0 (InputKeys, 1);

    keys->n_slots = FIRST_SIZE;
    keys->hashes = g_new0 (guint64, keys->n_slots);
    keys->repeats = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    return keys;
}

void
input_keys_free (InputKeys *keys)
{
    if (keys == NULL)
        return;
    g_free (keys->hashes);
    g_hash_table_unref (keys->repeats);
    g_free (keys);
}

static gsize
find_slot (const InputKeys *keys, guint64 hash)
{
    gsize mask = keys->n_slots - 1, i = (gsize) hash & mask;

    while (keys->hashes[i] != 0 && keys->hashes[i] != hash)
        i = (i + 1) & mask;
    return i;
}

static void
grow (InputKeys *keys)
{
    g_autofree guint64 *old = keys->hashes;
    gsize n_old = keys->n_slots;

    keys->n_slots *= 2;
    keys->hashes = g_new0 (guint64, keys->n_slots);
    for (gsize i = 0; i < n_old; i++)
        if (old[i] != 0)
            keys->hashes[find_slot (keys, old[i])] = old[i];
}

/* Takes the hash, unless it was taken before: FALSE. */
static gboolean
take (InputKeys *keys, guint64 hash)
{
    guint64 stored = hash != 0 ? hash : 1; /* 0 is an empty slot */
    gsize slot;

    if (8 * keys->n_used >= 7 * keys->n_slots)
        grow (keys);
    slot = find_slot (keys, stored);
    if (keys->hashes[slot] != 0)
        return FALSE;
    keys->hashes[slot] = stored;
    keys->n_used++;
    return TRUE;
}

/* How many wanted a key that was taken before, with this time. */
static guint
count_repeat (InputKeys *keys, guint64 hash)
{
    guint n = MAX (1, GPOINTER_TO_UINT (g_hash_table_lookup (keys->repeats, &hash))) + 1;

    g_hash_table_insert (keys->repeats, g_memdup2 (&hash, sizeof hash), GUINT_TO_POINTER (n));
    return n;
}

/* A name of a file need not be text: what is none is shown as "\xff". */
static char *
make_text (const char *name)
{
    const char *end = name + strlen (name), *bad;
    GString *text;

    if (g_utf8_validate (name, -1, NULL))
        return g_strdup (name);
    text = g_string_new (NULL);
    while (!g_utf8_validate (name, end - name, &bad)) {
        g_string_append_len (text, name, bad - name);
        g_string_append_printf (text, "\\x%02x", (guchar) *bad);
        name = bad + 1;
    }
    g_string_append (text, name);
    return g_string_free (text, FALSE);
}

char *
input_keys_claim (InputKeys *keys, const char *wanted, guint64 *hash)
{
    g_autofree char *text = make_text (wanted);
    char *key = g_strdup (text);
    guint64 first = sha256_head (key);

    for (*hash = first; !take (keys, *hash); *hash = sha256_head (key)) {
        g_free (key);
        key = g_strdup_printf ("%s~%u", text, count_repeat (keys, first));
    }
    return key;
}
