/* SPDX-License-Identifier: MIT */
#include "page/page.h"
#include "photos.h"

/* Where the image is from is text, which a sidecar names it by: a name that is none is escaped as in an address. */
static const char *
source_of_name (const char *name, Arena *arena)
{
    g_autofree char *text = text_of_name (name), *escaped = g_uri_escape_string (name, "/!$&'()*+,;=@", FALSE);

    return arena_strdup (arena, g_str_equal (text, name) ? name : escaped);
}

Node *
photo_figure (const Input *input, Article *article, GBytes *bytes, const char *member, const char *source)
{
    const PhotoFacts *embedded = photo_read_facts (input->book, article->arena, bytes, NULL, input->store, member);
    NoteId note;
    Picture *picture = book_add_picture (input->book, bytes, &note);
    Node *figure, *image;

    if (note != N_NOTES)
        report_note (input->book->report, note, input->path, 0, NULL);
    if (picture == NULL)
        return NULL;
    figure = node_new (article->arena, NODE_FIGURE);
    image = node_append_new (article->arena, figure, NODE_IMAGE);
    image->image.picture = picture;
    image->image.origin->source = source_of_name (source, article->arena);
    image->image.origin->embedded = embedded;
    return figure;
}

/* A drawing is read as what is in it. */
static gboolean
photo_probe (const Input *input)
{
    PictureInfo info;
    NoteId problem;

    return !input->book->options.is_fragment
           && (name_is_photo (input->name)
               || (picture_probe (input->bytes, &info, &problem) && info.format != PICTURE_SVG));
}

/* The photo's own headline is its title. */
static gboolean
photo_read (const Input *input, GError **error)
{
    Article *article = article_new (ARTICLE_CHAPTER);
    Node *figure;

    g_ptr_array_add (input->book->articles, article);
    figure = photo_figure (input, article, input->bytes, input->store != NULL ? input->name : NULL, input->name);
    if (figure == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT,
                     "the picture is damaged, or of a kind that no book can hold");
        return FALSE;
    }
    node_append (article->root, figure);
    if (figure->first->image.origin->embedded != NULL)
        article->metadata.title = figure->first->image.origin->embedded->headline;
    return TRUE;
}

const Reader photo_reader = { "photo", photo_probe, photo_read, TRUE };
