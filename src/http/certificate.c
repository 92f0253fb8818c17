/* certificate.c - makes a certificate for this machine alone, and knows its own again. */
#include "http/certificate.h"

#include "base/clock.h"
#include "base/log.h"
#include "http/authority.h"
#include "http/pem.h"

#include <errno.h>
#include <unistd.h>

/* Browsers take 398 days at most, and count the last second as one more. */
enum { DAYS_BEFORE = 1, DAYS = 395, DAYS_LEFT = 30, OLD_DAYS = 3651 };

struct keeping {
    struct arena *arena;
    const struct own_names *names;
    const char *cert_path, *key_path;
    int64_t now;
    gnutls_x509_crt_t certificate;
    gnutls_x509_privkey_t key;
    struct authority authority;
    const char *problem;
};

/* ---- is it ours? ---- */

/* Those of earlier versions were their own authority, for ten years. */
static bool is_old_form(gnutls_x509_crt_t certificate) {
    char subject[32], issuer[32];
    size_t subject_size = sizeof(subject), issuer_size = sizeof(issuer);
    unsigned usage = 0, is_authority = 0;
    int length = -1;

    return gnutls_x509_crt_get_dn(certificate, subject, &subject_size) == GNUTLS_E_SUCCESS &&
           gnutls_x509_crt_get_issuer_dn(certificate, issuer, &issuer_size) == GNUTLS_E_SUCCESS &&
           strcmp(subject, "CN=localhost") == 0 && strcmp(issuer, subject) == 0 &&
           gnutls_x509_crt_get_expiration_time(certificate) -
                   gnutls_x509_crt_get_activation_time(certificate) ==
               OLD_DAYS * (int64_t)SECONDS_PER_DAY &&
           gnutls_x509_crt_get_basic_constraints(certificate, NULL, &is_authority, &length) >= 0 &&
           is_authority && length == 0 &&
           gnutls_x509_crt_get_key_usage(certificate, &usage, NULL) >= 0 &&
           usage == (GNUTLS_KEY_DIGITAL_SIGNATURE | GNUTLS_KEY_KEY_CERT_SIGN);
}

bool is_self_made(gnutls_x509_crt_t certificate) {
    return is_from_authority(certificate) || is_old_form(certificate);
}

static struct validity validity_of(gnutls_x509_crt_t certificate) {
    return (struct validity){gnutls_x509_crt_get_activation_time(certificate),
                             gnutls_x509_crt_get_expiration_time(certificate) -
                                 DAYS_LEFT * (int64_t)SECONDS_PER_DAY};
}

/* Those that nobody asked for may be missing where the authority does not permit them: what clients
 * trust does not change with the name that a machine happens to have. */
static bool has_names(const struct keeping *keeping) {
    for (size_t i = 0; i < keeping->names->count; i++) {
        const struct own_name *name = &keeping->names->at[i];
        if (authority_permits(&keeping->authority, name) &&
            !gnutls_x509_crt_check_hostname(keeping->certificate, name->text))
            return false;
    }
    return true;
}

static bool is_good(const struct keeping *keeping) {
    struct validity validity = validity_of(keeping->certificate);

    return !keeping->authority.is_new &&
           gnutls_x509_crt_check_issuer(keeping->certificate, keeping->authority.certificate) &&
           keeping->now >= validity.from && keeping->now <= validity.until && has_names(keeping);
}

/* ---- making ---- */

static int sign(const struct keeping *keeping, gnutls_x509_crt_t certificate) {
    unsigned char hash[64];
    size_t size = sizeof(hash);
    gnutls_x509_crt_t issuer = keeping->authority.certificate;
    int code = gnutls_x509_crt_get_key_id(issuer, 0, hash, &size);

    if (code >= 0)
        code = gnutls_x509_crt_set_authority_key_id(certificate, hash, size);
    return code < 0 ? code
                    : gnutls_x509_crt_sign2(certificate, issuer, keeping->authority.key,
                                            GNUTLS_DIG_SHA256, 0);
}

static int add_names(const struct keeping *keeping, gnutls_x509_crt_t certificate) {
    int code = GNUTLS_E_SUCCESS;

    for (size_t i = 0; i < keeping->names->count && code >= 0; i++) {
        const struct own_name *name = &keeping->names->at[i];
        gnutls_datum_t value = own_name_value(name);
        if (authority_permits(&keeping->authority, name))
            code = gnutls_x509_crt_set_subject_alt_name(certificate, name->kind, value.data,
                                                        value.size, GNUTLS_FSAN_APPEND);
    }
    return code;
}

static int describe(const struct keeping *keeping, gnutls_x509_crt_t certificate) {
    int64_t from = keeping->now - DAYS_BEFORE * (int64_t)SECONDS_PER_DAY;
    int64_t until = keeping->now + DAYS * (int64_t)SECONDS_PER_DAY;
    int code;

    if ((code = certificate_begin(certificate, keeping->key)) < 0 ||
        (code = gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                              "localhost", 9)) < 0 ||
        (code = gnutls_x509_crt_set_activation_time(certificate, from < 0 ? 0 : from)) < 0 ||
        (code = gnutls_x509_crt_set_expiration_time(certificate, until)) < 0 ||
        (code = gnutls_x509_crt_set_basic_constraints(certificate, 0, -1)) < 0 ||
        (code = gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE)) < 0 ||
        (code = gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0)) <
            0 ||
        (code = add_names(keeping, certificate)) < 0)
        return code;
    return sign(keeping, certificate);
}

static bool fail(struct keeping *keeping, int code) {
    NEEDED(code != GNUTLS_E_MEMORY_ERROR);
    keeping->problem =
        arena_format(keeping->arena, "A certificate cannot be made: %s", gnutls_strerror(code)).at;
    return false;
}

