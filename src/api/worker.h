/* worker.h - the life of what a thread that reads has for itself: struct worker. */
#ifndef GLIMT_API_WORKER_H
#define GLIMT_API_WORKER_H

#include "api/request.h"

/* As http_options wants them; `app` is the struct api. When the database is elsewhere, event
 * threads have no connection. Else NULL when the database can't be opened, or is not where it was;
 * the log says so. worker_close() takes NULL. */
void *worker_open(void *app);
void worker_close(void *ended);

/* With a connection in any case, for a thread of a lane; NULL likewise. */
struct worker *worker_connect(struct api *api);

/* Answers a request of a thread without a worker: 500, or 503. */
enum http_next worker_missing(struct exchange *exchange);

#endif
