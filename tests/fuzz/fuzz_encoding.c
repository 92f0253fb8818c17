/* fuzz_encoding.c - any Accept-Encoding header, and whether it takes brotli. */
#include "base/log.h"
#include "fuzz.h"
#include "pages/pages_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* The text without the blanks around it, in place. */
static char *trim(char *text) {
    text += strspn(text, " \t");
    for (size_t len = strlen(text); len > 0 && strchr(" \t", text[len - 1]);)
        text[--len] = '\0';
    return text;
}

static bool is_nought(const char *value) {
    return strspn(value, "0.") == strlen(value);
}

static bool takes(char *list) {
    for (char *item; (item = strsep(&list, ","));) {
        char *name = strsep(&item, ";");
        if (strcasecmp(trim(name), "br") != 0)
            continue;
        for (char *one; (one = strsep(&item, ";"));) {
            char *key = strsep(&one, "=");
            if (strcasecmp(trim(key), "q") == 0)
                return !is_nought(one ? trim(one) : "");
        }
        return true;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0 || memchr(data, '\0', size))
        return 0;
    char *text =
        calloc(size + 1, 1); /* strndup() wants an end, where strings are checked strictly */
    memcpy(text, data, size);
    bool wanted = takes(text);

    free(text);
    ALWAYS(encoding_is_taken((struct str){(const char *)data, size}, STR("br")) == wanted);
    return 0;
}
