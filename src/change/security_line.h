/* security_line.h - a security event as a line of JSON, for files, syslog and the command line. */
#ifndef GLIMT_CHANGE_SECURITY_LINE_H
#define GLIMT_CHANGE_SECURITY_LINE_H

#include "base/buffer.h"
#include "change/security_log.h"

/* `{"time":"2026-01-31T12:00:00Z","kind":"wrongPassword","outcome":"refused","count":3, ...}`
 * without an end. The moment is that of the last of them; members that nothing is known of are left
 * out: `since` (the first, where it is another one), `account`, `address`, `user`, `application`,
 * `aboutUser` and `aboutApplication`. Never more than SECURITY_LINE_MAX bytes, nor any secret. */
enum { SECURITY_LINE_MAX = 512 };
void security_line_put(struct buffer *out, const struct security_count *count);

#endif
