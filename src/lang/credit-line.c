/* SPDX-License-Identifier: MIT */
#include "credit-line.h"

#include <string.h>

#include "base/base.h"
#include "date.h"
#include "lexicon.h"
#include "name.h"
#include "credit-role.h"
#include "scan.h"

/* Of names that are in no lexicon, longer ones are rather a sentence. */
#define MOST_AGENCY_WORDS 8
#define MOST_COURTESY_WORDS 6

void
credit_line_init (CreditLine *line)
{
    *line = (CreditLine){ .people = g_ptr_array_new_with_free_func (g_free),
                          .agencies = g_ptr_array_new_with_free_func (g_free) };
}

void
credit_line_clear (CreditLine *line)
{
    g_ptr_array_unref (line->people);
    g_ptr_array_unref (line->agencies);
    g_free (line->status);
}

gboolean
credit_line_is_labelled (const CreditLine *line)
{
    return line->has_label || line->has_copyright || line->has_source;
}

/* "AP Photo", "AFP Foto": the agency without the label behind it. */
static char *
without_label (const char *name)
{
    const char *space = strrchr (name, ' ');

    if (space == NULL || !role_has (space + 1, strlen (space + 1), "label"))
        return NULL;
    return g_strndup (name, (gsize) (space - name));
}

/* The name to print of an agency or publication of the lexicons, or NULL. */
static char *
known_agency (const char *name)
{
    char *printed = lexicon_get (LEXICON_AGENCIES, name, -1);
    g_autofree char *shorter = NULL;

    if (printed == NULL)
        printed = lexicon_get (LEXICON_PUBLICATIONS, name, -1);
    if (printed != NULL || (shorter = without_label (name)) == NULL)
        return printed;
    return lexicon_get (LEXICON_AGENCIES, shorter, -1);
}

gboolean
credit_line_is_agency (const char *name)
{
    g_autofree char *printed = known_agency (name);

    return printed != NULL;
}

gboolean
credit_line_is_acronym (const char *name)
{
    gsize n_capitals = strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return n_capitals >= 2 && n_capitals <= 5 && name[n_capitals] == '\0';
}

static const char *
last_word (const char *name)
{
    const char *space = strrchr (name, ' ');

    return space != NULL ? space + 1 : name;
}

static gboolean
ends_as_organisation (const char *name)
{
    const char *last = last_word (name);

    return lexicon_has (LEXICON_ORGANISATION_WORDS, last, -1) || role_has (last, strlen (last), "label");
}

/* A name with capitals, be it a person's or not: no sentence. */
static gboolean
is_title (const char *name)
{
    g_auto (GStrv) words = g_strsplit (name, " ", MOST_AGENCY_WORDS + 2);
    guint n_words = g_strv_length (words);

    if (n_words == 0 || n_words > MOST_AGENCY_WORDS || !scan_is_capital (words[0]))
        return FALSE;
    for (guint i = 1; i < n_words; i++)
        if (!scan_is_capital (words[i]) && !lexicon_has (LEXICON_STOP_WORDS, words[i], -1)
            && strcmp (words[i], "&") != 0)
            return FALSE;
    return strstr (name, ". ") == NULL && strstr (name, ": ") == NULL;
}

/* An agency by its form: "Kestrel Images", "The Kestrel Herald", "NPR". */
static gboolean
has_form_of_agency (const char *name)
{
    return credit_line_is_acronym (name) || name_is_publication (name, -1)
           || (strchr (name, ' ') != NULL && is_title (name) && ends_as_organisation (name));
}

static gboolean
is_person (const char *name)
{
    return name_has_shape (name, -1) && !role_has (name, scan_word (name), "office") && !credit_line_is_agency (name)
           && !ends_as_organisation (name) && !name_is_publication (name, -1);
}

/* "Beawiharta/Reuters", "REUTERS/Stringer": beside an agency one word is enough. */
static gboolean
is_single_name (const char *name)
{
    return scan_is_capital (name) && scan_word (name) == strlen (name) && strlen (name) > 3
           && !credit_line_is_acronym (name) && !credit_line_is_agency (name) && !ends_as_organisation (name);
}

/* The length of what joins two names at `p`, or 0. */
static gsize
joint_length (const char *p)
{
    static const char *const joints[] = { " and ", " & ", " und ", " et ", " y ", ", " };

    for (guint i = 0; (*p == ' ' || *p == ',') && i < G_N_ELEMENTS (joints); i++)
        if (g_str_has_prefix (p, joints[i]))
            return strlen (joints[i]);
    return 0;
}