/* With the authority behind it. */
static bool write_chain(struct keeping *keeping, gnutls_x509_crt_t certificate) {
    gnutls_datum_t own = {NULL, 0}, authority = {NULL, 0};

    certificate_export(certificate, &own);
    certificate_export(keeping->authority.certificate, &authority);
    struct str text =
        arena_format(keeping->arena, "%.*s%.*s", (int)own.size, (const char *)own.data,
                     (int)authority.size, (const char *)authority.data);
    gnutls_free(own.data);
    gnutls_free(authority.data);
    return pem_write(keeping->arena, PEM_CERTIFICATE, keeping->cert_path,
                     (gnutls_datum_t){(unsigned char *)text.at, (unsigned)text.len},
                     &keeping->problem);
}

static bool make_certificate(struct keeping *keeping, struct validity *ret) {
    gnutls_x509_crt_t certificate;

    NEEDED(gnutls_x509_crt_init(&certificate) == GNUTLS_E_SUCCESS);
    int code = describe(keeping, certificate);
    bool fine = code < 0 ? fail(keeping, code) : write_chain(keeping, certificate);
    *ret = validity_of(certificate);
    gnutls_x509_crt_deinit(certificate);
    return fine;
}

static bool make_key(struct keeping *keeping) {
    gnutls_datum_t text = {NULL, 0};
    int code = own_key_make(keeping->key);

    if (code < 0)
        return fail(keeping, code);
    NEEDED(gnutls_x509_privkey_export2(keeping->key, GNUTLS_X509_FMT_PEM, &text) ==
           GNUTLS_E_SUCCESS);
    bool fine = pem_write(keeping->arena, PEM_KEY, keeping->key_path, text, &keeping->problem);
    pem_done(&text);
    return fine;
}

/* ---- keeping ---- */

enum found { FOUND_NONE, FOUND_OURS, FOUND_OLD, FOUND_ANOTHERS };

/* What cannot be read as a certificate is not ours to replace. */
static enum found read_certificate(struct keeping *keeping) {
    gnutls_datum_t text;

    if (!pem_is_there(keeping->cert_path))
        return FOUND_NONE;
    if (!pem_read(keeping->arena, PEM_CERTIFICATE, keeping->cert_path, &text, &keeping->problem))
        return FOUND_ANOTHERS;
    int code = gnutls_x509_crt_import(keeping->certificate, &text, GNUTLS_X509_FMT_PEM);
    pem_done(&text);
    if (code != GNUTLS_E_SUCCESS)
        return FOUND_ANOTHERS;
    if (is_from_authority(keeping->certificate))
        return FOUND_OURS;
    return is_old_form(keeping->certificate) ? FOUND_OLD : FOUND_ANOTHERS;
}

static bool read_key(struct keeping *keeping) {
    gnutls_datum_t text;

    if (!pem_read(keeping->arena, PEM_KEY, keeping->key_path, &text, &keeping->problem))
        return false;
    int code = gnutls_x509_privkey_import2(keeping->key, &text, GNUTLS_X509_FMT_PEM, NULL, 0);
    pem_done(&text);
    return code == GNUTLS_E_SUCCESS || pem_refuse(keeping->arena, PEM_KEY, keeping->key_path,
                                                  gnutls_strerror(code), &keeping->problem);
}

/* A key that is there is used, whoever made it; but that of an old certificate could sign others.
 */
static enum own_certificate make_anew(struct keeping *keeping, enum found found,
                                      struct validity *ret) {
    bool has_new_key = found == FOUND_OLD || !pem_is_there(keeping->key_path);

    if (has_new_key ? !make_key(keeping) : !read_key(keeping))
        return has_new_key ? OWN_UNMADE : OWN_REFUSED;
    if (!make_certificate(keeping, ret))
        return OWN_UNMADE;
    return found != FOUND_NONE && keeping->authority.is_new ? OWN_OTHER_TRUSTED : OWN_MADE;
}

static enum own_certificate keep_ours(struct keeping *keeping, enum found found,
                                      struct validity *ret) {
    if (found != FOUND_OURS || !pem_is_there(keeping->key_path) || !is_good(keeping))
        return make_anew(keeping, found, ret);
    *ret = validity_of(keeping->certificate);
    return OWN_KEPT;
}

static enum own_certificate keep(struct keeping *keeping, const char *directory,
                                 struct validity *ret) {
    enum found found = read_certificate(keeping);

    *ret = (struct validity){INT64_MIN, INT64_MAX};
    if (found == FOUND_ANOTHERS)
        return OWN_KEPT;
    if (!authority_open(keeping->arena, directory, keeping->names, &keeping->authority,
                        &keeping->problem))
        return keeping->authority.is_refused ? OWN_REFUSED : OWN_UNMADE;
    enum own_certificate result = keep_ours(keeping, found, ret);
    authority_close(&keeping->authority);
    return result;
}

enum own_certificate certificate_keep(struct arena *arena, const char *directory,
                                      const struct own_names *names, int64_t now,
                                      struct validity *ret, const char **ret_problem) {
    struct keeping keeping = {.arena = arena,
                              .names = names,
                              .cert_path = arena_format(arena, "%s/cert.pem", directory).at,
                              .key_path = arena_format(arena, "%s/key.pem", directory).at,
                              .now = now};

    NEEDED(gnutls_x509_crt_init(&keeping.certificate) == GNUTLS_E_SUCCESS);
    NEEDED(gnutls_x509_privkey_init(&keeping.key) == GNUTLS_E_SUCCESS);
    enum own_certificate result = keep(&keeping, directory, ret);
    gnutls_x509_crt_deinit(keeping.certificate);
    gnutls_x509_privkey_deinit(keeping.key);
    *ret_problem = keeping.problem;
    return result;
}
