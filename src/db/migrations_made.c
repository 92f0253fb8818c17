/* migrations_made.c - which migrations a database has, and whether one can go on from there. */
#include "db/migrate_parts.h"

#include "db/engine.h"

static const struct {
    const char *columns;
    enum made_form form;
} forms[] = {
    {"", MADE_NOWHERE},
    {"name made_at", MADE_WITHOUT_CHECKSUMS},
    {"number name checksum made_at", MADE_WITH_CHECKSUMS},
};

static const char *const rows_of_form[] = {
    [MADE_WITHOUT_CHECKSUMS] = "SELECT CAST(substr(name, 1, 3) AS INTEGER), name, '', made_at"
                               " FROM migrations ORDER BY name",
    [MADE_WITH_CHECKSUMS] = "SELECT number, name, checksum, made_at FROM migrations"
                            " ORDER BY number",
};

bool made_make_table(struct db *db) {
    return db_execute(db, "CREATE TABLE migrations (number INTEGER NOT NULL PRIMARY KEY,"
                          " name TEXT NOT NULL, checksum TEXT NOT NULL,"
                          " made_at INTEGER NOT NULL) STRICT");
}

bool made_record(struct db *db, const struct migration *migration, int64_t made_at) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO migrations (number, name, checksum, made_at)"
                             " VALUES (?1, ?2, ?3, ?4)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, migration->number);
    statement_bind_text(statement, 2, str_of(migration->name));
    statement_bind_text(statement, 3, str_of(migration->checksum));
    statement_bind_integer(statement, 4, made_at);
    return statement_run(statement);
}

bool made_has(const struct made *made, int number) {
    for (const struct made_one *one = made->first; one; one = one->next)
        if (one->number == number)
            return true;
    return false;
}

static bool read_form(struct arena *arena, struct db *db, enum made_form *ret,
                      const char **ret_problem) {
    struct str columns;

    if (!db->engine->columns(arena, db, "migrations", &columns))
        return false;
    for (size_t i = 0; i < COUNT(forms); i++)
        if (str_equal(columns, str_of(forms[i].columns))) {
            *ret = forms[i].form;
            return true;
        }
    *ret_problem = "is not a glimt database.";
    return false;
}

static bool read_rows(struct arena *arena, struct db *db, struct made *made) {
    struct statement *statement = db_statement(db, str_of(rows_of_form[made->form]));
    struct made_one **next = &made->first;
    enum db_step step;

    if (!statement)
        return false;
    while ((step = statement_step(statement)) == DB_ROW) {
        struct made_one *one = *next = NEW(arena, struct made_one);
        one->number = column_integer(statement, 0);
        one->name = arena_copy(arena, column_text(statement, 1));
        one->checksum = arena_copy(arena, column_text(statement, 2));
        one->made_at = column_integer(statement, 3);
        next = &one->next;
    }
    statement_reset(statement);
    return step == DB_END;
}

static const struct migration *find(int64_t number) {
    for (const struct migration *migration = migrations; migration->number; migration++)
        if (migration->number == number)
            return migration;
    return NULL;
}

static bool is_after_all(int64_t number) {
    for (const struct migration *migration = migrations; migration->number; migration++)
        if (migration->number >= number)
            return false;
    return true;
}

/* What is wrong with a row, or NULL. Without a checksum its name has to be enough. */
static const char *judge_row(struct arena *arena, const struct made_one *one) {
    const struct migration *known = find(one->number);
    bool has_checksum = one->checksum.len > 0;

    if (!known || (!has_checksum && !str_equal(one->name, str_of(known->name))))
        return arena_format(arena,
                            "was made by a %s glimt (it has the migration %.*s): use that version.",
                            is_after_all(one->number) ? "newer" : "different", (int)one->name.len,
                            one->name.at)
            .at;
    if (has_checksum && !str_equal(one->checksum, str_of(known->checksum)))
        return arena_format(arena,
                            "was made by a glimt whose migration %s reads differently: use that"
                            " version.",
                            known->name)
            .at;
    return NULL;
}

/* What is wrong when the database has this migration, or NULL. Only what it needs itself is looked
 * for: what those need in turn is asked of them. */
static const char *judge_needs(struct arena *arena, const struct made *made,
                               const struct migration *migration) {
    if (!made_has(made, migration->number))
        return NULL;
    for (const int *need = migration->needs; *need; need++)
        if (!made_has(made, *need))
            return arena_format(arena,
                                "has the migration %s without %s, which that one needs: use the"
                                " version that made it, or restore a backup.",
                                migration->name, find(*need)->name)
                .at;
    return NULL;
}

static const char *judge(struct arena *arena, const struct made *made) {
    const char *problem = NULL;

    for (const struct made_one *one = made->first; !problem && one; one = one->next)
        if (one->number != UNFINISHED)
            problem = judge_row(arena, one);
    for (const struct migration *migration = migrations; !problem && migration->number; migration++)
        problem = judge_needs(arena, made, migration);
    return problem;
}

static const struct migration *first_missing(const struct made *made) {
    for (const struct migration *migration = migrations; migration->number; migration++)
        if (!made_has(made, migration->number))
            return migration;
    return NULL;
}

bool made_judge(struct arena *arena, struct made *made, const char **ret_problem) {
    made->missing = first_missing(made);
    made->is_unfinished = made_has(made, UNFINISHED);
    *ret_problem = judge(arena, made);
    return !*ret_problem;
}

bool made_read(struct arena *arena, struct db *db, struct made *ret, const char **ret_problem) {
    *ret = (struct made){0};
    *ret_problem = NULL;
    if (!read_form(arena, db, &ret->form, ret_problem) ||
        (ret->form != MADE_NOWHERE && !read_rows(arena, db, ret)))
        return false;
    return made_judge(arena, ret, ret_problem);
}
