/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "enrich/passes.h"
#include "paragraphs.h"

static Article *
enriched (const char *lines)
{
    Article *article = article_of (lines);

    enrich_sources (NULL, article);
    return article;
}

/* The speakers of all quotations, "-" for nobody, with bars between them. */
static char *
speakers_of (const Article *article)
{
    GString *speakers = g_string_new (NULL);

    for (guint i = 0; i < article->quotes->len; i++) {
        const Quote *quote = g_ptr_array_index (article->quotes, i);

        g_string_append_printf (speakers, "%s%s", i > 0 ? "|" : "",
                                quote->speaker != NULL ? quote->speaker->name : "-");
    }
    return g_string_free (speakers, FALSE);
}

/* The sources, "kind: name, role [alias; alias] quotes/places". */
static char *
sources_of (const Article *article)
{
    GString *sources = g_string_new (NULL);

    for (guint i = 0; i < article->sources->len; i++) {
        const Source *source = g_ptr_array_index (article->sources, i);
        g_autofree char *aliases = g_strjoinv ("; ", source->aliases);

        g_string_append_printf (sources, "%s%s: %s, %s [%s] %u/%u", i > 0 ? "\n" : "", source_kind_name (source->kind),
                                source->name, source->role != NULL ? source->role : "-", aliases, source->n_quotes,
                                source->cited->len);
    }
    return g_string_free (sources, FALSE);
}

typedef struct {
    const char *text;
    const char *expected;
} Row;

static void
check_speakers (const Row *rows, guint n_rows)
{
    for (guint i = 0; i < n_rows; i++) {
        g_autoptr (Article) article = enriched (rows[i].text);
        g_autofree char *speakers = speakers_of (article);

        g_assert_cmpstr (speakers, ==, rows[i].expected);
    }
}

static void
check_sources (const Row *rows, guint n_rows)
{
    for (guint i = 0; i < n_rows; i++) {
        g_autoptr (Article) article = enriched (rows[i].text);
        g_autofree char *sources = sources_of (article);

        g_assert_cmpstr (sources, ==, rows[i].expected);
    }
}

static void
test_tags (void)
{
    static const Row rows[] = {
        { "“We left,” said Nora Quill.", "Nora Quill" },
        { "“We left,” Nora Quill said. “It was late.”", "Nora Quill|Nora Quill" },
        { "“We left,” Nora Quill, a baker from Dunmore, said, “and it was late.”", "Nora Quill|Nora Quill" },
        { "Nora Quill said the mill was “a ruin.”", "Nora Quill" },
        { "The mill is “a ruin,” according to Nora Quill.", "Nora Quill" },
        { "As Nora Quill, who runs the mill, put it: “We left.”", "Nora Quill" },
        { "‘Did you stay?’ Ms Quill asked. ‘No,’ Mr Tarn replied.", "Quill|Tarn" },
        { "Nora Quill: “We left.”", "Nora Quill" },
        { "“We left,” said another baker, Nora Quill.", "Nora Quill" },
        { "Nora Quill rose and said that she was “done here.”", "Nora Quill" },
        { "Nora Quill and her council have boasted that the mill “pays.”", "Nora Quill" },
    };

    check_speakers (rows, G_N_ELEMENTS (rows));
}

static void
test_pronouns (void)
{
    static const Row rows[] = {
        { "Nora Quill, a baker, came late.\n“The road was gone,” she said.", "Nora Quill" },
        { "Ms. Nora Quill, a baker, came. Mr. Abel Tarn left.\n“The road was gone,” she said.", "Nora Quill" },
        { "Nora Quill spoke first, said Abel Tarn, a judge. “I was last,” he said.\n“I hate roads,” Quill said.",
          "Abel Tarn|Nora Quill" },
        { "Nora Quill said no. Tarn, she said, is “a fool.”", "Nora Quill" },
        { "“We,” they said, “left.”", "-|-" },
    };

    check_speakers (rows, G_N_ELEMENTS (rows));
}

