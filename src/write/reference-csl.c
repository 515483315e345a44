/* SPDX-License-Identifier: MIT */
#include "reference.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "lang/lang.h"

/* What is not known has no key: programs that read it show null as a text. */
static void
add_string (JsonBuilder *builder, const char *key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    json_builder_set_member_name (builder, key);
    json_builder_add_string_value (builder, value);
}

static void
add_name (JsonBuilder *builder, const char *name)
{
    json_builder_begin_object (builder);
    if (name_is_person (name, -1)) {
        g_auto (NameForm) form = name_form (name);

        add_string (builder, "family", form.family);
        add_string (builder, "given", form.given);
        add_string (builder, "non-dropping-particle", form.particle);
        add_string (builder, "suffix", form.suffix);
    } else {
        add_string (builder, "literal", name);
    }
    json_builder_end_object (builder);
}

static void
add_names (JsonBuilder *builder, const char *key, char **names)
{
    if (names == NULL || *names == NULL)
        return;
    json_builder_set_member_name (builder, key);
    json_builder_begin_array (builder);
    for (; *names != NULL; names++)
        add_name (builder, *names);
    json_builder_end_array (builder);
}

/* {"date-parts": [[2025, 4, 14]]}, as far as the date goes; the time of day is none of it. */
static void
add_date (JsonBuilder *builder, const char *key, const char *iso)
{
    const char *p = iso;

    if (iso == NULL)
        return;
    json_builder_set_member_name (builder, key);
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "date-parts");
    json_builder_begin_array (builder);
    json_builder_begin_array (builder);
    for (guint i = 0; i < 3 && g_ascii_isdigit (*p); i++) {
        json_builder_add_int_value (builder, (gint64) g_ascii_strtoull (p, (char **) &p, 10));
        p += *p == '-';
    }
    json_builder_end_array (builder);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
}

static void
append_item (GString *json, const Reference *reference)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonGenerator) generator = json_generator_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    add_string (builder, "id", reference->id);
    add_string (builder, "type", reference->type);
    add_string (builder, "title", reference->title);
    add_names (builder, "author", reference->authors);
    add_names (builder, "interviewer", reference->interviewers);
    add_string (builder, "container-title", reference->container);
    add_string (builder, "publisher", reference->publisher);
    add_date (builder, "issued", reference->issued);
    add_date (builder, "accessed", reference->accessed);
    add_string (builder, "URL", reference->url);
    add_string (builder, "language", reference->language);
    add_string (builder, "abstract", reference->summary);
    add_string (builder, "note", reference->note->str);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json_generator_set_root (generator, root);
    json_generator_to_gstring (generator, json);
}

char *
references_csl (const References *references)
{
    GString *json = g_string_new ("[");

    for (guint i = 0; i < references->items->len; i++) {
        g_string_append (json, i > 0 ? ",\n" : "\n");
        append_item (json, g_ptr_array_index (references->items, i));
    }
    g_string_append (json, "\n]\n");
    return g_string_free (json, FALSE);
}
