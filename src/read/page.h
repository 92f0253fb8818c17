/* page.h - the rows of a page, while they are found. */
#ifndef GLIMT_READ_PAGE_H
#define GLIMT_READ_PAGE_H

#include "read/list_parameters.h"
#include "read/place.h"

/* Rows in the order of a list. Its ends are places from which the list can be read on. */
struct page {
    int64_t ids[PAGE_SIZE_MAX];
    size_t count, wanted;
    struct place first, last;
    bool has_first, has_last;
};

#endif
