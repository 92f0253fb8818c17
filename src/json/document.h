/* document.h - writes a JSON document for people to read and compare: one member a line. */
#ifndef GLIMT_JSON_DOCUMENT_H
#define GLIMT_JSON_DOCUMENT_H

#include "base/buffer.h"

struct document {
    struct buffer *out;
    int depth;
    bool has_member; /* at the current depth */
};

/* `name` is NULL for an element of an array and for the document itself. */
void document_open(struct document *document, const char *name, char bracket);
void document_close(struct document *document, char bracket);
void document_text(struct document *document, const char *name, const char *value);
void document_integer(struct document *document, const char *name, int64_t value);
void document_boolean(struct document *document, const char *name, bool value);

/* A member whose value is JSON already. */
void document_raw(struct document *document, const char *name, const char *json);

#endif
