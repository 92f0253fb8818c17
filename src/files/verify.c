/* verify.c - remembers what was verified, and reads what was not.
 *
 * Who writes to a file, cuts it or puts another one in its place changes its number, its size or
 * the moment of its last change (ctime, which nobody can set). So while all these are as they were
 * when the file was read, it holds what it held. This is not so for a change in the very tick of
 * the clock in which the file was read: a file that was changed less than two seconds before is
 * verified, but not remembered. The two seconds are those of the coarsest clocks of file systems.
 *
 * What a disk loses by itself does not show. The scrub (upkeep/scrub.h) finds it, and forgets the
 * file here; and nothing is remembered for longer than a day.
 *
 * The memory is a table of 2,048 sets of four, of which a file has one by its number; the oldest
 * makes room. That is 8,192 files in 700 kB, taken when the first is remembered. The number is a
 * guess: enough for what a company looks at in a day; what does not fit costs a read of the file.
 */
#include "files/verify.h"

#include "base/clock.h"
#include "base/log.h"
#include "files/file_store_parts.h"
#include "files/staged.h"

#include <stdlib.h>

enum {
    SETS = 2048,
    WAYS = 4,
    SETTLED_SECONDS = 2,
    REMEMBERED_MILLISECONDS = SECONDS_PER_DAY * 1000,
    SLICE = 4 * 1024 * 1024, /* some 5 ms of one file, before the next one's turn */
};

struct remembered {
    dev_t device;
    ino_t number; /* 0: none is */
    struct timespec changed;
    int64_t size, verified_at;
    char hash[FILE_HASH_LENGTH];
};

struct file_memory {
    struct remembered sets[SETS][WAYS];
};

static struct remembered *set_of(struct file_store *store, ino_t number) {
    uint64_t mixed = (uint64_t)number * 0x9E3779B97F4A7C15u;

    return store->memory->sets[mixed >> 53];
}

static bool is_same_file(const struct remembered *entry, const struct stat *status) {
    return entry->number == status->st_ino && entry->device == status->st_dev;
}

static bool is_unchanged(const struct remembered *entry, const struct stat *status) {
    return is_same_file(entry, status) && entry->size == status->st_size &&
           entry->changed.tv_sec == status->st_ctim.tv_sec &&
           entry->changed.tv_nsec == status->st_ctim.tv_nsec;
}

bool file_store_remembers(struct file_store *store, int descriptor, const char *hash) {
    int64_t now = monotonic_milliseconds();
    struct stat status;
    bool is_known = false;

    if (fstat(descriptor, &status) != 0)
        return false;
    pthread_mutex_lock(&store->memory_lock);
    const struct remembered *set = store->memory ? set_of(store, status.st_ino) : NULL;
    for (size_t i = 0; set && i < WAYS && !is_known; i++)
        is_known = is_unchanged(&set[i], &status) &&
                   now - set[i].verified_at < REMEMBERED_MILLISECONDS &&
                   memcmp(set[i].hash, hash, FILE_HASH_LENGTH) == 0;
    pthread_mutex_unlock(&store->memory_lock);
    return is_known;
}

/* The entry of that file, or else the oldest. */
static struct remembered *entry_for(struct file_store *store, const struct stat *status) {
    struct remembered *set = set_of(store, status->st_ino), *oldest = &set[0];

    for (size_t i = 0; i < WAYS; i++) {
        if (is_same_file(&set[i], status))
            return &set[i];
        if (set[i].verified_at < oldest->verified_at)
            oldest = &set[i];
    }
    return oldest;
}

void file_store_forget(struct file_store *store, int descriptor) {
    struct stat status;

    if (fstat(descriptor, &status) != 0)
        return;
    pthread_mutex_lock(&store->memory_lock);
    if (store->memory) {
        struct remembered *entry = entry_for(store, &status);
        if (is_same_file(entry, &status))
            *entry = (struct remembered){.number = 0};
    }
    pthread_mutex_unlock(&store->memory_lock);
}

void file_store_forget_look(struct file_store *store, const struct file_look *look) {
    if (look->remote)
        staged_forget(store->staged, look->copy.account_id, look->hash);
    else if (look->descriptor >= 0)
        file_store_forget(store, look->descriptor);
}

static void remember(struct file_store *store, const struct stat *status, const char *hash) {
    pthread_mutex_lock(&store->memory_lock);
    if (!store->memory)
        store->memory = calloc(1, sizeof(*store->memory));
    NEEDED(store->memory);
    struct remembered *entry = entry_for(store, status);
    *entry = (struct remembered){.device = status->st_dev,
                                 .number = status->st_ino,
                                 .changed = status->st_ctim,
                                 .size = status->st_size,
                                 .verified_at = monotonic_milliseconds()};
    memcpy(entry->hash, hash, FILE_HASH_LENGTH);
    pthread_mutex_unlock(&store->memory_lock);
}

static void begin(struct file_verification *verification, int descriptor, const char *hash,
                  int64_t size) {
    verification->begun_at = instant_now();
    if (fstat(descriptor, &verification->before) != 0)
        verification->before = (struct stat){.st_ino = 0};
    look_begin(&verification->look, descriptor, hash, size);
}

static void end(struct file_store *store, struct file_verification *verification) {
    struct stat after, before = verification->before;

    if (verification->look.fault == FILE_WHOLE && before.st_ino != 0 &&
        before.st_ctim.tv_sec < verification->begun_at - SETTLED_SECONDS &&
        fstat(verification->look.descriptor, &after) == 0 && after.st_ino == before.st_ino &&
        after.st_size == before.st_size && after.st_ctim.tv_sec == before.st_ctim.tv_sec &&
        after.st_ctim.tv_nsec == before.st_ctim.tv_nsec)
        remember(store, &after, verification->look.hash);
}

enum file_fault file_store_verify(struct file_store *store, struct file_verification *verification,
                                  int descriptor, const char *hash, int64_t size) {
    begin(verification, descriptor, hash, size);
    while (look_on(&verification->look, SLICE))
        ;
    end(store, verification);
    return verification->look.fault;
}

/* ---- the thread ---- */

static void put(struct file_store *store, struct file_verification *verification) {
    verification->next = NULL;
    *store->verify_end = verification;
    store->verify_end = &verification->next;
}

/* NULL when there is none and none will come. */
static struct file_verification *take(struct file_store *store) {
    pthread_mutex_lock(&store->lock);
    while (!store->verify_first && !store->stopping)
        pthread_cond_wait(&store->verify_filled, &store->lock);
    struct file_verification *verification = store->verify_first;
    if (verification) {
        store->verify_first = verification->next;
        if (!store->verify_first)
            store->verify_end = &store->verify_first;
    }
    pthread_mutex_unlock(&store->lock);
    return verification;
}

void *verify_queued(void *context) {
    struct file_store *store = context;
    struct file_verification *verification;

    while ((verification = take(store))) {
        if (look_on(&verification->look, SLICE)) {
            pthread_mutex_lock(&store->lock);
            put(store, verification);
            pthread_mutex_unlock(&store->lock);
            continue;
        }
        end(store, verification);
        verification->done(verification);
    }
    return NULL;
}

void file_store_verify_later(struct file_store *store, struct file_verification *verification,
                             int descriptor, const char *hash, int64_t size) {
    begin(verification, descriptor, hash, size);
    pthread_mutex_lock(&store->lock);
    ALWAYS(!store->stopping);
    put(store, verification);
    pthread_cond_signal(&store->verify_filled);
    pthread_mutex_unlock(&store->lock);
}
