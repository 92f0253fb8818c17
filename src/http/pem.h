/* pem.h - files with certificates and keys. */
#ifndef GLIMT_HTTP_PEM_H
#define GLIMT_HTTP_PEM_H

#include "base/arena.h"

#include <gnutls/gnutls.h>
#include <sys/types.h>

enum pem { PEM_CERTIFICATE, PEM_KEY };

/* Whether there is a file. What can't be looked at is taken to be there; whoever opens it says what
 * is wrong. */
bool pem_is_there(const char *path);

/* All of a file, to be ended with pem_done(). A key that others than its owner may read is refused.
 * False with one sentence in the arena. */
bool pem_read(struct arena *arena, enum pem what, const char *path, gnutls_datum_t *ret,
              const char **ret_problem) MUST_USE;

/* Makes or replaces a file: all of it or nothing, also when the machine stops in between. A key is
 * its owner's alone. False with one sentence in the arena. */
bool pem_write(struct arena *arena, enum pem what, const char *path, gnutls_datum_t data,
               const char **ret_problem) MUST_USE;

/* Leaves nothing in the memory. */
void pem_done(gnutls_datum_t *data);

/* The sentence for what GnuTLS makes of a file; returns false. */
bool pem_refuse(struct arena *arena, enum pem what, const char *path, const char *why,
                const char **ret_problem);

#endif
