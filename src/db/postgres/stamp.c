/* stamp.c - which commit a database is at, by its server's own snapshot.
 *
 * A snapshot is told as the numbers of the first transaction that is not over, of the next that
 * will be, and of all between them that are not over: `10:20:10,14`. A commit takes its number off
 * that list, or moves an end of it, before it is acknowledged. So while the text stays the same,
 * nothing was committed since, by anybody; what only reads has no number. A transaction of another
 * database there changes it, too, which costs a look at the versions and nothing more.
 *
 * A standby that was promoted gives the same numbers to others, so the history is part of the
 * stamp.
 *
 * The text may be of any length. It is kept as two hashes with other seeds: numbers that are given
 * in order are not somebody's choice, so no more is needed.
 *
 * What a replica has replayed is compared with where the log of its primary ended when that was
 * asked: the snapshot of a question is taken before its functions are called, so what it sees was
 * in the log by then. On the replica it has to be another question than the one that takes the
 * snapshot, for the same reason. A server that follows nobody is only taken for the database
 * itself, known by the moment of its start: what was promoted has a log of its own, whose positions
 * mean nothing here. */
#include "db/postgres/postgres_parts.h"

#include <xxhash.h>

#define SNAPSHOT "SELECT CAST(pg_current_snapshot() AS text)"
#define SERVER                                                                                     \
    "(SELECT system_identifier FROM pg_control_system()),"                                         \
    " CAST(extract(epoch FROM pg_postmaster_start_time()) * 1000000 AS bigint)"
#define BYTES(what) "CAST(" what " - '0/0' AS bigint)"

static struct db_stamp stamp_of(const struct db *db, struct str text) {
    XXH128_hash_t one = XXH3_128bits(text.at, text.len);
    XXH128_hash_t other = XXH3_128bits_withSeed(text.at, text.len, 1);

    return (struct db_stamp){
        {one.high64, one.low64, other.high64, other.low64, text.len, (uint64_t)db->history}};
}

static bool ask(struct db *db, struct db_stamp *ret) {
    struct statement *statement = db_statement(db, STR(SNAPSHOT));

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    *ret = stamp_of(db, column_text(statement, 0));
    statement_reset(statement);
    return true;
}

/* A connection that has lain still may have gone meanwhile; the next use makes it anew. */
bool postgres_stamp(struct db *db, struct db_stamp *ret) {
    return ask(db, ret) || (db->trouble == DB_AWAY && ask(db, ret));
}

static bool ask_at(struct db *db, struct db_stamp *ret, struct db_position *ret_position) {
    static const char sql[] = SNAPSHOT ", CASE WHEN pg_is_in_recovery() THEN 0 ELSE " BYTES(
        "pg_current_wal_insert_lsn()") " END, " SERVER;
    struct statement *statement = db_statement(db, str_of(sql));

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    *ret = stamp_of(db, column_text(statement, 0));
    *ret_position = (struct db_position){.log = column_integer(statement, 1),
                                         .cluster = column_integer(statement, 2),
                                         .server = column_integer(statement, 3)};
    statement_reset(statement);
    return true;
}

bool postgres_stamp_at(struct db *db, struct db_stamp *ret, struct db_position *ret_position) {
    return ask_at(db, ret, ret_position) ||
           (db->trouble == DB_AWAY && ask_at(db, ret, ret_position));
}

int64_t postgres_reached(struct db *db, const struct db_position *position) {
    static const char sql[] = "SELECT pg_is_in_recovery(), CASE WHEN pg_is_in_recovery() "
                              "THEN " BYTES("pg_last_wal_replay_lsn()") " ELSE " BYTES(
                                  "pg_current_wal_insert_lsn()") " END, " SERVER;
    struct statement *statement = db_statement(db, str_of(sql));

    if (!statement || statement_step(statement) != DB_ROW)
        return 0;
    bool follows = column_integer(statement, 0) != 0;
    int64_t log = column_integer(statement, 1);
    bool is_its = column_integer(statement, 2) == position->cluster &&
                  (follows || column_integer(statement, 3) == position->server);
    statement_reset(statement);
    return is_its ? log : 0;
}
