/* statement.c - statements as the server has them: prepared, and forgotten.
 *
 * Each has a name on the server, s1, s2 and so on, where it is prepared once for each connection:
 * `connected` says for which. The server tells the types of its parameters and columns then.
 *
 * Preparing goes back and forth once: the first use needs to know the types. On another connection
 * they are known, and all of it goes ahead with what is asked. What is dropped here is dropped
 * there with the next transaction's beginning, since the server takes nothing within one that has
 * failed.
 *
 * A text that is in use already is handed out once more (db/statement.c): then the two share what
 * is prepared there, so that to ask the same of many rows at once costs nothing but that. */
#include "base/log.h"
#include "db/postgres/dialect.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>
#include <xxhash.h>

enum { ASKED_AHEAD = 200 }; /* a guess, as in pipeline.c */

static void *take(size_t count, size_t size) {
    void *taken = calloc(count > 0 ? count : 1, size);

    NEEDED(taken);
    return taken;
}

static bool make(struct postgres_statement *statement, const char *text) {
    struct postgres *db = statement->db;
    int types = statement->types ? statement->parameters : 0;
    char name[16];

    snprintf(name, sizeof(name), "s%u", statement->name);
    statement->connected = db->connected; /* until something else is heard */
    return postgres_sent(db, SENT_PREPARE,
                         PQsendPrepare(db->pq, name, text, types, statement->types), statement,
                         "preparing a statement") &&
           postgres_sent(db, SENT_DESCRIBE, PQsendDescribePrepared(db->pq, name), statement,
                         "describing a statement");
}

static void learn_parameters(struct postgres_statement *statement, const struct dialect *dialect) {
    size_t size = (dialect->highest + 1) * sizeof(dialect->theirs[0]);

    if (statement->dense)
        return;
    ALWAYS(dialect->count <= POSTGRES_PARAMETERS_MAX);
    statement->most = dialect->highest;
    statement->parameters = (int)dialect->count;
    statement->dense = take(dialect->highest + 1, sizeof(dialect->theirs[0]));
    if (dialect->highest > 0)
        memcpy(statement->dense, dialect->theirs, size);
    statement->bound = take(dialect->count, sizeof(struct postgres_value));
}

static struct postgres_statement **chain_of(struct postgres *db, struct str sql) {
    return &db->chains[XXH3_64bits(sql.at, sql.len) % POSTGRES_CHAINS];
}

static void *copy(const void *of, size_t count, size_t size) {
    void *made = take(count, size);

    if (count > 0)
        memcpy(made, of, count * size);
    return made;
}

/* With the same text, prepared on the present connection. */
static const struct postgres_statement *find_twin(struct postgres *db, struct str sql) {
    const struct postgres_statement *one = *chain_of(db, sql);

    while (one && (one->connected != db->connected || one->is_stale || !one->types ||
                   !str_equal((struct str){one->sql, one->len}, sql)))
        one = one->next;
    return one;
}

static void become_twin(struct postgres_statement *statement, const struct postgres_statement *of) {
    size_t parameters = (size_t)of->parameters, columns = (size_t)of->columns;

    statement->name = of->name;
    statement->connected = of->connected;
    statement->most = of->most;
    statement->parameters = of->parameters;
    statement->columns = of->columns;
    statement->has_bits = of->has_bits;
    statement->dense = copy(of->dense, of->most + 1, sizeof(of->dense[0]));
    statement->types = copy(of->types, parameters, sizeof(Oid));
    statement->column_types = copy(of->column_types, columns, sizeof(Oid));
    statement->bound = take(parameters, sizeof(struct postgres_value));
    statement->cells = take(columns, sizeof(struct str));
    statement->scratch = take(columns, sizeof(statement->scratch[0]));
}

static bool is_shared(const struct postgres_statement *statement) {
    const struct postgres_statement *one =
        *chain_of(statement->db, (struct str){statement->sql, statement->len});

    while (one && (one == statement || one->name != statement->name ||
                   one->connected != statement->connected))
        one = one->next;
    return one != NULL;
}

static bool prepare_once(struct postgres_statement *statement) {
    struct postgres *db = statement->db;
    bool is_known = statement->types != NULL;
    struct arena *arena = arena_open();
    struct dialect dialect = dialect_translate(arena, (struct str){statement->sql, statement->len});

    learn_parameters(statement, &dialect);
    statement->name = ++db->names; /* the old one may be another's by now */
    bool fine = make(statement, postgres_order(arena, db, dialect.text).at);
    arena_close(arena);
    if (!fine)
        statement->connected = 0;
    if (fine && !is_known)
        postgres_settle(db);
    return statement->connected == db->connected && statement->types;
}

