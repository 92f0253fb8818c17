/* judge.c - the database of a backup, opened after every byte of it was proven. */
#include "backup/judge.h"

#include "access/people.h"
#include "upkeep/counted_lists.h"
#include "upkeep/named_files.h"
#include "upkeep/refresh.h"
#include "upkeep/verify.h"

#include <inttypes.h>
#include <stdio.h>

enum { PAGE = 256 };

struct judging {
    struct run *run;
    const struct plans *plans;
    struct db *db;
    struct manifest *manifest;
    struct holding *holding;
    struct named_file page[PAGE]; /* the next files that rows name */
    size_t at, count;
    bool page_is_last;
};

static bool database_fails(struct judging *judging) {
    return run_fail(judging->run, "%s", db_problem(judging->db));
}

static bool goes_on(void *context) {
    return run_goes_on(context);
}

static void tell(const char *sentence) {
    fprintf(stderr, "glimt: %s\n", sentence);
}

/* ---- the database alone ---- */

/* As a server does at its start, so that what is checked is what it would serve. */
static bool prepare(struct judging *judging) {
    const char *problem = NULL;

    return (refresh_derived(judging->run->arena, judging->db, judging->plans, &problem) &&
            counted_lists_begin(judging->db, judging->plans, &problem)) ||
           run_fail(judging->run, "%s", problem);
}

static bool check(struct judging *judging) {
    struct verification verification = {
        .arena = judging->run->arena, .db = judging->db, .tell = tell};
    int64_t unsound = 0;

    if (!db_verify(judging->db, true, tell, &unsound))
        return database_fails(judging);
    if (unsound > 0)
        return run_fail(judging->run, "The database in the backup is damaged.");
    if (!verify_all(&verification, judging->plans))
        return database_fails(judging);
    judging->holding->differences = verification.differences;
    return run_goes_on(judging->run);
}

/* ---- rows and files, both in order ---- */

static bool next_named(struct judging *judging) {
    const struct named_file after =
        judging->count > 0 ? judging->page[judging->count - 1] : NAMED_FILE_NONE;

    if (++judging->at < judging->count || judging->page_is_last)
        return true;
    if (!named_files_next(judging->db, judging->plans, &after, judging->page, PAGE,
                          &judging->count))
        return database_fails(judging);
    judging->at = 0;
    judging->page_is_last = judging->count < PAGE;
    return true;
}

/* NULL: there is none left. */
static const struct named_file *named(const struct judging *judging) {
    return judging->at < judging->count ? &judging->page[judging->at] : NULL;
}

static bool is_named(struct judging *judging, const struct part *part) {
    const struct named_file *file = named(judging);

    if (file && file->account_id == part->account_id && strcmp(file->hash, part->hash) == 0)
        return true;
    return run_fail(judging->run, "The files in the backup are not those that its rows name: %s.",
                    part->name);
}

/* A line of what was missing or damaged follows that of the file itself, if it has one. */
static bool take_line(struct judging *judging, const struct manifest_line *line, bool *wrong_size) {
    const char *name = line->part.name;

    if (line->word != LINE_DAMAGED && *wrong_size)
        return run_fail(judging->run, "A file in the backup has another size than its rows say.");
    *wrong_size = false;
    if (line->word == LINE_DAMAGED) {
        judging->holding->missing++;
        run_tell(judging->run, "%s was damaged when the backup was made.", name);
        return true;
    }
    if (!is_named(judging, &line->part))
        return false;
    if (line->word == LINE_MISSING) {
        judging->holding->missing++;
        run_tell(judging->run, "%s was missing when the backup was made.", name);
    } else
        *wrong_size = named(judging)->size >= 0 && named(judging)->size != line->part.size;
    return next_named(judging);
}

static bool compare_files(struct judging *judging) {
    struct manifest_line line;
    bool wrong_size = false;

    if (!manifest_rewind(judging->manifest, NULL) || !next_named(judging) ||
        !manifest_next(judging->manifest, &line))
        return false;
    while (line.word != LINE_END)
        if (!take_line(judging, &line, &wrong_size) || !manifest_next(judging->manifest, &line))
            return false;
    if (wrong_size)
        return run_fail(judging->run, "A file in the backup has another size than its rows say.");
    return !named(judging) || run_fail(judging->run,
                                       "The backup lacks a file that its rows name: %s of account "
                                       "%" PRId64 ".",
                                       named(judging)->hash, named(judging)->account_id);
}

/* ---- what makes it differ from the server ---- */

static bool look_for_key(struct judging *judging) {
    struct holding *holding = judging->holding;

    if (holding->has_secret_key)
        return true;
    if (!logins_have_secrets(judging->db, &holding->lacks_key))
        return database_fails(judging);
    if (holding->lacks_key)
        tell("secret.key " MEANING_OF_NO_KEY ".");
    return true;
}

/* What `glimt demo` had not filled when the backup was made stays closed. */
static bool tell_closed(struct judging *judging) {
    struct statement *row =
        db_statement(judging->db, STR("SELECT account_id FROM demo_loads ORDER BY account_id"));
    enum db_step step = row ? DB_ROW : DB_FAILED;

    while (row && (step = statement_step(row)) == DB_ROW) {
        int64_t id = column_integer(row, 0);
        run_tell(judging->run,
                 "Account %" PRId64 " is closed, since glimt demo was filling it when the backup "
                 "was made; glimt demo --account %" PRId64 " fills it anew and opens it.",
                 id, id);
    }
    if (row)
        statement_reset(row);
    return step == DB_END || database_fails(judging);
}

/* ---- how much there is ---- */

static bool count_rows(struct judging *judging, struct str sql, int64_t *ret) {
    *ret = 0;
    return statement_integer(db_statement(judging->db, sql), ret) == DB_ROW ||
           database_fails(judging);
}

/* What people work with: the API gives it only with a permission, and it can be added to. */
static bool is_main(const struct resource *resource) {
    return resource->table && resource->path && resource->read && !resource->for_people &&
           !resource->parent && (resource->operations & CREATE || resource->managed);
}

static bool count_all(struct judging *judging) {
    struct holding *holding = judging->holding;

    for (size_t i = 0; i < judging->plans->count && holding->kind_count < KINDS_MAX; i++) {
        const struct resource *resource = judging->plans->all[i].resource;
        if (!is_main(resource))
            continue;
        holding->kinds[holding->kind_count].plural = resource->plural;
        struct str sql =
            arena_format(judging->run->arena, "SELECT count(*) FROM %s", resource->table);
        if (!count_rows(judging, sql, &holding->kinds[holding->kind_count++].rows))
            return false;
    }
    return count_rows(judging, STR("SELECT count(*) FROM accounts"), &holding->companies);
}

bool judge(struct run *run, const struct plans *plans, const char *directory,
           struct manifest *manifest, struct holding *holding) {
    struct judging *judging = NEW(run->arena, struct judging);
    const char *problem = NULL;

    judging->run = run;
    judging->plans = plans;
    judging->manifest = manifest;
    judging->holding = holding;
    judging->db = db_open(run->arena, db_in(directory), DB_CREATE, &problem);
    if (!judging->db)
        return run_fail(run, "%s", problem);
    db_stands_for(judging->db, EVERY_ACCOUNT);
    db_ask(judging->db, goes_on, run);
    bool fine = prepare(judging) && (db_begin_read(judging->db) || database_fails(judging));
    if (fine) {
        fine = check(judging) && compare_files(judging) && look_for_key(judging) &&
               tell_closed(judging) && count_all(judging);
        db_end_read(judging->db);
    }
    db_close(judging->db);
    return fine;
}
