/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inputs.h"
#include "pattern.h"
#include "photos.h"

/* A folder and all below it: one level after the other is listed, sorted and gone through, so that only those are held
 * that are open.  Each is opened from the one above, so that no path is too long and no link leads out. */

/* Folders in folders, at most. */
#define DEPTH_LIMIT 32

#define OPEN_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)

typedef enum {
    ENTRY_FILE,
    ENTRY_FOLDER,
    ENTRY_LINKED_FOLDER, /* not followed: so no loop is run through, and nothing is there twice */
} EntryKind;

typedef struct {
    gsize name; /* where it begins among the names; a folder's ends in "/" */
    EntryKind kind;
} Entry;

/* A folder that is open. */
typedef struct {
    int fd;
    gsize path_length; /* of walk->path, up to and with this folder's "/" */
    GString *names;
    GArray *entries; /* Entry, in their order */
    guint next;      /* that comes next */
    guint n_articles, n_folders, n_photos;
    gboolean has_list;  /* of photos */
    gboolean takes_all; /* what may be an article: it was given, or a pattern fits it as a whole; else */
    PatternState state; /* what comes next must go on so */
} Level;

typedef struct {
    InputSource source;
    Candidate *given; /* the folder */
    GString *path;    /* from the folder that was given: "day/" */
    GPtrArray *levels;
    Pattern *pattern; /* NULL: there is none */
    char *pattern_text;
    gsize n_found;
} Walk;

static void
level_free (gpointer data)
{
    Level *level = data;

    close (level->fd);
    g_string_free (level->names, TRUE);
    g_array_unref (level->entries);
    g_free (level);
}

static void
walk_free (InputSource *source)
{
    Walk *walk = (Walk *) source;

    g_ptr_array_unref (walk->levels);
    pattern_free (walk->pattern);
    g_free (walk->pattern_text);
    g_string_free (walk->path, TRUE);
    candidate_free (walk->given);
    g_free (walk);
}

static const char *
entry_name (const Level *level, guint i)
{
    return level->names->str + g_array_index (level->entries, Entry, i).name;
}

/* ---- listing ---- */

static EntryKind
kind_of (int fd, const struct dirent *entry)
{
    struct stat status;

    if (entry->d_type == DT_DIR)
        return ENTRY_FOLDER;
    if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
        return ENTRY_FILE;
    if (fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR (status.st_mode))
        return ENTRY_FOLDER;
    return fstatat (fd, entry->d_name, &status, 0) == 0 && S_ISDIR (status.st_mode) ? ENTRY_LINKED_FOLDER : ENTRY_FILE;
}

static void
add_entry (Level *level, const struct dirent *dirent)
{
    Entry entry = { level->names->len, kind_of (level->fd, dirent) };

    g_string_append (level->names, dirent->d_name);
    if (entry.kind == ENTRY_FOLDER)
        g_string_append_c (level->names, '/');
    g_string_append_c (level->names, '\0');
    g_array_append_val (level->entries, entry);
    level->n_folders += entry.kind != ENTRY_FILE;
    if (entry.kind != ENTRY_FILE)
        return;
    level->n_articles += name_is_article (dirent->d_name);
    level->n_photos += name_is_photo (dirent->d_name);
    level->has_list = level->has_list || name_is_photo_list (dirent->d_name);
}

static gint
compare_entries (gconstpointer a, gconstpointer b, gpointer names)
{
    return text_compare_names ((const char *) names + ((const Entry *) a)->name,
                               (const char *) names + ((const Entry *) b)->name);
}

/* Takes `fd`. */
static Level *
level_new (int fd)
{
    int copy = fcntl (fd, F_DUPFD_CLOEXEC, 0);
    DIR *directory = copy >= 0 ? fdopendir (copy) : NULL;
    Level *level;
    struct dirent *entry;

    if (directory == NULL) {
        if (copy >= 0)
            close (copy);
        close (fd);
        return NULL;
    }
    level = g_new0 (Level, 1);
    level->fd = fd;
    level->names = g_string_new (NULL);
    level->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
    while ((entry = readdir (directory)) != NULL)
        if (*entry->d_name != '.')
            add_entry (level, entry);
    closedir (directory);
    g_array_sort_with_data (level->entries, compare_entries, level->names->str);
    return level;
}

/* ---- going through ---- */

