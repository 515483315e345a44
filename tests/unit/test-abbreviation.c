/* SPDX-License-Identifier: MIT */
#include "enrich/passes.h"

#include "paragraphs.h"

typedef struct {
    const char *text, *expected;
} Row;

/* "SF=LF; SF=LF" of a text; an inferred one has a question mark. */
static char *
list_abbreviations (const Article *article)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < article->abbreviations->len; i++) {
        const Abbreviation *found = g_ptr_array_index (article->abbreviations, i);

        g_string_append_printf (list, "%s%s=%s%s", i > 0 ? "; " : "", found->short_form, found->long_form,
                                found->is_inferred ? "?" : "");
    }
    return g_string_free (list, FALSE);
}

static char *
abbreviations_of (const char *lines, const char *publication)
{
    g_autoptr (Article) article = article_of (lines);
    SheafBook book = { 0 };

    article->metadata.publication = publication;
    enrich_abbreviations (&book, article);
    return list_abbreviations (article);
}

static void
assert_abbreviations (const Row *rows, gsize n_rows)
{
    for (gsize i = 0; i < n_rows; i++) {
        g_autofree char *list = abbreviations_of (rows[i].text, NULL);

        g_assert_cmpstr (list, ==, rows[i].expected);
    }
}

static void
test_shapes (void)
{
    static const Row rows[] = {
        { "The Harbour Safety Council (HSC) met.", "HSC=Harbour Safety Council" },
        { "She runs the HSC (Harbour Safety Council) now.", "HSC=Harbour Safety Council" },
        { "She runs the Harbour Safety Council [HSC] now.", "HSC=Harbour Safety Council" },
        { "The Harbour Safety Council, or HSC, met.", "HSC=Harbour Safety Council" },
        { "The Harbour Safety Council, known as the HSC, met.", "HSC=Harbour Safety Council" },
        { "They feared sudden reed wilt, often shortened to SRW, most.", "SRW=sudden reed wilt" },
        { "The Tidal Lands Act — the TLA, passed in 1921 — says so.", "TLA=Tidal Lands Act" },
        { "The Harbour Safety Council (the “HSC”) met.", "HSC=Harbour Safety Council" },
        { "The Harbour Safety Council (hereinafter “HSC”) met.", "HSC=Harbour Safety Council" },
        { "HSC stands for Harbour Safety Council and nothing else.", "HSC=Harbour Safety Council" },
        { "It held 12 grains per litre, or gpl, of salt.", "gpl=grains per litre" },
        { "A memorandum on dredging, or MoD, was signed.", "MoD=memorandum on dredging" },
        { "The Royal Society of Net Makers’ Guild program, or RSNMG, ended.",
          "RSNMG=Royal Society of Net Makers’ Guild" },
        { "It uses vehicles without drivers (VWDs) and more VWDs.", "VWDs=vehicles without drivers" },
        { "# What the Harbour Safety Council (HSC) hides\nThe HSC is silent.", "HSC=Harbour Safety Council" },
        { "The tide ratio [OR] was 3, the odds ratio [OR] 2.", "OR=odds ratio" },
        { "Legend: HSC = Harbour Safety Council; WB = office of tides; TLA = Tidal Lands Act",
          "HSC=Harbour Safety Council; WB=office of tides; TLA=Tidal Lands Act" },
    };

    assert_abbreviations (rows, G_N_ELEMENTS (rows));
}

static void
test_brackets_and_dashes (void)
{
    static const Row rows[] = {
        { "They sell poly(ester) net line (PNL) by the yard.", "PNL=poly(ester) net line" },
        { "The mild iron (MI) ore deposit (MIOD) is small.", "MI=mild iron; MIOD=mild iron (MI) ore deposit" },
        { "The weekly boat landings (WBL) and crab landings (CL) fell.", "WBL=weekly boat landings; CL=crab landings" },
        { "His forced tidal lift (FTL(1)) fell.", "FTL(1)=forced tidal lift" },
        { "The Tide Survey Centre – East (TSC-E) opened.", "TSC-E=Tide Survey Centre – East" },
        { "The second lock chamber (LC2) leaks.", "LC2=lock chamber" },
    };

    assert_abbreviations (rows, G_N_ELEMENTS (rows));
}

static void
test_languages (void)
{
    static const Row rows[] = {
        { "Die Sicherheits- und Fischereibehörde (SFB) schweigt.", "SFB=Sicherheits- und Fischereibehörde" },
        { "El Instituto Nacional del Agua (INA) lo niega.", "INA=Instituto Nacional del Agua" },
        { "El Instituto Nacional del Agua (en adelante, INA) lo niega.", "INA=Instituto Nacional del Agua" },
        { "Havnens Råd for Tilsyn med Både (HRTB) svarede ikke.", "HRTB=Havnens Råd for Tilsyn med Både" },
        { "Die Hafenwacht Nord (im Folgenden: „HWN“) schweigt.", "HWN=Hafenwacht Nord" },
        { "L’Agence des ports et du littoral (APL) se tait.", "APL=Agence des ports et du littoral" },
        { "L’Agence des ports et du littoral (ci-après « l’APL ») se tait.", "APL=Agence des ports et du littoral" },
    };

    assert_abbreviations (rows, G_N_ELEMENTS (rows));
}

