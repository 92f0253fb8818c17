/* command_copy.c - glimt copy: a database from a directory to a server, or back. */
#include "base/log.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/directory.h"
#include "cli/files.h"
#include "cli/lock.h"
#include "copy/copy.h"
#include "files/database/ledger.h"
#include "resources/resources.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static volatile sig_atomic_t is_interrupted;

static void interrupt(int number) {
    (void)number;
    is_interrupted = 1;
}

/* The first Ctrl-C lets it finish what it has begun; a second one ends the program as it is. */
static void catch_interrupts(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* A directory, or a server and the directory that secret.key is in, and files, if they are not in
 * the database. */
struct side {
    struct db_address at;
    struct file_place files;
    int lock; /* of the directory */
};

struct moving {
    const struct options *options;
    struct side from, to;
    bool beside; /* both have one directory */
    struct copy copy;
    const char *problem;
};

static void tell(const char *sentence) {
    puts(sentence);
    fflush(stdout);
}

static bool refuse(struct moving *moving, struct str problem) {
    moving->problem = problem.at;
    return false;
}

static bool is_url(const char *place) {
    return strstr(place, "://") != NULL;
}

/* ---- what the options say ---- */

static int read_side(const struct options *options, const char *option, struct side *ret) {
    const char *place;
    int status = url_of(options, option, &place);

    ret->lock = -1;
    if (status != EXIT_FINE)
        return status;
    if (!place)
        return usage_error("--%s is needed: a data directory, or the URL of a database.", option);
    if (is_url(place))
        ret->at = (struct db_address){.directory = options_text(options, "data"), .url = place};
    else
        ret->at = db_in(place);
    return EXIT_FINE;
}

static bool is_same(const char *a, const char *b) {
    struct stat one, other;

    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* With --files directory, those of a database on a server are in --data, too. */
static int read_files(const struct options *options, struct side *side) {
    int status = side->at.url ? files_place(options, &side->at, &side->files) : EXIT_FINE;

    side->files.directory = side->at.directory;
    return status;
}

/* Without --data, what lies beside the database stays in the one directory that there is. */
static int read_sides(struct moving *moving) {
    struct side *from = &moving->from, *to = &moving->to;
    int status = read_side(moving->options, "from", from);

    if (status == EXIT_FINE)
        status = read_side(moving->options, "to", to);
    if (status != EXIT_FINE)
        return status;
    if (!from->at.url == !to->at.url)
        return usage_error("One of --from and --to has to be a directory, and the other a URL.");
    if (!from->at.directory)
        from->at.directory = to->at.directory;
    if (!to->at.directory)
        to->at.directory = from->at.directory;
    to->at.is_filled = true;
    status = read_files(moving->options, from);
    return status == EXIT_FINE ? read_files(moving->options, to) : status;
}

/* ---- locks and databases ---- */

static bool lock(struct moving *moving, struct side *side) {
    const char *directory = side->at.directory;

    switch (lock_take(moving->options->arena, directory, &side->lock, &moving->problem)) {
    case LOCK_TAKEN:
        return true;
    case LOCK_HELD:
        return refuse(moving, arena_format(moving->options->arena,
                                           "A glimt server or another glimt copy is at work on the "
                                           "directory %s; stop it first.",
                                           directory));
    default:
        return false;
    }
}

static bool is_there(const char *directory) {
    struct stat found;

    return stat(directory, &found) == 0 && S_ISDIR(found.st_mode);
}

/* What is in a bucket is had from there alone. */
static bool check_bucket(struct moving *moving) {
    bool is_needed = false;

    if (moving->from.files.bucket || !moving->from.at.url)
        return true;
    if (!ledger_holds(moving->copy.source, HELD_IN_BUCKET, &is_needed))
        return refuse(moving, str_of(db_problem(moving->copy.source)));
    return !is_needed ||
           refuse(moving, STR("Files of the source are in a bucket: name it with --files "
                              "s3://BUCKET/PREFIX, as its server does."));
}

/* What files the rows name, and sealed secrets, have to be had from somewhere. */
static bool check_beside(struct moving *moving) {
    const char *problem;

    if (directory_is_whole(moving->options->arena, &moving->from.files, moving->copy.source,
                           moving->copy.plans, &problem))
        return true;
    return refuse(
        moving, arena_format(
                    moving->options->arena,
                    "The rows of the source name files, or have secrets that secret.key opens, and "
                    "they are not in %s: give --data with the data directory that its server has.",
                    moving->from.at.directory));
}

static bool open_source(struct moving *moving) {
    struct side *from = &moving->from;

    if (!directory_may_be_opened(moving->options->arena, from->at, false, &moving->problem))
        return false;
    moving->copy.source = db_open(moving->options->arena, from->at, DB_READ, &moving->problem);
    if (!moving->copy.source)
        return false;
    db_stands_for(moving->copy.source, EVERY_ACCOUNT);
    return check_bucket(moving) && check_beside(moving);
}

/* On the way back into the directory that served beside the server, files are there and no
 * database. */
static bool open_target(struct moving *moving) {
    struct side *to = &moving->to;
    struct arena *arena = moving->options->arena;

    if (!moving->beside && !directory_may_be_opened(arena, to->at, false, &moving->problem))
        return false;
    moving->copy.target = db_open(arena, to->at, DB_FILL, &moving->problem);
    if (moving->copy.target)
        db_stands_for(moving->copy.target, EVERY_ACCOUNT);
    return moving->copy.target != NULL;
}

static bool make_target(struct moving *moving) {
    return directory_make(moving->options->arena, moving->to.at.directory, &moving->problem) &&
           (moving->beside || lock(moving, &moving->to));
}

/* Nothing is made before the source was found good. */
static bool move(struct moving *moving) {
    struct copy *copy = &moving->copy;
    const char *from = moving->from.at.directory, *to = moving->to.at.directory;

    ALWAYS(from && to);             /* one of both was named, and it is the other's, too */
    setenv("SQLITE_TMPDIR", to, 1); /* as glimt compact does */
    if (!is_there(from) && !(moving->from.at.url && strcmp(from, to) == 0))
        return refuse(
            moving, arena_format(moving->options->arena, "The directory %s does not exist.", from));
    moving->beside = is_same(from, to);
    if ((is_there(from) && !lock(moving, &moving->from)) || !open_source(moving) ||
        !make_target(moving) || !open_target(moving))
        return false;
    copy->source_directory = from;
    copy->target_directory = to;
    copy->source_files = moving->from.files;
    copy->target_files = moving->to.files;
    catch_interrupts();
    bool done = copy_run(copy);
    moving->problem = copy->problem;
    return done;
}

/* ---- the end ---- */

static void print_result(const struct moving *moving) {
    const struct copy *copy = &moving->copy;
    const char *directory = shell_word(moving->options->arena, moving->to.at.directory);

    printf("Copied %" PRId64 " tables with %" PRId64 " rows; all of them are alike.\n",
           copy->tables, copy->rows);
    if (copy->files > 0)
        printf("%" PRId64 " stored file%s came over, %" PRId64 " bytes.\n", copy->files,
               copy->files == 1 ? "" : "s", copy->file_bytes);
    const char *files = moving->to.at.url ? options_text(moving->options, "files") : NULL;
    printf("To serve it:\n  glimt serve --data %s%s%s%s\n", directory,
           moving->to.at.url ? " --database URL" : "", files ? " --files " : "",
           files ? shell_word(moving->options->arena, files) : "");
}

int command_copy(const struct options *options) {
    struct moving moving = {.options = options,
                            .copy = {.arena = options->arena,
                                     .companies = "accounts",
                                     .quiet = options_switch(options, "quiet"),
                                     .stop = &is_interrupted,
                                     .tell = tell}};
    int status = read_sides(&moving);

    if (status != EXIT_FINE)
        return status;
    moving.copy.plans = plan_all(options->arena, all_resources);
    bool done = move(&moving);
    db_close(moving.copy.source);
    db_close(moving.copy.target);
    lock_give(&moving.from.lock);
    lock_give(&moving.to.lock);
    if (!done)
        return fail("%s", moving.problem);
    print_result(&moving);
    if (moving.copy.missing == 0)
        return EXIT_FINE;
    return fail("The copy is finished, but %" PRId64 " file%s did not come over.",
                moving.copy.missing, moving.copy.missing == 1 ? "" : "s");
}
