/* buffer.h - a text that grows at its end, up to a ceiling.
 *
 * Crossing the ceiling is sticky: later puts do nothing and buffer_failed() says so once, at the
 * end. The memory is kept by buffer_reset() for the next use. */
#ifndef GLIMT_BASE_BUFFER_H
#define GLIMT_BASE_BUFFER_H

#include "base/str.h"

#include <stdint.h>

struct buffer {
    char *at;
    size_t len, size;
    size_t ceiling; /* bytes that it may grow to */
    bool failed;
};

void buffer_init(struct buffer *buffer, size_t ceiling);
void buffer_done(struct buffer *buffer);
void buffer_reset(struct buffer *buffer);

static inline bool buffer_failed(const struct buffer *buffer) {
    return buffer->failed;
}

static inline struct str buffer_str(const struct buffer *buffer) {
    return (struct str){buffer->at, buffer->len};
}

/* Makes room for `more` bytes at the end; false when that would cross the ceiling. */
bool buffer_reserve(struct buffer *buffer, size_t more);

static inline void buffer_put(struct buffer *buffer, const char *at, size_t len) {
    bool fits = !buffer->failed && buffer->size - buffer->len >= len;

    if ((fits || buffer_reserve(buffer, len)) && len > 0) {
        memcpy(buffer->at + buffer->len, at, len);
        buffer->len += len;
    }
}

static inline void buffer_put_str(struct buffer *buffer, struct str text) {
    buffer_put(buffer, text.at, text.len);
}

static inline void buffer_put_z(struct buffer *buffer, const char *z) {
    buffer_put(buffer, z, strlen(z));
}

static inline void buffer_put_char(struct buffer *buffer, char c) {
    buffer_put(buffer, &c, 1);
}

void buffer_put_integer(struct buffer *buffer, int64_t value);
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
