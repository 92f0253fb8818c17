/* command_check.c - glimt check: compares derived data and stored files with the rows. */
#include "cli/commands.h"
#include "cli/database.h"
#include "resources/resources.h"
#include "upkeep/verify_files.h"

#include <inttypes.h>
#include <stdio.h>

struct checking {
    struct work work; /* first */
    int64_t faults;
    struct files_verified files;
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

/* Reading the files may take long, and needs no snapshot. */
static bool run_after(struct work *work, const struct options *options, struct db *db,
                      const char **ret_problem) {
    struct checking *checking = (struct checking *)work;
    struct verification verification = {.arena = options->arena, .db = db, .tell = tell};
    bool fine = verify_files(&verification, plan_all(options->arena, all_resources),
                             options_text(options, "data"), &checking->files, ret_problem);

    checking->faults += verification.differences;
    return fine;
}

static void print_files(const struct files_verified *files) {
    if (files->unfinished > 0)
        printf(
            "%zu uploads are unfinished in files/incoming; a server that is running ends them, or "
            "the next start does.\n",
            files->unfinished);
    if (files->removed > 0)
        printf(
            "%zu files that no row named lie in files/removed; the server deletes them in time.\n",
            files->removed);
}

int command_check(const struct options *options) {
    struct checking checking = {.work = {.read = run, .read_after = run_after}};
    int status = database_read(options, &checking.work);

    if (status != EXIT_FINE)
        return status;
    print_files(&checking.files);
    if (checking.faults > 0)
        return fail("%" PRId64 " differences were found.", checking.faults);
    puts("Everything that is derived follows from the rows.");
    if (checking.files.files > 0)
        printf("All %" PRId64 " files that rows name are whole (%" PRId64 " bytes).\n",
               checking.files.files, checking.files.bytes);
    return EXIT_FINE;
}
