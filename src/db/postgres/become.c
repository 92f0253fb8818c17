/* become.c - a connection changes its role; roles.c says to which, and when. */
#include "db/postgres/postgres_parts.h"

bool postgres_become(struct postgres *db, const char *sql) {
    PGresult *result = postgres_ask_server(db, sql, "becoming a role");

    PQclear(result);
    return result != NULL;
}

bool postgres_serve(struct db *asked) {
    struct postgres *db = inside(asked);

    if (!db->role)
        return true;
    char *quoted = PQescapeIdentifier(db->pq, db->role, strlen(db->role));
    struct arena *arena = arena_open();
    bool done = quoted && postgres_become(db, arena_format(arena, "SET ROLE %s", quoted).at);

    arena_close(arena);
    PQfreemem(quoted);
    return done;
}
