/* http_oracle.c - the grammar of HTTP as regular expressions. */
#include "http_oracle.h"

#include "base/log.h"
#include "http/chunked.h"
#include "http/head.h"

#include <regex.h>
#include <sanitizer/asan_interface.h>
#include <stdlib.h>

#define TOKEN "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
#define AUTHORITY "[]!$%&'()*+.:;=_~0-9A-Za-z[-]+"
#define IN_LINE "[^\001-\010\012-\037\177]"
#define BLANKS "[ \t]*"

enum pattern {
    REQUEST_LINE,
    VERSION,
    VERSION_1,
    PATH,
    ABSOLUTE,
    WHOLE_SERVER,
    FIELD,
    HOST,
    GOOD_HOST,
    LENGTH,
    GOOD_LENGTH,
    CODING,
    EMPTY_CODING,
    CHUNKED,
    EXPECT,
    GOOD_EXPECT,
    CREDENTIALS,
    CONTENT_TYPE,
    CLOSE,
    KEEP,
    SIZE_LINE,
    SIZE_BEGUN,
    TRAILER_LINE,
    TRAILER_BEGUN,
    PATTERNS,
};

static const char *const patterns[] = {
    [REQUEST_LINE] = "^" TOKEN " [^ \t]+ HTTP/[0-9]\\.[0-9]$",
    [VERSION] = " HTTP/[0-9]\\.[0-9]$",
    [VERSION_1] = " HTTP/1\\.[0-9]$",
    [PATH] = "^[^ ]+ /",
    [ABSOLUTE] = "^[^ ]+ [Hh][Tt][Tt][Pp][Ss]?://" AUTHORITY "([/?][^ ]*)? ",
    [WHOLE_SERVER] = "^OPTIONS \\* ",
    [FIELD] = "^" TOKEN ":",
    [HOST] = "^[Hh][Oo][Ss][Tt]:",
    [GOOD_HOST] = "^....:" BLANKS AUTHORITY BLANKS "$",
    [LENGTH] = "^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Ll][Ee][Nn][Gg][Tt][Hh]:",
    [GOOD_LENGTH] = "^[^:]*:" BLANKS "[0-9]+" BLANKS "$",
    [CODING] = "^[Tt][Rr][Aa][Nn][Ss][Ff][Ee][Rr]-[Ee][Nn][Cc][Oo][Dd][Ii][Nn][Gg]:",
    [EMPTY_CODING] = "^[^:]*:" BLANKS "$",
    [CHUNKED] = "^[^:]*:" BLANKS "[Cc][Hh][Uu][Nn][Kk][Ee][Dd]" BLANKS "$",
    [EXPECT] = "^[Ee][Xx][Pp][Ee][Cc][Tt]:",
    [GOOD_EXPECT] = "^[^:]*:" BLANKS "100-[Cc][Oo][Nn][Tt][Ii][Nn][Uu][Ee]" BLANKS "$",
    [CREDENTIALS] = "^[Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz][Aa][Tt][Ii][Oo][Nn]:",
    [CONTENT_TYPE] = "^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Tt][Yy][Pp][Ee]:",
    [CLOSE] = "^[Cc][Oo][Nn][Nn][Ee][Cc][Tt][Ii][Oo][Nn]:(.*,)?" BLANKS
              "[Cc][Ll][Oo][Ss][Ee]" BLANKS "(,|$)",
    [KEEP] = "^[Cc][Oo][Nn][Nn][Ee][Cc][Tt][Ii][Oo][Nn]:(.*,)?" BLANKS
             "[Kk][Ee][Ee][Pp]-[Aa][Ll][Ii][Vv][Ee]" BLANKS "(,|$)",
    [SIZE_LINE] = "^[0-9A-Fa-f]{1,15}(;" IN_LINE "*)?$",
    [SIZE_BEGUN] = "^([0-9A-Fa-f]{1,15}(\r|;" IN_LINE "*\r?)?)?$",
    [TRAILER_LINE] = "^" TOKEN ":" IN_LINE "*$",
    [TRAILER_BEGUN] = "^(\r|" TOKEN "(:" IN_LINE "*\r?)?)?$",
};

static bool fits(struct str text, enum pattern pattern) {
    static regex_t compiled[PATTERNS];
    static bool is_compiled[PATTERNS];
    regmatch_t range = {.rm_so = 0, .rm_eo = (regoff_t)text.len};

    if (!is_compiled[pattern])
        ALWAYS(regcomp(&compiled[pattern], patterns[pattern], REG_EXTENDED) == 0);
    is_compiled[pattern] = true;
    if (text.len > 0 && memchr(text.at, 0, text.len))
        return false;
    return regexec(&compiled[pattern], text.len ? text.at : "", 1, &range, REG_STARTEND) == 0;
}

