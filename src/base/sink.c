/* sink.c - a queue of lines, and a thread that writes or sends them.
 *
 * Each line in the queue has its weight in front and ends with a line feed. The thread takes one at
 * a time; a file that is a pipe, and a syslog that reads slowly, make it wait, and nobody else. */
#include "base/sink.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
    ROOM = 1024 * 1024, /* a guess: some thousand lines */
    END_MILLISECONDS = 1000,
    LAST_MILLISECONDS = 300, /* for a line, when the end has come */
    TRY_MILLISECONDS = 100,  /* between two looks at whether the end has come */
    AUTHPRIV = 10,           /* the facility of syslog for who signs in */
    NOTICE = 5,
    INFORMATION = 6,
};

struct sink {
    char *path;
    bool is_syslog;
    int descriptor;  /* of the thread, once there is one; -1: none */
    bool is_in_line; /* a part of a line was written */
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t changed;
    atomic_bool is_ending;
    bool is_over, wants_reopen;
    size_t first, count; /* bytes that wait */
    size_t dropped, told;
    char bytes[ROOM];
};

static int open_file(const char *path) {
    return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
}

static int open_syslog(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    if (descriptor < 0 ||
        connect(descriptor, (const struct sockaddr *)&address, sizeof(address)) == 0)
        return descriptor;
    close(descriptor);
    return -1;
}

/* ---- the queue; the lock is held ---- */

static void put_byte(struct sink *sink, char byte) {
    sink->bytes[(sink->first + sink->count++) % ROOM] = byte;
}

static char take_byte(struct sink *sink) {
    char byte = sink->bytes[sink->first];

    sink->first = (sink->first + 1) % ROOM;
    sink->count--;
    return byte;
}

static size_t take_line(struct sink *sink, char line[SINK_LINE_MAX + 1],
                        enum sink_weight *ret_weight) {
    size_t len = 0;

    *ret_weight = (enum sink_weight)(take_byte(sink) - '0');
    do
        line[len] = take_byte(sink);
    while (line[len++] != '\n');
    return len;
}

void sink_put(struct sink *sink, enum sink_weight weight, struct str line) {
    ALWAYS(line.len <= SINK_LINE_MAX);
    pthread_mutex_lock(&sink->lock);
    if (line.len + 2 > ROOM - sink->count) {
        sink->dropped++;
    } else {
        put_byte(sink, (char)('0' + weight));
        for (size_t i = 0; i < line.len; i++)
            put_byte(sink, line.at[i]);
        put_byte(sink, '\n');
        pthread_cond_signal(&sink->changed);
    }
    pthread_mutex_unlock(&sink->lock);
}

void sink_reopen(struct sink *sink) {
    pthread_mutex_lock(&sink->lock);
    sink->wants_reopen = true;
    pthread_cond_signal(&sink->changed);
    pthread_mutex_unlock(&sink->lock);
}

/* ---- its thread ---- */

/* Waits until the other end takes something; false at the end of the program. */
static bool wait_for_reader(struct sink *sink) {
    struct pollfd file = {.fd = sink->descriptor, .events = POLLOUT};

    while (!atomic_load(&sink->is_ending))
        if (poll(&file, 1, TRY_MILLISECONDS) != 0)
            return true;
    return poll(&file, 1, LAST_MILLISECONDS) > 0;
}

static void drop_descriptor(struct sink *sink) {
    if (sink->descriptor >= 0)
        close(sink->descriptor);
    sink->descriptor = -1;
    sink->is_in_line = false;
}

static void tell_trouble(const struct sink *sink) {
    log_repeated("security log sent on", "The security log cannot be written to %s: %s.",
                 sink->path, strerror(errno));
}

/* At once, also when nothing is to be written: the old file may be deleted, and is to end there. A
 * file that cannot be opened is tried again by the next line, and so is a syslog. */
static void reopen(struct sink *sink) {
    drop_descriptor(sink);
    if (sink->is_syslog)
        return;
    sink->descriptor = open_file(sink->path);
    if (sink->descriptor < 0)
        tell_trouble(sink);
}

/* False when the line, or its end, is lost. */
static bool write_file(struct sink *sink, const char *line, size_t len) {
    if (sink->is_in_line && write(sink->descriptor, "\n", 1) == 1)
        sink->is_in_line = false;
    while (len > 0) {
        ssize_t written = write(sink->descriptor, line, len);
        if (written < 0 && errno == EAGAIN && wait_for_reader(sink))
            continue;
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            line += written;
            len -= (size_t)written;
            sink->is_in_line = len > 0;
        }
    }
    return true;
}

/* As the C library writes it for this socket. */
static bool send_line(struct sink *sink, enum sink_weight weight, const char *line, size_t len) {
    char message[SINK_LINE_MAX + 128], moment[32];
    time_t now = (time_t)instant_now();
    struct tm parts;

    localtime_r(&now, &parts);
    strftime(moment, sizeof(moment), "%b %e %H:%M:%S", &parts);
    int all = snprintf(message, sizeof(message), "<%d>%s glimt[%ld]: %.*s",
                       AUTHPRIV * 8 + (weight == SINK_NOTICE ? NOTICE : INFORMATION), moment,
                       (long)getpid(), (int)len - 1, line);
    for (;;) {
        if (send(sink->descriptor, message, (size_t)all, MSG_NOSIGNAL) >= 0)
            return true;
        if (errno != EINTR && !(errno == EAGAIN && wait_for_reader(sink)))
            return false;
    }
}

