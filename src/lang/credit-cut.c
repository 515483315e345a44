/* SPDX-License-Identifier: MIT */
#include "credit-cut.h"

#include <string.h>

#include "credit-part.h"
#include "lexicon.h"
#include "scan.h"

#define MOST_CREDITS 3

static gboolean
ends_sentence (const char *text, const char *end)
{
    end = scan_spaces_back (text, end);
    while (end > text && char_is_closing_quote (text_char_before (text, end)))
        end = g_utf8_prev_char (end);
    return end == text || scan_is_stop (text_char_before (text, end)) || end[-1] == ')' || end[-1] == ']';
}

/* "the Meridian Rail Alliance (MRA)": the acronym of what stands before it is no agency. */
static gboolean
abbreviates (const char *text, const char *end, const CreditToken *acronym, guint n)
{
    g_autofree char *name = n == 1 ? g_strndup (acronym->start, acronym->length) : NULL;

    end = scan_spaces_back (text, end);
    while (end > text && !char_is_space (text_char_before (text, end)))
        end = g_utf8_prev_char (end);
    return name != NULL && credit_is_acronym (name)
           && g_unichar_toupper (g_utf8_get_char (end)) == (gunichar) name[strlen (name) - 1];
}

static const char *
tail_start (const char *text, const char *end)
{
    const char *p = end - text > CREDIT_TAIL_SIZE ? end - CREDIT_TAIL_SIZE : text;

    while (((guchar) *p & 0xc0) == 0x80)
        p++;
    return p;
}

/* The last words and marks. */
const CreditTokens *
credit_cut_last_words (CreditCut *cut)
{
    const char *end = cut->text + cut->end, *tail = tail_start (cut->text + cut->start, end);

    if (cut->tail_end != cut->end || cut->tail_start != cut->start)
        credit_tokens_read (&cut->tail, tail, (gsize) (end - tail));
    cut->tail_start = cut->start;
    cut->tail_end = cut->end;
    return &cut->tail;
}

/* The bracket that the text ends with. */
const char *
credit_cut_find_bracket (const char *text, const char *end)
{
    const char *limit = tail_start (text, end);
    gint depth = 0;

    if (end == text || (end[-1] != ')' && end[-1] != ']'))
        return NULL;
    for (const char *p = end; p > limit;) {
        p--;
        depth += (*p == ')' || *p == ']') - (*p == '(' || *p == '[');
        if (depth == 0)
            return p;
    }
    return NULL;
}

/* The end of the text without a full stop behind a bracket. */
const char *
credit_cut_bracket_end (const CreditCut *cut)
{
    const char *text = cut->text + cut->start, *end = cut->text + cut->end;

    return end - text > 1 && end[-1] == '.' && (end[-2] == ')' || end[-2] == ']') ? end - 1 : end;
}

static gboolean
cut_bracket (CreditCut *cut, Certainty wanted, CreditLine *line)
{
    const char *text = cut->text + cut->start, *end = credit_cut_bracket_end (cut),
               *open = credit_cut_find_bracket (text, end);
    CreditTokens inside;
    Certainty certainty;

    if (open == NULL)
        return FALSE;
    credit_tokens_read (&inside, open + 1, (gsize) (end - 1 - (open + 1)));
    certainty = credit_line_read (inside.at, inside.n, CREDIT_IN_BRACKETS, line);
    if (certainty < wanted || certainty == SURE_NOT)
        return FALSE;
    if (!ends_sentence (text, open) && !credit_line_is_labelled (line) && !line->has_parts) {
        /* "the services (TikTok, Instagram Reels)", "the Meridian Rail Alliance (MRA)" */
        if (wanted == SURE_OF_TEXT || line->agencies->len == 0 || abbreviates (text, open, inside.at, inside.n))
            return FALSE;
    }
    cut->end = (gsize) (open - cut->text);
    return TRUE;
}

/* "REUTERS/" */
static gboolean
is_agency_in_capitals (const CreditToken *token)
{
    const char *end = token->start + token->length;

    return token->mark == 0 && *end == '/' && token->length > 2 && scan_is_upper (token->start, end)
           && lexicon_has (LEXICON_AGENCIES, token->start, (gssize) token->length);
}

/* Whether the token opens a credit even where no sentence ends before it. */
static gboolean
opens_credit (const char *text, const CreditToken *token, guint n)
{
    if (token->mark == 0xa9)
        return TRUE;
    /* "Words & images: ..." */
    if (token->mark != 0 || !scan_is_capital (token->start)
        || text_char_before (text, scan_spaces_back (text, token->start)) == '&')
        return FALSE;
    if (is_agency_in_capitals (token))
        return TRUE;
    /* "Leading Lines Photography - ..." */
    return token->roles & ROLE_LABEL
           && (n == 1 || token[1].mark == 0 || g_utf8_strchr ("-–—/,", -1, token[1].mark) == NULL);
}

