/* SPDX-License-Identifier: MIT */
#include "host.h"

#include <gio/gio.h>
#include <string.h>
#include <unicode/uspoof.h>

#define LABEL_SIZE 256

/* Whether all letters are of scripts that are written together, and do not look like plain Latin ones, as
 * browsers ask: Unicode Technical Standard 39, 5.2 and 4. */
static gboolean
is_safe (const char *label)
{
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open (&status);
    char skeleton[LABEL_SIZE];
    gboolean is_even;

    if (U_FAILURE (status)) /* ICU has no data for it */
        return FALSE;
    uspoof_setRestrictionLevel (checker, USPOOF_HIGHLY_RESTRICTIVE);
    uspoof_setChecks (checker, USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE | USPOOF_MIXED_NUMBERS, &status);
    is_even = uspoof_checkUTF8 (checker, label, -1, NULL, &status) == 0;
    uspoof_getSkeletonUTF8 (checker, 0, label, -1, skeleton, sizeof skeleton, &status);
    uspoof_close (checker);
    return is_even && status == U_ZERO_ERROR && !g_str_is_ascii (skeleton);
}

char *
host_display (const char *host)
{
    g_auto (GStrv) labels = strstr (host, "xn--") != NULL ? g_strsplit (host, ".", -1) : NULL;

    for (guint i = 0; labels != NULL && labels[i] != NULL; i++) {
        g_autofree char *label = g_str_has_prefix (labels[i], "xn--") ? g_hostname_to_unicode (labels[i]) : NULL;

        if (label == NULL || !is_safe (label))
            continue;
        g_free (labels[i]);
        labels[i] = g_steal_pointer (&label);
    }
    return labels != NULL ? g_strjoinv (".", labels) : g_strdup (host);
}
