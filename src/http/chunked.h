/* chunked.h - takes the data out of a chunked body (RFC 9112, 7.1), strictly.
 *
 * Sizes are hexadecimal digits, and every line and every chunk ends with CRLF. Extensions of a size
 * and trailers are passed over; both are bounded, and have no control characters. For one body and
 * one thread. */
#ifndef GLIMT_HTTP_CHUNKED_H
#define GLIMT_HTTP_CHUNKED_H

#include "base/str.h"

#include <stdint.h>

enum {
    CHUNK_EXTENSION_MAX = 1024,      /* bytes after the `;` of a size */
    CHUNKED_TRAILERS_MAX = 8 * 1024, /* of all trailers */
};

struct chunked {
    int state;
    uint64_t left;       /* bytes of the chunk */
    size_t digits, line; /* of the size; of the present line or of the trailers */
    bool is_last;        /* the line that ends the body */
};

enum chunked_state { CHUNKED_MORE, CHUNKED_DATA, CHUNKED_END, CHUNKED_BAD };

void chunked_begin(struct chunked *chunked);

/* Takes from the front of `bytes`, however they were cut. CHUNKED_DATA: `*ret` is a part of them,
 * the next of the body. CHUNKED_MORE: all were taken. CHUNKED_END: what is left of them is not the
 * body's. CHUNKED_BAD: malformed, for good. */
enum chunked_state chunked_take(struct chunked *chunked, struct str *bytes, struct str *ret);

#endif
