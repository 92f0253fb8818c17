/* chunks.c - a file is cut into pieces of 256 KB, each a row.
 *
 * The piece is a guess: large enough that a file of some megabytes takes few round trips, small
 * enough that whoever reads or writes one keeps little in memory, and that a part of a large file
 * is found without the rest. All pieces of a copy are written in one transaction beside that of the
 * writer (db_begin_beside()), which so waits for none of them. */
#include "files/database/chunks.h"

#include "base/log.h"
#include "base/room.h"
#include "files/database/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct chunks {
    struct holder holder; /* first, so that one is the other */
    struct connections *connections;
};

enum { CHUNK = HOLDER_PIECE };

static void bind_copy(struct statement *statement, const struct stored_copy *copy) {
    statement_bind_integer(statement, 1, copy->account_id);
    statement_bind_text(statement, 2, str_of(copy->hash));
    statement_bind_integer(statement, 3, copy->number);
}

/* Of what failed in the database. */
static void set_error(const struct db *db) {
    errno = connections_error(db);
}

/* ---- in ---- */

static ssize_t read_whole(int descriptor, char *to, size_t room, int64_t at) {
    size_t sum = 0;

    while (sum < room) {
        ssize_t count = pread(descriptor, to + sum, room - sum, at + (int64_t)sum);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        sum += (size_t)count;
    }
    return (ssize_t)sum;
}

static bool put_chunk(struct db *db, const struct stored_copy *copy, int64_t number,
                      struct str content) {
    struct statement *statement = db_statement(
        db, STR("INSERT INTO stored_chunks (account_id, content_hash, copy, number, content)"
                " VALUES (?1, ?2, ?3, ?4, ?5)"));

    if (!statement)
        return false;
    bind_copy(statement, copy);
    statement_bind_integer(statement, 4, number);
    statement_bind_blob(statement, 5, content);
    /* Asked for, so that it is on its way no longer: what is sent ahead waits in memory. */
    return statement_run(statement) && db_changed_rows(db) == 1;
}

static bool put_chunks(struct db *db, const struct stored_copy *copy, int descriptor, char *piece) {
    for (int64_t at = 0; at < copy->size; at += CHUNK) {
        ssize_t count = read_whole(descriptor, piece, CHUNK, at);
        if (count <= 0) {
            log_error("An upload of account %lld cannot be read again: %s.",
                      (long long)copy->account_id, count ? strerror(errno) : "it is too short");
            return false;
        }
        if (!put_chunk(db, copy, at / CHUNK, (struct str){piece, (size_t)count}))
            return false;
    }
    return true;
}

static bool put(struct holder *holder, const struct stored_copy *copy, int descriptor) {
    struct connections *connections = ((struct chunks *)holder)->connections;
    struct db *db = connections_take(connections);
    char *piece = db ? malloc(CHUNK) : NULL;

    NEEDED(piece || !db);
    bool begun = db && db_begin_beside(db);
    if (begun)
        db_of_account(db, copy->account_id);
    bool fine =
        begun && ledger_add(db, copy) && put_chunks(db, copy, descriptor, piece) && db_commit(db);
    if (begun && !fine)
        db_rollback(db);
    if (!fine)
        set_error(db);
    free(piece);
    if (db)
        connections_give(connections, db);
    return fine;
}

/* ---- out ---- */

static ssize_t take_chunk(struct db *db, const struct stored_copy *copy, int64_t at, void *to,
                          size_t room) {
    struct statement *row = db_statement(
        db, STR("SELECT content FROM stored_chunks WHERE account_id = ?1 AND content_hash = ?2"
                " AND copy = ?3 AND number = ?4"));
    size_t from = (size_t)(at % CHUNK), count = 0;

    if (!row)
        return -1;
    db_of_account(db, copy->account_id);
    bind_copy(row, copy);
    statement_bind_integer(row, 4, at / CHUNK);
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        struct str content = column_text(row, 0);
        count = content.len > from ? content.len - from : 0;
        count = count < room ? count : room;
        memcpy(to, content.at + from, count);
    }
    statement_reset(row);
    return step == DB_FAILED ? -1 : (ssize_t)count;
}

