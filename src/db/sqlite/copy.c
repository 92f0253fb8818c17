/* copy.c - all pages of one state, into a file of their own. */
#include "base/log.h"
#include "db/sqlite/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PAGES_PER_STEP = 1024,
    WRITE_VERSION = 18, /* of the database's header; then the version to read: 1, or 2 with WAL */
};

/* How much others may write while the copy is made: the log begins anew only after it. A copy on a
 * disk that keeps up sees less, and the limit of a server (--wal-limit) is far. */
#define LOG_GROWTH_MOST ((int64_t)256 * 1024 * 1024)

static const char unsafe[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                             " PRAGMA locking_mode = EXCLUSIVE";

struct copying {
    struct arena *arena;
    const char *path, *log;
    int64_t log_size; /* when it began */
    bool (*go_on)(void *context, int64_t done, int64_t total);
    void *context;
    const char *problem;
};

static bool fail(struct copying *copying, const char *why) {
    copying->problem =
        arena_format(copying->arena, "The database cannot be copied to %s: %s.", copying->path, why)
            .at;
    return false;
}

static int64_t size_of(const char *path) {
    struct stat found;

    return stat(path, &found) == 0 ? (int64_t)found.st_size : 0;
}

static bool keeps_up(struct copying *copying) {
    return size_of(copying->log) - copying->log_size <= LOG_GROWTH_MOST ||
           fail(copying, "that disk is too slow for what is written to the database meanwhile");
}

/* The source's transaction stays open between two steps, so what others commit neither reaches the
 * copy nor makes it begin anew. */
static bool run_steps(struct copying *copying, sqlite3 *to, sqlite3_backup *backup, int page_size) {
    int code;

    do {
        code = sqlite3_backup_step(backup, PAGES_PER_STEP);
        int64_t total = sqlite3_backup_pagecount(backup);
        int64_t done = total - sqlite3_backup_remaining(backup);
        if (code == SQLITE_OK &&
            (!keeps_up(copying) ||
             !copying->go_on(copying->context, done * page_size, total * page_size)))
            return false;
    } while (code == SQLITE_OK);
    return code == SQLITE_DONE ||
           fail(copying, code == SQLITE_FULL ? "the disk is full" : sqlite3_errmsg(to));
}

/* The first read of a transaction makes it see one state from then on. */
static bool begin(struct db *db, int *ret_page_size) {
    int64_t count = 0, size = 0;
    bool fine = statement_integer(db_statement(db, STR("SELECT count(*) FROM sqlite_schema")),
                                  &count) == DB_ROW &&
                statement_integer(db_statement(db, STR("PRAGMA page_size")), &size) == DB_ROW;

    *ret_page_size = (int)size;
    return fine;
}

static bool copy_pages(struct copying *copying, struct db *source, int page_size) {
    sqlite3 *to = NULL;
    bool fine = false;
    int code =
        sqlite3_open_v2(copying->path, &to, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_exec(to, unsafe, NULL, NULL, NULL);
    sqlite3_backup *backup =
        code == SQLITE_OK ? sqlite3_backup_init(to, "main", inside(source)->sqlite, "main") : NULL;
    if (backup) {
        fine = run_steps(copying, to, backup, page_size);
        sqlite3_backup_finish(backup);
    } else
        fail(copying, to ? sqlite3_errmsg(to) : "there is no memory");
    sqlite3_close(to);
    return fine;
}

/* Page 1 was copied, which says that there is a WAL. */
static bool leave_wal(struct copying *copying, int file) {
    static const char without[] = {1, 1};

    return pwrite(file, without, sizeof(without), WRITE_VERSION) == sizeof(without) ||
           fail(copying, strerror(errno));
}

bool sqlite_copy(struct arena *arena, struct db *source, const char *path,
                 bool (*go_on)(void *context, int64_t done, int64_t total), void *context,
                 const char **ret_problem) {
    struct copying copying = {.arena = arena, .path = path, .go_on = go_on, .context = context};
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool fine = file >= 0 || fail(&copying, strerror(errno));
    int page_size = 0;

    copying.log = sqlite3_filename_wal(sqlite3_db_filename(inside(source)->sqlite, "main"));
    copying.log_size = size_of(copying.log);
    if (fine && !begin(source, &page_size)) {
        copying.problem = db_problem(source);
        fine = false;
    }
    fine = fine && copy_pages(&copying, source, page_size) && leave_wal(&copying, file);
    if (file >= 0)
        close(file);
    *ret_problem = copying.problem;
    return fine;
}
