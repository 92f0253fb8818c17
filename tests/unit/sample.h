/* sample.h - long tests take a part of their cases where SAMPLE says so: every so many-th. */
#ifndef GLIMT_TESTS_SAMPLE_H
#define GLIMT_TESTS_SAMPLE_H

#include <stdlib.h>

static inline int sample(void) {
    const char *text = getenv("SAMPLE");
    int every = text ? (int)strtol(text, NULL, 10) : 1;

    return every > 1 ? every : 1;
}

#endif
