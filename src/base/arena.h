/* SPDX-License-Identifier: MIT */
#ifndef ARENA_H
#define ARENA_H

#include <glib.h>

/* An arena owns all that is allocated in it and frees it in one go: an article's nodes and strings
 * live as long as the article, so a node can be moved or forgotten and nothing leaks. */
typedef struct _Arena Arena;

Arena *arena_new (void);
void arena_free (Arena *arena);

/* Zero-filled memory, aligned for any type. */
gpointer arena_alloc (Arena *arena, gsize size);
#define arena_make(arena, Type) ((Type *) arena_alloc ((arena), sizeof (Type)))

/* Copies of strings; a NULL string gives NULL. */
char *arena_strdup (Arena *arena, const char *string);
char *arena_strndup (Arena *arena, const char *string, gsize length);
char *arena_printf (Arena *arena, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Copies a string, frees it with g_free(), and returns the copy. */
char *arena_take (Arena *arena, char *string);

/* A NULL-terminated copy of the strings of `strings` (an array of char *), or of `strv`. */
char **arena_strv (Arena *arena, GPtrArray *strings);
char **arena_strdupv (Arena *arena, char *const *strv);

/* Takes something that is not made of the arena's memory: `destroy` is called on it when the arena is
 * freed.  Returns `owned`. */
gpointer arena_own (Arena *arena, gpointer owned, GDestroyNotify destroy);

/* An array of pointers that lives as long as the arena. */
GPtrArray *arena_ptr_array (Arena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arena, arena_free)

#endif
