/* tag.c - entity tags are hashes of what is shown, but for what use alone changes. */
#include "api/tag.h"

#include "json/members.h"

#include <sodium.h>

static bool is_apart(const struct plan *plan, struct str name) {
    for (const struct field *field = plan->resource->fields; field->name; field++)
        if (field->rules & APART && str_equal(name, str_of(field->name)))
            return true;
    return false;
}

static void take(crypto_generichash_state *state, struct str bytes) {
    crypto_generichash_update(state, (const unsigned char *)bytes.at, bytes.len);
}

struct str tag_of(struct arena *arena, const struct plan *plan, struct str row) {
    unsigned char hash[crypto_generichash_BYTES_MIN];
    enum { DIGITS = 2 * sizeof(hash) };
    char text[DIGITS + 1];
    crypto_generichash_state state;
    struct json_member member;

    crypto_generichash_init(&state, NULL, 0, sizeof(hash));
    while (json_next_member(&row, &member)) {
        if (is_apart(plan, member.name))
            continue;
        take(&state, member.name);
        take(&state, STR(":"));
        take(&state, member.value);
    }
    take(&state, row);
    crypto_generichash_final(&state, hash, sizeof(hash));
    sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
    return arena_format(arena, "\"%s\"", text);
}

void tag_answer(struct request *request) {
    struct str row = buffer_str(&request->exchange->body_out);

    exchange_add_header(request->exchange, "ETag", tag_of(request->arena, request->plan, row));
}
