/* SPDX-License-Identifier: MIT */
#include "sha256.h"

#include <string.h>

/* Every input is hashed, and every file that it refers to.  GLib needs a millisecond for a large page; processors that
 * have instructions for it need a tenth of that.  The others are left to GLib. */

#ifdef __x86_64__

#include <cpuid.h>
#include <immintrin.h>

static const guint32 constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define BLOCK 64
#define TARGET __attribute__ ((target ("sha,sse4.1")))

/* The state as the instructions want it: words a, b, e, f and c, d, g, h. */
typedef struct {
    __m128i abef, cdgh;
} State;

/* CPUID leaf 7, EBX bit 29; GCC 12 has no name for it. */
static gboolean
has_instructions (void)
{
    unsigned a, b, c, d;

    return __get_cpuid_count (7, 0, &a, &b, &c, &d) && (b & (1u << 29)) != 0 && __builtin_cpu_supports ("sse4.1");
}

/* Four rounds with four words of the schedule; and the four that stand sixteen words further on. */
#define ROUNDS(i, now)                                                                                                 \
    do {                                                                                                               \
        __m128i sum = _mm_add_epi32 (now, _mm_loadu_si128 ((const __m128i *) (const void *) (constants + 4 * (i))));   \
        cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);                                                                \
        abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (sum, 0x0e));                                      \
    } while (0)

#define NEXT(now, next, before, last)                                                                                  \
    (now = _mm_sha256msg2_epu32 (_mm_add_epi32 (_mm_sha256msg1_epu32 (now, next), _mm_alignr_epi8 (last, before, 4)),  \
                                 last))

TARGET static inline __m128i
load (const guint8 *words)
{
    const __m128i order = _mm_set_epi64x (0x0c0d0e0f08090a0bULL, 0x0405060700010203ULL);

    return _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) words), order);
}

TARGET static void
add_block (State *state, const guint8 *block)
{
    __m128i abef = state->abef, cdgh = state->cdgh;
    __m128i a = load (block), b = load (block + 16), c = load (block + 32), d = load (block + 48);

    for (guint i = 0; i < 16; i += 4) {
        ROUNDS (i, a);
        ROUNDS (i + 1, b);
        ROUNDS (i + 2, c);
        ROUNDS (i + 3, d);
        if (i == 12)
            break;
        NEXT (a, b, c, d);
        NEXT (b, c, d, a);
        NEXT (c, d, a, b);
        NEXT (d, a, b, c);
    }
    state->abef = _mm_add_epi32 (state->abef, abef);
    state->cdgh = _mm_add_epi32 (state->cdgh, cdgh);
}

/* FIPS 180-4, 5.1.1: a bit, zeros, and the length in bits. */
TARGET static void
add_end (State *state, const guint8 *rest, gsize n_rest, gsize size)
{
    guint8 end[2 * BLOCK] = { 0 };
    gsize n_end = n_rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
    guint64 bits = GUINT64_TO_BE ((guint64) size * 8);

    if (n_rest > 0)
        memcpy (end, rest, n_rest);
    end[n_rest] = 0x80;
    memcpy (end + n_end - sizeof bits, &bits, sizeof bits);
    for (gsize i = 0; i < n_end; i += BLOCK)
        add_block (state, end + i);
}

TARGET static char *
print_state (const State *state)
{
    guint32 abef[4], cdgh[4];

    _mm_storeu_si128 ((__m128i *) (void *) abef, state->abef);
    _mm_storeu_si128 ((__m128i *) (void *) cdgh, state->cdgh);
    return g_strdup_printf ("%08x%08x%08x%08x%08x%08x%08x%08x", abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0],
                            cdgh[1], cdgh[0]);
}

TARGET static char *
hash (const guint8 *data, gsize size)
{
    State state = { _mm_set_epi32 (0x6a09e667, (int) 0xbb67ae85, 0x510e527f, (int) 0x9b05688c),
                    _mm_set_epi32 (0x3c6ef372, (int) 0xa54ff53a, 0x1f83d9ab, 0x5be0cd19) };
    gsize n_whole = size / BLOCK * BLOCK;

    for (gsize i = 0; i < n_whole; i += BLOCK)
        add_block (&state, data + i);
    add_end (&state, data + n_whole, size - n_whole, size);
    return print_state (&state);
}

#endif

char *
sha256_of (gconstpointer data, gsize size)
{
#ifdef __x86_64__
    if (has_instructions ())
        return hash (data, size);
#endif
    return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
}

char *
sha256_of_bytes (GBytes *bytes)
{
    gsize size;
    gconstpointer data = g_bytes_get_data (bytes, &size);

    return sha256_of (data, size);
}

guint64
sha256_head (const char *text)
{
    g_autofree char *sha256 = sha256_of (text, strlen (text));

    sha256[16] = '\0';
    return g_ascii_strtoull (sha256, NULL, 16);
}
