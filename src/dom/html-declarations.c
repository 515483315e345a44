/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The tokenizer's rarer half: comments, doctypes, CDATA sections, and where raw text ends. */

static gsize
rest (const Tokens *tokens, const char *at)
{
    return (gsize) (tokens->end - at);
}

static gboolean
starts_with (const Tokens *tokens, const char *at, const char *word)
{
    gsize length = strlen (word);

    return rest (tokens, at) >= length && slice_is (at, length, word);
}

static void
set_comment (Tokens *tokens, Token *token, const char *start, const char *stop, const char *end)
{
    token->kind = TOKEN_COMMENT;
    token->text = (Slice){ start, (gsize) (stop - start) };
    token->end = tokens->at = tokens->text_end = end;
}

/* A comment that never ends takes all that follows. */
static void
set_unclosed_comment (Tokens *tokens, Token *token, const char *start)
{
    const char *stop = tokens->end;

    if (stop - start >= 3 && memcmp (stop - 3, "--!", 3) == 0)
        stop -= 3;
    else
        for (guint i = 0; i < 2 && stop > start && stop[-1] == '-'; i++)
            stop--;
    if (count_space (start, (gsize) (stop - start)) < (gsize) (stop - start))
        tokens->unclosed = token->start;
    set_comment (tokens, token, start, stop, tokens->end);
}

static void
read_comment (Tokens *tokens, Token *token, const char *start)
{
    const char *at = start;

    if (starts_with (tokens, at, ">") || starts_with (tokens, at, "->")) {
        set_comment (tokens, token, at, at, at + 1 + (*at == '-'));
        return;
    }
    for (; (at = memchr (at, '>', rest (tokens, at))) != NULL; at++) {
        const char *stop = at - (at > start && at[-1] == '!');

        if (stop - start >= 2 && stop[-1] == '-' && stop[-2] == '-') {
            set_comment (tokens, token, start, stop - 2, at + 1);
            return;
        }
    }
    set_unclosed_comment (tokens, token, start);
}

/* What is no declaration is a comment up to the next '>'. */
static void
read_bogus_comment (Tokens *tokens, Token *token, const char *start)
{
    const char *stop = memchr (start, '>', rest (tokens, start));

    if (stop != NULL) {
        set_comment (tokens, token, start, stop, stop + 1);
        return;
    }
    if (memchr (start, '<', rest (tokens, start)) != NULL)
        tokens->unclosed = token->start;
    set_comment (tokens, token, start, tokens->end, tokens->end);
}

static const char *
skip_space (const Tokens *tokens, const char *at)
{
    return at + count_space (at, rest (tokens, at));
}

/* Reads a quoted identifier if one is next; NULL when the doctype breaks off in it. */
static const char *
read_identifier (const Tokens *tokens, const char *at, const char *end, Slice *identifier)
{
    const char *stop;

    at = skip_space (tokens, at);
    if (at >= end || (*at != '"' && *at != '\''))
        return at;
    stop = memchr (at + 1, *at, (gsize) (end - at - 1));
    *identifier = (Slice){ at + 1, (gsize) ((stop != NULL ? stop : end) - at - 1) };
    return stop != NULL ? stop + 1 : NULL;
}

/* Reads what follows the name of a doctype; `end` is its '>'. */
static void
read_identifiers (const Tokens *tokens, const char *at, const char *end, Token *token)
{
    gboolean is_public = starts_with (tokens, at, "public");

    if (at == end)
        return;
    token->doctype.is_broken = TRUE;
    if (!is_public && !starts_with (tokens, at, "system"))
        return;
    at += strlen ("public");
    if (is_public) {
        at = read_identifier (tokens, at, end, &token->doctype.public_id);
        if (at == NULL || token->doctype.public_id.text == NULL)
            return;
    }
    at = read_identifier (tokens, at, end, &token->doctype.system_id);
    if (at == NULL)
        return;
    token->doctype.is_broken = token->doctype.system_id.text == NULL && (!is_public || at != end);
}

