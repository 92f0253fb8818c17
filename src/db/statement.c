/* statement.c - prepared statements, kept and found by their slot or their text.
 *
 * Preparing a statement costs an engine far more than running a short one, so all are kept, in two
 * ways:
 *
 *   planned   by the slot that the plan has given it, in an array; for good, since there are no
 *             more than the declarations make. No text is looked at
 *   by text   in a hash table, for what a request puts together and for constants in the code. Most
 *             of these stand at the same address each time, so the address is a guess at which one
 *             it is: comparing the text with that one costs less than hashing it
 *
 * A statement that gives rows is in use until it ends, is reset, or the transaction ends. Meanwhile
 * it is neither handed out again nor dropped: who asks for the same text in a recursion gets
 * another.
 *
 * Of texts, 512 are kept (STATEMENTS_MAX), and the one that was asked for longest ago makes room.
 * The number is a guess, not measured: the texts of lists are many (filters, orders, directions),
 * but few of them are asked for at the same time, and each takes some kilobytes in each thread. */
#include "base/buffer.h"
#include "base/log.h"
#include "db/engine.h"

#include <stdlib.h>
#include <xxhash.h>

static void free_statement(struct statement *statement) {
    if (!statement)
        return;
    statement->engine->finalize(statement->prepared);
    free(statement);
}

static void drop(struct db *db, struct statement **at) {
    struct statement *statement = *at;

    *at = statement->next;
    for (size_t i = 0; i < STATEMENT_GUESSES; i++)
        if (db->statements.guesses[i] == statement)
            db->statements.guesses[i] = NULL;
    free_statement(statement);
    db->statements.count--;
}

/* The statement that was not used for the longest time makes room. */
static void drop_oldest(struct db *db) {
    struct statement **oldest = NULL;

    for (size_t i = 0; i < STATEMENT_CHAINS; i++)
        for (struct statement **at = &db->statements.chains[i]; *at; at = &(*at)->next)
            if (!(*at)->in_use && (!oldest || (*at)->used_at < (*oldest)->used_at))
                oldest = at;
    if (oldest)
        drop(db, oldest);
}

static struct statement *new_statement(struct db *db, struct str sql) {
    void *prepared = db->engine->prepare(db, sql);

    if (!prepared)
        return NULL;
    struct statement *statement = calloc(1, sizeof(*statement) + sql.len);
    NEEDED(statement);
    statement->engine = db->engine;
    statement->prepared = prepared;
    statement->db = db;
    statement->len = sql.len;
    memcpy(statement->sql, sql.at, sql.len);
    return statement;
}

static struct statement *add(struct db *db, struct str sql, uint64_t hash) {
    if (db->statements.count >= STATEMENTS_MAX)
        drop_oldest(db);
    struct statement *statement = new_statement(db, sql);
    if (!statement)
        return NULL;
    struct statement **chain = &db->statements.chains[hash % STATEMENT_CHAINS];
    statement->hash = hash;
    statement->next = *chain;
    *chain = statement;
    db->statements.count++;
    return statement;
}

/* Whether it may be handed out for a text. */
static bool fits(const struct statement *statement, struct str sql) {
    return !statement->in_use && str_equal((struct str){statement->sql, statement->len}, sql);
}

static struct statement *find(struct db *db, struct str sql) {
    uint64_t hash = XXH3_64bits(sql.at, sql.len);
    struct statement *statement = db->statements.chains[hash % STATEMENT_CHAINS];

    while (statement && (statement->hash != hash || !fits(statement, sql)))
        statement = statement->next;
    return statement ? statement : add(db, sql, hash);
}

static void note_use(struct statement *statement, bool in_use) {
    statement->db->statements.in_use += (size_t)in_use - (size_t)statement->in_use;
    statement->in_use = in_use;
}

static struct statement *hand_out(struct statement *statement) {
    if (statement->stepped)
        statement_reset(statement);
    if (statement->bound)
        statement->engine->forget(statement);
    statement->bound = true;
    return statement;
}

/* Most texts are constants, so where a text stands mostly tells which one it is; comparing is
 * cheaper than hashing. */
struct statement *db_statement(struct db *db, struct str sql) {
    struct statement **guess = &db->statements.guesses[(uintptr_t)sql.at / 16 % STATEMENT_GUESSES];
    struct statement *statement = *guess;

    if (!statement || !fits(statement, sql))
        statement = *guess = find(db, sql);
    if (!statement)
        return NULL;
    statement->used_at = ++db->statements.lookups;
    return hand_out(statement);
}

