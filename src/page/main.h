/* SPDX-License-Identifier: MIT */
#ifndef MAIN_H
#define MAIN_H

#include "page.h"

/* How the article is found, shared by the files main-*.c:
 *
 *   measure   the page as a row of blocks, each a stretch of text with its figures (words, links, sentences)
 *   hints     what the names of elements, classes and roles say of what stands in them
 *   evidence  all that is known of a block, as a few small numbers, and the weights that make a verdict of it
 *   choose    which blocks belong together as the article
 *   mark      the verdict on the page's nodes
 *   kinds     what the blocks are that do not
 */

/* What the name of an element, a class, an id or a role says that it holds.  Those in capital letters in the
 * table of words are the elements themselves. */
/* clang-format off */
#define HINTS(HINT) \
    HINT (ARTICLE, "article") \
    HINT (ARTICLE_BODY, "article-body") \
    HINT (BIO, "bio") \
    HINT (BODY, "body") \
    HINT (BYLINE, "byline") \
    HINT (CAPTION, "caption") \
    HINT (COMMENT, "comment") \
    HINT (CONSENT, "consent") \
    HINT (FOOTER, "footer") \
    HINT (HEADER, "header") \
    HINT (HIDDEN, "hidden") \
    HINT (INVISIBLE, "invisible") \
    HINT (LAYOUT, "layout") \
    HINT (LEGAL, "legal") \
    HINT (MEDIA, "media") \
    HINT (NAVIGATION, "navigation") \
    HINT (NEWSLETTER, "newsletter") \
    HINT (PARAGRAPH, "paragraph") \
    HINT (PROMOTION, "promotion") \
    HINT (QUOTE, "quote") \
    HINT (RELATED, "related") \
    HINT (SHARE, "share") \
    HINT (SIDEBAR, "sidebar") \
    HINT (SUMMARY, "summary") \
    HINT (TAGS, "tags") \
    HINT (TEASER, "teaser") \
    HINT (TITLE, "title") \
    HINT (WIDGET, "widget") \
    HINT (TAG_ARTICLE, "<article>") \
    HINT (TAG_ASIDE, "<aside>") \
    HINT (TAG_FIGURE, "<figure>") \
    HINT (TAG_FOOTER, "<footer>") \
    HINT (TAG_FORM, "<form>") \
    HINT (TAG_HEADER, "<header>") \
    HINT (TAG_LIST, "<ul>") \
    HINT (TAG_MAIN, "<main>") \
    HINT (TAG_NAV, "<nav>") \
    HINT (TAG_QUOTE, "<blockquote>") \
    HINT (TAG_TABLE, "<table>")
/* clang-format on */

#define HINT_ID(id, name) HINT_##id,
typedef enum { HINTS (HINT_ID) N_HINTS } Hint;
#undef HINT_ID

#define HINT_BIT(hint) (G_GUINT64_CONSTANT (1) << (hint))

#define OPENING_SIZE 200

/* A stretch of text that reads as one: what stands between two borders of block-level elements. */
typedef struct {
    const DomNode *element;      /* the block-level element that it stands in */
    const DomNode *first, *last; /* its first and last text nodes */
    guint n_words, n_link_words; /* a link within the page is none */
    guint n_letters, n_link_letters, n_digits;
    guint n_anchor_letters; /* of links within the page */
    guint n_capitals;       /* words that begin with a capital letter */
    guint n_commas, n_sentences, n_links;
    guint n_grams, n_known_grams; /* runs of three words, and those that the page's articleBody has too */
    guint hash;                   /* of its letters and digits, in lower case */
    gunichar opens_with, ends_with;
    char opening[OPENING_SIZE]; /* its first words in lower case, one space between two */
    guint opening_length;
    gboolean is_bold, is_italic; /* all of it stands in strong or b, in em or i */
} PageBlock;

/* Sums over a stretch of blocks. */
typedef struct {
    guint n_words, n_link_words;
    guint n_prose_words; /* of blocks that read like prose */
    guint n_prose_blocks;
    double value; /* of all verdicts so far, weighted by words */
    double weight;
} PageSum;

typedef struct {
    Page *page;
    GArray *blocks;     /* PageBlock, in document order */
    guint *first, *end; /* the stretch of blocks that stand in a node, by its index */
    guint64 *hints;     /* Hint bits of every node, by its index */
    PageSum *sums;      /* of all blocks before each, and of all */
    guint8 *distances;  /* N_HINTS for each block: how far above it the nearest element with that hint is */
} PageMeasure;

static inline PageBlock *
measure_block (const PageMeasure *measure, guint i)
{
    return &g_array_index (measure->blocks, PageBlock, i);
}

PageMeasure *measure_page (Page *page);
void measure_free (PageMeasure *measure);

/* Adds up the blocks again, after their verdicts. */
void measure_add_up (PageMeasure *measure, const double *verdicts);

/* The sum over the blocks within a node. */
PageSum measure_sum (const PageMeasure *measure, const DomNode *node);

gboolean block_is_prose (const PageBlock *block);

/* Text as it is compared with other text: a hash of its letters and digits. */
guint measure_hash (const char *text);

/* Sets measure->hints and measure->distances. */
/* Sets which blocks are of the article, by the verdicts on them; as long as the page has text, some are. */
void choose_blocks (const PageMeasure *measure, double *verdicts, guint8 *keeps);

/* Keeps what the page's articleBody has too, if the choice left most of it out. */
void body_correct (const PageMeasure *measure, guint8 *keeps);

/* Puts the page's articleBody in the place of its document, when that has the text and the page has not: some
 * pages are filled by a script.  TRUE: done, nothing is left to mark. */
gboolean body_replaces (const PageMeasure *measure, const guint8 *keeps);

/* Marks what is kept and what is dropped: within `main`, and blocks elsewhere. */
void mark_page (PageMeasure *measure, const DomNode *main, const guint8 *keeps);

/* Says of every text what it is if it is not kept. */
void tell_kinds (const PageMeasure *measure);

/* Whether the element stands in a line of text; and the nearest element around the node that does not. */
gboolean measure_is_inline (DomTag tag);
const DomNode *measure_block_element (const DomNode *node);

/* Whether what is below the node is never read as text. */
gboolean main_is_silent (const DomNode *node);

void hints_read (PageMeasure *measure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageMeasure, measure_free)

#endif
