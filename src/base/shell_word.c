/* shell_word.c - quotes for shells. */
#include "base/shell_word.h"

#include <string.h>

const char *shell_word(struct arena *arena, const char *text) {
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-";
    const char *quote;
    struct str word = STR("'");

    if (*text && strspn(text, plain) == strlen(text))
        return text;
    for (; (quote = strchr(text, '\'')); text = quote + 1)
        word = arena_format(arena, "%s%.*s'\\''", word.at, (int)(quote - text), text);
    return arena_format(arena, "%s%s'", word.at, text).at;
}
