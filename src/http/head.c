/* head.c - the lines of a head, and what they say together. */
#include "http/head.h"

#include "http/grammar.h"

/* ---- the lines ---- */

static enum head_state refuse(unsigned *ret_status, unsigned status) {
    *ret_status = status;
    return HEAD_REFUSED;
}

/* The line in which the limit is passed says what is too long, however the bytes were cut. */
static enum head_state refuse_long(const struct head_scan *scan, unsigned *ret_status) {
    return refuse(ret_status, scan->line_count > 0 ? 431 : 414);
}

/* At a CR that LF follows. */
static enum head_state end_line(struct head_scan *scan, unsigned *ret_status) {
    bool is_first = scan->at == 0, is_empty = scan->at == scan->line;

    scan->at += 2;
    scan->line = scan->at;
    if (scan->at > HEAD_BYTES_MAX)
        return refuse_long(scan, ret_status);
    scan->line_count += !is_empty;
    if (is_first || !is_empty)
        return HEAD_MORE;
    return scan->line_count > 0 ? HEAD_WHOLE : refuse(ret_status, 400);
}

/* Nothing is looked at beyond the limit, so that the status does not depend on how bytes were cut.
 */
enum head_state head_scan(struct head_scan *scan, struct str bytes, unsigned *ret_status) {
    size_t end = bytes.len < HEAD_BYTES_MAX ? bytes.len : HEAD_BYTES_MAX;

    while (scan->at < end) {
        char c = bytes.at[scan->at];
        if (is_line_byte(c)) {
            scan->at++;
            continue;
        }
        if (c != '\r')
            return refuse(ret_status, 400);
        if (scan->at + 1 == bytes.len)
            break;
        if (bytes.at[scan->at + 1] != '\n')
            return refuse(ret_status, 400);
        enum head_state state = end_line(scan, ret_status);
        if (state != HEAD_MORE)
            return state;
    }
    return scan->at >= HEAD_BYTES_MAX ? refuse_long(scan, ret_status) : HEAD_MORE;
}

/* The next line of a head that was scanned, without its end. */
static struct str next_line(struct str *rest) {
    struct str line = str_cut(rest, '\r');

    *rest = (struct str){rest->at + 1, rest->len - 1};
    return line;
}

/* ---- the request line ---- */

/* `http://host:port/path`, of clients that believe to speak to a proxy, and of proxies. */
static bool cut_authority(struct str *target, struct head *head) {
    size_t scheme = str_starts_any_case(*target, STR("http://")) ? 7 : 8;

    if (scheme == 8 && !str_starts_any_case(*target, STR("https://")))
        return false;
    struct str rest = {target->at + scheme, target->len - scheme};
    size_t end = 0;
    while (end < rest.len && rest.at[end] != '/' && rest.at[end] != '?')
        end++;
    head->host = (struct str){rest.at, end};
    *target = (struct str){rest.at + end, rest.len - end};
    return is_made_of(head->host, &host_bytes);
}

static unsigned read_target(struct str target, struct head *head) {
    if (target.len > TARGET_BYTES_MAX)
        return 414;
    bool is_whole_server = str_equal(target, STR("*")) && str_equal(head->method, STR("OPTIONS"));
    bool is_path = target.len > 0 && target.at[0] == '/';
    if (!is_path && !is_whole_server && !cut_authority(&target, head))
        return 400;
    head->path = str_cut(&target, '?');
    head->query = target;
    if (head->path.len == 0)
        head->path = STR("/");
    return 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Of a later minor version of 1 nothing has to be known. */
static unsigned read_version(struct str text, struct head *head) {
    if (text.len != 8 || memcmp(text.at, "HTTP/", 5) != 0 || !is_digit(text.at[5]) ||
        text.at[6] != '.' || !is_digit(text.at[7]))
        return 400;
    head->is_1_1 = text.at[7] != '0';
    return text.at[5] == '1' ? 0 : 505;
}

static unsigned read_request_line(struct str line, struct head *head) {
    struct str version = line;

    head->method = str_cut(&version, ' ');
    struct str target = str_cut(&version, ' ');
    if (!is_made_of(head->method, &token_bytes) || memchr(line.at, '\t', line.len))
        return 400;
    unsigned status = read_version(version, head);
    return status ? status : read_target(target, head);
}

/* ---- the fields ---- */

static bool read_field(struct str line, struct field *ret) {
    const char *colon = memchr(line.at, ':', line.len);

    if (!colon)
        return false;
    size_t name = (size_t)(colon - line.at);
    ret->name = (struct str){line.at, name};
    ret->value = str_trim((struct str){colon + 1, line.len - name - 1});
    return is_made_of(ret->name, &token_bytes);
}

/* What is found on the way through the fields. */
struct framing {
    unsigned hosts, lengths, codings, credentials;
    bool closes, keeps;
};

/* Lists such as `Connection: keep-alive, Upgrade`. */
static bool lists(struct str list, struct str word) {
    while (list.len > 0)
        if (str_equal_any_case(str_trim(str_cut(&list, ',')), word))
            return true;
    return false;
}

static bool read_length(struct str text, uint64_t *ret) {
    uint64_t length = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.at[i]))
            return false;
        length =
            length > UINT64_MAX / 10 - 1 ? UINT64_MAX : length * 10 + (uint64_t)(text.at[i] - '0');
    }
    *ret = length;
    return text.len > 0;
}

