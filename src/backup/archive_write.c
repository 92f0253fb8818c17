/* archive_write.c - a tar archive, block by block. */
#include "backup/archive.h"

#include "base/log.h"

static const unsigned char zeros[2 * TAR_BLOCK];

void archive_write_begin(struct archive_writer *writer, struct run *run, struct sink *to,
                         int64_t moment) {
    writer->run = run;
    writer->to = to;
    writer->moment = moment;
    writer->left = 0;
}

bool archive_write_part(struct archive_writer *writer, const struct part *part) {
    unsigned char block[TAR_BLOCK];

    writer->part = *part;
    writer->left = part->size;
    crypto_generichash_init(&writer->hash, NULL, 0, PART_HASH);
    part_write_header(part, writer->moment, block);
    return writer->to->put(writer->to, block, sizeof(block));
}

bool archive_write(struct archive_writer *writer, const void *bytes, size_t count) {
    ALWAYS((int64_t)count <= writer->left);
    crypto_generichash_update(&writer->hash, bytes, count);
    writer->left -= (int64_t)count;
    return writer->to->put(writer->to, bytes, count);
}

bool archive_write_part_end(struct archive_writer *writer, unsigned char ret_hash[PART_HASH]) {
    size_t filling = (size_t)(-writer->part.size & (TAR_BLOCK - 1));

    ALWAYS(writer->left == 0);
    crypto_generichash_final(&writer->hash, ret_hash, PART_HASH);
    return writer->to->put(writer->to, zeros, filling);
}

bool archive_write_end(struct archive_writer *writer) {
    return writer->to->put(writer->to, zeros, sizeof(zeros)) && writer->to->end(writer->to);
}
