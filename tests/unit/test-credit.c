/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"

/* Measures how captions are taken apart on tables of captions that were labelled by hand, all of them invented:
 *
 *     test-credit TABLE LEAST [TABLE LEAST...]
 *
 * A line is language, caption, photographer, agency, date, place and kind, with tabs between them; the sentence of the
 * caption stands in braces.  Of every table at least so many of a thousand captions must be right in all fields. */

typedef enum {
    FIELD_LANGUAGE,
    FIELD_RAW,
    FIELD_PHOTOGRAPHER,
    FIELD_AGENCY,
    FIELD_DATE,
    FIELD_PLACE,
    FIELD_KIND,
    N_FIELDS
} Field;

typedef struct {
    const char *path;
    guint least; /* of a thousand */
} Table;

/* Case and the spaces around a stroke are a matter of taste. */
static char *
fold (const char *value)
{
    g_autofree char *folded = g_utf8_casefold (value != NULL ? value : "", -1);
    g_auto (GStrv) parts = g_strsplit (folded, "/", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        g_strstrip (parts[i]);
    return g_strjoinv ("/", parts);
}

static gboolean
is_same (const char *line, const char *field, const char *wanted, const char *found)
{
    g_autofree char *wanted_folded = fold (wanted), *found_folded = fold (found);

    if (strcmp (wanted_folded, found_folded) == 0)
        return TRUE;
    g_test_message ("%s: %s: wanted \"%s\", found \"%s\"", line, field, wanted, found != NULL ? found : "");
    return FALSE;
}

/* What stands in the braces, but for marks at its end; and takes these out of the line. */
static char *
cut_sentence (char *raw)
{
    char *open = strchr (raw, '{'), *close = open != NULL ? strchr (open, '}') : NULL;
    char *sentence = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;

    if (sentence == NULL)
        return NULL;
    memmove (open, open + 1, strlen (open));
    memmove (close - 1, close, strlen (close - 1));
    return sentence;
}

static gboolean
is_right (const char *line)
{
    g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
    const char *wanted[N_FIELDS] = { "", "", "", "", "", "", "" };
    g_autofree char *sentence = NULL;
    gboolean is_all = TRUE;
    Credit credit;

    for (guint i = 0; i < N_FIELDS && fields[i] != NULL; i++)
        wanted[i] = fields[i];
    g_assert (fields[FIELD_RAW] != NULL);
    sentence = cut_sentence (fields[FIELD_RAW]);
    credit_parse (fields[FIELD_RAW], &credit);
    is_all &= is_same (line, "caption", sentence != NULL ? sentence : "", credit.caption);
    is_all &= is_same (line, "photographer", wanted[FIELD_PHOTOGRAPHER], credit.photographer);
    is_all &= is_same (line, "agency", wanted[FIELD_AGENCY], credit.agency);
    is_all &= is_same (line, "date", wanted[FIELD_DATE], credit.date);
    is_all &= is_same (line, "place", wanted[FIELD_PLACE], credit.place);
    if (*wanted[FIELD_KIND] != '\0')
        is_all &= is_same (line, "kind", wanted[FIELD_KIND], credit_kind_label (credit.kind));
    credit_clear (&credit);
    return is_all;
}

static void
test_captions_are_taken_apart (gconstpointer data)
{
    const Table *table = data;
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    g_autoptr (GError) error = NULL;
    guint n_lines = 0, n_right = 0;

    g_file_get_contents (table->path, &text, NULL, &error);
    g_assert_no_error (error);
    lines = g_strsplit (text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0' || **line == '#')
            continue;
        n_lines++;
        n_right += is_right (*line);
    }
    g_test_message ("%u of %u captions are right in all fields", n_right, n_lines);
    g_assert_cmpuint (n_right * 1000, >=, n_lines * table->least);
}

int
main (int argc, char **argv)
{
    g_autofree Table *tables = g_new0 (Table, (gsize) argc);

    g_test_init (&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i += 2) {
        g_autofree char *base = g_path_get_basename (argv[i]), *name = g_strconcat ("/captions/", base, NULL);

        tables[i] = (Table){ argv[i], (guint) g_ascii_strtoull (argv[i + 1], NULL, 10) };
        g_test_add_data_func (name, &tables[i], test_captions_are_taken_apart);
    }
    return g_test_run ();
}
