/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <locale.h>
#include <string.h>

const FuzzTarget fuzz_targets[] = {
    { "archive", fuzz_reader, "tides.zip" },
    { "book", fuzz_book },
    { "caption", fuzz_caption },
    { "csv", fuzz_glossary, "terms.csv" },
    { "dom", fuzz_dom },
    { "epub", fuzz_epub, "tides.epub" },
    { "exif", fuzz_exif },
    { "feed", fuzz_reader, "tides.xml" },
    { "html", fuzz_reader, "tides.html" },
    { "iim", fuzz_iim },
    { "journal", fuzz_journal },
    { "manifest", fuzz_manifest },
    { "markdown", fuzz_reader, "tides.md" },
    { "mhtml", fuzz_reader, "tides.mhtml" },
    { "pattern", fuzz_pattern },
    { "photos", fuzz_photos },
    { "picture", fuzz_picture },
    { "sidecar", fuzz_sidecar },
    { "tbx", fuzz_glossary, "terms.tbx" },
    { "text", fuzz_reader, "tides.txt" },
    { "warc", fuzz_warc, "tides.warc" },
    { "words", fuzz_words },
    { "xmp", fuzz_xmp },
    { "yaml", fuzz_glossary, "terms.yaml" },
};
const guint n_fuzz_targets = G_N_ELEMENTS (fuzz_targets);

const FuzzTarget *
fuzz_find (const char *name)
{
    for (guint i = 0; i < n_fuzz_targets; i++)
        if (strcmp (fuzz_targets[i].name, name) == 0)
            return &fuzz_targets[i];
    return NULL;
}

/* What GLib calls a critical warning is a bug of ours.  Pictures that would have to be made anew are left as they are:
 * starting sheaf-image would take most of the time. */
void
fuzz_prepare (void)
{
    setlocale (LC_ALL, "C.UTF-8");
    g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_ERROR);
    g_setenv ("SHEAF_IMAGE", "/nonexistent/sheaf-image", TRUE);
}

void
fuzz_fail (const char *what, const char *format, ...)
{
    g_autofree char *particulars = NULL;
    va_list arguments;

    va_start (arguments, format);
    particulars = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_printerr ("fuzz: not so: %s\nfuzz: %s\n", what, particulars);
    abort ();
}
