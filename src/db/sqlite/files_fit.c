/* files_fit.c - looks at the files of a data directory before SQLite opens them. */
#include "db/sqlite/parts.h"
#include "db/sqlite/wal_fit.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

/* A server that runs meanwhile may copy pages between the looks at the one file and the other. That
 * it does so each time is not to be expected. */
enum { LOOKS = 10, PAUSE_MS = 20 };

struct files {
    const char *database, *wal, *journal;
};

enum look { LOOK_FITS, LOOK_WAL, LOOK_JOURNAL };

static bool read_file(void *context, uint64_t at, void *to, size_t count) {
    const int *file = context;
    size_t done = 0;

    while (done < count) {
        ssize_t part = pread(*file, (char *)to + done, count - done, (off_t)(at + done));
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return false;
        done += (size_t)part;
    }
    return true;
}

static bool read_header(const char *path, unsigned char ret[DATABASE_HEADER]) {
    static const char magic[] = "SQLite format 3";
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && read_file(&file, 0, ret, DATABASE_HEADER) &&
                memcmp(ret, magic, sizeof(magic)) == 0;

    if (file >= 0)
        close(file);
    return good;
}

static bool fits(const char *path,
                 bool (*look)(const struct bytes *bytes, const unsigned char *header),
                 const unsigned char *header) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    const struct bytes bytes = {&file, read_file};

    if (file < 0)
        return true;
    bool good = look(&bytes, header);
    close(file);
    return good;
}

static enum look look_once(const struct files *files) {
    unsigned char header[DATABASE_HEADER];

    if (!read_header(files->database, header))
        return LOOK_FITS;
    if (!fits(files->journal, journal_fits, header))
        return LOOK_JOURNAL;
    return fits(files->wal, wal_fits, header) ? LOOK_FITS : LOOK_WAL;
}

static const char *refusal(struct arena *arena, const struct files *files, enum look found) {
    const char *path = found == LOOK_WAL ? files->wal : files->journal;
    const char *with =
        found == LOOK_WAL ? arena_format(arena, "%s and %s-shm", path, files->database).at : path;
    const char *lost =
        found == LOOK_WAL
            ? "what was written last to the old database is in the file and is not in this one"
            : "the load that was interrupted can then not be taken back in the old one";

    return arena_format(arena,
                        "The file %s belongs to another database than %s, which was put over the "
                        "old one or is another copy of it; together they would be damaged. Either "
                        "put the old %s back, or, if the new one is to stand alone, move %s to "
                        "another place (%s).",
                        path, files->database, files->database, with, lost)
        .at;
}

bool sqlite_files_fit(struct arena *arena, const char *directory, const char **ret_problem) {
    const struct timespec pause = {0, PAUSE_MS * 1000000L};
    const char *database = arena_format(arena, "%s/glimt.db", directory).at;
    const struct files files = {database, arena_format(arena, "%s-wal", database).at,
                                arena_format(arena, "%s-journal", database).at};
    enum look found = look_once(&files);

    for (int i = 1; found != LOOK_FITS && i < LOOKS; i++) {
        nanosleep(&pause, NULL);
        found = look_once(&files);
    }
    if (found != LOOK_FITS)
        *ret_problem = refusal(arena, &files, found);
    return found == LOOK_FITS;
}
