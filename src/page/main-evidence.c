/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "lang/lang.h"
#include "main-evidence.h"

/* A number as a small step: how many of the limits it has reached. */
static guint8
step_of (double value, const double *limits, guint n)
{
    guint8 step = 0;

    while (step < n && value >= limits[step])
        step++;
    return step;
}

#define STEP(value, ...)                                                                                               \
    step_of ((value), (const double[]){ __VA_ARGS__ }, sizeof ((double[]){ __VA_ARGS__ }) / sizeof (double))

static double
share (double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static double
link_share (const PageBlock *block)
{
    return share (block->n_link_letters, block->n_letters);
}

static guint8
ends_step (gunichar c)
{
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x3002: return 1;
    case ':': return 2;
    case ')':
    case ']': return 3;
    case '|':
    case '>':
    case 0xBB:
    case 0x203A: return 4;
    default: return char_is_closing_quote (c) ? 5 : g_unichar_isalnum (c) ? 6 : 0;
    }
}

static guint8
opens_step (gunichar c)
{
    return g_unichar_isupper (c)       ? 1
           : g_unichar_islower (c)     ? 2
           : g_unichar_isdigit (c)     ? 3
           : char_is_opening_quote (c) ? 4
           : c == '(' || c == '['      ? 5
           : g_unichar_isalpha (c)     ? 6
                                       : 0;
}

static guint8
element_step (DomTag tag)
{
    switch (tag) {
    case DOM_TAG_P: return 1;
    case DOM_TAG_LI: return 2;
    case DOM_TAG_H1: return 3;
    case DOM_TAG_H2: return 4;
    case DOM_TAG_H3: return 5;
    case DOM_TAG_H4:
    case DOM_TAG_H5:
    case DOM_TAG_H6: return 6;
    case DOM_TAG_DIV: return 7;
    case DOM_TAG_TD:
    case DOM_TAG_TH: return 8;
    case DOM_TAG_BLOCKQUOTE: return 9;
    case DOM_TAG_PRE: return 10;
    case DOM_TAG_DD:
    case DOM_TAG_DT: return 11;
    case DOM_TAG_FIGCAPTION:
    case DOM_TAG_FIGURE: return 12;
    case DOM_TAG_ARTICLE:
    case DOM_TAG_SECTION:
    case DOM_TAG_MAIN:
    case DOM_TAG_BODY: return 13;
    case DOM_TAG_ASIDE:
    case DOM_TAG_NAV:
    case DOM_TAG_FOOTER:
    case DOM_TAG_HEADER: return 14;
    default: return 0;
    }
}

static gboolean
is_heading (const PageBlock *block)
{
    return block->element->tag >= DOM_TAG_H1 && block->element->tag <= DOM_TAG_H6;
}

/* What a block is to its neighbours. */
static guint8
neighbour_step (const PageMeasure *measure, gint64 i)
{
    const PageBlock *block;

    if (i < 0 || i >= measure->blocks->len)
        return 0;
    block = measure_block (measure, (guint) i);
    if (link_share (block) > 0.5)
        return 1;
    if (block_is_prose (block))
        return 2;
    if (is_heading (block))
        return 3;
    return block->n_words < 6 ? 4 : block->n_sentences > 0 ? 5 : 6;
}

/* 0: none; 1 and 2: all of it, or its start, is a phrase of boilerplate; 3 and 4: one that ends the article. */
static guint8
cue_step (const PageBlock *block)
{
    gsize length = 0;
    LexiconKey opening = lexicon_key (block->opening);
    guint8 step = 0;

    for (guint n = 0; n < 7 && length < block->opening_length; n++) {
        const char *space = memchr (block->opening + length, ' ', block->opening_length - length);
        gsize end = space != NULL ? (gsize) (space - block->opening) : block->opening_length, key = end;
        const char *kind;
        gboolean is_all;

        while (key > 0 && strchr (":.!?,-|>", block->opening[key - 1]) != NULL)
            key--;
        is_all = end == block->opening_length && block->opening_length + 6 < OPENING_SIZE;
        lexicon_key_extend (&opening, key);
        kind = key > 1 ? lexicon_find_key (LEXICON_BLOCK_CUES, &opening) : NULL;
        if (kind != NULL && (is_all ? strcmp (kind, "mention") != 0 : strstr (kind, "start") != NULL))
            step = (guint8) ((strstr (kind, "end") != NULL ? 3 : 1) + !is_all);
        length = end + 1;
    }
    return step;
}

