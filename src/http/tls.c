/* tls.c - loads PEM files and hands them to GnuTLS. */
#include "http/tls.h"

#include "base/log.h"

#include <gnutls/x509.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { CHAIN_MAX = 8 };

/* Handshakes may still use an old one, so it is kept; there is one for each reload. */
struct identity {
    gnutls_pcert_st chain[CHAIN_MAX];
    unsigned count;
    gnutls_privkey_t key;
    struct identity *before;
};

static _Atomic(struct identity *) current;

static void identity_free(struct identity *identity) {
    for (unsigned i = 0; i < identity->count; i++)
        gnutls_pcert_deinit(&identity->chain[i]);
    gnutls_privkey_deinit(identity->key);
    free(identity);
}

static bool fail(struct arena *arena, const char **ret_problem, const char *what, const char *path,
                 int code) {
    *ret_problem =
        arena_format(arena, "The %s %s cannot be used: %s", what, path, gnutls_strerror(code)).at;
    return false;
}

static bool load_chain(struct arena *arena, struct identity *identity, const char *path,
                       const char **ret_problem) {
    gnutls_datum_t pem;
    int code = gnutls_load_file(path, &pem);

    if (code != GNUTLS_E_SUCCESS)
        return fail(arena, ret_problem, "certificate", path, code);
    identity->count = CHAIN_MAX;
    code = gnutls_pcert_list_import_x509_raw(identity->chain, &identity->count, &pem,
                                             GNUTLS_X509_FMT_PEM, 0);
    gnutls_free(pem.data);
    if (code == GNUTLS_E_SUCCESS)
        return true;
    identity->count = 0;
    return fail(arena, ret_problem, "certificate", path, code);
}

static bool load_key(struct arena *arena, struct identity *identity, const char *path,
                     const char **ret_problem) {
    gnutls_datum_t pem;
    int code = gnutls_load_file(path, &pem);

    if (code == GNUTLS_E_SUCCESS) {
        code = gnutls_privkey_import_x509_raw(identity->key, &pem, GNUTLS_X509_FMT_PEM, NULL, 0);
        gnutls_memset(pem.data, 0, pem.size);
        gnutls_free(pem.data);
    }
    return code == GNUTLS_E_SUCCESS ? true : fail(arena, ret_problem, "key", path, code);
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
