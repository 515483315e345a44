/* SPDX-License-Identifier: MIT */
#ifndef ROLE_H
#define ROLE_H

#include "institution.h"
#include "voice.h"

typedef struct {
    Article *article;
    const Prose *prose;
    GArray *runs;               /* NameRun */
    Institutions *institutions; /* those named so far */
    gboolean is_behind;         /* they are those of all of the text: a noun is only sure if one of them has it */
} RoleReader;

/* Reads what the text says that its people are: the apposition behind a name, the title before it,
 * "Ann Vale is the director of ...".  What tells more wins; of two that tell as much, an apposition over
 * a title, and the first over those after it. */
void roles_read (RoleReader *reader);

/* The same in the lines around the text: what is below the headline, and the captions. */
void roles_read_asides (const RoleReader *reader, const Voices *voices);

/* Reads "is a retired engineer", its verb at `verb`, as the voice's role if it has no better one. */
void role_read_statement (const RoleReader *reader, guint verb, guint end, Voice *voice);

/* Reads "A retired mechanic at the mill, she ...": the role before the subject, which is at `subject`. */
void role_read_fronted (const RoleReader *reader, guint start, guint subject, Voice *voice);

/* Reads "who asked not to be named" behind the description of somebody whom the text does not name. */
void role_read_description (const RoleReader *reader, guint after, guint end, Voice *voice);

/* Reads "Both asked not to be named because ...", the verb of which is at `verb`. */
void role_read_reason (const RoleReader *reader, guint verb, guint end, Voice *voice);

/* "the baker, who ..." is said of a person: a role if nothing else is known, and what the clause tells. */
void role_read_epithet (const RoleReader *reader, guint first, guint noun_end, guint end, Voice *voice);

/* "the department, which ...": what an organisation is, if nothing else is known. */
void role_read_which (const RoleReader *reader, guint comma, guint end, Voice *voice);

/* Whose daughter or brother the person is. */
void role_tell_owner (Article *article, Voice *voice, const Voice *owner);

/* The role as one phrase, NULL when there is none. */
const char *role_print (Article *article, const Voice *voice);

#endif
