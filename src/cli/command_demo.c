/* command_demo.c - glimt demo: fills an account with a believable company. */
#include "cli/commands.h"
#include "cli/directory.h"
#include "demo/demo.h"
#include "files/file_store.h"
#include "manage/accounts.h"
#include "resources/resources.h"
#include "upkeep/counted_lists.h"
#include "upkeep/refresh.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_contacts(struct db *db, int64_t account_id, bool *ret) {
    struct statement *row =
        db_statement(db, STR("SELECT 1 FROM contacts WHERE account_id = ?1 LIMIT 1"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

/* The sort keys are made or checked first, so that the server finds all of one version. */
static bool prepare(struct arena *arena, struct db *db, int64_t account_id,
                    const char **ret_problem) {
    const struct plans *plans = plan_all(arena, all_resources);
    bool full = false;

    if (!refresh_derived(arena, db, plans, ret_problem) ||
        !account_ensure_first(arena, db, plans, ret_problem))
        return false;
    if (!account_exists(db, account_id)) {
        *ret_problem = arena_format(arena, "There is no account %" PRId64 ".", account_id).at;
        return false;
    }
    bool known = has_contacts(db, account_id, &full);
    if (!known)
        *ret_problem = db_problem(db);
    else if (full)
        *ret_problem = arena_format(arena,
                                    "Account %" PRId64 " has contacts already; the demo "
                                    "company needs an empty account, such as a new one "
                                    "from glimt account add.",
                                    account_id)
                           .at;
    return known && !full;
}

int command_demo(const struct options *options) {
    struct demo_options demo = {
        .account_id = options_integer(options, "account"),
        .seed = (uint64_t)options_integer(options, "seed"),
        .contacts = options_integer(options, "contacts"),
        .projects = options_integer(options, "projects"),
        .tasks = options_integer(options, "tasks"),
        .time_reports = options_integer(options, "time-reports"),
    };
    const char *directory = options_text(options, "data"), *problem = NULL;
    bool begin_anew = options_switch(options, "begin-anew");

    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return fail("The directory %s cannot be created: %s.", directory, strerror(errno));
    if (!directory_may_be_opened(options->arena, directory, begin_anew, &problem))
        return fail("%s", problem);
    struct db *db = db_open(options->arena, directory, DB_CREATE, &problem);
    if (!db)
        return fail("%s", problem);
    bool good = begin_anew || directory_is_whole(options->arena, directory, db,
                                                 plan_all(options->arena, all_resources), &problem);
    demo.files = good ? file_store_open(options->arena, directory, &problem) : NULL;
    /* A server beside it must not take files whose rows are not committed yet for nobody's. */
    int pin = demo.files ? files_pin(options->arena, directory, &problem) : -1;
    good = pin >= 0 && prepare(options->arena, db, demo.account_id, &problem) &&
           demo_fill(options->arena, db, &demo, &problem) &&
           counted_lists_begin(db, plan_all(options->arena, all_resources), &problem);
    if (pin >= 0)
        close(pin);
    file_store_close(demo.files);
    db_close(db);
    if (!good)
        return fail("%s", problem);
    printf("Account %" PRId64 " now has a demo company. To serve it:\n  glimt serve --data %s\n",
           demo.account_id, shell_word(options->arena, directory));
    return EXIT_FINE;
}
