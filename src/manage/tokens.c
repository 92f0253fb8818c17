/* tokens.c - makes tokens, revokes them, and removes those that have expired. */
#include "manage/tokens.h"

#include "access/secrets.h"
#include "manage/applications.h"
#include "manage/management_parts.h"

enum { SWEEP = 20 }; /* expired tokens deleted for each new one */

/* Without `expires_at`: never. */
static bool create(struct management *management, int64_t application_id, const int64_t *expires_at,
                   struct str *ret_token) {
    struct str token = token_new(management->door.arena);
    struct hash hash = hash_of(HASH_TOKEN, token);
    struct change *change = management_create(management, &application_tokens, 0);

    change_set_owner(change, application_id);
    change_set_text(change, "hash", hash_str(&hash));
    if (expires_at)
        change_set_integer(change, "expires", *expires_at);
    *ret_token = token;
    return management_pass(management, change);
}

/* ---- removing ---- */

/* Copied, since rows go while others are looked for. */
struct going {
    int64_t account_id, application_id, id;
};

/* At most SWEEP rows: account, application, id. */
static bool read_going(struct management *management, struct statement *rows, struct going *ret,
                       size_t *ret_count) {
    enum db_step step = DB_END;

    *ret_count = 0;
    while (*ret_count < SWEEP && (step = statement_step(rows)) == DB_ROW)
        ret[(*ret_count)++] = (struct going){column_integer(rows, 0), column_integer(rows, 1),
                                             column_integer(rows, 2)};
    statement_reset(rows);
    return step != DB_FAILED || management_fail(management);
}

/* The server itself removes them, from the account of each. */
static bool remove_expired(struct management *management, const struct going *going) {
    struct caller server = {.kind = CALLER_SYSTEM, .account_id = going->account_id};
    struct management *own = management_join(&management->door, management->plans, server);

    if (management_remove(own, &application_tokens, going->id, going->application_id))
        return true;
    management->problem = own->problem;
    return false;
}

/* A few at a time: a burst of tokens pays for the sweep of another burst. */
static bool sweep(struct management *management, int64_t most, int64_t *ret_removed) {
    struct statement *rows = db_statement(
        management->door.db, STR("SELECT account_id, application_id, id FROM tokens "
                                 "WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2"));
    struct going going[SWEEP];
    size_t count;

    *ret_removed = 0;
    if (!rows)
        return management_fail(management);
    statement_bind_integer(rows, 1, management->door.now);
    statement_bind_integer(rows, 2, most);
    if (!read_going(management, rows, going, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!remove_expired(management, &going[i]))
            return false;
    *ret_removed = (int64_t)count;
    return true;
}

bool token_sweep(const struct door *door, const struct plans *plans, int64_t most,
                 int64_t *ret_removed) {
    return sweep(management_join(door, plans, *door->caller), most, ret_removed);
}

/* ---- what is asked for ---- */

static bool note_use(struct management *management) {
    int64_t id = management->caller.application_id;

    return management_pass(management, management_patch(management, &applications, "use", id));
}

bool token_create(const struct door *door, const struct plans *plans, int64_t expires_at,
                  struct str *ret_token) {
    struct management *management = management_join(door, plans, *door->caller);

    return sweep(management, SWEEP, &(int64_t){0}) && note_use(management) &&
           create(management, management->caller.application_id, &expires_at, ret_token);
}

bool token_remove_static(struct management *management, int64_t application_id) {
    struct statement *rows =
        management_ask(management,
                       STR("SELECT account_id, application_id, id FROM tokens "
                           "WHERE account_id = ?1 AND application_id = ?2 AND expires_at IS NULL"),
                       application_id);
    struct going going[SWEEP];
    size_t count;

    if (!rows)
        return management_fail(management);
    if (!read_going(management, rows, going, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!management_remove(management, &application_tokens, going[i].id, application_id))
            return false;
    return true;
}

bool token_create_static(struct management *management, struct str public_id,
                         struct str *ret_token) {
    int64_t id;

    return application_find_active(management, public_id, &id) &&
           token_remove_static(management, id) && create(management, id, NULL, ret_token);
}
