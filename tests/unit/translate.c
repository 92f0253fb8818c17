/* translate.c - translates each line for PostgreSQL; tests/tools/test_dialect.py reads the answers.
 *
 * With an argument all lines are one text. After the text there is a tab, then our numbers of
 * parameters in the order of theirs. */
#include "db/postgres/dialect.h"

#include <stdio.h>
#include <stdlib.h>

static void print(const struct dialect *dialect) {
    unsigned found = 0;

    fwrite(dialect->text.at, 1, dialect->text.len, stdout);
    putchar('\t');
    for (unsigned theirs = 1; theirs <= dialect->count; theirs++)
        for (unsigned ours = 1; ours <= dialect->highest; ours++)
            if (dialect_parameter(dialect, ours) == theirs)
                printf("%s%u", found++ ? " " : "", ours);
    putchar('\n');
}

int main(int argc, char **argv) {
    struct arena *arena = arena_open();
    char *line = NULL;
    size_t size = 0;
    ssize_t len;

    (void)argv;
    while ((len = getdelim(&line, &size, argc > 1 ? '\0' : '\n', stdin)) > 0) {
        struct str sql = {line, (size_t)len - (line[len - 1] == '\n')};
        struct dialect dialect = dialect_translate(arena, sql);
        print(&dialect);
        arena_reset(arena);
    }
    free(line);
    arena_close(arena);
    return 0;
}
