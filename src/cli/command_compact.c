/* command_compact.c - glimt compact: writes the database without its free pages. */
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/lock.h"
#include "db/space.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

enum { SPARE_BYTES = 4 * 1024 * 1024 };

static double megabytes(int64_t bytes) {
    return (double)bytes / 1e6;
}

/* While a server runs it would wait for its requests, and they for it. */
static int take_lock(const struct options *options, int *ret_lock) {
    const char *directory = options_text(options, "data"), *problem = NULL;

    switch (lock_take(options->arena, directory, ret_lock, &problem)) {
    case LOCK_TAKEN:
        return EXIT_FINE;
    case LOCK_HELD:
        return fail("A glimt server is running on the directory %s; stop it first.", directory);
    default:
        return fail("%s", problem);
    }
}

/* The rows are written twice before the old ones can go: beside the database, then into its
 * journal. */
static int check_room(const char *directory, const struct db_space *space) {
    int64_t needed = 2 * (space->size - space->free) + SPARE_BYTES;
    struct statvfs disk;

    if (statvfs(directory, &disk) != 0)
        return fail("The directory %s cannot be read: %s.", directory, strerror(errno));
    int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    if (room >= needed)
        return EXIT_FINE;
    return fail("The disk of %s has %.1f MB left, and %.1f MB are needed meanwhile.", directory,
                megabytes(room), megabytes(needed));
}

static int64_t size_of(const char *path) {
    struct stat found;

    return stat(path, &found) == 0 ? found.st_size : 0;
}

static int compact(const char *directory, const char *path, struct db *db) {
    struct db_space before, after;
    int status;

    if (!db_space(db, &before))
        return fail("%s", db_problem(db));
    status = check_room(directory, &before);
    if (status != EXIT_FINE)
        return status;
    if (!db_compact(db) || !db_space(db, &after))
        return fail("%s", db_problem(db));
    printf("The database took %.1f MB and takes %.1f MB now.\n", megabytes(before.size),
           megabytes(after.size));
    if (size_of(path) > after.size)
        puts("Another program still reads it: its file becomes shorter when that has ended.");
    return EXIT_FINE;
}

int command_compact(const struct options *options) {
    const char *directory = options_text(options, "data");
    struct db_address at;
    int lock = -1, found = database_address(options, &at);

    if (found != EXIT_FINE)
        return found;
    if (db_is_remote(at))
        return fail("A database on a server needs no glimt compact: its server gives room back by "
                    "itself (autovacuum), or at once by VACUUM FULL.");
    setenv("SQLITE_TMPDIR", directory, 1); /* the usual place may be memory, or small */
    struct db *db = database_open(options, DB_WRITE);
    if (!db)
        return EXIT_FAILED;
    int status = take_lock(options, &lock);
    if (status == EXIT_FINE)
        status = compact(directory, arena_format(options->arena, "%s/glimt.db", directory).at, db);
    db_close(db);
    lock_give(&lock);
    return status;
}
