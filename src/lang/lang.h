/* SPDX-License-Identifier: MIT */
#ifndef LANG_H
#define LANG_H

/* What words look like: what readers and passes both know of names, dates, credits and sentences.
 * Knows base only; the words themselves are plain tables in assets/lexicons. */

#include "address.h"
#include "byline.h"
#include "collate.h"
#include "credit.h"
#include "date.h"
#include "language.h"
#include "lexicon.h"
#include "name-form.h"
#include "name.h"
#include "quotation.h"
#include "sentence.h"
#include "term.h"

#endif
