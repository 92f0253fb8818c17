/* command_check.c - glimt check: compares derived data with the rows that it comes from. */
#include "cli/commands.h"
#include "cli/database.h"
#include "resources/resources.h"
#include "upkeep/verify.h"

#include <inttypes.h>
#include <stdio.h>

struct checking {
    struct work work; /* first */
    int64_t faults;
};

static void tell(const char *sentence) {
    puts(sentence);
}

static bool run(struct work *work, const struct options *options, struct db *db,
                const char **ret_problem) {
    struct checking *checking = (struct checking *)work;
    struct verification verification = {
        .arena = options->arena, .db = db, .tell = tell, .in_steps = true};
    int64_t unsound = 0;
    bool fine = db_verify(db, !database_is_served(options), tell, &unsound) &&
                verify_all(&verification, plan_all(options->arena, all_resources));

    checking->faults = unsound + verification.differences;
    if (!fine)
        *ret_problem = db_problem(db);
    return fine;
}

int command_check(const struct options *options) {
    struct checking checking = {.work = {.read = run}};
    int status = database_read(options, &checking.work);

    if (status != EXIT_FINE)
        return status;
    if (checking.faults > 0)
        return fail("%" PRId64 " differences were found.", checking.faults);
    puts("Everything that is derived follows from the rows.");
    return EXIT_FINE;
}
