/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* What a doctype says of the document: whether old browsers were to show it their way. */

/* clang-format off */
static const char *const quirky_prefixes[] = {
    "+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//", "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//", "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//", "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//", "-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//", "-//ietf//dtd html 3//", "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//", "-//ietf//dtd html level 2//", "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//", "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//", "-//ietf//dtd html strict level 3//", "-//ietf//dtd html strict//",
    "-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//", "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//", "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//", "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//", "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//", "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//", "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//", "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//", "-//w3c//dtd html 3.2 draft//", "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//", "-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//", "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//", "-//webtechs//dtd mozilla html//",
};
/* Quirky only where there is no system identifier. */
static const char *const half_quirky_prefixes[] = {
    "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
};
static const char *const quirky_public_ids[] = {
    "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html",
};
/* clang-format on */

static gboolean
has_prefix (Slice id, const char *const *prefixes, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        gsize length = strlen (prefixes[i]);

        if (id.length >= length && slice_is (id.text, length, prefixes[i]))
            return TRUE;
    }
    return FALSE;
}

gboolean
doctype_is_quirky (const Token *token)
{
    Slice public_id = token->doctype.public_id, system_id = token->doctype.system_id;

    if (token->doctype.is_broken || !slice_is (token->doctype.name.text, token->doctype.name.length, "html"))
        return TRUE;
    if (system_id.text != NULL
        && slice_is (system_id.text, system_id.length, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"))
        return TRUE;
    if (public_id.text == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (quirky_public_ids); i++)
        if (slice_is (public_id.text, public_id.length, quirky_public_ids[i]))
            return TRUE;
    return has_prefix (public_id, quirky_prefixes, G_N_ELEMENTS (quirky_prefixes))
           || (system_id.text == NULL
               && has_prefix (public_id, half_quirky_prefixes, G_N_ELEMENTS (half_quirky_prefixes)));
}

const char *
doctype_text (Arena *arena, const Token *token)
{
    Slice name = token->doctype.name, public_id = token->doctype.public_id, system_id = token->doctype.system_id;
    g_autoptr (GString) text = g_string_new_len (name.text, (gssize) name.length);

    g_string_ascii_down (text);
    if (public_id.text != NULL || system_id.text != NULL) {
        g_string_append (text, " \"");
        g_string_append_len (text, public_id.text, (gssize) public_id.length);
        g_string_append (text, "\" \"");
        g_string_append_len (text, system_id.text, (gssize) system_id.length);
        g_string_append_c (text, '"');
    }
    return arena_strndup (arena, text->str, text->len);
}
