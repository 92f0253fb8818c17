/* usage_target.c - takes the values out of a query that are not to be kept. */
#include "api/usage_target.h"

#include "base/buffer.h"
#include "base/log.h"
#include "http/query.h"
#include "read/list_parameters.h"

enum { NAME_MAX_BYTES = 40 };

/* Whether somebody may have meant it as the name of a parameter. */
static bool is_name(struct str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !strchr("._[]", c))
            return false;
    }
    return name.len > 0 && name.len <= NAME_MAX_BYTES;
}

static void put_parameter(struct arena *arena, const struct resource *listed, struct str raw,
                          struct buffer *out) {
    struct str value = raw, name = str_cut(&value, '=');
    struct query query;

    query_read(arena, raw, &query);
    if (listed && value.len > 0 && query.count == 1 &&
        list_value_is_plain(arena, listed, &query.parameters[0])) {
        buffer_put_str(out, raw);
        return;
    }
    if (value.at && is_name(name)) {
        buffer_put_str(out, name);
        buffer_put_char(out, '=');
    }
    if (value.len > 0 || !value.at || !is_name(name))
        buffer_put_char(out, '*');
}

struct str usage_target(struct arena *arena, const struct resource *listed, struct str path,
                        struct str query) {
    struct buffer out;

    if (query.len == 0)
        return path;
    buffer_init(&out, SIZE_MAX);
    buffer_put_str(&out, path);
    for (char mark = '?'; query.len > 0; mark = '&') {
        buffer_put_char(&out, mark);
        put_parameter(arena, listed, str_cut(&query, '&'), &out);
    }
    ALWAYS(!buffer_failed(&out));
    struct str target = arena_copy(arena, buffer_str(&out));
    buffer_done(&out);
    return target;
}
