/* form.h - what a form brings: fields, and of a multipart body a file, read while it arrives.
 *
 * A file goes to the file store; fields are kept until the request is handled. */
#ifndef GLIMT_API_FORM_H
#define GLIMT_API_FORM_H

#include "api/request.h"
#include "json/read.h"

/* Begins a multipart body; form_end() has to follow, whatever happens. */
void form_begin(struct request *request);
void form_take(struct request *request, const char *bytes, size_t count);
void form_end(struct request *request);

/* What came, once the body is over: its fields as an object. Faults are noted for a body that is
 * malformed. INVALID, FAILED, or ANSWERED with 413, when it can't be used. */
enum outcome form_finish(struct request *request, const struct json **ret) MUST_USE;

/* The fields of an application/x-www-form-urlencoded body. */
const struct json *form_read(struct request *request);

/* What form_finish() gave. */
const struct json *form_fields(const struct request *request);

#endif
