/* SPDX-License-Identifier: MIT */
#ifndef HTML_H
#define HTML_H

#include "dom.h"

/* What the files of the HTML parser share.  The terms are those of https://html.spec.whatwg.org/#parsing. */

/* Tags: those of DomTag, and some of SVG and MathML that only the parser asks for. */
/* clang-format off */
#define FOREIGN_TAGS(TAG) \
    TAG (ANNOTATION_XML, "annotation-xml") \
    TAG (DESC, "desc") \
    TAG (FOREIGN_OBJECT, "foreignobject") \
    TAG (MALIGNMARK, "malignmark") \
    TAG (MGLYPH, "mglyph") \
    TAG (MI, "mi") \
    TAG (MN, "mn") \
    TAG (MO, "mo") \
    TAG (MS, "ms") \
    TAG (MTEXT, "mtext")
/* clang-format on */

#define FOREIGN_TAG_ID(id, name) DOM_TAG_##id,
enum { LAST_DOM_TAG = N_DOM_TAGS - 1, FOREIGN_TAGS (FOREIGN_TAG_ID) N_TAGS };
#undef FOREIGN_TAG_ID

typedef guint Tag;

/* What the Standard says of a kind of element, and where its depth ends. */
typedef enum {
    TAG_SPECIAL = 1 << 0,
    TAG_SCOPE = 1 << 1,        /* bounds "in scope" */
    TAG_TABLE_SCOPE = 1 << 2,  /* bounds "in table scope" */
    TAG_LIST_SCOPE = 1 << 3,   /* bounds "in list item scope", beside TAG_SCOPE */
    TAG_BUTTON_SCOPE = 1 << 4, /* bounds "in button scope", beside TAG_SCOPE */
    TAG_IMPLIED = 1 << 5,      /* its end tag may be left out */
    TAG_IMPLIED_PART = 1 << 6, /* a part of a table: its end tag may be left out where a template ends */
    TAG_TABLE = 1 << 7,        /* text in it is fostered */
    TAG_HEADING = 1 << 8,      /* h1 to h6 */
    TAG_BREAKOUT = 1 << 9,     /* its start tag ends SVG and MathML */
    TAG_PARAGRAPH = 1 << 10,   /* holds text: may stand deeper than what holds others */
    TAG_LEAF = 1 << 11,        /* holds no elements, or is bound to a table: may stand at any depth */
    TAG_TEXT_POINT = 1 << 12,  /* MathML text integration point */
    TAG_HTML_POINT = 1 << 13,  /* HTML integration point */
} TagFlags;

extern const guint16 tag_flags[N_TAGS];

/* The tag of that name in any case; DOM_TAG_OTHER for what has no name here. */
Tag tag_find (const char *name, gsize length);
const char *tag_name (Tag tag);

/* What a byte is in markup. */
enum { CHAR_SPACE = 1, CHAR_ENDS_NAME = 2, CHAR_UPPER = 4 };

extern const guint8 char_class[256];

static inline gboolean
is_html_space (char c)
{
    return (char_class[(guchar) c] & CHAR_SPACE) != 0;
}

static inline char
ascii_lower (char c)
{
    return (char_class[(guchar) c] & CHAR_UPPER) != 0 ? (char) (c | 0x20) : c;
}

/* The length of the white space that `text` begins with. */
static inline gsize
count_space (const char *text, gsize length)
{
    gsize n = 0;

    while (n < length && is_html_space (text[n]))
        n++;
    return n;
}

/* Whether the slice is the word (in lower case), letters in either case. */
gboolean slice_is (const char *slice, gsize length, const char *word);

#define N_NAMES 512

typedef struct {
    const char *text; /* NULL: missing */
    gsize length;
} Slice;

/* ---- tokens ---- */

/* A tag keeps no more attributes than this. */
#define MAX_ATTRIBUTES 128

typedef enum { TOKEN_START, TOKEN_END, TOKEN_TEXT, TOKEN_COMMENT, TOKEN_DOCTYPE, TOKEN_EOF } TokenKind;

typedef struct {
    Slice name, value; /* as they were written */
} RawAttribute;

