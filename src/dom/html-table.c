/* SPDX-License-Identifier: MIT */
#include "html.h"

/* The insertion modes in tables. */

static gboolean
is_start (const Token *token, Tag tag)
{
    return token->kind == TOKEN_START && token->tag == tag;
}

static gboolean
is_end (const Token *token, Tag tag)
{
    return token->kind == TOKEN_END && token->tag == tag;
}

static gboolean
is_section (Tag tag)
{
    return tag == DOM_TAG_TBODY || tag == DOM_TAG_TFOOT || tag == DOM_TAG_THEAD;
}

static gboolean
is_cell (Tag tag)
{
    return tag == DOM_TAG_TD || tag == DOM_TAG_TH;
}

static gboolean
is_part (Tag tag)
{
    return (tag_flags[tag] & TAG_IMPLIED_PART) != 0 || tag == DOM_TAG_COL;
}

/* "Clear the stack back to a table context": to one of those three, a template, or the root. */
static void
clear_to (Parser *parser, gboolean (*is_context) (Tag tag))
{
    while (!(current_node (parser)->space == DOM_HTML && is_context (stack_top (parser)->tag))
           && !current_is (parser, DOM_TAG_TEMPLATE) && !current_is (parser, DOM_TAG_HTML))
        stack_pop (parser);
}

static gboolean
is_table (Tag tag)
{
    return tag == DOM_TAG_TABLE;
}

static gboolean
is_row (Tag tag)
{
    return tag == DOM_TAG_TR;
}

/* ---- in table ---- */

void
flush_table_text (Parser *parser)
{
    gboolean is_blank = TRUE;

    for (guint i = 0; i < parser->table_text->len && is_blank; i++) {
        Slice text = g_array_index (parser->table_text, Slice, i);

        is_blank = count_space (text.text, text.length) == text.length;
    }
    parser->is_fostering = !is_blank;
    for (guint i = 0; i < parser->table_text->len; i++)
        if (is_blank)
            insert_text (parser, g_array_index (parser->table_text, Slice, i));
        else
            insert_body_text (parser, g_array_index (parser->table_text, Slice, i));
    parser->is_fostering = FALSE;
    g_array_set_size (parser->table_text, 0);
}

static void
keep_table_text (Parser *parser, Slice text)
{
    if (text.text == parser->tokens.reference)
        text.text = arena_strndup (parser->arena, text.text, text.length);
    g_array_append_val (parser->table_text, text);
}

/* What may not stand in a table is put before it. */
static gboolean
foster (Parser *parser, Token *token)
{
    gboolean again;

    parser->is_fostering = TRUE;
    again = rules_body (parser, token);
    parser->is_fostering = FALSE;
    return again;
}

static void
close_table (Parser *parser)
{
    stack_pop_until (parser, DOM_TAG_TABLE);
    reset_mode (parser);
}

static void
open_part (Parser *parser, const Token *token, Mode mode)
{
    insert_element (parser, token);
    parser->mode = mode;
}

static void
imply_part (Parser *parser, Tag tag, Mode mode)
{
    insert_implied (parser, tag);
    parser->mode = mode;
}

/* A part of the table; TRUE when it is to be handled in the part that holds it. */
static gboolean
start_part (Parser *parser, Token *token)
{
    clear_to (parser, is_table);
    switch (token->tag) {
    case DOM_TAG_CAPTION:
        formatting_push_marker (parser);
        open_part (parser, token, MODE_CAPTION);
        return FALSE;
    case DOM_TAG_COLGROUP: open_part (parser, token, MODE_COLUMN_GROUP); return FALSE;
    case DOM_TAG_COL: imply_part (parser, DOM_TAG_COLGROUP, MODE_COLUMN_GROUP); return TRUE;
    case DOM_TAG_TBODY:
    case DOM_TAG_TFOOT:
    case DOM_TAG_THEAD: open_part (parser, token, MODE_TABLE_BODY); return FALSE;
    default: imply_part (parser, DOM_TAG_TBODY, MODE_TABLE_BODY); return TRUE;
    }
}

