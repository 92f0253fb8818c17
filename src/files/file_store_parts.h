/* file_store_parts.h - the inside of the file store. */
#ifndef GLIMT_FILES_FILE_STORE_PARTS_H
#define GLIMT_FILES_FILE_STORE_PARTS_H

#include "files/file_store.h"

#include <pthread.h>
#include <sodium.h>

enum { NAME_MAX_LEN = 128, RANDOM_LEN = 16 };

struct file_store {
    int files, incoming; /* directories */
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t filled;
    struct upload *first, **end; /* uploads that wait for the disk */
    bool closing;
};

struct upload {
    struct file_store *store;
    int64_t account_id, size, written_back;
    int descriptor; /* -1 once it is closed */
    bool failed;
    crypto_generichash_state state;
    char name[NAME_MAX_LEN]; /* in files/incoming/ */
    char hash[HASH_LEN + 1];
    void (*done)(void *context, bool durable);
    void *context;
    struct upload *next;
};

/* Waits for uploads and syncs them; `context` is the store. */
void *upload_work(void *context);

#endif
