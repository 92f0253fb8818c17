/* stream.h - bytes that pass from hand to hand, never all of them at once.
 *
 * Sinks and sources stand in rows. Writing: tar, then pack (zstd), then seal (encryption, if there
 * is a key), then the file; reading, the other way round. All live in the run's arena, and all
 * failures are the run's. */
#ifndef GLIMT_BACKUP_STREAM_H
#define GLIMT_BACKUP_STREAM_H

#include "backup/run.h"

enum {
    CHUNK = 64 * 1024, /* what a stage takes at once */
    KEY_LENGTH = 32,
};

struct sink {
    bool (*put)(struct sink *sink, const void *bytes, size_t count);
    bool (*end)(struct sink *sink); /* what is left goes on; once, after the last put */
};

/* Fills `to`; fewer bytes only at the end. */
struct source {
    bool (*take)(struct source *source, void *to, size_t most, size_t *ret_count);
};

/* The caller's descriptor, and memory. `name` stands in sentences. */
struct file_sink {
    struct sink sink;
    struct run *run;
    const char *name;
    int file;
    size_t at_once; /* as much as is taken without waiting, once it is ready: a pipe takes a page */
    int64_t written;
    int64_t on_its_way; /* bytes that the disk was told to begin with */
};
struct file_sink file_sink_of(struct run *run, int file, const char *name);

struct source *file_source_open(struct run *run, int file, const char *name);

/* XChaCha20-Poly1305, as libsodium's secretstream: in chunks, whose order and end are proven. */
struct sink *seal_open(struct run *run, struct sink *next, const unsigned char key[KEY_LENGTH]);
/* Gives `*source` as it was written; whether it is sealed is told by its beginning. `key` may be
 * NULL, and must be there exactly when it is. */
bool unseal_open(struct run *run, struct source **source, const unsigned char *key) MUST_USE;

/* zstd, with a checksum of all that it gives, as a frame behind it which zstd skips. */
struct sink *pack_open(struct run *run, struct sink *next);
struct source *unpack_open(struct run *run, struct source *from);
/* Their memory is the library's, and has to be given back, also after a failure. */
void pack_close(struct sink *sink);       /* NULL is allowed */
void unpack_close(struct source *source); /* NULL is allowed */
/* After the last byte that was expected: proves the checksum, and that nothing follows. */
bool unpack_prove(struct source *source) MUST_USE;

#endif
