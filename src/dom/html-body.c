/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The insertion mode "in body": a function for each group of tags, and tables that say which is whose. */

static void
close_paragraph (Parser *parser)
{
    if (!has_in_button_scope (parser, DOM_TAG_P))
        return;
    stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_P);
    stack_pop_until (parser, DOM_TAG_P);
}

static void
close_element (Parser *parser, Tag tag)
{
    if (!has_in_scope (parser, tag))
        return;
    stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
    stack_pop_until (parser, tag);
}

void
insert_body_text (Parser *parser, Slice text)
{
    if (text.length == 0)
        return;
    formatting_reconstruct (parser);
    insert_text (parser, text);
    if (parser->allows_frameset)
        parser->allows_frameset = count_space (text.text, text.length) == text.length;
}

/* ---- start tags ---- */

static void
start_other (Parser *parser, Token *token)
{
    formatting_reconstruct (parser);
    insert_element (parser, token);
}

static void
start_nothing (Parser *parser, Token *token)
{
}

static void
start_html (Parser *parser, Token *token)
{
    if (parser->n_open_of[DOM_TAG_TEMPLATE] == 0)
        add_attributes (parser, parser->html, token);
}

static void
start_metadata (Parser *parser, Token *token)
{
    take_metadata (parser, token);
}

static gboolean
has_body (Parser *parser)
{
    return parser->n_open > 1 && open_is (&parser->open[1], DOM_TAG_BODY);
}

static void
start_body (Parser *parser, Token *token)
{
    if (!has_body (parser) || parser->n_open_of[DOM_TAG_TEMPLATE] > 0)
        return;
    parser->allows_frameset = FALSE;
    add_attributes (parser, parser->open[1].node, token);
}

static void
start_frameset (Parser *parser, Token *token)
{
    if (!has_body (parser) || !parser->allows_frameset)
        return;
    take_out (parser->open[1].node);
    parser->document->body = NULL;
    stack_pop_to (parser, 1);
    insert_element (parser, token);
    parser->mode = MODE_FRAMESET;
}

static void
start_block (Parser *parser, Token *token)
{
    close_paragraph (parser);
    insert_element (parser, token);
}

static void
start_heading (Parser *parser, Token *token)
{
    close_paragraph (parser);
    if ((stack_top (parser)->flags & TAG_HEADING) != 0)
        stack_pop (parser);
    insert_element (parser, token);
}

static void
start_preformatted (Parser *parser, Token *token)
{
    start_block (parser, token);
    parser->skips_newline = TRUE;
    parser->allows_frameset = FALSE;
}

static void
start_form (Parser *parser, Token *token)
{
    gboolean is_in_template = parser->n_open_of[DOM_TAG_TEMPLATE] > 0;
    DomNode *form;

    if (parser->form != NULL && !is_in_template)
        return;
    close_paragraph (parser);
    form = insert_element (parser, token);
    if (!is_in_template)
        parser->form = form;
}

/* An item ends the one before it, unless it stands in a block inside that. */
static void
close_item (Parser *parser, Tag tag, Tag other)
{
    for (guint place = parser->n_open; place-- > 0;) {
        const Open *open = &parser->open[place];

        if (open_is (open, tag) || open_is (open, other)) {
            stack_close_implied (parser, TAG_IMPLIED, open->tag);
            stack_pop_to (parser, place);
            return;
        }
        if ((open->flags & TAG_SPECIAL) != 0 && !open_is (open, DOM_TAG_ADDRESS) && !open_is (open, DOM_TAG_DIV)
            && !open_is (open, DOM_TAG_P))
            return;
    }
}

static void
start_list_item (Parser *parser, Token *token)
{
    parser->allows_frameset = FALSE;
    if (parser->n_open_of[DOM_TAG_LI] > 0)
        close_item (parser, DOM_TAG_LI, DOM_TAG_LI);
    start_block (parser, token);
}

static void
start_description (Parser *parser, Token *token)
{
    parser->allows_frameset = FALSE;
    if (parser->n_open_of[DOM_TAG_DD] + parser->n_open_of[DOM_TAG_DT] > 0)
        close_item (parser, DOM_TAG_DD, DOM_TAG_DT);
    start_block (parser, token);
}

