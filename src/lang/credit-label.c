/* SPDX-License-Identifier: MIT */
#include "credit-label.h"

#include "base/base.h"
#include "lexicon.h"
#include "scan.h"

#define KIND_ROLES (ROLE_GRAPHIC | ROLE_ILLUSTRATION | ROLE_SCREENSHOT | ROLE_VIDEO)

void
credit_label_note (CreditLine *line, const CreditToken *token)
{
    line->has_label |= (token->roles & (ROLE_LABEL | ROLE_FIRST)) != 0;
    line->has_file |= (token->roles & ROLE_FILE) != 0;
    line->has_source |= (token->roles & ROLE_SOURCE) != 0;
    line->has_copyright |= (token->roles & ROLE_COPYRIGHT) != 0;
    line->is_courtesy |= (token->roles & ROLE_COURTESY) != 0;
    if (line->status == NULL && token->roles & ROLE_STATUS)
        line->status = g_strndup (token->start, token->length);
    if (line->has_kind)
        return;
    if (token->roles & KIND_ROLES)
        line->kind = token->roles & ROLE_GRAPHIC        ? CREDIT_GRAPHIC
                     : token->roles & ROLE_ILLUSTRATION ? CREDIT_ILLUSTRATION
                     : token->roles & ROLE_SCREENSHOT   ? CREDIT_SCREENSHOT
                                                        : CREDIT_VIDEO;
    line->has_kind = (token->roles & KIND_ROLES) != 0;
}

/* "picture alliance" is no label of an "alliance". */
static gboolean
begins_agency (const CreditToken *tokens, guint n, guint at)
{
    const CreditToken *next = at + 1 < n ? &tokens[at + 1] : NULL;

    return next != NULL && next->mark == 0 && (next->roles & LABEL_ROLES) == 0
           && lexicon_has (LEXICON_AGENCIES, tokens[at].start,
                           (gssize) (next->start + next->length - tokens[at].start));
}

/* Whether a word of a label is one here: "Staff photo", "File: ", but neither "Staff/AP" nor "Courtesy" alone. */
gboolean
credit_label_is_at (const CreditToken *tokens, guint n, guint at)
{
    const CreditToken *token = &tokens[at], *next = at + 1 < n ? token + 1 : NULL;

    if ((token->roles & LABEL_ROLES) == 0 || begins_agency (tokens, n, at))
        return FALSE;
    if (token->roles & (ROLE_LABEL | ROLE_FIRST | ROLE_COURTESY))
        return next != NULL || (token->roles & ROLE_STATUS) == 0;
    if (token->roles & (ROLE_SOURCE | ROLE_COPYRIGHT))
        return next != NULL
               && (next->mark == ':' || next->mark == 0xa9 || next->roles & ROLE_LABEL
                   || token->roles & ROLE_COPYRIGHT);
    return next != NULL
           && (next->mark == ':' || next->mark == '|' || next->roles & (ROLE_BY | ROLE_LABEL | ROLE_COURTESY)
               || (token->roles & ROLE_FILE && (next->mark == '/' || next->mark == ',' || next->roles & LABEL_ROLES)));
}

/* What stands between label and name: ":", "...", "by".  Returns where the name begins, or `at`: nothing does. */
static guint
skip_connector (const CreditLine *line, const CreditToken *tokens, guint n, guint at, gboolean is_first)
{
    static const gunichar marks[] = { ':', 0x2026, 0x2013, 0x2014, '-', '/', '|', ',' };
    guint start = at;

    if (at < n && tokens[at].roles & ROLE_BY)
        at++;
    else if (at < n && line->is_courtesy && tokens[at].roles & ROLE_OF)
        at++;
    for (guint i = 0; at < n && i < G_N_ELEMENTS (marks); i++)
        if (tokens[at].mark == marks[i] && (marks[i] != ',' || is_first))
            return at + 1;
    return at > start || (at < n && tokens[at].mark == 0xa9) ? at : start;
}

/* "Photo:", "Credit...", "STAFF PHOTO BY", "Photo courtesy of": where the name begins, or `at`. */
static guint
skip_label (CreditLine *line, const CreditToken *tokens, guint n, guint at)
{
    guint start = at, end;
    gboolean was_labelled = line->has_label, is_first = FALSE;

    for (; at < n && credit_label_is_at (tokens, n, at); at++) {
        credit_label_note (line, &tokens[at]);
        is_first |= (tokens[at].roles & ROLE_FIRST) != 0;
    }
    if (at == start)
        return start;
    end = skip_connector (line, tokens, n, at, is_first);
    /* "Archivfoto: Ann Lee", but "Symbolbild: A nurse" */
    line->has_weak_label |= !line->has_label && end > at && line->has_file;
    if (end > at || at == n || line->is_courtesy || line->has_copyright || was_labelled || tokens[at].roles & ROLE_VIA
        || scan_is_upper (tokens[start].start, tokens[at].start))
        return end;
    /* "Photo Ann Lee" */
    line->has_weak_label = line->has_label;
    line->has_label = FALSE;
    return end;
}

/* "©", "© 2024," */
static guint
skip_copyright (CreditLine *line, const CreditToken *tokens, guint n, guint at)
{
    if (at >= n || tokens[at].mark != 0xa9)
        return at;
    line->has_copyright = TRUE;
    at++;
    if (at < n && tokens[at].length == 4 && g_ascii_isdigit (*tokens[at].start) && at + 1 < n)
        at += 1 + (tokens[at + 1].mark == ',');
    return at;
}

/* "Left:", "Clockwise from left," */
guint
credit_label_skip_side (const CreditToken *tokens, guint n, guint at)
{
    guint end = at;

    while (end < n && tokens[end].roles & ROLE_SIDE)
        end++;
    return end > at && end < n && (tokens[end].mark == ':' || tokens[end].mark == ',') ? end + 1 : at;
}

guint
credit_label_skip (CreditLine *line, const CreditToken *tokens, guint n)
{
    guint at = credit_label_skip_side (tokens, n, 0), start;

    do {
        start = at;
        at = skip_copyright (line, tokens, n, at);
        at = skip_label (line, tokens, n, at);
    } while (at > start && at < n);
    return at;
}
