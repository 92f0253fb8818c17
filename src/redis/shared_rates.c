/* shared_rates.c - a queue of requests to be counted, and the thread that has them counted.
 *
 * The thread takes all that wait and asks for them at once, so one round trip serves many. Whoever
 * asks waits for PATIENCE and then leaves; what it left is the thread's to free. */
#include "redis/shared_rates.h"

#include "base/clock.h"
#include "base/condition.h"
#include "base/log.h"
#include "redis/link.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum {
    PATIENCE = 250,         /* milliseconds for an answer; one comes within one otherwise */
    OPENING_PATIENCE = 250, /* for each step of becoming connected */
    FIRST_PAUSE = 100,      /* between attempts, doubled up to the last */
    LAST_PAUSE = 3200,
    BATCH = 64,
};

enum state { WAITS, ANSWERED, FAILED, LEFT };

struct ask {
    struct ask *next;
    struct count count;
    enum state state;
    pthread_cond_t changed;
};

struct shared_rates {
    const struct redis_address *at;
    struct link *link; /* the thread's; NULL: none */
    int64_t pause;     /* likewise: milliseconds before the next attempt */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct ask *first, **end; /* who waits */
    bool is_up, is_closing;
};

/* ---- who asks ---- */

static struct ask *new_ask(struct str token, unsigned rate, unsigned within) {
    unsigned char hash[LINK_KEY_LENGTH / 2];
    struct ask *ask = calloc(1, sizeof(*ask));

    NEEDED(ask);
    crypto_generichash(hash, sizeof(hash), (const unsigned char *)token.at, token.len, NULL, 0);
    sodium_bin2hex(ask->count.key, sizeof(ask->count.key), hash, sizeof(hash));
    ask->count.rate = rate;
    ask->count.within = within;
    condition_init(&ask->changed);
    return ask;
}

static void free_ask(struct ask *ask) {
    pthread_cond_destroy(&ask->changed);
    free(ask);
}

/* Under the lock. */
static bool wait_for(struct shared_rates *rates, struct ask *ask) {
    int64_t end = monotonic_milliseconds() + PATIENCE;
    bool has_time = true;

    *rates->end = ask;
    rates->end = &ask->next;
    pthread_cond_signal(&rates->changed);
    while (ask->state == WAITS && has_time)
        has_time = condition_wait_until(&ask->changed, &rates->lock, end);
    if (ask->state != WAITS)
        return true;
    ask->state = LEFT;
    rates->is_up = false; /* nobody else waits; the thread says the rest */
    return false;
}

bool shared_rates_count(struct shared_rates *rates, struct str token, unsigned rate,
                        unsigned within, int64_t *ret_age) {
    struct ask *ask = new_ask(token, rate, within);
    bool is_answered = false, is_left = false;

    pthread_mutex_lock(&rates->lock);
    if (rates->is_up) {
        is_left = !wait_for(rates, ask);
        is_answered = !is_left && ask->state == ANSWERED;
    }
    pthread_mutex_unlock(&rates->lock);
    if (is_left)
        return false;
    *ret_age = ask->count.age;
    free_ask(ask);
    return is_answered;
}

/* ---- the thread ---- */

static void set_up(struct shared_rates *rates, bool is_up) {
    pthread_mutex_lock(&rates->lock);
    rates->is_up = is_up;
    pthread_mutex_unlock(&rates->lock);
}

static void lose(struct shared_rates *rates, const char *problem) {
    link_close(rates->link);
    rates->link = NULL;
    rates->pause = FIRST_PAUSE;
    set_up(rates, false);
    log_warning("Redis is lost (%s): each server counts the requests of a token alone until it is "
                "back.",
                problem);
}

/* Takes those who wait, at most BATCH, out of the queue; frees those who have left. */
static size_t take(struct shared_rates *rates, struct ask *asks[BATCH]) {
    size_t count = 0;

    while (rates->first && count < BATCH) {
        struct ask *ask = rates->first;
        rates->first = ask->next;
        if (ask->state == LEFT)
            free_ask(ask);
        else
            asks[count++] = ask;
    }
    if (!rates->first)
        rates->end = &rates->first;
    return count;
}

