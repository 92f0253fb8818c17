/* pruning.c - the list of what grows and is pruned, walked through in small steps.
 *
 * Logs are pruned account by account, since an account may have chosen how long its entries are
 * kept. The numbers of entries in a step come from a measurement (docs/architecture.md): well under
 * a millisecond each, with all indexes. */
#include "api/pruning.h"

#include "access/people.h"
#include "api/api.h"
#include "api/kept_answers.h"
#include "api/usage_store.h"
#include "base/clock.h"
#include "change/audit.h"
#include "change/change_log.h"
#include "change/door.h"
#include "change/security_log.h"
#include "db/facts.h"
#include "db/versions.h"

#include <stddef.h>

enum {
    PAUSE_MILLISECONDS = 10 * 60 * 1000,
    DAY_MILLISECONDS = 24 * 60 * 60 * 1000,
    ACCOUNTS = 50,           /* that are looked at in one step while nothing is found */
    CLAIM_SECONDS = 25 * 60, /* two rounds and some more */
};

/* One thing that is pruned: a step removes at most `most`, and tells how many those were. */
struct pruned {
    const char *name;
    const struct log *log; /* walked through as it is; NULL: by `step` */
    bool (*step)(struct pruning *pruning, struct db *db, int64_t account_id, int64_t before,
                 int64_t most, int64_t *ret_removed);
    bool is_of_account, is_log;
    size_t days; /* of a log: where struct retention says how long it is kept */
    int64_t most;
};

/* ---- logs ---- */

static int64_t shorter(int64_t most, int64_t chosen) {
    return chosen > 0 && chosen < most ? chosen : most;
}

bool pruning_retention(const struct api *api, struct db *db, int64_t account_id,
                       struct retention *ret) {
    struct retention chosen = {0};

    *ret = api->retention;
    if (api->retention_chosen && !api->retention_chosen(db, account_id, &chosen))
        return false;
    ret->audit_days = shorter(ret->audit_days, chosen.audit_days);
    ret->changes_days = shorter(ret->changes_days, chosen.changes_days);
    ret->usage_days = shorter(ret->usage_days, chosen.usage_days);
    ret->security_days = shorter(ret->security_days, chosen.security_days);
    return true;
}

/* The instant from before which the entries of an account go. */
static bool find_before(const struct pruning *pruning, struct db *db, const struct pruned *thing,
                        int64_t account_id, int64_t *ret) {
    struct retention kept;
    int64_t days;

    if (!pruning_retention(pruning->api, db, account_id, &kept))
        return false;
    memcpy(&days, (const char *)&kept + thing->days, sizeof(days));
    *ret = instant_now() - days * SECONDS_PER_DAY;
    return true;
}

static bool prune_usage(struct pruning *pruning, struct db *db, int64_t account_id, int64_t before,
                        int64_t most, int64_t *ret_removed) {
    return usage_prune(db, account_id, before, most, &pruning->walk, ret_removed);
}

static bool prune_security(struct pruning *pruning, struct db *db, int64_t account_id,
                           int64_t before, int64_t most, int64_t *ret_removed) {
    return security_prune(db, account_id, before, most, &pruning->walk, ret_removed);
}

/* ---- what ends by itself, of all accounts ---- */

static bool prune_sessions(struct pruning *pruning, struct db *db, int64_t account_id,
                           int64_t before, int64_t most, int64_t *ret_removed) {
    (void)pruning;
    (void)account_id;
    (void)before;
    return sessions_sweep(db, instant_now(), most, ret_removed);
}

static bool prune_tokens(struct pruning *pruning, struct db *db, int64_t account_id, int64_t before,
                         int64_t most, int64_t *ret_removed) {
    struct arena *arena = arena_open();
    struct faults faults = {.arena = arena};
    struct caller caller = {.kind = CALLER_SYSTEM};
    struct door door = {.arena = arena,
                        .db = db,
                        .ledger = pruning->api->ledger,
                        .caller = &caller,
                        .faults = &faults,
                        .now = instant_now(),
                        .audit = AUDIT_NONE};

    (void)account_id;
    (void)before;
    bool fine = pruning->api->sweep_tokens(&door, pruning->api->plans, most, ret_removed);
    arena_close(arena);
    return fine;
}

/* Last, when all is removed that will be. */
static bool give_back(struct pruning *pruning, struct db *db, int64_t account_id, int64_t before,
                      int64_t most, int64_t *ret_given) {
    (void)pruning;
    (void)account_id;
    (void)before;
    return db_give_back(db, most, ret_given);
}

#define KEPT(member) .is_log = true, .days = offsetof(struct retention, member)

