/* fuzz_backup.c - what a reader of backups takes is, byte for byte, what would be written. */
#include "backup/about.h"
#include "backup/archive.h"
#include "base/log.h"
#include "fuzz.h"

struct memory_source {
    struct source source;
    struct str rest;
};

static bool take(struct source *source, void *to, size_t most, size_t *ret_count) {
    struct memory_source *memory = (struct memory_source *)source;

    *ret_count = memory->rest.len < most ? memory->rest.len : most;
    if (*ret_count > 0)
        memcpy(to, memory->rest.at, *ret_count);
    memory->rest.at += *ret_count;
    memory->rest.len -= *ret_count;
    return true;
}

struct memory_sink {
    struct sink sink;
    struct buffer bytes;
};

static bool put(struct sink *sink, const void *bytes, size_t count) {
    buffer_put(&((struct memory_sink *)sink)->bytes, bytes, count);
    return true;
}

static bool end(struct sink *sink) {
    (void)sink;
    return true;
}

/* One part after the other, each written again as it was read. */
static bool copy_part(struct archive_reader *reader, struct archive_writer *writer) {
    unsigned char bytes[1000], hash[PART_HASH], again[PART_HASH];
    struct part part;
    size_t count;

    if (!archive_read_part(reader))
        return false;
    ALWAYS(part_read_name(str_of(reader->part.name), &part) && part.kind == reader->part.kind);
    ALWAYS(!strstr(reader->part.name, "..") && reader->part.name[0] != '/');
    writer->moment = reader->moment;
    ALWAYS(archive_write_part(writer, &reader->part));
    while (reader->left > 0) {
        if (!archive_read(reader, bytes, sizeof(bytes), &count))
            return false;
        ALWAYS(archive_write(writer, bytes, count));
    }
    if (!archive_read_part_end(reader, hash))
        return false;
    ALWAYS(archive_write_part_end(writer, again) && memcmp(hash, again, sizeof(hash)) == 0);
    return true;
}

static bool copy_archive(struct run *run, struct source *source, struct memory_sink *sink) {
    struct archive_reader *reader = NEW(run->arena, struct archive_reader);
    struct archive_writer *writer = NEW(run->arena, struct archive_writer);

    archive_read_begin(reader, run, source);
    archive_write_begin(writer, run, &sink->sink, 0);
    do
        if (!copy_part(reader, writer))
            return false;
    while (reader->part.kind != PART_MANIFEST);
    if (!archive_read_end(reader))
        return false;
    ALWAYS(archive_write_end(writer));
    return true;
}

static void fuzz_tar(struct run *run, struct str input) {
    struct memory_source source = {{take}, input};
    struct memory_sink sink = {.sink = {put, end}};

    buffer_init(&sink.bytes, 2 * input.len + 65536);
    if (copy_archive(run, &source.source, &sink)) {
        struct str taken = {input.at, input.len - source.rest.len};
        ALWAYS(str_equal(buffer_str(&sink.bytes), taken));
    } else
        ALWAYS(run->problem);
    buffer_done(&sink.bytes);
}

/* What is packed or sealed; whoever finds a hash of 32 bytes that fits has found more than this. */
static void fuzz_packed(struct run *run, struct str input, bool with_key) {
    static const unsigned char key[KEY_LENGTH] = {1};
    struct memory_source memory = {{take}, input};
    struct source *source = &memory.source;
    unsigned char bytes[4096];
    size_t count, total = 0;

    if (!unseal_open(run, &source, with_key ? key : NULL)) {
        ALWAYS(run->problem);
        return;
    }
    struct source *packed = unpack_open(run, source);
    bool fine = true;
    while (fine && total < (1 << 20) &&
           (fine = packed->take(packed, bytes, sizeof(bytes), &count)) && count > 0)
        total += count;
    ALWAYS(fine ? !run->problem : run->problem != NULL);
    if (fine && !unpack_prove(packed))
        ALWAYS(run->problem);
    unpack_close(packed);
}

/* The first byte says what the rest is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct run run = {.arena = arena_open(), .signals = -1};
    struct str input = {(const char *)data + (size > 0), size - (size > 0)};
    struct about about;

    ALWAYS(sodium_init() >= 0);
    if (size > 0 && data[0] == 't')
        fuzz_tar(&run, input);
    else if (size > 0 && data[0] == 'a')
        ALWAYS(about_read(&run, input, &about) || run.problem);
    else if (size > 0)
        fuzz_packed(&run, input, data[0] == 'k');
    arena_close(run.arena);
    return 0;
}
