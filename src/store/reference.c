/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "kind.h"

/* References as RFC 3986 has them, and as pages write them. */

/* The length of the scheme with its colon, or 0. */
static gsize
scheme_length (const char *reference)
{
    const char *p = reference;

    if (!g_ascii_isalpha (*p))
        return 0;
    while (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.')
        p++;
    return *p == ':' ? (gsize) (p - reference) + 1 : 0;
}

static gboolean
has_control (const char *text)
{
    for (; *text != '\0'; text++)
        if ((guchar) *text < 0x20 || *text == 0x7f)
            return TRUE;
    return FALSE;
}

/* Once, and whatever is no escape stays.  NULL when there is a NUL in it. */
static char *
percent_decode (const char *text)
{
    GString *decoded = g_string_new (NULL);

    for (const char *p = text; *p != '\0'; p++) {
        int escaped = *p == '%' ? text_hex_byte (p + 1) : -1;

        g_string_append_c (decoded, escaped >= 0 ? (char) escaped : *p);
        p += escaped >= 0 ? 2 : 0;
    }
    return g_string_free (decoded, strlen (decoded->str) != decoded->len);
}

/* Resolves "." and ".." from left to right.  NULL when they lead out of the root. */
static char *
remove_dots (const char *path)
{
    g_auto (GStrv) segments = g_strsplit (path, "/", -1);
    g_autoptr (GPtrArray) kept = g_ptr_array_new ();

    for (char **segment = segments; *segment != NULL; segment++) {
        if (g_str_equal (*segment, "..") && kept->len == 0)
            return NULL;
        if (g_str_equal (*segment, ".."))
            g_ptr_array_set_size (kept, (gint) kept->len - 1);
        else if (**segment != '\0' && !g_str_equal (*segment, "."))
            g_ptr_array_add (kept, *segment);
    }
    g_ptr_array_add (kept, NULL);
    return g_strjoinv ("/", (char **) kept->pdata);
}

/* Adds the path that `path` is beside the file `from`; FALSE when it lies outside. */
static gboolean
add_path (GPtrArray *paths, const char *from, const char *path)
{
    const char *slash = strrchr (from, '/');
    g_autofree char *whole = g_strdup_printf ("%.*s/%s", slash != NULL ? (int) (slash - from) : 0, from, path);
    char *clean = remove_dots (whole);

    if (clean != NULL)
        g_ptr_array_add (paths, clean);
    return clean != NULL;
}

static void
add_form (GPtrArray *paths, const char *path, GNormalizeMode mode)
{
    char *form = g_utf8_normalize (path, -1, mode);

    if (form != NULL && !g_str_equal (form, path))
        g_ptr_array_add (paths, form);
    else
        g_free (form);
}

/* GLib's time to normalise grows by the square of the marks in a row. */
#define NORMALISED_SIZE 1024

/* A file's name may have been decomposed by the system that it was saved on, and the page's text not, or the
 * other way round. */
static void
add_other_forms (GPtrArray *paths)
{
    guint n_paths = paths->len;

    for (guint i = 0; i < n_paths; i++) {
        const char *path = g_ptr_array_index (paths, i);

        if (g_str_is_ascii (path) || strlen (path) > NORMALISED_SIZE)
            continue;
        add_form (paths, path, G_NORMALIZE_NFC);
        add_form (paths, path, G_NORMALIZE_NFD);
    }
}

/* What a reference to something that is in no folder means. */
static gboolean
is_elsewhere (const char *reference, StoreProblem *problem)
{
    gsize scheme = scheme_length (reference);

    if (strchr (reference, '\\') != NULL || has_control (reference) || scheme == 2) /* "C:" */
        *problem = STORE_MISSING;
    else if (text_has_prefix_ci (reference, "file:") || (*reference == '/' && reference[1] != '/'))
        *problem = STORE_OUTSIDE;
    else if (text_has_prefix_ci (reference, "cid:"))
        *problem = STORE_MISSING;
    else if (scheme > 0 || *reference == '/')
        *problem = STORE_REMOTE;
    else
        return FALSE;
    return TRUE;
}

char **
reference_to_paths (const char *from, const char *reference, StoreProblem *problem)
{
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *stripped = g_strstrip (g_strdup (reference));
    char *query;
    g_autofree char *decoded = NULL, *with_query = NULL;

    if (is_elsewhere (stripped, problem))
        return NULL;
    stripped[strcspn (stripped, "#")] = '\0';
    with_query = percent_decode (stripped);
    query = strchr (stripped, '?');
    if (query != NULL)
        *query = '\0';
    decoded = percent_decode (stripped);
    *problem = STORE_MISSING;
    if (with_query == NULL || has_control (with_query) || *decoded == '\0' || g_str_has_suffix (decoded, "/"))
        return NULL;
    /* What saves a page may keep the query in the name of the file. */
    if ((query != NULL && !add_path (paths, from, with_query)) || !add_path (paths, from, decoded)) {
        *problem = STORE_OUTSIDE;
        return NULL;
    }
    add_other_forms (paths);
    g_ptr_array_add (paths, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

char **
reference_to_addresses (const char *from, const char *reference, StoreProblem *problem)
{
    g_autofree char *stripped = g_strstrip (g_strdup (reference));
    g_autofree char *address = NULL;
    char *names[3] = { NULL };

    *problem = STORE_MISSING;
    if (*stripped == '\0' || has_control (stripped))
        return NULL;
    address = text_resolve (from, stripped);
    if (text_has_prefix_ci (address != NULL ? address : stripped, "file:"))
        *problem = STORE_OUTSIDE;
    else if (text_has_prefix_ci (address != NULL ? address : stripped, "http"))
        *problem = STORE_REMOTE;
    names[0] = address != NULL ? address : stripped;
    names[1] = address != NULL ? stripped : NULL;
    return g_strdupv (names);
}
