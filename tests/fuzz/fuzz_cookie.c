/* fuzz_cookie.c - any Cookie header. */
#include "access/people.h"
#include "base/log.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str header = {(const char *)data, size};
    struct str token = session_cookie_read(header);

    if (!token.at)
        return 0;
    ALWAYS(token.len == PERSON_TOKEN_LEN && str_is_text(token));
    ALWAYS(token.at > header.at && token.at + token.len <= header.at + header.len);
    ALWAYS(token.at[-1] == '=' || token.at[-1] == ' ' || token.at[-1] == '\t');
    return 0;
}
