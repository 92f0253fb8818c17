/* print.h - how the commands speak. */
#ifndef GLIMT_CLI_PRINT_H
#define GLIMT_CLI_PRINT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/shell_word.h"

enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* `glimt: ` and one sentence on standard error. Return EXIT_FAILED and EXIT_USAGE. */
int fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
int usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The buffer's text on standard output; ends the buffer. */
void print_buffer(struct buffer *buffer);

#endif
