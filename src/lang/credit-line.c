/* SPDX-License-Identifier: MIT */
#include "credit-line.h"

#include <string.h>

#include "base/base.h"
#include "credit-body.h"
#include "credit-label.h"
#include "lexicon.h"
#include "name.h"
#include "scan.h"

/* A credit is pieces, one for each picture; a piece is label and body; a body is parts, and what joins them:
 *
 *     credit  piece { (";" | ".") piece }
 *     piece   [side ":"] { "©" year | label joint } body
 *     body    part { ("/" | "|" | "," | "-" | "(" | and | for | on | via) part }
 *
 * Labels are read by credit-label.c, bodies cut by credit-body.c; what a part can be is told by credit-part.h, and this
 * is where it is decided what it is. */

/* What a courtesy is of may be in words that are no name: "the family of the singer". */
#define MOST_COURTESY_TOKENS 8

/* A name that nobody knows is a short one, unless a label says whose it is. */
#define MOST_TITLE_TOKENS 3

/* In all of a credit, but for what stands behind a licence. */
#define MOST_PROSE_WORDS 3

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

/* ---- Who is who ---- */

static gboolean
is_stroke (const CreditPart *part)
{
    return part->mark != 0 && part->mark != ',' && part->mark != '.' && part->mark != ')' && part->mark != ']';
}

static gboolean
is_between_names (const CreditPart *part)
{
    return (part->role & (ROLE_FOR | ROLE_ON | ROLE_VIA)) == 0;
}

static gboolean
is_same_name (const CreditPart *one, const CreditPart *other)
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
choose_people (CreditBody *body)
{
    guint first = 0;

    while (first < body->n && (body->parts[first].kind != PART_IS_PERSON || !is_between_names (&body->parts[first])))
        first++;
    for (guint i = first; i < body->n; i++) {
        CreditPart *part = &body->parts[i];

        if (part->kind != PART_IS_PERSON || !is_between_names (part) || (i > first && is_stroke (part)))
            break;
        part->is_person = TRUE;
        body->n_people++;
    }
    for (guint i = body->n; i > first + 1; i--)
        if (!body->parts[i - 1].is_person && is_same_name (&body->parts[i - 1], &body->parts[first]))
            credit_body_drop (body, i - 1);
}

static gboolean
has_kind (const CreditBody *body, PartKind kind)
{
    for (guint i = 0; i < body->n; i++)
        if (body->parts[i].kind == kind)
            return TRUE;
    return FALSE;
}

/* "Beawiharta/Reuters", "REUTERS/Stringer", "joiseyshowaa on Flickr": beside an agency one word is enough. */
static void
choose_handle (CreditBody *body, gboolean is_labelled)
{
    for (guint i = 0; i < body->n; i++) {
        CreditPart *part = &body->parts[i], *next = i + 1 < body->n ? part + 1 : NULL;
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
drop_pool (CreditBody *body)
{
    for (guint i = body->n; i > 1; i--) {
        const CreditPart *part = &body->parts[i - 1];
        gboolean has_provider = i < body->n && part[1].role == ROLE_VIA;

        if ((part->kind == PART_IS_KNOWN || part->kind == PART_IS_STATUS) && part->tokens->roles & ROLE_STATUS
            && g_ascii_strncasecmp (part->tokens->start, "pool", 4) == 0 && body->n_people > 0 && body->n > 2
            && !has_provider)
            credit_body_drop (body, i - 1);
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
may_be_agency (const CreditLine *line, const CreditBody *body, const CreditPart *part, CreditSetting setting)
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
is_paid_by (const CreditPart *part)
{
    const CreditToken *last = &part->tokens[part->n - 1];

    return part->role & ROLE_FOR
           && (part->kind == PART_IS_KNOWN || part->kind == PART_IS_FIRM
               || scan_is_upper (part->word->start, last->start + last->length));
}

static gboolean
has_firm_beside (const CreditBody *body)
{
    for (guint i = 0; i < body->n; i++)
        if (body->parts[i].role & ROLE_FOR ? is_paid_by (&body->parts[i]) : body->parts[i].kind == PART_IS_FIRM)
            return TRUE;
    return FALSE;
}

/* Whether the parts are joined as those of a credit are, when no label says that it is one: "A / B", but neither
 * "A, B" of two that nobody knows, nor "A (B)", nor "A - B". */
static gboolean
has_plain_joints (const CreditBody *body, CreditSetting setting)
{
    for (guint i = 1; i < body->n; i++) {
        const CreditPart *part = &body->parts[i], *before = part - 1;
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
is_evident (const CreditLine *line, const CreditBody *body, CreditSetting setting)
{
    const CreditPart *first = &body->parts[0];

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
append_joint (GString *agency, const CreditPart *part)
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
append_agency (CreditLine *line, GString *agency, const CreditPart *part)
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
add_person (CreditLine *line, const CreditPart *part)
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
    CreditBody body = { .n = 0 };
    gboolean is_labelled = credit_line_is_labelled (line) || setting == CREDIT_IS_NAMED;

    credit_body_split (&body, tokens, n);
    credit_body_drop_nothing (line, &body);
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
        CreditPart part = { .tokens = tokens, .n = at, .kind = credit_part_kind (tokens, at) };

        if (part.kind == PART_IS_KNOWN || part.kind == PART_IS_FIRM) {
            append_agency (line, agency, &part);
            credit_label_note (line, &tokens[at]);
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
    at = credit_label_skip (line, tokens, n);
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
            && (credit_label_skip_side (tokens, n, at + 1) > at + 1
                || (tokens[at + 1].roles & ROLE_LABEL && credit_label_is_at (tokens, n, at + 1))))
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
