/* pages_parts.h - the built pages (tools/embed.py writes them), and in which form they are sent. */
#ifndef GLIMT_PAGES_PAGES_PARTS_H
#define GLIMT_PAGES_PAGES_PARTS_H

#include "pages/pages.h"

extern const struct page built_pages[]; /* in the order of their paths */
extern const size_t built_page_count;

/* Whether a list as in Accept-Encoding has the encoding, and does not refuse it with `q=0`. */
bool encoding_is_taken(struct str list, struct str encoding);

#endif
