/* archive.h - parts into a sink and out of a source, one after the other. */
#ifndef GLIMT_BACKUP_ARCHIVE_H
#define GLIMT_BACKUP_ARCHIVE_H

#include "backup/part.h"
#include "backup/stream.h"

#include <sodium.h>

/* A part is begun, given as many bytes as its size says, and ended, which gives their hash. */
struct archive_writer {
    struct run *run;
    struct sink *to;
    int64_t moment;
    struct part part;
    int64_t left;
    crypto_generichash_state hash;
};

void archive_write_begin(struct archive_writer *writer, struct run *run, struct sink *to,
                         int64_t moment);
bool archive_write_part(struct archive_writer *writer, const struct part *part) MUST_USE;
bool archive_write(struct archive_writer *writer, const void *bytes, size_t count) MUST_USE;
bool archive_write_part_end(struct archive_writer *writer,
                            unsigned char ret_hash[PART_HASH]) MUST_USE;
/* After the last part; ends the sink. */
bool archive_write_end(struct archive_writer *writer) MUST_USE;

/* Refuses, as a failure of the run, what this program does not write: other names, another order, a
 * name twice, other headers, anything in what fills up blocks. Whether the bytes are those that
 * were written is for the manifest and the source to say. */
struct archive_reader {
    struct run *run;
    struct source *from;
    struct part part; /* the one that is being read */
    bool begun;
    int64_t moment, left;
    int64_t done; /* bytes of all parts */
    crypto_generichash_state hash;
};

void archive_read_begin(struct archive_reader *reader, struct run *run, struct source *from);
bool archive_read_part(struct archive_reader *reader) MUST_USE;
/* Fewer bytes than `most` only at the part's end. */
bool archive_read(struct archive_reader *reader, void *to, size_t most, size_t *ret_count) MUST_USE;
bool archive_read_part_end(struct archive_reader *reader,
                           unsigned char ret_hash[PART_HASH]) MUST_USE;
/* After the last part: nothing but the archive's end is left. */
bool archive_read_end(struct archive_reader *reader) MUST_USE;

#endif
