/* actions.h - the pages' actions, in lists beside their steps; admin.c puts them together.
 *
 * What they are given and answer is declared in resources/. A new one takes its steps and an entry
 * in the list of its file. */
#ifndef GLIMT_ADMIN_ACTIONS_H
#define GLIMT_ADMIN_ACTIONS_H

#include "admin/admin_parts.h"

/* Each ends with {0}. */
extern const struct action session_actions[];     /* sessions.c: the one of the request */
extern const struct action own_session_actions[]; /* sessions.c: all of the person's */
extern const struct action invitation_actions[];  /* invitations.c */
extern const struct action own_login_actions[];   /* own_login.c */
extern const struct action login_actions[];       /* logins.c: of others */
extern const struct action application_actions[]; /* application_secrets.c */
extern const struct action day_actions[];         /* days.c */
extern const struct action code_demand_actions[]; /* code_demand.c */
extern const struct action storage_actions[];     /* storage.c */
extern const struct action security_actions[];    /* security_export.c */

#endif
