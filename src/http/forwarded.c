/* forwarded.c - reads addresses as proxies write them. */
#include "http/forwarded.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>

_Static_assert((int)ADDRESS_ROOM == (int)INET6_ADDRSTRLEN, "an address fits");

void address_write(char ret[ADDRESS_ROOM], const struct sockaddr *address) {
    const struct sockaddr_in *four = (const void *)address;
    const struct sockaddr_in6 *six = (const void *)address;

    ret[0] = '\0';
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &four->sin_addr, ret, ADDRESS_ROOM);
    else if (address->sa_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
        inet_ntop(AF_INET, six->sin6_addr.s6_addr + 12, ret, ADDRESS_ROOM);
    else if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &six->sin6_addr, ret, ADDRESS_ROOM);
}

bool forwarded_cut_last(struct str *list, struct str *ret) {
    while (list->len > 0) {
        size_t start = list->len;
        while (start > 0 && list->at[start - 1] != ',')
            start--;
        *ret = str_trim((struct str){list->at + start, list->len - start});
        list->len = start > 0 ? start - 1 : 0;
        if (ret->len > 0)
            return true;
    }
    return false;
}

static bool is_port(struct str text) {
    unsigned port = 0;

    if (text.len == 0 || text.len > 5)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        port = port * 10 + (unsigned)(text.at[i] - '0');
    }
    return port <= UINT16_MAX;
}

/* The address of this family in `text`; false when it is none. */
static bool read_family(int family, struct str text, void *ret) {
    char z[ADDRESS_ROOM];

    if (text.len >= sizeof(z) || (text.len > 0 && memchr(text.at, 0, text.len)))
        return false;
    if (text.len > 0)
        memcpy(z, text.at, text.len);
    z[text.len] = '\0';
    return inet_pton(family, z, ret) == 1;
}

static bool read_four(struct str text, char *ret) {
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct str rest = text, address = str_cut(&rest, ':');

    if ((rest.at && !is_port(rest)) || !read_family(AF_INET, address, &four.sin_addr))
        return false;
    address_write(ret, (const struct sockaddr *)&four);
    return true;
}

/* A zone means something to the machine that wrote it alone. */
static bool read_six(struct str text, char *ret) {
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct str zone = text, address = str_cut(&zone, '%');

    if (!read_family(AF_INET6, address, &six.sin6_addr))
        return false;
    if (zone.at && (zone.len == 0 || !IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr)))
        return false;
    address_write(ret, (const struct sockaddr *)&six);
    return true;
}

static bool read_bracketed(struct str text, char *ret) {
    struct str rest = {text.at + 1, text.len - 1};
    struct str address = str_cut(&rest, ']');

    if (!rest.at)
        return false;
    if (rest.len > 0 && (rest.at[0] != ':' || !is_port((struct str){rest.at + 1, rest.len - 1})))
        return false;
    return read_six(address, ret);
}

static struct str without_quotes(struct str text) {
    if (text.len >= 2 && text.at[0] == '"' && text.at[text.len - 1] == '"')
        return (struct str){text.at + 1, text.len - 2};
    return text;
}

bool forwarded_read(struct str part, char ret[ADDRESS_ROOM]) {
    struct str text = without_quotes(str_trim(part));

    ret[0] = '\0';
    if (text.len > 0 && text.at[0] == '[')
        return read_bracketed(text, ret);
    return read_four(text, ret) || read_six(text, ret);
}
