/* staged.c - a small table, looked through from end to end.
 *
 * It spares what is asked for by ranges, or by many at once, a way over the network for each. Both
 * numbers are guesses. As with files in the directory that were found whole, nothing is taken for
 * so for longer than a day. */
#include "files/staged.h"

#include "base/clock.h"
#include "base/log.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ENTRIES = 64,
    MOST_BYTES = 256 * 1024 * 1024,
    KEPT_MILLISECONDS = SECONDS_PER_DAY * 1000,
};

struct entry {
    int64_t account_id; /* 0: it is free */
    int64_t size, kept_at, used_at;
    int descriptor;
    char hash[FILE_HASH_LENGTH + 1];
};

struct staged {
    pthread_mutex_t lock; /* over what follows */
    struct entry entries[ENTRIES];
    int64_t sum;
};

struct staged *staged_open(void) {
    struct staged *staged = calloc(1, sizeof(*staged));

    NEEDED(staged);
    pthread_mutex_init(&staged->lock, NULL);
    return staged;
}

static void drop(struct staged *staged, struct entry *entry) {
    if (entry->account_id == 0)
        return;
    close(entry->descriptor);
    staged->sum -= entry->size;
    *entry = (struct entry){.account_id = 0};
}

void staged_close(struct staged *staged) {
    if (!staged)
        return;
    for (size_t i = 0; i < ENTRIES; i++)
        drop(staged, &staged->entries[i]);
    pthread_mutex_destroy(&staged->lock);
    free(staged);
}

static struct entry *find(struct staged *staged, int64_t account_id, const char *hash) {
    for (size_t i = 0; i < ENTRIES; i++) {
        struct entry *entry = &staged->entries[i];
        if (entry->account_id == account_id && strcmp(entry->hash, hash) == 0)
            return entry;
    }
    return NULL;
}

/* A free one, or the one that was used longest ago. */
static struct entry *oldest(struct staged *staged) {
    struct entry *found = &staged->entries[0];

    for (size_t i = 1; i < ENTRIES; i++)
        if (staged->entries[i].used_at < found->used_at)
            found = &staged->entries[i];
    return found;
}

static struct entry *oldest_used(struct staged *staged) {
    struct entry *found = NULL;

    for (size_t i = 0; i < ENTRIES; i++) {
        struct entry *entry = &staged->entries[i];
        if (entry->account_id != 0 && (!found || entry->used_at < found->used_at))
            found = entry;
    }
    return found;
}

void staged_keep(struct staged *staged, int64_t account_id, const char *hash, int descriptor,
                 int64_t size) {
    int own = size <= MOST_BYTES / 2 ? fcntl(descriptor, F_DUPFD_CLOEXEC, 0) : -1;
    int64_t now = monotonic_milliseconds();

    if (own < 0)
        return;
    pthread_mutex_lock(&staged->lock);
    struct entry *entry = find(staged, account_id, hash);
    if (entry)
        drop(staged, entry);
    while (staged->sum + size > MOST_BYTES)
        drop(staged, oldest_used(staged));
    entry = oldest(staged);
    drop(staged, entry);
    *entry = (struct entry){account_id, size, now, now, own, ""};
    memcpy(entry->hash, hash, sizeof(entry->hash));
    staged->sum += size;
    pthread_mutex_unlock(&staged->lock);
}

int staged_take(struct staged *staged, int64_t account_id, const char *hash, int64_t *ret_size) {
    int64_t now = monotonic_milliseconds();
    int descriptor = -1;

    pthread_mutex_lock(&staged->lock);
    struct entry *entry = find(staged, account_id, hash);
    if (entry && now - entry->kept_at >= KEPT_MILLISECONDS) {
        drop(staged, entry);
        entry = NULL;
    }
    if (entry) {
        descriptor = fcntl(entry->descriptor, F_DUPFD_CLOEXEC, 0);
        entry->used_at = now;
        *ret_size = entry->size;
    }
    pthread_mutex_unlock(&staged->lock);
    return descriptor;
}

void staged_forget(struct staged *staged, int64_t account_id, const char *hash) {
    pthread_mutex_lock(&staged->lock);
    struct entry *entry = find(staged, account_id, hash);
    if (entry)
        drop(staged, entry);
    pthread_mutex_unlock(&staged->lock);
}
