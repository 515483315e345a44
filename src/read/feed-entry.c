/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "feed.h"
#include "lang/lang.h"
#include "page/page.h"

#define DEK_CHARACTERS 300
#define TITLE_CHARACTERS 80

/* More names are no byline. */
#define AUTHORS_LIMIT 50

/* More pictures beside its text belong to a gallery that is elsewhere. */
#define IMAGES_LIMIT 20

/* A summary is nothing new when its first half begins the text: the rest is often cut, or says where to read on. */
#define SAME_PART 2

FeedEntry
feed_entry_new (Arena *arena)
{
    FeedEntry entry = { 0 };

    entry.authors = arena_ptr_array (arena);
    entry.images = arena_own (arena, g_array_new (FALSE, FALSE, sizeof (FeedImage)), (GDestroyNotify) g_array_unref);
    return entry;
}

static gboolean
is_blank (FeedText text)
{
    return text.string == NULL || text_is_blank (text.string, (gssize) text.length);
}

/* Whether an element of HTML begins or ends in the text. */
static gboolean
has_tag (FeedText text)
{
    const char *end = text.string + text.length;

    for (const char *p = text.string; p < end && (p = memchr (p, '<', (gsize) (end - p))) != NULL;) {
        char name[16];
        gsize length = 0;

        p += p + 1 < end && p[1] == '/' ? 2 : 1;
        while (p + length < end && length < sizeof name - 1 && g_ascii_isalnum (p[length])) {
            name[length] = g_ascii_tolower (p[length]);
            length++;
        }
        name[length] = '\0';
        if (dom_tag (name) != DOM_TAG_OTHER)
            return TRUE;
    }
    return FALSE;
}

/* Whether a character reference is in the text: "&amp;", "&#8217;". */
static gboolean
has_reference (FeedText text)
{
    const char *end = text.string + text.length;

    for (const char *p = text.string; p < end && (p = memchr (p, '&', (gsize) (end - p))) != NULL;) {
        const char *name = ++p;

        while (p < end && (g_ascii_isalnum (*p) || *p == '#'))
            p++;
        if (p > name && p < end && *p == ';')
            return TRUE;
    }
    return FALSE;
}

/* Escapes what would be tags, but no references. */
static void
append_text (GString *html, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] == '<')
            g_string_append (html, "&lt;");
        else
            g_string_append_c (html, text[i]);
}

/* Plain text as HTML: blank lines divide paragraphs, and line ends are kept. */
static void
append_paragraphs (GString *html, FeedText text)
{
    g_autofree char *copy = g_strndup (text.string, text.length);
    g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);

    g_string_append (html, "<p>");
    for (char **line = lines; *line != NULL; line++) {
        if (text_is_blank (*line, -1))
            g_string_append (html, "<p>");
        else
            append_text (html, *line, strlen (*line));
        if (!text_is_blank (*line, -1) && line[1] != NULL && !text_is_blank (line[1], -1))
            g_string_append (html, "<br>");
    }
}

/* One turn of references resolved. */
static char *
resolve_references (FeedText text)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) html = g_string_new (NULL);
    DomDocument *document;

    append_text (html, text.string, text.length);
    document = dom_parse_html (arena, html->str, html->len);
    return dom_text (document->root);
}

/* The text as one line.  Titles are escaped once, twice or not at all, whatever they are said to be. */
static char *
plain_line (FeedText text)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autofree char *line = NULL;

    if (is_blank (text))
        return NULL;
    if (text.is_html && has_tag (text))
        line = dom_text (dom_parse_html (arena, text.string, text.length)->root);
    if (line == NULL || *line == '\0')
        line = text_squeeze (text.string, (gssize) text.length);
    for (guint i = 0; i < 2 && has_reference ((FeedText){ line, strlen (line), FALSE }); i++) {
        char *resolved = resolve_references ((FeedText){ line, strlen (line), FALSE });

        g_free (line);
        line = resolved;
    }
    return g_steal_pointer (&line);
}

/* "a@b.example (Ann Lee)", "Ann Lee <a@b.example>": the name, or NULL where there is only an address. */
static char *
name_of_author (const char *author)
{
    const char *open = strchr (author, '('), *address = strchr (author, '@'), *angle = strchr (author, '<');

    if (address == NULL)
        return g_strdup (author);
    if (open != NULL && open > address)
        return text_squeeze (open + 1, (gssize) strcspn (open + 1, ")"));
    if (angle != NULL && angle < address && angle > author)
        return text_squeeze (author, angle - author);
    return NULL;
}

static void
add_name (GPtrArray *names, const char *name)
{
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
}

/* One element may name several people: "Ann Lee and Ben Ray". */
static void
add_names (GPtrArray *names, const char *author)
{
    g_autofree char *name = name_of_author (author);
    g_autofree char *line = NULL;
    Byline byline = { 0 };

    if (name == NULL || *name == '\0')
        return;
    line = text_has_prefix_ci (name, "by ") ? g_strdup (name) : g_strconcat ("By ", name, NULL);
    if (byline_parse (line, &byline) && byline.authors != NULL && byline.authors[0] != NULL)
        for (char **each = byline.authors; *each != NULL; each++)
            add_name (names, *each);
    else
        add_name (names, name);
    byline_clear (&byline);
}

