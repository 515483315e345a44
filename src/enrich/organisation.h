/* SPDX-License-Identifier: MIT */
#ifndef ORGANISATION_H
#define ORGANISATION_H

#include "name-run.h"

/* Many organisations have the names of persons: "Orrin Mills".  Makes organisations of those names, NameRun,
 * of which the text says so anywhere: "Orrin Mills Co.", "Orrin Mills (NYSE: ORM)", "a clerk at Orrin
 * Mills", or which are publications or have a short form. */
void organisations_find (const Prose *prose, GArray *runs);

#endif
