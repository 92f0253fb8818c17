/* log_lines.h - the way of a line to standard error.
 *
 * Whoever reads standard error may be slow or stop reading, and a write would wait. In a server
 * lines therefore go into a queue of bounded size, and a thread of its own writes them; what finds
 * no room is dropped, and a line says how many were as soon as there is room again. Before
 * log_lines_queue() each line is written by whoever has it. Standard error itself stays as it is:
 * other programs may share it. Thread-safe. */
#ifndef GLIMT_BASE_LOG_LINES_H
#define GLIMT_BASE_LOG_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum { LOG_LINE_MAX = 2048 }; /* bytes of the text; the rest of it is cut off */

/* Writes or queues a line, with the moment in front; control characters become blanks. */
void log_line_write(const char *level, const char *text);

/* The line of a process that ends at once: after what waits, if somebody reads it. Takes 0.3 s at
 * most. */
void log_line_last(const char *level, const char *text);

/* Begins the queue and its thread. False when there is no thread to be had: nothing has changed. */
bool log_lines_queue(void);

/* Ends them when all is written, at most a second later. False when nobody reads: then nothing
 * more is ever written. */
bool log_lines_end(void);

/* Bytes on standard error, as far as it takes them without a wait. May be called in a handler of a
 * signal. */
void log_bytes_at_once(const char *bytes, size_t count);

#endif
