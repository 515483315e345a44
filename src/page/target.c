/* SPDX-License-Identifier: MIT */
#include "build.h"

/* A reference, and what it names. */
typedef struct {
    Node *node;
    const char *id;
} Reference;

struct _Targets {
    Arena *arena;
    GHashTable *nodes;  /* id -> Node */
    GArray *references; /* Reference */
};

Targets *
targets_new (Arena *arena)
{
    Targets *targets = g_new0 (Targets, 1);

    targets->arena = arena;
    targets->nodes = g_hash_table_new (g_str_hash, g_str_equal);
    targets->references = g_array_new (FALSE, FALSE, sizeof (Reference));
    return targets;
}

void
targets_free (Targets *targets)
{
    g_hash_table_unref (targets->nodes);
    g_array_unref (targets->references);
    g_free (targets);
}

void
targets_add (Targets *targets, const char *id, Node *node)
{
    if (!g_hash_table_contains (targets->nodes, id)) /* of ids that come twice the first counts */
        g_hash_table_insert (targets->nodes, (gpointer) id, node);
}

void
targets_add_reference (Targets *targets, Node *reference, const char *id)
{
    Reference entry = { reference, id };

    g_array_append_val (targets->references, entry);
}

static gboolean
is_below (const Node *node, const Node *root)
{
    while (node != NULL && node != root)
        node = node->parent;
    return node != NULL;
}

/* The content of a link that leads nowhere stays, and so does the mark of a note that is not there. */
static void
dissolve (Node *reference)
{
    Node *child;

    if (reference->reference.kind == REFERENCE_NOTE) {
        reference->kind = NODE_SUPERSCRIPT;
        return;
    }
    while ((child = reference->first) != NULL) {
        node_unlink (child);
        node_insert_before (reference, child);
    }
    node_unlink (reference);
}

void
targets_resolve (Targets *targets, const Node *root)
{
    for (guint i = 0; i < targets->references->len; i++) {
        const Reference *reference = &g_array_index (targets->references, Reference, i);
        Node *target = g_hash_table_lookup (targets->nodes, reference->id);

        if (!is_below (reference->node, root))
            continue;
        if (target != NULL && is_below (target, root))
            reference->node->reference.target = target;
        else
            dissolve (reference->node);
    }
}
