/* SPDX-License-Identifier: MIT */
/* What a large glossary costs: 100,000 terms, with two aliases each, in a text of 10 MB that is made of their words.
 * Prints seconds of processor time for each step, and the memory, with that of the generator. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "enrich/user-terms.h"
#include "read/read.h"

#define N_WORDS 60000
#define N_TERMS 100000
#define TEXT_SIZE (10 * 1000 * 1000)

static double last, total;

static double
now (void)
{
    struct timespec time;

    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
begin (void)
{
    last = now ();
}

static void
end (const char *step)
{
    double seconds = now () - last;

    printf ("%-40s %8.3f s\n", step, seconds);
    total += seconds;
}

/* The same words in each run: Lehmer's generator. */
static guint
next_number (guint below)
{
    static guint64 state = 42;

    state = state * 48271 % 2147483647;
    return (guint) (state % below);
}

/* Two to four syllables of the number. */
static void
append_word (GString *text, guint number)
{
    static const char consonants[] = "bdfgklmnprstvz", vowels[] = "aeiou";

    for (number += 70; number > 0; number /= 70)
        g_string_append_printf (text, "%c%c", consonants[number % 14], vowels[number % 5]);
}

static void
append_words (GString *text, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (i > 0)
            g_string_append_c (text, ' ');
        append_word (text, next_number (N_WORDS));
    }
}

/* Some are words, which half of the text is made of; others are two of them. */
static void
append_term (GString *text, guint i)
{
    if (i < N_WORDS / 2) {
        append_word (text, 2 * i);
        return;
    }
    append_word (text, i * 31 % N_WORDS);
    g_string_append_c (text, ' ');
    append_word (text, (i * 17 + i / N_WORDS) % N_WORDS);
}

static char *
make_csv (void)
{
    GString *csv = g_string_new ("term,definition,aliases\n");

    for (guint i = 0; i < N_TERMS; i++) {
        append_term (csv, i);
        g_string_append_printf (csv, ",\"the definition of a term, which is number %u\",", i);
        append_words (csv, 2);
        g_string_append_c (csv, ';');
        append_words (csv, 3);
        g_string_append_c (csv, '\n');
    }
    return g_string_free (csv, FALSE);
}

static char *
make_yaml (void)
{
    GString *yaml = g_string_new (NULL);

    for (guint i = 0; i < N_TERMS; i++) {
        g_string_append (yaml, "- term: ");
        append_term (yaml, i);
        g_string_append_printf (yaml, "\n  definition: the definition of a term, which is number %u\n  aliases: [", i);
        append_words (yaml, 2);
        g_string_append (yaml, ", ");
        append_words (yaml, 3);
        g_string_append (yaml, "]\n");
    }
    return g_string_free (yaml, FALSE);
}

static char *
make_tbx (void)
{
    GString *tbx = g_string_new ("<tbx type='TBX-Basic' style='dca' xml:lang='en'><text><body>\n");

    for (guint i = 0; i < N_TERMS; i++) {
        g_string_append_printf (tbx,
                                "<conceptEntry id='c%u'><langSec xml:lang='en'><descripGrp><descrip type='definition'>"
                                "the definition of a term, which is number %u</descrip></descripGrp>",
                                i, i);
        g_string_append (tbx, "<termSec><term>");
        append_term (tbx, i);
        g_string_append (tbx, "</term></termSec><termSec><term>");
        append_words (tbx, 2);
        g_string_append (tbx, "</term></termSec></langSec></conceptEntry>\n");
    }
    g_string_append (tbx, "</body></text></tbx>\n");
    return g_string_free (tbx, FALSE);
}

static char *
make_text (void)
{
    GString *text = g_string_new ("A long article\n\nBy Ada Example\n\n");

    while (text->len < TEXT_SIZE)
        for (guint i = 0; i < 10; i++) {
            append_words (text, 12);
            g_string_append (text, i < 9 ? ". " : ".\n\n");
        }
    return g_string_free (text, FALSE);
}

static const struct {
    const char *path; /* that the glossary claims to be from */
    char *(*make) (void);
} formats[] = { { "words.yaml", make_yaml }, { "words.csv", make_csv }, { "words.tbx", make_tbx } };

static void
read_terms (SheafBook *book, guint format)
{
    char *text = formats[format].make ();
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
    g_autoptr (GError) error = NULL;

    begin ();
    if (!read_glossary (book, bytes, formats[format].path, &error))
        g_error ("%s", error->message);
    end ("reading the terms");
}

static void
read_text (SheafBook *book)
{
    char *text = make_text ();
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

    begin ();
    if (!sheaf_book_read_bytes (book, bytes, "text.txt", NULL))
        g_error ("the text cannot be read");
    end ("reading the text");
}

static gboolean
may_be_any (Span span, gpointer user_data)
{
    return TRUE;
}

static void
count_use (const TermUse *use, gpointer user_data)
{
    ++*(guint *) user_data;
}

static void
look_for_terms (SheafBook *book)
{
    const Article *article = book_first_chapter (book);
    UserTermIndexes indexes;
    guint n_uses = 0;
    const TermSearch search = { may_be_any, count_use, &n_uses };

    begin ();
    indexes = user_terms_for (book, "en");
    end ("making the index");
    begin ();
    term_index_find (indexes.items, N_USER_INDEXES, article->text, article->text_length, &search);
    end ("looking for the terms");
    printf ("%u terms, %u uses in %" G_GSIZE_FORMAT " bytes\n", book->user_terms->len, n_uses, article->text_length);
}

/* The book is made as anybody would; what it costs to find the terms is told apart before. */
static void
make_book (guint format)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) epub = NULL;
    struct rusage usage;
    double found;

    total = 0;
    read_terms (book, format);
    read_text (book);
    article_lay_out (book_first_chapter (book));
    found = total;
    look_for_terms (book);
    total = found;
    begin ();
    sheaf_book_enrich (book);
    end ("enriching, all passes");
    begin ();
    epub = sheaf_book_write_bytes (book, NULL);
    end ("writing the book");
    getrusage (RUSAGE_SELF, &usage);
    printf ("%-40s %8.3f s, at most %ld MB\n", formats[format].path, total, usage.ru_maxrss / 1024);
}

/* Takes the place of one of the formats in the table. */
int
main (int argc, char **argv)
{
    make_book (argc > 1 ? (guint) atoi (argv[1]) % G_N_ELEMENTS (formats) : 0);
    return 0;
}
