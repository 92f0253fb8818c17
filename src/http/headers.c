/* headers.c - the headers of a request and of its answer. */
#include "base/log.h"
#include "http/server_parts.h"

struct str exchange_header(const struct exchange *exchange, const char *name) {
    const struct connection_exchange *own = (const void *)exchange;

    return head_field(&own->head, name);
}

void exchange_add_header(struct exchange *exchange, const char *name, struct str value) {
    ALWAYS(exchange->header_count < HTTP_HEADERS_MAX);
    exchange->headers[exchange->header_count++] = (struct http_header){name, value};
}

/* A proxy that packs answers makes weak tags of ours, and its clients send those. */
static struct str opaque(struct str tag) {
    bool weak = tag.len > 2 && memcmp(tag.at, "W/\"", 3) == 0;

    return weak ? (struct str){tag.at + 2, tag.len - 2} : tag;
}

bool tag_is_listed(struct str list, struct str tag) {
    while (list.len > 0)
        if (str_equal(opaque(str_trim(str_cut(&list, ','))), tag))
            return true;
    return false;
}

bool exchange_is_known(const struct exchange *exchange, struct str tag) {
    struct str known = exchange_header(exchange, "If-None-Match");

    return tag_is_listed(known, opaque(tag)) || tag_is_listed(known, STR("*"));
}
