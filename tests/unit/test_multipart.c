/* test_multipart.c - bodies of multipart/form-data, cut anywhere. */
#include "base/buffer.h"
#include "http/multipart.h"

#include <stdio.h>

#include "cmocka_all.h"

enum { LOG_MAX = 4 * 1024 * 1024 };

/* What the app was told: `[name|file|type]data;` of each part, without what is missing. */
struct record {
    struct buffer told;
    size_t calls, refused_call; /* the number of the call that says no; 0: none */
    size_t data_calls;
};

static bool answer(struct record *record) {
    return ++record->calls != record->refused_call;
}

static bool on_begin(void *context, const struct multipart_part *part) {
    struct record *record = context;
    struct buffer *told = &record->told;

    buffer_put_char(told, '[');
    buffer_put_str(told, part->name);
    if (part->is_file)
        buffer_put_char(told, '|');
    buffer_put_str(told, part->file_name);
    if (part->content_type.len > 0)
        buffer_put_z(told, "|");
    buffer_put_str(told, part->content_type);
    buffer_put_char(told, ']');
    return answer(record);
}

static bool on_data(void *context, const char *bytes, size_t count) {
    struct record *record = context;

    assert_true(count > 0);
    record->data_calls++;
    buffer_put(&record->told, bytes, count);
    return answer(record);
}

static bool on_end(void *context) {
    struct record *record = context;

    buffer_put_char(&record->told, ';');
    return answer(record);
}

static const struct multipart_reader recorder = {on_begin, on_data, on_end};

/* Reads the body in pieces of `piece` bytes, the first one of `first`. At the end of what was told
 * comes ` whole`, ` short` or ` bad`. */
static void feed(struct record *record, const char *content_type, struct str body, size_t first,
                 size_t piece) {
    struct arena *arena = arena_open();
    struct multipart *multipart = multipart_open(arena, str_of(content_type), &recorder, record);
    bool good = true;

    assert_non_null(multipart);
    buffer_reset(&record->told);
    record->calls = record->data_calls = 0;
    for (size_t at = 0, count = first; at < body.len; at += count, count = piece) {
        if (count > body.len - at)
            count = body.len - at;
        bool taken = multipart_take(multipart, body.at + at, count);
        assert_false(taken && !good);
        good = taken;
    }
    assert_int_equal(multipart_take(multipart, "", 0), good);
    assert_false(!good && multipart_is_whole(multipart));
    buffer_put_z(&record->told, !good                           ? " bad"
                                : multipart_is_whole(multipart) ? " whole"
                                                                : " short");
    arena_close(arena);
}

static void assert_told(struct record *record, struct str expected, size_t first, size_t piece) {
    struct str told = buffer_str(&record->told);

    assert_false(buffer_failed(&record->told));
    if (!str_equal(told, expected))
        fail_msg("cut at %zu, then each %zu: told %.*s, expected %.*s", first, piece, (int)told.len,
                 told.at, (int)expected.len, expected.at);
}

/* Whole, cut in two at every position, and in pieces of every size. */
static void expect_typed(const char *content_type, struct str body, struct str expected) {
    struct record record = {.calls = 0};

    buffer_init(&record.told, LOG_MAX);
    feed(&record, content_type, body, body.len, body.len);
    assert_told(&record, expected, body.len, body.len);
    for (size_t cut = 1; cut < body.len; cut++) {
        feed(&record, content_type, body, cut, body.len);
        assert_told(&record, expected, cut, body.len);
        feed(&record, content_type, body, cut, cut);
        assert_told(&record, expected, cut, cut);
    }
    buffer_done(&record.told);
}

#define TYPE "multipart/form-data; boundary=bound"
#define EXPECT(body, expected) expect_typed(TYPE, STR(body), STR(expected))

/* A part with this after `form-data`. */
#define DISPOSITION "Content-Disposition: form-data"
#define NAMED(parameters) "--bound\r\n" DISPOSITION parameters "\r\n\r\nx\r\n--bound--\r\n"
#define FIELD "--bound\r\n" DISPOSITION "; name=a\r\n\r\n"

