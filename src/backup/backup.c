/* backup.c - makes a backup: a copy of the database, then the files that it names. */
#include "backup/backup.h"

#include "access/codes.h"
#include "access/people.h"
#include "backup/archive.h"
#include "backup/manifest.h"
#include "backup/place.h"
#include "backup/workspace.h"
#include "base/clock.h"
#include "files/file_store.h"
#include "upkeep/named_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct making {
    struct run *run;
    const struct plans *plans;
    const struct backup_request *request;
    struct backup_summary *summary;
    struct place place;
    struct manifest manifest;
    struct archive_writer archive;
    struct sink *pack;
    struct db *source; /* until it is copied */
    struct db *copy;
    int copied, pin, lock; /* descriptors */
    const char *workspace;
    int64_t moment, done;
    unsigned char chunk[CHUNK];
};

/* ---- the copy of the database ---- */

static bool copy_goes_on(void *context, int64_t done, int64_t total) {
    struct making *making = context;

    making->run->total = total;
    run_progress(making->run, done);
    return run_goes_on(making->run);
}

/* A directory that nobody has stored a file in has no place for them. */
static bool pin(struct making *making) {
    const char *directory = making->request->directory, *problem = NULL;
    const char *files = arena_format(making->run->arena, "%s/files", directory).at;

    if (access(files, F_OK) != 0 && errno == ENOENT)
        return true;
    making->pin = files_pin(making->run->arena, directory, &problem);
    return making->pin >= 0 || run_fail(making->run, "%s", problem);
}

static bool copy_database(struct making *making) {
    struct run *run = making->run;
    struct db *db = making->source;
    const char *path = arena_format(run->arena, "%s/glimt.db", making->workspace).at;
    const char *problem = NULL;

    run_doing(run, "Copying the database", 0);
    if (!db_begin_read(db))
        return run_fail(run, "%s", db_problem(db));
    bool fine = db_copy(run->arena, db, path, copy_goes_on, making, &problem);
    db_end_read(db);
    if (!fine)
        return run_fail(run, "%s", problem);
    db_close(db);
    making->source = NULL;
    making->copied = open(path, O_RDONLY | O_CLOEXEC);
    if (making->copied < 0)
        return run_fail(run, "%s cannot be read: %s.", path, strerror(errno));
    making->copy = db_open(run->arena, db_in(making->workspace), DB_READ, &problem);
    if (making->copy)
        db_stands_for(making->copy, EVERY_ACCOUNT);
    return making->copy || run_fail(run, "%s", problem);
}

/* From here on a kill leaves nothing of the copy, which stays open without a name. */
static void forget_workspace(struct making *making) {
    workspace_remove(making->workspace);
    if (making->lock >= 0)
        close(making->lock);
    making->workspace = NULL;
    making->lock = -1;
}

static bool take_state(struct making *making) {
    const char *start =
        arena_format(making->run->arena, "%s/" WORKSPACE, making->place.directory).at;

    making->workspace = workspace_make(making->run, start, &making->lock);
    bool fine = making->workspace &&
                manifest_open(&making->manifest, making->run, making->workspace) && pin(making) &&
                copy_database(making);
    forget_workspace(making);
    return fine;
}

/* ---- parts ---- */

static bool end_part(struct making *making, const struct part *part,
                     unsigned char hash[PART_HASH]) {
    return archive_write_part_end(&making->archive, hash) &&
           (part->kind == PART_MANIFEST || manifest_add(&making->manifest, part, hash));
}

static bool put_bytes(struct making *making, const void *bytes, size_t count) {
    making->done += (int64_t)count;
    run_progress(making->run, making->done);
    return archive_write(&making->archive, bytes, count);
}

/* What the descriptor gives, up to the size of the part. A file that gives less has lost some of
 * it, and is filled up: its hash tells. */
static bool put_content(struct making *making, int file, const char **ret_problem) {
    while (making->archive.left > 0) {
        size_t most = making->archive.left < CHUNK ? (size_t)making->archive.left : CHUNK;
        ssize_t count = *ret_problem ? 0 : read(file, making->chunk, most);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            if (!*ret_problem)
                *ret_problem = count < 0 ? strerror(errno) : "it became shorter";
            memset(making->chunk, 0, most);
            count = (ssize_t)most;
        }
        if (!put_bytes(making, making->chunk, (size_t)count))
            return false;
    }
    return true;
}

