/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dom.h"
#include "entities.h"

/* A parser of our own: it knows no document type, which is what hostile XML works through, and where feeds are
 * not well-formed (a bare &, HTML's entities, a br that nobody closed) it loses nothing of the rest.  libxml2
 * would. */

/* More of an element's attributes, or of the namespaces that are declared at a place, are left out: each is
 * compared with those before it. */
#define ATTRIBUTES_LIMIT 100
#define BINDINGS_LIMIT 100

/* Longer than any entity's name. */
#define ENTITY_LENGTH 32

#define N_NAMES 256

typedef struct {
    const char *start;
    gsize length;
} Slice;

typedef struct {
    Slice name, value;
} RawAttribute;

typedef struct {
    Slice prefix;
    DomSpace space;
} Binding;

/* An element that is open. */
typedef struct {
    DomNode *node;
    Slice name;       /* with its prefix */
    guint n_bindings; /* before it */
} Open;

typedef struct {
    Arena *arena;
    DomDocument *document;
    const char *p, *end;
    const char *counted; /* up to which lines are counted */
    guint line;
    Open open[DOM_DEPTH];
    guint depth;
    gsize n_too_deep; /* elements that are open below those and are no nodes */
    Binding bindings[BINDINGS_LIMIT];
    guint n_bindings;
    Slice piece;   /* text that is to become a node, as it stands in the input */
    GString *text; /* or, if it is not one piece there, as it is */
    const char *names[N_NAMES];
    gboolean has_root;
    gboolean lacks_quote[2]; /* no quotation mark of that kind is ahead */
} Parser;

/* Namespaces, and the prefix that is understood even where nobody declared it. */
static const struct {
    const char *address, *prefix;
    DomSpace space;
} spaces[] = {
    { "http://www.w3.org/1999/xhtml", "xhtml", DOM_HTML },
    { "http://www.w3.org/2000/svg", "svg", DOM_SVG },
    { "http://www.w3.org/1998/Math/MathML", "m", DOM_MATHML },
    { "http://www.w3.org/2005/Atom", "atom", DOM_ATOM },
    { "http://purl.org/atom/ns#", "", DOM_ATOM },
    { "http://purl.org/rss/1.0/", "rss", DOM_NONE },
    { "http://my.netscape.com/rdf/simple/0.9/", "", DOM_NONE },
    { "http://channel.netscape.com/rdf/simple/0.9/", "", DOM_NONE },
    { "http://backend.userland.com/rss2", "", DOM_NONE },
    { "http://purl.org/rss/1.0/modules/content/", "content", DOM_CONTENT },
    { "http://purl.org/dc/elements/1.1/", "dc", DOM_DUBLIN_CORE },
    { "http://purl.org/dc/terms/", "dcterms", DOM_DUBLIN_CORE },
    { "http://search.yahoo.com/mrss/", "media", DOM_MEDIA },
    { "http://search.yahoo.com/mrss", "", DOM_MEDIA },
    { "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", DOM_ITUNES },
};

static gboolean
slice_is (Slice slice, const char *string)
{
    return strlen (string) == slice.length && memcmp (slice.start, string, slice.length) == 0;
}

static gboolean
slices_are_equal (Slice a, Slice b)
{
    return a.length == b.length && memcmp (a.start, b.start, a.length) == 0;
}

static guint
line_of (Parser *parser, const char *place)
{
    for (const char *p = parser->counted; p < place && (p = memchr (p, '\n', (gsize) (place - p))) != NULL; p++)
        parser->line++;
    parser->counted = MAX (place, parser->counted);
    return parser->line;
}

/* Notes that the text is not well-formed. */
static void
fault (Parser *parser)
{
    if (parser->document->malformed == 0)
        parser->document->malformed = line_of (parser, MIN (parser->p, parser->end));
}