static void
test_bare_quotations (void)
{
    static const Row rows[] = {
        { "“We left,” Nora Quill said.\n“Nobody stayed.”", "Nora Quill|Nora Quill" },
        { "“Nobody stayed.” “We all left,” Nora Quill said.", "Nora Quill|Nora Quill" },
        { "“Nobody stayed.”", "-" },
        { "“We left,” Nora Quill said. “First the cat.\n“Then the dog.”", "Nora Quill|Nora Quill" },
    };

    check_speakers (rows, G_N_ELEMENTS (rows));
}

static void
test_no_speech (void)
{
    static const Row rows[] = {
        { "The region is known as “the Sink.”", "-" },
        { "What engineers call “dry freight” is air.", "-" },
        { "In “The Salt Road,” her first novel, nobody speaks.", "-" },
        { "A shop named “Crumbs” opened.\n# The ‘best’ bread", "-" },
    };

    check_speakers (rows, G_N_ELEMENTS (rows));
}

static void
test_paragraphs (void)
{
    g_autoptr (Article) article =
        enriched ("“First the cat left.\n“Then the dog,” Nora Quill said.\nAn “odd mark. More.\nEnd.");
    const Quote *first = g_ptr_array_index (article->quotes, 0), *last = g_ptr_array_index (article->quotes, 1);

    g_assert_cmpuint (article->quotes->len, ==, 2);
    g_assert_cmpuint (first->span.end, ==, strstr (article->text, " Nora") - article->text);
    g_assert_cmpuint (last->span.end, ==, strstr (article->text, " More.") - article->text);
}

static void
test_persons (void)
{
    static const Row rows[] = {
        { "“Yes,” said Nora Quill, the head of the Dunmore Bakers’ Guild. Quill said that it paid. “No,” Ms. Quill "
          "said.",
          "person: Nora Quill, head of the Dunmore Bakers’ Guild [Quill] 2/3" },
        { "“Yes,” said Sen. Nora Quill. “No,” said former judge Abel Tarn.",
          "person: Nora Quill, senator [] 1/1\nperson: Abel Tarn, former judge [] 1/1" },
        { "The mayor’s press secretary, Nora Quill, called it “odd.”",
          "person: Nora Quill, mayor’s press secretary [] 1/1" },
        { "The judge sent us to a hearing where the mayor’s clerk, Nora Quill, called it “odd.”",
          "person: Nora Quill, mayor’s clerk [] 1/1" },
        { "Mayor Nora Quill, who has called herself the “queen of tides,” left. “Yes,” said Quill.",
          "person: Nora Quill, mayor [Quill] 2/2" },
        { "Nora Quill is the owner of the mill. “Yes,” said Quill.",
          "person: Nora Quill, owner of the mill [Quill] 1/1" },
        { "Sir Abel Tarn KC, who is the chairman of the works, agreed. ‘Yes,’ Sir Abel said.",
          "person: Sir Abel Tarn KC, chairman of the works [Sir Abel] 1/1" },
        { "Nora R. Quill wrote it. “Yes,” said Nora Quill.", "person: Nora R. Quill, - [Nora Quill] 1/2" },
    };

    check_sources (rows, G_N_ELEMENTS (rows));
}

