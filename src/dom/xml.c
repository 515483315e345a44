/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <string.h>

#include "entities.h"
#include "xml.h"

/* XML is read by libxml2, until something is not well-formed: its recovery would lose text, so that all is mended
 * then.  It never sees a document type, which is what hostile XML works through, so that nothing is declared, and
 * nothing is loaded. */

/* libxml2 compares each attribute of an element with all before it. */
#define MAX_TAG_ATTRIBUTES 500

/* Its table of names does not grow beyond some thousands; then each name is compared with many. */
#define MAX_NAMES 10000

typedef struct {
    XmlTree tree;
    xmlParserCtxtPtr context;
    const char *at, *end; /* what libxml2 has not got yet */
    guint line;           /* where what comes next begins */
    xmlEntity entity;     /* the last one that it asked for */
    gboolean is_given_up;
    guint malformed;
} Reading;

static int
give_input (void *data, char *buffer, int size)
{
    Reading *reading = data;
    gsize n = reading->is_given_up ? 0 : MIN ((gsize) size, (gsize) (reading->end - reading->at));

    memcpy (buffer, reading->at, n);
    reading->at += n;
    return (int) n;
}

static void
note_error (void *data, xmlErrorPtr error)
{
    Reading *reading = data;

    if (error->level < XML_ERR_FATAL || reading->is_given_up)
        return;
    reading->is_given_up = TRUE;
    reading->malformed = (guint) error->line;
}

static void
move_on (Reading *reading)
{
    reading->line = (guint) reading->context->input->line;
    if (xmlDictSize (reading->context->dict) > MAX_NAMES)
        reading->is_given_up = TRUE;
}

/* HTML's entities are known.  In an attribute, their references are left for us to resolve. */
static xmlEntityPtr
find_entity (void *data, const xmlChar *name)
{
    Reading *reading = data;
    gboolean in_attribute = reading->context->instate == XML_PARSER_ATTRIBUTE_VALUE;
    const char *text = entity_text ((const char *) name, strlen ((const char *) name));

    if (text == NULL)
        return NULL;
    reading->entity = (xmlEntity){ .type = XML_ENTITY_DECL, .name = name };
    reading->entity.etype = in_attribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY;
    reading->entity.content = in_attribute ? NULL : (xmlChar *) text;
    return &reading->entity;
}

static const char *
full_name (const Reading *reading, const xmlChar *prefix, const xmlChar *name)
{
    return (const char *) (prefix != NULL ? xmlDictQLookup (reading->context->dict, prefix, name) : name);
}

static void
copy_attributes (const Reading *reading, DomNode *node, guint n_spaces, const xmlChar **spaces, guint n_attributes,
                 const xmlChar **attributes)
{
    static const xmlChar xmlns[] = "xmlns";
    Arena *arena = reading->tree.arena;
    DomAttribute *copy = arena_alloc (arena, (n_spaces + n_attributes) * sizeof *copy);

    node->attributes = copy;
    node->n_attributes = n_spaces + n_attributes;
    for (guint i = 0; i < n_spaces; i++, spaces += 2, copy++) {
        copy->name = spaces[0] != NULL ? full_name (reading, xmlns, spaces[0]) : (const char *) xmlns;
        copy->value = spaces[1] != NULL ? (const char *) spaces[1] : "";
    }
    for (guint i = 0; i < n_attributes; i++, attributes += 5, copy++) {
        const char *value = (const char *) attributes[3];

        copy->name = full_name (reading, attributes[1], attributes[0]);
        copy->value = xml_copy_value (arena, (Slice){ value, (gsize) ((const char *) attributes[4] - value) });
    }
}

