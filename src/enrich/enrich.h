/* SPDX-License-Identifier: MIT */
#ifndef ENRICH_H
#define ENRICH_H

#include "model/model.h"

/* Runs all passes over all articles, then adds glossary and source appendix. */
void enrich_book (SheafBook *book);

#endif
