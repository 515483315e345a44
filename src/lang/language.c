/* SPDX-License-Identifier: MIT */
#include "language.h"

#include <libexttextcat/textcat.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>
#include <unistd.h>

#define FINGERPRINTS "/usr/share/libexttextcat/"

/* So much of a text tells its language; more only takes time. */
#define SAMPLE_SIZE 2000

/* With fewer letters n-grams tell nothing; where the script alone decides, a word is enough. */
#define MIN_LETTERS 40
#define MIN_LETTERS_OF_SCRIPT 8

/* In so many letters a language shows the letters that are its own. */
#define MANY_LETTERS 200

/* In fewer, letters that a language never has speak louder than n-grams; one may be a name's. */
#define MANY_FOREIGN_LETTERS 2

/* Loading a fingerprint costs more than comparing it, and there are 180.  So only those languages are
 * loaded that the script of the text allows, and of which it has one of the letters that any longer
 * text in them has. */
typedef struct {
    const char *tag; /* also the name of the fingerprint */
    GUnicodeScript script;
    const char *letters; /* NULL: always a candidate */
    const char *never;   /* letters of its neighbours that it does not have; NULL: none to speak of */
} Language;

#define NOT_RUSSIAN "іїєўјђћљњџќѓѕәғқңөү"
#define SIMPLIFIED "们这国学开关对时会来说还"
#define TRADITIONAL "們這國學開關對時會來說還"

