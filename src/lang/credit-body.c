/* SPDX-License-Identifier: MIT */
#include "credit-body.h"

#include <string.h>

#include "credit-label.h"
#include "lexicon.h"
#include "scan.h"

static void
add_part (CreditBody *body, const CreditToken *tokens, guint n, CreditPart joint)
{
    CreditPart *part = &body->parts[body->n];

    /* "for the Kestrel Times" */
    if (joint.role & ROLE_FOR && n > 1 && !scan_is_capital (tokens->start)
        && lexicon_says (LEXICON_SCENE_WORDS, tokens->start, (gssize) tokens->length, "article")) {
        tokens++;
        n--;
    }
    if (body->n == CREDIT_MOST_PARTS) {
        body->is_overfull = TRUE;
        return;
    }
    *part = joint;
    part->tokens = tokens;
    part->n = n;
    part->kind = credit_part_kind (tokens, n);
    body->n++;
}

static gboolean
is_people (const CreditToken *tokens, guint n)
{
    guint start = 0;

    for (guint i = 0; i <= n; i++)
        if (i == n || tokens[i].roles & ROLE_AND) {
            if (credit_part_kind (tokens + start, i - start) != PART_IS_PERSON)
                return FALSE;
            start = i + 1;
        }
    return TRUE;
}

/* Whether the word at `at` joins what stands before it to what follows, and is not of a name. */
static gboolean
is_joint (const CreditToken *tokens, guint n, guint at)
{
    guint roles = tokens[at].roles, n_right = n - at - 1;
    PartKind left, right;

    if ((roles & (ROLE_AND | ROLE_FOR | ROLE_ON)) == 0 || at == 0 || n_right == 0)
        return FALSE;
    left = credit_part_kind (tokens, at);
    right = credit_part_kind (tokens + at + 1, n_right);
    if (roles & ROLE_FOR)
        return left == PART_IS_KNOWN || (left == PART_IS_HANDLE && right == PART_IS_KNOWN) || is_people (tokens, at);
    if (roles & ROLE_ON && right == PART_IS_KNOWN)
        return TRUE;
    return roles & ROLE_AND
           && ((left == PART_IS_KNOWN && right == PART_IS_KNOWN)
               || (left == PART_IS_PERSON && is_people (tokens + at + 1, n_right)));
}

static gboolean
holds_joint (const CreditToken *tokens, guint n)
{
    for (guint i = 1; i + 1 < n; i++)
        if (tokens[i].roles & (ROLE_FOR | ROLE_ON | ROLE_AND))
            return TRUE;
    return FALSE;
}

/* Cuts at the words that join: "A and B for C".  As deep as a line of text has such words. */
static void
add_soft_parts (CreditBody *body, const CreditToken *tokens, guint n, CreditPart joint) /* NOLINT(misc-no-recursion) */
{
    static const guint roles[] = { ROLE_FOR, ROLE_ON, ROLE_AND };

    if (holds_joint (tokens, n) && credit_part_kind (tokens, n) != PART_IS_KNOWN)
        for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
            for (guint i = 1; i + 1 < n; i++)
                if (tokens[i].roles & roles[r] && is_joint (tokens, n, i)) {
                    CreditPart next = { .word = &tokens[i], .role = roles[r] };

                    add_soft_parts (body, tokens, i, joint);
                    add_soft_parts (body, tokens + i + 1, n - i - 1, next);
                    return;
                }
    add_part (body, tokens, n, joint);
}

/* A part that begins with what joins it, or has a label of its own: ", and X", "/For Y", "| Source: Z". */
static void
add_hard_part (CreditBody *body, const CreditToken *tokens, guint n, CreditPart joint)
{
    guint at = 0;

    if (n > 1 && tokens->roles & (ROLE_AND | ROLE_FOR | ROLE_BY)
        && (body->n > 0 || tokens->roles & (ROLE_FOR | ROLE_BY))) {
        joint.word = tokens;
        joint.role = tokens->roles;
        at = 1;
    } else if (body->n > 0) {
        while (at < n && tokens[at].roles & LABEL_ROLES)
            at++;
        at = at > 0 && at + 1 < n && (tokens[at].mark == ':' || tokens[at].roles & ROLE_BY) ? at + 1 : 0;
    }
    if (n > at)
        add_soft_parts (body, tokens + at, n - at, joint);
}

static gboolean
is_hard_mark (gunichar mark)
{
    return mark != 0 && mark < 0x3000 && g_utf8_strchr ("/|,()[]—–-·•.#*", -1, mark) != NULL;
}

void
credit_body_split (CreditBody *body, const CreditToken *tokens, guint n)
{
    CreditPart joint = { 0 };
    guint start = 0;

    for (guint i = 0; i <= n; i++) {
        gboolean is_via = i < n && tokens[i].roles & ROLE_VIA;

        if (i < n && !is_via && !is_hard_mark (tokens[i].mark))
            continue;
        if (i > start) {
            add_hard_part (body, tokens + start, i - start, joint);
            joint = (CreditPart){ 0 };
        }
        if (is_via) {
            joint.word = &tokens[i];
            joint.role = ROLE_VIA;
        } else if (i < n && joint.role == 0 && (joint.mark == 0 || tokens[i].mark != ',')) {
            joint.mark = tokens[i].mark;
        }
        start = i + 1;
    }
}

void
credit_body_drop (CreditBody *body, guint at)
{
    body->n--;
    memmove (&body->parts[at], &body->parts[at + 1], (body->n - at) * sizeof (CreditPart));
}

void
credit_body_drop_nothing (CreditLine *line, CreditBody *body)
{
    for (guint i = body->n; i > 0; i--) {
        const CreditPart *part = &body->parts[i - 1];

        if (part->kind != PART_IS_NOTHING)
            continue;
        line->has_file |= (part->tokens->roles & ROLE_FILE) != 0;
        line->has_licence |= (part->tokens->roles & ROLE_LICENCE) != 0;
        /* "Public domain" */
        if (part->tokens->roles & ROLE_STATUS && line->status == NULL)
            line->status = g_strndup (part->tokens->start, part->tokens->length);
        if (i < body->n && body->parts[i].role == 0)
            body->parts[i].mark = MAX (body->parts[i].mark, part->mark);
        credit_body_drop (body, i - 1);
    }
}