/* What lies in the current folder needs no "./" before it. */
static char *
path_of (const Walk *walk, const char *relative)
{
    if (*relative == '\0')
        return g_strdup (walk->given->path);
    return g_str_equal (walk->given->path, ".") ? g_strdup (relative)
                                                : g_build_filename (walk->given->path, relative, NULL);
}

static Step
fail (const Walk *walk, SheafError code, const char *name, const char *what, GError **error)
{
    g_autofree char *relative = g_strconcat (walk->path->str, name, NULL);
    g_autofree char *path = path_of (walk, relative);
    gsize length = strlen (path);

    if (length > 1 && path[length - 1] == '/')
        path[length - 1] = '\0';
    g_set_error (error, SHEAF_ERROR, (gint) code, "%s: %s", path, what);
    return STEP_ERROR;
}

/* Gives out an entry of the innermost folder, or, without a name, that folder. */
static Step
give (Walk *walk, SheafInputs *inputs, const char *name, EntryKind kind, GError **error)
{
    gsize n_folder = walk->path->len - (*name == '\0' && walk->path->len > 0);
    g_autofree char *relative = g_strdup_printf ("%.*s%s", (int) n_folder, walk->path->str, name);
    g_autofree char *path = path_of (walk, relative);
    const char *slash = *walk->given->key != '\0' && *relative != '\0' ? "/" : "";
    g_autofree char *key = g_strconcat (walk->given->key, slash, relative, NULL);
    Candidate found = *walk->given;

    found.key = key;
    found.path = path;
    found.root = kind == ENTRY_FILE ? walk->given->path : NULL;
    walk->n_found++;
    return inputs_take_file (inputs, &found, error);
}

/* Whether the level has an entry of that name. */
static gboolean
has_entry (const Level *level, const char *name)
{
    guint low = 0, high = level->entries->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = text_compare_names (entry_name (level, middle), name);

        if (order == 0)
            return g_str_equal (entry_name (level, middle), name);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}

/* Whether the folder was saved with a page beside it. */
static gboolean
belongs_to_page (const Level *level, const char *folder)
{
    gsize stem = name_saved_page (folder, strlen (folder) - 1);

    for (guint i = 0; stem > 0 && page_endings[i] != NULL; i++) {
        g_autofree char *page = g_strdup_printf ("%.*s%s", (int) stem, folder, page_endings[i]);

        if (has_entry (level, page))
            return TRUE;
    }
    return FALSE;
}

/* Whether the innermost folder has nothing but pictures, and they are no article's: an article alone above them may
 * show them, several may not if a list says what they are. */
static gboolean
is_gallery (const Walk *walk)
{
    guint i = walk->levels->len - 1;
    const Level *level = walk->levels->pdata[i];

    if (level->n_photos == 0 || level->n_articles > 0 || level->n_folders > 0)
        return FALSE;
    while (i > 0) {
        const Level *above = walk->levels->pdata[--i];

        if (above->n_articles > 0)
            return above->n_articles > 1 && level->has_list && !g_str_has_suffix (walk->path->str, "photos/");
    }
    return TRUE;
}

/* Opens a folder of the innermost one. */
static Step
enter (Walk *walk, const char *name, PatternState state, GError **error)
{
    const Level *above = walk->levels->pdata[walk->levels->len - 1];
    g_autofree char *entry = g_strndup (name, strlen (name) - 1);
    int fd;
    Level *level;

    if (walk->levels->len > DEPTH_LIMIT)
        return fail (walk, SHEAF_ERROR_LIMIT, name, "is a folder that lies too deep", error);
    fd = openat (above->fd, entry, OPEN_FLAGS | O_NOFOLLOW);
    level = fd >= 0 ? level_new (fd) : NULL;
    if (level == NULL) {
        g_autofree char *what = g_strdup_printf ("cannot be opened: %s", g_strerror (errno));

        return fail (walk, error_code_of (errno, SHEAF_ERROR_INPUT), name, what, error);
    }
    level->takes_all = above->takes_all || pattern_fits (walk->pattern, state);
    level->state = state;
    g_string_append (walk->path, name);
    level->path_length = walk->path->len;
    g_ptr_array_add (walk->levels, level);
    return STEP_AGAIN;
}

