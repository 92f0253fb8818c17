/* faults.h - what the driver and the calls that fail share: one mapped file, laid out for both.
 *
 * The driver (server.py) reads and writes it by the offsets of struct control; whoever changes one
 * changes the other. */
#ifndef GLIMT_TORTURE_FAULTS_H
#define GLIMT_TORTURE_FAULTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind { READ, WRITE, SYNC, OPEN, RENAME, TRUNCATE, ALLOCATE, MAP, NETWORK, KINDS };

enum {
    FRAMES = 30,          /* of a stack that are kept */
    FAILURES_MAX = 512,   /* of one run that are noted */
    STACKS_MAX = 1 << 16, /* distinct ones of a start, a power of two */
    LIVE_MAX = 1 << 18,   /* blocks in use at a time, a power of two */
    LEAKS_MAX = 64,
    PORTS_MAX = 4,
};

struct failure {
    uint64_t call; /* which of its kind, from 1 */
    uint64_t frames[FRAMES];
};

/* The first call with a stack that was not seen before. */
struct seen {
    uint64_t hash, kind, call;
    uint64_t frames[FRAMES];
};

/* Blocks of one stack (of one caller, when stacks are not kept) that were not given back. */
struct leak {
    uint64_t blocks, bytes;
    uint64_t frames[FRAMES];
};

struct control {
    /* Set by the driver. */
    atomic_uint_least64_t armed;     /* calls count and fail */
    atomic_uint_least64_t recording; /* stacks are noted */
    atomic_uint_least64_t tracing;   /* stacks of blocks are kept */
    uint64_t kind;                   /* that fails; KINDS: none */
    uint64_t first, every, limit;    /* calls first, first + every, ... fail, `limit` at most */
    uint64_t error;                  /* errno; 0: of writes, half is written */
    /* Set by the server. */
    atomic_uint_least64_t counts[KINDS];
    atomic_uint_least64_t failed;
    atomic_uint_least64_t ended; /* main returned, and leaks are counted */
    atomic_uint_least64_t live;
    atomic_uint_least64_t ports[PORTS_MAX], port_count;
    atomic_uint_least64_t seen_count, leak_count;
    struct failure failures[FAILURES_MAX];
    struct leak leaks[LEAKS_MAX];
    struct seen seen[STACKS_MAX];
};

extern struct control *control; /* NULL: nothing is counted */

/* Whether this call is to fail; errno is then set. Counts it. */
bool should_fail(enum kind kind);

/* The program's stack, without the frames of this library; the rest is 0. */
void take_stack(uint64_t frames[FRAMES]);

/* Blocks from now on are watched; what is left of them at the end is counted. */
void watch_blocks(void);
void count_leaks(void);

/* Visits the memory from which whatever is in use can be reached: data of the program and its
 * libraries, stacks, what threads have of their own. `has_blocks` says what is none of it. */
void visit_roots(bool (*has_blocks)(uintptr_t from, uintptr_t to),
                 void (*visit)(uintptr_t from, uintptr_t to));

/* While it is set, calls of this thread neither count nor fail. */
extern __thread bool inside;

/* Serves forks at the place where the program has come to, for ever; returns in each child. */
void serve_forks(void);

/* Whether the program came to where it is to be forked. */
void look_for_fork(const char *path);

#endif