static char **
take_authors (Arena *arena, const GPtrArray *authors)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < MIN (authors->len, AUTHORS_LIMIT); i++)
        add_names (names, g_ptr_array_index (authors, i));
    return arena_strv (arena, names);
}

static void
take_date (Feed *feed, const FeedEntry *entry, Metadata *metadata, Arena *arena)
{
    const char *written = entry->published != NULL ? entry->published : entry->updated;
    g_autofree char *date = written != NULL ? date_parse_mail (written) : NULL;

    if (written != NULL && date == NULL)
        date = date_parse (written);
    if (written != NULL && date == NULL)
        report_note (feed->input->book->report, NOTE_DATE_UNKNOWN, feed->input->path, entry->line, "%s", written);
    metadata->published = arena_strdup (arena, date);
}

/* The web address that a reference of the entry means, or NULL. */
static char *
resolve (const Feed *feed, const FeedEntry *entry, const char *reference)
{
    const char *const bases[] = { entry->base, feed->input->url, feed->head.url };

    for (guint i = 0; i < G_N_ELEMENTS (bases) && reference != NULL; i++) {
        g_autofree char *absolute = bases[i] != NULL ? text_resolve (bases[i], reference) : NULL;
        char *address = absolute != NULL ? text_web_address (absolute) : NULL;

        if (address != NULL)
            return address;
    }
    return reference != NULL ? text_web_address (reference) : NULL;
}

static void
take_metadata (Feed *feed, const FeedEntry *entry, Article *article)
{
    Metadata *metadata = &article->metadata;
    Arena *arena = article->arena;
    const FeedEntry *head = &feed->head;
    const char *language = entry->language != NULL ? entry->language : head->language;
    g_autofree char *title = plain_line (entry->title), *publication = plain_line (head->title);
    g_autofree char *url = resolve (feed, entry, entry->url != NULL ? entry->url : entry->guid);
    g_autofree char *tag = language != NULL ? language_normalise (language) : NULL;

    metadata->title = arena_strdup (arena, title);
    metadata->publication = arena_strdup (arena, entry->publication != NULL ? entry->publication : publication);
    metadata->authors = take_authors (arena, entry->authors->len > 0 ? entry->authors : head->authors);
    metadata->url = arena_strdup (arena, url);
    metadata->language = arena_strdup (arena, tag);
    metadata->rights = arena_strdup (arena, entry->rights != NULL ? entry->rights : head->rights);
    take_date (feed, entry, metadata, arena);
}

/* A picture beside the text, which lies beside the feed and is not in the text too. */
static gboolean
is_figure (const FeedImage *image, FeedText body)
{
    static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp" };
    gboolean is_image = image->type != NULL && g_str_has_prefix (image->type, "image/");

    for (guint i = 0; i < G_N_ELEMENTS (endings) && image->type == NULL; i++)
        is_image = is_image || text_has_suffix_ci (image->source, endings[i]);
    return is_image && strstr (image->source, "//") == NULL && *image->source != '\0'
           && (body.string == NULL || memmem (body.string, body.length, image->source, strlen (image->source)) == NULL);
}

static void
append_line (GString *html, const char *open, FeedText text, const char *close)
{
    g_autofree char *line = plain_line (text);
    g_autofree char *escaped = line != NULL ? g_markup_escape_text (line, -1) : NULL;

    if (escaped != NULL)
        g_string_append_printf (html, "%s%s%s", open, escaped, close);
}

static void
append_figures (GString *html, const FeedEntry *entry, FeedText body)
{
    for (guint i = 0; i < MIN (entry->images->len, IMAGES_LIMIT); i++) {
        const FeedImage *image = &g_array_index (entry->images, FeedImage, i);
        g_autofree char *source = g_markup_escape_text (image->source, -1);

        if (!is_figure (image, body))
            continue;
        g_string_append_printf (html, "<figure><img src=\"%s\"><figcaption>", source);
        append_line (html, "", image->caption, " ");
        append_line (html, "<span class=\"credit\">", image->credit, "</span>");
        g_string_append (html, "</figcaption></figure>\n");
    }
}

/* HTML that was escaped once too often: no tags, but references that make some. */
static gboolean
is_escaped_twice (FeedText text)
{
    return !has_tag (text)
           && (memmem (text.string, text.length, "&lt;/", 5) != NULL
               || memmem (text.string, text.length, "&lt;p", 5) != NULL
               || memmem (text.string, text.length, "&lt;br", 6) != NULL);
}

static void
append_body (GString *html, FeedText text)
{
    g_autofree char *resolved = NULL;

    if (text.is_html && is_escaped_twice (text)) {
        resolved = resolve_references (text);
        g_string_append (html, resolved);
    } else if (text.is_html && has_tag (text) && export_is_written (text)) {
        export_append (html, text);
    } else if (text.is_html && (has_tag (text) || memchr (text.string, '\n', text.length) == NULL)) {
        g_string_append_len (html, text.string, (gssize) text.length);
    } else {
        append_paragraphs (html, text);
    }
}

