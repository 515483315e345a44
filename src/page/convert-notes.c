/* SPDX-License-Identifier: MIT */
#include "convert.h"

Notes *
notes_find (Converter *converter, const GPtrArray *links)
{
    return NULL;
}

void
notes_free (Notes *notes)
{
}

gboolean
notes_take (Converter *converter, const DomNode *element)
{
    return FALSE;
}

gboolean
notes_take_mark (Converter *converter, const DomNode *element)
{
    return FALSE;
}

gboolean
notes_is_back_link (const Converter *converter, const DomNode *element)
{
    return FALSE;
}

void
notes_append (Converter *converter)
{
}
