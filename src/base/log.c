/* log.c - a line for each thing, and once a minute how often it came again. */
#include "base/log.h"

#include "base/clock.h"
#include "base/log_lines.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    TOLD_MAX_BYTES = 512, /* of a line that is told again */
    TOLD_MAX = 64,        /* lines that are remembered; a guess: what goes wrong at once is few */
    MINUTE_MILLISECONDS = 60 * 1000,
};

/* A line that was written within the last minute. */
struct told {
    uint64_t key; /* 0: none */
    int64_t until;
    size_t again;
    const char *level;
    char text[TOLD_MAX_BYTES];
};

/* The log is the process's, as standard error is. */
static struct {
    pthread_mutex_t lock;
    struct told told[TOLD_MAX];
    bool is_of_command;
} memory = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* FNV-1a; never 0. */
static uint64_t key_of(const char *text) {
    uint64_t key = 14695981039346656037U;

    for (; *text; text++)
        key = (key ^ (unsigned char)*text) * 1099511628211U;
    return key | 1;
}

/* Writes how often a line came again, if it did, and begins another minute. */
static void tell_again(struct told *told, int64_t now) {
    char line[TOLD_MAX_BYTES + 64];

    if (told->again == 0)
        return;
    snprintf(line, sizeof(line), "%s (%zu times more in the last minute)", told->text, told->again);
    log_line_write(told->level, line);
    told->until = now + MINUTE_MILLISECONDS;
    told->again = 0;
}

/* The place of a key, or else one for it: an empty one, or that of the oldest line. */
static struct told *find(uint64_t key, int64_t now) {
    struct told *oldest = &memory.told[0];

    for (size_t i = 0; i < TOLD_MAX; i++) {
        struct told *told = &memory.told[i];
        if (told->key == key)
            return told;
        if (told->until < oldest->until)
            oldest = told;
    }
    tell_again(oldest, now);
    oldest->key = 0;
    return oldest;
}

static void tell(const char *level, const char *topic, const char *text) {
    int64_t now = monotonic_milliseconds();
    uint64_t key = key_of(topic ? topic : text);

    pthread_mutex_lock(&memory.lock);
    struct told *told = find(key, now);
    if (told->key == key && (now < told->until || told->again > 0)) {
        told->again++;
        if (now >= told->until)
            tell_again(told, now);
    } else {
        log_line_write(level, text);
        *told = (struct told){.key = key, .until = now + MINUTE_MILLISECONDS, .level = level};
        snprintf(told->text, sizeof(told->text), "%.*s", TOLD_MAX_BYTES - 1, text);
    }
    pthread_mutex_unlock(&memory.lock);
}

/* What is due by `now` is told, and what did not come again is forgotten. */
static void tell_due(int64_t now, int64_t due) {
    pthread_mutex_lock(&memory.lock);
    for (size_t i = 0; i < TOLD_MAX; i++) {
        struct told *told = &memory.told[i];
        if (told->key == 0 || told->until > due)
            continue;
        if (told->again > 0)
            tell_again(told, now);
        else
            *told = (struct told){.key = 0};
    }
    pthread_mutex_unlock(&memory.lock);
}

void log_by_command(void) {
    memory.is_of_command = true;
}

void log_by_server(void) {
    NEEDED(log_lines_queue());
}

void log_tick(void) {
    int64_t now = monotonic_milliseconds();

    tell_due(now, now);
}

bool log_end(void) {
    tell_due(monotonic_milliseconds(), INT64_MAX);
    pthread_mutex_lock(&memory.lock);
    memset(memory.told, 0, sizeof(memory.told));
    pthread_mutex_unlock(&memory.lock);
    return log_lines_end();
}

/* Without a level: a notice, which is written each time. */
__attribute__((format(printf, 3, 0))) static void print(const char *level, const char *topic,
                                                        const char *format, va_list arguments) {
    char line[LOG_LINE_MAX];

    vsnprintf(line, sizeof(line), format, arguments);
    if (level)
        tell(level, topic, line);
    else
        log_line_write("notice", line);
}

void log_error(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    print("error", NULL, format, arguments);
    va_end(arguments);
}

void log_repeated(const char *topic, const char *format, ...) {
    va_list arguments;

    if (memory.is_of_command)
        return;
    va_start(arguments, format);
    print("error", topic, format, arguments);
    va_end(arguments);
}

void log_warning(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    print("warning", NULL, format, arguments);
    va_end(arguments);
}

void log_notice(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    print(NULL, NULL, format, arguments);
    va_end(arguments);
}

void log_last(const char *format, ...) {
    char line[LOG_LINE_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    log_line_last("error", line);
}

void panic_at(const char *file, int line, const char *what) {
    log_last("glimt stops because of an error of its own at %s:%d: %s", file, line, what);
    abort();
}

/* Without the handlers of exit(): other threads go on, and whatever they need is not taken away. */
void stop_without_memory(void) {
    log_last("glimt stops because the machine has no memory left for it; all that was "
             "acknowledged is stored.");
    _exit(EXIT_FAILURE);
}
