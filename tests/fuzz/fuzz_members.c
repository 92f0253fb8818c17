/* fuzz_members.c - members of objects as we write them are found again; other bytes are no harm. */
#include "base/buffer.h"
#include "base/log.h"
#include "fuzz.h"
#include "json/members.h"
#include "json/read.h"
#include "json/write.h"

static void put(struct buffer *out, const struct json *json) {
    static const char *const words[] = {"null", "false", "true"};
    bool object = json->kind == JSON_KIND_OBJECT;

    if (json->kind <= JSON_KIND_TRUE)
        buffer_put_z(out, words[json->kind]);
    else if (json->kind == JSON_KIND_NUMBER)
        buffer_put_str(out, json->text);
    else if (json->kind == JSON_KIND_STRING)
        json_put_string(out, json->text);
    if (json->kind < JSON_KIND_ARRAY)
        return;
    buffer_put_char(out, object ? '{' : '[');
    for (size_t i = 0; i < json->count; i++) {
        if (i > 0)
            buffer_put_char(out, ',');
        if (object) {
            json_put_string(out, json->names[i]);
            buffer_put_char(out, ':');
        }
        put(out, &json->items[i]);
    }
    buffer_put_char(out, object ? '}' : ']');
}

static bool is_written(struct str text, struct buffer *scratch) {
    bool same = str_equal(text, buffer_str(scratch));

    buffer_reset(scratch);
    return same;
}

/* Each member in turn, and each by its name. */
static void check_object(const struct json *object, struct str text) {
    struct str rest = text;
    struct json_member member;
    struct buffer scratch;

    buffer_init(&scratch, SIZE_MAX);
    for (size_t i = 0; i < object->count; i++) {
        ALWAYS(json_next_member(&rest, &member));
        json_put_string(&scratch, object->names[i]);
        ALWAYS(is_written((struct str){member.name.at - 1, member.name.len + 2}, &scratch));
        put(&scratch, &object->items[i]);
        ALWAYS(is_written(member.value, &scratch));
        ALWAYS(json_find_member(text, member.name).at == member.value.at);
    }
    ALWAYS(str_equal(rest, object->count ? STR("}") : STR("{}")));
    ALWAYS(!json_next_member(&rest, &member));
    buffer_done(&scratch);
}

/* Of whatever bytes: each step goes on, and what it gives lies within. */
static void check_bytes(struct str text) {
    const char *end = text.at + text.len;
    struct str rest = text;
    struct json_member member;
    const char *before = rest.at;

    while (json_next_member(&rest, &member)) {
        ALWAYS(rest.at > before && rest.at + rest.len == end);
        ALWAYS(member.name.at > before && member.name.at + member.name.len < member.value.at);
        ALWAYS(member.value.at + member.value.len == rest.at && member.value.len > 0);
        before = rest.at;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = {(const char *)data, size};
    struct arena *arena = arena_open();
    const char *problem = NULL;
    const struct json *json = json_read(arena, text, &problem);
    struct buffer out;

    if (size > 0)
        check_bytes(text);
    if (json && json->kind == JSON_KIND_OBJECT) {
        buffer_init(&out, SIZE_MAX);
        put(&out, json);
        check_object(json, buffer_str(&out));
        buffer_done(&out);
    }
    arena_close(arena);
    return 0;
}
