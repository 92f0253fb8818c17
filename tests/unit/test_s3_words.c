/* test_s3_words.c - what names a bucket, and what a bucket says it has. */
#include "files/s3/list.h"
#include "files/s3/s3.h"

#include "cmocka_all.h"

static void buckets_have_names(void **state) {
    static const char *const good[][3] = {
        {"s3://files", "files", ""},
        {"s3://files/", "files", ""},
        {"s3://a.b-1/some/Where_2", "a.b-1", "some/Where_2"},
        {"s3://files/.../", "files", "..."},
    };
    static const char *const bad[] = {
        "",
        "files",
        "s3:/files",
        "s3://ab",
        "s3://Files",
        "s3://-ab",
        "s3://.ab",
        "s3://files//x",
        "s3://files/../x",
        "s3://files/.",
        "s3://a_bc",
        "s3://files/a b",
        "s3://files/x?y=z",
        "s3://files/x%2Fy",
        "S3://files",
        "s3://files/a//",
    };
    struct arena *arena = arena_open();
    const char *bucket, *prefix;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(s3_address_read(arena, str_of(good[i][0]), &bucket, &prefix));
        assert_string_equal(bucket, good[i][1]);
        assert_string_equal(prefix, good[i][2]);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        if (s3_address_read(arena, str_of(bad[i]), &bucket, &prefix))
            fail_msg("%s", bad[i]);
    arena_close(arena);
}

static void servers_have_addresses(void **state) {
    static const char *const good[] = {"https://host", "http://127.0.0.1:9000", "https://[::1]:443",
                                       "http://[fe80::1]", "https://A-b.example:65535"};
    static const char *const bad[] = {
        "",           "host",        "ftp://host",      "https://",         "http://:80",
        "http://h:",  "http://h:0",  "http://h:65536",  "http://h:1x",      "http://u@h",
        "http://h/p", "http://[::1", "http://[::1]443", "http://[1.2.3.4]", "http://::1",
        "http://.h",  "http://h?x",  "http://[]",       "http://h:000080",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        if (!s3_endpoint_is_one(str_of(good[i])))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (s3_endpoint_is_one(str_of(bad[i])))
            fail_msg("%s", bad[i]);
}

static void see(void *context, const char *key) {
    char *keys = context;

    strncat(keys, key, 4096 - strlen(keys) - 2);
    strcat(keys, "|");
}

/* The keys, then what the next page is asked for with; "no" when it is no listing. */
static const char *listed(struct arena *arena, const char *text) {
    char *keys = arena_take(arena, 4096, 1);
    const char *next = NULL;

    keys[0] = 0;
    struct s3_list *list = s3_list_open(see, keys);
    bool fine = s3_list_take(list, text, strlen(text)) && s3_list_end(list, arena, &next);
    s3_list_close(list);
    return fine ? arena_format(arena, "%s%s", keys, next ? next : "").at : "no";
}

#define LIST(what) "<ListBucketResult>" what "</ListBucketResult>"
#define KEY(name) "<Contents><Key>" name "</Key><Size>1</Size></Contents>"
#define MORE "<IsTruncated>true</IsTruncated>"
#define NEXT(token) "<NextContinuationToken>" token "</NextContinuationToken>"

static void listings_are_read(void **state) {
    static const char *const pairs[][2] = {
        {LIST(""), ""},
        {LIST(KEY("a") KEY("b/c")), "a|b/c|"},
        {LIST(KEY("a") MORE NEXT("t&lt;1")), "a|t<1"},
        {LIST(NEXT("t") KEY("a") "<IsTruncated>false</IsTruncated>"), "a|"},
        {LIST(KEY("a") MORE), "no"}, /* but how does it go on? */
        {LIST(KEY("&#65;<![CDATA[<]]>")), "A<|"},
        {LIST("<Key>a</Key><Contents><Owner><Key>b</Key></Owner></Contents>"), ""},
        {LIST(KEY("")), ""},
        {"<Error>" KEY("a") "</Error>", "no"},
        {"<ListBucketResult>" KEY("a"), "no"},
        {"<!DOCTYPE x>" LIST(KEY("a")), "no"},
        {LIST("<a><a><a><a><a><a><a></a></a></a></a></a></a></a>"), ""},
        {LIST("<a><a><a><a><a><a><a><a></a></a></a></a></a></a></a></a>"), "no"},
        {LIST(KEY("a")) "x", "no"},
        {"", "no"},
    };
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_string_equal(listed(arena, pairs[i][0]), pairs[i][1]);
    arena_close(arena);
}

static void keys_that_are_too_long_are_left_out(void **state) {
    struct arena *arena = arena_open();
    char key[S3_KEY_MOST + 2];

    (void)state;
    for (size_t len = S3_KEY_MOST; len <= S3_KEY_MOST + 1; len++) {
        memset(key, 'k', len);
        key[len] = 0;
        const char *text = arena_format(arena, LIST(KEY("a") KEY("%s") KEY("b")), key).at;
        size_t expected = len == S3_KEY_MOST ? 5 + len : 4;
        assert_int_equal(strlen(listed(arena, text)), expected);
    }
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buckets_have_names),
        cmocka_unit_test(servers_have_addresses),
        cmocka_unit_test(listings_are_read),
        cmocka_unit_test(keys_that_are_too_long_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
