/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <errno.h>
#include <sysexits.h>

GQuark
sheaf_error_quark (void)
{
    return g_quark_from_static_string ("sheaf-error");
}

static int
status_of (SheafError code)
{
    switch (code) {
    case SHEAF_ERROR_INPUT: return EX_NOINPUT;
    case SHEAF_ERROR_EMPTY:
    case SHEAF_ERROR_FORMAT:
    case SHEAF_ERROR_SYNTAX:
    case SHEAF_ERROR_LIMIT: return EX_DATAERR;
    case SHEAF_ERROR_CONFIG: return EX_CONFIG;
    case SHEAF_ERROR_BUSY: return EX_TEMPFAIL;
    case SHEAF_ERROR_EXISTS:
    case SHEAF_ERROR_PLACE: return EX_CANTCREAT;
    case SHEAF_ERROR_OUTPUT: return EX_IOERR;
    }
    g_return_val_if_reached (EX_SOFTWARE);
}

int
sheaf_error_exit_status (const GError *error)
{
    g_return_val_if_fail (error->domain == SHEAF_ERROR, EX_SOFTWARE);
    return status_of ((SheafError) error->code);
}

void
error_is_of_config (GError *error)
{
    if (error != NULL && status_of ((SheafError) error->code) == EX_DATAERR)
        error->code = SHEAF_ERROR_CONFIG;
}

SheafError
error_code_of (int cause, SheafError usual)
{
    return cause == ENOMEM || cause == EMFILE || cause == ENFILE || cause == EAGAIN ? SHEAF_ERROR_BUSY : usual;
}
