/* SPDX-License-Identifier: MIT */
#include "credit-line.h"

#include <string.h>

#include "base/base.h"
#include "credit-part.h"
#include "lexicon.h"
#include "name.h"
#include "scan.h"

/* A credit is pieces, one for each picture; a piece is label and body; a body is parts, and what joins them:
 *
 *     credit  piece { (";" | ".") piece }
 *     piece   [side ":"] { "©" year | label joint } body
 *     body    part { ("/" | "|" | "," | "-" | "(" | and | for | on | via) part }
 *
 * What a part can be is told by credit-part.h, and this is where it is decided what it is. */

#define MOST_PARTS 16

/* What a courtesy is of may be in words that are no name: "the family of the singer". */
#define MOST_COURTESY_TOKENS 8

/* A name that nobody knows is a short one, unless a label says whose it is. */
#define MOST_TITLE_TOKENS 3

/* In all of a credit, but for what stands behind a licence. */
#define MOST_PROSE_WORDS 3

#define KIND_ROLES (ROLE_GRAPHIC | ROLE_ILLUSTRATION | ROLE_SCREENSHOT | ROLE_VIDEO)
#define LABEL_ROLES (ROLE_LABEL | ROLE_SOURCE | ROLE_STATUS | ROLE_FILE | ROLE_COURTESY | ROLE_FIRST | ROLE_COPYRIGHT)

typedef struct {
    const CreditToken *tokens;
    guint n;
    gunichar mark;           /* what joins it to the part before; 0: a word alone, or nothing */
    const CreditToken *word; /* the same, "via" or "for"; NULL: none */
    guint role;              /* of that word */
    PartKind kind;
    gboolean is_person;
} Part;

typedef struct {
    Part parts[MOST_PARTS];
    guint n, n_known, n_people;
    gboolean is_overfull;
} Body;

void
credit_line_init (CreditLine *line)
{
    *line = (CreditLine){ .people = g_ptr_array_new_with_free_func (g_free),
                          .agencies = g_ptr_array_new_with_free_func (g_free) };
}

void
credit_line_clear (CreditLine *line)
{
    g_ptr_array_unref (line->people);
    g_ptr_array_unref (line->agencies);
    g_free (line->joint);
    g_free (line->status);
}

gboolean
credit_line_is_labelled (const CreditLine *line)
{
    return line->has_label || line->has_copyright || line->has_source;
}

/* The label */

