/* SPDX-License-Identifier: MIT */
#include "shard.h"

#include <string.h>

#define MOST_SHARDS 100000

/* What tells a run which of many it is, and where that counts from.  None of them is asked for how many there are: when
 * a part is run again, that is how many are run again. */
static const struct {
    const char *name;
    guint base;
} variables[] = {
    { "SLURM_ARRAY_TASK_ID", 1 },  { "JOB_COMPLETION_INDEX", 0 }, { "PBS_ARRAY_INDEX", 1 },
    { "SGE_TASK_ID", 1 },          { "LSB_JOBINDEX", 1 },         { "AWS_BATCH_JOB_ARRAY_INDEX", 0 },
    { "CLOUD_RUN_TASK_INDEX", 0 }, { "PARALLEL_SEQ", 1 },
};

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    if (error != NULL)
        *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, arguments);
    va_end (arguments);
    return FALSE;
}

/* Jobs that are no arrays have these values there: SGE and LSF. */
static const char *
value_of (const char *name)
{
    const char *value = g_getenv (name);

    if (value == NULL || *value == '\0' || g_str_equal (value, "undefined")
        || (g_str_equal (name, "LSB_JOBINDEX") && g_str_equal (value, "0")))
        return NULL;
    return value;
}

static gboolean
take_variable (guint i, guint n_shards, guint *index, GError **error)
{
    const char *value = value_of (variables[i].name);
    guint last = n_shards - 1 + variables[i].base;
    guint64 number = 0;

    if (!g_ascii_string_to_unsigned (value, 10, variables[i].base, last, &number, NULL))
        return fail (error, "--shard: %s is \"%s\", and %u shards are numbered from %u to %u there", variables[i].name,
                     value, n_shards, variables[i].base, last);
    *index = (guint) number - variables[i].base;
    return TRUE;
}

static gboolean
take_auto (guint n_shards, guint *index, GError **error)
{
    const char *found = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (variables); i++) {
        guint here = 0;

        if (value_of (variables[i].name) == NULL)
            continue;
        if (!take_variable (i, n_shards, &here, error))
            return FALSE;
        if (found != NULL && here != *index)
            return fail (error,
                         "--shard: %s says that this is shard %u, and %s that it is shard %u; say which: --shard I/N",
                         found, *index + 1, variables[i].name, here + 1);
        found = variables[i].name;
        *index = here;
    }
    return found != NULL
           || fail (error, "--shard: nothing in the environment says which shard this is, such as "
                           "SLURM_ARRAY_TASK_ID; say which: --shard I/N");
}

/* "2/8", counted from 1 */
static gboolean
take_part (const char *shard, guint *index, guint *n_shards, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (shard, "/", 3);
    guint64 number = 0, n = 0;

    if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[1], 10, 1, MOST_SHARDS, &n, NULL)
        || !g_ascii_string_to_unsigned (parts[0], 10, 1, n, &number, NULL))
        return fail (error, "--shard: \"%s\" is neither auto nor I/N, as 1/8 to 8/8, with N up to %d", shard,
                     MOST_SHARDS);
    *index = (guint) number - 1;
    *n_shards = (guint) n;
    return TRUE;
}

/* By whatever says so: all must agree, or inputs would be lost, or done twice. */
static gboolean
take_number (const char *shards, guint listed, guint *n_shards, GError **error)
{
    guint64 n = 0;

    if (shards != NULL && !g_ascii_string_to_unsigned (shards, 10, 1, MOST_SHARDS, &n, NULL))
        return fail (error, "--shards: \"%s\" is no number from 1 to %d", shards, MOST_SHARDS);
    if (n != 0 && *n_shards != 0 && n != *n_shards)
        return fail (error, "--shard and --shards do not agree: %u and %u shards", *n_shards, (guint) n);
    *n_shards = n != 0 ? (guint) n : *n_shards;
    if (listed != 0 && *n_shards != 0 && listed != *n_shards)
        return fail (error, "there are to be %u shards, and the list says %u", *n_shards, listed);
    *n_shards = listed != 0 ? listed : *n_shards;
    return *n_shards != 0
           || fail (error, "--shard: how many shards are there? --shards N, or {\"shards\": N} in a list");
}

gboolean
shard_take (const char *shard, const char *shards, SheafInputs *inputs, guint *index, guint *n_shards, GError **error)
{
    gboolean is_auto = shard != NULL && g_str_equal (shard, "auto");

    *index = *n_shards = 0;
    if (shard == NULL)
        return shards == NULL || fail (error, "--shards: which of them is this? --shard auto, or --shard I/N");
    if (!is_auto && !take_part (shard, index, n_shards, error))
        return FALSE;
    if (!take_number (shards, sheaf_inputs_get_n_shards (inputs), n_shards, error))
        return FALSE;
    if (is_auto && !take_auto (*n_shards, index, error))
        return FALSE;
    sheaf_inputs_set_shard (inputs, *index, *n_shards);
    return TRUE;
}
