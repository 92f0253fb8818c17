/* orphans.c - asks about a file in an order in which nothing on its way is taken for lost.
 *
 * A file comes with a marker, which goes after its row is committed; and goes after its row left a
 * note, which is forgotten after the file is gone. So a file that was found has, at any time, a
 * marker, a row or a note. They are asked for in the order in which they follow one another: a
 * marker that is no longer there has left a row; a row that is no longer there has left a note; and
 * when the note is gone, so is the file. In a remote store a file comes and goes with
 * its row, in one transaction; what is said of markers and notes is harmless there. */
#include "upkeep/orphans.h"

#include "upkeep/named_files.h"

static bool has_note(struct db *db, int64_t account_id, const char *hash, bool *ret) {
    struct statement *row = db_statement(
        db, STR("SELECT 1 FROM file_removals WHERE account_id = ?1 AND content_hash = ?2"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_text(row, 2, str_of(hash));
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

static bool is_nobodys(struct db *db, const struct plans *plans, const struct stored *stored,
                       int64_t account_id, const char *hash, bool *ret) {
    struct named_row row = {NULL, 0};
    bool is_noted = false;

    *ret = false;
    if (stored_is_marked(stored, account_id, hash))
        return true;
    if (!named_files_row(db, plans, account_id, hash, &row) ||
        !has_note(db, account_id, hash, &is_noted))
        return false;
    *ret = !row.table && !is_noted;
    return true;
}

bool file_is_orphan(struct db *db, const struct plans *plans, const struct stored *stored,
                    int64_t account_id, const char *hash, bool *ret) {
    if (!is_nobodys(db, plans, stored, account_id, hash, ret))
        return false;
    *ret = *ret && stored_is_there(stored, account_id, hash);
    return !*ret || is_nobodys(db, plans, stored, account_id, hash, ret);
}
