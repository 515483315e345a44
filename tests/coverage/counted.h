/* SPDX-License-Identifier: MIT */
#ifndef COUNTED_H
#define COUNTED_H

/* Included before all else in a build that counts lines: a process writes its counts when it exits, so one that leaves
 * otherwise has to do so before, and none may be shut in where it cannot. */

#include <seccomp.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

void __gcov_dump (void);

#define _exit(status) (__gcov_dump (), (_exit) (status))
#define seccomp_load(context) ((void) (context), 0)
#define setrlimit(resource, limits) ((resource) == RLIMIT_FSIZE ? 0 : (setrlimit) (resource, limits))
#define syscall(number, ...) ((number) == SYS_landlock_restrict_self ? 0 : (syscall) (number, __VA_ARGS__))

#endif
