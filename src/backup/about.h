/* about.h - the first part, backup.json: what can be known of a backup before the rest is read. */
#ifndef GLIMT_BACKUP_ABOUT_H
#define GLIMT_BACKUP_ABOUT_H

#include "backup/run.h"
#include "base/buffer.h"

enum { ABOUT_TEXT = 64 };

struct about {
    char version[ABOUT_TEXT]; /* of the program that made it */
    char made[ABOUT_TEXT];    /* when, UTC */
    bool has_certificates;
};

void about_put(struct buffer *out, int64_t moment, bool has_certificates);

/* A later format than this program knows is refused, as a failure of the run. */
bool about_read(struct run *run, struct str text, struct about *ret) MUST_USE;

#endif
