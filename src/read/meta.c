/* SPDX-License-Identifier: MIT */
#include "meta.h"

#include <string.h>

#include "json-line.h"
#include "readers.h"

/* What a line says is copied into each of the articles that it is of: so much at most. */
#define COPIES_LIMIT ((gsize) 64 * 1024 * 1024)

#define MOST_SHARDS 100000

static gboolean
fail (const Yaml *value, const char *what, guint *column, GError **error)
{
    *column = value->column;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "%s", what);
    return FALSE;
}

static gboolean
take_text (const Yaml *value, const char **target, guint *column, GError **error)
{
    g_autofree char *what = NULL;

    *target = value->string;
    if (value->kind == YAML_SCALAR && !value->is_word && value->string != NULL && *value->string != '\0')
        return TRUE;
    what = g_strdup_printf ("%s must be a text", value->key);
    return fail (value, what, column, error);
}

static gboolean
take_shards (const Yaml *value, guint *n_shards, guint *column, GError **error)
{
    guint64 n;

    if (!value->is_word || !g_ascii_string_to_unsigned (value->string, 10, 1, MOST_SHARDS, &n, NULL))
        return fail (value, "shards must be a number from 1 to 100000", column, error);
    *n_shards = (guint) n;
    return TRUE;
}

static gboolean
take_own (MetaLine *meta, const Yaml *value, guint *column, GError **error)
{
    if (g_str_equal (value->key, "path"))
        return take_text (value, &meta->path, column, error);
    if (g_str_equal (value->key, "id"))
        return take_text (value, &meta->id, column, error);
    return take_shards (value, &meta->n_shards, column, error);
}

/* Takes the keys out of the object that no sidecar has. */
static Yaml *
split_own (Yaml *object)
{
    static const char *const names[] = { "path", "id", "shards", NULL };
    Yaml *own = NULL, **last = &own;

    for (Yaml **at = &object->first; *at != NULL;) {
        Yaml *member = *at;

        if (!g_strv_contains (names, member->key)) {
            at = &member->next;
            continue;
        }
        *at = member->next;
        member->next = NULL;
        *last = member;
        last = &member->next;
    }
    return own;
}

gboolean
meta_read_line (MetaLine *meta, Arena *arena, const char *text, gsize length, guint *column, GError **error)
{
    Yaml *object = json_parse_line (arena, text, length, column, error), *own = NULL;
    const Yaml *fault;
    g_autofree char *what = NULL;

    memset (meta, 0, sizeof *meta);
    if (object == NULL)
        return FALSE;
    if (object->kind != YAML_MAPPING)
        return fail (object, "a line of a manifest must be an object: {\"path\": ...}", column, error);
    own = split_own (object);
    fault = sidecar_fault (object, &what);
    if (fault != NULL)
        return fail (fault, what, column, error);
    for (; own != NULL; own = own->next)
        if (!take_own (meta, own, column, error))
            return FALSE;
    meta->is_bare = object->first == NULL;
    return TRUE;
}

/* It was read before, when the list was. */
gboolean
meta_apply (const Input *input, guint first, GError **error)
{
    const GPtrArray *articles = input->book->articles;
    gsize length = input->meta != NULL ? strlen (input->meta) : 0, n_articles = articles->len - first;
    g_autoptr (Arena) arena = arena_new ();
    Yaml *object;
    guint column;

    if (input->meta == NULL || n_articles == 0)
        return TRUE;
    object = json_parse_line (arena, input->meta, length, &column, error);
    if (object != NULL && n_articles > 1 && length > COPIES_LIMIT / n_articles) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "too much is said of so many articles");
        object = NULL;
    }
    if (object != NULL)
        split_own (object);
    for (guint i = first; object != NULL && i < articles->len; i++)
        if (!sidecar_apply_object (input, articles->pdata[i], object, error))
            object = NULL;
    if (object == NULL) {
        g_prefix_error (error, "%s: ", input->place != NULL ? input->place : "what is said of it");
        if (error != NULL)
            error_is_of_config (*error);
    }
    return object != NULL;
}
