/* privacy.h - what nobody but its owner may open: keys, and the data itself. */
#ifndef GLIMT_BASE_PRIVACY_H
#define GLIMT_BASE_PRIVACY_H

#include "base/arena.h"

#include <sys/stat.h>

/* Whether nobody but its owner may read, write or enter it. */
bool is_private(const struct stat *found);

/* The sentence about what is not: `The key file PATH is open to others than its owner; chmod 600
 * PATH closes it.` `what` is how it begins. Whoever has to open it and does not own it is told to
 * become its owner, too. */
const char *open_to_others(struct arena *arena, const char *what, const char *path,
                           const struct stat *found);

#endif
