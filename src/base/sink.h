/* sink.h - lines that go to a file or to the syslog of the machine, and hold nobody up.
 *
 * Lines wait in a queue of bounded size, and a thread writes them. What finds no room, or can't be
 * written, is dropped and counted; the log of the server says how many. Thread-safe. */
#ifndef GLIMT_BASE_SINK_H
#define GLIMT_BASE_SINK_H

#include "base/arena.h"

struct sink;

/* `where` is `syslog` (the socket /dev/log), `syslog:PATH` for another socket, or the path of a
 * file, which is made (mode 0600) and only ever grows. NULL with a sentence when the file cannot be
 * opened, or there is no memory for a thread; a syslog may come later. */
struct sink *sink_open(struct arena *arena, const char *where, const char **ret_problem) MUST_USE;

/* Whether a syslog would show the line among its notices, or as information. A file has both. */
enum sink_weight { SINK_INFORMATION, SINK_NOTICE };

/* `line` has no end, no control characters and at most SINK_LINE_MAX bytes. */
enum { SINK_LINE_MAX = 1024 };
void sink_put(struct sink *sink, enum sink_weight weight, struct str line);

/* The file was moved away: a new one of the same name is made, and has every line from now on. */
void sink_reopen(struct sink *sink);

/* Writes what waits, a second at most, and ends. NULL is allowed. */
void sink_close(struct sink *sink);

#endif
