/* SPDX-License-Identifier: MIT */
#include "byline.h"

#include <string.h>

#include "date.h"
#include "lexicon.h"
#include "name.h"
#include "scan.h"

/* Longer lines are prose. */
#define BYLINE_SIZE 200

/* A byline while it is taken apart. */
typedef struct {
    GPtrArray *authors;
    char *publication;
    gboolean has_lead;   /* "By": what follows is a person */
    gboolean is_english; /* after "By" a publication may follow; after "Von" a town does */
    gboolean has_role;   /* "staff writer" */
    gboolean has_date;   /* the line ends with one: then what follows a name is a publication */
} Reading;

/* What the lexicon says of a word of bylines: "by", "text", "picture", "join", or NULL. */
static const char *
role_of (const char *word)
{
    gsize length = strlen (word);

    return lexicon_find_role (LEXICON_PUBLICATION_WORDS, word, length - (length > 0 && word[length - 1] == ':'));
}

static gboolean
has_role (const char *word, const char *role)
{
    return g_strcmp0 (role_of (word), role) == 0;
}

/* Takes "By", "Story by", "Text and photos by", "Text:" off; FALSE when it is a photographer's. */
static gboolean
take_lead (const char **line, Reading *reading)
{
    g_auto (GStrv) words = g_strsplit (*line, " ", 6);
    const char *p = *line;

    if (has_role (words[0], "picture"))
        return FALSE;
    for (guint i = 0; i < 5 && words[i] != NULL; i++) {
        const char *role = role_of (words[i]);
        gboolean has_colon = g_str_has_suffix (words[i], ":");

        p += strlen (words[i]) + 1;
        if (role == NULL)
            return TRUE;
        if (strcmp (role, "by") == 0 || has_colon) {
            if (words[i + 1] == NULL)
                return FALSE;
            *line = p;
            reading->has_lead = TRUE;
            reading->is_english = has_colon || text_has_prefix_ci (words[i], "by");
            return TRUE;
        }
    }
    return TRUE;
}

static gboolean
is_person_here (const Reading *reading, const char *text)
{
    return reading->has_lead ? name_has_shape (text, -1) && !name_is_known_publication (text)
                             : name_is_person (text, -1);
}

static void
take_publication (Reading *reading, const char *text)
{
    char *printed = lexicon_get (LEXICON_PUBLICATIONS, text, -1);

    if (printed == NULL)
        printed = name_normalise (text);
    if (reading->publication == NULL)
        reading->publication = printed;
    else
        g_free (printed);
}

/* "Dr. Jane Doe" is printed as "Jane Doe". */
static void
skip_title (GString *name)
{
    const char *space = strchr (name->str, ' ');
    gsize length = space != NULL ? (gsize) (space - name->str) : 0;

    if (length > 0 && lexicon_has (LEXICON_TITLES, name->str, (gssize) length))
        g_string_erase (name, 0, (gssize) length + 1);
}

/* Names joined by "and" and its like. */
static gboolean
take_people (Reading *reading, const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) name = g_string_new (NULL);

    for (guint i = 0;; i++) {
        if (words[i] != NULL && !(name->len > 0 && has_role (words[i], "join"))) {
            g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", words[i]);
            continue;
        }
        skip_title (name);
        if (!is_person_here (reading, name->str))
            return FALSE;
        g_ptr_array_add (names, name_normalise (name->str));
        g_string_truncate (name, 0);
        if (words[i] == NULL)
            break;
    }
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add (reading->authors, g_steal_pointer (&names->pdata[i]));
    return TRUE;
}

static const char *
skip_the (const char *text)
{
    return g_str_has_prefix (text, "the ") ? text + strlen ("the ") : text;
}

