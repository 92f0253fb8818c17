/* upload.c - bytes on their way: hashed as they come, then synced by a thread of their own.
 *
 * An upload is written under a name without a meaning, hashed as it comes, and becomes a marker at
 * its end: the bytes are synced, the file gets the name with account and hash, and the directory is
 * synced. In this order, so that a marker never stands for bytes that are not all there.
 *
 * The syncs run on one thread of their own, since one takes milliseconds and event threads have
 * other requests to serve. Uploads wait in a queue there. They share no sync, as jobs of the writer
 * do: that is the price of each being a file of its own.
 *
 * After each 8 MiB (WRITEBACK_STEP) the kernel is told to begin writing. Without that a large
 * upload would be written as a whole by its last sync, which holds up those behind it. The step is
 * a guess, not measured: large enough that small files need no such call, small enough that little
 * is left to begin at the end. */
#include "base/log.h"
#include "base/owner.h"
#include "files/file_store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    HASH_BYTES = FILE_HASH_LENGTH / 2,
    WRITEBACK_STEP = 8 * 1024 * 1024, /* so that the sync at the end finds little left to do */
};

static void random_hex(char ret[RANDOM_LENGTH + 1]) {
    unsigned char bytes[RANDOM_BYTES];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2hex(ret, RANDOM_LENGTH + 1, bytes, sizeof(bytes));
}

/* What has such a name may go at any start: nobody was answered for it. */
void name_unsynced(char ret[NAME_SIZE]) {
    char random[RANDOM_LENGTH + 1];

    random_hex(random);
    snprintf(ret, NAME_SIZE, UNSYNCED_PREFIX "%s", random);
}

/* A full disk is so for each upload: the log says it once a minute. */
static bool fail(struct upload *upload) {
    int error = errno;

    upload->failed = true;
    upload->is_full = is_no_room(error);
    if (upload->is_full)
        log_repeated(LOG_FULL,
                     "There is no room for an upload of account %" PRId64
                     ", which ends after %" PRId64 " bytes: %s.",
                     upload->account_id, upload->size, strerror(error));
    else
        log_error("An upload of account %" PRId64 " cannot be stored: %s.", upload->account_id,
                  strerror(error));
    return false;
}

struct upload *upload_open(struct file_store *store, int64_t account_id) {
    /* The hash asks for more alignment than calloc() gives. */
    struct upload *upload = aligned_alloc(_Alignof(struct upload), sizeof(*upload));

