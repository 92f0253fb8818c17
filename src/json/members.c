/* members.c - finds where a value ends by its brackets and quotes. */
#include "json/members.h"

#include <stdlib.h>

/* The bytes of the string that `text` begins with, quotes included; 0 when it begins with none. */
static size_t string_len(struct str text) {
    if (text.len == 0 || text.at[0] != '"')
        return 0;
    for (size_t i = 1; i < text.len; i++) {
        if (text.at[i] == '\\')
            i++;
        else if (text.at[i] == '"')
            return i + 1;
    }
    return 0;
}

/* The bytes of the value that `text` begins with: up to the comma or bracket that is not its. */
static size_t value_len(struct str text) {
    size_t depth = 0, i = 0;

    while (i < text.len) {
        char byte = text.at[i];
        if (depth == 0 && (byte == ',' || byte == '}' || byte == ']'))
            return i;
        if (byte == '"') {
            size_t len = string_len((struct str){text.at + i, text.len - i});
            if (len == 0)
                return 0;
            i += len;
            continue;
        }
        depth += byte == '{' || byte == '[';
        depth -= byte == '}' || byte == ']';
        i++;
    }
    return 0;
}

static void skip(struct str *text, size_t count) {
    *text = (struct str){text->at + count, text->len - count};
}

bool json_next_member(struct str *rest, struct json_member *ret) {
    if (rest->len == 0 || (rest->at[0] != '{' && rest->at[0] != ','))
        return false;
    skip(rest, 1);
    size_t name = string_len(*rest);
    if (name == 0 || name == rest->len || rest->at[name] != ':')
        return false;
    ret->name = (struct str){rest->at + 1, name - 2};
    skip(rest, name + 1);
    size_t value = value_len(*rest);
    if (value == 0)
        return false;
    ret->value = (struct str){rest->at, value};
    skip(rest, value);
    return true;
}

struct str json_find_member(struct str object, struct str name) {
    struct json_member member;

    while (json_next_member(&object, &member))
        if (str_equal(member.name, name))
            return member.value;
    return (struct str){NULL, 0};
}

bool json_next_item(struct str *rest, struct str *ret) {
    if (rest->len == 0 || (rest->at[0] != '[' && rest->at[0] != ','))
        return false;
    skip(rest, 1);
    size_t len = value_len(*rest);
    *ret = (struct str){rest->at, len};
    skip(rest, len);
    return len > 0;
}

/* What stands for the escape at `at`, which is behind its backslash, and how long that is. The
 * writer (json/write.h) has numbers for control characters alone. */
static char unescape(const char *at, size_t *ret_len) {
    static const char names[] = "btnfr", letters[] = "\b\t\n\f\r";
    const char *found = memchr(names, *at, sizeof(names) - 1);
    char digits[3] = {0};

    *ret_len = 1;
    if (*at != 'u')
        return found ? letters[found - names] : *at;
    memcpy(digits, at + 3, 2);
    *ret_len = 5;
    return (char)strtol(digits, NULL, 16);
}

struct str json_string_text(struct arena *arena, struct str value) {
    struct str inside = {value.at + 1, value.len - 2};

    if (!memchr(inside.at, '\\', inside.len))
        return inside;
    char *text = NEW_ARRAY(arena, char, inside.len);
    size_t len = 0;
    for (size_t i = 0; i < inside.len; i++) {
        size_t taken = 0;
        text[len++] = inside.at[i] == '\\' ? unescape(inside.at + i + 1, &taken) : inside.at[i];
        i += taken;
    }
    return (struct str){text, len};
}
