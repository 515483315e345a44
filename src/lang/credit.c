/* SPDX-License-Identifier: MIT */
#include "credit.h"

#include <string.h>

#include "credit-cut.h"
#include "credit-part.h"
#include "scan.h"
#include "scene.h"

/* Longer paragraphs are prose. */
#define LINE_SIZE 1500

/* In longer captions neither date nor place is looked for. */
#define SCENE_SIZE 4000

static char *
join (const GPtrArray *strings, const char *joint)
{
    GString *joined = NULL;

    for (guint i = 0; i < strings->len; i++) {
        if (joined == NULL)
            joined = g_string_new (NULL);
        else
            g_string_append (joined, joint);
        g_string_append (joined, g_ptr_array_index (strings, i));
    }
    return joined != NULL ? g_string_free (joined, FALSE) : NULL;
}

static void
fill_scene (Credit *credit, const char *credit_text, gboolean has_copyright)
{
    if (credit->caption != NULL && strlen (credit->caption) <= SCENE_SIZE) {
        credit->date = scene_find_date (credit->caption);
        credit->place = scene_find_place (credit->caption);
    }
    if (credit->date == NULL && !has_copyright && strlen (credit_text) <= CREDIT_TAIL_SIZE)
        credit->date = scene_find_date (credit_text);
}

static void
fill_credit (Credit *credit, const CreditLine *line)
{
    g_autofree char *joint = g_strdup_printf (" %s ", line->joint != NULL ? line->joint : "and");

    credit->photographer = join (line->people, joint);
    credit->agency = join (line->agencies, "; ");
    credit->kind = line->kind;
}

gboolean
credit_parse (const char *raw, Credit *credit)
{
    g_auto (CreditLine) all;
    gboolean is_found;
    gsize end;
    CreditCut cut;

    credit_cut_init (&cut, raw);
    end = cut.end;
    credit_line_init (&all);
    *credit = (Credit){ 0 };
    is_found = credit_cut_first (&cut, &all) || credit_cut_end (&cut, SURE_OF_CAPTION, &all);
    if (!is_found)
        cut.end = end;
    if (cut.end > cut.start)
        credit->caption = g_strndup (raw + cut.start, cut.end - cut.start);
    fill_credit (credit, &all);
    fill_scene (credit, is_found ? raw + cut.end : "", cut.has_copyright);
    return is_found;
}

gboolean
credit_parse_line (const char *line, Credit *credit)
{
    g_auto (CreditLine) all;
    const char *text;
    CreditTokens tokens;
    CreditCut cut;

    credit_cut_init (&cut, line);
    credit_line_init (&all);
    *credit = (Credit){ 0 };
    credit_cut_tools (&cut);
    text = line + cut.start;
    if (cut.end - cut.start > CREDIT_TAIL_SIZE)
        return FALSE;
    if (credit_cut_find_bracket (text, credit_cut_bracket_end (&cut)) == text) {
        cut.end = (gsize) (credit_cut_bracket_end (&cut) - line) - 1;
        text++;
        cut.start++;
    }
    credit_tokens_read (&tokens, text, cut.end - cut.start);
    if (credit_line_read (tokens.at, tokens.n, CREDIT_IS_NAMED, &all) == SURE_NOT)
        return FALSE;
    fill_credit (credit, &all);
    if (!all.has_copyright)
        credit->date = scene_find_date (line);
    return TRUE;
}

/* "AFP via Getty Images" and its like say all of the agency that the creator's field may say again. */
gboolean
credit_parse_creator (const char *creator, const char *line, Credit *credit)
{
    Credit made = { 0 };
    gboolean is_found = line != NULL && credit_parse_line (line, credit);

    if (!is_found)
        *credit = (Credit){ 0 };
    if (creator == NULL || !credit_parse_line (creator, &made))
        return is_found;
    /* "STR" in a file is a desk's code, and nobody's name. */
    if (made.photographer != NULL && !credit_is_acronym (made.photographer)) {
        g_free (credit->photographer);
        credit->photographer = g_steal_pointer (&made.photographer);
    }
    if (credit->agency == NULL)
        credit->agency = g_steal_pointer (&made.agency);
    credit_clear (&made);
    return TRUE;
}