static const Language languages[] = {
    { "en", G_UNICODE_SCRIPT_LATIN, NULL },
    { "de", G_UNICODE_SCRIPT_LATIN, NULL },
    { "fr", G_UNICODE_SCRIPT_LATIN, NULL },
    { "es", G_UNICODE_SCRIPT_LATIN, NULL },
    { "it", G_UNICODE_SCRIPT_LATIN, NULL },
    { "pt", G_UNICODE_SCRIPT_LATIN, NULL },
    { "nl", G_UNICODE_SCRIPT_LATIN, NULL },
    { "id", G_UNICODE_SCRIPT_LATIN, NULL },
    { "sw", G_UNICODE_SCRIPT_LATIN, NULL },
    { "af", G_UNICODE_SCRIPT_LATIN, "êëô" },
    { "ca", G_UNICODE_SCRIPT_LATIN, "àçèòï" },
    { "cs", G_UNICODE_SCRIPT_LATIN, "ěřůž" },
    { "cy", G_UNICODE_SCRIPT_LATIN, "ŵŷâ" },
    { "da", G_UNICODE_SCRIPT_LATIN, "æøå" },
    { "eo", G_UNICODE_SCRIPT_LATIN, "ĉĝŝŭ" },
    { "et", G_UNICODE_SCRIPT_LATIN, "õäü" },
    { "eu", G_UNICODE_SCRIPT_LATIN, "ñ" },
    { "fi", G_UNICODE_SCRIPT_LATIN, "äö" },
    { "ga", G_UNICODE_SCRIPT_LATIN, "áéíóú" },
    { "gl", G_UNICODE_SCRIPT_LATIN, "ñóá" },
    { "hr", G_UNICODE_SCRIPT_LATIN, "čćđž" },
    { "hu", G_UNICODE_SCRIPT_LATIN, "őűá" },
    { "is", G_UNICODE_SCRIPT_LATIN, "ðþ" },
    { "lt", G_UNICODE_SCRIPT_LATIN, "ėųįš" },
    { "lv", G_UNICODE_SCRIPT_LATIN, "āēīļņ" },
    { "nb", G_UNICODE_SCRIPT_LATIN, "æøå" },
    { "pl", G_UNICODE_SCRIPT_LATIN, "łąęż" },
    { "ro", G_UNICODE_SCRIPT_LATIN, "ășțşţ" },
    { "sk", G_UNICODE_SCRIPT_LATIN, "ľťčž" },
    { "sl", G_UNICODE_SCRIPT_LATIN, "čšž" },
    { "sq", G_UNICODE_SCRIPT_LATIN, "ë" },
    { "sv", G_UNICODE_SCRIPT_LATIN, "åäö" },
    { "tr", G_UNICODE_SCRIPT_LATIN, "ışğ" },
    { "vi", G_UNICODE_SCRIPT_LATIN, "đơưạ" },
    { "ru", G_UNICODE_SCRIPT_CYRILLIC, NULL, NOT_RUSSIAN },
    { "bg", G_UNICODE_SCRIPT_CYRILLIC, NULL, NOT_RUSSIAN "ыэё" },
    { "be", G_UNICODE_SCRIPT_CYRILLIC, "ў" },
    { "kk", G_UNICODE_SCRIPT_CYRILLIC, "әғқң" },
    { "mk", G_UNICODE_SCRIPT_CYRILLIC, "ѓќѕј" },
    { "mn", G_UNICODE_SCRIPT_CYRILLIC, "өү" },
    { "sr-Cyrl", G_UNICODE_SCRIPT_CYRILLIC, "ђћј" },
    { "uk", G_UNICODE_SCRIPT_CYRILLIC, "іїє", "ыэёъ" },
    { "ar", G_UNICODE_SCRIPT_ARABIC, NULL },
    { "ckb", G_UNICODE_SCRIPT_ARABIC, "ێۆڵ" },
    { "fa", G_UNICODE_SCRIPT_ARABIC, "پچگژ" },
    { "ug", G_UNICODE_SCRIPT_ARABIC, "ېۇۋ" },
    { "ur", G_UNICODE_SCRIPT_ARABIC, "ٹڈڑے" },
    { "he", G_UNICODE_SCRIPT_HEBREW, NULL },
    { "yi", G_UNICODE_SCRIPT_HEBREW, "װײױ" },
    { "hi", G_UNICODE_SCRIPT_DEVANAGARI, NULL },
    { "mr", G_UNICODE_SCRIPT_DEVANAGARI, "ळ" },
    { "ne", G_UNICODE_SCRIPT_DEVANAGARI, NULL },
    { "zh-Hans", G_UNICODE_SCRIPT_HAN, NULL, TRADITIONAL },
    { "zh-Hant", G_UNICODE_SCRIPT_HAN, NULL, SIMPLIFIED },
    { "am", G_UNICODE_SCRIPT_ETHIOPIC, NULL },
    { "ti", G_UNICODE_SCRIPT_ETHIOPIC, NULL },
    { "bn", G_UNICODE_SCRIPT_BENGALI, NULL },
    { "dv", G_UNICODE_SCRIPT_THAANA, NULL },
    { "el", G_UNICODE_SCRIPT_GREEK, NULL },
    { "gu", G_UNICODE_SCRIPT_GUJARATI, NULL },
    { "hy", G_UNICODE_SCRIPT_ARMENIAN, NULL },
    { "ja", G_UNICODE_SCRIPT_HIRAGANA, NULL },
    { "ka", G_UNICODE_SCRIPT_GEORGIAN, NULL },
    { "km", G_UNICODE_SCRIPT_KHMER, NULL },
    { "kn", G_UNICODE_SCRIPT_KANNADA, NULL },
    { "ko", G_UNICODE_SCRIPT_HANGUL, NULL },
    { "lo", G_UNICODE_SCRIPT_LAO, NULL },
    { "ml", G_UNICODE_SCRIPT_MALAYALAM, NULL },
    { "my", G_UNICODE_SCRIPT_MYANMAR, NULL },
    { "pa", G_UNICODE_SCRIPT_GURMUKHI, NULL },
    { "si", G_UNICODE_SCRIPT_SINHALA, NULL },
    { "ta", G_UNICODE_SCRIPT_TAMIL, NULL },
    { "te", G_UNICODE_SCRIPT_TELUGU, NULL },
    { "th", G_UNICODE_SCRIPT_THAI, NULL },
};

/* What one pass over the sample tells. */
typedef struct {
    guint n_letters;
    GUnicodeScript script;   /* of most letters */
    gboolean letters[0x600]; /* which there are, of those below U+0600, in lower case; others are rare */
    GString *others;
} Letters;

static GUnicodeScript
script_of_letter (gunichar c)
{
    GUnicodeScript script = g_unichar_get_script (c);

    return script == G_UNICODE_SCRIPT_KATAKANA ? G_UNICODE_SCRIPT_HIRAGANA : script;
}

