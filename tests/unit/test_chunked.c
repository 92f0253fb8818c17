/* test_chunked.c - chunked bodies, cut anywhere, and at each limit. */
#include "base/buffer.h"
#include "http/chunked.h"

#include <stdlib.h>

#include "cmocka_all.h"

enum { TEXT_MAX = 64 * 1024 };

/* Takes what there is of a piece; false when the body ends, well or not. */
static bool take_piece(struct chunked *chunked, struct str *piece, struct buffer *told) {
    struct str data;

    for (;;)
        switch (chunked_take(chunked, piece, &data)) {
        case CHUNKED_DATA:
            assert_true(data.len > 0);
            buffer_put_str(told, data);
            break;
        case CHUNKED_MORE:
            assert_int_equal(piece->len, 0);
            return true;
        case CHUNKED_END:
            return false;
        default:
            assert_int_equal(chunked_take(chunked, piece, &data), CHUNKED_BAD);
            buffer_put_z(told, " bad");
            return false;
        }
}

/* The data, then ` bad`, ` short`, or ` end` and what is left. Pieces have their own memory. */
static void feed(struct str body, size_t first, size_t piece, struct buffer *told) {
    struct chunked chunked;
    bool goes_on = true;
    size_t at = 0;

    buffer_reset(told);
    chunked_begin(&chunked);
    for (size_t count = first; goes_on && at < body.len; count = piece) {
        count = count < body.len - at ? count : body.len - at;
        char *copy = malloc(count);
        assert_non_null(copy);
        memcpy(copy, body.at + at, count);
        struct str rest = {copy, count};
        goes_on = take_piece(&chunked, &rest, told);
        at += count - rest.len;
        free(copy);
    }
    if (goes_on)
        buffer_put_z(told, " short");
    else if (told->len < 4 || memcmp(told->at + told->len - 4, " bad", 4) != 0) {
        buffer_put_z(told, " end");
        buffer_put_str(told, (struct str){body.at + at, body.len - at});
    }
}

static void assert_told(struct str body, size_t first, size_t piece, struct str expected) {
    struct buffer told;

    buffer_init(&told, TEXT_MAX);
    feed(body, first, piece, &told);
    if (!str_equal(buffer_str(&told), expected))
        fail_msg("cut at %zu, then each %zu: told %.*s, expected %.*s", first, piece, (int)told.len,
                 told.at, (int)expected.len, expected.at);
    buffer_done(&told);
}

/* Whole, byte by byte, and cut in two at every place. */
static void expect(struct str body, struct str expected) {
    assert_told(body, body.len, body.len, expected);
    assert_told(body, 1, 1, expected);
    for (size_t cut = 1; cut < body.len; cut++)
        assert_told(body, cut, body.len, expected);
}

#define EXPECT(body, told) expect(STR(body), STR(told))

static void whole_bodies(void **state) {
    (void)state;
    EXPECT("0\r\n\r\n", " end");
    EXPECT("0\r\n\r\nGET ", " endGET ");
    EXPECT("5\r\nhello\r\n0\r\n\r\n", "hello end");
    EXPECT("000a\r\n0123456789\r\n00\r\n\r\n", "0123456789 end");
    EXPECT("B\r\n0\r\n\r\nGET \r\n\r\nb\r\n0123456789a\r\n0\r\n\r\n",
           "0\r\n\r\nGET \r\n0123456789a end");
    EXPECT("1;a\r\nx\r\n1;b=\"c;d\"\t\200\r\ny\r\n0;\r\n\r\n", "xy end");
    EXPECT("1\r\nx\r\n0\r\nA: b\r\nC:\r\n\r\nrest", "x endrest");
    EXPECT("0\r\nTransfer-Encoding: gzip\r\nContent-Length: 9\r\n\r\n", " end");
}

static void too_short(void **state) {
    (void)state;
    EXPECT("", " short");
    EXPECT("5", " short");
    EXPECT("5\r", " short");
    EXPECT("5;x", " short");
    EXPECT("5\r\nhell", "hell short");
    EXPECT("1\r\nx", "x short");
    EXPECT("1\r\nx\r", "x short");
    EXPECT("0\r\n", " short");
    EXPECT("0\r\n\r", " short");
    EXPECT("0\r\nA:", " short");
    EXPECT("0\r\nA: b\r\n", " short");
}

static void odd_sizes(void **state) {
    (void)state;
    EXPECT("\r\n", " bad");
    EXPECT(" 1\r\nx", " bad");
    EXPECT("1 \r\nx", " bad");
    EXPECT("1\t;a\r\nx", " bad");
    EXPECT("0x1\r\nx", " bad");
    EXPECT("-1\r\nx", " bad");
    EXPECT("+1\r\nx", " bad");
    EXPECT("g\r\nx", " bad");
    EXPECT(";a\r\nx", " bad");
    EXPECT("1,\r\nx", " bad");
}

