/* SPDX-License-Identifier: MIT */
#ifndef TEXT_H
#define TEXT_H

#include <glib.h>

/* A stretch of a text: bytes, end exclusive.  There are very many of them, and no text has 4 GiB. */
typedef struct {
    guint32 start, end;
} Span;

#define SPAN_NONE ((Span){ 0, 0 })

static inline gboolean
span_is_empty (Span span)
{
    return span.start >= span.end;
}

/* The length of `text`, or `length` when that is not negative: as GLib's functions take it. */
gsize text_length (const char *text, gssize length);

/* A copy without white space at its ends, and with every run of it inside made one space. */
char *text_squeeze (const char *text, gssize length);

/* Whether it has capitals and no small letter. */
gboolean text_is_capitals (const char *text);

/* Whether there is nothing but white space (no-break spaces included). */
gboolean text_is_blank (const char *text, gssize length);

/* Characters, as a reader counts them (code points). */
glong text_n_characters (const char *text, gssize length);

/* Words: runs of anything but white space. */
guint text_n_words (const char *text);

/* A copy of at most `n_characters`, cut at a word's end and closed with an ellipsis if it was cut. */
char *text_shorten (const char *text, glong n_characters);

/* Whether `text` begins (ends) with `affix`, ASCII letters in either case. */
gboolean text_has_prefix_ci (const char *text, const char *prefix);
gboolean text_has_suffix_ci (const char *text, const char *suffix);

/* The byte that the two hexadecimal digits at `p` stand for; -1 when there are none. */
int text_hex_byte (const char *p);

/* Where the line that begins at `line` ends: behind its newline, or at `end`. */
const char *text_next_line (const char *line, const char *end);

/* The character that ends just before `at`, or 0 at the start of `text`. */
gunichar text_char_before (const char *text, const char *at);

/* Quotation marks of any European style; the straight ones are both opening and closing. */
gboolean char_is_opening_quote (gunichar c);
gboolean char_is_closing_quote (gunichar c);

/* White space, no-break spaces included. */
gboolean char_is_space (gunichar c);

/* Whether the character has no place in a book: XML 1.0 cannot hold it (its production Char), or it is one of the
 * C1 controls that XML discourages, or a mark of byte order inside the text. */
gboolean char_is_forbidden (gunichar c);

/* A copy as text of a book: squeezed, in NFC, without forbidden characters. */
char *text_clean (const char *text, gssize length);

/* The name of a file, which may be any bytes, as text of a book: what has no place there is U+FFFD. */
char *text_of_name (const char *name);

/* How many bytes from `text` on are printable ASCII, tabs and line feeds, which nothing has to be done about. */
gsize text_plain_length (const char *text, const char *end);

/* Whether normalisation to NFC may change or move the character; FALSE for nearly all that are in it. */
gboolean char_may_need_nfc (gunichar c);

/* The text in NFC, in linear time whatever it is.  Free it with g_string_free(). */
GString *text_nfc (const char *text, gsize length);

/* The address that the reference means where `base` is that of the text around it (RFC 3986, 5.2); NULL when it is
 * relative and the base is none that anything can be relative to. */
char *text_resolve (const char *base, const char *reference);

/* The address as RFC 3986 wants it, with what has no place in one escaped; NULL when it is none of the web. */
char *text_web_address (const char *text);

/* The order of the names of files, paths from one folder: by bytes, whatever the locale, but "part 2" before
 * "part 10", and what lies in a folder together. */
int text_compare_names (const char *a, const char *b);

#endif
