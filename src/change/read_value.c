/* read_value.c - integers, decimals, texts, days ... from JSON. */
#include "change/read_value.h"

#include "base/decimal.h"
#include "base/ids.h"
#include "base/instant.h"
#include "plan/choices.h"

#include <stdlib.h>

#define SAY(arena, ...) arena_format(arena, __VA_ARGS__).at

static bool is_numeric(const struct json *json) {
    return json->kind == JSON_KIND_NUMBER || json->kind == JSON_KIND_STRING;
}

static const char *read_integer(struct arena *arena, const char *title, const struct json *json,
                                struct value *ret) {
    enum number_fault fault =
        is_numeric(json) ? integer_read(str_trim(json->text), &ret->integer) : NUMBER_MALFORMED;

    if (fault == NUMBER_FINE)
        return NULL;
    return fault == NUMBER_OUT_OF_RANGE ? SAY(arena, "The field %s is too large a number.", title)
                                        : SAY(arena, "The field %s must be a whole number.", title);
}

/* What refers to a row may come as answers show it: as an object that has the row's id. */
static const struct json *id_within(const struct json *json) {
    for (size_t i = json->kind == JSON_KIND_OBJECT ? json->count : 0; i > 0; i--)
        if (str_equal_any_case(json->names[i - 1], STR("id")))
            return &json->items[i - 1];
    return json;
}

static const char *read_decimal(struct arena *arena, const char *title, const struct json *json,
                                struct value *ret) {
    enum number_fault fault =
        is_numeric(json) ? decimal_read(str_trim(json->text), &ret->integer) : NUMBER_MALFORMED;

    switch (fault) {
    case NUMBER_FINE:
        return NULL;
    case NUMBER_TOO_PRECISE:
        return SAY(arena, "The field %s must have at most 6 decimals.", title);
    case NUMBER_OUT_OF_RANGE:
        return SAY(arena, "The field %s must be between -999999999999 and 999999999999.", title);
    default:
        return SAY(arena, "The field %s must be a number.", title);
    }
}

static const char *read_real(struct arena *arena, const char *title, const struct json *json,
                             struct value *ret) {
    if (is_numeric(json)) {
        const char *text = arena_z(arena, str_trim(json->text));
        char *end;
        ret->real = strtod(text, &end);
        if (end != text && *end == '\0' && ret->real - ret->real == 0.0)
            return NULL;
    }
    return SAY(arena, "The field %s must be a number.", title);
}

static const char *read_text(struct arena *arena, const struct field *field, const char *title,
                             const struct json *json, struct value *ret) {
    if (json->kind != JSON_KIND_STRING)
        return SAY(arena, "The field %s must be text.", title);
    if (field->rules & LONG && json->text.len > LONG_TEXT_MAX)
        return SAY(arena, "The field %s must be at most %d bytes long.", title, LONG_TEXT_MAX);
    if (!(field->rules & LONG) && str_characters(json->text) > TEXT_MAX)
        return SAY(arena, "The field %s must be at most %d characters long.", title, TEXT_MAX);
    if (field->rules & PLAIN && str_has_control(json->text))
        return SAY(arena, "The field %s must not have line breaks or other control characters.",
                   title);
    ret->text = json->text;
    return NULL;
}

static const char *read_boolean(struct arena *arena, const char *title, const struct json *json,
                                struct value *ret) {
    bool text = json->kind == JSON_KIND_STRING;

    if (json->kind == JSON_KIND_TRUE || (text && str_equal_any_case(json->text, STR("true")))) {
        ret->integer = 1;
        return NULL;
    }
    ret->integer = 0;
    if (json->kind == JSON_KIND_FALSE || (text && str_equal_any_case(json->text, STR("false"))))
        return NULL;
    return SAY(arena, "The field %s must be true or false.", title);
}

static const char *read_moment(struct arena *arena, const struct field *field, const char *title,
                               const struct json *json, struct value *ret) {
    struct moment moment;

    if (json->kind != JSON_KIND_STRING || !moment_read(json->text, &moment))
        return SAY(arena, "The field %s must be a date and time, such as 2021-01-01 14:00:00.",
                   title);
    ret->integer = field->kind == DATE ? moment.day : moment.instant;
    ret->has_time = moment.has_time;
    return NULL;
}

/* "9:05", "09:05", "09:05:30"; seconds are dropped. */
static bool read_clock(struct str text, int64_t *ret) {
    static const int64_t ends[] = {24, 60, 60};
    int64_t parts[3] = {0};
    size_t count = 0;

    while (text.len > 0 && count < COUNT(parts)) {
        struct str part = str_cut(&text, ':');
        if (part.len == 0 || part.len > 2 || (count > 0 && part.len < 2))
            return false;
        for (size_t i = 0; i < part.len; i++) {
            if (part.at[i] < '0' || part.at[i] > '9')
                return false;
            parts[count] = parts[count] * 10 + (part.at[i] - '0');
        }
        if (parts[count] >= ends[count])
            return false;
        count++;
    }
    *ret = parts[0] * 60 + parts[1];
    return count >= 2 && !text.at;
}

