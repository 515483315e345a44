/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "csv.h"
#include "lang/lang.h"
#include "photos.h"

/* A list is no larger, in bytes, and no more rows of it are read. */
#define LIST_LIMIT ((gsize) 32 * 1024 * 1024)
#define MOST_ROWS 10000

/* A text about a photo is no longer, in bytes. */
#define TEXT_LENGTH ((gsize) 16 * 1024)

/* So many rows, dates and keys are told of one by one, so many photos by their names. */
#define MOST_ROW_NOTES 20
#define MOST_NAMES 5

/* In notes, a name is shown no longer. */
#define NAME_CHARACTERS 60

typedef enum {
    FIELD_FILE,
    FIELD_CAPTION,
    FIELD_PHOTOGRAPHER,
    FIELD_AGENCY,
    FIELD_CREDIT, /* photographer and agency in one line */
    FIELD_DATE,
    FIELD_PLACE,
    FIELD_ALT,
    FIELD_RIGHTS,
    FIELD_HEADLINE,
    N_FIELDS
} Field;

static const char *const field_names[N_FIELDS] = {
    "file", "caption", "photographer", "agency", "credit", "date", "place", "alt", "rights", "headline",
};

/* A list while it is read. */
typedef struct {
    Photos *photos;
    PhotoList *list;
    guint n_rows;
    guint n_faults, n_bad_dates;
    GTree *unknown;  /* a set: the keys and columns that are not known, as many as are told of */
    GString *absent; /* the first photos that are not there */
    guint n_absent;
} Reading;

static guint
find_field (const char *name)
{
    const char *meant = lexicon_find (LEXICON_PHOTO_FIELDS, name, -1);
    guint field = 0;

    while (meant != NULL && field < N_FIELDS && strcmp (meant, field_names[field]) != 0)
        field++;
    return meant != NULL ? field : N_FIELDS;
}

static void
note_row (Reading *reading, guint line, const char *what)
{
    if (++reading->n_faults <= MOST_ROW_NOTES)
        report_note (reading->photos->book->report, NOTE_PHOTO_ROW, reading->list->path, line, "%s", what);
}

static void
note_list (const Reading *reading, guint line, const char *what)
{
    report_note (reading->photos->book->report, NOTE_PHOTO_LIST, reading->list->path, line, "%s", what);
}

/* Once for each of them: what one row has, most rows have. */
static void
note_unknown (const Reading *reading, guint line, const char *name)
{
    g_autofree char *shown = text_shorten (name, NAME_CHARACTERS);

    if (g_tree_nnodes (reading->unknown) == MOST_ROW_NOTES || g_tree_lookup (reading->unknown, shown) != NULL)
        return;
    g_tree_insert (reading->unknown, g_strdup (shown), GUINT_TO_POINTER (1));
    report_note (reading->photos->book->report, NOTE_FIELD_UNKNOWN, reading->list->path, line, "%s", shown);
}

/* ---- a row ---- */

/* The photo in the store: a path as the list's own folder has it, be it written with strokes of either kind. */
static char *
find_member (const Reading *reading, const char *file)
{
    g_autofree char *path = g_strdelimit (g_strdup (file), "\\", '/');
    g_autofree char *reference = g_uri_escape_string (path, "/", FALSE);

    return store_resolve (reading->photos->store, reading->list->name, reference);
}

static void
note_absent (Reading *reading, const char *file)
{
    g_autofree char *shown = text_shorten (file, NAME_CHARACTERS);

    if (++reading->n_absent <= MOST_NAMES)
        g_string_append_printf (reading->absent, "%s%s", reading->n_absent > 1 ? ", " : "", shown);
}

/* The date as ISO 8601 has it; a note, and NULL, when it is none. */
static const char *
understand_date (Reading *reading, guint line, const char *text)
{
    g_autofree char *date = text != NULL ? date_parse (text) : NULL;
    g_autofree char *shown = text != NULL && date == NULL ? text_shorten (text, NAME_CHARACTERS) : NULL;

    if (shown != NULL && ++reading->n_bad_dates <= MOST_ROW_NOTES)
        report_note (reading->photos->book->report, NOTE_DATE_UNKNOWN, reading->list->path, line, "%s", shown);
    return arena_strdup (reading->photos->book->arena, date);
}

static void
fill_facts (Reading *reading, guint line, const char *const *texts, PhotoFacts *facts)
{
    facts->headline = texts[FIELD_HEADLINE];
    facts->description = texts[FIELD_CAPTION] != NULL ? texts[FIELD_CAPTION] : texts[FIELD_HEADLINE];
    facts->alt = texts[FIELD_ALT];
    facts->photographer = texts[FIELD_PHOTOGRAPHER];
    facts->credit = texts[FIELD_CREDIT];
    facts->agency = texts[FIELD_AGENCY];
    facts->rights = texts[FIELD_RIGHTS];
    facts->place = texts[FIELD_PLACE];
    facts->date = understand_date (reading, line, texts[FIELD_DATE]);
}

