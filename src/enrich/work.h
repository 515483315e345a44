/* SPDX-License-Identifier: MIT */
#ifndef WORK_H
#define WORK_H

#include "voice.h"

/* Works that go by a title in quotation marks. */

/* Whether the quotation token is a title by its words: “Encyclopedia of Tides”; `*noun` is set to the one that
 * says what it is. */
gboolean work_is_title (const Article *article, const Prose *prose, guint quote, Span *noun);

/* Makes those authors of works whom the text tells to be: "in “The Long Tide”, her history of floods, Ann
 * Vale"; "Vale's book “The Long Tide”".  Who has a role keeps it. */
void works_read_authors (Article *article, const Prose *prose, const Voices *voices);

#endif
