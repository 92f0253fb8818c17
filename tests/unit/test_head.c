/* test_head.c - heads of requests: well formed, malformed, cut anywhere, and at each limit. */
#include "base/buffer.h"
#include "http/grammar.h"
#include "http/head.h"

#include <stdlib.h>

#include "cmocka_all.h"

enum { MORE = 0, WHOLE = 200, TEXT_MAX = 256 * 1024 };

static void tell_text(struct buffer *told, struct str text) {
    buffer_put_str(told, text);
    buffer_put_char(told, '|');
}

/* `METHOD|path|query|host|name=value|...` and letters: 1 HTTP/1.1, k kept alive, e Expect, c
 * chunked, l with the length. */
static void tell(struct buffer *told, const struct head *head) {
    tell_text(told, head->method);
    tell_text(told, head->path);
    tell_text(told, head->query);
    tell_text(told, head->host);
    for (size_t i = 0; i < head->field_count; i++) {
        buffer_put_str(told, head->fields[i].name);
        buffer_put_char(told, '=');
        tell_text(told, head->fields[i].value);
    }
    buffer_put_z(told, head->is_1_1 ? "1" : "0");
    buffer_put_z(told, head->keeps_alive ? "k" : "");
    buffer_put_z(told, head->expects_continue ? "e" : "");
    buffer_put_z(told, head->is_chunked ? "c" : "");
    if (head->has_length)
        buffer_format(told, "l%llu", (unsigned long long)head->length);
}

/* The head's bytes in memory of their own size, so that a sanitizer sees a step beyond them. */
static unsigned read_whole(struct str bytes, const struct head_scan *scan, struct buffer *told) {
    struct arena *arena = arena_open();
    char *copy = malloc(scan->at);
    struct head head;

    assert_non_null(copy);
    memcpy(copy, bytes.at, scan->at);
    unsigned status = head_read(arena, (struct str){copy, scan->at}, scan, &head);
    if (status == 0)
        tell(told, &head);
    free(copy);
    arena_close(arena);
    return status ? status : WHOLE;
}

/* What comes of bytes that come in pieces, the first one of `first` and the others of `piece`. */
static unsigned feed(struct str bytes, size_t first, size_t piece, struct buffer *told) {
    struct head_scan scan = {.at = 0};
    enum head_state state = HEAD_MORE;
    unsigned status = 0;
    size_t count = first < bytes.len ? first : bytes.len;

    buffer_reset(told);
    for (;;) {
        state = head_scan(&scan, (struct str){bytes.at, count}, &status);
        assert_true(scan.at <= count);
        if (state != HEAD_MORE || count == bytes.len)
            break;
        count += piece < bytes.len - count ? piece : bytes.len - count;
    }
    if (state == HEAD_MORE)
        return MORE;
    return state == HEAD_WHOLE ? read_whole(bytes, &scan, told) : status;
}

static void assert_read(struct str bytes, size_t first, size_t piece, unsigned expected,
                        const char *expected_told) {
    struct buffer told;

    buffer_init(&told, TEXT_MAX);
    unsigned status = feed(bytes, first, piece, &told);
    if (status != expected)
        fail_msg("cut at %zu, then each %zu: %u instead of %u: %.*s", first, piece, status,
                 expected, (int)bytes.len, bytes.at);
    if (expected_told && !str_equal(buffer_str(&told), str_of(expected_told)))
        fail_msg("cut at %zu, then each %zu: told %.*s, expected %s", first, piece, (int)told.len,
                 told.at, expected_told);
    buffer_done(&told);
}

/* Whole, byte by byte, and cut in two at every place. */
static void expect_of(struct str bytes, unsigned status, const char *told) {
    assert_read(bytes, bytes.len, bytes.len, status, told);
    assert_read(bytes, 1, 1, status, told);
    for (size_t cut = 1; cut < bytes.len; cut++)
        assert_read(bytes, cut, bytes.len, status, told);
}

