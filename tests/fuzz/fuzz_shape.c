/* fuzz_shape.c - any row that a source shows, of any resource, becomes a change or faults.
 *
 * The first byte says of which resource, the rest is what the source says. All that the shaper
 * gives is for the door, so nothing is in it that no field has. */
#include "base/log.h"
#include "change/change_parts.h"
#include "fuzz.h"
#include "import/shape.h"
#include "resources/resources.h"

static bool is_named(void *context, const struct plan *to, int64_t id, const struct json *shown) {
    (void)context;
    ALWAYS(to && id > 0 && shown->kind == JSON_KIND_OBJECT);
    return id % 2;
}

static int64_t find_titled(void *context, const struct plan *to, struct str title) {
    (void)context;
    ALWAYS(to && str_is_text(title));
    return (int64_t)title.len % 2;
}

static void note_unknown(void *context, const struct plan *plan, int64_t id, struct str name,
                         const struct json *value) {
    (void)id;
    ALWAYS(context && plan && value && str_is_text(name));
    ++*(size_t *)context;
}

static int64_t find_any(void *context, const struct plan *to) {
    (void)context;
    ALWAYS(to);
    return 1;
}

static void decode(struct arena *arena, const struct plan *plan, const struct json *row) {
    static const struct caller caller = {.kind = CALLER_IMPORT, .account_id = 1};
    struct faults faults;
    struct buffer out;

    faults_init(&faults, arena);
    struct door door = {.arena = arena, .faults = &faults, .caller = &caller};
    struct change *change = change_begin(&door, plan, CHANGE_CREATE, 0);
    change_decode_object(change, row);
    buffer_init(&out, 64 * 1024 * 1024);
    faults_put(&faults, &out);
    ALWAYS(!buffer_failed(&out) && str_is_text(buffer_str(&out)));
    buffer_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct plans *plans;
    static struct arena *kept;
    struct arena *arena = arena_open();
    const char *problem;
    size_t unknown = 0;

    if (!kept) {
        kept = arena_open();
        plans = plan_all(kept, all_resources);
    }
    const struct plan *plan = size > 0 ? &plans->all[data[0] % plans->count] : NULL;
    const struct json *shown =
        plan ? json_read(arena, (struct str){(const char *)data + 1, size - 1}, &problem) : NULL;
    if (shown && shown->kind == JSON_KIND_OBJECT) {
        struct shaper shaper = {.arena = arena,
                                .plans = plans,
                                .context = &unknown,
                                .named = is_named,
                                .titled = find_titled,
                                .unknown = note_unknown};
        const struct json *row = shape_row(&shaper, plan, shown);
        ALWAYS(row && row->kind == JSON_KIND_OBJECT);
        decode(arena, plan, row);
        decode(arena, plan, shape_name(arena, plan, 7, shown, find_any, NULL));
    }
    arena_close(arena);
    return 0;
}
