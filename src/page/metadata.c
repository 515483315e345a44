/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

typedef enum {
    FIELD_URL,
    FIELD_LANGUAGE,
    FIELD_PUBLICATION,
    FIELD_TITLE,
    FIELD_AUTHORS,
    FIELD_PUBLISHED,
    FIELD_DEK,
    FIELD_RIGHTS,
    N_FIELDS,
} Field;

/* What is longer is no title. */
#define TITLE_SIZE 1000

/* What a value must be besides fit for its field. */
typedef enum {
    ANY,
    OTHER, /* not the site's own name, nor one for logging in */
    NAMED, /* of an element for a name */
    SHOWN, /* of a line that the page shows */
    ALONE, /* of a line that is nothing but a date */
    DATED, /* of a line with a date */
    LED,   /* of a line that "By" or its like leads in */
} Condition;

typedef struct {
    Field field;
    void (*read) (const Facts *facts, const char *key, GPtrArray *values);
    const char *key;
    Condition condition;
} Row;

static void
from_linked (const Facts *facts, const char *path, GPtrArray *values)
{
    json_ld_get (facts->linked, path, values);
}

static void
from_meta (const Facts *facts, const char *name, GPtrArray *values)
{
    facts_meta (facts, name, values);
}

/* Names as catalogues have them: "Lorne, Ada" is "Ada Lorne".  What has more capital letters before its comma, or
 * more commas, is a list of names. */
static void
from_catalogue (const Facts *facts, const char *name, GPtrArray *values)
{
    facts_meta (facts, name, values);
    for (guint i = 0; i < values->len; i++) {
        const char *value = g_ptr_array_index (values, i), *comma = strchr (value, ',');
        gsize length = comma != NULL ? (gsize) (comma - value) : 0;
        g_autofree char *family = g_strndup (value, length), *given = g_strdup (comma != NULL ? comma + 1 : "");
        const char *last = strrchr (g_strstrip (family), ' ');
        gunichar first = g_utf8_get_char (family);

        if (length == 0 || text_is_blank (given, -1) || strpbrk (given, ",;&") != NULL
            || (last != NULL && g_unichar_isupper (first)))
            continue;
        values->pdata[i] = arena_printf (facts->arena, "%s %s", g_strstrip (given), family);
    }
}

/* The language that the text is in. */
static void
from_text (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    if (facts->language != NULL)
        g_ptr_array_add (values, (gpointer) facts->language);
}

/* Meta elements whose name hints at a date of publication. */
static void
from_meta_like (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    g_ptr_array_extend (values, facts->dates, NULL, NULL);
}

/* Microdata: elements with the property that are not beside the article. */
static void
from_item (const Facts *facts, const char *property, GPtrArray *values)
{
    const GPtrArray *elements = g_hash_table_lookup (facts->items, property);

    for (guint i = 0; elements != NULL && i < elements->len; i++) {
        const DomNode *element = g_ptr_array_index (elements, i);
        const char *value = dom_attribute (element, "content");

        value = value != NULL ? value : dom_attribute (element, "datetime");
        value = value != NULL ? value : facts_lines (facts, element, 400);
        if (value != NULL && !(facts->hints[element->index] & HINT_ASIDE))
            g_ptr_array_add (values, (gpointer) value);
    }
}

static void
from_link (const Facts *facts, const char *rel, GPtrArray *values)
{
    const GPtrArray *elements = g_hash_table_lookup (facts->links, rel);

    for (guint i = 0; elements != NULL && i < elements->len; i++)
        g_ptr_array_add (values, (gpointer) dom_attribute (g_ptr_array_index (elements, i), "href"));
}

static void
from_linked_text (const Facts *facts, const char *rel, GPtrArray *values)
{
    const GPtrArray *elements = g_hash_table_lookup (facts->links, rel);

    for (guint i = 0; elements != NULL && i < elements->len; i++) {
        const DomNode *element = g_ptr_array_index (elements, i);
        const char *text = facts_lines (facts, element, 100);

        if (text != NULL && !(facts->hints[element->index] & HINT_ASIDE))
            g_ptr_array_add (values, (gpointer) text);
    }
}

