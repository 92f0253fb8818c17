/* common_passwords.c - finds a password among the common ones. */
#include "access/common_passwords.h"

#include <sodium.h>

bool common_password_is(struct str text) {
    unsigned char hash[32];
    size_t from = 0, to = common_passwords.count;

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)(text.len ? text.at : ""),
                       text.len, NULL, 0);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = memcmp(common_passwords.hashes + middle * COMMON_PASSWORD_BYTES, hash,
                           COMMON_PASSWORD_BYTES);
        if (order == 0)
            return true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}
