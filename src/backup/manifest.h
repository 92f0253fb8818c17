/* manifest.h - the last part: the others with size and hash, and what should have been there.
 *
 *   # 20480 bytes
 *   BLAKE2b-256 (glimt.db) = 0f1e...
 *   # missing: files/1/ab/cdef...
 *   # 5 bytes
 *   BLAKE2b-256 (files/1/ac/0123...) = 4567...
 *   # damaged: files/1/ac/0123...
 *   # end: 2 parts, 20485 bytes, 2 missing or damaged
 *
 * `b2sum -c manifest`, where the backup was unpacked by hand, checks it. A file is damaged whose
 * hash is not its name. The text follows from the parts: whoever reads a backup makes it again and
 * compares; only the files that are missing are told by it alone. */
#ifndef GLIMT_BACKUP_MANIFEST_H
#define GLIMT_BACKUP_MANIFEST_H

#include "backup/part.h"
#include "backup/run.h"

#include <stdio.h>

enum { MANIFEST_LINE = 256 };

struct manifest {
    struct run *run;
    FILE *text; /* without a name */
    int64_t parts, bytes, missing;
};

/* An empty text, in a file of `directory` that has no name once this returns. */
bool manifest_open(struct manifest *manifest, struct run *run, const char *directory) MUST_USE;
void manifest_close(struct manifest *manifest); /* also of one that is all zero */

bool manifest_add(struct manifest *manifest, const struct part *part,
                  const unsigned char hash[PART_HASH]) MUST_USE;
bool manifest_add_missing(struct manifest *manifest, const struct part *part) MUST_USE;
bool manifest_end(struct manifest *manifest) MUST_USE;

/* Bytes of a text that somebody else wrote. */
bool manifest_take(struct manifest *manifest, const void *bytes, size_t count) MUST_USE;

/* Goes to the beginning; `*ret_size`, unless NULL, is the length of the text. */
bool manifest_rewind(struct manifest *manifest, int64_t *ret_size) MUST_USE;

/* Whether `received` says of each part what `made` says, which was made from the parts. */
bool manifest_agrees(struct manifest *made, struct manifest *received) MUST_USE;

/* What the text says of files; from its beginning on. */
struct manifest_line {
    enum manifest_word { LINE_FILE, LINE_DAMAGED, LINE_MISSING, LINE_END } word;
    struct part part; /* with its size, if it is LINE_FILE */
};
bool manifest_next(struct manifest *manifest, struct manifest_line *ret) MUST_USE;

#endif
