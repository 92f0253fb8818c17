/* fuzz_forwarded.c - what proxies say of the client.
 *
 * Each part is nothing, or an address in the one written form, which is read as itself and which an
 * allow-list with it has. */
#include "access/access.h"
#include "base/log.h"
#include "fuzz.h"
#include "http/forwarded.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str list = {(const char *)data, size}, part;
    char address[ADDRESS_ROOM], again[ADDRESS_ROOM];

    while (forwarded_cut_last(&list, &part)) {
        ALWAYS(part.len > 0 && !memchr(part.at, ',', part.len));
        bool is_address = forwarded_read(part, address);
        ALWAYS(is_address == (address[0] != '\0'));
        if (!is_address)
            continue;
        ALWAYS(forwarded_read(str_of(address), again) && strcmp(address, again) == 0);
        ALWAYS(allow_list_has(str_of(address), str_of(address)));
    }
    return 0;
}
