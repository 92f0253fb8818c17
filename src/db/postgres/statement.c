/* statement.c - prepared statements, kept and found by their slot or their text.
 *
 * As with SQLite (sqlite_statement.c), planned ones are kept for good, by slot, and others by text,
 * of which the one that was asked for longest ago makes room. Each has a name on the server, s1, s2
 * and so on, where it is prepared once for each connection: `connected` says for which. The server
 * tells the types of its parameters and columns then.
 *
 * Preparing goes back and forth twice. What is dropped here is dropped there with the next
 * transaction's beginning, since the server takes nothing within one that has failed. */
#include "base/log.h"
#include "db/postgres/dialect.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>
#include <xxhash.h>

/* What the server says to a message that has one result. */
static PGresult *only_result(struct postgres *db) {
    PGresult *first = postgres_result(db), *more;

    while ((more = postgres_result(db)))
        PQclear(more);
    return first;
}

static void *take(size_t count, size_t size) {
    void *taken = calloc(count > 0 ? count : 1, size);

    NEEDED(taken);
    return taken;
}

/* They stay when it is prepared on another connection. */
static void learn_types(struct postgres_statement *statement, const PGresult *described) {
    if (statement->types)
        return;
    statement->columns = PQnfields(described);
    statement->types = take((size_t)statement->parameters, sizeof(Oid));
    statement->column_types = take((size_t)statement->columns, sizeof(Oid));
    statement->cells = take((size_t)statement->columns, sizeof(struct str));
    statement->scratch = take((size_t)statement->columns, sizeof(statement->scratch[0]));
    for (int i = 0; i < statement->parameters; i++)
        statement->types[i] = PQparamtype(described, i);
    for (int i = 0; i < statement->columns; i++)
        statement->column_types[i] = PQftype(described, i);
}

static bool describe(struct postgres_statement *statement, const char *name) {
    struct postgres *db = statement->db;
    PGresult *described = PQsendDescribePrepared(db->pq, name) ? only_result(db) : NULL;
    bool fine = PQresultStatus(described) == PGRES_COMMAND_OK &&
                PQnparams(described) == statement->parameters;

    if (fine)
        learn_types(statement, described);
    else
        postgres_note(db, described, "describing a statement");
    PQclear(described);
    return fine;
}

