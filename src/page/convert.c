/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"
#include "lang/lang.h"

/* How an element becomes nodes; what is not in the table stands in a line of text and says nothing itself. */
typedef enum {
    AS_INLINE,    /* its content */
    AS_MARKUP,    /* an inline of that kind */
    AS_BLOCK,     /* its content, apart from what is around it */
    AS_TEXT,      /* a block of that kind that holds inlines */
    AS_CONTAINER, /* a block of that kind that holds blocks */
    AS_NOTHING,   /* left out: nothing of it is to be read */
    AS_LOSS,      /* left out, and said so */
} Treatment;

static gboolean enter_heading (Converter *converter, Frame *frame);
static gboolean enter_list (Converter *converter, Frame *frame);
static gboolean enter_terms (Converter *converter, Frame *frame);
static gboolean enter_item (Converter *converter, Frame *frame);
static gboolean enter_quote (Converter *converter, Frame *frame);
static gboolean enter_aside (Converter *converter, Frame *frame);
static gboolean enter_cite (Converter *converter, Frame *frame);
static gboolean enter_summary (Converter *converter, Frame *frame);
static gboolean enter_abbreviation (Converter *converter, Frame *frame);
static gboolean enter_override (Converter *converter, Frame *frame);
static gboolean enter_label (Converter *converter, Frame *frame);
static gboolean enter_break (Converter *converter, Frame *frame);
static gboolean enter_rule (Converter *converter, Frame *frame);
static gboolean enter_noscript (Converter *converter, Frame *frame);
static gboolean enter_unknown (Converter *converter, Frame *frame);

