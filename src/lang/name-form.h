/* SPDX-License-Identifier: MIT */
#ifndef NAME_FORM_H
#define NAME_FORM_H

#include <glib.h>

/* The parts of a person's name, as it is filed: "Anna von Berg Jr." is Anna, von, Berg, Jr. */
typedef struct {
    char *given;    /* NULL: one word is all there is */
    char *particle; /* small words before the family name, or NULL */
    char *family;
    char *suffix; /* or NULL */
} NameForm;

/* Takes a name apart whose words are in the order of Western languages. */
NameForm name_form (const char *name);
void name_form_clear (NameForm *form);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NameForm, name_form_clear)

#endif