static gboolean
is_mention (const char *phrase, const char *end)
{
    const char *kind = end > phrase + 2 ? lexicon_find (LEXICON_BLOCK_CUES, phrase, end - phrase) : NULL;

    return kind != NULL && strstr (kind, "mention") != NULL;
}

/* How often its opening has words that ask for something or say whose it is: subscribe, inbox, copyright. */
static guint8
mention_step (const PageBlock *block)
{
    const char *end = block->opening + block->opening_length;
    guint n = 0;

    for (const char *word = block->opening, *next; word < end; word = next) {
        const char *space = memchr (word, ' ', (gsize) (end - word)), *stop = space != NULL ? space : end;
        const char *second = stop < end ? memchr (stop + 1, ' ', (gsize) (end - stop - 1)) : NULL;

        next = stop + 1;
        while (stop > word && strchr (":.!?,)\"", stop[-1]) != NULL)
            stop--;
        n += is_mention (word, stop);
        if (next < end)
            n += is_mention (word, second != NULL ? second : end);
    }
    return (guint8) (MIN (n, 3) + (block->n_words > 40 ? 4 : 0));
}

/* So much of an element's classes tells what it is; they may be long, and many blocks stand in it. */
#define CLASSES_SIZE 200

static guint
hash_classes (const char *classes)
{
    guint hash = 5381;

    for (guint i = 0; classes != NULL && classes[i] != '\0' && i < CLASSES_SIZE; i++)
        hash = hash * 33 + (guchar) classes[i];
    return hash;
}

static guint
signature_of (const PageBlock *block)
{
    const DomNode *parent = block->element->parent;
    const char *class = dom_attribute (block->element, "class");
    const char *above = parent != NULL && parent->kind == DOM_ELEMENT ? dom_attribute (parent, "class") : NULL;
    guint hash = (guint) block->element->tag * 31 + (parent != NULL ? (guint) parent->tag : 0);

    hash = hash * 33 + hash_classes (class);
    return hash * 33 + hash_classes (above);
}

static void
collect_text (const PageBlock *block, Evidence *evidence)
{
    double links = link_share (block);
    guint8 *steps = evidence->steps;

    steps[FAMILY_WORDS] = STEP (block->n_words, 2, 3, 4, 6, 9, 13, 21, 36, 61, 101);
    steps[FAMILY_LINKS] = STEP (links, 0.001, 0.1, 0.25, 0.5, 0.8, 1);
    steps[FAMILY_WORDS_LINKS] = (guint8) (4 * STEP (block->n_words, 6, 16, 41) + STEP (links, 0.001, 0.34, 0.8));
    steps[FAMILY_ENDS] = ends_step (block->ends_with);
    steps[FAMILY_OPENS] = opens_step (block->opens_with);
    steps[FAMILY_SENTENCES] = STEP (block->n_sentences, 1, 2, 3, 5);
    steps[FAMILY_COMMAS] = STEP (block->n_commas, 1, 2, 4);
    steps[FAMILY_CAPITALS] = STEP (share (block->n_capitals, block->n_words), 0.001, 0.15, 0.3, 0.5, 0.8, 1);
    steps[FAMILY_DIGITS] = STEP (share (block->n_digits, block->n_letters), 0.001, 0.05, 0.15, 0.3, 0.5);
    steps[FAMILY_ELEMENT] = element_step (block->element->tag);
    steps[FAMILY_STYLE] = (guint8) (block->is_bold + 2 * block->is_italic);
    steps[FAMILY_MENTIONS] = mention_step (block);
    steps[FAMILY_ANCHORS] = STEP (share (block->n_anchor_letters, block->n_letters), 0.001, 0.3, 0.8);
    steps[FAMILY_LINK_COUNT] = STEP (block->n_links, 1, 2, 3, 6);
    steps[FAMILY_CUE] = cue_step (block);
    steps[FAMILY_BODY] =
        block->n_grams == 0 ? 0 : 1 + STEP (share (block->n_known_grams, block->n_grams), 0.001, 0.3, 0.7);
}

