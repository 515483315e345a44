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

/* The letter that the word stands under in an index of the language, as CLDR has them: "A" for "ähnlich" in German, "Ä"
 * in Swedish; its own first letter where it is of another script; NULL for what no index has a letter for, as numbers.
 * Free it with g_free(). */
char *collator_letter (Collator *collator, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Collator, collator_free)

#endif
