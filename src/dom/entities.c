/* SPDX-License-Identifier: MIT */
#include "entities.h"
#include "html.h"

#include <string.h>

/* Character references: named ones, and numbers. */

#define MAX_LEGACY_NAME 6

static const Entity *
find_entity (const char *name, gsize length)
{
    guint initial, low, high;

    if (length == 0 || length > MAX_ENTITY_NAME || !g_ascii_isalpha (*name))
        return NULL;
    initial = *name >= 'a' ? (guint) (*name - 'a') + 26 : (guint) (*name - 'A');
    low = entity_initials[initial];
    high = entity_initials[initial + 1];
    while (low < high) {
        guint middle = (low + high) / 2;
        int order = strncmp (entities[middle].name, name, length);

        if (order == 0 && entities[middle].length == length)
            return &entities[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const char *
entity_text (const char *name, gsize length)
{
    const Entity *entity = find_entity (name, length);

    return entity != NULL ? entity->text : NULL;
}

/* The longest name that a reference may begin with, without ';'. */
static const Entity *
find_legacy (const char *name, gsize length)
{
    for (gsize n = MIN (length, MAX_LEGACY_NAME); n >= 2; n--) {
        const Entity *entity = find_entity (name, n);

        if (entity != NULL && entity->is_legacy)
            return entity;
    }
    return NULL;
}

static gsize
read_name (const char *at, const char *end, gboolean in_attribute, Slice *text)
{
    const char *name = at + 1, *p = name;
    const Entity *entity;
    gboolean is_closed;

    while (p < end && p - name <= MAX_ENTITY_NAME && g_ascii_isalnum (*p))
        p++;
    is_closed = p < end && *p == ';';
    entity = is_closed ? find_entity (name, (gsize) (p - name)) : NULL;
    if (entity == NULL) {
        is_closed = FALSE;
        entity = find_legacy (name, (gsize) (p - name));
    }
    if (entity == NULL)
        return 0;
    p = name + entity->length;
    /* "?a=b&copy=1" is an address, not a sign. */
    if (in_attribute && !is_closed && p < end && (*p == '=' || g_ascii_isalnum (*p)))
        return 0;
    *text = (Slice){ entity->text, strlen (entity->text) };
    return (gsize) (p - at) + is_closed;
}

/* What numbers between 0x80 and 0x9f were meant as: those of windows-1252. */
static const guint16 windows[] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

gunichar
entity_character (guint64 number)
{
    if (number >= 0x80 && number <= 0x9f)
        return windows[number - 0x80];
    if (number == '\f')
        return ' ';
    if ((number < 0x20 && number != '\t' && number != '\n' && number != '\r') || number > 0x10ffff
        || (number >= 0xd800 && number <= 0xdfff) || number == 0xfffe || number == 0xffff)
        return 0xfffd;
    return (gunichar) number;
}

static gsize
read_number (const char *at, const char *end, char buffer[8], Slice *text)
{
    const char *p = at + 2;
    gboolean is_hexadecimal = p < end && (*p == 'x' || *p == 'X');
    const char *digits = p += is_hexadecimal;
    guint number = 0;

    for (int digit; p < end && (digit = g_ascii_xdigit_value (*p)) >= 0 && (digit < 10 || is_hexadecimal); p++)
        number = MIN (number * (is_hexadecimal ? 16 : 10) + (guint) digit, 0x110000);
    if (p == digits)
        return 0;
    *text = (Slice){ buffer, (gsize) g_unichar_to_utf8 (entity_character (number), buffer) };
    return (gsize) (p - at) + (p < end && *p == ';');
}

gsize
reference_read (const char *at, const char *end, gboolean in_attribute, char buffer[8], Slice *text)
{
    if (end - at < 2)
        return 0;
    return at[1] == '#' ? read_number (at, end, buffer, text) : read_name (at, end, in_attribute, text);
}

char *
reference_resolve (char *to, Slice value)
{
    const char *at = value.text, *end = at + value.length;

    while (at < end) {
        const char *reference = memchr (at, '&', (gsize) (end - at));
        const char *stop = reference != NULL ? reference : end;
        char buffer[8];
        Slice text;
        gsize n;

        to = mempcpy (to, at, (gsize) (stop - at));
        at = stop;
        if (reference == NULL)
            break;
        n = reference_read (at, end, TRUE, buffer, &text);
        if (n == 0)
            text = (Slice){ at, n = 1 };
        to = mempcpy (to, text.text, text.length);
        at += n;
    }
    return to;
}
