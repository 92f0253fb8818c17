/* help.h - the help texts, made from the tables of commands. */
#ifndef GLIMT_CLI_HELP_H
#define GLIMT_CLI_HELP_H

#include "cli/options.h"

/* All commands, or those that begin with the word `group`. `commands` ends with {0}. */
void help_print_commands(const struct command *commands, const char *group);

void help_print_command(const struct command *command);

/* Whether `command` is `group` and one more word, such as "app add" in "app". */
bool command_is_in(const struct command *command, const char *group);

#endif
