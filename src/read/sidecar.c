/* SPDX-License-Identifier: MIT */
#include "readers.h"

#include <string.h>

#include "json-line.h"
#include "lang/lang.h"
#include "nearest.h"
#include "page/page.h"

/* What of a key is shown in a message. */
#define KEY_CHARACTERS 40

/* A mapping on its way into an article. */
typedef struct {
    const Input *input;
    Article *article;
    const char *path; /* of the file that the mapping stands in */
    guint line;       /* added to the mapping's own lines */
    GError **error;
    GHashTable *images; /* source -> NODE_IMAGE: what the article has already */
    gboolean is_front_matter;
} Context;

/* A key that is known, and what is done with its value. */
typedef struct {
    const char *key;
    gboolean (*take) (const Context *context, const Yaml *value, gpointer target);
    gsize offset; /* of the target, in the struct that the mapping fills */
} Field;

static gboolean
fail (const Context *context, const Yaml *value, const char *what)
{
    const char *key = value->key != NULL ? value->key : "this";
    guint line = context->line + value->line;

    if (line > 0)
        g_set_error (context->error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "line %u: %s must be %s", line, key, what);
    else
        g_set_error (context->error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "%s must be %s", key, what);
    return FALSE;
}

static void
note (const Context *context, NoteId id, const Yaml *value, const char *particulars)
{
    report_note (context->input->book->report, id, context->path, context->line + value->line, "%s", particulars);
}

/* The text of a scalar, NULL when it says nothing.  The line breaks that a block scalar ends with are
 * no part of it. */
static gboolean
take_string (const Context *context, const Yaml *value, gpointer target)
{
    const char **string = target;
    gsize length;

    if (value->kind != YAML_SCALAR)
        return fail (context, value, "a text");
    *string = NULL;
    if (value->string == NULL || text_is_blank (value->string, -1))
        return TRUE;
    length = strlen (value->string);
    while (value->string[length - 1] == '\n')
        length--;
    *string = arena_strndup (context->article->arena, value->string, length);
    return TRUE;
}

/* An empty text in quotation marks says that the picture is a decoration. */
static gboolean
take_alt (const Context *context, const Yaml *value, gpointer target)
{
    const char **alt = target;

    if (!take_string (context, value, target))
        return FALSE;
    if (*alt == NULL && value->string != NULL)
        *alt = "";
    return TRUE;
}

/* Takes what `understand` makes of the text; what it does not understand is a note, and the field is
 * left as it was. */
static gboolean
take_understood (const Context *context, const Yaml *value, const char **target, char *(*understand) (const char *),
                 NoteId id)
{
    g_autofree char *understood = NULL;
    const char *string;

    if (!take_string (context, value, &string))
        return FALSE;
    understood = string != NULL ? understand (string) : NULL;
    if (string == NULL || understood != NULL)
        *target = arena_strdup (context->article->arena, understood);
    else
        note (context, id, value, string);
    return TRUE;
}

static gboolean
take_date (const Context *context, const Yaml *value, gpointer target)
{
    return take_understood (context, value, target, date_parse, NOTE_DATE_UNKNOWN);
}

static gboolean
take_language (const Context *context, const Yaml *value, gpointer target)
{
    return take_understood (context, value, target, language_normalise, NOTE_FIELD_INVALID);
}

static gboolean
take_url (const Context *context, const Yaml *value, gpointer target)
{
    return take_understood (context, value, target, text_web_address, NOTE_FIELD_INVALID);
}

/* "52.51630,13.37770"; NULL: it is none. */
static char *
read_position (const char *text)
{
    char *end, *rest;
    double latitude = g_ascii_strtod (text, &end), longitude = *end == ',' ? g_ascii_strtod (end + 1, &rest) : 0;
    gboolean is_position =
        end > text && *end == ',' && rest > end + 1 && *rest == '\0' && ABS (latitude) <= 90 && ABS (longitude) <= 180;

    return is_position ? g_strdup (text) : NULL;
}

