/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"

static Status run_help (int argc, char **argv);

static const Command commands[] = {
    { "batch", "make a book of each article", run_batch },
    { "merge", "make one journal of those of shards", run_merge },
    { "pack", "pack articles into a book", run_pack },
    { "inspect", "say what is understood of an article", run_inspect },
    { "help", "show the help of a command", run_help },
};

static const char help_head[] = "Usage:\n"
                                "  sheaf COMMAND [OPTION…] [ARGUMENT…]\n"
                                "\n"
                                "Pack articles, with their photos and captions, into EPUB books.\n"
                                "\n"
                                "Commands:\n";

static const char help_tail[] = "\n"
                                "Options:\n"
                                "  -h, --help    Show this help\n"
                                "  --version     Show the version\n"
                                "\n"
                                "Exit status: 0 done, 3 some of several inputs failed, or one of sysexits.h.\n"
                                "\"sheaf COMMAND --help\" shows the options of a command; sheaf(1) tells the rest.\n";

static char *
general_help (void)
{
    GString *help = g_string_new (help_head);

    for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        g_string_append_printf (help, "  %-12s  %s\n", commands[i].name, commands[i].help);
    g_string_append (help, help_tail);
    return g_string_free (help, FALSE);
}

static Status
print_general_help (void)
{
    g_autofree char *help = general_help ();

    output_print (help);
    return STATUS_DONE;
}

static Status
print_version (void)
{
    output_print ("sheaf ");
    output_print (sheaf_version ());
    output_print ("\n");
    return STATUS_DONE;
}

static const Command *
find_command (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        if (strcmp (commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static Status
complain_of_command (const char *name)
{
    return options_complain (NULL, "there is no %s %s", name[0] == '-' ? "option" : "command", name);
}

static Status
run_help (int argc, char **argv)
{
    char *arguments[] = { argv[1], (char *) "--help", NULL };
    const Command *command;

    if (argc < 2 || g_str_has_prefix (argv[1], "-"))
        return print_general_help ();
    command = find_command (argv[1]);
    if (command == NULL)
        return complain_of_command (argv[1]);
    return command->run (2, arguments);
}

/* With fewer, files that are there would seem not to be: photos beside an article, lists of words. */
#define LEAST_FILES 64

static Status
run_command (const Command *command, int argc, char **argv)
{
    struct rlimit limit;

    if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < LEAST_FILES) {
        limit.rlim_cur = MIN (limit.rlim_max, LEAST_FILES);
        (void) setrlimit (RLIMIT_NOFILE, &limit);
        if (limit.rlim_cur < LEAST_FILES) {
            print_error ("too few files may be open at a time: %u are needed (ulimit -n)", LEAST_FILES);
            return EX_TEMPFAIL;
        }
    }
    return command->run (argc, argv);
}

static Status
run (int argc, char **argv)
{
    const Command *command;

    if (argc < 2) {
        g_autofree char *help = general_help ();

        errors_print (help);
        return STATUS_USAGE;
    }
    if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
        return print_general_help ();
    if (strcmp (argv[1], "--version") == 0)
        return print_version ();
    command = find_command (argv[1]);
    if (command == NULL)
        return complain_of_command (argv[1]);
    return run_command (command, argc - 1, argv + 1);
}

/* A file that is opened takes the number of a standard stream that was closed, and would then get
 * what is meant for that stream.  /dev/null, opened the wrong way round, holds the place and fails. */
static void
hold_standard_streams (void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl (fd, F_GETFD) < 0)
            (void) open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    Status status;

    hold_standard_streams ();
    (void) signal (SIGXFSZ, SIG_IGN); /* a file too large is an error to tell, not a death that leaves half of it */
    memory_guard ();
    g_set_prgname ("sheaf");
    status = run (argc, argv);
    if (!output_close (&error)) {
        print_error ("%s", error->message);
        status = status_of (error);
    }
    return (int) status;
}