static void
add_letter (Letters *letters, gunichar c)
{
    gunichar lower = g_unichar_tolower (c);

    letters->n_letters++;
    if (lower < G_N_ELEMENTS (letters->letters))
        letters->letters[lower] = TRUE;
    else if (letters->others->len < 4 * 256 && g_utf8_strchr (letters->others->str, -1, lower) == NULL)
        g_string_append_unichar (letters->others, lower);
}

static GUnicodeScript
main_script (guint *counts, guint n_scripts)
{
    GUnicodeScript script = G_UNICODE_SCRIPT_UNKNOWN;
    guint most = 0;

    /* Japanese is mostly Han, but nothing else mixes it with kana. */
    if (counts[G_UNICODE_SCRIPT_HIRAGANA] * 10 > counts[G_UNICODE_SCRIPT_HAN]) {
        counts[G_UNICODE_SCRIPT_HIRAGANA] += counts[G_UNICODE_SCRIPT_HAN];
        counts[G_UNICODE_SCRIPT_HAN] = 0;
    }
    for (guint i = 0; i < n_scripts; i++)
        if (counts[i] > most) {
            most = counts[i];
            script = (GUnicodeScript) i;
        }
    return script;
}

static void
look_at_letters (const char *sample, gsize length, Letters *letters)
{
    guint counts[256] = { 0 };

    for (const char *p = sample; p < sample + length; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        GUnicodeScript script;

        if (!g_unichar_isalpha (c))
            continue;
        add_letter (letters, c);
        script = c < 0x80 ? G_UNICODE_SCRIPT_LATIN : script_of_letter (c);
        if (script >= 0 && (guint) script < G_N_ELEMENTS (counts))
            counts[script]++;
    }
    letters->script = main_script (counts, G_N_ELEMENTS (counts));
}

static guint
count_letters_of (const Letters *letters, const char *wanted)
{
    guint n_found = 0;

    for (const char *p = wanted; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        n_found += c < G_N_ELEMENTS (letters->letters) ? letters->letters[c]
                                                       : g_utf8_strchr (letters->others->str, -1, c) != NULL;
    }
    return n_found;
}

static gboolean
is_candidate (const Letters *letters, const Language *language)
{
    if (language->script != letters->script)
        return FALSE;
    if (letters->n_letters < MANY_LETTERS)
        return count_letters_of (letters, language->never) < MANY_FOREIGN_LETTERS;
    return language->letters == NULL || count_letters_of (letters, language->letters) > 0;
}

static guint
list_candidates (const Letters *letters, const Language **candidates)
{
    guint n_candidates = 0;

    for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        if (is_candidate (letters, &languages[i]))
            candidates[n_candidates++] = &languages[i];
    return n_candidates;
}

/* The library takes its list of fingerprints from a file only; this one lies in memory. */
static void *
load_fingerprints (const char *list)
{
    int file = memfd_create ("fingerprints", MFD_CLOEXEC);
    void *classifier = NULL;
    char path[32];

    g_snprintf (path, sizeof path, "/proc/self/fd/%d", file);
    if (file >= 0 && file_write_all (file, list, strlen (list)) && access (FINGERPRINTS, X_OK) == 0)
        classifier = special_textcat_Init (path, FINGERPRINTS);
    if (file >= 0)
        close (file);
    return classifier;
}

/* Reading fingerprints takes longer than comparing them, and the next text is often in the language of this one:
 * so a thread keeps those that it has read last. */
typedef struct {
    char *list;
    void *classifier;
} Fingerprints;

static void
fingerprints_free (gpointer data)
{
    Fingerprints *fingerprints = data;

    textcat_Done (fingerprints->classifier);
    g_free (fingerprints->list);
    g_free (fingerprints);
}

static void *
get_fingerprints (const Language *const *candidates, guint n_candidates)
{
    static GPrivate own = G_PRIVATE_INIT (fingerprints_free);
    Fingerprints *kept = g_private_get (&own);
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; i < n_candidates; i++)
        g_string_append_printf (list, "%s.lm %s\n", candidates[i]->tag, candidates[i]->tag);
    if (kept == NULL || strcmp (kept->list, list->str) != 0) {
        void *classifier = load_fingerprints (list->str);

        if (classifier == NULL) /* which the next text may be spared */
            return NULL;
        kept = g_new0 (Fingerprints, 1);
        kept->list = g_strdup (list->str);
        kept->classifier = classifier;
        g_private_replace (&own, kept);
    }
    return kept->classifier;
}

