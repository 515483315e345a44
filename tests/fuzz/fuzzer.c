/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "fuzz.h"

/* A target for libFuzzer: $FUZZ_TARGET names it, since all of them are one program, which is linked once. */

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Seconds of CPU for one input, none of which is larger than 12 KB: the sanitizers and counters make it some twenty
 * times as slow as it is, and ten milliseconds are what all of a run may take. */
#define MOST_SECONDS 3

static const FuzzTarget *target;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
    const char *name = g_getenv ("FUZZ_TARGET");

    target = name != NULL ? fuzz_find (name) : NULL;
    if (target == NULL) {
        g_printerr ("fuzzer: set FUZZ_TARGET to one of:");
        for (guint i = 0; i < n_fuzz_targets; i++)
            g_printerr (" %s", fuzz_targets[i].name);
        g_printerr ("\n");
        exit (2);
    }
    fuzz_prepare ();
    return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    clock_t start = clock ();

    target->run (data, size, target->file);
    CHECK (clock () - start < MOST_SECONDS * CLOCKS_PER_SEC, "it takes time: %ld ms",
           (long) (clock () - start) / (CLOCKS_PER_SEC / 1000));
    return 0;
}
