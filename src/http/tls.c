/* tls.c - loads PEM files and hands them to GnuTLS. */
#include "http/tls.h"

#include "base/log.h"
#include "http/certificate.h"
#include "http/pem.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { CHAIN_MAX = 8 };

/* Handshakes may still use an old one, so it is kept; there is one for each reload. */
struct identity {
    gnutls_pcert_st chain[CHAIN_MAX];
    unsigned count;
    gnutls_privkey_t key;
    bool is_self_made;
    struct identity *before;
};

static _Atomic(struct identity *) current;

static void identity_free(struct identity *identity) {
    for (unsigned i = 0; i < identity->count; i++)
        gnutls_pcert_deinit(&identity->chain[i]);
    gnutls_privkey_deinit(identity->key);
    free(identity);
}

static bool knows_itself(const gnutls_pcert_st *first) {
    gnutls_x509_crt_t certificate;

    NEEDED(gnutls_x509_crt_init(&certificate) == GNUTLS_E_SUCCESS);
    bool result = gnutls_x509_crt_import(certificate, &first->cert, GNUTLS_X509_FMT_DER) ==
                      GNUTLS_E_SUCCESS &&
                  is_self_made(certificate);
    gnutls_x509_crt_deinit(certificate);
    return result;
}

static bool load_chain(struct arena *arena, struct identity *identity, const char *path,
                       const char **ret_problem) {
    gnutls_datum_t pem;

    if (!pem_read(arena, PEM_CERTIFICATE, path, &pem, ret_problem))
        return false;
    identity->count = CHAIN_MAX;
    int code = gnutls_pcert_list_import_x509_raw(identity->chain, &identity->count, &pem,
                                                 GNUTLS_X509_FMT_PEM, 0);
    pem_done(&pem);
    if (code == GNUTLS_E_SUCCESS) {
        identity->is_self_made = knows_itself(&identity->chain[0]);
        return true;
    }
    identity->count = 0;
    return pem_refuse(arena, PEM_CERTIFICATE, path, gnutls_strerror(code), ret_problem);
}

static bool load_key(struct arena *arena, struct identity *identity, const char *path,
                     const char **ret_problem) {
    gnutls_datum_t pem;

    if (!pem_read(arena, PEM_KEY, path, &pem, ret_problem))
        return false;
    int code = gnutls_privkey_import_x509_raw(identity->key, &pem, GNUTLS_X509_FMT_PEM, NULL, 0);
    pem_done(&pem);
    return code == GNUTLS_E_SUCCESS ||
           pem_refuse(arena, PEM_KEY, path, gnutls_strerror(code), ret_problem);
}

static bool check_pair(struct arena *arena, const struct identity *identity, const char *cert_path,
                       const char *key_path, const char **ret_problem) {
    unsigned char cert_id[64], key_id[64];
    size_t cert_size = sizeof(cert_id), key_size = sizeof(key_id);
    gnutls_pubkey_t public_key;

    NEEDED(gnutls_pubkey_init(&public_key) == GNUTLS_E_SUCCESS);
    int code = gnutls_pubkey_import_privkey(public_key, identity->key, 0, 0);
    if (code == GNUTLS_E_SUCCESS)
        code = gnutls_pubkey_get_key_id(public_key, 0, key_id, &key_size);
    gnutls_pubkey_deinit(public_key);
    if (code == GNUTLS_E_SUCCESS)
        code = gnutls_pubkey_get_key_id(identity->chain[0].pubkey, 0, cert_id, &cert_size);
    NEEDED(code != GNUTLS_E_MEMORY_ERROR);
    if (code == GNUTLS_E_SUCCESS && cert_size == key_size && memcmp(cert_id, key_id, key_size) == 0)
        return true;
    *ret_problem = arena_format(arena, "The key %s does not belong to the certificate %s.",
                                key_path, cert_path)
                       .at;
    return false;
}

bool tls_load(struct arena *arena, const char *cert_path, const char *key_path,
              const char **ret_problem) {
    struct identity *identity = calloc(1, sizeof(*identity));

    NEEDED(identity);
    NEEDED(gnutls_privkey_init(&identity->key) == GNUTLS_E_SUCCESS);
    if (!load_chain(arena, identity, cert_path, ret_problem) ||
        !load_key(arena, identity, key_path, ret_problem) ||
        !check_pair(arena, identity, cert_path, key_path, ret_problem)) {
        identity_free(identity);
        return false;
    }
    identity->before = atomic_load(&current);
    atomic_store(&current, identity);
    return true;
}

bool tls_is_self_made(void) {
    return atomic_load_explicit(&current, memory_order_acquire)->is_self_made;
}

/* Ciphers that authenticate what they encrypt, with keys of each connection's own: whoever records
 * what is sent cannot read it later with the key of the certificate. The server chooses, the first
 * of these that the client has. */
#define OFFERED                                                                                    \
    "NONE:+VERS-TLS1.3:+VERS-TLS1.2:+ECDHE-ECDSA:+ECDHE-RSA:"                                      \
    "+AES-128-GCM:+AES-256-GCM:+CHACHA20-POLY1305"
#define AUTHENTICATED ":+AEAD"
#define WITH                                                                                       \
    ":+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1:+GROUP-SECP521R1:"                           \
    "+SIGN-ECDSA-SECP256R1-SHA256:+SIGN-ECDSA-SECP384R1-SHA384:+SIGN-ECDSA-SECP521R1-SHA512:"      \
    "+SIGN-ECDSA-SHA256:+SIGN-ECDSA-SHA384:+SIGN-ECDSA-SHA512:+SIGN-EDDSA-ED25519:"                \
    "+SIGN-EDDSA-ED448:+SIGN-RSA-PSS-SHA256:+SIGN-RSA-PSS-SHA384:+SIGN-RSA-PSS-SHA512:"            \
    "+SIGN-RSA-PSS-RSAE-SHA256:+SIGN-RSA-PSS-RSAE-SHA384:+SIGN-RSA-PSS-RSAE-SHA512:"               \
    "+SIGN-RSA-SHA256:+SIGN-RSA-SHA384:+SIGN-RSA-SHA512:"                                          \
    "+COMP-NULL:+CTYPE-X509:%SERVER_PRECEDENCE"

gnutls_priority_t tls_priorities(bool has_old_clients) {
    const char *words = has_old_clients ? OFFERED ":+AES-128-CBC:+AES-256-CBC" AUTHENTICATED
                                                  ":+SHA1:+SHA256" WITH
                                        : OFFERED AUTHENTICATED WITH;
    gnutls_priority_t priorities;

    NEEDED(gnutls_priority_init(&priorities, words, NULL) == GNUTLS_E_SUCCESS);
    return priorities;
}

int tls_retrieve(gnutls_session_t session, const gnutls_datum_t *authorities, int authority_count,
                 const gnutls_pk_algorithm_t *algorithms, int algorithm_count,
                 gnutls_pcert_st **ret_chain, unsigned *ret_count, gnutls_privkey_t *ret_key) {
    struct identity *identity = atomic_load(&current);

    (void)session;
    (void)authorities;
    (void)authority_count;
    (void)algorithms;
    (void)algorithm_count;
    *ret_chain = identity->chain;
    *ret_count = identity->count;
    *ret_key = identity->key;
    return 0;
}