static bool put_text(struct making *making, enum part_kind kind, struct str text) {
    struct part part = {.size = (int64_t)text.len};
    unsigned char hash[PART_HASH];

    part_name(&part, kind);
    return archive_write_part(&making->archive, &part) &&
           archive_write(&making->archive, text.at, text.len) && end_part(making, &part, hash);
}

static bool put_about(struct making *making) {
    struct buffer out;

    buffer_init(&out, SMALL_PART);
    about_put(&out, making->moment, making->request->with_certificates);
    bool fine = put_text(making, PART_ABOUT, buffer_str(&out));
    buffer_done(&out);
    return fine;
}

/* A whole file, or none: what is not complete of these is no backup. */
static bool put_whole(struct making *making, enum part_kind kind, int file, const char *path) {
    struct part part = {.size = 0};
    struct stat found;
    unsigned char hash[PART_HASH];
    const char *problem = NULL;

    if (fstat(file, &found) != 0)
        return run_fail(making->run, "%s cannot be read: %s.", path, strerror(errno));
    if (kind != PART_DATABASE && (!S_ISREG(found.st_mode) || found.st_size > SMALL_PART))
        return run_fail(making->run, "%s is not what it should be.", path);
    if (kind == PART_SECRET_KEY && found.st_size != SECRET_KEY_LEN)
        return run_fail(making->run, "%s is not a key: it must have %d bytes.", path,
                        SECRET_KEY_LEN);
    part.size = found.st_size;
    part_name(&part, kind);
    if (!archive_write_part(&making->archive, &part) || !put_content(making, file, &problem))
        return false;
    if (problem)
        return run_fail(making->run, "%s cannot be read: %s.", path, problem);
    return end_part(making, &part, hash);
}

static bool put_named(struct making *making, enum part_kind kind, const char *name) {
    const char *path =
        arena_format(making->run->arena, "%s/%s", making->request->directory, name).at;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (file < 0)
        return run_fail(making->run, "%s cannot be read: %s.", path, strerror(errno));
    bool fine = put_whole(making, kind, file, path);
    close(file);
    return fine;
}

/* Like a file that is missing, it makes the backup neither whole nor useless. */
static bool put_secret_key(struct making *making) {
    const char *directory = making->request->directory;
    const char *path = arena_format(making->run->arena, "%s/secret.key", directory).at;
    bool *lacks = &making->summary->lacks_key;

    if (access(path, F_OK) == 0 || errno != ENOENT)
        return put_named(making, PART_SECRET_KEY, "secret.key");
    if (!logins_have_secrets(making->copy, lacks))
        return run_fail(making->run, "%s", db_problem(making->copy));
    if (*lacks)
        run_tell(making->run, "%s " MEANING_OF_NO_KEY ".", path);
    return true;
}

/* What lies in `tls` was given to the server when there is no authority beside it. */
static bool put_certificates(struct making *making) {
    const char *directory = making->request->directory;
    const char *authority = arena_format(making->run->arena, "%s/tls/ca.pem", directory).at;

    return put_named(making, PART_CERTIFICATE, "tls/cert.pem") &&
           put_named(making, PART_CERTIFICATE_KEY, "tls/key.pem") &&
           (access(authority, F_OK) != 0 ||
            (put_named(making, PART_AUTHORITY, "tls/ca.pem") &&
             put_named(making, PART_AUTHORITY_KEY, "tls/ca-key.pem")));
}

/* ---- stored files ---- */

struct named_bytes {
    int64_t bytes;
};

static bool count_file(void *context, const struct named_file *file) {
    struct named_bytes *named = context;

    named->bytes += file->size > 0 ? file->size : 0;
    return true;
}

static int open_file(struct making *making, struct part *part, const char **ret_problem) {
    char path[PATH_MAX];
    struct stat found;

    snprintf(path, sizeof(path), "%s/%s", making->request->directory, part->name);
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file >= 0 && fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
        part->size = found.st_size;
        return file;
    }
    *ret_problem = file < 0 ? strerror(errno) : "it is no file";
    if (file >= 0)
        close(file);
    return -1;
}

static bool put_missing(struct making *making, const struct part *part, const char *why) {
    run_tell(making->run, "%s/%s is missing: %s.", making->request->directory, part->name, why);
    return manifest_add_missing(&making->manifest, part);
}

