/* SPDX-License-Identifier: MIT */
#include "enlarge.h"

#include <math.h>

#include "house.h"

enum {
    TAPS = 4,
    UNIT = 1 << 12, /* a weight of one */
    CHANNELS = 3,
    ROW = COVER_WIDTH * CHANNELS, /* known to the compiler, so that it takes several at once */
};

/* Where a pixel comes from: four neighbours, and how much of each. */
typedef struct {
    int at[TAPS];
    gint16 weights[TAPS];
} Tap;

/* Keys' kernel with a = -1/2. */
static double
kernel (double x)
{
    x = fabs (x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

static Tap *
make_taps (int n_from, int n)
{
    Tap *taps = g_new (Tap, n);

    for (int i = 0; i < n; i++) {
        double centre = (i + 0.5) * n_from / n - 0.5;
        int first = (int) floor (centre) - 1, rest = UNIT;

        for (int k = 0; k < TAPS; k++) {
            taps[i].at[k] = CLAMP (first + k, 0, n_from - 1);
            taps[i].weights[k] = (gint16) lround (kernel (centre - first - k) * UNIT);
            rest -= taps[i].weights[k];
        }
        taps[i].weights[1] = (gint16) (taps[i].weights[1] + rest); /* so that plain colours stay what they are */
    }
    return taps;
}

/* Sums stay below 16 bits: the kernel overshoots by an eighth, and the lowest bits are dropped. */
static void
stretch_row (const guint8 *from, const Tap *taps, gint16 *restrict to)
{
    for (int x = 0; x < COVER_WIDTH; x++, to += CHANNELS) {
        const Tap *tap = &taps[x];
        const guint8 *a = from + tap->at[0] * CHANNELS, *b = from + tap->at[1] * CHANNELS;
        const guint8 *c = from + tap->at[2] * CHANNELS, *d = from + tap->at[3] * CHANNELS;
        int wa = tap->weights[0], wb = tap->weights[1], wc = tap->weights[2], wd = tap->weights[3];

        to[0] = (gint16) ((a[0] * wa + b[0] * wb + c[0] * wc + d[0] * wd) >> 8);
        to[1] = (gint16) ((a[1] * wa + b[1] * wb + c[1] * wc + d[1] * wd) >> 8);
        to[2] = (gint16) ((a[2] * wa + b[2] * wb + c[2] * wc + d[2] * wd) >> 8);
    }
}

static void
blend_rows (gint16 *const rows[TAPS], const Tap *tap, guint8 *restrict to)
{
    const gint16 *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
    int wa = tap->weights[0], wb = tap->weights[1], wc = tap->weights[2], wd = tap->weights[3];

    for (int i = 0; i < ROW; i++) {
        int sum = (a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd + (1 << 15)) >> 16;

        to[i] = (guint8) CLAMP (sum, 0, 255);
    }
}

void
enlarge (const guint8 *from, int from_width, int from_height, guint8 *to, int height)
{
    g_autofree Tap *columns = make_taps (from_width, COVER_WIDTH), *lines = make_taps (from_height, height);
    g_autofree gint16 *kept = g_new (gint16, ROW * TAPS);
    int done = 0; /* rows of `from` that were stretched; the last four are kept */

    for (int y = 0; y < height; y++) {
        gint16 *rows[TAPS];

        for (; done <= lines[y].at[TAPS - 1]; done++)
            stretch_row (from + (gsize) done * from_width * CHANNELS, columns, kept + ROW * (done % TAPS));
        for (int k = 0; k < TAPS; k++)
            rows[k] = kept + ROW * (lines[y].at[k] % TAPS);
        blend_rows (rows, &lines[y], to + (gsize) ROW * y);
    }
}
