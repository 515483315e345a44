/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "enrich/cues.h"
#include "enrich/passes.h"
#include "enrich/terms.h"
#include "lang/lang.h"

/* A book of one article, made without a reader: a line a paragraph, "# " before a heading. */
typedef struct {
    SheafBook book;
    Article *article;
} Fixture;

static void
add_line (Article *article, GString *text, const char *line)
{
    gboolean is_heading = g_str_has_prefix (line, "# ");
    Node *block = node_append_new (article->arena, article->root, is_heading ? NODE_HEADING : NODE_PARAGRAPH);

    if (text->len > 0)
        g_string_append_c (text, '\n');
    block->span.start = text->len;
    node_append_text (article->arena, block, is_heading ? line + 2 : line);
    g_string_append (text, is_heading ? line + 2 : line);
    block->span.end = text->len;
    g_ptr_array_add (article->blocks, block);
}

static Fixture *
fixture_new (const char *lines)
{
    Fixture *fixture = g_new0 (Fixture, 1);
    g_auto (GStrv) split = g_strsplit (lines, "\n", -1);
    g_autoptr (GString) text = g_string_new (NULL);

    fixture->book.arena = arena_new ();
    fixture->book.user_terms = arena_ptr_array (fixture->book.arena);
    fixture->article = article_new (ARTICLE_CHAPTER);
    fixture->article->metadata.language = "en";
    for (guint i = 0; split[i] != NULL; i++)
        add_line (fixture->article, text, split[i]);
    fixture->article->text = arena_strdup (fixture->article->arena, text->str);
    fixture->article->text_length = text->len;
    return fixture;
}

static void
fixture_free (Fixture *fixture)
{
    article_free (fixture->article);
    arena_free (fixture->book.arena);
    g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
run_passes (Fixture *fixture)
{
    enrich_abbreviations (&fixture->book, fixture->article);
    enrich_definitions (&fixture->book, fixture->article);
    enrich_glossary (&fixture->book, fixture->article);
}

static void
add_user_term (Fixture *fixture, const char *term, const char *definition, const char *alias)
{
    UserTerm *user = arena_make (fixture->book.arena, UserTerm);
    char *aliases[] = { (char *) alias, NULL };

    user->term = term;
    user->definition = definition;
    user->aliases = arena_strdupv (fixture->book.arena, aliases);
    user->see = arena_strdupv (fixture->book.arena, &aliases[1]);
    g_ptr_array_add (fixture->book.user_terms, user);
}

typedef struct {
    const char *text, *expected;
} Row;

/* "term = definition [work]" of a text, joined with "; ". */
static char *
list_definitions (const Article *article)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < article->definitions->len; i++) {
        const Definition *found = g_ptr_array_index (article->definitions, i);

        g_string_append_printf (list, "%s%s = %s", i > 0 ? "; " : "", found->term, found->definition);
        if (found->stated_by != NULL)
            g_string_append_printf (list, " [%s]", found->stated_by);
    }
    return g_string_free (list, FALSE);
}

static void
assert_definitions (const Row *rows, gsize n_rows)
{
    for (gsize i = 0; i < n_rows; i++) {
        g_autoptr (Fixture) fixture = fixture_new (rows[i].text);
        g_autofree char *list = NULL;

        enrich_definitions (&fixture->book, fixture->article);
        list = list_definitions (fixture->article);
        g_assert_cmpstr (list, ==, rows[i].expected);
    }
}

static void
test_definition_shapes (void)
{
    static const Row rows[] = {
        { "The term slack water refers to the pause between two tides.", "slack water = the pause between two tides" },
        { "A “safe haven” is most often defined as a port open in any wind, and we have none.",
          "safe haven = a port open in any wind" },
        { "They call this warping, which means moving a ship by its ropes.", "warping = moving a ship by its ropes" },
        { "The law asks for a “dry hour,” that is, an hour without any landing.",
          "dry hour = an hour without any landing" },
        { "The old way was kedging, or pulling a ship up to its own anchor, which took all day.",
          "kedging = pulling a ship up to its own anchor" },
        { "Below lies what pilots call “dead ground,” meaning mud that moves with the moon.",
          "dead ground = mud that moves with the moon" },
        { "It is known as tidal banking, or TB, a method of storing water behind a wall.",
          "tidal banking = a method of storing water behind a wall" },
        { "He lived by wrecking, the luring of ships onto rocks.", "wrecking = the luring of ships onto rocks" },
        { "The town now pays for “planned retreat” – giving the marsh its room before it asks – and slept.",
          "planned retreat = giving the marsh its room before it asks" },
        { "Below the storm line, the height above which no house may stand, nothing grew.",
          "storm line = the height above which no house may stand" },
        { "They began a season of silence, or ban on whistles that lasts a night, last year.",
          "season of silence = ban on whistles that lasts a night" },
    };

    assert_definitions (rows, G_N_ELEMENTS (rows));
}

