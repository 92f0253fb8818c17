/* fuzz_tag_list.c - any list of entity tags: what both comparisons say of it fits together. */
#include "base/log.h"
#include "fuzz.h"
#include "http/tag_list.h"

/* The tag that the list begins with, if it does. */
static struct str first_tag(struct str list) {
    const char *end = list.len > 1 ? memchr(list.at + 1, '"', list.len - 1) : NULL;

    return list.len > 0 && list.at[0] == '"' && end
               ? (struct str){list.at, (size_t)(end - list.at) + 1}
               : (struct str){NULL, 0};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str list = {(const char *)data, size}, first = first_tag(list);
    const struct str tags[] = {STR("\"a\""), STR("\"b,c\""), first};
    size_t count = first.at ? 3 : 2;
    enum tag_list_says strongly = tag_list_ask(list, tags, count, TAGS_STRONGLY);
    enum tag_list_says weakly = tag_list_ask(list, tags, count, TAGS_WEAKLY);
    enum tag_list_says nothing = tag_list_ask(list, NULL, 0, TAGS_STRONGLY);

    ALWAYS((strongly == TAG_LIST_UNREADABLE) == (nothing == TAG_LIST_UNREADABLE));
    ALWAYS((strongly == TAG_LIST_UNREADABLE) == (weakly == TAG_LIST_UNREADABLE));
    ALWAYS(strongly != TAG_LIST_NAMES_ONE_OF || weakly == TAG_LIST_NAMES_ONE_OF);
    ALWAYS(nothing != TAG_LIST_NAMES_ONE_OF);
    ALWAYS(!first.at || strongly != TAG_LIST_NAMES_NONE);
    return 0;
}
