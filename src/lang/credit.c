/* SPDX-License-Identifier: MIT */
#include "credit.h"

#include <string.h>

#include "credit-line.h"
#include "credit-role.h"
#include "scan.h"
#include "scene.h"

/* A credit stands in so much of a caption's end. */
#define TAIL_SIZE 240

/* Longer paragraphs are prose. */
#define LINE_SIZE 1500

/* In longer captions neither date nor place is looked for. */
#define SCENE_SIZE 4000

#define MOST_CREDITS 3

/* A caption with what is left of it when credits have been taken off its end. */
typedef struct {
    const char *text;
    gsize start, end;
    gboolean is_labelled, has_copyright, has_known, has_people;
    gboolean has_bar; /* "X | Reuters", which is also how bylines look */
} Cut;

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
abbreviates (const char *text, const char *end, const char *acronym)
{
    end = scan_spaces_back (text, end);
    while (end > text && !char_is_space (text_char_before (text, end)))
        end = g_utf8_prev_char (end);
    return credit_line_is_acronym (acronym)
           && g_unichar_toupper (g_utf8_get_char (end)) == (gunichar) acronym[strlen (acronym) - 1];
}

/* The bracket that the text ends with. */
static const char *
find_bracket (const char *text, const char *end)
{
    const char *limit = end - text > TAIL_SIZE ? end - TAIL_SIZE : text;
    gint depth = 0;

    for (const char *p = end; p > limit;) {
        p--;
        depth += (*p == ')' || *p == ']') - (*p == '(' || *p == '[');
        if (depth == 0)
            return p;
    }
    return NULL;
}

static gboolean
cut_bracket (Cut *cut, Certainty wanted, CreditLine *line)
{
    const char *text = cut->text + cut->start;
    const char *end = cut->text + cut->end, *open;
    g_autofree char *inside = NULL;
    Certainty certainty;

    if (end > text && end[-1] == '.')
        end--;
    if (end == text || (end[-1] != ')' && end[-1] != ']') || (open = find_bracket (text, end)) == NULL)
        return FALSE;
    inside = scan_trimmed (open + 1, end - 1, "");
    certainty = credit_line_read (inside, TRUE, line);
    if (certainty < wanted || certainty == SURE_NOT)
        return FALSE;
    if (!ends_sentence (text, open) && !credit_line_is_labelled (line) && !line->has_parts) {
        /* "the services (TikTok, Instagram Reels)", "the Meridian Rail Alliance (MRA)" */
        if (wanted == SURE_OF_TEXT || line->agencies->len == 0 || abbreviates (text, open, inside))
            return FALSE;
    }
    cut->end = (gsize) (open - cut->text);
    return TRUE;
}

static gboolean
is_copyright_sign (const char *p)
{
    return p[0] == '\302' && p[1] == '\251';
}

/* Whether the word at `p` opens a credit even where no sentence ends before it. */
static gboolean
opens_credit (const char *text, const char *p)
{
    gsize length = scan_word (p);
    g_autofree char *word = g_strndup (p, length);

    if (is_copyright_sign (p))
        return TRUE;
    /* "Words & images: ..." */
    if (!scan_is_capital (p) || text_char_before (text, scan_spaces_back (text, p)) == '&')
        return FALSE;
    return role_has (p, length, "label")
           || (p[length] == '/' && scan_is_upper (p, p + length) && credit_line_is_agency (word));
}

static gboolean
follows_separator (const char *text, const char *p)
{
    gunichar before = text_char_before (text, scan_spaces_back (text, p));

    return before != 0 && g_utf8_strchr ("|—–-•·", -1, before) != NULL;
}

static gboolean
has_whole_brackets (const char *text)
{
    gint depth = 0;

    for (; *text != '\0' && depth >= 0; text++)
        depth += (*text == '(' || *text == '[') - (*text == ')' || *text == ']');
    return depth == 0;
}

