/* seen.h - what each row of the source was like when it came, and which rows a list has.
 *
 * So a row that looks as it did is neither got nor stored again, and one that is listed no more is
 * known to have come from there. */
#ifndef GLIMT_IMPORT_SEEN_H
#define GLIMT_IMPORT_SEEN_H

#include "import/keep.h"

/* A number that stands for all that is shown of a row; never 0. */
int64_t seen_print(const struct json *shown);

/* The print under a name (the plural of a resource) and a number; 0: none, or one that may be old.
 * False when the database failed. */
bool seen_find(struct keeper *keeper, struct str name, int64_t id, int64_t *ret) MUST_USE;

/* Within a transaction. */
bool seen_forget(struct keeper *keeper, struct str name, int64_t id) MUST_USE;

/* Ids, in the arena that they are added in. A set that is {0} is empty. */
struct ids {
    int64_t *at;
    size_t count, room;
    bool is_sorted;
};

void ids_add(struct arena *arena, struct ids *ids, int64_t id);
bool ids_have(struct ids *ids, int64_t id); /* sorts them first */

/* Those of the rows that came which `listed` lacks, in `ret`; asides of rows that it lacks count,
 * too. */
bool seen_missing(struct keeper *keeper, struct str name, struct ids *listed, struct arena *arena,
                  struct ids *ret) MUST_USE;

#endif
