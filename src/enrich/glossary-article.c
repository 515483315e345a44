/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "glossary-entries.h"
#include "lang/lang.h"

/* How many unused terms a note names. */
#define N_NAMED 5

/* A glossary of more terms has headings for its letters; then a reader leafs through it. */
#define MOST_WITHOUT_LETTERS 60

/* So many terms that are not there are named by an entry that says nothing else. */
#define MOST_NAMES 5

/* A list that is longer is parted, so that its page can be. */
#define LONGEST_LIST 250

/* So many articles that use a term are named, the others are numbers. */
#define MOST_TITLES 8
#define TITLE_CHARACTERS 48

/* Ends a line rather than begins one. */
#define SEPARATOR "\u00a0· "

typedef struct {
    SheafBook *book;
    Article *article; /* the glossary */
    const Entries *entries;
    GHashTable *nodes; /* Headword -> its description, to which references lead */
    Node *letters;     /* links to all headings */
    Node *list;
    guint n_listed; /* in the list */
    char *letter;   /* of the list; NULL: none */
} Page;

/* ---- Languages ---- */

/* An article in another language than the book says so of what is quoted from it. */
static const char *
language_of (const Page *page, const Sense *sense)
{
    const char *language = sense->article != NULL ? sense->article->metadata.language : NULL;

    return language != NULL && !language_is_same (language, page->article->metadata.language) ? language : NULL;
}

static void
set_language (const Page *page, Node *node, const Sense *sense)
{
    node->language = language_of (page, sense);
    if (node->language != NULL)
        node->direction = language_is_rtl (node->language) ? DIRECTION_RTL : DIRECTION_LTR;
}

/* ---- What a term means ---- */

static void
append_text (const Page *page, Node *parent, const char *text)
{
    node_append_text (page->article->arena, parent, text);
}

static Node *
description_of (const Page *page, const Headword *headword)
{
    return g_hash_table_lookup (page->nodes, headword);
}

static void
append_reference (const Page *page, Node *parent, const Headword *headword, const char *text)
{
    Node *reference = node_append_new (page->article->arena, parent, NODE_REFERENCE);

    reference->reference.target = description_of (page, headword);
    append_text (page, reference, text);
}

static void
append_expansion (const Page *page, Node *description, const Headword *headword, const Sense *sense)
{
    const Headword *other = entries_find_expansion (page->entries, headword, sense);

    if (sense->expansion == NULL)
        return;
    if (other != NULL)
        append_reference (page, description, other, sense->expansion);
    else
        append_text (page, description, sense->expansion);
    if (sense->definition != NULL)
        append_text (page, description, ": ");
}

/* The work that an article quotes; it has an entry of its own if the article cites it. */
static void
append_work (const Page *page, Node *description, const Sense *sense)
{
    Node *work = node_append_new (page->article->arena, description, NODE_CITED);

    if (sense->work != NULL && sense->work->entry != NULL) {
        work = node_append_new (page->article->arena, work, NODE_REFERENCE);
        work->reference.target = sense->work->entry;
    }
    append_text (page, work, sense->stated_by);
}

/* What an article says is printed as a quotation from it. */
static void
append_definition (const Page *page, Node *description, const Sense *sense)
{
    Arena *arena = page->article->arena;

    if (sense->definition == NULL)
        return;
    if (sense->is_quoted) {
        QuotationMarks marks = language_quotation_marks (sense->article->metadata.language);

        append_text (page, description, arena_own (arena, quotation_of (&marks, sense->definition), g_free));
    } else {
        append_text (page, description, sense->definition);
    }
    if (sense->stated_by == NULL)
        return;
    append_text (page, description, " — ");
    append_work (page, description, sense);
}

/* Where nothing else is said, entries that are not there are named all the same. */
static void
append_others (const Page *page, Node *description, const Headword *headword)
{
    for (guint i = 0; i < headword->see->len; i++) {
        const Headword *other = g_ptr_array_index (headword->see, i);

        append_text (page, description, i == 0 ? " " : ", ");
        append_reference (page, description, other, other->term);
    }
    for (guint i = 0; headword->see->len == 0 && i < MIN (headword->names->len, MOST_NAMES); i++) {
        append_text (page, description, i == 0 ? " " : ", ");
        append_text (page, description, g_ptr_array_index (headword->names, i));
    }
}