/* The text without white space, so that markup that stands between does not matter. */
static char *
compress (FeedText text)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) html = g_string_new (NULL);
    char *words, *to;

    append_body (html, text);
    words = to = dom_text (dom_parse_html (arena, html->str, html->len)->root);
    for (const char *p = words; *p != '\0'; p++)
        if (!g_ascii_isspace (*p))
            *to++ = *p;
    *to = '\0';
    return words;
}

/* Whether `text` says what `other` says too, at its beginning. */
static gboolean
says_same (const char *text, const char *other)
{
    gsize length = strlen (other), part = length / SAME_PART;

    return length == 0 || strncmp (text, other, part) == 0 || strstr (text, other) != NULL;
}

/* An entry's shorter text is not in the book as a text of its own. */
static void
tell_other (const Feed *feed, const FeedEntry *entry, FeedText other, Article *article)
{
    g_autofree char *line = plain_line (other);

    article_add_dropped (article, "summary", entry->line, line);
}

/* Of two texts the longer one is the article; the other is its dek, if it says something else. */
static FeedText
choose_body (Feed *feed, const FeedEntry *entry, Article *article)
{
    FeedText body = entry->content, other = entry->summary;
    g_autofree char *text = NULL, *other_text = NULL, *line = NULL;

    if (is_blank (body) || is_blank (other))
        return is_blank (body) ? other : body;
    text = compress (body);
    other_text = compress (other);
    if (strlen (other_text) > strlen (text)) {
        body = entry->summary;
        other = entry->content;
        line = text;
        text = other_text;
        other_text = g_steal_pointer (&line);
    }
    if (feed->input->book->options.is_for_inspection)
        tell_other (feed, entry, other, article);
    if (says_same (text, other_text))
        return body;
    line = plain_line (other);
    if (article->metadata.dek == NULL && text_n_characters (line, -1) <= DEK_CHARACTERS)
        article->metadata.dek = arena_strdup (article->arena, line);
    else
        report_note (feed->input->book->report, NOTE_SUMMARY_DROPPED, feed->input->path, entry->line, NULL);
    return body;
}

/* An entry without a title is called by its first words. */
static void
name_article (Article *article)
{
    g_autofree char *text = NULL, *line = NULL, *title = NULL;

    if (article->metadata.title != NULL || article->root->first == NULL)
        return;
    text = node_text (article->root->first);
    line = text_squeeze (text, -1);
    title = text_shorten (line, TITLE_CHARACTERS);
    article->metadata.title = *title != '\0' ? arena_strdup (article->arena, title) : NULL;
}

void
feed_add_entry (Feed *feed, Arena *arena, FeedEntry *entry)
{
    const Input *input = feed->input;
    Article *article = article_new (ARTICLE_CHAPTER);
    Page page = { .book = input->book, .article = article, .path = input->path };
    g_autoptr (GString) html = g_string_new (NULL);
    FeedText body;

    feed->n_entries++;
    g_ptr_array_add (input->book->articles, article);
    take_metadata (feed, entry, article);
    body = choose_body (feed, entry, article);
    append_figures (html, entry, body);
    if (!is_blank (body))
        append_body (html, body);
    page.url = entry->base != NULL ? entry->base : article->metadata.url != NULL ? article->metadata.url : input->url;
    page.store = input->store;
    page.name = input->name;
    page.is_whole = TRUE;
    page.document = dom_parse_html (arena, html->str, html->len);
    dom_set_line (page.document, entry->line);
    if (page_read (&page, NULL)) {
        feed->n_articles++;
        name_article (article);
        return;
    }
    report_note (input->book->report, NOTE_ENTRY_EMPTY, input->path, entry->line, "%s",
                 article->metadata.title != NULL ? article->metadata.title : "an entry without a title");
    g_ptr_array_set_size (input->book->articles, (gint) input->book->articles->len - 1);
}

void
feed_guess_language (Feed *feed, const char *text, gsize length)
{
    const Input *input = feed->input;
    g_autoptr (Arena) arena = arena_new ();
    g_autofree char *plain = NULL;

    if (input->book->options.language != NULL)
        return;
    plain = dom_text (dom_parse_html (arena, text, length)->root);
    feed->head.language = language_guess (plain, strlen (plain));
    if (feed->head.language != NULL) {
        report_note (input->book->report, NOTE_LANGUAGE_GUESSED, input->path, 0, "%s", feed->head.language);
        return;
    }
    feed->head.language = "en";
    report_note (input->book->report, NOTE_LANGUAGE_UNKNOWN, input->path, 0, NULL);
}

gboolean
feed_finish (const Feed *feed, GError **error)
{
    if (feed->n_articles > 0)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "%s",
                 feed->n_entries > 0 ? "no entry of the feed has any text" : "the feed has no entries");
    return FALSE;
}
