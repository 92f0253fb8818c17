/* access_parts.h - what the files about applications share. */
#ifndef GLIMT_ACCESS_ACCESS_PARTS_H
#define GLIMT_ACCESS_ACCESS_PARTS_H

#include "access/access.h"
#include "access/secrets.h"

/* A column: 1 when the account of the rows named `of` is closed, else 0. */
#define ACCOUNT_IS_CLOSED(of)                                                                      \
    "CASE WHEN EXISTS (SELECT 1 FROM demo_loads d WHERE d.account_id = " of ".account_id) "        \
    "THEN 1 ELSE 0 END"

/* From the columns account_id, id, responsible_id, permissions, rate, allow, extended_answers,
 * origins. */
struct application application_read(struct arena *arena, const char *const *names,
                                    struct statement *row);

#endif