static void
read_doctype (Tokens *tokens, Token *token, const char *start)
{
    const char *stop = memchr (start, '>', rest (tokens, start));
    const char *end = stop != NULL ? stop : tokens->end;
    const char *name = start + count_space (start, (gsize) (end - start)), *at = name;

    while (at < end && !is_html_space (*at))
        at++;
    memset (&token->doctype, 0, sizeof token->doctype);
    token->kind = TOKEN_DOCTYPE;
    token->doctype.name = (Slice){ at > name ? name : NULL, (gsize) (at - name) };
    at += count_space (at, (gsize) (end - at));
    if (at > name)
        read_identifiers (tokens, at, end, token);
    if (stop == NULL || at == name)
        token->doctype.is_broken = TRUE;
    token->end = tokens->at = tokens->text_end = stop != NULL ? stop + 1 : end;
}

static void
read_cdata (Tokens *tokens, Token *token, const char *start)
{
    const char *stop = memmem (start, rest (tokens, start), "]]>", 3);

    if (stop == NULL && memchr (start, '<', rest (tokens, start)) != NULL)
        tokens->unclosed = token->start;
    tokens->in_cdata = TRUE;
    tokens->text_end = stop != NULL ? stop : tokens->end;
    token->kind = TOKEN_TEXT;
    token->text = (Slice){ start, (gsize) (tokens->text_end - start) };
    token->end = tokens->at = tokens->text_end;
}

void
tokens_read_declaration (Tokens *tokens, Token *token)
{
    const char *at = tokens->at;

    if (at[1] == '?')
        read_bogus_comment (tokens, token, at + 1);
    else if (starts_with (tokens, at, "<!--"))
        read_comment (tokens, token, at + 4);
    else if (starts_with (tokens, at, "<!doctype"))
        read_doctype (tokens, token, at + 9);
    else if (tokens->allows_cdata && rest (tokens, at) >= 9 && memcmp (at, "<![CDATA[", 9) == 0)
        read_cdata (tokens, token, at + 9);
    else if (starts_with (tokens, at, "</>")) {
        token->kind = TOKEN_TEXT; /* of nothing */
        token->text = (Slice){ at, 0 };
        token->end = tokens->at = tokens->text_end = at + 3;
    } else
        read_bogus_comment (tokens, token, at + 2);
}

/* Whether at `at` stands the word, as a whole. */
static gboolean
has_name (const Tokens *tokens, const char *at, Slice name)
{
    if (rest (tokens, at) <= name.length)
        return FALSE;
    for (gsize i = 0; i < name.length; i++)
        if (ascii_lower (at[i]) != ascii_lower (name.text[i]))
            return FALSE;
    at += name.length;
    return is_html_space (*at) || *at == '/' || *at == '>';
}

/* The next "-->", or the end. */
static const char *
find_arrow (const Tokens *tokens, const char *start)
{
    const char *at = start;

    for (; (at = memchr (at, '>', rest (tokens, at))) != NULL; at++)
        if (at - start >= 2 && at[-1] == '-' && at[-2] == '-')
            return at - 2;
    return tokens->end;
}

/* Scripts hide "</script>" in "<!-- <script> ... </script> -->". */
typedef enum { SCRIPT_PLAIN, SCRIPT_ESCAPED, SCRIPT_DOUBLE_ESCAPED } ScriptState;

static const char *
find_script_closer (const Tokens *tokens, const char *at)
{
    static const Slice script = { "script", 6 };
    ScriptState state = SCRIPT_PLAIN;
    const char *arrow = at; /* of "<!--", where its "-->" is */

    for (; (at = memchr (at, '<', rest (tokens, at))) != NULL; at++) {
        if (state != SCRIPT_PLAIN && arrow < at)
            state = SCRIPT_PLAIN;
        if (starts_with (tokens, at, "</") && has_name (tokens, at + 2, script)) {
            if (state != SCRIPT_DOUBLE_ESCAPED)
                return at;
            state = SCRIPT_ESCAPED;
        } else if (state == SCRIPT_ESCAPED && has_name (tokens, at + 1, script)) {
            state = SCRIPT_DOUBLE_ESCAPED;
        } else if (state == SCRIPT_PLAIN && starts_with (tokens, at, "<!--")) {
            state = SCRIPT_ESCAPED;
            if (arrow < at + 2)
                arrow = find_arrow (tokens, at + 2);
        }
    }
    return tokens->end;
}

const char *
tokens_find_closer (const Tokens *tokens, const char *at)
{
    if (tokens->content == CONTENT_SCRIPT)
        return find_script_closer (tokens, at);
    for (; (at = memchr (at, '<', rest (tokens, at))) != NULL; at++)
        if (starts_with (tokens, at, "</") && has_name (tokens, at + 2, tokens->closer))
            return at;
    return tokens->end;
}
