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
#include "db/versions.h"

enum {
    PAUSE_MILLISECONDS = 10 * 60 * 1000,
    DAY_MILLISECONDS = 24 * 60 * 60 * 1000,
    ACCOUNTS = 50, /* that are looked at in one step while nothing is found */
};

/* One thing that is pruned: a step removes at most `most`, and tells how many those were. */
struct pruned {
    const char *name;
    bool (*step)(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                 int64_t *ret_removed);
    bool is_of_account, is_log;
    int64_t most;
};

/* ---- the logs of an account ---- */

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

static int64_t days_ago(int64_t days) {
    return instant_now() - days * SECONDS_PER_DAY;
}

static bool prune_audit(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                        int64_t *ret_removed) {
    struct retention kept;

    return pruning_retention(pruning->api, db, account_id, &kept) &&
           log_prune(db, &audit_log, account_id, days_ago(kept.audit_days), most, &pruning->walk,
                     ret_removed);
}

static bool prune_changes(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                          int64_t *ret_removed) {
    struct retention kept;

    return pruning_retention(pruning->api, db, account_id, &kept) &&
           log_prune(db, &change_log, account_id, days_ago(kept.changes_days), most, &pruning->walk,
                     ret_removed);
}

static bool prune_usage(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                        int64_t *ret_removed) {
    struct retention kept;

    return pruning_retention(pruning->api, db, account_id, &kept) &&
           usage_prune(db, account_id, days_ago(kept.usage_days), most, &pruning->walk,
                       ret_removed);
}

static bool prune_answers(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                          int64_t *ret_removed) {
    return log_prune(db, &application_answers, account_id,
                     days_ago(pruning->api->retention.answers_days), most, &pruning->walk,
                     ret_removed);
}

static bool prune_page_answers(struct pruning *pruning, struct db *db, int64_t account_id,
                               int64_t most, int64_t *ret_removed) {
    return log_prune(db, &person_answers, account_id,
                     days_ago(pruning->api->retention.page_answers_days), most, &pruning->walk,
                     ret_removed);
}

static bool prune_security(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                           int64_t *ret_removed) {
    struct retention kept;

    return pruning_retention(pruning->api, db, account_id, &kept) &&
           security_prune(db, account_id, days_ago(kept.security_days), most, &pruning->walk,
                          ret_removed);
}

/* What is nobody's is kept as long as the server says. */
static bool prune_strays(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                         int64_t *ret_removed) {
    (void)account_id;
    return security_prune(db, SYSTEM_ACCOUNT, days_ago(pruning->api->retention.security_days), most,
                          &pruning->walk, ret_removed);
}

/* ---- what ends by itself, of all accounts ---- */

static bool prune_sessions(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                           int64_t *ret_removed) {
    (void)pruning;
    (void)account_id;
    return sessions_sweep(db, instant_now(), most, ret_removed);
}

static bool prune_tokens(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                         int64_t *ret_removed) {
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
    bool fine = pruning->api->sweep_tokens(&door, pruning->api->plans, most, ret_removed);
    arena_close(arena);
    return fine;
}

/* Last, when all is removed that will be. */
static bool give_back(struct pruning *pruning, struct db *db, int64_t account_id, int64_t most,
                      int64_t *ret_given) {
    (void)pruning;
    (void)account_id;
    return db_give_back(db, most, ret_given);
}

/* clang-format off */
static const struct pruned list[] = {
    {"the audit log",    prune_audit,    true,  true,  100},
    {"the change log",   prune_changes,  true,  true,  300},
    {"the usage log",    prune_usage,    true,  true,  300},
    {"the security log", prune_security, true,  true,  200},
    {"nobody's events",  prune_strays,   false, true,  200},
    {"kept answers to applications", prune_answers, true, true, 100},
    {"kept answers to people", prune_page_answers, true, true, 100},
    {"ended sessions",   prune_sessions, false, false, 100},
    {"expired tokens",   prune_tokens,   false, false, 20},
    {"free pages",       give_back,      false, false, 64},
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
    int64_t account = 0, removed = 0;

    *ret_worked = false;
    if (thing->is_of_account && !next_account(db, pruning->account_id, &account))
        return false;
    if (thing->is_of_account && account == 0) {
        go_on(pruning, 0);
        return true;
    }
    if (!thing->step(pruning, db, account, thing->most, &removed))
        return false;
    *ret_worked = removed > 0 || (thing->is_log && !pruning->walk.is_done);
    if (!*ret_worked)
        go_on(pruning, account);
    return true;
}

static bool run(struct job *job, struct db *db) {
    struct pruning *pruning = (struct pruning *)job;
    bool worked = false;

    pruning->has_more = false;
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
