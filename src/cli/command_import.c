/* command_import.c - glimt import: brings a company over from a server that speaks the API. */
#include "base/privacy.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/directory.h"
#include "cli/files.h"
#include "cli/lock.h"
#include "import/import.h"
#include "manage/accounts.h"
#include "resources/resources.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SECRET_MOST = 1024, RATE_MOST = 1000 };

static volatile sig_atomic_t is_interrupted;

static void interrupt(int number) {
    (void)number;
    is_interrupted = 1;
}

/* The first Ctrl-C ends it within a second or so; a second one ends the program as it is. */
static void catch_interrupts(void) {
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

struct importing {
    const struct options *options;
    struct db_address database;
    struct file_place place;
    struct import_options import;
    char secret[SECRET_MOST + 1];
    int mine; /* the directory's lock: one import, or demo, runs on it at a time */
    int pin;  /* a server beside it must not take files whose rows are to come for nobody's */
    const char *problem;
};

static bool refuse(struct importing *importing, struct str problem) {
    importing->problem = problem.at;
    return false;
}

#define REFUSE(importing, ...)                                                                     \
    refuse(importing, arena_format((importing)->options->arena, __VA_ARGS__))

/* ---- the secret ---- */

/* Its first line. */
static bool read_line(struct importing *importing, int file, const char *from) {
    size_t len = 0;
    ssize_t count = 1;

    while (len < SECRET_MOST && count > 0) {
        count = read(file, importing->secret + len, SECRET_MOST - len);
        if (count < 0)
            return REFUSE(importing, "The secret cannot be read from %s: %s.", from,
                          strerror(errno));
        len += (size_t)count;
        if (memchr(importing->secret, '\n', len))
            break;
    }
    importing->secret[len] = '\0';
    importing->secret[strcspn(importing->secret, "\r\n")] = '\0';
    return *importing->secret != '\0' || REFUSE(importing, "There is no secret in %s.", from);
}

static bool read_file(struct importing *importing, const char *path) {
    struct stat found;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0 || fstat(file, &found) != 0) {
        if (file >= 0)
            close(file);
        return REFUSE(importing, "The secret cannot be read from %s: %s.", path, strerror(errno));
    }
    bool fine = true;
    if (S_ISREG(found.st_mode) && !is_private(&found))
        fine =
            refuse(importing,
                   str_of(open_to_others(importing->options->arena, "secret file", path, &found)));
    fine = fine && read_line(importing, file, path);
    close(file);
    return fine;
}

static bool read_secret(struct importing *importing) {
    const char *path = options_text(importing->options, "secret-file");

    if (path)
        return read_file(importing, path);
    if (isatty(STDIN_FILENO))
        fputs("The secret of the application, and Enter:\n", stderr);
    return read_line(importing, STDIN_FILENO, "standard input");
}

/* ---- what is asked for ---- */

static bool read_rate(struct importing *importing) {
    const char *text = options_text(importing->options, "rate");
    char *end;
    long rate = strtol(text, &end, 10);

    if (strcmp(text, "off") == 0)
        return true;
    if (end == text || *end || rate < 1 || rate > RATE_MOST)
        return REFUSE(importing, "--rate is a number from 1 to %d, or off.", RATE_MOST);
    importing->import.wire.rate = rate;
    return true;
}

