/* address.c - what names a bucket. */
#include "files/s3/s3.h"

#include <arpa/inet.h>

enum { BUCKET_LEAST = 3, BUCKET_MOST = 63, PREFIX_MOST = 512, ENDPOINT_MOST = 512 };

static bool is_of(struct str text, const char *others) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_word && (c == '\0' || !strchr(others, c)))
            return false;
    }
    return true;
}

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* No part of it is empty, or leads to another. */
static bool is_prefix(struct str text) {
    bool ends_open = text.len > 0 && text.at[text.len - 1] == '/';

    if (text.len > PREFIX_MOST || ends_open || !is_of(text, UPPER "._-/"))
        return false;
    while (text.len > 0) {
        struct str part = str_cut(&text, '/');
        if (part.len == 0 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return false;
    }
    return true;
}

bool s3_address_read(struct arena *arena, struct str text, const char **ret_bucket,
                     const char **ret_prefix) {
    const struct str scheme = STR("s3://");

    if (text.len < scheme.len || memcmp(text.at, scheme.at, scheme.len) != 0)
        return false;
    str_take(&text, scheme.len);
    if (text.len > 0 && text.at[text.len - 1] == '/')
        text.len--;
    const char *slash = memchr(text.at, '/', text.len);
    struct str bucket = str_take(&text, slash ? (size_t)(slash - text.at) : text.len);
    if (slash)
        str_take(&text, 1);
    if (bucket.len < BUCKET_LEAST || bucket.len > BUCKET_MOST || !is_of(bucket, ".-") ||
        bucket.at[0] == '.' || bucket.at[0] == '-' || (slash && text.len == 0) || !is_prefix(text))
        return false;
    *ret_bucket = arena_z(arena, bucket);
    *ret_prefix = arena_z(arena, text);
    return true;
}

/* `:PORT`, or nothing. */
static bool is_port(struct str text) {
    int64_t number = 0;

    if (text.len == 0)
        return true;
    if (text.len < 2 || text.len > 6 || text.at[0] != ':')
        return false;
    for (size_t i = 1; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        number = 10 * number + (text.at[i] - '0');
    }
    return number > 0 && number <= UINT16_MAX;
}

static bool is_ipv6(struct str text) {
    char z[INET6_ADDRSTRLEN] = "";
    struct in6_addr address;

    if (text.len >= sizeof(z))
        return false;
    memcpy(z, text.at, text.len);
    return strlen(z) == text.len && inet_pton(AF_INET6, z, &address) == 1;
}

/* HOST[:PORT], or [IPV6][:PORT]. */
static bool is_server(struct str text) {
    bool has_brackets = text.len > 0 && text.at[0] == '[';

    if (has_brackets)
        str_take(&text, 1);
    const char *end = memchr(text.at, has_brackets ? ']' : ':', text.len);
    struct str host = str_take(&text, end ? (size_t)(end - text.at) : text.len);
    if (has_brackets)
        return is_ipv6(host) && str_take(&text, 1).len == 1 && is_port(text);
    return host.len > 0 && host.at[0] != '.' && is_of(host, UPPER ".-") && is_port(text);
}

bool s3_endpoint_is_one(struct str text) {
    struct str scheme = STR("https://");

    if (text.len < scheme.len || memcmp(text.at, scheme.at, scheme.len) != 0)
        scheme = STR("http://");
    if (text.len <= scheme.len || text.len > ENDPOINT_MOST ||
        memcmp(text.at, scheme.at, scheme.len) != 0)
        return false;
    str_take(&text, scheme.len);
    return is_server(text);
}
