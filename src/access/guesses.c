/* guesses.c - tables of windows that cannot grow.
 *
 * A window has a key, an end and a count. Its key is the first half of a keyed hash of the name,
 * and the second half chooses the set, so nobody can choose names that fall into one set; two names
 * with the same 64 bits would share a window, which nobody can bring about.
 *
 * In a set a name takes the place of, in this order: a window that has ended, the one with the
 * fewest guesses, of those the one that ends first. An attacker who wants to be forgotten has to
 * fill a set with windows that have more guesses than his own, and each of those guesses is one
 * that he was to be kept from.
 *
 * The numbers are guesses. Passwords: ten a minute from one address for one login are enough for
 * somebody who searches his memory, and sixty for an office behind one address. For a login in all,
 * 30 in five minutes are 8,640 a day, of passwords that are none of the common ones. Whoever is new
 * to a login has three of his own, out of 240 in four minutes for all who are new to it: 80
 * addresses at once do not use them up, and a thousand that come again each hour do not, either.
 * Codes: there are a million, one of which counts, so for one who knows the password ten in ten
 * minutes are a chance of one in 690 in a day, and the ten that a known address has free in an hour
 * make it one in 590. Secrets and tokens are random, and far too many to
 * be found: what is wrong is slowed down, and what is right is let in all the same. Cookies that
 * have ended come by the thousand, on a Monday from an office behind one address. */
#include "access/guesses.h"

#include "base/log.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum {
    SETS = 4096,
    WAYS = 8,
    SECOND = 1000, /* milliseconds */
    MINUTE = 60 * SECOND,
};

static const struct limit {
    unsigned allowed;
    int64_t within; /* milliseconds */
} limits[GUESS_KINDS] = {
    [GUESS_SIGN_IN] = {10, MINUTE},
    [GUESS_SIGN_IN_TRIED] = {3, 60 * MINUTE},
    [GUESS_SIGN_IN_ADDRESS] = {60, MINUTE},
    [GUESS_SIGN_IN_LOGIN] = {30, 5 * MINUTE},
    [GUESS_SIGN_IN_NEWCOMERS] = {240, 4 * MINUTE},
    [GUESS_PASSWORD] = {10, MINUTE},
    [GUESS_CODE] = {5, MINUTE},
    [GUESS_CODE_TRIED] = {10, 60 * MINUTE},
    [GUESS_CODE_LOGIN] = {10, 10 * MINUTE},
    [GUESS_CODE_NEW] = {5, MINUTE},
    [GUESS_SECRET] = {20, MINUTE},
    [GUESS_SECRET_ADDRESS] = {300, MINUTE},
    [GUESS_SECRET_ID] = {60, MINUTE},
    [GUESS_TOKEN] = {300, MINUTE},
    [GUESS_COOKIE] = {3000, MINUTE},
    [GUESS_WORD] = {60, MINUTE},
    [GUESS_LINK] = {60, MINUTE},
};

struct window {
    uint64_t key;
    int64_t ends_at;
    unsigned count; /* 0: free */
};

struct guesses {
    pthread_mutex_t lock;
    unsigned char secret[crypto_shorthash_siphashx24_KEYBYTES];
    struct window windows[GUESS_KINDS][SETS][WAYS]; /* the system gives pages as they are used */
};

struct guesses *guesses_open(void) {
    struct guesses *guesses = calloc(1, sizeof(*guesses));

    NEEDED(guesses);
    ALWAYS(sodium_init() >= 0);
    pthread_mutex_init(&guesses->lock, NULL);
    randombytes_buf(guesses->secret, sizeof(guesses->secret));
    return guesses;
}

void guesses_close(struct guesses *guesses) {
    if (!guesses)
        return;
    pthread_mutex_destroy(&guesses->lock);
    free(guesses);
}

/* The set of a name, and its key. */
static struct window *find_set(struct guesses *guesses, enum guess_kind kind, struct str who,
                               uint64_t *ret_key) {
    uint64_t hash[2];

    _Static_assert(sizeof(hash) == crypto_shorthash_siphashx24_BYTES, "key and set");
    crypto_shorthash_siphashx24((unsigned char *)hash, (const unsigned char *)who.at, who.len,
                                guesses->secret);
    *ret_key = hash[0];
    return guesses->windows[kind][hash[1] % SETS];
}

static struct window *find(struct window *set, uint64_t key, int64_t now) {
    for (size_t i = 0; i < WAYS; i++)
        if (set[i].count > 0 && set[i].key == key && set[i].ends_at > now)
            return &set[i];
    return NULL;
}

static bool goes_before(const struct window *one, const struct window *other, int64_t now) {
    bool one_ended = one->count == 0 || one->ends_at <= now;
    bool other_ended = other->count == 0 || other->ends_at <= now;

    if (one_ended || other_ended)
        return one_ended && !other_ended;
    return one->count != other->count ? one->count < other->count : one->ends_at < other->ends_at;
}

static struct window *make_room(struct window *set, int64_t now) {
    struct window *found = set;

    for (size_t i = 1; i < WAYS; i++)
        if (goes_before(&set[i], found, now))
            found = &set[i];
    return found;
}

/* 0: its window has room. */
static unsigned seconds_left(const struct window *window, const struct limit *limit, int64_t now) {
    if (!window || window->count < limit->allowed)
        return 0;
    return (unsigned)((window->ends_at - now + SECOND - 1) / SECOND);
}

unsigned guesses_wait(struct guesses *guesses, enum guess_kind kind, struct str who, int64_t now) {
    uint64_t key;
    struct window *set = find_set(guesses, kind, who, &key);

    pthread_mutex_lock(&guesses->lock);
    unsigned wait = seconds_left(find(set, key, now), &limits[kind], now);
    pthread_mutex_unlock(&guesses->lock);
    return wait;
}

unsigned guesses_count(struct guesses *guesses, enum guess_kind kind, struct str who, int64_t now) {
    uint64_t key;
    struct window *set = find_set(guesses, kind, who, &key);

    pthread_mutex_lock(&guesses->lock);
    const struct window *window = find(set, key, now);
    unsigned count = window ? window->count : 0;
    pthread_mutex_unlock(&guesses->lock);
    return count;
}

unsigned guesses_note(struct guesses *guesses, enum guess_kind kind, struct str who, int64_t now) {
    const struct limit *limit = &limits[kind];
    uint64_t key;
    struct window *set = find_set(guesses, kind, who, &key);

    pthread_mutex_lock(&guesses->lock);
    struct window *window = find(set, key, now);
    unsigned wait = seconds_left(window, limit, now);
    if (!window) {
        window = make_room(set, now);
        *window = (struct window){.key = key, .ends_at = now + limit->within};
    }
    if (wait == 0)
        window->count++;
    pthread_mutex_unlock(&guesses->lock);
    return wait;
}
