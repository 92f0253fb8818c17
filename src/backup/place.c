/* place.c - a name is taken only by a rename that replaces nothing. */
#include "backup/place.h"

#include "backup/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define NAME_FORM "glimt-00000000T000000Z.tar.zst"
#define DAMAGED "-damaged"
#define SEALED ".sealed"

enum {
    TRIES = 64,
    PAUSE_MILLISECONDS = 2,
    NAME_SIZE = 64, /* larger than any name that has the form */
};

/* ---- names by time ---- */

static const char *path_of(struct arena *arena, const char *directory, int64_t moment, bool sealed,
                           bool damaged) {
    char name[sizeof(NAME_FORM)];
    time_t seconds = moment;
    struct tm parts;

    gmtime_r(&seconds, &parts);
    strftime(name, sizeof(name), "glimt-%Y%m%dT%H%M%SZ", &parts);
    return arena_format(arena, "%s/%s%s.tar.zst%s", directory, name, damaged ? DAMAGED : "",
                        sealed ? SEALED : "")
        .at;
}

static bool is_name(const char *name) {
    for (const char *form = NAME_FORM; *form; form++, name++)
        if (*form == '0' ? *name < '0' || *name > '9' : *name != *form)
            return false;
    return !*name || strcmp(name, SEALED) == 0;
}

/* ---- opening ---- */

