/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The tokenizer.  The text lies whole in memory, so the Standard's states are places in functions that scan
 * ahead; every byte is looked at a bounded number of times. */

void
tokens_init (Tokens *tokens, const char *text, gsize length)
{
    tokens->start = tokens->at = tokens->text_end = length > 0 ? text : "";
    tokens->end = tokens->start + length;
}

/* Bytes that end a name in a tag. */
static inline gboolean
ends_name (char c)
{
    return (char_class[(guchar) c] & CHAR_ENDS_NAME) != 0;
}

static const char *
skip_space (const char *at, const char *end)
{
    return at + count_space (at, (gsize) (end - at));
}

/* Reads the value after a '='; NULL when it never ends. */
static const char *
read_value (const char *at, const char *end, Slice *value)
{
    const char *stop;

    at = skip_space (at, end);
    if (at == end)
        return NULL;
    if (*at == '"' || *at == '\'') {
        stop = memchr (at + 1, *at, (gsize) (end - at - 1));
        if (stop == NULL)
            return NULL;
        *value = (Slice){ at + 1, (gsize) (stop - at - 1) };
        return stop + 1;
    }
    for (stop = at; stop < end && *stop != '>' && !is_html_space (*stop); stop++)
        ;
    *value = (Slice){ at, (gsize) (stop - at) };
    return stop;
}

/* Reads an attribute; NULL when the text ends in it. */
static const char *
read_attribute (const char *at, const char *end, RawAttribute *attribute)
{
    const char *name = at;

    /* A '=' in the first place belongs to the name. */
    for (at++; at < end && *at != '=' && !ends_name (*at); at++)
        ;
    *attribute = (RawAttribute){ { name, (gsize) (at - name) }, { "", 0 } };
    at = skip_space (at, end);
    return at < end && *at == '=' ? read_value (at + 1, end, &attribute->value) : at;
}

/* Reads what follows a tag's name; returns where the tag ends, or NULL if it does not. */
static const char *
read_attributes (const char *at, const char *end, Token *token)
{
    RawAttribute spare;

    while (at != NULL) {
        gboolean is_closing = FALSE;

        for (; at < end && (*at == '/' || is_html_space (*at)); at++)
            is_closing = *at == '/';
        if (at == end)
            return NULL;
        if (*at == '>') {
            token->is_self_closing = is_closing;
            return at + 1;
        }
        if (token->n_attributes < MAX_ATTRIBUTES)
            at = read_attribute (at, end, &token->attributes[token->n_attributes++]);
        else
            at = read_attribute (at, end, &spare);
    }
    return NULL;
}

static void
read_end (Tokens *tokens, Token *token)
{
    token->kind = TOKEN_EOF;
    token->end = tokens->at = tokens->end;
}

static void
read_tag (Tokens *tokens, Token *token, const char *name)
{
    const char *at = name;

    while (at < tokens->end && !ends_name (*at))
        at++;
    token->kind = name[-1] == '/' ? TOKEN_END : TOKEN_START;
    token->name = (Slice){ name, (gsize) (at - name) };
    token->tag = tag_find (name, token->name.length);
    token->n_attributes = 0;
    at = read_attributes (at, tokens->end, token);
    if (at != NULL) {
        token->end = tokens->at = at;
        return;
    }
    /* A tag that never ends is no tag.  It is worth a note if it took others with it. */
    if (memchr (name, '<', (gsize) (tokens->end - name)) != NULL)
        tokens->unclosed = token->start;
    read_end (tokens, token);
}

static void
set_text (Tokens *tokens, Token *token, const char *end, Slice text)
{
    token->kind = TOKEN_TEXT;
    token->text = text;
    token->end = tokens->at = end;
}

/* Reads text up to tokens->text_end, or up to a reference. */
static void
read_text (Tokens *tokens, Token *token)
{
    const char *at = tokens->at, *end = tokens->text_end;
    const char *reference = NULL;
    gboolean has_references = !tokens->in_cdata && tokens->content <= CONTENT_RCDATA;

    if (has_references && *at == '&') {
        Slice text;
        gsize n = reference_read (at, end, FALSE, tokens->reference, &text);

        if (n > 0) {
            set_text (tokens, token, at + n, text);
            return;
        }
    }
    if (has_references && end - at > 1)
        reference = memchr (at + 1, '&', (gsize) (end - at - 1));
    if (reference != NULL)
        end = reference;
    set_text (tokens, token, end, (Slice){ at, (gsize) (end - at) });
}

/* What begins with '<'. */
static void
read_markup (Tokens *tokens, Token *token)
{
    const char *at = tokens->at;
    char c = at + 1 < tokens->end ? at[1] : '\0';

    if (g_ascii_isalpha (c)) {
        read_tag (tokens, token, at + 1);
    } else if (c == '/' && at + 2 < tokens->end && g_ascii_isalpha (at[2])) {
        read_tag (tokens, token, at + 2);
    } else if (c == '!' || c == '?' || (c == '/' && at + 2 < tokens->end)) {
        tokens_read_declaration (tokens, token);
    } else {
        tokens->text_end = at + 1 + (c == '/');
        set_text (tokens, token, tokens->text_end, (Slice){ at, (gsize) (tokens->text_end - at) });
    }
}

/* What was read up to its end leaves off; text goes to the next '<'. */
static void
leave_content (Tokens *tokens)
{
    const char *markup;

    if (tokens->in_cdata && tokens->at < tokens->end)
        tokens->at += strlen ("]]>");
    tokens->in_cdata = FALSE;
    tokens->content = CONTENT_DATA;
    markup = memchr (tokens->at, '<', (gsize) (tokens->end - tokens->at));
    tokens->text_end = markup != NULL ? markup : tokens->end;
}

void
tokens_next (Tokens *tokens, Token *token)
{
    if (tokens->at >= tokens->text_end)
        leave_content (tokens);
    token->start = tokens->at;
    if (tokens->at == tokens->end)
        read_end (tokens, token);
    else if (tokens->at < tokens->text_end)
        read_text (tokens, token);
    else
        read_markup (tokens, token);
}

void
tokens_switch (Tokens *tokens, Content content, const Token *opener)
{
    tokens->content = content;
    tokens->closer = opener->name;
    tokens->text_end = content == CONTENT_PLAINTEXT ? tokens->end : tokens_find_closer (tokens, tokens->at);
    if (content != CONTENT_PLAINTEXT && tokens->text_end == tokens->end
        && count_space (tokens->at, (gsize) (tokens->end - tokens->at)) < (gsize) (tokens->end - tokens->at))
        tokens->unclosed = opener->start;
}

Slice
token_attribute (const Token *token, const char *name)
{
    for (guint i = 0; i < token->n_attributes; i++)
        if (slice_is (token->attributes[i].name.text, token->attributes[i].name.length, name))
            return token->attributes[i].value;
    return (Slice){ NULL, 0 };
}
