/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"

typedef struct {
    const char *input, *expected;
} Pair;

#define NONE NULL

static void
test_dates_are_found (void)
{
    static const Pair pairs[] = {
        { "seen on April 14, 2025 at noon", "2025-04-14" },
        { "on Sept. 14, 2023.", "2023-09-14" },
        { "vor dem 14. April 2025", "2025-04-14" },
        { "le mardi 1er avril 2025", "2025-04-01" },
        { "el lunes 7 de octubre de 2019", "2019-10-07" },
        { "02 December 2024", "2024-12-02" },
        { "MArch 21, 2025", "2025-03-21" },
        { "14 avril 2025", "2025-04-14" },
        { "in May 2011, when", "2011-05" },
        { "octubre de 2024", "2024-10" },
        { "2025-04-14", "2025-04-14" },
        { "14.04.2025", "2025-04-14" },
        { "4/14/2025", "2025-04-14" },
        { "4/5/2025", NONE },
        { "winter 2023", NONE },
        { "30 February 2025", NONE },
        { "February 30, 2025", NONE },
        { "April 14", NONE },
        { "the 1990s", NONE },
        { "", NONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        FoundDate found;
        gboolean is_found = date_find (pairs[i].input, 0, FALSE, &found);

        g_assert_cmpstr (is_found ? found.iso : NULL, ==, pairs[i].expected);
    }
}

static void
test_bare_years_only_when_asked (void)
{
    static const Pair pairs[] = {
        { "winter 2023", "2023" }, { "1911 strikers", "1911" },   { "2019-20", NONE },
        { "for $2020", NONE },     { "30 February 2025", NONE },  { "a 3000-year plan", NONE },
        { "in 1250 towns", NONE }, { "No. 2,024 of them", NONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        FoundDate found;
        gboolean is_found = date_find (pairs[i].input, 0, TRUE, &found);

        g_assert_cmpstr (is_found ? found.iso : NULL, ==, pairs[i].expected);
    }
}

static void
test_weekday_belongs_to_the_date (void)
{
    const char *text = "at noon on Tuesday, March 4, 2025, it rained";
    FoundDate found;

    g_assert_true (date_find (text, 0, FALSE, &found));
    g_assert_cmpuint (found.span.start, ==, strlen ("at noon on "));
    g_assert_cmpuint (found.span.end, ==, strlen ("at noon on Tuesday, March 4, 2025"));
    g_assert_false (date_find (text, found.span.end, FALSE, &found));
}

static void
test_lines_that_are_dates (void)
{
    static const Pair pairs[] = {
        { "Published: April 14, 2025", "2025-04-14" },
        { "Feb. 11, 2025", "2025-02-11" },
        { "Updated 3:45 p.m. ET, Tuesday, April 1, 2025", "2025-04-01" },
        { "Veröffentlicht am 4. März 2025 um 10:30 Uhr", "2025-03-04" },
        { "Publié le 12 mars 2025 à 18h30", "2025-03-12" },
        { "2025-04-14T10:00:00Z", "2025-04-14T10:00:00Z" },
        { "2025-04-14T10:00:00.123456+02:00", "2025-04-14T10:00:00.123+02:00" },
        { "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z" },
        { "2025-04-14T10:00:61Z", NONE },
        { "2025-04-14T10:00:00+2:0000", NONE },
        { "2025-04-14T25:00:00Z", NONE },
        { "2025-04-14 10:00", "2025-04-14" },
        { "2025", "2025" },
        { "2025-04", "2025-04" },
        { "2025-13", NONE },
        { "He left on April 14, 2025", NONE },
        { "Monday", NONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        g_autofree char *date = date_parse (pairs[i].input);

        g_assert_cmpstr (date, ==, pairs[i].expected);
    }
}

static void
test_dates_are_written_in_the_language (void)
{
    static const struct {
        const char *iso, *language, *expected;
    } rows[] = {
        { "2025-04-14", "en", "14 April 2025" },
        { "2025-04-14T10:00:00Z", "en-GB", "14 April 2025" },
        { "2025-04-14", "de-AT", "14. April 2025" },
        { "2025-05-01", "fr", "1er mai 2025" },
        { "2025-04-14", "es", "14 de abril de 2025" },
        { "2025-04", "es", "abril de 2025" },
        { "2025", "fr", "2025" },
        { "soon", "en", "soon" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *date = date_format (rows[i].iso, rows[i].language);

        g_assert_cmpstr (date, ==, rows[i].expected);
    }
}

static void
test_persons_by_their_names (void)
{
    static const char *const persons[] = { "Ann Lee",          "Jean-Luc Véran",  "P. Quist-Ray", "Ann B. Lee",
                                           "Jean de la Tour",  "Bashar al-Assad", "JD Vance",     "June Carter",
                                           "King Charles III", "TOBIAS RENNER" };
    static const char *const others[] = { "Ann",
                                          "ann lee",
                                          "The Times",
                                          "Grey House",
                                          "Getty Images",
                                          "AP Photo",
                                          "Next June",
                                          "Kestrel Dispatch",
                                          "New York Times",
                                          "US President",
                                          "And Then There Were None",
                                          "MPH SP",
                                          "" };

    for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
        g_assert_true (name_is_person (persons[i], -1));
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (name_is_person (others[i], -1));
    g_assert_true (name_is_person ("Ann Lee, a clerk", 7));
}

static void
test_publications_by_lexicon_and_shape (void)
{
    static const char *const publications[] = { "New York Times",    "Le Monde",         "taz",
                                                "The Kestrel Times", "Kestrel Dispatch", "Süddeutsche Zeitung",
                                                "LA Times" };
    static const char *const others[] = { "the point", "Ann Lee", "dispatch", "Mayor Announces New Police Review" };

    for (guint i = 0; i < G_N_ELEMENTS (publications); i++)
        g_assert_true (name_is_publication (publications[i], -1));
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (name_is_publication (others[i], -1));
}

static void
test_names_in_capitals_become_names (void)
{
    static const Pair pairs[] = {
        { "ANN LEE", "Ann Lee" },
        { "SHAUN O'NEIL", "Shaun O'Neil" },
        { "IAN McDONALD", "Ian McDonald" },
        { "IAN MCDONALD", "Ian McDonald" },
        { "ANNE-MARIE DE LA TOUR", "Anne-Marie de la Tour" },
        { "J.R.R. STONE III", "J.R.R. Stone III" },
        { "AJ DELGADO", "AJ Delgado" },
        { "ÍÑIGO VERA", "Íñigo Vera" },
        { "Ann  LeRoy", "Ann LeRoy" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        g_autofree char *name = name_normalise (pairs[i].input);

        g_assert_cmpstr (name, ==, pairs[i].expected);
    }
}

static void
test_bylines_are_understood (void)
{
    static const struct {
        const char *line, *authors, *publication;
    } rows[] = {
        { "By Ann B. Lee", "Ann B. Lee", NONE },
        { "By ANN LEE", "Ann Lee", NONE },
        { "By Ann Lee, Bob Roe and Cy Doe", "Ann Lee+Bob Roe+Cy Doe", NONE },
        { "By Ann Ruiz-Vey, Plainsline", "Ann Ruiz-Vey", "Plainsline" },
        { "By Ann Lee for The Kestrel Times", "Ann Lee", "The Kestrel Times" },
        { "By Ann Lee | April 14, 2025", "Ann Lee", NONE },
        { "By Ann Lee in Lisbon", "Ann Lee", NONE },
        { "By Ann Lee; photographs by Bob Roe", "Ann Lee", NONE },
        { "By Ann Lee of the Kestrel Times", "Ann Lee", "Kestrel Times" },
        { "By Ann Lee, special to Harbour Pulse", "Ann Lee", "Harbour Pulse" },
        { "By Ann Lee, Harbour Pulse, March 3, 2024", "Ann Lee", "Harbour Pulse" },
        { "By Ann Lee, Bob Roe and Cy Doe, March 3, 2024", "Ann Lee+Bob Roe+Cy Doe", NONE },
        { "Ann Lee, Tide & Timber, 3 March 2024", "Ann Lee", "Tide & Timber" },
        { "By Dr. Ann Lee", "Ann Lee", NONE },
        { "By Ann Lee, M.D.", "Ann Lee, M.D.", NONE },
        { "By Ann Lee, kestrel.example", "Ann Lee", NONE },
        { "By Ann Lee Updated March 3, 2024", "Ann Lee", NONE },
        { "Published: March 3, 2024 | By Ann Lee", "Ann Lee", NONE },
        { "Health | By Ann Lee", "Ann Lee", NONE },
        { "By the Editorial Board", "the Editorial Board", NONE },
        { "By Harbour Pulse staff", "", "Harbour Pulse" },
        { "By Reuters", "", "Reuters" },
        { "Story by Ann Lee", "Ann Lee", NONE },
        { "Text and photos by Ann Lee", "Ann Lee", NONE },
        { "Von Max Weber, Berlin", "Max Weber", NONE },
        { "Von Max Weber, Küstenbote", "Max Weber", "Küstenbote" },
        { "Par Jean de la Tour", "Jean de la Tour", NONE },
        { "Por Ana María López y José Ruiz", "Ana María López+José Ruiz", NONE },
        { "Ann Lee Scientific American", "Ann Lee", "Scientific American" },
        { "Ann Lee Kestrel Dispatch", "Ann Lee", "Kestrel Dispatch" },
        { "Ann B. Lee The Guardian", "Ann B. Lee", "The Guardian" },
        { "Jean de la Tour Le Monde", "Jean de la Tour", "Le Monde" },
        { "Ann Lee | The Kestrel Review", "Ann Lee", "The Kestrel Review" },
        { "Ann Lee, staff writer", "Ann Lee", NONE },
        { "Kestrel Chronicle", "", "Kestrel Chronicle" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        Byline byline = { 0 };
        g_autofree char *authors = NULL;

        g_assert_true (byline_parse (rows[i].line, &byline));
        authors = g_strjoinv ("+", byline.authors);
        g_assert_cmpstr (authors, ==, rows[i].authors);
        g_assert_cmpstr (byline.publication, ==, rows[i].publication);
        byline_clear (&byline);
    }
}

static void
test_prose_is_no_byline (void)
{
    static const char *const lines[] = {
        "By the time the rain came, nobody was left",
        "By Land and Sea",
        "By Monday",
        "Por favor",
        "Von Anfang an",
        "The clock had stopped, the keeper said.",
        "What the Tide Took",
        "Ann Lee",
        "October 3, 2024",
        "Mayor Announces Police Review",
        "Photos by Ann Lee",
        "‘It was dark,’ keeper says",
        "A town without a bell",
        "",
    };

    for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
        Byline byline = { 0 };

        g_assert_false (byline_parse (lines[i], &byline));
    }
}

static void
test_language_is_guessed (void)
{
    static const Pair pairs[] = {
        { "The council decided on Monday that the schools would open again in autumn without any limits.", "en" },
        { "Der Rat hat am Montag beschlossen, dass die Schulen im Herbst ohne Einschränkung öffnen.", "de" },
        { "La mairie a décidé lundi que les écoles ouvriraient de nouveau à l’automne sans restriction.", "fr" },
        { "El ayuntamiento decidió el lunes que las escuelas volverán a abrir en otoño sin límites.", "es" },
        { "Η πόλη αποφάσισε τη Δευτέρα", "el" },
        { "市議会は月曜日に学校を再開することを決定した。", "ja" },
        { "Too short", NONE },
        { "", NONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        g_assert_cmpstr (language_guess (pairs[i].input, strlen (pairs[i].input)), ==, pairs[i].expected);
}

static void
test_language_tags_are_normalised (void)
{
    static const Pair pairs[] = {
        { "en_us", "en-US" },   { "ZH-hans-cn", "zh-Hans-CN" }, { "es-419", "es-419" }, { "de-1996", "de-1996" },
        { "de-1996-DE", NONE }, { "en_US.UTF-8", NONE },        { "x", NONE },          { "", NONE },
        { "en-", NONE },        { "not a tag", NONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        g_autofree char *tag = language_normalise (pairs[i].input);

        g_assert_cmpstr (tag, ==, pairs[i].expected);
    }
}

static void
test_languages_that_are_written_leftwards (void)
{
    g_assert_true (language_is_rtl ("ar"));
    g_assert_true (language_is_rtl ("he-IL"));
    g_assert_true (language_is_rtl ("az_arab"));
    g_assert_false (language_is_rtl ("ks-Deva"));
    g_assert_false (language_is_rtl ("en"));
    g_assert_false (language_is_rtl ("nonsense!"));
}

typedef struct {
    const char *raw, *caption, *photographer, *agency;
} CreditRow;

static void
check_credits (const CreditRow *rows, guint n_rows)
{
    for (guint i = 0; i < n_rows; i++) {
        Credit credit;
        gboolean is_found = credit_parse (rows[i].raw, &credit);

        g_assert_cmpint (is_found, ==, rows[i].photographer != NULL || rows[i].agency != NULL);
        g_assert_cmpstr (credit.caption, ==, rows[i].caption);
        g_assert_cmpstr (credit.photographer, ==, rows[i].photographer);
        g_assert_cmpstr (credit.agency, ==, rows[i].agency);
        credit_clear (&credit);
    }
}

static void
test_credit_in_brackets_is_split_off (void)
{
    static const CreditRow rows[] = {
        { "The hall. (AP Photo/Ann Lee, File)", "The hall.", "Ann Lee", "AP" },
        { "The hall. (AP Photo/Ann Lee and Bob Roe)", "The hall.", "Ann Lee and Bob Roe", "AP" },
        { "The hall. (Ann Lee/The Kestrel Herald via AP)", "The hall.", "Ann Lee", "The Kestrel Herald via AP" },
        { "The hall. (Photo by ANN LEE / POOL / AFP)", "The hall.", "Ann Lee", "AFP" },
        { "The hall. (photo: Ann Lee/AFP)", "The hall.", "Ann Lee", "AFP" },
        { "The hall (Ann Lee/PA)", "The hall", "Ann Lee", "PA" },
        { "The hall [Ann Lee/Al Jazeera]", "The hall", "Ann Lee", "Al Jazeera" },
        { "The hall. (Handout)", "The hall.", NONE, "Handout" },
        { "Der Saal. (Foto: Max Weber/dpa)", "Der Saal.", "Max Weber", "dpa" },
        { "The hall of the Kestrel Rail Alliance (KRA)", "The hall of the Kestrel Rail Alliance (KRA)", NONE, NONE },
        { "The hall (left) and the yard (right)", "The hall (left) and the yard (right)", NONE, NONE },
    };

    check_credits (rows, G_N_ELEMENTS (rows));
}

static void
test_credit_behind_the_sentence_is_split_off (void)
{
    static const CreditRow rows[] = {
        { "The hall. REUTERS/Ann Lee/File Photo", "The hall.", "Ann Lee", "Reuters" },
        { "The hall. Ann Lee/Getty Images", "The hall.", "Ann Lee", "Getty Images" },
        { "The hall. Ann Lee/AFP via Getty Images", "The hall.", "Ann Lee", "AFP via Getty Images" },
        { "The hall. Photograph: Ann Lee/Kestrel Images", "The hall.", "Ann Lee", "Kestrel Images" },
        { "The hall.Credit...Ann Lee for The Kestrel Times", "The hall.", "Ann Lee", "The Kestrel Times" },
        { "The hall. Ann Lee | Reuters", "The hall.", "Ann Lee", "Reuters" },
        { "The hall, in winter — Photo © Ann Lee/ANP", "The hall, in winter", "Ann Lee", "ANP" },
        { "The hall. STAFF PHOTO BY ANN LEE", "The hall.", "Ann Lee", "Staff" },
        { "The hall. Photo courtesy of Ann Lee", "The hall.", "Ann Lee", NONE },
        { "The hall. Foto: picture alliance/dpa | Max Weber", "The hall.", "Max Weber", "picture alliance/dpa" },
        { "The hall. Foto: Polizei Halden", "The hall.", NONE, "Polizei Halden" },
        { "La salle. Crédit photo : Jean Petit/AFP", "La salle.", "Jean Petit", "AFP" },
        { "La sala. Foto: Ana Ruiz (EFE)", "La sala.", "Ana Ruiz", "EFE" },
        { "The hall. Photo: Ann Lee, CC BY 4.0, via Wikimedia Commons", "The hall.", "Ann Lee", "Wikimedia Commons" },
        { "Then and now. Left: Ann Lee/AP. Right: Bob Roe/Reuters", "Then and now.", "Ann Lee and Bob Roe",
          "AP; Reuters" },
        { "[2/9] The hall. Getty Images", "The hall.", NONE, "Getty Images" },
        { "The hall. (Photo by Ann Lee/Getty Images)Getty Images", "The hall.", "Ann Lee", "Getty Images" },
        { "Image source, Reuters. Image caption, The hall", "The hall", NONE, "Reuters" },
        { "Photos by Ann Lee and Bob Roe", NONE, "Ann Lee and Bob Roe", NONE },
        { "Photo shows the hall of Halden.", "Photo shows the hall of Halden.", NONE, NONE },
        { "", NONE, NONE, NONE },
    };

    check_credits (rows, G_N_ELEMENTS (rows));
}

static void
test_date_and_place_are_read_from_the_sentence (void)
{
    static const struct {
        const char *raw, *date, *place;
    } rows[] = {
        { "A crew in Marlow, Ohio, Tuesday, March 4, 2025. (AP)", "2025-03-04", "Marlow, Ohio" },
        { "A rally in the square, Feb. 3, 2023, in Halden.", "2023-02-03", "Halden" },
        { "Boats at Oyster Rock, the last stop of the line, May 2, 2024.", "2024-05-02", "Oyster Rock" },
        { "Barges on the Kestrel River.", NONE, "Kestrel River" },
        { "Nurses outside St Olave’s hospital, Marlow.", NONE, "Marlow" },
        { "Die Ministerin am Dienstag in Halden.", NONE, "Halden" },
        { "Ein Laden in Frankfurt am Main.", NONE, "Frankfurt am Main" },
        { "La maire, à Dole, le 3 mai 2024.", "2024-05-03", "Dole" },
        { "Ein Haus in der Nacht.", NONE, NONE },
        { "Ann Lee, who built the boat in 2009.", NONE, NONE },
        { "The strike committee, 1911.", "1911", NONE },
        { "The two towers in 2016 and today.", NONE, NONE },
        { "The mayor speaks on Monday.", NONE, NONE },
        { "Photo: Ann Lee, 1971", "1971", NONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        Credit credit;

        credit_parse (rows[i].raw, &credit);
        g_assert_cmpstr (credit.date, ==, rows[i].date);
        g_assert_cmpstr (credit.place, ==, rows[i].place);
        credit_clear (&credit);
    }
}

static void
test_captions_are_told_from_prose (void)
{
    static const char *const captions[] = {
        "The hall at night. (photo: Ann Lee/AFP)",
        "The hall. Photo by Ann Lee/Getty Images",
        "The hall. (Ann Lee/Kestrel Chronicle)",
        "The hall. Ann Lee | Reuters",
        "The hall. Picture: Ann Lee/PA",
        "A page of the log. (Handout)",
        "Der Saal. Foto: Max Weber/dpa",
        "The hall. © Ann Lee / AFP",
        "The hall. REUTERS/Ann Lee",
        "Photo by Ann Lee",
        "The hall. (AP Photo)",
    };
    static const char *const others[] = {
        "The hall was dark, the Kestrel Rail Alliance (KRA) said.",
        "“It is,” he said (laughing).",
        "The group is called the Kestrel Rail Alliance (KRA).",
        "She works for services (TikTok, Instagram).",
        "Ann Lee | Reuters",
        "By Ann Lee/The Kestrel Times",
        "© 2025 Ledgerline. All rights reserved.",
        "Source: Reuters",
        "He paid with credit: Visa or cash.",
        "Photo shows the hall.",
        "and/or",
        "Words & images: Ann",
        "(BEGIN VIDEO CLIP.)",
        "Follow us: Facebook / Instagram",
        "",
    };

    for (guint i = 0; i < G_N_ELEMENTS (captions); i++)
        g_assert_true (credit_is_caption (captions[i]));
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (credit_is_caption (others[i]));
}

static char *
repeated (const char *unit, guint n_times)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < n_times; i++)
        g_string_append (text, unit);
    return g_string_free (text, FALSE);
}

static void
test_hostile_lines_are_read_in_time (void)
{
    static const char *const units[] = { "(",  "(a) ",      "Photo: ",   "A B/",          "1 May ", "Ann Lee/AFP ",
                                         "é ", "in Oslo, ", "2024 and ", "Photo by A B; " };
    gint64 start = g_get_monotonic_time ();

    for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
        g_autofree char *line = repeated (units[i], 200000);
        g_autofree char *date = date_parse (line);
        Byline byline = { 0 };
        Credit credit;
        FoundDate found;

        g_assert_false (byline_parse (line, &byline));
        g_assert_false (credit_is_caption (line));
        credit_parse (line, &credit);
        credit_clear (&credit);
        date_find (line, 0, TRUE, &found);
        language_guess (line, strlen (line));
        g_assert_null (date);
    }
    g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/date/dates-are-found", test_dates_are_found);
    g_test_add_func ("/date/bare-years-only-when-asked", test_bare_years_only_when_asked);
    g_test_add_func ("/date/weekday-belongs-to-the-date", test_weekday_belongs_to_the_date);
    g_test_add_func ("/date/lines-that-are-dates", test_lines_that_are_dates);
    g_test_add_func ("/date/written-in-the-language", test_dates_are_written_in_the_language);
    g_test_add_func ("/name/persons-by-their-names", test_persons_by_their_names);
    g_test_add_func ("/name/publications-by-lexicon-and-shape", test_publications_by_lexicon_and_shape);
    g_test_add_func ("/name/capitals-become-names", test_names_in_capitals_become_names);
    g_test_add_func ("/byline/bylines-are-understood", test_bylines_are_understood);
    g_test_add_func ("/byline/prose-is-none", test_prose_is_no_byline);
    g_test_add_func ("/language/is-guessed", test_language_is_guessed);
    g_test_add_func ("/language/tags-are-normalised", test_language_tags_are_normalised);
    g_test_add_func ("/language/leftwards", test_languages_that_are_written_leftwards);
    g_test_add_func ("/credit/in-brackets-is-split-off", test_credit_in_brackets_is_split_off);
    g_test_add_func ("/credit/behind-the-sentence-is-split-off", test_credit_behind_the_sentence_is_split_off);
    g_test_add_func ("/credit/date-and-place-of-the-sentence", test_date_and_place_are_read_from_the_sentence);
    g_test_add_func ("/credit/captions-are-told-from-prose", test_captions_are_told_from_prose);
    g_test_add_func ("/lang/hostile-lines-are-read-in-time", test_hostile_lines_are_read_in_time);
    return g_test_run ();
}