typedef struct {
    TokenKind kind;
    Tag tag;
    Slice name; /* of a tag, as it was written */
    Slice text; /* of text (references resolved) and comments */
    gboolean is_self_closing;
    const char *start, *end; /* where it stands in the input */
    struct {
        Slice name, public_id, system_id;
        gboolean is_broken; /* "force-quirks" */
    } doctype;
    guint n_attributes;
    RawAttribute attributes[MAX_ATTRIBUTES];
} Token;

/* What the text is made of, up to the end tag that closes it. */
typedef enum {
    CONTENT_DATA,
    CONTENT_RCDATA,  /* text with references */
    CONTENT_RAWTEXT, /* text without */
    CONTENT_SCRIPT,
    CONTENT_PLAINTEXT,
} Content;

typedef struct {
    const char *start, *at, *end;
    const char *text_end; /* no tag opens before it */
    Content content;
    Slice closer; /* the element whose end tag ends what is not CONTENT_DATA */
    gboolean in_cdata;
    gboolean allows_cdata; /* the current node is SVG or MathML */
    const char *unclosed;  /* what swallowed the rest, or NULL */
    char reference[8];     /* the text of the last numeric reference */
} Tokens;

void tokens_init (Tokens *tokens, const char *text, gsize length);

/* Reads the next token.  Its slices are the input's, or live until the next call. */
void tokens_next (Tokens *tokens, Token *token);

/* Text of that kind comes next, until the end tag of the element that the token opens. */
void tokens_switch (Tokens *tokens, Content content, const Token *opener);

/* What begins with "<!" or "<?", or an end tag without a name: a comment, a doctype, or text. */
void tokens_read_declaration (Tokens *tokens, Token *token);

/* Where the raw text that begins at `at` ends: at its end tag, or at the end of all. */
const char *tokens_find_closer (const Tokens *tokens, const char *at);

/* The character reference at the '&' that `at` points to: stores its text (which may be kept in `buffer`) and
 * returns its length in the input, or 0 if it is none. */
gsize reference_read (const char *at, const char *end, gboolean in_attribute, char buffer[8], Slice *text);

/* Copies an attribute's value, which may be MAX (length * 6 / 5) long then; returns where the copy ends. */
char *reference_resolve (char *to, Slice value);

/* The value of the tag's attribute as it was written; missing if it has none. */
Slice token_attribute (const Token *token, const char *name);

/* ---- tree ---- */

/* All that is open fits: elements end where DOM_DEPTH says. */
#define MAX_OPEN (DOM_DEPTH + 8)

/* An element of the stack of open elements. */
typedef struct {
    DomNode *node;
    guint16 tag;   /* as for HTML, whatever its name space is */
    guint16 flags; /* TagFlags */
    guint16 depth; /* not less than how deep the node lies */
} Open;

/* Between two markers, no more formatting elements are kept than MAX_FORMATTING: each paragraph after an
 * unclosed one would have all of them again. */
#define MAX_FORMATTING 64
#define MAX_FORMATTING_LIST 1024

/* An entry of the list of active formatting elements. */
typedef struct {
    DomNode *node; /* NULL: a marker */
    Tag tag;
    gsize weight; /* the length of its tag */
} Formatting;

typedef enum {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_HEAD,
    MODE_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_BODY,
    MODE_TEXT,
    MODE_TABLE,
    MODE_CAPTION,
    MODE_COLUMN_GROUP,
    MODE_TABLE_BODY,
    MODE_ROW,
    MODE_CELL,
    MODE_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
    N_MODES,
} Mode;

