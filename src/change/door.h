/* door.h - the one way in which a row of a resource is created, changed or deleted.
 *
 * Whoever asks (the API, the pages, an action, a command, the server itself) begins a change on
 * behalf of a caller, fills it from JSON or from C, and lets it pass the door inside a transaction
 * that writes. door.c has all that then happens as one list of steps: the rules of the resource,
 * what follows from the row, the row itself with what belongs to it, the audit log, versions and
 * the change log. Nothing else writes to the table of a resource.
 *
 *   struct door door = {.arena = arena, .db = db, .ledger = ledger, .caller = &caller,
 *                       .faults = &faults, .now = instant_now()};
 *   struct change *change = change_begin(&door, plan, CHANGE_CREATE, 0);
 *   change_set_text(change, "name", name);
 *   enum outcome outcome = door_pass(change);
 *
 * Rows that another row owns (ROWS) come, change and go with a change of their owner, and have
 * entries of their own in the change log; what an action gives them alone is a patch.
 *
 * A change belongs to one thread at a time: it may be begun and filled on an event thread, with a
 * connection that reads, and passes the door on the writer's, after door.db and door.ledger were
 * set to the writer's. */
#ifndef GLIMT_CHANGE_DOOR_H
#define GLIMT_CHANGE_DOOR_H

#include "change/change.h"
#include "change/ledger.h"
#include "plan/faults.h"
#include "json/read.h"

/* What is written to the audit log. */
enum auditing {
    AUDIT_ROW,  /* an entry for each change, with what it altered */
    AUDIT_NONE, /* nothing: the action writes one entry for all that it changes */
};

/* What the changes of one job have in common. Whoever runs the job owns it, sets all of it before
 * the first change begins, and keeps it as long as its changes, which point to it; the door changes
 * nothing of it. Of a request it is begun on the event thread (request_door()); the writer's thread
 * puts its own connection and ledger in before the change passes. */
struct door {
    struct arena *arena;   /* of the job; everything that a change keeps is taken from it */
    struct db *db;         /* the connection of the thread that has the change now */
    struct ledger *ledger; /* of that connection's transaction; NULL while a change is only looked
                              at, outside of a transaction that writes */
    const struct caller *caller; /* who asks; outlives the door */
    struct faults *faults;       /* what is wrong with any of the changes; outlives the door */
    int64_t now;         /* the moment of the job, for stamps: taken once, when it is decoded */
    enum auditing audit; /* the same for all changes of the job */
    struct str address;  /* where it is asked for from; empty: the machine itself */
    int64_t *sum;        /* counts the security events of changes that are noted as one by whoever
                            makes them; NULL: each is noted */
};

/* Begins a change of the row `id` of the plan's resource. For CHANGE_CREATE it is 0, unless the new
 * row has a given id: the only one, or that of the row to which it belongs. Lives in the door's
 * arena. A resource without a table (the body of an action) can be filled, but not pass. */
struct change *change_begin(const struct door *door, const struct plan *plan, enum change_kind kind,
                            int64_t id);

/* Begins a change of another row in the memory of one that has passed, so that any number of rows
 * can change one after the other. Of the former nothing is left. Not for patches. */
void change_begin_next(struct change *change, enum change_kind kind, int64_t id);

/* Begins the patch that the resource declares under this name, of one row; or of many rows, which
 * get the same values: one statement, however many, and `ids` lives as long as the change. Neither
 * `check` nor `derive` runs; no row is read, so that references are left to the foreign keys. For
 * many rows the door must have AUDIT_NONE. Every row has to be there. */
struct change *change_begin_patch(const struct door *door, const struct plan *plan,
                                  const char *name, int64_t id);
struct change *change_begin_patch_of(const struct door *door, const struct plan *plan,
                                     const char *name, const int64_t *ids, size_t count);

/* A row that belongs to another one: the owner's id. */
void change_set_owner(struct change *change, int64_t id);

/* Fills a change from JSON; faults are noted. */
void change_decode(struct change *change, struct str body);
void change_decode_object(struct change *change, const struct json *object);

/* The rules alone, for a change in which something is wrong already: what else is. Only reads. */
enum outcome door_check(struct change *change) MUST_USE;

/* A row before a change, for those who compare it first. */
struct seen_row {
    bool is_there;
    struct str shown;   /* as the resource shows it; empty where it shows none */
    bool has_moment;    /* it has stamps that say when it last changed, or else was made */
    int64_t changed_at; /* that moment */
};

/* Reads the row that an update or a delete is about; a create is about none. A row or a parent that
 * is not there is noted as a fault, in the words of the rules. DONE or FAILED. */
enum outcome door_look(struct change *change, struct seen_row *ret) MUST_USE;

/* For a change that is to pass in the same job: sends what its rules will ask, so that this is on
 * its way while something else is asked first. Where statements cost no way to the database it does
 * nothing. */
void door_ask(struct change *change);

/* All steps. DONE: what is due at the commit is noted in the ledger, change_id() is the row's id.
 * INVALID: faults were noted and the job is to be taken back, as after FAILED. */
enum outcome door_pass(struct change *change) MUST_USE;

/* Asks, before the change passes, for the row as the resource shows it afterwards; and has it, in
 * the door's arena. Empty where the resource shows none. */
void change_show(struct change *change);
struct str change_shown(const struct change *change);

#endif
