/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_H
#define CATALOG_H

#include "folder.h"

/* Writes the catalogue of the books in the folder, of what its journal says: catalog.xml (OPDS 1.2) and catalog.json
 * (OPDS 2.0), with further pages in catalog/ when there are more books than a page has, and small covers in covers/.
 * What is there already and would be the same is not touched; what belongs to it no more is removed.  Covers that are
 * not there are made only on request, since that takes the most time: workers have made them.  The journal must be
 * whole, and nobody else's.
 * Errors: SHEAF_ERROR_INPUT for the journal, _PLACE, _OUTPUT. */
gboolean catalog_write (const Folder *folder, gboolean makes_covers, GError **error);

#endif