/* Where a photo was taken goes nowhere unless that was asked for. */
static gboolean
take_position (const Context *context, const Yaml *value, gpointer target)
{
    const char **position = target;

    if (context->input->book->options.keeps_location)
        return take_understood (context, value, target, read_position, NOTE_FIELD_INVALID);
    *position = NULL;
    return TRUE;
}

/* What other programs have in front matter under names of their own counts where nothing else says it, and is none of
 * our business where it is something else. */
static gboolean
take_string_too (const Context *context, const Yaml *value, gpointer target)
{
    const char **string = target;

    return *string != NULL || value->kind != YAML_SCALAR || take_string (context, value, target);
}

static gboolean
take_date_too (const Context *context, const Yaml *value, gpointer target)
{
    const char **date = target;
    g_autofree char *understood =
        *date == NULL && value->kind == YAML_SCALAR && value->string != NULL ? date_parse (value->string) : NULL;

    if (understood != NULL)
        *date = arena_strdup (context->article->arena, understood);
    return TRUE;
}

static gboolean
take_url_too (const Context *context, const Yaml *value, gpointer target)
{
    const char **url = target;
    g_autofree char *address =
        *url == NULL && value->kind == YAML_SCALAR && value->string != NULL ? text_web_address (value->string) : NULL;

    if (address != NULL)
        *url = arena_strdup (context->article->arena, address);
    return TRUE;
}

/* The name in a link of a wiki: "[[people/ada|Ada Lorne]]". */
static const char *
name_in_link (const Context *context, const char *name)
{
    const char *start;
    gsize length = strlen (name);

    if (length < 5 || !g_str_has_prefix (name, "[[") || !g_str_has_suffix (name, "]]"))
        return name;
    start = strchr (name, '|');
    start = start != NULL ? start + 1 : name + 2;
    return arena_strndup (context->article->arena, start, (gsize) (name + length - 2 - start));
}

/* A name, alone or with more about the person: "{ name: Ada Lorne, affiliation: ... }". */
static gboolean
add_name (const Context *context, const Yaml *value, GPtrArray *names)
{
    const char *name;

    if (value->kind == YAML_MAPPING && context->is_front_matter) {
        value = value->first;
        while (value != NULL && !g_str_equal (value->key, "name"))
            value = value->next;
        if (value == NULL)
            return TRUE;
    }
    if (!take_string (context, value, &name))
        return FALSE;
    if (name != NULL)
        g_ptr_array_add (names, (gpointer) (context->is_front_matter ? name_in_link (context, name) : name));
    return TRUE;
}

static gboolean
take_names (const Context *context, const Yaml *value, gpointer target)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    if (value->kind == YAML_MAPPING && !context->is_front_matter)
        return fail (context, value, "a name or a list of names");
    if (value->kind != YAML_SEQUENCE && !add_name (context, value, names))
        return FALSE;
    for (const Yaml *item = value->kind == YAML_SEQUENCE ? value->first : NULL; item != NULL; item = item->next)
        if (!add_name (context, item, names))
            return FALSE;
    *(char ***) target = arena_strv (context->article->arena, names);
    return TRUE;
}

static gboolean
take_term_kind (const Context *context, const Yaml *value, gpointer target)
{
    if (value->kind == YAML_SCALAR && (value->string == NULL || term_kind_from_name (value->string, target)))
        return TRUE;
    return fail (context, value, "abbreviation, definition or user");
}

static gboolean
take_source_kind (const Context *context, const Yaml *value, gpointer target)
{
    if (value->kind == YAML_SCALAR && (value->string == NULL || source_kind_from_name (value->string, target)))
        return TRUE;
    return fail (context, value, "person, organisation, document or anonymous");
}

/* Of an input in a folder of an archive, the picture lies in that folder, too. */
static char *
picture_member (const Context *context, const char *name)
{
    const char *input = context->input->name, *slash = strrchr (input, '/');

    return slash != NULL ? g_strdup_printf ("%.*s/%s", (int) (slash - input), input, name) : g_strdup (name);
}

