/* SPDX-License-Identifier: MIT */
#ifndef ROLE_READER_H
#define ROLE_READER_H

#include "role-phrase.h"
#include "role.h"

/* What the files that read roles share. */

/* Longer clauses are not told behind a role. */
#define MOST_CLAUSE_WORDS 14

/* Where a role stands: of two that tell as much, the later of these wins. */
typedef enum {
    FROM_TITLE,
    FROM_STATEMENT,
    FROM_APPOSITION,
    N_PLACES,
} RolePlace;

/* Gives the voice a role, the tokens from `first` to before `end`.  FALSE when it keeps the one that it has. */
gboolean role_set (const RoleReader *reader, Voice *voice, RolePlace place, guint first, guint end);

/* How much a role of the text tells, and where it stands; its rank is not 0. */
RoleLevel role_level (const Role *role);
RolePlace role_place (const Role *role);

/* Whether it is only how somebody is called, not what they do: "reverend". */
gboolean role_is_address (const Role *role);

/* The words of a clause, without the comma inside of a quotation that ends it. */
const char *role_words (const RoleReader *reader, guint first, guint end);

/* Reads what stands before a name, which is in a sentence that begins at `start`. */
void role_read_before (const RoleReader *reader, const NameRun *run, guint start, guint end);

/* Completes a bare title by the one institution of the text that has such a head: "superintendent of the Lyle
 * School District". */
void role_complete (const RoleReader *reader, Voice *voice);

#endif
