/* stored.c - what lies beside a database: stored files, and the key of people's code apps.
 *
 * Files are those that rows name. One that is there already and whole stays, so whoever goes on
 * with a copy brings the others alone. */
#include "base/owner.h"
#include "copy/copy_parts.h"
#include "files/copy.h"
#include "files/fetch.h"
#include "files/verify.h"
#include "upkeep/named_files.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 * 1024, KEY_BYTES_MAX = 4096 };

struct storing {
    struct copying *copying;
    struct file_store *source, *target;
    char *piece;
};

/* ---- files ---- */

/* What the database has was held against its hash when it came. */
static bool is_there(struct storing *storing, const struct named_file *file) {
    struct file_verification verification = {0};
    struct stored_copy copy;
    bool found = false;
    int64_t size;

    if (file_store_is_remote(storing->target))
        return file_store_find(storing->copying->copy->target, file->account_id, file->hash, &copy,
                               &found) &&
               found;
    int descriptor = file_store_open_file(storing->target, file->account_id, file->hash, &size);
    if (descriptor < 0)
        return false;
    bool whole = file_store_verify(storing->target, &verification, descriptor, file->hash,
                                   file->size) == FILE_WHOLE;
    close(descriptor);
    return whole;
}

/* A fetch that is waited for. */
struct waiting {
    struct file_fetch fetch; /* first, so that the one is the other */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_done;
};

static void fetched(struct file_fetch *fetch) {
    struct waiting *waiting = (struct waiting *)fetch;

    pthread_mutex_lock(&waiting->lock);
    waiting->is_done = true;
    pthread_cond_signal(&waiting->changed);
    pthread_mutex_unlock(&waiting->lock);
}

static int fetch(struct storing *storing, const struct stored_copy *copy, int64_t size) {
    struct waiting waiting = {.fetch = {.done = fetched, .descriptor = -1, .copy = *copy},
                              .lock = PTHREAD_MUTEX_INITIALIZER,
                              .changed = PTHREAD_COND_INITIALIZER};

    file_store_fetch_later(storing->source, &waiting.fetch, size);
    pthread_mutex_lock(&waiting.lock);
    while (!waiting.is_done)
        pthread_cond_wait(&waiting.changed, &waiting.lock);
    pthread_mutex_unlock(&waiting.lock);
    return waiting.fetch.descriptor;
}

/* -1: it lacks it. One that is in no database may be in the directory, from before. */
static int open_source(struct storing *storing, const struct named_file *file) {
    struct stored_copy copy;
    bool found = false;
    int64_t size;

    if (file_store_is_remote(storing->source) &&
        !file_store_find(storing->copying->copy->source, file->account_id, file->hash, &copy,
                         &found))
        return -1;
    return found ? fetch(storing, &copy, file->size)
                 : file_store_open_file(storing->source, file->account_id, file->hash, &size);
}

/* Whether all that the source has came into the upload. */
static bool fill(struct storing *storing, int descriptor, struct upload *upload) {
    ssize_t count;

    while ((count = read(descriptor, storing->piece, PIECE_BYTES)) > 0)
        if (!upload_write(upload, storing->piece, (size_t)count))
            return false;
    return count == 0 && upload_finish(upload);
}

static bool lacks(struct storing *storing, const struct named_file *file) {
    struct copy *copy = storing->copying->copy;

    copy->missing++;
    copy->tell(arena_format(copy->arena,
                            "A file of account %" PRId64 ", %s, is missing or damaged in the "
                            "source, and did not come over.",
                            file->account_id, file->hash)
                   .at);
    return true;
}

