/* hasher.c - a thread with a short queue, in the order in which they came; turns go by rank.
 *
 * A walk through all that wait costs nothing beside a job. A rank is set when a job comes, and the
 * ranks of others do not fall when it goes: who asked for much at once goes on waiting behind those
 * who did not.
 *
 * What waits for the same target adds an eighth of a rank each, and at most TARGET_MAX: those who
 * are after one login from a thousand addresses stand behind whoever wants to sign in elsewhere,
 * and the owner of that login, who stands with them, still before all their second tries. */
#include "access/hasher.h"

#include "base/log.h"

#include <pthread.h>
#include <stdlib.h>

enum { OF_ONE_RANK = 8, TARGET_MAX = 8, STRANGERS_TURN = 3 };

struct hasher {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct hasher_job *first; /* who came first */
    unsigned waiting, waiting_known, limit, share, turn;
    bool closing, refusing;
};

/* ---- whose turn, and whose place ---- */

static bool goes_before(const struct hasher_job *one, const struct hasher_job *other,
                        bool known_first) {
    if (one->claim.is_known != other->claim.is_known)
        return one->claim.is_known == known_first;
    return one->rank < other->rank;
}

/* Where the next job hangs, or with `last` the one behind all others. Somebody waits. */
static struct hasher_job **pick(struct hasher *hasher, bool known_first, bool last) {
    struct hasher_job **found = &hasher->first;

    for (struct hasher_job **at = &hasher->first->next; *at; at = &(*at)->next)
        if (last ? !goes_before(*at, *found, known_first) : goes_before(*at, *found, known_first))
            found = at;
    return found;
}

static struct hasher_job *unlink_job(struct hasher *hasher, struct hasher_job **at) {
    struct hasher_job *job = *at;

    *at = job->next;
    hasher->waiting--;
    hasher->waiting_known -= job->claim.is_known;
    return job;
}

static void link_job(struct hasher *hasher, struct hasher_job *job) {
    struct hasher_job **end = &hasher->first;

    while (*end)
        end = &(*end)->next;
    job->next = NULL;
    *end = job;
    hasher->waiting++;
    hasher->waiting_known += job->claim.is_known;
}

/* Sets the rank; false when the origin has its share. */
static bool set_rank(const struct hasher *hasher, struct hasher_job *job) {
    const struct hasher_claim *claim = &job->claim;
    unsigned same = 0, there = 0;

    for (const struct hasher_job *other = hasher->first; other; other = other->next) {
        same += str_equal(other->claim.origin, claim->origin);
        there += claim->target.len > 0 && str_equal(other->claim.target, claim->target);
    }
    there /= OF_ONE_RANK;
    job->rank = claim->failures + same + (there < TARGET_MAX ? there : TARGET_MAX);
    return same < hasher->share;
}

/* A place for a job whose rank is set, and the job that gives its own for it, if any. */
static bool find_place(struct hasher *hasher, const struct hasher_job *job,
                       struct hasher_job **ret_ousted) {
    bool enough_known = job->claim.is_known && hasher->waiting_known * 4 >= hasher->limit * 3;

    *ret_ousted = NULL;
    if (hasher->waiting < hasher->limit && !enough_known)
        return true;
    if (hasher->waiting == 0)
        return false;
    struct hasher_job **last = pick(hasher, !enough_known, true);
    if (!goes_before(job, *last, !enough_known))
        return false;
    *ret_ousted = unlink_job(hasher, last);
    return true;
}

/* ---- the thread ---- */

/* Waits for a job; NULL when there is none and none will come. */
static struct hasher_job *take(struct hasher *hasher, bool *ret_refuse) {
    struct hasher_job *job = NULL;

    pthread_mutex_lock(&hasher->lock);
    while (!hasher->first && !hasher->closing)
        pthread_cond_wait(&hasher->filled, &hasher->lock);
    if (hasher->first) {
        bool strangers = ++hasher->turn % STRANGERS_TURN == 0;
        job = unlink_job(hasher, pick(hasher, !strangers, false));
    }
    *ret_refuse = hasher->refusing;
    pthread_mutex_unlock(&hasher->lock);
    return job;
}

static void *work(void *context) {
    struct hasher_job *job;
    bool refuse;

    while ((job = take(context, &refuse)))
        (refuse ? job->refuse : job->run)(job);
    return NULL;
}

struct hasher *hasher_open(unsigned limit, unsigned share) {
    struct hasher *hasher = calloc(1, sizeof(*hasher));

    NEEDED(hasher);
    hasher->limit = limit;
    hasher->share = share;
    pthread_mutex_init(&hasher->lock, NULL);
    pthread_cond_init(&hasher->filled, NULL);
    NEEDED(pthread_create(&hasher->thread, NULL, work, hasher) == 0);
    return hasher;
}

bool hasher_submit(struct hasher *hasher, struct hasher_job *job) {
    struct hasher_job *ousted = NULL;

    pthread_mutex_lock(&hasher->lock);
    ALWAYS(!hasher->closing);
    bool room = !hasher->refusing && set_rank(hasher, job) && find_place(hasher, job, &ousted);
    if (room) {
        link_job(hasher, job);
        pthread_cond_signal(&hasher->filled);
    }
    pthread_mutex_unlock(&hasher->lock);
    if (ousted)
        ousted->refuse(ousted);
    return room;
}

void hasher_refuse(struct hasher *hasher) {
    pthread_mutex_lock(&hasher->lock);
    hasher->refusing = true;
    pthread_mutex_unlock(&hasher->lock);
}

void hasher_close(struct hasher *hasher) {
    if (!hasher)
        return;
    pthread_mutex_lock(&hasher->lock);
    hasher->closing = true;
    pthread_cond_signal(&hasher->filled);
    pthread_mutex_unlock(&hasher->lock);
    pthread_join(hasher->thread, NULL);
    pthread_cond_destroy(&hasher->filled);
    pthread_mutex_destroy(&hasher->lock);
    free(hasher);
}