static void
test_definition_rejected (void)
{
    static const Row rows[] = {
        { "He called for a pause, a plea that he never heard.", "" },
        { "“Not today,” a spokesman for the port said.", "" },
        { "She refers to the pier as her office.", "" },
        { "The pilot, a man who knows the bar, stayed home.", "" },
        { "They saw wet floors, a lack of light, and “every sort of dirt.”", "" },
        { "The storm came early, which means he will stay.", "" },
        { "She reads “The Slow Tide,” a novel about a lighthouse.", "" },
        { "It could be a “pier,” or “a mistake in the water,” he said.", "" },
        { "In the long run, the level of the water is what counts.", "" },
        { "“A harbour is a place in which nobody hurries,” he said.", "" },
        { "In hindsight, that is a bolt we missed.", "" },
        { "Wherries are considered part of a fleet that has long been lost.", "" },
    };

    assert_definitions (rows, G_N_ELEMENTS (rows));
}

static void
test_definition_keeps_its_work (void)
{
    static const Row rows[] = {
        { "According to the Handbook of Harbours published by the Pilots, “the term bar refers to a bank of sand "
          "across a mouth.”",
          "bar = a bank of sand across a mouth [Handbook of Harbours]" },
        { "The Harbour Encyclopedia defines a lighter as a flat boat without a mast.",
          "lighter = a flat boat without a mast [Harbour Encyclopedia]" },
    };

    assert_definitions (rows, G_N_ELEMENTS (rows));
}

/* "term@word used" of every entry. */
static char *
list_terms (const Article *article)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < article->terms->len; i++) {
        const Term *term = g_ptr_array_index (article->terms, i);

        g_string_append_printf (list, "%s%s@%.*s", i > 0 ? "; " : "", term->term,
                                (int) (term->use.end - term->use.start), article->text + term->use.start);
    }
    return g_string_free (list, FALSE);
}

static void
test_glossary_definition_joins_abbreviation (void)
{
    g_autoptr (Fixture) fixture =
        fixture_new ("It is known as tidal banking, or TB, a method of storing water behind a wall.");
    const Term *term;

    run_passes (fixture);
    g_assert_cmpuint (fixture->article->terms->len, ==, 1);
    term = g_ptr_array_index (fixture->article->terms, 0);
    g_assert_cmpint (term->kind, ==, TERM_ABBREVIATION);
    g_assert_cmpstr (term->term, ==, "TB");
    g_assert_cmpstr (term->expansion, ==, "tidal banking");
    g_assert_cmpstr (term->definition, ==, "a method of storing water behind a wall");
}

static guint
confidence_of_first (const char *text)
{
    g_autoptr (Fixture) fixture = fixture_new (text);

    run_passes (fixture);
    g_assert_cmpuint (fixture->article->terms->len, ==, 1);
    return ((const Term *) g_ptr_array_index (fixture->article->terms, 0))->confidence;
}

static void
test_confidence_goes_with_the_evidence (void)
{
    guint bracket = confidence_of_first ("The Harbour Safety Council (HSC) met.");
    guint initials = confidence_of_first ("The Harbour Safety Council met. Nobody from HSC spoke.");
    guint inside = confidence_of_first ("It is a harbourmaster (hbm) only.");
    guint named = confidence_of_first ("The term slack water refers to the pause between two tides.");
    guint apposed = confidence_of_first ("He lived by wrecking, the luring of ships onto rocks.");

    g_assert_cmpuint (bracket, >, initials);
    g_assert_cmpuint (bracket, >, inside);
    g_assert_cmpuint (named, >, apposed);
    g_assert_cmpuint (bracket, <, 100);
}

