/* wire.h - asks a server that speaks the public API, patiently.
 *
 * One wire is one application of one server, and has one request under way, or a few where no pace
 * is set. It paces itself, waits as long as a 429 says, takes a new token before the old one ends,
 * and asks again after whatever may pass: connections that break, 5xx, a 200 that is no JSON object
 * (a page of a proxy, half an answer). What will not pass is told at once: a certificate that does
 * not fit, a redirect, a secret that is refused.
 *
 * The secret and the tokens are in memory alone: no argument of a program, no log, no file, no
 * sentence has them. */
#ifndef GLIMT_IMPORT_WIRE_H
#define GLIMT_IMPORT_WIRE_H

#include "base/arena.h"
#include "json/read.h"

#include <signal.h>

struct wire_options {
    const char *from;       /* https://host/, with a path if there is one; or a recording's file */
    const char *id;         /* ap_... */
    const char *secret;     /* outlives the wire, as all of these */
    const char *ca_file;    /* certificates (PEM) to trust instead of the machine's; or NULL */
    int64_t rate;           /* requests a second; 0: as fast as it answers */
    const char *record;     /* a file that gets each answer (import/recording.h); or NULL */
    bool replaces_personal; /* in that file (import/personal.h) */
    const volatile sig_atomic_t *stop; /* once it is set, nothing is asked any more; may be NULL */
};

enum wired {
    WIRED,
    WIRE_REFUSED, /* 403: the application may not */
    WIRE_GONE,    /* 400 or 404: what was asked for is not there */
    WIRE_FAILED,  /* wire_problem() says why, in a sentence */
};

struct wire;

/* NULL with a sentence. Asks nothing yet. */
struct wire *wire_open(struct arena *arena, const struct wire_options *options,
                       const char **ret_problem);
void wire_close(struct wire *wire); /* NULL is allowed */

/* GET of a path behind the address, such as "v1/Admin/Users?page=1": a JSON object, in `arena`. */
enum wired wire_get(struct wire *wire, struct arena *arena, const char *path,
                    const struct json **ret) MUST_USE;

/* Where no pace is set, asks for several paths at once that wire_get() will be asked for; it has
 * their answers at once then. What goes wrong with one is left to that; WIRE_FAILED: no token came.
 */
enum { WIRE_AHEAD_MOST = 128 };
enum wired wire_ahead(struct wire *wire, const char *const *paths, size_t count) MUST_USE;

/* Where the bytes of an answer go. `begin` forgets what an earlier attempt brought. */
struct wire_taker {
    bool (*begin)(void *context);
    bool (*take)(void *context, const char *bytes, size_t count);
    void *context;
};

/* GET of bytes. After a false of the taker it is WIRE_FAILED, with a sentence that says so. */
enum wired wire_download(struct wire *wire, const char *path,
                         const struct wire_taker *taker) MUST_USE;

/* Where the rows come from, without a slash at the end: of a recording, where that was made. */
struct str wire_source(const struct wire *wire);

const char *wire_problem(const struct wire *wire);
int64_t wire_asked(const struct wire *wire); /* requests so far, those for tokens included */

#endif