static gboolean
is_credit_at (const char *text, const char *p, const char *end, Certainty wanted, CreditLine *line)
{
    g_autofree char *tail = g_strndup (p, (gsize) (end - p));
    gboolean is_after_end = ends_sentence (text, p) || follows_separator (text, p);
    Certainty certainty;

    if ((!is_after_end && !opens_credit (text, p)) || !has_whole_brackets (tail))
        return FALSE;
    certainty = credit_line_read (tail, FALSE, line);
    if (certainty < wanted || certainty == SURE_NOT)
        return FALSE;
    return certainty == SURE_OF_TEXT || (line->agencies->len > 0 && is_after_end) || line->is_courtesy;
}

/* Whether a credit may begin at `p`: at a word's start, or right behind a full stop ("month.Credit..."). */
static gboolean
may_begin (const char *text, const char *p)
{
    gunichar before = text_char_before (text, p);

    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !is_copyright_sign (p) && !g_str_has_prefix (p, "(c)"))
        return FALSE;
    return before == 0 || char_is_space (before)
           || ((scan_is_stop (before) || before == ')' || before == ']') && scan_is_capital (p))
           || is_copyright_sign (p);
}

static gboolean
cut_tail (Cut *cut, Certainty wanted, CreditLine *line)
{
    const char *text = cut->text + cut->start, *end = cut->text + cut->end;
    const char *p = text;

    if (end - text > TAIL_SIZE)
        for (p = end - TAIL_SIZE; ((guchar) *p & 0xc0) == 0x80;)
            p++;
    for (; p < end; p = g_utf8_next_char (p)) {
        if (!may_begin (text, p))
            continue;
        if (is_credit_at (text, p, end, wanted, line)) {
            cut->end = (gsize) (p - cut->text);
            cut->has_bar = memchr (p, '|', (gsize) (end - p)) != NULL;
            return TRUE;
        }
        credit_line_clear (line);
        credit_line_init (line);
    }
    return FALSE;
}

/* Without what parts the sentence from its credit. */
static void
cut_separators (Cut *cut)
{
    while (cut->end > cut->start) {
        gunichar last = text_char_before (cut->text + cut->start, cut->text + cut->end);

        if (!char_is_space (last) && g_utf8_strchr ("|—–-•·/", -1, last) == NULL)
            break;
        cut->end = (gsize) (g_utf8_prev_char (cut->text + cut->end) - cut->text);
    }
}

static void
merge (CreditLine *all, CreditLine *line)
{
    if (all->people->len == 0)
        while (line->people->len > 0)
            g_ptr_array_add (all->people, g_ptr_array_steal_index (line->people, 0));
    if (all->agencies->len == 0)
        while (line->agencies->len > 0)
            g_ptr_array_add (all->agencies, g_ptr_array_steal_index (line->agencies, 0));
}

