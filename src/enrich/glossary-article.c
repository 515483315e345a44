/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "lang/lang.h"

/* How many unused terms a note names. */
#define N_NAMED 5

/* A term as one article of the book uses it. */
typedef struct {
    Article *article;
    Term *term;
} Use;

static int
compare_uses (gconstpointer a, gconstpointer b, gpointer collator)
{
    const Term *first = ((const Use *) a)->term, *second = ((const Use *) b)->term;
    int order = collator_compare (collator, first->term, second->term);

    if (order == 0)
        order = g_strcmp0 (first->expansion, second->expansion);
    return order != 0 ? order : g_strcmp0 (first->definition, second->definition);
}

/* In the language's order; g_array_sort_with_data() is stable, so equals keep the order of articles. */
static GArray *
collect_uses (SheafBook *book)
{
    GArray *uses = g_array_new (FALSE, FALSE, sizeof (Use));
    g_autoptr (Collator) collator = NULL;

    for (guint i = 0; i < book_n_chapters (book); i++) {
        Article *article = g_ptr_array_index (book->articles, i);

        for (guint k = 0; k < article->terms->len; k++) {
            Use use = { article, g_ptr_array_index (article->terms, k) };

            g_array_append_val (uses, use);
        }
    }
    if (uses->len > 1) {
        collator = collator_new (book_language (book));
        g_array_sort_with_data (uses, compare_uses, collator);
    }
    return uses;
}

/* Two articles explain a term together only when they explain it alike. */
static gboolean
is_same_entry (const Term *a, const Term *b)
{
    return g_strcmp0 (a->term, b->term) == 0 && g_strcmp0 (a->expansion, b->expansion) == 0
           && g_strcmp0 (a->definition, b->definition) == 0;
}

/* What the text says is printed as a quotation from it. */
static void
append_definition (Article *glossary, Node *description, const Term *term)
{
    gboolean is_quoted = term->kind != TERM_USER;

    if (term->definition == NULL)
        return;
    if (term->expansion != NULL)
        node_append_text (glossary->arena, description, ": ");
    if (is_quoted)
        node_append_text (glossary->arena, description, "“");
    node_append_text (glossary->arena, description, term->definition);
    if (is_quoted)
        node_append_text (glossary->arena, description, "”");
    if (term->stated_by == NULL)
        return;
    node_append_text (glossary->arena, description, " — ");
    node_append_text (glossary->arena, node_append_new (glossary->arena, description, NODE_EMPHASIS), term->stated_by);
}

static Node *
append_entry (Article *glossary, Node *list, const Term *term)
{
    Node *name = node_append_new (glossary->arena, list, NODE_TERM);
    Node *description = node_append_new (glossary->arena, list, NODE_DESCRIPTION);

    node_append_text (glossary->arena, node_append_new (glossary->arena, name, NODE_DEFINED), term->term);
    if (term->expansion != NULL)
        node_append_text (glossary->arena, description, term->expansion);
    append_definition (glossary, description, term);
    return description;
}

/* From the entry to the word, or to its paragraph when the word could not be linked. */
static void
append_back_link (Article *glossary, Node *description, const Use *use)
{
    Node *target = use->term->reference;

    if (target != NULL)
        target->reference.target = description;
    else if (!span_is_empty (use->term->use))
        target = article_block_at (use->article, use->term->use.start);
    if (target == NULL)
        return;
    node_append_text (glossary->arena, description, " ");
    back_matter_link (glossary, description, target, "↩",
                      arena_printf (glossary->arena, "%s %s", back_matter_label (glossary, "back"), use->term->term));
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
    g_autoptr (GArray) uses = collect_uses (book);
    Article *glossary;
    Node *list, *description = NULL;

    note_unused (book);
    if (uses->len == 0)
        return NULL;
    glossary = back_matter_new (book, ARTICLE_GLOSSARY, "glossary");
    list = node_append_new (glossary->arena, glossary->root, NODE_TERMS);
    for (guint i = 0; i < uses->len; i++) {
        const Use *use = &g_array_index (uses, Use, i);

        if (i == 0 || !is_same_entry (use[-1].term, use->term))
            description = append_entry (glossary, list, use->term);
        append_back_link (glossary, description, use);
    }
    return glossary;
}
