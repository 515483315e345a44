/* SPDX-License-Identifier: MIT */
#include "page.h"

void
page_find_figures (Page *page)
{
}