/* The appendix stands alone: what a role only points at is written out. */
static void
test_roles_alone (void)
{
    static const Row rows[] = {
        { "The Lyle Motel has 22 rooms.\n“It was late,” said its owner, Nora Quill.",
          "person: Nora Quill, owner of the Lyle Motel [] 1/1" },
        { "The harbour and its master, Nora Quill, were late. “Yes,” said Quill.",
          "person: Nora Quill, master [Quill] 1/1" },
        { "The Lyle Water Department is old. Nora Quill has run the department since 2019. “Yes,” said Quill.",
          "person: Nora Quill, who has run the Lyle Water Department since 2019 [Quill] 1/1" },
        { "Abel Tarn and his clerk, Nora Quill, left. “Yes,” said Quill.",
          "person: Nora Quill, clerk of Abel Tarn [Quill] 1/1" },
        { "The Lyle Water Board met. Its final review found “no fault.”",
          "document: final review, final review of the Lyle Water Board [] 1/1" },
        { "The Lyle Forest Service is small. Nora Quill came. “Yes,” the ranger said.",
          "person: Nora Quill, ranger of the Lyle Forest Service [] 1/1" },
        { "A circular went out to members in May. The circular called it “late.”",
          "document: circular, circular to members in May [] 1/1" },
        { "The Lyle Board met. A spokesman said that it was “late.”",
          "anonymous: spokesman for the Lyle Board, spokesman for the Lyle Board [] 1/1" },
        { "The research firm Orrin Mills Group said that it left.",
          "organisation: Orrin Mills Group, research firm [] 0/1" },
        { "The regulator, the Lyle Water Board, met. The Lyle Water Board said that it was late.",
          "organisation: Lyle Water Board, regulator [] 0/1" },
        { "A spokesman for Orrin Mills called it “odd.”\nIda Lind, a judge, left. “No,” said Nora Quill. “No,” said "
          "Quill.\n"
          "She is a farmer.",
          "anonymous: spokesman for Orrin Mills, spokesman for Orrin Mills [] 1/1\n"
          "person: Nora Quill, farmer [Quill] 2/2" },
        { "The Lyle Chronicle said that he left. The Chronicle said that he came back.",
          "organisation: Lyle Chronicle, - [Chronicle] 0/2" },
    };

    check_sources (rows, G_N_ELEMENTS (rows));
}

static void
test_role_ends (void)
{
    static const Row rows[] = {
        { "Nora Quill is a baker herself and owns three shops in Lyle. “Yes,” said Quill.",
          "person: Nora Quill, baker, who owns three shops in Lyle [Quill] 1/1" },
        { "Nora Quill, who was elected chief in 2020, left. “Yes,” said Quill.",
          "person: Nora Quill, chief [Quill] 1/1" },
        { "“Yes,” said Nora Quill, an engineer who sat as adviser to the inquiry.",
          "person: Nora Quill, engineer who sat as adviser to the inquiry [] 1/1" },
        { "“Yes,” said Nora Quill, a Lyle Department of Roads spokeswoman.",
          "person: Nora Quill, Lyle Department of Roads spokeswoman [] 1/1" },
        { "The ambassador to Norway Nora Quill left. “Yes,” said Quill.",
          "person: Nora Quill, ambassador to Norway [Quill] 1/1" },
        { "A source close to the regulator went further: “No.”",
          "anonymous: source close to the regulator, source close to the regulator [] 1/1" },
        { "Nora Quill, who is a baker and owns three shops, left. “Yes,” said Quill.",
          "person: Nora Quill, baker, who owns three shops [Quill] 1/1" },
        { "Nora Quill, who has three boats that lie in the harbour of Lyle and a wife who works there, left. “Yes,” "
          "said "
          "Quill.",
          "person: Nora Quill, who has three boats that lie in the harbour of Lyle [Quill] 1/1" },
        { "“Yes,” two clerks said. Both asked not to be named because they feared for their jobs.",
          "anonymous: two clerks, who asked not to be named because they feared for their jobs [] 1/1" },
        { "“Yes,” said a former clerk. “No,” said the chief clerk.",
          "anonymous: former clerk, former clerk [] 1/1\nanonymous: chief clerk, chief clerk [] 1/1" },
        { "The clerk, who has since retired, said it was “late.”", "anonymous: clerk, who has since retired [] 1/1" },
        { "“Yes,” said Nora Quill, an aide to the mayor of Lyle on a call of the harbour board with the state.",
          "person: Nora Quill, aide to the mayor of Lyle [] 1/1" },
        { "‘Yes,’ asked a man in a coat. ‘No,’ said the Rev Abel Tarn. ‘No,’ the vicar replied.",
          "anonymous: man in a coat, man in a coat [] 1/1\nperson: Abel Tarn, vicar [] 2/2" },
        { "Nora I. Quill, author of “Dry Ground at Last,” was late. “Yes,” said Quill.",
          "person: Nora I. Quill, author of “Dry Ground at Last” [Quill] 1/1" },
        { "“It is late,” Bank of Lyle analyst Nora Quill wrote in a note.",
          "person: Nora Quill, Bank of Lyle analyst [] 1/1" },
        { "State Rep. Nora Quill, R-Lyle, who was the sponsor of the law, called it “late.”",
          "person: Nora Quill, state representative, R-Lyle [] 1/1" },
        { "The Orrin Group’s founder and former CEO, Nora Quill, called it “late.”",
          "person: Nora Quill, Orrin Group’s founder and former CEO [] 1/1" },
        { "An inspector sent by the state wrote that it was “late.”",
          "anonymous: inspector sent by the state, inspector sent by the state [] 1/1" },
        { "Abel Tarn met a friend of Ida Lind, Nora Quill, Rosa Marsh and others. “Yes,” said Quill.",
          "person: Nora Quill, - [Quill] 1/1" },
    };

    check_sources (rows, G_N_ELEMENTS (rows));
}

