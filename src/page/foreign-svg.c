/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "foreign.h"

/* Drawings of SVG 1.1, https://www.w3.org/TR/SVG11/, that stand still and load nothing. */

#define PAINT                                                                                                          \
    " fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin "                  \
    "stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility clip-path clip-rule mask "  \
    "transform id "
#define LETTERS                                                                                                        \
    " font-family font-size font-weight font-style text-anchor dominant-baseline alignment-baseline baseline-shift "   \
    "letter-spacing word-spacing text-decoration "
#define MARKERS " marker-start marker-mid marker-end "
#define GRADIENT " gradientUnits gradientTransform spreadMethod xlink:href id "

static const ForeignElement elements[] = {
    { "circle", PAINT " cx cy r " },
    { "clipPath", " clipPathUnits transform id " },
    { "defs", " id " },
    { "desc", "", 0, TRUE },
    { "ellipse", PAINT " cx cy rx ry " },
    { "g", PAINT LETTERS },
    { "line", PAINT MARKERS " x1 y1 x2 y2 " },
    { "linearGradient", GRADIENT " x1 y1 x2 y2 " },
    { "marker", PAINT " markerWidth markerHeight refX refY orient markerUnits viewBox preserveAspectRatio " },
    { "mask", PAINT " x y width height maskUnits maskContentUnits " },
    { "path", PAINT MARKERS " d " },
    { "pattern", PAINT " x y width height patternUnits patternContentUnits patternTransform viewBox " },
    { "polygon", PAINT MARKERS " points " },
    { "polyline", PAINT MARKERS " points " },
    { "radialGradient", GRADIENT " cx cy r fx fy " },
    { "rect", PAINT " x y width height rx ry " },
    { "stop", " offset stop-color stop-opacity id " },
    { "svg", " x y width height viewBox preserveAspectRatio fill stroke stroke-width color " LETTERS },
    { "symbol", PAINT " viewBox preserveAspectRatio " },
    { "text", PAINT LETTERS " x y dx dy rotate textLength lengthAdjust ", 0, TRUE },
    { "title", "", 0, TRUE },
    { "tspan", PAINT LETTERS " x y dx dy rotate textLength lengthAdjust ", 0, TRUE },
    { "use", PAINT " x y width height xlink:href " },
};

static const char *const dropped[] = { "animate",
                                       "animateMotion",
                                       "animateTransform",
                                       "foreignObject",
                                       "image",
                                       "metadata",
                                       "script",
                                       "set",
                                       "style",
                                       "video",
                                       "audio",
                                       "iframe",
                                       NULL };

static gboolean
takes (const char *name, const char *value)
{
    for (const char *p = value; *p != '\0'; p++)
        if (g_ascii_strncasecmp (p, "url", 3) == 0 || *p == ':' || *p == ';' || *p == '{' || *p == '@' || *p == '\\')
            return FALSE;
    return *value != '\0';
}

const Vocabulary svg = { elements, G_N_ELEMENTS (elements), dropped, takes, NULL };
