/* connections.c - a heap of connections that nobody uses now. */
#include "files/database/connections.h"

#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct connection {
    struct connection *next; /* of those that are free; or of those that are used, without a db */
    struct arena *arena;
    struct db *db;
};

struct connections {
    struct db_address at;
    pthread_mutex_t lock; /* over the next two */
    struct connection *free, *used;
};

struct connections *connections_open(struct arena *arena, struct db_address at) {
    struct connections *connections = NEW(arena, struct connections);

    connections->at = at;
    pthread_mutex_init(&connections->lock, NULL);
    return connections;
}

static void end(struct connection *connection) {
    db_close(connection->db);
    arena_close(connection->arena);
    free(connection);
}

static struct connection *make(struct connections *connections) {
    struct connection *made = calloc(1, sizeof(*made));
    const char *problem = NULL;

    NEEDED(made);
    made->arena = arena_open();
    made->db = db_open(made->arena, connections->at, DB_WRITE, &problem);
    if (made->db)
        return made;
    log_repeated("the database of files", "Files in the database cannot be reached: %s", problem);
    end(made);
    return NULL;
}

struct db *connections_take(struct connections *connections) {
    pthread_mutex_lock(&connections->lock);
    struct connection *taken = connections->free;
    if (taken)
        connections->free = taken->next;
    pthread_mutex_unlock(&connections->lock);
    if (!taken)
        taken = make(connections);
    if (!taken)
        return NULL;
    pthread_mutex_lock(&connections->lock);
    taken->next = connections->used;
    connections->used = taken;
    pthread_mutex_unlock(&connections->lock);
    return taken->db;
}

int connections_error(const struct db *db) {
    if (!db || db_trouble(db) == DB_AWAY || db_trouble(db) == DB_ENDING)
        return EHOSTUNREACH;
    return db_trouble(db) == DB_FULL ? ENOSPC : EIO;
}

void connections_give(struct connections *connections, struct db *db) {
    pthread_mutex_lock(&connections->lock);
    struct connection **at = &connections->used;
    while ((*at)->db != db)
        at = &(*at)->next;
    struct connection *given = *at;
    *at = given->next;
    given->next = connections->free;
    connections->free = given;
    pthread_mutex_unlock(&connections->lock);
}

void connections_close(struct connections *connections) {
    ALWAYS(!connections->used);
    while (connections->free) {
        struct connection *next = connections->free->next;
        end(connections->free);
        connections->free = next;
    }
    pthread_mutex_destroy(&connections->lock);
}