static const struct {
    Treatment treatment;
    NodeKind kind;
    Enter enter; /* does more than the treatment */
} elements[N_DOM_TAGS] = {
    [DOM_TAG_A] = { AS_INLINE, 0, convert_link },
    [DOM_TAG_ABBR] = { AS_INLINE, 0, enter_abbreviation },
    [DOM_TAG_ACRONYM] = { AS_INLINE, 0, enter_abbreviation },
    [DOM_TAG_ADDRESS] = { AS_BLOCK },
    [DOM_TAG_APPLET] = { AS_LOSS },
    [DOM_TAG_AREA] = { AS_NOTHING },
    [DOM_TAG_ARTICLE] = { AS_BLOCK },
    [DOM_TAG_ASIDE] = { AS_BLOCK, 0, enter_aside },
    [DOM_TAG_AUDIO] = { AS_BLOCK, 0, convert_embedded },
    [DOM_TAG_B] = { AS_MARKUP, NODE_STRONG },
    [DOM_TAG_BASE] = { AS_NOTHING },
    [DOM_TAG_BDI] = { AS_MARKUP, NODE_ISOLATED },
    [DOM_TAG_BDO] = { AS_INLINE, 0, enter_override },
    [DOM_TAG_BLOCKQUOTE] = { AS_BLOCK, 0, enter_quote },
    [DOM_TAG_BODY] = { AS_BLOCK },
    [DOM_TAG_BR] = { AS_INLINE, 0, enter_break },
    [DOM_TAG_BUTTON] = { AS_NOTHING },
    [DOM_TAG_CANVAS] = { AS_LOSS },
    [DOM_TAG_CAPTION] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_CENTER] = { AS_BLOCK },
    [DOM_TAG_CITE] = { AS_INLINE, 0, enter_cite },
    [DOM_TAG_CODE] = { AS_MARKUP, NODE_CODE },
    [DOM_TAG_COL] = { AS_NOTHING },
    [DOM_TAG_COLGROUP] = { AS_NOTHING },
    [DOM_TAG_DATALIST] = { AS_NOTHING },
    [DOM_TAG_DD] = { AS_CONTAINER, NODE_DESCRIPTION },
    [DOM_TAG_DEL] = { AS_MARKUP, NODE_DELETED },
    [DOM_TAG_DETAILS] = { AS_BLOCK },
    [DOM_TAG_DFN] = { AS_MARKUP, NODE_DEFINED },
    [DOM_TAG_DIALOG] = { AS_NOTHING },
    [DOM_TAG_DIR] = { AS_BLOCK, 0, enter_list },
    [DOM_TAG_DIV] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_DL] = { AS_CONTAINER, NODE_TERMS, enter_terms },
    [DOM_TAG_DT] = { AS_TEXT, NODE_TERM },
    [DOM_TAG_EM] = { AS_MARKUP, NODE_EMPHASIS },
    [DOM_TAG_EMBED] = { AS_BLOCK, 0, convert_embedded },
    [DOM_TAG_FIELDSET] = { AS_BLOCK },
    [DOM_TAG_FIGCAPTION] = { AS_BLOCK },
    [DOM_TAG_FIGURE] = { AS_BLOCK },
    [DOM_TAG_FOOTER] = { AS_BLOCK, 0, enter_cite },
    [DOM_TAG_FORM] = { AS_BLOCK },
    [DOM_TAG_FRAME] = { AS_LOSS },
    [DOM_TAG_FRAMESET] = { AS_LOSS },
    [DOM_TAG_H1] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_H2] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_H3] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_H4] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_H5] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_H6] = { AS_BLOCK, 0, enter_heading },
    [DOM_TAG_HEAD] = { AS_NOTHING },
    [DOM_TAG_HEADER] = { AS_BLOCK },
    [DOM_TAG_HGROUP] = { AS_BLOCK },
    [DOM_TAG_HR] = { AS_BLOCK, 0, enter_rule },
    [DOM_TAG_HTML] = { AS_BLOCK },
    [DOM_TAG_I] = { AS_MARKUP, NODE_EMPHASIS },
    [DOM_TAG_IFRAME] = { AS_BLOCK, 0, convert_embedded },
    [DOM_TAG_IMG] = { AS_NOTHING },
    [DOM_TAG_INPUT] = { AS_NOTHING },
    [DOM_TAG_INS] = { AS_MARKUP, NODE_INSERTED },
    [DOM_TAG_KBD] = { AS_MARKUP, NODE_KEYBOARD },
    [DOM_TAG_KEYGEN] = { AS_NOTHING },
    [DOM_TAG_LABEL] = { AS_INLINE, 0, enter_label },
    [DOM_TAG_LEGEND] = { AS_BLOCK },
    [DOM_TAG_LI] = { AS_CONTAINER, NODE_ITEM, enter_item },
    [DOM_TAG_LINK] = { AS_NOTHING },
    [DOM_TAG_LISTING] = { AS_TEXT, NODE_PREFORMATTED },
    [DOM_TAG_MAIN] = { AS_BLOCK },
    [DOM_TAG_MARK] = { AS_MARKUP, NODE_MARKED },
    [DOM_TAG_MARQUEE] = { AS_BLOCK },
    [DOM_TAG_MATH] = { AS_INLINE, 0, convert_foreign },
    [DOM_TAG_MENU] = { AS_BLOCK, 0, enter_list },
    [DOM_TAG_META] = { AS_NOTHING },
    [DOM_TAG_METER] = { AS_NOTHING },
    [DOM_TAG_NAV] = { AS_BLOCK },
    [DOM_TAG_NOEMBED] = { AS_NOTHING },
    [DOM_TAG_NOFRAMES] = { AS_NOTHING },
    [DOM_TAG_NOSCRIPT] = { AS_BLOCK, 0, enter_noscript },
    [DOM_TAG_OBJECT] = { AS_BLOCK, 0, convert_embedded },
    [DOM_TAG_OL] = { AS_BLOCK, 0, enter_list },
    [DOM_TAG_OPTGROUP] = { AS_NOTHING },
    [DOM_TAG_OPTION] = { AS_NOTHING },
    [DOM_TAG_P] = { AS_BLOCK },
    [DOM_TAG_PARAM] = { AS_NOTHING },
    [DOM_TAG_PLAINTEXT] = { AS_TEXT, NODE_PREFORMATTED },
    [DOM_TAG_PRE] = { AS_TEXT, NODE_PREFORMATTED },
    [DOM_TAG_PROGRESS] = { AS_NOTHING },
    [DOM_TAG_Q] = { AS_MARKUP, NODE_QUOTED },
    [DOM_TAG_RP] = { AS_NOTHING },
    [DOM_TAG_RUBY] = { AS_INLINE, 0, convert_ruby },
    [DOM_TAG_S] = { AS_MARKUP, NODE_STRUCK },
    [DOM_TAG_SAMP] = { AS_MARKUP, NODE_SAMPLE },
    [DOM_TAG_SCRIPT] = { AS_NOTHING },
    [DOM_TAG_SEARCH] = { AS_BLOCK },
    [DOM_TAG_SECTION] = { AS_BLOCK },
    [DOM_TAG_SELECT] = { AS_NOTHING },
    [DOM_TAG_SMALL] = { AS_MARKUP, NODE_SMALL },
    [DOM_TAG_SOURCE] = { AS_NOTHING },
    [DOM_TAG_STRIKE] = { AS_MARKUP, NODE_STRUCK },
    [DOM_TAG_STRONG] = { AS_MARKUP, NODE_STRONG },
    [DOM_TAG_STYLE] = { AS_NOTHING },
    [DOM_TAG_SUB] = { AS_MARKUP, NODE_SUBSCRIPT },
    [DOM_TAG_SUMMARY] = { AS_BLOCK, 0, enter_summary },
    [DOM_TAG_SUP] = { AS_MARKUP, NODE_SUPERSCRIPT },
    [DOM_TAG_SVG] = { AS_INLINE, 0, convert_foreign },
    [DOM_TAG_TABLE] = { AS_BLOCK, 0, convert_table },
    [DOM_TAG_TBODY] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_TD] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_TEMPLATE] = { AS_NOTHING },
    [DOM_TAG_TEXTAREA] = { AS_NOTHING },
    [DOM_TAG_TFOOT] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_TH] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_THEAD] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_TITLE] = { AS_NOTHING },
    [DOM_TAG_TR] = { AS_BLOCK, 0, convert_table_part },
    [DOM_TAG_TRACK] = { AS_NOTHING },
    [DOM_TAG_TT] = { AS_MARKUP, NODE_CODE },
    [DOM_TAG_U] = { AS_MARKUP, NODE_UNDERLINED },
    [DOM_TAG_UL] = { AS_BLOCK, 0, enter_list },
    [DOM_TAG_VAR] = { AS_MARKUP, NODE_VARIABLE },
    [DOM_TAG_VIDEO] = { AS_BLOCK, 0, convert_embedded },
    [DOM_TAG_OTHER] = { AS_INLINE, 0, enter_unknown },
    [DOM_TAG_XMP] = { AS_TEXT, NODE_PREFORMATTED },
};

