/* wire_answers.c - reads requests with the oracle, and answers strictly. */
#include "wire_answers.h"

#include "base/log.h"
#include "http_oracle.h"

#include <stdlib.h>

/* ---- what was sent ---- */

/* What the bytes ask for, and why they end. */
struct expected {
    struct buffer asked;
    size_t requests;
    bool is_refused;
    unsigned reasons[16]; /* with is_refused: one of these */
    size_t reason_count;
};

static struct str after(struct str text, size_t count) {
    return (struct str){text.at + count, text.len - count};
}

static bool end_refused(struct expected *expected, unsigned status) {
    expected->is_refused = true;
    expected->reasons[expected->reason_count++] = status;
    return false;
}

static void expect(struct expected *expected, const struct told_head *head, struct str body) {
    expected->requests++;
    wire_note(&expected->asked, head->method, head->query, body);
}

/* Takes the body from the front of `bytes`; false when it does not come to its end. */
static bool take_body(struct arena *arena, struct expected *expected, const struct told_head *head,
                      size_t limit, struct str *bytes, struct str *ret) {
    *ret = STR("");
    if (head->is_chunked) {
        enum told_chunks told = oracle_chunks(arena, bytes, ret);
        if (ret->len > limit)
            return end_refused(expected, 413);
        return told == CHUNKS_ODD ? end_refused(expected, 400) : told == CHUNKS_WHOLE;
    }
    if (head->length > limit)
        return end_refused(expected, 413);
    if (bytes->len < head->length)
        return false;
    *ret = (struct str){bytes->at, (size_t)head->length};
    *bytes = after(*bytes, ret->len);
    return true;
}

static size_t limit_of(char letter) {
    if (letter == 's')
        return STREAM_LIMIT;
    return letter == 'm' ? MODEST_LIMIT : BODY_LIMIT;
}

/* What follows a request that was answered before its body came. */
static bool pass_over(const struct told_head *head, struct str *bytes) {
    bool is_over = head->is_chunked || head->length > BODY_LIMIT || bytes->len < head->length ||
                   (head->length > 0 && head->is_expecting);

    if (!is_over)
        *bytes = after(*bytes, (size_t)head->length);
    return !is_over && head->keeps_alive;
}

/* Takes a request from the front of `bytes`; false when none follows it. */
static bool take_request(struct arena *arena, struct expected *expected, struct str *bytes) {
    struct told_head head;
    struct str body;

    oracle_head(arena, *bytes, &head);
    for (size_t i = 0; i < head.reason_count; i++)
        end_refused(expected, head.reasons[i]);
    if (head.reason_count > 0 || head.bytes == 0)
        return false;
    *bytes = after(*bytes, head.bytes);
    bool is_parts = str_starts_any_case(str_trim(head.content_type), STR("multipart/"));
    bool is_asked = head.has_length || head.is_chunked;
    char letter = is_asked ? wire_letter(head.query) : ' ';
    if (!is_parts && head.length > BODY_LIMIT)
        return end_refused(expected, 413);
    if (letter == 'r') {
        expect(expected, &head, STR("refused"));
        return pass_over(&head, bytes);
    }
    if (!take_body(arena, expected, &head, limit_of(letter), bytes, &body))
        return false;
    expect(expected, &head, letter == 'o' ? STR("") : body);
    return head.keeps_alive;
}

/* ---- what was received ---- */

struct answer {
    unsigned status;
    bool closes, has_length, has_id, has_date;
    uint64_t length;
};

/* The next line, which has to be whole and without control characters. */
static struct str take_line(struct str *bytes) {
    struct str line = str_cut(bytes, '\r');

    ALWAYS(bytes->len > 0 && bytes->at[0] == '\n' && !str_has_control(line));
    *bytes = after(*bytes, 1);
    return line;
}

static unsigned take_status(struct str *bytes) {
    struct str line = take_line(bytes);

    ALWAYS(line.len > 13 && memcmp(line.at, "HTTP/1.1 ", 9) == 0 && line.at[12] == ' ');
    unsigned status = 0;
    for (size_t i = 9; i < 12; i++) {
        ALWAYS(line.at[i] >= '0' && line.at[i] <= '9');
        status = status * 10 + (unsigned)(line.at[i] - '0');
    }
    return status;
}

static void once(bool *has) {
    ALWAYS(!*has);
    *has = true;
}

