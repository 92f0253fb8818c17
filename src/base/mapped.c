/* mapped.c - finds out which file a lost page belongs to.
 *
 * A handler of SIGBUS may call little more than the system itself: no memory is taken, no lock, no
 * stream. The kernel tells the address; /proc/self/maps has a line for each mapping,
 *
 *   7f2c5a000000-7f2c5a008000 rw-s 00000000 00:2a 1234        /srv/glimt/glimt.db-shm
 *
 * which are read piece by piece, until the one that holds the address. */
#include "base/mapped.h"

#include "base/log_lines.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { LINE_SIZE = 4400, EXIT_MAPPED = 1 };

struct lines {
    int file;
    char bytes[LINE_SIZE];
    size_t at, end;
};

static int next_byte(struct lines *lines) {
    if (lines->at == lines->end) {
        ssize_t count = read(lines->file, lines->bytes, sizeof(lines->bytes));
        if (count <= 0)
            return -1;
        lines->at = 0;
        lines->end = (size_t)count;
    }
    return (unsigned char)lines->bytes[lines->at++];
}

/* False at the end. What does not fit is cut. */
static bool read_line(struct lines *lines, char ret[LINE_SIZE]) {
    size_t len = 0;
    int byte;

    while ((byte = next_byte(lines)) >= 0 && byte != '\n')
        if (len < LINE_SIZE - 1)
            ret[len++] = (char)byte;
    ret[len] = 0;
    return byte >= 0 || len > 0;
}

static uintptr_t read_address(const char **at) {
    uintptr_t value = 0;

    for (;; ++*at) {
        char c = **at;
        if (c >= '0' && c <= '9')
            value = value * 16 + (uintptr_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (uintptr_t)(c - 'a' + 10);
        else
            return value;
    }
}

static bool holds(const char *line, uintptr_t address) {
    uintptr_t from = read_address(&line);

    if (*line++ != '-')
        return false;
    return from <= address && address < read_address(&line);
}

/* The file that is mapped at `address`, in `line`; NULL when nobody knows. */
static const char *find_file(uintptr_t address, char line[LINE_SIZE]) {
    struct lines lines = {.file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)};
    const char *path = NULL;

    if (lines.file < 0)
        return NULL;
    while (!path && read_line(&lines, line))
        if (holds(line, address))
            path = strchr(line, '/');
    close(lines.file);
    return path;
}

static void put(char *line, size_t *len, const char *text) {
    size_t count = strlen(text), room = LINE_SIZE - *len;

    memcpy(line + *len, text, count < room ? count : room);
    *len += count < room ? count : room;
}

_Noreturn void mapped_end(const char *path) {
    char line[LINE_SIZE];
    size_t len = 0;

    put(line, &len, "glimt: ");
    put(line, &len, path ? path : "A file that is mapped into memory");
    put(line, &len,
        " was cut or cannot be read any more while it was in use, so this process ends."
        " What was answered is kept; start it again.\n");
    log_bytes_at_once(line, len);
    _exit(EXIT_MAPPED);
}

static void lose(int signal, siginfo_t *info, void *context) {
    char line[LINE_SIZE];

    (void)signal;
    (void)context;
    mapped_end(find_file((uintptr_t)info->si_addr, line));
}

void mapped_guard(void) {
    struct sigaction action = {.sa_sigaction = lose, .sa_flags = SA_SIGINFO};

    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}
