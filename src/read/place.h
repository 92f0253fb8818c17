/* place.h - where a row stands in a list. */
#ifndef GLIMT_READ_PLACE_H
#define GLIMT_READ_PLACE_H

#include "db/db.h"

/* Where a row stands in a list; before any row when all is least. */
struct place {
    int64_t prefix;
    bool is_blob; /* the key is a blob; else a number */
    int64_t number;
    struct str key;
    int64_t id;
};

struct place place_first(void);
void place_bind(struct statement *statement, int at, const struct place *place);

/* A place from three columns; a blob is copied. */
struct place place_read(struct arena *arena, struct statement *row, int at);

/* In the order of the list: below 0, 0, or above. */
int place_compare(const struct place *a, const struct place *b);

#endif
