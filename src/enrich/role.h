/* SPDX-License-Identifier: MIT */
#ifndef ROLE_H
#define ROLE_H

#include "voice.h"

/* Reads what the text says that its people are: the apposition behind a name, the title before it,
 * "Ann Vale is the director of ...".  What tells more wins; of two that tell as much, an apposition over
 * a title, and the first over those after it. */
void roles_read (Article *article, const Prose *prose, const Voices *voices);

/* Reads "is a retired engineer", its verb at `verb`, as the voice's role if it has no better one. */
void role_read_statement (Article *article, const Prose *prose, guint verb, guint end, Voice *voice);

/* What somebody is whom the text does not name: "who asked not to be named", or the kind of document. */
void role_read_description (Article *article, const Prose *prose, guint noun, guint after, guint end, Voice *voice);

/* The role as one phrase, NULL when there is none. */
const char *role_print (Article *article, const Voice *voice);

#endif
