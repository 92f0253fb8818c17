/* fuzz_bearer.c - any Authorization header where a token is asked for. */
#include "api/authenticate.h"
#include "base/log.h"
#include "fuzz.h"

#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str header = {(const char *)data, size}, trimmed = str_trim(header);
    struct str token = bearer_read(header);
    bool wanted = trimmed.len > 7 && strncasecmp(trimmed.at, "bearer ", 7) == 0;

    ALWAYS((token.at != NULL) == wanted);
    if (!wanted)
        return 0;
    ALWAYS(token.at >= trimmed.at + 7 && token.at + token.len == trimmed.at + trimmed.len);
    ALWAYS(token.len > 0 && str_trim(token).len == token.len);
    return 0;
}
