/* SPDX-License-Identifier: MIT */
#ifndef COLLATE_H
#define COLLATE_H

#include <glib.h>

/* The order of words in a language (Unicode Collation Algorithm with CLDR's tailorings, by ICU): the
 * same on every machine, whatever its locale. */
typedef struct _Collator Collator;

Collator *collator_new (const char *language);
void collator_free (Collator *collator);
int collator_compare (const Collator *collator, const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Collator, collator_free)

#endif
