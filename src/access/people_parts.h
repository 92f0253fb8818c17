/* people_parts.h - what the files about people share. */
#ifndef GLIMT_ACCESS_PEOPLE_PARTS_H
#define GLIMT_ACCESS_PEOPLE_PARTS_H

#include "access/access_parts.h"
#include "access/people.h"

/* The hash that stands in for an unknown address. */
const char *password_nobody(void);

/* Runs a statement whose parameters are the account and the user. */
bool run_for_user(struct db *db, struct str sql, int64_t account_id, int64_t user_id) MUST_USE;

#endif