static GBytes *
read_picture (const Context *context, const Yaml *value, const char *name, const char *path)
{
    const Input *input = context->input;
    g_autoptr (GError) error = NULL;
    g_autofree char *particulars = NULL;
    GBytes *bytes = NULL;

    if (input->store == NULL) {
        particulars = g_strdup_printf ("%s: an input that is no file has no folder", name);
    } else {
        bytes = store_read_member (input->store, path, PICTURE_LIMIT, &error);
        particulars = bytes == NULL ? g_strdup_printf ("%s: %s", name, error->message) : NULL;
    }
    if (bytes == NULL)
        note (context, NOTE_PICTURE_MISSING, value, particulars);
    return bytes;
}

/* The pictures of a page are known by where the page has them from; some of them are on the web. */
static GHashTable *
index_images (const Article *article)
{
    GHashTable *images = g_hash_table_new (g_str_hash, g_str_equal);

    for (Node *node = article->root; node != NULL; node = node_next (node, article->root))
        if (node->kind == NODE_IMAGE && node->image.origin->source != NULL)
            g_hash_table_insert (images, (gpointer) node->image.origin->source, node);
    return images;
}

static gboolean
take_image (const Context *context, const Yaml *value, gpointer target)
{
    Caption *caption = target;
    const Input *input = context->input;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *member = NULL;
    const Node *known;
    NoteId problem;

    if (!take_string (context, value, &caption->image))
        return FALSE;
    known = caption->image != NULL ? g_hash_table_lookup (context->images, caption->image) : NULL;
    if (known != NULL) {
        caption->picture = known->image.picture;
        caption->embedded = known->image.origin->embedded;
        return TRUE;
    }
    if (caption->image == NULL)
        return TRUE;
    member = picture_member (context, caption->image);
    bytes = read_picture (context, value, caption->image, member);
    if (bytes == NULL)
        return TRUE;
    caption->embedded = photo_read_facts (input->book, context->article->arena, bytes, NULL, input->store, member);
    caption->picture = book_add_picture (input->book, bytes, &problem);
    if (caption->picture == NULL)
        note (context, problem, value, caption->image);
    return TRUE;
}

/* The known key that was probably meant, or NULL. */
static const char *
nearest_key (const char *key, const Field *fields, guint n_fields)
{
    g_autofree const char **keys = g_new (const char *, n_fields);

    for (guint i = 0; i < n_fields; i++)
        keys[i] = fields[i].key;
    return nearest_word (key, keys, n_fields);
}

/* "titel is not known; is title meant?" */
static char *
describe_unknown (const char *key, const char *what, const Field *fields, guint n_fields)
{
    g_autofree char *shown = text_shorten (key, KEY_CHARACTERS);
    const char *nearest = nearest_key (key, fields, n_fields);

    return nearest != NULL ? g_strdup_printf ("%s%s; is %s meant?", shown, what, nearest)
                           : g_strconcat (shown, what, NULL);
}

static void
note_unknown (const Context *context, const Yaml *value, const Field *fields, guint n_fields)
{
    g_autofree char *particulars = describe_unknown (value->key, "", fields, n_fields);

    note (context, NOTE_FIELD_UNKNOWN, value, particulars);
}

static const Field *
find_field (const char *key, const Field *fields, guint n_fields)
{
    for (guint i = 0; i < n_fields; i++)
        if (g_str_equal (fields[i].key, key))
            return &fields[i];
    return NULL;
}

/* Names that other programs give to fields of an article. */
static const Field other_fields[] = {
    { "canonical_url", take_url_too, offsetof (Article, metadata.url) },
    { "created", take_date_too, offsetof (Article, metadata.published) },
    { "description", take_string_too, offsetof (Article, metadata.dek) },
    { "excerpt", take_string_too, offsetof (Article, metadata.dek) },
    { "license", take_string_too, offsetof (Article, metadata.rights) },
    { "link", take_url_too, offsetof (Article, metadata.url) },
    { "pubDate", take_date_too, offsetof (Article, metadata.published) },
    { "publishDate", take_date_too, offsetof (Article, metadata.published) },
    { "source", take_url_too, offsetof (Article, metadata.url) },
    { "subtitle", take_string_too, offsetof (Article, metadata.dek) },
    { "summary", take_string_too, offsetof (Article, metadata.dek) },
};

