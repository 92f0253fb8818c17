/* trouble.c - what PostgreSQL's codes of failures mean here.
 *
 * Of a failure the log gets the code, the first line and the names of a constraint and its table.
 * The server's details have values of rows, which never go there. */
#include "db/postgres/postgres_parts.h"

/* The first that fits: whole codes stand before their classes. */
static const struct {
    const char *begins;
    enum db_trouble trouble;
} codes[] = {
    {"53100", DB_FULL}, /* disk full */
    {"53400", DB_FULL}, /* a limit that was configured, as for temporary files */
    {"53300", DB_BUSY}, /* too many connections */
    {"53", DB_OTHER},   /* memory */
    {"54", DB_FULL},    /* a limit of the program */
    {"25006", DB_READ_ONLY}, {"42501", DB_READ_ONLY}, /* no right to */
    {"40003", DB_AWAY},                               /* whether it was completed is not known */
    {"40", DB_BUSY},                                  /* serialization, deadlock */
    {"55P03", DB_BUSY},                               /* a lock took too long */
    {"55006", DB_BUSY},                               /* an object is in use */
    {"57014", DB_ENDING},                             /* canceled */
    {"57", DB_AWAY},                                  /* the server ends, crashed, or begins */
    {"08", DB_AWAY},                                  /* the connection failed */
    {"25P03", DB_AWAY},                               /* the transaction was idle for too long */
    {"42P05", DB_POOLED}, /* a statement of another session has the name */
    {"26000", DB_POOLED}, /* one that was prepared is not there */
    {"XX001", DB_CORRUPT},   {"XX002", DB_CORRUPT},   {"23", DB_CONFLICT},
};

enum db_trouble postgres_trouble_of(const char *state) {
    for (size_t i = 0; i < COUNT(codes); i++)
        if (strncmp(state, codes[i].begins, strlen(codes[i].begins)) == 0)
            return codes[i].trouble;
    return DB_OTHER;
}

/* Serialization, deadlock, a lock that took too long. */
static bool passes(const char *state) {
    return strncmp(state, "40001", 5) == 0 || strncmp(state, "40P01", 5) == 0 ||
           strncmp(state, "55P03", 5) == 0;
}

bool postgres_is_gone(const struct postgres *db) {
    return !db->pq || PQstatus(db->pq) == CONNECTION_BAD;
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

/* What a row has that is refused stands in the message; not in the names. */
static void tell(struct postgres *db, const PGresult *result, const char *state,
                 const char *doing) {
    enum db_trouble trouble = postgres_trouble_of(state);
    const char *said = or_empty(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    char names[128];

    snprintf(names, sizeof(names), "%s (%s)", state,
             or_empty(PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME)));
    db->db.passes = passes(state);
    db_note(&db->db, trouble, doing, trouble == DB_CONFLICT ? names : said, state);
}

/* After the first failure of a transaction the server says 25P02 to all else. */
void postgres_note(struct postgres *db, const PGresult *result, const char *doing) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    if (db->transaction != TRANSACTION_NONE && postgres_is_gone(db))
        db->is_lost = true;
    if (state && strcmp(state, "25P02") == 0)
        return;
    if (!state)
        state = postgres_is_gone(db) ? "08006" : "XX000";
    if (strcmp(state, "57014") == 0 && postgres_is_spent(db))
        return;
    tell(db, result, state, doing);
}