/* "See also weir, lock"; where nothing else is said, "See weir". */
static void
append_see (const Page *page, Node *description, const Headword *headword, const Sense *sense)
{
    gboolean is_all = sense->expansion == NULL && sense->definition == NULL;
    const char *last = sense->definition != NULL ? sense->definition : sense->expansion;
    Node *label;

    if (headword->see->len == 0 && (!is_all || headword->names->len == 0))
        return;
    if (!is_all)
        append_text (page, description, g_str_has_suffix (last, ".") && !sense->is_quoted ? " " : ". ");
    label = node_append_new (page->article->arena, description, NODE_EMPHASIS);
    label->language = description->language != NULL ? page->article->metadata.language : NULL;
    append_text (page, label, back_matter_label (page->article, is_all ? "see" : "see-also"));
    append_others (page, description, headword);
}

/* ---- Where it is used ---- */

/* The word, or its paragraph when the word could not be linked; NULL when a sidecar put it here. */
static Node *
place_of (const TermInArticle *use)
{
    if (use->term->reference != NULL)
        return use->term->reference;
    return span_is_empty (use->term->use) ? NULL : article_block_at (use->article, use->term->use.start);
}

/* In a book of one article, an arrow at the end of the entry. */
static void
append_arrow (const Page *page, Node *description, const TermInArticle *use)
{
    Article *article = page->article;
    const char *label = arena_printf (article->arena, "%s %s", back_matter_label (article, "back"), use->term->term);

    append_text (page, description, "\u00a0");
    back_matter_link (article, description, place_of (use), BACK_ARROW, label);
}

static const char *
use_text (const Page *page, const TermInArticle *use, guint n_before)
{
    const char *title = use->article->metadata.title;

    if (n_before >= MOST_TITLES || title == NULL)
        return arena_printf (page->article->arena, "%u", use->number);
    return arena_take (page->article->arena, text_shorten (title, TITLE_CHARACTERS));
}

/* An entry that has no place in the text comes from its article all the same. */
static Node *
place_or_article (const TermInArticle *use)
{
    Node *place = place_of (use);

    return place == NULL && use->article->blocks->len > 0 ? g_ptr_array_index (use->article->blocks, 0) : place;
}

/* In a collection, a line of its own that names the articles; what pops up from a text goes without. */
static void
append_uses (const Page *page, const Sense *sense)
{
    Article *article = page->article;
    Node *line = NULL;
    guint n_uses = 0;

    for (guint i = 0; i < sense->uses->len; i++) {
        const TermInArticle *use = &g_array_index (sense->uses, TermInArticle, i);
        const char *label = arena_printf (article->arena, "%s %s: %s", back_matter_label (article, "back"),
                                          use->term->term, use->article->metadata.title);

        if (place_or_article (use) == NULL)
            continue;
        if (line == NULL) {
            line = node_append_new (article->arena, page->list, NODE_DESCRIPTION);
            line->description.kind = DESCRIPTION_USES;
            set_language (page, line, sense);
        }
        append_text (page, line, n_uses == 0 ? BACK_ARROW " " : SEPARATOR);
        back_matter_link (article, line, place_or_article (use), use_text (page, use, n_uses++), label);
    }
}

static void
link_uses (const Page *page, Node *description, const Sense *sense)
{
    gboolean is_collection = book_n_chapters (page->book) > 1;

    for (guint i = 0; i < sense->uses->len; i++) {
        const TermInArticle *use = &g_array_index (sense->uses, TermInArticle, i);

        if (use->term->reference != NULL)
            use->term->reference->reference.target = description;
        if (!is_collection && place_of (use) != NULL)
            append_arrow (page, description, use);
    }
    if (is_collection)
        append_uses (page, sense);
}

/* ---- The page ---- */