static void
test_no_sources (void)
{
    static const Row rows[] = {
        { "Nora Quill, a forward, scored twice, and Abel Tarn, a guard, added three assists.", "" },
        { "It has a case, a cable, a Quick Start Guide, a card.\nThe Quick Start Guide said that it was late.", "" },
        { "Ohio State Police said that it was late.", "organisation: Ohio State Police, - [] 0/1" },
        { "Tim Quill, a baker, came.\nHosting Quill, Abel Tarn laughed. “Yes,” Quill said.",
          "person: Tim Quill, baker [Quill] 1/1" },
    };

    check_sources (rows, G_N_ELEMENTS (rows));
}

/* The dateline is of no sentence, but tells whose the mayor is. */
static void
test_dateline (void)
{
    static const char *const texts[] = {
        "PORT LYLE, Ore. (AP) — The Lyle Motel is old. “Yes,” said its owner, Nora Quill.",
        "PORT LYLE, Ore. — “Yes,” said the mayor, Nora Quill.",
    };
    static const char *const expected[] = {
        "person: Nora Quill, owner of the Lyle Motel [] 1/1",
        "person: Nora Quill, mayor of Port Lyle [] 1/1",
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (Article) article = article_of (texts[i]);
        g_autofree char *sources = NULL;

        article->metadata.dateline = "PORT LYLE, Ore.";
        enrich_sources (NULL, article);
        sources = sources_of (article);
        g_assert_cmpstr (sources, ==, expected[i]);
    }
}

static void
test_others (void)
{
    static const Row rows[] = {
        { "A spokesman for Orrin Mills said that it was “proud.”",
          "anonymous: spokesman for Orrin Mills, spokesman for Orrin Mills [] 1/1" },
        { "A former clerk, who asked not to be named, said it was “odd.” “Very,” the former clerk said.",
          "anonymous: former clerk, who asked not to be named [] 2/2" },
        { "The Dunmore Water Board said that it would appeal.", "organisation: Dunmore Water Board, - [] 0/1" },
        { "A 2020 audit had warned of it. The audit called the dam as “unsafe.”",
          "document: 2020 audit, 2020 audit [audit] 1/2" },
        { "In May it issued a report titled “Loose Ground.” The dam, the report said, “will fail.”",
          "document: Loose Ground, report [report] 1/1" },
        { "According to the Mill Encyclopedia, “bread is old.”", "document: Mill Encyclopedia, encyclopedia [] 1/1" },
    };

    check_sources (rows, G_N_ELEMENTS (rows));
}

static const char *const corrected_text =
    "“Yes,” said Nora Quill, a baker. “No,” said Abel Tarn.\nRosa Lind was there.";

static Source *
entry_new (Article *article, SourceKind kind, const char *name, const char *role, const char *alias)
{
    Source *source = source_new (article);
    char *aliases[] = { (char *) alias, NULL };

    source->kind = kind;
    source->name = name;
    source->role = role;
    source->aliases = arena_strdupv (article->arena, aliases);
    return source;
}