/* What lies too deep, or has more namespaces than are worth a search each time, is for mending. */
static void
start_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *address, int n_spaces,
               const xmlChar **spaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    Reading *reading = data;
    DomSpace space = xml_space_of_address (address != NULL ? (const char *) address : "");
    DomNode *node;

    if (reading->tree.depth == 0)
        move_on (reading); /* from white space that we were not told of */
    if (reading->tree.depth == DOM_DEPTH || reading->context->nsNr > 2 * MAX_BINDINGS)
        reading->is_given_up = TRUE;
    if (reading->is_given_up)
        return;
    if (prefix != NULL && address == NULL) {
        space = xml_space_of_prefix ((Slice){ (const char *) prefix, strlen ((const char *) prefix) });
        if (reading->malformed == 0)
            reading->malformed = reading->line;
    }
    node = xml_tree_open (&reading->tree, (const char *) name, space, reading->line);
    copy_attributes (reading, node, (guint) n_spaces, spaces, (guint) n_attributes, attributes);
    move_on (reading);
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *address)
{
    Reading *reading = data;

    if (reading->is_given_up)
        return;
    xml_tree_close (&reading->tree);
    move_on (reading);
}

static void
read_text (void *data, const xmlChar *text, int length)
{
    Reading *reading = data;
    char buffer[8];

    if (length == 2 && text[0] == 0xc2 && text[1] < 0xa0) { /* a reference to what is none of Unicode's */
        length = g_unichar_to_utf8 (entity_character (text[1]), buffer);
        text = (const xmlChar *) buffer;
    }
    xml_tree_text (&reading->tree, (const char *) text, (gsize) length, reading->line);
    move_on (reading);
}

static void
read_comment (void *data, const xmlChar *text)
{
    Reading *reading = data;

    xml_tree_comment (&reading->tree, (const char *) text, strlen ((const char *) text), reading->line);
    move_on (reading);
}

static void
skip_instruction (void *data, const xmlChar *target, const xmlChar *instruction)
{
    move_on (data);
}

/* One was skipped; what follows it may be another. */
static void
refuse_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    Reading *reading = data;

    reading->malformed = (guint) reading->context->input->line;
    reading->is_given_up = TRUE;
}

static xmlParserCtxtPtr
make_context (Reading *reading)
{
    static gsize is_ready;
    xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                              .internalSubset = refuse_doctype,
                              .startElementNs = start_element,
                              .endElementNs = end_element,
                              .characters = read_text,
                              .ignorableWhitespace = read_text,
                              .cdataBlock = read_text,
                              .comment = read_comment,
                              .processingInstruction = skip_instruction,
                              .getEntity = find_entity,
                              .serror = note_error };

    if (g_once_init_enter (&is_ready)) {
        xmlInitParser ();
        g_once_init_leave (&is_ready, TRUE);
    }
    reading->context = xmlCreateIOParserCtxt (&handler, reading, give_input, NULL, reading, XML_CHAR_ENCODING_UTF8);
    g_assert (reading->context != NULL);
    xmlCtxtUseOptions (reading->context, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC);
    reading->context->input->line = (int) reading->line;
    return reading->context;
}

/* The names are the parser's and live as long as the arena. */
static void
own_names (Arena *arena, xmlDictPtr names)
{
    xmlDictReference (names);
    arena_own (arena, names, (GDestroyNotify) xmlDictFree);
}

/* NULL when the text is not well-formed, in the line that is stored then, or goes beyond our limits. */
static DomDocument *
parse (Arena *arena, const char *text, const char *end, guint line, guint *malformed)
{
    g_autoptr (Arena) tree_arena = arena_new ();
    g_autofree Reading *reading = g_new0 (Reading, 1);
    xmlParserCtxtPtr context;
    DomDocument *document;

    reading->at = text;
    reading->end = end;
    reading->line = line;
    xml_tree_init (&reading->tree, tree_arena);
    context = make_context (reading);
    own_names (tree_arena, context->dict);
    xmlParseDocument (context);
    document = xml_tree_finish (&reading->tree);
    document->malformed = *malformed = reading->malformed;
    if (reading->is_given_up || !context->wellFormed)
        document = NULL;
    else
        arena_own (arena, g_steal_pointer (&tree_arena), (GDestroyNotify) arena_free);
    xmlFreeParserCtxt (context);
    return document;
}