/* The attribute of the html element. */
static void
from_root (const Facts *facts, const char *attribute, GPtrArray *values)
{
    const DomNode *html = dom_find (facts->document->root, DOM_TAG_HTML);
    const char *value = html != NULL ? dom_attribute (html, attribute) : NULL;

    if (value != NULL)
        g_ptr_array_add (values, (gpointer) value);
}

/* What browsers leave behind: "saved from url=(0029)https://example.org/", "url: https://example.org/". */
static void
from_comment (const Facts *facts, const char *lead, GPtrArray *values)
{
    for (guint i = 0; i < facts->comments->len; i++) {
        const DomNode *comment = g_ptr_array_index (facts->comments, i);
        const char *found = g_strstr_len (comment->text, (gssize) comment->length, lead);
        const char *end = comment->text + comment->length, *p = found != NULL ? found + strlen (lead) : end;
        const char *start;

        while (p < end && strchr ("(0123456789) \n", *p) != NULL)
            p++;
        for (start = p; p < end && (guchar) *p > ' ';)
            p++;
        if (p > start)
            g_ptr_array_add (values, arena_strndup (facts->arena, start, (gsize) (p - start)));
    }
}

/* What a card for sharing says after a label such as "Written by". */
static void
from_card (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    static const char *const pairs[][2] = { { "twitter:label1", "twitter:data1" },
                                            { "twitter:label2", "twitter:data2" } };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        g_autoptr (GPtrArray) labels = g_ptr_array_new ();

        facts_meta (facts, pairs[i][0], labels);
        if (labels->len > 0 && people_is_lead (g_ptr_array_index (labels, 0)))
            facts_meta (facts, pairs[i][1], values);
    }
}

/* Where the reader of the input says that the page was saved from. */
static void
from_reader (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    if (facts->page->url != NULL)
        g_ptr_array_add (values, (gpointer) facts->page->url);
}

static void
from_title_element (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    if (facts->title != NULL)
        g_ptr_array_add (values, (gpointer) facts->title);
}

static void
from_headline (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    if (facts->headline != NULL)
        g_ptr_array_add (values, arena_take (facts->arena, title_of_headline (facts)));
}

static void
from_headings (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    for (guint i = 0; i < facts->headings->len; i++) {
        const char *text = facts_text (facts, g_ptr_array_index (facts->headings, i), 400);

        if (text != NULL)
            g_ptr_array_add (values, (gpointer) text);
    }
}

static void
from_address (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    const char *url = facts->page->article->metadata.url;
    char *moment = url != NULL ? moment_of_address (url) : NULL;

    if (moment != NULL)
        g_ptr_array_add (values, arena_take (facts->arena, moment));
}

/* Which one wins: of the rows of a field the first that has a fit value.  A field stands below those that
 * are needed to judge it: what is the site's name is no title and no author. */
