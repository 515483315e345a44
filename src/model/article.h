/* SPDX-License-Identifier: MIT */
#ifndef ARTICLE_H
#define ARTICLE_H

#include "node.h"

/* What the article itself says about it.  NULL: not known. */
typedef struct {
    const char *title;
    const char *dek; /* the line below the headline */
    const char *publication;
    const char *dateline;  /* "PORT ELLIS, Wis." */
    const char *published; /* ISO 8601 date or date-time */
    const char *language;  /* BCP 47; never NULL once the article is read */
    const char *url;
    const char *rights;
    const char *editors_note;
    char **authors; /* NULL-terminated, never NULL */
} Metadata;

/* Where the article came from. */
typedef struct {
    const char *path;   /* as it was given */
    const char *format; /* "text" */
    const char *encoding;
    gsize n_bytes;
    const char *sha256; /* of the input's bytes, hexadecimal */
    const char *root;   /* the folder or archive that was given and that the path begins with; or NULL */
    const char *saved;  /* when the page was saved, as the input says: ISO 8601; or NULL */
} Origin;

/* The facts: what the passes find in the text and a sidecar can correct.  Strings are in the
 * article's arena; spans are stretches of article->text.  Guesses have a confidence, in percent: how many of such
 * guesses are right. */

#define CONFIDENCE_CERTAIN 100 /* a person says so */
#define CONFIDENCE_DOUBTFUL 75 /* less is left out by those who ask for it */

typedef struct {
    const char *image;   /* path of the picture as the sidecar or the page names it, or its address on the web */
    Picture *picture;    /* NULL: the caption stands alone */
    const char *alt;     /* "": it is a decoration */
    const char *raw;     /* the caption as it stood in the input */
    const char *caption; /* its sentence, without the credit */
    const char *photographer;
    const char *agency;
    const char *date; /* ISO 8601: year, month or day */
    const char *place;
    const char *kind;   /* what the credit calls it, as the name of a label: "illustration"; NULL: a photo */
    const char *credit; /* a credit line of its own, as it stood in the input */
    const char *rights;
    const char *position;       /* "52.51630,13.37770", degrees north and east; only when it is kept */
    const PhotoFacts *embedded; /* what the picture's file says, or NULL */
    Node *figure;
    Node *node;  /* the figure's image, or NULL */
    Node *entry; /* in the photo credits */
} Caption;

typedef struct {
    const char *short_form;
    const char *long_form;
    Span use;             /* of the short form where it is introduced, or first used */
    gboolean is_inferred; /* no bracket or cue pairs the two: only the letters do */
    guint confidence;
} Abbreviation;

typedef struct {
    const char *term;
    const char *definition;
    const char *stated_by; /* the work that the text quotes it from, or NULL */
    Span use;              /* of the term in the defining sentence */
    guint confidence;
} Definition;

typedef enum {
    TERM_ABBREVIATION,
    TERM_DEFINITION,
    TERM_USER,
} TermKind;

typedef struct _Source Source;

/* An entry of the glossary, as far as this article makes use of it. */
typedef struct {
    TermKind kind;
    const char *term;
    const char *expansion;
    const char *definition;
    const char *stated_by;
    Source *work; /* the same, if it is a source of the article; or NULL */
    char **see;   /* other terms, NULL-terminated; NULL: none, or in a correction as found */
    Span use;     /* its first use in the text; empty when only a sidecar names it */
    guint confidence;
    Node *reference; /* the link at the first use */
} Term;

typedef enum {
    SOURCE_PERSON,
    SOURCE_ORGANISATION,
    SOURCE_DOCUMENT,
    SOURCE_ANONYMOUS,
} SourceKind;

/* A person or work that the article quotes or cites. */
struct _Source {
    SourceKind kind;
    const char *name;
    const char *role;
    char **aliases;        /* NULL-terminated, never NULL */
    const char *publisher; /* of a work, as the text names it, or NULL */
    const char *date;      /* of a work, ISO 8601: year, month or day, or NULL */
    guint confidence, role_confidence;
    guint n_quotes;
    GArray *cited;   /* Span, in the order of the text: each place that quotes or cites it */
    Link *link;      /* where the work is on the web, or NULL */
    Node *reference; /* the mark at the first of them */
    Node *entry;     /* in the source appendix */
};

/* A page on the web that the article links to, an entry of its references. */
struct _Link {
    const char *url;  /* as the article has it first, but for what only counts readers */
    const char *host; /* as a person may see it, without "www." */
    const char *title;
    guint number;    /* in the text: the links are counted on from the sources */
    Source *source;  /* the work that it leads to and whose entry has the address; or NULL */
    GArray *cited;   /* Span, in the order of the text: each place that links there */
    Node *beside;    /* what leads there and stands in no line of the text: an embed, a figure's caption; or NULL */
    Node *reference; /* the mark at the first of the places */
    Node *entry;     /* in the source appendix */
};