typedef struct {
    Arena *arena;
    DomDocument *document;
    Tokens tokens;

    Mode mode;
    Mode original_mode; /* that MODE_TEXT goes back to */
    guint8 template_modes[MAX_OPEN];
    guint n_template_modes;

    Open open[MAX_OPEN];
    guint n_open;
    guint n_open_of[N_TAGS]; /* HTML elements on the stack, by their tag */
    Formatting formatting[MAX_FORMATTING_LIST];
    guint n_formatting;
    gsize n_cloned; /* bytes of tags that were opened again */

    guint n_flat_of[N_TAGS]; /* start tags that opened nothing, whose end tags close nothing */
    guint n_flat;
    guint flat_floor; /* that holds as long as so many elements are open */

    DomNode *html;
    DomNode *form; /* that is open, or was and is not closed */
    gboolean is_quirky, allows_frameset, is_fostering, skips_newline;
    GArray *table_text; /* Slice: text in a table that may have to leave it */

    const char *at;      /* where the token that is handled begins */
    const char *line_at; /* where `line` was counted up to */
    guint line;
    Slice names[N_NAMES]; /* met lately: elements and attributes share them */
} Parser;

/* Names are shared: the name in lower case, and as SVG and MathML write it. */
void names_init (void);
const char *name_intern (Parser *parser, Slice name);
const char *name_adjust_element (const char *name, DomSpace space);
const char *name_adjust_attribute (const char *name, DomSpace space);

/* Whether the doctype asks for quirks mode; and the doctype as one text. */
gboolean doctype_is_quirky (const Token *token);
const char *doctype_text (Arena *arena, const Token *token);

/* ---- the stack of open elements ---- */

static inline Open *
stack_top (Parser *parser)
{
    return &parser->open[parser->n_open - 1];
}

static inline DomNode *
current_node (Parser *parser)
{
    return stack_top (parser)->node;
}

/* Whether it is an HTML element of that tag. */
static inline gboolean
open_is (const Open *open, Tag tag)
{
    return open->tag == tag && open->node->space == DOM_HTML;
}

static inline gboolean
current_is (Parser *parser, Tag tag)
{
    return open_is (stack_top (parser), tag);
}

void stack_push (Parser *parser, DomNode *node, Tag tag);
void stack_pop (Parser *parser);

/* Takes out the entry, which need not be the last; puts a node in the place of its own; and puts in an entry. */
void stack_remove (Parser *parser, guint place);
void stack_replace (Parser *parser, guint place, DomNode *node);
void stack_insert (Parser *parser, guint place, DomNode *node, Tag tag);

/* The node's place on the stack, or -1. */
int stack_find (const Parser *parser, const DomNode *node);

/* The place of the last HTML element of that tag, or -1. */
int stack_find_tag (const Parser *parser, Tag tag);

/* Whether an element of that tag is in scope: none of `bounds` (TagFlags) stands between. */
gboolean stack_has (const Parser *parser, Tag tag, guint bounds);

static inline gboolean
has_in_scope (const Parser *parser, Tag tag)
{
    return stack_has (parser, tag, TAG_SCOPE);
}

static inline gboolean
has_in_button_scope (const Parser *parser, Tag tag)
{
    return stack_has (parser, tag, TAG_SCOPE | TAG_BUTTON_SCOPE);
}

static inline gboolean
has_in_table_scope (const Parser *parser, Tag tag)
{
    return stack_has (parser, tag, TAG_TABLE_SCOPE);
}

/* Pops what is above the place, and what stands there. */
void stack_pop_to (Parser *parser, guint place);

/* Pops up to the last element of that tag, which must be open. */
void stack_pop_until (Parser *parser, Tag tag);

/* Pops the elements whose end tags may be left out (`flags`), but not one of tag `but`. */
void stack_close_implied (Parser *parser, guint flags, Tag but);

/* ---- what is put into the tree ---- */

/* Opens an element; NULL if it would lie too deep: then its content takes its place. */
DomNode *insert_element (Parser *parser, const Token *token);
DomNode *insert_foreign (Parser *parser, const Token *token, DomSpace space);

/* Opens one that has no tag of its own, or one that was open before. */
DomNode *insert_implied (Parser *parser, Tag tag);
DomNode *insert_copy (Parser *parser, const DomNode *original, Tag tag);

/* Adds an element that has no content. */
void insert_void (Parser *parser, const Token *token);

void insert_text (Parser *parser, Slice text);

/* Adds a comment at the end of `parent`, or where the current node takes nodes if that is NULL. */
void insert_comment (Parser *parser, const Token *token, DomNode *parent);