static void shapes_of_clients(void **state) {
    (void)state;
    /* A browser. */
    expect_typed("multipart/form-data; boundary=----WebKitFormBoundaryAbC123",
                 STR("------WebKitFormBoundaryAbC123\r\n"
                     "Content-Disposition: form-data; name=\"note\"\r\n\r\n"
                     "r\303\244ksm\303\266rg\303\245s\r\n"
                     "------WebKitFormBoundaryAbC123\r\n"
                     "Content-Disposition: form-data; name=\"file\"; filename=\"a b.png\"\r\n"
                     "Content-Type: image/png\r\n\r\n"
                     "\211PNG\r\n\032\n\r\n"
                     "------WebKitFormBoundaryAbC123--\r\n"),
                 STR("[note]r\303\244ksm\303\266rg\303\245s;"
                     "[file|a b.png|image/png]\211PNG\r\n\032\n; whole"));
    /* curl. */
    expect_typed("multipart/form-data; boundary=------------------------d74496d66958873e",
                 STR("--------------------------d74496d66958873e\r\n"
                     "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                     "Content-Type: text/plain\r\n\r\nhi\n\r\n"
                     "--------------------------d74496d66958873e--\r\n"),
                 STR("[file|a.txt|text/plain]hi\n; whole"));
    /* .NET. */
    expect_typed(
        "multipart/form-data; boundary=\"0c6b1d2e-3f4a\"",
        STR("--0c6b1d2e-3f4a\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Disposition: form-data; name=note\r\n\r\nhi\r\n"
            "--0c6b1d2e-3f4a\r\nContent-Type: image/png\r\nContent-Disposition: form-data; "
            "name=file; filename=\"=?utf-8?B?w6UucG5n?=\"; filename*=utf-8''%C3%A5.png"
            "\r\n\r\nx\r\n--0c6b1d2e-3f4a--\r\n"),
        STR("[note|text/plain; charset=utf-8]hi;[file|\303\245.png|image/png]x; whole"));
}

static void lines(void **state) {
    (void)state;
    EXPECT("a preamble\r\n--boundless\r\n\r\n--bound-\r\n--bound\r\n" DISPOSITION
           "; name=a\r\n\r\nx\r\n--bound--\r\nan epilogue\r\n" FIELD "y\r\n--bound--",
           "[a]x; whole");
    EXPECT("\r\n" FIELD "x\r\n--bound--", "[a]x; whole");
    EXPECT("not a line" FIELD "x\r\n--bound--", " whole");
    EXPECT("--bound \t \r\n" DISPOSITION "; name=a\r\n\r\nx\r\n--bound-- \t\r\n", "[a]x; whole");
    EXPECT("--bound\n" DISPOSITION ";name=a\nX: y\n\nx\ny\r\n--bound \n" DISPOSITION
           ";name=b\n\n\r\n--bound--\n",
           "[a]x\ny;[b]; whole");
    /* LF alone is no end of data. */
    EXPECT(FIELD "x\n--bound--\r\n", "[a]x\n--bound-- short");
    /* The empty line may be the one before the boundary, too. */
    EXPECT(FIELD "--bound\r\n" DISPOSITION ";name=b\r\n\r\n\r\n\r\n--bound--",
           "[a];[b]\r\n; whole");
    EXPECT("--bound--\r\n", " whole");
    EXPECT("--bound--anything", " whole");
}