/* In the database it is in its place with the transaction. */
static bool link_it(struct storing *storing, struct upload *upload) {
    struct db *db = storing->copying->copy->target;

    if (!file_store_is_remote(storing->target))
        return file_store_link(storing->target, NULL, upload);
    if (db_begin_write(db) && file_store_link(storing->target, db, upload) && db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

static bool bring(struct storing *storing, const struct named_file *file, int descriptor) {
    struct upload *upload = upload_open(storing->target, file->account_id);
    bool fine = fill(storing, descriptor, upload), same = false;

    if (fine)
        same = strcmp(upload_hash(upload), file->hash) == 0;
    if (fine && same)
        fine = link_it(storing, upload);
    upload_discard(upload);
    if (!fine)
        return copy_fail(storing->copying,
                         STR("A stored file cannot be read or written: the log says why."));
    return same || lacks(storing, file);
}

static bool visit(void *context, const struct named_file *file) {
    struct storing *storing = context;
    struct copy *copy = storing->copying->copy;
    int64_t missing = copy->missing;

    if (!copy_goes_on(storing->copying))
        return false;
    if (!is_there(storing, file)) {
        int descriptor = open_source(storing, file);
        bool fine = descriptor < 0 ? lacks(storing, file) : bring(storing, file, descriptor);
        if (descriptor >= 0)
            close(descriptor);
        if (!fine)
            return false;
    }
    if (copy->missing == missing) {
        copy->files++;
        copy->file_bytes += file->size > 0 ? file->size : 0;
    }
    return true;
}

static bool bring_files(struct copying *copying) {
    struct copy *copy = copying->copy;
    struct storing storing = {.copying = copying,
                              .piece = NEW_ARRAY(copy->arena, char, PIECE_BYTES)};

    storing.source = file_store_open_at(copy->arena, &copy->source_files, &copy->problem);
    if (storing.source)
        storing.target = file_store_open_at(copy->arena, &copy->target_files, &copy->problem);
    bool fine = storing.target && named_files_visit(copy->source, copy->plans, visit, &storing);
    file_store_close(storing.source);
    file_store_close(storing.target);
    if (!fine && !copy->problem)
        copy_fail_source(copying);
    return fine;
}

/* ---- secret.key ---- */

/* -1: it can't be read, with errno. */
static ssize_t read_key(const char *path, char ret[KEY_BYTES_MAX]) {
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t len = file < 0 ? -1 : read(file, ret, KEY_BYTES_MAX);

    if (file >= 0)
        close(file);
    return len;
}

static bool write_key(struct copying *copying, const char *path, const char *bytes, size_t len) {
    struct arena *arena = copying->copy->arena;
    const char *new = arena_format(arena, "%s.new", path).at;
    int file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool fine = file >= 0 && write(file, bytes, len) == (ssize_t)len && fsync(file) == 0;

    if (file >= 0) {
        give_to_owner_of(AT_FDCWD, copying->copy->target_directory, file);
        close(file);
    }
    if (fine && rename(new, path) == 0)
        return true;
    return copy_fail(copying, arena_format(arena, "The key file %s cannot be written: %s.", path,
                                           strerror(errno)));
}

static bool bring_key(struct copying *copying) {
    struct copy *copy = copying->copy;
    const char *from = arena_format(copy->arena, "%s/secret.key", copy->source_directory).at;
    const char *to = arena_format(copy->arena, "%s/secret.key", copy->target_directory).at;
    char bytes[KEY_BYTES_MAX], theirs[KEY_BYTES_MAX];
    ssize_t len = read_key(from, bytes);

    if (len < 0 && errno == ENOENT)
        return true;
    if (len < 0)
        return copy_fail(copying, arena_format(copy->arena, "The key file %s cannot be read: %s.",
                                               from, strerror(errno)));
    ssize_t their_len = read_key(to, theirs);
    bool fine = true;
    if (their_len < 0)
        fine = write_key(copying, to, bytes, (size_t)len);
    else if (their_len != len || memcmp(bytes, theirs, (size_t)len) != 0)
        fine = copy_fail(copying, arena_format(copy->arena,
                                               "The key file %s is another one than "
                                               "that of the source.",
                                               to));
    explicit_bzero(bytes, sizeof(bytes));
    explicit_bzero(theirs, sizeof(theirs));
    return fine;
}

/* Where one directory serves both, all of it is there. */
static bool is_same(const char *a, const char *b) {
    struct stat one, other;

    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

bool copy_stored(struct copying *copying) {
    const struct copy *copy = copying->copy;
    bool stays = is_same(copy->source_directory, copy->target_directory);
    bool files_stay = stays && !copy->source_files.database && !copy->target_files.database;

    return (stays || bring_key(copying)) && (files_stay || bring_files(copying));
}
