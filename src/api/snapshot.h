/* snapshot.h - which state of the database a request sees, and how to do without looking at it.
 *
 * A snapshot costs system calls, so a request that finds all that it needs in the cache opens none.
 * It begins with a look at the stamp of the last commit (db.h): while that stands, versions that
 * were read before are those of now. Whoever has to read opens the snapshot, and reads versions in
 * it. */
#ifndef GLIMT_API_SNAPSHOT_H
#define GLIMT_API_SNAPSHOT_H

#include "api/request.h"

/* A stage: looks at the stamp. */
enum outcome look(struct request *request) MUST_USE;

/* For a thread that takes over a request which another one began: what that one saw is not known
 * here. Who reads looks once more, and who writes will read it anew. */
void look_again(struct request *request);

/* Whose rows the request may see and write (db_of_account()): its caller's; while nobody is known,
 * and for what anybody may do, such as signing in, those of every account. */
int64_t request_account(const struct request *request);

/* The caller is known: from here on only his account's. */
void narrow_snapshot(struct request *request);

/* A stage, and for whoever has to read: one state of the database from here to the end of the
 * request's reading. Nothing happens when it is open. */
enum outcome open_snapshot(struct request *request) MUST_USE;
void close_snapshot(struct request *request);

/* The versions of an account as of look(), without reading; false when they are not cached. */
bool find_versions(struct request *request, int64_t account_id, struct versions *ret) MUST_USE;

/* For those who have read them: finds them again under the worker's look. */
void keep_versions(const struct worker *worker, int64_t account_id,
                   const struct versions *versions);

/* The versions of an account in the snapshot, which is opened. */
bool read_versions(struct request *request, int64_t account_id, struct versions *ret) MUST_USE;

/* For a request that reads and has its `source` but for the versions: reads these, on a replica if
 * that may serve; then it is where the source reads. */
bool read_source(struct request *request) MUST_USE;

#endif
