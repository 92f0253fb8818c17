/* session_touch.h - notes now and then that a session is in use. */
#ifndef GLIMT_ADMIN_SESSION_TOUCH_H
#define GLIMT_ADMIN_SESSION_TOUCH_H

#include "access/people.h"
#include "api/api.h"

/* Leaves it to the writer; nobody waits for it. */
void session_touch_later(struct api *api, const struct person *person, int64_t now);

#endif
