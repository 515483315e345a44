/* SPDX-License-Identifier: MIT */
#ifndef WARC_READ_H
#define WARC_READ_H

#include "readers.h"
#include "warc.h"

/* The web archive at `path`, which lies in the folder `root` if that is not NULL. */
WarcStream *warc_open (const char *root, const char *path, GError **error);

/* Reads all pages of the file that is the input, of whatever size it is. */
gboolean warc_read_file (const SheafInput *input, const Input *given, GError **error);

/* Reads the page whose record the input is, or only sees what is in it. */
gboolean warc_read_record (const SheafInput *input, const Input *given, GError **error);
gboolean warc_look (const SheafInput *input, SeenFiles *seen);

#endif
