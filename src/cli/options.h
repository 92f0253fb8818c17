/* options.h - the settings of a command: flags, environment, configuration file, defaults.
 *
 * Each command declares its options in a table (see commands.c). The first source that names an
 * option wins: flags, then GLIMT_* variables, then the configuration file, then the default.
 * Reading checks all that the table says, so that the commands only use. */
#ifndef GLIMT_CLI_OPTIONS_H
#define GLIMT_CLI_OPTIONS_H

#include "base/arena.h"
#include "cli/print.h"

#include <stdint.h>

enum { OPTIONS_MAX = 48 };

struct option {
    const char *name;        /* "data", typed --data */
    const char *placeholder; /* "DIR"; NULL: a switch, without a value */
    const char *otherwise;   /* the default; NULL: none */
    const char *environment; /* "GLIMT_DATA"; NULL: none */
    const char *key;         /* in the configuration file; NULL: none */
    const char *help;        /* what it does, without the default */
    bool repeatable;
    bool required;
    int64_t least, most; /* the value is a whole number between them when `most` is not 0 */
};

struct options;

struct command {
    const char *name;                          /* "app add"; sorted */
    const char *argument;                      /* "NAME": the one that it needs; NULL: none */
    const char *summary;                       /* one line */
    const char *more;                          /* further lines of its help; NULL: none */
    const struct option *options;              /* ends with {0}; at most OPTIONS_MAX */
    int (*run)(const struct options *options); /* gives the exit status */
    const char *const *grants;                 /* permissions that its help lists; NULL: none */
};

/* What a command runs with. Everything lives in `arena`. */
struct options {
    struct arena *arena;
    const struct command *command;
    const char *argument; /* NULL when the command takes none */
    struct values {
        const char *const *at;
        size_t count;
    } values[OPTIONS_MAX]; /* in the order of the command's table */
};

/* Reads the words behind the command's name, the environment and the configuration file (--config
 * or DIR/glimt.conf, when the command has such options). `known` are all commands, whose keys the
 * file may also have. EXIT_FINE, or EXIT_USAGE with a sentence on standard error. */
int options_read(struct arena *arena, const struct command *command, const struct command *known,
                 char **words, size_t count, struct options *ret) MUST_USE;

/* The value of an option that the command's table has; NULL when nobody gave one. */
const char *options_text(const struct options *options, const char *name);

/* Every value of a repeatable option, in order. */
const char *const *options_list(const struct options *options, const char *name, size_t *ret_count);

/* An option with `most`, and a default or required. */
int64_t options_integer(const struct options *options, const char *name);

bool options_switch(const struct options *options, const char *name);

/* Takes `127.0.0.1:8443` or `[::1]:8443` apart; the address, without brackets, in the arena. */
bool listen_address_read(struct arena *arena, const char *text, const char **ret_address,
                         uint16_t *ret_port) MUST_USE;

#endif
