/* SPDX-License-Identifier: MIT */
#ifndef SHUT_H
#define SHUT_H

#include "cli.h"
#include "sandbox/sandbox.h"

/* What a command keeps of the machine when it shuts itself in, which it does when it knows what it was asked for, and
 * before it reads any of it. */
typedef struct _Shut Shut;

/* The value of --sandbox, or NULL. */
gboolean shut_check_mode (const char *mode, GError **error);

/* What the library reads of the system is kept anyway. */
Shut *shut_new (void);
void shut_free (Shut *shut);

/* Keeps a file, or a folder and all below it; NULL: nothing.  `paths` may be NULL. */
void shut_keep (Shut *shut, const char *path, PlaceUse use);
void shut_keep_all (Shut *shut, char **paths, PlaceUse use);

/* Keeps what is needed to write a file, as the library does: its folder, unless it is a device. */
void shut_keep_output (Shut *shut, const char *path);

/* Keeps a way to have pictures changed. */
void shut_keep_pictures (Shut *shut);

/* Keeps the system calls with which processes are made. */
void shut_keep_processes (Shut *shut);

/* Keeps where the inputs lie, for which lists are read when everything else is gone, and takes away what is not kept,
 * as `mode` says.  *lack is what the kernel cannot do, or NULL.  FALSE: it shall not go on, but end with *status. */
gboolean shut_in (const Shut *shut, const char *mode, char **inputs, char **lists, const char **lack, Status *status);

/* Whether `mode` asks for it at all. */
gboolean shut_is_wanted (const char *mode);

/* In a process that was forked since, which makes no other. */
void shut_in_worker (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shut, shut_free)

#endif
