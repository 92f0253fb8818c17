/* log_keeper.c - a thread that looks at the size of the log, and at who is in its way.
 *
 * A reader of an old state holds a lock on one of four bytes of the index of the log; SQLite
 * documents which (walformat.html, "WAL_READ_LOCK"). Linux lists locks with their processes in
 * /proc/locks, so nothing has to be opened, which would drop our own locks when it is closed. */
#include "db/log_keeper.h"

#include "base/clock.h"
#include "base/condition.h"
#include "base/log.h"
#include "db/sqlite/parts.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LOOK_MILLISECONDS = 250,
    CUT_PATIENCE = 100, /* milliseconds that the writer may wait for a cut */
    CUT_FRAMES = 1000,  /* that may be left to move then: a guess, some 8 MB */
    TELL_TIMES = 2,     /* how much longer than LOG_LONG_BYTES is worth a line */
    FIRST_READER = 124, /* the bytes of those who read an old state */
    LAST_READER = 127,
    MEGABYTE = 1024 * 1024,
};

struct log_keeper {
    struct db *db;
    int64_t limit;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool closing;
};

/* ---- who is in the way ---- */

/* Cuts the next word off a line of words between blanks. */
static struct str take_word(struct str *line) {
    struct str word = STR("");

    while (word.len == 0 && line->len > 0)
        word = str_cut(line, ' ');
    return word;
}

static long long number_of(struct str word) {
    return strtoll(word.at, NULL, 10); /* a blank or the end of the line follows */
}

/* The process of a line of /proc/locks that reads an old state of the index; 0: another line.
 * `7: POSIX  ADVISORY  READ 4242 fe:00:1311 124 124`; one that waits has an arrow before POSIX. */
static int reader_of(const char *text, ino_t index) {
    struct str line = str_of(text), word = take_word(&line);

    if (!str_equal(take_word(&line), STR("POSIX")))
        return 0;
    take_word(&line);
    take_word(&line);
    int process = (int)number_of(take_word(&line));
    word = take_word(&line);
    str_cut(&word, ':');
    str_cut(&word, ':');
    bool is_index = word.len > 0 && (ino_t)number_of(word) == index;
    long long first = number_of(take_word(&line)), last = number_of(take_word(&line));
    return is_index && first <= LAST_READER && last >= FIRST_READER ? process : 0;
}

/* The process that reads an old state, another one than this if possible; 0: not known. */
static int find_reader(const struct log_keeper *keeper) {
    struct stat index;
    char path[4096], line[256];
    int found = 0;

    snprintf(path, sizeof(path), "%s-shm", sqlite3_db_filename(keeper->db->sqlite, "main"));
    FILE *locks = stat(path, &index) == 0 ? fopen("/proc/locks", "re") : NULL;
    if (!locks)
        return 0;
    while (fgets(line, sizeof(line), locks)) {
        int process = reader_of(line, index.st_ino);
        if (process > 0 && (found == 0 || found == getpid()))
            found = process;
    }
    fclose(locks);
    return found;
}

static const char *name_reader(const struct log_keeper *keeper, char *name, size_t size) {
    int process = find_reader(keeper);
    char path[64], command[64] = "?";

    if (process == 0)
        return "a program";
    if (process == getpid())
        return "a request";
    snprintf(path, sizeof(path), "/proc/%d/comm", process);
    FILE *file = fopen(path, "re");
    if (file && fgets(command, sizeof(command), file))
        command[strcspn(command, "\n")] = '\0';
    if (file)
        fclose(file);
    snprintf(name, size, "the process %d (%s)", process, command);
    return name;
}

static void tell_reader(const struct log_keeper *keeper, int64_t size) {
    char name[128];
    const char *who = name_reader(keeper, name, sizeof(name));

    if (size > keeper->limit)
        log_repeated("the log is held",
                     "The log of the database has %" PRId64 " MB, and --wal-limit is %" PRId64
                     ": nothing is stored until %s has ended its reading.",
                     size / MEGABYTE, keeper->limit / MEGABYTE, who);
    else
        log_repeated("the log is held",
                     "The log of the database has grown to %" PRId64
                     " MB, since %s reads an old state of it.",
                     size / MEGABYTE, who);
}

/* ---- moving and cutting ---- */

/* Moves what can be moved beside the writer; whether little or nothing is left. */
static bool move(struct log_keeper *keeper) {
    int frames = 0, moved = 0;
    int code = sqlite3_wal_checkpoint_v2(keeper->db->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                         &frames, &moved);

    if (code != SQLITE_OK && code != SQLITE_BUSY)
        db_note(keeper->db, code, "moving the log");
    return code == SQLITE_OK && frames - moved < CUT_FRAMES;
}

static void look(struct log_keeper *keeper) {
    bool is_long = db_log_size(keeper->db) > LOG_LONG_BYTES;

    /* Moving a log that was cut, or is another one's, would mix two states. */
    if ((!is_long && !space_is_left(keeper->db)) || !db_look(keeper->db))
        return;
    if (move(keeper) && is_long)
        sqlite3_wal_checkpoint_v2(keeper->db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    int64_t size = db_log_size(keeper->db);
    if (size > (int64_t)TELL_TIMES * LOG_LONG_BYTES || size > keeper->limit)
        tell_reader(keeper, size);
}

/* False when it is to end. */
static bool wait(struct log_keeper *keeper) {
    int64_t end = monotonic_milliseconds() + LOOK_MILLISECONDS;
    bool has_time = true;

    pthread_mutex_lock(&keeper->lock);
    while (!keeper->closing && has_time)
        has_time = condition_wait_until(&keeper->changed, &keeper->lock, end);
    bool closing = keeper->closing;
    pthread_mutex_unlock(&keeper->lock);
    return !closing;
}

static void *work(void *context) {
    while (wait(context))
        look(context);
    return NULL;
}

struct log_keeper *log_keeper_open(struct db *db, int64_t limit) {
    struct log_keeper *keeper = calloc(1, sizeof(*keeper));

    NEEDED(keeper);
    keeper->db = db;
    keeper->limit = limit;
    db_wait_at_most(db, CUT_PATIENCE);
    pthread_mutex_init(&keeper->lock, NULL);
    condition_init(&keeper->changed);
    NEEDED(pthread_create(&keeper->thread, NULL, work, keeper) == 0);
    return keeper;
}

void log_keeper_close(struct log_keeper *keeper) {
    if (!keeper)
        return;
    pthread_mutex_lock(&keeper->lock);
    keeper->closing = true;
    pthread_cond_signal(&keeper->changed);
    pthread_mutex_unlock(&keeper->lock);
    pthread_join(keeper->thread, NULL);
    pthread_cond_destroy(&keeper->changed);
    pthread_mutex_destroy(&keeper->lock);
    db_close(keeper->db);
    free(keeper);
}
