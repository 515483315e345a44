/* SPDX-License-Identifier: MIT */
#ifndef METADATA_H
#define METADATA_H

#include "json-ld.h"
#include "lang/lang.h"
#include "page.h"

/* What the metadata files share; nobody else includes this. */

/* What the class, id or rel of an element hints at, as assets/lexicons/page-hints.tsv has it. */
typedef enum {
    HINT_AUTHOR = 1 << 0,
    HINT_DATE = 1 << 1,
    HINT_TITLE = 1 << 2,
    HINT_DEK = 1 << 3,
    HINT_ASIDE = 1 << 4,    /* comments, lists of other articles, the page's foot */
    HINT_MODIFIED = 1 << 5, /* beside a date: not when it was published */
    HINT_KICKER = 1 << 6,   /* stands in the headline's element, but is no part of it */
    HINT_LINK = 1 << 7,     /* a link to a page about a person */
    HINT_SITE = 1 << 8,     /* the site's name */
    HINT_HIDDEN = 1 << 9,   /* not seen */
    HINT_FOOT = 1 << 10,    /* the foot of the page, or of an article */
} Hint;

/* All that one walk through the page gathers. */
typedef struct {
    Page *page;
    const DomDocument *document;
    Arena *arena;        /* for as long as the metadata is read */
    GHashTable *metas;   /* name of a meta element in lower case -> GPtrArray of its contents */
    GHashTable *items;   /* itemprop -> GPtrArray of DomNode */
    GHashTable *links;   /* rel in lower case -> GPtrArray of DomNode with href */
    GPtrArray *headings; /* DomNode: h1 and h2, not in asides */
    GPtrArray *hinted;   /* DomNode: other elements that hint at something, not in asides */
    GPtrArray *dates;    /* contents of meta elements whose name hints at a date of publication */
    GPtrArray *comments; /* DomNode: the first few */
    JsonLd *linked;
    guint16 *hints;          /* Hint of every node, by its index; HINT_ASIDE of all in an aside */
    guint *ink;              /* bytes of text, white space left out, before every node, by its index; and of all */
    guint *h1s;              /* h1 elements before every node, likewise */
    const char *language;    /* that the text is in, as far as that can be told; or NULL */
    const char *title;       /* what the title element says */
    const DomNode *headline; /* the heading that is the page's title, or NULL */
} Facts;

void facts_gather (Facts *facts, Page *page, Arena *arena);

/* Bytes of text in the node, without white space. */
static inline guint
facts_n_ink (const Facts *facts, const DomNode *node)
{
    return facts->ink[node->end] - facts->ink[node->index];
}

/* Adds the contents (const char *) of the meta elements of that name. */
void facts_meta (const Facts *facts, const char *name, GPtrArray *values);

/* The text of the node, squeezed, in the arena; NULL when it has none, more than `most` bytes or too many nodes. */
const char *facts_text (const Facts *facts, const DomNode *node, guint most);

/* The same with a line end between blocks, and a space between inline elements where their words would meet. */
const char *facts_lines (const Facts *facts, const DomNode *node, guint most);

/* Sets page->image_texts, from the page's data. */
void facts_set_image_texts (const Facts *facts);

/* Whether the node is no block: text goes on through it. */
gboolean facts_is_inline (const DomNode *node);

/* Text of an attribute or of linked data made plain: no markup, entities decoded, line ends kept, nothing that XML
 * cannot hold, NFC.  Free it with g_free(). */
char *plain_text (const char *text);

/* How much the two say the same: 0 to 1, the harmonic mean of the shares of words that each has of the other. */
double title_likeness (const char *a, const char *b);

/* The words of a text that is compared with many. */
typedef struct _TitleWords TitleWords;

TitleWords *title_words_new (const char *text);
void title_words_free (TitleWords *words);
double title_words_likeness (const TitleWords *a, const TitleWords *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TitleWords, title_words_free)

/* The title without the site's name, which stands at its beginning or end after a bar or dash. */
char *title_without_site (const char *title, const char *site);

/* Guesses where the name ends and the site begins in a title when nothing tells. */
char *title_cut (const char *title);

/* Whether the heading is the name of the site. */
gboolean title_is_of_site (const Facts *facts, const DomNode *heading);

/* The heading that is the page's headline, or NULL; and what it says, a kicker left out.  Free it with g_free(). */
const DomNode *title_find_headline (const Facts *facts);
char *title_of_headline (const Facts *facts);

/* How far a text can be trusted to hold names of authors. */
typedef enum {
    PEOPLE_GIVEN, /* a field that is there for them */
    PEOPLE_NAMED, /* an element that holds nothing but a name */
    PEOPLE_SHOWN, /* an element whose class hints at them */
    PEOPLE_DATED, /* a line with a date in it */
    PEOPLE_LED,   /* any line: only what "By" and its like lead in */
} PeopleTrust;

/* Adds the names of authors in the text, which no name of `names` (char *, freed with it) is yet. */
void people_add (const char *text, PeopleTrust trust, GPtrArray *names);

/* Whether the line is "Written by" or the like and no more. */
gboolean people_is_lead (const char *line);

/* Whether the line begins with "Author:" or the like. */
gboolean people_is_signature (const char *line);

/* Whether the line is what an author is: "Staff Writer". */
gboolean people_is_role (const char *line);

/* Whether the name is that of the host in the address: "Brannock Courier" of "www.brannock-courier.example". */
gboolean people_is_host (const char *name, const char *address);

/* Leaves agencies and publications out when there is a person beside them. */
void people_drop_organisations (GPtrArray *names);

/* The moment or day that a text of whatever kind says, as ISO 8601; NULL when it is none.  Free it with g_free(). */
char *moment_parse (const char *text, const char *language);

/* Whether the line is nothing but a date, with the time and words such as "Published". */
gboolean moment_is_all (const char *line);

/* The day in a path as "/2024/05/17/"; NULL when there is none. */
char *moment_of_address (const char *address);

/* Readers of what the page shows; they add strings (const char *) to `values`. */

/* Lines of elements whose class hints at `key`, "date", "modified" or "author": those near the headline, those
 * anywhere. */
void visible_near (const Facts *facts, const char *key, GPtrArray *values);
void visible_anywhere (const Facts *facts, const char *key, GPtrArray *values);

/* Names in the first elements, close together, that hint at an author or (`key` "link") link to a page about one. */
void visible_authors_near (const Facts *facts, const char *key, GPtrArray *values);
void visible_authors (const Facts *facts, const char *key, GPtrArray *values);

/* Lines anywhere that begin with "Author:" or the like. */
void visible_signatures (const Facts *facts, const char *key, GPtrArray *values);

/* The line below the headline. */
void visible_dek (const Facts *facts, const char *key, GPtrArray *values);

/* Lines near the headline that have a date in them. */
void visible_dated (const Facts *facts, const char *key, GPtrArray *values);

/* All lines near the headline. */
void visible_lines (const Facts *facts, const char *key, GPtrArray *values);

/* The language that the page's paragraphs are in, when there is enough of them to be sure; or NULL. */
const char *visible_language (const Facts *facts);

/* Marks the lines about the article that stand near its headline, when they say nothing but what is known now. */
void visible_mark (const Facts *facts);

#endif
