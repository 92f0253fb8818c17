/* actions.h - the steps of the pages' actions; actions.c lists them with their paths. */
#ifndef GLIMT_ADMIN_ACTIONS_H
#define GLIMT_ADMIN_ACTIONS_H

#include "admin/admin_parts.h"

/* application_secrets.c: what is shown once. */
enum outcome application_make_secret(struct request *request, struct db *db);
enum outcome application_make_static_token(struct request *request, struct db *db);
enum outcome application_remove_static_token(struct request *request, struct db *db);

/* sign_in.c */
enum outcome sign_in_look(struct request *request);
enum outcome sign_in_hash(struct request *request);
enum outcome sign_in_run(struct request *request, struct db *db);

/* sessions.c */
enum outcome session_look(struct request *request);
enum outcome session_sign_out(struct request *request, struct db *db);
enum outcome sessions_look(struct request *request);
enum outcome session_end_one(struct request *request, struct db *db);
enum outcome session_end_all(struct request *request, struct db *db);

/* own_login.c: whoever changes the own password or codes gives the password with it. */
enum outcome password_change_look(struct request *request);
enum outcome password_change_hash(struct request *request);
enum outcome password_change_run(struct request *request, struct db *db);
enum outcome own_password_look(struct request *request);
enum outcome own_password_hash(struct request *request);
enum outcome totp_begin_run(struct request *request, struct db *db);
enum outcome totp_confirm_run(struct request *request, struct db *db);
enum outcome totp_remove_run(struct request *request, struct db *db);

/* invitations.c */
enum outcome invitation_look(struct request *request);
enum outcome invitation_accept_look(struct request *request);
enum outcome invitation_accept_hash(struct request *request);
enum outcome invitation_accept_run(struct request *request, struct db *db);

/* logins.c */
enum outcome login_look(struct request *request);
enum outcome login_invite(struct request *request, struct db *db);
enum outcome login_end(struct request *request, struct db *db);

/* days.c */
enum outcome days_look(struct request *request);
enum outcome days_lock(struct request *request, struct db *db);
enum outcome days_unlock(struct request *request, struct db *db);
enum outcome days_return(struct request *request, struct db *db);
enum outcome days_attest(struct request *request, struct db *db);
enum outcome days_take_back(struct request *request, struct db *db);

#endif
