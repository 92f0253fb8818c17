/* names.h - what this machine is called by those who ask it. */
#ifndef GLIMT_HTTP_NAMES_H
#define GLIMT_HTTP_NAMES_H

#include "http/server.h"

#include <gnutls/x509.h>

enum { OWN_NAMES_MAX = 40 };

struct own_name {
    const char *text; /* "glimt.example", "192.0.2.7" */
    gnutls_x509_subject_alt_name_t kind;
    unsigned char bytes[16]; /* of an address */
    unsigned size;           /* of the bytes, or the text */
};

/* Those that a certificate has to have first. */
struct own_names {
    struct own_name at[OWN_NAMES_MAX];
    size_t count, needed;
};

/* `localhost` and its addresses, and what the server listens on with TLS, if that is one machine's;
 * and then the name that the system has, which nobody asked for. */
void own_names_find(struct arena *arena, const struct http_address *addresses, size_t count,
                    struct own_names *ret);

/* As GnuTLS takes it. */
gnutls_datum_t own_name_value(const struct own_name *name);

#endif
