/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "encoding.h"

/* https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding */

/* The Standard looks at 1024 bytes, and changes its mind when a meta element comes later: so all of the head is
 * looked at, before which a saved page may have a comment of some length. */
#define PRESCAN_SIZE ((gsize) 64 * 1024)

#define WORD_SIZE 64

typedef struct {
    const char *p, *end;
} Scanner;

/* An attribute in lower case, cut where it is longer than anything that matters. */
typedef struct {
    char name[WORD_SIZE], value[4 * WORD_SIZE];
} Attribute;

static gboolean
is_space (char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static char
peek (const Scanner *scanner)
{
    return scanner->p < scanner->end ? *scanner->p : '\0';
}

static gboolean
begins_with (const Scanner *scanner, const char *string)
{
    gsize length = strlen (string);

    return (gsize) (scanner->end - scanner->p) >= length && g_ascii_strncasecmp (scanner->p, string, length) == 0;
}

static void
skip_behind (Scanner *scanner, const char *string)
{
    const char *found = memmem (scanner->p, (gsize) (scanner->end - scanner->p), string, strlen (string));

    scanner->p = found != NULL ? found + strlen (string) : scanner->end;
}

static void
skip_space (Scanner *scanner)
{
    while (scanner->p < scanner->end && is_space (*scanner->p))
        scanner->p++;
}

/* Copies up to one of the bytes that end a word. */
static void
read_word (Scanner *scanner, const char *stops, char *word, gsize size)
{
    gsize n = 0;

    for (; scanner->p < scanner->end && *scanner->p != '\0' && strchr (stops, *scanner->p) == NULL; scanner->p++)
        if (n + 1 < size)
            word[n++] = g_ascii_tolower (*scanner->p);
    word[n] = '\0';
    if (peek (scanner) == '\0' && scanner->p < scanner->end)
        scanner->p++;
}

static void
read_value (Scanner *scanner, Attribute *attribute)
{
    char quote = peek (scanner), stops[] = { quote, '\0' };

    if (quote != '"' && quote != '\'') {
        read_word (scanner, " \t\n\f\r>", attribute->value, sizeof attribute->value);
        return;
    }
    scanner->p++;
    read_word (scanner, stops, attribute->value, sizeof attribute->value);
    if (peek (scanner) == quote)
        scanner->p++;
}

static gboolean
read_attribute (Scanner *scanner, Attribute *attribute)
{
    while (scanner->p < scanner->end && (is_space (*scanner->p) || *scanner->p == '/'))
        scanner->p++;
    if (scanner->p == scanner->end || *scanner->p == '>')
        return FALSE;
    *attribute->value = '\0';
    read_word (scanner, "= \t\n\f\r/>", attribute->name, sizeof attribute->name);
    skip_space (scanner);
    if (peek (scanner) == '=') {
        scanner->p++;
        skip_space (scanner);
        read_value (scanner, attribute);
    }
    return TRUE;
}

/* The charset in "text/html; charset=latin1", or NULL. */
static const char *
charset_of_content (const char *content, Arena *arena)
{
    for (const char *p = content; (p = strstr (p, "charset")) != NULL;) {
        const char *stops = " \t\n\f\r;";

        p += strlen ("charset");
        p += strspn (p, " \t\n\f\r");
        if (*p != '=')
            continue;
        p++;
        p += strspn (p, " \t\n\f\r");
        if (*p == '"' || *p == '\'')
            stops = *p++ == '"' ? "\"" : "'";
        return encoding_of_label (p, strcspn (p, stops), arena);
    }
    return NULL;
}

static const char *
read_meta (Scanner *scanner, Arena *arena)
{
    gboolean is_pragma = FALSE, needs_pragma = FALSE;
    const char *charset = NULL;
    Attribute attribute = { 0 };

    while (read_attribute (scanner, &attribute)) {
        if (strcmp (attribute.name, "http-equiv") == 0) {
            is_pragma = is_pragma || strcmp (attribute.value, "content-type") == 0;
        } else if (strcmp (attribute.name, "charset") == 0) {
            charset = encoding_of_label (attribute.value, strlen (attribute.value), arena);
            needs_pragma = FALSE;
        } else if (strcmp (attribute.name, "content") == 0 && charset == NULL) {
            charset = charset_of_content (attribute.value, arena);
            needs_pragma = TRUE;
        }
    }
    return needs_pragma && !is_pragma ? NULL : charset;
}

static const char *
read_xml_declaration (Scanner *scanner, Arena *arena)
{
    Attribute attribute = { 0 };
    Scanner declaration = *scanner;

    skip_behind (scanner, ">");
    declaration.end = scanner->p;
    declaration.p += strlen ("<?xml");
    while (read_attribute (&declaration, &attribute))
        if (strcmp (attribute.name, "encoding") == 0)
            return encoding_of_label (attribute.value, strlen (attribute.value), arena);
    return NULL;
}

static void
skip_tag (Scanner *scanner)
{
    Attribute attribute = { 0 };

    while (scanner->p < scanner->end && !is_space (*scanner->p) && *scanner->p != '>')
        scanner->p++;
    while (read_attribute (scanner, &attribute))
        ;
}

/* Moves over what begins at `<`; the encoding if it declares one. */
static const char *
read_markup (Scanner *scanner, Arena *arena)
{
    char next = scanner->p + 1 < scanner->end ? scanner->p[1] : '\0';

    if (begins_with (scanner, "<!--")) {
        scanner->p += 2;
        skip_behind (scanner, "-->");
    } else if (begins_with (scanner, "<?xml") && is_space (scanner->p[MIN (5, scanner->end - scanner->p - 1)])) {
        return read_xml_declaration (scanner, arena);
    } else if (begins_with (scanner, "<meta") && scanner->p + 5 < scanner->end
               && (is_space (scanner->p[5]) || scanner->p[5] == '/')) {
        scanner->p += strlen ("<meta");
        return read_meta (scanner, arena);
    } else if (g_ascii_isalpha (next)
               || (next == '/' && scanner->p + 2 < scanner->end && g_ascii_isalpha (scanner->p[2]))) {
        skip_tag (scanner);
    } else if (next == '!' || next == '/' || next == '?') {
        skip_behind (scanner, ">");
    } else {
        scanner->p++;
    }
    return NULL;
}

const char *
encoding_declared (const char *data, gsize size, Arena *arena)
{
    Scanner scanner = { data, data + MIN (size, PRESCAN_SIZE) };
    const char *name = NULL;

    skip_space (&scanner);
    if (peek (&scanner) != '<')
        return NULL;
    while (name == NULL && scanner.p < scanner.end) {
        const char *markup = memchr (scanner.p, '<', (gsize) (scanner.end - scanner.p));

        scanner.p = markup != NULL ? markup : scanner.end;
        if (begins_with (&scanner, "<body"))
            return NULL;
        if (markup != NULL)
            name = read_markup (&scanner, arena);
    }
    if (name == NULL)
        return NULL;
    if (g_str_has_prefix (name, "UTF-16"))
        return "UTF-8"; /* or nobody could have read it so far */
    return g_str_equal (name, "x-user-defined") ? "windows-1252" : name;
}
