/* SPDX-License-Identifier: MIT */
#include "json-ld.h"

#include <string.h>

#include "json.h"

/* A property has no more values than these: authors of a paper. */
#define MOST_VALUES 256

/* And no more things, lists and references are looked at for them. */
#define MOST_LOOKED 2048

/* A page that names more articles than these is about none of the rest. */
#define MOST_COMPARED 200

/* So many pictures of a page are asked for. */
#define MOST_IMAGES 1000

/* A reference that leads to a reference leads on no further. */
#define MOST_STEPS 8

struct _JsonLd {
    Arena *arena;
    GPtrArray *roots;  /* Json: the values of each script */
    GPtrArray *things; /* Json: objects that stand for the page or for something that it says of itself */
    GHashTable *by_id; /* "@id" -> Json */
    const Json *chosen;
};

/* What a page can be about, the best first; a type that ends in one of these is one. */
static const char *const kinds[] = {
    "Article", "Posting", "Report", "Review", "Recipe", "HowTo", "CreativeWork", "Page", "VideoObject", "Book",
};

/* Properties through which a page names the thing that it is about. */
static const char *const ways[] = { "@graph", "mainEntity", "mainEntityOfPage", "subjectOf" };

JsonLd *
json_ld_new (Arena *arena)
{
    JsonLd *linked = arena_make (arena, JsonLd);

    linked->arena = arena;
    linked->roots = arena_ptr_array (arena);
    linked->things = arena_ptr_array (arena);
    linked->by_id = arena_own (arena, g_hash_table_new (g_str_hash, g_str_equal), (GDestroyNotify) g_hash_table_unref);
    return linked;
}

static const char *
string_member (const Json *object, const char *key)
{
    const Json *member = json_member (object, key);

    return member != NULL ? member->string : NULL;
}

/* A thing that says most of itself stands for all of the same id. */
static void
remember_id (JsonLd *linked, const Json *object)
{
    const char *id = string_member (object, "@id");
    const Json *known = id != NULL ? g_hash_table_lookup (linked->by_id, id) : NULL;

    if (id == NULL || object->first == object->last)
        return;
    if (known == NULL || (json_member (known, "name") == NULL && json_member (object, "name") != NULL))
        g_hash_table_insert (linked->by_id, (gpointer) id, (gpointer) object);
}

/* Adds the things among `value`, the values of a script, and those that they name as what they are about. */
static void
add_things (JsonLd *linked, const Json *value)
{
    g_autoptr (GPtrArray) queue = g_ptr_array_new ();

    g_ptr_array_add (queue, (gpointer) value);
    for (guint i = 0; i < queue->len; i++) {
        const Json *json = g_ptr_array_index (queue, i);

        if (json->kind == JSON_ARRAY)
            for (const Json *item = json->first; item != NULL; item = item->next)
                g_ptr_array_add (queue, (gpointer) item);
        if (json->kind != JSON_OBJECT)
            continue;
        g_ptr_array_add (linked->things, (gpointer) json);
        for (guint k = 0; k < G_N_ELEMENTS (ways); k++) {
            const Json *member = json_member (json, ways[k]);

            if (member != NULL)
                g_ptr_array_add (queue, (gpointer) member);
        }
    }
}

void
json_ld_add (JsonLd *linked, const char *text, gsize length)
{
    const Json *root = json_read (linked->arena, text, length);

    for (const Json *json = root; json != NULL; json = json_next (json, root))
        if (json->kind == JSON_OBJECT)
            remember_id (linked, json);
    g_ptr_array_add (linked->roots, (gpointer) root);
    add_things (linked, root);
}

/* "NewsArticle" of "https://schema.org/NewsArticle". */
static const char *
local_name (const char *type)
{
    const char *name = type;

    for (const char *p = type; *p != '\0'; p++)
        if (*p == '/' || *p == ':' || *p == '#')
            name = p + 1;
    return name;
}

/* The best of the types that the thing has; G_N_ELEMENTS (kinds) when it is nothing that pages are about. */
static guint
rank_of_type (const char *type)
{
    guint rank = 0;

    while (rank < G_N_ELEMENTS (kinds) && !text_has_suffix_ci (type, kinds[rank]))
        rank++;
    return rank;
}

gboolean
json_ld_is_article (const char *type)
{
    return rank_of_type (type) < G_N_ELEMENTS (kinds);
}

static guint
rank_of (const Json *thing)
{
    const Json *type = json_member (thing, "@type");
    guint rank = G_N_ELEMENTS (kinds);

    if (type != NULL && type->string != NULL)
        return rank_of_type (type->string);
    for (const Json *item = type != NULL ? type->first : NULL; item != NULL; item = item->next)
        if (item->string != NULL)
            rank = MIN (rank, rank_of_type (item->string));
    return rank;
}

void
json_ld_choose (JsonLd *linked, const char *title, double (*like) (const char *, const char *))
{
    double best = 0;
    guint n_kinds = G_N_ELEMENTS (kinds), n_compared = 0;

    for (guint i = 0; i < linked->things->len; i++) {
        const Json *thing = g_ptr_array_index (linked->things, i);
        const char *headline = string_member (thing, "headline");
        guint rank = rank_of (thing);
        double score = 2.0 * (n_kinds - rank);

        if (rank == n_kinds)
            continue;
        headline = headline != NULL ? headline : string_member (thing, "name");
        if (headline != NULL && title != NULL && n_compared++ < MOST_COMPARED)
            score += like (headline, title);
        if (score > best) {
            best = score;
            linked->chosen = thing;
        }
    }
}

