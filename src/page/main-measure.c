/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "main.h"

/* The page as a row of blocks, read in one walk. */

typedef struct {
    PageMeasure *measure;
    GHashTable *grams; /* of the page's articleBody, or NULL */
    PageBlock *block;  /* that is being read, or NULL */
    guint n_lines;     /* line breaks since its last text */
    guint link_depth, anchor_depth, bold_depth, italic_depth;
    gboolean is_word;        /* the last character was of a word */
    gboolean reads_noscript; /* what is there for readers without scripts is all there is */
    gboolean is_all_bold, is_all_italic;
    guint word, words[2]; /* hashes of the word being read and of those before it */
} Walk;

gboolean
measure_is_inline (DomTag tag)
{
    switch (tag) {
    case DOM_TAG_OTHER:
    case DOM_TAG_A:
    case DOM_TAG_ABBR:
    case DOM_TAG_ACRONYM:
    case DOM_TAG_B:
    case DOM_TAG_BDI:
    case DOM_TAG_BDO:
    case DOM_TAG_BIG:
    case DOM_TAG_BR:
    case DOM_TAG_CITE:
    case DOM_TAG_CODE:
    case DOM_TAG_DATA:
    case DOM_TAG_DEL:
    case DOM_TAG_DFN:
    case DOM_TAG_EM:
    case DOM_TAG_FONT:
    case DOM_TAG_I:
    case DOM_TAG_IMG:
    case DOM_TAG_INS:
    case DOM_TAG_KBD:
    case DOM_TAG_LABEL:
    case DOM_TAG_MARK:
    case DOM_TAG_MATH:
    case DOM_TAG_NOBR:
    case DOM_TAG_PICTURE:
    case DOM_TAG_Q:
    case DOM_TAG_RB:
    case DOM_TAG_RP:
    case DOM_TAG_RT:
    case DOM_TAG_RTC:
    case DOM_TAG_RUBY:
    case DOM_TAG_S:
    case DOM_TAG_SAMP:
    case DOM_TAG_SMALL:
    case DOM_TAG_SOURCE:
    case DOM_TAG_SPAN:
    case DOM_TAG_STRIKE:
    case DOM_TAG_STRONG:
    case DOM_TAG_SUB:
    case DOM_TAG_SUP:
    case DOM_TAG_TIME:
    case DOM_TAG_TT:
    case DOM_TAG_U:
    case DOM_TAG_VAR:
    case DOM_TAG_WBR: return TRUE;
    default: return FALSE;
    }
}

gboolean
main_is_silent (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_AUDIO:
    case DOM_TAG_BUTTON:
    case DOM_TAG_CANVAS:
    case DOM_TAG_DATALIST:
    case DOM_TAG_HEAD:
    case DOM_TAG_IFRAME:
    case DOM_TAG_INPUT:
    case DOM_TAG_NOSCRIPT:
    case DOM_TAG_OBJECT:
    case DOM_TAG_SCRIPT:
    case DOM_TAG_SELECT:
    case DOM_TAG_STYLE:
    case DOM_TAG_SVG:
    case DOM_TAG_TEMPLATE:
    case DOM_TAG_TEXTAREA:
    case DOM_TAG_VIDEO: return TRUE;
    default: return FALSE;
    }
}

gboolean
block_is_prose (const PageBlock *block)
{
    return block->n_words >= 15 && block->n_link_words * 3 <= block->n_words && block->n_sentences > 0;
}

const DomNode *
measure_block_element (const DomNode *node)
{
    const DomNode *element = node->parent;

    while (measure_is_inline (element->tag) && element->parent != NULL)
        element = element->parent;
    return element;
}

static guint
mix (guint hash, guint value)
{
    return (hash ^ value) * 16777619u;
}