/* Whether an attribute that is a list of words (class, epub:type, role) says that the element is set apart. */
static gboolean
is_pull_quote (const DomNode *element)
{
    static const char *const words[] = { "pullquote", "pull-quote", "pull_quote", "wp-block-pullquote",
                                         "doc-pullquote" };
    static const char *const attributes[] = { "class", "epub:type", "role" };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        for (guint j = 0; j < G_N_ELEMENTS (attributes); j++)
            if (dom_attribute_has (element, attributes[j], words[i]))
                return TRUE;
    return FALSE;
}

static Direction
direction_of (const char *value)
{
    static const char *const names[] = { "ltr", "rtl", "auto" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (value, names[i]) == 0)
            return (Direction) (DIRECTION_LTR + i);
    return DIRECTION_INHERIT;
}

/* What the element says of the language and direction of its content. */
static Speech
speech_of (const Converter *converter, const DomNode *element)
{
    Speech speech = { NULL, DIRECTION_INHERIT };

    for (guint i = 0; i < element->n_attributes; i++) {
        const DomAttribute *attribute = &element->attributes[i];

        if (strcmp (attribute->name, "dir") == 0) {
            speech.direction = direction_of (attribute->value);
        } else if (strcmp (attribute->name, "lang") == 0 || strcmp (attribute->name, "xml:lang") == 0) {
            g_autofree char *tag = language_normalise (attribute->value);

            speech.language = arena_strdup (converter->arena, tag);
        }
    }
    return speech;
}