static gboolean
follows_separator (const char *text, const char *p)
{
    gunichar before = text_char_before (text, scan_spaces_back (text, p));

    return before != 0 && g_utf8_strchr ("|—–-•·#", -1, before) != NULL;
}

/* "J. Roe": no sentence ends with an initial. */
static gboolean
follows_initial (const char *text, const char *p)
{
    const char *end = scan_spaces_back (text, p);

    return end - text >= 2 && end[-1] == '.' && scan_is_capital (g_utf8_prev_char (end - 1))
           && (g_utf8_prev_char (end - 1) == text
               || char_is_space (text_char_before (text, g_utf8_prev_char (end - 1))));
}

static gboolean
has_whole_brackets (const CreditToken *tokens, guint n)
{
    gint depth = 0;

    for (guint i = 0; i < n && depth >= 0; i++) {
        gboolean opens = tokens[i].mark == '(' || tokens[i].mark == '[';

        /* What has a label in brackets has its credit there. */
        if (opens && i + 1 < n && (tokens[i + 1].mark == 0xa9 || tokens[i + 1].roles & (ROLE_LABEL | ROLE_SOURCE)))
            return FALSE;
        depth += opens - (tokens[i].mark == ')' || tokens[i].mark == ']');
    }
    return depth == 0;
}

/* Whether a credit may begin at the token: at a word's start, or right behind a full stop ("month.Credit..."). */
static gboolean
may_begin (const char *text, const CreditToken *token)
{
    gunichar before = text_char_before (text, token->start);

    if (token->mark != 0 || !(g_unichar_isalpha (g_utf8_get_char (token->start)) || *token->start == '@'))
        return token->mark == 0xa9;
    return before == 0 || char_is_space (before)
           || ((scan_is_stop (before) || before == ')' || before == ']' || before == '-')
               && scan_is_capital (token->start))
           || before == 0xa9;
}

static gboolean
is_credit_at (const char *text, const CreditToken *tokens, guint n, Certainty wanted, CreditLine *line)
{
    const char *p = tokens->start;
    gboolean is_after_end = (ends_sentence (text, p) || follows_separator (text, p)) && !follows_initial (text, p);
    Certainty certainty;

    if ((!is_after_end && !opens_credit (text, tokens, n)) || !has_whole_brackets (tokens, n))
        return FALSE;
    credit_line_clear (line);
    credit_line_init (line);
    certainty = credit_line_read (tokens, n, p == text ? CREDIT_IS_WHOLE : CREDIT_IN_TEXT, line);
    return certainty >= wanted && certainty != SURE_NOT && (is_after_end || certainty == SURE_OF_TEXT);
}

static gboolean
cut_tail (CreditCut *cut, Certainty wanted, CreditLine *line)
{
    const char *text = cut->text + cut->start, *end = cut->text + cut->end;
    const CreditTokens *tail = credit_cut_last_words (cut);

    for (guint i = 0; i < tail->n; i++) {
        const CreditToken *token = &tail->at[i];

        if (!may_begin (text, token))
            continue;
        if (is_credit_at (text, token, tail->n - i, wanted, line)) {
            cut->end = (gsize) (token->start - cut->text);
            cut->has_bar = memchr (token->start, '|', (gsize) (end - token->start)) != NULL;
            return TRUE;
        }
    }
    return FALSE;
}

/* Without what parts the sentence from its credit, and without what is of the page: "hide caption". */
static void
cut_separators (CreditCut *cut)
{
    while (cut->end > cut->start) {
        gunichar last = text_char_before (cut->text + cut->start, cut->text + cut->end);

        if (!char_is_space (last) && g_utf8_strchr ("|—–-•·/#", -1, last) == NULL)
            break;
        cut->end = (gsize) (g_utf8_prev_char (cut->text + cut->end) - cut->text);
    }
}

void
credit_cut_tools (CreditCut *cut)
{
    const char *text = cut->text + cut->start;
    const CreditTokens *tail = credit_cut_last_words (cut);

    for (guint n = tail->n; n > 0; n--) {
        const CreditToken *last = &tail->at[n - 1];

        if (last->roles & ROLE_TOOL && last->start > text)
            cut->end = (gsize) (last->start - cut->text);
        else if (last->mark != ',')
            break;
    }
}

static void
merge (CreditLine *all, CreditLine *line)
{
    if (all->people->len == 0) {
        while (line->people->len > 0)
            g_ptr_array_add (all->people, g_ptr_array_steal_index (line->people, 0));
        g_free (all->joint);
        all->joint = g_steal_pointer (&line->joint);
    }
    if (all->agencies->len == 0)
        while (line->agencies->len > 0)
            g_ptr_array_add (all->agencies, g_ptr_array_steal_index (line->agencies, 0));
    if (!all->has_kind)
        all->kind = line->kind;
    all->has_kind = TRUE;
}

