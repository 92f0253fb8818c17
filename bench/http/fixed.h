/* fixed.h - what each of these programs does: PROGRAM PORT CERT KEY serves one answer over TLS.
 *
 * On one thread, at 127.0.0.1, with connections that are kept. Bodies of requests are read. They
 * are here to be measured (libraries.py), and have no more than that needs. */
#ifndef GLIMT_BENCH_FIXED_H
#define GLIMT_BENCH_FIXED_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_BYTES = 900, IDLE_SECONDS = 75 };

/* JSON of ANSWER_BYTES bytes. */
static inline const char *fixed_answer(void) {
    static char text[ANSWER_BYTES + 1];
    static const char begin[] = "{\"text\":\"", end[] = "\"}";

    memset(text, 'x', ANSWER_BYTES);
    memcpy(text, begin, sizeof(begin) - 1);
    memcpy(text + ANSWER_BYTES - (sizeof(end) - 1), end, sizeof(end));
    return text;
}

static inline void need(int is_well, const char *what) {
    if (is_well)
        return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

static inline void begin(int argc) {
    need(argc == 4, "PORT CERT KEY");
    signal(SIGPIPE, SIG_IGN);
}

#endif
