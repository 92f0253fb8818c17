/* schema.c - runs the migrations of sql/ as PostgreSQL wants them, and looks who may.
 *
 * Migrations were written for SQLite. Of what PostgreSQL does not take as it is
 *   - words are dialect.h's; and every text is ordered by its bytes, as in SQLite, whatever order
 *     the database was made with: texts are COLLATE "C"
 *   - triggers are left out. 017 and 018 drop all that earlier ones make, since the server does now
 *     what they did; on rows that come later they never run, and here no rows are older
 *   - so is what asks triggers, or rewrites rows of before: `spared` has it.
 * The checksums that are recorded are those of the files. */
#include "base/log.h"
#include "db/migrate.h"
#include "db/postgres/dialect.h"
#include "db/postgres/postgres_parts.h"

enum { LAST_WITH_TRIGGERS = 18 };

static const struct {
    int number;
    const char *begins;
} spared[] = {
    {10, "INSERT INTO time_report_rebuilds"},
};

static bool begins(struct str text, struct str word) {
    return text.len >= word.len && memcmp(text.at, word.at, word.len) == 0;
}

static bool is_of_trigger(struct str statement) {
    return begins(statement, STR("CREATE TRIGGER")) || begins(statement, STR("DROP TRIGGER"));
}

/* Where a comment or a text between quotes ends; `at` where none begins. */
static size_t skip_quoted(struct str text, size_t at) {
    bool is_comment = begins((struct str){text.at + at, text.len - at}, STR("--"));
    char end = is_comment ? '\n' : text.at[at];

    if (!is_comment && end != '\'')
        return at;
    const char *found = memchr(text.at + at + 1, end, text.len - at - 1);
    return found ? (size_t)(found - text.at) + 1 : text.len;
}

static void skip_between(struct str *text) {
    while (text->len > 0) {
        if (begins(*text, STR("--")))
            str_take(text, skip_quoted(*text, 0));
        else if (strchr(" \n\t", *text->at))
            str_take(text, 1);
        else
            return;
    }
}

/* The next statement with its semicolon; a trigger has others in it, and ends with END. */
static struct str next_statement(struct str *text) {
    size_t end = 0;

    skip_between(text);
    bool is_trigger = begins(*text, STR("CREATE TRIGGER"));
    while (end < text->len) {
        size_t after = skip_quoted(*text, end);
        if (after > end) {
            end = after;
            continue;
        }
        end++;
        if (text->at[end - 1] == ';' &&
            (!is_trigger || (end > 4 && memcmp(text->at + end - 5, "\nEND;", 5) == 0)))
            break;
    }
    return str_take(text, end);
}

static bool is_spared(const struct migration *migration, struct str statement) {
    if (is_of_trigger(statement)) {
        ALWAYS(migration->number <= LAST_WITH_TRIGGERS); /* the server does what they would */
        return true;
    }
    for (size_t i = 0; i < COUNT(spared); i++)
        if (spared[i].number == migration->number && begins(statement, str_of(spared[i].begins)))
            return true;
    return false;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Columns of texts get their order. */
static void put_ordered(struct buffer *out, struct str text) {
    bool makes = begins(text, STR("CREATE TABLE")) || begins(text, STR("ALTER TABLE"));

    for (size_t i = 0; i < text.len; i++) {
        struct str rest = {text.at + i, text.len - i};
        size_t after = skip_quoted(text, i);
        bool is_word = makes && begins(rest, STR("TEXT")) &&
                       (i == 0 || !is_letter(text.at[i - 1])) &&
                       (rest.len == 4 || !is_letter(rest.at[4]));
        if (after > i)
            buffer_put(out, rest.at, after - i);
        else if (is_word)
            buffer_put_z(out, "TEXT COLLATE \"C\"");
        else
            buffer_put_char(out, text.at[i]);
        i = after > i ? after - 1 : is_word ? i + 3 : i;
    }
}

bool postgres_run_migration(struct db *db, const struct migration *migration) {
    struct str rest = str_of(migration->sql);
    struct arena *arena = arena_open();
    struct buffer sql;

    buffer_init(&sql, 16 * 1024 * 1024);
    for (struct str statement = next_statement(&rest); statement.len > 0;
         statement = next_statement(&rest))
        if (!is_spared(migration, statement)) {
            put_ordered(&sql, dialect_translate(arena, statement).text);
            buffer_put_char(&sql, '\n');
        }
    buffer_put_char(&sql, '\0');
    ALWAYS(!buffer_failed(&sql));
    bool done = postgres_execute_there(inside(db), sql.at) && postgres_raise_walls(db) &&
                postgres_order_indexes(db);
    buffer_done(&sql);
    arena_close(arena);
    return done;
}

/* What an extension brought, such as a view of statistics, is nobody's program. */
static const char look[] =
    "SELECT (SELECT count(*) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
    " AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT EXISTS (SELECT 1 FROM pg_depend d"
    " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')),"
    " coalesce((SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute"
    " WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.migrations')"
    " AND attnum > 0 AND NOT attisdropped), '')";

static bool is_ours(struct db *db, const char **ret_problem) {
    struct statement *statement = db_statement(db, str_of(look));

    if (!statement || statement_step(statement) != DB_ROW)
        return false;
    bool is_empty = column_integer(statement, 0) == 0;
    bool has_migrations = str_equal(column_text(statement, 1), STR("number name checksum made_at"));
    statement_reset(statement);
    if (!is_empty && !has_migrations)
        *ret_problem = "is not a glimt database.";
    return !*ret_problem;
}

/* The first table that the user may not use as the mode needs, or "" and whether it may make any.
 */
static const char rights[] =
    "SELECT coalesce((SELECT min(c.relname) FROM pg_class c"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
    " AND NOT (has_table_privilege(c.oid, 'SELECT') AND (?1 = 0 OR"
    " c.relname = 'migrations' OR (has_table_privilege(c.oid, 'INSERT') AND "
    "has_table_privilege(c.oid, 'UPDATE')"
    " AND has_table_privilege(c.oid, 'DELETE'))))), ''),"
    " has_schema_privilege(current_schema(), 'CREATE'), current_schema()";

static bool may(struct arena *arena, struct db *db, bool makes, const char **ret_problem) {
    struct statement *statement = db_statement(db, str_of(rights));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, inside(db)->mode != DB_READ);
    if (statement_step(statement) != DB_ROW)
        return false;
    struct str table = column_text(statement, 0);
    struct str schema = column_text(statement, 2);
    if (table.len > 0)
        *ret_problem =
            arena_format(arena,
                         "does not let the user %s use the table %.*s: grant it %s on "
                         "all tables of the schema %.*s.",
                         PQuser(inside(db)->pq), (int)table.len, table.at,
                         inside(db)->mode == DB_READ ? "SELECT"
                                                     : "SELECT, INSERT, UPDATE and DELETE",
                         (int)schema.len, schema.at)
                .at;
    else if (makes && column_integer(statement, 1) == 0)
        *ret_problem = arena_format(arena,
                                    "lets the user %s make no tables: grant it CREATE on the "
                                    "schema %.*s.",
                                    PQuser(inside(db)->pq), (int)schema.len, schema.at)
                           .at;
    statement_reset(statement);
    return !*ret_problem;
}

bool postgres_schema_is_ours(struct arena *arena, struct db *db, const char **ret_problem) {
    return is_ours(db, ret_problem) && may(arena, db, false, ret_problem);
}

bool postgres_schema_may_grow(struct arena *arena, struct db *db, const char **ret_problem) {
    return may(arena, db, true, ret_problem);
}
