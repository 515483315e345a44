/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_LABEL_H
#define CREDIT_LABEL_H

#include "credit-line.h"

/* What says that a name follows: "Photo:", "© 2024,", "Left: Courtesy of".  For lang only. */

#define LABEL_ROLES (ROLE_LABEL | ROLE_SOURCE | ROLE_STATUS | ROLE_FILE | ROLE_COURTESY | ROLE_FIRST | ROLE_COPYRIGHT)

/* Writes down what a word of a label says. */
void credit_label_note (CreditLine *line, const CreditToken *token);

/* Whether a word of a label is one here: "Staff photo", "File: ", but neither "Staff/AP" nor "Courtesy" alone. */
gboolean credit_label_is_at (const CreditToken *tokens, guint n, guint at);

/* "Left:", "Clockwise from left,": where it ends, or `at`. */
guint credit_label_skip_side (const CreditToken *tokens, guint n, guint at);

/* All labels that the tokens begin with, which are noted: where the name begins. */
guint credit_label_skip (CreditLine *line, const CreditToken *tokens, guint n);

#endif
