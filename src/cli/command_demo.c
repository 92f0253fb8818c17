/* command_demo.c - glimt demo: fills an account with a believable company. */
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/directory.h"
#include "cli/files.h"
#include "cli/lock.h"
#include "demo/demo.h"
#include "files/file_store.h"
#include "manage/accounts.h"
#include "resources/resources.h"
#include "upkeep/counted_lists.h"
#include "upkeep/refresh.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t is_interrupted;

static void interrupt(int number) {
    (void)number;
    is_interrupted = 1;
}

/* The first Ctrl-C has a demo in steps taken back; a second one ends the program as it is. */
static void catch_interrupts(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

struct filling {
    struct arena *arena;
    const char *directory;
    struct db_address database;
    struct file_place place;
    struct demo_options demo;
    int mine; /* the directory's lock: only one demo runs on it at a time */
    int lock; /* -1: a server runs, or may start */
    int pin;  /* a server beside it must not take files whose rows are to come for nobody's */
    bool begin_anew;
    struct db *db;
    const char *problem;
};

static bool refuse(struct filling *filling, struct str problem) {
    filling->problem = problem.at;
    return false;
}

static bool refuse_failure(struct filling *filling) {
    filling->problem = db_problem(filling->db);
    return false;
}

static bool lock_all(struct filling *filling) {
    enum lock mine =
        lock_directory(filling->arena, filling->directory, &filling->mine, &filling->problem);

    if (mine == LOCK_HELD)
        return refuse(filling, arena_format(filling->arena,
                                            "Another glimt demo is running on the directory %s.",
                                            filling->directory));
    return mine == LOCK_TAKEN && lock_take(filling->arena, filling->directory, &filling->lock,
                                           &filling->problem) != LOCK_FAILED;
}

/* The sort keys are made or checked first, so that the server finds all of one version. */
static bool make_current(struct filling *filling, const struct plans *plans) {
    bool due;

    if (filling->lock >= 0)
        return refresh_derived(filling->arena, filling->db, plans, &filling->problem);
    if (!refresh_is_due(filling->arena, filling->db, &due))
        return refuse_failure(filling);
    return !due || refuse(filling, STR("The server that is running was built with another version "
                                       "of ICU; restart it with this glimt first."));
}

/* An empty database is filled at once, and no server may start meanwhile. Else one may. */
static bool choose_way(struct filling *filling) {
    bool empty = false;

    if (filling->lock >= 0 && !demo_finds_nothing(filling->arena, filling->db, &empty))
        return refuse_failure(filling);
    if (!empty)
        lock_give(&filling->lock);
    filling->demo.in_steps = !empty;
    filling->demo.stop = &is_interrupted;
    if (!empty)
        catch_interrupts();
    return true;
}

static bool open_all(struct filling *filling, const struct plans *plans) {
    const char *directory = filling->directory, **problem = &filling->problem;

    if (!directory_may_be_opened(filling->arena, filling->database, filling->begin_anew, problem))
        return false;
    filling->db = db_open(filling->arena, filling->database,
                          filling->lock < 0 ? DB_WRITE : DB_CREATE, problem);
    if (filling->db)
        db_stands_for(filling->db, EVERY_ACCOUNT);
    if (!filling->db || !(filling->begin_anew || directory_is_whole(filling->arena, &filling->place,
                                                                    filling->db, plans, problem)))
        return false;
    filling->demo.files = file_store_open_at(filling->arena, &filling->place, problem);
    filling->pin = filling->demo.files ? files_pin(filling->arena, directory, problem) : -1;
    return filling->pin >= 0;
}

static bool prepare(struct filling *filling, const struct plans *plans) {
    if (!open_all(filling, plans) || !make_current(filling, plans) ||
        !account_ensure_first(filling->arena, filling->db, plans, &filling->problem))
        return false;
    if (!account_exists(filling->db, filling->demo.account_id))
        return refuse(filling, arena_format(filling->arena, "There is no account %" PRId64 ".",
                                            filling->demo.account_id));
    return choose_way(filling);
}

static bool fill(struct filling *filling) {
    const struct plans *plans = plan_all(filling->arena, all_resources);

    return lock_all(filling) && prepare(filling, plans) &&
           demo_fill(filling->arena, filling->db, &filling->demo, &filling->problem) &&
           (filling->demo.in_steps || counted_lists_begin(filling->db, plans, &filling->problem));
}

int command_demo(const struct options *options) {
    const char *directory = options_text(options, "data");
    struct filling filling = {
        .arena = options->arena,
        .directory = directory,
        .demo = {.account_id = options_integer(options, "account"),
                 .seed = (uint64_t)options_integer(options, "seed"),
                 .contacts = options_integer(options, "contacts"),
                 .projects = options_integer(options, "projects"),
                 .tasks = options_integer(options, "tasks"),
                 .time_reports = options_integer(options, "time-reports")},
        .mine = -1,
        .lock = -1,
        .pin = -1,
        .begin_anew = options_switch(options, "begin-anew"),
    };

    int status = database_address(options, &filling.database);
    if (status == EXIT_FINE)
        status = files_place(options, &filling.database, &filling.place);
    if (status != EXIT_FINE)
        return status;
    bool good = directory_make(options->arena, directory, &filling.problem) && fill(&filling);
    if (filling.pin >= 0)
        close(filling.pin);
    file_store_close(filling.demo.files);
    db_close(filling.db);
    lock_give(&filling.lock);
    lock_give(&filling.mine);
    if (!good)
        return fail("%s", filling.problem);
    printf("Account %" PRId64 " now has a demo company. To serve it:\n  glimt serve --data %s%s\n",
           filling.demo.account_id, shell_word(options->arena, directory),
           filling.database.url ? " --database URL" : "");
    return EXIT_FINE;
}
