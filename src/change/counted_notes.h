/* counted_notes.h - rows of counted lists that change, noted until they are counted.
 *
 * A row is noted as it stands in its table: before it changes with -1, afterwards with 1. So a new
 * row is noted once, and so is one that goes. Notes add up to what the lists gain and lose,
 * whatever happens to a row in between; nothing of them is in the database. counted_merge() counts
 * them before the commit, and a job that is taken back takes its own along.
 *
 * Where very many rows change their places together, to or from one key (all reports of a user who
 * is renamed), the key is noted instead of the rows: its blocks are counted anew from the table.
 *
 * They take some 220 bytes for each row of a resource with ten lists. A request changes at most
 * some ten thousand rows (a month of days of everybody); who changes more settles in between. */
#ifndef GLIMT_CHANGE_COUNTED_NOTES_H
#define GLIMT_CHANGE_COUNTED_NOTES_H

#include "read/counted_list.h"

/* A key, or a prefix, as it was read. */
struct counted_value {
    enum { VALUE_NULL, VALUE_NUMBER, VALUE_BLOB } kind;
    unsigned len;
    union {
        int64_t number;
        const char *blob;
    };
};

struct counted_row {
    const struct counted_plan *plan;
    int64_t account_id, id;
    int change; /* 1: it stands here; -1: it stood here */
    unsigned class;
    struct counted_row *next;
    struct counted_value values[]; /* as `row` of the plan reads them */
};

struct counted_key {
    const struct counted_plan *plan;
    const char *column; /* of the lists that are meant */
    int64_t account_id;
    struct counted_value value;
    struct counted_key *next;
};

/* Where both lists end. */
struct counted_ends {
    struct counted_row **row;
    struct counted_key **key;
};

/* All notes of a transaction; what is behind the place where a job began is the job's. */
struct counted_notes {
    struct arena *arena; /* of the notes */
    struct counted_row *rows;
    struct counted_key *keys;
    struct counted_ends end, job;
};

/* Forgets all, in the beginning too; the arena is the caller's to reset. */
void counted_forget(struct counted_notes *notes, struct arena *arena);

void counted_begin_job(struct counted_notes *notes);
void counted_undo_job(struct counted_notes *notes);

/* Notes rows of an account as they stand; those that are not there are left out. */
bool counted_note(struct counted_notes *notes, struct db *db, const struct counted_plan *plan,
                  int64_t account_id, const int64_t *ids, size_t count, int change) MUST_USE;

/* Notes the key in a column that all rows have which refer to the row `id`; before it changes, and
 * afterwards. `sql` gives it, with ?1 the account and ?2 the id. */
bool counted_note_key(struct counted_notes *notes, struct db *db, const struct counted_plan *plan,
                      const char *column, const struct sql *sql, int64_t account_id,
                      int64_t id) MUST_USE;

#endif
