/* SPDX-License-Identifier: MIT */
#include "hash.h"

#include <sys/random.h>

const guint64 *
hash_points (void)
{
    static gsize is_drawn;
    static guint64 points[2];

    if (g_once_init_enter (&is_drawn)) {
        if (getrandom (points, sizeof points, 0) != sizeof points)
            g_error ("the kernel has no random numbers");
        for (guint i = 0; i < G_N_ELEMENTS (points); i++)
            points[i] = points[i] % (HASH_PRIME - 2) + 1;
        g_once_init_leave (&is_drawn, 1);
    }
    return points;
}
