/* files.c - reads --files. */
#include "cli/files.h"

#include <string.h>

/* Whether the database is one on a server, which several servers may share. */
static bool is_shared(const struct db_address *database) {
    return !db_file_names(*database)[0];
}

int files_place(const struct options *options, const struct db_address *database,
                struct file_place *ret) {
    const char *where = options_text(options, "files");

    *ret = (struct file_place){.directory = options_text(options, "data")};
    if (!where)
        where = is_shared(database) ? "database" : "directory";
    if (strcmp(where, "directory") == 0)
        return EXIT_FINE;
    if (strcmp(where, "database") != 0)
        return usage_error("--files must be directory or database, not \"%s\".", where);
    if (!is_shared(database))
        return usage_error("--files %s needs a database on a server (--database); with the one in "
                           "DIR, files are in DIR, too.",
                           where);
    ret->database = database;
    return EXIT_FINE;
}