static void
start_plaintext (Parser *parser, Token *token)
{
    start_block (parser, token);
    tokens_switch (&parser->tokens, CONTENT_PLAINTEXT, token);
}

static void
start_button (Parser *parser, Token *token)
{
    close_element (parser, DOM_TAG_BUTTON);
    start_other (parser, token);
    parser->allows_frameset = FALSE;
}

static void
open_formatting (Parser *parser, Token *token)
{
    DomNode *node;

    if (formatting_is_full (parser)) {
        count_flat (parser, token->tag);
        return;
    }
    node = insert_element (parser, token);
    if (node != NULL)
        formatting_push (parser, node, token);
}

static void
start_formatting (Parser *parser, Token *token)
{
    formatting_reconstruct (parser);
    open_formatting (parser, token);
}

static void end_formatting (Parser *parser, Token *token);

static void
start_anchor (Parser *parser, Token *token)
{
    const Formatting *entry = formatting_find (parser, DOM_TAG_A);
    const DomNode *anchor = entry != NULL ? entry->node : NULL;

    if (anchor != NULL) {
        int place;

        end_formatting (parser, token);
        formatting_remove (parser, anchor);
        place = stack_find (parser, anchor);
        if (place >= 0)
            stack_remove (parser, (guint) place);
    }
    start_formatting (parser, token);
}

static void
start_nobr (Parser *parser, Token *token)
{
    formatting_reconstruct (parser);
    if (has_in_scope (parser, DOM_TAG_NOBR)) {
        end_formatting (parser, token);
        formatting_reconstruct (parser);
    }
    open_formatting (parser, token);
}

static void
start_object (Parser *parser, Token *token)
{
    formatting_reconstruct (parser);
    if (insert_element (parser, token) != NULL)
        formatting_push_marker (parser);
    parser->allows_frameset = FALSE;
}

static void
start_table (Parser *parser, Token *token)
{
    if (!parser->is_quirky)
        close_paragraph (parser);
    parser->allows_frameset = FALSE;
    if (insert_element (parser, token) != NULL)
        parser->mode = MODE_TABLE;
}

static void
start_void (Parser *parser, Token *token)
{
    formatting_reconstruct (parser);
    insert_void (parser, token);
    parser->allows_frameset = FALSE;
}

static void
start_input (Parser *parser, Token *token)
{
    Slice type = token_attribute (token, "type");
    gboolean allows_frameset =
        parser->allows_frameset && type.text != NULL && slice_is (type.text, type.length, "hidden");

    if (has_in_scope (parser, DOM_TAG_SELECT))
        stack_pop_until (parser, DOM_TAG_SELECT);
    start_void (parser, token);
    parser->allows_frameset = allows_frameset;
}

static void
start_parameter (Parser *parser, Token *token)
{
    insert_void (parser, token);
}

static void
start_rule (Parser *parser, Token *token)
{
    close_paragraph (parser);
    if (has_in_scope (parser, DOM_TAG_SELECT))
        stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
    insert_void (parser, token);
    parser->allows_frameset = FALSE;
}

static void
start_image (Parser *parser, Token *token)
{
    token->tag = DOM_TAG_IMG;
    start_void (parser, token);
}

static void
start_textarea (Parser *parser, Token *token)
{
    insert_raw (parser, token, CONTENT_RCDATA);
    parser->skips_newline = TRUE;
    parser->allows_frameset = FALSE;
}

static void
start_xmp (Parser *parser, Token *token)
{
    close_paragraph (parser);
    formatting_reconstruct (parser);
    parser->allows_frameset = FALSE;
    insert_raw (parser, token, CONTENT_RAWTEXT);
}

static void
start_iframe (Parser *parser, Token *token)
{
    parser->allows_frameset = FALSE;
    insert_raw (parser, token, CONTENT_RAWTEXT);
}

static void
start_noembed (Parser *parser, Token *token)
{
    insert_raw (parser, token, CONTENT_RAWTEXT);
}

static void
start_select (Parser *parser, Token *token)
{
    if (has_in_scope (parser, DOM_TAG_SELECT)) {
        stack_pop_until (parser, DOM_TAG_SELECT);
        return;
    }
    start_other (parser, token);
    parser->allows_frameset = FALSE;
}

