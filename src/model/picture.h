/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PICTURE_H
#define MODEL_PICTURE_H

#include "book.h"

/* Of the pictures of a new book, of one whose last pictures are to go, and of one that goes. */
void book_init_pictures (SheafBook *book);
void book_truncate_pictures (SheafBook *book, guint n_pictures);
void book_clear_pictures (SheafBook *book);

#endif
