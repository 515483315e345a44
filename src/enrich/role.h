/* SPDX-License-Identifier: MIT */
#ifndef ROLE_H
#define ROLE_H

#include "voice.h"

/* Reads what the text says that its people are: the apposition behind a name, the title before it,
 * "Ann Vale is the director of ...".  An apposition is worth more than a title, the first more than
 * those after it. */
void roles_read (Article *article, const Prose *prose, const Voices *voices);

/* Reads "is a retired engineer", its verb at `verb`, as the voice's role if it has none. */
void role_read_statement (Article *article, const Prose *prose, guint verb, guint end, Voice *voice);

/* What somebody is whom the text does not name: "who asked not to be named", or the kind of document. */
void role_read_description (Article *article, const Prose *prose, guint noun, guint after, guint end, Voice *voice);

#endif