static const Row rows[] = {
    { FIELD_URL, from_link, "canonical", ANY },
    { FIELD_URL, from_meta, "og:url", ANY },
    { FIELD_URL, from_reader, NULL, ANY },
    { FIELD_URL, from_comment, "saved from url=", ANY },
    { FIELD_URL, from_comment, "url:", ANY },
    { FIELD_URL, from_linked, "url", ANY },
    { FIELD_URL, from_linked, "mainEntityOfPage.@id", ANY },
    { FIELD_URL, from_meta, "twitter:url", ANY },

    { FIELD_LANGUAGE, from_root, "lang", ANY },
    { FIELD_LANGUAGE, from_root, "xml:lang", ANY },
    { FIELD_LANGUAGE, from_linked, "inLanguage.alternateName", ANY },
    { FIELD_LANGUAGE, from_meta, "og:locale", ANY },
    { FIELD_LANGUAGE, from_meta, "content-language", ANY },
    { FIELD_LANGUAGE, from_meta, "dc.language", ANY },
    { FIELD_LANGUAGE, from_meta, "language", ANY },
    { FIELD_LANGUAGE, from_text, NULL, ANY },

    { FIELD_PUBLICATION, from_meta, "og:site_name", ANY },
    { FIELD_PUBLICATION, from_linked, "publisher.name", ANY },
    { FIELD_PUBLICATION, from_linked, "isPartOf.name", ANY },
    { FIELD_PUBLICATION, from_linked, "WebSite.name", ANY },
    { FIELD_PUBLICATION, from_meta, "citation_journal_title", ANY },
    { FIELD_PUBLICATION, from_meta, "application-name", ANY },
    { FIELD_PUBLICATION, from_meta, "apple-mobile-web-app-title", ANY },
    { FIELD_PUBLICATION, from_meta, "dc.publisher", ANY },
    { FIELD_PUBLICATION, from_meta, "publisher", ANY },

    { FIELD_TITLE, from_headline, NULL, OTHER },
    { FIELD_TITLE, from_linked, "headline", OTHER },
    { FIELD_TITLE, from_meta, "citation_title", OTHER },
    { FIELD_TITLE, from_meta, "dc.title", OTHER },
    { FIELD_TITLE, from_meta, "dcterms.title", OTHER },
    { FIELD_TITLE, from_meta, "og:title", OTHER },
    { FIELD_TITLE, from_meta, "weibo:article:title", OTHER },
    { FIELD_TITLE, from_meta, "twitter:title", OTHER },
    { FIELD_TITLE, from_meta, "parsely-title", OTHER },
    { FIELD_TITLE, from_meta, "sailthru.title", OTHER },
    { FIELD_TITLE, from_item, "headline", OTHER },
    { FIELD_TITLE, from_linked, "name", OTHER },
    { FIELD_TITLE, from_title_element, NULL, OTHER },
    { FIELD_TITLE, from_headings, NULL, OTHER },
    { FIELD_TITLE, from_title_element, NULL, ANY },

    { FIELD_AUTHORS, from_linked, "~author.name", OTHER },
    { FIELD_AUTHORS, from_catalogue, "citation_author", OTHER },
    { FIELD_AUTHORS, from_catalogue, "dc.creator", OTHER },
    { FIELD_AUTHORS, from_catalogue, "dcterms.creator", OTHER },
    { FIELD_AUTHORS, from_meta, "author", OTHER },
    { FIELD_AUTHORS, from_meta, "authors", OTHER },
    { FIELD_AUTHORS, from_meta, "parsely-author", OTHER },
    { FIELD_AUTHORS, from_meta, "sailthru.author", OTHER },
    { FIELD_AUTHORS, from_meta, "article:author", OTHER },
    { FIELD_AUTHORS, from_meta, "og:article:author", OTHER },
    { FIELD_AUTHORS, from_meta, "article:author_name", OTHER },
    { FIELD_AUTHORS, from_meta, "author.name", OTHER },
    { FIELD_AUTHORS, from_meta, "byl", OTHER },
    { FIELD_AUTHORS, from_meta, "byline", OTHER },
    { FIELD_AUTHORS, from_card, NULL, OTHER },
    { FIELD_AUTHORS, from_linked, "~creator.name", OTHER },
    { FIELD_AUTHORS, from_item, "author", NAMED },
    { FIELD_AUTHORS, from_linked_text, "author", NAMED },
    { FIELD_AUTHORS, visible_authors_near, "author", ANY },
    { FIELD_AUTHORS, visible_lines, NULL, LED },
    { FIELD_AUTHORS, visible_authors_near, "link", ANY },
    { FIELD_AUTHORS, visible_dated, NULL, DATED },
    { FIELD_AUTHORS, visible_signatures, NULL, LED },
    { FIELD_AUTHORS, from_meta, "author", ANY },
    { FIELD_AUTHORS, from_card, NULL, ANY },
    { FIELD_AUTHORS, visible_authors, "author", ANY },
    { FIELD_AUTHORS, from_linked, "author.name", ANY },

    { FIELD_PUBLISHED, from_linked, "datePublished", ANY },
    { FIELD_PUBLISHED, from_meta, "article:published_time", ANY },
    { FIELD_PUBLISHED, from_meta, "citation_publication_date", ANY },
    { FIELD_PUBLISHED, from_meta, "og:published_time", ANY },
    { FIELD_PUBLISHED, from_meta, "article:published", ANY },
    { FIELD_PUBLISHED, from_meta, "parsely-pub-date", ANY },
    { FIELD_PUBLISHED, from_meta, "datepublished", ANY },
    { FIELD_PUBLISHED, from_meta, "dcterms.issued", ANY },
    { FIELD_PUBLISHED, from_meta, "dc.date.issued", ANY },
    { FIELD_PUBLISHED, from_meta, "dcterms.created", ANY },
    { FIELD_PUBLISHED, from_meta, "dc.date", ANY },
    { FIELD_PUBLISHED, from_meta, "dcterms.date", ANY },
    { FIELD_PUBLISHED, from_meta, "pubdate", ANY },
    { FIELD_PUBLISHED, from_meta, "pdate", ANY },
    { FIELD_PUBLISHED, from_meta, "publishdate", ANY },
    { FIELD_PUBLISHED, from_meta, "date", ANY },
    { FIELD_PUBLISHED, from_meta, "sailthru.date", ANY },
    { FIELD_PUBLISHED, from_item, "datepublished", ANY },
    { FIELD_PUBLISHED, from_meta_like, "date", ANY },
    { FIELD_PUBLISHED, from_linked, "WebPage.datePublished", ANY },
    { FIELD_PUBLISHED, visible_near, "date", SHOWN },
    { FIELD_PUBLISHED, from_address, NULL, ANY },
    { FIELD_PUBLISHED, visible_lines, NULL, ALONE },
    { FIELD_PUBLISHED, visible_dated, NULL, SHOWN },
    { FIELD_PUBLISHED, from_linked, "dateCreated", ANY },
    { FIELD_PUBLISHED, visible_anywhere, "date", SHOWN },
    { FIELD_PUBLISHED, visible_anywhere, "author", SHOWN },
    { FIELD_PUBLISHED, from_linked, "dateModified", ANY },
    { FIELD_PUBLISHED, from_meta, "article:modified_time", ANY },
    { FIELD_PUBLISHED, visible_near, "modified", SHOWN },

    { FIELD_DEK, visible_dek, NULL, SHOWN },

    { FIELD_RIGHTS, from_meta, "dcterms.rights", ANY },
    { FIELD_RIGHTS, from_meta, "dc.rights", ANY },
    { FIELD_RIGHTS, from_meta, "copyright", ANY },
    { FIELD_RIGHTS, from_meta, "rights", ANY },
    { FIELD_RIGHTS, from_linked, "copyrightNotice", ANY },
};

