/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"

gboolean
convert_is_foreign (const DomNode *element, const char *name)
{
    return strcmp (element->name, name) == 0;
}

Node *
foreign_new (Converter *converter, const DomNode *element)
{
    return NULL;
}

gboolean
convert_foreign (Converter *converter, Frame *frame)
{
    return FALSE;
}
