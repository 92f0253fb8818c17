/* authority.h - what signs the certificates that a server makes for itself.
 *
 * Clients are told to trust it once, as DIR/ca.pem, and take each certificate that it signs later.
 * It never ends, so that no clock is too wrong for it, and it is good for the names of one machine
 * alone (RFC 5280, 4.2.1.10): whoever gets hold of its key can be this server, which he could by
 * its own key, and nobody else. */
#ifndef GLIMT_HTTP_AUTHORITY_H
#define GLIMT_HTTP_AUTHORITY_H

#include "http/names.h"

struct authority {
    gnutls_x509_crt_t certificate;
    gnutls_x509_privkey_t key;
    bool is_new;     /* made just now */
    bool is_refused; /* there is something, which is not to be used or replaced */
};

/* Reads DIR/ca.pem and DIR/ca-key.pem; makes both where they are missing, do not belong together or
 * are not good for all names that are needed. False with one sentence in the arena. */
bool authority_open(struct arena *arena, const char *directory, const struct own_names *names,
                    struct authority *ret, const char **ret_problem) MUST_USE;
void authority_close(struct authority *authority);

/* Whether what it signs may have the name. */
bool authority_permits(const struct authority *authority, const struct own_name *name) MUST_USE;

/* Whether a certificate names such an authority as who signed it. */
bool is_from_authority(gnutls_x509_crt_t certificate) MUST_USE;

/* What both kinds of certificates begin with: version, number, key and its hash. Below 0 when
 * GnuTLS fails. */
int certificate_begin(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key);

/* Its text, for gnutls_free(), once it has been read back: short of memory GnuTLS may sign one that
 * lacks a part, and say that all is well. */
void certificate_export(gnutls_x509_crt_t certificate, gnutls_datum_t *ret);

/* A new P-256 key; below 0 when GnuTLS fails. */
int own_key_make(gnutls_x509_privkey_t key);

#endif