static const char *
classify (void *classifier, const char *sample, gsize length, const Language *const *candidates, guint n_candidates)
{
    candidate_t *results = textcat_GetClassifyFullOutput (classifier);
    const char *tag = NULL;
    int n_results = textcat_ClassifyFull (classifier, sample, length, results);

    for (guint i = 0; n_results > 0 && i < n_candidates; i++)
        if (strcmp (candidates[i]->tag, results[0].name) == 0)
            tag = candidates[i]->tag;
    textcat_ReleaseClassifyFullOutput (classifier, results);
    return tag;
}

static gsize
sample_length (const char *text, gsize length)
{
    if (length <= SAMPLE_SIZE)
        return length;
    for (length = SAMPLE_SIZE; length > 0 && ((guchar) text[length] & 0xc0) == 0x80;)
        length--;
    return length;
}

const char *
language_guess (const char *text, gsize length)
{
    const Language *candidates[G_N_ELEMENTS (languages)];
    g_autoptr (GString) others = g_string_new (NULL);
    Letters letters = { .others = others };
    guint n_candidates;
    void *classifier;

    length = sample_length (text, length);
    look_at_letters (text, length, &letters);
    n_candidates = list_candidates (&letters, candidates);
    if (n_candidates == 1 && letters.n_letters >= MIN_LETTERS_OF_SCRIPT)
        return candidates[0]->tag;
    if (n_candidates == 0 || letters.n_letters < MIN_LETTERS)
        return NULL;
    classifier = get_fingerprints (candidates, n_candidates);
    return classifier != NULL ? classify (classifier, text, length, candidates, n_candidates) : NULL;
}

static gboolean
is_all (const char *subtag, gboolean (*is_class) (char c))
{
    for (; *subtag != '\0'; subtag++)
        if (!is_class (*subtag))
            return FALSE;
    return TRUE;
}

static gboolean
is_letter (char c)
{
    return g_ascii_isalpha (c);
}

static gboolean
is_digit (char c)
{
    return g_ascii_isdigit (c);
}

static gboolean
is_letter_or_digit (char c)
{
    return g_ascii_isalnum (c);
}

/* The parts of a tag, in the order in which they must come. */
typedef enum { PART_LANGUAGE, PART_SCRIPT, PART_REGION, PART_VARIANT, PART_NONE } Part;

static Part
part_of_subtag (const char *subtag, gboolean is_first)
{
    gsize length = strlen (subtag);

    if (is_first) /* longer ones are well-formed, but none is registered: "english" is no tag */
        return is_all (subtag, is_letter) && (length == 2 || length == 3) ? PART_LANGUAGE : PART_NONE;
    if (is_all (subtag, is_letter) && (length == 4 || length == 2))
        return length == 4 ? PART_SCRIPT : PART_REGION;
    if (is_all (subtag, is_digit) && length == 3)
        return PART_REGION;
    if (is_all (subtag, is_letter_or_digit) && length <= 8 && (length >= 5 || (length == 4 && is_digit (subtag[0]))))
        return PART_VARIANT;
    return PART_NONE;
}

static void
set_case (char *subtag, Part part)
{
    for (char *p = subtag; *p != '\0'; p++)
        *p = part == PART_REGION || (part == PART_SCRIPT && p == subtag) ? g_ascii_toupper (*p) : g_ascii_tolower (*p);
}

char *
language_normalise (const char *tag)
{
    g_autofree char *hyphened = g_strdelimit (g_strdup (tag), "_", '-');
    g_auto (GStrv) subtags = g_strsplit (hyphened, "-", 16);
    Part last = PART_LANGUAGE;

    if (subtags[0] == NULL)
        return NULL;
    for (guint i = 0; subtags[i] != NULL; i++) {
        Part part = part_of_subtag (subtags[i], i == 0);

        if (part == PART_NONE || part < last || (i > 0 && part == last && part != PART_VARIANT))
            return NULL;
        set_case (subtags[i], part);
        last = part;
    }
    return g_strjoinv ("-", subtags);
}