static void
append_sense (const Page *page, const Headword *headword, guint i)
{
    const Sense *sense = g_ptr_array_index (headword->senses, i);
    Node *description = i == 0 ? description_of (page, headword) : node_new (page->article->arena, NODE_DESCRIPTION);

    node_append (page->list, description);
    set_language (page, description, sense);
    append_expansion (page, description, headword, sense);
    append_definition (page, description, sense);
    if (i + 1 == headword->senses->len)
        append_see (page, description, headword, sense);
    link_uses (page, description, sense);
}

static void
append_headword (Page *page, const Headword *headword)
{
    Arena *arena = page->article->arena;
    Node *name = node_append_new (arena, page->list, NODE_TERM);

    set_language (page, name, g_ptr_array_index (headword->senses, 0));
    append_text (page, node_append_new (arena, name, NODE_DEFINED), headword->term);
    for (guint i = 0; i < headword->senses->len; i++)
        append_sense (page, headword, i);
    page->n_listed++;
}

static void
begin_list (Page *page)
{
    page->list = node_append_new (page->article->arena, page->article->root, NODE_TERMS);
    page->n_listed = 0;
}

static void
append_letter (Page *page)
{
    Arena *arena = page->article->arena;
    Node *heading = node_append_new (arena, page->article->root, NODE_HEADING), *link;

    heading->heading.level = 2;
    append_text (page, heading, page->letter);
    if (page->letters->first != NULL)
        append_text (page, page->letters, SEPARATOR);
    link = node_append_new (arena, page->letters, NODE_REFERENCE);
    link->reference.target = heading;
    append_text (page, link, page->letter);
}

static void
begin_letter (Page *page, char *letter)
{
    g_free (page->letter);
    page->letter = letter;
    if (letter != NULL)
        append_letter (page);
    begin_list (page);
}

static void
append_headwords (Page *page)
{
    const GPtrArray *headwords = page->entries->headwords;
    g_autoptr (Collator) collator =
        headwords->len > MOST_WITHOUT_LETTERS ? collator_new (page->article->metadata.language) : NULL;

    for (guint i = 0; i < headwords->len; i++) {
        const Headword *headword = g_ptr_array_index (headwords, i);
        g_autofree char *letter = collator != NULL ? collator_letter (collator, headword->term) : NULL;

        if (g_strcmp0 (letter, page->letter) != 0)
            begin_letter (page, g_steal_pointer (&letter));
        else if (page->list == NULL || page->n_listed == LONGEST_LIST)
            begin_list (page);
        append_headword (page, headword);
    }
    g_free (page->letter);
    if (page->letters->first != NULL)
        node_insert_before (page->article->root->first, page->letters);
}

static void
note_unused (SheafBook *book)
{
    g_autoptr (GString) names = g_string_new (NULL);
    guint n_unused = 0;

    for (guint i = 0; i < book->user_terms->len; i++) {
        const UserTerm *term = g_ptr_array_index (book->user_terms, i);

        if (!term->is_used && n_unused++ < N_NAMED)
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", term->term);
    }
    if (n_unused > 0)
        report_note (book->report, NOTE_GLOSSARY_UNUSED, book_first_chapter (book)->origin.path, 0, "%u of %u: %s%s",
                     n_unused, book->user_terms->len, names->str, n_unused > N_NAMED ? ", ..." : "");
}

Article *
glossary_article (SheafBook *book)
{
    g_autoptr (Entries) entries = entries_collect (book);
    g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);
    Page page = { .book = book, .entries = entries, .nodes = nodes };

    if (book->volume == 0 && book->lender == NULL) /* of volumes the whole has been told */
        note_unused (book);
    if (entries->headwords->len == 0)
        return NULL;
    page.article = back_matter_new (book, ARTICLE_GLOSSARY, "glossary");
    for (guint i = 0; i < entries->headwords->len; i++)
        g_hash_table_insert (nodes, g_ptr_array_index (entries->headwords, i),
                             node_new (page.article->arena, NODE_DESCRIPTION));
    page.letters = node_new (page.article->arena, NODE_PARAGRAPH);
    append_headwords (&page);
    return page.article;
}
