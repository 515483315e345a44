/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "foreign.h"

/* Presentation MathML, https://www.w3.org/TR/MathML3/chapter3.html, without what acts or links. */

static const ForeignElement elements[] = {
    { "maligngroup", "" },
    { "malignmark", "" },
    { "math", " display alttext " },
    { "menclose", " notation " },
    { "merror", "" },
    { "mfenced", " open close separators " },
    { "mfrac", " linethickness bevelled numalign denomalign ", 2 },
    { "mi", " mathvariant ", 0, TRUE },
    { "mmultiscripts", "" },
    { "mn", " mathvariant ", 0, TRUE },
    { "mo",
      " mathvariant form fence separator stretchy symmetric largeop movablelimits accent lspace rspace minsize "
      "maxsize ",
      0, TRUE },
    { "mover", " accent ", 2 },
    { "mpadded", "" },
    { "mphantom", "" },
    { "mprescripts", "" },
    { "mroot", "", 2 },
    { "mrow", "" },
    { "ms", " mathvariant ", 0, TRUE },
    { "mspace", " width height depth " },
    { "msqrt", "" },
    { "mstyle", " displaystyle scriptlevel mathvariant " },
    { "msub", "", 2 },
    { "msubsup", "", 3 },
    { "msup", "", 2 },
    { "mtable", " columnalign rowalign displaystyle " },
    { "mtd", " columnalign rowalign columnspan rowspan " },
    { "mtext", " mathvariant ", 0, TRUE },
    { "mtr", " columnalign rowalign " },
    { "munder", " accentunder ", 2 },
    { "munderover", " accent accentunder ", 3 },
    { "none", "" },
};

/* Other forms of the formula, and what is no formula. */
static const char *const dropped[] = { "annotation", "annotation-xml", "mglyph", "script", "style", NULL };

static const char *const variants[] = { "normal",
                                        "bold",
                                        "italic",
                                        "bold-italic",
                                        "double-struck",
                                        "bold-fraktur",
                                        "script",
                                        "bold-script",
                                        "fraktur",
                                        "sans-serif",
                                        "bold-sans-serif",
                                        "sans-serif-italic",
                                        "sans-serif-bold-italic",
                                        "monospace" };
static const char *const alignments[] = { "left", "center", "right", "top", "bottom", "baseline", "axis" };
static const char *const notations[] = { "longdiv",
                                         "actuarial",
                                         "radical",
                                         "box",
                                         "roundedbox",
                                         "circle",
                                         "left",
                                         "right",
                                         "top",
                                         "bottom",
                                         "updiagonalstrike",
                                         "downdiagonalstrike",
                                         "verticalstrike",
                                         "horizontalstrike",
                                         "madruwb" };
static const char *const forms[] = { "prefix", "infix", "postfix" };
static const char *const displays[] = { "block", "inline" };
static const char *const truths[] = { "true", "false" };

/* Whether every word of the value is one of `words`. */
static gboolean
are_among (const char *value, const char *const *words, guint n_words)
{
    g_auto (GStrv) list = g_strsplit (value, " ", -1);

    for (char **word = list; *word != NULL; word++) {
        guint i = 0;

        while (i < n_words && strcmp (*word, words[i]) != 0)
            i++;
        if (i == n_words)
            return FALSE;
    }
    return TRUE;
}

/* "0.5em", "-1px", "80%" */
static gboolean
is_length (const char *value)
{
    static const char *const units[] = { "em", "ex", "px", "in", "cm", "mm", "pt", "pc", "%" };
    gsize digits;

    value += *value == '-';
    digits = strspn (value, "0123456789.");
    return digits > 0 && g_ascii_isdigit (value[digits - 1]) && strchr (value, '.') == strrchr (value, '.')
           && are_among (value + digits, units, G_N_ELEMENTS (units));
}

static gboolean
is_number (const char *value)
{
    return *value != '\0' && strlen (value) < 4 && strspn (value, "0123456789") == strlen (value) && *value != '0';
}

#define AMONG(list) are_among (value, list, G_N_ELEMENTS (list))

static gboolean
takes (const char *name, const char *value)
{
    static const char *const lengths = " width height depth lspace rspace minsize maxsize linethickness ";
    static const char *const texts = " alttext open close separators ";
    g_autofree char *word = g_strdup_printf (" %s ", name);

    if (strstr (texts, word) != NULL)
        return TRUE;
    if (strstr (lengths, word) != NULL)
        return is_length (value);
    if (strcmp (name, "mathvariant") == 0)
        return strchr (value, ' ') == NULL && AMONG (variants);
    if (strcmp (name, "notation") == 0)
        return AMONG (notations);
    if (strcmp (name, "form") == 0)
        return AMONG (forms);
    if (strcmp (name, "display") == 0)
        return AMONG (displays);
    if (g_str_has_suffix (name, "align"))
        return are_among (value, alignments, g_str_has_prefix (name, "row") ? 7 : 3) && *value != '\0';
    if (g_str_has_suffix (name, "span") || strcmp (name, "scriptlevel") == 0)
        return is_number (value);
    return AMONG (truths);
}

const Vocabulary mathml = { elements, G_N_ELEMENTS (elements), dropped, takes, "mrow" };
