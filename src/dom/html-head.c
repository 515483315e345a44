/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The insertion modes before a document's body, those after it, and framesets. */

gboolean
take_space (Parser *parser, Token *token, gboolean is_kept)
{
    gsize n;

    if (token->kind != TOKEN_TEXT)
        return FALSE;
    n = count_space (token->text.text, token->text.length);
    if (is_kept)
        insert_text (parser, (Slice){ token->text.text, n });
    token->text.text += n;
    token->text.length -= n;
    return token->text.length == 0;
}

gboolean
take_common (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_COMMENT) {
        insert_comment (parser, token, NULL);
        return TRUE;
    }
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_HTML) {
        rules_body (parser, token);
        return TRUE;
    }
    return token->kind == TOKEN_DOCTYPE;
}

static gboolean
switch_to (Parser *parser, Mode mode)
{
    parser->mode = mode;
    return TRUE;
}

/* The end tags that may stand for an element that was left out; others are none. */
static gboolean
is_stray_end (const Token *token)
{
    return token->kind == TOKEN_END && token->tag != DOM_TAG_BODY && token->tag != DOM_TAG_HTML
           && token->tag != DOM_TAG_BR;
}

/* ---- before the document ---- */

gboolean
rules_initial (Parser *parser, Token *token)
{
    if (take_space (parser, token, FALSE))
        return FALSE;
    if (token->kind == TOKEN_COMMENT) {
        insert_comment (parser, token, parser->document->root);
        return FALSE;
    }
    parser->mode = MODE_BEFORE_HTML;
    parser->is_quirky = token->kind != TOKEN_DOCTYPE || doctype_is_quirky (token);
    if (token->kind != TOKEN_DOCTYPE)
        return TRUE;
    parser->document->doctype = doctype_text (parser->arena, token);
    return FALSE;
}

static void
open_root (Parser *parser, DomNode *html)
{
    parser->html = html;
    move_node (html, parser->document->root);
    stack_push (parser, html, DOM_TAG_HTML);
    parser->mode = MODE_BEFORE_HEAD;
}

gboolean
rules_before_html (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_DOCTYPE || take_space (parser, token, FALSE))
        return FALSE;
    if (token->kind == TOKEN_COMMENT) {
        insert_comment (parser, token, parser->document->root);
        return FALSE;
    }
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_HTML) {
        open_root (parser, make_element (parser, token));
        return FALSE;
    }
    if (is_stray_end (token) && token->tag != DOM_TAG_HEAD)
        return FALSE;
    open_root (parser, make_implied (parser, DOM_TAG_HTML));
    return TRUE;
}

gboolean
rules_before_head (Parser *parser, Token *token)
{
    if (take_space (parser, token, FALSE) || take_common (parser, token))
        return FALSE;
    if (is_stray_end (token) && token->tag != DOM_TAG_HEAD)
        return FALSE;
    parser->mode = MODE_HEAD;
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_HEAD) {
        parser->document->head = insert_element (parser, token);
        return FALSE;
    }
    parser->document->head = insert_implied (parser, DOM_TAG_HEAD);
    return TRUE;
}

/* ---- in the head ---- */

void
insert_raw (Parser *parser, const Token *token, Content content)
{
    insert_element (parser, token);
    tokens_switch (&parser->tokens, content, token);
    parser->original_mode = parser->mode;
    parser->mode = MODE_TEXT;
}

gboolean
rules_text (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_TEXT) {
        insert_text (parser, token->text);
        return FALSE;
    }
    stack_pop (parser);
    parser->mode = parser->original_mode;
    return token->kind == TOKEN_EOF;
}

static void
open_template (Parser *parser, const Token *token)
{
    if (insert_element (parser, token) == NULL)
        return;
    formatting_push_marker (parser);
    parser->allows_frameset = FALSE;
    parser->mode = MODE_TEMPLATE;
    parser->template_modes[parser->n_template_modes++] = MODE_TEMPLATE;
}

static void
close_template (Parser *parser)
{
    if (parser->n_open_of[DOM_TAG_TEMPLATE] == 0)
        return;
    stack_close_implied (parser, TAG_IMPLIED | TAG_IMPLIED_PART, DOM_TAG_OTHER);
    stack_pop_until (parser, DOM_TAG_TEMPLATE);
    formatting_clear (parser);
    parser->n_template_modes--;
    reset_mode (parser);
}

/* What belongs into the head and may stand elsewhere; FALSE for other tags. */
gboolean
take_metadata (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_END && token->tag == DOM_TAG_TEMPLATE) {
        close_template (parser);
        return TRUE;
    }
    if (token->kind != TOKEN_START)
        return FALSE;
    switch (token->tag) {
    case DOM_TAG_BASE:
    case DOM_TAG_BASEFONT:
    case DOM_TAG_BGSOUND:
    case DOM_TAG_LINK:
    case DOM_TAG_META: insert_void (parser, token); return TRUE;
    case DOM_TAG_TITLE: insert_raw (parser, token, CONTENT_RCDATA); return TRUE;
    case DOM_TAG_NOFRAMES:
    case DOM_TAG_STYLE: insert_raw (parser, token, CONTENT_RAWTEXT); return TRUE;
    case DOM_TAG_SCRIPT: insert_raw (parser, token, CONTENT_SCRIPT); return TRUE;
    case DOM_TAG_TEMPLATE: open_template (parser, token); return TRUE;
    default: return FALSE;
    }
}

