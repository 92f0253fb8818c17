/* tag_list.c - reads tags one by one: what stands in their quotes may have commas. */
#include "http/tag_list.h"

struct entity_tag {
    struct str quoted;
    bool is_weak;
};

/* RFC 9110, 8.8.3: anything that can be seen, and bytes above ASCII. */
static bool is_tag_byte(char c) {
    return (unsigned char)c > ' ' && c != '"' && c != 0x7f;
}

static void skip(struct str *rest, size_t count) {
    *rest = (struct str){rest->at + count, rest->len - count};
}

static bool take_tag(struct str *rest, struct entity_tag *ret) {
    size_t len = 1;

    ret->is_weak = rest->len > 2 && memcmp(rest->at, "W/", 2) == 0;
    if (ret->is_weak)
        skip(rest, 2);
    if (rest->len == 0 || rest->at[0] != '"')
        return false;
    while (len < rest->len && is_tag_byte(rest->at[len]))
        len++;
    if (len == rest->len || rest->at[len] != '"')
        return false;
    ret->quoted = (struct str){rest->at, len + 1};
    skip(rest, len + 1);
    return true;
}

/* What follows a tag: a comma, or the end. */
static bool take_end(struct str *rest) {
    *rest = str_trim(*rest);
    return rest->len == 0 || rest->at[0] == ',';
}

/* Between tags, and around them all: commas with nothing between them count as one. */
static void skip_commas(struct str *rest) {
    *rest = str_trim(*rest);
    while (rest->len > 0 && rest->at[0] == ',') {
        skip(rest, 1);
        *rest = str_trim(*rest);
    }
}

static struct str without_weakness(struct str tag) {
    return tag.at[0] == 'W' ? (struct str){tag.at + 2, tag.len - 2} : tag;
}

static bool is_one_of(const struct entity_tag *tag, const struct str *tags, size_t count,
                      enum tag_comparison comparison) {
    if (tag->is_weak && comparison == TAGS_STRONGLY)
        return false;
    for (size_t i = 0; i < count; i++)
        if (str_equal(tag->quoted, comparison == TAGS_WEAKLY ? without_weakness(tags[i]) : tags[i]))
            return true;
    return false;
}

enum tag_list_says tag_list_ask(struct str list, const struct str *tags, size_t count,
                                enum tag_comparison comparison) {
    struct entity_tag tag;
    bool found = false;

    if (str_equal(str_trim(list), STR("*")))
        return count > 0 ? TAG_LIST_NAMES_ONE_OF : TAG_LIST_NAMES_NONE;
    for (skip_commas(&list); list.len > 0; skip_commas(&list)) {
        if (!take_tag(&list, &tag) || !take_end(&list))
            return TAG_LIST_UNREADABLE;
        found |= is_one_of(&tag, tags, count, comparison);
    }
    return found ? TAG_LIST_NAMES_ONE_OF : TAG_LIST_NAMES_NONE;
}