static unsigned note_host(struct head *head, struct framing *framing, struct str value) {
    framing->hosts++;
    if (head->host.len == 0)
        head->host = value;
    return is_made_of(value, &host_bytes) ? 0 : 400;
}

static unsigned note_length(struct head *head, struct framing *framing, struct str value) {
    framing->lengths++;
    head->has_length = true;
    return read_length(value, &head->length) ? 0 : 400;
}

static unsigned note_coding(struct head *head, struct framing *framing, struct str value) {
    framing->codings++;
    head->is_chunked = true;
    if (value.len == 0)
        return 400;
    return str_equal_any_case(value, STR("chunked")) ? 0 : 501;
}

static unsigned note_expectation(struct head *head, struct framing *framing, struct str value) {
    (void)framing;
    if (!head->is_1_1)
        return 0;
    head->expects_continue = true;
    return str_equal_any_case(value, STR("100-continue")) ? 0 : 417;
}

static unsigned note_connection(struct head *head, struct framing *framing, struct str value) {
    (void)head;
    framing->closes |= lists(value, STR("close"));
    framing->keeps |= lists(value, STR("keep-alive"));
    return 0;
}

static unsigned note_credentials(struct head *head, struct framing *framing, struct str value) {
    (void)head;
    (void)value;
    framing->credentials++;
    return 0;
}

static const struct {
    struct str name;
    unsigned (*note)(struct head *head, struct framing *framing, struct str value);
} known[] = {
    {{"Host", 4}, note_host},
    {{"Expect", 6}, note_expectation},
    {{"Connection", 10}, note_connection},
    {{"Authorization", 13}, note_credentials},
    {{"Content-Length", 14}, note_length},
    {{"Transfer-Encoding", 17}, note_coding},
};

static unsigned note_field(struct head *head, struct framing *framing, const struct field *field) {
    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].name.len == field->name.len && str_equal_any_case(known[i].name, field->name))
            return known[i].note(head, framing, field->value);
    return 0;
}

/* What the fields say together. */
static unsigned judge(struct head *head, const struct framing *framing) {
    bool is_odd = framing->hosts > 1 || framing->lengths > 1 || framing->codings > 1 ||
                  framing->credentials > 1 || (framing->lengths && framing->codings);

    if (is_odd || (head->is_1_1 && framing->hosts != 1))
        return 400;
    if (framing->codings && !head->is_1_1)
        return 400;
    head->keeps_alive = !framing->closes && (head->is_1_1 || framing->keeps);
    return 0;
}

static unsigned read_fields(struct str rest, size_t count, struct field *fields,
                            struct head *head) {
    struct framing framing = {.hosts = 0};

    for (size_t i = 0; i < count; i++) {
        unsigned status =
            read_field(next_line(&rest), &fields[i]) ? note_field(head, &framing, &fields[i]) : 400;
        if (status)
            return status;
    }
    return judge(head, &framing);
}

unsigned head_read(struct arena *arena, struct str bytes, const struct head_scan *scan,
                   struct head *ret) {
    *ret = (struct head){.field_count = scan->line_count - 1};
    if (bytes.at[0] == '\r')
        bytes = (struct str){bytes.at + 2, bytes.len - 2};
    unsigned status = read_request_line(next_line(&bytes), ret);
    if (status)
        return status;
    if (ret->field_count > HEAD_FIELDS_MAX)
        return 431;
    struct field *fields = NEW_ARRAY(arena, struct field, ret->field_count);
    ret->fields = fields;
    return read_fields(bytes, ret->field_count, fields, ret);
}

bool field_is_called(const struct field *field, struct str name) {
    return field->name.len == name.len && str_equal_any_case(field->name, name);
}

struct str head_field(const struct head *head, const char *name) {
    struct str wanted = str_of(name);

    for (size_t i = 0; i < head->field_count; i++)
        if (field_is_called(&head->fields[i], wanted))
            return head->fields[i].value;
    return STR("");
}

size_t head_fields(const struct head *head, const char *name, struct str *ret) {
    struct str wanted = str_of(name);
    size_t count = 0;

    *ret = STR("");
    for (size_t i = 0; i < head->field_count; i++)
        if (field_is_called(&head->fields[i], wanted) && count++ == 0)
            *ret = head->fields[i].value;
    return count;
}
