/* SPDX-License-Identifier: MIT */
#ifndef ENTITIES_H
#define ENTITIES_H

#include <glib.h>

/* HTML's named character references, sorted by name; entities.py writes the table when sheaf is built. */

#define MAX_ENTITY_NAME 31

typedef struct {
    char name[MAX_ENTITY_NAME + 1]; /* without '&' and ';' */
    char text[8];
    guint8 length;    /* of the name */
    guint8 is_legacy; /* its ';' may be missing */
} Entity;

extern const Entity entities[];

/* Where the names of a first letter begin, A to Z and a to z, and where the last ones end. */
extern const guint16 entity_initials[2 * 26 + 1];

/* The characters of that name, or NULL. */
const char *entity_text (const char *name, gsize length);

/* The character that a numeric reference means.  One that XML cannot hold becomes U+FFFD, and a form feed a
 * space; 0x80 to 0x9f are those of windows-1252. */
gunichar entity_character (guint64 number);

#endif
