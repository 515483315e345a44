/* SPDX-License-Identifier: MIT */
#include "format.h"

/* Photoshop's image resources: each has a signature, a number, a name with the length before it, and data with the
 * length before it; name and data are padded to an even length.  Adobe Photoshop File Formats Specification. */

enum { RESOURCE_IIM = 0x0404, RESOURCE_IIM_DIGEST = 0x0425 };

void
photoshop_find (Bytes resources, Blocks *blocks)
{
    gsize at = 0;

    for (guint n = 0; n < MOST_BLOCKS && BYTES_BEGIN (bytes_from (resources, at), "8BIM"); n++) {
        guint number = (guint) bytes_big (resources, at + 4, 2);
        gsize name = 1 + bytes_big (resources, at + 6, 1), data = at + 6 + name + (name & 1) + 4;
        gsize size = bytes_big (resources, data - 4, 4);

        if (!bytes_have (resources, data, size))
            return;
        if (number == RESOURCE_IIM && blocks->iim.size == 0)
            blocks->iim = bytes_part (resources, data, size);
        else if (number == RESOURCE_IIM_DIGEST)
            blocks->iim_digest = bytes_part (resources, data, size);
        at = data + size + (size & 1);
    }
}
