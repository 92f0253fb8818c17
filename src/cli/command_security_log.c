/* command_security_log.c - glimt security-log: who was let in and who was not. */
#include "change/security_line.h"
#include "cli/commands.h"
#include "cli/database.h"

enum { STEP = 1000 }; /* events that are read before the state of the database is let go */

static void print_event(void *context, const struct security_count *row) {
    struct buffer out;

    (void)context;
    buffer_init(&out, SIZE_MAX);
    security_line_put(&out, row);
    buffer_put_char(&out, '\n');
    print_buffer(&out);
}

static bool print_all(struct work *work, const struct options *options, struct db *db,
                      const char **ret_problem) {
    const struct security_reading reading = {.account_id = options_integer(options, "account"),
                                             .most = STEP};
    int64_t after = 0, before;
    bool fine;

    (void)work;
    do {
        before = after;
        fine = security_log_read(db, &reading, &after, print_event, NULL) && db_read_on(db);
    } while (fine && after > before);
    if (!fine)
        *ret_problem = db_problem(db);
    return fine;
}

int command_security_log(const struct options *options) {
    struct work work = {.read = print_all};

    return database_read(options, &work);
}