static void
test_translated_names (void)
{
    static const Row rows[] = {
        { "He was sent to the Sea Prison Centre, or KOMZA, in May. Nobody leaves KOMZA.", "KOMZA=Sea Prison Centre" },
        { "Ask the Nordian Student Exchange Office (KSAZO). KSAZO pays. Without KSAZO, no room.",
          "KSAZO=Nordian Student Exchange Office" },
        { "She met Ann Marlowe (KOMZA) and left KOMZA.", "" },
        { "En mai, le Fonds de secours des Nations Côtières pour la pêche (CNFF) a payé.",
          "CNFF=Fonds de secours des Nations Côtières pour la pêche" },
        { "La Misión de Observadores de las Islas Unidas en Nordia (UIOMIN) calla.",
          "UIOMIN=Misión de Observadores de las Islas Unidas en Nordia" },
        { "Il écrit à l’Organisation internationale de la mer (IMO).", "IMO=Organisation internationale de la mer" },
        { "On Monday the minister Carla Dahl (CDU) resigned.", "" },
        { "We then found a new kind of Mussel on the reefs of Port Nord (PMK).", "" },
    };

    assert_abbreviations (rows, G_N_ELEMENTS (rows));
}

static void
test_rejected (void)
{
    static const Row rows[] = {
        { "ANNAPOLIS (AP) — The boats came back.", "" },
        { "Senator Della Dorn (D-Calif.) and Rollo Tann (R) agreed.", "" },
        { "Anna Lee Frame (left) and Tess Whitlock (right) at the pier.", "" },
        { "The second item (ii) and Henry (IV) were read.", "" },
        { "The treaty (2024) and the second one (2nd) were read.", "" },
        { "He lives in New Yarrow, NY, with a dog.", "" },
        { "They own boats (NYSE: BTS) and nets.", "" },
        { "Boats and Tackle Stores closed. They own boats (NYSE: BTS) and nets.", "" },
        { "The North Pier Index (.NPI) fell. So did .NPI futures of the North Pier Index.", "" },
        { "Nils Per Ingram (@NPI) wrote so.", "" },
        { "It left at noon, Pier Standard Time (PST), or 3 p.m. (EST).", "" },
        { "It cost 40 euros (EUR) or 50 US dollars (USD) a day.", "" },
        { "They moved from New York (NY) to the District of Columbia (DC).", "" },
        { "The Harbour Safety Council (see page 4) met.", "" },
        { "It helps with intricate explanations (i.e., by talk).", "" },
        { "Shares of Lobstra (LBST) fell.", "" },
        { "Read the Lessons from the Harbour (PDF) and the Tales of the Pier (PDF).", "" },
        { "La ville a choisi Anne Martin (LREM) et la liste de Jean Petit (LREM).", "" },
        { "Die Drüse gibt daraufhin adrenale Wellenhormone (WGDX) ab.", "" },
        { "req = Request; todo = todos.map; IN = info -> 'dept' ->> 'name'", "" },
        { "The equation is Y1 = 1.2 X1 and Y2 = 3.4 X2.", "" },
    };

    assert_abbreviations (rows, G_N_ELEMENTS (rows));
}

static void
test_inferred (void)
{
    static const Row rows[] = {
        { "The Flood and Tide Board met. The FTB said no.", "FTB=Flood and Tide Board?" },
        { "The FTB said no. The Flood and Tide Board had met.", "FTB=Flood and Tide Board?" },
        { "The Flood and Tide Board met. “STOP THE FTB NOW,” one banner read.", "" },
        { "Ann Marlowe met Rory Tann. The FTB said no.", "" },
        { "They tried a fire-proof deck hatch in May. The FPDHs burned.", "FPDH=fire-proof deck hatch?" },
        { "They tried fire and proof on deck, and hatches. The FPDH burned.", "" },
        { "Bess Brock Colley sang. The BBC was there.", "" },
        /* A part of a name that is called otherwise as a whole. */
        { "The Flood and Tide Board Office in Nord (FTBON) met. The FTB said no.",
          "FTBON=Flood and Tide Board Office in Nord" },
    };
    g_autofree char *list = NULL;

    assert_abbreviations (rows, G_N_ELEMENTS (rows));
    list = abbreviations_of ("She told MPL that it was late.", "Marsh Point Ledger");
    g_assert_cmpstr (list, ==, "MPL=Marsh Point Ledger?");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/abbreviation/every-shape-is-found", test_shapes);
    g_test_add_func ("/abbreviation/brackets-and-dashes-are-of-the-long-form", test_brackets_and_dashes);
    g_test_add_func ("/abbreviation/small-words-of-all-languages-are-skipped", test_languages);
    g_test_add_func ("/abbreviation/foreign-name-takes-the-name-before-it", test_translated_names);
    g_test_add_func ("/abbreviation/what-is-none-is-left-alone", test_rejected);
    g_test_add_func ("/abbreviation/initials-of-a-name-are-inferred", test_inferred);
    return g_test_run ();
}