/* A key that is not known: in front matter it may be another program's, which needs no note. */
static gboolean
apply_other (const Context *context, const Yaml *value, const Field *fields, guint n_fields, gpointer base)
{
    const Field *field =
        context->is_front_matter ? find_field (value->key, other_fields, G_N_ELEMENTS (other_fields)) : NULL;

    if (field != NULL)
        return field->take (context, value, (char *) base + field->offset);
    if (!context->is_front_matter || !lexicon_has (LEXICON_FRONT_MATTER_KEYS, value->key, -1))
        note_unknown (context, value, fields, n_fields);
    return TRUE;
}

/* Fills the struct at `base` with the mapping's values; keys that are not there leave it as it is. */
static gboolean
apply_fields (const Context *context, const Yaml *mapping, const Field *fields, guint n_fields, gpointer base)
{
    if (mapping->kind == YAML_SCALAR && mapping->string == NULL)
        return TRUE;
    if (mapping->kind != YAML_MAPPING)
        return fail (context, mapping, "lines of \"key: value\"");
    for (const Yaml *value = mapping->first; value != NULL; value = value->next) {
        const Field *field = find_field (value->key, fields, n_fields);

        if (field != NULL ? !field->take (context, value, (char *) base + field->offset)
                          : !apply_other (context, value, fields, n_fields, base))
            return FALSE;
    }
    return TRUE;
}

static const Field caption_fields[] = {
    { "agency", take_string, offsetof (Caption, agency) },
    { "alt", take_alt, offsetof (Caption, alt) },
    { "caption", take_string, offsetof (Caption, caption) },
    { "date", take_date, offsetof (Caption, date) },
    { "image", take_image, 0 },
    { "photographer", take_string, offsetof (Caption, photographer) },
    { "place", take_string, offsetof (Caption, place) },
    { "position", take_position, offsetof (Caption, position) },
    { "raw", take_string, offsetof (Caption, raw) },
    { "rights", take_string, offsetof (Caption, rights) },
};

static const Field term_fields[] = {
    { "definition", take_string, offsetof (Term, definition) },
    { "expansion", take_string, offsetof (Term, expansion) },
    { "kind", take_term_kind, offsetof (Term, kind) },
    { "see", take_names, offsetof (Term, see) },
    { "stated_by", take_string, offsetof (Term, stated_by) },
    { "term", take_string, offsetof (Term, term) },
};

static const Field source_fields[] = {
    { "aliases", take_names, offsetof (Source, aliases) },
    { "kind", take_source_kind, offsetof (Source, kind) },
    { "name", take_string, offsetof (Source, name) },
    { "role", take_string, offsetof (Source, role) },
};

static const Field link_fields[] = {
    { "title", take_string, offsetof (Link, title) },
    { "url", take_url, offsetof (Link, url) },
};

/* A field that no line of the entry mentions stays as it is found. */
static gpointer
entry_begin (gpointer entry, const Field *fields, guint n_fields)
{
    for (guint i = 0; i < n_fields; i++)
        if (fields[i].take == take_string || fields[i].take == take_alt || fields[i].take == take_date
            || fields[i].take == take_position)
            *(const char **) ((char *) entry + fields[i].offset) = as_found;
    return entry;
}

/* Begins a list of corrections; a key without a value is an empty one. */
static gboolean
begin_list (const Context *context, const Yaml *value, GPtrArray **list)
{
    if (value->kind != YAML_SEQUENCE && (value->kind != YAML_SCALAR || value->string != NULL))
        return fail (context, value, "a list");
    *list = arena_ptr_array (context->article->arena);
    return TRUE;
}

static gboolean
take_captions (const Context *context, const Yaml *value, gpointer target)
{
    GPtrArray **list = target;

    if (!begin_list (context, value, list))
        return FALSE;
    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        Caption *caption =
            entry_begin (arena_make (context->article->arena, Caption), caption_fields, G_N_ELEMENTS (caption_fields));

        if (!apply_fields (context, item, caption_fields, G_N_ELEMENTS (caption_fields), caption))
            return FALSE;
        g_ptr_array_add (*list, caption);
    }
    return TRUE;
}

