/* several.h - a few gets of a source at once, for one that sets no pace.
 *
 * Only whole answers of 200 are kept. Nothing is tried twice: what did not come, and all behind the
 * first that did not, is left to whoever asks patiently (import/wire.h). */
#ifndef GLIMT_IMPORT_SEVERAL_H
#define GLIMT_IMPORT_SEVERAL_H

#include "base/arena.h"

#include <curl/curl.h>
#include <signal.h>

enum { SEVERAL_MOST = 128 };

struct several;

/* `set_up` makes a handle like those of the wire. NULL when libcurl can't. */
struct several *several_open(struct arena *arena, void (*set_up)(CURL *curl, void *context),
                             void *context);
void several_close(struct several *several); /* NULL is allowed */

/* Where and how to ask; all of it outlives the call. */
struct several_asked {
    struct str base;
    struct curl_slist *headers;
    const char *const *paths; /* behind the base; at most SEVERAL_MOST count */
    size_t count;
    const volatile sig_atomic_t *stop; /* once it is set, no more are begun; may be NULL */
};

/* Forgets what an earlier call brought. How many were asked. */
size_t several_ask(struct several *several, const struct several_asked *asked);

/* The answer to a path, once; it lives until the next call of several_ask(). */
bool several_take(struct several *several, const char *path, struct str *ret);

#endif
