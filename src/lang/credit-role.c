/* SPDX-License-Identifier: MIT */
#include "credit-role.h"

#include <string.h>

#include "lexicon.h"

/* No word that has a role is longer. */
#define WORD_SIZE 64

char *
role_list (const char *word, gsize length)
{
    char key[WORD_SIZE + 2];

    if (length == 0 || length > WORD_SIZE)
        return NULL;
    g_snprintf (key, sizeof key, "*%.*s", (int) length, word);
    return lexicon_get (LEXICON_AGENCIES, key, -1);
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
    g_autofree char *roles = role_list (word, length);

    return role_in_list (roles, role);
}