/* Opens an inline for the frame; one that says nothing of its own only where it says the language. */
static void
open_inline (Converter *converter, Frame *frame, Node *prototype)
{
    Speech speech = speech_of (converter, frame->element);

    prototype->language = speech.language;
    prototype->direction = speech.direction;
    if (prototype->kind == NODE_SPAN && speech.language == NULL && speech.direction == DIRECTION_INHERIT)
        return;
    builder_open_inline (converter->builder, prototype, NULL);
}

Node *
convert_open (Converter *converter, Frame *frame, const Node *prototype)
{
    Node *node = builder_open (converter->builder, prototype);

    frame->n_blocks = builder_depth (converter->builder) - (node != NULL);
    return node;
}

static gboolean
enter_heading (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    Want want = { NODE_HEADING, (int) (element->tag - DOM_TAG_H1) + 1 };
    const char *level;

    if (element->tag == DOM_TAG_DIV) {
        if (!dom_attribute_has (element, "role", "heading"))
            return TRUE;
        level = dom_attribute (element, "aria-level");
        want.level = level != NULL ? (int) CLAMP (g_ascii_strtoll (level, NULL, 10), 1, 6) : 2;
    }
    builder_want (converter->builder, want);
    return TRUE;
}

static ListNumbers
numbers_of (const char *type)
{
    switch (type != NULL && *type != '\0' && type[1] == '\0' ? *type : '1') {
    case 'a': return NUMBERS_LOWER_LETTERS;
    case 'A': return NUMBERS_UPPER_LETTERS;
    case 'i': return NUMBERS_LOWER_ROMAN;
    case 'I': return NUMBERS_UPPER_ROMAN;
    default: return NUMBERS_DECIMAL;
    }
}

/* The number that the attribute is, or `otherwise`. */
static int
number_of (const DomNode *element, const char *name, int otherwise)
{
    const char *value = dom_attribute (element, name);
    char *end;
    gint64 number;

    if (value == NULL)
        return otherwise;
    number = g_ascii_strtoll (value, &end, 10);
    return end == value || number < -99999 || number > 99999 ? otherwise : (int) number;
}

/* The number of the first item of a list that counts down. */
static int
count_items (const DomNode *list)
{
    int n_items = 0;

    for (const DomNode *child = list->first; child != NULL; child = child->next)
        n_items += child->tag == DOM_TAG_LI;
    return n_items;
}

static gboolean
enter_list (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    Node prototype = { .kind = NODE_LIST };

    if (g_hash_table_contains (converter->page->galleries, element))
        return TRUE;
    prototype.list.is_ordered = element->tag == DOM_TAG_OL;
    prototype.list.is_reversed = prototype.list.is_ordered && dom_attribute (element, "reversed") != NULL;
    prototype.list.start = number_of (element, "start", prototype.list.is_reversed ? count_items (element) : 1);
    prototype.list.numbers = numbers_of (dom_attribute (element, "type"));
    convert_open (converter, frame, &prototype);
    return TRUE;
}

static gboolean
enter_item (Converter *converter, Frame *frame)
{
    Node prototype = { .kind = NODE_ITEM };

    if (g_hash_table_contains (converter->page->galleries, frame->element->parent))
        return TRUE;
    if (frame->element->parent->tag == DOM_TAG_OL)
        prototype.item.value = number_of (frame->element, "value", 0);
    convert_open (converter, frame, &prototype);
    return TRUE;
}

static gboolean
enter_terms (Converter *converter, Frame *frame)
{
    Node prototype = { .kind = NODE_TERMS };

    if (convert_open (converter, frame, &prototype) != NULL)
        converter->whole = frame->element;
    return TRUE;
}