/* Its name is not used again. */
static void forget_prepared(struct postgres_statement *statement) {
    if (statement->connected == statement->db->connected && !is_shared(statement))
        buffer_format(&statement->db->forgotten, "DEALLOCATE s%u;", statement->name);
    free(statement->types);
    free(statement->column_types);
    free(statement->cells);
    free(statement->scratch);
    statement->types = statement->column_types = NULL;
    statement->cells = NULL;
    statement->scratch = NULL;
    statement->has_bits = false;
    statement->connected = 0;
}

/* A server that turns out to have gone is looked for again: nothing was done yet. */
bool postgres_prepare_there(struct postgres_statement *statement) {
    struct postgres *db = statement->db;

    if (statement->is_stale)
        forget_prepared(statement);
    statement->is_stale = false;
    for (int times = 0; times < 2; times++) {
        if (!postgres_ready(db))
            return false;
        if (statement->connected == db->connected)
            return true;
        if (db->is_failed)
            return false;
        if (prepare_once(statement))
            return true;
        if (!postgres_is_gone(db))
            return false;
    }
    return false;
}

static void unlink_statement(const struct postgres_statement *statement) {
    struct postgres_statement **at =
        chain_of(statement->db, (struct str){statement->sql, statement->len});

    while (*at != statement)
        at = &(*at)->next;
    *at = statement->next;
}

void postgres_finalize(void *prepared) {
    struct postgres_statement *statement = prepared;

    postgres_end_rows(statement);
    postgres_forget_sent(statement);
    forget_prepared(statement);
    unlink_statement(statement);
    buffer_done(&statement->rows.batch);
    free(statement->dense);
    free(statement->bound);
    free(statement);
}

void *postgres_prepare(struct db *db, struct str sql) {
    struct postgres_statement *statement = take(1, sizeof(*statement) + sql.len + 1);
    const struct postgres_statement *twin = find_twin(inside(db), sql);
    struct postgres_statement **chain = chain_of(inside(db), sql);

    statement->db = inside(db);
    statement->len = sql.len;
    memcpy(statement->sql, sql.at, sql.len);
    buffer_init(&statement->rows.batch, SIZE_MAX / 2);
    statement->next = *chain;
    *chain = statement;
    if (twin)
        become_twin(statement, twin);
    if (postgres_prepare_there(statement))
        return statement;
    postgres_finalize(statement);
    return NULL;
}

void postgres_forget(struct statement *asked) {
    struct postgres_statement *statement = asked->prepared;

    for (int i = 0; i < statement->parameters; i++)
        statement->bound[i] = (struct postgres_value){.kind = BOUND_NULL};
}

bool postgres_accepted(struct db *db) {
    return postgres_settle(inside(db)) && db->trouble == DB_FINE;
}

/* At its start a server asks of thousands: a way to and fro for each would be most of the time. */
static bool accepts_ahead(struct postgres *db, struct str sql) {
    if (!postgres_ready(db))
        return false;
    if (db->sent_count == 0)
        db->db.trouble = DB_FINE;
    struct arena *arena = arena_open();
    bool done = PQsendPrepare(db->pq, "", dialect_translate(arena, sql).text.at, 0, NULL);
    arena_close(arena);
    return postgres_sent(db, SENT_PREPARE, done, NULL, "preparing a statement") &&
           (db->sent_count < ASKED_AHEAD || postgres_accepted(&db->db));
}

bool postgres_accepts(struct db *db, struct str sql, int *ret_columns) {
    if (!ret_columns)
        return accepts_ahead(inside(db), sql);

    struct postgres_statement *statement = postgres_prepare(db, sql);

    *ret_columns = statement ? statement->columns : 0;
    if (statement)
        postgres_finalize(statement);
    return statement != NULL;
}

static bool visit_locked(struct postgres *db, void (*visit)(void *context, const char *table),
                         void *context) {
    PGresult *tables = postgres_ask_server(
        db,
        "SELECT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
        " WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND c.relkind = 'r'"
        " AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname",
        "asking for the tables of a statement");

    for (int i = 0; i < PQntuples(tables); i++)
        visit(context, PQgetvalue(tables, i, 0));
    PQclear(tables);
    return tables != NULL;
}

/* The server locks all tables of a statement that it prepares, until its transaction ends. */
bool postgres_each_table(struct db *db, struct str sql,
                         void (*visit)(void *context, const char *table), void *context) {
    bool is_inside = db_in_transaction(db);
    int columns;

    if (!is_inside && !db_begin_read(db))
        return false;
    bool fine = postgres_accepts(db, sql, &columns) && visit_locked(inside(db), visit, context);
    if (!is_inside)
        db_end_read(db);
    return fine;
}
