/* certificate.h - the certificate of a server that was given none.
 *
 * It lies in a directory as cert.pem, with its key in key.pem, and is signed by an authority of
 * the server's own (authority.h), ca.pem, which is in cert.pem, too: so clients may be told to
 * trust either file. It is for servers alone, for 395 days and the day before, and is made anew
 * when less than 30 days of them are left, or the clock has been wrong. The key stays. */
#ifndef GLIMT_HTTP_CERTIFICATE_H
#define GLIMT_HTTP_CERTIFICATE_H

#include "http/names.h"

enum own_certificate {
    OWN_REFUSED,       /* what is there is not to be used or replaced */
    OWN_UNMADE,        /* what is there stays */
    OWN_KEPT,          /* nothing was written */
    OWN_MADE,          /* by the authority that was there, or is the first */
    OWN_OTHER_TRUSTED, /* by another authority than before: clients have to be told */
};

/* It is to be looked at again at an instant that is not from `from` to `until`. */
struct validity {
    int64_t from, until;
};

/* Sees to it that DIR has a certificate with all names that are needed, which is valid now. One
 * that somebody has put there instead is left alone, for ever. The first two with one sentence in
 * the arena. */
enum own_certificate certificate_keep(struct arena *arena, const char *directory,
                                      const struct own_names *names, int64_t now,
                                      struct validity *ret, const char **ret_problem) MUST_USE;

/* Whether a server made the certificate for itself, now or by an earlier version. */
bool is_self_made(gnutls_x509_crt_t certificate) MUST_USE;

#endif
