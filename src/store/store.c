/* SPDX-License-Identifier: MIT */
#include "kind.h"

#include <string.h>

/* What references gave is kept until it is so much: many pages may name the same file. */
#define FOUND_LIMIT ((gsize) 64 * 1024 * 1024)

typedef struct {
    GBytes *bytes; /* NULL: none, because of */
    StoreProblem problem;
} Found;

static void
found_free (gpointer data)
{
    Found *found = data;

    g_clear_pointer (&found->bytes, g_bytes_unref);
    g_free (found);
}

void
store_init (Store *store, const StoreKind *kind)
{
    store->kind = kind;
    store->arena = arena_new ();
    store->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
}

void
store_watch (Store *store, SeenFiles *seen)
{
    store->seen = seen;
}

void
store_free (Store *store)
{
    if (store == NULL)
        return;
    g_hash_table_unref (store->found);
    arena_free (store->arena);
    store->kind->free (store);
}

static GBytes *
take_found (const Found *found, gsize limit, StoreProblem *problem)
{
    *problem = found->bytes == NULL ? found->problem : STORE_FAILED;
    return found->bytes != NULL && g_bytes_get_size (found->bytes) <= limit ? g_bytes_ref (found->bytes) : NULL;
}

/* Reads the file, or remembers what became of that. */
static GBytes *
read_once (Store *store, const char *name, gsize limit, StoreProblem *problem)
{
    Found *found = g_hash_table_lookup (store->found, name);
    GBytes *bytes;

    if (found != NULL)
        return take_found (found, limit, problem);
    bytes = store->kind->read (store, name, limit, problem, NULL);
    if (store->n_found + (bytes != NULL ? g_bytes_get_size (bytes) : 0) > FOUND_LIMIT)
        return bytes;
    found = g_new0 (Found, 1);
    found->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
    found->problem = *problem;
    store->n_found += bytes != NULL ? g_bytes_get_size (bytes) : 0;
    g_hash_table_insert (store->found, g_strdup (name), found);
    return bytes;
}

GBytes *
store_read (Store *store, const char *from, const char *reference, gsize limit, StoreProblem *problem)
{
    const StoreKind *kind = store != NULL ? store->kind : NULL;
    g_auto (GStrv) names = NULL;
    GBytes *bytes = NULL;

    *problem = STORE_MISSING;
    if (kind != NULL)
        names = kind->resolve (from, reference, problem);
    else
        names = reference_to_paths ("", reference, problem);
    for (char **name = names; name != NULL && *name != NULL && kind != NULL && bytes == NULL; name++) {
        StoreProblem found = STORE_MISSING;

        bytes = read_once (store, *name, limit, &found);
        if (found != STORE_MISSING)
            *problem = found;
    }
    return bytes;
}

char *
store_resolve (Store *store, const char *from, const char *reference)
{
    StoreProblem problem;
    g_auto (GStrv) names = store->kind->resolve (from, reference, &problem);

    for (char **name = names; name != NULL && *name != NULL; name++)
        if (store->kind->has (store, *name))
            return g_strdup (*name);
    return NULL;
}

GBytes *
store_read_member (Store *store, const char *name, gsize limit, GError **error)
{
    StoreProblem problem;

    return store->kind->read (store, name, limit, &problem, error);
}

GBytes *
store_read_beside (Store *store, const char *member, const char *ending, gsize limit)
{
    const char *base = strrchr (member, '/'), *dot = strrchr (base != NULL ? base : member, '.');
    g_autofree char *in_place =
        g_strdup_printf ("%.*s%s", (int) (dot != NULL ? (gsize) (dot - member) : strlen (member)), member, ending);
    g_autofree char *behind = g_strconcat (member, ending, NULL);
    StoreProblem problem;

    if (store_has (store, behind))
        return store->kind->read (store, behind, limit, &problem, NULL);
    return store_has (store, in_place) ? store->kind->read (store, in_place, limit, &problem, NULL) : NULL;
}

gboolean
store_has (Store *store, const char *name)
{
    return store->kind->has (store, name);
}

gboolean
store_has_beside (Store *store, const char *name, gboolean (*accepts) (const char *name))
{
    const char *slash = strrchr (name, '/');
    g_autofree char *folder = g_strndup (name, slash != NULL ? (gsize) (slash - name) : 0);
    g_autofree char *listing = g_strconcat (slash != NULL ? folder : ".", "/", NULL);
    gboolean is_there = store->kind->has_beside != NULL && store->kind->has_beside (store, name, accepts);

    seen_presence (store->seen, listing, is_there);
    return is_there;
}

void
store_add_member (Store *store, GPtrArray *members, const char *name, const char *fault)
{
    StoreMember *member = arena_make (store->arena, StoreMember);

    member->name = arena_strdup (store->arena, name);
    member->fault = fault;
    g_ptr_array_add (members, member);
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
    return text_compare_names ((*(StoreMember *const *) a)->name, (*(StoreMember *const *) b)->name);
}

static void
see_members (const Store *store)
{
    g_autoptr (GString) names = store->seen != NULL ? g_string_new (NULL) : NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (names == NULL)
        return;
    for (guint i = 0; i < store->members->len; i++)
        g_string_append_printf (names, "%s\n", ((const StoreMember *) g_ptr_array_index (store->members, i))->name);
    bytes = g_string_free_to_bytes (g_steal_pointer (&names));
    seen_bytes (store->seen, "./", bytes);
}

const GPtrArray *
store_list (Store *store, GError **error)
{
    GPtrArray *members;

    if (store->members != NULL)
        return store->members;
    members = arena_ptr_array (store->arena);
    if (!store->kind->list (store, members, error))
        return NULL;
    g_ptr_array_sort (members, compare_members);
    store->members = members;
    see_members (store);
    return members;
}
