/* SPDX-License-Identifier: MIT */
#include "inputs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "pattern.h"
#include "warc.h"

/* What was given, until its turn comes. */
typedef struct {
    char *path;
    gboolean is_list;
    InputSource *source; /* of a list that was looked into */
} Given;

struct _SheafInputs {
    SheafInputsMode mode;
    GQueue given;       /* Given */
    GPtrArray *sources; /* InputSource: each was opened by the one before it */
    InputKeys *keys;
    GHashTable *folders; /* the name of a folder in keys -> its path */
    InputPlaces *places; /* only they are asked for; or NULL */
    guint shard, n_shards;
    guint64 n_past;  /* inputs, of all shards */
    Candidate *last; /* that was given out, with its own key; or NULL */
};

static void
source_free (gpointer data)
{
    InputSource *source = data;

    source->free (source);
}

static void
given_free (gpointer data)
{
    Given *given = data;

    if (given->source != NULL)
        source_free (given->source);
    g_free (given->path);
    g_free (given);
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

void
sheaf_inputs_free (SheafInputs *inputs)
{
    if (inputs == NULL)
        return;
    candidate_free (inputs->last);
    g_queue_clear_full (&inputs->given, given_free);
    g_ptr_array_unref (inputs->sources);
    input_keys_free (inputs->keys);
    g_hash_table_unref (inputs->folders);
    g_free (inputs);
}

static void
add (SheafInputs *inputs, const char *path, gboolean is_list)
{
    Given *given = g_new0 (Given, 1);

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

/* A list that cannot be opened is told of when its turn comes. */
guint
sheaf_inputs_get_n_shards (SheafInputs *inputs)
{
    guint n_shards = 0;

    for (GList *at = inputs->given.head; at != NULL && n_shards == 0; at = at->next) {
        Given *given = at->data;

        if (given->is_list && given->source == NULL)
            given->source = list_source_new (given->path, NULL);
        if (given->source != NULL)
            n_shards = list_source_get_n_shards (given->source);
    }
    return n_shards;
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
    return STEP_OPENED;
}

Candidate *
candidate_copy (const Candidate *candidate)
{
    Candidate *copy = g_new (Candidate, 1);

    *copy = (Candidate){
        .key = g_strdup (candidate->key),
        .path = g_strdup (candidate->path),
        .root = g_strdup (candidate->root),
        .offset = candidate->offset,
        .meta = g_strdup (candidate->meta),
        .place = g_strdup (candidate->place),
    };
    return copy;
}

void
candidate_free (Candidate *candidate)
{
    if (candidate == NULL)
        return;
    g_free ((char *) candidate->key);
    g_free ((char *) candidate->path);
    g_free ((char *) candidate->root);
    g_free ((char *) candidate->meta);
    g_free ((char *) candidate->place);
    g_free (candidate);
}

Step
inputs_give (SheafInputs *inputs, const Candidate *candidate)
{
    guint64 hash;
    g_autofree char *key = input_keys_claim (inputs->keys, candidate->key, &hash);
    Candidate given = *candidate;

    inputs->n_past++;
    if (hash % inputs->n_shards != inputs->shard)
        return STEP_AGAIN;
    given.key = key;
    candidate_free (inputs->last);
    inputs->last = candidate_copy (&given);
    return STEP_FOUND;
}

gboolean
inputs_take_whole (const SheafInputs *inputs)
{
    return inputs->mode == SHEAF_INPUTS_WHOLE;
}

/* ---- what is named ---- */

/* The name that a folder has in keys: its own, or with a number when another folder is called so. */
static char *
name_folder (SheafInputs *inputs, const char *path)
{
    g_autofree char *whole = g_canonicalize_filename (path, NULL), *base = g_path_get_basename (whole);
    char *name = g_strdup (g_str_equal (base, "/") ? "" : base);

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

/* A path of a list without what leads nowhere or up: "../a//b" is "a/b". */
static char *
clean_path (const char *path)
{
    g_auto (GStrv) names = g_strsplit (path, "/", -1);
    guint n_kept = 0;
    char *clean;

    for (guint i = 0; names[i] != NULL; i++) {
        if (*names[i] != '\0' && !g_str_equal (names[i], ".") && !g_str_equal (names[i], ".."))
            names[n_kept++] = names[i];
        else
            g_free (names[i]);
    }
    names[n_kept] = NULL;
    clean = g_strjoinv ("/", names);
    return clean;
}

/* What a file or folder is called: as the list says, or has it, and else by its own name. */
static char *
key_of (SheafInputs *inputs, const Named *named, const char *path, const char *written, gboolean is_folder)
{
    g_autofree char *clean = named->id == NULL && written != NULL ? clean_path (written) : NULL;

    if (named->id != NULL)
        return g_strdup (named->id);
    if (clean != NULL && *clean != '\0')
        return g_steal_pointer (&clean);
    return is_folder ? name_folder (inputs, path) : g_path_get_basename (path);
}

static Step
open_folder (SheafInputs *inputs, const Candidate *candidate, const char *pattern, GError **error)
{
    InputSource *source = folder_source_new (candidate, pattern, error);

    return source != NULL ? inputs_push (inputs, source) : STEP_ERROR;
}

/* The folder that no part of the pattern is special in is walked through.  Keys of what lies in it begin with its name,
 * if it has one. */
static Step
open_pattern (SheafInputs *inputs, const Named *named, GError **error)
{
    gsize n_folder = pattern_folder_length (named->path), n_pattern = strlen (named->path) - n_folder;
    g_autofree char *folder = n_folder > 0 ? g_strndup (named->path, n_folder) : g_strdup (".");
    g_autofree char *written = NULL, *key = NULL;
    Candidate candidate = { .path = folder, .offset = -1, .meta = named->meta, .place = named->place };

    if (named->written != NULL)
        written = g_strndup (named->written, strlen (named->written) - n_pattern);
    if (n_folder == 0 || (written != NULL && *written == '\0'))
        key = g_strdup (named->id != NULL ? named->id : "");
    else
        key = key_of (inputs, named, folder, written, TRUE);
    candidate.key = key;
    return open_folder (inputs, &candidate, named->path + n_folder, error);
}

Step
inputs_take_file (SheafInputs *inputs, const Candidate *candidate, GError **error)
{
    InputSource *source;

    if (inputs_take_whole (inputs) || !name_is_warc (candidate->path))
        return inputs_give (inputs, candidate);
    source = warc_source_new (candidate, error);
    return source != NULL ? inputs_push (inputs, source) : STEP_ERROR;
}

Step
inputs_open (SheafInputs *inputs, const Named *named, GError **error)
{
    gboolean is_standard = named->written == NULL && g_str_equal (named->path, "-");
    g_autofree char *key = NULL;
    Candidate candidate = { .path = named->path, .offset = -1, .meta = named->meta, .place = named->place };
    struct stat status = { 0 };

    if (inputs->places != NULL) {
        if (!is_standard)
            input_places_take (inputs->places, named->path);
        return STEP_AGAIN;
    }
    if (!is_standard && stat (named->path, &status) < 0) {
        if ((errno == ENOENT || errno == ENAMETOOLONG) && path_is_pattern (named->path))
            return open_pattern (inputs, named, error);
        g_set_error (error, SHEAF_ERROR, (gint) error_code_of (errno, SHEAF_ERROR_INPUT), "%s: cannot be opened: %s",
                     named->path, g_strerror (errno));
        return STEP_ERROR;
    }
    candidate.key = key = key_of (inputs, named, named->path, named->written, S_ISDIR (status.st_mode));
    if (S_ISDIR (status.st_mode) && !inputs_take_whole (inputs))
        return open_folder (inputs, &candidate, NULL, error);
    return inputs_take_file (inputs, &candidate, error);
}

static InputSource *
open_list (Given *given, GError **error)
{
    return given->source != NULL ? g_steal_pointer (&given->source) : list_source_new (given->path, error);
}

static Step
open_given (SheafInputs *inputs, GError **error)
{
    Given *given = g_queue_pop_head (&inputs->given);
    InputSource *source;
    Step step = STEP_ERROR;

    if (given == NULL)
        return STEP_END;
    if (given->is_list) {
        source = open_list (given, error);
        step = source != NULL ? inputs_push (inputs, source) : STEP_ERROR;
    } else {
        step = inputs_open (inputs, &(Named){ .path = given->path }, error);
    }
    given_free (given);
    return step;
}

static Step
take_step (SheafInputs *inputs, GError **error)
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

/* Errors are told when the turn of each comes. */
static gboolean
find_places_of_list (SheafInputs *inputs, const char *path)
{
    InputSource *source = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? list_source_new (path, NULL) : NULL;
    gboolean is_read_twice = source != NULL || !g_file_test (path, G_FILE_TEST_EXISTS);
    Step step = source != NULL ? STEP_AGAIN : STEP_END;

    if (g_str_equal (path, "-"))
        is_read_twice = FALSE;
    while (step != STEP_END) {
        g_autoptr (GError) error = NULL;

        step = source->next (source, inputs, &error);
    }
    if (source != NULL)
        source_free (source);
    return is_read_twice;
}

char **
sheaf_inputs_find_places (SheafInputs *inputs)
{
    gboolean are_known = TRUE;

    inputs->places = input_places_new ();
    for (GList *at = inputs->given.head; at != NULL && are_known; at = at->next) {
        const Given *given = at->data;

        if (given->is_list)
            are_known = find_places_of_list (inputs, given->path);
        else
            inputs_open (inputs, &(Named){ .path = given->path }, NULL);
    }
    if (are_known)
        return input_places_free_to_paths (g_steal_pointer (&inputs->places));
    g_strfreev (input_places_free_to_paths (g_steal_pointer (&inputs->places)));
    return NULL;
}

gboolean
sheaf_inputs_next (SheafInputs *inputs, SheafInput *input, GError **error)
{
    Step found;

    memset (input, 0, sizeof *input);
    do
        found = take_step (inputs, error);
    while (found == STEP_AGAIN || found == STEP_OPENED);
    if (found != STEP_FOUND)
        return FALSE;
    input->key = inputs->last->key;
    input->path = inputs->last->path;
    input->root = inputs->last->root;
    input->offset = inputs->last->offset;
    input->meta = inputs->last->meta;
    input->place = inputs->last->place;
    input->index = inputs->n_past - 1;
    return TRUE;
}
