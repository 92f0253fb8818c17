/* learn.c - what the server's answers tell of a statement that is prepared there.
 *
 * The types of its parameters and columns come when it is prepared; that it is prepared no longer
 * comes as a failure of whatever it is used for. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <stdlib.h>

static void *take(size_t count, size_t size) {
    void *taken = calloc(count > 0 ? count : 1, size);

    NEEDED(taken);
    return taken;
}

static bool has_columns(const struct postgres_statement *statement, const PGresult *described) {
    bool same = statement->types && statement->columns == PQnfields(described);

    for (int i = 0; same && i < statement->columns; i++)
        same = statement->column_types[i] == PQftype(described, i);
    return same;
}

static void learn_columns(struct postgres_statement *statement, const PGresult *described) {
    free(statement->column_types);
    free(statement->cells);
    free(statement->scratch);
    statement->columns = PQnfields(described);
    statement->column_types = take((size_t)statement->columns, sizeof(Oid));
    statement->cells = take((size_t)statement->columns, sizeof(struct str));
    statement->scratch = take((size_t)statement->columns, sizeof(statement->scratch[0]));
    for (int i = 0; i < statement->columns; i++)
        statement->column_types[i] = PQftype(described, i);
}

/* Those of the parameters stay when it is prepared on another connection, where it is told them. */
void postgres_learn_types(struct postgres_statement *statement, const PGresult *described) {
    if (!has_columns(statement, described))
        learn_columns(statement, described);
    if (statement->types || PQnparams(described) != statement->parameters)
        return;
    statement->types = take((size_t)statement->parameters, sizeof(Oid));
    for (int i = 0; i < statement->parameters; i++)
        statement->types[i] = PQparamtype(described, i);
    for (int i = 0; i < statement->parameters; i++)
        statement->has_bits |= statement->types[i] == TYPE_VARBIT;
}

/* What it gives was changed by somebody else's migration (feature not supported), or the server was
 * told to forget it (invalid name). What was to be prepared was not. */
void postgres_note_stale(struct postgres_statement *statement, enum postgres_sent_kind kind,
                         const PGresult *result) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    bool is_forgotten = state && strcmp(state, "26000") == 0;

    if (kind == SENT_PREPARE || kind == SENT_DESCRIBE || is_forgotten)
        statement->connected = 0;
    if (is_forgotten || (state && strcmp(state, "0A000") == 0))
        statement->is_stale = true;
}