/* A sentence may end at these; those of other scripts too. */
static gboolean
ends_sentence (gunichar c)
{
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026: /* ellipsis */
    case 0x3002: /* ideographic full stop */
    case 0xFF01:
    case 0xFF1F:
    case 0x0964: /* danda */
    case 0x061F: /* Arabic question mark */
    case 0x06D4: return TRUE;
    default: return FALSE;
    }
}

static gboolean
is_comma (gunichar c)
{
    return c == ',' || c == ';' || c == 0x060C || c == 0x3001 || c == 0xFF0C || c == 0xFE50;
}

/* Scripts that put no space between words: two characters count as one. */
static gboolean
is_unspaced (gunichar c)
{
    return c >= 0x0E00 && ((c >= 0x3040 && c <= 0x9FFF) || c <= 0x0EFF || (c >= 0x20000 && c <= 0x3FFFF));
}

static void
end_word (Walk *walk)
{
    PageBlock *block = walk->block;
    guint gram = mix (mix (mix (2166136261u, walk->words[0]), walk->words[1]), walk->word);

    walk->is_word = FALSE;
    block->n_words++;
    block->n_link_words += walk->link_depth > 0;
    if (walk->grams != NULL && block->n_words >= 3) {
        block->n_grams++;
        block->n_known_grams += g_hash_table_contains (walk->grams, GUINT_TO_POINTER (gram));
    }
    walk->words[0] = walk->words[1];
    walk->words[1] = walk->word;
    walk->word = 2166136261u;
}

static void
end_block (Walk *walk)
{
    if (walk->block == NULL)
        return;
    if (walk->is_word)
        end_word (walk);
    walk->block->is_bold = walk->is_all_bold;
    walk->block->is_italic = walk->is_all_italic;
    walk->block = NULL;
}

static void
begin_block (Walk *walk, const DomNode *text)
{
    PageBlock block = { .element = measure_block_element (text), .first = text, .hash = 2166136261u };

    g_array_append_val (walk->measure->blocks, block);
    walk->block = measure_block (walk->measure, walk->measure->blocks->len - 1);
    walk->is_all_bold = walk->is_all_italic = TRUE;
    walk->word = 2166136261u;
}

static void
add_to_opening (PageBlock *block, gunichar c)
{
    if (block->opening_length + 6 < OPENING_SIZE)
        block->opening_length += (guint) g_unichar_to_utf8 (c, block->opening + block->opening_length);
}

static void
read_word_character (Walk *walk, gunichar c, gboolean is_digit)
{
    PageBlock *block = walk->block;
    gunichar lower = c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : g_unichar_tolower (c);

    if (!walk->is_word && lower != c)
        block->n_capitals++;
    walk->is_word = TRUE;
    block->n_letters++;
    block->n_link_letters += walk->link_depth > 0;
    block->n_anchor_letters += walk->anchor_depth > 0;
    block->n_digits += is_digit;
    block->hash = mix (block->hash, lower);
    walk->word = mix (walk->word, lower);
    add_to_opening (block, lower);
    if (is_unspaced (c) && block->n_letters % 2 == 0)
        end_word (walk);
}

static void
read_character (Walk *walk, gunichar c)
{
    PageBlock *block = walk->block;
    gboolean is_digit = c < 0x80 ? g_ascii_isdigit ((char) c) : FALSE;

    if (block->opens_with == 0)
        block->opens_with = c;
    if (is_digit || (c < 0x80 ? g_ascii_isalpha ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c))) {
        read_word_character (walk, c, is_digit);
    } else {
        block->n_sentences += ends_sentence (c) && !ends_sentence (block->ends_with);
        block->n_commas += is_comma (c);
        add_to_opening (block, c == 0x2019 ? '\'' : c);
        if (walk->is_word && c != '\'' && c != 0x2019 && c != '-')
            end_word (walk);
    }
    block->ends_with = c;
}