static void
collect_place (PageMeasure *measure, guint i, Evidence *evidence)
{
    const PageBlock *block = measure_block (measure, i);
    const PageSum *all = &measure->sums[measure->blocks->len];
    const DomNode *node = block->element;
    guint8 *steps = evidence->steps;
    const guint8 *distances = measure->distances + i * (gsize) N_HINTS;

    for (guint n = 0; n < 3; n++) {
        PageSum sum;

        if (node->parent != NULL && node != measure->page->document->body)
            node = node->parent;
        sum = measure_sum (measure, node);
        steps[FAMILY_PROSE1 + n] =
            STEP (share (sum.n_prose_words, all->n_prose_words), 0.001, 0.05, 0.15, 0.3, 0.5, 0.8, 0.95);
        steps[FAMILY_DENSITY1 + n] = STEP (share (sum.n_link_words, sum.n_words), 0.02, 0.1, 0.2, 0.35, 0.6, 0.9);
        if (n == 0)
            steps[FAMILY_SIBLINGS] = STEP (sum.n_prose_blocks, 1, 2, 3, 6, 11);
    }
    steps[FAMILY_PREVIOUS1] = neighbour_step (measure, (gint64) i - 1);
    steps[FAMILY_PREVIOUS2] = neighbour_step (measure, (gint64) i - 2);
    steps[FAMILY_NEXT1] = neighbour_step (measure, (gint64) i + 1);
    steps[FAMILY_NEXT2] = neighbour_step (measure, (gint64) i + 2);
    steps[FAMILY_POSITION] =
        STEP (share (measure->sums[i].n_prose_words, all->n_prose_words), 0.001, 0.1, 0.3, 0.6, 0.8, 0.9, 0.95, 1);
    steps[FAMILY_PAGE] = (guint8) (4 * block_is_prose (block) + STEP (all->n_prose_words, 100, 300, 1000));
    for (guint n = 0; n < N_HINTS; n++)
        steps[N_FIRST_FAMILIES - N_HINTS + n] = STEP (distances[n], 1, 2, 3, 4, 6, 9);
}

/* Which texts of the page say what it is: 1 its title, 2 its description, 3 an author. */
static void
collect_known (PageMeasure *measure, Evidence *evidence)
{
    const Metadata *metadata = &measure->page->article->metadata;
    guint title = metadata->title != NULL ? measure_hash (metadata->title) : 0;
    guint dek = metadata->dek != NULL ? measure_hash (metadata->dek) : 0;
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
    guint headline = G_MAXUINT;

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        guint8 known = block->hash == title ? 1 : block->hash == dek ? 2 : 0;

        for (char **author = metadata->authors; known == 0 && author != NULL && *author != NULL; author++)
            if (block->n_words < 12 && block->hash == measure_hash (*author))
                known = 3;
        if (headline == G_MAXUINT && (known == 1 || dom_is (block->element, DOM_TAG_H1)))
            headline = i;
        evidence[i].steps[FAMILY_KNOWN] = known;
        evidence[i].steps[FAMILY_REPEATED] = !g_hash_table_add (seen, GUINT_TO_POINTER (block->hash));
    }
    for (guint i = 0; i < measure->blocks->len; i++)
        evidence[i].steps[FAMILY_HEADLINE] = headline == G_MAXUINT ? 0
                                             : i < headline        ? 1
                                             : i == headline       ? 2
                                                             : (guint8) (3 + STEP (i - headline, 2, 4, 8, 20, 60));
}

static void
collect_signatures (PageMeasure *measure, Evidence *evidence)
{
    g_autoptr (GHashTable) words = g_hash_table_new (NULL, NULL);
    guint n_all = measure->sums[measure->blocks->len].n_prose_words;

    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < measure->blocks->len; i++) {
            const PageBlock *block = measure_block (measure, i);
            gpointer key = GUINT_TO_POINTER (signature_of (block));
            guint n = GPOINTER_TO_UINT (g_hash_table_lookup (words, key));

            if (pass == 0 && block_is_prose (block))
                g_hash_table_insert (words, key, GUINT_TO_POINTER (n + block->n_words));
            else if (pass == 1)
                evidence[i].steps[FAMILY_SIGNATURE] = STEP (share (n, n_all), 0.001, 0.05, 0.1, 0.25, 0.5, 0.75, 0.95);
        }
}

static guint8
distance_step (guint distance)
{
    return STEP (distance, 1, 2, 3, 5, 9, 17, 33);
}

