/* SPDX-License-Identifier: MIT */
#ifndef CORRECTION_H
#define CORRECTION_H

#include "model/model.h"

/* Makes the article's sources what a person left of them in the sidecar: those that are not in the list
 * go, the others take name, kind, role and aliases from it, and new ones follow.  A list that nobody
 * changed changes nothing. */
void sources_correct (Article *article);

#endif
