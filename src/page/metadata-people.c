/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

/* More is prose, or a list of all who work there. */
#define TEXT_SIZE 1000
#define NAME_CHARACTERS 60
#define NAME_WORDS 8
#define MOST_NAMES 50

/* Words before a name that lead it in: "Words and pictures by". */
#define LEAD_WORDS 6

/* What the lexicon says of a word of bylines: "by", "text", "join", "role", "nobody"; or NULL. */
static const char *
kind_of_word (const char *word, gsize length)
{
    while (length > 0 && (word[length - 1] == ':' || word[length - 1] == '.' || word[length - 1] == ','))
        length--;
    return lexicon_find_role (LEXICON_PUBLICATION_WORDS, word, length);
}

static gboolean
is_kind (const char *word, gsize length, const char *kind)
{
    return g_strcmp0 (kind_of_word (word, length), kind) == 0;
}

/* Takes a word off the text, an empty one where there is more than a space; *text is NULL behind the last. */
static gboolean
next_word (const char **text, const char **word, gsize *length)
{
    if (*text == NULL)
        return FALSE;
    *word = *text;
    *length = strcspn (*text, " ");
    *text = (*text)[*length] == ' ' ? *text + *length + 1 : NULL;
    return TRUE;
}

/* "Zeige alle Beiträge von Jane Doe": so many words before it, and "von" is no part of a name. */
#define PHRASE_WORDS 3

/* Where the name begins after "By", "Written by", "Text:", "All posts by"; `text` itself when nothing leads it in. */
static const char *
skip_lead (const char *text, gboolean with_phrase)
{
    const char *start = text, *p = text;
    gboolean is_phrase = FALSE; /* not every word before is one of bylines */

    for (guint i = 0; i < LEAD_WORDS && *p != '\0'; i++) {
        gsize n = strcspn (p, " ");
        const char *word = p, *kind = kind_of_word (word, n);

        if (p[n] == '\0' || g_strcmp0 (kind, "nobody") == 0 || g_strcmp0 (kind, "picture") == 0
            || (kind == NULL && !with_phrase))
            break;
        p += n + 1;
        is_phrase = is_phrase || kind == NULL;
        if (is_phrase && !(n == 2 && g_ascii_strncasecmp (word, "by", n) == 0) && i < PHRASE_WORDS)
            continue;
        if (g_strcmp0 (kind, "by") == 0 || (!is_phrase && n > 0 && word[n - 1] == ':'))
            start = p;
    }
    return start;
}

/* Words that lead on to a date: "Jane Doe am", "Jane Doe, Updated". */
static gboolean
is_loose_end (const char *word)
{
    gsize length = strlen (word);

    return length == 0 || lexicon_find_role (LEXICON_MONTHS, word, length) != NULL || is_kind (word, length, "text")
           || (g_unichar_islower (g_utf8_get_char (word)) && lexicon_has (LEXICON_STOP_WORDS, word, -1));
}

static void
cut_loose_ends (char *line, gboolean with_words)
{
    static const char marks[] = " ,-|(:;—–";

    for (;;) {
        gsize n = strlen (line);
        const char *last = n > 0 ? g_utf8_prev_char (line + n) : line;
        char *space = strrchr (line, ' ');

        if (n > 0 && g_utf8_strchr (marks, -1, g_utf8_get_char (last)) != NULL)
            line[last - line] = '\0';
        else if (with_words && space != NULL && is_loose_end (space + 1))
            *space = '\0';
        else
            return;
    }
}

/* The line up to the date in it, without what leads on to that; *rest is what stands after the date. */
static char *
cut_date (const char *line, const char **rest)
{
    FoundDate date;
    char *cut = g_strdup (line);
    gboolean has_date = date_find (line, 0, FALSE, &date);

    if (has_date)
        cut[date.span.start] = '\0';
    cut_loose_ends (cut, has_date);
    *rest = has_date ? line + date.span.end : NULL;
    return cut;
}

static gboolean
is_address (const char *piece)
{
    return strchr (piece, '@') != NULL || strstr (piece, "://") != NULL || text_has_prefix_ci (piece, "www.")
           || (strchr (piece, ' ') == NULL && strchr (piece, '/') != strrchr (piece, '/'));
}