static bool put_present(struct making *making, const struct part *part, int file) {
    unsigned char hash[PART_HASH];
    const char *problem = NULL;
    int64_t before = making->manifest.missing;

    making->summary->files++;
    if (!archive_write_part(&making->archive, part) || !put_content(making, file, &problem) ||
        !end_part(making, part, hash))
        return false;
    if (making->manifest.missing > before)
        run_tell(making->run, "%s/%s is damaged: %s.", making->request->directory, part->name,
                 problem ? problem : "its content is not what was stored");
    return true;
}

static bool put_file(void *context, const struct named_file *named) {
    struct making *making = context;
    struct part part = {.account_id = named->account_id};
    const char *problem = NULL;

    memcpy(part.hash, named->hash, sizeof(part.hash));
    part_name(&part, PART_FILE);
    int file = open_file(making, &part, &problem);
    if (file < 0)
        return put_missing(making, &part, problem);
    bool fine = put_present(making, &part, file);
    close(file);
    return fine;
}

static bool put_files(struct making *making) {
    return named_files_visit(making->copy, making->plans, put_file, making) ||
           run_fail(making->run, "%s", db_problem(making->copy));
}

/* ---- all together ---- */

static bool put_manifest(struct making *making) {
    struct part part = {.size = 0};
    unsigned char hash[PART_HASH];
    size_t count;

    making->summary->bytes = making->manifest.bytes;
    making->summary->missing = making->manifest.missing;
    if (!manifest_end(&making->manifest) || !manifest_rewind(&making->manifest, &part.size))
        return false;
    part_name(&part, PART_MANIFEST);
    if (!archive_write_part(&making->archive, &part))
        return false;
    while ((count = fread(making->chunk, 1, CHUNK, making->manifest.text)) > 0)
        if (!archive_write(&making->archive, making->chunk, count))
            return false;
    return end_part(making, &part, hash) && archive_write_end(&making->archive);
}

static bool put_parts(struct making *making) {
    struct named_bytes named = {0};

    if (!named_files_visit(making->copy, making->plans, count_file, &named))
        return run_fail(making->run, "%s", db_problem(making->copy));
    run_doing(making->run, "Writing the backup", named.bytes + lseek(making->copied, 0, SEEK_END));
    lseek(making->copied, 0, SEEK_SET);
    return put_about(making) &&
           put_whole(making, PART_DATABASE, making->copied, "The copy of the database") &&
           put_secret_key(making) &&
           (!making->request->with_certificates || put_certificates(making)) && put_files(making) &&
           put_manifest(making);
}

static bool write_all(struct making *making) {
    struct run *run = making->run;
    const char *name = making->place.path ? making->place.path : "Standard output";
    struct file_sink file = file_sink_of(run, making->place.file, name);
    struct sink *last = &file.sink;

    if (making->request->key)
        last = seal_open(run, last, making->request->key);
    making->pack = pack_open(run, last);
    archive_write_begin(&making->archive, run, making->pack, making->moment);
    bool fine = put_parts(making);
    pack_close(making->pack);
    making->summary->written = file.written;
    return fine;
}

static bool finish(struct making *making) {
    struct backup_summary *summary = making->summary;
    bool is_whole = summary->missing == 0 && !summary->lacks_key;

    if (!place_finish(&making->place, is_whole))
        return false;
    return making->request->keep == 0 || !is_whole ||
           place_keep_newest(&making->place, making->request->keep, &summary->removed);
}

static bool check_keep(struct making *making) {
    return making->request->keep == 0 || making->place.is_named ||
           run_fail(making->run, "--keep needs a directory that exists as --to, not %s.",
                    making->request->to);
}

static void close_all(struct making *making) {
    place_close(&making->place);
    manifest_close(&making->manifest);
    db_close(making->copy);
    db_close(making->source);
    if (making->copied >= 0)
        close(making->copied);
    if (making->pin >= 0)
        close(making->pin);
}

bool backup_make(struct run *run, const struct plans *plans, struct db *db,
                 const struct backup_request *request, struct backup_summary *ret) {
    struct making *making = NEW(run->arena, struct making);

    *ret = (struct backup_summary){.path = NULL};
    making->run = run;
    making->source = db;
    making->plans = plans;
    making->request = request;
    making->summary = ret;
    making->copied = making->pin = making->lock = -1;
    making->moment = instant_now();
    bool fine = place_is_outside(run, request->to, request->directory) &&
                place_open(&making->place, run, request->to, request->key, &making->moment) &&
                check_keep(making) && take_state(making) && write_all(making) && finish(making);
    ret->path = making->place.path;
    close_all(making);
    return fine;
}
