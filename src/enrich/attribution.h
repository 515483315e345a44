/* SPDX-License-Identifier: MIT */
#ifndef ATTRIBUTION_H
#define ATTRIBUTION_H

#include "voice.h"

/* Decides who speaks each of article->quotes, and adds to article->sources everybody who is quoted or
 * whose words are reported without quotation marks.
 *
 * The steps are those that help most on PolNeAR (Newell, Margolin, Ruths, "An Attribution Relations
 * Corpus for Political News", 2018): a quotation hides what is in it; the subject of the nearest
 * reporting verb speaks; a pronoun is whom the text last spoke of; a quotation alone is the last
 * speaker's.  When in doubt nobody speaks. */
void attribute (Article *article);

#endif
