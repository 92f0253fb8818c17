/* headers.c - the headers of a request and of its answer. */
#include "base/log.h"
#include "http/server_parts.h"
#include "http/tag_list.h"

struct str exchange_header(const struct exchange *exchange, const char *name) {
    const struct connection_exchange *own = (const void *)exchange;

    return head_field(&own->head, name);
}

size_t exchange_headers(const struct exchange *exchange, const char *name, struct str *ret) {
    const struct connection_exchange *own = (const void *)exchange;

    return head_fields(&own->head, name, ret);
}

void exchange_add_header(struct exchange *exchange, const char *name, struct str value) {
    ALWAYS(exchange->header_count < HTTP_HEADERS_MAX);
    exchange->headers[exchange->header_count++] = (struct http_header){name, value};
}

/* A list in several fields is the same list as in one (RFC 9110, 5.3). */
struct str exchange_list(const struct exchange *exchange, const char *name) {
    const struct head *head = &((const struct connection_exchange *)exchange)->head;
    struct str texts[2 * HEAD_FIELDS_MAX], wanted = str_of(name);
    size_t count = 0;

    for (size_t i = 0; i < head->field_count; i++) {
        const struct field *field = &head->fields[i];
        if (!field_is_called(field, wanted))
            continue;
        if (count > 0)
            texts[count++] = STR(",");
        texts[count++] = field->value;
    }
    if (count == 0)
        return (struct str){NULL, 0};
    return count == 1 ? texts[0] : arena_join(exchange->arena, texts, count);
}

/* A proxy that packs answers makes weak tags of ours, and its clients send those. */
bool exchange_is_known(const struct exchange *exchange, struct str tag) {
    struct str known = exchange_list(exchange, "If-None-Match");

    return known.at && tag_list_ask(known, &tag, 1, TAGS_WEAKLY) == TAG_LIST_NAMES_ONE_OF;
}
