/* fuzz_origin.c - any Origin header, next to what a regular expression finds. */
#include "access/origins.h"
#include "base/log.h"
#include "fuzz.h"

#include <regex.h>
#include <stdlib.h>

static bool is_origin(const char *text) {
    static const char form[] =
        "^([a-z][-a-z0-9+.]*)://(\\[[0-9a-f:.]+\\]|[-a-z0-9._]+)(:([1-9][0-9]{0,4}))?$";
    static regex_t made;
    static bool is_made;
    regmatch_t parts[5];

    if (!is_made)
        ALWAYS(regcomp(&made, form, REG_EXTENDED) == 0);
    is_made = true;
    if (regexec(&made, text, 5, parts, 0) != 0)
        return false;
    long port = parts[4].rm_so < 0 ? 0 : strtol(text + parts[4].rm_so, NULL, 10);
    bool goes_without_saying = (port == 443 && strncmp(text, "https:", 6) == 0) ||
                               (port == 80 && strncmp(text, "http:", 5) == 0);
    return port <= 65535 && !goes_without_saying;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str header = {(const char *)data, size};
    char text[200];

    if (size >= sizeof(text) || memchr(data, '\0', size))
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    bool is_valid = origin_is_valid(header);
    ALWAYS(is_valid == is_origin(text));
    ALWAYS(!is_valid || origins_have(header, header));
    ALWAYS(!origins_have(STR("https://a.example http://b:1"), header) || is_valid);
    return 0;
}
