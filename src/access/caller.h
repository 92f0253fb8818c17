/* caller.h - who asks for something: an application, a person, the command line, or the server.
 *
 * Everything that reads or changes an account's rows does so on behalf of a caller. It is set where
 * the caller becomes known (a token, a session, a command) and never changed afterwards, so that
 * any thread may read it. A struct without a kind is nobody. */
#ifndef GLIMT_ACCESS_CALLER_H
#define GLIMT_ACCESS_CALLER_H

#include <stdbool.h>
#include <stdint.h>

/* Their numbers stand in the change log. */
enum caller_kind {
    CALLER_APPLICATION = 1, /* with a token */
    CALLER_PERSON,          /* in the pages */
    CALLER_COMMAND,         /* whoever has the machine */
    CALLER_SYSTEM,          /* the server itself */
    CALLER_IMPORT, /* brings rows from elsewhere: ids, stamps and derived values are as told */
};

struct caller {
    enum caller_kind kind;
    int64_t account_id;
    int64_t user_id;        /* as whom it acts, for the stamps of rows; 0: nobody */
    int64_t application_id; /* the row's, not the public ap_...; 0: none */
    unsigned permissions;
    bool is_extended; /* an application that is shown more than the documentation has */
};

#endif