static void read_field(struct answer *answer, struct str line) {
    struct str name = str_cut(&line, ':');

    ALWAYS(name.len > 0 && line.len > 1 && line.at[0] == ' ' && line.at[1] != ' ');
    struct str value = after(line, 1);
    ALWAYS(!str_equal_any_case(name, STR("Transfer-Encoding")));
    if (str_equal(name, STR("Connection"))) {
        ALWAYS(str_equal(value, STR("close")) || str_equal(value, STR("keep-alive")));
        answer->closes = str_equal(value, STR("close"));
    } else if (str_equal(name, STR("Content-Length"))) {
        once(&answer->has_length);
        for (size_t i = 0; i < value.len; i++) {
            ALWAYS(value.at[i] >= '0' && value.at[i] <= '9');
            answer->length = answer->length * 10 + (uint64_t)(value.at[i] - '0');
        }
    } else if (str_equal(name, STR("X-Request-Id"))) {
        once(&answer->has_id);
        ALWAYS(value.len == 38 && memcmp(value.at, "r-", 2) == 0);
    } else if (str_equal(name, STR("Date"))) {
        once(&answer->has_date);
    }
}

/* Takes a head from the front; false when it is not whole. `100 Continue` is passed over. */
static bool take_head(struct str *bytes, struct answer *ret) {
    do {
        if (!memmem(bytes->at, bytes->len, "\r\n\r\n", 4))
            return false;
        *ret = (struct answer){.status = take_status(bytes)};
        for (struct str line; (line = take_line(bytes)).len > 0;)
            read_field(ret, line);
    } while (ret->status == 100 && bytes->len > 0);
    if (ret->status == 100)
        return false;
    ALWAYS(ret->has_id && ret->has_date);
    ALWAYS(ret->has_length == (ret->status != 204 && ret->status != 304));
    return true;
}

/* A small one, or a large one or a part of it. */
static void check_body(const struct answer *answer, struct str body, bool is_refusal) {
    if (is_refusal) {
        ALWAYS(body.len > 0 && body.at[0] == '{' && body.at[body.len - 1] == '}');
        return;
    }
    if (answer->status == 200 && str_equal(body, STR("small")))
        return;
    ALWAYS(body.len == 0 || body.at[0] == 'x');
    ALWAYS(body.len == 0 || memcmp(body.at, body.at + 1, body.len - 1) == 0);
}

static bool is_reason(const struct expected *expected, unsigned status) {
    bool is = false;

    for (size_t i = 0; i < expected->reason_count; i++)
        is |= expected->reasons[i] == status;
    return is;
}

/* Takes an answer; false when it is not whole, and after the last. */
static bool take_answer(const struct expected *expected, const struct wire_app *app, size_t number,
                        bool is_troubled, struct str *bytes) {
    bool is_refusal = number >= app->requests;
    struct answer answer;

    if (bytes->len == 0 || !take_head(bytes, &answer)) {
        ALWAYS(bytes->len == 0 || is_troubled || number > 0 || app->requests == 0);
        return false;
    }
    if (is_refusal) {
        ALWAYS(answer.closes && (is_reason(expected, answer.status) || is_troubled));
        ALWAYS(bytes->len == 0 || bytes->len == answer.length || is_troubled);
    }
    ALWAYS(is_refusal || !answer.has_length || answer.length == app->lengths[number]);
    bool has_body = is_refusal ? bytes->len > 0 : !app->is_head[number];
    if (has_body && answer.length > bytes->len) {
        ALWAYS(is_troubled);
        return false;
    }
    struct str body = {bytes->at, has_body ? (size_t)answer.length : 0};
    check_body(&answer, body, is_refusal && has_body);
    *bytes = after(*bytes, body.len);
    ALWAYS(!answer.closes || bytes->len == 0);
    return true;
}

void wire_check(struct arena *arena, struct str sent, const struct wire_app *app,
                struct str received, bool is_troubled) {
    struct expected expected = {.requests = 0};
    size_t count = 0;

    buffer_init(&expected.asked, 1024 * 1024);
    while (sent.len > 0 && take_request(arena, &expected, &sent))
        continue;
    struct str asked = buffer_str(&app->asked);
    ALWAYS(asked.len <= expected.asked.len && !buffer_failed(&app->asked));
    ALWAYS(asked.len == 0 || memcmp(asked.at, expected.asked.at, asked.len) == 0);
    while (take_answer(&expected, app, count, is_troubled, &received))
        count++;
    ALWAYS(count <= app->requests + 1);
    if (!is_troubled) {
        ALWAYS(asked.len == expected.asked.len && app->requests == expected.requests);
        ALWAYS(count == expected.requests + expected.is_refused && received.len == 0);
    }
    buffer_done(&expected.asked);
}