static void ends_of_lines(void **state) {
    (void)state;
    EXPECT("1\nx", " bad");
    EXPECT("1\rx", " bad");
    EXPECT("1\r\r\nx", " bad");
    EXPECT("1;a\nx", " bad");
    EXPECT("1;a\rx", " bad");
    EXPECT("1;\0\r\nx", " bad");
    EXPECT("1;\177\r\nx", " bad");
    EXPECT("1\r\nx\n0\r\n\r\n", "x bad");
    EXPECT("1\r\nxy\r\n", "x bad");
    EXPECT("1\r\nx0\r\n", "x bad");
    EXPECT("1\r\nx\r0\r\n", "x bad");
    EXPECT("1\r\nx\r\n\r\n", "x bad");
    EXPECT("0\n\n", " bad");
    EXPECT("0\r\n\n", " bad");
    EXPECT("0\r\n\rG", " bad");
}

static void odd_trailers(void **state) {
    (void)state;
    EXPECT("0\r\n: b\r\n\r\n", " bad");
    EXPECT("0\r\nA b\r\n\r\n", " bad");
    EXPECT("0\r\nA : b\r\n\r\n", " bad");
    EXPECT("0\r\nA\r\n\r\n", " bad");
    EXPECT("0\r\n A: b\r\n\r\n", " bad");
    EXPECT("0\r\nA: b\r\n folded\r\n\r\n", " bad");
    EXPECT("0\r\nA: b\n\r\n", " bad");
    EXPECT("0\r\nA: b\rC", " bad");
    EXPECT("0\r\nA: \0\r\n\r\n", " bad");
    EXPECT("0\r\nGET / HTTP/1.1\r\n\r\n", " bad");
}

/* `before`, so many times `x`, `after`. */
static void expect_padded(const char *before, size_t count, const char *after, const char *told) {
    struct buffer body;

    buffer_init(&body, TEXT_MAX);
    buffer_put_z(&body, before);
    for (size_t i = 0; i < count; i++)
        buffer_put_char(&body, 'x');
    buffer_put_z(&body, after);
    assert_told(buffer_str(&body), body.len, body.len, str_of(told));
    assert_told(buffer_str(&body), 1, 1, str_of(told));
    assert_told(buffer_str(&body), body.len - 5, 1, str_of(told));
    buffer_done(&body);
}

static void limits(void **state) {
    /* All trailers, with the line that ends them: a name, a colon, two ends of lines. */
    const size_t value_max = CHUNKED_TRAILERS_MAX - sizeof("A:\r\n\r\n") + 1;

    (void)state;
    expect_padded("0;", CHUNK_EXTENSION_MAX, "\r\n\r\n", " end");
    expect_padded("0;", CHUNK_EXTENSION_MAX + 1, "\r\n\r\n", " bad");
    expect_padded("1;a\r\ny\r\n0;", CHUNK_EXTENSION_MAX, "\r\n\r\n", "y end");
    expect_padded("0\r\nA:", value_max, "\r\n\r\n", " end");
    expect_padded("0\r\nA:", value_max + 1, "\r\n\r\n", " bad");
    expect_padded("0;xyz\r\nA:", value_max, "\r\n\r\n", " end");
    EXPECT("000000000000001\r\nx\r\n0\r\n\r\n", "x end");
    EXPECT("0000000000000001\r\nx\r\n", " bad");
    EXPECT("fffffffffffffff\r\nxyz", "xyz short");
    EXPECT("1000000000000000\r\nx", " bad");
}

static void each_byte_in_each_place(void **state) {
    static const char digits[] = "0123456789abcdefABCDEF";
    static const char tokens[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789!#$%&'*+-.^_`|~";

    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        char size[] = "0@\r\n", name[] = "0\r\nA@:\r\n\r\n", text[] = "0;@\r\n\r\n";
        bool is_in_line = byte == '\t' || (byte > 31 && byte != 127);
        bool is_digit = byte && strchr(digits, byte);
        bool is_token = byte && strchr(tokens, byte);
        size[1] = name[4] = text[2] = (char)byte;
        assert_told((struct str){size, 2}, 2, 2,
                    is_digit || byte == ';' || byte == '\r' ? STR(" short") : STR(" bad"));
        assert_told((struct str){name, 10}, 10, 10,
                    is_token || byte == ':' ? STR(" end") : STR(" bad"));
        assert_told((struct str){text, 7}, 7, 7, is_in_line ? STR(" end") : STR(" bad"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_bodies),
        cmocka_unit_test(too_short),
        cmocka_unit_test(odd_sizes),
        cmocka_unit_test(ends_of_lines),
        cmocka_unit_test(odd_trailers),
        cmocka_unit_test(limits),
        cmocka_unit_test(each_byte_in_each_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
