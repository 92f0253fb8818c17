/* hasher.c - a thread with a short queue. */
#include "access/hasher.h"

#include "base/log.h"

#include <pthread.h>
#include <stdlib.h>

struct hasher {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct hasher_job *first, **end;
    unsigned waiting, limit, share;
    bool closing, refusing;
};

/* Waits for a job; NULL when there is none and none will come. */
static struct hasher_job *take(struct hasher *hasher, bool *ret_refuse) {
    pthread_mutex_lock(&hasher->lock);
    while (!hasher->first && !hasher->closing)
        pthread_cond_wait(&hasher->filled, &hasher->lock);
    struct hasher_job *job = hasher->first;
    if (job) {
        hasher->first = job->next;
        hasher->waiting--;
    }
    if (!hasher->first)
        hasher->end = &hasher->first;
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
    hasher->end = &hasher->first;
    pthread_mutex_init(&hasher->lock, NULL);
    pthread_cond_init(&hasher->filled, NULL);
    NEEDED(pthread_create(&hasher->thread, NULL, work, hasher) == 0);
    return hasher;
}

static bool has_room(const struct hasher *hasher, struct str origin) {
    unsigned same = 0;

    for (const struct hasher_job *job = hasher->first; job; job = job->next)
        same += str_equal(job->origin, origin);
    return hasher->waiting < hasher->limit && same < hasher->share;
}

bool hasher_submit(struct hasher *hasher, struct hasher_job *job) {
    pthread_mutex_lock(&hasher->lock);
    ALWAYS(!hasher->closing);
    bool room = !hasher->refusing && has_room(hasher, job->origin);
    if (room) {
        job->next = NULL;
        *hasher->end = job;
        hasher->end = &job->next;
        hasher->waiting++;
        pthread_cond_signal(&hasher->filled);
    }
    pthread_mutex_unlock(&hasher->lock);
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