/* ---- making a field of what a row found; FALSE: it does not fit ---- */

/* Whether the text is, or may be, in the language. */
static gboolean
language_agrees (const Facts *facts, const char *language)
{
    gsize n = strcspn (language, "-");

    return facts->language == NULL || (strlen (facts->language) == n && strncmp (language, facts->language, n) == 0);
}

static const char *
keep (const Facts *facts, const char *text)
{
    return arena_strdup (facts->page->article->arena, text);
}

/* On one line. */
static char *
tidy (const char *value)
{
    g_autofree char *plain = plain_text (value);

    return text_squeeze (plain, -1);
}

static gboolean
take_url (const Facts *facts, const GPtrArray *values, const Row *row G_GNUC_UNUSED)
{
    Metadata *metadata = &facts->page->article->metadata;

    for (guint i = 0; i < values->len && metadata->url == NULL; i++)
        metadata->url = page_resolve (facts->page, g_ptr_array_index (values, i));
    return metadata->url != NULL;
}

/* Theme and template say what they were made for; the text has the last word.  Where several languages are named,
 * that of the text is taken even from a lower row. */
static gboolean
take_language (const Facts *facts, const GPtrArray *values, const Row *row G_GNUC_UNUSED)
{
    for (guint i = 0; i < values->len; i++) {
        g_autofree char *language = language_normalise (g_ptr_array_index (values, i));

        if (language == NULL || !language_agrees (facts, language))
            continue;
        facts->page->article->metadata.language = keep (facts, language);
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_text (const Facts *facts, const GPtrArray *values, glong most, const char **field)
{
    for (guint i = 0; i < values->len; i++) {
        g_autofree char *text = tidy (g_ptr_array_index (values, i));

        if (*text == '\0' || g_utf8_strlen (text, -1) > most)
            continue;
        *field = keep (facts, text);
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_publication (const Facts *facts, const GPtrArray *values, const Row *row G_GNUC_UNUSED)
{
    return take_text (facts, values, 80, &facts->page->article->metadata.publication);
}

static gboolean
is_site_name (const Facts *facts, const char *name)
{
    const Metadata *metadata = &facts->page->article->metadata;

    return (metadata->publication != NULL && title_likeness (name, metadata->publication) > 0.9)
           || (metadata->url != NULL && people_is_host (name, metadata->url));
}

static gboolean
take_title (const Facts *facts, const GPtrArray *values, const Row *row)
{
    Metadata *metadata = &facts->page->article->metadata;

    for (guint i = 0; i < values->len; i++) {
        g_autofree char *whole = tidy (g_ptr_array_index (values, i));
        g_autofree char *title = title_without_site (whole, metadata->publication);

        if (row->read == from_title_element && strcmp (title, whole) == 0) {
            g_free (title);
            title = title_cut (whole);
        }
        if (*title == '\0' || strlen (title) > TITLE_SIZE || (row->condition == OTHER && is_site_name (facts, title)))
            continue;
        metadata->title = keep (facts, title);
        return TRUE;
    }
    return FALSE;
}

/* Whether the name is the site's own, or one that people log in by. */
static gboolean
is_no_person (const Facts *facts, const char *name)
{
    return is_site_name (facts, name)
           || (strchr (name, ' ') == NULL
               && (g_unichar_islower (g_utf8_get_char (name)) || strpbrk (name, "0123456789_") != NULL));
}

static PeopleTrust
trust_in (const Row *row)
{
    switch (row->condition) {
    case ANY:
    case OTHER: return PEOPLE_GIVEN;
    case NAMED: return PEOPLE_NAMED;
    case SHOWN:
    case ALONE: return PEOPLE_SHOWN;
    case DATED: return PEOPLE_DATED;
    case LED: return PEOPLE_LED;
    }
    g_assert_not_reached ();
}

static gboolean
take_authors (const Facts *facts, const GPtrArray *values, const Row *row)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < values->len && !(row->condition >= DATED && names->len > 0); i++)
        if (row->condition == ANY || !is_site_name (facts, g_ptr_array_index (values, i)))
            people_add (g_ptr_array_index (values, i), trust_in (row), names);
    for (guint i = names->len; i > 0 && row->condition != ANY; i--)
        if (is_no_person (facts, g_ptr_array_index (names, i - 1)))
            g_ptr_array_remove_index (names, i - 1);
    people_drop_organisations (names);
    if (names->len > 0)
        facts->page->article->metadata.authors = arena_strv (facts->page->article->arena, names);
    return names->len > 0;
}

static gboolean
take_published (const Facts *facts, const GPtrArray *values, const Row *row)
{
    Metadata *metadata = &facts->page->article->metadata;

    for (guint i = 0; i < values->len; i++) {
        const char *value = g_ptr_array_index (values, i);
        g_autofree char *moment =
            row->condition == ALONE && !moment_is_all (value) ? NULL : moment_parse (value, metadata->language);

        if (moment == NULL)
            continue;
        metadata->published = keep (facts, moment);
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_dek (const Facts *facts, const GPtrArray *values, const Row *row G_GNUC_UNUSED)
{
    return take_text (facts, values, 300, &facts->page->article->metadata.dek);
}

static gboolean
take_rights (const Facts *facts, const GPtrArray *values, const Row *row G_GNUC_UNUSED)
{
    return take_text (facts, values, 200, &facts->page->article->metadata.rights);
}

static gboolean (*const takers[N_FIELDS]) (const Facts *, const GPtrArray *, const Row *) = {
    [FIELD_URL] = take_url,     [FIELD_LANGUAGE] = take_language, [FIELD_PUBLICATION] = take_publication,
    [FIELD_TITLE] = take_title, [FIELD_AUTHORS] = take_authors,   [FIELD_PUBLISHED] = take_published,
    [FIELD_DEK] = take_dek,     [FIELD_RIGHTS] = take_rights,
};

static gboolean
is_known (const Metadata *metadata, Field field)
{
    switch (field) {
    case FIELD_URL: return metadata->url != NULL;
    case FIELD_LANGUAGE: return metadata->language != NULL;
    case FIELD_PUBLICATION: return metadata->publication != NULL;
    case FIELD_TITLE: return metadata->title != NULL;
    case FIELD_AUTHORS: return *metadata->authors != NULL;
    case FIELD_PUBLISHED: return metadata->published != NULL;
    case FIELD_DEK: return metadata->dek != NULL;
    case FIELD_RIGHTS: return metadata->rights != NULL;
    case N_FIELDS: break;
    }
    g_assert_not_reached ();
}

static void
read_row (const Facts *facts, const Row *row)
{
    g_autoptr (GPtrArray) values = g_ptr_array_new ();

    row->read (facts, row->key, values);
    takers[row->field](facts, values, row);
}

static void
set_article_body (const Facts *facts)
{
    g_autoptr (GPtrArray) values = g_ptr_array_new ();
    g_autofree char *text = NULL;

    json_ld_get (facts->linked, "articleBody", values);
    if (values->len == 0)
        return;
    text = plain_text (g_ptr_array_index (values, 0));
    facts->page->article_body = keep (facts, text);
}

/* What SingleFile writes into the page: "saved date: Tue Jan 02 2024 10:11:12 GMT+0100". */
static void
set_saved (const Facts *facts)
{
    Article *article = facts->page->article;

    for (guint i = 0; i < facts->comments->len && article->origin.saved == NULL; i++) {
        const DomNode *comment = g_ptr_array_index (facts->comments, i);
        const char *found = g_strstr_len (comment->text, (gssize) comment->length, "saved date:");
        const char *end = comment->text + comment->length;
        g_autofree char *line = found != NULL ? g_strndup (found, MIN ((gsize) (end - found), 64)) : g_strdup ("");
        FoundDate date;

        line[strcspn (line, "\n")] = '\0';
        if (date_find (line, 0, FALSE, &date))
            article->origin.saved = arena_strdup (article->arena, date.iso);
    }
}

/* Of what is an article as a whole, a chapter or an entry, only its text speaks: the head it may have is that of
 * the book or feed it is of. */
static gboolean
is_asked (const Facts *facts, const Row *row)
{
    return !facts->page->is_whole || row->read == from_headline || row->read == visible_lines;
}

/* What links of the page are resolved against. */
static void
set_base (const Facts *facts)
{
    const DomNode *element = dom_find (facts->document->root, DOM_TAG_BASE);
    const char *base = element != NULL ? dom_attribute (element, "href") : NULL;
    Page *page = facts->page;

    if (page->url == NULL)
        page->url = page->article->metadata.url;
    if (base != NULL && !page->is_whole)
        page->base = page_resolve (page, base);
}

void
page_read_metadata (Page *page)
{
    g_autoptr (Arena) arena = arena_new ();
    Facts facts;

    facts_gather (&facts, page, arena);
    facts.language = visible_language (&facts);
    json_ld_choose (facts.linked, facts.title, title_likeness);
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        if (rows[i].read == from_headline)
            facts.headline = title_find_headline (&facts);
        if (is_asked (&facts, &rows[i]) && !is_known (&page->article->metadata, rows[i].field))
            read_row (&facts, &rows[i]);
    }
    set_base (&facts);
    set_article_body (&facts);
    set_saved (&facts);
    facts_set_image_texts (&facts);
    visible_mark (&facts);
}
