/* batch.h - rows that were fetched and wait to be stored together.
 *
 * Nobody else can write while a transaction is open, so none is while the source is asked. What
 * came waits in memory for a second or a hundred rows, and is then stored in one short transaction,
 * with how far the import is. So a stop loses what a second brought. */
#ifndef GLIMT_IMPORT_BATCH_H
#define GLIMT_IMPORT_BATCH_H

#include "files/file_store.h"
#include "import/keep.h"

struct waiting_row {
    const struct plan *plan;
    const struct json *shown, *more; /* in the batch's arena */
    int64_t owner_id;
    struct upload *upload; /* the bytes that it names; NULL: none */
    int64_t print;         /* see seen.h; 0: what it shows does not tell when it changes */
};

enum { BATCH_MOST = 4096 }; /* a hundred rows, and one with all parts that it can have */

struct batch {
    struct arena *arena; /* of what was fetched; emptied when it is stored */
    struct keeper *keeper;
    struct file_store *files;
    struct waiting_row rows[BATCH_MOST];
    size_t count;
    int64_t begun_at; /* monotonic milliseconds; of the first row */
};

void batch_open(struct batch *batch, struct keeper *keeper, struct file_store *files);
void batch_close(struct batch *batch); /* what waits is dropped */

/* False when there is no room: the rest of a row with more parts is stored on its own. */
bool batch_add(struct batch *batch, const struct waiting_row *row) MUST_USE;

/* Whether it is time to store it. Asked between rows that belong together. */
bool batch_is_due(const struct batch *batch);

/* Forgets the rows behind the first `count`: those of a row that did not come whole. */
void batch_cut(struct batch *batch, size_t count);

/* Stores all and sets the step; false when the database failed. */
bool batch_store(struct batch *batch, struct str step, const struct step_state *state) MUST_USE;

#endif