/* An entry that nobody gave a kind is one of the user's. */
static gboolean
take_terms (const Context *context, const Yaml *value, gpointer target)
{
    GPtrArray **list = target;

    if (!begin_list (context, value, list))
        return FALSE;
    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        Term *term = entry_begin (arena_make (context->article->arena, Term), term_fields, G_N_ELEMENTS (term_fields));

        term->kind = TERM_USER;
        if (!apply_fields (context, item, term_fields, G_N_ELEMENTS (term_fields), term))
            return FALSE;
        if (corrected (term->term, NULL) != NULL)
            g_ptr_array_add (*list, term);
        else
            note (context, NOTE_FIELD_INVALID, item, "an entry of the glossary without a term");
    }
    return TRUE;
}

static gboolean
take_sources (const Context *context, const Yaml *value, gpointer target)
{
    GPtrArray **list = target;

    if (!begin_list (context, value, list))
        return FALSE;
    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        Source *source = entry_begin (source_new (context->article), source_fields, G_N_ELEMENTS (source_fields));

        source->aliases = NULL;
        if (!apply_fields (context, item, source_fields, G_N_ELEMENTS (source_fields), source))
            return FALSE;
        if (corrected (source->name, NULL) != NULL)
            g_ptr_array_add (*list, source);
        else
            note (context, NOTE_FIELD_INVALID, item, "a source without a name");
    }
    return TRUE;
}

static gboolean
take_links (const Context *context, const Yaml *value, gpointer target)
{
    GPtrArray **list = target;

    if (!begin_list (context, value, list))
        return FALSE;
    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        Link *link = entry_begin (arena_make (context->article->arena, Link), link_fields, G_N_ELEMENTS (link_fields));

        if (!apply_fields (context, item, link_fields, G_N_ELEMENTS (link_fields), link))
            return FALSE;
        if (link->url != NULL)
            g_ptr_array_add (*list, link);
        else
            note (context, NOTE_FIELD_INVALID, item, "a link without an address");
    }
    return TRUE;
}

/* The last N_SIDECAR_ONLY are of sidecars only; the others are of front matter too. */
#define N_SIDECAR_ONLY 4
static const Field article_fields[] = {
    { "author", take_names, offsetof (Article, metadata.authors) },
    { "authors", take_names, offsetof (Article, metadata.authors) },
    { "date", take_date, offsetof (Article, metadata.published) },
    { "dateline", take_string, offsetof (Article, metadata.dateline) },
    { "dek", take_string, offsetof (Article, metadata.dek) },
    { "editors_note", take_string, offsetof (Article, metadata.editors_note) },
    { "lang", take_language, offsetof (Article, metadata.language) },
    { "language", take_language, offsetof (Article, metadata.language) },
    { "publication", take_string, offsetof (Article, metadata.publication) },
    { "published", take_date, offsetof (Article, metadata.published) },
    { "rights", take_string, offsetof (Article, metadata.rights) },
    { "title", take_string, offsetof (Article, metadata.title) },
    { "url", take_url, offsetof (Article, metadata.url) },
    { "captions", take_captions, offsetof (Article, corrections.captions) },
    { "glossary", take_terms, offsetof (Article, corrections.terms) },
    { "links", take_links, offsetof (Article, corrections.links) },
    { "sources", take_sources, offsetof (Article, corrections.sources) },
};

gboolean
metadata_apply (const Input *input, Article *article, const Yaml *mapping, guint line, GError **error)
{
    Context context = { input, article, input->path, line, error, NULL, TRUE };

    return apply_fields (&context, mapping, article_fields, G_N_ELEMENTS (article_fields) - N_SIDECAR_ONLY, article);
}

static const char *
kind_fault (const Field *field, const Yaml *value)
{
    gboolean is_list = field->take == take_captions || field->take == take_terms || field->take == take_links
                       || field->take == take_sources;

    if (value->kind == YAML_SCALAR && value->string == NULL)
        return NULL;
    if (is_list)
        return value->kind == YAML_SEQUENCE ? NULL : "must be a list";
    if (field->take == take_names && value->kind == YAML_SEQUENCE)
        return NULL;
    return value->kind == YAML_SCALAR && !value->is_word ? NULL : "must be a text in quotation marks";
}