static void
start_table_form (Parser *parser, Token *token)
{
    if (parser->form != NULL || parser->n_open_of[DOM_TAG_TEMPLATE] > 0)
        return;
    parser->form = insert_element (parser, token);
    if (parser->form != NULL)
        stack_pop (parser);
}

static gboolean
is_hidden_input (const Token *token)
{
    Slice type = token_attribute (token, "type");

    return token->tag == DOM_TAG_INPUT && type.text != NULL && slice_is (type.text, type.length, "hidden");
}

static gboolean
start_in_table (Parser *parser, Token *token)
{
    if (is_part (token->tag))
        return start_part (parser, token);
    if (token->tag == DOM_TAG_TABLE) {
        gboolean is_nested = has_in_table_scope (parser, DOM_TAG_TABLE);

        if (is_nested)
            close_table (parser);
        return is_nested;
    }
    if (token->tag == DOM_TAG_STYLE || token->tag == DOM_TAG_SCRIPT || token->tag == DOM_TAG_TEMPLATE)
        take_metadata (parser, token);
    else if (is_hidden_input (token))
        insert_void (parser, token);
    else if (token->tag == DOM_TAG_FORM)
        start_table_form (parser, token);
    else
        return foster (parser, token);
    return FALSE;
}

static gboolean
end_in_table (Parser *parser, Token *token)
{
    if (token->tag == DOM_TAG_TABLE) {
        if (has_in_table_scope (parser, DOM_TAG_TABLE))
            close_table (parser);
        return FALSE;
    }
    if (token->tag == DOM_TAG_TEMPLATE)
        return rules_head (parser, token);
    if (is_part (token->tag) || token->tag == DOM_TAG_BODY || token->tag == DOM_TAG_HTML)
        return FALSE;
    return foster (parser, token);
}

gboolean
rules_table (Parser *parser, Token *token)
{
    switch (token->kind) {
    case TOKEN_TEXT:
        if ((stack_top (parser)->flags & TAG_TABLE) == 0 && !current_is (parser, DOM_TAG_TEMPLATE))
            return foster (parser, token);
        keep_table_text (parser, token->text);
        return FALSE;
    case TOKEN_COMMENT: insert_comment (parser, token, NULL); return FALSE;
    case TOKEN_DOCTYPE: return FALSE;
    case TOKEN_START: return start_in_table (parser, token);
    case TOKEN_END: return end_in_table (parser, token);
    case TOKEN_EOF: return rules_body (parser, token);
    }
    g_assert_not_reached ();
}

/* ---- in caption, and in column group ---- */

/* Whether the token ends what stands beside the table's other parts. */
static gboolean
ends_part (const Token *token)
{
    return token->kind == TOKEN_START ? is_part (token->tag) : is_end (token, DOM_TAG_TABLE);
}

gboolean
rules_caption (Parser *parser, Token *token)
{
    gboolean is_own = is_end (token, DOM_TAG_CAPTION);

    if (is_own || ends_part (token)) {
        if (!has_in_table_scope (parser, DOM_TAG_CAPTION))
            return FALSE;
        stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
        stack_pop_until (parser, DOM_TAG_CAPTION);
        formatting_clear (parser);
        parser->mode = MODE_TABLE;
        return !is_own;
    }
    if (token->kind == TOKEN_END && (is_part (token->tag) || token->tag == DOM_TAG_BODY || token->tag == DOM_TAG_HTML))
        return FALSE;
    return rules_body (parser, token);
}

gboolean
rules_column_group (Parser *parser, Token *token)
{
    if (take_space (parser, token, TRUE) || take_common (parser, token))
        return FALSE;
    if (is_start (token, DOM_TAG_COL)) {
        insert_void (parser, token);
        return FALSE;
    }
    if (is_end (token, DOM_TAG_COL))
        return FALSE;
    if (is_start (token, DOM_TAG_TEMPLATE) || is_end (token, DOM_TAG_TEMPLATE))
        return rules_head (parser, token);
    if (token->kind == TOKEN_EOF)
        return rules_body (parser, token);
    if (!current_is (parser, DOM_TAG_COLGROUP))
        return FALSE;
    stack_pop (parser);
    parser->mode = MODE_TABLE;
    return !is_end (token, DOM_TAG_COLGROUP);
}