/* Names joined by "and", "&", commas.  Adds all of them, or none. */
static gboolean
take_people (CreditLine *line, const char *text, gboolean (*is_name) (const char *name))
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    const char *start = text;

    for (const char *p = text;; p++) {
        gsize length = joint_length (p);
        g_autofree char *name = NULL;

        if (*p != '\0' && length == 0)
            continue;
        name = g_strndup (start, (gsize) (p - start));
        if (!is_name (name))
            return FALSE;
        g_ptr_array_add (names, name_normalise (name));
        if (*p == '\0')
            break;
        p += length - 1;
        start = p + 1;
    }
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add (line->people, g_steal_pointer (&names->pdata[i]));
    return TRUE;
}

static void
append_agency (CreditLine *line, GString *agency, const char *name, const char *joint)
{
    g_autofree char *printed = known_agency (name);
    gboolean has_label = role_has (last_word (name), strlen (last_word (name)), "label");

    line->has_known |= printed != NULL;
    line->has_pictures |= printed != NULL && has_label;
    /* "AP Photo" is the agency's name and a label in one. */
    line->has_label |= printed != NULL && has_label && g_ascii_strcasecmp (printed, name) != 0;
    g_string_append_printf (agency, "%s%s", agency->len > 0 ? joint : "", printed != NULL ? printed : name);
}

gboolean
credit_line_is_label (const char *word, gsize length)
{
    static const char *const label_roles[] = { "label", "source", "status", "file", "courtesy" };
    const char *roles = role_list (word, length);

    for (guint i = 0; roles != NULL && i < G_N_ELEMENTS (label_roles); i++)
        if (role_in_list (roles, label_roles[i]))
            return TRUE;
    return FALSE;
}

static void
note_label_word (CreditLine *line, const char *word, gsize length)
{
    line->has_label |= role_has (word, length, "label");
    line->has_source |= role_has (word, length, "source");
    line->is_courtesy |= role_has (word, length, "courtesy");
    if (line->status == NULL && role_has (word, length, "status"))
        line->status = g_strndup (word, length);
}

/* Whether what follows the words of a label is joined to them as a name is: "Photo: X", "Photo by X",
 * "PHOTO X", "Photo X/AFP".  Returns where the name begins, or NULL. */
static const char *
skip_connector (const CreditLine *line, const char *text, gboolean has_capitals)
{
    static const char *const connectors[] = { ":", "...", "…", "©", "–", "—", "- ", "/", "|" };
    const char *p = scan_spaces (text);
    gsize length = scan_word (p);

    for (guint i = 0; i < G_N_ELEMENTS (connectors); i++)
        if (g_str_has_prefix (p, connectors[i]))
            return p + strlen (connectors[i]);
    if (role_has (p, length, "by") || (line->is_courtesy && role_has (p, length, "of")))
        return p + length;
    if (*p == '\0' || g_str_has_prefix (p, "via "))
        return p;
    if (!scan_is_capital (p))
        return NULL;
    return has_capitals || line->is_courtesy || strpbrk (p, "/|") != NULL || credit_line_is_agency (p) ? p : NULL;
}

/* "CreditAnn Lee": as text taken from pages has it, where only a style parts the two. */
static void
take_glued_label (CreditLine *line, const char **text)
{
    while (g_str_has_prefix (*text, "Credit") && scan_is_capital (*text + strlen ("Credit"))) {
        line->has_label = TRUE;
        *text += strlen ("Credit");
    }
}

/* Moves *text behind "Photo:", "Credit...", "STAFF PHOTO BY", "Photo courtesy of". */
static void
take_label (CreditLine *line, const char **text)
{
    CreditLine tried = *line;
    const char *p = *text, *end = *text, *name;

    tried.status = NULL;
    while (credit_line_is_label (p, scan_word (p))) {
        note_label_word (&tried, p, scan_word (p));
        end = p + scan_word (p);
        p = scan_spaces (end);
    }
    name = end > *text ? skip_connector (&tried, end, scan_is_upper (*text, end)) : NULL;
    if (name == NULL) {
        g_free (tried.status);
        return;
    }
    g_free (line->status);
    *line = tried;
    *text = scan_spaces (name);
}

