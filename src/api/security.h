/* security.h - notes security events while requests are answered, at next to no cost.
 *
 * Noting counts in memory that is there already (security_tally.h), under a short lock; nothing
 * waits for the disk. Twice a second what came is written in one job of the writer, at most 256
 * rows at a time, the rest half a second later; what could not be written is tried again. So a kill
 * loses the counts of about the last second, and a full disk none, as long as the hour's lines fit
 * into memory. What is changed is noted in the transaction of the change, by security_write()
 * (change/security_log.h), and lost with it alone.
 *
 * With a sink each event is also sent on as a line (change/security_line.h): what is counted with
 * how many came since the line before, within half a second, but in a flood what is already told of
 * comes later, at the latest when its hour is over; what was changed when it is committed, also by
 * commands beside the server. */
#ifndef GLIMT_API_SECURITY_H
#define GLIMT_API_SECURITY_H

#include "access/security.h"
#include "api/request.h"
#include "db/writer.h"

struct security;
struct sink;

struct security *security_open(void);

/* Where lines go, of what is changed from now on, too; before the first request. The caller closes
 * the sink, after security_close(). False when the database fails. */
bool security_send_to(struct security *security, struct sink *sink, struct db *db) MUST_USE;

/* Notes an event. From any thread; the kinds are those that are counted. */
void security_note(struct security *security, const struct security_event *event);

/* The same of a request: by its caller, as far as it is known, from its address. */
void security_note_request(const struct request *request, enum security_kind kind);

/* The same where the login or the application is known, but nobody has proven to be it. */
void security_note_login(const struct request *request, enum security_kind kind, int64_t account_id,
                         int64_t user_id);
void security_note_application(const struct request *request, enum security_kind kind,
                               int64_t account_id, int64_t application_id);

/* Called now and then, by one thread: has what was noted written and sent when it is time. */
void security_tick(struct security *security, struct writer *writer);

/* Has everything written that was noted; no request may come any more. The writer is to be closed
 * after it, and security_close() called after that. */
void security_end(struct security *security, struct writer *writer);
void security_close(struct security *security);

#endif
