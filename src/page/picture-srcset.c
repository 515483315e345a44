/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "picture.h"

#define SPACES " \t\n\f\r"

/* The descriptors that a candidate has. */
enum {
    HAS_WIDTH = 1,
    HAS_DENSITY = 2,
    HAS_HEIGHT = 4,
};

static gboolean
is_number (const char *text, const char *characters)
{
    return *text != '\0' && strspn (text, characters) == strlen (text);
}

/* A descriptor: "640w", "2x"; "480h" is known and of no use.  FALSE: the candidate is an error. */
static gboolean
take_descriptor (SrcsetCandidate *candidate, const char *start, const char *end, guint *has)
{
    g_autofree char *number = g_strndup (start, (gsize) (end - start - 1));
    guint old = *has;
    guint64 value;

    if (end[-1] == 'x') {
        *has |= HAS_DENSITY;
        candidate->density = g_ascii_strtod (number, NULL);
        return old == 0 && is_number (number, "0123456789.eE+-") && *number != '+' && candidate->density >= 0;
    }
    value = is_number (number, "0123456789") ? g_ascii_strtoull (number, NULL, 10) : 0;
    if (end[-1] == 'w')
        candidate->width = (guint) MIN (value, G_MAXINT);
    else if (end[-1] != 'h')
        return FALSE;
    *has |= end[-1] == 'w' ? HAS_WIDTH : HAS_HEIGHT;
    return value > 0 && *has != old && (old & HAS_DENSITY) == 0;
}

/* The end of the descriptor at `p`: a space or comma that is not in brackets. */
static const char *
descriptor_end (const char *p)
{
    while (*p != '\0' && *p != ',' && strchr (SPACES, *p) == NULL) {
        if (*p == '(')
            p = strchrnul (p, ')');
        if (*p != '\0')
            p++;
    }
    return p;
}

static gboolean
take_descriptors (SrcsetCandidate *candidate, const char **srcset)
{
    const char *p = *srcset;
    gboolean is_valid = TRUE;
    guint has = 0;

    for (p += strspn (p, SPACES); *p != '\0' && *p != ','; p += strspn (p, SPACES)) {
        const char *start = p;

        p = descriptor_end (p);
        is_valid &= take_descriptor (candidate, start, p, &has);
    }
    *srcset = p;
    return is_valid && has != HAS_HEIGHT;
}

gboolean
srcset_next (const char **srcset, SrcsetCandidate *candidate)
{
    gboolean is_valid = FALSE;

    while (!is_valid) {
        const char *url = *srcset + strspn (*srcset, SPACES ","), *end = url + strcspn (url, SPACES);

        *srcset = end;
        if (url == end)
            return FALSE;
        *candidate = (SrcsetCandidate){ .url = url, .density = 1 };
        is_valid = TRUE;
        if (end[-1] != ',')
            is_valid = take_descriptors (candidate, srcset);
        while (end[-1] == ',')
            end--;
        candidate->length = (gsize) (end - url);
    }
    return TRUE;
}
