/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* SVG and MathML in HTML. */

gboolean
is_foreign (Parser *parser, const Token *token)
{
    const Open *top = stack_top (parser);
    gboolean is_start = token->kind == TOKEN_START;

    if (top->node->space == DOM_HTML || token->kind == TOKEN_EOF)
        return FALSE;
    if ((top->flags & TAG_TEXT_POINT) != 0
        && (token->kind == TOKEN_TEXT
            || (is_start && token->tag != DOM_TAG_MGLYPH && token->tag != DOM_TAG_MALIGNMARK)))
        return FALSE;
    if ((top->flags & TAG_HTML_POINT) != 0 && (is_start || token->kind == TOKEN_TEXT))
        return FALSE;
    return !(is_start && token->tag == DOM_TAG_SVG && top->node->space == DOM_MATHML
             && top->tag == DOM_TAG_ANNOTATION_XML);
}

static gboolean
is_breakout (const Token *token)
{
    if (token->kind == TOKEN_END)
        return token->tag == DOM_TAG_BR || token->tag == DOM_TAG_P;
    if (token->tag == DOM_TAG_FONT)
        return token_attribute (token, "color").text != NULL || token_attribute (token, "face").text != NULL
               || token_attribute (token, "size").text != NULL;
    return (tag_flags[token->tag] & TAG_BREAKOUT) != 0;
}

static void
leave_foreign (Parser *parser)
{
    while (current_node (parser)->space != DOM_HTML
           && (stack_top (parser)->flags & (TAG_TEXT_POINT | TAG_HTML_POINT)) == 0)
        stack_pop (parser);
}

static gboolean
start_foreign (Parser *parser, Token *token)
{
    if (insert_foreign (parser, token, current_node (parser)->space) != NULL && token->is_self_closing)
        stack_pop (parser);
    return FALSE;
}

static gboolean
is_named (const DomNode *node, Slice name)
{
    return strlen (node->name) == name.length && g_ascii_strncasecmp (node->name, name.text, name.length) == 0;
}

static gboolean
end_foreign (Parser *parser, Token *token)
{
    for (guint place = parser->n_open; --place > 0;) {
        if (parser->open[place].node->space == DOM_HTML)
            return rules_of_mode (parser, token);
        if (is_named (parser->open[place].node, token->name)) {
            stack_pop_to (parser, place);
            return FALSE;
        }
    }
    return FALSE;
}

gboolean
rules_foreign (Parser *parser, Token *token)
{
    switch (token->kind) {
    case TOKEN_TEXT:
        insert_text (parser, token->text);
        if (count_space (token->text.text, token->text.length) < token->text.length)
            parser->allows_frameset = FALSE;
        return FALSE;
    case TOKEN_COMMENT: insert_comment (parser, token, NULL); return FALSE;
    case TOKEN_START:
    case TOKEN_END:
        if (is_breakout (token)) {
            leave_foreign (parser);
            return rules_of_mode (parser, token);
        }
        return token->kind == TOKEN_START ? start_foreign (parser, token) : end_foreign (parser, token);
    case TOKEN_DOCTYPE:
    case TOKEN_EOF: return FALSE;
    }
    g_assert_not_reached ();
}
