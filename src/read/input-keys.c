/* SPDX-License-Identifier: MIT */
#include "input-keys.h"

#include <string.h>

/* Open addressing with linear probing: where a SHA-256 begins is as good as drawn at random. */
struct _InputKeys {
    guint64 *hashes; /* 0: nothing is here */
    guint32 *counts; /* how many inputs wanted it */
    gsize n_slots;   /* a power of two */
    gsize n_used;
};

#define FIRST_SIZE 256

static void
allocate (InputKeys *keys, gsize n_slots)
{
    keys->hashes = g_new0 (guint64, n_slots);
    keys->counts = g_new0 (guint32, n_slots);
    keys->n_slots = n_slots;
}

InputKeys *
input_keys_new (void)
{
    InputKeys *keys = g_new0 (InputKeys, 1);

    allocate (keys, FIRST_SIZE);
    return keys;
}

void
input_keys_free (InputKeys *keys)
{
    if (keys == NULL)
        return;
    g_free (keys->hashes);
    g_free (keys->counts);
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
    InputKeys old = *keys;

    allocate (keys, old.n_slots * 2);
    for (gsize i = 0; i < old.n_slots; i++) {
        gsize slot = old.hashes[i] != 0 ? find_slot (keys, old.hashes[i]) : 0;

        if (old.hashes[i] == 0)
            continue;
        keys->hashes[slot] = old.hashes[i];
        keys->counts[slot] = old.counts[i];
    }
    g_free (old.hashes);
    g_free (old.counts);
}

/* How many wanted the key so far, this time included. */
static guint32 *
count_of (InputKeys *keys, guint64 hash)
{
    gsize slot;

    if (4 * keys->n_used >= 3 * keys->n_slots)
        grow (keys);
    slot = find_slot (keys, hash);
    if (keys->hashes[slot] == 0) {
        keys->hashes[slot] = hash;
        keys->n_used++;
    }
    return &keys->counts[slot];
}

static guint64
hash_key (const char *key)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;
    guint64 hash = 0;

    g_checksum_update (checksum, (const guchar *) key, (gssize) strlen (key));
    g_checksum_get_digest (checksum, digest, &length);
    for (guint i = 0; i < 8; i++)
        hash = hash << 8 | digest[i];
    return hash;
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

/* An empty slot is a hash of 0: who has it shares it with 1. */
static guint64
stored (guint64 hash)
{
    return hash != 0 ? hash : 1;
}

char *
input_keys_claim (InputKeys *keys, const char *wanted, guint64 *hash)
{
    g_autofree char *text = make_text (wanted);
    char *key = g_strdup (text);
    guint64 first = hash_key (key);

    for (*hash = first; *count_of (keys, stored (*hash)) > 0; *hash = hash_key (key)) {
        g_free (key);
        key = g_strdup_printf ("%s~%u", text, ++*count_of (keys, stored (first)));
    }
    *count_of (keys, stored (*hash)) = 1;
    return key;
}
