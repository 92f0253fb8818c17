/* list.c - XML of which three elements matter, by expat.
 *
 * What nests deeper, or declares a type and so entities of its own, is no bucket's. */
#include "files/s3/list.h"

#include "base/log.h"

#include <expat.h>
#include <stdlib.h>

enum { DEPTH_MOST = 8 };

struct s3_list {
    XML_Parser parser;
    void (*see)(void *context, const char *key);
    void *context;
    int depth;
    bool failed, is_listing, is_truncated;
    size_t len; /* of the text in the element; more than there is room for: too long */
    char text[S3_KEY_MOST + 1];
    char next[S3_KEY_MOST + 1];
};

static void fail(struct s3_list *list) {
    list->failed = true;
    XML_StopParser(list->parser, XML_FALSE);
}

static void begin(void *context, const XML_Char *name, const XML_Char **attributes) {
    struct s3_list *list = context;

    (void)attributes;
    if (list->depth++ == 0)
        list->is_listing = strcmp(name, "ListBucketResult") == 0;
    if (!list->is_listing || list->depth > DEPTH_MOST)
        fail(list);
    list->len = 0;
}

static void take_text(void *context, const XML_Char *at, int count) {
    struct s3_list *list = context;
    size_t len = (size_t)count;

    if (list->len + len <= S3_KEY_MOST)
        memcpy(list->text + list->len, at, len);
    list->len += len;
}

static void end(void *context, const XML_Char *name) {
    struct s3_list *list = context;
    bool fits = list->len > 0 && list->len <= S3_KEY_MOST;

    if (fits)
        list->text[list->len] = '\0';
    if (fits && strcmp(name, "Key") == 0 && list->depth == 3)
        list->see(list->context, list->text);
    else if (fits && strcmp(name, "IsTruncated") == 0 && list->depth == 2)
        list->is_truncated = strcmp(list->text, "true") == 0;
    else if (fits && strcmp(name, "NextContinuationToken") == 0 && list->depth == 2)
        memcpy(list->next, list->text, list->len + 1);
    list->len = 0;
    list->depth--;
}

static void refuse_types(void *context, const XML_Char *name, const XML_Char *system,
                         const XML_Char *public, int has_internal) {
    (void)name, (void)system, (void)public, (void)has_internal;
    fail(context);
}

struct s3_list *s3_list_open(void (*see)(void *context, const char *key), void *context) {
    struct s3_list *list = calloc(1, sizeof(*list));

    NEEDED(list);
    list->parser = XML_ParserCreate(NULL);
    NEEDED(list->parser);
    list->see = see;
    list->context = context;
    XML_SetUserData(list->parser, list);
    XML_SetElementHandler(list->parser, begin, end);
    XML_SetCharacterDataHandler(list->parser, take_text);
    XML_SetStartDoctypeDeclHandler(list->parser, refuse_types);
    return list;
}

void s3_list_close(struct s3_list *list) {
    XML_ParserFree(list->parser);
    free(list);
}

bool s3_list_take(struct s3_list *list, const char *bytes, size_t count) {
    if (!list->failed && XML_Parse(list->parser, bytes, (int)count, 0) != XML_STATUS_OK)
        list->failed = true;
    return !list->failed;
}

bool s3_list_end(struct s3_list *list, struct arena *arena, const char **ret_next) {
    if (list->failed || XML_Parse(list->parser, NULL, 0, 1) != XML_STATUS_OK || list->failed)
        return false;
    *ret_next = list->is_truncated ? arena_copy(arena, str_of(list->next)).at : NULL;
    return !list->is_truncated || list->next[0];
}