    NEEDED(upload);
    ALWAYS(account_id > 0);
    *upload = (struct upload){.store = store, .account_id = account_id};
    crypto_generichash_init(&upload->state, NULL, 0, HASH_BYTES);
    name_unsynced(upload->name);
    upload->file =
        openat(store->incoming, upload->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (upload->file < 0) {
        fail(upload);
        upload->name[0] = '\0';
    } else
        give_to_owner_of(store->incoming, ".", upload->file);
    return upload;
}

static void begin_writeback(struct upload *upload) {
    int64_t waiting = upload->size - upload->on_its_way;

    if (waiting < WRITEBACK_STEP || upload->store->remote)
        return;
    /* A disk that cannot do that now reports what is wrong when it is synced. */
    sync_file_range(upload->file, upload->on_its_way, waiting, SYNC_FILE_RANGE_WRITE);
    upload->on_its_way = upload->size;
}

/* A signal may interrupt a write, and a full disk may take a part of it: what was taken is counted
 * and hashed, and the rest is tried again. */
bool upload_write(struct upload *upload, const void *bytes, size_t count) {
    const unsigned char *at = bytes;

    ALWAYS(upload->stage == WRITING);
    while (count > 0 && !upload->failed) {
        ssize_t written = write(upload->file, at, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(upload);
        crypto_generichash_update(&upload->state, at, (size_t)written);
        upload->size += written;
        at += written;
        count -= (size_t)written;
        begin_writeback(upload);
    }
    return !upload->failed;
}

int64_t upload_size(const struct upload *upload) {
    return upload->size;
}

bool upload_is_full(const struct upload *upload) {
    return upload->is_full;
}

bool upload_is_away(const struct upload *upload) {
    return upload->is_away;
}

const char *upload_hash(const struct upload *upload) {
    ALWAYS(upload->stage == SYNCED && !upload->failed);
    return upload->hash;
}

static bool queue(struct upload *upload, enum upload_stage stage) {
    struct file_store *store = upload->store;

    upload->stage = stage;
    upload->next = NULL;
    pthread_mutex_lock(&store->lock);
    bool is_open = !store->stopping;
    if (is_open) {
        *store->end = upload;
        store->end = &upload->next;
        pthread_cond_signal(&store->filled);
    }
    pthread_mutex_unlock(&store->lock);
    return is_open;
}

void upload_sync(struct upload *upload, void (*done)(void *context, bool durable), void *context) {
    ALWAYS(upload->stage == WRITING);
    upload->done = done;
    upload->context = context;
    ALWAYS(queue(upload, SYNCING));
}

static void finish_hash(struct upload *upload) {
    unsigned char hash[HASH_BYTES];

    crypto_generichash_final(&upload->state, hash, sizeof(hash));
    sodium_bin2hex(upload->hash, sizeof(upload->hash), hash, sizeof(hash));
}

/* The random part keeps two uploads of the same bytes apart, which may arrive at the same time. */
static bool become_marker(struct upload *upload) {
    int incoming = upload->store->incoming;
    char marker[NAME_SIZE], random[RANDOM_LENGTH + 1];

    random_hex(random);
    snprintf(marker, sizeof(marker), "%" PRId64 "-%s-%s", upload->account_id, upload->hash, random);
    if (renameat(incoming, upload->name, incoming, marker) != 0)
        return false;
    memcpy(upload->name, marker, sizeof(marker));
    return fsync(incoming) == 0;
}

/* The file in incoming has done its part then. It is not synced, for nobody was answered: after a
 * crash it goes as one of those that are not durable. What the remote store has of it by then is
 * on its way there, and expires. */
static bool keep_remote(struct upload *upload) {
    struct stored_copy *copy = &upload->copy;

    copy->account_id = upload->account_id;
    copy->size = upload->size;
    memcpy(copy->hash, upload->hash, sizeof(copy->hash));
    if (!remote_put(upload->store->remote, copy, upload->file)) {
        upload->failed = true;
        upload->is_full = errno == ENOSPC;
        upload->is_away = errno == EHOSTUNREACH;
    }
    unlinkat(upload->store->incoming, upload->name, 0);
    upload->name[0] = '\0';
    return !upload->failed;
}

/* The bytes before the name: a marker always has all of them. */
static bool make_durable(struct upload *upload) {
    if (upload->failed)
        return false;
    finish_hash(upload);
    if (upload->store->remote)
        return keep_remote(upload);
    if (fsync(upload->file) != 0 || !become_marker(upload))
        return fail(upload);
    return true;
}

void file_store_clean_later(struct file_store *store) {
    if (!store->remote)
        return;
    pthread_mutex_lock(&store->lock);
    store->is_to_clean = true;
    pthread_cond_signal(&store->filled);
    pthread_mutex_unlock(&store->lock);
}

/* Who ends leaves the rest to whoever is next; a bucket may take long for each. */
static bool goes_on(void *context) {
    struct file_store *store = context;

    pthread_mutex_lock(&store->lock);
    bool stopping = store->stopping;
    pthread_mutex_unlock(&store->lock);
    return !stopping;
}

/* Under the lock, which it leaves meanwhile: uploads are taken by the other threads. What fails
 * stays doomed, and is looked at again after the next removal, or by the scrub. */
static void clean(struct file_store *store) {
    store->is_to_clean = false;
    pthread_mutex_unlock(&store->lock);
    remote_clean(store->remote, goes_on, store);
    pthread_mutex_lock(&store->lock);
}

/* The next upload in the queue; NULL when there is none and none will come. */
static struct upload *take(struct file_store *store) {
    pthread_mutex_lock(&store->lock);
    while (!store->first && !store->stopping) {
        if (store->is_to_clean)
            clean(store);
        else
            pthread_cond_wait(&store->filled, &store->lock);
    }
    struct upload *upload = store->first;
    if (upload) {
        store->first = upload->next;
        if (!store->first)
            store->end = &store->first;
    }
    pthread_mutex_unlock(&store->lock);
    return upload;
}

static void end_file(struct upload *upload) {
    if (upload->file >= 0)
        close(upload->file);
    upload->file = -1;
}

bool upload_finish(struct upload *upload) {
    bool durable = make_durable(upload);

    end_file(upload);
    upload->stage = SYNCED;
    return durable;
}

/* On a sync thread, since it waits for the network; whoever discards may be an event thread. The
 * upload ends with it. */
static void drop(struct upload *upload) {
    struct file_store *store = upload->store;

    remote_drop(store->remote, &upload->copy);
    upload->stage = SYNCED;
    upload_leave(upload);
    file_store_clean_later(store);
}

void *sync_uploads(void *context) {
    struct file_store *store = context;
    struct upload *upload;

    while ((upload = take(store))) {
        if (upload->stage == DROPPING) {
            drop(upload);
            continue;
        }
        bool durable = upload_finish(upload);
        upload->done(upload->context, durable);
    }
    return NULL;
}

void upload_leave(struct upload *upload) {
    ALWAYS(upload->stage != SYNCING);
    end_file(upload);
    free(upload);
}

void upload_unlinked(struct upload *upload) {
    upload->is_linked = upload->has_replaced = false;
}

void upload_discard(struct upload *upload) {
    if (!upload)
        return;
    ALWAYS(upload->stage != SYNCING);
    /* Its thread drops what has no row; when that is gone already, it expires. */
    if (upload->store->remote && upload->stage == SYNCED && !upload->failed && !upload->is_linked) {
        if (queue(upload, DROPPING))
            return;
        upload->stage = SYNCED;
    }
    if (upload->has_replaced)
        file_store_clean_later(upload->store);
    if (upload->name[0] && unlinkat(upload->store->incoming, upload->name, 0) != 0)
        log_error("The temporary file %s cannot be removed: %s.", upload->name, strerror(errno));
    upload_leave(upload);
}
