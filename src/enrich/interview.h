/* SPDX-License-Identifier: MIT */
#ifndef INTERVIEW_H
#define INTERVIEW_H

#include "model/model.h"

/* What one speaker of an interview or transcript says in one go. */
typedef struct {
    Span span;        /* without the label; over paragraphs that go on with it */
    guint block;      /* index in article->blocks: where it begins */
    guint last_block; /* and ends */
    const char *name; /* the speaker's full name; NULL: who asks, or cannot be told */
} Turn;

/* The turns of paragraphs that begin with a label, "Ann Vale:", "VALE:", "AV:", "Q:", in their order; empty when
 * the article is no interview.  Not every label makes one: at least two speakers take turns, and who they are is known
 * or they are called question and answer.  Free the array with g_array_unref(). */
GArray *interview_find (Article *article);

#endif
