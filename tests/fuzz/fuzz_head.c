/* fuzz_head.c - a head is the same however its bytes are cut, and means what its grammar says. */
#include "base/buffer.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/head.h"
#include "http_oracle.h"

/* What came of one way to cut the bytes. */
struct result {
    enum head_state state;
    unsigned status;
    struct head_scan scan;
    struct head head;
};

/* In pieces whose lengths are the bytes of `cuts`, again and again; whole without cuts. */
static void feed(struct arena *arena, struct str bytes, struct str cuts, struct result *ret) {
    *ret = (struct result){.state = HEAD_MORE};
    oracle_hide(bytes);
    for (size_t count = 0, i = 0; ret->state == HEAD_MORE && count < bytes.len; i++) {
        size_t left = bytes.len - count;
        size_t piece = cuts.len > 0 ? (unsigned char)cuts.at[i % cuts.len] + 1u : left;
        size_t before = ret->scan.at;
        oracle_show((struct str){bytes.at + count, piece < left ? piece : left});
        count += piece < left ? piece : left;
        ret->state = head_scan(&ret->scan, (struct str){bytes.at, count}, &ret->status);
        ALWAYS(ret->scan.at >= before && ret->scan.at <= count);
    }
    oracle_show_all(bytes);
    if (ret->state != HEAD_WHOLE)
        return;
    ret->status = head_read(arena, arena_copy(arena, (struct str){bytes.at, ret->scan.at}),
                            &ret->scan, &ret->head);
    if (ret->status)
        ret->state = HEAD_REFUSED;
}

static bool are_same(const struct head *a, const struct head *b) {
    bool are = str_equal(a->method, b->method) && str_equal(a->path, b->path) &&
               str_equal(a->query, b->query) && str_equal(a->host, b->host) &&
               a->field_count == b->field_count && a->is_1_1 == b->is_1_1 &&
               a->keeps_alive == b->keeps_alive && a->expects_continue == b->expects_continue &&
               a->has_length == b->has_length && a->is_chunked == b->is_chunked &&
               a->length == b->length;

    for (size_t i = 0; are && i < a->field_count; i++)
        are = str_equal(a->fields[i].name, b->fields[i].name) &&
              str_equal(a->fields[i].value, b->fields[i].value);
    return are;
}

static bool is_reason(const struct told_head *told, unsigned status) {
    for (size_t i = 0; i < told->reason_count; i++)
        if (told->reasons[i] == status)
            return true;
    return false;
}

static void check(const struct result *result, const struct told_head *told) {
    const struct head *head = &result->head;
    const uint64_t most = UINT64_MAX - 16; /* about where numbers count as larger than all */

    ALWAYS((result->state == HEAD_REFUSED) == (told->reason_count > 0));
    ALWAYS(result->state != HEAD_REFUSED || is_reason(told, result->status));
    if (result->state == HEAD_MORE)
        ALWAYS(told->bytes == 0);
    if (result->state != HEAD_WHOLE)
        return;
    ALWAYS(result->scan.at == told->bytes);
    ALWAYS(head->field_count == told->field_count && head->is_1_1 == told->is_1_1);
    ALWAYS(head->keeps_alive == told->keeps_alive && head->is_chunked == told->is_chunked);
    ALWAYS(head->has_length == told->has_length);
    ALWAYS(head->length == told->length || (head->length > most && told->length > most));
    ALWAYS(head->path.len > 0 && head->method.len > 0 && (head->host.len > 0 || !head->is_1_1));
}

/* The input: the cuts, a line end, the bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str input = {(const char *)data, size}, cuts = str_cut(&input, '\n');
    struct str bytes = oracle_grow(arena, input);
    const struct str each_byte = {"", 1};
    const struct str ways[] = {{NULL, 0}, cuts, each_byte};
    struct result results[COUNT(ways)];
    struct told_head told;

    oracle_head(arena, bytes, &told);
    for (size_t i = 0; i < COUNT(ways); i++) {
        feed(arena, bytes, ways[i], &results[i]);
        check(&results[i], &told);
        ALWAYS(results[i].state == results[0].state && results[i].status == results[0].status);
        ALWAYS(results[i].state != HEAD_WHOLE || are_same(&results[i].head, &results[0].head));
    }
    arena_close(arena);
    return 0;
}
