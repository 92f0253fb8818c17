/* statement.c - prepared statements, kept and found by their slot or their text.
 *
 * Preparing a statement costs SQLite far more than running a short one, so all are kept, in two
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
#include "db/sqlite/parts.h"

#include <stdlib.h>
#include <xxhash.h>

/* `{list ?4}` becomes the rows of a JSON array. */
static void put_dialect(struct buffer *out, struct str sql) {
    static const char word[] = "{list ";

    for (size_t i = 0; i < sql.len; i++) {
        size_t left = sql.len - i;
        if (left < sizeof(word) || memcmp(sql.at + i, word, sizeof(word) - 1) != 0) {
            buffer_put_char(out, sql.at[i]);
            continue;
        }
        struct str rest = {sql.at + i + sizeof(word) - 1, left - sizeof(word) + 1};
        struct str parameter = str_cut(&rest, '}');
        buffer_format(out, "(SELECT value FROM json_each(%.*s))", (int)parameter.len, parameter.at);
        i += sizeof(word) - 1 + parameter.len;
    }
}

static sqlite3_stmt *prepare(struct db *db, struct str sql) {
    sqlite3_stmt *prepared = NULL;
    struct buffer text;

    buffer_init(&text, 1024 * 1024);
    put_dialect(&text, sql);
    int code = sqlite3_prepare_v3(db->sqlite, text.at, (int)text.len, SQLITE_PREPARE_PERSISTENT,
                                  &prepared, NULL);
    if (code != SQLITE_OK)
        db_note(db, code, "preparing a statement");
    buffer_done(&text);
    return prepared;
}

bool db_accepts(struct db *db, struct str sql, int *ret_columns) {
    sqlite3_stmt *prepared = prepare(db, sql);

    *ret_columns = sqlite3_column_count(prepared);
    sqlite3_finalize(prepared);
    return prepared != NULL;
}

struct visiting {
    void (*visit)(void *context, const char *table);
    void *context;
};

/* SQLite asks before it lets a statement read a table; json_each() is the one that {list} made. */
static int hear_of_table(void *context, int action, const char *table, const char *column,
                         const char *database, const char *cause) {
    const struct visiting *visiting = context;

    (void)column;
    (void)database;
    (void)cause;
    if (action == SQLITE_READ && strcmp(table, "json_each") != 0)
        visiting->visit(visiting->context, table);
    return SQLITE_OK;
}

bool db_each_table(struct db *db, struct str sql, void (*visit)(void *context, const char *table),
                   void *context) {
    struct visiting visiting = {visit, context};

    sqlite3_set_authorizer(db->sqlite, hear_of_table, &visiting);
    sqlite3_stmt *prepared = prepare(db, sql);
    sqlite3_set_authorizer(db->sqlite, NULL, NULL);
    sqlite3_finalize(prepared);
    return prepared != NULL;
}

static void free_statement(struct statement *statement) {
    if (!statement)
        return;
    sqlite3_finalize(statement->sqlite);
    free(statement);
}

static void drop(struct db *db, struct statement **at) {
    struct statement *statement = *at;

    *at = statement->next;
    for (size_t i = 0; i < STATEMENT_GUESSES; i++)
        if (db->guesses[i] == statement)
            db->guesses[i] = NULL;
    free_statement(statement);
    db->statement_count--;
}

/* The statement that was not used for the longest time makes room. */
static void drop_oldest(struct db *db) {
    struct statement **oldest = NULL;

    for (size_t i = 0; i < STATEMENT_CHAINS; i++)
        for (struct statement **at = &db->chains[i]; *at; at = &(*at)->next)
            if (!(*at)->in_use && (!oldest || (*at)->used_at < (*oldest)->used_at))
                oldest = at;
    if (oldest)
        drop(db, oldest);
}

static struct statement *new_statement(struct db *db, struct str sql) {
    sqlite3_stmt *prepared = prepare(db, sql);

    if (!prepared)
        return NULL;
    struct statement *statement = calloc(1, sizeof(*statement) + sql.len);
    NEEDED(statement);
    statement->db = db;
    statement->sqlite = prepared;
    statement->len = sql.len;
    memcpy(statement->sql, sql.at, sql.len);
    return statement;
}

static struct statement *add(struct db *db, struct str sql, uint64_t hash) {
    if (db->statement_count >= STATEMENTS_MAX)
        drop_oldest(db);
    struct statement *statement = new_statement(db, sql);
    if (!statement)
        return NULL;
    struct statement **chain = &db->chains[hash % STATEMENT_CHAINS];
    statement->hash = hash;
    statement->next = *chain;
    *chain = statement;
    db->statement_count++;
    return statement;
}

/* Whether it may be handed out for a text. */
static bool fits(const struct statement *statement, struct str sql) {
    return !statement->in_use && str_equal((struct str){statement->sql, statement->len}, sql);
}

static struct statement *find(struct db *db, struct str sql) {
    uint64_t hash = XXH3_64bits(sql.at, sql.len);
    struct statement *statement = db->chains[hash % STATEMENT_CHAINS];

    while (statement && (statement->hash != hash || !fits(statement, sql)))
        statement = statement->next;
    return statement ? statement : add(db, sql, hash);
}

static void note_use(struct statement *statement, bool in_use) {
    statement->db->in_use += (size_t)in_use - (size_t)statement->in_use;
    statement->in_use = in_use;
}

