/* tls.h - the server's certificate, replaceable while it runs. */
#ifndef GLIMT_HTTP_TLS_H
#define GLIMT_HTTP_TLS_H

#include "base/arena.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

/* Reads a certificate chain and its key, and makes them the ones for new connections. What was
 * there stays on failure, with one sentence in the arena. */
bool tls_load(struct arena *arena, const char *cert_path, const char *key_path,
              const char **ret_problem) MUST_USE;

/* For gnutls_certificate_set_retrieve_function2(). GnuTLS gives it no closure, so the current
 * certificate is the process's. */
int tls_retrieve(gnutls_session_t session, const gnutls_datum_t *authorities, int authority_count,
                 const gnutls_pk_algorithm_t *algorithms, int algorithm_count,
                 gnutls_pcert_st **ret_chain, unsigned *ret_count, gnutls_privkey_t *ret_key);

#endif
