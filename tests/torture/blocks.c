/* blocks.c - the calls for memory: they fail when told to, and what is lost is counted.
 *
 * A block is lost when it is in use at the end and nothing leads to it: it is marked when its
 * address stands in the data of the program or of a library, on a stack, or in a block that is
 * marked. What libraries keep for their next use is found so. */
#include "faults.h"

#include <errno.h>
#include <link.h>
#include <malloc.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What glibc calls its own. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *block);

struct live {
    void *block; /* NULL: empty */
    size_t bytes;
    bool marked;
    uint64_t frames[FRAMES];
};

static struct live *table; /* open addressing; what is removed moves its followers up */
static atomic_flag locked = ATOMIC_FLAG_INIT;

static void lock(void) {
    while (atomic_flag_test_and_set_explicit(&locked, memory_order_acquire))
        sched_yield();
}

static void unlock(void) {
    atomic_flag_clear_explicit(&locked, memory_order_release);
}

static size_t place_of(const void *block) {
    return (size_t)((uintptr_t)block / 16 * 0x9e3779b97f4a7c15 >> 32) % LIVE_MAX;
}

/* GnuTLS takes its memory in one place, so that one caller tells nothing of it, and in a run that
 * is made again other calls fail: its blocks have whole stacks in every run. */
static uintptr_t traced_from, traced_to;

static int find_traced(struct dl_phdr_info *library, size_t size, void *context) {
    (void)size;
    (void)context;
    if (!strstr(library->dlpi_name, "/libgnutls.so"))
        return 0;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X))
            continue;
        traced_from = library->dlpi_addr + part->p_vaddr;
        traced_to = traced_from + part->p_memsz;
    }
    return 1;
}

static bool is_traced(const void *caller) {
    return control->tracing || ((uintptr_t)caller >= traced_from && (uintptr_t)caller < traced_to);
}

void watch_blocks(void) {
    dl_iterate_phdr(find_traced, NULL);
    table = mmap(NULL, LIVE_MAX * sizeof(*table), PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (table == MAP_FAILED)
        abort();
}

static void remember(void *block, size_t bytes, const void *caller) {
    uint64_t frames[FRAMES] = {(uint64_t)caller};

    if (is_traced(caller))
        take_stack(frames);
    lock();
    if (control->live < LIVE_MAX / 2) {
        size_t at = place_of(block);
        while (table[at].block)
            at = (at + 1) % LIVE_MAX;
        table[at].block = block;
        table[at].bytes = bytes;
        table[at].marked = false;
        memcpy(table[at].frames, frames, sizeof(frames));
        control->live++;
    }
    unlock();
}

static void close_gap(size_t gap) {
    for (size_t at = (gap + 1) % LIVE_MAX; table[at].block; at = (at + 1) % LIVE_MAX) {
        size_t home = place_of(table[at].block);
        if ((at - home) % LIVE_MAX < (at - gap) % LIVE_MAX)
            continue;
        table[gap] = table[at];
        gap = at;
    }
    table[gap].block = NULL;
}

static void forget(void *block) {
    if (!table || !block)
        return;
    lock();
    size_t at = place_of(block);
    while (table[at].block && table[at].block != block)
        at = (at + 1) % LIVE_MAX;
    if (table[at].block) {
        close_gap(at);
        control->live--;
    }
    unlock();
}

static struct leak *leak_of(const struct live *live) {
    for (uint64_t i = 0; i < control->leak_count; i++)
        if (memcmp(control->leaks[i].frames, live->frames, sizeof(live->frames)) == 0)
            return &control->leaks[i];
    if (control->leak_count == LEAKS_MAX)
        return &control->leaks[LEAKS_MAX - 1];
    struct leak *leak = &control->leaks[control->leak_count++];
    memcpy(leak->frames, live->frames, sizeof(live->frames));
    return leak;
}

static struct live *find(uintptr_t address) {
    size_t at = place_of((void *)address);

    while (table[at].block && table[at].block != (void *)address)
        at = (at + 1) % LIVE_MAX;
    return table[at].block ? &table[at] : NULL;
}

/* Blocks that are marked and not yet looked into. */
static struct live *waiting[LIVE_MAX / 2];
static size_t waiting_count;

static void mark(uintptr_t from, uintptr_t to) {
    for (uintptr_t at = (from + 7) & ~(uintptr_t)7; at + 8 <= to; at += 8) {
        struct live *live = find(*(const uintptr_t *)at);
        if (!live || live->marked)
            continue;
        live->marked = true;
        waiting[waiting_count++] = live;
    }
}

static bool has_blocks(uintptr_t from, uintptr_t to) {
    if (from <= (uintptr_t)table && (uintptr_t)table < to)
        return true;
    for (size_t i = 0; i < LIVE_MAX; i++)
        if ((uintptr_t)table[i].block >= from && (uintptr_t)table[i].block < to)
            return true;
    return false;
}

void count_leaks(void) {
    inside = true;
    lock();
    visit_roots(has_blocks, mark);
    while (waiting_count > 0) {
        const struct live *live = waiting[--waiting_count];
        mark((uintptr_t)live->block, (uintptr_t)live->block + live->bytes);
    }
    for (size_t i = 0; i < LIVE_MAX; i++)
        if (table[i].block && !table[i].marked) {
            struct leak *leak = leak_of(&table[i]);
            leak->blocks++;
            leak->bytes += table[i].bytes;
        }
    control->ended = 1;
    unlock(); /* and stay inside: what the end still does is not the program's */
}

static void *give(void *block, size_t bytes, const void *caller) {
    if (table && block)
        remember(block, bytes, caller);
    return block;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size) {
    return should_fail(ALLOCATE) ? NULL : give(__libc_malloc(size), size, CALLER);
}

void *calloc(size_t count, size_t size) {
    return should_fail(ALLOCATE) ? NULL : give(__libc_calloc(count, size), count * size, CALLER);
}

void *realloc(void *block, size_t size) {
    if (should_fail(ALLOCATE))
        return NULL;
    forget(block);
    return give(__libc_realloc(block, size), size, CALLER);
}

void *reallocarray(void *block, size_t count, size_t size) {
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || should_fail(ALLOCATE)) {
        errno = ENOMEM;
        return NULL;
    }
    forget(block);
    return give(__libc_realloc(block, bytes), bytes, CALLER);
}

int posix_memalign(void **ret, size_t align, size_t size) {
    if (should_fail(ALLOCATE))
        return ENOMEM;
    *ret = give(__libc_memalign(align, size), size, CALLER);
    return *ret ? 0 : ENOMEM;
}

void *aligned_alloc(size_t align, size_t size) {
    return should_fail(ALLOCATE) ? NULL : give(__libc_memalign(align, size), size, CALLER);
}

void *memalign(size_t align, size_t size) {
    return should_fail(ALLOCATE) ? NULL : give(__libc_memalign(align, size), size, CALLER);
}

void free(void *block) {
    forget(block);
    __libc_free(block);
}
