/* tls.h - what TLS is offered, and the server's certificate, replaceable while it runs. */
#ifndef GLIMT_HTTP_TLS_H
#define GLIMT_HTTP_TLS_H

#include "base/arena.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

/* Reads a certificate chain and its key, and makes them the ones for new connections. A key that
 * others than its owner may read is refused. What was there stays on failure, with one sentence in
 * the arena. */
bool tls_load(struct arena *arena, const char *cert_path, const char *key_path,
              const char **ret_problem) MUST_USE;

/* Whether the present one is what a server has made for itself. From any thread, after tls_load().
 */
bool tls_is_self_made(void);

/* TLS 1.3 and 1.2, with ciphers that authenticate and keys that are forgotten; for old clients,
 * also AES-CBC in TLS 1.2. There are no tickets: each connection makes keys of its own. The
 * caller's, for gnutls_priority_deinit(). */
gnutls_priority_t tls_priorities(bool has_old_clients);

/* For gnutls_certificate_set_retrieve_function2(). GnuTLS gives it no closure, so the current
 * certificate is the process's. */
int tls_retrieve(gnutls_session_t session, const gnutls_datum_t *authorities, int authority_count,
                 const gnutls_pk_algorithm_t *algorithms, int algorithm_count,
                 gnutls_pcert_st **ret_chain, unsigned *ret_count, gnutls_privkey_t *ret_key);

#endif
