/* directory.c - looks for what is missing in a data directory. */
#include "cli/directory.h"

#include "access/people.h"
#include "base/privacy.h"
#include "upkeep/named_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

struct look {
    struct arena *arena;
    const char *directory;
};

static const char *path_of(const struct look *look, const char *name) {
    return arena_format(look->arena, "%s/%s", look->directory, name).at;
}

/* A file that can't be looked at is taken to be there; whoever opens it says what is wrong. */
static bool is_there(const struct look *look, const char *name) {
    struct stat found;

    return stat(path_of(look, name), &found) == 0 || errno != ENOENT;
}

static bool is_empty_file(const struct look *look, const char *name) {
    struct stat found;

    return stat(path_of(look, name), &found) == 0 && S_ISREG(found.st_mode) && found.st_size == 0;
}

/* Whether a directory has an entry whose name is `wanted`. */
static bool has_entry(const char *path, bool (*wanted)(const char *name)) {
    DIR *listing = opendir(path);
    struct dirent *entry;
    bool has = false;

    if (!listing)
        return false;
    while (!has && (entry = readdir(listing)))
        has = wanted(entry->d_name);
    closedir(listing);
    return has;
}

static bool is_account(const char *name) {
    return name[0] >= '1' && name[0] <= '9' && name[strspn(name, "0123456789")] == 0;
}

static bool is_any(const char *name) {
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

/* Whether somebody may want to keep it open: a new file system has `lost+found`, and settings may
 * be there before the first start. */
static bool is_data(const char *name) {
    return is_any(name) && strcmp(name, "lost+found") != 0 && strcmp(name, "glimt.conf") != 0 &&
           strcmp(name, "maintenance") != 0;
}

bool directory_make(struct arena *arena, const char *directory, const char **ret_problem) {
    struct stat found;

    if (mkdir(directory, 0700) == 0)
        return true;
    if (errno != EEXIST) {
        *ret_problem = arena_format(arena, "The directory %s cannot be created: %s.", directory,
                                    strerror(errno))
                           .at;
        return false;
    }
    if (stat(directory, &found) != 0 || !S_ISDIR(found.st_mode) || is_private(&found) ||
        (!has_entry(directory, is_data) && chmod(directory, 0700) == 0))
        return true; /* what else is wrong with it has sentences of its own */
    *ret_problem = open_to_others(arena, "directory", directory, &found);
    return false;
}

/* What there would not be if there had never been a database; NULL: nothing. */
static const char *find_remains(const struct look *look) {
    if (has_entry(path_of(look, "files"), is_account) ||
        has_entry(path_of(look, "files/removed"), is_account) ||
        has_entry(path_of(look, "files/incoming"), is_any))
        return "files";
    if (is_there(look, "secret.key"))
        return "secret.key";
    return is_there(look, "glimt.db-wal") && !is_empty_file(look, "glimt.db-wal") ? "glimt.db-wal"
                                                                                  : NULL;
}

/* SQLite deletes a WAL or a journal that it finds beside a new database. */
static bool put_aside(const struct look *look, const char *name, const char **ret_problem) {
    const char *from = path_of(look, name), *to = NULL;
    struct stat found;

    for (int i = 1; !to; i++) {
        const char *aside = arena_format(look->arena, "%s.before-%d", from, i).at;
        if (lstat(aside, &found) != 0)
            to = aside;
    }
    if (rename(from, to) == 0 || errno == ENOENT)
        return true;
    *ret_problem = arena_format(look->arena, "The file %s cannot be renamed to %s: %s.", from, to,
                                strerror(errno))
                       .at;
    return false;
}

bool directory_may_be_opened(struct arena *arena, struct db_address at, bool begin_anew,
                             const char **ret_problem) {
    const struct look look = {arena, at.directory};

    if (!db_file_names(at)[0]) /* it is elsewhere */
        return true;
    if (is_there(&look, "glimt.db") && !is_empty_file(&look, "glimt.db"))
        return db_fits(arena, at, ret_problem);
    const char *remains = find_remains(&look);
    if (!remains)
        return true;
    if (begin_anew)
        return put_aside(&look, "files", ret_problem) &&
               put_aside(&look, "glimt.db-wal", ret_problem) &&
               put_aside(&look, "glimt.db-shm", ret_problem) &&
               put_aside(&look, "glimt.db-journal", ret_problem);
    *ret_problem =
        arena_format(arena,
                     "The directory %s has %s, but its database, glimt.db, is %s. Put "
                     "it back, or restore a backup; to begin anew with an empty "
                     "database, start glimt serve with --begin-anew.",
                     at.directory, remains, is_there(&look, "glimt.db") ? "empty" : "missing")
            .at;
    return false;
}

/* Sealed secrets without their key; false when the database fails. */
static bool lacks_key(const struct look *look, struct db *db, bool *ret) {
    *ret = false;
    return is_there(look, "secret.key") || logins_have_secrets(db, ret);
}

static bool lacks_files(const struct look *look, struct db *db, const struct plans *plans,
                        bool *ret) {
    struct named_file named;
    size_t count = 0;
    bool good =
        is_there(look, "files") || named_files_next(db, plans, &NAMED_FILE_NONE, &named, 1, &count);

    *ret = count > 0;
    return good;
}

bool directory_is_whole(struct arena *arena, const struct file_place *place, struct db *db,
                        const struct plans *plans, const char **ret_problem) {
    const char *directory = place->directory;
    const struct look look = {arena, directory};
    bool files = false, key = false;

    if ((!place->database && !lacks_files(&look, db, plans, &files)) ||
        !lacks_key(&look, db, &key)) {
        *ret_problem = db_problem(db);
        return false;
    }
    if (files)
        *ret_problem = arena_format(arena,
                                    "The directory %s/files is missing, and rows of the database "
                                    "name files in it. Put it back, or restore a backup; to go on "
                                    "without these files, start with --begin-anew.",
                                    directory)
                           .at;
    else if (key)
        *ret_problem =
            arena_format(arena,
                         "The file %s/secret.key " MEANING_OF_NO_KEY
                         ". Put it back, or restore a backup; to go on with a new key, start with "
                         "--begin-anew, and then turn codes off for these people with "
                         "glimt user reset-password EMAIL --without-codes.",
                         directory)
                .at;
    return !files && !key;
}
