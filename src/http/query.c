/* query.c - percent decoding, and look-up of query parameters. */
#include "http/query.h"

#include "base/buffer.h"
#include "http/grammar.h"

/* The number that two hex digits after a percent sign make; below 0 where there are none. */
static int encoded_at(struct str raw, size_t i) {
    int high = raw.at[i] == '%' && i + 2 < raw.len ? hex_digit(raw.at[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(raw.at[i + 2]) : -1;

    return low >= 0 ? high * 16 + low : -1;
}

static struct str decode(struct arena *arena, struct str raw) {
    if (raw.len == 0)
        return raw;
    char *out = arena_take(arena, raw.len, 1);
    size_t len = 0;

    for (size_t i = 0; i < raw.len; i++) {
        int encoded = encoded_at(raw, i);
        out[len++] = encoded >= 0 ? (char)encoded : raw.at[i] == '+' ? ' ' : raw.at[i];
        i += encoded >= 0 ? 2 : 0;
    }
    return (struct str){out, len};
}

static bool is_plain(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

struct str path_decode(struct arena *arena, struct str raw) {
    size_t len = 0;

    if (raw.len == 0 || !memchr(raw.at, '%', raw.len))
        return raw;
    char *out = arena_take(arena, raw.len, 1);
    for (size_t i = 0; i < raw.len; i++) {
        int encoded = encoded_at(raw, i);
        out[len++] = is_plain(encoded) ? (char)encoded : raw.at[i];
        i += is_plain(encoded) ? 2 : 0;
    }
    return (struct str){out, len};
}

/* Whether what stands in brackets says only that there are several, or which of them it is. */
static bool is_index(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return true;
}

/* `filter[tagIds][0]` and `filter.tagIds[]` are `filter.tagIds`. Other brackets stay. */
static struct str plain_name(struct arena *arena, struct str name) {
    struct str rest = name, whole = str_cut(&rest, '[');

    if (!rest.at)
        return name;
    char *out = arena_take(arena, name.len, 1);
    size_t len = whole.len;
    memcpy(out, whole.at, len);
    while (rest.at) {
        struct str inside = str_cut(&rest, ']');
        if (!rest.at || (rest.len > 0 && rest.at[0] != '['))
            return name;
        rest = rest.len > 0 ? (struct str){rest.at + 1, rest.len - 1} : (struct str){NULL, 0};
        if (is_index(inside))
            continue;
        out[len++] = '.';
        memcpy(out + len, inside.at, inside.len);
        len += inside.len;
    }
    return (struct str){out, len};
}

size_t query_count_most(struct str raw) {
    size_t count = raw.len > 0;

    for (size_t i = 0; i < raw.len; i++)
        count += raw.at[i] == '&';
    return count;
}

void query_read(struct arena *arena, struct str raw, struct query *ret) {
    *ret = (struct query){NEW_ARRAY(arena, struct parameter, query_count_most(raw) + 1), 0};
    while (raw.len > 0) {
        struct str value = str_cut(&raw, '&');
        struct str name = str_cut(&value, '=');
        if (name.len == 0)
            continue;
        ret->parameters[ret->count++] =
            (struct parameter){plain_name(arena, decode(arena, name)), decode(arena, value)};
    }
}

struct str query_find(const struct query *query, const char *name) {
    for (size_t i = 0; i < query->count; i++)
        if (str_equal_any_case(query->parameters[i].name, str_of(name)))
            return query->parameters[i].value;
    return (struct str){NULL, 0};
}

bool query_has(const struct query *query, struct str prefix) {
    for (size_t i = 0; i < query->count; i++)
        if (str_starts_any_case(query->parameters[i].name, prefix))
            return true;
    return false;
}

/* Byte by byte, so that a NUL stays for whoever reads the values to refuse. */
struct str query_find_all(struct arena *arena, const struct query *query, const char *name) {
    size_t most = 0, len = 0;

    for (size_t i = 0; i < query->count; i++)
        most += query->parameters[i].value.len + 1;
    char *all = arena_take(arena, most + 1, 1);
    for (size_t i = 0; i < query->count; i++) {
        struct str value = query->parameters[i].value;
        if (value.len == 0 || !str_equal_any_case(query->parameters[i].name, str_of(name)))
            continue;
        if (len > 0)
            all[len++] = ',';
        memcpy(all + len, value.at, value.len);
        len += value.len;
    }
    return (struct str){all, len};
}
