/* SPDX-License-Identifier: MIT */
#include "write.h"

#include <json-glib/json-glib.h>

/* Code points are counted once, at every so many bytes of the text. */
#define STRIDE 64

/* An article on its way into JSON. */
typedef struct {
    JsonBuilder *builder;
    const Article *article;
    const char *text;
    gsize length;
    GArray *counts; /* gint64: code points before each STRIDE */
} Inspector;

static gboolean
begins_character (char c)
{
    return ((guchar) c & 0xc0) != 0x80;
}

static void
count_characters (Inspector *inspector)
{
    gint64 count = 0;

    for (gsize i = 0; i <= inspector->length; i++) {
        if (i % STRIDE == 0)
            g_array_append_val (inspector->counts, count);
        count += begins_character (inspector->text[i]);
    }
}

static gint64
to_characters (const Inspector *inspector, gsize offset)
{
    gint64 count = g_array_index (inspector->counts, gint64, offset / STRIDE);

    for (gsize i = offset - offset % STRIDE; i < offset; i++)
        count += begins_character (inspector->text[i]);
    return count;
}

static void
add_string (const Inspector *inspector, const char *key, const char *value)
{
    json_builder_set_member_name (inspector->builder, key);
    if (value != NULL)
        json_builder_add_string_value (inspector->builder, value);
    else
        json_builder_add_null_value (inspector->builder);
}

static void
add_integer (const Inspector *inspector, const char *key, gint64 value)
{
    json_builder_set_member_name (inspector->builder, key);
    json_builder_add_int_value (inspector->builder, value);
}

static void
add_line (const Inspector *inspector, guint line)
{
    if (line > 0)
        add_integer (inspector, "line", line);
    else
        add_string (inspector, "line", NULL);
}

/* Of what is not known nobody is sure or unsure. */
static void
add_confidence (const Inspector *inspector, const char *key, gboolean is_known, guint confidence)
{
    if (is_known)
        add_integer (inspector, key, confidence);
    else
        add_string (inspector, key, NULL);
}

static void
add_strings (const Inspector *inspector, const char *key, char **values)
{
    json_builder_set_member_name (inspector->builder, key);
    json_builder_begin_array (inspector->builder);
    for (; values != NULL && *values != NULL; values++)
        json_builder_add_string_value (inspector->builder, *values);
    json_builder_end_array (inspector->builder);
}

static void
add_span (const Inspector *inspector, Span span)
{
    if (span_is_empty (span) || span.end > inspector->length) {
        add_string (inspector, "start", NULL);
        add_string (inspector, "end", NULL);
        return;
    }
    add_integer (inspector, "start", to_characters (inspector, span.start));
    add_integer (inspector, "end", to_characters (inspector, span.end));
}

static void
add_slice (const Inspector *inspector, const char *key, Span span)
{
    g_autofree char *slice = g_strndup (inspector->text + span.start, span.end - span.start);

    add_string (inspector, key, slice);
}

static void
add_source (const Inspector *inspector)
{
    const Origin *origin = &inspector->article->origin;
    g_autofree char *path = origin->path != NULL ? g_utf8_make_valid (origin->path, -1) : NULL;

    json_builder_set_member_name (inspector->builder, "source");
    json_builder_begin_object (inspector->builder);
    add_string (inspector, "path", path);
    add_string (inspector, "format", origin->format);
    add_string (inspector, "encoding", origin->encoding);
    add_integer (inspector, "bytes", (gint64) origin->n_bytes);
    add_string (inspector, "sha256", origin->sha256);
    add_string (inspector, "saved", origin->saved);
    json_builder_end_object (inspector->builder);
}

static void
add_metadata (const Inspector *inspector)
{
    const Metadata *metadata = &inspector->article->metadata;

    add_string (inspector, "title", metadata->title);
    add_string (inspector, "dek", metadata->dek);
    add_string (inspector, "publication", metadata->publication);
    add_string (inspector, "dateline", metadata->dateline);
    add_string (inspector, "url", metadata->url);
    add_string (inspector, "editors_note", metadata->editors_note);
    add_string (inspector, "rights", metadata->rights);
    add_strings (inspector, "authors", metadata->authors);
    add_string (inspector, "published", metadata->published);
    add_string (inspector, "language", metadata->language);
    add_string (inspector, "text", inspector->text);
}

