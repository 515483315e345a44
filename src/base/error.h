/* SPDX-License-Identifier: MIT */
#ifndef ERROR_H
#define ERROR_H

#include "sheaf.h"

/* Makes what is wrong in a file SHEAF_ERROR_CONFIG: it was no input, but says what to do with one.  NULL is allowed. */
void error_is_of_config (GError *error);

/* The code for a system call that failed with `cause`: the usual one, unless memory or descriptors were lacking. */
SheafError error_code_of (int cause, SheafError usual);

#endif
