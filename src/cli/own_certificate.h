/* own_certificate.h - the server's own certificate, which is made anew while it runs. */
#ifndef GLIMT_CLI_OWN_CERTIFICATE_H
#define GLIMT_CLI_OWN_CERTIFICATE_H

#include "http/certificate.h"

struct own {
    const char *directory; /* NULL: the server was given one */
    struct own_names names;
    struct validity validity;
    int64_t tried_at; /* monotonic milliseconds, of what failed; else 0 */
};

/* Before the server opens: makes DIR/tls, and what has to be in it, for these addresses. Where that
 * fails, one that is there goes on. False with a sentence. */
bool own_certificate_begin(struct arena *arena, struct own *own, const char *directory,
                           const struct http_address *addresses, size_t count,
                           const char **ret_problem) MUST_USE;

/* Now and then: makes it anew when it is time, and when the clock has been wrong. */
void own_certificate_tick(struct own *own, struct server *server);

/* Reads the certificate's files again, whoever made them, and says so in the log. */
void certificate_reload(struct server *server);

#endif
