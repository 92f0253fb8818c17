/* key_file.h - the file whose content encrypts backups. */
#ifndef GLIMT_BACKUP_KEY_FILE_H
#define GLIMT_BACKUP_KEY_FILE_H

#include "backup/stream.h"

/* A hash of all that the file holds. Refused, as a failure of the run, are files with less than 32
 * bytes or more than 64 KiB, and such as others than their owner may read or write. */
bool key_file_read(struct run *run, const char *path, unsigned char ret[KEY_LENGTH]) MUST_USE;

#endif
