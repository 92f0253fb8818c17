/* fuzz_body.c - any body becomes a change, or faults that can be written. */
#include "base/log.h"
#include "change/change_parts.h"
#include "fuzz.h"
#include "resources/resources.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct plans *plans;
    static struct arena *kept;
    struct arena *arena = arena_open();
    struct faults faults;
    struct buffer out;

    if (!kept) {
        kept = arena_open();
        plans = plan_all(kept, all_resources);
    }
    faults_init(&faults, arena);
    struct door door = {.arena = arena, .faults = &faults};
    struct change *change = change_begin(&door, plan_of(plans, &contacts), CHANGE_CREATE, 0);
    change_decode(change, (struct str){(const char *)data, size});
    buffer_init(&out, 64 * 1024 * 1024);
    faults_put(&faults, &out);
    ALWAYS(!buffer_failed(&out) && str_is_text(buffer_str(&out)));
    buffer_done(&out);
    arena_close(arena);
    return 0;
}