/* "Left:", "Top right:" */
static gsize
side_length (const char *text)
{
    const char *p = text;

    while (role_has (p, scan_word (p), "side")) {
        p = scan_spaces (p + scan_word (p));
        if (*p == ':')
            return (gsize) (scan_spaces (p + 1) - text);
    }
    return 0;
}

/* "©", "© 2024", "(c)" */
static void
take_copyright (CreditLine *line, const char **text)
{
    static const char *const marks[] = { "Copyright", "copyright", "©", "(c)" };
    const char *p = *text;

    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (g_str_has_prefix (p, marks[i])) {
            line->has_copyright = TRUE;
            p = scan_spaces (p + strlen (marks[i]));
        }
    if (p != *text && strspn (p, "0123456789") == 4)
        p = scan_spaces (p + 4 + (p[4] == ','));
    *text = p;
}

/* "File Photo", "CC BY-SA 4.0", "All rights reserved", "2019": says nothing of who took it. */
static gboolean
is_noise (const char *part)
{
    static const char *const openings[] = { "CC BY",         "CC-BY",        "CC0",         "Creative Commons",
                                            "All rights",    "Alle Rechte",  "Tous droits", "Todos los derechos",
                                            "Public domain", "public domain" };
    g_autofree char *date = date_parse (part);
    g_auto (GStrv) words = g_strsplit (part, " ", -1);

    if (date != NULL || *part == '\0')
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
        if (g_str_has_prefix (part, openings[i]))
            return TRUE;
    for (guint i = 0; words[i] != NULL; i++)
        if (!role_has (words[i], strlen (words[i]), "file") && !role_has (words[i], strlen (words[i]), "label"))
            return FALSE;
    return TRUE;
}

/* Cuts ", File" and its like off, as often as there is one. */
static void
cut_noise (char *text)
{
    static const char *const endings[] = { " Purchase Licensing Rights", " Acquire Licensing Rights", ", opens new tab",
                                           " TPX IMAGES OF THE DAY" };
    char *comma;

    for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
        for (guint k = 0; k < G_N_ELEMENTS (endings); k++)
            if (g_str_has_suffix (text, endings[k]))
                text[strlen (text) - strlen (endings[k])] = '\0';
    while ((comma = strrchr (text, ',')) != NULL && is_noise (scan_spaces (comma + 1)))
        *comma = '\0';
}

static gboolean
is_pool (const char *part)
{
    return text_has_prefix_ci (part, "pool") && strcmp (last_word (part), part) == 0;
}

/* Cuts "X/AFP/File" at the strokes, without the parts that say nothing. */
static GPtrArray *
split_parts (const char *text, gboolean has_provider)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
    const char *start = text;

    for (const char *p = text;; p = g_utf8_next_char (p)) {
        gboolean is_dash = g_str_has_prefix (p, " — ");

        if (*p != '\0' && *p != '/' && *p != '|' && !is_dash)
            continue;
        g_ptr_array_add (parts, scan_trimmed (start, p, ""));
        if (*p == '\0')
            break;
        start = p + (is_dash ? strlen (" — ") : 1);
    }
    for (guint i = parts->len; i > 1; i--) {
        const char *part = g_ptr_array_index (parts, i - 1);

        if ((is_noise (part) && !credit_line_is_agency (part)) || (parts->len > 2 && !has_provider && is_pool (part)))
            g_ptr_array_remove_index (parts, i - 1);
    }
    return parts;
}

/* Which of the parts is the photographer; parts->len when none is. */
static guint
find_person (const GPtrArray *parts, gboolean (*is_name) (const char *name))
{
    const char *first = g_ptr_array_index (parts, 0);

    if (is_name (first) || *first == '\0')
        return 0;
    for (guint i = parts->len; i > 1; i--)
        if (is_name (g_ptr_array_index (parts, i - 1)))
            return i - 1;
    return parts->len;
}

static gboolean
is_people (const char *text)
{
    g_auto (CreditLine) line;

    credit_line_init (&line);
    return take_people (&line, text, is_person);
}

