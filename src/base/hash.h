/* SPDX-License-Identifier: MIT */
#ifndef HASH_H
#define HASH_H

#include <glib.h>

/* Polynomials over what is hashed, at points that are drawn at random once a run, modulo the prime 2^61 - 1: nobody
 * can make inputs on purpose that clash, and a hash can grow with what it is of.  What comes out of a run must never
 * depend on them. */
#define HASH_PRIME ((G_GUINT64_CONSTANT (1) << 61) - 1)

/* Two points, from 1 to HASH_PRIME - 2. */
const guint64 *hash_points (void);

/* The product modulo the prime. */
static inline guint64
hash_multiply (guint64 a, guint64 b)
{
    unsigned __int128 product = (unsigned __int128) a * b;
    guint64 sum = (guint64) (product & HASH_PRIME) + (guint64) (product >> 61);

    return sum >= HASH_PRIME ? sum - HASH_PRIME : sum;
}

#endif
