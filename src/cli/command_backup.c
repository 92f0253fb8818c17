/* command_backup.c - glimt backup, verify, restore: all that a server has, in one file. */
#include "backup/backup.h"
#include "backup/key_file.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "resources/resources.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

struct key {
    unsigned char bytes[KEY_LENGTH];
    const unsigned char *given; /* NULL: none was */
};

static bool read_key(struct run *run, const struct options *options, struct key *ret) {
    const char *path = options_text(options, "key-file");

    ret->given = path ? ret->bytes : NULL;
    return !path || key_file_read(run, path, ret->bytes);
}

/* The end of a run, whose failure is told. */
static int finish(struct run *run, bool fine) {
    run_end(run);
    return fine ? EXIT_FINE : fail("%s", run->problem);
}

static const char *bytes_text(struct arena *arena, int64_t bytes) {
    static const char *const names[] = {"bytes", "kB", "MB", "GB", "TB"};
    double value = (double)bytes;
    size_t unit = 0;

    for (; value >= 1000 && unit + 1 < COUNT(names); unit++)
        value /= 1000;
    return arena_format(arena, "%.*f %s", unit == 0 ? 0 : 1, value, names[unit]).at;
}

static const char *count_text(struct arena *arena, int64_t count, const char *what) {
    return arena_format(arena, "%" PRId64 " %s%s", count, what, count == 1 ? "" : "s").at;
}

/* "2 files are missing or damaged and secret.key is missing"; NULL: it is whole. */
static const char *lacks_text(struct arena *arena, int64_t missing, bool lacks_key, bool past) {
    static const char *const verbs[2][2] = {{"are", "is"}, {"were", "was"}};
    const char *const *verb = verbs[past];
    const char *files = "";

    if (missing == 0 && !lacks_key)
        return NULL;
    if (missing > 0)
        files = arena_format(arena, "%s %s missing or damaged", count_text(arena, missing, "file"),
                             verb[missing == 1])
                    .at;
    return arena_format(arena, "%s%s%s%s", files, missing > 0 && lacks_key ? " and " : "",
                        lacks_key ? "secret.key " : "",
                        !lacks_key ? ""
                        : past     ? "was missing"
                                   : "is missing")
        .at;
}

/* ---- backup ---- */

/* Where the backup itself goes to standard output, what is said of it goes to standard error. */
static void print_backup(const struct options *options, const struct backup_summary *summary) {
    struct arena *arena = options->arena;

    fprintf(summary->path ? stdout : stderr,
            "Backed up %s to %s: the database and %s, %s; compressed, %s.\n",
            options_text(options, "data"), summary->path ? summary->path : "standard output",
            count_text(arena, summary->files, "file"), bytes_text(arena, summary->bytes),
            bytes_text(arena, summary->written));
    if (summary->removed > 0)
        printf("Removed %s.\n", count_text(arena, summary->removed, "older backup"));
}

int command_backup(const struct options *options) {
    struct backup_request request = {
        .directory = options_text(options, "data"),
        .to = options_text(options, "to"),
        .with_certificates = options_switch(options, "with-certificates"),
        .keep = options_integer(options, "keep"),
    };
    struct backup_summary summary = {.path = NULL};
    struct key key;
    struct run run;
    struct db *db = database_open(options, DB_READ);

    if (!db)
        return EXIT_FAILED;
    run_begin(&run, options->arena);
    bool fine = read_key(&run, options, &key);
    request.key = key.given;
    if (fine)
        fine = backup_make(&run, plan_all(options->arena, all_resources), db, &request, &summary);
    else
        db_close(db);
    int status = finish(&run, fine);
    if (status != EXIT_FINE)
        return status;
    print_backup(options, &summary);
    const char *lacks = lacks_text(options->arena, summary.missing, summary.lacks_key, false);
    if (!lacks)
        return EXIT_FINE;
    return fail("The backup was made, but %s%s.", lacks,
                request.keep > 0 ? ", so older backups were kept" : "");
}

/* ---- verify, restore ---- */

static void print_holding(struct arena *arena, const struct holding *holding) {
    printf("  %-14s %s, by glimt %s\n", "made", holding->about.made, holding->about.version);
    printf("  %-14s %" PRId64 "\n", "companies", holding->companies);
    for (size_t i = 0; i < holding->kind_count; i++)
        printf("  %-14s %" PRId64 "\n", holding->kinds[i].plural, holding->kinds[i].rows);
    printf("  %-14s %" PRId64 " (%s)\n", "files", holding->files,
           bytes_text(arena, holding->file_bytes));
    printf("  %-14s %s\n", "secret.key", holding->has_secret_key ? "yes" : "no");
    printf("  %-14s %s\n", "certificates", holding->about.has_certificates ? "yes" : "no");
}

/* What was so already when the backup was made. */
static int judge_holding(struct arena *arena, const struct holding *holding, const char *subject) {
    const char *lacks = lacks_text(arena, holding->missing, holding->lacks_key, true);

    if (holding->differences > 0)
        return fail("%s, but %s not match %s.", subject,
                    arena_format(arena, "%s %s",
                                 count_text(arena, holding->differences, "derived value"),
                                 holding->differences == 1 ? "does" : "do")
                        .at,
                    holding->differences == 1 ? "its rows" : "their rows");
    if (lacks)
        return fail("%s, but %s when it was made.", subject, lacks);
    return EXIT_FINE;
}

static int open_backup(struct run *run, const char *path) {
    int file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        run_fail(run, "%s cannot be read: %s.", path, strerror(errno));
    return file;
}

/* `directory` NULL: only verifies. */
static int read_backup(const struct options *options, const char *directory,
                       struct holding *holding) {
    const char *path = options->argument;
    const char *name = strcmp(path, "-") == 0 ? "Standard input" : path;
    const struct plans *plans = plan_all(options->arena, all_resources);
    struct key key;
    struct run run;

    run_begin(&run, options->arena);
    int file = open_backup(&run, path);
    bool fine = file >= 0 && read_key(&run, options, &key);
    if (fine && directory)
        fine = backup_restore(&run, plans, file, name, key.given, directory, holding);
    else if (fine)
        fine = backup_verify(&run, plans, file, name, key.given, holding);
    if (file > STDERR_FILENO)
        close(file);
    return finish(&run, fine);
}

int command_verify(const struct options *options) {
    struct holding holding = {.kind_count = 0};
    int status = read_backup(options, NULL, &holding);

    if (status != EXIT_FINE)
        return status;
    if (holding.missing + holding.differences == 0 && !holding.lacks_key)
        puts("The backup is whole.");
    print_holding(options->arena, &holding);
    return judge_holding(options->arena, &holding, "The backup is as it was made");
}

int command_restore(const struct options *options) {
    const char *directory = options_text(options, "data");
    struct holding holding = {.kind_count = 0};
    int status = read_backup(options, directory, &holding);

    if (status != EXIT_FINE)
        return status;
    printf("Restored %s.\n", directory);
    print_holding(options->arena, &holding);
    printf("To serve it:\n  glimt serve --data %s\n", shell_word(options->arena, directory));
    return judge_holding(options->arena, &holding, "The backup was restored");
}