static void nearly_boundaries(void **state) {
    (void)state;
    EXPECT(FIELD "\r\n--bounda\r\n--boun\r\n--\r\n\r\r\n\r\r\n--bound--",
           "[a]\r\n--bounda\r\n--boun"
           "\r\n--\r\n\r\r\n\r; whole");
    EXPECT(FIELD "--bounda\r\n--bound--", "[a]--bounda; whole");
    EXPECT(FIELD "--boun\r\n--bound--", "[a]--boun; whole");
    EXPECT(FIELD "x\r\n--bound-X\r\n--boundX--\r\n--bound --\r\n--bound\rx\r\n--bound \t\r\r\n"
                 "--bound--",
           "[a]x\r\n--bound-X\r\n--boundX--\r\n--bound --\r\n--bound\rx\r\n--bound \t\r; whole");
    EXPECT(FIELD "\r\n--bound\r\r\n--bound-\r\n--bound\t-\r\n--BOUND--\r\n--bound--",
           "[a]\r\n--bound\r\r\n--bound-\r\n--bound\t-\r\n--BOUND--; whole");
    EXPECT(FIELD "\r\n--bou\r\n--bound-\n\r\n--bound--", "[a]\r\n--bou\r\n--bound-\n; whole");
    EXPECT(FIELD "--bound-\r\n\r\n--bound--", "[a]--bound-\r\n; whole");
    /* The boundary looks like its own beginning. */
    expect_typed("multipart/form-data; boundary=----",
                 STR("------\r\n" DISPOSITION "; name=a\r\n\r\n\r\n-----\r\n-------\r\n--------"),
                 STR("[a]\r\n-----\r\n-------; whole"));
}

static void padding_has_a_limit(void **state) {
    char body[512], expected[512];

    (void)state;
    snprintf(body, sizeof(body), FIELD "x\r\n--bound%128s\r\n" DISPOSITION ";name=b\r\n\r\n", "");
    expect_typed(TYPE, str_of(body), STR("[a]x;[b] short"));
    snprintf(body, sizeof(body), FIELD "x\r\n--bound%129s\r\n\r\n--bound--", "");
    snprintf(expected, sizeof(expected), "[a]x\r\n--bound%129s\r\n; whole", "");
    expect_typed(TYPE, str_of(body), str_of(expected));
}

static void too_short(void **state) {
    (void)state;
    EXPECT("", " short");
    EXPECT("no boundary at all", " short");
    EXPECT("--other\r\n" DISPOSITION "; name=a\r\n\r\nx\r\n--other--\r\n", " short");
    EXPECT("--bound\r\n" DISPOSITION "; name=a", " short");
    EXPECT(FIELD, "[a] short");
    EXPECT(FIELD "x", "[a]x short");
    EXPECT(FIELD "x\r\n--bou", "[a]x short");
    EXPECT(FIELD "x\r\n--bound", "[a]x short");
    EXPECT(FIELD "x\r\n--bound-", "[a]x short");
    EXPECT(FIELD "x\r\n--bound\r\n", "[a]x; short");
}

static void names(void **state) {
    (void)state;
    EXPECT(NAMED("; name=\"a b;c\""), "[a b;c]x; whole");
    EXPECT(NAMED("; NAME = a ;; FileName = b.png ;"), "[a|b.png]x; whole");
    EXPECT(NAMED(";filename=\"b.png\";name=\"a\""), "[a|b.png]x; whole");
    EXPECT(NAMED("; name=a; name=b; filename=c; filename=d"), "[a|c]x; whole");
    EXPECT(NAMED("; name=\"\"; filename=\"\""), "[|]x; whole");
    EXPECT(NAMED("; name=a; filename="), "[a|]x; whole");
    EXPECT(NAMED("; name=a; odd; size=3"), "[a]x; whole");
    EXPECT(NAMED("; name=\"\303\245\"; filename=\303\244"), "[\303\245|\303\244]x; whole");
    /* Escapes: of RFC 822, of browsers, and what only looks like them. */
    EXPECT(NAMED("; name=\"a\\\"b\\\\c\""), "[a\"b\\c]x; whole");
    EXPECT(NAMED("; name=a; filename=\"C:\\dir\\x\""), "[a|C:\\dir\\x]x; whole");
    EXPECT(NAMED("; name=\"%22%0d%0D%0A%0a\""), "[\"\r\r\n\n]x; whole");
    EXPECT(NAMED("; name=\"%41%2G%2\"; filename=\"100%\""), "[%41%2G%2|100%]x; whole");
    EXPECT(NAMED("; name=a%22b; filename=C:\\x\\\\y"), "[a%22b|C:\\x\\\\y]x; whole");
}

