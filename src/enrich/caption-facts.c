/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "caption.h"
#include "lang/lang.h"

/* Which source is believed about a photo. */

/* Longer texts are of the agency's desk, not of the picture. */
#define MOST_CHARACTERS 500
#define LEAST_WORDS 3

/* What a notice begins with is not longer. */
#define LONGEST_NOTICE 40

/* Who says something of a photo. */
typedef enum {
    BY_LIST, /* photos.csv, photos.yaml */
    BY_PAGE, /* its caption, credit line and data */
    BY_FILE, /* Exif, IPTC and XMP, in the file or beside it */
    N_WITNESSES
} Witness;

/* What each of them says; NULL fields: nothing. */
typedef struct {
    Caption by[N_WITNESSES];
} Claims;

typedef void Take (Caption *caption, const Claims *claims, gsize field, const Witness *order);

static Take take_text, take_credit;

/* The first that says something of a field is believed.  Before all stands a sidecar, which a person wrote, and which
 * may also say that there is nothing: correct_fields() in caption.c. */
static const struct {
    gsize field;
    Take *take;
    Witness order[N_WITNESSES];
} rows[] = {
    { offsetof (Caption, caption), take_text, { BY_LIST, BY_PAGE, BY_FILE } },
    { offsetof (Caption, photographer), take_credit, { BY_LIST, BY_PAGE, BY_FILE } }, /* and the agency */
    { offsetof (Caption, date), take_text, { BY_LIST, BY_PAGE, BY_FILE } },
    { offsetof (Caption, place), take_text, { BY_LIST, BY_PAGE, BY_FILE } },
    { offsetof (Caption, alt), take_text, { BY_LIST, BY_PAGE, BY_FILE } },
    { offsetof (Caption, rights), take_text, { BY_LIST, BY_PAGE, BY_FILE } },
    { offsetof (Caption, position), take_text, { BY_LIST, BY_PAGE, BY_FILE } },
};

static const char **
field_of (Caption *caption, gsize field)
{
    return (const char **) ((char *) caption + field);
}

static void
take_text (Caption *caption, const Claims *claims, gsize field, const Witness *order)
{
    for (guint i = 0; i < N_WITNESSES; i++) {
        const char *text = *field_of ((Caption *) &claims->by[order[i]], field);

        *field_of (caption, field) = text;
        if (text != NULL)
            return;
    }
}

static gboolean
agree (const char *a, const char *b)
{
    g_autofree char *folded_a = a != NULL ? g_utf8_casefold (a, -1) : NULL;
    g_autofree char *folded_b = b != NULL ? g_utf8_casefold (b, -1) : NULL;

    return a != NULL && g_strcmp0 (folded_a, folded_b) == 0;
}

/* Photographer and agency are one statement: what one witness says is only completed by one who agrees. */
static void
take_credit (Caption *caption, const Claims *claims, gsize field, const Witness *order)
{
    guint i = 0;

    while (i + 1 < N_WITNESSES && claims->by[order[i]].photographer == NULL && claims->by[order[i]].agency == NULL
           && claims->by[order[i]].credit == NULL)
        i++;
    caption->photographer = claims->by[order[i]].photographer;
    caption->agency = claims->by[order[i]].agency;
    caption->credit = claims->by[order[i]].credit;
    caption->kind = claims->by[order[i]].kind;
    for (i++; i < N_WITNESSES; i++) {
        const Caption *other = &claims->by[order[i]];

        if (caption->agency == NULL && agree (caption->photographer, other->photographer))
            caption->agency = other->agency;
        else if (caption->photographer == NULL && agree (caption->agency, other->agency))
            caption->photographer = other->photographer;
    }
}

static void
hear_list (const Article *article, Caption *claim, const PhotoFacts *listed)
{
    claim->caption = listed->description;
    claim->alt = listed->alt;
    claim->photographer = listed->photographer;
    claim->agency = listed->agency;
    claim->date = listed->date;
    claim->place = listed->place;
    claim->rights = listed->rights;
    if (listed->credit != NULL && claim->photographer == NULL && claim->agency == NULL)
        caption_read_credit (article, claim, listed->credit);
}

/* Whether a sentence is about what may be done with the picture: "EDITORIAL USE ONLY", "Mandatory credit: ...". */
static gboolean
is_notice (const char *sentence, gsize length)
{
    LexiconKey key = lexicon_key (sentence);

    for (gsize end = strcspn (sentence, " .,:;!"); end <= length; end += 1 + strcspn (sentence + end + 1, " .,:;!")) {
        const char *kind;

        lexicon_key_extend (&key, end);
        kind = lexicon_find_key (LEXICON_PHOTO_LEFTOVERS, &key);
        if (kind != NULL && g_str_equal (kind, "notice"))
            return TRUE;
        if (end >= MIN (length, LONGEST_NOTICE))
            break;
    }
    return FALSE;
}

