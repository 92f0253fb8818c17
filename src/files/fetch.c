/* fetch.c - threads that read copies into unnamed files. */
#include "files/fetch.h"

#include "base/log.h"
#include "files/file_store_parts.h"
#include "files/staged.h"

#include <unistd.h>

enum { TRIES = 3 }; /* of copies that are replaced while they are read */

int file_store_fetched(struct file_store *store, int64_t account_id, const char *hash,
                       int64_t *ret_size) {
    check_names(account_id, hash);
    return staged_take(store->staged, account_id, hash, ret_size);
}

bool file_store_find(struct db *db, int64_t account_id, const char *hash, struct stored_copy *ret,
                     bool *ret_found) {
    enum copy_state state;
    int64_t since;

    check_names(account_id, hash);
    if (!ledger_find(db, account_id, hash, ret, &state, &since))
        return false;
    *ret_found = state != 0;
    return true;
}

static void read_copy(struct file_store *store, struct file_fetch *fetch, int64_t size) {
    look_begin_copy(&fetch->look, store->remote, &fetch->copy, size);
    fetch->look.copy_to = openat(store->incoming, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fetch->look.copy_to < 0)
        look_fail(&fetch->look, errno);
    while (look_on(&fetch->look, SIZE_MAX))
        ;
    look_end(&fetch->look);
    if (fetch->look.fault == FILE_WHOLE) {
        fetch->descriptor = fetch->look.copy_to;
        staged_keep(store->staged, fetch->copy.account_id, fetch->copy.hash, fetch->descriptor,
                    fetch->look.offset);
    } else if (fetch->look.copy_to >= 0)
        close(fetch->look.copy_to);
}

/* Whether there is another copy by now than the one that was looked for. */
static bool is_replaced(struct file_store *store, struct file_fetch *fetch) {
    struct stored_copy copy;
    enum copy_state state;
    int64_t since;

    if (!remote_find(store->remote, fetch->copy.account_id, fetch->copy.hash, &copy, &state,
                     &since)) {
        look_fail(&fetch->look, EHOSTUNREACH);
        return false;
    }
    if (state != 0 && copy.number == fetch->copy.number) {
        fetch->look.fault = FILE_CUT; /* its bytes are gone, and nobody has deleted them */
        return false;
    }
    if (state != 0)
        fetch->copy = copy;
    return state != 0;
}

static void fetch_one(struct file_store *store, struct file_fetch *fetch) {
    int64_t size = fetch->look.size;
    int tries = 0;

    fetch->descriptor = -1;
    do
        read_copy(store, fetch, size);
    while (fetch->look.fault == FILE_MISSING && is_replaced(store, fetch) && ++tries < TRIES);
    fetch->done(fetch);
}

/* NULL when there is none and none will come. */
static struct file_fetch *take(struct file_store *store) {
    pthread_mutex_lock(&store->lock);
    while (!store->fetch_first && !store->stopping)
        pthread_cond_wait(&store->fetch_filled, &store->lock);
    struct file_fetch *fetch = store->fetch_first;
    if (fetch) {
        store->fetch_first = fetch->next;
        if (!store->fetch_first)
            store->fetch_end = &store->fetch_first;
    }
    pthread_mutex_unlock(&store->lock);
    return fetch;
}

void *fetch_queued(void *context) {
    struct file_store *store = context;
    struct file_fetch *fetch;

    while ((fetch = take(store)))
        fetch_one(store, fetch);
    return NULL;
}

void file_store_fetch_later(struct file_store *store, struct file_fetch *fetch, int64_t size) {
    fetch->look.size = size;
    fetch->next = NULL;
    pthread_mutex_lock(&store->lock);
    ALWAYS(!store->stopping);
    *store->fetch_end = fetch;
    store->fetch_end = &fetch->next;
    pthread_cond_signal(&store->fetch_filled);
    pthread_mutex_unlock(&store->lock);
}
