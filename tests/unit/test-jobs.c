/* SPDX-License-Identifier: MIT */
#include "batch/jobs.h"

static void
test_quotas_are_processors (void)
{
    static const struct {
        const char *quota;
        guint expected;
    } examples[] = {
        { "max 100000\n", 0 },   { "100000 100000\n", 1 },
        { "50000 100000\n", 1 }, { "150000 100000\n", 2 },
        { "400000 100000", 4 },  { "-1\n 100000\n", 0 },
        { "0 100000", 0 },       { "100000 0", 0 },
        { "100000", 0 },         { "", 0 },
        { "1 2 3", 0 },          { "99999999999999999999 1", 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
        g_assert_cmpuint (jobs_of_quota (examples[i].quota), ==, examples[i].expected);
}

static void
test_there_is_always_a_processor (void)
{
    g_assert_cmpuint (jobs_available (), >=, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/jobs/quota", test_quotas_are_processors);
    g_test_add_func ("/jobs/available", test_there_is_always_a_processor);
    return g_test_run ();
}
