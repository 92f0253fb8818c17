/* print.c - results on standard output, sentences on standard error. */
#include "cli/print.h"

#include <stdarg.h>
#include <stdio.h>

static int complain(int status, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static int complain(int status, const char *format, va_list arguments) {
    fputs("glimt: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    return status;
}

int fail(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    int status = complain(EXIT_FAILED, format, arguments);
    va_end(arguments);
    return status;
}

int usage_error(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    int status = complain(EXIT_USAGE, format, arguments);
    va_end(arguments);
    return status;
}

void print_buffer(struct buffer *buffer) {
    if (buffer->len > 0) /* an empty one may be nowhere */
        fwrite(buffer->at, 1, buffer->len, stdout);
    buffer_done(buffer);
}