/* "Jane Doe for The Brannock Courier", "Jane Doe of the Kestrel Times", "Jane Doe in Lisbon" */
static gboolean
take_people_for (Reading *reading, const char *text)
{
    static const char *const links[] = { " for ", " für ", " pour ", " para ", " of ", " in " };
    guint n_links = G_N_ELEMENTS (links);

    for (guint i = 0; i < n_links; i++) {
        const char *link = strstr (text, links[i]);
        const char *rest = link != NULL ? skip_the (link + strlen (links[i])) : NULL;
        g_autofree char *people = link != NULL ? g_strndup (text, (gsize) (link - text)) : NULL;
        g_auto (GStrv) words = link != NULL ? g_strsplit (rest, " ", -1) : NULL;

        if (link == NULL || !name_is_title (words) || (!reading->has_lead && !name_is_publication (rest, -1)))
            continue;
        if (!take_people (reading, people))
            continue;
        if (i + 1 < n_links)
            take_publication (reading, rest);
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_name_and_publication (Reading *reading, char **words, guint n_name_words)
{
    g_autofree char *publication = g_strjoinv (" ", words + n_name_words);
    g_autofree char *name = NULL;
    char *next = g_steal_pointer (&words[n_name_words]);

    name = g_strjoinv (" ", words);
    words[n_name_words] = next;
    if (!is_person_here (reading, name) && !(name_is_known_publication (publication) && name_has_shape (name, -1)))
        return FALSE;
    g_ptr_array_add (reading->authors, name_normalise (name));
    take_publication (reading, publication);
    return TRUE;
}

/* A name in its shortest form: two words, more with initials, particles and suffix. */
static guint
count_name_words (char **words)
{
    guint n_capitals = 0, i;

    for (i = 0; words[i] != NULL && n_capitals < 2; i++) {
        NamePart kind = name_part (words[i]);

        if (kind == PART_NONE || kind == PART_SUFFIX)
            return 0;
        n_capitals += kind == PART_CAPITAL || (kind == PART_INITIAL && i == 0);
    }
    if (words[i] != NULL && name_part (words[i]) == PART_SUFFIX)
        i++;
    return n_capitals == 2 ? i : 0;
}

static gboolean
ends_as_organisation (char **words)
{
    const char *last = words[g_strv_length (words) - 1];

    return lexicon_has (LEXICON_ORGANISATION_WORDS, last, -1) && !lexicon_has (LEXICON_PUBLICATION_WORDS, last, -1);
}

static gboolean
is_title_of_person (const char *word)
{
    return lexicon_has (LEXICON_TITLES, word, -1) || lexicon_has (LEXICON_ROLE_NOUNS, word, -1);
}

/* "Jane Doe Mother Jones": a publication of the lexicon after a name; all four could be a name too, so
 * this is tried before names are. */
static gboolean
take_known_line (Reading *reading, const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    guint n_words = g_strv_length (words);

    for (guint i = 2; i < n_words && i <= NAME_MOST_WORDS; i++) {
        g_autofree char *rest = g_strjoinv (" ", words + i);

        if (name_is_known_publication (rest) && take_name_and_publication (reading, words, i))
            return TRUE;
    }
    return FALSE;
}

/* "Jane Doe Harbour Gazette": the publication begins with "The", or the name is as short as names are and
 * the rest ends as publications do. */
static gboolean
take_line (Reading *reading, const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    guint n_words = g_strv_length (words), n_name_words = count_name_words (words);
    g_autofree char *after_name = g_strjoinv (" ", words + n_name_words);

    for (guint i = 2; i + 1 < n_words && i <= NAME_MOST_WORDS; i++)
        if (text_has_prefix_ci (words[i], "the") && strlen (words[i]) == 3 && name_is_title (words + i)
            && !ends_as_organisation (words + i) && take_name_and_publication (reading, words, i))
            return TRUE;
    return n_name_words > 0 && n_name_words + 2 <= n_words && name_is_publication (after_name, -1)
           && (reading->has_lead || !is_title_of_person (words[0]))
           && take_name_and_publication (reading, words, n_name_words);
}

/* "M.D.", "Jr." */
static gboolean
is_degree (const char *text)
{
    const char *dot = strchr (text, '.');

    return strchr (text, ' ') == NULL
           && (name_part (text) == PART_SUFFIX || (dot != NULL && dot[1] != '\0' && g_str_has_suffix (text, ".")));
}

static gboolean
is_role_word (const char *word)
{
    return lexicon_has (LEXICON_ROLE_NOUNS, word, -1) || has_role (word, "role");
}

/* "Jane Doe, M.D.": part of how she signs. */
static gboolean
take_degree (Reading *reading, const char *text)
{
    char **name = reading->authors->len > 0 ? (char **) &reading->authors->pdata[reading->authors->len - 1] : NULL;
    g_autofree char *bare = NULL;

    if (name == NULL || !is_degree (text))
        return FALSE;
    bare = g_steal_pointer (name);
    *name = g_strdup_printf ("%s, %s", bare, text);
    return TRUE;
}

/* "staff writer", "Chief Correspondent", "our woman in Lisbon" */
static gboolean
is_role (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);

    return g_unichar_islower (g_utf8_get_char (text)) || is_role_word (words[g_strv_length (words) - 1]);
}

static gboolean
is_left_out (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", 2);

    return strchr (text, '@') != NULL || has_role (words[0], "picture");
}

/* "Küstenbote": a compound whose last part is what papers are called. */
static gboolean
is_compound_of_paper (const char *word)
{
    const char *start = g_utf8_strlen (word, -1) > 6 ? g_utf8_offset_to_pointer (word, 3) : "";

    for (const char *p = start; strlen (p) >= 4; p = g_utf8_next_char (p))
        if (lexicon_has (LEXICON_PUBLICATION_WORDS, p, -1))
            return strchr (word, ' ') == NULL;
    return FALSE;
}

/* Whether what follows a name is where it was published.  A bar says so; a comma does not. */
static gboolean
is_publication_here (const Reading *reading, const char *text, gunichar separator)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);

    if (name_is_publication (text, -1) || lexicon_has (LEXICON_AGENCIES, text, -1))
        return TRUE;
    if (!name_is_title (words))
        return FALSE;
    if (separator == ',' && reading->has_lead && is_compound_of_paper (text))
        return TRUE;
    return separator == '|' || (separator == ',' && (reading->has_date || (reading->has_lead && reading->is_english)));
}

