/* archive_read.c - a tar archive that is exactly as this program writes it. */
#include "backup/archive.h"

#include <stdio.h>

void archive_read_begin(struct archive_reader *reader, struct run *run, struct source *from) {
    reader->run = run;
    reader->from = from;
    reader->begun = false;
    reader->moment = reader->left = reader->done = 0;
}

static bool is_zero(const unsigned char *at, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (at[i])
            return false;
    return true;
}

static bool read_all(struct archive_reader *reader, void *to, size_t count) {
    size_t taken;

    if (!reader->from->take(reader->from, to, count, &taken))
        return false;
    return taken == count || run_fail(reader->run, "The backup is cut off.");
}

static bool refuse(struct archive_reader *reader) {
    if (!reader->begun)
        return run_fail(reader->run, "This is no backup of glimt.");
    return run_fail(reader->run,
                    "The backup is damaged, or not made by glimt: what follows %s is "
                    "nothing that belongs into it.",
                    reader->part.name);
}

bool archive_read_part(struct archive_reader *reader) {
    unsigned char block[TAR_BLOCK];
    struct part next;
    int64_t moment;

    if (!read_all(reader, block, sizeof(block)))
        return false;
    if (reader->begun && is_zero(block, sizeof(block)))
        return run_fail(reader->run, "The backup has no manifest, so it is not whole.");
    if (!part_read_header(block, &next, &moment) ||
        !part_may_follow(reader->begun ? &reader->part : NULL, &next) ||
        (reader->begun && moment != reader->moment))
        return refuse(reader);
    reader->begun = true;
    reader->moment = moment;
    reader->part = next;
    reader->left = next.size;
    crypto_generichash_init(&reader->hash, NULL, 0, PART_HASH);
    return true;
}

bool archive_read(struct archive_reader *reader, void *to, size_t most, size_t *ret_count) {
    *ret_count = reader->left < (int64_t)most ? (size_t)reader->left : most;
    if (!read_all(reader, to, *ret_count))
        return false;
    crypto_generichash_update(&reader->hash, to, *ret_count);
    reader->left -= (int64_t)*ret_count;
    reader->done += (int64_t)*ret_count;
    return true;
}

bool archive_read_part_end(struct archive_reader *reader, unsigned char ret_hash[PART_HASH]) {
    unsigned char filling[TAR_BLOCK];
    size_t count = (size_t)(-reader->part.size & (TAR_BLOCK - 1));

    crypto_generichash_final(&reader->hash, ret_hash, PART_HASH);
    if (!read_all(reader, filling, count))
        return false;
    return is_zero(filling, count) || refuse(reader);
}

bool archive_read_end(struct archive_reader *reader) {
    unsigned char blocks[2 * TAR_BLOCK];

    if (!read_all(reader, blocks, sizeof(blocks)))
        return false;
    return is_zero(blocks, sizeof(blocks)) || refuse(reader);
}
