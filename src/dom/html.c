/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The parser of HTML: tokens come from html-tokens.c, and the rules of the insertion mode put them into the
 * tree. */

static const Rules modes[N_MODES] = {
    [MODE_INITIAL] = rules_initial,
    [MODE_BEFORE_HTML] = rules_before_html,
    [MODE_BEFORE_HEAD] = rules_before_head,
    [MODE_HEAD] = rules_head,
    [MODE_HEAD_NOSCRIPT] = rules_head_noscript,
    [MODE_AFTER_HEAD] = rules_after_head,
    [MODE_BODY] = rules_body,
    [MODE_TEXT] = rules_text,
    [MODE_TABLE] = rules_table,
    [MODE_CAPTION] = rules_caption,
    [MODE_COLUMN_GROUP] = rules_column_group,
    [MODE_TABLE_BODY] = rules_table_body,
    [MODE_ROW] = rules_row,
    [MODE_CELL] = rules_cell,
    [MODE_TEMPLATE] = rules_template,
    [MODE_AFTER_BODY] = rules_after_body,
    [MODE_FRAMESET] = rules_frameset,
    [MODE_AFTER_FRAMESET] = rules_after_frameset,
    [MODE_AFTER_AFTER_BODY] = rules_after_after_body,
    [MODE_AFTER_AFTER_FRAMESET] = rules_after_after_frameset,
};

gboolean
rules_of_mode (Parser *parser, Token *token)
{
    return modes[parser->mode](parser, token);
}

/* A newline right after <pre> and its like is none of the text. */
static void
skip_newline (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_TEXT && token->text.length > 0 && *token->text.text == '\n') {
        token->text.text++;
        token->text.length--;
    }
    parser->skips_newline = FALSE;
}

static void
handle (Parser *parser, Token *token)
{
    gboolean again = TRUE;

    if (parser->table_text->len > 0 && token->kind != TOKEN_TEXT)
        flush_table_text (parser);
    if (parser->skips_newline)
        skip_newline (parser, token);
    if (token->kind == TOKEN_TEXT && token->text.length == 0)
        return;
    if (token->kind == TOKEN_END && spend_flat (parser, token))
        return;
    while (again)
        again = parser->n_open > 0 && is_foreign (parser, token) ? rules_foreign (parser, token)
                                                                 : rules_of_mode (parser, token);
}

static gboolean
has_text (const DomNode *root)
{
    for (const DomNode *node = root; node != NULL; node = dom_next (node, root))
        if (node->kind == DOM_TEXT && count_space (node->text, node->length) < node->length)
            return TRUE;
    return FALSE;
}

/* A drawing, a template or a list of choices shows no text: one that is open at the end has hidden it. */
static void
note_open (Parser *parser)
{
    for (guint place = 0; place < parser->n_open; place++) {
        const Open *open = &parser->open[place];

        if (open->node->space == DOM_SVG || open_is (open, DOM_TAG_TEMPLATE) || open_is (open, DOM_TAG_SELECT)) {
            if (has_text (open->node))
                parser->document->unclosed = open->node->line;
            return;
        }
    }
}

static void
build (Parser *parser)
{
    Token token;

    do {
        parser->tokens.allows_cdata = parser->n_open > 0 && current_node (parser)->space != DOM_HTML;
        tokens_next (&parser->tokens, &token);
        parser->at = token.start;
        if (token.kind == TOKEN_EOF)
            note_open (parser);
        handle (parser, &token);
    } while (token.kind != TOKEN_EOF);
}

/* Tells every node its index and where its descendants end. */
static void
number_nodes (DomDocument *document)
{
    DomNode *node = document->root;
    guint n = 0;

    for (;;) {
        node->index = n++;
        if (node->first != NULL) {
            node = node->first;
            continue;
        }
        node->end = n;
        while (node->next == NULL && node->parent != NULL) {
            node = node->parent;
            node->end = n;
        }
        if (node->next == NULL)
            break;
        node = node->next;
    }
    document->n_nodes = n;
}

static guint
line_of (const Tokens *tokens, const char *at)
{
    const char *line = tokens->start;
    guint n = 1;

    while ((line = memchr (line, '\n', (gsize) (at - line))) != NULL) {
        line++;
        n++;
    }
    return n;
}

DomDocument *
dom_parse_html (Arena *arena, const char *text, gsize length)
{
    DomDocument *document = arena_make (arena, DomDocument);
    g_autofree Parser *parser = g_new0 (Parser, 1);
    g_autoptr (GArray) table_text = g_array_new (FALSE, FALSE, sizeof (Slice));

    names_init ();
    document->root = arena_make (arena, DomNode);
    document->root->line = 1;
    parser->arena = arena;
    parser->document = document;
    parser->allows_frameset = TRUE;
    parser->table_text = table_text;
    tokens_init (&parser->tokens, text, length);
    parser->line_at = parser->tokens.start;
    parser->line = 1;
    build (parser);
    if (parser->tokens.unclosed != NULL)
        document->unclosed = line_of (&parser->tokens, parser->tokens.unclosed);
    if (document->body == NULL)
        document->body = parser->html; /* of a frameset */
    number_nodes (document);
    return document;
}