/* "for Harbour Week", "special to The Kestrel Times", "in The Kestrel Times" */
static gboolean
take_prefixed_publication (Reading *reading, const char *text)
{
    static const char *const prefixes[] = { "for ", "special to ", "in " };

    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
        const char *rest = text_has_prefix_ci (text, prefixes[i]) ? text + strlen (prefixes[i]) : NULL;
        g_auto (GStrv) words = rest != NULL ? g_strsplit (rest, " ", -1) : NULL;

        if (rest == NULL || !(i < 2 ? name_is_title (words) : name_is_publication (rest, -1)))
            continue;
        take_publication (reading, rest);
        return TRUE;
    }
    return FALSE;
}

/* "the Editorial Board", "our legal correspondent": nobody by name. */
static gboolean
take_collective (Reading *reading, const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    guint n_words = g_strv_length (words);
    const char *last = words[n_words - 1];

    if (!reading->has_lead || !reading->is_english || n_words < 2 || n_words > NAME_MOST_WORDS)
        return FALSE;
    if (g_ascii_strcasecmp (last, "staff") == 0) {
        g_autofree char *rest = g_strndup (text, strlen (text) - strlen (last) - 1);

        if (name_is_title (words) || scan_is_capital (rest))
            take_publication (reading, rest);
        return reading->publication != NULL;
    }
    if (!(text_has_prefix_ci (text, "the ") || text_has_prefix_ci (text, "our "))
        || !(is_role_word (last) || lexicon_has (LEXICON_ORGANISATION_WORDS, last, -1)))
        return FALSE;
    g_ptr_array_add (reading->authors, g_strdup (text));
    return TRUE;
}

/* "Jane Doe and John Roe" */
static gboolean
names_several (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);

    for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
        if (has_role (words[i], "join") && strcmp (words[i], "&") != 0)
            return TRUE;
    return FALSE;
}

/* A comma parts names, or a name and what is none. */
static gboolean
may_be_people (const Reading *reading, const char *text, gunichar separator)
{
    if (name_is_known_publication (text))
        return FALSE;
    if (separator == ',')
        return !name_is_publication (text, -1) && (!reading->has_date || names_several (text));
    return separator == 0;
}

static gboolean
take_segment (Reading *reading, const char *text, gunichar separator)
{
    if (is_left_out (text))
        return separator != 0;
    if (separator != 0 && take_prefixed_publication (reading, text))
        return TRUE;
    if (separator == ',' && take_degree (reading, text))
        return TRUE;
    if (separator != 0 && is_role (text)) {
        reading->has_role = TRUE;
        return TRUE;
    }
    if (may_be_people (reading, text, separator)
        && (take_known_line (reading, text) || take_people (reading, text) || take_people_for (reading, text)
            || take_line (reading, text) || (separator == 0 && take_collective (reading, text))))
        return TRUE;
    if (separator == '|' && reading->authors->len == 0 && take_people (reading, text))
        return TRUE;
    if (is_publication_here (reading, text, separator)) {
        take_publication (reading, text);
        return TRUE;
    }
    return separator == ',' && reading->has_lead && scan_is_capital (text); /* a town */
}

/* The separator at `p`, which is '|' for all that part more than a comma does; 0: none. */
static gunichar
separator_at (const char *p, gsize *length)
{
    static const char *const bars[] = { " | ", " · ", " • ", " / ", " — ", " – ", " -- ", " - ", "; " };

    for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
        if (g_str_has_prefix (p, bars[i])) {
            *length = strlen (bars[i]);
            return i < 4 ? '|' : ';';
        }
    *length = 2;
    return g_str_has_prefix (p, ", ") ? ',' : 0;
}