static void
collect_neighbourhood (PageMeasure *measure, Evidence *evidence)
{
    guint n = measure->blocks->len, distance = 100, heading = 100;
    guint8 cue = 0;

    for (guint i = 0; i < n; i++) {
        const PageBlock *block = measure_block (measure, i);

        if (is_heading (block) || evidence[i].steps[FAMILY_CUE] > 2) {
            cue = evidence[i].steps[FAMILY_CUE];
            heading = 0;
        } else {
            heading++;
        }
        evidence[i].steps[FAMILY_SECTION] =
            cue == 0 ? STEP (heading, 1, 2, 4, 100) : (guint8) (5 + STEP (heading, 1, 3, 8, 20));
        distance = block_is_prose (block) ? 0 : distance + 1;
        evidence[i].steps[FAMILY_PROSE_BEFORE] = distance_step (distance);
    }
    distance = 100;
    for (guint i = n; i-- > 0;) {
        distance = block_is_prose (measure_block (measure, i)) ? 0 : distance + 1;
        evidence[i].steps[FAMILY_PROSE_AFTER] = distance_step (distance);
    }
}

/* The link share of the list or table that the block stands in; 0: it stands in none. */
static guint8
list_step (const PageMeasure *measure, const PageBlock *block)
{
    const DomNode *node = block->element;

    for (guint n = 0; n < 4 && node->parent != NULL; n++, node = node->parent)
        if (dom_is (node, DOM_TAG_UL) || dom_is (node, DOM_TAG_OL) || dom_is (node, DOM_TAG_TABLE)
            || dom_is (node, DOM_TAG_DL)) {
            PageSum sum = measure_sum (measure, node);
            double links = share (sum.n_link_words, sum.n_words);

            return (guint8) (1 + STEP (links, 0.001, 0.2, 0.4, 0.7, 0.9) + (sum.n_prose_blocks > 0 ? 6 : 0));
        }
    return 0;
}

/* Between the headline and the first prose stand lines that are not the text: what they are, and how long. */
static void
collect_top (const PageMeasure *measure, Evidence *evidence)
{
    gboolean is_top = FALSE;

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        guint8 *steps = evidence[i].steps, kind = is_heading (block) ? 0 : dom_is (block->element, DOM_TAG_P) ? 1 : 2;

        if (steps[FAMILY_HEADLINE] == 2)
            is_top = TRUE;
        steps[FAMILY_TOP] = is_top ? (guint8) (1 + 4 * kind + STEP (block->n_words, 6, 15, 30)) : 0;
        if (block_is_prose (block) && !is_heading (block))
            is_top = FALSE;
    }
}

/* Where a block stands in regard of the elements with that hint, of which the one with most prose is likely to
 * be the article: 0: there is none, 1: in that one, 2: in one within it, 3: in another, 4: in none. */
static void
collect_frames (const PageMeasure *measure, Evidence *evidence, Hint hint, Family family)
{
    const DomNode *body = measure->page->document->body, *main = NULL;
    g_autofree const DomNode **nearest = g_new0 (const DomNode *, measure->page->document->n_nodes);
    guint most = 0;

    for (const DomNode *node = body; node != NULL; node = dom_next (node, body)) {
        guint n_words =
            (measure->hints[node->index] & HINT_BIT (hint)) != 0 ? measure_sum (measure, node).n_prose_words : 0;

        nearest[node->index] = (measure->hints[node->index] & HINT_BIT (hint)) != 0 ? node
                               : node != body                                       ? nearest[node->parent->index]
                                                                                    : NULL;
        if (n_words > most) {
            most = n_words;
            main = node;
        }
    }
    for (guint i = 0; i < measure->blocks->len; i++) {
        const DomNode *frame = nearest[measure_block (measure, i)->first->index];

        evidence[i].steps[family] = main == NULL                                             ? 0
                                    : frame == main                                          ? 1
                                    : frame == NULL                                          ? 4
                                    : frame->index > main->index && frame->index < main->end ? 2
                                                                                             : 3;
    }
}

/* Where the heading above is a link to something else, what follows may be how that begins: 0: there is no heading
 * above, 1 to 4: it is no link, 5 to 9: it is; by its distance and whether the same element holds both. */
static void
collect_teasers (const PageMeasure *measure, Evidence *evidence)
{
    const PageBlock *heading = NULL;
    guint place = 0;

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        const DomNode *above;
        gboolean is_beside;

        if (is_heading (block)) {
            heading = block;
            place = i;
        }
        if (heading == NULL)
            continue;
        above = heading->element->parent;
        is_beside = block->first->index > above->index && block->first->index < above->end;
        evidence[i].steps[FAMILY_TEASER] =
            (guint8) (1 + (link_share (heading) > 0.5 ? 6 : 0) + STEP (i - place, 1, 3) + (is_beside ? 0 : 3));
    }
}

