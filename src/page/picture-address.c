/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "picture.h"

/* Addresses longer than this tell nothing by their looks. */
#define ADDRESS_SIZE 4096

#define MOST_DIGITS 5

static gboolean
ends_name (char c)
{
    return !g_ascii_isalnum (c);
}

/* Whether what stands before the digits says that they are a width: "w=", "width/", "/s" of "/s640/". */
static gboolean
announces_width (const char *address, const char *digits)
{
    static const char *const cues[] = { "w=", "w_", "width=", "width/", "wid=", "imwidth=", "/max/", "-down/", "/s" };

    for (guint i = 0; i < G_N_ELEMENTS (cues); i++) {
        gsize length = strlen (cues[i]);

        if ((gsize) (digits - address) > length && memcmp (digits - length, cues[i], length) == 0
            && (*cues[i] == '/' || *cues[i] == '-' || ends_name (digits[-(gssize) length - 1])))
            return TRUE;
    }
    return FALSE;
}

/* Whether the digits are a width: of "640x480", "640w", "640px", or after a cue. */
static gboolean
is_width (const char *address, const char *digits, const char *end)
{
    if (announces_width (address, digits))
        return TRUE;
    if (digits == address || !ends_name (digits[-1]))
        return FALSE;
    if (end[0] == 'x' && g_ascii_isdigit (end[1])) {
        const char *after = end + 1 + strspn (end + 1, "0123456789");

        return ends_name (*after);
    }
    return (end[0] == 'w' && ends_name (end[1])) || (end[0] == 'p' && end[1] == 'x' && ends_name (end[2]));
}

guint
address_width (const char *address)
{
    guint width = 0;

    if (strnlen (address, ADDRESS_SIZE) == ADDRESS_SIZE)
        return 0;
    for (const char *p = address + strcspn (address, "0123456789"); *p != '\0'; p += strcspn (p, "0123456789")) {
        gsize n_digits = strspn (p, "0123456789");

        if (n_digits >= 2 && n_digits < MOST_DIGITS && is_width (address, p, p + n_digits))
            width = (guint) g_ascii_strtoull (p, NULL, 10);
        p += n_digits;
    }
    return width;
}

/* The extension of the address's path, in lower case without its dot; "" when there is none. */
static void
read_extension (const char *address, char extension[8])
{
    const char *end = address + strcspn (address, "?#"), *dot = end;
    gsize length;

    while (dot > address && end - dot < 6 && dot[-1] != '.' && dot[-1] != '/')
        dot--;
    length = dot > address && dot[-1] == '.' ? (gsize) (end - dot) : 0;
    for (gsize i = 0; i < length; i++)
        extension[i] = g_ascii_tolower (dot[i]);
    extension[length] = '\0';
}

/* Whether the address's extension is one of the list: "jpeg jpg". */
static gboolean
has_extension (const char *address, const char *list)
{
    char extension[8];
    gsize length;

    read_extension (address, extension);
    length = strlen (extension);
    for (const char *p = list; length > 0 && *p != '\0'; p += strcspn (p, " "), p += *p == ' ')
        if (strncmp (p, extension, length) == 0 && (p[length] == ' ' || p[length] == '\0'))
            return TRUE;
    return FALSE;
}

#define PHOTOS "jfif jpe jpeg jpg"
#define FOREIGNERS "avif bmp heic jxl svg tif tiff webp"

gboolean
address_is_picture (const char *address)
{
    return has_extension (address, PHOTOS " apng gif png " FOREIGNERS);
}

gboolean
address_is_photo (const char *address)
{
    return has_extension (address, PHOTOS);
}

gboolean
address_is_foreign (const char *address)
{
    return has_extension (address, FOREIGNERS);
}

char *
address_stem (const char *address)
{
    const char *end = address + strcspn (address, "?#"), *start = end, *size = end;

    while (start > address && start[-1] != '/')
        start--;
    for (const char *p = start; p < end; p++)
        if (*p == '.' && end - p <= 5)
            size = end = p;
    while (size > start && (g_ascii_isdigit (size[-1]) || size[-1] == 'x'))
        size--;
    return g_strndup (start, (gsize) ((size > start + 1 && size[-1] == '-' ? size - 1 : end) - start));
}
