/* pages_parts.h - the pages that are built into the program; tools/embed.py writes them. */
#ifndef GLIMT_PAGES_PAGES_PARTS_H
#define GLIMT_PAGES_PAGES_PARTS_H

#include "pages/pages.h"

extern const struct page built_pages[]; /* in the order of their paths */
extern const size_t built_page_count;

#endif
