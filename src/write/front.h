/* SPDX-License-Identifier: MIT */
#ifndef FRONT_H
#define FRONT_H

#include "package.h"

/* Makes the book's front cover, or takes that of the options, for package->front.  Nothing is done for a book that
 * shall have none.  Errors: SHEAF_ERROR_INPUT, _FORMAT, _LIMIT. */
gboolean front_prepare (Package *package, GError **error);

#endif