static void
note_label (CreditLine *line, const CreditToken *token)
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
static gboolean
serves_as_label (const CreditToken *tokens, guint n, guint at)
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

    for (; at < n && serves_as_label (tokens, n, at); at++) {
        note_label (line, &tokens[at]);
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
static guint
skip_side (const CreditToken *tokens, guint n, guint at)
{
    guint end = at;

    while (end < n && tokens[end].roles & ROLE_SIDE)
        end++;
    return end > at && end < n && (tokens[end].mark == ':' || tokens[end].mark == ',') ? end + 1 : at;
}

static guint
skip_labels (CreditLine *line, const CreditToken *tokens, guint n)
{
    guint at = skip_side (tokens, n, 0), start;

    do {
        start = at;
        at = skip_copyright (line, tokens, n, at);
        at = skip_label (line, tokens, n, at);
    } while (at > start && at < n);
    return at;
}

/* The parts */

static void
add_part (Body *body, const CreditToken *tokens, guint n, Part joint)
{
    Part *part = &body->parts[body->n];

    /* "for the Kestrel Times" */
    if (joint.role & ROLE_FOR && n > 1 && !scan_is_capital (tokens->start)
        && lexicon_says (LEXICON_SCENE_WORDS, tokens->start, (gssize) tokens->length, "article")) {
        tokens++;
        n--;
    }
    if (body->n == MOST_PARTS) {
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

/* Cuts at the words that join: "A and B for C". */
static void
add_soft_parts (Body *body, const CreditToken *tokens, guint n, Part joint)
{
    static const guint roles[] = { ROLE_FOR, ROLE_ON, ROLE_AND };

    if (holds_joint (tokens, n) && credit_part_kind (tokens, n) != PART_IS_KNOWN)
        for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
            for (guint i = 1; i + 1 < n; i++)
                if (tokens[i].roles & roles[r] && is_joint (tokens, n, i)) {
                    Part next = { .word = &tokens[i], .role = roles[r] };

                    add_soft_parts (body, tokens, i, joint);
                    add_soft_parts (body, tokens + i + 1, n - i - 1, next);
                    return;
                }
    add_part (body, tokens, n, joint);
}

/* A part that begins with what joins it, or has a label of its own: ", and X", "/For Y", "| Source: Z". */
static void
add_hard_part (Body *body, const CreditToken *tokens, guint n, Part joint)
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

static void
split_parts (Body *body, const CreditToken *tokens, guint n)
{
    Part joint = { 0 };
    guint start = 0;

    for (guint i = 0; i <= n; i++) {
        gboolean is_via = i < n && tokens[i].roles & ROLE_VIA;

        if (i < n && !is_via && !is_hard_mark (tokens[i].mark))
            continue;
        if (i > start) {
            add_hard_part (body, tokens + start, i - start, joint);
            joint = (Part){ 0 };
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

static void
drop_part (Body *body, guint at)
{
    body->n--;
    memmove (&body->parts[at], &body->parts[at + 1], (body->n - at) * sizeof (Part));
}

static void
drop_nothing (CreditLine *line, Body *body)
{
    for (guint i = body->n; i > 0; i--) {
        const Part *part = &body->parts[i - 1];

        if (part->kind != PART_IS_NOTHING)
            continue;
        line->has_file |= (part->tokens->roles & ROLE_FILE) != 0;
        line->has_licence |= (part->tokens->roles & ROLE_LICENCE) != 0;
        /* "Public domain" */
        if (part->tokens->roles & ROLE_STATUS && line->status == NULL)
            line->status = g_strndup (part->tokens->start, part->tokens->length);
        if (i < body->n && body->parts[i].role == 0)
            body->parts[i].mark = MAX (body->parts[i].mark, part->mark);
        drop_part (body, i - 1);
    }
}

/* Who is who */

static gboolean
is_stroke (const Part *part)
{
    return part->mark != 0 && part->mark != ',' && part->mark != '.' && part->mark != ')' && part->mark != ']';
}

static gboolean
is_between_names (const Part *part)
{
    return (part->role & (ROLE_FOR | ROLE_ON | ROLE_VIA)) == 0;
}

static gboolean
is_same_name (const Part *one, const Part *other)
{
    return one->n > 0 && one->n == other->n
           && one->tokens[one->n - 1].start + one->tokens[one->n - 1].length - one->tokens->start
                  == other->tokens[other->n - 1].start + other->tokens[other->n - 1].length - other->tokens->start
           && strncmp (one->tokens->start, other->tokens->start,
                       (gsize) (one->tokens[one->n - 1].start + one->tokens[one->n - 1].length - one->tokens->start))
                  == 0;
}

/* The first name of a person, and those that are joined to it by commas or "and". */
static void
choose_people (Body *body)
{
    guint first = 0;

    while (first < body->n && (body->parts[first].kind != PART_IS_PERSON || !is_between_names (&body->parts[first])))
        first++;
    for (guint i = first; i < body->n; i++) {
        Part *part = &body->parts[i];

        if (part->kind != PART_IS_PERSON || !is_between_names (part) || (i > first && is_stroke (part)))
            break;
        part->is_person = TRUE;
        body->n_people++;
    }
    for (guint i = body->n; i > first + 1; i--)
        if (!body->parts[i - 1].is_person && is_same_name (&body->parts[i - 1], &body->parts[first]))
            drop_part (body, i - 1);
}

static gboolean
has_kind (const Body *body, PartKind kind)
{
    for (guint i = 0; i < body->n; i++)
        if (body->parts[i].kind == kind)
            return TRUE;
    return FALSE;
}

/* "Beawiharta/Reuters", "REUTERS/Stringer", "joiseyshowaa on Flickr": beside an agency one word is enough. */
static void
choose_handle (Body *body, gboolean is_labelled)
{
    for (guint i = 0; i < body->n; i++) {
        Part *part = &body->parts[i], *next = i + 1 < body->n ? part + 1 : NULL;
        gboolean is_joined = is_stroke (part) || (next != NULL && (is_stroke (next) || next->role))
                             || (is_labelled && next != NULL && next->mark == ',');

        if (part->kind != PART_IS_HANDLE || !is_between_names (part) || !is_joined)
            continue;
        if (next != NULL && (next->role == ROLE_VIA || next->kind == PART_IS_STATUS)
            && scan_is_capital (part->tokens->start))
            continue;
        part->is_person = TRUE;
        body->n_people++;
        return;
    }
}

/* "X/POOL/AFP" is no agency more; "Pool via AP" is all that is known. */
static void
drop_pool (Body *body)
{
    for (guint i = body->n; i > 1; i--) {
        const Part *part = &body->parts[i - 1];
        gboolean has_provider = i < body->n && part[1].role == ROLE_VIA;

        if ((part->kind == PART_IS_KNOWN || part->kind == PART_IS_STATUS) && part->tokens->roles & ROLE_STATUS
            && g_ascii_strncasecmp (part->tokens->start, "pool", 4) == 0 && body->n_people > 0 && body->n > 2
            && !has_provider)
            drop_part (body, i - 1);
    }
}

/* "Knauf", "iFixit" */
static gboolean
has_capital (const CreditToken *token)
{
    for (gsize i = 0; i < token->length; i++)
        if (scan_is_capital (token->start + i))
            return TRUE;
    return FALSE;
}

/* Whether a name that nobody knows can be an agency's here. */
static gboolean
may_be_agency (const CreditLine *line, const Body *body, const Part *part, CreditSetting setting)
{
    switch (part->kind) {
    case PART_IS_KNOWN:
    case PART_IS_STATUS:
    case PART_IS_FIRM: return TRUE;
    case PART_IS_HANDLE:
        if (!has_capital (part->tokens) && setting != CREDIT_IS_NAMED)
            return FALSE;
        G_GNUC_FALLTHROUGH;
    case PART_IS_PERSON:
    case PART_IS_TITLE:
        if (part->role & (ROLE_VIA | ROLE_FOR) || credit_line_is_labelled (line) || setting == CREDIT_IS_NAMED
            || line->is_courtesy)
            return TRUE;
        if (part->kind == PART_IS_TITLE && part->n > MOST_TITLE_TOKENS)
            return FALSE;
        return !line->has_weak_label && (body->n_people > 0 || body->n_known > 0) && body->n > 1
               && (is_stroke (part) || (part + 1 < body->parts + body->n && is_stroke (part + 1)));
    case PART_IS_NOTHING:
    case PART_IS_OTHER: return FALSE;
    }
    g_assert_not_reached ();
}

static gboolean
is_dash (gunichar mark)
{
    return mark == '-' || mark == 0x2013 || mark == 0x2014;
}

/* "Ann Lee for The Kestrel Times", "ANN LEE FOR KESTREL", but not "Best Alternatives for Business" */
static gboolean
is_paid_by (const Part *part)
{
    const CreditToken *last = &part->tokens[part->n - 1];

    return part->role & ROLE_FOR
           && (part->kind == PART_IS_KNOWN || part->kind == PART_IS_FIRM
               || scan_is_upper (part->word->start, last->start + last->length));
}

static gboolean
has_firm_beside (const Body *body)
{
    for (guint i = 0; i < body->n; i++)
        if (body->parts[i].role & ROLE_FOR ? is_paid_by (&body->parts[i]) : body->parts[i].kind == PART_IS_FIRM)
            return TRUE;
    return FALSE;
}

/* Whether the parts are joined as those of a credit are, when no label says that it is one: "A / B", but neither
 * "A, B" of two that nobody knows, nor "A (B)", nor "A - B". */
static gboolean
has_plain_joints (const Body *body, CreditSetting setting)
{
    for (guint i = 1; i < body->n; i++) {
        const Part *part = &body->parts[i], *before = part - 1;
        gboolean is_known = part->kind == PART_IS_KNOWN, was_known = before->kind == PART_IS_KNOWN;

        if (part->is_person || part->role != 0)
            continue;
        if (part->mark == ',' && !before->is_person && !(is_known && was_known))
            return FALSE;
        if ((part->mark == '(' || part->mark == '[') && !(is_known && before->is_person))
            return FALSE;
        if ((part->mark == ')' || part->mark == ']') && !is_known)
            return FALSE;
    }
    for (guint i = 1; i < body->n; i++)
        if (is_dash (body->parts[i].mark) && body->parts[i].role == 0
            && (body->n != 2 || body->n_known != 1 || (setting == CREDIT_IS_WHOLE && body->n_people == 0)))
            return FALSE;
    return TRUE;
}

/* Whether the parts are a credit though no label says so. */
static gboolean
is_evident (const CreditLine *line, const Body *body, CreditSetting setting)
{
    const Part *first = &body->parts[0];

    if (credit_line_is_labelled (line) || line->is_courtesy || setting == CREDIT_IS_NAMED)
        return TRUE;
    if (!has_plain_joints (body, setting))
        return FALSE;
    if ((body->n == 1 && first->kind == PART_IS_STATUS)
        || (line->has_licence && (body->n_people > 0 || first->kind == PART_IS_FIRM)))
        return TRUE;
    if (body->n_known > 0)
        return body->n == 1 || body->n_people > 0 || has_kind (body, PART_IS_FIRM) || body->n_known == body->n
               || body->parts[body->n - 1].role == ROLE_VIA || is_stroke (&body->parts[1]);
    if (body->n_people > 0 && body->n > body->n_people)
        return has_firm_beside (body) || has_kind (body, PART_IS_STATUS);
    if (body->n_people > 0)
        return line->has_weak_label || setting == CREDIT_IN_BRACKETS;
    if (body->n == 1 && first->kind == PART_IS_FIRM && first->n > 1)
        return setting == CREDIT_IN_BRACKETS || line->has_weak_label
               || (setting == CREDIT_IN_TEXT && first->tokens[first->n - 1].roles & ROLE_LABEL);
    return FALSE;
}

static void
append_joint (GString *agency, const Part *part)
{
    if (part->word != NULL)
        g_string_append_printf (agency, " %.*s ", (int) part->word->length, part->word->start);
    else if (part->mark == '|' || part->mark == 0x2014 || part->mark == 0x2013)
        g_string_append_printf (agency, " %s ", part->mark == '|' ? "|" : "—");
    else
        g_string_append (agency, part->mark == ',' ? ", " : "/");
}

/* "REUTERS/X/Handout via REUTERS": the agency is named once. */
static gboolean
is_named_before (const GString *agency, const char *name)
{
    return strcmp (agency->str, name) == 0;
}

static void
append_agency (CreditLine *line, GString *agency, const Part *part)
{
    g_autofree char *name = credit_part_text (part->tokens, part->n, part->kind);
    gsize length = strlen (name);
    const CreditToken *last = &part->tokens[part->n - 1];

    line->has_known |= part->kind == PART_IS_KNOWN;
    line->has_firm |= part->kind == PART_IS_FIRM;
    line->has_provider |= part->role == ROLE_VIA;
    line->has_status |= part->kind == PART_IS_STATUS;
    for (guint i = 0; i < part->n && part->kind == PART_IS_KNOWN; i++)
        line->has_pictures |= (part->tokens[i].roles & (ROLE_LABEL | ROLE_PICTURES)) != 0;
    if (part->kind == PART_IS_KNOWN && last->roles & ROLE_LABEL) {
        /* "AP Photo" is the agency's name and a label in one. */
        line->has_label |= g_ascii_strncasecmp (name, part->tokens->start, length) == 0
                           && strlen (name) < (gsize) (last->start + last->length - part->tokens->start);
    }
    if (is_named_before (agency, name))
        return;
    if (part->role == ROLE_VIA && strncmp (agency->str, name, length) == 0 && agency->str[length] == '/')
        g_string_erase (agency, 0, (gssize) length + 1);
    if (agency->len > 0)
        append_joint (agency, part);
    g_string_append (agency, name);
}

static void
add_person (CreditLine *line, const Part *part)
{
    g_autofree char *name = credit_part_text (part->tokens, part->n, PART_IS_PERSON);

    for (guint i = 0; i < line->people->len; i++)
        if (strcmp (g_ptr_array_index (line->people, i), name) == 0)
            return;
    if (part->word != NULL && part->role & ROLE_AND) {
        g_free (line->joint);
        line->joint = g_strndup (part->word->start, part->word->length);
    }
    g_ptr_array_add (line->people, g_steal_pointer (&name));
}

static void
append_status (GString *agency, const char *status)
{
    g_autofree char *name = name_normalise (status);

    g_string_append (agency, name);
}

/* "Staff photo", "handout": when no agency is named, that is what is known of it. */
static void
finish_agency (CreditLine *line, GString *agency)
{
    if (agency->len == 0 && line->status != NULL && !(line->is_courtesy && line->people->len > 0))
        append_status (agency, line->status);
    for (guint i = 0; i < line->agencies->len; i++)
        if (strcmp (g_ptr_array_index (line->agencies, i), agency->str) == 0)
            return;
    if (agency->len > 0)
        g_ptr_array_add (line->agencies, g_strdup (agency->str));
}

static gboolean
read_body (CreditLine *line, const CreditToken *tokens, guint n, CreditSetting setting, GString *agency)
{
    Body body = { .n = 0 };
    gboolean is_labelled = credit_line_is_labelled (line) || setting == CREDIT_IS_NAMED;

    split_parts (&body, tokens, n);
    drop_nothing (line, &body);
    if (body.is_overfull)
        return FALSE;
    if (body.n == 0)
        return line->status != NULL || line->has_file || line->people->len > 0;
    for (guint i = 0; i < body.n; i++) {
        body.n_known += body.parts[i].kind == PART_IS_KNOWN;
        /* "Photo Ann Lee. AFP", but no two sentences */
        if (body.parts[i].mark == '.'
            && (!(is_labelled || line->has_weak_label) || i == 0 || body.parts[i - 1].kind != PART_IS_PERSON))
            return FALSE;
    }
    choose_people (&body);
    if (body.n_people == 0 && body.n_known > 0)
        choose_handle (&body, is_labelled);
    drop_pool (&body);
    if (!is_evident (line, &body, setting))
        return FALSE;
    for (guint i = 0; i < body.n; i++)
        if (!body.parts[i].is_person && !may_be_agency (line, &body, &body.parts[i], setting))
            return FALSE;
    for (guint i = 0; i < body.n; i++) {
        line->has_parts |= i > 0 && is_stroke (&body.parts[i]) && body.n_people > 0;
        if (body.parts[i].is_person)
            add_person (line, &body.parts[i]);
        else
            append_agency (line, agency, &body.parts[i]);
    }
    return TRUE;
}

/* What a courtesy is of may be anything that is short. */
static gboolean
read_courtesy (const CreditToken *tokens, guint n, GString *agency)
{
    g_autofree char *text = credit_part_text (tokens, n, PART_IS_OTHER);

    if (n == 0 || n > MOST_COURTESY_TOKENS)
        return FALSE;
    for (guint i = 0; i < n; i++)
        if (tokens[i].mark == '.' || tokens[i].mark == ':')
            return FALSE;
    g_string_assign (agency, text);
    return TRUE;
}

/* "U.S. Navy photo by Ann Lee": the agency before the label, which is taken; where the name begins, or 0. */
static guint
skip_agency_before_label (CreditLine *line, const CreditToken *tokens, guint n, GString *agency)
{
    guint at = 1;

    while (at < n && (tokens[at].roles & ROLE_LABEL) == 0 && tokens[at].mark == 0)
        at++;
    if (at + 2 < n && tokens[at].roles & ROLE_LABEL && tokens[at + 1].roles & ROLE_BY) {
        Part part = { .tokens = tokens, .n = at, .kind = credit_part_kind (tokens, at) };

        if (part.kind == PART_IS_KNOWN || part.kind == PART_IS_FIRM) {
            append_agency (line, agency, &part);
            note_label (line, &tokens[at]);
            return at + 2;
        }
    }
    return 0;
}

/* The credit of one picture. */
static gboolean
read_piece (CreditLine *line, const CreditToken *tokens, guint n, CreditSetting setting)
{
    g_autoptr (GString) agency = g_string_new (NULL);
    guint at;

    while (n > 0 && (tokens[n - 1].mark == '.' || tokens[n - 1].mark == ',' || tokens[n - 1].roles & ROLE_TOOL))
        n--;
    at = skip_labels (line, tokens, n);
    if (at == 0)
        at = skip_agency_before_label (line, tokens, n, agency);
    if (!read_body (line, tokens + at, n - at, setting, agency)
        && !((line->is_courtesy || line->kind == CREDIT_SCREENSHOT) && read_courtesy (tokens + at, n - at, agency)))
        return FALSE;
    finish_agency (line, agency);
    return TRUE;
}

/* Where the credit of the next picture begins: behind a semicolon, or a full stop before "Right:" and "Photo by". */
static guint
piece_end (const CreditToken *tokens, guint n, guint at)
{
    for (; at < n; at++) {
        if (tokens[at].mark == ';')
            return at;
        if (tokens[at].mark == '.' && at + 1 < n
            && (skip_side (tokens, n, at + 1) > at + 1
                || (tokens[at + 1].roles & ROLE_LABEL && serves_as_label (tokens, n, at + 1))))
            return at;
    }
    return n;
}

static Certainty
judge (const CreditLine *line, CreditSetting setting)
{
    gboolean has_people = line->people->len > 0;

    if (!has_people && line->agencies->len == 0)
        return line->has_file ? SURE_OF_CAPTION : SURE_NOT;
    if (line->has_label)
        return SURE_OF_TEXT;
    if (line->is_courtesy)
        return setting == CREDIT_IN_BRACKETS ? SURE_OF_TEXT : SURE_OF_CAPTION;
    if (line->has_copyright && (has_people || line->has_known))
        return SURE_OF_TEXT;
    if (has_people && (line->has_parts || (line->has_known && (setting == CREDIT_IN_BRACKETS || line->has_provider))))
        return SURE_OF_TEXT;
    if (line->has_provider && (line->has_status || line->has_firm))
        return SURE_OF_TEXT;
    if (setting == CREDIT_IN_BRACKETS && (line->status != NULL || line->has_status))
        return SURE_OF_TEXT;
    return line->has_pictures ? SURE_OF_TEXT : SURE_OF_CAPTION;
}

/* Most stretches of text are no credit, which a look at their words tells. */
static gboolean
is_prose (const CreditToken *tokens, guint n)
{
    guint n_prose = 0;

    for (guint i = 0; i < n && (tokens[i].roles & ROLE_LICENCE) == 0; i++)
        n_prose += tokens[i].is_prose;
    return n_prose > MOST_PROSE_WORDS;
}

Certainty
credit_line_read (const CreditToken *tokens, guint n, CreditSetting setting, CreditLine *line)
{
    if (is_prose (tokens, n))
        return SURE_NOT;
    for (guint at = 0, end; at < n; at = end + 1) {
        gboolean had_label = line->has_label;

        end = piece_end (tokens, n, at);
        if (!read_piece (line, tokens + at, end - at, setting))
            return SURE_NOT;
        line->has_label |= had_label;
    }
    if (line->kind == CREDIT_PHOTO && line->has_source && !line->has_label)
        line->kind = CREDIT_SOURCE;
    return judge (line, setting);
}