static void answer(struct shared_rates *rates, struct ask *asks[], const struct count *counts,
                   size_t count, bool is_counted) {
    pthread_mutex_lock(&rates->lock);
    for (size_t i = 0; i < count; i++) {
        if (asks[i]->state == LEFT) {
            free_ask(asks[i]);
            continue;
        }
        asks[i]->count.age = counts[i].age;
        asks[i]->state = is_counted ? ANSWERED : FAILED;
        pthread_cond_signal(&asks[i]->changed);
    }
    pthread_mutex_unlock(&rates->lock);
}

/* A Redis that was started anew, or ends what is idle, is found again while somebody asks. */
static bool count_all(struct shared_rates *rates, struct count *counts, size_t count,
                      char problem[LINK_PROBLEM]) {
    if (!link_is_up(rates->link)) {
        link_close(rates->link);
        rates->link = link_open(rates->at, PATIENCE, problem);
    }
    return rates->link && link_count(rates->link, counts, count, problem);
}

static void serve(struct shared_rates *rates, struct ask *asks[], size_t count) {
    char problem[LINK_PROBLEM];
    struct count counts[BATCH];

    for (size_t i = 0; i < count; i++)
        counts[i] = asks[i]->count;
    bool had_link = rates->link != NULL;
    bool is_counted = had_link && count_all(rates, counts, count, problem);
    if (is_counted)
        set_up(rates, true);
    else if (had_link)
        lose(rates, problem);
    answer(rates, asks, counts, count, is_counted);
}

/* Waits for something to do: whoever asks, the next attempt, or the end. */
static size_t wait_for_asks(struct shared_rates *rates, struct ask *asks[BATCH]) {
    int64_t end = rates->link ? INT64_MAX : monotonic_milliseconds() + rates->pause;
    bool has_time = true;

    pthread_mutex_lock(&rates->lock);
    while (!rates->is_closing && !rates->first && has_time)
        if (rates->link)
            pthread_cond_wait(&rates->changed, &rates->lock);
        else
            has_time = condition_wait_until(&rates->changed, &rates->lock, end);
    size_t count = take(rates, asks);
    pthread_mutex_unlock(&rates->lock);
    return count;
}

static void look_again(struct shared_rates *rates) {
    char problem[LINK_PROBLEM];

    rates->link = link_open(rates->at, OPENING_PATIENCE, problem);
    rates->pause = rates->pause * 2 < LAST_PAUSE ? rates->pause * 2 : LAST_PAUSE;
    if (!rates->link)
        return;
    set_up(rates, true);
    log_notice("Redis is back: all servers count the requests of a token together.");
}

static bool is_closing(struct shared_rates *rates) {
    pthread_mutex_lock(&rates->lock);
    bool closing = rates->is_closing;
    pthread_mutex_unlock(&rates->lock);
    return closing;
}

static void *work(void *context) {
    struct shared_rates *rates = context;
    struct ask *asks[BATCH];

    while (!is_closing(rates)) {
        size_t count = wait_for_asks(rates, asks);
        if (rates->link || count > 0)
            serve(rates, asks, count);
        else if (!is_closing(rates))
            look_again(rates);
    }
    return NULL;
}

struct shared_rates *shared_rates_open(const struct redis_address *at) {
    struct shared_rates *rates = calloc(1, sizeof(*rates));
    char problem[LINK_PROBLEM];

    NEEDED(rates);
    rates->at = at;
    rates->end = &rates->first;
    pthread_mutex_init(&rates->lock, NULL);
    condition_init(&rates->changed);
    rates->link = link_open(at, OPENING_PATIENCE, problem);
    rates->is_up = rates->link != NULL;
    if (!rates->link)
        lose(rates, problem);
    NEEDED(pthread_create(&rates->thread, NULL, work, rates) == 0);
    return rates;
}

void shared_rates_close(struct shared_rates *rates) {
    if (!rates)
        return;
    pthread_mutex_lock(&rates->lock);
    rates->is_closing = true;
    pthread_cond_signal(&rates->changed);
    pthread_mutex_unlock(&rates->lock);
    pthread_join(rates->thread, NULL);
    link_close(rates->link);
    pthread_cond_destroy(&rates->changed);
    pthread_mutex_destroy(&rates->lock);
    free(rates);
}
