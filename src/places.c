/* SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <iconv.h>

#include "sheaf.h"

/* Its modules lie beside the C library, which has them if it is glibc. */
static char *
find_encodings (void)
{
    Dl_info library;
    g_autofree char *folder = NULL;

    if (dladdr ((void *) iconv_open, &library) == 0 || library.dli_fname == NULL)
        return g_strdup ("/usr/lib/gconv");
    folder = g_path_get_dirname (library.dli_fname);
    return g_build_filename (folder, "gconv", NULL);
}

const char *const *
sheaf_system_places (void)
{
    static const char *places[] = { "/etc/localtime", "/usr/share/libexttextcat", "/usr/share/zoneinfo", NULL, NULL };
    static gsize is_ready = 0;

    if (g_once_init_enter (&is_ready)) {
        places[G_N_ELEMENTS (places) - 2] = find_encodings ();
        g_once_init_leave (&is_ready, 1);
    }
    return places;
}
