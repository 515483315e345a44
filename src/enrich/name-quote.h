/* SPDX-License-Identifier: MIT */
#ifndef NAME_QUOTE_H
#define NAME_QUOTE_H

#include "voice.h"

/* Quotations that name something and are nobody's words: titles of works, terms, nicknames.  `quote` is a token. */

/* A work named “Salt”, her memoir, “Salt”, the so-called “salt roads” */
gboolean name_quote_is_term (const Article *article, const Prose *prose, const Sentence *sentence, guint quote);

/* Jack “Two Rivers” Tolland */
gboolean name_quote_is_nickname (const Prose *prose, const Voices *voices, const Sentence *sentence, guint quote);

/* In “The Salt Road,” she says: a work that the sentence begins with. */
gboolean name_quote_begins (const Prose *prose, const Sentence *sentence, guint quote);

#endif
