/* database.c - opens the database for a command, and reports what goes wrong. */
#include "cli/database.h"

#include "base/privacy.h"
#include "cli/directory.h"
#include "cli/lock.h"
#include "manage/accounts.h"
#include "resources/resources.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { URL_MAX = 4096 };

/* What is missing has an answer better than the engine's. */
static int check_directory(struct db_address at, bool needs_database) {
    const char *directory = at.directory, *name = db_file_names(at)[0];
    char database[PATH_MAX];
    struct stat found;

    if (stat(directory, &found) != 0 && errno == ENOENT)
        return fail("The directory %s does not exist; glimt serve and glimt demo create it.",
                    directory);
    if (stat(directory, &found) != 0)
        return fail("The directory %s cannot be read: %s.", directory, strerror(errno));
    if (!S_ISDIR(found.st_mode))
        return fail("%s is not a directory.", directory);
    if (!name)
        return EXIT_FINE;
    snprintf(database, sizeof(database), "%s/%s", directory, name);
    if (needs_database && stat(database, &found) != 0 && errno == ENOENT)
        return fail("The directory %s has no database yet; glimt serve creates it.", directory);
    return EXIT_FINE;
}

/* Migrations change what a server of an older version stands on. While one runs, the database has
 * to be current; and while a command migrates, none may start. */
static struct db *open_or_make(struct arena *arena, struct db_address at,
                               const char **ret_problem) {
    int lock;
    bool beside = lock_take(arena, at.directory, &lock, ret_problem) == LOCK_HELD;
    struct db *db = db_open(arena, at, beside ? DB_WRITE : DB_CREATE, ret_problem);

    lock_give(&lock);
    return db;
}

static bool has_password(const char *url) {
    const char *user = strstr(url, "://"), *at = user ? strchr(user, '@') : NULL;

    return strstr(url, "password=") || (at && memchr(user + 3, ':', (size_t)(at - user - 3)));
}

/* The first line of a file, without blanks around it. */
static int read_url(struct arena *arena, const char *option, const char *path, const char **ret) {
    FILE *file = fopen(path, "re");
    char line[URL_MAX + 2];
    struct stat found;

    if (!file)
        return fail("The file of --%s, %s, cannot be read: %s.", option, path, strerror(errno));
    bool has_line = fgets(line, sizeof(line), file) != NULL;
    bool is_open =
        fstat(fileno(file), &found) == 0 && S_ISREG(found.st_mode) && !is_private(&found);
    fclose(file);
    struct str url = str_trim((struct str){line, has_line ? strcspn(line, "\r\n") : 0});
    *ret = arena_z(arena, url);
    explicit_bzero(line, sizeof(line));
    if (url.len == 0 || url.len > URL_MAX)
        return fail("The file of --%s, %s, has no URL in its first line.", option, path);
    return is_open && has_password(*ret)
               ? fail("%s", open_to_others(arena, "file of a password", path, &found))
               : EXIT_FINE;
}

int url_of(const struct options *options, const char *option, const char **ret) {
    const char *file = arena_format(options->arena, "%s-file", option).at;
    const char *path = options_text(options, file);

    *ret = options_text(options, option);
    if (path && *ret)
        return usage_error("--%s and --%s cannot be given together.", option, file);
    return path ? read_url(options->arena, file, path, ret) : EXIT_FINE;
}

int database_address(const struct options *options, struct db_address *ret) {
    *ret = db_in(options_text(options, "data"));
    return url_of(options, "database", &ret->url);
}

static struct db *open_database(const struct options *options, enum db_mode mode,
                                bool needs_database) {
    struct db_address at;
    const char *problem = NULL;

    if (database_address(options, &at) != EXIT_FINE ||
        check_directory(at, needs_database) != EXIT_FINE)
        return NULL;
    if (!directory_may_be_opened(options->arena, at, false, &problem)) {
        fail("%s", problem);
        return NULL;
    }
    struct db *db = mode == DB_CREATE ? open_or_make(options->arena, at, &problem)
                                      : db_open(options->arena, at, mode, &problem);
    if (db)
        db_stands_for(db, EVERY_ACCOUNT);
    else
        fail("%s", problem);
    return db;
}

struct db *database_open(const struct options *options, enum db_mode mode) {
    return open_database(options, mode, mode != DB_CREATE);
}

struct db *database_migrate(const struct options *options) {
    return open_database(options, DB_CREATE, true);
}

static bool write_all(const struct options *options, struct db *db, const struct plans *plans,
                      struct work *work, const char **ret_problem) {
    struct caller caller = {.kind = CALLER_COMMAND, .account_id = work->account_id};
    struct management management;
    bool good = management_open(&management, options->arena, db, plans, caller) &&
                management_end(&management, work->write(work, options, &management));

    *ret_problem = management.problem;
    return good;
}

int database_write(const struct options *options, enum db_mode mode, struct work *work) {
    struct db *db = database_open(options, mode);
    const char *problem = NULL;

    if (!db)
        return EXIT_FAILED;
    const struct plans *plans = plan_all(options->arena, all_resources);
    bool good = (mode != DB_CREATE || account_ensure_first(options->arena, db, plans, &problem)) &&
                write_all(options, db, plans, work, &problem);
    int status = good ? EXIT_FINE : fail("%s", problem);
    db_close(db);
    return status;
}

bool database_is_served(const struct options *options) {
    return lock_is_held(options_text(options, "data"));
}

int database_read(const struct options *options, struct work *work) {
    struct db *db = database_open(options, DB_READ);
    const char *problem = NULL;

    if (!db)
        return EXIT_FAILED;
    bool good = db_begin_read(db);
    if (!good)
        problem = db_problem(db);
    else {
        good = work->read(work, options, db, &problem);
        db_end_read(db);
    }
    if (good && work->read_after)
        good = work->read_after(work, options, db, &problem);
    int status = good ? EXIT_FINE : fail("%s", problem);
    db_close(db);
    return status;
}
