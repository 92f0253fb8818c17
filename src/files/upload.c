/* upload.c - a file on its way in, until it is whole and on the disk. */
#include "base/log.h"
#include "files/file_store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { WRITE_BACK = 8 * 1024 * 1024 }; /* bytes after which the disk is put to work */

static void random_name(char to[RANDOM_LEN + 1]) {
    unsigned char bytes[RANDOM_LEN / 2];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2hex(to, RANDOM_LEN + 1, bytes, sizeof(bytes));
}

static bool fail(struct upload *upload, const char *doing) {
    if (!upload->failed)
        log_error("An upload cannot be %s: %s.", doing, strerror(errno));
    upload->failed = true;
    return false;
}

struct upload *upload_open(struct file_store *store, int64_t account_id) {
    struct upload *upload = calloc(1, sizeof(*upload));
    char random[RANDOM_LEN + 1];

    ALWAYS(upload);
    upload->store = store;
    upload->account_id = account_id;
    random_name(random);
    snprintf(upload->name, sizeof(upload->name), "upload-%s", random);
    crypto_generichash_init(&upload->state, NULL, 0, HASH_LEN / 2);
    upload->descriptor =
        openat(store->incoming, upload->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (upload->descriptor >= 0)
        return upload;
    fail(upload, "begun");
    free(upload);
    return NULL;
}

bool upload_write(struct upload *upload, const char *bytes, size_t count) {
    crypto_generichash_update(&upload->state, (const unsigned char *)bytes, count);
    while (count > 0 && !upload->failed) {
        ssize_t written = write(upload->descriptor, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(upload, "written");
        bytes += written;
        count -= (size_t)written;
        upload->size += written;
    }
    /* So that the sync at the end has little left to do. */
    if (upload->size - upload->written_back >= WRITE_BACK && !upload->failed) {
        sync_file_range(upload->descriptor, upload->written_back,
                        upload->size - upload->written_back, SYNC_FILE_RANGE_WRITE);
        upload->written_back = upload->size;
    }
    return !upload->failed;
}

int64_t upload_size(const struct upload *upload) {
    return upload->size;
}

struct str upload_hash(const struct upload *upload) {
    return str_of(upload->hash);
}

static void find_hash(struct upload *upload) {
    unsigned char hash[HASH_LEN / 2];

    crypto_generichash_final(&upload->state, hash, sizeof(hash));
    sodium_bin2hex(upload->hash, sizeof(upload->hash), hash, sizeof(hash));
}

/* From here on the name says what the file is, should the server not live to finish. */
static bool name_marker(struct upload *upload) {
    char random[RANDOM_LEN + 1], marker[NAME_MAX_LEN];
    int incoming = upload->store->incoming;

    random_name(random);
    snprintf(marker, sizeof(marker), "%" PRId64 "-%s-%s", upload->account_id, upload->hash, random);
    if (renameat(incoming, upload->name, incoming, marker) != 0)
        return fail(upload, "renamed");
    memcpy(upload->name, marker, sizeof(marker));
    return fsync(incoming) == 0 || fail(upload, "brought to the disk");
}

bool upload_finish(struct upload *upload) {
    if (upload->failed)
        return false;
    find_hash(upload);
    if (fsync(upload->descriptor) != 0)
        return fail(upload, "brought to the disk");
    close(upload->descriptor);
    upload->descriptor = -1;
    return name_marker(upload);
}

static struct upload *take(struct file_store *store) {
    pthread_mutex_lock(&store->lock);
    while (!store->first && !store->closing)
        pthread_cond_wait(&store->filled, &store->lock);
    struct upload *upload = store->first;
    if (upload)
        store->first = upload->next;
    if (!store->first)
        store->end = &store->first;
    pthread_mutex_unlock(&store->lock);
    return upload;
}

void *upload_work(void *context) {
    struct upload *upload;

    while ((upload = take(context))) {
        bool durable = upload_finish(upload);
        upload->done(upload->context, durable);
    }
    return NULL;
}

void upload_sync(struct upload *upload, void (*done)(void *context, bool durable), void *context) {
    struct file_store *store = upload->store;

    upload->done = done;
    upload->context = context;
    upload->next = NULL;
    pthread_mutex_lock(&store->lock);
    *store->end = upload;
    store->end = &upload->next;
    pthread_cond_signal(&store->filled);
    pthread_mutex_unlock(&store->lock);
}

void upload_discard(struct upload *upload) {
    if (!upload)
        return;
    if (upload->descriptor >= 0)
        close(upload->descriptor);
    if (unlinkat(upload->store->incoming, upload->name, 0) != 0)
        fail(upload, "removed");
    free(upload);
}
