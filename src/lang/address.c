/* SPDX-License-Identifier: MIT */
#include "address.h"

#include <string.h>

#include "host.h"
#include "lexicon.h"

/* A path that goes on for longer names nothing. */
#define MOST_WORDS 14
#define LONGEST_WORD 24

/* What is longer is no help on paper, and the link has it whole. */
#define DISPLAY_CHARACTERS 110

/* The parts of an address, as stretches of it. */
typedef struct {
    const char *host, *path, *query, *fragment; /* each ends where the next begins; "?" and "#" are theirs */
    const char *end;
} Parts;

static Parts
part (const char *address)
{
    const char *scheme = strstr (address, "://");
    Parts parts = { .host = scheme != NULL ? scheme + 3 : address };

    parts.path = parts.host + strcspn (parts.host, "/?#");
    parts.query = parts.path + strcspn (parts.path, "?#");
    parts.fragment = parts.query + strcspn (parts.query, "#");
    parts.end = parts.fragment + strlen (parts.fragment);
    return parts;
}

/* "utm_source=feed" counts visitors by its beginning, "fbclid=..." by its name. */
static gboolean
is_tracking (const char *parameter, gsize length)
{
    gsize name = MIN (strcspn (parameter, "=&#"), length);
    gsize head = MIN (strcspn (parameter, "_"), name);

    return lexicon_says (LEXICON_LINK_WORDS, parameter, (gssize) name, "tracking")
           || (head < name && lexicon_says (LEXICON_LINK_WORDS, parameter, (gssize) head + 1, "tracking"));
}

static void
append_query (GString *address, const Parts *parts)
{
    char joint = '?';

    for (const char *p = parts->query; p < parts->fragment; p++) {
        gsize length = strcspn (p + 1, "&#");

        if (length > 0 && !is_tracking (p + 1, length)) {
            g_string_append_c (address, joint);
            g_string_append_len (address, p + 1, (gssize) length);
            joint = '&';
        }
        p += length;
    }
}

char *
address_clean (const char *address)
{
    Parts parts = part (address);
    GString *clean = g_string_new_len (address, parts.query - address);

    append_query (clean, &parts);
    if (!g_str_has_prefix (parts.fragment, "#:~:")) /* some words of the page to be marked */
        g_string_append (clean, parts.fragment);
    return g_string_free (clean, FALSE);
}

/* Where the host ends and a port begins that says nothing. */
static gsize
host_length (const Parts *parts)
{
    gsize length = (gsize) (parts->path - parts->host), colon = MIN (strcspn (parts->host, ":"), length);
    gsize port = length - colon;

    if ((port == 3 && strncmp (parts->host + colon, ":80", 3) == 0)
        || (port == 4 && strncmp (parts->host + colon, ":443", 4) == 0) || port == 1)
        return colon;
    return length;
}

/* Behind "www.", unless that is the name itself. */
static const char *
host_start (const Parts *parts)
{
    gboolean is_prefix = text_has_prefix_ci (parts->host, "www.")
                         && memchr (parts->host + 4, '.', (gsize) (parts->path - parts->host - 4)) != NULL;

    return is_prefix ? parts->host + 4 : parts->host;
}

/* "#!/tides" is where scripts keep the page's name. */
static gboolean
names_page (const char *fragment)
{
    return g_str_has_prefix (fragment, "#!") || g_str_has_prefix (fragment, "#/");
}

char *
address_key (const char *address)
{
    Parts parts = part (address);
    const char *host = host_start (&parts);
    GString *key = g_string_new_len (host, (gssize) (host_length (&parts) - (gsize) (host - parts.host)));

    g_string_ascii_down (key);
    g_string_append_len (key, parts.path, parts.query - parts.path);
    if (parts.path == parts.query)
        g_string_append_c (key, '/');
    append_query (key, &parts);
    if (names_page (parts.fragment))
        g_string_append (key, parts.fragment);
    return g_string_free (key, FALSE);
}

char *
address_host (const char *address)
{
    Parts parts = part (address);
    const char *start = host_start (&parts);
    g_autofree char *host = g_ascii_strdown (start, (gssize) strcspn (start, ":/?#"));

    return host_display (host);
}

/* Whether all of it can be seen: it stands for itself. */
static gboolean
is_visible (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!g_unichar_isgraph (c) || g_unichar_type (c) == G_UNICODE_FORMAT || char_is_forbidden (c))
            return FALSE;
    }
    return TRUE;
}

char *
address_display (const char *address)
{
    Parts parts = part (address);
    g_autofree char *host = address_host (address);
    g_autofree char *rest = g_strndup (parts.path, MIN ((gsize) (parts.end - parts.path), 4 * DISPLAY_CHARACTERS));
    g_autofree char *letters = g_uri_unescape_string (rest, NULL);
    gboolean is_clear = letters != NULL && g_utf8_validate (letters, -1, NULL) && is_visible (letters);
    GString *display = g_string_new (host);

    g_string_append (display, is_clear ? letters : rest);
    if (g_str_has_suffix (display->str, "/"))
        g_string_truncate (display, display->len - 1);
    if (text_n_characters (display->str, -1) > DISPLAY_CHARACTERS) {
        const char *cut = g_utf8_offset_to_pointer (display->str, DISPLAY_CHARACTERS - 1);

        g_string_truncate (display, (gsize) (cut - display->str));
        g_string_append (display, "…");
    }
    return g_string_free (display, FALSE);
}

