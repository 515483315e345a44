/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "readers.h"

static const char *
next_line (const char *line)
{
    const char *end = strchr (line, '\n');

    return end != NULL ? end + 1 : NULL;
}

static gboolean
is_line (const char *line, const char *mark)
{
    gsize n = strlen (mark);

    return strncmp (line, mark, n) == 0 && (line[n] == '\n' || line[n] == '\0');
}

/* The length of the text between the input's first line, which is `mark`, and the next such line; 0: there is
 * none. */
static gsize
find_front_matter (const Input *input, const char *mark, gsize *body)
{
    *body = 0;
    if (!is_line (input->text, mark))
        return 0;
    for (const char *line = next_line (input->text); line != NULL; line = next_line (line)) {
        if (is_line (line, mark) || (*mark == '-' && is_line (line, "..."))) {
            *body = (gsize) (strchrnul (line, '\n') - input->text);
            return (gsize) (line - input->text) - strlen (mark) - 1;
        }
    }
    return 0;
}

/* TOML of one line a key, as YAML: its values are written the same way.  Tables are left out. */
static GString *
yaml_of_toml (const char *text, gsize length)
{
    g_autofree char *copy = g_strndup (text, length);
    g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
    GString *yaml = g_string_new ("---\n");

    for (char **line = lines; *line != NULL && **line != '['; line++) {
        char *equals = strchr (*line, '=');

        if (**line != '#' && equals != NULL) {
            *equals = ':';
            g_string_append_len (yaml, *line, equals + 1 - *line);
            g_string_append_printf (yaml, " %s", g_strchug (equals + 1));
        } else {
            g_string_append (yaml, *line);
        }
        g_string_append_c (yaml, '\n');
    }
    return yaml;
}

static gboolean
apply (const Input *input, Article *article, const char *yaml, gsize length, GError **error)
{
    const Yaml *mapping = yaml_parse (article->arena, yaml, length, error);

    if (mapping != NULL)
        return metadata_apply (input, article, mapping, 0, error);
    g_prefix_error (error, "front matter: ");
    return FALSE;
}

void
input_tell_details (const Input *input, Article *article, guint line, const char *text)
{
    if (input->book->options.is_for_inspection)
        article_add_dropped (article, "details", line, text);
}

static void
tell_details (const Input *input, Article *article, gsize length)
{
    g_autofree char *text = g_strndup (input->text + strlen ("---\n"), length);

    input_tell_details (input, article, 2, text);
}

gboolean
front_matter_apply (const Input *input, Article *article, gsize *body, guint *line, GError **error)
{
    gsize length = find_front_matter (input, "---", body);
    gboolean is_applied = TRUE;

    if (length > 0) {
        is_applied = apply (input, article, input->text, 4 + length, error);
    } else if ((length = find_front_matter (input, "+++", body)) > 0) {
        GString *yaml = yaml_of_toml (input->text + 4, length);

        is_applied = apply (input, article, yaml->str, yaml->len, error);
        g_string_free (yaml, TRUE);
    }
    if (length > 0)
        tell_details (input, article, length);
    *line = 1;
    for (gsize i = 0; i < *body; i++)
        *line += input->text[i] == '\n';
    return is_applied;
}