static gboolean
enter_quote (Converter *converter, Frame *frame)
{
    Node prototype = { .kind = is_pull_quote (frame->element) ? NODE_ASIDE : NODE_QUOTE };

    if (prototype.kind == NODE_ASIDE)
        prototype.aside.is_pull_quote = TRUE;
    if (builder_is_in (converter->builder, NODE_ASIDE) && prototype.kind == NODE_ASIDE)
        return TRUE;
    convert_open (converter, frame, &prototype);
    return TRUE;
}

static gboolean
enter_aside (Converter *converter, Frame *frame)
{
    Node prototype = { .kind = NODE_ASIDE };

    prototype.aside.is_pull_quote = is_pull_quote (frame->element);
    if (!builder_is_in (converter->builder, NODE_ASIDE))
        convert_open (converter, frame, &prototype);
    return TRUE;
}

static gboolean
is_text (const DomNode *node)
{
    return node != NULL && node->kind == DOM_TEXT && !text_is_blank (node->text, (gssize) node->length);
}

/* So far one looks for text beside an element. */
#define NEAR 20

/* Whether the element has text beside it in its block: then it is not a line of its own. */
static gboolean
stands_alone (const DomNode *element)
{
    const DomNode *before = element->previous, *after = element->next;

    for (guint i = 0; i < NEAR; i++) {
        if (is_text (before) || is_text (after))
            return FALSE;
        before = before != NULL ? before->previous : NULL;
        after = after != NULL ? after->next : NULL;
    }
    return TRUE;
}

/* The last line of a quotation says who said it. */
static gboolean
enter_cite (Converter *converter, Frame *frame)
{
    gboolean is_footer = frame->element->tag == DOM_TAG_FOOTER;
    gboolean is_quoted =
        builder_is_in (converter->builder, NODE_QUOTE) || builder_is_in (converter->builder, NODE_ASIDE);
    Node prototype = { .kind = NODE_CITED };

    if (is_quoted && (is_footer || stands_alone (frame->element))) {
        frame->is_block = TRUE;
        builder_want (converter->builder, (Want){ NODE_ATTRIBUTION });
    } else if (!is_footer) {
        open_inline (converter, frame, &prototype);
    }
    return TRUE;
}

static gboolean
enter_summary (Converter *converter, Frame *frame)
{
    Node prototype = { .kind = NODE_STRONG };

    builder_open_inline (converter->builder, &prototype, NULL);
    return TRUE;
}

static gboolean
enter_abbreviation (Converter *converter, Frame *frame)
{
    Node prototype = { .kind = NODE_ABBREVIATION };
    const char *title = dom_attribute (frame->element, "title");
    g_autofree char *squeezed = title != NULL ? text_clean (title, -1) : NULL;

    if (squeezed == NULL || *squeezed == '\0')
        prototype.kind = NODE_SPAN;
    else
        prototype.abbreviation.title = arena_strdup (converter->arena, squeezed);
    open_inline (converter, frame, &prototype);
    return TRUE;
}

static gboolean
enter_override (Converter *converter, Frame *frame)
{
    Speech speech = speech_of (converter, frame->element);
    gboolean has_direction = speech.direction == DIRECTION_LTR || speech.direction == DIRECTION_RTL;
    Node prototype = { .kind = has_direction ? NODE_OVERRIDE : NODE_SPAN };

    open_inline (converter, frame, &prototype);
    return TRUE;
}

/* The name of a field that is filled in goes with the field. */
static gboolean
enter_label (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;

    return dom_attribute (element, "for") == NULL && dom_find (element, DOM_TAG_INPUT) == NULL
           && dom_find (element, DOM_TAG_SELECT) == NULL && dom_find (element, DOM_TAG_TEXTAREA) == NULL;
}

static gboolean
enter_break (Converter *converter, Frame *frame)
{
    builder_break (converter->builder);
    return FALSE;
}