/* Thirty of them, and how base64 has them in the set of Windows: what becomes longest. */
#define FIVE "\342\202\254\342\202\254\342\202\254\342\202\254\342\202\254"
#define EUROS FIVE FIVE FIVE FIVE FIVE FIVE
#define EUROS_64 "gICAgICAgICAgICAgICAgICAgICAgICAgICAgICA"

static void names_of_other_ages(void **state) {
    (void)state;
    /* Latin-1. */
    EXPECT(NAMED("; name=a; filename=\"k\366p \305.txt\""), "[a|k\303\266p \303\205.txt]x; whole");
    EXPECT(NAMED("; name=a; filename=\345"), "[a|\303\245]x; whole");
    /* As Windows extends it. */
    EXPECT(NAMED("; name=a; filename=\"a \226 \200\237\201.txt\""),
           "[a|a \342\200\223 \342\202\254\305\270\302\201.txt]x; whole");
    EXPECT(NAMED("; name=\"\345\"; filename=b"), " bad");
    /* Encoded words, of which a long name has several. */
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?B?w6U=?=\""), "[a|\303\245]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?UTF-8?b?w6U?=.png\""), "[a|\303\245.png]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?Q?=C3=A5_=3D.png?=\""),
           "[a|\303\245 =.png]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?iso-8859-1?q?=E5?= =?ISO-8859-1?B?5Q==?= b\""),
           "[a|\303\245\303\245 b]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?Windows-1252?Q?=80?==?us-ascii?q?a?=\""),
           "[a|\342\202\254a]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?windows-1252?B?" EUROS_64 EUROS_64 "?=\""),
           "[a|" EUROS EUROS "]x; whole");
    /* What only looks like them. */
    EXPECT(NAMED("; name=a; filename=\"=?koi8-r?B?w6U=?=\""), "[a|=?koi8-r?B?w6U=?=]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?B?w*U=?=\""), "[a|=?utf-8?B?w*U=?=]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?Q?=C?=\""), "[a|=?utf-8?Q?=C?=]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?X?a?=\""), "[a|=?utf-8?X?a?=]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?B?w6U=\""), "[a|=?utf-8?B?w6U=]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?=?utf-8?Q?b?=\""), "[a|=?b]x; whole");
    EXPECT(NAMED("; name=a; filename=\"=?utf-8?Q?=00?=\""), " bad");
}

static void extended_names(void **state) {
    (void)state;
    EXPECT(NAMED("; name=a; filename=b; filename*=UTF-8''%c3%A5%20c"), "[a|\303\245 c]x; whole");
    EXPECT(NAMED("; name=a; filename*=utf-8'sv'b'c; filename=d"), "[a|b'c]x; whole");
    EXPECT(NAMED("; name=a; FILENAME*=Utf-8''"), "[a|]x; whole");
    EXPECT(NAMED("; name=a; filename*=\"utf-8''b\""), "[a|b]x; whole");
    EXPECT(NAMED("; name=a; filename*=ISO-8859-1'en'%E5%FFz"), "[a|\303\245\303\277z]x; whole");
    /* The plain one is not looked at. */
    EXPECT(NAMED("; name=a; filename=\"\345\"; filename*=utf-8''b"), "[a|b]x; whole");
    /* One that cannot be read. */
    EXPECT(NAMED("; name=a; filename*=koi8-r''%c1; filename=b"), "[a|b]x; whole");
    EXPECT(NAMED("; name=a; filename*=utf-8''%4; filename=b"), "[a|b]x; whole");
    EXPECT(NAMED("; name=a; filename*=utf-8'b; filename=b"), "[a|b]x; whole");
    EXPECT(NAMED("; name=a; filename*=b"), " bad");
    EXPECT(NAMED("; name=a; filename*=utf-8''%zz"), " bad");
    EXPECT(NAMED("; name=a; filename*=utf-8''%ff; filename=b"), "[a|b]x; whole");
    EXPECT(NAMED("; name=a; filename*=utf-8''%ff"), " bad");
    EXPECT(NAMED("; name=a; filename*=windows-1252''%80; filename=b"), "[a|\342\202\254]x; whole");
    EXPECT(NAMED("; name=a; filename*=utf-8''%00"), " bad");
}