/* How much of a description there is before what a desk wrote behind it: "... - ATTENTION: no resale +++ ... +++". */
static gsize
length_before_notices (const char *text)
{
    static const char *const dividers[] = { "+++", "***", " - ", " \xe2\x80\x93 ", " // " };

    for (const char *p = text; *p != '\0'; p++)
        for (guint i = 0; i < G_N_ELEMENTS (dividers); i++) {
            const char *behind = p + strlen (dividers[i]);

            if (g_str_has_prefix (p, dividers[i]) && (i < 2 || is_notice (behind, strlen (behind))))
                return (gsize) (p - text);
        }
    return strlen (text);
}

/* The sentences about the picture, which stand first. */
static char *
keep_sentences (const char *text)
{
    g_autoptr (GArray) sentences = sentence_split (text, (Span){ 0, strlen (text) });
    gsize end = 0;

    for (guint i = 0; i < sentences->len; i++) {
        Span sentence = g_array_index (sentences, Span, i);

        if (is_notice (text + sentence.start, sentence.end - sentence.start)
            || (i > 0 && g_utf8_strlen (text, (gssize) sentence.end) > MOST_CHARACTERS))
            break;
        end = sentence.end;
    }
    return g_strndup (text, end);
}

static gboolean
has_small_letter (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalpha (g_utf8_get_char (p)) && !g_unichar_isupper (g_utf8_get_char (p)))
            return TRUE;
    return FALSE;
}

/* Whether a text is a sentence about the picture, and not its file's name, a headline or a list of words. */
static gboolean
is_sentence (const Article *article, const PhotoFacts *facts, const char *text)
{
    return text_n_words (text) >= LEAST_WORDS && has_small_letter (text) && !caption_is_file_name (text)
           && !agree (text, facts->headline) && !agree (text, article->metadata.title)
           && text_n_characters (text, -1) <= 2 * MOST_CHARACTERS;
}

/* The caption that the file's description holds, and what that says beside. */
static void
hear_description (const Article *article, Caption *claim, const PhotoFacts *facts, gboolean is_of_this)
{
    g_autofree char *text = g_strndup (facts->description, length_before_notices (facts->description)), *kept = NULL;
    Credit credit;

    credit_parse (text, &credit);
    kept = credit.caption != NULL ? keep_sentences (credit.caption) : NULL;
    claim->photographer = arena_strdup (article->arena, credit.photographer);
    claim->agency = arena_strdup (article->arena, credit.agency);
    if (is_of_this && kept != NULL && is_sentence (article, facts, kept)) {
        claim->caption = arena_strdup (article->arena, kept);
        claim->date = arena_strdup (article->arena, credit.date);
        claim->place = arena_strdup (article->arena, credit.place);
    }
    credit_clear (&credit);
}

/* What a credit line names that is neither photographer nor known is the agency. */
static const char *
agency_of (const PhotoFacts *facts, const Credit *credit)
{
    const char *line = facts->credit != NULL ? facts->credit : facts->agency;

    if (credit->agency != NULL)
        return credit->agency;
    if (line == NULL || agree (line, credit->photographer) || agree (line, facts->photographer)
        || (credit->photographer != NULL && strstr (line, credit->photographer) != NULL))
        return NULL;
    return facts->photographer != NULL || credit->photographer == NULL ? line : NULL;
}

static void
hear_creator (const Article *article, Caption *claim, const PhotoFacts *facts)
{
    Credit credit = { 0 };
    const char *photographer;

    credit_parse_creator (facts->photographer, facts->credit, &credit);
    photographer = credit.photographer;
    if (photographer == NULL && credit.agency == NULL)
        photographer = facts->photographer;
    if (photographer != NULL || agency_of (facts, &credit) != NULL) {
        claim->photographer = arena_strdup (article->arena, photographer);
        claim->agency = arena_strdup (article->arena, agency_of (facts, &credit));
    }
    credit_clear (&credit);
}

/* Fields of their own say it better than the description does. */
static void
hear_file (const Article *article, Caption *claim, const PhotoFacts *facts, gboolean is_of_this)
{
    if (facts->description != NULL)
        hear_description (article, claim, facts, is_of_this);
    hear_creator (article, claim, facts);
    if (facts->date != NULL)
        claim->date = arena_strndup (article->arena, facts->date, strcspn (facts->date, "T"));
    if (facts->place != NULL)
        claim->place = facts->place;
    claim->alt = facts->alt;
    claim->rights = facts->rights;
    claim->position = facts->position;
}

