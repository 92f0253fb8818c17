/* fuzz_csrf.c - any X-CSRF-Token: that of the session alone is right, byte for byte. */
#include "access/people.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str token = STR("abcdefghijkmnpqrstuvwxyz23456789abcdefghijkmnpqrstuv");
    struct str given = {(const char *)data, size};
    struct arena *arena = arena_open();
    struct str wanted = session_csrf(arena, token);

    ALWAYS(session_csrf_is_right(token, given) == str_equal(given, wanted));
    ALWAYS(session_csrf_is_right(given, wanted) == str_equal(given, token));
    arena_close(arena);
    return 0;
}
