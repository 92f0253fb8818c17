/* audit.h - the log of who changed what, written in the transaction of the change. */
#ifndef GLIMT_CHANGE_AUDIT_H
#define GLIMT_CHANGE_AUDIT_H

#include "access/caller.h"
#include "change/logs.h"

struct change;

struct audit_entry {
    const struct caller *caller;
    const char *action;  /* "update" */
    const char *subject; /* what kind of row: "activity" */
    int64_t subject_id;  /* 0: none */
    struct str title;    /* what it is called; empty: nothing */
    struct str changes;  /* a JSON array as difference.h describes it; empty: none */
};

/* Writes an entry; inside a write transaction. `now` is an instant. */
bool audit_write(struct arena *arena, struct db *db, const struct audit_entry *entry,
                 int64_t now) MUST_USE;

/* Writes the entry of a change that was stored, from the row as JSON before and after: only what
 * differs (difference.h). What a new row was made of is not repeated, since the row and later
 * changes tell it. */
bool audit_note_change(const struct change *change) MUST_USE;

/* For pruning; see logs.h. */
extern const struct log audit_log;

#endif