static void headers(void **state) {
    (void)state;
    EXPECT(
        "--bound\r\ncontent-TYPE:text/plain \r\nX-Own:\r\ncontent-DISPOSITION:FORM-data;name=a\r\n"
        "Content-Disposition: form-data; name=b; filename=c\r\nContent-Type: "
        "image/png\r\n\r\nx\r\n--bound--",
        "[a|text/plain]x; whole");
    EXPECT("--bound\r\nContent-Disposition:\r\n form-data;\n\tname=a;\r\n filename=b\r\n"
           "Content-Type: text/plain;\r\n charset=utf-8\r\n \r\n\r\nx\r\n--bound--",
           "[a|b|text/plain;   charset=utf-8]x; whole");
}

static void malformed(void **state) {
    (void)state;
    EXPECT("--bound\r\n\r\nx\r\n--bound--\r\n", " bad");
    EXPECT("--bound\r\nContent-Type: text/plain\r\n\r\nx\r\n--bound--\r\n", " bad");
    EXPECT(NAMED(""), " bad");
    EXPECT(NAMED("; filename=a"), " bad");
    EXPECT(NAMED("x; name=a"), " bad");
    EXPECT("--bound\r\nContent-Disposition: attachment; name=a\r\n\r\n", " bad");
    EXPECT(NAMED("; name=\"a"), " bad");
    EXPECT(NAMED("; name=\"a\\\""), " bad");
    EXPECT(NAMED("; name=\"a\"b"), " bad");
    EXPECT(NAMED("; name=\345"), " bad");
    EXPECT(NAMED("; name=\"a\0b\""), " bad");
    EXPECT(NAMED("; name=a; filename=\"\300\200\""), "[a|\303\200\342\202\254]x; whole");
    EXPECT(NAMED("; name=a\rb"), " bad");
    EXPECT(NAMED("; name=a\r\nno colon"), " bad");
    EXPECT(NAMED("; name=a\r\n: no name"), " bad");
    EXPECT(NAMED("; name=a\r\nContent-Type: \345"), " bad");
    EXPECT(FIELD "x\r\n--bound\r\n--bound--\r\n\r\n", "[a]x; bad");
}

/* A head of this many bytes without the empty line, which counts too. */
static struct str long_head(struct arena *arena, size_t size) {
    struct str start = STR(DISPOSITION "; name=a\r\nX: ");
    char *head = arena_take(arena, size, 1);

    memset(head, 'x', size);
    memcpy(head, start.at, start.len);
    memcpy(head + size - 2, "\r\n", 2);
    return (struct str){head, size};
}

static void heads_have_a_limit(void **state) {
    struct arena *arena = arena_open();
    struct record record = {.calls = 0};

    (void)state;
    buffer_init(&record.told, LOG_MAX);
    for (size_t more = 0; more < 2; more++) {
        struct str head = long_head(arena, 8 * 1024 - 2 + more);
        struct str body =
            arena_format(arena, "--bound\r\n%.*s\r\nx\r\n--bound\r\n%.*s\r\nx\r\n--bound--",
                         (int)head.len, head.at, (int)head.len, head.at);
        struct str expected = more ? STR(" bad") : STR("[a]x;[a]x; whole");
        for (size_t piece = 1; piece <= body.len; piece += piece < 70 ? 1 : 997) {
            feed(&record, TYPE, body, piece, piece);
            assert_told(&record, expected, piece, piece);
        }
    }
    buffer_done(&record.told);
    arena_close(arena);
}

