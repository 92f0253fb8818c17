/* range.h - the part of a file that a client asks for with Range (RFC 9110, 14). Does no I/O. */
#ifndef GLIMT_HTTP_RANGE_H
#define GLIMT_HTTP_RANGE_H

#include "base/str.h"

#include <stdint.h>

enum range { RANGE_NONE, RANGE_FINE, RANGE_OUTSIDE };

/* `bytes=0-499`, `bytes=500-`, `bytes=-500` of a file of `size` bytes. Several ranges at once, and
 * whatever is malformed, count as none. RANGE_FINE sets where the part begins, within the file, and
 * how long it is, at least 1. */
enum range range_read(struct str header, int64_t size, int64_t *ret_offset, int64_t *ret_length);

#endif