static bool make(struct postgres *db, const char *name, const char *text) {
    PGresult *made = PQsendPrepare(db->pq, name, text, 0, NULL) ? only_result(db) : NULL;
    bool fine = PQresultStatus(made) == PGRES_COMMAND_OK;

    if (!fine)
        postgres_note(db, made, "preparing a statement");
    PQclear(made);
    return fine;
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

static bool prepare_once(struct postgres_statement *statement) {
    struct postgres *db = statement->db;
    char name[16];

    postgres_park(db);
    postgres_begin_waiting(db);
    snprintf(name, sizeof(name), "s%u", statement->name);
    struct arena *arena = arena_open();
    struct dialect dialect = dialect_translate(arena, (struct str){statement->sql, statement->len});
    learn_parameters(statement, &dialect);
    bool fine = make(db, name, dialect.text.at) && describe(statement, name);
    arena_close(arena);
    if (fine)
        statement->connected = db->connected;
    return fine;
}

/* A server that turns out to have gone is looked for again: nothing was done yet. */
bool postgres_prepare(struct postgres_statement *statement) {
    struct postgres *db = statement->db;

    for (int times = 0; times < 2; times++) {
        if (!postgres_ready(db))
            return false;
        if (statement->connected == db->connected || prepare_once(statement))
            return true;
        if (!postgres_is_gone(db))
            return false;
    }
    return false;
}

/* Its name is not used again. */
static void forget_prepared(struct postgres_statement *statement) {
    if (statement->connected == statement->db->connected)
        buffer_format(&statement->db->forgotten, "DEALLOCATE s%u;", statement->name);
    free(statement->types);
    free(statement->column_types);
    free(statement->cells);
    free(statement->scratch);
    statement->types = statement->column_types = NULL;
    statement->cells = NULL;
    statement->scratch = NULL;
    statement->connected = 0;
    statement->name = ++statement->db->names;
}

static void free_statement(struct postgres_statement *statement) {
    if (!statement)
        return;
    postgres_reset(statement);
    forget_prepared(statement);
    buffer_done(&statement->rows.batch);
    free(statement->dense);
    free(statement->bound);
    free(statement);
}

static void drop(struct postgres *db, struct postgres_statement **at) {
    struct postgres_statement *statement = *at;

    *at = statement->next;
    free_statement(statement);
    db->statement_count--;
}

/* The statement that was not used for the longest time makes room. */
static void drop_oldest(struct postgres *db) {
    struct postgres_statement **oldest = NULL;

    for (size_t i = 0; i < POSTGRES_CHAINS; i++)
        for (struct postgres_statement **at = &db->chains[i]; *at; at = &(*at)->next)
            if (!(*at)->in_use && (!oldest || (*at)->used_at < (*oldest)->used_at))
                oldest = at;
    if (oldest)
        drop(db, oldest);
}

static struct postgres_statement *new_statement(struct postgres *db, struct str sql) {
    struct postgres_statement *statement = take(1, sizeof(*statement) + sql.len + 1);

    statement->db = db;
    statement->name = ++db->names;
    statement->len = sql.len;
    memcpy(statement->sql, sql.at, sql.len);
    buffer_init(&statement->rows.batch, SIZE_MAX / 2);
    if (postgres_prepare(statement))
        return statement;
    free_statement(statement);
    return NULL;
}

static struct postgres_statement *add(struct postgres *db, struct str sql, uint64_t hash) {
    if (db->statement_count >= POSTGRES_STATEMENTS_MAX)
        drop_oldest(db);
    struct postgres_statement *statement = new_statement(db, sql);
    if (!statement)
        return NULL;
    struct postgres_statement **chain = &db->chains[hash % POSTGRES_CHAINS];
    statement->hash = hash;
    statement->next = *chain;
    *chain = statement;
    db->statement_count++;
    return statement;
}

static bool fits(const struct postgres_statement *statement, struct str sql) {
    return !statement->in_use && str_equal((struct str){statement->sql, statement->len}, sql);
}

/* Without the rows and the values of its last use. */
static struct postgres_statement *hand_out(struct postgres_statement *statement) {
    postgres_reset(statement);
    if (statement->is_stale)
        forget_prepared(statement);
    statement->is_stale = false;
    for (int i = 0; i < statement->parameters; i++)
        statement->bound[i] = (struct postgres_value){.kind = BOUND_NULL};
    return postgres_prepare(statement) ? statement : NULL;
}

struct postgres_statement *postgres_statement(struct postgres *db, struct str sql) {
    uint64_t hash = XXH3_64bits(sql.at, sql.len);
    struct postgres_statement *statement = db->chains[hash % POSTGRES_CHAINS];

    while (statement && (statement->hash != hash || !fits(statement, sql)))
        statement = statement->next;
    if (!statement)
        statement = add(db, sql, hash);
    if (!statement)
        return NULL;
    statement->used_at = ++db->lookups;
    return hand_out(statement);
}

static void make_room_for(struct postgres *db, unsigned slot) {
    size_t count = 2 * (size_t)slot + 64;

    db->planned = realloc(db->planned, count * sizeof(struct postgres_statement *));
    NEEDED(db->planned);
    for (size_t i = db->planned_count; i < count; i++)
        db->planned[i] = NULL;
    db->planned_count = count;
}

struct postgres_statement *postgres_prepared(struct postgres *db, const struct sql *sql) {
    ALWAYS(sql->slot > 0);
    if (sql->slot >= db->planned_count)
        make_room_for(db, sql->slot);
    struct postgres_statement **planned = &db->planned[sql->slot];
    if (!*planned)
        *planned = new_statement(db, sql->text);
    if (!*planned)
        return NULL;
    ALWAYS((*planned)->len == sql->text.len); /* else the slot is another plan's, too */
    return (*planned)->in_use ? postgres_statement(db, sql->text) : hand_out(*planned);
}

bool postgres_accepts(struct postgres *db, struct str sql, int *ret_columns) {
    struct postgres_statement *statement = new_statement(db, sql);

    *ret_columns = statement ? statement->columns : 0;
    free_statement(statement);
    return statement != NULL;
}

void postgres_statements_reset(struct postgres *db) {
    for (size_t i = 0; i < db->planned_count; i++)
        if (db->planned[i] && db->planned[i]->is_sent)
            postgres_reset(db->planned[i]);
    for (size_t i = 0; i < POSTGRES_CHAINS; i++)
        for (struct postgres_statement *at = db->chains[i]; at; at = at->next)
            if (at->is_sent)
                postgres_reset(at);
}

void postgres_statements_close(struct postgres *db) {
    for (size_t i = 0; i < db->planned_count; i++)
        free_statement(db->planned[i]);
    free(db->planned);
    for (size_t i = 0; i < POSTGRES_CHAINS; i++)
        while (db->chains[i])
            drop(db, &db->chains[i]);
}
