/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <string.h>

gsize
text_length (const char *text, gssize length)
{
    return length < 0 ? strlen (text) : (gsize) length;
}

gboolean
char_is_space (gunichar c)
{
    return c < 0x80 ? g_ascii_isspace ((char) c) || c == 0x0b : g_unichar_isspace (c) || c == 0xa0 || c == 0x202f;
}

char *
text_squeeze (const char *text, gssize length)
{
    gsize size = text_length (text, length);
    const char *end = text + size;
    GString *squeezed = g_string_sized_new (size);
    gboolean is_pending = FALSE;

    for (const char *p = text, *next; p < end; p = next) {
        next = g_utf8_next_char (p);
        if (char_is_space (g_utf8_get_char (p))) {
            is_pending = squeezed->len > 0;
            continue;
        }
        while (next<end && * next> ' ' && *next < 0x7f)
            next++;
        if (is_pending)
            g_string_append_c (squeezed, ' ');
        is_pending = FALSE;
        g_string_append_len (squeezed, p, next - p);
    }
    return g_string_free (squeezed, FALSE);
}

gboolean
text_is_capitals (const char *text)
{
    guint n_capitals = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_islower (c))
            return FALSE;
        n_capitals += g_unichar_isupper (c);
    }
    return n_capitals > 0;
}