static void
add_heading (const Inspector *inspector, gconstpointer fact)
{
    const Node *block = fact;

    if (block->kind != NODE_HEADING)
        return;
    json_builder_begin_object (inspector->builder);
    add_integer (inspector, "level", block->heading.level);
    add_slice (inspector, "title", block->span);
    add_span (inspector, block->span);
    json_builder_end_object (inspector->builder);
}

static void
add_caption (const Inspector *inspector, gconstpointer fact)
{
    const Caption *caption = fact;

    json_builder_begin_object (inspector->builder);
    add_string (inspector, "image", caption->image);
    add_string (inspector, "alt", caption->alt);
    add_string (inspector, "raw", caption->raw);
    add_string (inspector, "caption", caption->caption);
    add_string (inspector, "photographer", caption->photographer);
    add_string (inspector, "agency", caption->agency);
    add_string (inspector, "date", caption->date);
    add_string (inspector, "place", caption->place);
    add_string (inspector, "rights", caption->rights);
    if (caption->position != NULL)
        add_string (inspector, "position", caption->position);
    json_builder_end_object (inspector->builder);
}

static void
add_term (const Inspector *inspector, gconstpointer fact)
{
    const Term *term = fact;

    json_builder_begin_object (inspector->builder);
    add_string (inspector, "term", term->term);
    add_string (inspector, "expansion", term->expansion);
    add_string (inspector, "definition", term->definition);
    add_string (inspector, "kind", term_kind_name (term->kind));
    add_strings (inspector, "see", term->see);
    add_integer (inspector, "confidence", term->confidence);
    add_span (inspector, term->use);
    json_builder_end_object (inspector->builder);
}

static void
add_abbreviation (const Inspector *inspector, gconstpointer fact)
{
    const Abbreviation *abbreviation = fact;

    json_builder_begin_object (inspector->builder);
    add_string (inspector, "sf", abbreviation->short_form);
    add_string (inspector, "lf", abbreviation->long_form);
    add_integer (inspector, "confidence", abbreviation->confidence);
    json_builder_end_object (inspector->builder);
}

static void
add_definition (const Inspector *inspector, gconstpointer fact)
{
    const Definition *definition = fact;

    json_builder_begin_object (inspector->builder);
    add_string (inspector, "term", definition->term);
    add_string (inspector, "definition", definition->definition);
    add_integer (inspector, "confidence", definition->confidence);
    add_span (inspector, definition->use);
    json_builder_end_object (inspector->builder);
}

static void
add_cited (const Inspector *inspector, gconstpointer fact)
{
    const Source *source = fact;

    json_builder_begin_object (inspector->builder);
    add_string (inspector, "kind", source_kind_name (source->kind));
    add_string (inspector, "name", source->name);
    add_string (inspector, "role", source->role);
    add_integer (inspector, "confidence", source->confidence);
    add_confidence (inspector, "role_confidence", source->role != NULL, source->role_confidence);
    add_strings (inspector, "aliases", source->aliases);
    add_integer (inspector, "quotes", source->n_quotes);
    json_builder_set_member_name (inspector->builder, "cited");
    json_builder_begin_array (inspector->builder);
    for (guint i = 0; i < source->cited->len; i++) {
        json_builder_begin_object (inspector->builder);
        add_span (inspector, g_array_index (source->cited, Span, i));
        json_builder_end_object (inspector->builder);
    }
    json_builder_end_array (inspector->builder);
    json_builder_end_object (inspector->builder);
}

static void
add_quote (const Inspector *inspector, gconstpointer fact)
{
    const Quote *quote = fact;

    json_builder_begin_object (inspector->builder);
    add_span (inspector, quote->span);
    add_string (inspector, "speaker", quote->speaker != NULL ? quote->speaker->name : NULL);
    add_confidence (inspector, "confidence", quote->speaker != NULL, quote->confidence);
    json_builder_end_object (inspector->builder);
}

/* The entry of the references that the link leads to; one that a sidecar left out has no number. */
static void
add_reference (const Inspector *inspector, const Link *entry)
{
    gboolean is_listed = entry != NULL && entry->number > 0;

    add_string (inspector, "title", is_listed ? entry->title : NULL);
    add_string (inspector, "host", is_listed ? entry->host : NULL);
    if (is_listed)
        add_integer (inspector, "number", entry->number);
    else
        add_string (inspector, "number", NULL);
}

