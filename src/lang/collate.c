/* SPDX-License-Identifier: MIT */
#include "collate.h"

#include <string.h>
#include <unicode/ucol.h>

struct _Collator {
    UCollator *ucol; /* NULL when ICU has no data: then bytes decide */
};

Collator *
collator_new (const char *language)
{
    Collator *collator = g_new0 (Collator, 1);
    UErrorCode status = U_ZERO_ERROR;

    collator->ucol = ucol_open (language, &status);
    if (U_FAILURE (status))
        collator->ucol = NULL;
    return collator;
}

void
collator_free (Collator *collator)
{
    if (collator == NULL)
        return;
    if (collator->ucol != NULL)
        ucol_close (collator->ucol);
    g_free (collator);
}

int
collator_compare (const Collator *collator, const char *a, const char *b)
{
    UErrorCode status = U_ZERO_ERROR;
    int order = 0;

    if (collator->ucol != NULL)
        order = (int) ucol_strcollUTF8 (collator->ucol, a, -1, b, -1, &status);
    return order != 0 && U_SUCCESS (status) ? order : strcmp (a, b);
}
