/* s3.h - a bucket of a server that speaks S3, as a holder of copies.
 *
 * A copy is the object PREFIX/<account>/<hash>-<number>, the last as 16 hexadecimal digits: objects
 * are never overwritten, so no order of requests, of whatever server, can mix up two copies. */
#ifndef GLIMT_FILES_S3_S3_H
#define GLIMT_FILES_S3_S3_H

#include "base/arena.h"
#include "files/copy.h"

struct s3_place {
    const char *endpoint; /* https://HOST[:PORT], or http:// */
    const char *region;
    const char *bucket, *prefix; /* the second without slashes at its ends; empty: none */
    const char *key_id, *secret;
};

/* Takes s3://BUCKET or s3://BUCKET/PREFIX apart, into the arena. */
bool s3_address_read(struct arena *arena, struct str text, const char **ret_bucket,
                     const char **ret_prefix) MUST_USE;

bool s3_endpoint_is_one(struct str text);

/* The texts have to live as long as the holder, which lives in the arena. Nothing is asked of the
 * server yet. */
struct holder *s3_open(struct arena *arena, const struct s3_place *place);

#endif
