/* fuzz_json.c - any bytes are refused with a sentence or give a tree that can be walked. */
#include "base/log.h"
#include "fuzz.h"
#include "json/read.h"

static void walk(const struct json *json, int depth) {
    ALWAYS(depth <= JSON_DEPTH_LIMIT);
    ALWAYS(str_is_text(json->text));
    for (size_t i = 0; i < json->count; i++) {
        if (json->kind == JSON_KIND_OBJECT)
            ALWAYS(str_is_text(json->names[i]));
        walk(&json->items[i], depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    const char *problem = NULL;
    const struct json *json = json_read(arena, (struct str){(const char *)data, size}, &problem);

    if (json)
        walk(json, 0);
    else
        ALWAYS(problem);
    arena_close(arena);
    return 0;
}