static void
start_option (Parser *parser, Token *token)
{
    if (has_in_scope (parser, DOM_TAG_SELECT))
        stack_close_implied (parser, TAG_IMPLIED, token->tag == DOM_TAG_OPTION ? DOM_TAG_OPTGROUP : DOM_TAG_OTHER);
    else if (current_is (parser, DOM_TAG_OPTION))
        stack_pop (parser);
    start_other (parser, token);
}

/* The parts of a ruby: an annotation may stand in a container of them. */
static void
start_ruby_part (Parser *parser, Token *token)
{
    gboolean is_annotation = token->tag == DOM_TAG_RP || token->tag == DOM_TAG_RT;

    if (has_in_scope (parser, DOM_TAG_RUBY))
        stack_close_implied (parser, TAG_IMPLIED, is_annotation ? DOM_TAG_RTC : DOM_TAG_OTHER);
    insert_element (parser, token);
}

static void
start_foreign (Parser *parser, Token *token)
{
    formatting_reconstruct (parser);
    if (insert_foreign (parser, token, token->tag == DOM_TAG_SVG ? DOM_SVG : DOM_MATHML) != NULL
        && token->is_self_closing)
        stack_pop (parser);
}

/* ---- end tags ---- */

static gboolean
is_named (const Open *open, const Token *token)
{
    return open_is (open, token->tag)
           && (token->tag != DOM_TAG_OTHER || slice_is (token->name.text, token->name.length, open->node->name));
}

static void
end_other (Parser *parser, Token *token)
{
    guint place = parser->n_open_of[token->tag] > 0 ? parser->n_open : 0;

    while (place-- > 0) {
        if (is_named (&parser->open[place], token)) {
            stack_close_implied (parser, TAG_IMPLIED, token->tag);
            stack_pop_to (parser, place);
            return;
        }
        if ((parser->open[place].flags & TAG_SPECIAL) != 0)
            return;
    }
}

static void
end_metadata (Parser *parser, Token *token)
{
    take_metadata (parser, token);
}

static void
end_body (Parser *parser, Token *token)
{
    if (has_in_scope (parser, DOM_TAG_BODY))
        parser->mode = MODE_AFTER_BODY;
}

static void
end_block (Parser *parser, Token *token)
{
    close_element (parser, token->tag);
}

static void
end_form (Parser *parser, Token *token)
{
    int place;

    if (parser->n_open_of[DOM_TAG_TEMPLATE] > 0) {
        close_element (parser, DOM_TAG_FORM);
        return;
    }
    place = parser->form != NULL && has_in_scope (parser, DOM_TAG_FORM) ? stack_find (parser, parser->form) : -1;
    parser->form = NULL;
    if (place < 0)
        return;
    stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
    stack_remove (parser, (guint) place);
}

static void
end_paragraph (Parser *parser, Token *token)
{
    if (!has_in_button_scope (parser, DOM_TAG_P)) {
        token->n_attributes = 0;
        insert_element (parser, token);
    }
    close_paragraph (parser);
}

static void
end_item (Parser *parser, Token *token)
{
    guint bounds = TAG_SCOPE | (token->tag == DOM_TAG_LI ? TAG_LIST_SCOPE : 0);

    if (!stack_has (parser, token->tag, bounds))
        return;
    stack_close_implied (parser, TAG_IMPLIED, token->tag);
    stack_pop_until (parser, token->tag);
}

/* Any heading's end tag closes any heading. */
static void
end_heading (Parser *parser, Token *token)
{
    guint place = parser->n_open;

    while (place-- > 0 && (parser->open[place].flags & TAG_SCOPE) == 0)
        if ((parser->open[place].flags & TAG_HEADING) != 0) {
            stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
            stack_pop_to (parser, place);
            return;
        }
}

static void
end_formatting (Parser *parser, Token *token)
{
    if (!adopt (parser, token->tag))
        end_other (parser, token);
}

static void
end_object (Parser *parser, Token *token)
{
    if (!has_in_scope (parser, token->tag))
        return;
    close_element (parser, token->tag);
    formatting_clear (parser);
}

static void
end_break (Parser *parser, Token *token)
{
    token->n_attributes = 0;
    start_void (parser, token);
}

/* ---- which is whose ---- */