#define HOST "Host: a\r\n"
#define GET "GET / HTTP/1.1\r\n" HOST
#define EXPECT(text, told) expect_of(STR(text), WHOLE, told)
#define REFUSED(status, text) expect_of(STR(text "\r\n\r\n"), status, NULL)

static void whole_heads(void **state) {
    (void)state;
    EXPECT(GET "\r\n", "GET|/||a|Host=a|1k");
    EXPECT("\r\n" GET "\r\n", "GET|/||a|Host=a|1k");
    EXPECT(GET "\r\nGET /next HTTP/1.1\r\n", "GET|/||a|Host=a|1k");
    EXPECT("get /a/%2f?b=c?d#e HTTP/1.1\r\nhost:a.b:8443\r\n\r\n",
           "get|/a/%2f|b=c?d#e|a.b:8443|host=a.b:8443|1k");
    EXPECT("GET /? HTTP/1.7\r\nHOST: \t [::1]:1 \t\r\n\r\n", "GET|/||[::1]:1|HOST=[::1]:1|1k");
    EXPECT("GET //\303\245 HTTP/1.1\r\n" HOST "X:\r\nY: \t\r\nZ:a \t b\r\n\r\n",
           "GET|//\303\245||a|Host=a|X=|Y=|Z=a \t b|1k");
    EXPECT(GET "X: \200\377\r\nX: :\r\n\r\n", "GET|/||a|Host=a|X=\200\377|X=:|1k");
    EXPECT("OPTIONS * HTTP/1.1\r\n" HOST "\r\n", "OPTIONS|*||a|Host=a|1k");
    EXPECT("GET / HTTP/1.0\r\n\r\n", "GET|/|||0");
}

static void absolute_targets(void **state) {
    (void)state;
    EXPECT("GET http://b/c?d HTTP/1.1\r\n" HOST "\r\n", "GET|/c|d|b|Host=a|1k");
    EXPECT("GET HTTPS://b:1 HTTP/1.1\r\n" HOST "\r\n", "GET|/||b:1|Host=a|1k");
    EXPECT("GET http://b?c/d HTTP/1.1\r\n" HOST "\r\n", "GET|/|c/d|b|Host=a|1k");
    EXPECT("GET http://b HTTP/1.0\r\n\r\n", "GET|/||b|0");
    REFUSED(400, "GET http:///c HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET http:// HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET http://u@b/ HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET ftp://b/ HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET http://b/ HTTP/1.1\r\nHost: a b");
    REFUSED(400, "GET http://b/ HTTP/1.1");
}

static void framing(void **state) {
    (void)state;
    EXPECT(GET "Content-Length: 0\r\n\r\n", "GET|/||a|Host=a|Content-Length=0|1kl0");
    EXPECT(GET "content-LENGTH:007 \r\n\r\n", "GET|/||a|Host=a|content-LENGTH=007|1kl7");
    EXPECT(GET "Transfer-Encoding: CHUNKED\t\r\n\r\n",
           "GET|/||a|Host=a|Transfer-Encoding=CHUNKED|1kc");
    EXPECT(GET "Expect: 100-Continue\r\n\r\n", "GET|/||a|Host=a|Expect=100-Continue|1ke");
    EXPECT("GET / HTTP/1.0\r\nExpect: any\r\n\r\n", "GET|/|||Expect=any|0");
    EXPECT(GET "Connection: a, Close ,b\r\n\r\n", "GET|/||a|Host=a|Connection=a, Close ,b|1");
    EXPECT(GET "Connection: closed\r\n\r\n", "GET|/||a|Host=a|Connection=closed|1k");
    EXPECT("GET / HTTP/1.0\r\nConnection: KEEP-alive\r\n\r\n", "GET|/|||Connection=KEEP-alive|0k");
    EXPECT("GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n",
           "GET|/|||Connection=keep-alive|Connection=close|0");
}