/* Where the text begins first, or SIZE_MAX. */
static size_t find(struct str text, const char *wanted) {
    const char *found = text.len ? memmem(text.at, text.len, wanted, strlen(wanted)) : NULL;

    return found ? (size_t)(found - text.at) : SIZE_MAX;
}

static struct str after(struct str text, size_t count) {
    return (struct str){text.at + count, text.len - count};
}

enum { BEHIND = 64 }; /* bytes that only a fault reads */

struct str oracle_grow(struct arena *arena, struct str input) {
    enum { TIMES = 1000, MOST = 48 * 1024 };
    char *text = arena_take(arena, MOST + TIMES + BEHIND, 8); /* what ASan counts in */
    size_t len = 0;

    for (size_t i = 0; i < input.len && len < MOST; i++)
        if (input.at[i] == 1 && i > 0) {
            memset(text + len, input.at[i - 1], TIMES);
            len += TIMES;
        } else {
            text[len++] = input.at[i];
        }
    return (struct str){text, len};
}

void oracle_hide(struct str grown) {
    ASAN_POISON_MEMORY_REGION(grown.at, grown.len + BEHIND);
}

void oracle_show(struct str piece) {
    ASAN_UNPOISON_MEMORY_REGION(piece.at, piece.len);
}

void oracle_show_all(struct str grown) {
    ASAN_UNPOISON_MEMORY_REGION(grown.at, grown.len + BEHIND);
}

/* ---- heads ---- */

static void add(struct told_head *head, unsigned status, bool is_so) {
    for (size_t i = 0; i < head->reason_count; i++)
        is_so &= head->reasons[i] != status;
    if (is_so)
        head->reasons[head->reason_count++] = status;
}

/* A byte that no line has, or a CR or LF that is not with the other. */
static bool has_odd_byte(struct str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        bool is_end = (byte == '\r' && (i + 1 == text.len || text.at[i + 1] == '\n')) ||
                      (byte == '\n' && i > 0 && text.at[i - 1] == '\r');
        if (!is_end && ((byte < 32 && byte != 9) || byte == 127))
            return true;
    }
    return false;
}

static void read_request_line(struct told_head *head, struct str line) {
    size_t target = find(line, " ");

    head->is_1_1 = line.len > 0 && line.at[line.len - 1] != '0';
    head->method = (struct str){line.at, target == SIZE_MAX ? 0 : target};
    size_t mark = find(line, "?");
    if (mark != SIZE_MAX)
        head->query = (struct str){line.at + mark + 1, find(after(line, mark + 1), " ")};
    add(head, 400, !fits(line, REQUEST_LINE));
    add(head, 505, fits(line, VERSION) && !fits(line, VERSION_1));
    add(head, 400, !fits(line, PATH) && !fits(line, ABSOLUTE) && !fits(line, WHOLE_SERVER));
    if (target != SIZE_MAX)
        add(head, 414, find(after(line, target + 1), " ") > TARGET_BYTES_MAX);
}

static uint64_t number_of(struct arena *arena, struct str line) {
    return strtoull(arena_z(arena, after(line, find(line, ":") + 1)), NULL, 10);
}

struct counts {
    size_t hosts, lengths, codings, credentials;
    bool closes, keeps;
};

static void read_field(struct arena *arena, struct told_head *head, struct str line,
                       struct counts *counts) {
    add(head, 400, !fits(line, FIELD));
    counts->hosts += fits(line, HOST);
    add(head, 400, fits(line, HOST) && !fits(line, GOOD_HOST));
    counts->lengths += fits(line, LENGTH);
    add(head, 400, fits(line, LENGTH) && !fits(line, GOOD_LENGTH));
    if (fits(line, LENGTH))
        head->length = number_of(arena, line);
    counts->codings += fits(line, CODING);
    add(head, 400, fits(line, CODING) && fits(line, EMPTY_CODING));
    add(head, 501, fits(line, CODING) && !fits(line, EMPTY_CODING) && !fits(line, CHUNKED));
    add(head, 417, fits(line, EXPECT) && !fits(line, GOOD_EXPECT) && head->is_1_1);
    head->is_expecting |= fits(line, EXPECT) && head->is_1_1;
    counts->credentials += fits(line, CREDENTIALS);
    if (fits(line, CONTENT_TYPE) && head->content_type.len == 0)
        head->content_type = after(line, find(line, ":") + 1);
    counts->closes |= fits(line, CLOSE);
    counts->keeps |= fits(line, KEEP);
}

