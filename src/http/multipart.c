/* multipart.c - finds boundaries in what arrives, and reads the headers of parts. */
#include "http/multipart.h"

#include "http/file_name.h"
#include "http/grammar.h"

enum {
    BOUNDARY_MAX = 70,
    PADDING_MAX = 128,
    HEAD_MAX = 8 * 1024,
    PARTS_MAX = 100,
    OPENING = 4, /* the CRLF and the hyphens of a delimiter */
    LINE_END = 2,
};

enum state {
    IN_BODY,     /* of a part, or before the first one; the input ends with held_len held bytes */
    IN_BOUNDARY, /* after a whole delimiter: what follows tells whether it is a boundary line */
    IN_HEAD,
    CLOSED,
    FAILED,
};

struct multipart {
    struct arena *arena;
    const struct multipart_reader *reader;
    void *context;
    enum state state;
    unsigned parts; /* that were begun; before the first one the body is nobody's */

    /* The delimiter, CRLF--boundary, always, and after it what followed of the line. The first
     * held_len bytes are those that the input ended with: data, if no boundary line comes of them.
     * Of these the first `implied` were not in the input: where a line starts anyway. */
    char held[OPENING + BOUNDARY_MAX + PADDING_MAX + LINE_END];
    size_t delimiter_len, held_len, implied;

    /* The headers of a part with their line ends; the last line starts at line_start. */
    char head[HEAD_MAX];
    size_t head_len, line_start;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static void drop(struct str *text, size_t count) {
    text->at += count;
    text->len -= count;
}

/* ---- values of headers ---- */

struct parameter {
    struct str name, value; /* the value raw, without its quotes */
    bool quoted;
};

/* What is left of `a=b; c="d"`. */
struct parameters {
    struct str rest;
    bool broken; /* quotes that do not end, or something after them */
};

/* The length of what is in quotes, from behind the first to before the last; or rest.len. */
static size_t quoted_length(struct str rest) {
    size_t i = 0;

    while (i < rest.len && rest.at[i] != '"') {
        bool escape = rest.at[i] == '\\' && i + 1 < rest.len &&
                      (rest.at[i + 1] == '"' || rest.at[i + 1] == '\\');
        i += escape ? 2 : 1;
    }
    return i;
}

static bool take_quoted(struct parameters *left, struct parameter *ret) {
    drop(&left->rest, 1);
    size_t len = quoted_length(left->rest);

    left->broken = len >= left->rest.len;
    if (left->broken)
        return false;
    ret->value = (struct str){left->rest.at, len};
    ret->quoted = true;
    drop(&left->rest, len + 1);
    left->broken = str_trim(str_cut(&left->rest, ';')).len > 0;
    return !left->broken;
}

/* The next one; false at the end and when it is broken. One without `=` has no value. */
static bool parameter_next(struct parameters *left, struct parameter *ret) {
    size_t len = 0;

    left->rest = str_trim(left->rest);
    while (left->rest.len > 0 && left->rest.at[0] == ';')
        left->rest = str_trim((struct str){left->rest.at + 1, left->rest.len - 1});
    if (left->rest.len == 0)
        return false;
    while (len < left->rest.len && left->rest.at[len] != '=' && left->rest.at[len] != ';')
        len++;
    *ret = (struct parameter){.name = str_trim((struct str){left->rest.at, len})};
    drop(&left->rest, len);
    if (left->rest.len > 0 && left->rest.at[0] == '=')
        left->rest = str_trim((struct str){left->rest.at + 1, left->rest.len - 1});
    if (left->rest.len > 0 && left->rest.at[0] == '"')
        return take_quoted(left, ret);
    ret->value = str_trim(str_cut(&left->rest, ';'));
    return true;
}

/* The byte that `%XX` at the start of the text stands for, or -1. */
static int percent_byte(struct str text) {
    if (text.len < 3 || text.at[0] != '%' || hex_digit(text.at[1]) < 0 || hex_digit(text.at[2]) < 0)
        return -1;
    return hex_digit(text.at[1]) * 16 + hex_digit(text.at[2]);
}

static struct str unquote(struct arena *arena, struct str raw) {
    char *out = arena_take(arena, raw.len + 1, 1);
    size_t len = 0;

