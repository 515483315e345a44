/* SPDX-License-Identifier: MIT */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "model/model.h"

/* What the article is a copy of: its address, or else the name of its bytes (RFC 6920,
 * "ni:///sha-256;..."). */
const char *identity_of_article (const Article *article, Arena *arena);

/* A name-based UUID (RFC 4122, version 5, name space URL) of what the book's articles are copies of,
 * as "urn:uuid:...": the same inputs make the same book. */
const char *identity_of_book (const SheafBook *book, Arena *arena);

/* The date of the book, CCYY-MM-DDThh:mm:ssZ: the options', or that of its latest article, or 1980,
 * where the calendar of ZIP files begins. */
const char *identity_modified (const SheafBook *book, Arena *arena);

/* An ISO 8601 date with its time, in UTC: some readers take a bare date for that of their time zone
 * and show the day before.  Dates without a day are left as they are. */
const char *identity_date (const char *iso, Arena *arena);

#endif
