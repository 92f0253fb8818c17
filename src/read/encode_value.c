/* encode_value.c - stored values as JSON, by the kind of their field. */
#include "read/encode_value.h"

#include "base/decimal.h"
#include "base/instant.h"
#include "json/write.h"

#include <ctype.h>

void encode_choice(struct buffer *out, struct str word, bool pascal) {
    buffer_put_char(out, '"');
    if (pascal && word.len > 0) {
        buffer_put_char(out, (char)toupper((unsigned char)word.at[0]));
        word = (struct str){word.at + 1, word.len - 1};
    }
    buffer_put_str(out, word);
    buffer_put_char(out, '"');
}

static void put_words(struct buffer *out, struct str words) {
    const char *between = "";

    buffer_put_char(out, '[');
    while (words.len > 0) {
        struct str word = str_cut(&words, ' ');
        if (word.len == 0)
            continue;
        buffer_put_z(out, between);
        json_put_string(out, word);
        between = ",";
    }
    buffer_put_char(out, ']');
}

void encode_text(struct buffer *out, const struct view *view, const struct field *field,
                 struct str text) {
    switch (field->kind) {
    case CHOICE:
        encode_choice(out, text, view->pascal);
        break;
    case JSON:
        buffer_put_str(out, text);
        break;
    case WORDS:
        put_words(out, text);
        break;
    default:
        json_put_string(out, text);
        break;
    }
}

static void put_quoted(struct buffer *out, void (*put)(struct buffer *, int64_t), int64_t value) {
    buffer_put_char(out, '"');
    put(out, value);
    buffer_put_char(out, '"');
}

void encode_integer(struct buffer *out, const struct field *field, int64_t value) {
    switch (field->kind) {
    case BOOLEAN:
        buffer_put_z(out, value ? "true" : "false");
        break;
    case DECIMAL:
        decimal_put(out, value);
        break;
    case DATE:
        put_quoted(out, day_put, value);
        break;
    case INSTANT:
        put_quoted(out, instant_put, value);
        break;
    case TIME:
        put_quoted(out, clock_put, value);
        break;
    default:
        buffer_put_integer(out, value);
        break;
    }
}

void encode_before_row(struct buffer *out, const struct field *field, size_t count) {
    if (!(field->rules & ALONE))
        buffer_put_char(out, count ? ',' : '[');
}

void encode_after_rows(struct buffer *out, const struct field *field, size_t count) {
    bool alone = field->rules & ALONE;

    if (count == 0)
        buffer_put_z(out, alone ? "null" : "[]");
    else if (!alone)
        buffer_put_char(out, ']');
}

size_t encode_group(struct buffer *out, const struct step *open, bool is_null) {
    buffer_put_str(out, open->lead);
    if (is_null) {
        encode_null(out);
        return (size_t)open->skip;
    }
    if (open->field->rules & OPTIONAL)
        buffer_format(out, "{\"objectName\":\"%s\"", open->field->group->object_name);
    return 0;
}