gboolean
text_is_blank (const char *text, gssize length)
{
    const char *end = text + text_length (text, length);

    for (const char *p = text; p < end; p = g_utf8_next_char (p))
        if (!char_is_space (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

glong
text_n_characters (const char *text, gssize length)
{
    return g_utf8_strlen (text, (gssize) text_length (text, length));
}

guint
text_n_words (const char *text)
{
    guint n_words = 0;
    gboolean in_word = FALSE;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gboolean is_space = char_is_space (g_utf8_get_char (p));

        n_words += !is_space && !in_word;
        in_word = !is_space;
    }
    return n_words;
}

char *
text_shorten (const char *text, glong n_characters)
{
    const char *cut, *space;

    if (g_utf8_strlen (text, -1) <= n_characters)
        return g_strdup (text);
    cut = g_utf8_offset_to_pointer (text, MAX (n_characters - 1, 0));
    space = g_strrstr_len (text, cut - text, " ");
    if (space != NULL && space > text + (cut - text) / 2)
        cut = space;
    while (cut > text && strchr (" ,;:.-", cut[-1]) != NULL)
        cut--;
    return g_strdup_printf ("%.*s…", (int) (cut - text), text);
}

gboolean
text_has_prefix_ci (const char *text, const char *prefix)
{
    return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

gboolean
text_has_suffix_ci (const char *text, const char *suffix)
{
    gsize length = strlen (text), suffix_length = strlen (suffix);

    return length >= suffix_length && g_ascii_strcasecmp (text + length - suffix_length, suffix) == 0;
}

int
text_hex_byte (const char *p)
{
    int high = g_ascii_xdigit_value (p[0]), low = high >= 0 ? g_ascii_xdigit_value (p[1]) : -1;

    return low >= 0 ? high << 4 | low : -1;
}

const char *
text_next_line (const char *line, const char *end)
{
    const char *newline = memchr (line, '\n', (gsize) (end - line));

    return newline != NULL ? newline + 1 : end;
}

gunichar
text_char_before (const char *text, const char *at)
{
    return at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

gboolean
char_is_opening_quote (gunichar c)
{
    return c == '"' || c == '\'' || c == 0xab || c == 0x2018 || c == 0x201a || c == 0x201c || c == 0x201e
           || c == 0x2039;
}

gboolean
char_is_closing_quote (gunichar c)
{
    return c == '"' || c == '\'' || c == 0xbb || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x203a;
}

static gboolean
is_address_character (const char *p, gboolean is_in_fragment)
{
    if (*p == '%')
        return g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);
    if (*p == '#')
        return !is_in_fragment;
    return g_ascii_isalnum (*p) || strchr ("-._~:/?@!$&'()*+,;=", *p) != NULL;
}

/* RFC 3986, 2.1. */
static void
append_escaped (GString *address, const char *rest)
{
    gboolean is_in_fragment = FALSE;

    for (const char *p = rest; *p != '\0'; p++) {
        if (is_address_character (p, is_in_fragment))
            g_string_append_c (address, *p);
        else
            g_string_append_printf (address, "%%%02X", (guchar) *p);
        is_in_fragment = is_in_fragment || *p == '#';
    }
}

/* A host, and perhaps a port; no user, whose password every reader would be told. */
static gboolean
is_authority (const char *authority)
{
    const char *port = authority;

    while (g_ascii_isalnum (*port) || *port == '-' || *port == '.' || *port == '_')
        port++;
    return port > authority && (*port == '\0' || (*port == ':' && port[1 + strspn (port + 1, "0123456789")] == '\0'));
}

/* Whether "//" and a host stand there, and nothing that no host has: GLib ends it at a semicolon, and then has a path
 * that it cannot put into an address again. */
static gboolean
is_at_host (const char *text)
{
    if (!g_str_has_prefix (text, "//"))
        return FALSE;
    for (text += 2; *text != '\0' && strchr ("/?#", *text) == NULL; text++)
        if (!g_ascii_isalnum (*text) && (guchar) *text < 0x80 && strchr ("-._~%:@[]", *text) == NULL)
            return FALSE;
    return TRUE;
}

/* Whether it is an absolute address with a host: others have no path that anything could be relative to. */
static gboolean
has_host (const char *address)
{
    g_autofree char *scheme = g_uri_parse_scheme (address);

    return scheme != NULL && is_at_host (address + strlen (scheme) + 1);
}

char *
text_resolve (const char *base, const char *reference)
{
    g_autofree char *stripped = g_strstrip (g_strdup (reference));
    g_autofree char *scheme = g_uri_parse_scheme (stripped);

    if (scheme != NULL && !has_host (stripped))
        return g_steal_pointer (&stripped);
    if (scheme == NULL && (!has_host (base) || (g_str_has_prefix (stripped, "//") && !is_at_host (stripped))))
        return NULL;
    return g_uri_resolve_relative (scheme != NULL ? stripped : base, stripped,
                                   G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
}

/* RFC 1035, 2.3.4, and as many bytes a letter as UTF-8 has: GLib's time to convert a longer one grows by the
 * square of the marks in it. */
#define HOST_SIZE (4 * 255)

char *
text_web_address (const char *text)
{
    gsize scheme = text_has_prefix_ci (text, "https://") ? 8 : text_has_prefix_ci (text, "http://") ? 7 : 0;
    gsize length = strcspn (text + scheme, "/?#");
    g_autofree char *host = g_strndup (text + scheme, length);
    g_autofree char *authority = scheme > 0 && length <= HOST_SIZE ? g_hostname_to_ascii (host) : NULL;
    g_autoptr (GString) address = g_string_new_len (text, (gssize) scheme);

    if (authority == NULL || !is_authority (authority))
        return NULL;
    g_string_append (address, authority);
    append_escaped (address, text + scheme + length);
    return g_uri_is_valid (address->str, G_URI_FLAGS_ENCODED, NULL) ? g_strdup (address->str) : NULL;
}

#define EVERY_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Whether eight bytes are printable ASCII: what is less than a space borrows, DEL carries into the highest bit. */
static gboolean
is_printable (const char *text)
{
    guint64 bytes;

    memcpy (&bytes, text, sizeof bytes);
    return ((bytes | (bytes - EVERY_BYTE (0x20)) | (bytes + EVERY_BYTE (0x01))) & EVERY_BYTE (0x80)) == 0;
}

gsize
text_plain_length (const char *text, const char *end)
{
    const char *p = text;

    for (;;) {
        while (end - p >= 8 && is_printable (p))
            p += 8;
        while (p < end && *p >= ' ' && *p < 0x7f)
            p++;
        if (p == end || (*p != '\n' && *p != '\t'))
            return (gsize) (p - text);
        p++;
    }
}

gboolean
char_may_need_nfc (gunichar c)
{
    if (c < 0x300 || (c >= 0x2002 && c < 0x2126) || (c >= 0x3000 && c < 0x3099) || (c >= 0x30a0 && c < 0xac00))
        return FALSE;
    if ((c >= 0x218a && c < 0x2329) || (c >= 0x232b && c < 0x2adc) || (c >= 0x1f000 && c < 0x20000))
        return FALSE;
    return !(c >= 0x388 && c < 0x483) && !(c >= 0x48a && c < 0x591) && !(c >= 0xac00 && c < 0xd7a4)
           && !(c >= 0xfe00 && c < 0xfe10);
}

static gboolean
is_mark (gunichar c)
{
    return c >= 0x300 && g_unichar_ismark (c);
}

/* Whether normalisation never joins the character to what stands before it, as it does marks and the vowels
 * and finals of Hangul: a text may be cut in front of it. */
static gboolean
begins_piece (gunichar c)
{
    return !is_mark (c) && !(c >= 0x1160 && c < 0x1200);
}

/* GLib's time grows by the square of what it is given, and again by that of the marks in a row, which it
 * sorts: so it gets pieces of about this many bytes, and as many marks as UAX #15 has in its Stream-Safe
 * Text Format. */
#define PIECE_SIZE 64
#define MARKS_LIMIT 30

static void
append_normal (GString *normal, const char *start, const char *end, gboolean needs_nfc)
{
    g_autofree char *piece = needs_nfc ? g_utf8_normalize (start, end - start, G_NORMALIZE_NFC) : NULL;

    if (piece != NULL)
        g_string_append (normal, piece);
    else
        g_string_append_len (normal, start, end - start);
}

GString *
text_nfc (const char *text, gsize length)
{
    GString *normal = g_string_sized_new (length);
    const char *start = text, *end = text + length;
    gboolean needs_nfc = FALSE;
    guint n_marks = 0;

    for (const char *p = text; p < end; p = g_utf8_next_char (p)) {
        gsize n_plain = text_plain_length (p, end);
        gunichar c;

        if (n_plain >= PIECE_SIZE) { /* all but the last byte, which a mark may follow, stay as they are */
            append_normal (normal, start, p, needs_nfc);
            append_normal (normal, p, p + n_plain - 1, FALSE);
            start = p = p + n_plain - 1;
            needs_nfc = FALSE;
            n_marks = 0;
            continue;
        }
        c = g_utf8_get_char (p);
        if ((p - start >= PIECE_SIZE && begins_piece (c)) || n_marks == MARKS_LIMIT) {
            append_normal (normal, start, p, needs_nfc);
            start = p;
            needs_nfc = FALSE;
            n_marks = 0;
        }
        n_marks = is_mark (c) ? n_marks + 1 : 0;
        needs_nfc = needs_nfc || char_may_need_nfc (c);
    }
    append_normal (normal, start, end, needs_nfc);
    return normal;
}

gboolean
char_is_forbidden (gunichar c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

char *
text_clean (const char *text, gssize length)
{
    g_autofree char *squeezed = text_squeeze (text, length);
    GString *clean, *normal;
    gboolean needs_nfc = FALSE;

    if (squeezed[text_plain_length (squeezed, squeezed + strlen (squeezed))] == '\0')
        return g_steal_pointer (&squeezed);
    clean = g_string_sized_new (strlen (squeezed));
    for (const char *p = squeezed; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!char_is_forbidden (c))
            g_string_append_unichar (clean, c);
        needs_nfc = needs_nfc || char_may_need_nfc (c);
    }
    if (!needs_nfc)
        return g_string_free (clean, FALSE);
    normal = text_nfc (clean->str, clean->len);
    g_string_free (clean, TRUE);
    return g_string_free (normal, FALSE);
}

char *
text_of_name (const char *name)
{
    g_autofree char *valid = g_utf8_make_valid (name, -1);
    GString *text = g_string_sized_new (strlen (valid));

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        g_string_append_unichar (text, char_is_forbidden (c) ? 0xfffd : c);
    }
    return g_string_free (text, FALSE);
}

/* Compares two numbers that begin at *a and *b by their value, and steps over them.  *tie is set when they are the same
 * and one has more zeros before it. */
static int
compare_numbers (const char **a, const char **b, int *tie)
{
    gsize n_zeros_a = strspn (*a, "0"), n_zeros_b = strspn (*b, "0"), length_a, length_b;
    int order;

    *a += n_zeros_a;
    *b += n_zeros_b;
    if (*tie == 0 && n_zeros_a != n_zeros_b)
        *tie = n_zeros_a > n_zeros_b ? -1 : 1;
    length_a = strspn (*a, "0123456789");
    length_b = strspn (*b, "0123456789");
    order = length_a != length_b ? (length_a < length_b ? -1 : 1) : memcmp (*a, *b, length_a);
    *a += length_a;
    *b += length_b;
    return order;
}

/* A separator stands before every letter, so that what is in a folder stays together. */
static int
name_rank (char c)
{
    return c == '/' ? 1 : (int) (guchar) c + (c == '\0' ? 0 : 1);
}

int
text_compare_names (const char *a, const char *b)
{
    int tie = 0;

    while (*a != '\0' && *b != '\0') {
        int order;

        if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b)) {
            order = compare_numbers (&a, &b, &tie);
        } else {
            order = *a == '/' && *b == '/' && tie != 0 ? tie : name_rank (*a) - name_rank (*b);
            a++;
            b++;
        }
        if (order != 0)
            return order;
    }
    return *a != *b ? name_rank (*a) - name_rank (*b) : tie;
}
