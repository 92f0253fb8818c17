/* file_answer.c - names in headers. */
#include "api/file_answer.h"

#include "api/answer.h"

/* Without what may lead out of a directory, or a terminal astray. */
static struct str safe_name(struct arena *arena, struct str name) {
    char *safe = arena_take(arena, name.len + 1, 1);
    size_t dots = 0;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        safe[i] = (char)(c < ' ' || c == 0x7f || c == '/' || c == '\\' ? '_' : c);
        dots += c == '.';
    }
    if (dots == name.len)
        memset(safe, '_', name.len);
    return (struct str){safe, name.len};
}

/* The byte itself, or %XX; returns the length. */
static size_t put_escaped(char *to, unsigned char byte, bool itself) {
    static const char hex[] = "0123456789ABCDEF";

    to[0] = (char)(itself ? byte : '%');
    if (itself)
        return 1;
    to[1] = hex[byte >> 4];
    to[2] = hex[byte & 15];
    return 3;
}

/* RFC 6266: a name that every client can read, and the exact one for those that know UTF-8. */
static struct str disposition(struct arena *arena, struct str name) {
    char *plain = arena_take(arena, name.len + 1, 1);
    char *exact = arena_take(arena, 3 * name.len + 1, 1);
    size_t plain_len = 0, len = 0;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if ((c & 0xC0) != 0x80)
            plain[plain_len++] = (char)(c >= 0x7f || c == '"' || c == '%' ? '_' : c);
        len += put_escaped(exact + len, c,
                           letter || (c < 0x7f && c > ' ' && strchr("!#$&+-.^_`|~", c)));
    }
    return arena_format(arena, "attachment; filename=\"%.*s\"; filename*=UTF-8''%.*s",
                        (int)plain_len, plain, (int)len, exact);
}

struct str file_answer_tag(struct request *request, const struct download *file) {
    return arena_format(request->arena, "\"%.*s\"", (int)file->hash.len, file->hash.at);
}

void file_answer_put(struct request *request, const struct download *file, int descriptor,
                     int64_t size) {
    struct exchange *exchange = request->exchange;

    answer_empty(request, 200);
    exchange->content_type = arena_z(request->arena, file->content_type);
    exchange_add_header(exchange, "Content-Disposition",
                        disposition(request->arena, safe_name(request->arena, file->name)));
    exchange_send_file(exchange, descriptor, size, file_answer_tag(request, file));
}

/* A header is ASCII: the rest goes as a client would send it on. */
struct str file_answer_location(struct arena *arena, struct str url) {
    char *out = arena_take(arena, 3 * url.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < url.len; i++)
        len += put_escaped(out + len, (unsigned char)url.at[i], (unsigned char)url.at[i] < 0x80);
    return (struct str){out, len};
}
