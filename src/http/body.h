/* body.h - where the body of a request ends: by its length, or in chunks.
 *
 * Nothing here reads from a connection or keeps bytes; a reader is for one body and one thread. */
#ifndef GLIMT_HTTP_BODY_H
#define GLIMT_HTTP_BODY_H

#include "http/chunked.h"
#include "http/head.h"

struct body_reader {
    bool is_chunked;
    uint64_t left; /* bytes of one with a length */
    uint64_t received;
    struct chunked chunked;
};

enum body_state { BODY_MORE, BODY_DATA, BODY_END, BODY_BAD };

void body_begin(struct body_reader *reader, const struct head *head);

/* Takes from the front of `bytes`, however they were cut. BODY_DATA: `*ret` is a part of them, the
 * next of the body, and counted in `received`. BODY_MORE: all were taken. BODY_END: what is left of
 * them is not the body's. BODY_BAD: malformed, for good. */
enum body_state body_take(struct body_reader *reader, struct str *bytes, struct str *ret);

#endif
