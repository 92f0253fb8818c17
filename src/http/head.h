/* head.h - reads the head of a request, strictly (RFC 9112).
 *
 * Programs that stand between a client and this one may read a malformed head in another way, so
 * that one of them takes for a body what the other takes for the next request. So whatever could be
 * read in two ways is refused: lines that do not end with CRLF, folded lines, a field name with
 * anything but its own characters before the colon, control characters, lengths that are repeated,
 * odd or beside a transfer coding, and not exactly one Host in HTTP/1.1.
 *
 * Nothing here reads from a connection; a reader is for one thread. */
#ifndef GLIMT_HTTP_HEAD_H
#define GLIMT_HTTP_HEAD_H

#include "base/arena.h"

#include <stdint.h>

enum {
    HEAD_BYTES_MAX = 32 * 1024,   /* all lines; beyond it 431 */
    TARGET_BYTES_MAX = 16 * 1024, /* beyond it 414 */
    HEAD_FIELDS_MAX = 128,        /* beyond it 431 */
};

struct field {
    struct str name, value; /* the value without blanks around it */
};

struct head {
    struct str method;
    struct str path;  /* raw; of an absolute target what follows the authority, at least "/" */
    struct str query; /* raw, without the `?` */
    struct str host;  /* of the target if that is absolute, else of the field; may be empty */
    const struct field *fields;
    size_t field_count;
    bool is_1_1;           /* else 1.0 */
    bool keeps_alive;      /* the client lets the connection go on after the answer */
    bool expects_continue; /* it waits to be asked for the body */
    bool has_length, is_chunked;
    uint64_t length; /* of the body, with has_length; UINT64_MAX when it is larger */
};

/* How far a head has been looked at whose bytes may come one by one. All 0 at its beginning. */
struct head_scan {
    size_t at;         /* bytes that are known */
    size_t line;       /* where the present line begins */
    size_t line_count; /* whole ones, the request line included */
};

enum head_state { HEAD_MORE, HEAD_WHOLE, HEAD_REFUSED };

/* Looks for the end of the head that `bytes` begin with: all that has come of it, each time from
 * its beginning. HEAD_WHOLE: it has `scan->at` bytes. HEAD_REFUSED: `*ret_status` says why. One
 * empty line before the request line is passed over. */
enum head_state head_scan(struct head_scan *scan, struct str bytes, unsigned *ret_status);

/* Reads a whole head. All texts of `ret` are parts of `bytes`, its array is in the arena. 0, or the
 * status to refuse it with: 400, 414, 417, 431, 501, 505; `ret` then has the method, or what stands
 * in its place, and nothing else to rely on. */
unsigned head_read(struct arena *arena, struct str bytes, const struct head_scan *scan,
                   struct head *ret) MUST_USE;

/* Whether a field has the name, in any case. */
bool field_is_called(const struct field *field, struct str name);

/* The first value of a field, its name in any case; empty when there is none. */
struct str head_field(const struct head *head, const char *name);

/* How many fields have the name; the value of the first, or empty. */
size_t head_fields(const struct head *head, const char *name, struct str *ret);

#endif