static ssize_t read_chunk(struct holder *holder, const struct stored_copy *copy, int64_t at,
                          void *to, size_t room) {
    struct connections *connections = ((struct chunks *)holder)->connections;

    if (at >= copy->size)
        return 0;
    struct db *db = connections_take(connections);
    ssize_t count = db ? take_chunk(db, copy, at, to, room) : -1;
    if (count < 0)
        set_error(db);
    if (db)
        connections_give(connections, db);
    if (count == 0)
        errno = ENOENT;
    return count > 0 ? count : -1;
}

/* ---- and away ---- */

static bool remove_chunks(struct holder *holder, const struct stored_copy *copy) {
    struct connections *connections = ((struct chunks *)holder)->connections;
    struct db *db = connections_take(connections);
    struct statement *statement =
        db ? db_statement(db, STR("DELETE FROM stored_chunks WHERE account_id = ?1"
                                  " AND content_hash = ?2 AND copy = ?3"))
           : NULL;
    bool fine = false;

    if (statement) {
        db_of_account(db, copy->account_id);
        bind_copy(statement, copy);
        fine = statement_run(statement);
    }
    if (!fine)
        set_error(db);
    if (db)
        connections_give(connections, db);
    return fine;
}

/* ---- all of them ---- */

enum { PAGE = 256 };

static bool next_page(struct db *db, const struct stored_copy *after, struct stored_copy *ret,
                      size_t *ret_count) {
    struct statement *row = db_statement(
        db, STR("SELECT account_id, content_hash, copy FROM stored_chunks WHERE number = 0"
                " AND (account_id > ?1 OR (account_id = ?1 AND (content_hash > ?2"
                " OR (content_hash = ?2 AND copy > ?3))))"
                " ORDER BY account_id, content_hash, copy LIMIT ?4"));
    enum db_step step;

    *ret_count = 0;
    if (!row)
        return false;
    bind_copy(row, after);
    statement_bind_integer(row, 4, PAGE);
    while ((step = statement_step(row)) == DB_ROW) {
        struct stored_copy *copy = &ret[(*ret_count)++];
        struct str hash = column_text(row, 1);
        *copy = (struct stored_copy){.account_id = column_integer(row, 0),
                                     .number = column_integer(row, 2),
                                     .held_in = HELD_IN_DATABASE};
        snprintf(copy->hash, sizeof(copy->hash), "%.*s", (int)hash.len, hash.at);
    }
    statement_reset(row);
    return step == DB_END;
}

static bool walk(struct holder *holder,
                 bool (*visit)(void *context, const struct stored_copy *copy), void *context) {
    struct connections *connections = ((struct chunks *)holder)->connections;
    struct db *db = connections_take(connections);
    struct stored_copy copies[PAGE], after = {.account_id = 0};
    size_t count = PAGE;
    bool fine = db != NULL;

    if (db)
        db_of_account(db, EVERY_ACCOUNT);
    while (fine && count == PAGE) {
        fine = next_page(db, &after, copies, &count);
        for (size_t i = 0; fine && i < count; i++)
            fine = visit(context, &copies[i]);
        if (count > 0)
            after = copies[count - 1];
    }
    if (db)
        connections_give(connections, db);
    return fine;
}

static void close_nothing(struct holder *holder) {
    (void)holder;
}

struct holder *chunks_open(struct arena *arena, struct connections *connections) {
    struct chunks *chunks = NEW(arena, struct chunks);

    chunks->holder = (struct holder){
        read_chunk, put, remove_chunks, walk, close_nothing, HELD_IN_DATABASE,
    };
    chunks->connections = connections;
    return &chunks->holder;
}