/* ---- in table body ---- */

static gboolean
has_section (Parser *parser)
{
    return has_in_table_scope (parser, DOM_TAG_TBODY) || has_in_table_scope (parser, DOM_TAG_THEAD)
           || has_in_table_scope (parser, DOM_TAG_TFOOT);
}

static void
close_section (Parser *parser)
{
    clear_to (parser, is_section);
    stack_pop (parser);
    parser->mode = MODE_TABLE;
}

static gboolean
end_in_section (Parser *parser, Token *token)
{
    if (is_section (token->tag)) {
        if (has_in_table_scope (parser, token->tag))
            close_section (parser);
        return FALSE;
    }
    return rules_table (parser, token);
}

gboolean
rules_table_body (Parser *parser, Token *token)
{
    if (is_start (token, DOM_TAG_TR)) {
        clear_to (parser, is_section);
        open_part (parser, token, MODE_ROW);
        return FALSE;
    }
    if (token->kind == TOKEN_START && is_cell (token->tag)) {
        clear_to (parser, is_section);
        imply_part (parser, DOM_TAG_TR, MODE_ROW);
        return TRUE;
    }
    if (ends_part (token)) {
        if (!has_section (parser))
            return FALSE;
        close_section (parser);
        return TRUE;
    }
    return token->kind == TOKEN_END ? end_in_section (parser, token) : rules_table (parser, token);
}

/* ---- in row ---- */

static gboolean
close_row (Parser *parser)
{
    if (!has_in_table_scope (parser, DOM_TAG_TR))
        return FALSE;
    clear_to (parser, is_row);
    stack_pop (parser);
    parser->mode = MODE_TABLE_BODY;
    return TRUE;
}

gboolean
rules_row (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_START && is_cell (token->tag)) {
        clear_to (parser, is_row);
        open_part (parser, token, MODE_CELL);
        formatting_push_marker (parser);
        return FALSE;
    }
    if (is_end (token, DOM_TAG_TR)) {
        close_row (parser);
        return FALSE;
    }
    if (ends_part (token))
        return close_row (parser);
    if (token->kind == TOKEN_END && is_section (token->tag))
        return has_in_table_scope (parser, token->tag) && close_row (parser);
    return rules_table (parser, token);
}

/* ---- in cell ---- */

static void
close_cell (Parser *parser)
{
    int td = stack_find_tag (parser, DOM_TAG_TD), th = stack_find_tag (parser, DOM_TAG_TH);

    stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
    stack_pop_to (parser, (guint) MAX (td, th));
    formatting_clear (parser);
    parser->mode = MODE_ROW;
}

static gboolean
end_in_cell (Parser *parser, Token *token)
{
    if (is_cell (token->tag)) {
        if (!has_in_table_scope (parser, token->tag))
            return FALSE;
        stack_close_implied (parser, TAG_IMPLIED, DOM_TAG_OTHER);
        stack_pop_until (parser, token->tag);
        formatting_clear (parser);
        parser->mode = MODE_ROW;
        return FALSE;
    }
    if (token->tag == DOM_TAG_TABLE || token->tag == DOM_TAG_TR || is_section (token->tag)) {
        if (!has_in_table_scope (parser, token->tag))
            return FALSE;
        close_cell (parser);
        return TRUE;
    }
    if (is_part (token->tag) || token->tag == DOM_TAG_BODY || token->tag == DOM_TAG_HTML)
        return FALSE;
    return rules_body (parser, token);
}

gboolean
rules_cell (Parser *parser, Token *token)
{
    if (token->kind == TOKEN_END)
        return end_in_cell (parser, token);
    if (token->kind == TOKEN_START && is_part (token->tag)) {
        if (!has_in_table_scope (parser, DOM_TAG_TD) && !has_in_table_scope (parser, DOM_TAG_TH))
            return FALSE;
        close_cell (parser);
        return TRUE;
    }
    return rules_body (parser, token);
}
