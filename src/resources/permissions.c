/* permissions.c - what an application may be allowed to do. */
#include "resources/resources.h"

#include "access/access.h"

const char *const permission_names[] = {
    CONTACT_READ,    CONTACT_WRITE,    PROJECT_READ,  TASK_READ, TASK_WRITE,
    TIMEREPORT_READ, TIMEREPORT_WRITE, PROJECT_WRITE, NULL,
};
_Static_assert(COUNT(permission_names) <= PERMISSIONS_MAX + 1, "a bit for each");
