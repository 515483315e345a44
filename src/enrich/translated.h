/* SPDX-License-Identifier: MIT */
#ifndef TRANSLATED_H
#define TRANSLATED_H

#include "long-form.h"

/* Finds the first word of a name that ends before word `end` and begins no earlier than at `limit`, whose short form
 * was made in another language: "the Fund of the Nations for Harbours (HNF)".  `n_uses` counts the short form in the
 * text.  FALSE when there is no such name, or it may be any. */
gboolean translated_name (const Words *words, const ShortForm *form, guint limit, guint end, Place place, guint n_uses,
                          guint *first);

#endif
