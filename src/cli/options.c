/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli.h"

/* The end of the year 9999, in seconds since 1970: no later date has a form in EPUB. */
#define LATEST_EPOCH G_GUINT64_CONSTANT (253402300799)

Status
status_of (const GError *error)
{
    return error->domain == SHEAF_ERROR ? (Status) sheaf_error_exit_status (error) : STATUS_USAGE;
}

Status
options_complain (const char *command, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    print_error ("%s", message);
    if (command != NULL)
        print_error ("try sheaf %s --help", command);
    else
        print_error ("try sheaf --help");
    return STATUS_USAGE;
}

Status
options_fail (const char *command, const GError *error)
{
    if (error->domain == G_OPTION_ERROR)
        return options_complain (command, "%s", error->message);
    print_error ("%s", error->message);
    return status_of (error);
}

static GOptionContext *
new_context (const Usage *usage, const GOptionEntry *entries, gboolean *wants_help)
{
    const GOptionEntry help[] = {
        { "help", 'h', 0, G_OPTION_ARG_NONE, wants_help, "Show this help", NULL },
        { NULL },
    };
    GOptionContext *context = g_option_context_new (usage->arguments);
    g_autofree char *name = g_strdup_printf ("sheaf %s", usage->command);

    /* GLib's own --help would end the program, past the check that it was really printed. */
    g_option_context_set_help_enabled (context, FALSE);
    g_option_context_add_main_entries (context, entries, NULL);
    g_option_context_add_main_entries (context, help, NULL);
    g_option_context_set_description (context, usage->description);
    g_set_prgname (name); /* the help begins with it */
    return context;
}

static const GOptionEntry *
find_long (const GOptionEntry *entries, const char *name)
{
    while (entries->long_name != NULL && strcmp (entries->long_name, name) != 0)
        entries++;
    return entries;
}

static const GOptionEntry *
find_short (const GOptionEntry *entries, char letter)
{
    while (entries->long_name != NULL && entries->short_name != letter)
        entries++;
    return entries;
}

static gboolean
takes_value (const GOptionEntry *entry)
{
    return entry->long_name != NULL && entry->arg != G_OPTION_ARG_NONE;
}

/* Adds one argument, in two pieces if a value is joined to it.  Whether the next one is its value. */
static gboolean
add_argument (GStrvBuilder *builder, const GOptionEntry *entries, const char *argument)
{
    const char *letter = argument + 1;
    g_autofree char *head = NULL;

    if (argument[0] != '-' || argument[1] == '-') {
        g_strv_builder_add (builder, argument);
        return argument[0] == '-' && takes_value (find_long (entries, argument + 2));
    }
    while (*letter != '\0' && !takes_value (find_short (entries, *letter)))
        letter++;
    if (*letter == '\0' || letter[1] == '\0') {
        g_strv_builder_add (builder, argument);
        return *letter != '\0';
    }
    head = g_strndup (argument, (gsize) (letter + 1 - argument));
    g_strv_builder_add (builder, head);
    g_strv_builder_add (builder, letter + 1);
    return FALSE;
}

/* "-oFILE", which POSIX wants to be "-o FILE" and GLib does not know. */
static GStrv
split_values (const GOptionEntry *entries, int argc, char **argv)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    gboolean is_value = TRUE; /* as is the first, the name of the command */
    gboolean is_at_end = FALSE;

    for (int i = 0; i < argc; i++) {
        is_at_end = is_at_end || (!is_value && strcmp (argv[i], "--") == 0);
        if (is_value || is_at_end) {
            g_strv_builder_add (builder, argv[i]);
            is_value = FALSE;
        } else {
            is_value = add_argument (builder, entries, argv[i]);
        }
    }
    return g_strv_builder_end (builder);
}

static void
print_help (GOptionContext *context)
{
    g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

    output_print (help);
}

gboolean
options_parse (const Usage *usage, const GOptionEntry *entries, int argc, char **argv, Status *status)
{
    gboolean wants_help = FALSE;
    g_autoptr (GOptionContext) context = new_context (usage, entries, &wants_help);
    g_auto (GStrv) arguments = split_values (entries, argc, argv);
    g_autoptr (GError) error = NULL;

    if (!g_option_context_parse_strv (context, &arguments, &error)) {
        *status = options_complain (usage->command, "%s", error->message);
        return FALSE;
    }
    if (!wants_help)
        return TRUE;
    print_help (context);
    *status = STATUS_DONE;
    return FALSE;
}

static gboolean
has_controls (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_iscntrl (g_utf8_get_char (p)))
            return TRUE;
    return FALSE;
}

gboolean
options_check_title (const char *title, GError **error)
{
    if (title == NULL)
        return TRUE;
    if (!g_utf8_validate (title, -1, NULL)) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--title: \"%s\" is not UTF-8", title);
        return FALSE;
    }
    if (title[strspn (title, " ")] == '\0' || has_controls (title)) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--title: \"%s\" is no line of text", title);
        return FALSE;
    }
    return TRUE;
}

/* The form of a BCP 47 tag: subtags of one to eight letters and digits, the first of them a
 * language code, the last of them more than the letter that announces an extension. */
static gboolean
is_language_tag (const char *tag)
{
    g_auto (GStrv) subtags = g_strsplit (tag, "-", -1);
    gsize length = 0;

    for (guint i = 0; subtags[i] != NULL; i++) {
        length = strlen (subtags[i]);
        if (length < 1 || length > 8)
            return FALSE;
        if (i == 0 && (length < 2 || length > 3))
            return FALSE;
        for (const char *p = subtags[i]; *p != '\0'; p++)
            if (i == 0 ? !g_ascii_isalpha (*p) : !g_ascii_isalnum (*p))
                return FALSE;
    }
    return length >= 2;
}

gboolean
options_check_language (const char *language, GError **error)
{
    if (language == NULL || is_language_tag (language))
        return TRUE;
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--language: \"%s\" is no language tag, such as en or pt-BR", language);
    return FALSE;
}

gboolean
options_take_device (SheafOptions *options, const char *name, GError **error)
{
    static const char *const names[] = {
        [SHEAF_DEVICE_ANY] = "any",     [SHEAF_DEVICE_KOBO] = "kobo",     [SHEAF_DEVICE_KINDLE] = "kindle",
        [SHEAF_DEVICE_PHONE] = "phone", [SHEAF_DEVICE_TABLET] = "tablet", [SHEAF_DEVICE_ORIGINAL] = "original",
    };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        if (name != NULL && strcmp (name, names[i]) != 0)
            continue;
        options->device = (SheafDevice) i;
        return TRUE;
    }
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--device: \"%s\" is not known: any, kobo, kindle, phone, tablet or original", name);
    return FALSE;
}

gboolean
options_take_epoch (SheafOptions *options, GError **error)
{
    const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
    guint64 seconds;

    if (epoch == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned (epoch, 10, 0, LATEST_EPOCH, &seconds, NULL)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_CONFIG,
                     "SOURCE_DATE_EPOCH: \"%s\" is no number of seconds from 0 to %" G_GUINT64_FORMAT, epoch,
                     LATEST_EPOCH);
        return FALSE;
    }
    options->modified = (gint64) seconds;
    return TRUE;
}