static gboolean
enter_rule (Converter *converter, Frame *frame)
{
    Node *rule = node_new (converter->arena, NODE_SEPARATOR);

    rule->line = frame->element->line;
    builder_add_block (converter->builder, rule);
    return FALSE;
}

/* What is there for readers without scripts repeats what is there for others, or says that it is missing; but
 * pictures in it may be the only ones. */
static gboolean
enter_noscript (Converter *converter, Frame *frame)
{
    frame->is_silent = converter->page->marks[frame->element->index] != PAGE_KEEP;
    return TRUE;
}

/* What stands in a line of text, is no element that anyone knows and has nothing but names for attributes are words
 * that somebody put into angle brackets: "<Ada says hello>". */
static gboolean
enter_unknown (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    Node prototype = { .kind = NODE_SPAN };
    g_autoptr (GString) words = NULL;
    gboolean is_tag = element->n_attributes == 0 || !is_text (element->previous);

    for (guint i = 0; !is_tag && i < element->n_attributes; i++)
        is_tag = *element->attributes[i].value != '\0';
    open_inline (converter, frame, &prototype);
    if (is_tag)
        return TRUE;
    words = g_string_new ("<");
    g_string_append (words, element->name);
    for (guint i = 0; i < MIN (element->n_attributes, NEAR); i++)
        g_string_append_printf (words, " %s", element->attributes[i].name);
    g_string_append_c (words, '>');
    convert_note_loss (converter, words->str, element->line);
    return TRUE;
}

static gboolean
enter_plain (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    NodeKind kind = elements[element->tag].kind;
    Node prototype = { .kind = kind };

    switch (elements[element->tag].treatment) {
    case AS_INLINE: prototype.kind = NODE_SPAN; G_GNUC_FALLTHROUGH;
    case AS_MARKUP: open_inline (converter, frame, &prototype); return TRUE;
    case AS_BLOCK: return TRUE;
    case AS_TEXT: builder_want (converter->builder, (Want){ kind }); return TRUE;
    case AS_CONTAINER: convert_open (converter, frame, &prototype); return TRUE;
    case AS_LOSS: convert_note_loss (converter, element->name, element->line); return FALSE;
    case AS_NOTHING: return FALSE;
    }
    g_assert_not_reached ();
}

static const char *
id_of (const DomNode *element)
{
    const char *id = element->n_attributes > 0 ? dom_attribute (element, "id") : NULL;

    return id == NULL && element->tag == DOM_TAG_A ? dom_attribute (element, "name") : id;
}

/* Enters an element that belongs to the article; returns whether its content is wanted. */
static gboolean
enter_kept (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    const char *id = id_of (element);
    Builder *builder = converter->builder;

    builder_set_line (builder, element->line);
    if (frame->is_block) {
        Speech speech = speech_of (converter, element);

        builder_boundary (builder);
        if (speech.language != NULL || speech.direction != DIRECTION_INHERIT)
            builder_set_speech (builder, (Speech){ speech.language != NULL ? speech.language : frame->speech.language,
                                                   speech.direction != DIRECTION_INHERIT ? speech.direction
                                                                                         : frame->speech.direction });
    }
    if (id != NULL && g_hash_table_contains (converter->ids, id))
        builder_add_target (builder, id);
    if (notes_is_current (converter, element))
        return TRUE;
    if (element->space == DOM_SVG || element->space == DOM_MATHML)
        return convert_foreign (converter, frame);
    if (elements[element->tag].enter != NULL)
        return elements[element->tag].enter (converter, frame);
    return enter_plain (converter, frame);
}

static void
leave (Converter *converter, const Frame *frame)
{
    Builder *builder = converter->builder;

    builder_close_inlines_to (builder, frame->n_inlines);
    if (!frame->is_block)
        return;
    builder_boundary (builder);
    builder_close_to (builder, frame->n_blocks);
    builder_rewant (builder, frame->want);
    builder_set_speech (builder, frame->speech);
    if (frame->table != NULL)
        table_finish (converter, frame->table);
}

