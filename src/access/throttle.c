/* throttle.c - a table of sliding windows under one lock.
 *
 * A window keeps the moments of the last `size` events of one key in a ring, `size` being how many
 * are allowed. An event is one too many exactly when the ring is full and its oldest moment still
 * lies within the window. So the limit holds for every second, not only for those of the clock, and
 * how long to wait is known: until the oldest moment leaves.
 *
 * Keys are hashed with a secret, so nobody can choose names that fall into one chain; two keys with
 * the same 64 bits would share a window, which nobody can bring about. A window takes eight bytes
 * for each allowed event. Those in which nothing happens any more are freed by the first who asks
 * after a while, not by a timer.
 *
 * The limit for tokens is the application's: 4 a second unless set, as the API documents it.
 * FORGIVEN is for the network: of requests sent 250 ms apart some arrive up to 150
 * ms late, and so nearer to those behind them. The 4,096 chains are a guess: 32 KiB, and short
 * chains with thousands of clients. Only tokens that are good come here, so their number is the
 * bound.
 *
 * Several servers on one database count together in a Redis, by the same rule (redis/link.c). What
 * is let in there is noted here, too, for the moment in which Redis is lost. */
#include "access/throttle.h"

#include "base/log.h"
#include "redis/shared_rates.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum {
    PLACES = 4096,  /* chains */
    SECOND = 1000,  /* milliseconds */
    FORGIVEN = 150, /* refused is what comes less than 850 ms after the first of those allowed */
};

/* The moments of the last `size` events of one key, a ring; never without one. */
struct window {
    struct window *next;
    uint64_t key; /* keyed hash of the token */
    unsigned size, used, oldest;
    int64_t moments[];
};

struct table {
    struct window *chains[PLACES];
    size_t count;
    int64_t swept_at;
};

struct throttle {
    pthread_mutex_t lock;
    unsigned char secret[crypto_shorthash_KEYBYTES];
    struct table tokens;
    struct shared_rates *shared; /* NULL: each server counts alone */
};

struct throttle *throttle_open(void) {
    struct throttle *throttle = calloc(1, sizeof(*throttle));

    NEEDED(throttle);
    pthread_mutex_init(&throttle->lock, NULL);
    randombytes_buf(throttle->secret, sizeof(throttle->secret));
    return throttle;
}

void throttle_share(struct throttle *throttle, struct shared_rates *rates) {
    throttle->shared = rates;
}

static int64_t newest(const struct window *window) {
    return window->moments[(window->oldest + window->used - 1) % window->size];
}

/* Frees the windows in which nothing has happened since `before`; all with INT64_MAX. */
static void sweep(struct table *table, int64_t before) {
    for (size_t i = 0; i < PLACES; i++)
        for (struct window **at = &table->chains[i]; *at;) {
            struct window *window = *at;
            if (newest(window) >= before) {
                at = &window->next;
                continue;
            }
            *at = window->next;
            free(window);
            table->count--;
        }
}

void throttle_close(struct throttle *throttle) {
    if (!throttle)
        return;
    sweep(&throttle->tokens, INT64_MAX);
    pthread_mutex_destroy(&throttle->lock);
    free(throttle);
}

static struct window *new_window(struct table *table, struct window **at, uint64_t key,
                                 unsigned size) {
    ALWAYS(size > 0);
    struct window *window = calloc(1, sizeof(*window) + size * sizeof(int64_t));

    NEEDED(window);
    window->key = key;
    window->size = size;
    window->next = *at;
    *at = window;
    table->count++;
    return window;
}

static uint64_t key_of(const struct throttle *throttle, struct str name) {
    uint64_t key;

    crypto_shorthash((unsigned char *)&key, (const unsigned char *)name.at, name.len,
                     throttle->secret);
    return key;
}

/* The window of a key; a rate that has changed begins anew. */
static struct window *find(struct throttle *throttle, struct table *table, struct str name,
                           unsigned size) {
    uint64_t key = key_of(throttle, name);
    struct window **at = &table->chains[key % PLACES];

    for (; *at; at = &(*at)->next) {
        struct window *window = *at;
        if (window->key != key)
            continue;
        if (window->size == size)
            return window;
        *at = window->next;
        free(window);
        table->count--;
        break;
    }
    return new_window(table, at, key, size);
}

/* Windows that have been quiet for long are forgotten, at most once in that time. */
static void tidy(struct table *table, int64_t now, int64_t quiet) {
    if (now - table->swept_at < quiet)
        return;
    sweep(table, now - quiet);
    table->swept_at = now;
}

static void forget_before(struct window *window, int64_t moment) {
    while (window->used > 0 && window->moments[window->oldest] <= moment) {
        window->oldest = (window->oldest + 1) % window->size;
        window->used--;
    }
}

/* What the window has no room for takes the place of the oldest. */
static void note(struct window *window, int64_t now) {
    if (window->used == window->size) {
        window->oldest = (window->oldest + 1) % window->size;
        window->used--;
    }
    window->moments[(window->oldest + window->used) % window->size] = now;
    window->used++;
}

static unsigned seconds_until(int64_t moment, int64_t now) {
    int64_t left = moment - now;

    return left <= 0 ? 1 : (unsigned)((left + SECOND - 1) / SECOND);
}

/* Only of those let in, so that nobody gets the rate twice when Redis is lost. */
static void note_shared(struct throttle *throttle, struct str token, unsigned rate, int64_t now) {
    pthread_mutex_lock(&throttle->lock);
    tidy(&throttle->tokens, now, 10 * SECOND);
    note(find(throttle, &throttle->tokens, token, rate), now);
    pthread_mutex_unlock(&throttle->lock);
}

unsigned throttle_token(struct throttle *throttle, struct str token, unsigned rate, int64_t now) {
    unsigned wait = 0;
    int64_t age;

    if (throttle->shared &&
        shared_rates_count(throttle->shared, token, rate, SECOND - FORGIVEN, &age)) {
        if (age >= 0)
            return seconds_until(SECOND - age, 0);
        note_shared(throttle, token, rate, now);
        return 0;
    }
    pthread_mutex_lock(&throttle->lock);
    tidy(&throttle->tokens, now, 10 * SECOND);
    struct window *window = find(throttle, &throttle->tokens, token, rate);
    forget_before(window, now - (SECOND - FORGIVEN));
    if (window->used < window->size)
        note(window, now);
    else
        wait = seconds_until(window->moments[window->oldest] + SECOND, now);
    pthread_mutex_unlock(&throttle->lock);
    return wait;
}

struct str throttle_guesser(struct arena *arena, struct str address) {
    enum { HOST_BYTES = 8 };
    struct in6_addr six;
    char text[INET6_ADDRSTRLEN];

    if (inet_pton(AF_INET6, arena_z(arena, address), &six) != 1)
        return address;
    memset(six.s6_addr + sizeof(six) - HOST_BYTES, 0, HOST_BYTES);
    inet_ntop(AF_INET6, &six, text, sizeof(text));
    return arena_copy(arena, str_of(text));
}