/* Copies of the values as text of a book, NULL for what is blank; FALSE, when one is too long. */
static gboolean
clean_texts (const Reading *reading, const char *const *values, const char **texts)
{
    for (Field field = 0; field < N_FIELDS; field++) {
        g_autofree char *text = NULL;

        if (values[field] == NULL)
            continue;
        if (strlen (values[field]) > TEXT_LENGTH)
            return FALSE;
        text = text_clean (values[field], -1);
        texts[field] = *text != '\0' ? arena_strdup (reading->photos->book->arena, text) : NULL;
    }
    return TRUE;
}

static void
add_row (Reading *reading, guint line, const char *const *values)
{
    const char *texts[N_FIELDS] = { NULL };
    g_autofree char *member = NULL;
    PhotoRow *row;

    if (++reading->n_rows > MOST_ROWS)
        return;
    if (!clean_texts (reading, values, texts)) {
        note_row (reading, line, "a text of it is too long");
        return;
    }
    if (texts[FIELD_FILE] == NULL) {
        note_row (reading, line, "it names no file");
        return;
    }
    member = find_member (reading, texts[FIELD_FILE]);
    if (member == NULL) {
        note_absent (reading, texts[FIELD_FILE]);
        return;
    }
    if (g_tree_lookup (reading->photos->by_member, member) != NULL) {
        note_row (reading, line, "its photo is in a list already");
        return;
    }
    row = arena_make (reading->photos->book->arena, PhotoRow);
    row->member = arena_strdup (reading->photos->book->arena, member);
    fill_facts (reading, line, texts, &row->facts);
    g_ptr_array_add (reading->list->rows, row);
    g_tree_insert (reading->photos->by_member, (gpointer) row->member, row);
}

/* ---- CSV ---- */

static void
add_csv_row (Reading *reading, const Csv *csv)
{
    const char *values[N_FIELDS + 1] = { NULL };

    if (csv->fields->len > csv->columns->len) {
        note_row (reading, csv->line, "it has more fields than columns; text with a separator needs quotation marks");
        return;
    }
    for (guint i = 0; i < csv->fields->len; i++)
        values[g_array_index (csv->columns, guint, i)] = g_ptr_array_index (csv->fields, i);
    add_row (reading, csv->line, values);
}

static gboolean
take_header (const Reading *reading, Csv *csv)
{
    guint seen = csv_find_columns (csv, find_field, N_FIELDS);

    if ((seen & 1u << FIELD_FILE) == 0) {
        note_list (reading, csv->line, "its first line names no column \"file\"");
        return FALSE;
    }
    for (guint i = 0; i < csv->columns->len; i++)
        if (g_array_index (csv->columns, guint, i) == N_FIELDS
            && !text_is_blank (g_ptr_array_index (csv->fields, i), -1))
            note_unknown (reading, csv->line, g_ptr_array_index (csv->fields, i));
    return TRUE;
}

static void
read_csv (Reading *reading, const Input *input)
{
    g_auto (Csv) csv;
    g_autoptr (GError) error = NULL;
    gboolean is_end = FALSE;

    csv_begin (&csv, input->text, input->length);
    if (!csv_read_row (&csv, &is_end, &error) || is_end || !take_header (reading, &csv)) {
        if (is_end)
            note_list (reading, 0, "there is nothing in it");
    } else {
        while (csv_read_row (&csv, &is_end, &error) && !is_end)
            add_csv_row (reading, &csv);
    }
    if (error != NULL)
        note_list (reading, 0, error->message);
}

/* ---- YAML ---- */

/* The text of a scalar, or of a list of them: several photographers; NULL for what is neither. */
static char *
join_value (const Yaml *value)
{
    GString *joined = g_string_new (value->kind == YAML_SCALAR ? value->string : NULL);

    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        if (value->kind != YAML_SEQUENCE || item->kind != YAML_SCALAR) {
            g_string_free (joined, TRUE);
            return NULL;
        }
        if (item->string != NULL)
            g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", item->string);
    }
    return g_string_free (joined, FALSE);
}

static void
free_values (char **values)
{
    for (guint field = 0; field <= N_FIELDS; field++)
        g_free (values[field]);
}

static void
add_mapping (Reading *reading, const Yaml *mapping)
{
    char *values[N_FIELDS + 1] = { NULL };
    gboolean is_good = TRUE;

    values[FIELD_FILE] = g_strdup (mapping->key);
    for (const Yaml *value = mapping->first; value != NULL && is_good; value = value->next) {
        guint field = find_field (value->key);

        if (field == N_FIELDS)
            note_unknown (reading, value->line, value->key);
        g_free (values[field]);
        values[field] = join_value (value);
        is_good = values[field] != NULL || field == N_FIELDS;
    }
    if (is_good)
        add_row (reading, mapping->line, (const char *const *) values);
    else
        note_row (reading, mapping->line, "what it says of a photo must be a text, or a list of texts");
    free_values (values);
}

