/* read_value.c - integers, decimals, texts, days ... from JSON. */
#include "change/read_value.h"

#include "base/decimal.h"
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

static const char *read_decimal(struct arena *arena, const char *title, const struct json *json,
                                struct value *ret) {
    enum number_fault fault =
        is_numeric(json) ? decimal_read(str_trim(json->text), &ret->integer) : NUMBER_MALFORMED;

    switch (fault) {
    case NUMBER_FINE:
        return NULL;
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
    if (!is_numeric(json)) /* a number is taken as it was written: phone numbers come as such */
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
    struct str text = is_numeric(json) ? str_trim(json->text) : STR("");
    int64_t number = -1;

    if (json->kind == JSON_KIND_TRUE || str_equal_any_case(text, STR("true")))
        number = 1;
    else if (json->kind == JSON_KIND_FALSE || str_equal_any_case(text, STR("false")))
        number = 0;
    else if (text.len > 0 && integer_read(text, &number) != NUMBER_FINE)
        number = -1;
    ret->integer = number;
    if (number == 0 || number == 1)
        return NULL;
    return SAY(arena, "The field %s must be true or false.", title);
}

/* A text among the members of an object; empty without it. */
static struct str text_in(const struct json *object, struct str name) {
    for (size_t i = 0; i < object->count; i++)
        if (str_equal(object->names[i], name) && object->items[i].kind == JSON_KIND_STRING)
            return object->items[i].text;
    return STR("");
}

/* PHP writes its dates as {"date": "2021-01-01 14:00:00.000000", "timezone": "+01:00"}. Where the
 * zone is only a name, no moment follows from it, but the day does. */
static struct str text_of_moment(struct arena *arena, const struct field *field,
                                 const struct json *json) {
    if (json->kind == JSON_KIND_STRING)
        return json->text;
    if (json->kind != JSON_KIND_OBJECT)
        return STR("");
    struct str date = text_in(json, STR("date")), zone = text_in(json, STR("timezone"));
    if (field->kind == DATE || date.len == 0)
        return date;
    return arena_format(arena, "%.*s %.*s", (int)date.len, date.at, (int)zone.len,
                        zone.len ? zone.at : "");
}

static const char *read_moment(struct arena *arena, const struct field *field, const char *title,
                               const struct json *json, struct value *ret) {
    struct moment moment;

    if (!moment_read(text_of_moment(arena, field, json), &moment))
        return SAY(arena, "The field %s must be a date and time, such as 2021-01-01 14:00:00.",
                   title);
    ret->integer = field->kind == DATE ? moment.day : moment.instant;
    ret->has_time = moment.has_time;
    return NULL;
}

/* Without the fraction of a second with which some platforms write each time. */
static struct str without_fraction(struct str text) {
    struct str rest = text, whole = str_cut(&rest, '.');
    size_t digits = 0;

    while (digits < rest.len && rest.at[digits] >= '0' && rest.at[digits] <= '9')
        digits++;
    return rest.len > 0 && digits == rest.len && whole.len >= 7 ? whole : text;
}

/* "9:05", "09:05", "09:05:30", "09:05:30.0000000"; seconds are dropped. */
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
    if (json->kind == JSON_KIND_STRING &&
        read_clock(without_fraction(str_trim(json->text)), &ret->integer))
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

/* The number in an object by which answers show a row that is linked; else the item itself. */
static const struct json *id_in(const struct json *item, const char *id_name) {
    for (size_t i = item->kind == JSON_KIND_OBJECT ? item->count : 0; i > 0; i--)
        if (str_equal_any_case(item->names[i - 1], str_of(id_name)))
            return &item->items[i - 1];
    return item;
}

/* Each is held against all before it: there are ITEMS_MAX of them at most. */
static size_t keep_first(int64_t *ids, size_t count) {
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        size_t j = 0;
        while (j < kept && ids[j] != ids[i])
            j++;
        if (j == kept)
            ids[kept++] = ids[i];
    }
    return kept;
}

const char *ids_read(struct arena *arena, const char *title, const char *id_name,
                     const struct json *json, struct link_value *ret) {
    if (json->kind != JSON_KIND_ARRAY && json->kind != JSON_KIND_NULL)
        return SAY(arena, "The field %s must be an array of whole numbers.", title);
    if (json->count > ITEMS_MAX)
        return SAY(arena, "The field %s must have at most %d items.", title, ITEMS_MAX);
    ret->ids = NEW_ARRAY(arena, int64_t, json->count + 1);
    for (size_t i = 0; i < json->count; i++) {
        struct value value = {.state = ABSENT};
        const struct json *id = id_in(&json->items[i], id_name);
        if (read_integer(arena, title, id, &value))
            return SAY(arena, "The field %s must be an array of whole numbers.", title);
        ret->ids[i] = value.integer;
    }
    ret->count = keep_first(ret->ids, json->count);
    return NULL;
}
