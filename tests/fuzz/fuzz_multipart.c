/* fuzz_multipart.c - a body gives the same parts however it is cut. */
#include "base/buffer.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/multipart.h"

/* What the app was told. Some refuse a part whose name starts with `!`. */
struct record {
    struct buffer told;
    size_t data_len;
    bool in_part, refuses, refused;
};

static void put_text(struct buffer *told, struct str text) {
    ALWAYS(str_is_text(text));
    buffer_format(told, "%zu:", text.len);
    buffer_put_str(told, text);
}

static bool on_begin(void *context, const struct multipart_part *part) {
    struct record *record = context;

    ALWAYS(!record->in_part && !record->refused);
    ALWAYS(part->is_file || part->file_name.len == 0);
    record->in_part = true;
    buffer_put_char(&record->told, part->is_file ? 'F' : 'B');
    put_text(&record->told, part->name);
    put_text(&record->told, part->file_name);
    put_text(&record->told, part->content_type);
    record->refused = record->refuses && part->name.len > 0 && part->name.at[0] == '!';
    return !record->refused;
}

static bool on_data(void *context, const char *bytes, size_t count) {
    struct record *record = context;

    ALWAYS(record->in_part && !record->refused && count > 0);
    record->data_len += count;
    buffer_put(&record->told, bytes, count);
    return true;
}

static bool on_end(void *context) {
    struct record *record = context;

    ALWAYS(record->in_part && !record->refused);
    record->in_part = false;
    buffer_format(&record->told, "E%zu;", record->data_len);
    return true;
}

static const struct multipart_reader reader = {on_begin, on_data, on_end};

/* In pieces whose lengths are the bytes of `cuts`, again and again; whole without cuts. */
static void feed(struct record *record, struct str type, struct str body, struct str cuts) {
    struct arena *arena = arena_open();
    struct multipart *multipart = multipart_open(arena, type, &reader, record);
    bool good = true;

    if (multipart) {
        for (size_t at = 0, i = 0, count = 0; at < body.len; at += count, i++) {
            size_t cut = cuts.len > 0 ? (unsigned char)cuts.at[i % cuts.len] % 64 + 1u : body.len;
            count = cut < body.len - at ? cut : body.len - at;
            bool taken = multipart_take(multipart, body.at + at, count);
            ALWAYS(good || !taken);
            good = taken;
        }
        ALWAYS(good || !multipart_is_whole(multipart));
        ALWAYS(!record->refused || !good);
        ALWAYS(!multipart_is_whole(multipart) || !record->in_part);
        buffer_put_z(&record->told, !good                           ? "bad"
                                    : multipart_is_whole(multipart) ? "whole"
                                                                    : "short");
    }
    arena_close(arena);
}

/* The input: the Content-Type, a line end, the cuts, a line end, the body. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str body = {(const char *)data, size};
    struct str type = str_cut(&body, '\n'), cuts = str_cut(&body, '\n');
    const struct str each_byte = {"", 1};
    const struct str ways[] = {{NULL, 0}, cuts, each_byte};
    struct record records[COUNT(ways)];

    for (size_t i = 0; i < COUNT(ways); i++) {
        records[i] = (struct record){.refuses = size % 2 == 0};
        buffer_init(&records[i].told, 4 * size + 64 * 1024);
        feed(&records[i], type, body, ways[i]);
        ALWAYS(!buffer_failed(&records[i].told) && records[i].data_len <= body.len);
        ALWAYS(records[i].data_len == records[0].data_len);
        ALWAYS(str_equal(buffer_str(&records[i].told), buffer_str(&records[0].told)));
    }
    for (size_t i = 0; i < COUNT(ways); i++)
        buffer_done(&records[i].told);
    return 0;
}