    while (raw.len > 0) {
        int byte = percent_byte(raw);
        if (byte == '"' || byte == '\r' || byte == '\n') {
            out[len++] = (char)byte;
            drop(&raw, 3);
            continue;
        }
        if (raw.at[0] == '\\' && raw.len > 1 && (raw.at[1] == '"' || raw.at[1] == '\\'))
            drop(&raw, 1);
        out[len++] = raw.at[0];
        drop(&raw, 1);
    }
    return (struct str){out, len};
}

static struct str parameter_text(struct arena *arena, const struct parameter *parameter) {
    return parameter->quoted ? unquote(arena, parameter->value)
                             : arena_copy(arena, parameter->value);
}

/* RFC 8187: `CHARSET'LANGUAGE'TEXT`. False when it can't be read. */
static bool extended_read(struct arena *arena, struct str raw, struct str *ret) {
    struct str charset = str_cut(&raw, '\'');
    bool latin = charset_is_latin(charset);

    str_cut(&raw, '\'');
    if (!raw.at || (!latin && !str_equal_any_case(charset, STR("utf-8"))))
        return false;
    char *out = arena_take(arena, LATIN_MAX * raw.len + 1, 1);
    size_t len = 0;
    while (raw.len > 0) {
        bool escape = raw.at[0] == '%';
        int byte = escape ? percent_byte(raw) : (unsigned char)raw.at[0];
        if (byte < 0)
            return false;
        if (latin)
            len = (size_t)(latin_put(out + len, (unsigned char)byte) - out);
        else
            out[len++] = (char)byte;
        drop(&raw, escape ? 3 : 1);
    }
    *ret = (struct str){out, len};
    if (!str_is_text(*ret))
        *ret = (struct str){NULL, 0};
    return ret->at;
}

/* ---- the headers of a part ---- */

static bool is_new(const struct parameter *parameter, const char *name, const struct str *found) {
    return !found->at && str_equal_any_case(parameter->name, str_of(name));
}

static bool disposition_read(struct arena *arena, struct str value, struct multipart_part *part) {
    struct str kind = str_trim(str_cut(&value, ';')), plain = {NULL, 0}, extended = {NULL, 0};
    struct parameters left = {.rest = value};
    struct parameter parameter;
    bool unread = false;

    while (parameter_next(&left, &parameter)) {
        if (is_new(&parameter, "name", &part->name))
            part->name = parameter_text(arena, &parameter);
        if (is_new(&parameter, "filename", &plain))
            plain = parameter_text(arena, &parameter);
        if (is_new(&parameter, "filename*", &extended))
            unread = !extended_read(arena, parameter.value, &extended);
    }
    part->file_name = extended.at ? extended : file_name_read(arena, plain);
    part->is_file = part->file_name.at;
    if (left.broken || (unread && !part->is_file))
        return false;
    return str_equal_any_case(kind, STR("form-data")) && part->name.at && str_is_text(part->name) &&
           str_is_text(part->file_name);
}

/* Makes one line of each folded header. */
static void unfold(char *head, size_t len) {
    for (size_t i = 1; i + 1 < len; i++) {
        if (head[i] != '\n' || !is_blank(head[i + 1]))
            continue;
        head[i] = ' ';
        if (head[i - 1] == '\r')
            head[i - 1] = ' ';
    }
}

static bool header_read(struct arena *arena, struct str line, struct multipart_part *part) {
    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    if (line.len == 0 || memchr(line.at, '\r', line.len))
        return false;
    struct str name = str_trim(str_cut(&line, ':'));
    if (!line.at || name.len == 0)
        return false;
    if (str_equal_any_case(name, STR("Content-Disposition")) && !part->name.at)
        return disposition_read(arena, line, part);
    if (str_equal_any_case(name, STR("Content-Type")) && !part->content_type.at)
        part->content_type = arena_copy(arena, str_trim(line));
    return str_is_text(part->content_type);
}

/* `head` is all lines before the empty one. */
static bool part_read(struct arena *arena, char *head, size_t len, struct multipart_part *part) {
    struct str lines = {head, len};

    unfold(head, len);
    while (lines.len > 0)
        if (!header_read(arena, str_cut(&lines, '\n'), part))
            return false;
    return part->name.at;
}

/* ---- the body ---- */

static bool fail(struct multipart *multipart) {
    multipart->state = FAILED;
    return false;
}

/* Gives data to the app, when it is of a part. */
static bool give(struct multipart *multipart, const char *bytes, size_t count) {
    if (multipart->parts == 0 || count == 0)
        return true;
    return multipart->reader->data(multipart->context, bytes, count) || fail(multipart);
}

/* What is held was no boundary. */
static bool give_held(struct multipart *multipart) {
    size_t from = multipart->implied, count = multipart->held_len - from;

    multipart->state = IN_BODY;
    multipart->held_len = multipart->implied = 0;
    return give(multipart, multipart->held + from, count);
}

/* A line starts here, as if a CRLF had been held. */
static void start_body(struct multipart *multipart) {
    multipart->state = IN_BODY;
    multipart->held_len = multipart->implied = LINE_END;
}

/* The length of what is before the first delimiter, or before an end that one may start with. */
static size_t clear_length(const struct multipart *multipart, struct str in) {
    const char *end = in.at + in.len;

    for (const char *at = in.at; (at = memchr(at, '\r', (size_t)(end - at))); at++) {
        size_t left = (size_t)(end - at);
        size_t count = left < multipart->delimiter_len ? left : multipart->delimiter_len;
        if (memcmp(at, multipart->held, count) == 0)
            return (size_t)(at - in.at);
    }
    return in.len;
}

/* A delimiter has one CR, at its start: when it fails, another can only start where it failed. */
static bool take_body(struct multipart *multipart, struct str *in) {
    if (multipart->held_len == 0) {
        size_t clear = clear_length(multipart, *in);
        if (!give(multipart, in->at, clear))
            return false;
        drop(in, clear);
    }
    while (in->len > 0 && multipart->held_len < multipart->delimiter_len) {
        if (in->at[0] != multipart->held[multipart->held_len])
            return give_held(multipart);
        multipart->held_len++;
        drop(in, 1);
    }
    if (multipart->held_len == multipart->delimiter_len)
        multipart->state = IN_BOUNDARY;
    return true;
}

static bool end_part(struct multipart *multipart, enum state next) {
    multipart->state = next;
    multipart->head_len = multipart->line_start = 0;
    return multipart->parts == 0 || multipart->reader->end(multipart->context) || fail(multipart);
}

/* One byte of what follows a delimiter. */
static bool take_boundary(struct multipart *multipart, struct str *in) {
    size_t tail = multipart->held_len - multipart->delimiter_len;
    char last = tail > 0 ? multipart->held[multipart->held_len - 1] : ' ';
    char c = in->at[0];
    bool goes_on = is_blank(last) &&
                   ((c == '-' && tail == 0) || c == '\r' || (is_blank(c) && tail < PADDING_MAX));

    if (goes_on) {
        multipart->held[multipart->held_len++] = c;
        drop(in, 1);
        return true;
    }
    bool ends = c == '\n' && last != '-', closes = c == '-' && last == '-';
    if (!ends && !closes)
        return give_held(multipart);
    drop(in, 1);
    return end_part(multipart, closes ? CLOSED : IN_HEAD);
}

static bool begin_part(struct multipart *multipart) {
    struct multipart_part part = {.is_file = false};

    if (++multipart->parts > PARTS_MAX ||
        !part_read(multipart->arena, multipart->head, multipart->line_start, &part))
        return fail(multipart);
    start_body(multipart);
    return multipart->reader->begin(multipart->context, &part) || fail(multipart);
}

/* As much as there is of a line. */
static bool take_head(struct multipart *multipart, struct str *in) {
    const char *end = memchr(in->at, '\n', in->len);
    size_t count = end ? (size_t)(end - in->at) + 1 : in->len;

    if (count > HEAD_MAX - multipart->head_len)
        return fail(multipart);
    memcpy(multipart->head + multipart->head_len, in->at, count);
    multipart->head_len += count;
    drop(in, count);
    if (!end)
        return true;
    struct str line = {multipart->head + multipart->line_start,
                       multipart->head_len - multipart->line_start};
    if (str_equal(line, STR("\n")) || str_equal(line, STR("\r\n")))
        return begin_part(multipart);
    multipart->line_start = multipart->head_len;
    return true;
}

bool multipart_take(struct multipart *multipart, const char *bytes, size_t count) {
    struct str in = {bytes, count};
    bool good = multipart->state != FAILED;

    while (good && in.len > 0 && multipart->state != CLOSED) {
        if (multipart->state == IN_HEAD)
            good = take_head(multipart, &in);
        else if (multipart->state == IN_BOUNDARY)
            good = take_boundary(multipart, &in);
        else
            good = take_body(multipart, &in);
    }
    return good;
}

bool multipart_is_whole(const struct multipart *multipart) {
    return multipart->state == CLOSED;
}

static bool is_boundary(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < ' ' || text.at[i] > '~' || text.at[i] == '"' || text.at[i] == '\\')
            return false;
    return text.len > 0 && text.len <= BOUNDARY_MAX && text.at[text.len - 1] != ' ';
}

/* The first parameter `boundary` of a Content-Type, or empty. */
static struct str find_boundary(struct str content_type) {
    struct str kind = str_trim(str_cut(&content_type, ';'));
    struct parameters left = {.rest = content_type};
    struct parameter parameter;

    if (str_equal_any_case(kind, STR("multipart/form-data")))
        while (parameter_next(&left, &parameter))
            if (str_equal_any_case(parameter.name, STR("boundary")))
                return parameter.value;
    return STR("");
}

struct multipart *multipart_open(struct arena *arena, struct str content_type,
                                 const struct multipart_reader *reader, void *context) {
    struct str boundary = find_boundary(content_type);

    if (!is_boundary(boundary))
        return NULL;
    struct multipart *multipart = NEW(arena, struct multipart);
    multipart->arena = arena;
    multipart->reader = reader;
    multipart->context = context;
    memcpy(multipart->held, "\r\n--", OPENING);
    memcpy(multipart->held + OPENING, boundary.at, boundary.len);
    multipart->delimiter_len = OPENING + boundary.len;
    start_body(multipart);
    return multipart;
}
