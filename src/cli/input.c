/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "memory.h"

static const char standard_input[] = "standard input";

gboolean
is_standard (const char *path)
{
    return strcmp (path, "-") == 0;
}

SheafBook *
book_open (const SheafOptions *options, char **glossaries, GError **error)
{
    g_autoptr (SheafBook) book = sheaf_book_new (options);

    for (guint i = 0; glossaries != NULL && glossaries[i] != NULL; i++) {
        memory_is_for (glossaries[i]);
        if (!sheaf_book_read_glossary (book, glossaries[i], error))
            return NULL;
    }
    return g_steal_pointer (&book);
}

static GBytes *
read_standard_input (GError **error)
{
    g_autoptr (GByteArray) data = g_byte_array_new ();
    guint8 chunk[65536];
    gsize n_read;

    while ((n_read = fread (chunk, 1, sizeof chunk, stdin)) > 0) {
        if (data->len + n_read > INPUT_LIMIT) {
            g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "%s: has more than %" G_GSIZE_FORMAT " bytes",
                         standard_input, INPUT_LIMIT);
            return NULL;
        }
        g_byte_array_append (data, chunk, (guint) n_read);
    }
    if (ferror (stdin)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: cannot be read: %s", standard_input,
                     g_strerror (errno));
        return NULL;
    }
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

gboolean
book_read_input (SheafBook *book, const SheafInput *input, GError **error)
{
    g_autoptr (GBytes) bytes = NULL;

    memory_is_for (is_standard (input->path) ? standard_input : input->path);
    if (!is_standard (input->path))
        return sheaf_book_read_input (book, input, error);
    bytes = read_standard_input (error);
    return bytes != NULL && sheaf_book_read_bytes (book, bytes, standard_input, error);
}

SheafInputs *
inputs_given (char **paths, char **lists, SheafInputsMode mode)
{
    SheafInputs *inputs = sheaf_inputs_new (mode);

    for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
        sheaf_inputs_add_path (inputs, paths[i]);
    for (guint i = 0; lists != NULL && lists[i] != NULL; i++)
        sheaf_inputs_add_list (inputs, lists[i]);
    return inputs;
}

gboolean
inputs_are_several (char **paths, char **lists)
{
    g_autoptr (SheafInputs) inputs = inputs_given (paths, NULL, SHEAF_INPUTS_WHOLE);
    SheafInput input;
    guint n = 0;

    if (lists != NULL || g_strv_length (paths) > 1)
        return TRUE;
    while (n < 2 && sheaf_inputs_next (inputs, &input, NULL))
        n++;
    return n == 2;
}
