/* SPDX-License-Identifier: MIT */
#include "shut.h"

#include <sys/resource.h>

#include "sandbox/sandbox.h"

/* Bytes of memory: a photo of fifty megapixels that is decoded as a whole takes half of it. */
#define MEMORY_LIMIT ((rlim_t) 640 * 1024 * 1024)

/* What librsvg needs for letters: typefaces, and fontconfig's rules and lists of them; and where Thai words end. */
static const char *const readable[] = { "/etc/fonts",       "/usr/local/share/fonts", "/usr/share/fontconfig",
                                        "/usr/share/fonts", "/usr/share/libthai",     "/var/cache/fontconfig" };

static void
limit (int resource, rlim_t most)
{
    const struct rlimit limits = { most, most };

    setrlimit (resource, &limits);
}

static void
limit_resources (void)
{
    limit (RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes, and reports what it finds */
    limit (RLIMIT_FSIZE, 0);
    limit (RLIMIT_AS, MEMORY_LIMIT);
#endif
}

static gboolean
close_places (void)
{
    int places = places_begin (PLACE_READ | PLACE_WRITE | PLACE_FOLDERS);

    if (places < 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
        places_add (places, readable[i], PLACE_READ);
    return places_shut (places);
}

/* Where places cannot be closed, nothing can be opened at all. */
gboolean
shut_in (void)
{
    const Calls calls = CALLS_THREADS | CALLS_CODE; /* libvips has its inner loops compiled */

    limit_resources ();
    return calls_shut (close_places () ? calls | CALLS_LOOK : calls);
}
