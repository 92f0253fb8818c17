/* roots.c - the memory from which a program reaches its blocks. */
#include "faults.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAPS_MAX = 1 << 20 };

/* Memory that can be read and written, but for the heap and what the driver shares; whatever has
 * blocks may be the heap of another thread. */
static bool is_root(const char *line, const char *access) {
    return strncmp(access, "rw", 2) == 0 && access[3] == 'p' && !strstr(line, "[heap]") &&
           !strstr(line, "libfaults");
}

void visit_roots(bool (*has_blocks)(uintptr_t from, uintptr_t to),
                 void (*visit)(uintptr_t from, uintptr_t to)) {
    static char maps[MAPS_MAX];
    int file = open("/proc/self/maps", O_RDONLY); /* which takes no memory */
    size_t len = 0;
    ssize_t more;

    while ((more = read(file, maps + len, sizeof(maps) - 1 - len)) > 0)
        len += (size_t)more;
    close(file);
    maps[len] = 0;
    for (char *rest = maps, *line; (line = strsep(&rest, "\n")) && *line;) {
        unsigned long from, to;
        char access[8];
        if (sscanf(line, "%lx-%lx %7s", &from, &to, access) == 3 && is_root(line, access) &&
            !has_blocks(from, to))
            visit(from, to);
    }
}