static bool deliver(struct sink *sink, enum sink_weight weight, const char *line, size_t len) {
    for (int i = 0; i < 2; i++) {
        if (sink->descriptor < 0)
            sink->descriptor = sink->is_syslog ? open_syslog(sink->path) : open_file(sink->path);
        if (sink->descriptor >= 0 &&
            (sink->is_syslog ? send_line(sink, weight, line, len) : write_file(sink, line, len)))
            return true;
        if (!sink->is_syslog || atomic_load(&sink->is_ending))
            break;
        drop_descriptor(sink); /* whoever listened there has begun anew */
    }
    tell_trouble(sink);
    return false;
}

static void tell_dropped(struct sink *sink) {
    if (sink->dropped == sink->told || sink->count > ROOM / 2)
        return;
    log_warning("%zu lines of the security log did not reach %s.", sink->dropped - sink->told,
                sink->path);
    sink->told = sink->dropped;
}

/* Nobody takes what is left. */
static void give_up(struct sink *sink) {
    while (sink->count > 0)
        sink->dropped += take_byte(sink) == '\n';
}

static void *work(void *context) {
    struct sink *sink = context;
    char line[SINK_LINE_MAX + 1];
    enum sink_weight weight;

    pthread_mutex_lock(&sink->lock);
    while (sink->count > 0 || !atomic_load(&sink->is_ending)) {
        if (sink->wants_reopen) {
            sink->wants_reopen = false;
            pthread_mutex_unlock(&sink->lock);
            reopen(sink);
            pthread_mutex_lock(&sink->lock);
            continue;
        }
        if (sink->count == 0) {
            tell_dropped(sink);
            pthread_cond_wait(&sink->changed, &sink->lock);
            continue;
        }
        size_t len = take_line(sink, line, &weight);
        pthread_mutex_unlock(&sink->lock);
        bool is_there = deliver(sink, weight, line, len);
        pthread_mutex_lock(&sink->lock);
        sink->dropped += !is_there;
        if (!is_there && atomic_load(&sink->is_ending))
            give_up(sink);
    }
    tell_dropped(sink);
    sink->is_over = true;
    pthread_cond_broadcast(&sink->changed);
    pthread_mutex_unlock(&sink->lock);
    return NULL;
}

/* ---- its life ---- */

static void free_sink(struct sink *sink) {
    drop_descriptor(sink);
    pthread_cond_destroy(&sink->changed);
    pthread_mutex_destroy(&sink->lock);
    free(sink->path);
    free(sink);
}

static struct sink *new_sink(const char *where) {
    static const char syslog[] = "syslog";
    struct sink *sink = calloc(1, sizeof(*sink));
    pthread_condattr_t monotonic;

    NEEDED(sink);
    sink->is_syslog = strcmp(where, syslog) == 0 || strncmp(where, "syslog:", 7) == 0;
    const char *path = !sink->is_syslog ? where : where[6] ? where + 7 : "/dev/log";
    sink->path = strdup(path);
    NEEDED(sink->path);
    sink->descriptor = -1;
    pthread_mutex_init(&sink->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&sink->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return sink;
}

struct sink *sink_open(struct arena *arena, const char *where, const char **ret_problem) {
    struct sink *sink = new_sink(where);
    bool fine = true;

    if (!sink->is_syslog) {
        sink->descriptor = open_file(sink->path);
        fine = sink->descriptor >= 0;
    } else if (strlen(sink->path) >= sizeof(((struct sockaddr_un *)NULL)->sun_path)) {
        errno = ENAMETOOLONG;
        fine = false;
    }
    if (!fine)
        *ret_problem = arena_format(arena, "The security log cannot be written to %s: %s.",
                                    sink->path, strerror(errno))
                           .at;
    else
        NEEDED(pthread_create(&sink->thread, NULL, work, sink) == 0);
    if (fine)
        return sink;
    free_sink(sink);
    return NULL;
}

void sink_close(struct sink *sink) {
    if (!sink)
        return;
    int64_t until = monotonic_milliseconds() + END_MILLISECONDS;
    const struct timespec end = {until / 1000, until % 1000 * 1000000};

    pthread_mutex_lock(&sink->lock);
    atomic_store(&sink->is_ending, true);
    pthread_cond_broadcast(&sink->changed);
    while (!sink->is_over && pthread_cond_timedwait(&sink->changed, &sink->lock, &end) != ETIMEDOUT)
        ;
    bool is_over = sink->is_over;
    pthread_mutex_unlock(&sink->lock);
    if (!is_over)
        return; /* nobody reads; the process ends with the thread */
    pthread_join(sink->thread, NULL);
    free_sink(sink);
}
