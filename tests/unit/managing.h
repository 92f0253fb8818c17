/* managing.h - companies, and what commands do in them, for a test's database. */
#ifndef GLIMT_TESTS_MANAGING_H
#define GLIMT_TESTS_MANAGING_H

#include "manage/accounts.h"
#include "resources/resources.h"

#include "cmocka_all.h"

/* A transaction in which the command line manages the account. */
static inline void begin_managing(struct management *ret, struct arena *arena, struct db *db,
                                  int64_t account_id) {
    struct caller caller = {.kind = CALLER_COMMAND, .account_id = account_id};

    assert_true(management_open(ret, arena, db, plan_all(arena, all_resources), caller));
}

static inline void end_managing(struct management *management) {
    assert_true(management_end(management, true));
}

static inline void make_first_account(struct arena *arena, struct db *db) {
    const char *problem;

    assert_true(account_ensure_first(arena, db, plan_all(arena, all_resources), &problem));
}

static inline int64_t make_account(struct arena *arena, struct db *db, const char *name) {
    struct management management;

    begin_managing(&management, arena, db, 0);
    assert_true(account_create(&management, str_of(name)));
    end_managing(&management);
    return management.caller.account_id;
}

#endif