static void
add_link (const Inspector *inspector, const Node *link, const Node *block, gsize start)
{
    Span span = { start, start };

    for (const Node *node = link; node != NULL; node = node_next_in_text (node, link)) {
        gsize length;

        node_own_text (node, block, &length);
        span.end += length;
    }
    json_builder_begin_object (inspector->builder);
    add_string (inspector, "url", link->link.url);
    add_slice (inspector, "text", span);
    add_span (inspector, span);
    add_reference (inspector, link->link.entry);
    json_builder_end_object (inspector->builder);
}

static void
add_links (const Inspector *inspector, gconstpointer fact)
{
    const Node *block = fact;
    gsize offset = block->span.start;

    for (const Node *node = block; node != NULL; node = node_next_in_text (node, block)) {
        gsize length;

        if (node->kind == NODE_LINK)
            add_link (inspector, node, block, offset);
        node_own_text (node, block, &length);
        offset += length;
    }
}

static void
add_dropped (const Inspector *inspector, gconstpointer fact)
{
    const DroppedText *dropped = fact;

    json_builder_begin_object (inspector->builder);
    add_string (inspector, "kind", dropped->kind);
    add_line (inspector, dropped->line);
    add_integer (inspector, "words", dropped->n_words);
    add_string (inspector, "text", dropped->text);
    json_builder_end_object (inspector->builder);
}

static void
add_notes (const Inspector *inspector, const Report *report)
{
    json_builder_set_member_name (inspector->builder, "notes");
    json_builder_begin_array (inspector->builder);
    for (guint i = 0; i < report_length (report); i++) {
        SheafNote note;

        report_get (report, i, &note);
        if (g_strcmp0 (note.input, inspector->article->origin.path) != 0)
            continue;
        json_builder_begin_object (inspector->builder);
        add_string (inspector, "code", note.code);
        add_string (inspector, "severity", sheaf_severity_name (note.severity));
        add_line (inspector, note.line);
        add_string (inspector, "message", note.message);
        json_builder_end_object (inspector->builder);
    }
    json_builder_end_array (inspector->builder);
}

static void
add_list (const Inspector *inspector, const char *key, const GPtrArray *facts,
          void (*add) (const Inspector *inspector, gconstpointer fact))
{
    json_builder_set_member_name (inspector->builder, key);
    json_builder_begin_array (inspector->builder);
    for (guint i = 0; i < facts->len; i++)
        add (inspector, g_ptr_array_index (facts, i));
    json_builder_end_array (inspector->builder);
}

static void
add_article (const Inspector *inspector, const Report *report)
{
    const Article *article = inspector->article;

    json_builder_begin_object (inspector->builder);
    add_source (inspector);
    add_metadata (inspector);
    add_list (inspector, "headings", article->blocks, add_heading);
    add_list (inspector, "captions", article->captions, add_caption);
    add_list (inspector, "glossary", article->terms, add_term);
    add_list (inspector, "abbreviations", article->abbreviations, add_abbreviation);
    add_list (inspector, "definitions", article->definitions, add_definition);
    add_list (inspector, "sources", article->sources, add_cited);
    add_list (inspector, "quotes", article->quotes, add_quote);
    add_list (inspector, "links", article->blocks, add_links);
    add_list (inspector, "dropped", article->dropped, add_dropped);
    add_notes (inspector, report);
    json_builder_end_object (inspector->builder);
}

static void
inspect_article (GString *lines, const Article *article, const Report *report)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonGenerator) generator = json_generator_new ();
    g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (JsonNode) root = NULL;
    Inspector inspector = { builder, article, article->text, article->text_length, counts };

    if (article->text == NULL) {
        inspector.text = "";
        inspector.length = 0;
    }
    count_characters (&inspector);
    add_article (&inspector, report);
    root = json_builder_get_root (builder);
    json_generator_set_root (generator, root);
    json_generator_to_gstring (generator, lines);
    g_string_replace (lines, "\x1f", "\\u001f", 0); /* the one control character that json-glib 1.6 forgets */
    g_string_append_c (lines, '\n');
}

char *
write_inspect_json (const SheafBook *book)
{
    GString *lines = g_string_new (NULL);

    for (guint i = 0; i < book_n_chapters (book); i++)
        inspect_article (lines, g_ptr_array_index (book->articles, i), book->report);
    return g_string_free (lines, FALSE);
}
