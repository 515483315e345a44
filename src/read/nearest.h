/* SPDX-License-Identifier: MIT */
#ifndef NEAREST_H
#define NEAREST_H

#include <glib.h>

/* The one of the words, in small letters, that was probably meant by `word`; NULL: none is like it. */
const char *nearest_word (const char *word, const char *const *words, guint n_words);

#endif
