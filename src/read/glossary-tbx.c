/* SPDX-License-Identifier: MIT */
#include "glossary.h"

#include <string.h>

#include "lang/lang.h"

/* TermBase eXchange, ISO 30042, its dialect TBX-Basic, in all its styles: termEntry, langSet and tig or ntig of 2008;
 * conceptEntry, langSec and termSec of 2019 with kinds in attributes (DCA) or as elements of their own (DCT).  An entry
 * is a concept; each of its languages gives one term, whose others are aliases. */

/* A concept in one language: a row of the glossary. */
typedef struct {
    GlossaryRow row;
    const DomNode *concept, *section;
} Entry;

typedef struct {
    const Glossary *glossary;
    Arena *arena;
    GPtrArray *entries;        /* Entry */
    GTree *names;              /* id of a concept and language -> its term there */
    const char *main_language; /* the file's own, or that of its first section */
    guint n_unexplained;
} Tbx;

gboolean
glossary_is_tbx (const Input *input)
{
    g_autofree char *tag = text_has_suffix_ci (input->path, ".tbx") ? g_strdup ("tbx") : input_first_tag (input);

    return tag != NULL && (g_str_equal (tag, "tbx") || g_str_equal (tag, "martif"));
}

static gboolean
is_concept (const DomNode *node)
{
    return dom_is_named (node, "conceptEntry") || dom_is_named (node, "termEntry");
}

static gboolean
is_section (const DomNode *node)
{
    return dom_is_named (node, "langSec") || dom_is_named (node, "langSet");
}

static gboolean
is_term_section (const DomNode *node)
{
    return dom_is_named (node, "termSec") || dom_is_named (node, "tig") || dom_is_named (node, "ntig");
}

/* Whether the element says something of that kind: <descrip type="definition"> or <basic:definition>. */
static gboolean
is_of_kind (const DomNode *node, const char *kind)
{
    return node->kind == DOM_ELEMENT
           && (g_strcmp0 (dom_attribute (node, "type"), kind) == 0 || dom_is_named (node, kind));
}

/* The next element below `root` after `node` that is of that kind; what stands in a section or term of its own further
 * down is not looked at. */
static const DomNode *
next_of_kind (const DomNode *node, const DomNode *root, const char *kind)
{
    do {
        gboolean is_passed = node != root && (is_section (node) || is_term_section (node));

        node = is_passed ? dom_skip (node, root) : dom_next (node, root);
    } while (node != NULL && !is_of_kind (node, kind));
    return node;
}

static const char *
text_of_kind (const Tbx *tbx, const DomNode *root, const char *kind)
{
    const DomNode *node = next_of_kind (root, root, kind);

    return node != NULL ? arena_take (tbx->arena, dom_text (node)) : NULL;
}

/* ---- The terms of a section ---- */

/* Which of the terms stands for a concept: the less the better. */
typedef enum {
    RANK_PREFERRED,
    RANK_PLAIN,
    RANK_OUTDATED,
    RANK_NONE,
} Rank;

static Rank
rank_of (const char *status)
{
    if (status == NULL)
        return RANK_PLAIN;
    if (strstr (status, "preferred") != NULL)
        return RANK_PREFERRED;
    return strstr (status, "deprecated") != NULL || strstr (status, "superseded") != NULL ? RANK_OUTDATED : RANK_PLAIN;
}

static gboolean
is_short_form (const char *type)
{
    static const char *const types[] = { "abbreviation", "acronym", "initialism", NULL };

    return type != NULL && g_strv_contains (types, type);
}

/* The best term of a section so far. */
typedef struct {
    const char *term;
    Rank rank;
} Choice;

static void
choose (Choice *choice, const char *term, Rank rank)
{
    if (rank < choice->rank)
        *choice = (Choice){ term, rank };
}

/* A short form stands for its concept where there is one, as in texts, and the full form is what it is short for; all
 * others are aliases, those too that nobody should use. */
static void
read_terms (const Tbx *tbx, const DomNode *section, GlossaryRow *row)
{
    Choice full = { NULL, RANK_NONE }, brief = { NULL, RANK_NONE };

    for (const DomNode *node = section->first; node != NULL; node = node->next) {
        const char *term = is_term_section (node) ? text_of_kind (tbx, node, "term") : NULL;
        const char *status, *type;

        if (term == NULL || *term == '\0')
            continue;
        status = text_of_kind (tbx, node, "administrativeStatus");
        type = text_of_kind (tbx, node, "termType");
        choose (is_short_form (type) ? &brief : &full, term, rank_of (status));
        g_ptr_array_add (row->aliases, g_strdup (term));
        if (row->definition == NULL)
            row->definition = text_of_kind (tbx, node, "definition");
    }
    row->term = brief.term != NULL ? brief.term : full.term;
    row->expansion = brief.term != NULL ? full.term : NULL;
}

/* ---- Concepts ---- */