static void parts_have_a_limit(void **state) {
    struct arena *arena = arena_open();

    (void)state;
    for (size_t count = 100; count <= 101; count++) {
        struct str body = {NULL, 0}, expected = {NULL, 0};
        for (size_t i = 0; i < count; i++) {
            body = arena_format(arena, "%.*s" FIELD "x\r\n", (int)body.len, body.at);
            if (i < 100)
                expected = arena_format(arena, "%.*s[a]x;", (int)expected.len, expected.at);
        }
        body = arena_format(arena, "%.*s--bound--", (int)body.len, body.at);
        expected = arena_format(arena, "%.*s%s", (int)expected.len, expected.at,
                                count == 100 ? " whole" : " bad");
        expect_typed(TYPE, body, expected);
    }
    arena_close(arena);
}

static void the_app_may_refuse(void **state) {
    static const char *const told[] = {"[a] bad", "[a]x bad", "[a]x; bad", "[a]x;[a] bad",
                                       "[a]x;[a]; bad"};
    struct str body = STR(FIELD "x\r\n" FIELD "\r\n--bound--");
    struct record record = {.calls = 0};

    (void)state;
    buffer_init(&record.told, LOG_MAX);
    for (size_t i = 0; i < COUNT(told); i++) {
        record.refused_call = i + 1;
        for (size_t piece = 1; piece <= body.len; piece++) {
            feed(&record, TYPE, body, piece, piece);
            assert_told(&record, str_of(told[i]), piece, piece);
            assert_int_equal(record.calls, i + 1);
        }
    }
    buffer_done(&record.told);
}

/* A megabyte in which every byte occurs after every other, with boundaries that fail in it. */
static struct str binary(struct arena *arena, size_t size) {
    static const char *const near[] = {"\r\n--boun", "\r\n--bound", "\r\n--bound \t",
                                       "\r\n--bound-", "\r\n--boundary--"};
    unsigned char *bytes = arena_take(arena, size, 1);
    uint32_t seed = 1;

    for (size_t i = 0; i < size; i++) {
        seed = seed * 1664525 + 1013904223;
        bytes[i] = (unsigned char)(seed >> 24);
    }
    for (size_t i = 0; i + 64 < size; i += 4001) {
        struct str text = str_of(near[i % COUNT(near)]);
        memcpy(bytes + i, text.at, text.len);
        bytes[i + text.len] = 'x';
    }
    return (struct str){(const char *)bytes, size};
}

static void a_megabyte(void **state) {
    static const size_t pieces[] = {1, 7, 4096, 16 * 1024, 3 * 1024 * 1024};
    struct arena *arena = arena_open();
    struct record record = {.calls = 0};
    struct buffer body, expected;

    (void)state;
    struct str data = binary(arena, 1024 * 1024);
    buffer_init(&record.told, LOG_MAX);
    buffer_init(&body, LOG_MAX);
    buffer_init(&expected, LOG_MAX);
    buffer_put_z(&body, FIELD);
    buffer_put_str(&body, data);
    buffer_put_z(&body, "\r\n--bound--\r\n");
    buffer_put_z(&expected, "[a]");
    buffer_put_str(&expected, data);
    buffer_put_z(&expected, "; whole");
    for (size_t i = 0; i < COUNT(pieces); i++) {
        feed(&record, TYPE, buffer_str(&body), pieces[i], pieces[i]);
        assert_true(str_equal(buffer_str(&record.told), buffer_str(&expected)));
    }
    /* Given whole, it is handed on in few pieces: at most three for each nearly-boundary. */
    assert_true(record.data_calls <= 3 * (data.len / 4001 + 1) + 1);
    buffer_done(&record.told);
    buffer_done(&body);
    buffer_done(&expected);
    arena_close(arena);
}

struct keep {
    struct multipart_part parts[2];
    size_t count;
};

static bool keep_part(void *context, const struct multipart_part *part) {
    struct keep *keep = context;

    keep->parts[keep->count++] = *part;
    return true;
}