void
credit_clear (Credit *credit)
{
    g_clear_pointer (&credit->caption, g_free);
    g_clear_pointer (&credit->photographer, g_free);
    g_clear_pointer (&credit->agency, g_free);
    g_clear_pointer (&credit->date, g_free);
    g_clear_pointer (&credit->place, g_free);
}

const char *
credit_kind_label (CreditKind kind)
{
    switch (kind) {
    case CREDIT_PHOTO: return "photo";
    case CREDIT_GRAPHIC: return "graphic";
    case CREDIT_ILLUSTRATION: return "illustration";
    case CREDIT_SCREENSHOT: return "screenshot";
    case CREDIT_VIDEO: return "video";
    case CREDIT_SOURCE: return "source";
    }
    g_assert_not_reached ();
}

/* A line that is nothing but a credit must say so: "Ann Lee | Reuters" is a byline, and
 * "© 2025 Ledgerline" is about the page. */
static gboolean
is_credit_line (const char *line, const CreditCut *cut)
{
    if (cut->has_copyright || cut->has_bar || text_has_prefix_ci (line + cut->start, "by "))
        return FALSE;
    return cut->has_people ? cut->is_labelled || cut->has_known : cut->is_labelled && cut->has_known;
}

/* Whether the end has anything that a credit has.  Most paragraphs do not, and need no closer look. */
static gboolean
may_hold_credit (CreditCut *cut)
{
    const guint signs = ROLE_LABEL | ROLE_SOURCE | ROLE_STATUS | ROLE_COURTESY | ROLE_LICENCE | ROLE_PICTURES;
    const CreditTokens *tail = credit_cut_last_words (cut);

    if (credit_cut_find_bracket (cut->text + cut->start, credit_cut_bracket_end (cut)) != NULL)
        return TRUE;
    for (guint i = 0; i < tail->n; i++) {
        const CreditToken *token = &tail->at[i];

        if (token->mark == '/' || token->mark == '|' || token->mark == 0xa9
            || (token->roles & signs && scan_is_capital (token->start)))
            return TRUE;
    }
    return FALSE;
}

gboolean
credit_is_caption (const char *line)
{
    g_auto (CreditLine) all;
    CreditCut cut;

    credit_line_init (&all);
    if (strnlen (line, LINE_SIZE + 1) > LINE_SIZE)
        return FALSE;
    credit_cut_init (&cut, line);
    if (!may_hold_credit (&cut))
        return FALSE;
    if (credit_cut_first (&cut, &all))
        return TRUE;
    return credit_cut_end (&cut, SURE_OF_TEXT, &all) && (cut.end > cut.start || is_credit_line (line, &cut));
}

/* "(left)" */
static gboolean
names_sides (const CreditTokens *tokens)
{
    for (guint i = 0; i + 2 < tokens->n; i++)
        if (tokens->at[i].mark == '(' && tokens->at[i + 1].roles & ROLE_SIDE && tokens->at[i + 2].mark == ')')
            return TRUE;
    return FALSE;
}

gboolean
credit_may_be_caption (const char *line)
{
    g_auto (CreditLine) all;
    CreditTokens head;
    CreditCut cut;

    credit_line_init (&all);
    if (strnlen (line, LINE_SIZE + 1) > LINE_SIZE)
        return FALSE;
    credit_cut_init (&cut, line);
    credit_cut_first_words (&cut, &head);
    return (head.n > 0 && head.at[0].roles & ROLE_OPENER) || names_sides (&head)
           || credit_cut_end (&cut, SURE_OF_CAPTION, &all);
}
