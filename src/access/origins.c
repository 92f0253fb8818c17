/* origins.c - origins, strictly as browsers write them, and who lists them. */
#include "access/origins.h"

enum { ORIGIN_BYTES_MAX = 255 };

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool all(struct str text, bool (*is)(char c)) {
    for (size_t i = 0; i < text.len; i++)
        if (!is(text.at[i]))
            return false;
    return text.len > 0;
}

static bool is_of_scheme(char c) {
    return is_small(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
}

static bool is_of_name(char c) {
    return is_small(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
}

static bool is_of_address(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
}

/* `:8443`; one that goes without saying is not said. */
static bool is_port(struct str text, struct str scheme) {
    unsigned port = 0;

    if (text.len < 2 || text.len > 6 || text.at[0] != ':' || text.at[1] == '0')
        return false;
    for (size_t i = 1; i < text.len; i++) {
        if (!is_digit(text.at[i]))
            return false;
        port = port * 10 + (unsigned)(text.at[i] - '0');
    }
    return port <= 65535 && !(port == 443 && str_equal(scheme, STR("https"))) &&
           !(port == 80 && str_equal(scheme, STR("http")));
}

static bool is_host(struct str host) {
    if (host.len > 2 && host.at[0] == '[' && host.at[host.len - 1] == ']')
        return all((struct str){host.at + 1, host.len - 2}, is_of_address);
    return all(host, is_of_name);
}

/* Where the port begins; the length when there is none. */
static size_t find_port(struct str text) {
    size_t at = text.len;

    while (at > 0 && is_digit(text.at[at - 1]))
        at--;
    return at > 0 && text.at[at - 1] == ':' ? at - 1 : text.len;
}

bool origin_is_valid(struct str entry) {
    size_t length = 0;

    while (length < entry.len && entry.at[length] != ':')
        length++;
    struct str scheme = {entry.at, length};
    if (entry.len > ORIGIN_BYTES_MAX || entry.len < length + 3 ||
        memcmp(entry.at + length, "://", 3) != 0)
        return false;
    struct str rest = {entry.at + length + 3, entry.len - length - 3};
    size_t port = find_port(rest);
    return all(scheme, is_of_scheme) && is_small(scheme.at[0]) &&
           is_host((struct str){rest.at, port}) &&
           (port == rest.len || is_port((struct str){rest.at + port, rest.len - port}, scheme));
}

bool origins_have(struct str origins, struct str origin) {
    while (origins.len > 0)
        if (str_equal(str_cut(&origins, ' '), origin))
            return origin.len > 0;
    return false;
}

bool origin_is_listed(struct db *db, struct str origin, bool *ret) {
    struct statement *row = db_statement(
        db, STR("SELECT origins FROM applications WHERE is_active = 1 AND origins > ''"));
    enum db_step step = DB_ROW;

    *ret = false;
    if (!row)
        return false;
    while (!*ret && (step = statement_step(row)) == DB_ROW)
        *ret = origins_have(column_text(row, 0), origin);
    statement_reset(row);
    return step != DB_FAILED;
}

struct str origins_of(struct arena *arena, struct db *db, int64_t account_id,
                      int64_t application_id) {
    struct statement *row = db_statement(
        db, STR("SELECT origins FROM applications WHERE account_id = ?1 AND id = ?2 AND "
                "is_active = 1"));
    struct str origins = STR("");

    if (!row)
        return origins;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, application_id);
    if (statement_step(row) == DB_ROW)
        origins = arena_copy(arena, column_text(row, 0));
    statement_reset(row);
    return origins;
}
