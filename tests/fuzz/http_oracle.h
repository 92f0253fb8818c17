/* http_oracle.h - what heads and chunked bodies say, read with regular expressions, all at once.
 *
 * The server's readers are held against it. */
#ifndef GLIMT_TESTS_HTTP_ORACLE_H
#define GLIMT_TESTS_HTTP_ORACLE_H

#include "base/arena.h"

#include <stdint.h>

struct told_head {
    size_t bytes;         /* 0: the head is not whole */
    unsigned reasons[16]; /* each status with which it may be refused */
    size_t reason_count;
    size_t field_count;
    bool is_1_1, keeps_alive, is_chunked, has_length, is_expecting;
    uint64_t length; /* UINT64_MAX when it is larger */
    struct str method, query, content_type;
};

/* Of the head that `bytes` begin with. With reasons it has to be refused with one of them, whole or
 * not; of a whole one without them all else is told. */
void oracle_head(struct arena *arena, struct str bytes, struct told_head *ret);

enum told_chunks { CHUNKS_SHORT, CHUNKS_WHOLE, CHUNKS_ODD };

/* Takes a chunked body from the front of `bytes`, when it is whole. `*ret_data` is all data before
 * the end, or before what is odd. */
enum told_chunks oracle_chunks(struct arena *arena, struct str *bytes, struct str *ret_data);

/* The input, in which each byte 1 stands for a thousand more of the byte before it, so that short
 * inputs reach the limits. A zero follows it. */
struct str oracle_grow(struct arena *arena, struct str input);

/* Under ASan nothing of a grown input can be read after oracle_hide(), nor behind it, but pieces
 * that are shown again, from its beginning on; all of it after oracle_show_all(), which is to
 * follow. */
void oracle_hide(struct str grown);
void oracle_show(struct str piece);
void oracle_show_all(struct str grown);

#endif