/* "X/AFP", "REUTERS/X", "NASA/ESA/X" */
static gboolean
take_parts (CreditLine *line, GPtrArray *parts, GString *agency)
{
    guint person = find_person (parts, is_people);
    gboolean has_known = FALSE, has_no_person;

    for (guint i = 0; i < parts->len; i++)
        has_known |= credit_line_is_agency (g_ptr_array_index (parts, i));
    if (person == parts->len && has_known)
        person = find_person (parts, is_single_name);
    has_no_person = person == parts->len && !credit_line_is_labelled (line);
    for (guint i = 0; i < parts->len; i++) {
        const char *part = g_ptr_array_index (parts, i);

        if (i == person) {
            if (!take_people (line, part, is_person))
                take_people (line, part, is_single_name);
            continue;
        }
        if (text_has_prefix_ci (part, "special to "))
            part += strlen ("special to ");
        if (!credit_line_is_agency (part) && (has_no_person || (!has_form_of_agency (part) && !is_title (part))))
            return FALSE;
        append_agency (line, agency, part, "/");
    }
    line->has_parts = TRUE;
    return credit_line_is_labelled (line) || has_known || has_form_of_agency (agency->str);
}

/* How a photographer and an agency stand in one part of a credit. */
typedef struct {
    const char *text;
    gboolean needs_known; /* "Photo by X from Y": Y may be a town, unless it is a known agency */
} Joint;

static gboolean
take_pair_at (CreditLine *line, const char *text, const Joint *joint, GString *agency)
{
    const char *at = g_strrstr (text, joint->text);
    g_autofree char *left = at != NULL ? g_strndup (text, (gsize) (at - text)) : NULL;
    g_autofree char *right = at != NULL ? g_strdup (at + strlen (joint->text)) : NULL;
    const char *name = right;

    if (at == NULL)
        return FALSE;
    if (strcmp (joint->text, " (") == 0 && g_str_has_suffix (right, ")"))
        right[strlen (right) - 1] = '\0';
    if (credit_line_is_agency (left) && take_people (line, right, is_person))
        name = left;
    else if (!credit_line_is_agency (right)
             && (joint->needs_known
                 || !(has_form_of_agency (right) || (credit_line_is_labelled (line) && is_title (right)))))
        return FALSE;
    else if (!take_people (line, left, is_person))
        return FALSE;
    append_agency (line, agency, name, "/");
    return TRUE;
}

