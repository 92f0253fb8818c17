/* fuzz_redis_address.c - addresses of a Redis; those that are taken are the same, written anew. */
#include "base/log.h"
#include "fuzz.h"
#include "redis/address.h"

static bool is_same(const char *a, const char *b) {
    return str_equal(str_of(a), str_of(b)) && !a == !b;
}

static const char *encoded(struct arena *arena, const char *text) {
    struct str all = STR("");

    for (; text && *text; text++) {
        struct str byte = arena_format(arena, "%%%02X", (unsigned)(unsigned char)*text);
        const struct str parts[] = {all, byte};
        all = arena_join(arena, parts, COUNT(parts));
    }
    return arena_z(arena, all);
}

static struct str written(struct arena *arena, const struct redis_address *at) {
    const char *user = encoded(arena, at->user), *password = encoded(arena, at->password);
    const char *mark = at->password ? "@" : "", *colon = at->password ? ":" : "";

    if (at->socket)
        return arena_format(arena, "unix://%s%s%s%s/%s?db=%u", user, colon, password, mark,
                            encoded(arena, at->socket + 1), at->number);
    return arena_format(
        arena, strchr(at->host, ':') ? "redis://%s%s%s%s[%s]:%u/%u" : "redis://%s%s%s%s%s:%u/%u",
        user, colon, password, mark, at->host, (unsigned)at->port, at->number);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct redis_address at, again;
    const char *problem;

    if (redis_address_read(arena, (struct str){(const char *)data, size}, &at, &problem)) {
        ALWAYS(!at.host != !at.socket && (at.socket ? at.socket[0] == '/' : at.port > 0));
        ALWAYS(at.password || !at.user);
        struct str text = written(arena, &at);
        if (text.len <= 1024) {
            ALWAYS(redis_address_read(arena, text, &again, &problem));
            ALWAYS(is_same(at.host, again.host) && is_same(at.socket, again.socket) &&
                   is_same(at.user, again.user) && is_same(at.password, again.password) &&
                   at.port == again.port && at.number == again.number);
        }
    } else {
        ALWAYS(problem && *problem);
    }
    arena_close(arena);
    return 0;
}