/* How many elements beside this one have its tag and classes. */
static guint
count_twins (const DomNode *node)
{
    const char *class = dom_attribute (node, "class");
    guint n = 0;

    for (guint direction = 0; direction < 2; direction++) {
        const DomNode *other = node;

        for (guint i = 0; i < 8; i++) {
            const char *its;

            other = direction == 0 ? other->previous : other->next;
            if (other == NULL)
                break;
            its = other->kind == DOM_ELEMENT && other->tag == node->tag ? dom_attribute (other, "class") : NULL;
            n += its != NULL && strncmp (its, class, CLASSES_SIZE) == 0;
        }
    }
    return n;
}

/* Elements of one kind in a row that have links are a list of other articles, whatever they are made of: how many
 * there are around the block, and whether it stands in one with a heading. */
static guint8
twin_step (const PageMeasure *measure, const PageBlock *block)
{
    const DomNode *node = block->element;
    guint most = 0;

    for (guint n = 0; n < 4 && node->parent != NULL && node->parent->kind == DOM_ELEMENT; n++) {
        PageSum sum;

        node = node->parent;
        sum = measure_sum (measure, node);
        if (dom_attribute (node, "class") != NULL && sum.n_link_words > 0)
            most = MAX (most, count_twins (node));
    }
    return STEP (most, 1, 2, 3, 5, 8);
}

/* What links say depends on the company they keep. */
static void
collect_links (PageMeasure *measure, Evidence *evidence)
{
    static const Hint foreign[] = { HINT_NAVIGATION, HINT_NEWSLETTER, HINT_PROMOTION, HINT_RELATED,
                                    HINT_SHARE,      HINT_SIDEBAR,    HINT_TEASER,    HINT_TAG_ASIDE };

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        guint8 *steps = evidence[i].steps, links = STEP (link_share (block), 0.001, 0.34, 0.8);
        guint8 section = steps[FAMILY_SECTION], nearest = G_MAXUINT8;

        for (guint n = 0; n < G_N_ELEMENTS (foreign); n++) {
            guint8 distance = measure->distances[i * (gsize) N_HINTS + foreign[n]];

            nearest = distance > 0 ? MIN (nearest, distance) : nearest;
        }
        steps[FAMILY_HINT_LINKS] = (guint8) (links
                                             + (nearest == G_MAXUINT8 ? 0
                                                : nearest < 3         ? 4
                                                : nearest < 6         ? 8
                                                                      : 12));
        steps[FAMILY_SECTION_LINKS] = (guint8) (links + (section < 5 ? 0 : section < 7 ? 4 : section < 8 ? 8 : 12));
        steps[FAMILY_LIST_LINKS] = list_step (measure, block);
        steps[FAMILY_TWINS] = twin_step (measure, block);
    }
}

Evidence *
evidence_collect (PageMeasure *measure)
{
    Evidence *evidence = g_new0 (Evidence, measure->blocks->len + 1);

    for (guint i = 0; i < measure->blocks->len; i++) {
        collect_text (measure_block (measure, i), &evidence[i]);
        collect_place (measure, i, &evidence[i]);
    }
    collect_known (measure, evidence);
    collect_signatures (measure, evidence);
    collect_neighbourhood (measure, evidence);
    collect_links (measure, evidence);
    collect_top (measure, evidence);
    collect_teasers (measure, evidence);
    collect_frames (measure, evidence, HINT_TAG_ARTICLE, FAMILY_ARTICLE);
    collect_frames (measure, evidence, HINT_ARTICLE_BODY, FAMILY_CONTENT);
    return evidence;
}

/* The element within which most is gained: words that belong to the article, less those that do not. */
const DomNode *
evidence_best (PageMeasure *measure)
{
    const DomDocument *document = measure->page->document;
    const DomNode *best = document->body;
    double most = -1;

    for (const DomNode *node = document->body; node != NULL; node = dom_next (node, document->body)) {
        PageSum sum;
        double gain;

        if (node->kind != DOM_ELEMENT)
            continue;
        sum = measure_sum (measure, node);
        gain = sum.value - 0.35 * sum.weight;
        if (gain >= most) {
            most = gain;
            best = node;
        }
    }
    return best;
}

static guint8
verdict_step (double verdict)
{
    return STEP (verdict, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97);
}

