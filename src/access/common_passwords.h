/* common_passwords.h - the passwords that everybody tries first, made by tools/common_passwords.py.
 */
#ifndef GLIMT_ACCESS_COMMON_PASSWORDS_H
#define GLIMT_ACCESS_COMMON_PASSWORDS_H

#include "base/str.h"

enum { COMMON_PASSWORD_BYTES = 5 };

/* The beginnings of their BLAKE2b hashes (32 bytes), in order, one behind the other. */
struct common_passwords {
    const unsigned char *hashes;
    size_t count;
};

extern const struct common_passwords common_passwords;

/* Whether it is one of them; `text` is folded (base/collation.h). */
bool common_password_is(struct str text);

#endif