static bool read_options(struct importing *importing) {
    const struct options *options = importing->options;
    const char *from = options_text(options, "from");

    if (!from)
        return refuse(importing, STR("--from has to name the source."));
    importing->import = (struct import_options){
        .wire = {.from = from,
                 .id = options_text(options, "id"),
                 .secret = importing->secret,
                 .ca_file = options_text(options, "ca-file"),
                 .record = options_text(options, "record"),
                 .replaces_personal = options_switch(options, "replace-personal-data"),
                 .stop = &is_interrupted},
        .account_id = options_integer(options, "account"),
        .quiet = options_switch(options, "quiet"),
        .follows = options_switch(options, "follow"),
        .every = options_integer(options, "every"),
    };
    if (importing->import.wire.replaces_personal && !importing->import.wire.record)
        return refuse(importing,
                      STR("--replace-personal-data needs --record: it is about that file."));
    const char *ca_file = importing->import.wire.ca_file;
    if (ca_file && access(ca_file, R_OK) != 0)
        return REFUSE(importing, "The file %s cannot be read: %s.", ca_file, strerror(errno));
    bool is_recording = access(from, F_OK) == 0;
    if (is_recording && importing->import.follows)
        return refuse(importing, STR("A recording never changes: --follow needs the source."));
    if (is_recording)
        return true; /* it asks for nothing else */
    if (!importing->import.wire.id)
        return refuse(importing, STR("--id has to name an application of the source."));
    return read_rate(importing) && read_secret(importing);
}

/* ---- the work ---- */

static bool make_directory(struct importing *importing) {
    return directory_make(importing->options->arena, options_text(importing->options, "data"),
                          &importing->problem);
}

static bool lock(struct importing *importing) {
    const char *directory = options_text(importing->options, "data");
    enum lock mine =
        lock_directory(importing->options->arena, directory, &importing->mine, &importing->problem);

    if (mine == LOCK_HELD)
        return REFUSE(importing,
                      "Another glimt import or glimt demo is running on the directory %s.",
                      directory);
    return mine == LOCK_TAKEN;
}

static bool bring(struct importing *importing, struct db *db) {
    struct arena *arena = importing->options->arena;
    const char *directory = options_text(importing->options, "data");

    if (!account_exists(db, importing->import.account_id))
        return REFUSE(importing, "There is no account %" PRId64 ".", importing->import.account_id);
    struct file_store *files = file_store_open_at(arena, &importing->place, &importing->problem);
    importing->pin = files ? files_pin(arena, directory, &importing->problem) : -1;
    catch_interrupts();
    bool fine = importing->pin >= 0 &&
                import_run(arena, db, files, &importing->import, &importing->problem);
    if (importing->pin >= 0)
        close(importing->pin);
    file_store_close(files);
    return fine;
}

static bool open_and_bring(struct importing *importing) {
    const struct options *options = importing->options;
    struct db *db = database_open(options, DB_CREATE);

    importing->problem = NULL; /* database_open() and others have said it */
    if (!db)
        return false;
    if (database_address(options, &importing->database) != EXIT_FINE ||
        files_place(options, &importing->database, &importing->place) != EXIT_FINE) {
        db_close(db);
        return false;
    }
    bool fine = account_ensure_first(options->arena, db, plan_all(options->arena, all_resources),
                                     &importing->problem) &&
                bring(importing, db);
    db_close(db);
    return fine;
}

/* ---- the move ---- */

static bool finish(struct importing *importing) {
    const struct options *options = importing->options;
    struct db *db = database_open(options, DB_WRITE);
    int64_t account_id = options_integer(options, "account");

    importing->problem = NULL;
    if (!db)
        return false;
    bool fine = import_finish(options->arena, db, account_id, &importing->problem);
    db_close(db);
    if (fine)
        printf("Account %" PRId64 " is the original now. Let nobody change it at its source any"
               " more.\n",
               account_id);
    return fine;
}

int command_import(const struct options *options) {
    struct importing importing = {.options = options, .mine = -1, .pin = -1};
    bool fine = options_switch(options, "finish")
                    ? lock(&importing) && finish(&importing)
                    : read_options(&importing) && make_directory(&importing) && lock(&importing) &&
                          open_and_bring(&importing);

    sodium_memzero(importing.secret, sizeof(importing.secret));
    lock_give(&importing.mine);
    if (fine)
        return EXIT_FINE;
    if (!importing.problem)
        return EXIT_FAILED;
    return is_interrupted
               ? fail("%s What has come is kept; the same command goes on with the rest.",
                      importing.problem)
               : fail("%s", importing.problem);
}