const Yaml *
sidecar_fault (const Yaml *object, char **what)
{
    *what = NULL;
    for (const Yaml *value = object->first; value != NULL; value = value->next) {
        const Field *field = find_field (value->key, article_fields, G_N_ELEMENTS (article_fields));
        const char *fault = field != NULL ? kind_fault (field, value) : NULL;

        if (field == NULL)
            *what = describe_unknown (value->key, " is not known", article_fields, G_N_ELEMENTS (article_fields));
        else if (fault != NULL)
            *what = g_strdup_printf ("%s %s", value->key, fault);
        if (*what != NULL)
            return value;
    }
    return NULL;
}

gboolean
sidecar_apply_object (const Input *input, Article *article, const Yaml *object, GError **error)
{
    g_autoptr (GHashTable) images = index_images (article);
    Context context = { input, article, input->place, 0, error, images, FALSE };

    return apply_fields (&context, object, article_fields, G_N_ELEMENTS (article_fields), article);
}

/* The end of the YAML document that begins at `start`: the line of "---" that begins the next one.  Such a
 * line ends a document whatever it stands in (YAML 1.2, 9.1.2); one before anything else begins the first. */
static const char *
document_end (const char *start, const char *end, guint *n_lines)
{
    const char *line = start;

    for (*n_lines = 0; line < end; (*n_lines)++) {
        const char *feed = memchr (line, '\n', (gsize) (end - line));

        if (line > start && end - line >= 3 && memcmp (line, "---", 3) == 0
            && (end - line == 3 || line[3] == '\n' || line[3] == ' '))
            return line;
        line = feed != NULL ? feed + 1 : end;
    }
    return end;
}

static guint
count_documents (const char *text, const char *end)
{
    guint n_documents = 0, n_lines;

    do {
        text = document_end (text, end, &n_lines);
        n_documents++;
    } while (text < end);
    return n_documents;
}

static gboolean
apply_document (const Input *input, Article *article, const Input *sidecar, guint line, GError **error)
{
    const Yaml *mapping = yaml_parse (article->arena, sidecar->text, sidecar->length, error);
    g_autoptr (GHashTable) images = index_images (article);
    Context context = { input, article, sidecar->path, line, error, images, FALSE };

    if (mapping == NULL && line > 0)
        g_prefix_error (error, "document at line %u: ", line + 1);
    return mapping != NULL && apply_fields (&context, mapping, article_fields, G_N_ELEMENTS (article_fields), article);
}

/* A single document is left to the parser, which says what is wrong with more of them.  An empty sidecar is one
 * that a shell has just made for what is to be written to it. */
static gboolean
apply_documents (const Input *input, const Input *sidecar, guint first, GError **error)
{
    const GPtrArray *articles = input->book->articles;
    const char *end = sidecar->text + sidecar->length, *start = sidecar->text;
    guint n_articles = articles->len - first, n_documents = count_documents (start, end), line = 0;
    Input document = *sidecar;

    if (n_articles == 1)
        return apply_document (input, g_ptr_array_index (articles, first), sidecar, 0, error);
    if (text_is_blank (sidecar->text, (gssize) sidecar->length))
        return TRUE;
    if (n_documents != n_articles) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "has %u documents, and the input has %u articles",
                     n_documents, n_articles);
        return FALSE;
    }
    for (guint i = first; i < articles->len; i++) {
        guint n_lines;

        document.text = start;
        start = document_end (start, end, &n_lines);
        document.length = (gsize) (start - document.text);
        if (!apply_document (input, g_ptr_array_index (articles, i), &document, line, error))
            return FALSE;
        line += n_lines;
    }
    return TRUE;
}

gboolean
sidecar_apply (const Input *input, GBytes *bytes, const char *path, guint first, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    Input sidecar = { .book = input->book, .path = path, .name = path, .bytes = bytes };

    if (input_decode (&sidecar, arena, error) && apply_documents (input, &sidecar, first, error))
        return TRUE;
    error_is_of_config (error != NULL ? *error : NULL);
    g_prefix_error (error, "%s: ", path);
    return FALSE;
}
