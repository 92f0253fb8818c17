/* actions.h - the steps of the pages' actions; actions.c lists them with their paths. */
#ifndef GLIMT_ADMIN_ACTIONS_H
#define GLIMT_ADMIN_ACTIONS_H

#include "admin/admin.h"

/* application_secrets.c: what is shown once. */
enum outcome application_make_secret(struct request *request, struct db *db);
enum outcome application_make_static_token(struct request *request, struct db *db);
enum outcome application_remove_static_token(struct request *request, struct db *db);

#endif