gboolean
address_shows_picture (const char *address)
{
    Parts parts = part (address);
    g_autofree char *path = g_strndup (parts.path, (gsize) (parts.query - parts.path));
    const char *dot = strrchr (path, '.');

    return dot != NULL && lexicon_says (LEXICON_LINK_WORDS, dot, -1, "picture");
}

/* "ferry", "Mühle", "1925": no number of a database. */
static gboolean
is_word (const char *word)
{
    guint n_digits = 0, n_letters = 0;

    for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!g_unichar_isalnum (c) && c != '\'' && c != 0x2019 && !g_unichar_ismark (c))
            return FALSE;
        n_digits += g_unichar_isdigit (c);
        n_letters += !g_unichar_isdigit (c);
    }
    if (n_digits > 0)
        return n_letters == 0 && (n_digits < 3 || (n_digits == 4 && (word[0] == '1' || word[0] == '2')));
    return n_letters > 0 && n_letters <= LONGEST_WORD;
}

static gboolean
is_number (const char *word)
{
    return strspn (word, "0123456789") == strlen (word);
}

/* "ps5", "a380": but at either end it may as well be the page's number in a database. */
static gboolean
is_code (const char *word)
{
    return strlen (word) <= 4 && g_str_is_ascii (word) && strspn (word, "0123456789") < strlen (word);
}

/* The words of a part of a path, "ferry-timetable-cut_1234.html"; NULL when they are no name. */
static char *
words_of_segment (const char *segment, gsize length)
{
    g_autofree char *unescaped = g_uri_unescape_segment (segment, segment + length, "/");
    g_autofree char *name =
        unescaped != NULL && g_utf8_validate (unescaped, -1, NULL) ? text_clean (unescaped, -1) : NULL;
    char *dot = name != NULL ? strrchr (name, '.') : NULL;
    g_autoptr (GString) words = g_string_new (NULL);
    g_auto (GStrv) split = NULL;
    guint n_words = 0, n_names = 0;

    if (name == NULL)
        return NULL;
    if (dot != NULL && strlen (dot) <= 6)
        *dot = '\0';
    split = g_strsplit_set (name, "-_+ .", MOST_WORDS + 1);
    for (guint i = 0; split[i] != NULL && n_words < MOST_WORDS; i++) {
        gboolean is_inside = n_words > 0 && split[i + 1] != NULL;

        if (*split[i] == '\0' || (!is_word (split[i]) && !(is_inside && is_code (split[i]))))
            continue;
        n_words++;
        n_names += !is_number (split[i]);
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", split[i]);
    }
    return n_names > 1 ? g_strdup (words->str) : NULL;
}

char *
address_words (const char *address)
{
    Parts parts = part (address);
    const char *end = parts.query;
    char *words = NULL;

    while (words == NULL && end > parts.path) {
        const char *slash = memrchr (parts.path, '/', (size_t) (end - parts.path));

        if (slash == NULL)
            break;
        if (end - slash < 512)
            words = words_of_segment (slash + 1, (gsize) (end - slash - 1));
        end = slash;
    }
    return words;
}

/* Where the address that begins at `start` ends: at white space and what no address holds. */
static gsize
end_of_address (const char *text, gsize start, gsize end)
{
    gsize at = start;

    while (at < end) {
        gunichar c = g_utf8_get_char (text + at);

        if (char_is_space (c) || char_is_forbidden (c) || c < 0x20 || c == '|' || char_is_opening_quote (c)
            || char_is_closing_quote (c) || (c < 0x80 && strchr ("<>\\^`{}", (char) c) != NULL))
            break;
        at = (gsize) (g_utf8_next_char (text + at) - text);
    }
    return at;
}

/* Takes off what closes the sentence or the bracket around the address. */
static gsize
trim_address (const char *text, gsize start, gsize end)
{
    guint n_open = 0, n_closed = 0;

    for (gsize i = start; i < end; i++) {
        n_open += text[i] == '(';
        n_closed += text[i] == ')';
    }
    for (; end > start; end--) {
        gboolean is_extra = text[end - 1] == ')' && n_closed > n_open;

        if (!is_extra && strchr (".,;:!?'*_]", text[end - 1]) == NULL)
            break;
        n_closed -= is_extra;
    }
    return end;
}

static gboolean
begins_address (const char *p)
{
    return text_has_prefix_ci (p, "https://") || text_has_prefix_ci (p, "http://")
           || (text_has_prefix_ci (p, "www.") && g_ascii_isalnum (p[4]));
}

/* Words on both sides of a dot, "example.org": no "www.example" that only speaks of such names. */
static gboolean
has_host (const char *text, Span span)
{
    g_autofree char *address = g_strndup (text + span.start, span.end - span.start);
    Parts parts = part (address);
    const char *host = text_has_prefix_ci (parts.host, "www.") ? parts.host + 4 : parts.host;
    const char *dot = strchr (host, '.');

    return dot != NULL && dot > host && dot + 1 < parts.path;
}

gboolean
address_find (const char *text, gsize from, gsize end, Span *found)
{
    for (gsize at = from; at + 4 < end; at++) {
        gunichar before;

        if ((text[at] | 0x20) != 'h' && (text[at] | 0x20) != 'w')
            continue;
        before = at > 0 ? text_char_before (text, text + at) : 0;
        if (g_unichar_isalnum (before) || before == '.' || before == '/' || before == '@'
            || !begins_address (text + at))
            continue;
        found->start = at;
        found->end = end_of_address (text, at, end);
        found->end = trim_address (text, at, found->end);
        if (has_host (text, *found))
            return TRUE;
        at = MAX (at, found->end - 1);
    }
    return FALSE;
}
