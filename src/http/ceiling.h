/* ceiling.h - the most bytes that all exchanges together may keep of one kind. From any thread. */
#ifndef GLIMT_HTTP_CEILING_H
#define GLIMT_HTTP_CEILING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct ceiling {
    _Atomic size_t sum;
    size_t limit;
};

/* Counts so many more for the one that has `*counted` already. False beyond the limit: nothing was
 * counted. One that is alone is never refused, however much it is. */
static inline bool ceiling_take(struct ceiling *ceiling, size_t *counted, size_t more) {
    size_t before = atomic_fetch_add(&ceiling->sum, more);

    if (before + more > ceiling->limit && before != *counted) {
        atomic_fetch_sub(&ceiling->sum, more);
        return false;
    }
    *counted += more;
    return true;
}

/* The same for what can't be refused. */
static inline void ceiling_add(struct ceiling *ceiling, size_t *counted, size_t more) {
    atomic_fetch_add(&ceiling->sum, more);
    *counted += more;
}

static inline void ceiling_give(struct ceiling *ceiling, size_t *counted) {
    if (*counted > 0)
        atomic_fetch_sub(&ceiling->sum, *counted);
    *counted = 0;
}

#endif
