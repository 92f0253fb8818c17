/* bare.c - makes the rows of a create durable, again and again, and does nothing else.
 *
 * bare SOURCE TARGET TABLE ROW BATCH SECONDS takes the rows in the data directory SOURCE from ROW
 * on as glimt made them, with what belongs to them and their lines in the audit log, and makes the
 * same rows in TARGET, BATCH creates in each commit, with ids and versions as glimt takes them, and
 * counts reports together as it does. Prints how many creates a second were durable, and the
 * microseconds of a processor for each. It is what glimt is held against: the same rows without
 * HTTP, JSON or checks. */
#include "change/ledger.h"
#include "db/sqlite/parts.h"
#include "resources/resources.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATTERNS = 64, ROWS_MAX = 32, COLUMNS_MAX = 128, SQL_MAX = 16384 };

/* One row of a pattern. */
struct row {
    const char *table;
    sqlite3_stmt *insert;
    sqlite3_value *values[COLUMNS_MAX];
    int count, id_at, owner_at; /* parameters from 1; 0: none */
};

/* All that a create makes. */
struct pattern {
    struct row rows[ROWS_MAX];
    size_t count;
};

struct bare {
    sqlite3 *source, *target;
    struct pattern patterns[PATTERNS];
    size_t pattern_count;
    struct db *db; /* of the target */
    struct ledger *ledger;
    const struct counted_plan *counted; /* of the table; NULL: its lists are not counted */
    int area;
    sqlite3_stmt *next_entry;
};

static void fail(sqlite3 *database) {
    fprintf(stderr, "bare: %s\n", sqlite3_errmsg(database));
    exit(1);
}

/* As glimt opens it. */
static struct db *open_database(struct arena *arena, const char *directory, enum db_mode mode) {
    const char *problem;
    struct db *db = db_open(arena, db_in(directory), mode, &problem);

    if (!db) {
        fprintf(stderr, "bare: %s\n", problem);
        exit(1);
    }
    return db;
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK)
        fail(database);
    return statement;
}

static void step(struct bare *bare, sqlite3_stmt *statement) {
    int code = sqlite3_step(statement);

    if (code != SQLITE_DONE && code != SQLITE_ROW)
        fail(bare->target);
}

static void run(struct bare *bare, sqlite3_stmt *statement) {
    step(bare, statement);
    sqlite3_reset(statement);
}

/* The statement that inserts a row with the columns of `found`. */
static sqlite3_stmt *insert_of(struct bare *bare, const char *table, sqlite3_stmt *found) {
    char names[SQL_MAX] = "", marks[SQL_MAX] = "", sql[2 * SQL_MAX + 100];

    for (int i = 0; i < sqlite3_column_count(found); i++) {
        strcat(strcat(names, i ? ", " : ""), sqlite3_column_name(found, i));
        strcat(marks, i ? ", ?" : "?");
    }
    snprintf(sql, sizeof(sql), "INSERT INTO %s (%s) VALUES (%s)", table, names, marks);
    return prepare(bare->target, sql);
}

static void take_row(struct bare *bare, const char *table, const char *owner, sqlite3_stmt *found) {
    struct pattern *pattern = &bare->patterns[bare->pattern_count];
    struct row *row = &pattern->rows[pattern->count++];

    row->table = table;
    row->count = sqlite3_column_count(found);
    row->insert = insert_of(bare, table, found);
    for (int i = 0; i < row->count; i++) {
        row->values[i] = sqlite3_value_dup(sqlite3_column_value(found, i));
        if (strcmp(sqlite3_column_name(found, i), "id") == 0)
            row->id_at = i + 1;
        else if (owner && strcmp(sqlite3_column_name(found, i), owner) == 0)
            row->owner_at = i + 1;
    }
}

/* All rows of a table whose `key` is the row that was made, and of which `more` holds. */
static void take(struct bare *bare, const char *table, const char *key, sqlite3_int64 id,
                 const char *more) {
    char sql[SQL_MAX];

    snprintf(sql, sizeof(sql), "SELECT * FROM %s WHERE account_id = 1 AND %s = %lld%s", table, key,
             id, more);
    sqlite3_stmt *found = prepare(bare->source, sql);
    while (sqlite3_step(found) == SQLITE_ROW &&
           bare->patterns[bare->pattern_count].count < ROWS_MAX)
        take_row(bare, table, strcmp(key, "id") == 0 ? NULL : key, found);
    sqlite3_finalize(found);
}