/* A pattern that says what names end in means what it says. */
static gboolean
takes_file (const Walk *walk, const Level *level, const char *name)
{
    PatternState state;

    if (level->takes_all)
        return name_is_article (name);
    state = pattern_go_on (walk->pattern, level->state, name, strlen (name));
    return pattern_fits (walk->pattern, state)
           && (pattern_has_ending (walk->pattern) ? !text_has_suffix_ci (name, SIDECAR_ENDING)
                                                  : name_is_article (name));
}

static Step
take_folder (Walk *walk, SheafInputs *inputs, const Level *level, const Entry *entry, GError **error)
{
    const char *name = level->names->str + entry->name;
    gsize length = strlen (name) - (entry->kind == ENTRY_FOLDER);
    PatternState state = level->takes_all ? 0 : pattern_go_on (walk->pattern, level->state, name, length);

    if (!level->takes_all && state == 0)
        return STEP_AGAIN;
    if (entry->kind == ENTRY_LINKED_FOLDER)
        return fail (walk, SHEAF_ERROR_INPUT, name, "is a link to a folder, which is not followed", error);
    if (belongs_to_page (level, name))
        return STEP_AGAIN;
    if (!level->takes_all && pattern_fits (walk->pattern, state) && inputs_take_whole (inputs)) {
        g_autofree char *folder = g_strndup (name, length);

        return give (walk, inputs, folder, ENTRY_FOLDER, error);
    }
    return enter (walk, name, state, error);
}

static Step
take_next (Walk *walk, SheafInputs *inputs, Level *level, GError **error)
{
    const Entry *entry = &g_array_index (level->entries, Entry, level->next);
    const char *name = level->names->str + entry->name;

    if (level->next++ == 0 && level->takes_all && is_gallery (walk)) {
        level->next = level->entries->len;
        return give (walk, inputs, "", ENTRY_FOLDER, error);
    }
    if (entry->kind != ENTRY_FILE)
        return take_folder (walk, inputs, level, entry, error);
    return takes_file (walk, level, name) ? give (walk, inputs, name, ENTRY_FILE, error) : STEP_AGAIN;
}

/* Leaves the innermost folder. */
static void
leave (Walk *walk)
{
    g_ptr_array_set_size (walk->levels, (gint) walk->levels->len - 1);
    if (walk->levels->len > 0)
        g_string_truncate (walk->path, ((const Level *) walk->levels->pdata[walk->levels->len - 1])->path_length);
}

static Step
walk_next (InputSource *source, SheafInputs *inputs, GError **error)
{
    Walk *walk = (Walk *) source;

    while (walk->levels->len > 0) {
        Level *level = walk->levels->pdata[walk->levels->len - 1];
        Step step;

        if (level->next == level->entries->len) {
            leave (walk);
            continue;
        }
        step = take_next (walk, inputs, level, error);
        if (step != STEP_AGAIN)
            return step;
    }
    if (walk->n_found++ > 0)
        return STEP_END;
    if (walk->pattern != NULL)
        return fail (walk, SHEAF_ERROR_INPUT, walk->pattern_text, "there is no file that this pattern fits", error);
    return fail (walk, SHEAF_ERROR_EMPTY, "", "there is no article in it", error);
}

InputSource *
folder_source_new (const Candidate *candidate, const char *pattern, GError **error)
{
    int fd = open (candidate->path, OPEN_FLAGS);
    Level *level = fd >= 0 ? level_new (fd) : NULL;
    Walk *walk;

    if (level == NULL) {
        g_set_error (error, SHEAF_ERROR, (gint) error_code_of (errno, SHEAF_ERROR_INPUT), "%s: cannot be opened: %s",
                     candidate->path, g_strerror (errno));
        return NULL;
    }
    walk = g_new0 (Walk, 1);
    walk->source = (InputSource){ walk_next, walk_free };
    walk->given = candidate_copy (candidate);
    walk->path = g_string_new (NULL);
    walk->levels = g_ptr_array_new_with_free_func (level_free);
    g_ptr_array_add (walk->levels, level);
    walk->pattern_text = g_strdup (pattern);
    walk->pattern = pattern != NULL ? pattern_new (pattern) : NULL;
    level->state = walk->pattern != NULL ? pattern_begin (walk->pattern) : 0;
    level->takes_all = walk->pattern == NULL || pattern_fits (walk->pattern, level->state);
    return &walk->source;
}
