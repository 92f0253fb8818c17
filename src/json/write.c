/* write.c - strings and doubles as JSON. */
#include "json/write.h"

#include <stdio.h>
#include <stdlib.h>

/* How a byte below 0x20, a quote or a backslash is written. */
static void put_escaped(struct buffer *buffer, unsigned char c) {
    static const char letters[] = "\b\t\n\f\r\"\\", names[] = "btnfr\"\\";
    const char *found = memchr(letters, c, sizeof(letters) - 1);

    if (found) {
        buffer_put_char(buffer, '\\');
        buffer_put_char(buffer, names[found - letters]);
    } else {
        buffer_format(buffer, "\\u%04x", c);
    }
}

void json_put_string(struct buffer *buffer, struct str text) {
    size_t start = 0;

    buffer_put_char(buffer, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buffer_put(buffer, text.at + start, i - start);
        put_escaped(buffer, c);
        start = i + 1;
    }
    if (text.len > start)
        buffer_put(buffer, text.at + start, text.len - start);
    buffer_put_char(buffer, '"');
}

void json_put_real(struct buffer *buffer, double value) {
    char text[40];

    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof(text), "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    buffer_put_z(buffer, text);
    if (!strpbrk(text, ".e"))
        buffer_put_z(buffer, ".0");
}

void json_put(struct buffer *buffer, const struct json *json) {
    static const char *const words[] = {
        [JSON_KIND_NULL] = "null", [JSON_KIND_FALSE] = "false", [JSON_KIND_TRUE] = "true"};
    bool is_array = json->kind == JSON_KIND_ARRAY;

    if (json->kind <= JSON_KIND_TRUE) {
        buffer_put_z(buffer, words[json->kind]);
    } else if (json->kind == JSON_KIND_NUMBER) {
        buffer_put_str(buffer, json->text);
    } else if (json->kind == JSON_KIND_STRING) {
        json_put_string(buffer, json->text);
    } else {
        buffer_put_char(buffer, is_array ? '[' : '{');
        for (size_t i = 0; i < json->count; i++) {
            if (i > 0)
                buffer_put_char(buffer, ',');
            if (!is_array) {
                json_put_string(buffer, json->names[i]);
                buffer_put_char(buffer, ':');
            }
            json_put(buffer, &json->items[i]);
        }
        buffer_put_char(buffer, is_array ? ']' : '}');
    }
}