gboolean
language_is_rtl (const char *tag)
{
    static const char *const rtl_scripts[] = { "Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa", NULL };
    static const char *const rtl_languages[] = { "ar",  "arc", "ckb", "dv",  "fa", "he", "iw", "ji", "nqo",
                                                 "prs", "ps",  "sd",  "syr", "ug", "ur", "yi", NULL };
    g_autofree char *normal = language_normalise (tag);
    g_auto (GStrv) subtags = g_strsplit (normal != NULL ? normal : "", "-", 3);

    if (subtags[0] == NULL)
        return FALSE;
    if (subtags[1] != NULL && strlen (subtags[1]) == 4 && is_letter (subtags[1][0]))
        return g_strv_contains (rtl_scripts, subtags[1]);
    return g_strv_contains (rtl_languages, subtags[0]);
}

gboolean
language_is_same (const char *a, const char *b)
{
    gsize length = strcspn (a, "-_");

    return length == strcspn (b, "-_") && g_ascii_strncasecmp (a, b, length) == 0;
}

static void
take_delimiter (ULocaleData *data, ULocaleDataDelimiterType type, const char *otherwise, char mark[16])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[8];
    int32_t length = data != NULL ? ulocdata_getDelimiter (data, type, wide, G_N_ELEMENTS (wide), &status) : 0;

    if (length > 0 && U_SUCCESS (status))
        u_strToUTF8 (mark, 8, NULL, wide, length, &status);
    if (length <= 0 || U_FAILURE (status))
        g_strlcpy (mark, otherwise, 8);
}

QuotationMarks
language_quotation_marks (const char *tag)
{
    QuotationMarks marks = { "", "", "", "" };
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open (tag, &status);

    take_delimiter (U_SUCCESS (status) ? data : NULL, ULOCDATA_QUOTATION_START, "“", marks.open);
    take_delimiter (U_SUCCESS (status) ? data : NULL, ULOCDATA_QUOTATION_END, "”", marks.close);
    take_delimiter (U_SUCCESS (status) ? data : NULL, ULOCDATA_ALT_QUOTATION_START, "‘", marks.inner_open);
    take_delimiter (U_SUCCESS (status) ? data : NULL, ULOCDATA_ALT_QUOTATION_END, "’", marks.inner_close);
    if (U_SUCCESS (status))
        ulocdata_close (data);
    if (language_is_same (tag, "fr") && g_str_equal (marks.open, "«") && !g_str_has_suffix (tag, "-CH")) {
        g_strlcpy (marks.open, "«\u202f", sizeof marks.open);
        g_strlcpy (marks.close, "\u202f»", sizeof marks.close);
        g_strlcpy (marks.inner_open, marks.open, sizeof marks.inner_open);
        g_strlcpy (marks.inner_close, marks.close, sizeof marks.inner_close);
    }
    return marks;
}

/* Only where the two can be told apart, and inner ones from both. */
static gboolean
has_inner_marks (const QuotationMarks *marks)
{
    return !g_str_equal (marks->open, marks->close) && !g_str_equal (marks->open, marks->inner_open)
           && !g_str_equal (marks->close, marks->inner_close);
}

char *
quotation_of (const QuotationMarks *marks, const char *text)
{
    GString *quotation = g_string_new (text);

    if (has_inner_marks (marks)) {
        g_string_replace (quotation, marks->open, marks->inner_open, 0);
        g_string_replace (quotation, marks->close, marks->inner_close, 0);
    }
    g_string_prepend (quotation, marks->open);
    g_string_append (quotation, marks->close);
    return g_string_free (quotation, FALSE);
}

char *
language_name (const char *tag, const char *in_language)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[64];
    char utf8[4 * G_N_ELEMENTS (name)];
    int32_t length = uloc_getDisplayName (tag, in_language, name, G_N_ELEMENTS (name), &status);

    if (U_FAILURE (status) || length >= (int32_t) G_N_ELEMENTS (name)) /* then it has no end */
        return g_strdup (tag);
    u_strToUTF8 (utf8, sizeof utf8, NULL, name, length, &status);
    return g_strdup (U_SUCCESS (status) ? utf8 : tag);
}