static void lengths_beyond_numbers(void **state) {
    (void)state;
    EXPECT(GET "Content-Length: 9223372036854775808\r\n\r\n",
           "GET|/||a|Host=a|Content-Length=9223372036854775808|1kl9223372036854775808");
    EXPECT(GET "Content-Length: 18446744073709551616\r\n\r\n",
           "GET|/||a|Host=a|Content-Length=18446744073709551616|1kl18446744073709551615");
    EXPECT(GET "Content-Length: 184467440737095516160\r\n\r\n",
           "GET|/||a|Host=a|Content-Length=184467440737095516160|1kl18446744073709551615");
}

static void bodies_of_two_minds(void **state) {
    (void)state;
    REFUSED(400, GET "Content-Length: 5\r\nContent-Length: 5");
    REFUSED(400, GET "Content-Length: 5\r\nTransfer-Encoding: chunked");
    REFUSED(400, GET "Transfer-Encoding: chunked\r\nContent-Length: 5");
    REFUSED(400, GET "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
    REFUSED(400, GET "Transfer-Encoding:");
    REFUSED(501, GET "Transfer-Encoding: gzip, chunked");
    REFUSED(501, GET "Transfer-Encoding: identity");
    REFUSED(501, GET "Transfer-Encoding: chunked, chunked");
    REFUSED(400, "GET / HTTP/1.0\r\nTransfer-Encoding: chunked");
    REFUSED(400, GET "Content-Length:");
    REFUSED(400, GET "Content-Length: -1");
    REFUSED(400, GET "Content-Length: +1");
    REFUSED(400, GET "Content-Length: 1, 1");
    REFUSED(400, GET "Content-Length: 1 1");
    REFUSED(400, GET "Content-Length: 0x1");
    REFUSED(400, GET "Content-Length : 5");
    REFUSED(400, GET "Transfer-Encoding\t: chunked");
    REFUSED(417, GET "Expect: 100-continue, b");
    REFUSED(417, GET "Expect:");
}

static void odd_request_lines(void **state) {
    (void)state;
    REFUSED(400, "GET");
    REFUSED(400, "GET /");
    REFUSED(400, "GET  / HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET /  HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET / HTTP/1.1 \r\n" HOST);
    REFUSED(400, " GET / HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET\t/ HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET /\tb HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET /b c HTTP/1.1\r\n" HOST);
    REFUSED(400, "G@T / HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET  HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET b HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET * HTTP/1.1\r\n" HOST);
    REFUSED(400, "CONNECT a:1 HTTP/1.1\r\n" HOST);
    REFUSED(400, "GET / http/1.1\r\n" HOST);
    REFUSED(400, "GET / HTTP/1.\r\n" HOST);
    REFUSED(400, "GET / HTTP/1.10\r\n" HOST);
    REFUSED(400, "GET / HTTP/1,1\r\n" HOST);
    REFUSED(505, "GET / HTTP/2.0\r\n" HOST);
    REFUSED(505, "GET / HTTP/0.9\r\n" HOST);
    REFUSED(505, "PRI * HTTP/2.0");
    REFUSED(400, "\r\n\r\n" GET);
}

static void odd_fields(void **state) {
    (void)state;
    REFUSED(400, GET ": v");
    REFUSED(400, GET "X");
    REFUSED(400, GET "X Y: v");
    REFUSED(400, GET "X : v");
    REFUSED(400, GET "X: v\r\n folded");
    REFUSED(400, GET "X: v\r\n\tfolded");
    REFUSED(400, "GET / HTTP/1.1\r\n X: v\r\n" HOST);
    REFUSED(400, "GET / HTTP/1.1");
    REFUSED(400, GET "Host: a");
    REFUSED(400, "GET / HTTP/1.0\r\n" HOST "Host: a");
    REFUSED(400, "GET / HTTP/1.1\r\nHost:");
    REFUSED(400, "GET / HTTP/1.1\r\nHost: a, b");
    REFUSED(400, "GET / HTTP/1.1\r\nHost: a/b");
    REFUSED(400, GET "Authorization: a\r\nauthorization: a");
}

static void ends_of_lines(void **state) {
    (void)state;
    REFUSED(400, "GET / HTTP/1.1\n" HOST);
    REFUSED(400, GET "X: v\nY: v");
    REFUSED(400, GET "X: v\rY: v");
    REFUSED(400, GET "X: v\r\r\nY: v");
    REFUSED(400, GET "X: a\0b");
    REFUSED(400, "\n" GET);
    expect_of(STR(GET "\n"), 400, NULL);
    expect_of(STR(GET "\r\r"), 400, NULL);
    expect_of(STR("\r\n\r\n"), 400, NULL);
    expect_of(STR(""), MORE, NULL);
    expect_of(STR("\r"), MORE, NULL);
    expect_of(STR("\r\n"), MORE, NULL);
    expect_of(STR("\r\n\r"), MORE, NULL);
    expect_of(STR(GET), MORE, NULL);
    expect_of(STR(GET "\r"), MORE, NULL);
}

/* ---- limits ---- */

/* `count` bytes in all: `before`, as many `x` as it takes, and `after`. */
static struct str padded(const char *before, const char *after, size_t count) {
    size_t front = strlen(before), back = strlen(after);
    char *text = malloc(count);

    assert_non_null(text);
    memset(text, 'x', count);
    memcpy(text, before, front);
    memcpy(text + count - back, after, back);
    return (struct str){text, count};
}

/* In one piece, byte by byte, and cut beside the limit. */
static void expect_padded(const char *before, const char *after, size_t count, unsigned status) {
    struct str text = padded(before, after, count);

    assert_read(text, text.len, text.len, status, NULL);
    assert_read(text, 1, 1, status, NULL);
    for (size_t cut = text.len - 6; cut < text.len; cut++)
        assert_read(text, cut, 1, status, NULL);
    free((char *)text.at);
}

static void bytes_have_a_limit(void **state) {
    (void)state;
    expect_padded(GET "X: ", "\r\n\r\n", HEAD_BYTES_MAX, WHOLE);
    expect_padded(GET "X: ", "\r\n\r\n", HEAD_BYTES_MAX + 1, 431);
    expect_padded(GET "X: ", "\r\n\r\n", HEAD_BYTES_MAX + 2, 431);
    expect_padded(GET "X: ", "\r\n\r\n", HEAD_BYTES_MAX + 100, 431);
    expect_padded(GET "X: ", "", HEAD_BYTES_MAX - 1, MORE);
    expect_padded(GET "X: ", "", HEAD_BYTES_MAX, 431);
    expect_padded("GET /", "", HEAD_BYTES_MAX - 1, MORE);
    expect_padded("GET /", "", HEAD_BYTES_MAX, 414);
    /* What stands beyond the limit is not looked at, however much of it came at once. */
    expect_padded(GET "X: ", "\n", HEAD_BYTES_MAX + 100, 431);
    expect_padded("GET /", " HTTP/1.1\r\n" HOST "\r\n", HEAD_BYTES_MAX + 100, 414);
    expect_padded(GET "X: ", "\n", HEAD_BYTES_MAX, 400);
}

static void targets_have_a_limit(void **state) {
    const size_t around = sizeof("GET  HTTP/1.1\r\n" HOST "\r\n") - 1;

    (void)state;
    expect_padded("GET /", " HTTP/1.1\r\n" HOST "\r\n", around + TARGET_BYTES_MAX, WHOLE);
    expect_padded("GET /", " HTTP/1.1\r\n" HOST "\r\n", around + TARGET_BYTES_MAX + 1, 414);
    expect_padded("GET /?", " HTTP/1.1\r\n" HOST "\r\n", around + TARGET_BYTES_MAX + 1, 414);
}

static void fields_have_a_limit(void **state) {
    struct buffer text;

    (void)state;
    buffer_init(&text, TEXT_MAX);
    for (size_t count = HEAD_FIELDS_MAX - 1; count <= HEAD_FIELDS_MAX + 1; count++) {
        buffer_reset(&text);
        buffer_put_z(&text, GET);
        for (size_t i = 1; i < count; i++)
            buffer_put_z(&text, "X:\r\n");
        buffer_put_z(&text, "\r\n");
        expect_of(buffer_str(&text), count > HEAD_FIELDS_MAX ? 431 : WHOLE, NULL);
    }
    buffer_done(&text);
}

/* ---- bytes ---- */

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define TOKENS LETTERS "0123456789!#$%&'*+-.^_`|~"
#define HOSTS LETTERS "0123456789-._~%!$&'()*+;=:[]"

static bool is_one_of(const char *set, int byte) {
    return byte != 0 && strchr(set, byte) != NULL;
}

static void sets_of_bytes(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        assert_int_equal(byte_is_in(&token_bytes, (char)byte), is_one_of(TOKENS, byte));
        assert_int_equal(byte_is_in(&host_bytes, (char)byte), is_one_of(HOSTS, byte));
        assert_int_equal(is_line_byte((char)byte),
                         byte == 9 || (byte > 31 && byte < 127) || byte > 127);
    }
    assert_false(is_made_of(STR(""), &token_bytes));
    assert_true(is_made_of(STR(TOKENS), &token_bytes));
    assert_false(is_made_of(STR(TOKENS ":"), &token_bytes));
}