static void make_room_for(struct db *db, unsigned slot) {
    size_t count = 2 * (size_t)slot + 64;

    db->statements.planned = realloc(db->statements.planned, count * sizeof(struct statement *));
    NEEDED(db->statements.planned);
    for (size_t i = db->statements.planned_count; i < count; i++)
        db->statements.planned[i] = NULL;
    db->statements.planned_count = count;
}

struct statement *db_prepared(struct db *db, const struct sql *sql) {
    ALWAYS(sql->slot > 0);
    if (sql->slot >= db->statements.planned_count)
        make_room_for(db, sql->slot);
    struct statement **planned = &db->statements.planned[sql->slot];
    if (!*planned)
        *planned = new_statement(db, sql->text);
    if (!*planned)
        return NULL;
    ALWAYS((*planned)->len == sql->text.len); /* else the slot is another plan's, too */
    return (*planned)->in_use ? db_statement(db, sql->text) : hand_out(*planned);
}

void statements_reset(struct db *db) {
    for (size_t i = 0; db->statements.in_use > 0 && i < db->statements.planned_count; i++)
        if (db->statements.planned[i])
            statement_reset(db->statements.planned[i]);
    for (size_t i = 0; db->statements.in_use > 0 && i < STATEMENT_CHAINS; i++)
        for (struct statement *at = db->statements.chains[i]; at; at = at->next)
            statement_reset(at);
}

void statements_close(struct db *db) {
    for (size_t i = 0; i < db->statements.planned_count; i++)
        free_statement(db->statements.planned[i]);
    free(db->statements.planned);
    for (size_t i = 0; i < STATEMENT_CHAINS; i++)
        while (db->statements.chains[i])
            drop(db, &db->statements.chains[i]);
}

void statement_bind_integer(struct statement *statement, int at, int64_t value) {
    statement->engine->bind_integer(statement, at, value);
}

void statement_bind_real(struct statement *statement, int at, double value) {
    statement->engine->bind_real(statement, at, value);
}

void statement_bind_text(struct statement *statement, int at, struct str value) {
    statement->engine->bind_text(statement, at, value);
}

void statement_bind_blob(struct statement *statement, int at, struct str value) {
    statement->engine->bind_blob(statement, at, value);
}

void statement_bind_null(struct statement *statement, int at) {
    statement->engine->bind_null(statement, at);
}

void statement_bind_list(struct statement *statement, int at, struct arena *arena,
                         const int64_t *values, size_t count) {
    statement->engine->bind_list(statement, at, arena, values, count);
}

enum db_step statement_step(struct statement *statement) {
    enum db_step step = statement->engine->step(statement);

    statement->stepped = true;
    note_use(statement, step == DB_ROW);
    return step;
}

bool column_is_null(struct statement *statement, int at) {
    return statement->engine->column_is_null(statement, at);
}

bool column_is_blob(struct statement *statement, int at) {
    return statement->engine->column_is_blob(statement, at);
}

int64_t column_integer(struct statement *statement, int at) {
    return statement->engine->column_integer(statement, at);
}

double column_real(struct statement *statement, int at) {
    return statement->engine->column_real(statement, at);
}

struct str column_text(struct statement *statement, int at) {
    return statement->engine->column_text(statement, at);
}

void statement_reset(struct statement *statement) {
    statement->engine->reset(statement);
    statement->stepped = false;
    note_use(statement, false);
}

enum db_step statement_find(struct statement *statement) {
    if (!statement)
        return DB_FAILED;
    enum db_step step = statement_step(statement);
    statement_reset(statement);
    return step;
}

enum db_step statement_integer(struct statement *statement, int64_t *ret) {
    if (!statement)
        return DB_FAILED;
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = column_integer(statement, 0);
    statement_reset(statement);
    return step;
}

void statement_ask_ahead(struct statement *statement) {
    if (!statement || !statement->engine->ask_ahead)
        return;
    statement->engine->ask_ahead(statement);
    statement->stepped = true;
    note_use(statement, true);
}

bool statement_run(struct statement *statement) {
    if (statement->engine->run) {
        bool done = statement->engine->run(statement);
        statement_reset(statement);
        return done;
    }
    enum db_step step = statement_step(statement);

    statement_reset(statement);
    return step == DB_END;
}

bool statement_change(struct statement *statement, int64_t *ret_rows) {
    struct db *db = statement->db;

    if (!statement_run(statement))
        return false;
    *ret_rows = db->engine->changed_rows(db);
    return !db->engine->hear || db->engine->hear(db);
}

bool db_run(struct db *db, struct str sql) {
    struct statement *statement = db_statement(db, sql);

    return statement && statement_run(statement);
}
