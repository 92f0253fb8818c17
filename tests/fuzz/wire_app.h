/* wire_app.h - what is behind the server of fuzz_connection.c.
 *
 * It answers in every way that there is, and notes what it was asked.
 *
 * The first letter of a query chooses: `n` nothing (204), `b` a big body, `p` one that is spooled
 * in part, `f` a file, `l` an answer that is finished by wire_app_finish(), `L` one that is
 * finished at once; of a body `s` takes a stream, `r` refuses it, `o` forgets it and `m` takes a
 * modest one. Anything else gets a small body. After `u` the second letter chooses, and what
 * becomes of a body is not decided before wire_app_finish(); after `U` it is decided at once. */
#ifndef GLIMT_TESTS_WIRE_APP_H
#define GLIMT_TESTS_WIRE_APP_H

#include "http/server.h"

enum {
    BODY_LIMIT = 1000,
    MODEST_LIMIT = 100,
    STREAM_LIMIT = 4000,
    BIG_BODY = 200 * 1000, /* of the letter x, as files are */
    REQUESTS_MAX = 8 * 1024,
};

/* What has happened since wire_app_begin(). */
struct wire_app {
    struct buffer asked; /* as wire_note() notes it, for each request */
    bool is_head[REQUESTS_MAX];
    uint64_t lengths[REQUESTS_MAX]; /* of the bodies that were given, or that HEAD does not get */
    size_t requests, open_streams;
    struct exchange *later; /* waits for wire_app_finish() */
    bool is_undecided;      /* what becomes of a body: that of `later`, once there is one */
    int file;
};

/* The letter of a query that chooses; a space: none. */
char wire_letter(struct str query);

void wire_app_options(struct wire_app *app, struct http_options *ret);
void wire_app_begin(struct wire_app *app);
void wire_app_finish(struct wire_app *app); /* the one that waits, if one does */

void wire_note(struct buffer *asked, struct str method, struct str query, struct str body);

#endif
