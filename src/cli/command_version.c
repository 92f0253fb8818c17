/* command_version.c - glimt version: which glimt this is. */
#include "cli/commands.h"

#include <stdio.h>

int command_version(const struct options *options) {
    (void)options;
    puts("glimt " GLIMT_VERSION);
    return EXIT_FINE;
}
