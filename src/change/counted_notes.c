/* counted_notes.c - lists of rows as they stood and as they stand.
 *
 * A note is taken from the table, by the row's key, before the door writes it and after: nobody has
 * to know which columns a change touches, or what they were. That is two descents in the table for
 * an update, and one for a row that comes or goes.
 *
 * As in the ledger, both lists only grow at their end, and a job that is taken back is cut off
 * there. */
#include "change/counted_notes.h"

void counted_forget(struct counted_notes *notes, struct arena *arena) {
    *notes = (struct counted_notes){.arena = arena};
    notes->end = notes->job = (struct counted_ends){&notes->rows, &notes->keys};
}

void counted_begin_job(struct counted_notes *notes) {
    notes->job = notes->end;
}

void counted_undo_job(struct counted_notes *notes) {
    notes->end = notes->job;
    *notes->end.row = NULL;
    *notes->end.key = NULL;
}

static struct counted_value read_value(struct arena *arena, struct statement *row, int at) {
    if (column_is_null(row, at))
        return (struct counted_value){.kind = VALUE_NULL};
    if (!column_is_blob(row, at))
        return (struct counted_value){.kind = VALUE_NUMBER, .number = column_integer(row, at)};
    struct str blob = arena_copy(arena, column_text(row, at));
    return (struct counted_value){VALUE_BLOB, (unsigned)blob.len, .blob = blob.at};
}

/* A class that can't be is told by `glimt check`; here it only must not be out of bounds. */
static void add_row(struct counted_notes *notes, const struct counted_plan *plan,
                    int64_t account_id, int change, struct statement *row) {
    struct counted_row *note =
        arena_take(notes->arena, sizeof(*note) + plan->list_count * sizeof(note->values[0]),
                   _Alignof(struct counted_row));

    *note = (struct counted_row){.plan = plan,
                                 .account_id = account_id,
                                 .id = column_integer(row, 0),
                                 .class = (unsigned)column_integer(row, 1) % CLASSES_MAX,
                                 .change = change};
    for (size_t i = 0; i < plan->list_count; i++)
        note->values[i] = read_value(notes->arena, row, (int)i + 2);
    *notes->end.row = note;
    notes->end.row = &note->next;
}

/* One row is found by its id, many by a list of ids, which has to be put together first. */
bool counted_note(struct counted_notes *notes, struct db *db, const struct counted_plan *plan,
                  int64_t account_id, const int64_t *ids, size_t count, int change) {
    struct statement *row = db_prepared(db, count == 1 ? &plan->row : &plan->rows);
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, ROW_ACCOUNT, account_id);
    if (count == 1)
        statement_bind_integer(row, ROW_ID, *ids);
    else
        statement_bind_list(row, ROW_ID, notes->arena, ids, count);
    while ((step = statement_step(row)) == DB_ROW)
        add_row(notes, plan, account_id, change, row);
    statement_reset(row);
    return step == DB_END;
}

bool counted_note_key(struct counted_notes *notes, struct db *db, const struct counted_plan *plan,
                      const char *column, const struct sql *sql, int64_t account_id, int64_t id) {
    struct statement *row = row_statement(db, sql, account_id, id);

    if (!row)
        return false;
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        struct counted_key *note = NEW(notes->arena, struct counted_key);
        *note =
            (struct counted_key){plan, column, account_id, read_value(notes->arena, row, 0), NULL};
        *notes->end.key = note;
        notes->end.key = &note->next;
    }
    statement_reset(row);
    return step != DB_FAILED;
}
