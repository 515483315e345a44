/* SPDX-License-Identifier: MIT */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "voice.h"

/* Reads what the sentence says of a document, its noun at `noun` and the words that belong to that from
 * `core` on: what it is, who made it and when.  "a 2019 report on the dam, published in May by the Mill
 * Institute"; "the Institute issued a report"; "a report that the Institute published".  What an earlier
 * sentence told more of stays. */
void document_read (Article *article, const Prose *prose, Voices *voices, const Sentence *sentence, guint core,
                    guint noun, Voice *voice);

/* Whose it is, if the text says no more of it: "report of the Mill Institute". */
void document_tell_owner (Article *article, Voice *voice, const Voice *owner);

/* Whether what stands at the token tells where a document comes from: "from the board", "signed by". */
gboolean document_is_made (const Prose *prose, guint index, guint end);

/* The quotation that is the title of the document whose noun is at `noun`: a report titled “Loose Ground”;
 * “Loose Ground”, a report.  NO_INDEX when there is none. */
guint document_find_title (const Article *article, const Prose *prose, const Sentence *sentence, guint core,
                           guint noun);

/* The same for a document that goes by a name: "the Mill Encyclopedia, published by the Mill Institute". */
void document_read_named (Article *article, const Prose *prose, Voices *voices, const Sentence *sentence, NameRun *run);

#endif
