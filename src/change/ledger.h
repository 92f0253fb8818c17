/* ledger.h - what the changes of one transaction have in common, kept until it is committed.
 *
 * Whoever opens a transaction in which rows change has one: the writer's thread has one for all its
 * transactions, a command makes its own. Changes note in it what becomes due; ledger_settle()
 * writes that, before the commit: areas whose versions rise, once each, the entries of the change
 * log, with their numbers, and what counted lists gain and lose. Nothing of it is in the database
 * earlier, so a job that is taken back (its savepoint) is taken back here by forgetting.
 *
 *   ledger_begin_job()   at each savepoint
 *   ledger_undo_job()    when that savepoint is taken back
 *   ledger_settle()      before the commit; may be called in between, outside of a job
 *   ledger_clear()       when all is taken back
 *
 * A ledger is used by the thread of its connection alone, and only inside its transactions: the one
 * of the server is made by api_init() on the first thread, before there is a writer, and is the
 * writer's thread's from then on. What it notes lies in an arena of its own. */
#ifndef GLIMT_CHANGE_LEDGER_H
#define GLIMT_CHANGE_LEDGER_H

#include "base/buffer.h"
#include "change/change_log.h"
#include "change/counted_notes.h"
#include "db/versions.h"
#include "db/writer.h"
#include "plan/plan.h"

struct ledger;

/* Lives in `arena` until ledger_close(); `plans` are those whose rows change, with their counted
 * lists, and outlive it. */
struct ledger *ledger_open(struct arena *arena, const struct plans *plans);
void ledger_close(struct ledger *ledger); /* NULL is allowed; nothing may be due */

void ledger_begin_job(struct ledger *ledger);
void ledger_undo_job(struct ledger *ledger);
bool ledger_settle(struct ledger *ledger, struct db *db) MUST_USE;
void ledger_clear(struct ledger *ledger);

/* For writer_open(): the writer calls these by itself for each of its transactions and jobs, and
 * does not own the ledger. */
struct writer_hooks ledger_hooks(struct ledger *ledger);

/* Settles and commits. After false the transaction is still open, and db_rollback() is due. */
bool ledger_commit(struct ledger *ledger, struct db *db) MUST_USE;

/* The version of an area rises with the commit: rows were `added`, or have changed or gone. */
void ledger_raise(struct ledger *ledger, int64_t account_id, int area, bool added);

/* An entry of the change log, which is copied; the name of its resource is not. */
void ledger_note(struct ledger *ledger, const struct change_entry *entry);

/* Where rows of counted lists are noted. */
struct counted_notes *ledger_counted(struct ledger *ledger);

/* Room for a text that is done with before the next one begins. Empty, and the ledger's. */
struct buffer *ledger_text(struct ledger *ledger);

#endif
