/* log_held.c - moves and cuts a log that has become long, and looks who is in the way of that.
 *
 * A reader of an old state holds a lock on one of four bytes of the index of the log; SQLite
 * documents which (walformat.html, "WAL_READ_LOCK"). Linux lists locks with their processes in
 * /proc/locks, so nothing has to be opened, which would drop our own locks when it is closed. */
#include "base/log.h"
#include "db/sqlite/parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CUT_FRAMES = 1000,  /* that may be left to move: a guess, some 8 MB */
    TELL_TIMES = 2,     /* how much longer than LOG_LONG_BYTES is worth a line */
    FIRST_READER = 124, /* the bytes of those who read an old state */
    LAST_READER = 127,
    MEGABYTE = 1024 * 1024,
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
static int find_reader(struct db *db) {
    struct stat index;
    char path[4096], line[256];
    int found = 0;

    snprintf(path, sizeof(path), "%s-shm", sqlite3_db_filename(inside(db)->sqlite, "main"));
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

static const char *name_reader(struct db *db, char *name, size_t size) {
    int process = find_reader(db);
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

static void tell_reader(struct db *db, int64_t size, int64_t limit) {
    char name[128];
    const char *who = name_reader(db, name, sizeof(name));

    if (size > limit)
        log_repeated("the log is held",
                     "The log of the database has %" PRId64 " MB, and --wal-limit is %" PRId64
                     ": nothing is stored until %s has ended its reading.",
                     size / MEGABYTE, limit / MEGABYTE, who);
    else
        log_repeated("the log is held",
                     "The log of the database has grown to %" PRId64
                     " MB, since %s reads an old state of it.",
                     size / MEGABYTE, who);
}

/* ---- moving and cutting ---- */

/* Moves what can be moved beside the writer; whether little or nothing is left. */
static bool move(struct db *db) {
    int frames = 0, moved = 0;
    int code = sqlite3_wal_checkpoint_v2(inside(db)->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                         &frames, &moved);

    if (code != SQLITE_OK && code != SQLITE_BUSY)
        sqlite_note(db, code, "moving the log");
    return code == SQLITE_OK && frames - moved < CUT_FRAMES;
}

void sqlite_keep_log(struct db *db, int64_t limit) {
    bool is_long = sqlite_log_size(db) > LOG_LONG_BYTES;

    /* Moving a log that was cut, or is another one's, would mix two states. */
    if ((!is_long && !space_is_left(db)) || !db_look(db))
        return;
    if (move(db) && is_long)
        sqlite3_wal_checkpoint_v2(inside(db)->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    int64_t size = sqlite_log_size(db);
    if (size > (int64_t)TELL_TIMES * LOG_LONG_BYTES || size > limit)
        tell_reader(db, size, limit);
}
