/* keep.h - stores what came, through the door, with how far it is.
 *
 * A keeper is one import of one account. Rows are stored by the rule that the source is right: ids,
 * stamps, by whom, and what was derived are as told (CALLER_IMPORT). A row that is named before it
 * comes is made of what others show of it, and noted as only named; when it comes itself it takes
 * that place. What can't be stored is kept aside, with a sentence, and never stops the rest.
 *
 * All between keep_begin() and keep_end() is one transaction, progress included. */
#ifndef GLIMT_IMPORT_KEEP_H
#define GLIMT_IMPORT_KEEP_H

#include "change/door.h"
#include "import/shape.h"

struct keeper {
    struct arena *arena; /* of the rows of a transaction; emptied when it ends */
    struct db *db;
    const struct plans *plans;
    struct caller caller;
    struct faults faults;
    struct door door;
    struct shaper shaper;
    bool failed;           /* the database did, since keep_begin() */
    int64_t stored, aside; /* rows, so far */
};

void keep_open(struct keeper *keeper, struct arena *arena, struct db *db, const struct plans *plans,
               int64_t account_id);
void keep_close(struct keeper *keeper);

bool keep_begin(struct keeper *keeper) MUST_USE;
bool keep_end(struct keeper *keeper) MUST_USE; /* false: nothing of it is there */

/* Stores a row as an answer shows it; `owner_id` is that of its parent, `more` are members that no
 * answer has, or NULL; `print` is noted of it (seen.h). False when the database failed. */
bool keep_row(struct keeper *keeper, const struct plan *plan, const struct json *shown,
              int64_t owner_id, const struct json *more, int64_t print) MUST_USE;

/* Notes a print under a name and a number (seen.h). */
bool keep_print(struct keeper *keeper, struct str name, int64_t id, int64_t print) MUST_USE;

/* Deletes a row that is gone at the source. `ret_gone`: it is; not while others refer to it. */
bool keep_remove(struct keeper *keeper, const struct plan *plan, int64_t id, int64_t owner_id,
                 bool *ret_gone) MUST_USE;

/* Whether the row is there, and not only named. */
bool keep_has(struct keeper *keeper, const struct plan *plan, int64_t id, bool *ret) MUST_USE;

/* Runs a statement of the import's own tables about the account, ?1, with up to three more. */
bool keep_run(struct keeper *keeper, struct str sql, struct str text, int64_t first, int64_t second,
              int64_t third) MUST_USE;

/* How far a step is; of one that has not begun, the first page. */
struct step_state {
    int64_t page, there;
    bool is_done;
};
bool keep_step(struct keeper *keeper, struct str step, struct step_state *ret) MUST_USE;
bool keep_set_step(struct keeper *keeper, struct str step, const struct step_state *state) MUST_USE;

/* A number that a SELECT about the account, ?1, and a text, ?2, gives. */
bool keep_count(struct keeper *keeper, struct str sql, struct str text, int64_t *ret) MUST_USE;

#endif