static gboolean
begins_value (const char *at, const char *end)
{
    at += count_space (at, (gsize) (end - at));
    return at < end && (*at == '"' || *at == '\'');
}

/* Whether there may be more attributes in a tag; a long script looks like it. */
static gboolean
has_crowded_tag (const char *at, const char *end)
{
    while (at < end) {
        const char *next = memchr (at + 1, '<', (gsize) (end - at - 1));
        guint n = 0;

        next = next != NULL ? next : end;
        while ((at = memchr (at, '=', (gsize) (next - at))) != NULL && n <= MAX_TAG_ATTRIBUTES)
            n += begins_value (++at, next);
        if (n > MAX_TAG_ATTRIBUTES)
            return TRUE;
        at = next;
    }
    return FALSE;
}

static gboolean
begins_with (const char *at, const char *end, const char *string)
{
    gsize length = strlen (string);

    return (gsize) (end - at) >= length && memcmp (at, string, length) == 0;
}

/* The place behind the next `string`, or the end. */
static const char *
find_behind (const char *at, const char *end, const char *string)
{
    const char *found = memmem (at, (gsize) (end - at), string, strlen (string));

    return found != NULL ? found + strlen (string) : end;
}

/* The place behind a document type with its internal subset, whatever that declares; NULL: it never ends. */
static const char *
skip_doctype (const char *at, const char *end)
{
    gboolean is_in_subset = FALSE;

    while (at < end) {
        char c = *at;

        if (begins_with (at, end, "<!--")) {
            at = find_behind (at, end, "-->");
        } else if (begins_with (at, end, "<?")) {
            at = find_behind (at, end, "?>");
        } else if (c == '>' && !is_in_subset) {
            return at + 1;
        } else {
            const char *quote = c == '"' || c == '\'' ? memchr (at + 1, c, (gsize) (end - at - 1)) : NULL;

            at = quote != NULL ? quote + 1 : at + 1;
            is_in_subset = c == '[' || (is_in_subset && c != ']');
        }
    }
    return NULL;
}

/* Where the text begins once there is no document type. */
static const char *
skip_prolog (const char *text, const char *end, gboolean *is_broken)
{
    const char *start = text + count_space (text, (gsize) (end - text)), *at = start;

    while (begins_with (at, end, "<?") || begins_with (at, end, "<!--")) {
        at = find_behind (at, end, at[1] == '?' ? "?>" : "-->");
        at += count_space (at, (gsize) (end - at));
    }
    *is_broken = FALSE;
    if (!begins_with (at, end, "<!DOCTYPE"))
        return start;
    start = skip_doctype (at, end);
    *is_broken = start == NULL;
    return start != NULL ? start : find_behind (at, end, ">");
}

static guint
count_lines (const char *at, const char *end)
{
    guint n = 0;

    for (; (at = memchr (at, '\n', (gsize) (end - at))) != NULL; at++)
        n++;
    return n;
}

static const DomNode *
find_element (const DomNode *root)
{
    const DomNode *node = root->first;

    while (node != NULL && node->kind != DOM_ELEMENT)
        node = node->next;
    return node;
}

DomDocument *
dom_parse_xml (Arena *arena, const char *text, gsize length, GError **error)
{
    const char *end = text + length;
    gboolean is_broken;
    const char *start = skip_prolog (text, end, &is_broken);
    gboolean is_crowded = has_crowded_tag (start, end);
    guint line = 1 + count_lines (text, start), malformed = is_crowded ? line : 0;
    DomDocument *document = is_crowded ? NULL : parse (arena, start, end, line, &malformed);

    if (document == NULL) {
        document = xml_mend (arena, start, (gsize) (end - start), line);
        document->malformed = malformed;
    }
    if (is_broken)
        document->malformed = 1;
    if (find_element (document->root) != NULL)
        return document;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "line %u: there is no element in it",
                 line + count_lines (start, end));
    return NULL;
}
