/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <string.h>

static void
append_string (GString *json, const char *text)
{
    g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

    g_string_append_c (json, '"');
    for (const char *p = valid != NULL ? valid : text; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_c (json, '\\');
        if ((guchar) *p < 0x20 || *p == 0x7f)
            g_string_append_printf (json, "\\u%04x", (guchar) *p);
        else
            g_string_append_c (json, *p);
    }
    g_string_append_c (json, '"');
}

/* What stands before a value. */
static void
append_name (GString *json, const char *name)
{
    if (json->len > 0 && strchr ("{[", json->str[json->len - 1]) == NULL)
        g_string_append_c (json, ',');
    if (name == NULL)
        return;
    append_string (json, name);
    g_string_append_c (json, ':');
}

void
json_begin (GString *json, const char *name, char bracket)
{
    append_name (json, name);
    g_string_append_c (json, bracket);
}

void
json_end (GString *json, char bracket)
{
    g_string_append_c (json, bracket);
}

void
json_add_text (GString *json, const char *name, const char *text)
{
    if (text == NULL)
        return;
    append_name (json, name);
    append_string (json, text);
}

void
json_add_number (GString *json, const char *name, guint64 number)
{
    append_name (json, name);
    g_string_append_printf (json, "%" G_GUINT64_FORMAT, number);
}

void
json_add_word (GString *json, const char *name, const char *word)
{
    append_name (json, name);
    g_string_append (json, word);
}
