/* forwarded.h - the list of addresses in X-Forwarded-For. Does no I/O. */
#ifndef GLIMT_HTTP_FORWARDED_H
#define GLIMT_HTTP_FORWARDED_H

#include "base/str.h"

enum { ADDRESS_ROOM = 46 }; /* the longest address, terminated */

struct sockaddr;

/* The one way in which addresses are written, so that they can be compared; IPv4 in IPv6 is written
 * as IPv4. Empty for what is neither. */
void address_write(char ret[ADDRESS_ROOM], const struct sockaddr *address);

/* Cuts the last part that is not blank off the list; false when there is none. */
bool forwarded_cut_last(struct str *list, struct str *ret);

/* Reads such a part, and writes it as address_write() does: `203.0.113.7`, `203.0.113.7:4711`,
 * `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`, each also in quotes; a link-local address
 * may have a zone. Port and zone are left out. False for what is no address. */
bool forwarded_read(struct str part, char ret[ADDRESS_ROOM]) MUST_USE;

#endif
