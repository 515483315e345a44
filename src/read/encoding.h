/* SPDX-License-Identifier: MIT */
#ifndef ENCODING_H
#define ENCODING_H

#include "readers.h"

/* Which encoding bytes are in, by the rules of https://html.spec.whatwg.org/#determining-the-character-encoding
 * but for one: text that is UTF-8, and not just ASCII, is UTF-8 whatever it is declared to be.  A declaration
 * often stays behind when a page is saved or converted; that text in a legacy encoding is UTF-8 by chance
 * hardly happens.  Encodings have the names of https://encoding.spec.whatwg.org/ */

typedef struct {
    const char *name;
    gsize mark_length; /* of the byte order mark that the bytes begin with */
    gboolean is_guessed;
} Encoding;

/* The encoding of the input's bytes.  A guess is a note. */
Encoding encoding_choose (const Input *input, Arena *arena);

/* The encoding of a label, as "latin1" of windows-1252, in memory of the arena; NULL when there is none. */
const char *encoding_of_label (const char *label, gsize length, Arena *arena);

/* The bytes in UTF-8; one that is wrong in the encoding becomes one that is wrong in UTF-8.  NULL when the
 * encoding cannot be converted. */
GString *encoding_convert (const char *name, const char *data, gsize size);

/* The encoding that a document declares in its first bytes: an XML declaration, or a meta element.  NULL: none. */
const char *encoding_declared (const char *data, gsize size, Arena *arena);

#endif
