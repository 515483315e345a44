/* SPDX-License-Identifier: MIT */
#include "inputs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* What was given, until its turn comes. */
typedef struct {
    char *path;
    gboolean is_list;
} Given;

struct _SheafInputs {
    SheafInputsMode mode;
    GQueue given;       /* Given */
    GPtrArray *sources; /* InputSource: each was opened by the one before it */
    InputKeys *keys;
    GHashTable *folders; /* the name of a folder in keys -> its path */
    guint shard, n_shards;

    /* What was given out last. */
    char *key, *path, *root, *meta, *place;
    gint64 offset;
};

static void
given_free (gpointer data)
{
    Given *given = data;

    g_free (given->path);
    g_free (given);
}

static void
source_free (gpointer data)
{
    InputSource *source = data;

    source->free (source);
}

SheafInputs *
sheaf_inputs_new (SheafInputsMode mode)
{
    SheafInputs *inputs = g_new0 (SheafInputs, 1);

    inputs->mode = mode;
    g_queue_init (&inputs->given);
    inputs->sources = g_ptr_array_new_with_free_func (source_free);
    inputs->keys = input_keys_new ();
    inputs->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    inputs->n_shards = 1;
    return inputs;
}

static void
forget (SheafInputs *inputs)
{
    g_clear_pointer (&inputs->key, g_free);
    g_clear_pointer (&inputs->path, g_free);
    g_clear_pointer (&inputs->root, g_free);
    g_clear_pointer (&inputs->meta, g_free);
    g_clear_pointer (&inputs->place, g_free);
}

void
sheaf_inputs_free (SheafInputs *inputs)
{
    if (inputs == NULL)
        return;
    forget (inputs);
    g_queue_clear_full (&inputs->given, given_free);
    g_ptr_array_unref (inputs->sources);
    input_keys_free (inputs->keys);
    g_hash_table_unref (inputs->folders);
    g_free (inputs);
}

static void
add (SheafInputs *inputs, const char *path, gboolean is_list)
{
    Given *given = g_new (Given, 1);

    given->path = g_strdup (path);
    given->is_list = is_list;
    g_queue_push_tail (&inputs->given, given);
}

void
sheaf_inputs_add_path (SheafInputs *inputs, const char *path)
{
    add (inputs, path, FALSE);
}

void
sheaf_inputs_add_list (SheafInputs *inputs, const char *path)
{
    add (inputs, path, TRUE);
}

guint
sheaf_inputs_get_n_shards (SheafInputs *inputs)
{
    return 0;
}

void
sheaf_inputs_set_shard (SheafInputs *inputs, guint index, guint n_shards)
{
    g_return_if_fail (index < n_shards);
    inputs->shard = index;
    inputs->n_shards = n_shards;
}

Step
inputs_push (SheafInputs *inputs, InputSource *source)
{
    g_ptr_array_add (inputs->sources, source);
    return STEP_AGAIN;
}

Step
inputs_give (SheafInputs *inputs, const Candidate *candidate)
{
    guint64 hash;

    forget (inputs);
    inputs->key = input_keys_claim (inputs->keys, candidate->key, &hash);
    if (hash % inputs->n_shards != inputs->shard)
        return STEP_AGAIN;
    inputs->path = g_strdup (candidate->path);
    inputs->root = g_strdup (candidate->root);
    inputs->meta = g_strdup (candidate->meta);
    inputs->place = g_strdup (candidate->place);
    inputs->offset = candidate->offset;
    return STEP_FOUND;
}

char *
inputs_name_folder (SheafInputs *inputs, const char *path)
{
    g_autofree char *whole = g_canonicalize_filename (path, NULL), *base = g_path_get_basename (whole);
    char *name = g_strdup (base);

    for (guint n = 2;; n++) {
        const char *other = g_hash_table_lookup (inputs->folders, name);

        if (other == NULL)
            g_hash_table_insert (inputs->folders, g_strdup (name), g_strdup (whole));
        if (other == NULL || g_str_equal (other, whole))
            return name;
        g_free (name);
        name = g_strdup_printf ("%s~%u", base, n);
    }
}

static Step
fail (const char *path, int cause, GError **error)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: cannot be opened: %s", path, g_strerror (cause));
    return STEP_ERROR;
}

Step
inputs_open (SheafInputs *inputs, const Candidate *candidate, GError **error)
{
    struct stat status;
    InputSource *source;

    if (g_str_equal (candidate->path, "-"))
        return inputs_give (inputs, candidate);
    if (stat (candidate->path, &status) < 0)
        return fail (candidate->path, errno, error);
    if (!S_ISDIR (status.st_mode) || inputs->mode == SHEAF_INPUTS_WHOLE)
        return inputs_give (inputs, candidate);
    source = folder_source_new (candidate, NULL, error);
    return source != NULL ? inputs_push (inputs, source) : STEP_ERROR;
}

/* A folder is called by its name in keys, and a file by its own. */
static Step
open_path (SheafInputs *inputs, const char *path, GError **error)
{
    g_autofree char *key =
        g_file_test (path, G_FILE_TEST_IS_DIR) ? inputs_name_folder (inputs, path) : g_path_get_basename (path);
    Candidate candidate = { .key = key, .path = path, .offset = -1 };

    return inputs_open (inputs, &candidate, error);
}

static Step
open_given (SheafInputs *inputs, GError **error)
{
    Given *given = g_queue_pop_head (&inputs->given);
    Step step = STEP_END;

    if (given == NULL)
        return STEP_END;
    step = open_path (inputs, given->path, error);
    given_free (given);
    return step;
}

static Step
step (SheafInputs *inputs, GError **error)
{
    InputSource *source = inputs->sources->len > 0 ? inputs->sources->pdata[inputs->sources->len - 1] : NULL;
    Step step;

    if (source == NULL)
        return open_given (inputs, error);
    step = source->next (source, inputs, error);
    if (step != STEP_END)
        return step;
    g_ptr_array_set_size (inputs->sources, (gint) inputs->sources->len - 1);
    return STEP_AGAIN;
}

gboolean
sheaf_inputs_next (SheafInputs *inputs, SheafInput *input, GError **error)
{
    Step found;

    memset (input, 0, sizeof *input);
    do
        found = step (inputs, error);
    while (found == STEP_AGAIN);
    if (found != STEP_FOUND)
        return FALSE;
    input->key = inputs->key;
    input->path = inputs->path;
    input->root = inputs->root;
    input->offset = inputs->offset;
    input->meta = inputs->meta;
    input->place = inputs->place;
    return TRUE;
}
