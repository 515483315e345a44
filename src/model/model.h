/* SPDX-License-Identifier: MIT */
#ifndef MODEL_H
#define MODEL_H

/* The one document model: book > article > node, the facts known of an article, and the dump. */

#include "article.h"
#include "book.h"
#include "dump.h"
#include "node.h"
#include "summary.h"

#endif
