/* token_memory.c - a table of tokens, which is walked through. */
#include "access/token_memory.h"

#include "access/secrets.h"
#include "base/log.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Guesses: a walk through all takes some 10 microseconds, and happens for unknown tokens alone, of
 * which a client has few a second; no application needs dozens of tokens at a time. */
enum { KEPT_MAX = 4096, KEPT_OF_ONE = 64 };

struct kept {
    struct hash hash;
    struct application application; /* its texts are allocated; `allow.at` is NULL: free */
    int64_t version, expires_at;
    uint64_t number; /* in the order in which they came */
};

struct token_memory {
    pthread_mutex_t lock;
    atomic_size_t count; /* places that were ever used */
    uint64_t last_number;
    struct kept kept[KEPT_MAX];
};

struct token_memory *token_memory_open(void) {
    struct token_memory *memory = calloc(1, sizeof(*memory));

    NEEDED(memory);
    pthread_mutex_init(&memory->lock, NULL);
    return memory;
}

static void drop(struct kept *kept) {
    free((char *)kept->application.allow.at);
    free((char *)kept->application.origins.at);
    *kept = (struct kept){.application = {.allow = {NULL, 0}}};
}

void token_memory_close(struct token_memory *memory) {
    for (size_t i = 0; i < KEPT_MAX; i++)
        drop(&memory->kept[i]);
    pthread_mutex_destroy(&memory->lock);
    free(memory);
}

static bool is_over(const struct kept *kept, int64_t version, int64_t now) {
    return !kept->application.allow.at || kept->version != version || now >= kept->expires_at;
}

static bool is_of(const struct kept *kept, const struct caller *application) {
    return kept->application.caller.account_id == application->account_id &&
           kept->application.caller.application_id == application->application_id;
}

/* A free place, or the application's oldest token when it has as many as it may; NULL: all are
 * taken, or it may have none. */
static struct kept *find_place(struct token_memory *memory, const struct caller *application,
                               size_t most, int64_t version, int64_t now) {
    struct kept *place = NULL, *oldest = NULL;
    size_t same = 0;

    for (size_t i = 0; i < KEPT_MAX; i++) {
        struct kept *kept = &memory->kept[i];
        if (is_over(kept, version, now)) {
            place = place ? place : kept;
        } else if (is_of(kept, application)) {
            same++;
            if (!oldest || kept->number < oldest->number)
                oldest = kept;
        }
    }
    return same < most && same < KEPT_OF_ONE ? place : oldest;
}

/* An empty text is allocated as well. */
static struct str copy(struct str text) {
    char *at = malloc(text.len + 1);

    NEEDED(at);
    if (text.len > 0)
        memcpy(at, text.at, text.len);
    return (struct str){at, text.len};
}

bool token_memory_keep(struct token_memory *memory, struct str token,
                       const struct application *application, size_t most, int64_t version,
                       int64_t now, int64_t expires_at) {
    pthread_mutex_lock(&memory->lock);
    struct kept *place = find_place(memory, &application->caller, most, version, now);
    if (place) {
        size_t used = (size_t)(place - memory->kept) + 1;
        drop(place);
        *place = (struct kept){hash_of(HASH_TOKEN, token), *application, version, expires_at,
                               ++memory->last_number};
        place->application.allow = copy(application->allow);
        place->application.origins = copy(application->origins);
        if (used > atomic_load(&memory->count))
            atomic_store(&memory->count, used);
    }
    pthread_mutex_unlock(&memory->lock);
    return place != NULL;
}

size_t token_memory_count(struct token_memory *memory, const struct caller *application,
                          int64_t version, int64_t now) {
    size_t places = atomic_load(&memory->count), count = 0;

    if (places == 0)
        return 0;
    pthread_mutex_lock(&memory->lock);
    for (size_t i = 0; i < places; i++)
        count += !is_over(&memory->kept[i], version, now) && is_of(&memory->kept[i], application);
    pthread_mutex_unlock(&memory->lock);
    return count;
}

bool token_memory_find(struct token_memory *memory, struct arena *arena, struct str token,
                       int64_t version, int64_t now, struct application *ret,
                       int64_t *ret_expires_at) {
    size_t count = atomic_load(&memory->count);
    bool found = false;

    if (count == 0)
        return false;
    struct hash hash = hash_of(HASH_TOKEN, token);
    pthread_mutex_lock(&memory->lock);
    for (size_t i = 0; !found && i < count; i++) {
        struct kept *kept = &memory->kept[i];
        if (sodium_memcmp(kept->hash.bytes, hash.bytes, HASH_LEN) != 0)
            continue;
        found = !is_over(kept, version, now);
        if (!found) {
            drop(kept);
            break;
        }
        *ret = kept->application;
        ret->allow = arena_copy(arena, kept->application.allow);
        ret->origins = arena_copy(arena, kept->application.origins);
        *ret_expires_at = kept->expires_at;
    }
    pthread_mutex_unlock(&memory->lock);
    return found;
}