static gboolean
cut_bracket_or_tail (CreditCut *cut, Certainty wanted, CreditLine *line)
{
    const char *text = cut->text + cut->start, *open = credit_cut_find_bracket (text, credit_cut_bracket_end (cut));
    /* "Ann Lee (EFE)" */
    gboolean is_tail_first = open != NULL && !ends_sentence (text, open);

    for (guint i = 0; i < 2; i++) {
        if ((i == 0) == is_tail_first ? cut_tail (cut, wanted, line) : cut_bracket (cut, wanted, line))
            return TRUE;
        credit_line_clear (line);
        credit_line_init (line);
    }
    return FALSE;
}

/* Takes the credit off the end; what stands twice ("(Photo by X/Getty Images) Getty Images") at once. */
gboolean
credit_cut_end (CreditCut *cut, Certainty wanted, CreditLine *all)
{
    guint n_credits;

    credit_cut_tools (cut);
    for (n_credits = 0; n_credits < MOST_CREDITS; n_credits++) {
        g_auto (CreditLine) line;

        credit_line_init (&line);
        cut_separators (cut);
        if (!cut_bracket_or_tail (cut, wanted, &line))
            break;
        cut->is_labelled |= credit_line_is_labelled (&line);
        cut->has_copyright |= line.has_copyright;
        cut->has_known |= line.has_known;
        cut->has_people |= line.people->len > 0;
        merge (all, &line);
        wanted = SURE_OF_TEXT;
    }
    cut_separators (cut);
    return n_credits > 0;
}

/* "[1/4] " before the captions of a gallery. */
static gsize
counter_length (const char *text)
{
    gsize length = *text == '[' ? 1 + strspn (text + 1, "0123456789/") : 0;

    return length > 2 && text[length] == ']' ? length + 1 : 0;
}

/* The beginning of the caption as tokens. */
void
credit_cut_first_words (const CreditCut *cut, CreditTokens *tokens)
{
    const char *text = cut->text + cut->start, *end = cut->text + cut->end;
    const char *head = end - text > CREDIT_TAIL_SIZE ? text + CREDIT_TAIL_SIZE : end;

    while (((guchar) *head & 0xc0) == 0x80)
        head--;
    credit_tokens_read (tokens, text, (gsize) (head - text));
}

/* Moves the start behind the token, and what parts it from the rest. */
static void
start_behind (CreditCut *cut, const CreditToken *token)
{
    const char *p = token->start + token->length;

    p = scan_spaces (p);
    if (*p == ',' || *p == ':' || *p == '.')
        p++;
    p = scan_spaces (p);
    cut->start = MIN ((gsize) (p - cut->text), cut->end);
}

/* "Image source, PA Media. Image caption, The bridge": the credit comes first. */
gboolean
credit_cut_first (CreditCut *cut, CreditLine *all)
{
    CreditTokens tokens;
    guint end = 0;

    credit_cut_first_words (cut, &tokens);
    if (tokens.n > 0 && tokens.at[0].roles & ROLE_TOOL)
        start_behind (cut, &tokens.at[0]);
    while (end < tokens.n && (tokens.at[end].roles & ROLE_CAPTION) == 0)
        end++;
    if (end == 0 && tokens.n > 0)
        start_behind (cut, &tokens.at[0]);
    if (tokens.n == 0 || end == 0 || (tokens.at[0].roles & (ROLE_FIRST | ROLE_LABEL)) == 0)
        return FALSE;
    if (end == tokens.n && (tokens.at[0].roles & ROLE_FIRST) == 0)
        return FALSE;
    /* "Crédit photo, X": a label only because a caption follows. */
    tokens.at[0].roles |= ROLE_FIRST;
    if (credit_line_read (tokens.at, end, CREDIT_IS_NAMED, all) == SURE_NOT) {
        credit_line_clear (all);
        credit_line_init (all);
        return FALSE;
    }
    if (end < tokens.n)
        start_behind (cut, &tokens.at[end]);
    else
        cut->start = cut->end;
    return TRUE;
}

void
credit_cut_init (CreditCut *cut, const char *raw)
{
    cut->text = raw;
    cut->start = (gsize) (scan_spaces (raw) - raw);
    cut->start += counter_length (raw + cut->start);
    cut->start = (gsize) (scan_spaces (raw + cut->start) - raw);
    cut->end = (gsize) (scan_spaces_back (raw + cut->start, raw + strlen (raw)) - raw);
    cut->is_labelled = cut->has_copyright = cut->has_known = cut->has_people = cut->has_bar = FALSE;
    cut->tail.n = 0;
    cut->tail_start = cut->start;
    cut->tail_end = G_MAXSIZE;
}
