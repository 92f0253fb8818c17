/* ending.h - signals, and an end that comes within ten seconds.
 *
 * A thread waits for signals from the beginning, also while the server starts. SIGTERM and SIGINT
 * begin the end, which has this plan, by the monotonic clock:
 *
 *    0 s   no new connections; idle ones are closed, what has come is answered, mostly that is all
 *    4 s   nobody waits for another program that has the database, or for his turn, and questions
 *          that take long are stopped: 503
 *    7 s   clients that do not take their answers are left; half a second for the log of use
 *    8 s   statements that still run are interrupted
 *   9.5 s  the process ends as it is, with a line in the log
 *
 * The last is safe: what was acknowledged is on the disk, and a start finds it as after a crash. */
#ifndef GLIMT_CLI_ENDING_H
#define GLIMT_CLI_ENDING_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

enum {
    ENDING_TURNS = 4000, /* milliseconds after the signal; see above */
    ENDING_CLIENTS = 7000,
    ENDING_STATEMENTS = 8000,
    ENDING_PROCESS = 9500,
    ENDING_NOTES = 500, /* after the last answer, to write what is noted of requests */
};

enum event { EVENT_NONE, EVENT_RELOAD, EVENT_END };

struct ending {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    sigset_t signals;
    bool is_reload, is_serving, is_asked, is_done;
};

/* Blocks the signals in this thread and those that it makes, and waits for them in one. */
void ending_begin(struct ending *ending);

/* The server has started. Until then, the end interrupts what it does at once. */
void ending_serving(struct ending *ending);

/* Waits for an event, at most so long. The end comes once more with each call. */
enum event ending_wait(struct ending *ending, int milliseconds);

/* Stops the thread: nothing is left that could last. */
void ending_done(struct ending *ending);

#endif
