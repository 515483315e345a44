/* SPDX-License-Identifier: MIT */
#include "facts.h"
#include "lang/lang.h"

/* What blocks of metadata say is cleaned here, and what says nothing is left out. */

/* Longer texts are no caption, and longer names of people, agencies and places are none. */
#define TEXT_LIMIT 8000
#define NAME_LIMIT 300

/* What is longer of a notice of rights is for lawyers. */
#define RIGHTS_CHARACTERS 300

/* No photo has more creators. */
#define MOST_NAMES 20

/* Whether there is anything but signs in it. */
static gboolean
has_letters (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)))
            return TRUE;
    return FALSE;
}

/* What cameras and programs write where nobody wrote anything; where somebody is named, the name of such a program;
 * where something is described, what may be done with the picture. */
static gboolean
is_leftover (Fact fact, const char *text)
{
    const char *kind = lexicon_find (LEXICON_PHOTO_LEFTOVERS, text, -1);

    if (kind != NULL && g_str_equal (kind, "creator"))
        return fact == FACT_CREATOR || fact == FACT_RIGHTS;
    return kind != NULL && (!g_str_equal (kind, "notice") || fact != FACT_RIGHTS);
}

/* Who is named by an address alone is not named. */
static gboolean
is_address (const char *text)
{
    return strchr (text, ' ') == NULL
           && (strchr (text, '@') != NULL || strstr (text, "://") != NULL || text_has_prefix_ci (text, "www."));
}

/* Whether the text can be what the fact is a name of, if it is. */
static gboolean
may_be (Fact fact, const char *text)
{
    gboolean names_somebody = fact == FACT_CREATOR || fact == FACT_CREDIT || fact == FACT_SOURCE;

    return (!names_somebody || !is_address (text))
           && ((!names_somebody && fact != FACT_PLACE) || strlen (text) <= NAME_LIMIT);
}

/* So much of the text that is whole letters. */
static gsize
limit_length (const char *text, gsize length)
{
    if (length <= TEXT_LIMIT)
        return length;
    for (length = TEXT_LIMIT; length > 0 && ((guchar) text[length] & 0xc0) == 0x80;)
        length--;
    return length;
}

static char *
clean (Fact fact, const char *text, gssize length)
{
    g_autofree char *cleaned = text_clean (text, (gssize) limit_length (text, text_length (text, length)));

    if (!has_letters (cleaned) || is_leftover (fact, cleaned) || !may_be (fact, cleaned))
        return NULL;
    return fact == FACT_RIGHTS ? text_shorten (cleaned, RIGHTS_CHARACTERS) : g_steal_pointer (&cleaned);
}

void
statement_add (Statement *statement, Fact fact, const char *text, gssize length)
{
    g_autofree char *cleaned = text != NULL && statement->texts[fact] == NULL ? clean (fact, text, length) : NULL;

    if (cleaned != NULL)
        statement->texts[fact] = arena_strdup (statement->arena, cleaned);
}

/* Whether the name is one of several between semicolons. */
static gboolean
is_named (const char *names, const char *name)
{
    gsize length = strlen (name);

    for (const char *p = names; p != NULL; p = (p = strchr (p, ';')) != NULL ? p + 1 + strspn (p + 1, " ") : NULL)
        if (strncmp (p, name, length) == 0 && (p[length] == ';' || p[length] == '\0'))
            return TRUE;
    return FALSE;
}

void
statement_add_name (Statement *statement, const char *name, gssize length)
{
    const char *names = statement->texts[FACT_CREATOR];
    g_autofree char *cleaned = statement->n_names++ < MOST_NAMES ? clean (FACT_CREATOR, name, length) : NULL;

    if (cleaned == NULL || is_named (names, cleaned))
        return;
    statement->texts[FACT_CREATOR] = names == NULL ? arena_strdup (statement->arena, cleaned)
                                                   : arena_printf (statement->arena, "%s; %s", names, cleaned);
}

/* The number of `n` digits at *p, which moves behind them; -1: there are not so many. */
static int
take_digits (const char **p, guint n)
{
    int number = 0;

    for (guint i = 0; i < n; i++) {
        if (!g_ascii_isdigit ((*p)[i]))
            return -1;
        number = number * 10 + (*p)[i] - '0';
    }
    *p += n;
    return number;
}

