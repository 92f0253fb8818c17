/* buffer.c - growing by doubling, up to the ceiling. */
#include "base/buffer.h"

#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_SIZE = 1024 };

void buffer_init(struct buffer *buffer, size_t ceiling) {
    *buffer = (struct buffer){.ceiling = ceiling};
}

void buffer_done(struct buffer *buffer) {
    free(buffer->at);
    *buffer = (struct buffer){.ceiling = buffer->ceiling};
}

void buffer_reset(struct buffer *buffer) {
    buffer->len = 0;
    buffer->failed = false;
}

bool buffer_reserve(struct buffer *buffer, size_t more) {
    size_t size = buffer->size ? buffer->size : FIRST_SIZE;

    if (buffer->failed || more > buffer->ceiling - buffer->len) {
        buffer->failed = true;
        return false;
    }
    if (buffer->size - buffer->len >= more)
        return true;
    while (size - buffer->len < more)
        size *= 2;
    if (size > buffer->ceiling)
        size = buffer->ceiling;
    buffer->at = realloc(buffer->at, size);
    NEEDED(buffer->at);
    buffer->size = size;
    return true;
}

void buffer_put_integer(struct buffer *buffer, int64_t value) {
    char digits[20];
    size_t at = sizeof(digits);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        digits[--at] = '-';
    buffer_put(buffer, digits + at, sizeof(digits) - at);
}

void buffer_format(struct buffer *buffer, const char *format, ...) {
    va_list arguments, again;

    ALWAYS(format);
    va_start(arguments, format);
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    ALWAYS(len >= 0);
    if (buffer_reserve(buffer, (size_t)len + 1)) {
        vsnprintf(buffer->at + buffer->len, (size_t)len + 1, format, again);
        buffer->len += (size_t)len;
    }
    va_end(again);
    va_end(arguments);
}
