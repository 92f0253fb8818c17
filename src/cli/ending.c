/* ending.c - a thread for signals, which sees to it that the end comes. */
#include "cli/ending.h"

#include "base/clock.h"
#include "base/condition.h"
#include "base/log.h"
#include "db/db.h"

#include <unistd.h>

enum { INTERRUPT_AGAIN_MILLISECONDS = 50 }; /* for what begins between two interrupts */

/* Waits until something changes, at most until the moment; the lock is held. */
static bool wait_until(struct ending *ending, int64_t until) {
    return condition_wait_until(&ending->changed, &ending->lock, until);
}

static void wait_for_step(struct ending *ending, int64_t until) {
    while (!ending->is_done && wait_until(ending, until))
        ;
}

/* The lock is held, but while it waits. */
static void see_to_the_end(struct ending *ending) {
    int64_t now = monotonic_milliseconds(), begun = now;
    int64_t statements = ending->is_serving ? begun + ENDING_STATEMENTS : begun;

    db_ending(ending->is_serving ? begun + ENDING_TURNS : begun);
    ending->is_asked = true;
    pthread_cond_broadcast(&ending->changed);
    wait_for_step(ending, statements);
    while (!ending->is_done && now < begun + ENDING_PROCESS) {
        db_interrupt_all();
        wait_for_step(ending, now + INTERRUPT_AGAIN_MILLISECONDS);
        now = monotonic_milliseconds();
    }
    if (ending->is_done)
        return;
    log_last("The server could not end in good order within ten seconds, so it ends as it is. "
             "Nothing that was acknowledged is lost.");
    _exit(1);
}

static void *work(void *context) {
    struct ending *ending = context;
    bool is_over = false;
    int signal;

    while (!is_over) {
        sigwait(&ending->signals, &signal);
        pthread_mutex_lock(&ending->lock);
        if (signal == SIGHUP)
            ending->is_reload = true;
        else if (!ending->is_done)
            see_to_the_end(ending);
        is_over = ending->is_done;
        pthread_cond_broadcast(&ending->changed);
        pthread_mutex_unlock(&ending->lock);
    }
    return NULL;
}

void ending_begin(struct ending *ending) {
    *ending = (struct ending){.is_done = false};
    sigemptyset(&ending->signals);
    sigaddset(&ending->signals, SIGTERM);
    sigaddset(&ending->signals, SIGINT);
    sigaddset(&ending->signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending->signals, NULL);
    pthread_mutex_init(&ending->lock, NULL);
    condition_init(&ending->changed);
    NEEDED(pthread_create(&ending->thread, NULL, work, ending) == 0);
}

void ending_serving(struct ending *ending) {
    pthread_mutex_lock(&ending->lock);
    ending->is_serving = true;
    pthread_mutex_unlock(&ending->lock);
}

enum event ending_wait(struct ending *ending, int milliseconds) {
    int64_t until = monotonic_milliseconds() + milliseconds;
    enum event event = EVENT_NONE;

    pthread_mutex_lock(&ending->lock);
    while (!ending->is_reload && !ending->is_asked && wait_until(ending, until))
        ;
    if (ending->is_asked)
        event = EVENT_END;
    else if (ending->is_reload)
        event = EVENT_RELOAD;
    ending->is_reload = false;
    pthread_mutex_unlock(&ending->lock);
    return event;
}

void ending_done(struct ending *ending) {
    pthread_mutex_lock(&ending->lock);
    ending->is_done = true;
    pthread_cond_broadcast(&ending->changed);
    pthread_mutex_unlock(&ending->lock);
    pthread_kill(ending->thread, SIGHUP);
    pthread_join(ending->thread, NULL);
    pthread_cond_destroy(&ending->changed);
    pthread_mutex_destroy(&ending->lock);
}
