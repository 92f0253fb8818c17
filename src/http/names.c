/* names.c - from addresses to listen on to names in a certificate. */
#include "http/names.h"

#include <arpa/inet.h>
#include <limits.h>
#include <unistd.h>

enum { NAME_MAX_LENGTH = 253 };

static bool is_known(const struct own_names *names, const struct own_name *name) {
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->at[i].text, name->text) == 0)
            return true;
    return false;
}

static void add(struct own_names *names, const struct own_name *name) {
    if (names->count < OWN_NAMES_MAX && !is_known(names, name))
        names->at[names->count++] = *name;
}

/* False: it is no address. `0.0.0.0` and `::` are nobody's. */
static bool add_address(struct arena *arena, struct own_names *names, const char *text) {
    static const unsigned char any[16];
    struct own_name name = {.kind = GNUTLS_SAN_IPADDRESS};
    char written[INET6_ADDRSTRLEN];

    if (inet_pton(AF_INET, text, name.bytes) == 1)
        name.size = 4;
    else if (inet_pton(AF_INET6, text, name.bytes) == 1)
        name.size = 16;
    else
        return false;
    if (memcmp(name.bytes, any, name.size) == 0)
        return true;
    inet_ntop(name.size == 4 ? AF_INET : AF_INET6, name.bytes, written, sizeof(written));
    name.text = arena_z(arena, str_of(written));
    add(names, &name);
    return true;
}

/* What ends in a number is an address, in some way to write it. */
static bool ends_in_number(struct str text) {
    size_t start = text.len;

    while (start > 0 && text.at[start - 1] >= '0' && text.at[start - 1] <= '9')
        start--;
    return start == 0 || (start < text.len && text.at[start - 1] == '.');
}

/* In lower case; what is not written as names are is left out. */
static void add_name(struct arena *arena, struct own_names *names, struct str text) {
    char *lower = arena_take(arena, text.len + 1, 1);

    if (text.len > 0 && text.at[text.len - 1] == '.')
        text.len--;
    if (text.len > NAME_MAX_LENGTH || ends_in_number(text) || text.at[0] == '.' ||
        text.at[0] == '-')
        return;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        bool is_fine = (lower[i] >= 'a' && lower[i] <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || (c == '.' && text.at[i - 1] != '.');
        if (!is_fine)
            return;
    }
    lower[text.len] = 0;
    add(names,
        &(struct own_name){.kind = GNUTLS_SAN_DNSNAME, .text = lower, .size = (unsigned)text.len});
}

static void add_host(struct arena *arena, struct own_names *names, const char *host) {
    if (!add_address(arena, names, host))
        add_name(arena, names, str_of(host));
}

void own_names_find(struct arena *arena, const struct http_address *addresses, size_t count,
                    struct own_names *ret) {
    char host[HOST_NAME_MAX + 1] = "";

    *ret = (struct own_names){.count = 0};
    add_host(arena, ret, "localhost");
    add_host(arena, ret, "127.0.0.1");
    add_host(arena, ret, "::1");
    for (size_t i = 0; i < count; i++)
        if (addresses[i].is_secure)
            add_host(arena, ret, addresses[i].host);
    ret->needed = ret->count;
    if (gethostname(host, sizeof(host) - 1) == 0)
        add_host(arena, ret, host);
}

gnutls_datum_t own_name_value(const struct own_name *name) {
    const void *at = name->kind == GNUTLS_SAN_IPADDRESS ? (const void *)name->bytes : name->text;

    return (gnutls_datum_t){(unsigned char *)at, name->size};
}
