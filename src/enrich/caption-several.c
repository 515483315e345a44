/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "caption.h"
#include "lang/lang.h"

/* A figure of several pictures whose caption says of each what it shows: "From left: the bell; the rope", "Top: the
 * bell. Bottom: the rope", "(1) The bell. (2) The rope".  In a book they stand one below the other, so each
 * gets its own caption, and becomes a figure. */

/* Figures of more pictures have no such captions. */
#define MOST_PICTURES 12

/* A place is named by no more bytes. */
#define PLACE_LENGTH 60

/* What is said of each picture, in their order. */
typedef struct {
    guint n;
    char *texts[MOST_PICTURES];
} Pieces;

static void
pieces_clear (Pieces *pieces)
{
    for (guint i = 0; i < G_N_ELEMENTS (pieces->texts); i++)
        g_clear_pointer (&pieces->texts[i], g_free);
    pieces->n = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pieces, pieces_clear)

/* What the words up to a colon say of a place, or NULL; *rest is what stands behind it. */
static const char *
place_before (const char *text, const char **rest)
{
    const char *colon = memchr (text, ':', strnlen (text, PLACE_LENGTH));
    gsize length = colon != NULL ? (gsize) (colon - text) : 0;

    while (length > 0 && g_ascii_isspace (text[length - 1]))
        length--;
    if (length == 0 || colon[1] != ' ')
        return NULL;
    *rest = colon + 2;
    return lexicon_find (LEXICON_PICTURE_PLACES, text, (gssize) length);
}

/* The number that the text begins with, "(2) " or "2. "; 0: none. */
static guint
number_before (const char *text)
{
    const char *digits = text + (*text == '(');
    char *end;
    guint64 number = g_ascii_isdigit (*digits) ? g_ascii_strtoull (digits, &end, 10) : 0;

    if (number == 0 || number > MOST_PICTURES || (*text == '(' ? *end != ')' : strchr (".):", *end) == NULL))
        return 0;
    return end[1] == ' ' ? (guint) number : 0;
}

static void
add_piece (Pieces *pieces, const char *start, const char *end)
{
    while (end > start && (g_ascii_isspace (end[-1]) || end[-1] == ';' || end[-1] == ','))
        end--;
    if (pieces->n < MOST_PICTURES) {
        g_autofree char *piece = g_strndup (start, (gsize) (end - start)),
                        *first = g_utf8_strup (piece, g_utf8_next_char (piece) - piece);

        pieces->texts[pieces->n] =
            *piece != '\0' ? g_strconcat (first, g_utf8_next_char (piece), NULL) : g_strdup (piece);
    }
    pieces->n++;
}

/* "the bell; the rope and the clapper; the stairs" */
static void
split_list (const char *text, Pieces *pieces)
{
    const char *start = text;

    for (const char *p = text; *p != '\0'; p++) {
        if (*p != ';')
            continue;
        add_piece (pieces, start, p);
        start = p + 1 + strspn (p + 1, " ");
    }
    add_piece (pieces, start, start + strlen (start));
}

static void
split_sentences (const char *text, Pieces *pieces)
{
    g_autoptr (GArray) sentences = sentence_split (text, (Span){ 0, strlen (text) });

    for (guint i = 0; i < sentences->len; i++) {
        Span span = g_array_index (sentences, Span, i);

        add_piece (pieces, text + span.start, text + span.end);
    }
}

/* Of four that are told around the clock, the third stands last. */
static void
straighten (Pieces *pieces)
{
    char *third = pieces->texts[2];

    if (pieces->n != 4)
        return;
    pieces->texts[2] = pieces->texts[3];
    pieces->texts[3] = third;
}

/* A list that is opened for all of them. */
static gboolean
divide_list (const char *text, guint n, Pieces *pieces)
{
    const char *rest, *order = place_before (text, &rest);

    if (order == NULL || g_ascii_isdigit (*order))
        return FALSE;
    split_list (rest, pieces);
    if (pieces->n != n) {
        pieces_clear (pieces);
        split_sentences (rest, pieces);
    }
    if (pieces->n == n && strcmp (order, "clockwise") == 0)
        straighten (pieces);
    return pieces->n == n;
}

/* Whether a new piece may begin here: at the start, or behind a sentence or semicolon. */
static gboolean
is_boundary (const char *text, const char *p)
{
    return p == text || (p - text > 1 && p[-1] == ' ' && strchr (".;!?)", p[-2]) != NULL);
}

/* Where the next piece with a place or number begins; its rank, and what stands behind the place: a number stays. */
static const char *
next_mark (const char *text, const char *p, guint *rank, const char **rest)
{
    for (; *p != '\0'; p++) {
        const char *place = is_boundary (text, p) ? place_before (p, rest) : NULL;

        *rank = place != NULL && g_ascii_isdigit (*place) ? (guint) (*place - '0') : 0;
        if (*rank > 0)
            return p;
        *rank = p == text || p[-1] == ' ' ? number_before (p) : 0;
        *rest = p;
        if (*rank > 0)
            return p;
    }
    return p;
}

