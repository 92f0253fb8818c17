/* commands.h - what glimt can do; each command is a row of the table in commands.c. */
#ifndef GLIMT_CLI_COMMANDS_H
#define GLIMT_CLI_COMMANDS_H

#include "cli/options.h"

#define DEFAULT_LISTEN "127.0.0.1:8443"

/* Sorted by name; ends with {0}. */
extern const struct command commands[];

int command_account_add(const struct options *options);
int command_account_demand_codes(const struct options *options);
int command_account_list(const struct options *options);
int command_app_add(const struct options *options);
int command_app_change(const struct options *options);
int command_app_disable(const struct options *options);
int command_app_list(const struct options *options);
int command_app_rotate(const struct options *options);
int command_app_token(const struct options *options);
int command_backup(const struct options *options);
int command_check(const struct options *options);
int command_compact(const struct options *options);
int command_copy(const struct options *options);
int command_demo(const struct options *options);
int command_import(const struct options *options);
int command_migrate(const struct options *options);
int command_openapi(const struct options *options);
int command_restore(const struct options *options);
int command_routes(const struct options *options);
int command_security_log(const struct options *options);
int command_serve(const struct options *options);
int command_statements(const struct options *options);
int command_user_add(const struct options *options);
int command_user_disable(const struct options *options);
int command_user_invite_all(const struct options *options);
int command_user_list(const struct options *options);
int command_user_reset_password(const struct options *options);
int command_verify(const struct options *options);
int command_version(const struct options *options);

#endif
