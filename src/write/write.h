/* SPDX-License-Identifier: MIT */
#ifndef WRITE_H
#define WRITE_H

#include "model/model.h"

/* The book as the bytes of an EPUB. */
GBytes *write_epub (SheafBook *book, GError **error);

/* What the book is told from all others by: "urn:uuid:...", in memory of the book. */
const char *write_identifier (const SheafBook *book);

/* The references of the book. */
char *write_references (const SheafBook *book, SheafReferencesFormat format);

/* What was understood of every article, a JSON object a line (docs/inspect.md). */
char *write_inspect_json (const SheafBook *book);

/* The same of one article, as a YAML sidecar. */
char *write_sidecar (const Article *article);

#endif
