/* command_check.c - glimt check: compares what is derived and stored with the rows. */
#include "admin/admin.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/files.h"
#include "plan/checked.h"
#include "resources/resources.h"
#include "upkeep/verify_files.h"

#include <inttypes.h>
#include <stdio.h>

struct checking {
    struct work work; /* first */
    int64_t faults;
    struct files_verified files;
    struct db_address database;
    struct file_place place;
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

/* A server may go by what an earlier one found. */
static void check_declarations(struct checking *checking, struct arena *arena, struct db *db) {
    const struct plans *plans = plan_all(arena, all_resources);
    const char *problem;

    if (check_all(arena, db, plans, admin_plan(arena, plans), &problem))
        return;
    tell(problem);
    checking->faults++;
}

/* Reading the files may take long, and needs no snapshot. */
static bool run_after(struct work *work, const struct options *options, struct db *db,
                      const char **ret_problem) {
    struct checking *checking = (struct checking *)work;
    struct verification verification = {.arena = options->arena, .db = db, .tell = tell};

    check_declarations(checking, options->arena, db);
    bool fine = verify_files(&verification, plan_all(options->arena, all_resources),
                             &checking->place, &checking->files, ret_problem);

    checking->faults += verification.differences;
    return fine;
}

static void print_files(const struct files_verified *files) {
    if (files->unfinished > 0)
        printf("%zu upload%s in files/incoming %s not finished; a server that is running goes on "
               "with what it has begun, and the next start finishes or removes the rest.\n",
               files->unfinished, files->unfinished == 1 ? "" : "s",
               files->unfinished == 1 ? "is" : "are");
    if (files->removed > 0)
        printf("%zu file%s that no row named lie%s in files/removed; the server deletes what lies "
               "there in time.\n",
               files->removed, files->removed == 1 ? "" : "s", files->removed == 1 ? "s" : "");
}

int command_check(const struct options *options) {
    struct checking checking = {.work = {.read = run, .read_after = run_after}};
    int status = database_address(options, &checking.database);

    if (status == EXIT_FINE)
        status = files_place(options, &checking.database, &checking.place);
    if (status == EXIT_FINE)
        status = database_read(options, &checking.work);

    if (status != EXIT_FINE)
        return status;
    print_files(&checking.files);
    if (checking.faults > 0)
        return fail("%" PRId64 " difference%s found.", checking.faults,
                    checking.faults == 1 ? " was" : "s were");
    puts("Everything that is derived follows from the rows.");
    if (checking.files.files > 0)
        printf(checking.files.files == 1
                   ? "The %" PRId64 " file that rows name is whole (%" PRId64 " bytes).\n"
                   : "All %" PRId64 " files that rows name are whole (%" PRId64 " bytes).\n",
               checking.files.files, checking.files.bytes);
    return EXIT_FINE;
}
