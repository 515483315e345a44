/* SPDX-License-Identifier: MIT */
#include "name.h"

#include <string.h>

#include "base/base.h"

/* Of a hundred thousand inputs with one title, two would share 8 digits, in one run of two. */
#define N_DIGITS 12

/* Safe for every file system, and short enough to be read. */
#define SLUG_LENGTH 48

#define ENDING ".epub"

/* What does not decompose into an ASCII letter and marks. */
static const struct {
    gunichar c;
    const char *ascii;
} letters[] = {
    { 0xc6, "ae" },  { 0xd0, "d" },   { 0xd8, "o" },  { 0xde, "th" }, { 0xdf, "ss" },   { 0xe6, "ae" },
    { 0xf0, "d" },   { 0xf8, "o" },   { 0xfe, "th" }, { 0x110, "d" }, { 0x111, "d" },   { 0x126, "h" },
    { 0x127, "h" },  { 0x131, "i" },  { 0x141, "l" }, { 0x142, "l" }, { 0x14a, "n" },   { 0x14b, "n" },
    { 0x152, "oe" }, { 0x153, "oe" }, { 0x166, "t" }, { 0x167, "t" }, { 0x1e9e, "ss" },
};

static const char *
find_letter (gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
        if (letters[i].c == c)
            return letters[i].ascii;
    return NULL;
}

/* Marks, what cannot be seen, and what stands within a word: no word ends there. */
static gboolean
is_nothing (gunichar c)
{
    GUnicodeType type = g_unichar_type (c);

    return g_unichar_ismark (c) || type == G_UNICODE_FORMAT || c == '\'' || c == 0x2019;
}

static void
append (GString *slug, gunichar c)
{
    const char *ascii = c >= 0x80 ? find_letter (c) : NULL;

    if (c < 0x80 && g_ascii_isalnum ((char) c))
        g_string_append_c (slug, g_ascii_tolower ((char) c));
    else if (ascii != NULL)
        g_string_append (slug, ascii);
    else if (!is_nothing (c) && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
}

/* Between words, unless the last one is most of it. */
static void
shorten (GString *slug)
{
    const char *cut = slug->len > SLUG_LENGTH ? g_strrstr_len (slug->str, SLUG_LENGTH + 1, "-") : NULL;

    if (cut != NULL && cut - slug->str >= SLUG_LENGTH / 2)
        g_string_truncate (slug, (gsize) (cut - slug->str));
    else if (slug->len > SLUG_LENGTH)
        g_string_truncate (slug, SLUG_LENGTH);
    while (slug->len > 0 && slug->str[slug->len - 1] == '-')
        g_string_truncate (slug, slug->len - 1);
}

/* The first of a title will do: it may have megabytes. */
#define READ_LENGTH 1000

static GString *
slug_of (const char *text)
{
    GString *slug = g_string_new (NULL);
    g_autofree char *head = g_utf8_make_valid (text, (gssize) strnlen (text, READ_LENGTH));
    g_autofree char *plain = g_utf8_normalize (head, -1, G_NORMALIZE_ALL);

    for (const char *p = plain; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
        append (slug, g_utf8_get_char (p));
    shorten (slug);
    return slug;
}

static GString *
slug_of_key (const char *key)
{
    g_autofree char *name = g_path_get_basename (key);
    char *dot = strrchr (name, '.');

    if (dot != NULL && dot != name)
        *dot = '\0';
    return slug_of (name);
}

char *
name_of_book (const char *title, const char *key)
{
    g_autofree char *sha256 = sha256_of (key, strlen (key));
    g_autoptr (GString) slug = slug_of (title != NULL ? title : "");

    if (slug->len == 0) {
        g_string_free (slug, TRUE);
        slug = slug_of_key (key);
    }
    return g_strdup_printf ("%s-%.*s" ENDING, slug->len > 0 ? slug->str : "article", N_DIGITS, sha256);
}

gboolean
name_is_of_book (const char *name)
{
    gsize length = strlen (name), tail = 1 + N_DIGITS + strlen (ENDING);
    const char *digits = name + length - tail + 1;

    return length > tail && name[length - tail] == '-' && strspn (digits, "0123456789abcdef") == N_DIGITS
           && g_str_equal (digits + N_DIGITS, ENDING);
}
