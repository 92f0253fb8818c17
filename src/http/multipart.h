/* multipart.h - reads a multipart/form-data body while it arrives (RFC 7578, RFC 2046).
 *
 * The body is given piece by piece, cut anywhere, and nothing of it is kept but a line that may be
 * a boundary and the headers of one part: a body of many gigabytes takes the memory of a small
 * one. The app is told of each part in turn: begin(), data() for its bytes in order in as many
 * calls as it takes (none when it is empty), end().
 *
 * What is read. What is before the first boundary and after the closing one is passed over. A
 * boundary line is CRLF (but at the start of the body, or right after the empty line that ends
 * the headers), two hyphens, the boundary, and then either two hyphens, which close the body at
 * once, or at most 128 blanks and tabs and the end of the line. Anything else is data, however
 * near it comes. Lines end with CRLF; after a header and after a boundary LF alone will do. Headers
 * may be folded.
 *
 * Each part has `Content-Disposition: form-data` with a name; the first of each header and of each
 * parameter counts. Values are bare or quoted. In quotes `\"` and `\\` are escapes and any other
 * backslash is itself (`C:\dir\x`), and `%22`, `%0D` and `%0A`, the escapes of browsers, are `"`,
 * CR and LF, while any other `%` is itself. `filename*=CHARSET'LANGUAGE'TEXT`, percent-encoded
 * UTF-8 or ISO-8859-1, goes before `filename`; one that cannot be read is passed over when there
 * is a `filename` too.
 *
 * What is malformed. Headers of a part of more than 8 KB together, a 101st part, a header without
 * a colon or with a CR in it, quotes that do not end, a part without a name, a name, file name or
 * Content-Type that is not UTF-8 or holds NUL. A body that stops early is seen by the caller:
 * multipart_is_whole() stays false.
 *
 * A reader is for one thread and one body. */
#ifndef GLIMT_HTTP_MULTIPART_H
#define GLIMT_HTTP_MULTIPART_H

#include "base/arena.h"

struct multipart_part {
    struct str name;         /* of the form field, decoded; may be empty */
    struct str file_name;    /* decoded, else as sent: with a directory if the client sent one.
                                Empty when is_file is false */
    struct str content_type; /* of the part with its parameters, or empty */
    bool is_file;            /* a file name was given, if only an empty one */
};                           /* the texts live as long as the arena of multipart_open() */

/* The app's side. False from any of them stops the reading for good. A part that was begun is not
 * ended when the reading stops, or when the body does. */
struct multipart_reader {
    bool (*begin)(void *context, const struct multipart_part *part);
    bool (*data)(void *context, const char *bytes, size_t count); /* count is not 0 */
    bool (*end)(void *context);
};

struct multipart;

/* `content_type` is the header of the request. NULL when it is not multipart/form-data or has no
 * usable boundary: 1 to 70 printable ASCII characters, quoted or not, without quotes and
 * backslashes, the last one not a blank. About 9 KB from the arena, and for each part its texts.
 * `reader` must live as long as the result. */
struct multipart *multipart_open(struct arena *arena, struct str content_type,
                                 const struct multipart_reader *reader, void *context);

/* Takes the next bytes of the body, however they are cut. False when the body is malformed or the
 * app said no; further calls then return false at once. */
bool multipart_take(struct multipart *multipart, const char *bytes, size_t count) MUST_USE;

/* Whether the closing boundary has come and nothing was malformed. */
bool multipart_is_whole(const struct multipart *multipart);

#endif
