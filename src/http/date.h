/* date.h - moments as HTTP writes them (RFC 9110, 5.6.7). Does no I/O. */
#ifndef GLIMT_HTTP_DATE_H
#define GLIMT_HTTP_DATE_H

#include "base/str.h"

#include <stdint.h>

/* Reads the three forms, exactly: `Sun, 06 Nov 1994 08:49:37 GMT`, and the obsolete `Sunday,
 * 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. `now` decides the century of a year that
 * has two digits. A leap second is the one that follows it. False for anything else, a weekday that
 * was another included. */
bool http_date_read(struct str text, int64_t now, int64_t *ret) MUST_USE;

#endif