/* What a person says needs no guess, and is never left out. */
static void
test_strict_keeps_what_a_person_says (void)
{
    g_autoptr (Fixture) fixture = fixture_new ("He lived by wrecking, the luring of ships onto rocks.");

    fixture->book.options.is_strict = TRUE;
    fixture->book.report = report_new ();
    enrich_definitions (&fixture->book, fixture->article);
    enrich_doubts (&fixture->book, fixture->article);
    g_assert_cmpuint (fixture->article->definitions->len, ==, 0);
    g_assert_cmpuint (report_length (fixture->book.report), ==, 1);
    add_user_term (fixture, "wrecking", "a trade", NULL);
    enrich_glossary (&fixture->book, fixture->article);
    g_assert_cmpuint (((const Term *) g_ptr_array_index (fixture->article->terms, 0))->confidence, ==, 100);
    report_free (fixture->book.report);
}

static void
test_glossary_plural_becomes_singular (void)
{
    g_autoptr (Fixture) fixture = fixture_new ("It runs tidal holding companies (THCs). One THC is enough.");
    const Term *term;

    run_passes (fixture);
    term = g_ptr_array_index (fixture->article->terms, 0);
    g_assert_cmpstr (term->term, ==, "THC");
    g_assert_cmpstr (term->expansion, ==, "tidal holding company");
}