static void read_lines(struct arena *arena, struct told_head *head, struct str lines) {
    struct counts counts = {.hosts = 0};
    size_t end = find(lines, "\r\n");

    read_request_line(head, (struct str){lines.at, end});
    while ((lines = after(lines, end + 2)).len > 0) {
        end = find(lines, "\r\n");
        read_field(arena, head, (struct str){lines.at, end}, &counts);
        head->field_count++;
    }
    head->is_chunked = counts.codings > 0;
    head->has_length = counts.lengths > 0;
    head->keeps_alive = !counts.closes && (head->is_1_1 || counts.keeps);
    add(head, 431, head->field_count > HEAD_FIELDS_MAX);
    add(head, 400, counts.hosts > 1 || counts.lengths > 1 || counts.credentials > 1);
    add(head, 400, counts.codings + counts.lengths > 1);
    add(head, 400, head->is_1_1 ? counts.hosts == 0 : head->is_chunked);
}

void oracle_head(struct arena *arena, struct str bytes, struct told_head *ret) {
    size_t blank = find(bytes, "\r\n") == 0 ? 2 : 0;
    size_t end = find(after(bytes, blank), "\r\n\r\n");
    bool is_empty = find(after(bytes, blank), "\r\n") == 0;

    *ret = (struct told_head){.bytes = end == SIZE_MAX ? 0 : blank + end + 4};
    struct str seen = {bytes.at, ret->bytes ? ret->bytes : bytes.len};
    add(ret, 400, is_empty || has_odd_byte(seen));
    /* A last CR may be one that nothing follows yet. */
    bool may_end = ret->bytes || (seen.len > 0 && seen.at[seen.len - 1] == '\r');
    if (seen.len > HEAD_BYTES_MAX || (seen.len == HEAD_BYTES_MAX && !may_end)) {
        bool is_first =
            find(after((struct str){bytes.at, HEAD_BYTES_MAX}, blank), "\r") == SIZE_MAX;
        add(ret, is_first ? 414 : 431, true);
    }
    if (ret->bytes && ret->reason_count == 0)
        read_lines(arena, ret, (struct str){bytes.at + blank, end + 2});
}

/* ---- chunked bodies ---- */

/* One chunk with its ends of lines. */
static enum told_chunks take_chunk(struct arena *arena, struct str *rest, struct str *data,
                                   bool *is_last) {
    size_t end = find(*rest, "\r\n");

    struct str line = {rest->at, end == SIZE_MAX ? rest->len : end};
    if (end == SIZE_MAX && line.len > 0)
        line.len -= line.at[line.len - 1] == '\r';
    size_t mark = find(line, ";");
    if (mark != SIZE_MAX && line.len - mark - 1 > CHUNK_EXTENSION_MAX)
        return CHUNKS_ODD;
    if (end == SIZE_MAX)
        return fits(*rest, SIZE_BEGUN) ? CHUNKS_SHORT : CHUNKS_ODD;
    if (!fits(line, SIZE_LINE))
        return CHUNKS_ODD;
    uint64_t size = strtoull(arena_z(arena, line), NULL, 16);
    *rest = after(*rest, end + 2);
    *is_last = size == 0;
    if (*is_last)
        return CHUNKS_WHOLE;
    struct str piece = {rest->at, rest->len < size ? rest->len : (size_t)size};
    const struct str both[] = {*data, piece};
    *data = arena_join(arena, both, COUNT(both));
    *rest = after(*rest, piece.len);
    if (memcmp("\r\n", rest->len ? rest->at : "", rest->len < 2 ? rest->len : 2) != 0)
        return CHUNKS_ODD;
    if (rest->len < 2)
        return CHUNKS_SHORT;
    *rest = after(*rest, 2);
    return CHUNKS_WHOLE;
}

static enum told_chunks take_trailers(struct str *bytes) {
    struct str rest = *bytes;
    bool is_long = rest.len > CHUNKED_TRAILERS_MAX;

    if (is_long)
        rest.len = CHUNKED_TRAILERS_MAX;
    for (;;) {
        size_t end = find(rest, "\r\n");
        if (end == SIZE_MAX)
            return is_long || !fits(rest, TRAILER_BEGUN) ? CHUNKS_ODD : CHUNKS_SHORT;
        if (end > 0 && !fits((struct str){rest.at, end}, TRAILER_LINE))
            return CHUNKS_ODD;
        rest = after(rest, end + 2);
        if (end == 0)
            break;
    }
    *bytes = after(*bytes, (size_t)(rest.at - bytes->at));
    return CHUNKS_WHOLE;
}

enum told_chunks oracle_chunks(struct arena *arena, struct str *bytes, struct str *ret_data) {
    struct str rest = *bytes;
    bool is_last = false;

    *ret_data = STR("");
    while (!is_last) {
        enum told_chunks told = take_chunk(arena, &rest, ret_data, &is_last);
        if (told != CHUNKS_WHOLE)
            return told;
    }
    enum told_chunks told = take_trailers(&rest);
    if (told == CHUNKS_WHOLE)
        *bytes = rest;
    return told;
}