/* What is nobody's is kept as long as the server says: it is the system account's. */
/* clang-format off */
static const struct pruned list[] = {
    {"the audit log",    .log = &audit_log,       .is_of_account = true, KEPT(audit_days),    .most = 100},
    {"the change log",   .log = &change_log,      .is_of_account = true, KEPT(changes_days),  .most = 300},
    {"the usage log",    .step = prune_usage,     .is_of_account = true, KEPT(usage_days),    .most = 300},
    {"the security log", .step = prune_security,  .is_of_account = true, KEPT(security_days), .most = 200},
    {"nobody's events",  .step = prune_security,  KEPT(security_days), .most = 200},
    {"kept answers to applications", .log = &application_answers, .is_of_account = true, KEPT(answers_days), .most = 100},
    {"kept answers to people", .log = &person_answers, .is_of_account = true, KEPT(page_answers_days), .most = 100},
    {"ended sessions",   .step = prune_sessions,  .most = 100},
    {"expired tokens",   .step = prune_tokens,    .most = 20},
    {"free pages",       .step = give_back,       .most = 64},
};
/* clang-format on */

/* ---- walking through the list ---- */

/* The account after this one; 0: there is none. */
static bool next_account(struct db *db, int64_t after, int64_t *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT id FROM accounts WHERE id > ?1 ORDER BY id LIMIT 1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, after);
    *ret = 0;
    return statement_integer(row, ret) != DB_FAILED;
}

/* A step of a thing; of those that are of no account with the system account. */
static bool prune(struct pruning *pruning, struct db *db, const struct pruned *thing,
                  int64_t account_id, int64_t *ret_removed) {
    int64_t before = 0;

    if (thing->is_log && !find_before(pruning, db, thing, account_id, &before))
        return false;
    return thing->log ? log_prune(db, thing->log, account_id, before, thing->most, &pruning->walk,
                                  ret_removed)
                      : thing->step(pruning, db, account_id, before, thing->most, ret_removed);
}

/* To an account of the same thing, or, without one, to the next thing. */
static void go_on(struct pruning *pruning, int64_t account_id) {
    pruning->at += account_id == 0;
    pruning->account_id = account_id;
    pruning->walk = (struct log_walk){.is_whole = pruning->is_whole};
}

/* One account, or all of them where the thing is of none. What something was removed of, or is not
 * walked through, is seen to again; then there was work, which is enough for a step. */
static bool take_step(struct pruning *pruning, struct db *db, bool *ret_worked) {
    const struct pruned *thing = &list[pruning->at];
    int64_t account = SYSTEM_ACCOUNT, removed = 0;

    *ret_worked = false;
    db_of_account(db, EVERY_ACCOUNT);
    if (thing->is_of_account && !next_account(db, pruning->account_id, &account))
        return false;
    if (thing->is_of_account && account == 0) {
        go_on(pruning, 0);
        return true;
    }
    if (thing->is_of_account)
        db_of_account(db, account);
    if (!prune(pruning, db, thing, account, &removed))
        return false;
    *ret_worked = removed > 0 || (thing->is_log && !pruning->walk.is_done);
    if (!*ret_worked)
        go_on(pruning, account);
    return true;
}

/* At the beginning of a round: of several servers one prunes. One that can't tell leaves it. */
static bool is_ours(struct pruning *pruning, struct db *db) {
    const struct api *api = pruning->api;
    bool is_mine = true;

    if (!api->is_shared || pruning->is_claimed)
        return true;
    pruning->is_claimed =
        fact_claim(db, STR("pruning"), api->node, instant_now(), CLAIM_SECONDS, &is_mine) &&
        is_mine;
    pruning->is_whole = pruning->is_whole && pruning->is_claimed;
    return pruning->is_claimed;
}

static bool run(struct job *job, struct db *db) {
    struct pruning *pruning = (struct pruning *)job;
    bool worked = false;

    pruning->has_more = false;
    if (!is_ours(pruning, db))
        return true;
    for (int i = 0; i < ACCOUNTS && !worked && pruning->at < COUNT(list); i++)
        if (!take_step(pruning, db, &worked))
            return false;
    pruning->has_more = pruning->at < COUNT(list);
    return true;
}

/* What failed is tried again when it is time. */
static void done(struct job *job, struct db *db, bool durable) {
    struct pruning *pruning = (struct pruning *)job;

    (void)db;
    if (durable && pruning->has_more && !atomic_load(&pruning->is_stopped)) {
        writer_submit(pruning->api->writer, job);
        return;
    }
    if (durable && !pruning->has_more && pruning->is_whole)
        pruning->whole_at = monotonic_milliseconds();
    atomic_store(&pruning->is_queued, false);
}

void pruning_tick(struct pruning *pruning, const struct api *api) {
    int64_t now = monotonic_milliseconds();

    if ((pruning->begun_at && now - pruning->begun_at < PAUSE_MILLISECONDS) ||
        atomic_load(&pruning->is_queued))
        return;
    pruning->begun_at = now;
    pruning->at = 0;
    pruning->is_whole = !pruning->whole_at || now - pruning->whole_at >= DAY_MILLISECONDS;
    pruning->is_claimed = false;
    pruning->account_id = 0;
    pruning->walk = (struct log_walk){.is_whole = pruning->is_whole};
    pruning->api = api;
    pruning->job = (struct job){.run = run, .done = done};
    atomic_store(&pruning->is_queued, true);
    writer_submit(api->writer, &pruning->job);
}

void pruning_stop(struct pruning *pruning) {
    atomic_store(&pruning->is_stopped, true);
}