static void
read_text (Walk *walk, const DomNode *node)
{
    const char *end = node->text + node->length;

    if (text_is_blank (node->text, (gssize) node->length)) {
        if (walk->block != NULL && walk->is_word && node->length > 0)
            end_word (walk);
        return;
    }
    if (walk->block != NULL && walk->n_lines > 1)
        end_block (walk);
    if (walk->block == NULL)
        begin_block (walk, node);
    walk->n_lines = 0;
    walk->block->last = node;
    walk->is_all_bold = walk->is_all_bold && walk->bold_depth > 0;
    walk->is_all_italic = walk->is_all_italic && walk->italic_depth > 0;
    for (const char *p = node->text; p < end; p = g_utf8_next_char (p)) {
        gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

        if (!char_is_space (c)) {
            read_character (walk, c);
            continue;
        }
        if (walk->is_word)
            end_word (walk);
        if (walk->block->opening_length > 0 && walk->block->opening[walk->block->opening_length - 1] != ' ')
            add_to_opening (walk->block, ' ');
    }
}

static gboolean
is_link (const DomNode *node)
{
    const char *href = dom_is (node, DOM_TAG_A) ? dom_attribute (node, "href") : NULL;

    return href != NULL && *href != '#' && g_ascii_strncasecmp (href, "javascript:", 11) != 0;
}

/* A link to somewhere else in the page. */
static gboolean
is_anchor (const DomNode *node)
{
    const char *href = dom_is (node, DOM_TAG_A) ? dom_attribute (node, "href") : NULL;

    return href != NULL && *href == '#';
}

/* Counts the elements that change how text is to be taken, as they begin (+1) and end (-1). */
static void
count_depth (Walk *walk, const DomNode *node, int step)
{
    walk->link_depth += is_link (node) ? (guint) step : 0;
    walk->anchor_depth += is_anchor (node) ? (guint) step : 0;
    walk->bold_depth += dom_is (node, DOM_TAG_B) || dom_is (node, DOM_TAG_STRONG) ? (guint) step : 0;
    walk->italic_depth += dom_is (node, DOM_TAG_I) || dom_is (node, DOM_TAG_EM) ? (guint) step : 0;
}

static void
enter (Walk *walk, const DomNode *node)
{
    if (node->kind == DOM_TEXT) {
        read_text (walk, node);
        return;
    }
    if (node->kind == DOM_COMMENT)
        return;
    if (!measure_is_inline (node->tag))
        end_block (walk);
    if (dom_is (node, DOM_TAG_BR)) {
        walk->n_lines++;
        if (walk->is_word)
            end_word (walk);
    }
    count_depth (walk, node, 1);
    walk->measure->first[node->index] = walk->measure->blocks->len - (walk->block != NULL);
    if (walk->block != NULL)
        walk->block->n_links += is_link (node);
}

static void
leave (Walk *walk, const DomNode *node)
{
    if (node->kind != DOM_ELEMENT)
        return;
    if (!measure_is_inline (node->tag))
        end_block (walk);
    count_depth (walk, node, -1);
    walk->measure->end[node->index] = walk->measure->blocks->len;
}

static void
walk_page (Walk *walk, const DomNode *root)
{
    const DomNode *node = root;

    while (node != NULL) {
        enter (walk, node);
        if (node->first != NULL
            && (!main_is_silent (node) || (walk->reads_noscript && dom_is (node, DOM_TAG_NOSCRIPT)))) {
            node = node->first;
            continue;
        }
        leave (walk, node);
        while (node != root && node->next == NULL) {
            node = node->parent;
            leave (walk, node);
        }
        node = node != root ? node->next : NULL;
    }
}

guint
measure_hash (const char *text)
{
    guint hash = 2166136261u;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_isalnum (c) || g_unichar_ismark (c))
            hash = mix (hash, g_unichar_tolower (c));
    }
    return hash;
}