static const char *read_time(struct arena *arena, const char *title, const struct json *json,
                             struct value *ret) {
    if (json->kind == JSON_KIND_STRING && read_clock(str_trim(json->text), &ret->integer))
        return NULL;
    return SAY(arena, "The field %s must be a time of day, such as 14:05.", title);
}

static const char *read_choice(struct arena *arena, const struct field *field, const char *title,
                               const struct json *json, struct value *ret) {
    const char *choice =
        json->kind == JSON_KIND_STRING ? choice_find(field->choices, json->text) : NULL;

    if (!choice)
        return SAY(arena, "The field %s must be one of: %s.", title,
                   choice_list(arena, field->choices).at);
    ret->text = str_of(choice);
    return NULL;
}

/* The word as it is stored; `at` is NULL for what is none. */
static struct str read_word(const struct field *field, const struct json *item) {
    bool word = item->kind == JSON_KIND_STRING && item->text.len > 0 &&
                item->text.len <= TEXT_MAX && !memchr(item->text.at, ' ', item->text.len);

    if (word && field->choices)
        return str_of(choice_find(field->choices, item->text));
    return word ? item->text : (struct str){NULL, 0};
}

static const char *read_words(struct arena *arena, const struct field *field, const char *title,
                              const struct json *json, struct value *ret) {
    struct str words = {NULL, 0};

    if (json->kind != JSON_KIND_ARRAY || json->count > WORDS_MAX)
        return SAY(arena, "The field %s must be an array of at most %d words.", title, WORDS_MAX);
    for (size_t i = 0; i < json->count; i++) {
        struct str word = read_word(field, &json->items[i]);
        if (!word.at && field->choices)
            return SAY(arena, "The field %s must be an array of: %s.", title,
                       choice_list(arena, field->choices).at);
        if (!word.at)
            return SAY(arena, "The field %s must be an array of words without spaces.", title);
        words = arena_format(arena, "%.*s%s%.*s", (int)words.len, words.len ? words.at : "",
                             words.len ? " " : "", (int)word.len, word.at);
    }
    ret->text = words;
    return NULL;
}

static const char *read_any(struct arena *arena, const struct field *field, const char *title,
                            const struct json *json, struct value *ret) {
    switch (field->kind) {
    case TEXT:
        return read_text(arena, field, title, json, ret);
    case BOOLEAN:
        return read_boolean(arena, title, json, ret);
    case DECIMAL:
        return read_decimal(arena, title, json, ret);
    case REAL:
        return read_real(arena, title, json, ret);
    case DATE:
    case INSTANT:
        return read_moment(arena, field, title, json, ret);
    case TIME:
        return read_time(arena, title, json, ret);
    case CHOICE:
        return read_choice(arena, field, title, json, ret);
    case WORDS:
        return read_words(arena, field, title, json, ret);
    case REFERENCE:
        return read_integer(arena, title, id_within(json), ret);
    default:
        return read_integer(arena, title, json, ret);
    }
}

static bool is_outside(const struct field *field, const struct value *value) {
    const struct range *range = field->within;

    if (field->kind == REAL)
        return value->real < (double)range->least || value->real > (double)range->most;
    return value->integer < range->least || value->integer > range->most;
}

const char *value_read(struct arena *arena, const struct field *field, const char *title,
                       const struct json *json, struct value *ret) {
    const char *sentence = read_any(arena, field, title, json, ret);
    const struct range *range = field->within;

    if (!sentence && range && is_outside(field, ret))
        return SAY(arena, "The field %s %s", title, range->sentence);
    return sentence;
}

const char *ids_read(struct arena *arena, const char *title, const struct json *json,
                     struct link_value *ret) {
    if (json->kind != JSON_KIND_ARRAY && json->kind != JSON_KIND_NULL)
        return SAY(arena, "The field %s must be an array of whole numbers.", title);
    if (json->count > ITEMS_MAX)
        return SAY(arena, "The field %s must have at most %d items.", title, ITEMS_MAX);
    ret->ids = NEW_ARRAY(arena, int64_t, json->count + 1);
    for (size_t i = 0; i < json->count; i++) {
        struct value value = {.state = ABSENT};
        if (read_integer(arena, title, id_within(&json->items[i]), &value))
            return SAY(arena, "The field %s must be an array of whole numbers.", title);
        ret->ids[i] = value.integer;
    }
    ret->count = ids_sort(ret->ids, json->count);
    return NULL;
}
