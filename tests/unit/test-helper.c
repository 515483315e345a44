/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "picture/picture.h"

/* What sheaf-image, as $SHEAF_IMAGE names it, may go through without anybody noticing. */

/* Two frames, of which one becomes a PNG. */
static const char gif[] = "GIF89a\x08\0\6\0\x80\0\0\0\0\0\xff\xff\xff\x21\xf9\4\0\0\0\0\0\x2c\0\0\0\0\x08\0\6\0\0\2\2"
                          "\x44\1\0\x2c\0\0\0\0\x08\0\6\0\0\2\2\x44\1\0\x3b";

static NoteId
fit (void)
{
    const PictureFit as_it_is = { 0 };
    g_autoptr (GBytes) bytes = g_bytes_new_static (gif, sizeof gif - 1), fitted = NULL;
    NoteId note = N_NOTES;
    PictureInfo info;

    g_assert_true (picture_probe (bytes, &info, &note));
    fitted = picture_fit (bytes, &as_it_is, &info, &note);
    return note;
}

/* The last of the children of a process, or 0. */
static pid_t
child_of (pid_t parent)
{
    g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", parent, parent);
    g_autofree char *children = NULL;
    char *last;

    if (!g_file_get_contents (path, &children, NULL, NULL))
        return 0;
    last = strrchr (g_strchomp (children), ' ');
    return (pid_t) g_ascii_strtoll (last != NULL ? last : children, NULL, 10);
}

/* The process that the picture was sent to: what waits at the door has started what started it. */
static pid_t
find_child (void)
{
    pid_t server = child_of (child_of (getpid ()));

    return server > 0 ? child_of (server) : 0;
}

static void
test_one_that_was_killed_costs_nothing (void)
{
    pid_t child;

    g_assert_cmpint (fit (), ==, NOTE_PICTURE_CHANGED);
    child = find_child ();
    if (child <= 0) {
        g_test_skip ("the kernel does not say which children there are");
        return;
    }
    kill (child, SIGKILL);
    while (kill (child, 0) == 0)
        g_usleep (1000);
    g_assert_cmpint (fit (), ==, NOTE_PICTURE_CHANGED);
    g_assert_cmpint (find_child (), !=, child);
}

/* A process that was forked holds open what the helper waits for the end of. */
static void
test_nobody_waits_for_one_that_a_fork_keeps (void)
{
    gint64 start = g_get_monotonic_time ();
    struct pollfd end = { 0 };
    int ends[2];
    pid_t first;

    g_assert_cmpint (pipe (ends), ==, 0);
    first = fork ();
    g_assert_cmpint (first, >=, 0);
    if (first == 0) {
        g_assert_cmpint (fit (), ==, NOTE_PICTURE_CHANGED);
        if (fork () == 0) {
            close (ends[1]);
            end.fd = ends[0];
            poll (&end, 1, 20000); /* until the test is over */
            _exit (0);
        }
        close (ends[1]);
        exit (0);
    }
    g_assert_cmpint (waitpid (first, NULL, 0), ==, first);
    close (ends[0]);
    close (ends[1]);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/helper/one-that-was-killed-costs-nothing", test_one_that_was_killed_costs_nothing);
    g_test_add_func ("/helper/nobody-waits-for-one-that-a-fork-keeps", test_nobody_waits_for_one_that_a_fork_keeps);
    return g_test_run ();
}
