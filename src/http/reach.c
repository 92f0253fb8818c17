/* reach.c - how threads reach a loop and the end of the server, and what a loop has for itself. */
#include "base/log.h"
#include "http/server_parts.h"

#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

bool reach_open(struct loop *loop) {
    pthread_mutex_init(&loop->lock, NULL);
    loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return loop->wake >= 0;
}

void reach_close(struct loop *loop) {
    while (loop->handed.arrived) {
        struct arrival *arrival = loop->handed.arrived;
        loop->handed.arrived = arrival->next;
        close(arrival->socket);
        free(arrival);
    }
    if (loop->wake >= 0)
        close(loop->wake);
    pthread_mutex_destroy(&loop->lock);
}

void loop_wake(struct loop *loop) {
    const uint64_t one = 1;

    /* It fails only when the loop has been woken often enough. */
    if (write(loop->wake, &one, sizeof(one)) < 0)
        return;
}

void loop_hand_over(struct loop *loop, int socket, bool is_secure, const char *peer) {
    struct arrival *arrival = calloc(1, sizeof(*arrival));

    NEEDED(arrival);
    *arrival = (struct arrival){.socket = socket, .is_secure = is_secure};
    memcpy(arrival->peer, peer, ADDRESS_ROOM);
    pthread_mutex_lock(&loop->lock);
    arrival->next = loop->handed.arrived;
    loop->handed.arrived = arrival;
    pthread_mutex_unlock(&loop->lock);
    loop_wake(loop);
}

void loop_give_back(struct loop *loop, struct connection_exchange *finished) {
    pthread_mutex_lock(&loop->lock);
    bool is_first = !loop->handed.finished;
    finished->next = loop->handed.finished;
    loop->handed.finished = finished;
    pthread_mutex_unlock(&loop->lock); /* from here on the exchange may be gone */
    if (is_first)
        loop_wake(loop);
}

struct handed_over loop_take_over(struct loop *loop) {
    struct handed_over handed = {.arrived = NULL};
    uint64_t count;

    if (read(loop->wake, &count, sizeof(count)) < 0)
        return handed; /* it was taken already */
    pthread_mutex_lock(&loop->lock);
    handed = loop->handed;
    loop->handed = (struct handed_over){.arrived = NULL};
    pthread_mutex_unlock(&loop->lock);
    return handed;
}

void loop_ask_to_end(struct loop *loop) {
    atomic_store(&loop->is_asked_to_end, true);
    loop_wake(loop);
}

void server_note_end(struct server *server, _Atomic size_t *count) {
    pthread_mutex_lock(&server->lock);
    atomic_fetch_sub(count, 1);
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

void *loop_worker(struct loop *loop) {
    if (!loop->worker)
        loop->worker = loop->server->options.worker_open(loop->server->options.app);
    return loop->worker;
}
