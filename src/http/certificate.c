/* certificate.c - makes a key and a certificate for this machine alone. */
#include "http/certificate.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VALID_DAYS = 3650 };

static bool write_all(int file, const unsigned char *at, size_t len) {
    while (len > 0) {
        ssize_t written = write(file, at, len);
        if (written < 0)
            return false;
        at += written;
        len -= (size_t)written;
    }
    return true;
}

static const char *parent_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');

    return slash ? arena_z(arena, (struct str){path, (size_t)(slash - path)}) : ".";
}

/* All of the file or none of it, also when the machine stops in between. */
static bool write_file(struct arena *arena, const char *path, mode_t mode, gnutls_datum_t data,
                       const char **ret_problem) {
    const char *temporary = arena_format(arena, "%s.new", path).at;
    int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
    bool fine = file >= 0 && write_all(file, data.data, data.size) && fsync(file) == 0;

    if (file >= 0) {
        give_to_owner_of(AT_FDCWD, parent_of(arena, path), file);
        fine = close(file) == 0 && fine;
    }
    if (fine && rename(temporary, path) == 0)
        return true;
    *ret_problem =
        arena_format(arena, "The file %s cannot be written: %s.", path, strerror(errno)).at;
    return false;
}

static int add_name(gnutls_x509_crt_t certificate, gnutls_x509_subject_alt_name_t kind,
                    const void *at, unsigned size) {
    return gnutls_x509_crt_set_subject_alt_name(certificate, kind, at, size, GNUTLS_FSAN_APPEND);
}

/* Who it is for; it signs itself, so it is its own authority. The first failure ends it. */
static int describe(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key) {
    static const unsigned char four[] = {127, 0, 0, 1};
    static const unsigned char six[16] = {[15] = 1};
    unsigned char serial[8];
    int64_t now = instant_now();
    int code;

    if ((code = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof(serial))) < 0 ||
        (serial[0] &= 0x7f, code = gnutls_x509_crt_set_version(certificate, 3)) < 0 ||
        (code = gnutls_x509_crt_set_serial(certificate, serial, sizeof(serial))) < 0 ||
        (code = gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                              "localhost", 9)) < 0 ||
        (code = gnutls_x509_crt_set_activation_time(certificate, now - SECONDS_PER_DAY)) < 0 ||
        (code = gnutls_x509_crt_set_expiration_time(
             certificate, now + VALID_DAYS * (int64_t)SECONDS_PER_DAY)) < 0 ||
        (code = add_name(certificate, GNUTLS_SAN_DNSNAME, "localhost", 9)) < 0 ||
        (code = add_name(certificate, GNUTLS_SAN_IPADDRESS, four, sizeof(four))) < 0 ||
        (code = add_name(certificate, GNUTLS_SAN_IPADDRESS, six, sizeof(six))) < 0 ||
        (code = gnutls_x509_crt_set_basic_constraints(certificate, 1, 0)) < 0 ||
        (code = gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE |
                                                               GNUTLS_KEY_KEY_CERT_SIGN)) < 0 ||
        (code = gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0)) <
            0 ||
        (code = gnutls_x509_crt_set_key(certificate, key)) < 0 ||
        (code = gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0)) < 0)
        return code;
    return GNUTLS_E_SUCCESS;
}

static int generate(gnutls_datum_t *ret_cert, gnutls_datum_t *ret_key) {
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t certificate;
    unsigned bits = GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1);

    NEEDED(gnutls_x509_privkey_init(&key) == GNUTLS_E_SUCCESS);
    NEEDED(gnutls_x509_crt_init(&certificate) == GNUTLS_E_SUCCESS);
    int code = gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, bits, 0);
    if (code == GNUTLS_E_SUCCESS)
        code = describe(certificate, key);
    if (code == GNUTLS_E_SUCCESS)
        code = gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, ret_cert);
    if (code == GNUTLS_E_SUCCESS)
        code = gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, ret_key);
    gnutls_x509_crt_deinit(certificate);
    gnutls_x509_privkey_deinit(key);
    return code;
}

bool certificate_ensure(struct arena *arena, const char *cert_path, const char *key_path,
                        const char **ret_problem) {
    gnutls_datum_t cert = {NULL, 0}, key = {NULL, 0};

    if (access(cert_path, F_OK) == 0 && access(key_path, F_OK) == 0)
        return true;
    int code = generate(&cert, &key);
    NEEDED(code != GNUTLS_E_MEMORY_ERROR);
    bool fine = code == GNUTLS_E_SUCCESS;
    if (!fine)
        *ret_problem =
            arena_format(arena, "A certificate cannot be made: %s", gnutls_strerror(code)).at;
    fine = fine && write_file(arena, key_path, 0600, key, ret_problem) &&
           write_file(arena, cert_path, 0644, cert, ret_problem);
    if (key.data)
        gnutls_memset(key.data, 0, key.size);
    gnutls_free(key.data);
    gnutls_free(cert.data);
    return fine;
}
