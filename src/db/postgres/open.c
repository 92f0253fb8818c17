/* open.c - opens a database on a server, and closes it. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>

enum { FORGOTTEN_BYTES = 64 * 1024 * 1024 };

/* An address that is no URL names no database that could be told. */
static struct postgres *fail(struct arena *arena, struct postgres *db, const char *what,
                             const char **ret_problem) {
    *ret_problem = arena_format(arena, "The database%s%s %s", db->name ? " " : "",
                                db->name ? db->name : "", what)
                       .at;
    postgres_close(db);
    return NULL;
}

struct postgres *postgres_open(struct arena *arena, const char *url, enum db_mode mode,
                               const char **ret_problem) {
    struct postgres *db = calloc(1, sizeof(*db));
    const char *what;

    NEEDED(db);
    db->mode = mode;
    db->url = strdup(url);
    NEEDED(db->url);
    buffer_init(&db->forgotten, FORGOTTEN_BYTES);
    postgres_waiting_begin(db);
    if (!postgres_connect(arena, db, &what))
        return fail(arena, db, what, ret_problem);
    bool ready = mode == DB_CREATE ? postgres_schema_make(arena, db, &what)
                                   : postgres_schema_is_current(arena, db, &what);
    return ready ? db : fail(arena, db, what, ret_problem);
}

void postgres_close(struct postgres *db) {
    if (!db)
        return;
    if (!postgres_is_gone(db))
        postgres_rollback(db);
    postgres_statements_close(db);
    postgres_waiting_end(db);
    PQfinish(db->pq);
    buffer_done(&db->forgotten);
    memset(db->url, 0, strlen(db->url));
    free(db->url);
    free(db->name);
    free(db);
}

void postgres_wait_at_most(struct postgres *db, int milliseconds) {
    db->patience = milliseconds;
}