/* Takes the credit off the end; what stands twice ("(Photo by X/Getty Images) Getty Images") at once. */
static gboolean
cut_credit (Cut *cut, Certainty wanted, CreditLine *all)
{
    guint n_credits;

    for (n_credits = 0; n_credits < MOST_CREDITS; n_credits++) {
        g_auto (CreditLine) line;
        gboolean is_found;

        credit_line_init (&line);
        cut_separators (cut);
        is_found = cut_bracket (cut, wanted, &line);
        if (!is_found) {
            credit_line_clear (&line);
            credit_line_init (&line);
            is_found = cut_tail (cut, wanted, &line);
        }
        if (!is_found)
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

/* "Image source, PA Media. Image caption, The bridge": the credit comes first. */
static gboolean
take_image_source (Cut *cut, CreditLine *all)
{
    static const char *const pairs[][2] = { { "Image source, ", "Image caption, " },
                                            { "Crédit photo, ", "Légende image, " },
                                            { "Fuente de la imagen, ", "Pie de foto, " } };
    const char *text = cut->text + cut->start, *end = cut->text + cut->end;

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        const char *source = text + strlen (pairs[i][0]), *caption;
        g_autofree char *name = NULL;

        if (!g_str_has_prefix (text, pairs[i][0]) || source >= end)
            continue;
        caption = g_strstr_len (source, MIN (end - source, TAIL_SIZE), pairs[i][1]);
        name = scan_trimmed (source, caption != NULL ? caption : end, ".,");
        all->has_label = TRUE;
        if (credit_line_read (name, FALSE, all) != SURE_NOT) {
            cut->start = caption != NULL ? (gsize) (caption - cut->text) + strlen (pairs[i][1]) : cut->end;
            return TRUE;
        }
        credit_line_clear (all);
        credit_line_init (all);
    }
    return FALSE;
}

static Cut
cut_new (const char *raw)
{
    Cut cut = { .text = raw, .start = (gsize) (scan_spaces (raw) - raw) };

    cut.start += counter_length (raw + cut.start);
    cut.start = (gsize) (scan_spaces (raw + cut.start) - raw);
    cut.end = (gsize) (scan_spaces_back (raw + cut.start, raw + strlen (raw)) - raw);
    return cut;
}

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
    if (credit->date == NULL && !has_copyright && strlen (credit_text) <= TAIL_SIZE)
        credit->date = scene_find_date (credit_text);
}

gboolean
credit_parse (const char *raw, Credit *credit)
{
    Cut cut = cut_new (raw);
    gsize end = cut.end;
    g_auto (CreditLine) all;
    gboolean is_found;

    credit_line_init (&all);
    *credit = (Credit){ 0 };
    is_found = take_image_source (&cut, &all) || cut_credit (&cut, SURE_OF_CAPTION, &all);
    if (!is_found)
        cut.end = end;
    if (cut.end > cut.start)
        credit->caption = g_strndup (raw + cut.start, cut.end - cut.start);
    credit->photographer = join (all.people, " and ");
    credit->agency = join (all.agencies, "; ");
    fill_scene (credit, is_found ? raw + cut.end : "", cut.has_copyright);
    return is_found;
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

/* A line that is nothing but a credit must say so: "Ann Lee | Reuters" is a byline, and
 * "© 2025 Ledgerline" is about the page. */
static gboolean
is_credit_line (const char *line, const Cut *cut)
{
    if (cut->has_copyright || cut->has_bar || text_has_prefix_ci (line + cut->start, "by "))
        return FALSE;
    return cut->has_people ? cut->is_labelled || cut->has_known : cut->is_labelled && cut->has_known;
}

/* Whether the end has anything that a credit has.  Most paragraphs do not, and need no closer look. */
static gboolean
may_hold_credit (const Cut *cut)
{
    const char *text = cut->text + cut->start, *end = cut->text + cut->end;
    const char *p = text;

    if (end - text > TAIL_SIZE)
        for (p = end - TAIL_SIZE; ((guchar) *p & 0xc0) == 0x80;)
            p++;
    if (end > p && (end[-1] == ')' || end[-1] == ']' || g_str_has_suffix (text, ").")))
        return TRUE;
    for (; p < end; p = g_utf8_next_char (p)) {
        if (*p == '/' || *p == '|' || is_copyright_sign (p))
            return TRUE;
        if (scan_is_capital (p) && may_begin (text, p) && credit_line_is_label (p, scan_word (p)))
            return TRUE;
    }
    return FALSE;
}

gboolean
credit_is_caption (const char *line)
{
    g_auto (CreditLine) all;
    Cut cut;

    credit_line_init (&all);
    if (strnlen (line, LINE_SIZE + 1) > LINE_SIZE)
        return FALSE;
    cut = cut_new (line);
    if (!may_hold_credit (&cut))
        return FALSE;
    if (take_image_source (&cut, &all))
        return TRUE;
    return cut_credit (&cut, SURE_OF_TEXT, &all) && (cut.end > cut.start || is_credit_line (line, &cut));
}