/* Whether a node below it is marked as kept.  As the walk goes forward, so does the search. */
static gboolean
keeps_below (Converter *converter, const DomNode *node)
{
    const guint8 *marks = converter->page->marks, *found;
    guint n_nodes = converter->page->document->n_nodes;

    if (node->index < converter->kept_after || node->index >= converter->next_keep) {
        found = memchr (marks + node->index + 1, PAGE_KEEP, n_nodes - node->index - 1);
        converter->kept_after = node->index;
        converter->next_keep = found != NULL ? (guint) (found - marks) : n_nodes;
    }
    return converter->next_keep < node->end;
}

/* A table or a list of terms is kept whole or not at all: without a cell, what it says is not what it said. */
gboolean
convert_keeps (const Converter *converter, const DomNode *node, gboolean parent_keeps)
{
    guint8 mark = converter->page->marks[node->index];

    if (mark == PAGE_DROP && converter->whole != NULL && node->index > converter->whole->index
        && node->index < converter->whole->end)
        return parent_keeps;
    return mark == PAGE_INHERIT ? parent_keeps : mark == PAGE_KEEP;
}

static gboolean
is_block (const DomNode *element)
{
    Treatment treatment = elements[element->tag].treatment;

    return treatment == AS_BLOCK || treatment == AS_TEXT || treatment == AS_CONTAINER;
}

/* Enters an element; FALSE when nothing of it is wanted, and then nothing is to be left. */
static gboolean
enter (Converter *converter, GArray *frames, const DomNode *node, gboolean keeps)
{
    const Frame *outer = frames->len > 0 ? &g_array_index (frames, Frame, frames->len - 1) : NULL;
    Builder *builder = converter->builder;
    Frame frame = { .element = node, .keeps = keeps, .is_silent = outer != NULL && outer->is_silent };
    gboolean wants_content = TRUE;

    if (convert_figure (converter, node) || (!keeps && !keeps_below (converter, node)))
        return FALSE;
    if (node->kind == DOM_ELEMENT && convert_is_double (node))
        return FALSE;
    if (keeps && (convert_icon (converter, node) || notes_take (converter, node)))
        return FALSE;
    if (keeps && notes_take_mark (converter, node)) {
        convert_replace (converter, node);
        return FALSE;
    }
    frame.is_block = is_block (node) || node->kind == DOM_DOCUMENT;
    frame.n_blocks = builder_depth (builder);
    frame.n_inlines = builder_inline_depth (builder);
    frame.want = builder_wanted (builder);
    frame.speech = builder_speech (builder);
    if (keeps && node->kind == DOM_ELEMENT)
        wants_content = enter_kept (converter, &frame);
    if (wants_content && node->first != NULL)
        g_array_append_val (frames, frame);
    else
        leave (converter, &frame);
    return wants_content && node->first != NULL;
}

/* Text of the page; a comment is none. */
static void
add_text (Converter *converter, const DomNode *node, const Frame *frame)
{
    if (node->kind != DOM_TEXT || frame == NULL || frame->is_silent || !convert_keeps (converter, node, frame->keeps))
        return;
    convert_take (converter, node);
    builder_set_line (converter->builder, node->line);
    builder_text (converter->builder, node->text, node->length);
}

static Frame *
last_frame (GArray *frames)
{
    return frames->len > 0 ? &g_array_index (frames, Frame, frames->len - 1) : NULL;
}

void
convert_walk (Converter *converter, const DomNode *root, gboolean keeps)
{
    g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));

    for (const DomNode *node = root; node != NULL;) {
        const Frame *frame = last_frame (frames);

        if (node->kind == DOM_ELEMENT || node->kind == DOM_DOCUMENT) {
            if (enter (converter, frames, node,
                       frame != NULL ? convert_keeps (converter, node, frame->keeps) : keeps)) {
                node = node->first;
                continue;
            }
        } else {
            add_text (converter, node, frame);
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            leave (converter, last_frame (frames));
            g_array_set_size (frames, frames->len - 1);
        }
        node = node == root ? NULL : node->next;
    }
}
