/* file_fixture.h - a store in a directory of its own, and ways to look into it. */
#ifndef GLIMT_TESTS_FILE_FIXTURE_H
#define GLIMT_TESTS_FILE_FIXTURE_H

#include "files/file_store.h"

#include "cmocka_all.h"
#include <ftw.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Computed with Python's hashlib.blake2b(bytes, digest_size=32). */
#define HASH_OF_NOTHING "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"
#define HASH_OF_ABC "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
#define HASH_OF_ASIDE "c6954c9e538b409f220998a5bdd9533895b5be7e16ce6e7890ec38526f4e79da"

struct fixture {
    struct arena *arena;
    struct file_store *store;
    char directory[256];
    char said[4096]; /* what went to standard error */
};

static inline void open_store(struct fixture *fixture) {
    const char *problem = NULL;

    fixture->store = file_store_open(fixture->arena, fixture->directory, &problem);
    assert_null(problem);
    assert_non_null(fixture->store);
}

static inline int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    const char *temporary = getenv("TMPDIR");

    assert_non_null(fixture);
    snprintf(fixture->directory, sizeof(fixture->directory), "%s/glimt-files-XXXXXX",
             temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(fixture->directory));
    fixture->arena = arena_open();
    open_store(fixture);
    *state = fixture;
    return 0;
}

static inline int remove_entry(const char *path, const struct stat *status, int kind,
                               struct FTW *where) {
    (void)status, (void)kind, (void)where;
    return remove(path);
}

static inline int tear_down(void **state) {
    struct fixture *fixture = *state;

    file_store_close(fixture->store);
    assert_int_equal(nftw(fixture->directory, remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
    arena_close(fixture->arena);
    free(fixture);
    return 0;
}

/* nftw() has no context, and its callback no other way to count. */
static size_t files_seen;

static inline int count_entry(const char *path, const struct stat *status, int kind,
                              struct FTW *where) {
    (void)path, (void)where;
    if (kind == FTW_F) {
        files_seen++;
        assert_int_equal(status->st_mode & 07777, 0600);
    }
    if (kind == FTW_D)
        assert_int_equal(status->st_mode & 07777, 0700);
    return 0;
}

static inline void assert_files(const struct fixture *fixture, size_t expected) {
    files_seen = 0;
    assert_int_equal(nftw(fixture->directory, count_entry, 16, FTW_PHYS), 0);
    assert_int_equal(files_seen, expected);
}

static inline const char *path_of(struct fixture *fixture, const char *name) {
    return arena_format(fixture->arena, "%s/files/%s", fixture->directory, name).at;
}

static inline bool is_there(struct fixture *fixture, const char *name) {
    return access(path_of(fixture, name), F_OK) == 0;
}

static inline const char *place_of(struct fixture *fixture, int64_t account_id, const char *hash) {
    return arena_format(fixture->arena, "%" PRId64 "/%.2s/%s", account_id, hash, hash + 2).at;
}

static inline void put(struct fixture *fixture, const char *name, const char *text) {
    FILE *file = fopen(path_of(fixture, name), "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fchmod(fileno(file), 0600), 0);
    fclose(file);
}

struct waiting {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_done, durable;
};

static inline void note_done(void *context, bool durable) {
    struct waiting *waiting = context;

    pthread_mutex_lock(&waiting->lock);
    waiting->is_done = true;
    waiting->durable = durable;
    pthread_cond_signal(&waiting->changed);
    pthread_mutex_unlock(&waiting->lock);
}

static inline bool sync_and_wait(struct upload *upload) {
    struct waiting waiting = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false};

    upload_sync(upload, note_done, &waiting);
    pthread_mutex_lock(&waiting.lock);
    while (!waiting.is_done)
        pthread_cond_wait(&waiting.changed, &waiting.lock);
    pthread_mutex_unlock(&waiting.lock);
    return waiting.durable;
}

static inline struct upload *begin(struct fixture *fixture, int64_t account_id, const char *text) {
    struct upload *upload = upload_open(fixture->store, account_id);

    assert_non_null(upload);
    assert_true(upload_write(upload, text, strlen(text)));
    return upload;
}

static inline struct upload *begin_synced(struct fixture *fixture, int64_t account_id,
                                          const char *text) {
    struct upload *upload = begin(fixture, account_id, text);

    assert_true(sync_and_wait(upload));
    return upload;
}

static inline void store_text(struct fixture *fixture, int64_t account_id, const char *text) {
    struct upload *upload = begin_synced(fixture, account_id, text);

    assert_true(file_store_link(fixture->store, NULL, upload));
    upload_discard(upload);
}

static inline void assert_reads(struct fixture *fixture, int64_t account_id, const char *hash,
                                const void *bytes, size_t count) {
    char *read_back = malloc(count + 1);
    int64_t size = -1;
    size_t len = 0;
    ssize_t some;

    assert_non_null(read_back);
    int file = file_store_open_file(fixture->store, account_id, hash, &size);
    assert_true(file >= 0);
    assert_int_equal(size, count);
    while ((some = read(file, read_back + len, count + 1 - len)) > 0)
        len += (size_t)some;
    assert_int_equal(len, count);
    assert_memory_equal(read_back, bytes, count);
    close(file);
    free(read_back);
}

/* Standard error goes into a file until hear_end(). */
static inline int hear(FILE **ret) {
    int was = dup(STDERR_FILENO);

    *ret = tmpfile();
    assert_non_null(*ret);
    dup2(fileno(*ret), STDERR_FILENO);
    return was;
}

static inline void hear_end(struct fixture *fixture, int was, FILE *said) {
    dup2(was, STDERR_FILENO);
    close(was);
    rewind(said);
    fixture->said[fread(fixture->said, 1, sizeof(fixture->said) - 1, said)] = 0;
    fclose(said);
}

static inline void assert_one_line(const struct fixture *fixture, const char *part) {
    const char *end = strchr(fixture->said, '\n');

    if (!strstr(fixture->said, part))
        fail_msg("\"%s\" does not say \"%s\"", fixture->said, part);
    assert_non_null(end);
    assert_int_equal(end[1], 0);
}

#endif
