/* SPDX-License-Identifier: MIT */
#ifndef INPUT_PLACES_H
#define INPUT_PLACES_H

#include <glib.h>

/* The folders that inputs lie in: a few, however many inputs there are. */
typedef struct _InputPlaces InputPlaces;

InputPlaces *input_places_new (void);

/* Adds that of what somebody names: a folder itself, a file's own one, the one that a pattern begins in. */
void input_places_take (InputPlaces *places, const char *path);

/* Their paths, NULL-terminated. */
char **input_places_free_to_paths (InputPlaces *places);

#endif