/* An address that stands in the text as words. */
typedef struct {
    Span span;
    const char *url;
    Link *link;
} Address;

typedef struct {
    Span span;           /* with the quotation marks; a turn of an interview has none */
    Source *speaker;     /* NULL: nobody, or not known */
    guint confidence;    /* in the speaker */
    gboolean is_bare;    /* it has no quotation marks: a turn of an interview, a line of a dialogue */
    gboolean is_turn;    /* its paragraph begins with who speaks */
    const char *said_by; /* of a turn: the full name that its label stands for; NULL: who asks */
} Quote;

/* Stands in a correction for a field that the sidecar does not mention: it is told by its address. */
extern const char as_found[];

/* What a field is when `correction` is said of it and `found` was found; either may be NULL. */
const char *corrected (const char *correction, const char *found);

/* What a sidecar says of the glossary, the sources, the links and the captions; NULL arrays: nothing.  Their
 * strings may be `as_found`, and a source's aliases NULL. */
typedef struct {
    GPtrArray *captions; /* Caption */
    GPtrArray *terms;    /* Term */
    GPtrArray *sources;  /* Source */
    GPtrArray *links;    /* Link: their addresses and titles */
} Corrections;

/* A stretch of the input's text that is not in the article. */
typedef struct {
    const char *kind; /* what it was taken for: "navigation" */
    guint line;       /* of the input, from 1; 0: not known */
    guint n_words;
    const char *text; /* a block a line */
} DroppedText;

typedef enum {
    ARTICLE_CHAPTER,
    ARTICLE_GLOSSARY,
    ARTICLE_SOURCES,
} ArticleRole;

/* Everything reachable from an article, the article too, lives in its arena. */
typedef struct {
    Arena *arena;
    ArticleRole role;
    Origin origin;
    Metadata metadata;
    Corrections corrections;
    const char *part;  /* the title of the part of the book that it is in, or NULL */
    guint part_number; /* which tells parts apart; 0: none */
    Node *root;

    const char *text; /* the body as plain text, one block a line; see article_lay_out() */
    gsize text_length;
    GPtrArray *blocks; /* Node: the blocks of that text, in its order */

    GPtrArray *captions;      /* Caption */
    GPtrArray *abbreviations; /* Abbreviation */
    GPtrArray *definitions;   /* Definition */
    GPtrArray *terms;         /* Term */
    GPtrArray *sources;       /* Source, in the order in which the text first cites them */
    GPtrArray *quotes;        /* Quote, in the order of the text */
    GPtrArray *links;         /* Link, in the order in which the article has them first */
    GPtrArray *addresses;     /* Address, in the order of the text */
    GPtrArray *dropped;       /* DroppedText, in the order of the input; of a book that is for inspection only */
} Article;

Article *article_new (ArticleRole role);
void article_free (Article *article);

/* Makes article->text from the tree: the text of every block that holds inlines and of every row of a
 * table, a line each, without figures and embedded things; sets the span of those blocks.  Does nothing when there is a
 * text already. */
void article_lay_out (Article *article);

/* The block of article->blocks in which the offset lies; NULL if there is none. */
Node *article_block_at (const Article *article, gsize offset);

/* The paragraphs of the body, block -> number, counted as a reader would from 1: headings are none. */
GHashTable *article_number_paragraphs (const Article *article);

/* The paragraphs that the places (Span) are in, each once, in the order of the text. */
GPtrArray *article_citing_blocks (const Article *article, GHashTable *numbers, const GArray *places);

/* The places that cite the source by its name and, of a work that is linked, those that lead to it. */
GArray *source_places (const Source *source);

/* Adds a fact of its own kind, zero-filled, and returns it to be filled. */
Caption *article_add_caption (Article *article);
Abbreviation *article_add_abbreviation (Article *article);
Definition *article_add_definition (Article *article);
Term *article_add_term (Article *article);
Source *article_add_source (Article *article);
Quote *article_add_quote (Article *article);
Link *article_add_link (Article *article);
Address *article_add_address (Article *article);

/* Remembers a stretch of the input's text that is not in the article; `kind` must live as long as that. */
void article_add_dropped (Article *article, const char *kind, guint line, const char *text);

/* A new source that is not (yet) one of the article's. */
Source *source_new (Article *article);

/* A copy in the article's arena of a stretch of its text. */
char *article_slice (Article *article, Span span);

const char *term_kind_name (TermKind kind);
const char *source_kind_name (SourceKind kind);
/* Whether `name` is the name of a kind; sets it. */
gboolean source_kind_from_name (const char *name, SourceKind *kind);
gboolean term_kind_from_name (const char *name, TermKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Article, article_free)

#endif
