/* address.c - reads the address of a Redis, strictly. */
#include "redis/address.h"

enum { PORT = 6379, PORT_MAX = 65535, NUMBER_MAX = 1000000, TEXT_MAX = 1024 };

#define FORM                                                                                       \
    "The address of Redis must be redis://[[USER]:PASSWORD@]HOST[:PORT][/NUMBER] or "              \
    "unix://[[USER]:PASSWORD@]/PATH[?db=NUMBER]."

static int hex(char c) {
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* NULL: it is not what stands in an address. */
static const char *decoded(struct arena *arena, struct str text) {
    char *to = arena_z(arena, text);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%') {
            if (text.len - i < 3 || hex(text.at[i + 1]) < 0 || hex(text.at[i + 2]) < 0)
                return NULL;
            c = (char)(hex(text.at[i + 1]) * 16 + hex(text.at[i + 2]));
            i += 2;
        }
        if (!c)
            return NULL;
        to[len++] = c;
    }
    to[len] = 0;
    return to;
}

static bool read_number(struct str text, unsigned most, unsigned *ret) {
    unsigned number = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        number = number * 10 + (unsigned)(text.at[i] - '0');
        if (number > most)
            return false;
    }
    *ret = number;
    return text.len > 0;
}

/* What stands before the last @ of the part that names the server. */
static bool read_user(struct arena *arena, struct str *rest, size_t end,
                      struct redis_address *ret) {
    size_t at = end;

    while (at > 0 && rest->at[at - 1] != '@')
        at--;
    if (at == 0)
        return true;
    struct str password = {rest->at, at - 1};
    struct str user = str_cut(&password, ':');
    if (password.len == 0)
        return false;
    ret->user = user.len > 0 ? decoded(arena, user) : NULL;
    ret->password = decoded(arena, password);
    *rest = (struct str){rest->at + at, rest->len - at};
    return ret->password && (user.len == 0 || ret->user);
}

static bool is_host(struct str host, bool is_six) {
    for (size_t i = 0; i < host.len; i++) {
        char c = host.at[i];
        bool is_common =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
        if (!is_common && (!c || !strchr(is_six ? ":%" : "-_", c)))
            return false;
    }
    return is_six ? memchr(host.at, ':', host.len) != NULL : host.len > 0;
}

static bool read_port(struct str port, struct redis_address *ret) {
    unsigned number;

    if (!read_number(port, PORT_MAX, &number) || number == 0)
        return false;
    ret->port = (uint16_t)number;
    return true;
}

/* HOST, HOST:PORT, [SIX] or [SIX]:PORT. */
static bool read_host(struct arena *arena, struct str text, struct redis_address *ret) {
    bool is_six = text.len > 0 && text.at[0] == '[';
    struct str rest = is_six ? (struct str){text.at + 1, text.len - 1} : text;
    struct str host = str_cut(&rest, is_six ? ']' : ':');

    if (!is_host(host, is_six))
        return false;
    ret->host = arena_z(arena, host);
    ret->port = PORT;
    if (!is_six)
        return !rest.at || read_port(rest, ret);
    if (!rest.at)
        return false;
    return rest.len == 0 ||
           (rest.at[0] == ':' && read_port((struct str){rest.at + 1, rest.len - 1}, ret));
}

static bool read_server(struct arena *arena, struct str rest, struct redis_address *ret) {
    const char *slash = memchr(rest.at, '/', rest.len);
    size_t end = slash ? (size_t)(slash - rest.at) : rest.len;

    if (!read_user(arena, &rest, end, ret))
        return false;
    struct str host = str_cut(&rest, '/');
    return read_host(arena, host, ret) &&
           (rest.len == 0 || read_number(rest, NUMBER_MAX, &ret->number));
}

static bool read_socket(struct arena *arena, struct str rest, struct redis_address *ret) {
    const char *slash = memchr(rest.at, '/', rest.len);

    if (!slash || !read_user(arena, &rest, (size_t)(slash - rest.at), ret))
        return false;
    struct str path = str_cut(&rest, '?');
    if (path.len == 0 || path.at[0] != '/')
        return false;
    ret->socket = decoded(arena, path);
    if (!ret->socket || !rest.at)
        return ret->socket;
    struct str name = str_cut(&rest, '=');
    return str_equal(name, STR("db")) && read_number(rest, NUMBER_MAX, &ret->number);
}

bool redis_address_read(struct arena *arena, struct str text, struct redis_address *ret,
                        const char **ret_problem) {
    struct str rest = text;
    struct str scheme = str_take(&rest, str_starts_any_case(text, STR("unix://")) ? 7 : 8);
    bool is_good = false;

    *ret = (struct redis_address){.host = NULL};
    *ret_problem = FORM;
    if (str_starts_any_case(text, STR("rediss://")))
        *ret_problem = "Redis cannot be asked over TLS: the library for that is not in Debian 12. "
                       "Let a tunnel do it, and name the tunnel's end.";
    else if (text.len > TEXT_MAX)
        return false;
    else if (str_equal_any_case(scheme, STR("redis://")))
        is_good = read_server(arena, rest, ret);
    else if (str_equal_any_case(scheme, STR("unix://")))
        is_good = read_socket(arena, rest, ret);
    return is_good;
}
