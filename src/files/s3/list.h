/* list.h - the answer to a listing of a bucket, read as it comes. */
#ifndef GLIMT_FILES_S3_LIST_H
#define GLIMT_FILES_S3_LIST_H

#include "base/arena.h"

enum { S3_KEY_MOST = 1024 };

struct s3_list;

/* `see` is called for each key, terminated; keys that are longer than S3_KEY_MOST are left out. */
struct s3_list *s3_list_open(void (*see)(void *context, const char *key), void *context);
void s3_list_close(struct s3_list *list);

/* The next bytes; false: it is no listing, or was not before. */
bool s3_list_take(struct s3_list *list, const char *bytes, size_t count) MUST_USE;

/* At the end; `*ret_next` is what the next page is asked for with, in the arena, NULL: this was the
 * last. False: it has no end, or is no listing. */
bool s3_list_end(struct s3_list *list, struct arena *arena, const char **ret_next) MUST_USE;

#endif
