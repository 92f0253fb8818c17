/* access_parts.h - what the files about applications share. */
#ifndef GLIMT_ACCESS_ACCESS_PARTS_H
#define GLIMT_ACCESS_ACCESS_PARTS_H

#include "access/access.h"
#include "access/secrets.h"

/* From the columns account_id, id, responsible_id, permissions, rate, allow. */
struct application application_read(struct arena *arena, const char *const *names,
                                    struct statement *row);

#endif
