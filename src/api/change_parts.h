/* change_parts.h - the inside of a change, for the files that decode, prepare and store it. */
#ifndef GLIMT_API_CHANGE_PARTS_H
#define GLIMT_API_CHANGE_PARTS_H

#include "api/change.h"
#include "api/faults.h"
#include "api/plan.h"
#include "api/request.h"

/* FAULTY: the request gave something that was refused already. */
enum value_state { ABSENT, IS_NULL, IS_SET, FAULTY };

struct value {
    enum value_state state;
    int64_t integer;
    double real;
    struct str text;
};

/* The ids that a request gave for a LINKS field. */
struct link_value {
    enum value_state state;
    int64_t *ids; /* ascending, each once */
    size_t count;
};

struct change {
    const struct plan *plan;
    struct arena *arena;
    struct faults *faults;
    struct db *db; /* the connection of the current stage */
    int64_t account_id, user_id, id;
    int64_t now;
    bool is_update;
    struct value *values; /* by slot */
    struct value *before; /* by slot; of an update */
    struct link_value *links;
    struct str created_location; /* set by a create */
};

struct change *change_new(struct arena *arena, const struct plan *plan, struct faults *faults);

/* Fills a change from a request's body; faults are noted. */
void change_decode(struct change *change, struct str body);

/* Loads the row, completes what was left out, looks up references and runs the hooks `check` and
 * `derive`. Needs change->db inside a transaction. INVALID when faults were noted, also by
 * change_decode(). */
enum outcome change_prepare(struct change *change) MUST_USE;

/* Writes a prepared create or update; sets change->id. */
enum outcome change_store(struct change *change) MUST_USE;

/* Binds the sort key and the folded text of a column from parameter `at` on, where it has them;
 * `text` NULL is a null. Returns the next free parameter. */
int change_bind_derived(struct arena *arena, struct statement *statement, int at,
                        const struct column *column, const struct str *text);

/* Deletes the row change->id, unless it is missing, referred to, or a hook says no. */
enum outcome change_delete(struct change *change) MUST_USE;

/* Notes that the path's id leads nowhere. */
enum outcome change_not_found(struct change *change);

#endif