/* Pieces that are marked one by one, in whatever order. */
static gboolean
divide_marked (const char *text, guint n, Pieces *pieces)
{
    const char *rest, *next_rest = NULL, *mark;
    guint ranks[MOST_PICTURES] = { 0 }, rank, next_rank = 0;

    mark = next_mark (text, text, &rank, &rest);
    if (mark != text)
        return FALSE;
    while (*mark != '\0' && pieces->n < n) {
        const char *next = next_mark (text, rest + 1, &next_rank, &next_rest);

        ranks[pieces->n] = rank;
        add_piece (pieces, rest, next);
        mark = next;
        rank = next_rank;
        rest = next_rest;
    }
    if (*mark != '\0' || pieces->n != n)
        return FALSE;
    for (guint i = 1; i < n; i++) { /* sorted by insertion: there are few */
        for (guint k = i; k > 0 && ranks[k - 1] >= ranks[k]; k--) {
            char *text_before = pieces->texts[k - 1];

            if (ranks[k - 1] == ranks[k])
                return FALSE;
            rank = ranks[k - 1];
            ranks[k - 1] = ranks[k];
            ranks[k] = rank;
            pieces->texts[k - 1] = pieces->texts[k];
            pieces->texts[k] = text_before;
        }
    }
    return TRUE;
}

static gboolean
divide (const char *text, guint n, Pieces *pieces)
{
    if (divide_list (text, n, pieces))
        return TRUE;
    pieces_clear (pieces);
    return divide_marked (text, n, pieces);
}

/* The credits of a line, one for each picture: "Ann Lee/AFP; Bob Roe/Reuters", or the same for all. */
static void
divide_credit (const char *credit, guint n, Pieces *pieces)
{
    const char *rest = credit;

    if (place_before (credit, &rest) == NULL)
        rest = credit;
    split_list (rest, pieces);
    if (pieces->n == n)
        return;
    pieces_clear (pieces);
    for (guint i = 0; i < n; i++)
        pieces->texts[pieces->n++] = g_strdup (credit);
}

static guint
count_images (const Node *figure)
{
    guint n = 0;

    for (const Node *child = figure->first; child != NULL; child = child->next)
        n += child->kind == NODE_IMAGE;
    return n;
}

static char *
text_of_part (const Node *figure, NodeKind kind)
{
    const Node *part = figure_part (figure, kind);
    g_autofree char *text = part != NULL ? node_text (part) : NULL;

    return text != NULL && !text_is_blank (text, -1) ? text_squeeze (text, -1) : NULL;
}

/* Parts the credit that a caption ends with from it; NULL: there is none. */
static char *
cut_credit (char *caption)
{
    Credit credit;
    char *rest = NULL;
    gsize length;

    if (credit_parse (caption, &credit) && credit.caption != NULL && g_str_has_prefix (caption, credit.caption)) {
        length = strlen (credit.caption);
        rest = g_strdup (caption + length + strspn (caption + length, " ("));
        if (g_str_has_suffix (rest, ")"))
            rest[strlen (rest) - 1] = '\0';
        caption[length] = '\0';
    }
    credit_clear (&credit);
    return rest;
}

static void
append_part (const Article *article, Node *figure, NodeKind kind, const char *text)
{
    Node *part;

    if (text == NULL || *text == '\0')
        return;
    part = node_append_new (article->arena, figure, kind);
    part->line = figure->line;
    node_append_text (article->arena, part, arena_strdup (article->arena, text));
}

static void
move_last_image (Node *figure, Node *other)
{
    Node *image = figure->last;

    while (image->kind != NODE_IMAGE)
        image = image->previous;
    node_unlink (image);
    node_append (other, image);
}

/* Puts a figure for each picture behind the figure, which keeps the first. */
static void
set_apart (const Article *article, Node *figure, const Pieces *captions, const Pieces *credits)
{
    figure_remove_part (figure, NODE_CAPTION);
    figure_remove_part (figure, NODE_CREDIT);
    for (guint i = captions->n; i-- > 0;) {
        Node *own = i > 0 ? node_new (article->arena, NODE_FIGURE) : figure;

        if (i > 0) {
            own->line = figure->line;
            node_insert_after (figure, own);
            move_last_image (figure, own);
        }
        append_part (article, own, NODE_CAPTION, captions->texts[i]);
        append_part (article, own, NODE_CREDIT, credits->texts[i]);
    }
}

void
figure_divide (const Article *article, Node *figure)
{
    g_auto (Pieces) captions = { 0 }, credits = { 0 };
    g_autofree char *caption = text_of_part (figure, NODE_CAPTION);
    g_autofree char *credit = text_of_part (figure, NODE_CREDIT);
    guint n = count_images (figure);

    if (caption == NULL || n < 2 || n > MOST_PICTURES)
        return;
    if (credit == NULL)
        credit = cut_credit (caption);
    if (!divide (caption, n, &captions))
        return;
    if (credit != NULL)
        divide_credit (credit, n, &credits);
    set_apart (article, figure, &captions, &credits);
}

gboolean
caption_leads_figure (const Article *article, Caption *caption)
{
    Node *figure, *own;

    if (caption->node == NULL)
        return TRUE;
    figure = caption->figure = caption->node->parent;
    if (figure_part (figure, NODE_IMAGE) == caption->node)
        return TRUE;
    if (caption->caption == NULL)
        return FALSE;
    own = node_new (article->arena, NODE_FIGURE);
    own->line = figure->line;
    node_insert_after (figure, own);
    for (Node *image = caption->node, *next; image != NULL && image->kind == NODE_IMAGE; image = next) {
        next = image->next;
        node_unlink (image);
        node_append (own, image);
    }
    caption->figure = own;
    return TRUE;
}
