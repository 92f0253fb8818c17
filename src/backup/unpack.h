/* unpack.h - reads a whole backup and proves every byte of it. */
#ifndef GLIMT_BACKUP_UNPACK_H
#define GLIMT_BACKUP_UNPACK_H

#include "backup/backup.h"
#include "backup/manifest.h"

struct unpacking {
    struct run *run;
    int file;
    const char *name;         /* of the backup, in sentences */
    const unsigned char *key; /* NULL: none */
    const char *directory;    /* where the database goes */
    bool with_all;            /* and everything else */
};

/* Fills in what `holding` can know from the parts alone, and gives the manifest as it was received,
 * which is the caller's to close in any case. After false the run has failed, and the directory has
 * some of it. */
bool unpack_all(struct unpacking *unpacking, struct holding *holding,
                struct manifest *ret_manifest) MUST_USE;

#endif
