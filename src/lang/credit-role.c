/* SPDX-License-Identifier: MIT */
#include "credit-role.h"

#include <string.h>

#include "lexicon.h"

const char *
role_list (const char *word, gsize length)
{
    return length > 0 ? lexicon_find_role (LEXICON_AGENCIES, word, length) : NULL;
}

gboolean
role_in_list (const char *roles, const char *role)
{
    gsize length = strlen (role);

    for (const char *p = roles; p != NULL; p = (p = strchr (p, ' ')) != NULL ? p + 1 : NULL)
        if (strncmp (p, role, length) == 0 && (p[length] == ' ' || p[length] == '\0'))
            return TRUE;
    return FALSE;
}

gboolean
role_has (const char *word, gsize length, const char *role)
{
    return role_in_list (role_list (word, length), role);
}
