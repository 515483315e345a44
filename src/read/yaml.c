/* SPDX-License-Identifier: MIT */
#include "yaml.h"

#include <libfyaml.h>
#include <string.h>

#define DEPTH_LIMIT 32

/* libfyaml 0.7 looks through the rest of a run of blanks or blank lines at each of them: time by the square. */
#define BLANKS_LIMIT 100

/* What of a key is shown in a message. */
#define KEY_CHARACTERS 40

typedef struct fy_diag Diagnostics;
typedef struct fy_parser Parser;
typedef struct fy_token_iter TokenIterator;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Diagnostics, fy_diag_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parser, fy_parser_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TokenIterator, fy_token_iter_destroy)

typedef struct {
    guint line, column; /* from 1 */
} Place;

typedef struct {
    const char *string;
    Place place;
} Key;

/* A sequence or mapping that is open. */
typedef struct {
    Yaml *node, *last;
    GArray *keys;     /* Key, of a mapping */
    gboolean has_key; /* the last of them waits for its value */
} Level;

typedef struct {
    Arena *arena;
    guint first_line;
    Yaml *root;
    Level levels[DEPTH_LIMIT];
    guint depth;
    Place place; /* of the event */
    Place last;  /* of the text */
    GString *scalar;
    GError **error;
} Builder;

static gboolean
fail (GError **error, Place place, const char *what)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "line %u, column %u: %s", place.line, place.column, what);
    return FALSE;
}

/* XML 1.0, production Char. */
static gboolean
is_xml_character (gunichar c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c != 0xfffe && c != 0xffff;
}

/* The character at `p`; 0 for NUL and for what is no UTF-8. */
static gunichar
character_at (const char *p, const char *end)
{
    gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, end - p);

    return c == (gunichar) -1 || c == (gunichar) -2 ? 0 : c;
}

/* What libfyaml 0.7 does not bear is kept away from it: it takes NUL and wrong UTF-8 for the end, hangs
 * on some directives (https://github.com/pantoniou/libfyaml/issues/101), and frees a key twice when it
 * finds a tab after "? key:". */
static gboolean
check_text (const char *text, gsize length, guint line, Place *last, GError **error)
{
    const char *end = text + length;
    Place place = { line, 1 };
    guint n_blanks = 0;
    gboolean is_after_colon = FALSE;

    for (const char *p = text; p < end; p = g_utf8_next_char (p), place.column++) {
        gunichar c = character_at (p, end);

        if (c == 0 || !is_xml_character (c))
            return fail (error, place, "a byte or character that is no text");
        if (c == '%' && place.column == 1)
            return fail (error, place, "no directives; text with % needs quotes");
        if (c == '\t' && is_after_colon)
            return fail (error, place, "a tab after a colon; use a space");
        is_after_colon = c == ':' || (c == ' ' && is_after_colon);
        n_blanks = c == ' ' || c == '\t' || c == '\n' || c == '\r' ? n_blanks + 1 : 0;
        if (n_blanks > BLANKS_LIMIT)
            return fail (error, place, "too many blanks or blank lines in a row");
        if (c == '\n')
            place = (Place){ place.line + 1, 0 };
    }
    *last = place;
    return TRUE;
}

/* A copy that libfyaml 0.7 reads as it should: in a block scalar that stands last, or that has lines of
 * nothing but blanks, it looks at what was never set. */
static GString *
prepare_text (const char *text, gsize length)
{
    const char *end = text + length;
    GString *copy = g_string_sized_new (length + 4);

    for (const char *line = text, *next; line < end; line = next) {
        next = memchr (line, '\n', (gsize) (end - line));
        next = next != NULL ? next + 1 : end;
        if (!text_is_blank (line, next - line))
            g_string_append_len (copy, line, next - line);
        else if (next[-1] == '\n')
            g_string_append_c (copy, '\n');
    }
    g_string_append (copy, "\n#\n");
    return copy;
}

