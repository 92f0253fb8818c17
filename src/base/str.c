/* str.c - comparing and cutting texts. */
#include "base/str.h"

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool str_equal_any_case(struct str a, struct str b) {
    return a.len == b.len && str_starts_any_case(a, b);
}

bool str_starts_any_case(struct str text, struct str prefix) {
    if (text.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (lower(text.at[i]) != lower(prefix.at[i]))
            return false;
    return true;
}

static bool is_gap(char c) {
    return c == ' ' || c == '\t';
}

bool str_is_blank(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (!memchr(" \t\r\n", text.at[i], 4))
            return false;
    return true;
}

struct str str_trim(struct str text) {
    while (text.len > 0 && is_gap(text.at[0]))
        text = (struct str){text.at + 1, text.len - 1};
    while (text.len > 0 && is_gap(text.at[text.len - 1]))
        text.len--;
    return text;
}

struct str str_cut(struct str *text, char mark) {
    struct str before = *text;
    const char *found = text->len ? memchr(text->at, mark, text->len) : NULL;

    if (!found) {
        *text = (struct str){NULL, 0};
        return before;
    }
    before.len = (size_t)(found - text->at);
    *text = (struct str){found + 1, text->len - before.len - 1};
    return before;
}

/* The length of the well-formed sequence at `at`, 0 when there is none. Ranges as in RFC 3629. */
static size_t sequence(const unsigned char *at, size_t left) {
    unsigned char low = 0x80, high = 0xBF;
    size_t len;

    if (at[0] < 0x80)
        return at[0] != 0;
    if (at[0] < 0xC2 || at[0] > 0xF4)
        return 0;
    len = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (at[0] == 0xE0)
        low = 0xA0;
    if (at[0] == 0xED)
        high = 0x9F;
    if (at[0] == 0xF0)
        low = 0x90;
    if (at[0] == 0xF4)
        high = 0x8F;
    if (left < len || at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return len;
}

/* Any but the first byte of a character. */
static bool is_inside(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

bool str_is_text(struct str text) {
    for (size_t i = 0; i < text.len;) {
        size_t len = sequence((const unsigned char *)text.at + i, text.len - i);
        if (len == 0)
            return false;
        i += len;
    }
    return true;
}

size_t str_characters(struct str text) {
    size_t characters = 0;

    for (size_t i = 0; i < text.len; i++)
        characters += !is_inside(text.at[i]);
    return characters;
}

size_t str_control_at(struct str text, size_t i) {
    unsigned char byte = (unsigned char)text.at[i];
    unsigned char next = i + 1 < text.len ? (unsigned char)text.at[i + 1] : 0;

    if (byte < ' ' || byte == 0x7F)
        return 1;
    return byte == 0xC2 && next >= 0x80 && next < 0xA0 ? 2 : 0;
}

bool str_has_control(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (str_control_at(text, i) > 0)
            return true;
    return false;
}

struct str str_shorten(struct str text, size_t most) {
    if (text.len <= most)
        return text;
    text.len = most;
    while (text.len > 0 && is_inside(text.at[text.len]))
        text.len--;
    return text;
}
