/* SPDX-License-Identifier: MIT */
#include "name-form.h"

#include <string.h>

#include "name.h"

static char *
join (char **words, guint first, guint end)
{
    GString *joined = first < end ? g_string_new (words[first]) : NULL;

    for (guint i = first + 1; i < end; i++)
        g_string_append_printf (joined, " %s", words[i]);
    return joined != NULL ? g_string_free (joined, FALSE) : NULL;
}

NameForm
name_form (const char *name)
{
    g_autofree char *squeezed = text_squeeze (name, -1);
    g_auto (GStrv) words = g_strsplit (squeezed, " ", -1);
    guint n = g_strv_length (words), end = n, family;
    NameForm form = { NULL };

    while (end > 2 && name_part (words[end - 1]) == PART_SUFFIX)
        end--;
    family = end > 0 ? end - 1 : 0;
    form.family = end > 0 ? g_strdup (words[family]) : g_strdup ("");
    form.suffix = join (words, end, n);
    if (g_str_has_suffix (form.family, ",")) /* "Odom, Jr." */
        form.family[strlen (form.family) - 1] = '\0';
    end = family;
    while (family > 1 && name_part (words[family - 1]) == PART_PARTICLE)
        family--;
    form.particle = join (words, family, end);
    form.given = join (words, 0, family);
    return form;
}

void
name_form_clear (NameForm *form)
{
    g_free (form->given);
    g_free (form->particle);
    g_free (form->family);
    g_free (form->suffix);
}
