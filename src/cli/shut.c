/* SPDX-License-Identifier: MIT */
#include "shut.h"

#include <string.h>
#include <sys/stat.h>

#define NO_PLACES "it has no Landlock, or that is switched off: all files can be read and written"
#define NO_CALLS "it has no seccomp, or that is switched off: all system calls are there"
#define NO_LIST "what is on a list that can be read only once is not known before: all files can be read"

typedef struct {
    char *path;
    PlaceUse use;
} Place;

struct _Shut {
    GArray *places; /* Place */
    gboolean has_pictures, has_processes;
};

static void
place_clear (gpointer data)
{
    g_free (((Place *) data)->path);
}

Shut *
shut_new (void)
{
    Shut *shut = g_new0 (Shut, 1);

    shut->places = g_array_new (FALSE, FALSE, sizeof (Place));
    g_array_set_clear_func (shut->places, place_clear);
    for (const char *const *path = sheaf_system_places (); *path != NULL; path++)
        shut_keep (shut, *path, PLACE_READ);
#ifdef __SANITIZE_ADDRESS__ /* which looks at its own memory, and for the names of functions */
    shut_keep (shut, "/proc", PLACE_READ);
    shut_keep (shut, "/proc/self/exe", PLACE_READ);
    shut_keep (shut, "/usr/lib", PLACE_READ);
#endif
    return shut;
}

void
shut_free (Shut *shut)
{
    if (shut == NULL)
        return;
    g_array_unref (shut->places);
    g_free (shut);
}

void
shut_keep (Shut *shut, const char *path, PlaceUse use)
{
    Place place = { NULL, use };

    if (path == NULL || is_standard (path))
        return;
    place.path = g_strdup (path);
    g_array_append_val (shut->places, place);
}

void
shut_keep_all (Shut *shut, char **paths, PlaceUse use)
{
    for (; paths != NULL && *paths != NULL; paths++)
        shut_keep (shut, *paths, use);
}

/* What is made there is not read again. */
void
shut_keep_output (Shut *shut, const char *path)
{
    g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
    struct stat status;

    if (path == NULL || is_standard (path))
        return;
    if (lstat (path, &status) == 0 && S_ISCHR (status.st_mode))
        shut_keep (shut, path, PLACE_WRITE);
    else
        shut_keep (shut, folder, PLACE_LIST | PLACE_WRITE);
}

void
shut_keep_pictures (Shut *shut)
{
    shut->has_pictures = TRUE;
}

void
shut_keep_processes (Shut *shut)
{
    shut->has_processes = TRUE;
}

gboolean
shut_check_mode (const char *mode, GError **error)
{
    static const char *const modes[] = { "auto", "require", "off", NULL };

    if (mode == NULL || g_strv_contains (modes, mode))
        return TRUE;
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--sandbox: \"%s\" is not known: auto, require or off", mode);
    return FALSE;
}

/* ---- shutting ---- */

/* Of all places what is about `closed`, and `inputs`, or for NULL all files, to be read. */
static gboolean
shut_places (const Shut *shut, PlaceUse closed, char **inputs)
{
    int places = places_begin (closed);

    if (places < 0)
        return FALSE;
    for (guint i = 0; i < shut->places->len; i++) {
        const Place *place = &g_array_index (shut->places, Place, i);

        places_add (places, place->path, place->use & closed);
    }
    if (inputs == NULL)
        places_add (places, "/", PLACE_READ);
    for (; inputs != NULL && *inputs != NULL; inputs++)
        places_add (places, *inputs, PLACE_READ);
    return places_shut (places);
}

static gboolean
shut_calls (const Shut *shut, gboolean is_last)
{
    Calls calls = CALLS_LOOK | CALLS_WRITE | CALLS_PASS;

    if (shut->has_processes)
        calls |= CALLS_PROCESSES | CALLS_SHUT;
    return calls_shut (is_last ? calls : calls | CALLS_SHUT);
}

/* Lists are read in between, so that nobody who wrote one can do more than name files. */
static const char *
shut_around_lists (const Shut *shut, char **inputs, char **lists)
{
    g_autoptr (SheafInputs) named = inputs_given (inputs, lists, SHEAF_INPUTS_EACH);
    gboolean has_places = shut_places (shut, PLACE_READ | PLACE_LIST | PLACE_WRITE | PLACE_FOLDERS, NULL);
    gboolean has_calls = shut_calls (shut, FALSE);
    g_auto (GStrv) found = has_places ? sheaf_inputs_find_places (named) : NULL;

    if (!has_places)
        return NO_PLACES;
    if (found == NULL)
        return NO_LIST;
    if (!shut_places (shut, PLACE_READ | PLACE_LIST, found))
        return NO_PLACES;
    return has_calls ? NULL : NO_CALLS;
}

static const char *
shut_all (const Shut *shut, char **inputs)
{
    g_autoptr (SheafInputs) named = inputs_given (inputs, NULL, SHEAF_INPUTS_EACH);
    g_auto (GStrv) found = sheaf_inputs_find_places (named);
    gboolean has_places = shut_places (shut, PLACE_READ | PLACE_LIST | PLACE_WRITE | PLACE_FOLDERS, found);
    gboolean has_calls = shut_calls (shut, TRUE);

    if (!has_places)
        return NO_PLACES;
    return has_calls ? NULL : NO_CALLS;
}

gboolean
shut_is_wanted (const char *mode)
{
    return mode == NULL || !g_str_equal (mode, "off");
}

void
shut_in_worker (void)
{
    (void) calls_shut (CALLS_LOOK | CALLS_WRITE | CALLS_PASS);
}

gboolean
shut_in (const Shut *shut, const char *mode, char **inputs, char **lists, const char **lack, Status *status)
{
    *lack = NULL;
    if (!shut_is_wanted (mode))
        return TRUE;
    if (shut->has_pictures)
        sheaf_prepare_pictures ();
    *lack = lists != NULL ? shut_around_lists (shut, inputs, lists) : shut_all (shut, inputs);
    if (*lack == NULL || mode == NULL || !g_str_equal (mode, "require"))
        return TRUE;
    print_error ("--sandbox=require: %s", *lack);
    *status = (Status) EX_UNAVAILABLE;
    return FALSE;
}
