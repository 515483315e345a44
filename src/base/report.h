/* SPDX-License-Identifier: MIT */
#ifndef REPORT_H
#define REPORT_H

#include "sheaf.h"

/* Every note there is: id, severity, stable code, and the sentence that sheaf(1) explains it with. */
#define NOTES(NOTE)                                                                                                    \
    NOTE (ARTICLE_DUPLICATE, INFO, "article-duplicate", "the article is in the book already and is packed once")       \
    NOTE (ARTICLE_FROM_DATA, INFO, "article-from-data", "the article is not on the page; it was read from its data")   \
    NOTE (ARTICLE_OLD, INFO, "article-old", "articles of days before the one asked for were left out")                 \
    NOTE (ARTICLE_UNDATED, INFO, "article-undated", "the article has no date; it stays, whatever day was asked for")   \
    NOTE (AUTHORS_DROPPED, LOSS, "authors-dropped", "there are too many authors; not all are named in the book")       \
    NOTE (BOILERPLATE_DROPPED, INFO, "boilerplate-dropped", "text of the page outside its article was left out")       \
    NOTE (CAPTION_ADDED, WARNING, "caption-added", "a caption of the sidecar is not in the text; it stands first")     \
    NOTE (CHARACTER_DROPPED, LOSS, "character-dropped", "characters that XML cannot hold were left out")               \
    NOTE (COVER_PHOTO, WARNING, "cover-photo", "the photo could not be put on the cover, which is of type alone")      \
    NOTE (COVER_TEXT, WARNING, "cover-text", "no typeface at hand has all letters of the title on the cover")          \
    NOTE (DATE_UNKNOWN, WARNING, "date-unknown", "a date could not be understood and was left out")                    \
    NOTE (DIRECTION_OPEN, WARNING, "direction-open", "text is turned right or left without an end; it got one")        \
    NOTE (DOUBTFUL_LEFT_OUT, INFO, "doubtful-left-out", "what was found, but is doubtful, was left out, as asked for") \
    NOTE (ELEMENT_DROPPED, LOSS, "element-dropped", "something of the page cannot be in a book and was left out")      \
    NOTE (ENCODING_ERROR, LOSS, "encoding-error", "bytes that are wrong in the input's encoding were replaced")        \
    NOTE (ENCODING_GUESSED, INFO, "encoding-guessed", "the input is not UTF-8; its encoding was guessed")              \
    NOTE (ENCODING_SUSPECT, WARNING, "encoding-suspect", "the text looks as if it was encoded twice; it is left so")   \
    NOTE (ENTRY_EMPTY, LOSS, "entry-empty", "an entry of the feed has no text; it is not in the book")                 \
    NOTE (FIELD_INVALID, WARNING, "field-invalid", "a value of front matter or sidecar cannot be used")                \
    NOTE (FIELD_UNKNOWN, WARNING, "field-unknown", "a key of front matter, sidecar, glossary or list is not known")    \
    NOTE (GLOSSARY_ALIAS, INFO, "glossary-alias", "an alias in the glossary is a term of its own; it stays one")       \
    NOTE (GLOSSARY_REFERENCE, WARNING, "glossary-reference", "a reference in the glossary names no term of it")        \
    NOTE (GLOSSARY_ROW, WARNING, "glossary-row", "a row of the user's glossary cannot be used")                        \
    NOTE (GLOSSARY_UNUSED, INFO, "glossary-unused", "terms of the user's glossary do not occur in the book")           \
    NOTE (INPUT_SKIPPED, LOSS, "input-skipped", "a file of an archive or folder cannot be read")                       \
    NOTE (LANGUAGE_GUESSED, INFO, "language-guessed", "the language was not given and was guessed")                    \
    NOTE (LANGUAGE_UNKNOWN, WARNING, "language-unknown", "the language could not be told; English is assumed")         \
    NOTE (LINE_DROPPED, LOSS, "line-dropped", "a line beside the headline is not in the book")                         \
    NOTE (LINK_VOLUME, INFO, "link-volume", "links to articles in other volumes lead to the web")                      \
    NOTE (MARKUP_FLATTENED, WARNING, "markup-flattened", "elements lay too deep; their text is kept without them")     \
    NOTE (MARKUP_MENDED, INFO, "markup-mended", "the feed is not well-formed XML; what is wrong was mended")           \
    NOTE (MARKUP_UNCLOSED, LOSS, "markup-unclosed", "what nobody closed took the rest of the page with it")            \
    NOTE (PART_DROPPED, INFO, "part-dropped", "part of a book is in none of its chapters and was left out")            \
    NOTE (PHOTO_ABSENT, LOSS, "photo-absent", "photos that a list names are not there")                                \
    NOTE (PHOTO_ADDED, INFO, "photo-added", "photos of a list that the article does not show were added to it")        \
    NOTE (PHOTO_LIST, WARNING, "photo-list", "a list of photos cannot be used")                                        \
    NOTE (PHOTO_ROW, WARNING, "photo-row", "a row of a list of photos cannot be used")                                 \
    NOTE (PHOTO_UNLISTED, LOSS, "photo-unlisted", "photos beside a list that it does not name are not in the book")    \
    NOTE (PHOTO_UNSHOWN, LOSS, "photo-unshown", "photos of a list are in no article, and not in the book")             \
    NOTE (PICTURE_BROKEN, LOSS, "picture-broken", "a picture is damaged; its caption stands alone")                    \
    NOTE (PICTURE_CHANGED, INFO, "picture-changed", "a picture was made to fit: its size, format or colours")          \
    NOTE (PICTURE_FORMAT, LOSS, "picture-format", "a picture's format is not one that books may hold")                 \
    NOTE (PICTURE_HELPER, LOSS, "picture-helper", "a picture must be changed, but sheaf-image cannot run; install it") \
    NOTE (PICTURE_LARGE, LOSS, "picture-large", "a picture has more pixels than readers can show")                     \
    NOTE (PICTURE_MISSING, LOSS, "picture-missing", "a picture cannot be found or read; its caption stands alone")     \
    NOTE (PICTURE_OUTSIDE, LOSS, "picture-outside", "a picture outside the input's folder was not opened")             \
    NOTE (PICTURE_REMOTE, INFO, "picture-remote", "a picture stays on the web; a link stands in its place")            \
    NOTE (PICTURE_SLOW, LOSS, "picture-slow", "sheaf-image takes too long over a picture, or did over some before it") \
    NOTE (PICTURE_UNFIT, WARNING, "picture-unfit", "a picture is left as it is: sheaf-image cannot run or is slow")    \
    NOTE (RECORD_CUT, LOSS, "record-cut", "the end of a page was not saved in the web archive")                        \
    NOTE (RECORD_OTHER, INFO, "record-other", "responses in a web archive that are no pages were left out")            \
    NOTE (RECORD_SKIPPED, LOSS, "record-skipped", "a record of a web archive cannot be read")                          \
    NOTE (SANDBOX_PARTIAL, INFO, "sandbox-partial", "the kernel cannot take from sheaf all that it does not need")     \
    NOTE (SUMMARY_DROPPED, LOSS, "summary-dropped", "an entry's shorter text says something else; it is left out")     \
    NOTE (TABLE_UNFOLDED, WARNING, "table-unfolded", "a table is too wide for a page; its cells follow one another")   \
    NOTE (TITLE_MISSING, WARNING, "title-missing", "no headline was found; the file's name is used")

#define NOTE_ID(id, severity, code, sentence) NOTE_##id,
typedef enum { NOTES (NOTE_ID) N_NOTES } NoteId;
#undef NOTE_ID

/* The notes of a book, in the order in which they came up. */
typedef struct _Report Report;

Report *report_new (void);
void report_free (Report *report);

/* Adds a note about `input`.  `line` counts from 1; 0 means all of the input.  `format` gives the
 * particulars, which follow the note's own sentence; NULL when there are none. */
void report_note (Report *report, NoteId id, const char *input, guint line, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

guint report_length (const Report *report);
void report_get (const Report *report, guint index, SheafNote *note);

/* The sentence of the note with that code; NULL: there is none. */
const char *report_sentence (const char *code);

/* Forgets all notes after the first `length`: for a read that failed. */
void report_truncate (Report *report, guint length);

#endif
