/* authority.c - makes an authority for the names of this machine, and reads it again. */
#include "http/authority.h"

#include "base/log.h"
#include "http/pem.h"

#include <errno.h>
#include <gnutls/crypto.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#define CALLED                                                                                     \
    "Glimt authority " /* and sixteen hexadecimal digits, so that no two have one name             \
                        */

/* The end of 9999: there is no well-defined one (RFC 5280, 4.1.2.5). */
#define NEVER INT64_C(253402300799)

enum { SERIAL = 16, HASH = 64 };

int own_key_make(gnutls_x509_privkey_t key) {
    return gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
                                        GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
}

int certificate_begin(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key) {
    unsigned char serial[SERIAL], hash[HASH];
    size_t size = sizeof(hash);
    int code = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof(serial));

    /* Above nought, and with no more bytes than it needs. */
    serial[0] = (serial[0] & 0x3f) | 0x40;
    if (code < 0 || (code = gnutls_x509_crt_set_version(certificate, 3)) < 0 ||
        (code = gnutls_x509_crt_set_serial(certificate, serial, sizeof(serial))) < 0 ||
        (code = gnutls_x509_crt_set_key(certificate, key)) < 0 ||
        (code = gnutls_x509_crt_get_key_id(certificate, 0, hash, &size)) < 0)
        return code;
    return gnutls_x509_crt_set_subject_key_id(certificate, hash, size);
}

void certificate_export(gnutls_x509_crt_t certificate, gnutls_datum_t *ret) {
    gnutls_x509_crt_t again;

    NEEDED(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, ret) == GNUTLS_E_SUCCESS);
    NEEDED(gnutls_x509_crt_init(&again) == GNUTLS_E_SUCCESS);
    NEEDED(gnutls_x509_crt_import(again, ret, GNUTLS_X509_FMT_PEM) == GNUTLS_E_SUCCESS);
    gnutls_x509_crt_deinit(again);
}

/* ---- making ---- */

/* An address as a network of one: its bytes, and as many of a mask. */
static int permit(gnutls_x509_name_constraints_t all, const struct own_name *name) {
    unsigned char network[32];
    gnutls_datum_t value = own_name_value(name);

    if (name->kind == GNUTLS_SAN_IPADDRESS) {
        memcpy(network, name->bytes, name->size);
        memset(network + name->size, 0xff, name->size);
        value = (gnutls_datum_t){network, 2 * name->size};
    }
    return gnutls_x509_name_constraints_add_permitted(all, name->kind, &value);
}

static int permit_all(gnutls_x509_crt_t certificate, const struct own_names *names) {
    gnutls_x509_name_constraints_t all;
    int code = GNUTLS_E_SUCCESS;

    NEEDED(gnutls_x509_name_constraints_init(&all) == GNUTLS_E_SUCCESS);
    for (size_t i = 0; i < names->count && code >= 0; i++)
        code = permit(all, &names->at[i]);
    if (code >= 0)
        code = gnutls_x509_crt_set_name_constraints(certificate, all, 1);
    gnutls_x509_name_constraints_deinit(all);
    return code;
}

static int set_name(gnutls_x509_crt_t certificate) {
    char name[sizeof(CALLED) + 16];
    uint64_t number;
    int code = gnutls_rnd(GNUTLS_RND_NONCE, &number, sizeof(number));

    snprintf(name, sizeof(name), CALLED "%016llx", (unsigned long long)number);
    return code < 0 ? code
                    : gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                                    name, (unsigned)strlen(name));
}

/* It signs itself. */
static int describe(const struct authority *authority, const struct own_names *names) {
    gnutls_x509_crt_t certificate = authority->certificate;
    int code;

    if ((code = own_key_make(authority->key)) < 0 ||
        (code = certificate_begin(certificate, authority->key)) < 0 ||
        (code = set_name(certificate)) < 0 ||
        (code = gnutls_x509_crt_set_activation_time(certificate, 0)) < 0 ||
        (code = gnutls_x509_crt_set_expiration_time(certificate, NEVER)) < 0 ||
        (code = gnutls_x509_crt_set_basic_constraints(certificate, 1, 0)) < 0 ||
        (code = gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_KEY_CERT_SIGN)) < 0 ||
        (code = gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0)) <
            0 ||
        (code = permit_all(certificate, names)) < 0)
        return code;
    return gnutls_x509_crt_sign2(certificate, certificate, authority->key, GNUTLS_DIG_SHA256, 0);
}

struct place {
    const char *certificate, *key;
};

/* The key first: a machine that stops in between leaves two that do not belong together. */
static bool write_both(struct arena *arena, const struct place *place,
                       const struct authority *authority, const char **ret_problem) {
    gnutls_datum_t certificate = {NULL, 0}, key = {NULL, 0};

    certificate_export(authority->certificate, &certificate);
    NEEDED(gnutls_x509_privkey_export2(authority->key, GNUTLS_X509_FMT_PEM, &key) ==
           GNUTLS_E_SUCCESS);
    bool fine = pem_write(arena, PEM_KEY, place->key, key, ret_problem) &&
                pem_write(arena, PEM_CERTIFICATE, place->certificate, certificate, ret_problem);
    pem_done(&key);
    pem_done(&certificate);
    return fine;
}

static void begin(struct authority *authority) {
    NEEDED(gnutls_x509_crt_init(&authority->certificate) == GNUTLS_E_SUCCESS);
    NEEDED(gnutls_x509_privkey_init(&authority->key) == GNUTLS_E_SUCCESS);
}

