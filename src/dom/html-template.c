/* SPDX-License-Identifier: MIT */
#include "html.h"

/* Templates, and in which mode a document goes on when one of them, or a table, has ended. */

static gboolean
end_templates (Parser *parser)
{
    if (parser->n_open_of[DOM_TAG_TEMPLATE] == 0)
        return FALSE;
    stack_pop_until (parser, DOM_TAG_TEMPLATE);
    formatting_clear (parser);
    parser->n_template_modes--;
    reset_mode (parser);
    return TRUE;
}

/* The mode that a template goes on in after such a tag. */
static Mode
template_mode (Tag tag)
{
    switch (tag) {
    case DOM_TAG_CAPTION:
    case DOM_TAG_COLGROUP:
    case DOM_TAG_TBODY:
    case DOM_TAG_TFOOT:
    case DOM_TAG_THEAD: return MODE_TABLE;
    case DOM_TAG_COL: return MODE_COLUMN_GROUP;
    case DOM_TAG_TR: return MODE_TABLE_BODY;
    case DOM_TAG_TD:
    case DOM_TAG_TH: return MODE_ROW;
    default: return MODE_BODY;
    }
}

gboolean
rules_template (Parser *parser, Token *token) /* NOLINT(misc-no-recursion): those of the body ask for these no more */
{
    if (token->kind == TOKEN_EOF)
        return end_templates (parser);
    if (token->kind == TOKEN_TEXT || token->kind == TOKEN_COMMENT || token->kind == TOKEN_DOCTYPE)
        return rules_body (parser, token);
    if (take_metadata (parser, token) || token->kind == TOKEN_END)
        return FALSE;
    parser->mode = template_mode (token->tag);
    parser->template_modes[parser->n_template_modes - 1] = (guint8) parser->mode;
    return TRUE;
}

/* The mode that belongs to an open element, or N_MODES if none does. */
static Mode
element_mode (const Parser *parser, const Open *open)
{
    if (open->node->space != DOM_HTML)
        return N_MODES;
    switch (open->tag) {
    case DOM_TAG_TD:
    case DOM_TAG_TH: return MODE_CELL;
    case DOM_TAG_TR: return MODE_ROW;
    case DOM_TAG_TBODY:
    case DOM_TAG_THEAD:
    case DOM_TAG_TFOOT: return MODE_TABLE_BODY;
    case DOM_TAG_CAPTION: return MODE_CAPTION;
    case DOM_TAG_COLGROUP: return MODE_COLUMN_GROUP;
    case DOM_TAG_TABLE: return MODE_TABLE;
    case DOM_TAG_TEMPLATE: return parser->template_modes[parser->n_template_modes - 1];
    case DOM_TAG_HEAD: return MODE_HEAD;
    case DOM_TAG_BODY: return MODE_BODY;
    case DOM_TAG_FRAMESET: return MODE_FRAMESET;
    case DOM_TAG_HTML: return parser->document->head == NULL ? MODE_BEFORE_HEAD : MODE_AFTER_HEAD;
    default: return N_MODES;
    }
}

void
reset_mode (Parser *parser)
{
    guint place = parser->n_open;

    do
        parser->mode = element_mode (parser, &parser->open[--place]);
    while (parser->mode == N_MODES);
}
