/* SPDX-License-Identifier: MIT */
#ifndef TOLD_NAME_H
#define TOLD_NAME_H

#include "model/model.h"

/* The full names of persons in what stands before an interview, for its labels to mean; the array is the arena's. */
GPtrArray *told_names_new (Arena *arena);

/* Adds those of a text of `length` bytes, at most as many as help. */
void told_names_read (Arena *arena, GPtrArray *names, const char *text, gsize length);

/* Whether the words are a person's full name by shape and given name; as it is printed, else NULL. */
const char *told_name_make (Arena *arena, const char *words);

/* Adds the full name that the text has the label in, whatever given name stands before it: "Aino Hvide" for "HVIDE". */
void told_names_seek (Arena *arena, GPtrArray *names, const char *text, const char *label);

void told_names_add (GPtrArray *names, const char *name);

/* The name that the words mean, by all of it, its surname, its given name or its initials: "Rosalind Quay", "QUAY",
 * "RQ". NULL when there is none. */
const char *told_names_find (const GPtrArray *names, const char *words);

#endif
