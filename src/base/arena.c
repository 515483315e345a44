/* SPDX-License-Identifier: MIT */
#include "arena.h"

#include <stddef.h>
#include <string.h>

/* A chunk is as large as all before it together: most articles of a feed are small, and there may be many. */
#define FIRST_CHUNK_SIZE 1024
#define CHUNK_SIZE (16 * 1024)

typedef struct _Chunk Chunk;
struct _Chunk {
    Chunk *next;
    max_align_t data[];
};

typedef struct _Owned Owned;
struct _Owned {
    Owned *next;
    gpointer data;
    GDestroyNotify destroy;
};

struct _Arena {
    Owned *owned;  /* the newest first */
    Chunk *chunks; /* the newest first: small things are cut from it */
    char *free;
    gsize n_free;
    gsize chunk_size; /* of the next one */
};

Arena *
arena_new (void)
{
    return g_new0 (Arena, 1);
}

void
arena_free (Arena *arena)
{
    if (arena == NULL)
        return;
    for (Owned *owned = arena->owned; owned != NULL; owned = owned->next)
        owned->destroy (owned->data);
    for (Chunk *chunk = arena->chunks, *next; chunk != NULL; chunk = next) {
        next = chunk->next;
        g_free (chunk);
    }
    g_free (arena);
}

static Chunk *
chunk_new (Arena *arena, gsize size)
{
    Chunk *chunk = g_malloc0 (sizeof (Chunk) + size);

    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

/* A thing larger than a quarter of a chunk gets a chunk of its own, so that little is wasted. */
gpointer
arena_alloc (Arena *arena, gsize size)
{
    gsize rounded = (size + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);
    gpointer memory;

    if (rounded > arena->n_free && rounded > FIRST_CHUNK_SIZE / 4 && rounded > arena->chunk_size / 4)
        return chunk_new (arena, rounded)->data;
    if (rounded > arena->n_free) {
        arena->n_free = arena->chunk_size > 0 ? arena->chunk_size : FIRST_CHUNK_SIZE;
        arena->free = (char *) chunk_new (arena, arena->n_free)->data;
        arena->chunk_size = MIN (arena->chunk_size > 0 ? 2 * arena->chunk_size : FIRST_CHUNK_SIZE, CHUNK_SIZE);
    }
    memory = arena->free;
    arena->free += rounded;
    arena->n_free -= rounded;
    return memory;
}

gpointer
arena_own (Arena *arena, gpointer data, GDestroyNotify destroy)
{
    Owned *owned = arena_make (arena, Owned);

    owned->data = data;
    owned->destroy = destroy;
    owned->next = arena->owned;
    arena->owned = owned;
    return data;
}

GPtrArray *
arena_ptr_array (Arena *arena)
{
    return arena_own (arena, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

char *
arena_strndup (Arena *arena, const char *string, gsize length)
{
    char *copy;

    if (string == NULL)
        return NULL;
    copy = arena_alloc (arena, length + 1);
    memcpy (copy, string, length);
    return copy;
}

char *
arena_strdup (Arena *arena, const char *string)
{
    return string == NULL ? NULL : arena_strndup (arena, string, strlen (string));
}

char *
arena_take (Arena *arena, char *string)
{
    char *copy = arena_strdup (arena, string);

    g_free (string);
    return copy;
}

char *
arena_printf (Arena *arena, const char *format, ...)
{
    g_autofree char *string = NULL;
    va_list arguments;

    va_start (arguments, format);
    string = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    return arena_strdup (arena, string);
}

char **
arena_strv (Arena *arena, GPtrArray *strings)
{
    char **strv = arena_alloc (arena, (strings->len + 1) * sizeof (char *));

    for (guint i = 0; i < strings->len; i++)
        strv[i] = arena_strdup (arena, g_ptr_array_index (strings, i));
    return strv;
}

char **
arena_strdupv (Arena *arena, char *const *strv)
{
    gsize n = 0;
    char **copy;

    while (strv != NULL && strv[n] != NULL)
        n++;
    copy = arena_alloc (arena, (n + 1) * sizeof (char *));
    for (gsize i = 0; i < n; i++)
        copy[i] = arena_strdup (arena, strv[i]);
    return copy;
}