static double
mean_around (const PageMeasure *measure, guint i, guint n)
{
    guint first = i >= n ? i - n : 0, end = MIN (i + n + 1, measure->blocks->len);
    double value =
        measure->sums[end].value - measure->sums[first].value - (measure->sums[i + 1].value - measure->sums[i].value);
    double weight = measure->sums[end].weight - measure->sums[first].weight
                    - (measure->sums[i + 1].weight - measure->sums[i].weight);

    return share (value, weight);
}

/* The mean verdict on what follows a heading up to the next one. */
static void
collect_followed (PageMeasure *measure, Evidence *evidence)
{
    guint next = measure->blocks->len;

    for (guint i = measure->blocks->len; i-- > 0;) {
        const PageBlock *block = measure_block (measure, i);
        double value = measure->sums[next].value - measure->sums[i + 1].value;
        double weight = measure->sums[next].weight - measure->sums[i + 1].weight;

        if (!is_heading (block)) {
            evidence[i].steps[FAMILY_FOLLOWED] = 0;
            continue;
        }
        evidence[i].steps[FAMILY_FOLLOWED] = next <= i + 1 ? 1 : 2 + verdict_step (share (value, weight));
        next = i;
    }
}

void
evidence_collect_later (PageMeasure *measure, Evidence *evidence, const double *verdicts)
{
    const DomNode *body = measure->page->document->body, *best;
    guint first = G_MAXUINT, last = 0;

    measure_add_up (measure, verdicts);
    best = evidence_best (measure);
    for (guint i = 0; i < measure->blocks->len; i++)
        if (verdicts[i] > 0.8 && measure_block (measure, i)->n_words > 12) {
            first = MIN (first, i);
            last = i;
        }
    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        const DomNode *node = block->element;
        guint8 *steps = evidence[i].steps;

        steps[FAMILY_OWN] = verdict_step (verdicts[i]);
        steps[FAMILY_AROUND1] = verdict_step (mean_around (measure, i, 1));
        steps[FAMILY_AROUND3] = verdict_step (mean_around (measure, i, 3));
        for (guint n = 0; n < 4; n++) {
            PageSum sum;

            if (node->parent != NULL && node != body)
                node = node->parent;
            sum = measure_sum (measure, node);
            steps[FAMILY_UP1 + n] = verdict_step (share (sum.value, sum.weight));
        }
        steps[FAMILY_INSIDE] = block->element->index >= best->index && block->element->index < best->end;
        steps[FAMILY_PLACE] = first == G_MAXUINT ? 0
                              : i < first        ? (guint8) (1 + STEP (first - i, 2, 4, 10))
                              : i > last         ? (guint8) (5 + STEP (i - last, 2, 4, 10))
                                                 : 9;
    }
    collect_followed (measure, evidence);
}

/* Nothing but links, below a heading or in an element that says that what follows is not the article; and what
 * asks for an address in an element that says so too: however well it is set among the paragraphs, no weight
 * brings it back. */
gboolean
evidence_is_foreign (const Evidence *evidence)
{
    const guint8 *steps = evidence->steps;
    guint8 hint = steps[FAMILY_HINT_LINKS], section = steps[FAMILY_SECTION_LINKS];
    guint8 newsletter = steps[FAMILY_HINT_NEWSLETTER];

    return (hint >= 4 && hint % 4 == 3) || (section >= 4 && section % 4 == 3)
           || (newsletter > 0 && newsletter <= 3 && steps[FAMILY_MENTIONS] % 4 > 0);
}

static double
judge (const Evidence *evidence, double bias, const Weights *weights, guint n_families)
{
    double sum = bias;

    for (guint i = 0; i < n_families; i++)
        sum += weights[i][evidence->steps[i]];
    return 1 / (1 + exp (-sum));
}

double *
evidence_judge (PageMeasure *measure)
{
    g_autofree Evidence *evidence = evidence_collect (measure);
    guint n = measure->blocks->len;
    double *verdicts = g_new0 (double, n + 1);

    for (guint i = 0; i < n; i++)
        verdicts[i] = judge (&evidence[i], first_bias, first_weights, N_FIRST_FAMILIES);
    evidence_collect_later (measure, evidence, verdicts);
    for (guint i = 0; i < n; i++)
        verdicts[i] =
            evidence_is_foreign (&evidence[i]) ? 0 : judge (&evidence[i], second_bias, second_weights, N_FAMILIES);
    measure_add_up (measure, verdicts);
    return verdicts;
}
