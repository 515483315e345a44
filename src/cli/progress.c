/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

/* Microseconds between two looks at the clock's hand, and two lines where there is no terminal. */
#define STEP (G_USEC_PER_SEC / 5)
#define LINE_STEP (10 * G_USEC_PER_SEC)

/* That may be spent on counting what is ahead, at each step. */
#define COUNT_TIME (G_USEC_PER_SEC / 200)

/* The rate is that of so many steps: of a minute or so. */
#define N_SAMPLES 256

#define MOST_BAR 30
#define LEAST_BAR 8

#define BACK_AND_CLEAR "\r\033[K"

typedef struct {
    gint64 time;
    guint64 n;
} Sample;

struct _Progress {
    SheafInputs *ahead; /* NULL: it is counted, or cannot be */
    guint64 n_all;      /* inputs; 0: not known */
    guint64 n_ahead;    /* counted so far */
    gboolean is_terminal, has_line;
    gint64 last_step, last_line;
    Sample samples[N_SAMPLES]; /* in turn */
    guint n_samples;
};

static gboolean
is_terminal (void)
{
    const char *term = g_getenv ("TERM");

    return isatty (STDERR_FILENO) && term != NULL && strcmp (term, "dumb") != 0;
}

Progress *
progress_new (SheafInputs *ahead)
{
    Progress *progress = g_new0 (Progress, 1);

    progress->ahead = ahead;
    progress->is_terminal = is_terminal ();
    progress->last_step = progress->last_line = g_get_monotonic_time ();
    progress->samples[0].time = progress->last_step;
    progress->n_samples = 1;
    return progress;
}

void
progress_free (Progress *progress)
{
    if (progress == NULL)
        return;
    progress_clear (progress);
    sheaf_inputs_free (progress->ahead);
    g_free (progress);
}

void
progress_clear (Progress *progress)
{
    if (progress == NULL || !progress->has_line)
        return;
    errors_print (BACK_AND_CLEAR);
    progress->has_line = FALSE;
}

/* ---- what there is ---- */

/* The records of a web archive would have to be read for it. */
static void
count_ahead (Progress *progress, gint64 now)
{
    while (progress->ahead != NULL && g_get_monotonic_time () - now < COUNT_TIME) {
        g_autoptr (GError) error = NULL;
        SheafInput input;
        gboolean is_there = sheaf_inputs_next (progress->ahead, &input, &error);

        if (is_there && input.offset < 0) {
            progress->n_ahead++;
        } else if (error == NULL) {
            progress->n_all = is_there ? 0 : progress->n_ahead;
            g_clear_pointer (&progress->ahead, sheaf_inputs_free);
        }
    }
}

static void
take_sample (Progress *progress, gint64 now, guint64 n)
{
    progress->samples[progress->n_samples++ % N_SAMPLES] = (Sample){ now, n };
}

/* Inputs in a second. */
static double
rate_of (const Progress *progress)
{
    const Sample *last = &progress->samples[(progress->n_samples - 1) % N_SAMPLES];
    const Sample *first = &progress->samples[progress->n_samples > N_SAMPLES ? progress->n_samples % N_SAMPLES : 0];

    if (last->time <= first->time)
        return 0;
    return (double) (last->n - first->n) * G_USEC_PER_SEC / (double) (last->time - first->time);
}

/* ---- the line ---- */

/* Adds what has room, behind a comma. */
static void G_GNUC_PRINTF (3, 4) append (GString *text, guint width, const char *format, ...)
{
    g_autofree char *piece = NULL;
    const char *comma = text->len > 0 ? ", " : "";
    va_list arguments;

    va_start (arguments, format);
    piece = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    if (text->len + strlen (comma) + strlen (piece) <= width)
        g_string_append_printf (text, "%s%s", comma, piece);
}

static void
append_time (GString *text, guint width, guint64 seconds)
{
    if (seconds >= 3600)
        append (text, width, "%" G_GUINT64_FORMAT ":%02u:%02u left", seconds / 3600, (guint) (seconds / 60 % 60),
                (guint) (seconds % 60));
    else
        append (text, width, "%u:%02u left", (guint) (seconds / 60), (guint) (seconds % 60));
}

static GString *
make_text (const Progress *progress, const BatchState *state, guint64 n, guint width)
{
    GString *text = g_string_new (NULL);
    double rate = rate_of (progress);

    if (progress->n_all > 0)
        append (text, width, "%u %%", (guint) (MIN (n, progress->n_all) * 100 / progress->n_all));
    append (text, width, "%" G_GUINT64_FORMAT " done", state->n_done);
    if (state->n_unchanged > 0)
        append (text, width, "%" G_GUINT64_FORMAT " unchanged", state->n_unchanged);
    if (state->n_failed > 0)
        append (text, width, "%" G_GUINT64_FORMAT " failed", state->n_failed);
    if (rate > 0)
        append (text, width, rate < 10 ? "%.1f/s" : "%.0f/s", rate);
    if (rate > 0 && progress->n_all >= n)
        append_time (text, width, (guint64) ((double) (progress->n_all - n) / rate));
    return text;
}

static guint
terminal_width (void)
{
    struct winsize size;

    return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* The locale is never set, so that nothing depends on it: this is what it would be. */
static gboolean
has_utf8 (void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        const char *value = g_getenv (names[i]);
        g_autofree char *upper = value != NULL ? g_ascii_strup (value, -1) : NULL;

        if (upper != NULL && *upper != '\0')
            return strstr (upper, "UTF-8") != NULL || strstr (upper, "UTF8") != NULL;
    }
    return FALSE;
}

/* As wide as there is room for it beside the text. */
static void
append_bar (GString *line, const Progress *progress, guint64 n, guint room)
{
    gboolean is_utf8 = has_utf8 ();
    guint width = MIN (room, MOST_BAR), full;

    if (progress->n_all == 0 || width < LEAST_BAR)
        return;
    full = (guint) (MIN (n, progress->n_all) * width / progress->n_all);
    for (guint i = 0; i < width; i++)
        g_string_append (line, i < full ? is_utf8 ? "\u2501" : "#" : is_utf8 ? "\u254c" : "-");
    g_string_append_c (line, ' ');
}

/* One column stays free: in the last one some terminals begin a new line. */
static void
draw (Progress *progress, const BatchState *state, guint64 n)
{
    guint width = terminal_width () - 1;
    g_autoptr (GString) text = make_text (progress, state, n, width), line = g_string_new (BACK_AND_CLEAR);

    if (text->len + 1 < width)
        append_bar (line, progress, n, width - 1 - (guint) text->len);
    g_string_append (line, text->str);
    errors_print (line->str);
    progress->has_line = TRUE;
}

static void
print (Progress *progress, const BatchState *state, guint64 n)
{
    g_autoptr (GString) text = make_text (progress, state, n, G_MAXUINT);

    g_string_prepend (text, "sheaf: ");
    g_string_append_c (text, '\n');
    errors_print (text->str);
}

void
progress_update (Progress *progress, const BatchState *state)
{
    gint64 now = g_get_monotonic_time ();
    guint64 n = state->n_done + state->n_failed + state->n_unchanged;

    if (now - progress->last_step < STEP)
        return;
    progress->last_step = now;
    count_ahead (progress, now);
    take_sample (progress, now, n);
    if (progress->is_terminal) {
        draw (progress, state, n);
    } else if (now - progress->last_line >= LINE_STEP) {
        print (progress, state, n);
        progress->last_line = now;
    }
}