static gboolean
is_text (const char *string, gsize length)
{
    for (const char *p = string; p < string + length; p = g_utf8_next_char (p))
        if (!is_xml_character (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

/* YAML 1.2, chapter 10.3: the core schema's null. */
static gboolean
is_null (struct fy_token *token, const char *string)
{
    static const char *const nulls[] = { "", "null", "Null", "NULL", "~", NULL };

    return fy_token_scalar_style (token) == FYSS_PLAIN && g_strv_contains (nulls, string);
}

static gboolean
place_node (Builder *builder, Yaml *node)
{
    Level *level = builder->depth > 0 ? &builder->levels[builder->depth - 1] : NULL;

    node->line = builder->place.line;
    if (level == NULL) {
        builder->root = node;
        return TRUE;
    }
    if (level->node->kind == YAML_MAPPING) {
        const Key *key;

        if (!level->has_key)
            return fail (builder->error, builder->place, "a key must be a word, not a list or mapping");
        key = &g_array_index (level->keys, Key, level->keys->len - 1);
        node->key = key->string;
        node->line = key->place.line;
        level->has_key = FALSE;
    }
    if (level->last == NULL)
        level->node->first = node;
    else
        level->last->next = node;
    level->last = node;
    return TRUE;
}

static gboolean
awaits_key (const Builder *builder)
{
    const Level *level = builder->depth > 0 ? &builder->levels[builder->depth - 1] : NULL;

    return level != NULL && level->node->kind == YAML_MAPPING && !level->has_key;
}

/* Not fy_token_get_text(), which for some block scalars gives fewer bytes than it says.  NULL for what
 * cannot be read, or is no text. */
static char *
token_text (Builder *builder, struct fy_token *token)
{
    g_autoptr (TokenIterator) iterator = fy_token_iter_create (token);
    const struct fy_iter_chunk *chunk = NULL;
    int problem = -1;

    g_string_truncate (builder->scalar, 0);
    while (iterator != NULL && (chunk = fy_token_iter_chunk_next (iterator, chunk, &problem)) != NULL)
        g_string_append_len (builder->scalar, chunk->str, (gssize) chunk->len);
    if (problem != 0 || !is_text (builder->scalar->str, builder->scalar->len))
        return NULL;
    return arena_strndup (builder->arena, builder->scalar->str, builder->scalar->len);
}

static gboolean
take_scalar (Builder *builder, struct fy_token *token)
{
    const char *string = "";
    Yaml *node;

    if (builder->depth == 0 && token != NULL && fy_token_scalar_style (token) != FYSS_PLAIN)
        return fail (builder->error, builder->place, "this is neither a list nor a mapping");
    if (token != NULL)
        string = token_text (builder, token);
    if (string == NULL)
        return fail (builder->error, builder->place, "an escape stands for what is no text");
    if (awaits_key (builder)) {
        Key key = { string, builder->place };
        Level *level = &builder->levels[builder->depth - 1];

        g_array_append_val (level->keys, key);
        level->has_key = TRUE;
        return TRUE;
    }
    node = arena_make (builder->arena, Yaml);
    node->string = token == NULL || is_null (token, string) ? NULL : string;
    return place_node (builder, node);
}

static gboolean
open_level (Builder *builder, YamlKind kind)
{
    Yaml *node = arena_make (builder->arena, Yaml);
    Level *level = &builder->levels[builder->depth];

    node->kind = kind;
    if (!place_node (builder, node))
        return FALSE;
    if (builder->depth == DEPTH_LIMIT)
        return fail (builder->error, builder->place, "lists and mappings are nested too deeply");
    if (level->keys == NULL)
        level->keys = g_array_new (FALSE, FALSE, sizeof (Key));
    g_array_set_size (level->keys, 0);
    level->node = node;
    level->last = NULL;
    level->has_key = FALSE;
    builder->depth++;
    return TRUE;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
    return strcmp (((const Key *) a)->string, ((const Key *) b)->string);
}

/* Sorted rather than hashed: keys can be made to share a hash, and then the time grows by the square. */
static gboolean
close_level (Builder *builder)
{
    GArray *keys = builder->levels[--builder->depth].keys;

    g_assert (keys != NULL);
    g_array_sort (keys, compare_keys);
    for (guint i = 1; i < keys->len; i++) {
        const Key *key = &g_array_index (keys, Key, i);

        if (strcmp (key[-1].string, key->string) == 0) {
            g_autofree char *shown = text_shorten (key->string, KEY_CHARACTERS);
            g_autofree char *what = g_strdup_printf ("the key \"%s\" is there twice", shown);

            return fail (builder->error, key->place, what);
        }
    }
    return TRUE;
}

static gboolean
take_event (Builder *builder, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark (event);

    if (mark != NULL)
        builder->place = (Place){ (guint) mark->line + builder->first_line, (guint) mark->column + 1 };
    if (fy_event_get_anchor_token (event) != NULL || event->type == FYET_ALIAS)
        return fail (builder->error, builder->place, "no anchors or aliases; text with & or * needs quotes");
    if (fy_event_get_tag_token (event) != NULL)
        return fail (builder->error, builder->place, "no tags; text with ! needs quotes");
    switch (event->type) {
    case FYET_SCALAR: return take_scalar (builder, event->scalar.value);
    case FYET_SEQUENCE_START: return open_level (builder, YAML_SEQUENCE);
    case FYET_MAPPING_START: return open_level (builder, YAML_MAPPING);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END: return close_level (builder);
    case FYET_DOCUMENT_START:
        return builder->root == NULL || fail (builder->error, builder->place, "only one document is taken");
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
    case FYET_ALIAS: return TRUE;
    }
    g_return_val_if_reached (FALSE);
}

/* libfyaml finds that the next line stands too far left before it finds that no quotation mark follows. */
static const char *
message_of (const struct fy_diag_error *found)
{
    if (found == NULL || found->msg == NULL)
        return "this is no YAML";
    if (g_str_has_prefix (found->msg, "wrongly indented") && g_str_has_suffix (found->msg, "quoted scalar"))
        return "a quotation mark is never closed, or the lines after it are not indented";
    return found->msg;
}

static gboolean
fail_with_diagnostics (Builder *builder, Diagnostics *diagnostics)
{
    void *position = NULL;
    const struct fy_diag_error *found = fy_diag_errors_iterate (diagnostics, &position);
    Place place = builder->place;
    g_autofree char *what = NULL;

    if (found != NULL && found->line > 0 && found->column > 0)
        place = (Place){ (guint) found->line - 1 + builder->first_line, (guint) found->column };
    if (place.line > builder->last.line) /* in what prepare_text() has put behind the end */
        place = builder->last;
    what = g_utf8_make_valid (message_of (found), -1);
    return fail (builder->error, place, what);
}

static gboolean
build (Builder *builder, Parser *parser, Diagnostics *diagnostics)
{
    gboolean is_done = FALSE;

    while (!is_done) {
        struct fy_event *event = fy_parser_parse (parser);
        gboolean is_good;

        if (event == NULL)
            return fail_with_diagnostics (builder, diagnostics);
        is_good = take_event (builder, event);
        is_done = event->type == FYET_STREAM_END;
        fy_parser_event_free (parser, event);
        if (!is_good)
            return FALSE;
    }
    return TRUE;
}

static gboolean
parse (Builder *builder, const char *text, gsize length)
{
    const struct fy_diag_cfg diagnostics_config = { .level = FYET_ERROR, .module_mask = ~0u };
    g_autoptr (Diagnostics) diagnostics = fy_diag_create (&diagnostics_config);
    const struct fy_parse_cfg config = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE,
        .diag = diagnostics,
    };
    g_autofree char *copy = g_string_free (prepare_text (text, length), FALSE);
    g_autoptr (Parser) parser = fy_parser_create (&config);

    fy_diag_set_collect_errors (diagnostics, true);
    if (parser == NULL || fy_parser_set_string (parser, copy, strlen (copy)) != 0)
        return fail (builder->error, builder->place, "this cannot be parsed");
    return build (builder, parser, diagnostics);
}

Yaml *
yaml_parse (Arena *arena, const char *text, gsize length, GError **error)
{
    return yaml_parse_part (arena, text, length, 1, error);
}

Yaml *
yaml_parse_part (Arena *arena, const char *text, gsize length, guint line, GError **error)
{
    g_autoptr (GString) scalar = g_string_new (NULL);
    Builder builder = { .arena = arena, .first_line = line, .place = { line, 1 }, .scalar = scalar, .error = error };
    gboolean is_good = FALSE;

    if (length > YAML_LIMIT)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT,
                     "YAML of %" G_GSIZE_FORMAT " bytes; at most %" G_GSIZE_FORMAT " are taken", length, YAML_LIMIT);
    else
        is_good = check_text (text, length, line, &builder.last, error) && parse (&builder, text, length);
    for (guint i = 0; i < DEPTH_LIMIT; i++)
        if (builder.levels[i].keys != NULL)
            g_array_unref (builder.levels[i].keys);
    if (is_good && builder.root == NULL) {
        builder.root = arena_make (arena, Yaml);
        builder.root->line = line;
    }
    return is_good ? builder.root : NULL;
}

const Yaml *
yaml_member (const Yaml *mapping, const char *key)
{
    if (mapping->kind != YAML_MAPPING)
        return NULL;
    for (const Yaml *member = mapping->first; member != NULL; member = member->next)
        if (g_str_equal (member->key, key))
            return member;
    return NULL;
}
