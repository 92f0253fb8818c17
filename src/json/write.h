/* write.h - JSON for a client: compact, raw UTF-8. */
#ifndef GLIMT_JSON_WRITE_H
#define GLIMT_JSON_WRITE_H

#include "base/buffer.h"
#include "json/read.h"

/* `text` as a JSON string with its quotes. The text is valid UTF-8. */
void json_put_string(struct buffer *buffer, struct str text);

/* A double with the fewest digits that read back equal, always with a point or an
 * exponent: 21.48181104660036. */
void json_put_real(struct buffer *buffer, double value);

/* A tree as it was read; numbers as they were written. */
void json_put(struct buffer *buffer, const struct json *json);

#endif