/* The runs of three words in a text, by their hashes. */
static GHashTable *
collect_grams (const char *text)
{
    GHashTable *grams = g_hash_table_new (NULL, NULL);
    guint words[2] = { 0 }, word = 2166136261u;
    gboolean is_word = FALSE;

    for (const char *p = text;; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_isalnum (c) || g_unichar_ismark (c)) {
            word = mix (word, g_unichar_tolower (c));
            is_word = TRUE;
        } else if (is_word && c != '\'' && c != 0x2019 && c != '-') {
            g_hash_table_add (grams, GUINT_TO_POINTER (mix (mix (mix (2166136261u, words[0]), words[1]), word)));
            words[0] = words[1];
            words[1] = word;
            word = 2166136261u;
            is_word = FALSE;
        }
        if (c == '\0')
            return grams;
    }
}

void
measure_add_up (PageMeasure *measure, const double *verdicts)
{
    PageSum sum = { 0 };

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        double weight = MIN (block->n_words, 200);

        measure->sums[i] = sum;
        sum.n_words += block->n_words;
        sum.n_link_words += block->n_link_words;
        sum.n_prose_words += block_is_prose (block) ? block->n_words : 0;
        sum.n_prose_blocks += block_is_prose (block);
        sum.weight += weight;
        sum.value += verdicts != NULL ? verdicts[i] * weight : 0;
    }
    measure->sums[measure->blocks->len] = sum;
}

static PageSum
sum_between (const PageMeasure *measure, guint first, guint end)
{
    PageSum sum = measure->sums[MAX (first, end)];
    const PageSum *before = &measure->sums[first];

    sum.n_words -= before->n_words;
    sum.n_link_words -= before->n_link_words;
    sum.n_prose_words -= before->n_prose_words;
    sum.n_prose_blocks -= before->n_prose_blocks;
    sum.weight -= before->weight;
    sum.value -= before->value;
    return sum;
}

PageSum
measure_sum (const PageMeasure *measure, const DomNode *node)
{
    return sum_between (measure, measure->first[node->index], measure->end[node->index]);
}

/* A page with less prose than that waits for a script that fetches its text. */
#define SCRIPTED_WORDS 100

static guint
count_prose (const PageMeasure *measure)
{
    guint n_words = 0;

    for (guint i = 0; i < measure->blocks->len; i++)
        n_words += block_is_prose (measure_block (measure, i)) ? measure_block (measure, i)->n_words : 0;
    return n_words;
}

static void
read_blocks (PageMeasure *measure, GHashTable *grams)
{
    Walk walk = { .measure = measure, .grams = grams };
    const DomDocument *document = measure->page->document;

    walk_page (&walk, document->root);
    if (count_prose (measure) >= SCRIPTED_WORDS || dom_find (document->body, DOM_TAG_NOSCRIPT) == NULL)
        return;
    walk = (Walk){ .measure = measure, .grams = grams, .reads_noscript = TRUE };
    g_array_set_size (measure->blocks, 0);
    walk_page (&walk, document->root);
}

PageMeasure *
measure_page (Page *page)
{
    PageMeasure *measure = g_new0 (PageMeasure, 1);
    gsize n_nodes = page->document->n_nodes;
    g_autoptr (GHashTable) grams = page->article_body != NULL ? collect_grams (page->article_body) : NULL;

    measure->page = page;
    measure->blocks = g_array_new (FALSE, TRUE, sizeof (PageBlock));
    measure->first = g_new0 (guint, n_nodes);
    measure->end = g_new0 (guint, n_nodes);
    measure->hints = g_new0 (guint64, n_nodes);
    read_blocks (measure, grams);
    measure->sums = g_new0 (PageSum, measure->blocks->len + 1);
    measure->distances = g_malloc0 (measure->blocks->len * (gsize) N_HINTS);
    measure_add_up (measure, NULL);
    hints_read (measure);
    return measure;
}

void
measure_free (PageMeasure *measure)
{
    if (measure == NULL)
        return;
    g_array_unref (measure->blocks);
    g_free (measure->first);
    g_free (measure->end);
    g_free (measure->hints);
    g_free (measure->sums);
    g_free (measure->distances);
    g_free (measure);
}
