/* SPDX-License-Identifier: MIT */
#ifndef BASE_H
#define BASE_H

/* What every folder may use; knows GLib and the public header, nothing else of sheaf. */

#include "arena.h"
#include "error.h"
#include "file.h"
#include "hash.h"
#include "lines.h"
#include "report.h"
#include "seen.h"
#include "sha256.h"
#include "text.h"
#include "turns.h"
#include "uuid.h"

#endif
