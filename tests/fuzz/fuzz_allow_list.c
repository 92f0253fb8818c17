/* fuzz_allow_list.c - entries of an allow-list, and addresses to look for. */
#include "access/access.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str entry = {(const char *)data, size};
    struct str rest = entry;
    struct str address = str_cut(&rest, '|');

    if (str_trim(rest).len > 0)
        ALWAYS(!allow_list_has(rest, STR("nowhere")));
    if (allow_entry_is_valid(address) && !memchr(address.at, '/', address.len))
        ALWAYS(allow_list_has(address, address));
    return 0;
}