static void
skip (const char **p, const char *signs)
{
    if (**p != '\0' && strchr (signs, **p) != NULL)
        (*p)++;
}

/* "+02:00", "+0200", "Z"; else nothing. */
static const char *
offset_of (Arena *arena, const char *text)
{
    const char *p = text + 1;
    int hours, minutes;

    if (text[0] == 'Z')
        return "Z";
    if (text[0] != '+' && text[0] != '-')
        return "";
    hours = take_digits (&p, 2);
    skip (&p, ":");
    minutes = take_digits (&p, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return "";
    return arena_printf (arena, "%c%02d:%02d", text[0], hours, minutes);
}

/* "T10:00:00+02:00"; nothing, when there is no time of day. */
static const char *
time_of (Arena *arena, const char *text, const char *offset)
{
    const char *p = text;
    int hours, minutes, seconds;

    skip (&p, "T ");
    hours = take_digits (&p, 2);
    skip (&p, ":");
    minutes = take_digits (&p, 2);
    skip (&p, ":");
    seconds = take_digits (&p, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds > 59)
        return "";
    if (*p == '.')
        p += 1 + strspn (p + 1, "0123456789");
    if (*offset_of (arena, p) != '\0')
        offset = p;
    return arena_printf (arena, "T%02d:%02d:%02d%s", hours, minutes, MAX (seconds, 0),
                         offset != NULL ? offset_of (arena, offset) : "");
}

/* No photo is older than photography. */
static gboolean
is_year (int year)
{
    return year >= 1826 && year <= 2100;
}

void
statement_add_date (Statement *statement, const char *date, const char *offset)
{
    const char *p = date + strspn (date, " ");
    int year = take_digits (&p, 4), month, day;
    Arena *arena = statement->arena;

    if (statement->texts[FACT_DATE] != NULL || !is_year (year))
        return;
    skip (&p, "-:/");
    month = take_digits (&p, 2);
    skip (&p, "-:/");
    day = take_digits (&p, 2);
    if (month < 1 || month > 12)
        statement->texts[FACT_DATE] = arena_printf (arena, "%04d", year);
    else if (day < 1 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        statement->texts[FACT_DATE] = arena_printf (arena, "%04d-%02d", year, month);
    else
        statement->texts[FACT_DATE] =
            arena_printf (arena, "%04d-%02d-%02d%s", year, month, day, time_of (arena, p, offset));
}

void
statement_add_place (Statement *statement, const char *const parts[3])
{
    g_autoptr (GString) place = g_string_new (NULL);

    for (guint i = 0; i < 3; i++) {
        g_autofree char *part = parts[i] != NULL ? clean (FACT_PLACE, parts[i], -1) : NULL;

        if (part != NULL)
            g_string_append_printf (place, "%s%s", place->len > 0 ? ", " : "", part);
    }
    statement_add (statement, FACT_PLACE, place->str, -1);
}

void
statement_add_position (Statement *statement, double latitude, double longitude)
{
    char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

    if (!statement->with_position || statement->texts[FACT_POSITION] != NULL)
        return;
    /* A receiver that has found nothing is off the coast of Africa. */
    if (!(ABS (latitude) <= 90) || !(ABS (longitude) <= 180) || (latitude == 0 && longitude == 0))
        return;
    g_ascii_formatd (north, sizeof north, "%.5f", latitude);
    g_ascii_formatd (east, sizeof east, "%.5f", longitude);
    statement->texts[FACT_POSITION] = arena_printf (statement->arena, "%s,%s", north, east);
}

char *
text_from_bytes (Bytes bytes)
{
    const guint8 *nul = bytes.size > 0 ? memchr (bytes.data, '\0', bytes.size) : NULL;
    gsize length = MIN (nul != NULL ? (gsize) (nul - bytes.data) : bytes.size, TEXT_LIMIT);
    const char *text = (const char *) bytes.data, *end;

    if (length == 0)
        return NULL;
    /* What was cut in a letter is UTF-8 up to there. */
    if (g_utf8_validate (text, (gssize) length, &end)
        || ((gsize) (text + length - end) < 4 && end > text
            && g_utf8_get_char_validated (end, text + length - end) == (gunichar) -2))
        return g_strndup (text, (gsize) (end - text));
    return g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
}