static gboolean
says_nothing (const char *alt)
{
    return alt == NULL || text_is_blank (alt, -1) || caption_is_file_name (alt);
}

/* Whether its figure, whose caption tells of all of its pictures, shows no other. */
static gboolean
is_alone (const Caption *caption)
{
    guint n_images = 0;

    for (const Node *child = caption->figure != NULL ? caption->figure->first : NULL; child != NULL;
         child = child->next)
        n_images += child->kind == NODE_IMAGE;
    return n_images <= 1;
}

/* Whether anything is said that a decoration would not need. */
static gboolean
is_told (const Caption *caption)
{
    return caption->caption != NULL || caption->photographer != NULL || caption->agency != NULL
           || caption->credit != NULL || caption->rights != NULL;
}

static void
take_facts (const Article *article, Caption *caption, const PhotoFacts *listed, gboolean is_of_this)
{
    Claims claims = { .by[BY_PAGE] = *caption };
    const char *alt = caption->alt;

    if (says_nothing (caption->alt))
        claims.by[BY_PAGE].alt = NULL;
    if (listed != NULL)
        hear_list (article, &claims.by[BY_LIST], listed);
    if (caption->embedded != NULL)
        hear_file (article, &claims.by[BY_FILE], caption->embedded, is_of_this);
    if (!is_alone (caption)) {
        if (claims.by[BY_FILE].alt == NULL)
            claims.by[BY_FILE].alt = claims.by[BY_FILE].caption;
        claims.by[BY_FILE].caption = NULL;
    }
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        rows[i].take (caption, &claims, rows[i].field, rows[i].order);
    if (caption->alt == NULL && (alt == NULL || *alt != '\0' || !is_told (caption)))
        caption->alt = alt;
}

/* What was written once for many pictures says only who took them; of two that have the same, the first shows it. */
static gboolean
is_described (GHashTable *told, const PhotoFacts *facts)
{
    GPtrArray *files =
        facts != NULL && facts->description != NULL ? g_hash_table_lookup (told, facts->description) : NULL;

    return files != NULL && files->len <= 2 && g_ptr_array_index (files, 0) == facts;
}

/* The descriptions, and the files that have them. */
static GHashTable *
list_descriptions (const Article *article)
{
    GHashTable *told = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

    for (guint i = 0; i < article->captions->len; i++) {
        const PhotoFacts *facts = ((Caption *) g_ptr_array_index (article->captions, i))->embedded;
        GPtrArray *files;

        if (facts == NULL || facts->description == NULL)
            continue;
        files = g_hash_table_lookup (told, facts->description);
        if (files == NULL) {
            files = g_ptr_array_new ();
            g_hash_table_insert (told, (gpointer) facts->description, files);
        }
        if (files->len == 0 || (files->len <= 2 && g_ptr_array_index (files, files->len - 1) != facts))
            g_ptr_array_add (files, (gpointer) facts);
    }
    return told;
}

/* The figure's text is that of its first picture; another that has a caption of its own gets a figure of its own. */
static void
show (const Article *article, Caption *caption, const char *shown)
{
    gboolean is_first = caption_leads_figure (article, caption);
    gboolean is_new = g_strcmp0 (shown, caption->caption) != 0;

    if (is_first && is_new)
        figure_remove_part (caption->figure, NODE_CAPTION);
    if (is_first && (is_new || caption->photographer != NULL || caption->agency != NULL || caption->credit != NULL))
        caption_show (article, caption);
    else
        caption_show_picture (article, caption);
}

void
caption_take_embedded (const Article *article, Caption *caption)
{
    if (caption->embedded != NULL)
        take_facts (article, caption, NULL, TRUE);
}

void
captions_take_facts (const Article *article)
{
    g_autoptr (GHashTable) told = list_descriptions (article);

    for (guint i = 0; i < article->captions->len; i++) {
        Caption *caption = g_ptr_array_index (article->captions, i);
        const PhotoFacts *embedded = caption->embedded;
        const PhotoFacts *listed = caption->node != NULL ? caption->node->image.origin->listed : NULL;
        const char *shown = caption->caption;

        if (embedded == NULL && listed == NULL)
            continue;
        take_facts (article, caption, listed, is_described (told, embedded));
        show (article, caption, shown);
    }
}