/* "X for The Kestrel Times", "X on Unsplash", "X, dpa", "dpa, X", "X (EFE)" */
static gboolean
take_pair (CreditLine *line, const char *text, GString *agency)
{
    static const Joint joints[] = {
        { " for ", FALSE }, { " für ", FALSE }, { " pour ", FALSE }, { " para ", FALSE }, { " on ", TRUE },
        { " auf ", TRUE },  { " from ", TRUE }, { " en ", TRUE },    { " sur ", TRUE },   { " (", TRUE },
        { " - ", TRUE },    { " – ", TRUE },    { "-", TRUE },       { ", ", FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
        if (take_pair_at (line, text, &joints[i], agency))
            return TRUE;
    return FALSE;
}

/* What a courtesy is of: a person, or anybody. */
static gboolean
take_courtesy (CreditLine *line, const char *text, GString *agency)
{
    if (!credit_line_is_agency (text) && take_people (line, text, is_person))
        return TRUE;
    if (text_n_words (text) > MOST_COURTESY_WORDS || strstr (text, ". ") != NULL)
        return FALSE;
    append_agency (line, agency, text, "/");
    return TRUE;
}

static gboolean
take_single (CreditLine *line, const char *text, GString *agency)
{
    if (credit_line_is_agency (text)) {
        append_agency (line, agency, text, "/");
        return TRUE;
    }
    if (line->is_courtesy)
        return take_courtesy (line, text, agency);
    if (take_people (line, text, is_person) || take_pair (line, text, agency))
        return TRUE;
    if (!credit_line_is_labelled (line) && (credit_line_is_acronym (text) || !has_form_of_agency (text)))
        return FALSE;
    if (!has_form_of_agency (text) && !is_title (text))
        return FALSE;
    append_agency (line, agency, text, "/");
    return TRUE;
}

static gboolean
take_main (CreditLine *line, const char *text, gboolean has_provider, GString *agency)
{
    g_autoptr (GPtrArray) parts = NULL;

    if (is_noise (text))
        return has_provider || line->status != NULL;
    if (credit_line_is_agency (text))
        return take_single (line, text, agency);
    parts = split_parts (text, has_provider);
    if (parts->len > 1)
        return take_parts (line, parts, agency);
    return take_single (line, g_ptr_array_index (parts, 0), agency);
}

/* "via AP", "via Wikimedia Commons": whoever passed the picture on. */
static gboolean
take_providers (CreditLine *line, char **providers, GString *agency)
{
    line->has_provider |= *providers != NULL;
    for (; *providers != NULL; providers++) {
        g_autofree char *name = scan_trimmed (*providers, *providers + strlen (*providers), ",");

        if (!credit_line_is_agency (name) && !has_form_of_agency (name) && !is_title (name))
            return FALSE;
        append_agency (line, agency, name, " via ");
    }
    return TRUE;
}

/* "REUTERS/X/Handout via REUTERS": the agency is the provider, and is named once. */
static void
drop_repeated (GString *agency)
{
    const char *via = strstr (agency->str, " via "), *name = via != NULL ? via + strlen (" via ") : NULL;
    gsize length = name != NULL ? strlen (name) : 0;

    if (name == NULL || strncmp (agency->str, name, length) != 0)
        return;
    if (agency->str[length] == '/')
        g_string_erase (agency, 0, (gssize) length + 1);
    else if (agency->str + length == via)
        g_string_truncate (agency, length);
}

/* "Staff photo", "handout": when no agency is named, that is what is known of it. */
static void
finish_agency (CreditLine *line, GString *agency)
{
    if (agency->len == 0 && line->status != NULL && !(line->is_courtesy && line->people->len > 0))
        append_agency (line, agency, line->status, "");
    for (guint i = 0; i < line->agencies->len; i++)
        if (strcmp (g_ptr_array_index (line->agencies, i), agency->str) == 0)
            return;
    if (agency->len > 0)
        g_ptr_array_add (line->agencies, g_strdup (agency->str));
}

/* The credit of one picture. */
static gboolean
take_piece (CreditLine *line, const char *text)
{
    g_autoptr (GString) agency = g_string_new (NULL);
    g_autofree char *piece = NULL, *main = NULL;
    g_auto (GStrv) providers = NULL;
    const char *p = text + side_length (text);

    take_copyright (line, &p);
    take_glued_label (line, &p);
    take_label (line, &p);
    take_label (line, &p); /* "Foto: Cortesía de" */
    take_copyright (line, &p);
    if (!credit_line_is_labelled (line) && text_has_prefix_ci (p, "by ") && strpbrk (p, "/|") != NULL)
        p += 3;
    piece = scan_trimmed (p, p + strlen (p), ".;,");
    cut_noise (piece);
    /* The space lets a piece that begins with "via" be cut as others are. */
    main = g_strconcat (" ", piece, NULL);
    providers = g_strsplit (main, " via ", 4);
    g_free (main);
    main = scan_trimmed (providers[0], providers[0] + strlen (providers[0]), ",");
    cut_noise (main);
    if (!take_main (line, main, providers[1] != NULL, agency) || !take_providers (line, providers + 1, agency))
        return FALSE;
    drop_repeated (agency);
    finish_agency (line, agency);
    return TRUE;
}

/* Where the credit of the next picture begins: after a semicolon, or at "Right:". */
static const char *
next_piece (const char *text)
{
    const char *p = text;

    while ((p = strpbrk (p, ";.")) != NULL && (p[1] != ' ' || (*p == '.' && side_length (p + 2) == 0)))
        p++;
    return p;
}

static Certainty
judge (const CreditLine *line, gboolean is_in_bracket)
{
    gboolean has_people = line->people->len > 0;

    if (!has_people && line->agencies->len == 0)
        return SURE_NOT;
    if (line->has_label)
        return SURE_OF_TEXT;
    if (line->is_courtesy)
        return is_in_bracket ? SURE_OF_TEXT : SURE_OF_CAPTION;
    if (line->has_copyright && (has_people || line->has_known))
        return SURE_OF_TEXT;
    if (has_people && (line->has_parts || (line->has_known && (is_in_bracket || line->has_provider))))
        return SURE_OF_TEXT;
    return (is_in_bracket ? line->status != NULL : line->has_pictures) ? SURE_OF_TEXT : SURE_OF_CAPTION;
}

Certainty
credit_line_read (const char *text, gboolean is_in_bracket, CreditLine *line)
{
    for (const char *p = text, *end; p != NULL; p = end != NULL ? end + 2 : NULL) {
        g_autofree char *piece = NULL;

        end = next_piece (p);
        piece = end != NULL ? scan_trimmed (p, end, "") : scan_trimmed (p, p + strlen (p), "");
        if (!take_piece (line, piece))
            return SURE_NOT;
    }
    return judge (line, is_in_bracket);
}