static bool make(struct arena *arena, const struct place *place, const struct own_names *names,
                 struct authority *ret, const char **ret_problem) {
    begin(ret);
    ret->is_new = true;
    int code = describe(ret, names);
    NEEDED(code != GNUTLS_E_MEMORY_ERROR);
    if (code >= 0 && write_both(arena, place, ret, ret_problem))
        return true;
    if (code < 0)
        *ret_problem =
            arena_format(arena, "A certificate cannot be made: %s", gnutls_strerror(code)).at;
    authority_close(ret);
    return false;
}

/* ---- reading ---- */

static bool is_called_so(const char *name) {
    const char *digits = name + strlen("CN=" CALLED);

    return strncmp(name, "CN=" CALLED, strlen("CN=" CALLED)) == 0 && strlen(digits) == 16 &&
           strspn(digits, "0123456789abcdef") == 16;
}

bool is_from_authority(gnutls_x509_crt_t certificate) {
    char name[sizeof("CN=" CALLED) + 16];
    size_t size = sizeof(name);

    return gnutls_x509_crt_get_issuer_dn(certificate, name, &size) == GNUTLS_E_SUCCESS &&
           is_called_so(name);
}

bool authority_permits(const struct authority *authority, const struct own_name *name) {
    gnutls_x509_name_constraints_t all;
    gnutls_datum_t value = own_name_value(name);

    NEEDED(gnutls_x509_name_constraints_init(&all) == GNUTLS_E_SUCCESS);
    bool permits =
        gnutls_x509_crt_get_name_constraints(authority->certificate, all, 0, NULL) >= 0 &&
        gnutls_x509_name_constraints_check(all, name->kind, &value);
    gnutls_x509_name_constraints_deinit(all);
    return permits;
}

static bool permits_needed(const struct authority *authority, const struct own_names *names) {
    for (size_t i = 0; i < names->needed; i++)
        if (!authority_permits(authority, &names->at[i]))
            return false;
    return true;
}

static bool belongs_together(const struct authority *authority) {
    unsigned char certificate[HASH], key[HASH];
    size_t certificate_size = sizeof(certificate), key_size = sizeof(key);

    return gnutls_x509_crt_get_key_id(authority->certificate, 0, certificate, &certificate_size) ==
               GNUTLS_E_SUCCESS &&
           gnutls_x509_privkey_get_key_id(authority->key, 0, key, &key_size) == GNUTLS_E_SUCCESS &&
           certificate_size == key_size && memcmp(certificate, key, key_size) == 0;
}

enum found { FOUND, NOT_GOOD, REFUSED };

static enum found refuse(const struct place *place, struct arena *arena, const char **ret_problem) {
    *ret_problem = arena_format(arena,
                                "The file %s is in the way: the server did not make it, and keeps "
                                "its own authority there. Move it to another place.",
                                place->certificate)
                       .at;
    return REFUSED;
}

static enum found read_key(struct arena *arena, const struct place *place,
                           struct authority *authority, const char **ret_problem) {
    gnutls_datum_t text;

    if (!pem_is_there(place->key))
        return NOT_GOOD;
    if (!pem_read(arena, PEM_KEY, place->key, &text, ret_problem))
        return REFUSED;
    int code = gnutls_x509_privkey_import(authority->key, &text, GNUTLS_X509_FMT_PEM);
    pem_done(&text);
    return code == GNUTLS_E_SUCCESS ? FOUND : NOT_GOOD;
}

static enum found read_certificate(struct arena *arena, const struct place *place,
                                   struct authority *authority, const char **ret_problem) {
    gnutls_datum_t text;

    if (!pem_is_there(place->certificate))
        return NOT_GOOD;
    if (!pem_read(arena, PEM_CERTIFICATE, place->certificate, &text, ret_problem))
        return REFUSED;
    int code = gnutls_x509_crt_import(authority->certificate, &text, GNUTLS_X509_FMT_PEM);
    pem_done(&text);
    return code == GNUTLS_E_SUCCESS && is_from_authority(authority->certificate)
               ? FOUND
               : refuse(place, arena, ret_problem);
}

static enum found read_both(struct arena *arena, const struct place *place,
                            const struct own_names *names, struct authority *authority,
                            const char **ret_problem) {
    enum found key = read_key(arena, place, authority, ret_problem);

    if (key == REFUSED)
        return REFUSED;
    enum found certificate = read_certificate(arena, place, authority, ret_problem);
    if (certificate != FOUND || key != FOUND)
        return certificate == REFUSED ? REFUSED : NOT_GOOD;
    return belongs_together(authority) && permits_needed(authority, names) ? FOUND : NOT_GOOD;
}

void authority_close(struct authority *authority) {
    gnutls_x509_crt_deinit(authority->certificate);
    gnutls_x509_privkey_deinit(authority->key);
}

bool authority_open(struct arena *arena, const char *directory, const struct own_names *names,
                    struct authority *ret, const char **ret_problem) {
    const struct place place = {arena_format(arena, "%s/ca.pem", directory).at,
                                arena_format(arena, "%s/ca-key.pem", directory).at};

    *ret = (struct authority){.is_new = false};
    begin(ret);
    enum found found = read_both(arena, &place, names, ret, ret_problem);
    if (found == FOUND)
        return true;
    authority_close(ret);
    ret->is_refused = found == REFUSED;
    return !ret->is_refused && make(arena, &place, names, ret, ret_problem);
}
