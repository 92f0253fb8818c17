/* log.h - one line on standard error for each thing that an operator should know.
 *
 * `2026-01-31T12:00:00Z error r-... The disk is full.` Secrets, tokens and bodies never
 * go here. Thread-safe: a line is one write. */
#ifndef GLIMT_BASE_LOG_H
#define GLIMT_BASE_LOG_H

#include "base/str.h"

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_notice(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What is wrong with the world is often so for each request, and a log is to be read. The first
 * line is written at once; the same error or warning again within a minute is only counted, and
 * told at the end of the minute as one line with how often it came. log_repeated() is an error
 * whose lines count as the same, whatever they say, when they are about the same `topic`. Notices
 * are always written. */
void log_repeated(const char *topic, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define LOG_FULL "there is no room" /* the topic of a full disk, whoever finds it so */

/* From now on log_repeated() writes nothing: a command says in a sentence of its own what is wrong
 * with the world. Before other threads begin. */
void log_by_command(void);

/* From now on no line waits for whoever reads standard error: a thread writes them, and what finds
 * no room in memory is dropped and counted (log_lines.h). Until log_end(). */
void log_by_server(void);

/* Called now and then: tells what is due. log_end() tells everything and forgets it, when the
 * program ends; of a server it takes a second at most, and is false when nobody reads. Then nothing
 * is to be written any more. */
void log_tick(void);
bool log_end(void);

/* An error of a process that ends at once, after the lines that wait. Of a server it takes 0.3 s at
 * most. */
void log_last(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A fault of the program itself: says where, and stops the process. Asserts that stay on. */
_Noreturn void panic_at(const char *file, int line, const char *what);
#define ALWAYS(condition)                                                                          \
    do {                                                                                           \
        if (!(condition))                                                                          \
            panic_at(__FILE__, __LINE__, #condition);                                              \
    } while (0)

/* Memory and threads, which the machine may refuse: without them the process ends with status 1
 * and one sentence. What was acknowledged is stored, so it can simply be started again. */
_Noreturn void stop_without_memory(void);
#define NEEDED(condition)                                                                          \
    do {                                                                                           \
        if (!(condition))                                                                          \
            stop_without_memory();                                                                 \
    } while (0)

#endif
