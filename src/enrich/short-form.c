/* SPDX-License-Identifier: MIT */
#include "short-form.h"

#include <string.h>

#include "align.h"

#define MOST_BYTES 24
#define MOST_WORDS 8 /* joined ones: "A.B.C." */

gboolean
shape_is_roman (const char *text, Span span)
{
    for (gsize i = span.start; i < span.end; i++)
        if (strchr ("IVXivx", text[i]) == NULL)
            return FALSE;
    return TRUE;
}

Shape
shape_of (const char *text, Span span)
{
    Shape shape = { 0, 0, 0, 0 };

    for (const char *p = text + span.start; p < text + span.end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_isupper (c))
            shape.n_capitals++;
        else if (g_unichar_isdigit (c))
            shape.n_digits++;
        else if (g_unichar_isalpha (c))
            shape.n_small++;
        else
            shape.n_others++;
    }
    return shape;
}

gboolean
shape_is_word (const char *text, Span span)
{
    Shape shape = shape_of (text, span);

    if (shape.n_capitals == 1 && shape.n_small > 0)
        return shape.n_digits == 0 && g_unichar_isupper (g_utf8_get_char (text + span.start));
    return shape.n_capitals == 0;
}

/* "D-Calif.", "R-Tex." */
static gboolean
is_party_tag (const char *text, Span span)
{
    return span.end > span.start + 2 && text[span.start + 1] == '-' && strchr ("DRI", text[span.start]) != NULL;
}

gboolean
shape_is_balanced (const char *text, Span span)
{
    int depth = 0;

    for (gsize i = span.start; i < span.end && depth >= 0; i++) {
        depth += strchr ("([", text[i]) != NULL;
        depth -= strchr (")]", text[i]) != NULL;
    }
    return depth == 0;
}

static gboolean
is_short_form (const char *text, Span span)
{
    Shape shape = shape_of (text, span);
    gboolean is_dotted = span_find (text, span, ".") < span.end;
    guint n_letters = align_n_letters (text, span);

    return span.end - span.start <= MOST_BYTES && n_letters >= 2 && n_letters <= ALIGN_MAX_LETTERS
           && shape.n_capitals + shape.n_small > 0 && !(is_dotted && shape.n_capitals == 0)
           && !shape_is_roman (text, span) && !is_party_tag (text, span) && shape_is_balanced (text, span);
}

/* Whether word i is joined to the one before it so that both are one short form: "X-RAY", "B&B", "U.N." */
static gboolean
joins_short_form (const Words *words, guint i)
{
    Span gap = words_gap (words, i);

    return i < words->n_items && gap.end == gap.start + 1 && strchr ("-.&+", words->text[gap.start]) != NULL;
}

/* Sets the bytes: "G.M.R." with its last stop, "FEV(1)" with its bracket,"VWD's" and "VWD'er" without their endings. */
static void
finish_short_form (const Words *words, ShortForm *form)
{
    gsize apostrophe;

    form->span.start = words->items[form->first].span.start;
    form->span.end = words->items[form->end - 1].span.end;
    apostrophe = span_find (words->text, form->span, "'’");
    if (apostrophe > form->span.start + 1 && form->span.end - apostrophe <= 5)
        form->span.end = apostrophe;
    if (words->text[form->span.end] != '\0' && strchr (")]", words->text[form->span.end]) != NULL
        && !shape_is_balanced (words->text, form->span))
        form->span.end++;
    if (words->text[form->span.end] == '.'
        && memchr (words->text + form->span.start, '.', form->span.end - form->span.start))
        form->span.end++;
}

gboolean
short_form_is_sign (const Words *words, guint i)
{
    gsize start = words->items[i].span.start;

    return start > 0 && words->text[start - 1] != '\0' && strchr ("@#$_.", words->text[start - 1]) != NULL
           && !words_is_joined (words, i);
}

gboolean
short_form_of (const Words *words, guint first, guint end, ShortForm *form)
{
    form->first = first;
    form->end = end;
    if (first >= end || end - first > MOST_WORDS || short_form_is_sign (words, first))
        return FALSE;
    finish_short_form (words, form);
    return is_short_form (words->text, form->span);
}

guint
short_form_end (const Words *words, guint i)
{
    guint end = i + 1;

    while (end < i + MOST_WORDS && joins_short_form (words, end))
        end++;
    return end;
}

gboolean
short_form_from (const Words *words, guint i, ShortForm *form)
{
    return short_form_of (words, i, short_form_end (words, i), form);
}

gboolean
short_form_before (const Words *words, guint end, ShortForm *form)
{
    guint first = end;

    while (first > 0 && end - first < MOST_WORDS && (first == end || joins_short_form (words, first)))
        first--;
    return short_form_of (words, first, end, form) && !shape_is_word (words->text, form->span);
}
