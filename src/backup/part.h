/* part.h - what a backup is made of: a tar archive whose members have exact names and one order.
 *
 *   backup.json      which program made it, when, and what it holds
 *   glimt.db         one state of the database, in one file (no WAL)
 *   secret.key       if there is one
 *   tls/cert.pem     on wish, both
 *   tls/key.pem
 *   tls/ca.pem       with these, both, if the server has an authority of its own
 *   tls/ca-key.pem
 *   files/ACCOUNT/HH/HHHH...   each file that rows name, by account and hash
 *   manifest         hash and size of each part, and what was missing or damaged (manifest.h)
 *
 * Headers are plain ustar, all with the moment of the backup as their time, mode 0600 and no owner;
 * from 8 GiB on the size is written as GNU tar does. A header is accepted only when it is, byte for
 * byte, the one that this program would write: so there are no links, paths, owners, kinds or
 * extensions that a reader could be fooled with. */
#ifndef GLIMT_BACKUP_PART_H
#define GLIMT_BACKUP_PART_H

#include "base/str.h"

#include <stdint.h>

enum {
    TAR_BLOCK = 512,
    PART_NAME_SIZE = 101, /* with its end; the longest, of a file, has 91 characters */
    PART_HASH = 32,       /* BLAKE2b-256 */
    PART_HASH_LENGTH = 2 * PART_HASH,
    SMALL_PART = 64 * 1024, /* the most that a key, a certificate or backup.json has */
};

/* In their order. */
enum part_kind {
    PART_ABOUT,
    PART_DATABASE,
    PART_SECRET_KEY,
    PART_CERTIFICATE,
    PART_CERTIFICATE_KEY,
    PART_AUTHORITY,
    PART_AUTHORITY_KEY,
    PART_FILE,
    PART_MANIFEST,
};

struct part {
    enum part_kind kind;
    int64_t size;
    int64_t account_id;              /* PART_FILE */
    char hash[PART_HASH_LENGTH + 1]; /* PART_FILE: as its name says */
    char name[PART_NAME_SIZE];
};

/* The name and kind that `part` has; of a file, by its account and hash. */
void part_name(struct part *part, enum part_kind kind);

/* Kind, account and hash from a name; false when it is none of those above. */
bool part_read_name(struct str name, struct part *ret) MUST_USE;

/* Whether `next` may follow `part`; NULL: it is the first. */
bool part_may_follow(const struct part *part, const struct part *next) MUST_USE;

void part_write_header(const struct part *part, int64_t moment, unsigned char ret[TAR_BLOCK]);

/* `ret_moment` is the header's. False when this program would not write it so. */
bool part_read_header(const unsigned char block[TAR_BLOCK], struct part *ret,
                      int64_t *ret_moment) MUST_USE;

#endif