/* "Staff Writer", "Senior Technology Correspondent", "our woman in Lisbon" */
gboolean
people_is_role (const char *piece)
{
    guint n_words = 0, n_roles = 0;
    const char *word = NULL;
    gsize length = 0;

    while (next_word (&piece, &word, &length)) {
        n_roles += is_kind (word, length, "role") || lexicon_has (LEXICON_STOP_WORDS, word, (gssize) length);
        n_words++;
    }
    if (n_roles == n_words)
        return TRUE;
    return n_words > 1 && n_roles > 0
           && (is_kind (word, length, "role") || lexicon_has (LEXICON_ROLE_NOUNS, word, (gssize) length));
}

static gboolean
is_nobody (const char *piece)
{
    return is_kind (piece, strlen (piece), "nobody");
}

/* "Jr.", "Ph.D.", "M.D." after a comma. */
static gboolean
is_suffix (const char *piece)
{
    guint n_stops = 0;

    for (const char *p = piece; *p != '\0'; p++)
        n_stops += *p == '.';
    if (strlen (piece) <= 3 && strspn (piece, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen (piece) && *piece != '\0')
        return TRUE;
    return strchr (piece, ' ') == NULL && (name_part (piece) == PART_SUFFIX || (n_stops >= 2 && strlen (piece) <= 6));
}

static gboolean
begins_as_name (const char *piece)
{
    gunichar c = g_utf8_get_char (piece);

    return g_unichar_isalpha (c) && !g_unichar_islower (c);
}

static gboolean
has_loose_bracket (const char *piece)
{
    const char *open = strchr (piece, '('), *close = strchr (piece, ')');

    return open == piece || (open == NULL) != (close == NULL) || strpbrk (piece, "{}<>[]") != NULL;
}

/* Whether the piece can be a name, where the text can be trusted that far. */
static gboolean
is_name (const char *piece, PeopleTrust trust, gboolean is_led)
{
    if (text_is_blank (piece, -1) || has_loose_bracket (piece) || text_n_characters (piece, -1) > NAME_CHARACTERS
        || text_n_words (piece) > NAME_WORDS || is_address (piece) || is_nobody (piece) || people_is_role (piece))
        return FALSE;
    if (trust == PEOPLE_GIVEN)
        return TRUE;
    if (!begins_as_name (piece))
        return FALSE;
    if (trust == PEOPLE_NAMED && strpbrk (piece, " .!?:0123456789") == NULL)
        return TRUE;
    return (is_led ? name_has_shape (piece, -1) : name_is_person (piece, -1))
           || (is_led && text_n_words (piece) <= 4 && strpbrk (piece, ".!?:") == NULL);
}

static gboolean
is_known (const char *name, const GPtrArray *names)
{
    g_autofree char *folded = g_utf8_casefold (name, -1);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *other = g_utf8_casefold (g_ptr_array_index (names, i), -1);

        if (strcmp (folded, other) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "and", but not the "E." of a name. */
static gboolean
is_join (const char *word, gsize length)
{
    return !g_ascii_isupper (*word) && memchr (word, '.', length) == NULL && is_kind (word, length, "join");
}

/* The end of the name that begins at `p`: a comma or the like, or a word that joins two names. */
static const char *
find_end (const char *p, gsize *length)
{
    for (const char *start = p; *p != '\0'; p++) {
        gsize n = *p == ' ' ? strcspn (p + 1, " ") : 0;

        *length = 1;
        if (*p == ',' || *p == ';' || *p == '/')
            return p;
        if (n == 0 || p[n + 1] != ' ' || p == start || !is_join (p + 1, n))
            continue;
        *length = n + 2; /* the word and the spaces around it */
        if (begins_as_name (p + *length))
            return p;
    }
    *length = 0;
    return p;
}

/* After a comma stands what the person before it is more often than another name. */
static gboolean
can_follow (const char *piece, const GPtrArray *names)
{
    const char *last = strrchr (piece, ' ');
    const char *before = names->len > 0 ? g_ptr_array_index (names, names->len - 1) : "";
    gsize length = last != NULL ? strlen (last + 1) : 0;

    if (last == NULL)
        return strchr (before, ' ') == NULL && begins_as_name (piece);
    return name_has_shape (piece, -1) && !lexicon_has (LEXICON_ROLE_NOUNS, last + 1, -1)
           && !(last[length] == 's' && lexicon_has (LEXICON_ROLE_NOUNS, last + 1, (gssize) length - 1));
}

static void
add_name (const char *name, GPtrArray *names)
{
    if (names->len < MOST_NAMES && !is_known (name, names))
        g_ptr_array_add (names, strchr (name, ' ') != NULL ? name_normalise (name) : g_strdup (name));
}

static void
add_suffix (const char *suffix, GPtrArray *names)
{
    char **last = (char **) &names->pdata[names->len - 1];
    char *whole = g_strdup_printf ("%s, %s", *last, suffix);

    g_free (*last);
    *last = whole;
}

/* A piece of a list of names; `separator` stands before it. */
static void
add_piece (const char *piece, char separator, PeopleTrust trust, gboolean is_led, GPtrArray *names)
{
    const char *start = skip_lead (piece, TRUE);

    is_led = is_led || start != piece;
    if (separator == ',' && names->len > 0 && is_suffix (piece))
        add_suffix (piece, names);
    else if (is_name (start, trust, is_led) && (separator != ',' || can_follow (start, names)))
        add_name (start, names);
}

/* "Jane Doe and John Roe, The Brannock Courier", "Jane Doe The Brannock Courier" */
static gboolean
add_byline (const char *text, GPtrArray *names)
{
    g_autofree char *line = g_strconcat ("By ", text, NULL);
    Byline byline;
    gboolean has_authors;

    if (!begins_as_name (text) || strchr (text, ' ') == NULL || !byline_parse (line, &byline))
        return FALSE;
    has_authors = *byline.authors != NULL;
    for (char **author = byline.authors; *author != NULL; author++)
        add_name (*author, names);
    byline_clear (&byline);
    return has_authors;
}

/* "Ann Lee AND Tom Brand" */
static void
lower_joins (char *line)
{
    static const char *const joins[] = { " AND ", " And ", " UND ", " Und ", " ET ", " Y " };

    for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
        for (char *found = strstr (line, joins[i]); found != NULL; found = strstr (found + 1, joins[i]))
            for (char *p = found; *p != '\0' && p < found + strlen (joins[i]); p++)
                *p = g_ascii_tolower (*p);
}

static void
add_pieces (const char *p, PeopleTrust trust, gboolean is_led, GPtrArray *names)
{
    char separator = '\0';
    gsize length;

    for (const char *end; *p != '\0'; p = end + length) {
        g_autofree char *piece = NULL;

        end = find_end (p, &length);
        piece = text_squeeze (p, end - p);
        add_piece (piece, separator, trust, is_led, names);
        separator = *end;
    }
}

/* "Fotos: Jane Doe" */
static gboolean
is_credit (const char *line)
{
    return is_kind (line, strcspn (line, " "), "picture");
}

static void
add_part (char *line, PeopleTrust trust, gboolean is_led, GPtrArray *names)
{
    const char *p = skip_lead (line, trust != PEOPLE_LED);

    is_led = is_led || p != line;
    if (*p == '\0' || is_address (line) || is_credit (line) || (trust == PEOPLE_LED && !is_led)
        || (strchr (p, ',') == NULL && people_is_role (p)))
        return;
    lower_joins (line);
    if (trust == PEOPLE_DATED && !is_led) {
        if (name_is_person (p, -1))
            add_name (p, names);
    } else if (name_is_publication (p, -1)) {
        add_piece (p, '\0', trust, is_led, names);
    } else if (!add_byline (p, names)) {
        add_pieces (p, trust, is_led, names);
    }
}

/* Names stand before a date or after it: "17 May 2024 by Jane Doe". */
static void
add_segment (const char *segment, PeopleTrust trust, gboolean is_led, GPtrArray *names)
{
    const char *start = segment + strspn (segment, " ,;:-"), *rest;
    g_autofree char *line = cut_date (start, &rest);
    guint n_before = names->len;

    add_part (line, trust, is_led, names);
    if (rest != NULL && names->len == n_before) {
        g_autofree char *after = g_strdup (rest + strspn (rest, " ,;:-0123456789"));

        cut_loose_ends (after, FALSE);
        add_part (after, trust, FALSE, names);
    }
}

static gboolean
is_author_word (const char *word, gsize length)
{
    const char *colon = memchr (word, ':', length);

    return lexicon_says (LEXICON_PAGE_HINTS, word, colon != NULL ? colon - word : (gssize) length, "author");
}

gboolean
people_is_lead (const char *line)
{
    gboolean leads = FALSE;
    const char *word;
    gsize length;

    for (guint i = 0; next_word (&line, &word, &length); i++) {
        const char *kind = kind_of_word (word, length);
        gboolean is_by = g_strcmp0 (kind, "by") == 0;

        if (i == LEAD_WORDS || !(is_by || g_strcmp0 (kind, "text") == 0))
            return FALSE;
        leads = leads || is_by || is_author_word (word, length) || (length > 0 && word[length - 1] == ':');
    }
    return leads;
}

/* Line ends where the text has what parts more than a comma does. */
static void
part_lines (char *text)
{
    static const char *const parts[] = { "|", "·", "•", "⋅", " — ", " – ", " - " };

    for (char *p = text; *p != '\0'; p++)
        for (guint i = 0; i < G_N_ELEMENTS (parts) && (*p == ' ' || *p == '|' || (guchar) *p >= 0x80); i++)
            if (g_str_has_prefix (p, parts[i]))
                memset (p, '\n', strlen (parts[i]));
}

void
people_add (const char *text, PeopleTrust trust, GPtrArray *names)
{
    g_autofree char *plain = plain_text (text);
    g_auto (GStrv) segments = NULL;
    gboolean is_led = FALSE;

    if (strlen (plain) > TEXT_SIZE)
        return;
    part_lines (plain);
    segments = g_strsplit (plain, "\n", -1);
    for (char **segment = segments; *segment != NULL; segment++) {
        g_autofree char *squeezed = text_squeeze (*segment, -1);

        if (*squeezed == '\0')
            continue;
        if (people_is_lead (squeezed)) {
            is_led = TRUE;
            continue;
        }
        add_segment (squeezed, trust, is_led, names);
        is_led = FALSE;
    }
}

static gboolean
is_organisation (const char *name)
{
    const char *point = strrchr (name, '.');

    if (name_is_publication (name, -1) || lexicon_has (LEXICON_AGENCIES, name, -1))
        return TRUE;
    return point != NULL && point > name && strchr (name, ' ') == NULL && g_ascii_islower (point[1]);
}

void
people_drop_organisations (GPtrArray *names)
{
    guint n_people = 0;

    for (guint i = 0; i < names->len; i++)
        n_people += name_is_person (g_ptr_array_index (names, i), -1);
    for (guint i = names->len; i > 0 && n_people > 0; i--)
        if (is_organisation (g_ptr_array_index (names, i - 1)))
            g_ptr_array_remove_index (names, i - 1);
}

gboolean
people_is_host (const char *name, const char *address)
{
    const char *host = strstr (address, "://");
    g_autofree char *folded = g_utf8_casefold (name, -1);
    gsize n_host;

    host = host != NULL ? host + 3 : address;
    host += g_str_has_prefix (host, "www.") ? 4 : 0;
    n_host = strcspn (host, "/:?#");
    for (const char *p = folded; *p != '\0'; p++) {
        if (strchr (" -.", *p) != NULL)
            continue;
        while (n_host > 0 && (*host == '-' || (*host == '.' && strchr (p, '.') == NULL)))
            host++, n_host--;
        if (n_host == 0 || *host != *p)
            return FALSE;
        host++, n_host--;
    }
    return n_host == 0 || *host == '.';
}

gboolean
people_is_signature (const char *line)
{
    gsize n = strcspn (line, ":");

    return line[n] == ':' && n <= NAME_CHARACTERS && memchr (line, ' ', n) == NULL && is_author_word (line, n);
}
