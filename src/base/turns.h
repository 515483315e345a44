/* SPDX-License-Identifier: MIT */
#ifndef TURNS_H
#define TURNS_H

#include <glib.h>

/* Characters that turn the direction of the text (UAX #9, 2).  What is turned in an element is turned back at its end,
 * or it would turn whatever a reader shows behind it: the next title in a list, the rest of a page. */

#define TURNS_LIMIT 61 /* half of what may be nested (BD2): readers ignore what is deeper */

#define TURNS_FIRST_BYTE 0xe2 /* of each of them */

typedef struct {
    guint n_mended; /* how many were left out or turned back at the end */
    guint n_open;
    struct {
        guint depth; /* of the element that it stands in */
        gboolean isolates;
    } open[TURNS_LIMIT]; /* the innermost last */
} Turns;

/* Whether `text` begins with one of these characters. */
gboolean turns_is_control (const char *text, const char *end);

/* Takes the character that `text` begins with, if it is one of these, into `out`, unless it turns nothing back or is
 * too deep.  Returns the bytes that it has, or 0 if it is another one. */
gsize turns_take (Turns *turns, GString *out, guint depth, const char *text, const char *end);

/* Turns back what is open in the element of that depth. */
void turns_end (Turns *turns, GString *out, guint depth);

#endif
