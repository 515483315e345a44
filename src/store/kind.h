/* SPDX-License-Identifier: MIT */
#ifndef KIND_H
#define KIND_H

#include "store.h"

/* What a kind of store can do.  `read` sets *problem and the error when it returns NULL. */
typedef struct {
    GBytes *(*read) (Store *store, const char *name, gsize limit, StoreProblem *problem, GError **error);
    gboolean (*has) (Store *store, const char *name);
    gboolean (*list) (Store *store, GPtrArray *members, GError **error);
    gboolean (*has_beside) (Store *store, const char *name, gboolean (*accepts) (const char *name)); /* or NULL */
    char **(*resolve) (const char *from, const char *reference, StoreProblem *problem);
    void (*free) (Store *store);
} StoreKind;

/* Begins the struct of every kind. */
struct _Store {
    const StoreKind *kind;
    Arena *arena;
    GHashTable *found;  /* name -> Found: what references gave */
    gsize n_found;      /* bytes of those */
    GPtrArray *members; /* StoreMember, once they were listed */
    SeenFiles *seen;    /* or NULL */
};

/* Sets up what all kinds have. */
void store_init (Store *store, const StoreKind *kind);

/* Adds a member to the list; `fault` is a literal or NULL. */
void store_add_member (Store *store, GPtrArray *members, const char *name, const char *fault);

/* More files than this are not listed: nobody reads them, and an archive may claim any number. */
#define MEMBERS_LIMIT 250000

/* The names that a reference of the file `from` may mean, the likeliest first; NULL with *problem when it
 * means none.  Both know nothing of what is there. */
char **reference_to_paths (const char *from, const char *reference, StoreProblem *problem);
char **reference_to_addresses (const char *from, const char *reference, StoreProblem *problem);

#endif
