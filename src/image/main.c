/* SPDX-License-Identifier: MIT */
/* sheaf-image: makes pictures of pictures, in a sandbox.  It is started by the library, reads requests and writes
 * replies as image.h has them, and ends with its input.  If that is a socket, each message that comes there asks for a
 * process that does so, server.h: the libraries take long to load, and are loaded once. */
#include <errno.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include <vips/vips.h>

#include "cover.h"
#include "fit.h"
#include "image.h"
#include "server.h"
#include "shut.h"

/* Microseconds of CPU that one picture may take: whoever waits loses patience a little later.  What decoding pixels
 * takes is bounded by their number, but what is drawn can be told to take any time in a few letters: of that it is so
 * much, and as much again for each megabyte. */
#define CPU_LIMIT (20 * G_USEC_PER_SEC)
#define DRAWING_CPU_LIMIT ((gint64) 750 * 1000)
#define MEGABYTE (1 << 20)

typedef struct {
    ImageRequest head;
    guint8 *picture;
    char *texts[IMAGE_N_TEXTS];
} Request;

static gboolean
read_all (void *data, gsize size)
{
    for (gsize at = 0; at < size;) {
        gssize n = read (STDIN_FILENO, (char *) data + at, size - at);

        if (n == 0 || (n < 0 && errno != EINTR))
            return FALSE;
        at += n > 0 ? (gsize) n : 0;
    }
    return TRUE;
}

static gboolean
write_all (const void *data, gsize size)
{
    for (gsize at = 0; at < size;) {
        gssize n = write (STDOUT_FILENO, (const char *) data + at, size - at);

        if (n < 0 && errno != EINTR)
            return FALSE;
        at += n > 0 ? (gsize) n : 0;
    }
    return TRUE;
}

static gboolean
request_read (Request *request)
{
    if (!read_all (&request->head, sizeof request->head) || request->head.magic != IMAGE_MAGIC
        || request->head.n_picture > IMAGE_PICTURE_LIMIT)
        return FALSE;
    request->picture = g_malloc (request->head.n_picture + 1);
    if (!read_all (request->picture, request->head.n_picture))
        return FALSE;
    for (guint i = 0; i < IMAGE_N_TEXTS; i++) {
        guint32 size = request->head.n_texts[i];

        if (size > IMAGE_TEXT_LIMIT)
            return FALSE;
        request->texts[i] = g_malloc0 (size + 1);
        if (!read_all (request->texts[i], size))
            return FALSE;
    }
    return TRUE;
}

static void
request_clear (Request *request)
{
    g_clear_pointer (&request->picture, g_free);
    for (guint i = 0; i < IMAGE_N_TEXTS; i++)
        g_clear_pointer (&request->texts[i], g_free);
}

static ImageStatus
answer (const Request *request, Made *made)
{
    switch ((ImageOperation) request->head.operation) {
    case IMAGE_FIT: return image_fit (&request->head, request->picture, made);
    case IMAGE_COVER: return image_cover (&request->head, request->picture, request->texts, made);
    }
    return IMAGE_BROKEN;
}

static gboolean
reply_write (ImageStatus status, const Made *made)
{
    ImageReply reply = { .magic = IMAGE_MAGIC, .status = status };

    if (status == IMAGE_DONE) {
        reply.format = made->format;
        reply.width = made->width;
        reply.height = made->height;
        reply.n_bytes = (guint32) made->size;
    }
    return write_all (&reply, sizeof reply) && write_all (made->data, reply.n_bytes);
}

/* A decoder that does not come to an end is ended by the signal. */
static void
limit_time (gint64 microseconds)
{
    const struct itimerval limit = { .it_value = { microseconds / G_USEC_PER_SEC, microseconds % G_USEC_PER_SEC } };

    setitimer (ITIMER_PROF, &limit, NULL);
}

/* The sanitizers make our part of the work several times as slow; of drawing a library does all. */
static gint64
find_limit (const Request *request)
{
    if (image_is_drawn (request->picture, request->head.n_picture))
        return DRAWING_CPU_LIMIT + DRAWING_CPU_LIMIT * request->head.n_picture / MEGABYTE;
#ifdef __SANITIZE_ADDRESS__
    return CPU_LIMIT * 10;
#else
    return CPU_LIMIT;
#endif
}

static gboolean
serve (void)
{
    Request request = { 0 };
    Made made = { 0 };
    gboolean is_served = request_read (&request);

    if (is_served) {
        ImageStatus status;

        limit_time (find_limit (&request));
        status = answer (&request, &made);
        limit_time (0);
        is_served = reply_write (status, &made);
    }
    request_clear (&request);
    g_free (made.data);
    vips_error_clear ();
    return is_served;
}

/* What the libraries hold to the end is no leak, and their threads need no farewell. */
G_NORETURN static void
serve_all (void)
{
    if (!shut_in ())
        _exit (1);
    while (serve ())
        ;
    _exit (0);
}

int
main (int argc, char **argv)
{
    if (argc != 1 || isatty (STDIN_FILENO)) {
        g_printerr ("sheaf-image: is started by sheaf, and of no use by itself\n");
        return 2;
    }
    if (!image_prepare ())
        return 1;
    if (server_is_wanted ())
        server_run (serve_all);
    else
        serve_all ();
    return 0;
}
