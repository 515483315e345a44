/* SPDX-License-Identifier: MIT */
#ifndef TYPEFACE_H
#define TYPEFACE_H

#include <pango/pango.h>

/* The typefaces of covers: Linux Libertine, and Noto's for what that has not.  Only those that a text needs are
 * looked at, and no configuration of the machine is asked which they are, so the same text comes out the same. */
typedef struct _Typefaces Typefaces;

/* The typefaces for these texts, any of which may be NULL, of a book in that language.  Belongs to this file. */
const Typefaces *typefaces_for (const char *const *texts, guint n_texts, const char *language);

/* A context to set type in, which the caller unrefs. */
PangoContext *typefaces_new_context (const Typefaces *faces);

/* The families, the first choice first, as Pango takes them. */
const char *typefaces_families (const Typefaces *faces);

/* From line to line, in ems, at least: scripts with marks above and below want more than Latin. */
double typefaces_leading (const Typefaces *faces);

gboolean typefaces_have (const Typefaces *faces, gunichar character);

#endif
