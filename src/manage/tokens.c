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

/* The server itself removes it, from its account. `*ended` counts those that were live still. */
static bool remove_going(struct management *management, const struct going *going, int64_t *ended) {
    struct caller server = {.kind = CALLER_SYSTEM, .account_id = going->account_id};
    struct management *own = management_join(&management->door, management->plans, server);

    own->door.sum = ended;
    if (management_remove(own, &application_tokens, going->id, going->application_id))
        return true;
    management->problem = own->problem;
    management->failed = own->failed;
    return false;
}

static bool remove_all(struct management *management, const struct going *going, size_t count,
                       int64_t *ret_ended) {
    *ret_ended = 0;
    for (size_t i = 0; i < count; i++)
        if (!remove_going(management, &going[i], ret_ended))
            return false;
    return true;
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
    *ret_removed = (int64_t)count;
    return remove_all(management, going, count, &(int64_t){0});
}

bool token_sweep(const struct door *door, const struct plans *plans, int64_t most,
                 int64_t *ret_removed) {
    return sweep(management_join(door, plans, *door->caller), most, ret_removed);
}

/* Ends the oldest live tokens, so that with one more the application has no more than TOKENS_MAX.
 * The static one counts, but it never expires, and so it never goes. `beside` others are elsewhere.
 * There is one to end at most, unless some were lent: then there are a few. */
static bool make_room(struct management *management, int64_t application_id, size_t beside,
                      int64_t *ret_ended) {
    struct statement *rows =
        management_ask(management,
                       STR("SELECT account_id, application_id, id FROM tokens "
                           "WHERE account_id = ?1 AND application_id = ?2 AND expires_at > ?3 "
                           "ORDER BY id DESC LIMIT ?4 OFFSET (SELECT ?5 - count(*) FROM tokens "
                           "WHERE account_id = ?1 AND application_id = ?2 AND expires_at IS NULL)"),
                       application_id);
    struct going going[SWEEP];
    size_t count;

    if (!rows)
        return management_fail(management);
    statement_bind_integer(rows, 3, management->door.now);
    statement_bind_integer(rows, 4, SWEEP);
    statement_bind_integer(rows, 5, TOKENS_MAX - 1 - (int64_t)beside);
    return read_going(management, rows, going, &count) &&
           remove_all(management, going, count, ret_ended);
}

/* ---- what is asked for ---- */

static bool note_use(struct management *management) {
    int64_t id = management->caller.application_id;

    return management_pass(management, management_patch(management, &applications, "use", id));
}

bool token_create(const struct door *door, const struct plans *plans, int64_t expires_at,
                  size_t beside, struct str *ret_token, int64_t *ret_ended) {
    struct management *management = management_join(door, plans, *door->caller);
    int64_t id = management->caller.application_id;

    return sweep(management, SWEEP, &(int64_t){0}) && note_use(management) &&
           make_room(management, id, beside, ret_ended) &&
           create(management, id, &expires_at, ret_token);
}

/* A few of those that `sql` finds with ?1 the account and ?2 the application. */
static bool remove_some(struct management *management, struct str sql, int64_t application_id,
                        size_t *ret_count) {
    struct statement *rows = management_ask(management, sql, application_id);
    struct going going[SWEEP];

    if (!rows)
        return management_fail(management);
    if (!read_going(management, rows, going, ret_count))
        return false;
    for (size_t i = 0; i < *ret_count; i++)
        if (!management_remove(management, &application_tokens, going[i].id, application_id))
            return false;
    return true;
}

bool token_remove_static(struct management *management, int64_t application_id) {
    return remove_some(management,
                       STR("SELECT account_id, application_id, id FROM tokens "
                           "WHERE account_id = ?1 AND application_id = ?2 AND expires_at IS NULL"),
                       application_id, &(size_t){0});
}

static bool note_ended(struct management *management, int64_t application_id, int64_t ended) {
    return security_write_times(&management->door, SECURITY_TOKEN_ENDED, 0, application_id,
                                ended) ||
           management_fail(management);
}

bool token_remove_all(struct management *management, int64_t application_id) {
    int64_t ended = 0;
    size_t count = 1;

    management->door.sum = &ended;
    while (count > 0)
        if (!remove_some(management,
                         STR("SELECT account_id, application_id, id FROM tokens "
                             "WHERE account_id = ?1 AND application_id = ?2 ORDER BY id LIMIT 20"),
                         application_id, &count))
            return false;
    management->door.sum = NULL;
    return note_ended(management, application_id, ended);
}

bool token_create_static(struct management *management, struct str public_id,
                         struct str *ret_token) {
    int64_t id, ended = 0;

    return application_find_active(management, public_id, &id) &&
           token_remove_static(management, id) && make_room(management, id, 0, &ended) &&
           note_ended(management, id, ended) && create(management, id, NULL, ret_token);
}
