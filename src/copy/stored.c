/* stored.c - what lies beside a database: stored files, and the key of people's code apps.
 *
 * Files are those that rows name. One that is there already and whole stays, so whoever goes on
 * with a copy brings the others alone. */
#include "base/owner.h"
#include "base/room.h"
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

/* So the copy stays unfinished, and can be gone on with. */
static bool fail(struct storing *storing, bool is_away, bool is_full) {
    const char *problem = "A stored file cannot be read or written: the log says why.";

    if (is_away)
        problem = "What keeps the stored files cannot be reached: the same command goes on when it "
                  "can be.";
    else if (is_full)
        problem = "There is no room for a stored file: the same command goes on when there is.";
    return copy_fail(storing->copying, str_of(problem));
}

/* -1: it is missing or damaged there, or `*ret_error`, and it may be there. */
static int fetch(struct storing *storing, const struct stored_copy *copy, int64_t size,
                 int *ret_error) {
    struct waiting waiting = {.fetch = {.done = fetched, .descriptor = -1, .copy = *copy},
                              .lock = PTHREAD_MUTEX_INITIALIZER,
                              .changed = PTHREAD_COND_INITIALIZER};

    file_store_fetch_later(storing->source, &waiting.fetch, size);
    pthread_mutex_lock(&waiting.lock);
    while (!waiting.is_done)
        pthread_cond_wait(&waiting.changed, &waiting.lock);
    pthread_mutex_unlock(&waiting.lock);
    const struct file_look *look = &waiting.fetch.look;
    if (look->fault == FILE_UNREADABLE)
        *ret_error = look->error;
    return waiting.fetch.descriptor;
}

static int open_in_directory(struct storing *storing, const struct named_file *file,
                             int *ret_error) {
    int64_t size;
    int descriptor = file_store_open_file(storing->source, file->account_id, file->hash, &size);

    if (descriptor < 0 && errno != ENOENT && errno != EINVAL && errno != ELOOP)
        *ret_error = errno;
    return descriptor;
}

/* -1: it lacks it, unless there is an error, when that is not known. One that is in no database may
 * be in the directory, from before. */
static int open_source(struct storing *storing, const struct named_file *file, int *ret_error) {
    struct db *db = storing->copying->copy->source;
    struct stored_copy copy;
    bool found = false;

    *ret_error = 0;
    if (file_store_is_remote(storing->source) &&
        !file_store_find(db, file->account_id, file->hash, &copy, &found)) {
        *ret_error = db_trouble(db) == DB_AWAY ? EHOSTUNREACH : EIO;
        return -1;
    }
    return found ? fetch(storing, &copy, file->size, ret_error)
                 : open_in_directory(storing, file, ret_error);
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
    bool is_away = upload_is_away(upload), is_full = upload_is_full(upload);
    upload_discard(upload);
    return fine ? same || lacks(storing, file) : fail(storing, is_away, is_full);
}

static bool visit(void *context, const struct named_file *file) {
    struct storing *storing = context;
    struct copy *copy = storing->copying->copy;
    int64_t missing = copy->missing;

    if (!copy_goes_on(storing->copying))
        return false;
    if (!is_there(storing, file)) {
        int error, descriptor = open_source(storing, file, &error);
        bool fine = error != 0       ? fail(storing, error == EHOSTUNREACH, is_no_room(error))
                    : descriptor < 0 ? lacks(storing, file)
                                     : bring(storing, file, descriptor);
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

static bool is_same(const char *a, const char *b) {
    struct stat one, other;

    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* Whether the target may have what the source has: `*ret_len` bytes of it, -1: there is none. */
static bool read_keys(struct copying *copying, const char *to, char bytes[KEY_BYTES_MAX],
                      ssize_t *ret_len, bool *ret_is_there) {
    struct copy *copy = copying->copy;
    const char *from = arena_format(copy->arena, "%s/secret.key", copy->source_directory).at;
    char theirs[KEY_BYTES_MAX];

    *ret_len = read_key(from, bytes);
    if (*ret_len < 0 && errno != ENOENT)
        return copy_fail(copying, arena_format(copy->arena, "The key file %s cannot be read: %s.",
                                               from, strerror(errno)));
    ssize_t their_len = *ret_len < 0 ? -1 : read_key(to, theirs);
    *ret_is_there = their_len >= 0;
    bool fine =
        their_len < 0 || (their_len == *ret_len && memcmp(bytes, theirs, (size_t)their_len) == 0);
    explicit_bzero(theirs, sizeof(theirs));
    return fine || copy_fail(copying, arena_format(copy->arena,
                                                   "The key file %s is another one than that of "
                                                   "the source.",
                                                   to));
}

static bool each_key(struct copying *copying, bool is_to_be_brought) {
    struct copy *copy = copying->copy;
    const char *to = arena_format(copy->arena, "%s/secret.key", copy->target_directory).at;
    char bytes[KEY_BYTES_MAX];
    ssize_t len;
    bool is_there;

    if (is_same(copy->source_directory, copy->target_directory))
        return true; /* it stays where it is */
    bool fine = read_keys(copying, to, bytes, &len, &is_there);
    if (fine && is_to_be_brought && len >= 0 && !is_there)
        fine = write_key(copying, to, bytes, (size_t)len);
    explicit_bzero(bytes, sizeof(bytes));
    return fine;
}

bool copy_key_fits(struct copying *copying) {
    return each_key(copying, false);
}

/* Where one directory serves both, all of it is there. */
bool copy_stored(struct copying *copying) {
    const struct copy *copy = copying->copy;
    bool stays = is_same(copy->source_directory, copy->target_directory);
    bool files_stay = stays && !copy->source_files.database && !copy->target_files.database;

    return each_key(copying, true) && (files_stay || bring_files(copying));
}
