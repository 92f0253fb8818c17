/* room.h - failures of the system that say that there is no room. */
#ifndef GLIMT_BASE_ROOM_H
#define GLIMT_BASE_ROOM_H

#include <errno.h>
#include <stdbool.h>

/* On the disk, in a quota, or in a limit of the process. */
static inline bool is_no_room(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

#endif
