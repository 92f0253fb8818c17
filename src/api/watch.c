/* watch.c - looks up the names of the files that the server has open.
 *
 * Two look, since each sees what the other does not: this one sees the directories and the lock,
 * and also while the writer is busy for long; the writer sees what was cut or overwritten, and can
 * copy what is in the WAL alone. What either has found stays until it finds otherwise. */
#include "api/watch.h"

#include "api/api.h"
#include "base/log.h"

#include <pthread.h>
#include <sys/stat.h>

struct watched {
    const char *path;
    dev_t device;
    ino_t inode;
};

struct watch {
    struct job job; /* first, so that one is the other */
    struct api *api;
    atomic_bool is_queued, writer_has_lost;
    pthread_mutex_t lock;       /* over what follows */
    const struct watched *told; /* in the log */
    size_t count;
    struct watched files[16];
};

static void add(struct watch *watch, const char *path) {
    struct watched *file = &watch->files[watch->count];
    struct stat found;

    ALWAYS(watch->count < COUNT(watch->files));
    if (stat(path, &found) != 0)
        return;
    *file = (struct watched){path, found.st_dev, found.st_ino};
    watch->count++;
}

static void done(struct job *job, struct db *db, bool durable) {
    struct watch *watch = (struct watch *)job;

    if (durable)
        atomic_store(&watch->writer_has_lost, false);
    else if (job->trouble == DB_LOST) {
        db_rescue(db);
        watch_note(watch->api, db);
    }
    atomic_store(&watch->is_queued, false);
}

struct watch *watch_begin(struct arena *arena, struct api *api) {
    static const char *const others[] = {"glimt.lock", "secret.key", "files", "files/incoming"};
    struct watch *watch = NEW(arena, struct watch);

    watch->job.done = done;
    watch->api = api;
    pthread_mutex_init(&watch->lock, NULL);
    add(watch, api->directory);
    for (const char *const *name = db_file_names(api->database); *name; name++)
        add(watch, arena_format(arena, "%s/%s", api->directory, *name).at);
    for (size_t i = 0; i < COUNT(others); i++)
        add(watch, arena_format(arena, "%s/%s", api->directory, others[i]).at);
    return watch;
}

static const struct watched *find_lost(const struct watch *watch) {
    struct stat found;

    for (size_t i = 0; i < watch->count; i++) {
        const struct watched *file = &watch->files[i];
        if (stat(file->path, &found) != 0 || found.st_dev != file->device ||
            found.st_ino != file->inode)
            return file;
    }
    return NULL;
}

bool watch_is_fine(const struct watch *watch) {
    return !watch || !find_lost(watch);
}

/* Looks, and says what has changed; whether something is lost. */
static bool look(struct watch *watch) {
    const struct watched *lost;

    pthread_mutex_lock(&watch->lock);
    lost = find_lost(watch);
    if (lost && !watch->told)
        log_error("%s was moved, replaced or deleted while the server uses it. Nothing is stored, "
                  "and every request gets 503, until it is back or the server is started again.",
                  lost->path);
    if (!lost && watch->told)
        log_notice("%s is back.", watch->told->path);
    watch->told = lost;
    pthread_mutex_unlock(&watch->lock);
    return lost != NULL;
}

void watch_tick(struct watch *watch) {
    if (!watch)
        return;
    bool is_lost = look(watch);
    atomic_store(&watch->api->lost, is_lost || atomic_load(&watch->writer_has_lost));
    if (!atomic_exchange(&watch->is_queued, true))
        writer_submit(watch->api->writer, &watch->job);
}

void watch_note(struct api *api, const struct db *db) {
    if (!api->watch || db_is_cut(db))
        return;
    atomic_store(&api->watch->writer_has_lost, true);
    atomic_store(&api->lost, true);
    look(api->watch);
}