static void
test_user_terms_are_matched_as_words (void)
{
    static const struct {
        const char *text, *term, *alias, *expected;
    } rows[] = {
        { "The ports closed.", "port", NULL, "port@ports" },
        { "The marshes froze.", "marsh", NULL, "marsh@marshes" },
        { "A Port Captain spoke.", "port captain", NULL, "port captain@Port Captain" },
        { "The support failed.", "port", NULL, "" },
        { "A port-side cabin. The air-port.", "port", NULL, "" },
        { "The port’s gate.", "port", NULL, "port@port" },
        { "Write to port@quay.example.", "port", NULL, "" },
        { "@port wrote of https://example.org/port/a-port in the port.", "port", NULL, "port@port" },
        { "The ferries came.", "ferry", NULL, "ferry@ferries" },
        { "WEIR’S END", "weir", NULL, "weir@WEIR" },
        { "Ask at the king’s bench.", "King's Bench", NULL, "King's Bench@king’s bench" },
        { "The port\u00a0\u00a0captain spoke.", "port captain", NULL, "port captain@port\u00a0\u00a0captain" },
        { "The har\u00adbour froze.", "harbour", NULL, "harbour@har\u00adbour" },
        { "The har- bour froze.", "harbour", NULL, "harbour@har- bour" },
        { "Two first- draw samples.", "first-draw sample", NULL, "first-draw sample@first- draw samples" },
        { "Sea- and airports.", "sea- and airport", NULL, "sea- and airport@Sea- and airports" },
        { "A first‑draw sample.", "first-draw sample", NULL, "first-draw sample@first‑draw sample" },
        { "Das Übersee-Amt schloss.", "übersee-amt", NULL, "übersee-amt@Übersee-Amt" },
        { "水力発電ダムの水門", "ダム", "水力", "ダム@水力" },
        { "アムステルダムの水門", "ダム", NULL, "" },
        { "使用ASR技术的水闸门", "水闸", NULL, "水闸@水闸" },
        { "使用ASR技术的水闸门", "ASR", NULL, "ASR@ASR" },
        { "ประตูน้ำของเมือง", "น้ำ", NULL, "น้ำ@น้ำ" },
        { "He can’t swim.", "can", NULL, "" },
        { "It was us, not the US.", "US", NULL, "US@US" },
        { "The IT staff like it.", "IT", NULL, "IT@IT" },
        { "Many larvae died.", "larva", "larvae", "larva@larvae" },
        { "A first-draw sample.", "first-draw sample", NULL, "first-draw sample@first-draw sample" },
        { "A first draw sample.", "first-draw sample", NULL, "" },
        { "They teach C and C++ here.", "C++", NULL, "C++@C++" },
        { "# The port\nThe quay.\nThe port again.", "port", NULL, "port@port" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (Fixture) fixture = fixture_new (rows[i].text);
        g_autofree char *list = NULL;

        add_user_term (fixture, rows[i].term, "something", rows[i].alias);
        enrich_glossary (&fixture->book, fixture->article);
        list = list_terms (fixture->article);
        g_assert_cmpstr (list, ==, rows[i].expected);
        g_assert_cmpint (((UserTerm *) g_ptr_array_index (fixture->book.user_terms, 0))->is_used, ==,
                         rows[i].expected[0] != '\0');
    }
}

static void
test_user_terms_longest_wins (void)
{
    g_autoptr (Fixture) fixture = fixture_new ("The coastal route opened. The route closed.");
    g_autofree char *list = NULL;
    const Term *term;

    add_user_term (fixture, "route", "a way", NULL);
    add_user_term (fixture, "coastal route", "a way along the sea", NULL);
    enrich_glossary (&fixture->book, fixture->article);
    list = list_terms (fixture->article);
    g_assert_cmpstr (list, ==, "coastal route@coastal route; route@route");
    term = g_ptr_array_index (fixture->article->terms, 1);
    g_assert_cmpuint (term->use.start, ==, strlen ("The coastal route opened. The "));
}

static void
test_user_terms_win_over_found (void)
{
    g_autoptr (Fixture) fixture = fixture_new ("The Harbour Safety Council (HSC) met.");
    const Term *term;

    add_user_term (fixture, "HSC", "the town's harbour board", NULL);
    run_passes (fixture);
    g_assert_cmpuint (fixture->article->terms->len, ==, 1);
    term = g_ptr_array_index (fixture->article->terms, 0);
    g_assert_cmpint (term->kind, ==, TERM_USER);
    g_assert_cmpstr (term->definition, ==, "the town's harbour board");
}

static void
test_user_terms_not_inside_links (void)
{
    g_autoptr (Fixture) fixture = fixture_new ("The port and another port.");
    Node *block = g_ptr_array_index (fixture->article->blocks, 0);
    Arena *arena = fixture->article->arena;
    const Term *term;

    node_unlink (block->first);
    node_append_text (arena, block, "The ");
    node_append_text (arena, node_append_new (arena, block, NODE_LINK), "port");
    node_append_text (arena, block, " and another port.");
    add_user_term (fixture, "port", "a door for ships", NULL);
    enrich_glossary (&fixture->book, fixture->article);
    term = g_ptr_array_index (fixture->article->terms, 0);
    g_assert_cmpuint (term->use.start, ==, strlen ("The port and another "));
}

#define SAMPLE                                                                                                         \
    "The Harbour Safety Council (HSC) met.\nThe term slack water refers to the pause between two tides.\n"             \
    "A port has slack water twice a day, and the Tidal Lands Act, or TLA, says so."

static GPtrArray *
copy_terms (const Article *from, Article *to)
{
    GPtrArray *copies = arena_ptr_array (to->arena);

    for (guint i = 0; i < from->terms->len; i++) {
        const Term *term = g_ptr_array_index (from->terms, i);
        Term *copy = arena_make (to->arena, Term);

        copy->kind = term->kind;
        copy->term = arena_strdup (to->arena, term->term);
        copy->expansion = arena_strdup (to->arena, term->expansion);
        copy->definition = arena_strdup (to->arena, term->definition);
        copy->stated_by = arena_strdup (to->arena, term->stated_by);
        g_ptr_array_add (copies, copy);
    }
    return copies;
}

static void
test_sidecar_uncorrected_changes_nothing (void)
{
    g_autoptr (Fixture) first = fixture_new (SAMPLE);
    g_autoptr (Fixture) second = fixture_new (SAMPLE);
    g_autofree char *before = NULL, *after = NULL;

    add_user_term (first, "harbour", "a safe place", "port");
    add_user_term (second, "harbour", "a safe place", "port");
    run_passes (first);
    second->article->corrections.terms = copy_terms (first->article, second->article);
    run_passes (second);
    before = list_terms (first->article);
    after = list_terms (second->article);
    g_assert_cmpstr (before, ==, "harbour@Harbour; HSC@HSC; slack water@slack water; TLA@TLA");
    g_assert_cmpstr (after, ==, before);
}

static void
test_sidecar_decides (void)
{
    g_autoptr (Fixture) first = fixture_new (SAMPLE);
    g_autoptr (Fixture) second = fixture_new (SAMPLE);
    g_autofree char *list = NULL;
    GPtrArray *terms;
    Term *added;

    run_passes (first);
    terms = copy_terms (first->article, second->article);
    g_ptr_array_remove_index (terms, 0);
    ((Term *) g_ptr_array_index (terms, 0))->definition = "a rest";
    added = arena_make (second->article->arena, Term);
    added->kind = TERM_DEFINITION;
    added->term = "port";
    added->definition = "a door for ships";
    g_ptr_array_add (terms, added);
    second->article->corrections.terms = terms;
    run_passes (second);
    list = list_terms (second->article);
    g_assert_cmpstr (list, ==, "slack water@slack water; port@port; TLA@TLA");
    g_assert_cmpstr (((Term *) g_ptr_array_index (second->article->terms, 0))->definition, ==, "a rest");
}

/* A phrase is only looked for where its first two words say so. */
static void
test_cues_announce_their_phrases (void)
{
    g_autoptr (GBytes) bytes = g_resources_lookup_data ("/sheaf/lexicons/term-cues.tsv", 0, NULL);
    g_autofree char *table = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *key = g_strndup (lines[i], strcspn (lines[i], "\t"));
        g_autoptr (Words) words = words_split (key, strlen (key));

        if (words->n_items < 2 || key[0] == '#')
            continue;
        g_assert_true (word_is_cue (words, 0, CUE_OPENS));
        g_assert_true (word_is_cue (words, 1, CUE_GOES_ON));
    }
}