gboolean
rules_head (Parser *parser, Token *token)
{
    if (take_space (parser, token, TRUE) || take_common (parser, token) || take_metadata (parser, token))
        return FALSE;
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_HEAD)
        return FALSE;
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_NOSCRIPT) {
        insert_element (parser, token);
        parser->mode = MODE_HEAD_NOSCRIPT;
        return FALSE;
    }
    if (is_stray_end (token) && token->tag != DOM_TAG_HEAD)
        return FALSE;
    stack_pop (parser);
    parser->mode = MODE_AFTER_HEAD;
    return token->kind != TOKEN_END || token->tag != DOM_TAG_HEAD;
}

static gboolean
is_in_noscript (const Token *token)
{
    return token->tag == DOM_TAG_BASEFONT || token->tag == DOM_TAG_BGSOUND || token->tag == DOM_TAG_LINK
           || token->tag == DOM_TAG_META || token->tag == DOM_TAG_NOFRAMES || token->tag == DOM_TAG_STYLE;
}

gboolean
rules_head_noscript (Parser *parser, Token *token)
{
    if (take_space (parser, token, TRUE) || take_common (parser, token))
        return FALSE;
    if (token->kind == TOKEN_START && is_in_noscript (token))
        return rules_head (parser, token);
    if (token->kind == TOKEN_START && (token->tag == DOM_TAG_HEAD || token->tag == DOM_TAG_NOSCRIPT))
        return FALSE;
    if (token->kind == TOKEN_END && token->tag != DOM_TAG_NOSCRIPT && token->tag != DOM_TAG_BR)
        return FALSE;
    stack_pop (parser);
    parser->mode = MODE_HEAD;
    return token->kind != TOKEN_END || token->tag != DOM_TAG_NOSCRIPT;
}

/* What should have stood in the head is put there. */
static gboolean
take_late_metadata (Parser *parser, Token *token)
{
    DomNode *head = parser->document->head;
    gboolean is_taken;
    int place;

    if (token->kind == TOKEN_END)
        return take_metadata (parser, token);
    stack_push (parser, head, DOM_TAG_HEAD);
    is_taken = take_metadata (parser, token);
    place = stack_find (parser, head);
    if (place >= 0)
        stack_remove (parser, (guint) place);
    return is_taken;
}

gboolean
rules_after_head (Parser *parser, Token *token)
{
    if (take_space (parser, token, TRUE) || take_common (parser, token) || take_late_metadata (parser, token))
        return FALSE;
    if (is_stray_end (token) || (token->kind == TOKEN_START && token->tag == DOM_TAG_HEAD))
        return FALSE;
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_FRAMESET) {
        insert_element (parser, token);
        parser->mode = MODE_FRAMESET;
        return FALSE;
    }
    parser->mode = MODE_BODY;
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_BODY) {
        parser->document->body = insert_element (parser, token);
        parser->allows_frameset = FALSE;
        return FALSE;
    }
    parser->document->body = insert_implied (parser, DOM_TAG_BODY);
    return TRUE;
}

/* ---- after the body ---- */

/* White space goes where the body's would. */
static gboolean
take_body_space (Parser *parser, Token *token)
{
    gsize n = token->kind == TOKEN_TEXT ? count_space (token->text.text, token->text.length) : 0;

    if (n > 0)
        insert_body_text (parser, (Slice){ token->text.text, n });
    return take_space (parser, token, FALSE);
}

gboolean
rules_after_body (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_COMMENT) {
        insert_comment (parser, token, parser->html);
        return FALSE;
    }
    if (token->kind == TOKEN_EOF || take_body_space (parser, token) || take_common (parser, token))
        return FALSE;
    if (token->kind == TOKEN_END && token->tag == DOM_TAG_HTML) {
        parser->mode = MODE_AFTER_AFTER_BODY;
        return FALSE;
    }
    return switch_to (parser, MODE_BODY);
}

gboolean
rules_after_after_body (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_COMMENT) {
        insert_comment (parser, token, parser->document->root);
        return FALSE;
    }
    if (token->kind == TOKEN_EOF || take_body_space (parser, token) || take_common (parser, token))
        return FALSE;
    return switch_to (parser, MODE_BODY);
}

/* ---- framesets ---- */

/* Of text only the white space is kept. */
static void
take_frameset_text (Parser *parser, Token *token)
{
    while (!take_space (parser, token, TRUE)) {
        token->text.text++;
        token->text.length--;
    }
}

static gboolean
take_frameset_common (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_TEXT) {
        take_frameset_text (parser, token);
        return TRUE;
    }
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_NOFRAMES)
        return take_metadata (parser, token);
    return take_common (parser, token);
}

gboolean
rules_frameset (Parser *parser, Token *token)
{
    if (take_frameset_common (parser, token))
        return FALSE;
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_FRAMESET)
        insert_element (parser, token);
    if (token->kind == TOKEN_START && token->tag == DOM_TAG_FRAME)
        insert_void (parser, token);
    if (token->kind == TOKEN_END && token->tag == DOM_TAG_FRAMESET && parser->n_open > 1) {
        stack_pop (parser);
        if (!current_is (parser, DOM_TAG_FRAMESET))
            parser->mode = MODE_AFTER_FRAMESET;
    }
    return FALSE;
}

gboolean
rules_after_frameset (Parser *parser, Token *token)
{
    if (!take_frameset_common (parser, token) && token->kind == TOKEN_END && token->tag == DOM_TAG_HTML)
        parser->mode = MODE_AFTER_AFTER_FRAMESET;
    return FALSE;
}

gboolean
rules_after_after_frameset (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_COMMENT)
        insert_comment (parser, token, parser->document->root);
    else
        take_frameset_common (parser, token);
    return FALSE;
}