/* Nodes of elements, linked nowhere; a copy is one without children. */
DomNode *make_element (Parser *parser, const Token *token);
DomNode *make_implied (Parser *parser, Tag tag);
DomNode *copy_element (Parser *parser, const DomNode *original);

/* Moves the node to the end of `parent`, or to where the open element takes nodes: elsewhere, if they are
 * fostered. */
void move_node (DomNode *node, DomNode *parent);
void insert_moved (Parser *parser, DomNode *node, const Open *target);
void take_out (DomNode *node);

/* Gives the element those attributes that it lacks. */
void add_attributes (Parser *parser, DomNode *element, const Token *token);

/* Whether the end tag is one of an element that was not opened; then it is spent. */
gboolean spend_flat (Parser *parser, const Token *token);

/* Notes that the element of that tag is left out. */
void count_flat (Parser *parser, Tag tag);

/* ---- the list of active formatting elements ---- */

void formatting_push (Parser *parser, DomNode *node, const Token *token);
void formatting_push_marker (Parser *parser);
void formatting_clear (Parser *parser);
void formatting_remove (Parser *parser, const DomNode *node);
gboolean formatting_is_full (const Parser *parser);

/* The last entry of that tag after the last marker, or NULL. */
Formatting *formatting_find (Parser *parser, Tag tag);

/* Opens again what was closed by other elements than its own. */
void formatting_reconstruct (Parser *parser);

/* Closes a formatting element that may be mis-nested; FALSE if there is none of that tag. */
gboolean adopt (Parser *parser, Tag tag);

/* ---- the rules ---- */

/* Handles a token in a mode; TRUE when it is to be handled again, in the mode that is now. */
typedef gboolean (*Rules) (Parser *parser, Token *token);

/* By the rules of the mode that the parser is in. */
gboolean rules_of_mode (Parser *parser, Token *token);

gboolean rules_initial (Parser *parser, Token *token);
gboolean rules_before_html (Parser *parser, Token *token);
gboolean rules_before_head (Parser *parser, Token *token);
gboolean rules_head (Parser *parser, Token *token);
gboolean rules_head_noscript (Parser *parser, Token *token);
gboolean rules_after_head (Parser *parser, Token *token);
gboolean rules_body (Parser *parser, Token *token);
gboolean rules_text (Parser *parser, Token *token);
gboolean rules_table (Parser *parser, Token *token);
gboolean rules_caption (Parser *parser, Token *token);
gboolean rules_column_group (Parser *parser, Token *token);
gboolean rules_table_body (Parser *parser, Token *token);
gboolean rules_row (Parser *parser, Token *token);
gboolean rules_cell (Parser *parser, Token *token);
gboolean rules_template (Parser *parser, Token *token);
gboolean rules_after_body (Parser *parser, Token *token);
gboolean rules_frameset (Parser *parser, Token *token);
gboolean rules_after_frameset (Parser *parser, Token *token);
gboolean rules_after_after_body (Parser *parser, Token *token);
gboolean rules_after_after_frameset (Parser *parser, Token *token);

/* The rules for a token in SVG or MathML, and whether they are the ones to use. */
gboolean rules_foreign (Parser *parser, Token *token);
gboolean is_foreign (Parser *parser, const Token *token);

/* Text as in a document's body. */
void insert_body_text (Parser *parser, Slice text);

/* Takes the white space that a text begins with out of it, and into the tree or away; TRUE if that was all. */
gboolean take_space (Parser *parser, Token *token, gboolean is_kept);

/* Takes what belongs into the head, and templates; FALSE for other tokens. */
gboolean take_metadata (Parser *parser, Token *token);

/* What all modes do with a comment, a doctype and the start tag of html; FALSE for other tokens. */
gboolean take_common (Parser *parser, Token *token);

/* Table text waits until it is known whether there is more than white space. */
void flush_table_text (Parser *parser);

/* Opens an element whose content is text up to its end tag. */
void insert_raw (Parser *parser, const Token *token, Content content);

/* "Reset the insertion mode appropriately". */
void reset_mode (Parser *parser);

#endif
