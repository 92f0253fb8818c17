/* address.h - where a Redis is, and who one is there.
 *
 * redis://[[USER]:PASSWORD@]HOST[:PORT][/NUMBER], or unix://[[USER]:PASSWORD@]/PATH[?db=NUMBER].
 * Users, passwords and paths may have bytes as %XX. */
#ifndef GLIMT_REDIS_ADDRESS_H
#define GLIMT_REDIS_ADDRESS_H

#include "base/arena.h"

struct redis_address {
    const char *host;            /* NULL: it listens on a socket */
    const char *socket;          /* its path; NULL: it has a host */
    const char *user, *password; /* NULL: none */
    uint16_t port;
    unsigned number; /* of the database in it */
};

/* False with a sentence that has nothing of the address, which may have a password. Texts are in
 * the arena. */
bool redis_address_read(struct arena *arena, struct str text, struct redis_address *ret,
                        const char **ret_problem) MUST_USE;

#endif
