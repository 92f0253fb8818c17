/* people_parts.h - what the files about people share. */
#ifndef GLIMT_ACCESS_PEOPLE_PARTS_H
#define GLIMT_ACCESS_PEOPLE_PARTS_H

#include "access/people.h"
#include "access/secrets.h"

/* The hash that stands in for an unknown address. */
const char *password_nobody(void);

/* The calendar day of `now`, in UTC; a user whose end date is earlier has left. */
int64_t today_at(int64_t now);

/* How many characters a UTF-8 text has. */
size_t characters_of(struct str text);

/* Runs a statement whose parameters are the account and the user. */
bool run_for_user(struct db *db, struct str sql, int64_t account_id, int64_t user_id) MUST_USE;

#endif