/* The text with one byte in the place of its `@`. */
static void expect_byte(const char *text, int byte, bool is_fine) {
    char bytes[128];
    size_t count = strlen(text);

    memcpy(bytes, text, count);
    *(char *)memchr(bytes, '@', count) = (char)byte;
    assert_read((struct str){bytes, count}, count, count, is_fine ? WHOLE : 400, NULL);
    assert_read((struct str){bytes, count}, 1, 1, is_fine ? WHOLE : 400, NULL);
}

static void each_byte_in_each_place(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        bool is_in_line = byte == '\t' || (byte >= ' ' && byte != 127);
        expect_byte("G@T / HTTP/1.1\r\n" HOST "\r\n", byte, is_one_of(TOKENS, byte));
        expect_byte("GET /@ HTTP/1.1\r\n" HOST "\r\n", byte, is_in_line && !is_one_of(" \t", byte));
        expect_byte(GET "X@Y: v\r\n\r\n", byte, is_one_of(TOKENS ":", byte));
        expect_byte(GET "X: v@w\r\n\r\n", byte, is_in_line);
        expect_byte("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", byte, is_one_of(HOSTS, byte));
        expect_byte("GET http://a@b/ HTTP/1.1\r\n" HOST "\r\n", byte, is_one_of(HOSTS "/?", byte));
        expect_byte(GET "Content-Length: 1@1\r\n\r\n", byte, is_one_of("0123456789", byte));
    }
}

static void first_of_a_field(void **state) {
    const struct field fields[] = {{STR("A-b"), STR("1")}, {STR("a-B"), STR("2")}};
    const struct head head = {.fields = fields, .field_count = COUNT(fields)};

    (void)state;
    assert_true(str_equal(head_field(&head, "a-b"), STR("1")));
    assert_int_equal(head_field(&head, "a-").len, 0);
    assert_int_equal(head_field(&head, "").len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_heads),
        cmocka_unit_test(absolute_targets),
        cmocka_unit_test(framing),
        cmocka_unit_test(lengths_beyond_numbers),
        cmocka_unit_test(bodies_of_two_minds),
        cmocka_unit_test(odd_request_lines),
        cmocka_unit_test(odd_fields),
        cmocka_unit_test(ends_of_lines),
        cmocka_unit_test(bytes_have_a_limit),
        cmocka_unit_test(targets_have_a_limit),
        cmocka_unit_test(fields_have_a_limit),
        cmocka_unit_test(sets_of_bytes),
        cmocka_unit_test(each_byte_in_each_place),
        cmocka_unit_test(first_of_a_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
