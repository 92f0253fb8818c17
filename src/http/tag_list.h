/* tag_list.h - lists of entity tags, as If-Match and If-None-Match have them.
 *
 * RFC 9110, 8.8.3 and 13.1. Does no I/O. */
#ifndef GLIMT_HTTP_TAG_LIST_H
#define GLIMT_HTTP_TAG_LIST_H

#include "base/str.h"

/* The strong comparison takes weak tags for equal to none; the weak one takes no notice of `W/`. */
enum tag_comparison { TAGS_STRONGLY, TAGS_WEAKLY };

enum tag_list_says {
    TAG_LIST_UNREADABLE,   /* it is no list of tags */
    TAG_LIST_NAMES_NONE,   /* of the tags that were asked about */
    TAG_LIST_NAMES_ONE_OF, /* them */
};

/* What the list says of something that has these tags, each in its quotes. `*` names whatever is
 * there: any of them, and nothing when there is none. */
enum tag_list_says tag_list_ask(struct str list, const struct str *tags, size_t count,
                                enum tag_comparison comparison);

#endif
