/* migrations_adopt.c - gives checksums to a database that was made before they were kept.
 *
 * Such a database only has the names of its migrations. Whether they read then as they do now is
 * seen from what they made: they run once more in memory, and both schemas are compared, without
 * comments and blanks. */
#include "db/migrate_parts.h"
#include "db/sqlite/parts.h"

#include <xxhash.h>

/* A table, index, view or trigger. */
struct object {
    const char *type, *name, *sql;
    struct str plain; /* `sql` without comments and runs of blanks */
    struct object *next;
};

/* Two migrations were changed before the first release, when databases had them already: 006 on
 * 2026-11-24 at 03:04 UTC (notes of files did not count how often they came) and 010 at 10:36 (one
 * statement moved both levels of blocks, and any change of a row recounted it). What they made
 * until then is known by the hash of its plain text, and made anew as they make it now. */
static const struct former {
    const char *name;
    uint64_t hash;
    const char *before, *after; /* what to run before and after it is made */
} formers[] = {
    {"file_removals", 0xfe0edbaa898c52b1, "ALTER TABLE file_removals RENAME TO former_removals",
     "INSERT INTO file_removals (account_id, content_hash, times)"
     " SELECT account_id, content_hash, 1 FROM former_removals; DROP TABLE former_removals"},
    {"task_attachments_deleted", 0x2e0c4e9661ee5740, "DROP TRIGGER task_attachments_deleted", ""},
    {"time_report_moved", 0x8ed17f50e5fea85d, "DROP TRIGGER time_report_moved", ""},
    {"time_reports_recounted", 0x52aa558100ded416, "DROP TRIGGER time_reports_recounted", ""},
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where a comment, a quoted text or a single character ends. */
static const char *end_of_piece(const char *at) {
    const char *end = NULL;

    if (at[0] == '-' && at[1] == '-')
        return at + strcspn(at, "\n");
    if (*at == '\'' || *at == '"')
        end = strchr(at + 1, *at);
    return end ? end + 1 : at + 1;
}

static struct str plain(struct arena *arena, const char *sql) {
    char *text = NEW_ARRAY(arena, char, strlen(sql) + 1);
    size_t len = 0;
    bool apart = false;

    for (const char *at = sql, *end; *at; at = end) {
        end = end_of_piece(at);
        if (is_blank(*at) || (at[0] == '-' && at[1] == '-')) {
            apart = true;
            continue;
        }
        if (apart)
            text[len++] = ' ';
        memcpy(text + len, at, (size_t)(end - at));
        len += (size_t)(end - at);
        apart = false;
    }
    return (struct str){text, len};
}

static struct object *object_of_row(struct arena *arena, sqlite3_stmt *row) {
    struct object *object = NEW(arena, struct object);
    const char *values[3];

    for (int i = 0; i < 3; i++)
        values[i] = arena_z(arena, str_of((const char *)sqlite3_column_text(row, i)));
    *object = (struct object){values[0], values[1], values[2], plain(arena, values[2]), NULL};
    return object;
}

/* In order of type and name; without what is SQLite's own, and the record itself. SQLITE_OK, or a
 * code of failure. */
static int read_objects(struct arena *arena, sqlite3 *sqlite, struct object **ret) {
    static const char sql[] = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE"
                              " 'sqlite%' AND name <> 'migrations' ORDER BY type, name";
    sqlite3_stmt *rows;
    int code = sqlite3_prepare_v2(sqlite, sql, -1, &rows, NULL);

    *ret = NULL;
    if (code != SQLITE_OK)
        return code;
    while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
        *ret = object_of_row(arena, rows);
        ret = &(*ret)->next;
    }
    sqlite3_finalize(rows);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static bool read_database(struct arena *arena, struct db *db, struct object **ret) {
    int code = read_objects(arena, inside(db)->sqlite, ret);

    if (code != SQLITE_OK)
        sqlite_note(db, code, "reading the schema");
    return code == SQLITE_OK;
}

/* What the migrations that the database has make of an empty one. */
static bool expect(struct arena *arena, const struct made *made, struct object **ret) {
    sqlite3 *sqlite = NULL;
    bool fine = sqlite3_open(":memory:", &sqlite) == SQLITE_OK;

    for (const struct migration *migration = migrations; fine && migration->number; migration++)
        if (made_has(made, migration->number))
            fine = sqlite3_exec(sqlite, migration->sql, NULL, NULL, NULL) == SQLITE_OK;
    fine = fine && read_objects(arena, sqlite, ret) == SQLITE_OK;
    sqlite3_close(sqlite);
    return fine;
}

static const struct object *find(const struct object *object, const char *name) {
    while (object && strcmp(object->name, name) != 0)
        object = object->next;
    return object;
}

static bool mend(struct db *db, const struct object *objects, const struct object *expected) {
    for (size_t i = 0; i < COUNT(formers); i++) {
        const struct former *former = &formers[i];
        const struct object *object = find(objects, former->name);
        const struct object *anew = find(expected, former->name);
        if (object && anew && XXH3_64bits(object->plain.at, object->plain.len) == former->hash &&
            !(db_execute(db, former->before) && db_execute(db, anew->sql) &&
              db_execute(db, former->after)))
            return false;
    }
    return true;
}

static int compare(const struct object *a, const struct object *b) {
    if (!a || !b)
        return a ? -1 : 1;
    int order = strcmp(a->type, b->type);
    return order != 0 ? order : strcmp(a->name, b->name);
}

/* The first difference, in words; NULL when there is none. */
static const char *difference(struct arena *arena, const struct object *expected,
                              const struct object *objects) {
    while (expected && objects && compare(expected, objects) == 0 &&
           str_equal(expected->plain, objects->plain)) {
        expected = expected->next;
        objects = objects->next;
    }
    if (!expected && !objects)
        return NULL;
    int order = compare(expected, objects);
    const struct object *one = order < 0 ? expected : objects;
    const char *what = order < 0 ? "is missing" : order > 0 ? "is not theirs" : "differs";
    return arena_format(arena,
                        "is not as its migrations make it (the %s %s %s): use the version that made"
                        " it, or restore a backup.",
                        one->type, one->name, what)
        .at;
}

static bool write_checksums(struct db *db, const struct made *made) {
    bool fine = db_execute(db, "DROP TABLE migrations") && made_make_table(db);

    for (const struct migration *migration = migrations; fine && migration->number; migration++)
        for (const struct made_one *one = made->first; fine && one; one = one->next)
            if (one->number == migration->number)
                fine = made_record(db, migration, one->made_at);
    return fine;
}

bool sqlite_adopt(struct arena *arena, struct db *db, const struct made *made,
                  const char **ret_problem) {
    struct object *expected, *objects;

    if (!expect(arena, made, &expected)) {
        *ret_problem = "cannot be compared with what its migrations make: memory is short.";
        return false;
    }
    if (!read_database(arena, db, &objects) || !mend(db, objects, expected) ||
        !read_database(arena, db, &objects))
        return false;
    *ret_problem = difference(arena, expected, objects);
    return !*ret_problem && write_checksums(db, made) && migrate_guide(db);
}
