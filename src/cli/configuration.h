/* configuration.h - a file of `key = value` lines, with # comments. */
#ifndef GLIMT_CLI_CONFIGURATION_H
#define GLIMT_CLI_CONFIGURATION_H

#include "base/arena.h"

struct setting {
    const char *path;
    unsigned line; /* from 1 */
    struct str key, value;
};

/* Reads the file, all in the arena. A value may stand in double quotes; a # begins a comment at
 * the start of a line or after a blank. False with a sentence when the file cannot be read or a
 * line is not a setting. */
bool configuration_read(struct arena *arena, const char *path, struct setting **ret_settings,
                        size_t *ret_count, const char **ret_problem) MUST_USE;

#endif