/* The thing that a reference means: an object that has nothing but an id, or the id itself. */
static const Json *
resolve (const JsonLd *linked, const Json *json)
{
    for (guint i = 0; i < MOST_STEPS; i++) {
        const char *id = json->kind == JSON_OBJECT && json_member (json, "name") == NULL ? string_member (json, "@id")
                         : json->kind == JSON_STRING                                     ? json->string
                                                                                         : NULL;
        const Json *thing = id != NULL ? g_hash_table_lookup (linked->by_id, id) : NULL;

        if (thing == NULL || thing == json)
            break;
        json = thing;
    }
    return json;
}

static void
add_full_name (const JsonLd *linked, const Json *person, GPtrArray *values)
{
    const char *given = string_member (person, "givenName"), *family = string_member (person, "familyName");

    if (given != NULL && family != NULL)
        g_ptr_array_add (values, arena_printf (linked->arena, "%s %s", given, family));
}

static gboolean
is_organisation (const Json *thing)
{
    const char *type = string_member (thing, "@type");

    return type != NULL && (text_has_suffix_ci (type, "Organization") || text_has_suffix_ci (type, "Corporation"));
}

/* What the path leads to from `from`. */
static void
follow (const JsonLd *linked, const Json *from, const char *path, GPtrArray *values)
{
    gboolean only_people = g_str_has_prefix (path, "~");
    g_auto (GStrv) keys = g_strsplit (path + only_people, ".", 2);
    g_autoptr (GPtrArray) queue = g_ptr_array_new ();
    const Json *first = json_member (from, keys[0]);

    if (first != NULL)
        g_ptr_array_add (queue, (gpointer) first);
    for (guint i = 0; i < MIN (queue->len, MOST_LOOKED) && values->len < MOST_VALUES; i++) {
        const Json *json = resolve (linked, g_ptr_array_index (queue, i));
        const Json *inner = keys[1] != NULL ? json_member (json, keys[1]) : NULL;
        gboolean is_wrong = json->kind == JSON_OBJECT && only_people && is_organisation (json);
        const Json *list = json->kind == JSON_OBJECT ? json_member (json, "@list") : json;

        if (is_wrong)
            continue;
        if (json->string != NULL)
            g_ptr_array_add (values, (gpointer) json->string);
        else if (inner != NULL)
            g_ptr_array_add (queue, (gpointer) inner);
        else if (list != NULL && list->kind == JSON_ARRAY)
            for (const Json *item = list->first; item != NULL; item = item->next)
                g_ptr_array_add (queue, (gpointer) item);
        else if (json->kind == JSON_OBJECT)
            add_full_name (linked, json, values);
    }
}

static const Json *
find_of_type (const JsonLd *linked, const char *type)
{
    for (guint i = 0; i < linked->things->len; i++) {
        const char *found = string_member (g_ptr_array_index (linked->things, i), "@type");

        if (found != NULL && strcmp (local_name (found), type) == 0)
            return g_ptr_array_index (linked->things, i);
    }
    return NULL;
}

void
json_ld_get (const JsonLd *linked, const char *path, GPtrArray *values)
{
    const char *point = strchr (path, '.');

    if (g_ascii_isupper (*path) && point != NULL) {
        g_autofree char *type = g_strndup (path, (gsize) (point - path));
        const Json *thing = find_of_type (linked, type);

        if (thing != NULL)
            follow (linked, thing, point + 1, values);
    } else if (linked->chosen != NULL) {
        follow (linked, linked->chosen, path, values);
    }
}

/* The first that one of the paths leads to, or NULL. */
static const char *
first_of (const JsonLd *linked, const Json *thing, const char *const *paths)
{
    g_autoptr (GPtrArray) values = g_ptr_array_new ();

    for (; *paths != NULL && values->len == 0; paths++)
        follow (linked, thing, *paths, values);
    return values->len > 0 ? g_ptr_array_index (values, 0) : NULL;
}

static void
add_image (const JsonLd *linked, const Json *thing, GArray *images)
{
    static const char *const addresses[] = { "contentUrl", "url", "@id", NULL };
    static const char *const captions[] = { "caption", "description", NULL };
    static const char *const credits[] = { "creditText",           "creator.name",    "author.name",
                                           "copyrightHolder.name", "copyrightNotice", NULL };
    LinkedImage image = {
        .address = first_of (linked, thing, addresses),
        .caption = first_of (linked, thing, captions),
        .credit = first_of (linked, thing, credits),
    };

    if (image.address != NULL && (image.caption != NULL || image.credit != NULL))
        g_array_append_val (images, image);
}

void
json_ld_images (const JsonLd *linked, GArray *images)
{
    for (guint i = 0; i < linked->roots->len; i++) {
        const Json *root = g_ptr_array_index (linked->roots, i);

        for (const Json *json = root; json != NULL && images->len < MOST_IMAGES; json = json_next (json, root)) {
            const char *type = json->kind == JSON_OBJECT ? string_member (json, "@type") : NULL;

            if (type != NULL && (text_has_suffix_ci (type, "ImageObject") || text_has_suffix_ci (type, "Photograph")))
                add_image (linked, json, images);
        }
    }
}