/* A mapping; or a photo with its caption, "harbour.jpg: The harbour", or without. */
static void
add_yaml_row (Reading *reading, const Yaml *row)
{
    const char *values[N_FIELDS] = { NULL };

    if (row->kind == YAML_MAPPING) {
        add_mapping (reading, row);
    } else if (row->kind == YAML_SCALAR) {
        values[FIELD_FILE] = row->key != NULL ? row->key : row->string;
        values[FIELD_CAPTION] = row->key != NULL ? row->string : NULL;
        add_row (reading, row->line, values);
    } else {
        note_row (reading, row->line, "it is no photo with what is said of it");
    }
}

/* Whether a member of the list's own mapping is a photo, and not what is said of all of them. */
static gboolean
is_row (const Yaml *member)
{
    return member->kind == YAML_MAPPING || name_is_photo (member->key);
}

/* Adds the rows that stand in the mapping itself, or under its key `photos`, and leaves the rest of it. */
static void
take_mapping (Reading *reading, Yaml *root)
{
    const Yaml *photos = yaml_member (root, "photos");

    for (Yaml **link = &root->first; *link != NULL;) {
        const Yaml *member = *link;

        if (member != photos && (photos != NULL || !is_row (member))) {
            link = &(*link)->next;
            continue;
        }
        *link = member->next;
        if (member != photos)
            add_yaml_row (reading, member);
    }
    for (const Yaml *row = photos != NULL ? photos->first : NULL; row != NULL; row = row->next)
        add_yaml_row (reading, row);
    reading->list->metadata = root;
}

static void
read_yaml (Reading *reading, const Input *input)
{
    g_autoptr (GError) error = NULL;
    Yaml *root = yaml_parse (reading->list->arena, input->text, input->length, &error);

    if (root == NULL)
        note_list (reading, 0, error->message);
    else if (root->kind == YAML_MAPPING)
        take_mapping (reading, root);
    else if (root->kind == YAML_SCALAR)
        note_list (reading, root->line, root->string != NULL ? "it is no list of photos" : "there is nothing in it");
    for (const Yaml *row = root != NULL && root->kind == YAML_SEQUENCE ? root->first : NULL; row != NULL;
         row = row->next)
        add_yaml_row (reading, row);
}

/* ---- the list ---- */

static void
read_table (Reading *reading)
{
    PhotoList *list = reading->list;
    Input input = { .book = reading->photos->book, .path = list->path, .name = list->name, .bytes = list->bytes };
    g_autoptr (GError) error = NULL;

    if (!input_decode (&input, list->arena, &error))
        note_list (reading, 0, error->message);
    else if (table_is_yaml (list->name, input.text))
        read_yaml (reading, &input);
    else
        read_csv (reading, &input);
}

static void
note_rest (const Reading *reading)
{
    Report *report = reading->photos->book->report;

    if (reading->n_rows > MOST_ROWS)
        report_note (report, NOTE_PHOTO_ROW, reading->list->path, 0, "%u beyond the first %d",
                     reading->n_rows - MOST_ROWS, MOST_ROWS);
    if (reading->n_faults > MOST_ROW_NOTES)
        report_note (report, NOTE_PHOTO_ROW, reading->list->path, 0, "and %u more", reading->n_faults - MOST_ROW_NOTES);
    if (reading->n_bad_dates > MOST_ROW_NOTES)
        report_note (report, NOTE_DATE_UNKNOWN, reading->list->path, 0, "and %u more",
                     reading->n_bad_dates - MOST_ROW_NOTES);
    if (reading->n_absent > MOST_NAMES)
        g_string_append_printf (reading->absent, ", and %u more", reading->n_absent - MOST_NAMES);
    if (reading->n_absent > 0)
        report_note (report, NOTE_PHOTO_ABSENT, reading->list->path, 0, "%s", reading->absent->str);
}

static PhotoList *
list_new (const Photos *photos, const char *name)
{
    Arena *arena = arena_new ();
    PhotoList *list = arena_make (arena, PhotoList);
    g_autofree char *path = g_build_filename (photos->path, name, NULL);
    list->arena = arena;
    list->name = arena_strdup (arena, name);
    list->path = arena_strdup (arena, path);
    list->rows = arena_ptr_array (arena);
    return list;
}

void
photo_list_free (PhotoList *list)
{
    g_clear_pointer (&list->bytes, g_bytes_unref);
    arena_free (list->arena);
}

void
photo_list_note_second (const Photos *photos, const char *name)
{
    g_autofree char *path = g_build_filename (photos->path, name, NULL);

    report_note (photos->book->report, NOTE_PHOTO_LIST, path, 0, "its folder has another one");
}

void
photo_list_read (Photos *photos, const char *name)
{
    PhotoList *list = list_new (photos, name);
    g_autoptr (GString) absent = g_string_new (NULL);
    g_autoptr (GTree) unknown = g_tree_new_full (compare_names, NULL, g_free, NULL);
    Reading reading = { .photos = photos, .list = list, .unknown = unknown, .absent = absent };
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (photos->lists, list);
    list->bytes = store_read_member (photos->store, name, LIST_LIMIT, &error);
    if (list->bytes == NULL)
        note_list (&reading, 0, error->message);
    else
        read_table (&reading);
    note_rest (&reading);
}
