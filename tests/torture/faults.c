/* faults.c - which call fails, and with what stack.
 *
 * This library is loaded before the program (LD_PRELOAD) and stands before the calls of libc that
 * can fail. Each kind of call is counted while the driver has armed it; the driver says which ones
 * fail, and finds here with which stacks they did. */
#include "faults.h"

#include <errno.h>
#include <execinfo.h>
#include <string.h>

struct control *control;

/* Looking at a stack may itself allocate. */
__thread bool inside;

enum { OWN_FRAMES = 3, ALL_FRAMES = FRAMES + OWN_FRAMES };

void take_stack(uint64_t frames[FRAMES]) {
    void *all[ALL_FRAMES];
    int count = backtrace(all, ALL_FRAMES);

    memset(frames, 0, FRAMES * sizeof(*frames));
    for (int i = OWN_FRAMES; i < count; i++)
        frames[i - OWN_FRAMES] = (uint64_t)all[i];
}

static uint64_t hash_of(enum kind kind, const uint64_t frames[FRAMES]) {
    uint64_t hash = 0xcbf29ce484222325 + kind;

    for (int i = 0; i < FRAMES; i++)
        hash = (hash ^ frames[i]) * 0x100000001b3 ^ (hash >> 29);
    return hash ? hash : 1;
}

/* One thread at a time looks for a stack; they are few when stacks are noted. */
static atomic_flag looking = ATOMIC_FLAG_INIT;

__attribute__((noinline)) static void note_stack(enum kind kind, uint64_t call) {
    uint64_t frames[FRAMES];

    take_stack(frames);
    uint64_t hash = hash_of(kind, frames);
    while (atomic_flag_test_and_set(&looking))
        ;
    size_t at = hash % STACKS_MAX;
    while (control->seen[at].hash && control->seen[at].hash != hash)
        at = (at + 1) % STACKS_MAX;
    if (!control->seen[at].hash && control->seen_count < STACKS_MAX / 2) {
        struct seen seen = {.hash = hash, .kind = kind, .call = call};
        memcpy(seen.frames, frames, sizeof(frames));
        control->seen[at] = seen;
        control->seen_count++;
    }
    atomic_flag_clear(&looking);
}

__attribute__((noinline)) static void note_failure(uint64_t call) {
    uint64_t number = atomic_fetch_add(&control->failed, 1);

    if (number >= FAILURES_MAX)
        return;
    control->failures[number].call = call;
    take_stack(control->failures[number].frames);
}

static bool is_chosen(uint64_t call) {
    if (call < control->first || control->failed >= control->limit)
        return false;
    return (call - control->first) % control->every == 0;
}

bool should_fail(enum kind kind) {
    if (!control || !control->armed || inside)
        return false;
    uint64_t call = atomic_fetch_add(&control->counts[kind], 1) + 1;
    inside = true;
    if (control->recording)
        note_stack(kind, call);
    bool fails = control->kind == kind && is_chosen(call);
    if (fails) {
        note_failure(call);
        errno = (int)control->error;
    }
    inside = false;
    return fails;
}