static gboolean
is_space (char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static gboolean
is_name_start (char c)
{
    return g_ascii_isalpha (c) || c == '_' || c == ':' || (guchar) c >= 0x80;
}

static gboolean
is_in_name (char c)
{
    return is_name_start (c) || g_ascii_isdigit (c) || c == '-' || c == '.';
}

static gboolean
begins_with (const Parser *parser, const char *string)
{
    gsize length = strlen (string);

    return (gsize) (parser->end - parser->p) >= length && memcmp (parser->p, string, length) == 0;
}

/* Moves behind the next `string`, to the end if there is none. */
static gboolean
skip_behind (Parser *parser, const char *string)
{
    const char *found = memmem (parser->p, (gsize) (parser->end - parser->p), string, strlen (string));

    if (found == NULL) {
        fault (parser);
        parser->document->unclosed = line_of (parser, parser->p);
    }
    parser->p = found != NULL ? found + strlen (string) : parser->end;
    return found != NULL;
}

static void
skip_space (Parser *parser)
{
    while (parser->p < parser->end && is_space (*parser->p))
        parser->p++;
}

/* The same string for the same name, most of the time. */
static const char *
intern (Parser *parser, Slice name)
{
    guint hash = 0;
    const char **slot;

    for (gsize i = 0; i < name.length; i++)
        hash = hash * 31 + (guchar) name.start[i];
    slot = &parser->names[hash % N_NAMES];
    if (*slot == NULL || !slice_is (name, *slot))
        *slot = arena_strndup (parser->arena, name.start, name.length);
    return *slot;
}

static DomNode *
append_node (Parser *parser, DomKind kind, const char *place)
{
    DomNode *node = arena_make (parser->arena, DomNode);

    node->kind = kind;
    node->line = line_of (parser, place);
    node->index = parser->document->n_nodes++;
    node->end = parser->document->n_nodes;
    node->parent = parser->depth > 0 ? parser->open[parser->depth - 1].node : parser->document->root;
    node->previous = node->parent->last;
    if (node->previous != NULL)
        node->previous->next = node;
    else
        node->parent->first = node;
    node->parent->last = node;
    return node;
}

/* Makes a node of the text that waits. */
static void
flush_text (Parser *parser)
{
    Slice text = parser->piece;
    DomNode *node;

    if (parser->text->len > 0) {
        text.length = parser->text->len;
        text.start = arena_strndup (parser->arena, parser->text->str, text.length);
        g_string_truncate (parser->text, 0);
    }
    if (text.length > 0 && (parser->depth > 0 || !text_is_blank (text.start, (gssize) text.length))) {
        node = append_node (parser, DOM_TEXT, parser->piece.start);
        node->text = text.start;
        node->length = text.length;
    }
    parser->piece = (Slice){ NULL, 0 };
}

/* `place` is where the text stands in the input: it may be the text itself. */
static void
append_text (Parser *parser, const char *place, const char *text, gsize length)
{
    Slice *piece = &parser->piece;

    if (length == 0)
        return;
    if (piece->start == NULL && text == place) {
        *piece = (Slice){ text, length };
    } else {
        if (piece->start == NULL)
            piece->start = place;
        if (parser->text->len == 0)
            g_string_append_len (parser->text, piece->start, (gssize) piece->length);
        g_string_append_len (parser->text, text, (gssize) length);
    }
}

/* The characters of the reference whose name or number, between & and ;, is given; 0: it has none. */
static gsize
resolve (Slice name, char buffer[8])
{
    gboolean is_hexadecimal = name.length > 1 && (name.start[1] == 'x' || name.start[1] == 'X');
    char copy[ENTITY_LENGTH + 1] = { 0 }, *end;
    guint64 number;

    memcpy (copy, name.start, MIN (name.length, ENTITY_LENGTH));
    if (*copy != '#') {
        const char *text = entity_text (name.start, name.length);

        return text != NULL ? g_strlcpy (buffer, text, 8) : 0;
    }
    if (!g_ascii_isxdigit (copy[is_hexadecimal ? 2 : 1]))
        return 0;
    number = g_ascii_strtoull (copy + (is_hexadecimal ? 2 : 1), &end, is_hexadecimal ? 16 : 10);
    return *end == '\0' ? (gsize) g_unichar_to_utf8 (entity_character (number), buffer) : 0;
}

/* The characters of the reference that begins at `p`, an ampersand; how long it is.  One that means nothing is
 * taken as it stands. */
static gsize
read_reference (Parser *parser, const char *p, const char *end, char buffer[8], gsize *n_characters)
{
    Slice name = { p + 1, 0 };

    while (name.start + name.length < end && name.length < ENTITY_LENGTH
           && (g_ascii_isalnum (name.start[name.length]) || (name.length == 0 && *name.start == '#')))
        name.length++;
    *n_characters = 0;
    if (name.length > 0 && name.start + name.length < end && name.start[name.length] == ';')
        *n_characters = resolve (name, buffer);
    if (*n_characters > 0)
        return name.length + 2;
    fault (parser);
    *buffer = '&';
    *n_characters = 1;
    return 1;
}

static void
read_text (Parser *parser, const char *end)
{
    char buffer[8];

    while (parser->p < end) {
        const char *start = parser->p, *ampersand = memchr (start, '&', (gsize) (end - start));
        gsize n_characters;

        parser->p = ampersand != NULL ? ampersand : end;
        append_text (parser, start, start, (gsize) (parser->p - start));
        if (ampersand == NULL)
            return;
        parser->p += read_reference (parser, ampersand, end, buffer, &n_characters);
        append_text (parser, ampersand, buffer, n_characters);
    }
}

/* A copy of an attribute's value, with its references resolved. */
static const char *
copy_value (Parser *parser, Slice value)
{
    const char *p = value.start, *end = value.start + value.length;
    g_autoptr (GString) copy = NULL;
    char buffer[8];

    if (value.length == 0)
        return "";
    if (memchr (value.start, '&', value.length) == NULL)
        return arena_strndup (parser->arena, value.start, value.length);
    copy = g_string_sized_new (value.length);
    while (p < end) {
        gsize n_characters;

        if (*p != '&') {
            g_string_append_c (copy, *p++);
        } else {
            p += read_reference (parser, p, end, buffer, &n_characters);
            g_string_append_len (copy, buffer, (gssize) n_characters);
        }
    }
    return arena_strndup (parser->arena, copy->str, copy->len);
}

static Slice
read_name (Parser *parser)
{
    Slice name = { parser->p, 0 };

    while (parser->p < parser->end && is_in_name (*parser->p))
        parser->p++;
    name.length = (gsize) (parser->p - name.start);
    return name;
}

/* A value in quotation marks; one that has none, or no second, ends where the tag or the word does. */
static Slice
read_value (Parser *parser)
{
    char quote = parser->p < parser->end ? *parser->p : '\0';
    gboolean is_quoted = quote == '"' || quote == '\'', *lacks_quote = &parser->lacks_quote[quote == '"'];
    Slice value = { parser->p + is_quoted, 0 };
    const char *end = NULL;

    if (is_quoted && !*lacks_quote) {
        end = memchr (value.start, quote, (gsize) (parser->end - value.start));
        *lacks_quote = end == NULL;
    }
    if (end != NULL) {
        value.length = (gsize) (end - value.start);
        parser->p = end + 1;
        if (memchr (value.start, '<', value.length) != NULL)
            fault (parser);
        return value;
    }
    fault (parser);
    parser->p = value.start;
    while (parser->p < parser->end && !is_space (*parser->p) && *parser->p != '>')
        parser->p++;
    value.length = (gsize) (parser->p - value.start);
    return value;
}

static gboolean
has_attribute (const RawAttribute *attributes, guint n_attributes, Slice name)
{
    for (guint i = 0; i < n_attributes; i++)
        if (slices_are_equal (attributes[i].name, name))
            return TRUE;
    return FALSE;
}

/* Reads one attribute, and adds it unless there are too many or one of its name. */
static void
read_attribute (Parser *parser, RawAttribute *attributes, guint *n_attributes)
{
    RawAttribute attribute = { read_name (parser), { "", 0 } };

    skip_space (parser);
    if (parser->p < parser->end && *parser->p == '=') {
        parser->p++;
        skip_space (parser);
        attribute.value = read_value (parser);
    } else {
        fault (parser);
    }
    if (*n_attributes == ATTRIBUTES_LIMIT || has_attribute (attributes, *n_attributes, attribute.name))
        fault (parser);
    else
        attributes[(*n_attributes)++] = attribute;
}

/* Reads to the end of a start tag; whether it is that of an empty element. */
static gboolean
read_attributes (Parser *parser, RawAttribute *attributes, guint *n_attributes)
{
    gboolean is_empty = FALSE;

    for (*n_attributes = 0;;) {
        skip_space (parser);
        if (parser->p == parser->end || *parser->p == '<') {
            fault (parser); /* the next tag begins before this one ends */
            return is_empty;
        }
        if (*parser->p == '>') {
            parser->p++;
            return is_empty;
        }
        is_empty = *parser->p == '/';
        if (is_name_start (*parser->p)) {
            read_attribute (parser, attributes, n_attributes);
        } else {
            if (!is_empty)
                fault (parser);
            parser->p++;
        }
    }
}

/* Divides "dc:title" into its prefix and the rest. */
static Slice
split_name (Slice *name)
{
    const char *colon = memchr (name->start, ':', name->length);
    Slice prefix = { name->start, colon != NULL ? (gsize) (colon - name->start) : 0 };

    if (colon != NULL && prefix.length + 1 < name->length)
        *name = (Slice){ colon + 1, name->length - prefix.length - 1 };
    return prefix;
}

static DomSpace
space_of_address (const char *address)
{
    for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
        if (strcmp (spaces[i].address, address) == 0)
            return spaces[i].space;
    return *address == '\0' ? DOM_NONE : DOM_OTHER;
}

static DomSpace
space_of_prefix (Parser *parser, Slice prefix)
{
    for (guint i = parser->n_bindings; i > 0; i--)
        if (slices_are_equal (parser->bindings[i - 1].prefix, prefix))
            return parser->bindings[i - 1].space;
    if (prefix.length == 0)
        return DOM_NONE;
    fault (parser);
    for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
        if (slice_is (prefix, spaces[i].prefix))
            return spaces[i].space;
    return DOM_OTHER;
}

/* Takes the namespaces that the element declares. */
static void
bind (Parser *parser, const RawAttribute *attributes, guint n_attributes)
{
    for (guint i = 0; i < n_attributes && parser->n_bindings < BINDINGS_LIMIT; i++) {
        Slice local = attributes[i].name, prefix = split_name (&local);

        if (slice_is (prefix, "xmlns"))
            prefix = local;
        else if (slice_is (local, "xmlns"))
            prefix.length = 0;
        else
            continue;
        parser->bindings[parser->n_bindings].prefix = prefix;
        parser->bindings[parser->n_bindings++].space = space_of_address (copy_value (parser, attributes[i].value));
    }
}

static void
copy_attributes (Parser *parser, DomNode *node, const RawAttribute *attributes, guint n_attributes)
{
    DomAttribute *copy = arena_alloc (parser->arena, n_attributes * sizeof *copy);

    for (guint i = 0; i < n_attributes; i++) {
        copy[i].name = intern (parser, attributes[i].name);
        copy[i].value = copy_value (parser, attributes[i].value);
    }
    node->attributes = copy;
    node->n_attributes = n_attributes;
}

/* A drawing's title is not the page's. */
static DomTag
find_tag (const DomNode *node)
{
    DomTag tag = node->space <= DOM_MATHML ? dom_tag (node->name) : DOM_TAG_OTHER;

    return node->space == DOM_HTML || tag == DOM_TAG_SVG || tag == DOM_TAG_MATH ? tag : DOM_TAG_OTHER;
}

static void
close_element (Parser *parser)
{
    Open *open = &parser->open[--parser->depth];

    open->node->end = parser->document->n_nodes;
    parser->n_bindings = open->n_bindings;
}

/* The parts of an HTML document that the tree names. */
static void
note_landmark (DomDocument *document, DomNode *node)
{
    if (node->tag == DOM_TAG_HEAD && document->head == NULL)
        document->head = node;
    else if (node->tag == DOM_TAG_BODY && document->body == NULL)
        document->body = node;
}

static void
read_start_tag (Parser *parser)
{
    const char *place = parser->p++;
    RawAttribute attributes[ATTRIBUTES_LIMIT];
    guint n_attributes, n_bindings = parser->n_bindings;
    Slice name = read_name (parser), local = name;
    gboolean is_empty = read_attributes (parser, attributes, &n_attributes);
    DomNode *node;

    if (parser->depth == DOM_DEPTH) {
        parser->document->n_flattened++;
        parser->n_too_deep += !is_empty;
        return;
    }
    flush_text (parser);
    if (parser->depth == 0 && parser->has_root)
        fault (parser);
    parser->has_root = TRUE;
    bind (parser, attributes, n_attributes);
    node = append_node (parser, DOM_ELEMENT, place);
    node->space = space_of_prefix (parser, split_name (&local));
    node->name = intern (parser, local);
    node->tag = find_tag (node);
    note_landmark (parser->document, node);
    copy_attributes (parser, node, attributes, n_attributes);
    parser->open[parser->depth++] = (Open){ node, name, n_bindings };
    if (is_empty)
        close_element (parser);
}

/* Closes the element of that name, and those inside it that nobody closed; an end without a beginning says
 * nothing. */
static void
read_end_tag (Parser *parser)
{
    Slice name;
    guint depth = parser->depth;

    parser->p += 2;
    name = read_name (parser);
    skip_space (parser);
    if (parser->p == parser->end || *parser->p != '>')
        fault (parser);
    while (parser->p < parser->end && *parser->p != '>' && *parser->p != '<')
        parser->p++;
    if (parser->p < parser->end && *parser->p == '>')
        parser->p++;
    if (parser->n_too_deep > 0) {
        parser->n_too_deep--;
        return;
    }
    while (depth > 0 && !slices_are_equal (parser->open[depth - 1].name, name))
        depth--;
    if (depth != parser->depth || depth == 0)
        fault (parser);
    if (depth == 0)
        return;
    flush_text (parser);
    while (parser->depth >= depth)
        close_element (parser);
}

static void
read_comment (Parser *parser)
{
    const char *start = parser->p;
    DomNode *node;

    flush_text (parser);
    parser->p += strlen ("<!--");
    node = append_node (parser, DOM_COMMENT, start);
    node->text = parser->p;
    node->length = (gsize) (parser->end - parser->p);
    if (skip_behind (parser, "-->"))
        node->length = (gsize) (parser->p - node->text) - strlen ("-->");
}

static void
read_section (Parser *parser)
{
    const char *start = parser->p += strlen ("<![CDATA[");
    gsize length = (gsize) (parser->end - start);

    if (skip_behind (parser, "]]>"))
        length = (gsize) (parser->p - start) - strlen ("]]>");
    append_text (parser, start, start, length);
}

/* Skips a document type with its internal subset, whatever that declares. */
static void
skip_doctype (Parser *parser)
{
    const char *start = parser->p;
    gboolean is_in_subset = FALSE;

    while (parser->p < parser->end) {
        if (begins_with (parser, "<!--")) {
            skip_behind (parser, "-->");
        } else if (begins_with (parser, "<?")) {
            skip_behind (parser, "?>");
        } else {
            char c = *parser->p++;
            const char *quote = c == '"' || c == '\'' ? memchr (parser->p, c, (gsize) (parser->end - parser->p)) : NULL;

            if (quote != NULL)
                parser->p = quote + 1;
            if (c == '>' && !is_in_subset)
                return;
            is_in_subset = c == '[' || (is_in_subset && c != ']');
        }
    }
    parser->p = start;
    fault (parser);
    skip_behind (parser, ">");
}

static void
read_markup (Parser *parser)
{
    if (begins_with (parser, "<!--")) {
        read_comment (parser);
    } else if (begins_with (parser, "<![CDATA[")) {
        read_section (parser);
    } else if (begins_with (parser, "<!DOCTYPE") && !parser->has_root) {
        skip_doctype (parser);
    } else if (begins_with (parser, "<?")) {
        skip_behind (parser, "?>");
    } else if (begins_with (parser, "</")) {
        read_end_tag (parser);
    } else if (parser->p + 1 < parser->end && is_name_start (parser->p[1])) {
        read_start_tag (parser);
    } else {
        fault (parser);
        append_text (parser, parser->p, parser->p, 1);
        parser->p++;
    }
}

static void
parse (Parser *parser)
{
    while (parser->p < parser->end) {
        const char *markup = memchr (parser->p, '<', (gsize) (parser->end - parser->p));

        read_text (parser, markup != NULL ? markup : parser->end);
        if (markup != NULL)
            read_markup (parser);
    }
    flush_text (parser);
    if (parser->depth > 0)
        fault (parser);
    while (parser->depth > 0)
        close_element (parser);
    parser->document->root->end = parser->document->n_nodes;
}

DomDocument *
dom_parse_xml (Arena *arena, const char *text, gsize length, GError **error)
{
    Parser parser = { .arena = arena, .p = text, .end = text + length, .counted = text, .line = 1 };

    parser.document = arena_make (arena, DomDocument);
    parser.document->root = arena_make (arena, DomNode);
    parser.document->n_nodes = 1;
    parser.text = g_string_new (NULL);
    parse (&parser);
    g_string_free (parser.text, TRUE);
    if (parser.has_root)
        return parser.document;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "line %u: there is no element in it", parser.line);
    return NULL;
}
