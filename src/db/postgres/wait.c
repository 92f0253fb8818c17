/* wait.c - waits for the server, and for the end of all waiting.
 *
 * libpq's own waiting cannot be ended, so the socket is polled here, some milliseconds at a time.
 * Between them is looked whether another thread has interrupted the connection, the process ends,
 * or whoever asked wants no more: then the server is told to cancel what it does (PQcancel, by the
 * thread whose connection it is), and its answer is waited for. One that does not come, because the
 * machine is off or the way to it is cut, ends with the connection. So does a commit that nobody
 * waits for any longer: to cancel it would have it stored on one server of those that are to have
 * it. */
#include "base/clock.h"
#include "db/postgres/postgres_parts.h"

#include <poll.h>
#include <sys/socket.h>

enum {
    LOOK_MILLISECONDS = 20,
    CANCEL_MILLISECONDS = 2000, /* a guess: a server that is there answers within one */
    PIECE_MICROSECONDS = 100,
};

void postgres_interrupt(struct db *db) {
    atomic_store(&inside(db)->is_interrupted, true);
}

void postgres_ask(struct db *db, bool (*goes_on)(void *context), void *context) {
    inside(db)->goes_on = goes_on;
    inside(db)->goes_on_context = context;
}

void postgres_allow(struct db *db, unsigned pieces) {
    inside(db)->pieces_us = 0;
    inside(db)->pieces_allowed = pieces;
}

unsigned postgres_pieces(const struct db *db) {
    return (unsigned)(inside(db)->pieces_us / PIECE_MICROSECONDS);
}

void postgres_begin_waiting(struct postgres *db) {
    atomic_store(&db->is_interrupted, false);
}

void postgres_cancel(struct postgres *db) {
    char said[256];
    PGcancel *cancel = PQgetCancel(db->pq);

    if (cancel)
        PQcancel(cancel, said, sizeof(said));
    PQfreeCancel(cancel);
}

bool postgres_is_spent(const struct postgres *db) {
    return db->pieces_allowed > 0 && postgres_pieces(&db->db) > db->pieces_allowed;
}

static bool is_to_stop(struct postgres *db, int64_t now) {
    if (now - db->looked_at < LOOK_MILLISECONDS)
        return false;
    db->looked_at = now;
    return db_is_over() || atomic_load(&db->is_interrupted) || postgres_is_spent(db) ||
           (db->commit_until > 0 && now > db->commit_until) ||
           (db->goes_on && !db->goes_on(db->goes_on_context));
}

static void poll_once(struct postgres *db) {
    bool sends = PQflush(db->pq) == 1;
    struct pollfd fd = {PQsocket(db->pq), (short)(POLLIN | (sends ? POLLOUT : 0)), 0};
    int64_t begin = monotonic_microseconds();
    int ready = poll(&fd, 1, LOOK_MILLISECONDS);

    db->pieces_us += monotonic_microseconds() - begin;
    if (ready > 0 && fd.revents & (POLLIN | POLLHUP | POLLERR))
        PQconsumeInput(db->pq);
}

bool postgres_flush(struct postgres *db) {
    while (PQstatus(db->pq) == CONNECTION_OK && PQflush(db->pq) == 1) {
        poll_once(db);
        if (is_to_stop(db, monotonic_milliseconds()))
            return false;
    }
    return PQstatus(db->pq) == CONNECTION_OK;
}

/* Of what nobody depends on the connection goes at once: to cancel may take as long as the server
 * stands still. */
static void stop(struct postgres *db) {
    if (db->db.is_quiet || db->commit_until > 0)
        shutdown(PQsocket(db->pq), SHUT_RDWR);
    else
        postgres_cancel(db);
}

static void wait_for_result(struct postgres *db) {
    int64_t cancelled_at = 0;

    while (PQstatus(db->pq) == CONNECTION_OK && PQisBusy(db->pq)) {
        poll_once(db);
        int64_t now = monotonic_milliseconds();
        if (cancelled_at == 0 && is_to_stop(db, now)) {
            stop(db);
            cancelled_at = now;
        } else if (cancelled_at > 0 && now - cancelled_at > CANCEL_MILLISECONDS) {
            shutdown(PQsocket(db->pq), SHUT_RDWR);
        }
    }
}

/* One way, whatever goes with it; what comes behind the first answer takes none of its own. */
PGresult *postgres_result(struct postgres *db) {
    db->round_trips += db->is_asked;
    db->is_asked = false;
    wait_for_result(db);
    return PQgetResult(db->pq);
}