static gboolean
take_segments (Reading *reading, const char *line)
{
    gunichar before = 0;
    const char *start = line;

    for (const char *p = line;; p = g_utf8_next_char (p)) {
        gsize length = 0;
        gunichar separator = *p != '\0' ? separator_at (p, &length) : 0;
        g_autofree char *segment = NULL;

        if (*p != '\0' && separator == 0)
            continue;
        segment = g_strndup (start, (gsize) (p - start));
        if (*segment == '\0' || !take_segment (reading, segment, before))
            return FALSE;
        if (*p == '\0')
            return TRUE;
        before = separator;
        p += length - 1;
        start = p + 1;
    }
}

/* Sentences, questions, quotations are no bylines. */
static gboolean
is_prose (const char *line)
{
    gsize length = strlen (line);
    const char *last = strrchr (line, ' ');

    last = last != NULL ? last + 1 : line;
    if (length == 0 || strchr (":;,", line[length - 1]) != NULL)
        return TRUE;
    for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
        if (g_utf8_strchr ("\"“”„«»?!", -1, g_utf8_get_char (p)) != NULL)
            return TRUE;
    return line[length - 1] == '.' && !is_degree (last);
}

static void
cut_separators (char *line)
{
    gsize length = strlen (line);

    while (length > 0) {
        const char *last = g_utf8_prev_char (line + length);

        if (g_utf8_strchr (" ,|·•/-–—", -1, g_utf8_get_char (last)) == NULL)
            break;
        length = (gsize) (last - line);
    }
    line[length] = '\0';
}

/* "Ann Lee Updated", before a date. */
static void
cut_label_of_date (char *line)
{
    char *last = strrchr (line, ' ');

    if (last != NULL && has_role (last + 1, "text")) {
        *last = '\0';
        cut_separators (line);
    }
}

/* Without what may stand at its end: "(with AFP)", "| April 14, 2025".  Sets the date. */
static char *
squeeze_byline (const char *line, char **published)
{
    char *squeezed = text_squeeze (line, -1);
    char *bracket = strrchr (squeezed, '(');
    FoundDate date;

    if (bracket != NULL && bracket > squeezed && bracket[-1] == ' ' && g_str_has_suffix (squeezed, ")"))
        bracket[-1] = '\0';
    if (date_find (squeezed, 0, FALSE, &date)) {
        *published = date_parse (squeezed + date.span.start);
        if (*published != NULL) {
            squeezed[date.span.start] = '\0';
            cut_separators (squeezed);
            cut_label_of_date (squeezed);
        }
    }
    return squeezed;
}

/* "Published: March 3, 2024 | By Jane Doe", "Health | By Jane Doe" */
static const char *
skip_to_lead (const char *line, char **published)
{
    const char *bar = strstr (line, " | ");
    const char *rest = bar != NULL ? bar + strlen (" | ") : NULL;
    g_autofree char *word = rest != NULL ? g_strndup (rest, strcspn (rest, " ")) : NULL;
    g_autofree char *before = rest != NULL ? g_strndup (line, (gsize) (bar - line)) : NULL;

    if (rest == NULL || !has_role (word, "by"))
        return line;
    if (*published == NULL)
        *published = date_parse (before);
    return rest;
}

static gboolean
reading_is_byline (const Reading *reading)
{
    if (reading->has_lead)
        return reading->authors->len > 0 || reading->publication != NULL;
    return reading->publication != NULL || (reading->authors->len > 0 && reading->has_role);
}

gboolean
byline_parse (const char *line, Byline *byline)
{
    g_autoptr (GPtrArray) authors = g_ptr_array_new_with_free_func (g_free);
    Reading reading = { .authors = authors };
    g_autofree char *squeezed = NULL, *published = NULL;
    const char *rest;

    if (strlen (line) > BYLINE_SIZE)
        return FALSE;
    squeezed = squeeze_byline (line, &published);
    rest = skip_to_lead (squeezed, &published);
    reading.has_date = published != NULL;
    if (is_prose (squeezed) || !take_lead (&rest, &reading) || !take_segments (&reading, rest)
        || !reading_is_byline (&reading)) {
        g_free (reading.publication);
        return FALSE;
    }
    g_ptr_array_add (authors, NULL);
    byline->authors = (char **) g_ptr_array_steal (authors, NULL);
    byline->publication = reading.publication;
    byline->published = g_steal_pointer (&published);
    return TRUE;
}

void
byline_clear (Byline *byline)
{
    g_clear_pointer (&byline->authors, g_strfreev);
    g_clear_pointer (&byline->publication, g_free);
    g_clear_pointer (&byline->published, g_free);
}
