/* tag.c - entity tags are hashes of what is shown, but for what use alone changes. */
#include "api/tag.h"

#include "http/pack.h"
#include "json/members.h"

#define XXH_STATIC_LINKING_ONLY /* the state lies in an arena, so its size has to be known */
#include <xxhash.h>

enum { HASH_ALIGNMENT = 64 }; /* that the library asks for */

static void put_hex(char *to, uint64_t number) {
    for (int i = 0; i < 16; i++)
        to[i] = "0123456789abcdef"[number >> (60 - 4 * i) & 15];
}

static struct str tag_of_hash(struct arena *arena, XXH128_hash_t hash) {
    char *tag = arena_take(arena, TAG_LENGTH, 1);

    tag[0] = tag[TAG_LENGTH - 1] = '"';
    put_hex(tag + 1, hash.high64);
    put_hex(tag + 17, hash.low64);
    return (struct str){tag, TAG_LENGTH};
}

static struct str tag_of_bytes(struct arena *arena, struct str bytes) {
    return tag_of_hash(arena, XXH3_128bits(bytes.at, bytes.len));
}

void tag_take(struct request *request) {
    struct str body = buffer_str(&request->exchange->body_out);

    if (!request->hashed) {
        request->hashed = arena_take(request->arena, sizeof(*request->hashed), HASH_ALIGNMENT);
        XXH3_128bits_reset(request->hashed);
    }
    XXH3_128bits_update(request->hashed, body.at, body.len);
}

static struct str tag_of_body(struct request *request) {
    if (!request->hashed)
        return tag_of_bytes(request->arena, buffer_str(&request->exchange->body_out));
    tag_take(request);
    return tag_of_hash(request->arena, XXH3_128bits_digest(request->hashed));
}

static bool is_apart(const struct plan *plan, struct str name) {
    for (const struct field *field = plan->resource->fields; field->name; field++)
        if (field->rules & APART && str_equal(name, str_of(field->name)))
            return true;
    return false;
}

static bool has_apart(const struct plan *plan) {
    for (const struct field *field = plan->resource->fields; field->name; field++)
        if (field->rules & APART)
            return true;
    return false;
}

static struct str without_apart(struct arena *arena, const struct plan *plan, struct str row) {
    char *kept = arena_take(arena, row.len, 1);
    struct json_member member;
    const char *begin = row.at;
    size_t len = 0;

    while (json_next_member(&row, &member)) {
        size_t size = (size_t)(row.at - begin);
        if (!is_apart(plan, member.name)) {
            memcpy(kept + len, begin, size);
            len += size;
        }
        begin = row.at;
    }
    memcpy(kept + len, row.at, row.len);
    return (struct str){kept, len + row.len};
}

size_t tags_of_row(struct arena *arena, const struct plan *plan, struct str row,
                   struct str ret[TAGS_OF_SHOWN]) {
    if (has_apart(plan))
        row = without_apart(arena, plan, row);
    ret[0] = tag_of_bytes(arena, row);
    ret[1] = packed_tag(arena, ret[0]);
    return TAGS_OF_SHOWN;
}

struct str tag_of_answer(struct request *request) {
    struct str tags[ROW_TAGS_MAX];

    if (request->operation == OPERATION_LIST)
        return tag_of_body(request);
    tags_of_row(request->arena, request->plan, buffer_str(&request->exchange->body_out), tags);
    return tags[0];
}

void tag_answer(struct request *request) {
    exchange_add_header(request->exchange, "ETag", tag_of_answer(request));
}