/* None of these may take time that grows with the square of the text: the test's own limit tells. */
static void
test_hostile_text_ends (void)
{
    static const char *const pieces[] = {
        "(",
        "(AB) ",
        "alpha beta (AB) ",
        "“a” ",
        "\"term,\" a thing that is, ",
        ", or ",
        "AB = ",
        "called ",
        "Alpha Beta Gamma ",
        "a, the process of, ",
        "-",
        "’",
    };

    for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (Fixture) fixture = NULL;

        while (text->len < 200000)
            g_string_append (text, pieces[i]);
        fixture = fixture_new (text->str);
        run_passes (fixture);
        g_assert_cmpuint (fixture->article->terms->len, <, 10);
    }
}

/* Who looks at the next word, or the one before, finds none at the ends of a text. */
static void
test_text_may_end_after_any_word (void)
{
    static const char text[] =
        "Is turning the wheel an art? Running is letting a wick burn. The weir is tired of a tide "
        "that is, or was called, in which a Harbour Office (HO), or TLA, which means a wall—the "
        "WT—of stones refers to what the HO says. A sluice, also known as a gate, is";

    for (const char *end = text + strlen (text); end > text; end--) {
        g_autofree char *head = g_strndup (text, (gsize) (end - text)), *tail = g_strdup (end);
        g_autoptr (Fixture) first = fixture_new (head), last = fixture_new (tail);

        if (*end != ' ')
            continue;
        run_passes (first);
        run_passes (last);
        g_assert_cmpuint (first->article->terms->len, <, 10);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/definition/every-shape-is-found", test_definition_shapes);
    g_test_add_func ("/definition/what-is-none-is-left-alone", test_definition_rejected);
    g_test_add_func ("/definition/quoted-work-is-kept", test_definition_keeps_its_work);
    g_test_add_func ("/glossary/definition-joins-its-abbreviation", test_glossary_definition_joins_abbreviation);
    g_test_add_func ("/glossary/plural-becomes-singular", test_glossary_plural_becomes_singular);
    g_test_add_func ("/confidence/evidence", test_confidence_goes_with_the_evidence);
    g_test_add_func ("/confidence/strict", test_strict_keeps_what_a_person_says);
    g_test_add_func ("/glossary/user-terms-are-matched-as-words", test_user_terms_are_matched_as_words);
    g_test_add_func ("/glossary/longest-user-term-wins", test_user_terms_longest_wins);
    g_test_add_func ("/glossary/user-terms-win-over-found", test_user_terms_win_over_found);
    g_test_add_func ("/glossary/no-link-inside-a-link", test_user_terms_not_inside_links);
    g_test_add_func ("/glossary/uncorrected-sidecar-changes-nothing", test_sidecar_uncorrected_changes_nothing);
    g_test_add_func ("/glossary/sidecar-decides", test_sidecar_decides);
    g_test_add_func ("/glossary/cues-announce-their-phrases", test_cues_announce_their_phrases);
    g_test_add_func ("/glossary/hostile-text-ends", test_hostile_text_ends);
    g_test_add_func ("/glossary/text-may-end-after-any-word", test_text_may_end_after_any_word);
    return g_test_run ();
}