static bool pass_data(void *context, const char *bytes, size_t count) {
    return context && bytes && count;
}

static bool pass_end(void *context) {
    return context;
}

static void texts_outlive_their_part(void **state) {
    static const struct multipart_reader keeper = {keep_part, pass_data, pass_end};
    struct arena *arena = arena_open();
    struct keep keep = {.count = 0};
    struct str body =
        STR("--b\r\n" DISPOSITION "; name=one; filename=\"1\"\r\nContent-Type: t/1\r\n\r\n"
            "\r\n--b\r\n" DISPOSITION "; name=two\r\nContent-Type: t/2\r\n\r\n\r\n--b--");

    (void)state;
    struct multipart *multipart =
        multipart_open(arena, STR("multipart/form-data;boundary=b"), &keeper, &keep);
    assert_true(multipart_take(multipart, body.at, body.len) && multipart_is_whole(multipart));
    assert_int_equal(keep.count, 2);
    const struct multipart_part *one = &keep.parts[0], *two = &keep.parts[1];
    assert_true(str_equal(one->name, STR("one")) && str_equal(two->name, STR("two")));
    assert_true(str_equal(one->file_name, STR("1")) && two->file_name.len == 0);
    assert_true(one->is_file && !two->is_file);
    assert_true(str_equal(one->content_type, STR("t/1")));
    arena_close(arena);
}

#define TEN "0123456789"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

static void content_types(void **state) {
    static const char *const good[] = {
        "multipart/form-data; boundary=b",
        "MULTIPART/Form-Data;BOUNDARY=\"b\"",
        " multipart/form-data ; charset=\"a;boundary=c\" ; Boundary = b ; boundary=c",
    };
    static const char *const bad[] = {
        "",
        "multipart/form-data",
        "multipart/form-data; boundary",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"b",
        "multipart/form-data; boundary=\"b\"c",
        "multipart/form-data; boundary=\"b \"",
        "multipart/form-data; boundary=\"a\\\"b\"",
        "multipart/form-data; boundary=\303\245",
        "multipart/form-data; boundary=a\tb",
        "multipart/form-data; boundary=a\\b",
        "multipart/form-data; boundary=" SEVENTY "x",
        "multipart/mixed; boundary=b",
        "multipart/form-datax; boundary=b",
        "boundary=b",
        "application/json",
    };
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        expect_typed(good[i], STR("--b\r\n" DISPOSITION "; name=a\r\n\r\nx\r\n--b--"),
                     STR("[a]x; whole"));
    expect_typed("multipart/form-data; boundary=" SEVENTY,
                 STR("--" SEVENTY "\r\n" DISPOSITION "; name=a\r\n\r\nx\r\n--" SEVENTY "--"),
                 STR("[a]x; whole"));
    expect_typed("multipart/form-data; boundary=\"a b=/:,%22\"",
                 STR("--a b=/:,%22\r\n" DISPOSITION "; name=a\r\n\r\nx\r\n--a b=/:,%22--"),
                 STR("[a]x; whole"));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_null(multipart_open(arena, str_of(bad[i]), &recorder, NULL));
    assert_null(multipart_open(arena, (struct str){NULL, 0}, &recorder, NULL));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_of_clients),
        cmocka_unit_test(lines),
        cmocka_unit_test(nearly_boundaries),
        cmocka_unit_test(padding_has_a_limit),
        cmocka_unit_test(too_short),
        cmocka_unit_test(names),
        cmocka_unit_test(names_of_other_ages),
        cmocka_unit_test(extended_names),
        cmocka_unit_test(headers),
        cmocka_unit_test(malformed),
        cmocka_unit_test(heads_have_a_limit),
        cmocka_unit_test(parts_have_a_limit),
        cmocka_unit_test(the_app_may_refuse),
        cmocka_unit_test(a_megabyte),
        cmocka_unit_test(texts_outlive_their_part),
        cmocka_unit_test(content_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