static char *
name_key (const char *id, const char *language)
{
    return g_strdup_printf ("%s\n%.*s", id, (int) strcspn (language, "-_"), language);
}

static void
name_concept (const Tbx *tbx, const Entry *entry)
{
    const char *id = dom_attribute (entry->concept, "id");

    if (id != NULL && entry->row.term != NULL && entry->row.language != NULL)
        g_tree_insert (tbx->names, name_key (id, entry->row.language), (gpointer) entry->row.term);
}

static void
read_section (const Tbx *tbx, const DomNode *concept, const DomNode *section)
{
    Entry *entry = g_new0 (Entry, 1);

    glossary_row_init (&entry->row, section->line);
    entry->concept = concept;
    entry->section = section;
    entry->row.language = dom_attribute (section, "xml:lang");
    entry->row.definition = text_of_kind (tbx, section, "definition");
    read_terms (tbx, section, &entry->row);
    name_concept (tbx, entry);
    g_ptr_array_add (tbx->entries, entry);
}

/* What a concept is may be said in one language only, or in none of them. */
static void
share_definition (const Tbx *tbx, const DomNode *concept, guint first)
{
    const char *definition = text_of_kind (tbx, concept, "definition");

    for (guint i = first; definition == NULL && i < tbx->entries->len; i++)
        definition = ((Entry *) g_ptr_array_index (tbx->entries, i))->row.definition;
    for (guint i = first; i < tbx->entries->len; i++) {
        Entry *entry = g_ptr_array_index (tbx->entries, i);

        if (entry->row.definition == NULL)
            entry->row.definition = definition;
    }
}

static void
read_concepts (const Tbx *tbx, const DomDocument *document)
{
    const DomNode *node = document->root;

    while (node != NULL) {
        guint first = tbx->entries->len;

        if (!is_concept (node)) {
            node = dom_next (node, document->root);
            continue;
        }
        for (const DomNode *section = node->first; section != NULL; section = section->next)
            if (is_section (section))
                read_section (tbx, node, section);
        share_definition (tbx, node, first);
        node = dom_skip (node, document->root);
    }
}

/* ---- Rows ---- */

static void
take_references (const Tbx *tbx, Entry *entry, const DomNode *root)
{
    static const char *const kinds[] = { "crossReference", "see" };

    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (const DomNode *node = root; (node = next_of_kind (node, root, kinds[i])) != NULL;) {
            const char *target = dom_attribute (node, "target");
            g_autofree char *key = target != NULL ? name_key (target, entry->row.language) : NULL;
            const char *name = key != NULL ? g_tree_lookup (tbx->names, key) : NULL;

            if (name != NULL)
                g_ptr_array_add (entry->row.see, g_strdup (name));
        }
}

static void
add_entry (Tbx *tbx, Entry *entry)
{
    GlossaryRow *row = &entry->row;

    if (row->language != NULL) {
        row->is_reserve = language_is_same (row->language, tbx->main_language);
        take_references (tbx, entry, entry->concept);
        take_references (tbx, entry, entry->section);
        for (const DomNode *node = entry->section->first; node != NULL; node = node->next)
            if (is_term_section (node))
                take_references (tbx, entry, node);
    }
    if (row->term != NULL && row->definition == NULL && row->expansion == NULL && row->see->len == 0)
        tbx->n_unexplained++;
    else
        glossary_add (tbx->glossary, row);
}

static const char *
main_language (const Tbx *tbx, const DomDocument *document)
{
    const DomNode *root = document->root->first;
    const char *own, *first = NULL;

    while (root != NULL && root->kind != DOM_ELEMENT)
        root = root->next;
    own = root != NULL ? dom_attribute (root, "xml:lang") : NULL;
    for (guint i = 0; i < tbx->entries->len; i++) {
        const char *language = ((const Entry *) g_ptr_array_index (tbx->entries, i))->row.language;

        if (language != NULL && own != NULL && language_is_same (language, own))
            return own;
        first = first != NULL ? first : language;
    }
    return first;
}

static void
entry_free (gpointer data)
{
    glossary_row_clear (&((Entry *) data)->row);
    g_free (data);
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

gboolean
glossary_read_tbx (const Glossary *glossary, const Input *input, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
    g_autoptr (GTree) names = g_tree_new_full (compare_keys, NULL, g_free, NULL);
    const DomDocument *document = dom_parse_xml (arena, input->text, input->length, error);
    Tbx tbx = { .glossary = glossary, .arena = arena, .entries = entries, .names = names };

    if (document == NULL)
        return FALSE;
    read_concepts (&tbx, document);
    tbx.main_language = main_language (&tbx, document);
    for (guint i = 0; i < entries->len; i++)
        add_entry (&tbx, g_ptr_array_index (entries, i));
    if (tbx.n_unexplained > 0)
        report_note (glossary->book->report, NOTE_GLOSSARY_ROW, glossary->path, 0, "%u terms have no definition",
                     tbx.n_unexplained);
    return TRUE;
}