static bool is_directory(const char *path) {
    struct stat found;

    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static bool is_there(const char *path) {
    struct stat found;

    return lstat(path, &found) == 0;
}

static bool refuse_existing(struct place *place) {
    return run_fail(place->run, "%s exists already, and is not overwritten.", place->path);
}

/* An unfinished file that nobody has a lock on was left by somebody who was killed. It is tried
 * again for a moment, since a sweep by another backup in the same directory may come between. */
static bool lock_partial(struct place *place, const char *path) {
    const struct timespec pause = {0, PAUSE_MILLISECONDS * 1000000L};

    for (int i = 0; i < TRIES; i++) {
        place->file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (place->file < 0)
            return run_fail(place->run, "%s cannot be made: %s.", path, strerror(errno));
        if (lock_new(place->file, path))
            return true;
        close(place->file);
        place->file = -1;
        nanosleep(&pause, NULL);
    }
    return run_fail(place->run, "Another backup is being written to %s.", place->path);
}

static bool open_partial(struct place *place) {
    const char *path = arena_format(place->run->arena, "%s" PARTIAL, place->path).at;
    struct stat opened;

    if (!lock_partial(place, path))
        return false;
    place->partial = path;
    if (fstat(place->file, &opened) != 0 || !S_ISREG(opened.st_mode) ||
        fchmod(place->file, 0600) != 0 || ftruncate(place->file, 0) != 0)
        return run_fail(place->run, "%s cannot be written.", path);
    return true;
}

static bool open_output(struct place *place) {
    place->file = STDOUT_FILENO;
    place->directory = workspace_anywhere();
    return !isatty(STDOUT_FILENO) ||
           run_fail(place->run, "A backup is not written to a terminal; send it to a program or a "
                                "file, or give --to FILE.");
}

bool place_is_outside(struct run *run, const char *to, const char *directory) {
    char place[PATH_MAX], data[PATH_MAX];

    if (strcmp(to, "-") == 0 || !realpath(directory, data) ||
        !realpath(is_directory(to) ? to : parent_of(run->arena, to), place))
        return true; /* whoever needs it says what is wrong */
    size_t len = strlen(data);
    if (strncmp(place, data, len) != 0 || (place[len] != '/' && place[len] != 0))
        return true;
    return run_fail(run,
                    "%s is in the data directory itself, %s; a backup belongs elsewhere, best on "
                    "another disk.",
                    to, directory);
}

bool place_open(struct place *place, struct run *run, const char *to, bool sealed,
                int64_t *moment) {
    *place = (struct place){.run = run, .file = -1};
    if (strcmp(to, "-") == 0)
        return open_output(place);
    place->is_named = is_directory(to);
    place->path = to;
    for (int i = 0; place->is_named && i < TRIES; i++) {
        place->path = path_of(run->arena, to, *moment, sealed, false);
        place->path_if_damaged = path_of(run->arena, to, *moment, sealed, true);
        if (!is_there(place->path) && !is_there(place->path_if_damaged))
            break;
        ++*moment;
    }
    place->directory = place->is_named ? to : parent_of(run->arena, to);
    if (is_there(place->path))
        return refuse_existing(place);
    workspace_sweep(run, place->directory, WORKSPACE);
    return open_partial(place);
}

/* ---- finishing ---- */

static bool sync_directory(const char *directory) {
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return fine;
}

/* Some file systems cannot rename without replacing, but none replaces by a link. */
static bool take_name(const struct place *place) {
    if (renameat2(AT_FDCWD, place->partial, AT_FDCWD, place->path, RENAME_NOREPLACE) == 0)
        return true;
    return errno == EINVAL && link(place->partial, place->path) == 0 && unlink(place->partial) == 0;
}

bool place_finish(struct place *place, bool is_whole) {
    if (!place->path)
        return true;
    if (place->is_named && !is_whole)
        place->path = place->path_if_damaged;
    if (fsync(place->file) != 0)
        return run_fail(place->run, "%s cannot be written: %s.", place->partial, strerror(errno));
    if (!take_name(place))
        return errno == EEXIST
                   ? refuse_existing(place)
                   : run_fail(place->run, "%s cannot be made: %s.", place->path, strerror(errno));
    place->partial = NULL;
    return sync_directory(place->directory) ||
           run_fail(place->run, "The directory %s cannot be written to the disk: %s.",
                    place->directory, strerror(errno));
}

void place_close(struct place *place) {
    if (place->partial)
        unlink(place->partial);
    if (place->path && place->file >= 0)
        close(place->file);
}

/* ---- old ones ---- */

struct names {
    char (*at)[NAME_SIZE];
    size_t count, size;
};

static void add_name(struct arena *arena, struct names *names, const char *name) {
    if (names->count == names->size) {
        char(*larger)[NAME_SIZE] = arena_take(arena, (2 * names->size + 16) * NAME_SIZE, 1);
        if (names->count > 0)
            memcpy(larger, names->at, names->count * NAME_SIZE);
        names->at = larger;
        names->size = 2 * names->size + 16;
    }
    memcpy(names->at[names->count++], name, strlen(name) + 1);
}

static int compare(const void *a, const void *b) {
    return strcmp(a, b);
}

static bool read_names(struct run *run, const char *directory, struct names *names) {
    DIR *entries = opendir(directory);
    struct dirent *entry;

    if (!entries)
        return run_fail(run, "The directory %s cannot be read: %s.", directory, strerror(errno));
    while ((entry = readdir(entries))) {
        struct stat found;
        if (is_name(entry->d_name) &&
            fstatat(dirfd(entries), entry->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(found.st_mode))
            add_name(run->arena, names, entry->d_name);
    }
    closedir(entries);
    if (names->count > 0)
        qsort(names->at, names->count, NAME_SIZE, compare);
    return true;
}

bool place_keep_newest(const struct place *place, int64_t count, int64_t *ret_removed) {
    const char *own = strrchr(place->path, '/') + 1;
    struct run *run = place->run;
    struct names names = {NULL, 0, 0};
    size_t earlier = 0;

    *ret_removed = 0;
    if (!read_names(run, place->directory, &names))
        return false;
    while (earlier < names.count && strcmp(names.at[earlier], own) < 0)
        earlier++;
    for (size_t i = 0; (int64_t)(earlier - i) > count - 1; i++) {
        const char *path = arena_format(run->arena, "%s/%s", place->directory, names.at[i]).at;
        if (unlink(path) != 0)
            return run_fail(run, "The old backup %s cannot be removed: %s.", path, strerror(errno));
        ++*ret_removed;
    }
    return true;
}
