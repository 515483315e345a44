/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kind.h"

/* Folders in folders, at most. */
#define DEPTH_LIMIT 32

typedef struct {
    Store store;
    int fd;
} Folder;

static StoreProblem
problem_of (int cause)
{
    if (cause == EXDEV)
        return STORE_OUTSIDE;
    return cause == ENOENT || cause == ENOTDIR || cause == ENAMETOOLONG || cause == ELOOP ? STORE_MISSING
                                                                                          : STORE_FAILED;
}

static GBytes *
folder_read (Store *store, const char *name, gsize limit, StoreProblem *problem, GError **error)
{
    int fd = file_open_beneath (((Folder *) store)->fd, name, 0);
    GBytes *bytes;

    *problem = fd < 0 ? problem_of (errno) : STORE_FAILED;
    bytes = file_read_open (fd, limit, error);
    if (bytes != NULL)
        seen_bytes (store->seen, name, bytes);
    else
        seen_presence (store->seen, name, fd >= 0);
    return bytes;
}

static gboolean
folder_has (Store *store, const char *name)
{
    int fd = file_open_beneath (((Folder *) store)->fd, name, 0);
    gboolean is_there = fd >= 0 || problem_of (errno) != STORE_MISSING;

    if (fd >= 0)
        close (fd);
    seen_presence (store->seen, name, is_there);
    return is_there;
}

static guint
depth_of (const char *name)
{
    guint depth = 0;

    for (const char *p = strchr (name, '/'); p != NULL; p = strchr (p + 1, '/'))
        depth++;
    return depth;
}

/* A folder on the way to be listed; `names` holds those that are still to come. */
static void
list_entry (Store *store, const char *parent, const struct dirent *entry, GPtrArray *names, GPtrArray *members)
{
    g_autofree char *name = *parent != '\0' ? g_strconcat (parent, "/", entry->d_name, NULL) : g_strdup (entry->d_name);

    if (entry->d_type != DT_DIR)
        store_add_member (store, members, name, NULL);
    else if (depth_of (name) >= DEPTH_LIMIT)
        store_add_member (store, members, name, "is a folder that lies too deep");
    else
        g_ptr_array_add (names, g_steal_pointer (&name));
}

/* Links to folders are not followed: so no loop is run through, and nothing is listed twice. */
static DIR *
open_folder (const Folder *folder, const char *name)
{
    int fd = file_open_beneath (folder->fd, *name != '\0' ? name : ".", O_DIRECTORY | O_NOFOLLOW);
    DIR *directory = fd >= 0 ? fdopendir (fd) : NULL;

    if (fd >= 0 && directory == NULL)
        close (fd);
    return directory;
}

/* File systems that do not tell the type of an entry. */
static void
find_type (int fd, struct dirent *entry)
{
    struct stat status;

    if (entry->d_type == DT_UNKNOWN && fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
        entry->d_type = S_ISDIR (status.st_mode) ? DT_DIR : DT_REG;
}

static void
list_one (const Folder *folder, const char *name, GPtrArray *names, GPtrArray *members)
{
    Store *store = (Store *) folder;
    DIR *directory = open_folder (folder, name);
    struct dirent *entry;

    if (directory == NULL) {
        store_add_member (store, members, name, "is a folder that cannot be opened");
        return;
    }
    while ((entry = readdir (directory)) != NULL && members->len + names->len <= MEMBERS_LIMIT) {
        find_type (dirfd (directory), entry);
        if (*entry->d_name != '.')
            list_entry (store, name, entry, names, members);
    }
    closedir (directory);
}

static gboolean
folder_list (Store *store, GPtrArray *members, GError **error)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    g_ptr_array_add (names, g_strdup (""));
    while (names->len > 0 && members->len + names->len <= MEMBERS_LIMIT) {
        g_autofree char *name = g_ptr_array_steal_index_fast (names, names->len - 1);

        list_one ((Folder *) store, name, names, members);
    }
    if (names->len == 0 && members->len <= MEMBERS_LIMIT)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "has more than %d files", MEMBERS_LIMIT);
    return FALSE;
}

static gboolean
folder_has_beside (Store *store, const char *name, gboolean (*accepts) (const char *name))
{
    const char *slash = strrchr (name, '/'), *base = slash != NULL ? slash + 1 : name;
    g_autofree char *parent = g_strndup (name, (gsize) (base - name));
    DIR *directory = open_folder ((Folder *) store, parent);
    gboolean is_found = FALSE;
    struct dirent *entry;

    while (directory != NULL && !is_found && (entry = readdir (directory)) != NULL) {
        find_type (dirfd (directory), entry);
        is_found = *entry->d_name != '.' && entry->d_type != DT_DIR && strcmp (entry->d_name, base) != 0
                   && accepts (entry->d_name);
    }
    if (directory != NULL)
        closedir (directory);
    return is_found;
}

static void
folder_free (Store *store)
{
    close (((Folder *) store)->fd);
    g_free (store);
}

static const StoreKind folder_kind = { folder_read,       folder_has,         folder_list,
                                       folder_has_beside, reference_to_paths, folder_free };

Store *
store_new_folder (const char *folder, GError **error)
{
    int fd = file_open_folder (folder);
    Folder *store;

    if (fd < 0) {
        int cause = errno;

        g_set_error (error, SHEAF_ERROR, (gint) error_code_of (cause, SHEAF_ERROR_INPUT), "cannot be opened: %s",
                     g_strerror (cause));
        return NULL;
    }
    store = g_new0 (Folder, 1);
    store->fd = fd;
    store_init (&store->store, &folder_kind);
    return &store->store;
}
