/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

/* The kernel's header may be older than the kernel. */
#define ACCESS_REFER ((guint64) 1 << 13)    /* since version 2 */
#define ACCESS_TRUNCATE ((guint64) 1 << 14) /* 3 */
#define ACCESS_IOCTL ((guint64) 1 << 15)    /* 5 */
#define NET_ALL ((guint64) 3)               /* 4: bind() and connect(), TCP */
#define SCOPE_ALL ((guint64) 3)             /* 6: abstract sockets, signals */

/* Of a ruleset; kernels that know less of it want the rest to be 0. */
typedef struct {
    guint64 files, net, scope;
} Ruleset;

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE                                                                                                          \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | ACCESS_TRUNCATE)

/* The uses of these have what no place is open for: nothing is started, nothing but files and folders made. */
#define NEVER                                                                                                          \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK                          \
     | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | ACCESS_REFER       \
     | ACCESS_IOCTL)

static guint64
access_of (PlaceUse use)
{
    guint64 access = 0;

    if (use & PLACE_READ)
        access |= READ;
    if (use & PLACE_LIST)
        access |= LANDLOCK_ACCESS_FS_READ_DIR;
    if (use & PLACE_WRITE)
        access |= WRITE;
    if (use & PLACE_FOLDERS)
        access |= LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR;
    return access;
}

static long
kernel_version (void)
{
    return syscall (SYS_landlock_create_ruleset, NULL, (gsize) 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* What that version of Landlock can close.  What it cannot, the system calls that are left cannot do either. */
static guint64
known_access (long version)
{
    guint64 known = ((guint64) LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

    if (version >= 2)
        known |= ACCESS_REFER;
    if (version >= 3)
        known |= ACCESS_TRUNCATE;
    if (version >= 5)
        known |= ACCESS_IOCTL;
    return known;
}

int
places_begin (PlaceUse closed)
{
    long version = kernel_version ();
    Ruleset rules = { 0 };

    if (version < 1)
        return -1;
    rules.files = (access_of (closed) | NEVER) & known_access (version);
    rules.net = version >= 4 ? NET_ALL : 0;
    rules.scope = version >= 6 ? SCOPE_ALL : 0;
    return (int) syscall (SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
}

void
places_add (int places, const char *path, PlaceUse use)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = access_of (use) & known_access (kernel_version ()),
        .parent_fd = open (path, O_PATH | O_CLOEXEC),
    };
    struct stat status;

    if (beneath.parent_fd < 0)
        return;
    /* Of a file there can be nothing else. */
    if (fstat (beneath.parent_fd, &status) == 0 && !S_ISDIR (status.st_mode))
        beneath.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_TRUNCATE;
    syscall (SYS_landlock_add_rule, places, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close (beneath.parent_fd);
}

gboolean
places_shut (int places)
{
    gboolean is_shut =
        prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall (SYS_landlock_restrict_self, places, 0) == 0;

    close (places);
    return is_shut;
}