typedef void (*TagRule) (Parser *parser, Token *token);

typedef struct {
    TagRule start, end;
} TagRules;

/* clang-format off */
static const TagRules rules[N_TAGS] = {
    [DOM_TAG_A] = { start_anchor, end_formatting },
    [DOM_TAG_ADDRESS] = { start_block, end_block },
    [DOM_TAG_APPLET] = { start_object, end_object },
    [DOM_TAG_AREA] = { start_void, end_other },
    [DOM_TAG_ARTICLE] = { start_block, end_block },
    [DOM_TAG_ASIDE] = { start_block, end_block },
    [DOM_TAG_B] = { start_formatting, end_formatting },
    [DOM_TAG_BASE] = { start_metadata, end_other },
    [DOM_TAG_BASEFONT] = { start_metadata, end_other },
    [DOM_TAG_BGSOUND] = { start_metadata, end_other },
    [DOM_TAG_BIG] = { start_formatting, end_formatting },
    [DOM_TAG_BLOCKQUOTE] = { start_block, end_block },
    [DOM_TAG_BODY] = { start_body, end_body },
    [DOM_TAG_BR] = { start_void, end_break },
    [DOM_TAG_BUTTON] = { start_button, end_block },
    [DOM_TAG_CAPTION] = { start_nothing, end_other },
    [DOM_TAG_CENTER] = { start_block, end_block },
    [DOM_TAG_CODE] = { start_formatting, end_formatting },
    [DOM_TAG_COL] = { start_nothing, end_other },
    [DOM_TAG_COLGROUP] = { start_nothing, end_other },
    [DOM_TAG_DD] = { start_description, end_item },
    [DOM_TAG_DETAILS] = { start_block, end_block },
    [DOM_TAG_DIALOG] = { start_block, end_block },
    [DOM_TAG_DIR] = { start_block, end_block },
    [DOM_TAG_DIV] = { start_block, end_block },
    [DOM_TAG_DL] = { start_block, end_block },
    [DOM_TAG_DT] = { start_description, end_item },
    [DOM_TAG_EM] = { start_formatting, end_formatting },
    [DOM_TAG_EMBED] = { start_void, end_other },
    [DOM_TAG_FIELDSET] = { start_block, end_block },
    [DOM_TAG_FIGCAPTION] = { start_block, end_block },
    [DOM_TAG_FIGURE] = { start_block, end_block },
    [DOM_TAG_FONT] = { start_formatting, end_formatting },
    [DOM_TAG_FOOTER] = { start_block, end_block },
    [DOM_TAG_FORM] = { start_form, end_form },
    [DOM_TAG_FRAME] = { start_nothing, end_other },
    [DOM_TAG_FRAMESET] = { start_frameset, end_other },
    [DOM_TAG_H1] = { start_heading, end_heading },
    [DOM_TAG_H2] = { start_heading, end_heading },
    [DOM_TAG_H3] = { start_heading, end_heading },
    [DOM_TAG_H4] = { start_heading, end_heading },
    [DOM_TAG_H5] = { start_heading, end_heading },
    [DOM_TAG_H6] = { start_heading, end_heading },
    [DOM_TAG_HEAD] = { start_nothing, end_other },
    [DOM_TAG_HEADER] = { start_block, end_block },
    [DOM_TAG_HGROUP] = { start_block, end_block },
    [DOM_TAG_HR] = { start_rule, end_other },
    [DOM_TAG_HTML] = { start_html, end_body },
    [DOM_TAG_I] = { start_formatting, end_formatting },
    [DOM_TAG_IFRAME] = { start_iframe, end_other },
    [DOM_TAG_IMAGE] = { start_image, end_other },
    [DOM_TAG_IMG] = { start_void, end_other },
    [DOM_TAG_INPUT] = { start_input, end_other },
    [DOM_TAG_KEYGEN] = { start_void, end_other },
    [DOM_TAG_LI] = { start_list_item, end_item },
    [DOM_TAG_LINK] = { start_metadata, end_other },
    [DOM_TAG_LISTING] = { start_preformatted, end_block },
    [DOM_TAG_MAIN] = { start_block, end_block },
    [DOM_TAG_MARQUEE] = { start_object, end_object },
    [DOM_TAG_MATH] = { start_foreign, end_other },
    [DOM_TAG_MENU] = { start_block, end_block },
    [DOM_TAG_META] = { start_metadata, end_other },
    [DOM_TAG_NAV] = { start_block, end_block },
    [DOM_TAG_NOBR] = { start_nobr, end_formatting },
    [DOM_TAG_NOEMBED] = { start_noembed, end_other },
    [DOM_TAG_NOFRAMES] = { start_metadata, end_other },
    [DOM_TAG_OBJECT] = { start_object, end_object },
    [DOM_TAG_OL] = { start_block, end_block },
    [DOM_TAG_OPTGROUP] = { start_option, end_other },
    [DOM_TAG_OPTION] = { start_option, end_other },
    [DOM_TAG_P] = { start_block, end_paragraph },
    [DOM_TAG_PARAM] = { start_parameter, end_other },
    [DOM_TAG_PLAINTEXT] = { start_plaintext, end_other },
    [DOM_TAG_PRE] = { start_preformatted, end_block },
    [DOM_TAG_RB] = { start_ruby_part, end_other },
    [DOM_TAG_RP] = { start_ruby_part, end_other },
    [DOM_TAG_RT] = { start_ruby_part, end_other },
    [DOM_TAG_RTC] = { start_ruby_part, end_other },
    [DOM_TAG_S] = { start_formatting, end_formatting },
    [DOM_TAG_SCRIPT] = { start_metadata, end_other },
    [DOM_TAG_SEARCH] = { start_block, end_block },
    [DOM_TAG_SECTION] = { start_block, end_block },
    [DOM_TAG_SELECT] = { start_select, end_block },
    [DOM_TAG_SMALL] = { start_formatting, end_formatting },
    [DOM_TAG_SOURCE] = { start_parameter, end_other },
    [DOM_TAG_STRIKE] = { start_formatting, end_formatting },
    [DOM_TAG_STRONG] = { start_formatting, end_formatting },
    [DOM_TAG_STYLE] = { start_metadata, end_other },
    [DOM_TAG_SUMMARY] = { start_block, end_block },
    [DOM_TAG_SVG] = { start_foreign, end_other },
    [DOM_TAG_TABLE] = { start_table, end_other },
    [DOM_TAG_TBODY] = { start_nothing, end_other },
    [DOM_TAG_TD] = { start_nothing, end_other },
    [DOM_TAG_TEMPLATE] = { start_metadata, end_metadata },
    [DOM_TAG_TEXTAREA] = { start_textarea, end_other },
    [DOM_TAG_TFOOT] = { start_nothing, end_other },
    [DOM_TAG_TH] = { start_nothing, end_other },
    [DOM_TAG_THEAD] = { start_nothing, end_other },
    [DOM_TAG_TITLE] = { start_metadata, end_other },
    [DOM_TAG_TR] = { start_nothing, end_other },
    [DOM_TAG_TRACK] = { start_parameter, end_other },
    [DOM_TAG_TT] = { start_formatting, end_formatting },
    [DOM_TAG_U] = { start_formatting, end_formatting },
    [DOM_TAG_UL] = { start_block, end_block },
    [DOM_TAG_WBR] = { start_void, end_other },
    [DOM_TAG_XMP] = { start_xmp, end_other },
};
/* clang-format on */

gboolean
rules_body (Parser *parser, Token *token) /* NOLINT(misc-no-recursion): by those of templates, at the end only */
{
    TagRule rule;

    switch (token->kind) {
    case TOKEN_TEXT: insert_body_text (parser, token->text); return FALSE;
    case TOKEN_COMMENT: insert_comment (parser, token, NULL); return FALSE;
    case TOKEN_START:
        rule = rules[token->tag].start;
        (rule != NULL ? rule : start_other) (parser, token);
        return FALSE;
    case TOKEN_END:
        rule = rules[token->tag].end;
        (rule != NULL ? rule : end_other) (parser, token);
        return token->tag == DOM_TAG_HTML && parser->mode == MODE_AFTER_BODY;
    case TOKEN_EOF: return parser->n_template_modes > 0 && rules_template (parser, token);
    case TOKEN_DOCTYPE: return FALSE;
    }
    g_assert_not_reached ();
}
