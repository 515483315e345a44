/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "readers.h"

static const char *
find_behind (const char *p, const char *end, const char *string)
{
    const char *found = memmem (p, (gsize) (end - p), string, strlen (string));

    return found != NULL ? found + strlen (string) : end;
}

/* Behind a comment, a processing instruction or a document type that begins at `p`; else `p`. */
static const char *
skip_prolog (const char *p, const char *end)
{
    if (g_str_has_prefix (p, "<!--"))
        return find_behind (p, end, "-->");
    if (g_str_has_prefix (p, "<?"))
        return find_behind (p, end, ">");
    if (text_has_prefix_ci (p, "<!doctype")) {
        const char *close = p + strcspn (p, "[>");

        return find_behind (*close == '[' ? find_behind (close, end, "]") : close, end, ">");
    }
    return p;
}

char *
input_first_tag (const Input *input)
{
    const char *p = input->text, *end = p + input->length, *start;

    do {
        p += strspn (p, " \t\n");
        start = p;
        p = skip_prolog (p, end);
    } while (p != start);
    if (*p != '<' || !g_ascii_isalpha (p[1]))
        return NULL;
    return g_ascii_strdown (p + 1, (gssize) strcspn (p + 1, " \t\n/>"));
}

gboolean
input_is_named (const Input *input, const char *const *endings)
{
    for (; *endings != NULL; endings++)
        if (text_has_suffix_ci (input->name, *endings))
            return TRUE;
    return FALSE;
}
