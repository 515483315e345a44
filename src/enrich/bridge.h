/* SPDX-License-Identifier: MIT */
#ifndef BRIDGE_H
#define BRIDGE_H

#include "model/model.h"
#include "proposal.h"

/* Finds whatever may be a term and its gloss: Proposal, in the order of the text.  Free it with g_array_unref(). */
GArray *bridges_find (const Article *article, const Words *words);

#endif
