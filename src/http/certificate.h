/* certificate.h - the self-signed certificate of a server that was given none. */
#ifndef GLIMT_HTTP_CERTIFICATE_H
#define GLIMT_HTTP_CERTIFICATE_H

#include "base/arena.h"

/* Writes a P-256 key (mode 0600) and a certificate for localhost, 127.0.0.1 and ::1, valid ten
 * years, unless both files exist already. Directories must exist; each file is written under a
 * temporary name, synced and renamed. False on failure, with one sentence in the arena. */
bool certificate_ensure(struct arena *arena, const char *cert_path, const char *key_path,
                        const char **ret_problem) MUST_USE;

#endif