static struct statement *hand_out(struct statement *statement) {
    if (statement->stepped)
        statement_reset(statement);
    if (statement->bound)
        sqlite3_clear_bindings(statement->sqlite);
    statement->bound = true;
    return statement;
}

/* Most texts are constants, so where a text stands mostly tells which one it is; comparing is
 * cheaper than hashing. */
struct statement *db_statement(struct db *db, struct str sql) {
    struct statement **guess = &db->guesses[(uintptr_t)sql.at / 16 % STATEMENT_GUESSES];
    struct statement *statement = *guess;

    if (!statement || !fits(statement, sql))
        statement = *guess = find(db, sql);
    if (!statement)
        return NULL;
    statement->used_at = ++db->lookups;
    return hand_out(statement);
}

static void make_room_for(struct db *db, unsigned slot) {
    size_t count = 2 * (size_t)slot + 64;

    db->planned = realloc(db->planned, count * sizeof(struct statement *));
    NEEDED(db->planned);
    for (size_t i = db->planned_count; i < count; i++)
        db->planned[i] = NULL;
    db->planned_count = count;
}

struct statement *db_prepared(struct db *db, const struct sql *sql) {
    ALWAYS(sql->slot > 0);
    if (sql->slot >= db->planned_count)
        make_room_for(db, sql->slot);
    struct statement **planned = &db->planned[sql->slot];
    if (!*planned)
        *planned = new_statement(db, sql->text);
    if (!*planned)
        return NULL;
    ALWAYS((*planned)->len == sql->text.len); /* else the slot is another plan's, too */
    return (*planned)->in_use ? db_statement(db, sql->text) : hand_out(*planned);
}

void statements_reset(struct db *db) {
    for (size_t i = 0; db->in_use > 0 && i < db->planned_count; i++)
        if (db->planned[i])
            statement_reset(db->planned[i]);
    for (size_t i = 0; db->in_use > 0 && i < STATEMENT_CHAINS; i++)
        for (struct statement *at = db->chains[i]; at; at = at->next)
            statement_reset(at);
}

void statements_close(struct db *db) {
    for (size_t i = 0; i < db->planned_count; i++)
        free_statement(db->planned[i]);
    free(db->planned);
    for (size_t i = 0; i < STATEMENT_CHAINS; i++)
        while (db->chains[i])
            drop(db, &db->chains[i]);
}

/* A parameter that the statement does not have is a fault of the program. */
static void check_bound(int code) {
    ALWAYS(code == SQLITE_OK);
}

void statement_bind_integer(struct statement *statement, int at, int64_t value) {
    check_bound(sqlite3_bind_int64(statement->sqlite, at, value));
}

void statement_bind_real(struct statement *statement, int at, double value) {
    check_bound(sqlite3_bind_double(statement->sqlite, at, value));
}

void statement_bind_text(struct statement *statement, int at, struct str value) {
    check_bound(sqlite3_bind_text64(statement->sqlite, at, value.at ? value.at : "", value.len,
                                    SQLITE_STATIC, SQLITE_UTF8));
}

void statement_bind_blob(struct statement *statement, int at, struct str value) {
    check_bound(sqlite3_bind_blob64(statement->sqlite, at, value.at ? value.at : "", value.len,
                                    SQLITE_STATIC));
}

void statement_bind_null(struct statement *statement, int at) {
    check_bound(sqlite3_bind_null(statement->sqlite, at));
}

void statement_bind_list(struct statement *statement, int at, struct arena *arena,
                         const int64_t *values, size_t count) {
    struct buffer list;

    buffer_init(&list, 32 * count + 16);
    buffer_put_char(&list, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_char(&list, ',');
        buffer_put_integer(&list, values[i]);
    }
    buffer_put_char(&list, ']');
    statement_bind_text(statement, at, arena_copy(arena, buffer_str(&list)));
    buffer_done(&list);
}

enum db_step statement_step(struct statement *statement) {
    int code = sqlite3_step(statement->sqlite);

    statement->stepped = true;
    note_use(statement, code == SQLITE_ROW);
    if (code == SQLITE_ROW)
        return DB_ROW;
    if (code == SQLITE_DONE)
        return DB_END;
    db_note(statement->db, code, sqlite3_sql(statement->sqlite));
    return DB_FAILED;
}

bool column_is_null(struct statement *statement, int at) {
    return sqlite3_column_type(statement->sqlite, at) == SQLITE_NULL;
}

bool column_is_blob(struct statement *statement, int at) {
    return sqlite3_column_type(statement->sqlite, at) == SQLITE_BLOB;
}

int64_t column_integer(struct statement *statement, int at) {
    return sqlite3_column_int64(statement->sqlite, at);
}

double column_real(struct statement *statement, int at) {
    return sqlite3_column_double(statement->sqlite, at);
}

struct str column_text(struct statement *statement, int at) {
    const void *bytes = sqlite3_column_blob(statement->sqlite, at);

    return (struct str){bytes, (size_t)sqlite3_column_bytes(statement->sqlite, at)};
}

void statement_reset(struct statement *statement) {
    sqlite3_reset(statement->sqlite);
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

bool statement_run(struct statement *statement) {
    enum db_step step = statement_step(statement);

    statement_reset(statement);
    return step == DB_END;
}