static void take_pattern(struct bare *bare, const char *table, sqlite3_int64 id) {
    static const char *const parts[] = {"travel_reports", "material_reports", "equipment_reports",
                                        "addition_reports"};
    bool reports = strcmp(table, "time_reports") == 0;

    take(bare, table, "id", id, "");
    for (size_t i = 0; reports && i < sizeof(parts) / sizeof(*parts); i++)
        take(bare, parts[i], "time_report_id", id, "");
    take(bare, "audit_entries", "subject_id", id,
         reports ? " AND subject = 'time report'" : " AND subject = 'contact'");
}

/* Different rows come to different places of the indexes, as those of glimt's clients do. */
static void take_patterns(struct bare *bare, const char *table, sqlite3_int64 id) {
    for (; bare->pattern_count < PATTERNS; bare->pattern_count++) {
        take_pattern(bare, table, id + (sqlite3_int64)bare->pattern_count);
        if (bare->patterns[bare->pattern_count].count == 0)
            break;
    }
    if (bare->pattern_count == 0)
        fail(bare->source);
}

static sqlite3_int64 take_id(struct bare *bare, const char *table) {
    int64_t id = 0;

    if (strcmp(table, "audit_entries") != 0) {
        if (!sequence_next(bare->db, 1, str_of(table), &id))
            fail(bare->target);
        return id;
    }
    step(bare, bare->next_entry);
    id = sqlite3_column_int64(bare->next_entry, 0);
    sqlite3_reset(bare->next_entry);
    return id;
}

static void create(struct bare *bare, long number) {
    struct pattern *pattern = &bare->patterns[(size_t)number % bare->pattern_count];
    sqlite3_int64 first = 0;

    for (size_t i = 0; i < pattern->count; i++) {
        struct row *row = &pattern->rows[i];
        sqlite3_int64 id = take_id(bare, row->table);
        for (int at = 1; at <= row->count; at++)
            sqlite3_bind_value(row->insert, at, row->values[at - 1]);
        sqlite3_bind_int64(row->insert, row->id_at, id);
        first = first ? first : id;
        if (row->owner_at)
            sqlite3_bind_int64(row->insert, row->owner_at, first);
        run(bare, row->insert);
    }
    if (!versions_raise_added(bare->db, 1, bare->area) ||
        (bare->counted && !counted_note(ledger_counted(bare->ledger), bare->db, bare->counted, 1,
                                        &(int64_t){first}, 1, 1)))
        fail(bare->target);
}

static double seconds_now(clockid_t clock) {
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    static struct bare bare;
    long made = 0;

    if (count != 7)
        return 2;
    struct arena *arena = arena_open();
    const struct plans *plans = plan_all(arena, all_resources);
    bare.source = inside(open_database(arena, arguments[1], DB_READ))->sqlite;
    bare.db = open_database(arena, arguments[2], DB_WRITE);
    bare.target = inside(bare.db)->sqlite;
    const struct resource *resource =
        strcmp(arguments[3], "contacts") == 0 ? &contacts : &time_reports;
    bare.area = resource->area->number;
    bare.counted = plan_of(plans, resource)->counted;
    bare.ledger = ledger_open(arena, plans);
    take_patterns(&bare, arguments[3], atoll(arguments[4]));
    bare.next_entry = prepare(bare.target, "SELECT coalesce(max(id), 0) + 1 FROM audit_entries"
                                           " WHERE account_id = 1");
    int batch = atoi(arguments[5]);
    double start = seconds_now(CLOCK_MONOTONIC), end = start + atof(arguments[6]);
    do {
        if (!db_begin_write(bare.db))
            fail(bare.target);
        for (int i = 0; i < batch; i++, made++)
            create(&bare, made);
        if (!ledger_commit(bare.ledger, bare.db))
            fail(bare.target);
    } while (seconds_now(CLOCK_MONOTONIC) < end);
    printf("%.1f %.2f\n", (double)made / (seconds_now(CLOCK_MONOTONIC) - start),
           seconds_now(CLOCK_PROCESS_CPUTIME_ID) / (double)made * 1e6);
    return 0;
}
