/* SPDX-License-Identifier: MIT */
#include "jobs.h"

#include <sched.h>
#include <string.h>

#define CGROUPS "/sys/fs/cgroup"

static guint
by_affinity (void)
{
    cpu_set_t set;

    CPU_ZERO (&set);
    /* Where there are more processors than the set has room for, the call fails. */
    return sched_getaffinity (0, sizeof set, &set) == 0 ? (guint) CPU_COUNT (&set) : g_get_num_processors ();
}

guint
jobs_of_quota (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", 3);
    guint64 quota, period;

    if (g_strv_length (words) != 2)
        return 0;
    g_strchomp (words[1]);
    if (!g_ascii_string_to_unsigned (words[0], 10, 1, G_MAXUINT32, &quota, NULL)
        || !g_ascii_string_to_unsigned (words[1], 10, 1, G_MAXUINT32, &period, NULL))
        return 0;
    return (guint) ((quota + period - 1) / period);
}

static char *
read_small (const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename (CGROUPS, folder, name, NULL);
    char *text = NULL;

    return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* Version 2 has one file, version 1 one for each of the two numbers. */
static guint
quota_of (const char *folder)
{
    g_autofree char *both = read_small (folder, "cpu.max");
    g_autofree char *quota = both == NULL ? read_small (folder, "cpu.cfs_quota_us") : NULL;
    g_autofree char *period = quota != NULL ? read_small (folder, "cpu.cfs_period_us") : NULL;
    g_autofree char *joined = period != NULL ? g_strconcat (g_strchomp (quota), " ", period, NULL) : NULL;

    return both != NULL ? jobs_of_quota (both) : joined != NULL ? jobs_of_quota (joined) : 0;
}

/* The least quota of the group and of all that it lies in; 0: none. */
static guint
least_quota (const char *hierarchy, const char *group)
{
    g_autofree char *folder = g_strconcat (hierarchy, group, NULL);
    guint least = 0;

    for (;;) {
        guint quota = quota_of (folder);
        char *slash = strrchr (folder, '/');

        least = quota > 0 && (least == 0 || quota < least) ? quota : least;
        if (slash == NULL)
            return least;
        *slash = '\0';
    }
}

/* "0::/a/b" is version 2, "4:cpu,cpuacct:/a/b" version 1. */
static guint
by_line (const char *line)
{
    g_auto (GStrv) fields = g_strsplit (line, ":", 3);
    g_auto (GStrv) controllers = NULL;

    if (g_strv_length (fields) < 3)
        return 0;
    if (*fields[1] == '\0')
        return least_quota ("", fields[2]);
    controllers = g_strsplit (fields[1], ",", -1);
    if (!g_strv_contains ((const char *const *) controllers, "cpu"))
        return 0;
    return least_quota ("cpu", fields[2]);
}

/* Of a container whose groups have other names outside, the outermost that it can see is its own. */
static guint
by_cgroup (void)
{
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    guint least = 0;

    if (!g_file_get_contents ("/proc/self/cgroup", &text, NULL, NULL))
        return 0;
    lines = g_strsplit (text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        guint quota = by_line (lines[i]);

        least = quota > 0 && (least == 0 || quota < least) ? quota : least;
    }
    return least;
}

guint
jobs_available (void)
{
    guint processors = MAX (by_affinity (), 1), quota = by_cgroup ();

    return quota > 0 ? MIN (processors, quota) : processors;
}