/* The sources of the text after a person wrote those entries, given as Source, into its sidecar. */
static char *
corrected_names (Article *article, GPtrArray *entries)
{
    g_autofree char *sources = NULL, *speakers = NULL;

    article->corrections.sources = entries;
    enrich_sources (NULL, article);
    sources = sources_of (article);
    speakers = speakers_of (article);
    return g_strdup_printf ("%s\n%s", sources, speakers);
}

static void
test_removed_and_changed (void)
{
    g_autoptr (Article) article = article_of (corrected_text);
    g_autoptr (GPtrArray) entries = g_ptr_array_new ();
    g_autofree char *result = NULL;

    g_ptr_array_add (entries, entry_new (article, SOURCE_PERSON, "Rosa Lind", "witness", NULL));
    g_ptr_array_add (entries, entry_new (article, SOURCE_PERSON, "Eleonora Quill", "miller", "Nora Quill"));
    result = corrected_names (article, entries);
    g_assert_cmpstr (result, ==,
                     "person: Eleonora Quill, miller [Nora Quill] 1/1\n"
                     "person: Rosa Lind, witness [] 0/1\n"
                     "Eleonora Quill|-");
}

static void
test_joined (void)
{
    g_autoptr (Article) article = article_of (corrected_text);
    g_autoptr (GPtrArray) entries = g_ptr_array_new ();
    g_autofree char *result = NULL;

    g_ptr_array_add (entries, entry_new (article, SOURCE_PERSON, "Abel Tarn", NULL, "Nora Quill"));
    result = corrected_names (article, entries);
    g_assert_cmpstr (result, ==, "person: Abel Tarn, - [Nora Quill] 2/2\nAbel Tarn|Abel Tarn");
}

static void
test_uncorrected (void)
{
    g_autoptr (Article) first = enriched (corrected_text), second = article_of (corrected_text);
    g_autofree char *sources = sources_of (first), *speakers = speakers_of (first), *result = NULL;
    g_autofree char *expected = g_strdup_printf ("%s\n%s", sources, speakers);

    result = corrected_names (second, first->sources);
    g_assert_cmpstr (result, ==, expected);
}

static void
test_hostile (void)
{
    static const char *const units[] = { "“hi” he said ",
                                         "“a ",
                                         "Vale, a man, said, ",
                                         "report of ",
                                         "Mr. ",
                                         "the ",
                                         "'",
                                         "a memo, ",
                                         "statement from ",
                                         "Vale asked. “No.” ",
                                         "van der Vale ",
                                         "“Big Map” by " };

    for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (Article) article = NULL;

        while (text->len < 500000)
            g_string_append (text, units[i]);
        article = enriched (text->str);
        g_assert_nonnull (article);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/source/tag-tells-the-speaker", test_tags);
    g_test_add_func ("/source/pronoun-means-whom-the-text-spoke-of", test_pronouns);
    g_test_add_func ("/source/bare-quotation-goes-on", test_bare_quotations);
    g_test_add_func ("/source/titles-and-terms-are-no-speech", test_no_speech);
    g_test_add_func ("/source/open-quotation-reaches-the-next-paragraph", test_paragraphs);
    g_test_add_func ("/source/persons-have-names-and-roles", test_persons);
    g_test_add_func ("/source/roles-stand-alone", test_roles_alone);
    g_test_add_func ("/source/roles-end-where-they-end", test_role_ends);
    g_test_add_func ("/source/who-does-not-speak-is-none", test_no_sources);
    g_test_add_func ("/source/datelines-are-of-no-sentence", test_dateline);
    g_test_add_func ("/source/organisations-documents-and-unnamed", test_others);
    g_test_add_func ("/source/correction-removes-changes-and-adds", test_removed_and_changed);
    g_test_add_func ("/source/correction-joins-two", test_joined);
    g_test_add_func ("/source/uncorrected-list-changes-nothing", test_uncorrected);
    g_test_add_func ("/source/hostile-text-takes-linear-time", test_hostile);
    return g_test_run ();
}
