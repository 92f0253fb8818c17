/* log_lines.c - lines that are written at once, or wait in a ring for a thread. */
#include "base/log_lines.h"

#include "base/clock.h"
#include "base/condition.h"
#include "base/str.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    ROOM = 256 * 1024,        /* a guess: some thousand lines */
    LINE_ROOM = LOG_LINE_MAX, /* with moment and level */
    END_MILLISECONDS = 1000,
    LAST_MILLISECONDS = 300,
};

_Static_assert(LINE_ROOM <= PIPE_BUF, "a line is written whole, or waits whole");

/* Lines are written where they come, or queued, or nobody reads them any more. */
enum way { WAY_DIRECT, WAY_QUEUE, WAY_NOWHERE };

/* Standard error is the process's, and so is what waits for it. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    enum way way;
    bool is_ending, is_writing;
    size_t first, count; /* bytes that wait */
    size_t dropped;      /* lines, since there was no room; until half of it is free again */
    char bytes[ROOM];
} queue = {.lock = PTHREAD_MUTEX_INITIALIZER};

static size_t make_line(char line[LINE_ROOM], const char *level, const char *text) {
    int64_t now = instant_now(), second = now % SECONDS_PER_DAY;
    int year, month, day;

    day_to_civil(now / SECONDS_PER_DAY, &year, &month, &day);
    int len =
        snprintf(line, LINE_ROOM, "%04d-%02d-%02dT%02d:%02d:%02dZ %s %s", year, month, day,
                 (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60), level, text);
    if (len > LINE_ROOM - 1)
        len = LINE_ROOM - 1;
    for (size_t i = 0; i < (size_t)len; i++)
        memset(line + i, ' ', str_control_at((struct str){line, (size_t)len}, i));
    line[len++] = '\n';
    return (size_t)len;
}

/* Waits until all is taken, or there is nobody left to tell. */
static void write_whole(const char *at, size_t count) {
    struct pollfd file = {.fd = STDERR_FILENO, .events = POLLOUT};

    while (count > 0) {
        ssize_t written = write(STDERR_FILENO, at, count);
        if (written < 0 && errno == EAGAIN)
            poll(&file, 1, -1); /* whoever shares it has set it so */
        else if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            at += written;
            count -= (size_t)written;
        }
    }
}

/* A pipe that may be written to has room for PIPE_BUF bytes. */
void log_bytes_at_once(const char *bytes, size_t count) {
    struct pollfd file = {.fd = STDERR_FILENO, .events = POLLOUT};

    while (count > 0) {
        size_t piece = count < PIPE_BUF ? count : PIPE_BUF;
        ssize_t written = send(STDERR_FILENO, bytes, piece, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (written < 0 && errno == ENOTSOCK && poll(&file, 1, 0) == 1)
            written = write(STDERR_FILENO, bytes, piece);
        if (written <= 0)
            return;
        bytes += written;
        count -= (size_t)written;
    }
}

/* ---- the ring; the lock is held ---- */

static void put(const char *at, size_t count) {
    size_t end = (queue.first + queue.count) % ROOM;
    size_t before = count < ROOM - end ? count : ROOM - end;

    memcpy(queue.bytes + end, at, before);
    memcpy(queue.bytes, at + before, count - before);
    queue.count += count;
}

static size_t take(char line[LINE_ROOM]) {
    size_t len = 0;

    do {
        line[len] = queue.bytes[queue.first];
        queue.first = (queue.first + 1) % ROOM;
        queue.count--;
    } while (line[len++] != '\n');
    return len;
}

static void tell_dropped(void) {
    char line[LINE_ROOM], text[128];

    if (queue.dropped == 0 || queue.count > ROOM / 2)
        return;
    snprintf(text, sizeof(text), "%zu lines are missing here, since nobody read the log in time.",
             queue.dropped);
    queue.dropped = 0;
    put(line, make_line(line, "warning", text));
}

static void enqueue(const char *line, size_t len) {
    if (queue.dropped > 0 || len > ROOM - queue.count) {
        queue.dropped++;
        return;
    }
    put(line, len);
    pthread_cond_broadcast(&queue.changed);
}

/* Waits until all is written, and at the end until the thread is over. */
static void wait_for_reader(int milliseconds) {
    int64_t end = monotonic_milliseconds() + milliseconds;

    while (queue.way == WAY_QUEUE && (queue.is_ending || queue.is_writing || queue.count > 0))
        if (!condition_wait_until(&queue.changed, &queue.lock, end))
            return;
}

/* ---- its thread ---- */

static void *work(void *nothing) {
    char line[LINE_ROOM];

    pthread_mutex_lock(&queue.lock);
    while (queue.count > 0 || !queue.is_ending) {
        if (queue.count == 0) {
            pthread_cond_wait(&queue.changed, &queue.lock);
            continue;
        }
        size_t len = take(line);
        tell_dropped();
        queue.is_writing = true;
        pthread_mutex_unlock(&queue.lock);
        write_whole(line, len);
        pthread_mutex_lock(&queue.lock);
        queue.is_writing = false;
        pthread_cond_broadcast(&queue.changed);
    }
    if (queue.way == WAY_QUEUE)
        queue.way = WAY_DIRECT;
    pthread_cond_broadcast(&queue.changed);
    pthread_mutex_unlock(&queue.lock);
    return nothing;
}

bool log_lines_queue(void) {
    condition_init(&queue.changed);
    queue.is_ending = false;
    if (pthread_create(&queue.thread, NULL, work, NULL) != 0)
        return false;
    pthread_mutex_lock(&queue.lock);
    queue.way = WAY_QUEUE;
    pthread_mutex_unlock(&queue.lock);
    return true;
}

/* ---- lines ---- */

void log_line_write(const char *level, const char *text) {
    char line[LINE_ROOM];
    size_t len = make_line(line, level, text);

    pthread_mutex_lock(&queue.lock);
    enum way way = queue.way;
    if (way == WAY_QUEUE)
        enqueue(line, len);
    pthread_mutex_unlock(&queue.lock);
    if (way == WAY_DIRECT)
        write_whole(line, len);
}

void log_line_last(const char *level, const char *text) {
    char line[LINE_ROOM];
    size_t len = make_line(line, level, text);

    pthread_mutex_lock(&queue.lock);
    enum way way = queue.way;
    if (way == WAY_QUEUE)
        wait_for_reader(LAST_MILLISECONDS);
    pthread_mutex_unlock(&queue.lock);
    if (way == WAY_DIRECT)
        write_whole(line, len);
    else
        log_bytes_at_once(line, len);
}

/* A thread that still waits for a reader is left to the end of the process. */
bool log_lines_end(void) {
    pthread_mutex_lock(&queue.lock);
    bool ends = queue.way == WAY_QUEUE;
    if (ends) {
        queue.is_ending = true;
        pthread_cond_broadcast(&queue.changed);
        wait_for_reader(END_MILLISECONDS);
    }
    if (queue.way == WAY_QUEUE)
        queue.way = WAY_NOWHERE;
    bool is_read = queue.way == WAY_DIRECT;
    pthread_mutex_unlock(&queue.lock);
    if (ends && is_read)
        pthread_join(queue.thread, NULL);
    else if (ends)
        pthread_detach(queue.thread);
    return is_read;
}
