/* log.c - a line on standard error. */
#include "base/log.h"

#include "base/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 2048 };

__attribute__((format(printf, 2, 0))) static void write_line(const char *level, const char *format,
                                                             va_list arguments) {
    char line[LINE_MAX_BYTES];
    int64_t now = instant_now(), second = now % SECONDS_PER_DAY;
    int year, month, day;

    day_to_civil(now / SECONDS_PER_DAY, &year, &month, &day);
    int head = snprintf(line, sizeof(line), "%04d-%02d-%02dT%02d:%02d:%02dZ %s ", year, month, day,
                        (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60), level);
    size_t len = (size_t)head;
    int body = vsnprintf(line + len, sizeof(line) - len - 1, format, arguments);
    if (body > 0)
        len += (size_t)body < sizeof(line) - len - 1 ? (size_t)body : sizeof(line) - len - 2;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)line[i] < ' ')
            line[i] = ' ';
    line[len++] = '\n';
    if (write(STDERR_FILENO, line, len) < 0)
        return; /* there is nobody left to tell */
}

void log_error(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    write_line("error", format, arguments);
    va_end(arguments);
}

void log_warning(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    write_line("warning", format, arguments);
    va_end(arguments);
}

void log_notice(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    write_line("notice", format, arguments);
    va_end(arguments);
}

void panic_at(const char *file, int line, const char *what) {
    log_error("glimt stops because of an error of its own at %s:%d: %s", file, line, what);
    abort();
}

/* Without the handlers of exit(): other threads go on, and whatever they need is not taken away. */
void stop_without_memory(void) {
    log_error("glimt stops because the machine has no memory left for it; all that was "
              "acknowledged is stored.");
    _exit(EXIT_FAILURE);
}
