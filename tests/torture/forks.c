/* forks.c - the program, brought to a place once and forked there for each case.
 *
 * GLIMT_FORK_AT says where: `main`, or the path whose first mention is the place, which has to come
 * before the program has threads. The driver writes lines to the descriptor GLIMT_FORK_COMMANDS and
 * reads answers from GLIMT_FORK_ANSWERS:
 *
 *   fork DIRECTORY   a child goes on in DIRECTORY, with DIRECTORY/out and DIRECTORY/err as its
 *                    output; answered by its number, and by its status when it has ended
 *   name ADDRESS     the object, the offset in it, and the name of a function, as far as known */
#include "faults.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4096 };

static const char *place; /* NULL: it has been reached */
static int commands, answers;

static void fail(const char *what) {
    dprintf(STDERR_FILENO, "faults: %s: %s\n", what, strerror(errno));
    _exit(99);
}

static void redirect(const char *path, int to) {
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);

    if (file < 0 || dup2(file, to) < 0)
        fail(path);
    close(file);
}

static void become_child(const char *directory) {
    inside = true;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(commands);
    close(answers);
    if (chdir(directory) != 0)
        fail(directory);
    redirect("out", STDOUT_FILENO);
    redirect("err", STDERR_FILENO);
    watch_blocks();
    atexit(count_leaks);
    inside = false;
}

static void answer_fork(pid_t child) {
    int status = 0;

    dprintf(answers, "%d\n", child);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            fail("waiting");
    dprintf(answers, "%d\n", WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status));
}

static void answer_name(const char *address) {
    void *at = (void *)(uintptr_t)strtoull(address, NULL, 16);
    Dl_info info = {0};

    if (!dladdr(at, &info) || !info.dli_fname)
        dprintf(answers, "? 0 ?\n");
    else
        dprintf(answers, "%s %" PRIxPTR " %s\n", info.dli_fname,
                (uintptr_t)at - (uintptr_t)info.dli_fbase, info.dli_sname ? info.dli_sname : "?");
}

static bool read_line(char line[LINE_MAX_BYTES]) {
    size_t len = 0;

    while (len < LINE_MAX_BYTES - 1 && read(commands, line + len, 1) == 1)
        if (line[len++] == '\n') {
            line[len - 1] = 0;
            return true;
        }
    return false;
}

static void check_single(void) {
    DIR *tasks = opendir("/proc/self/task");
    int count = 0;

    while (tasks && readdir(tasks))
        count++;
    if (!tasks || count != 3) /* `.`, `..` and the only thread */
        fail("The program has threads where it is to be forked");
    closedir(tasks);
}

void serve_forks(void) {
    char line[LINE_MAX_BYTES];

    check_single();
    while (read_line(line)) {
        if (strncmp(line, "name ", 5) == 0) {
            answer_name(line + 5);
            continue;
        }
        pid_t child = fork();
        if (child == 0) {
            become_child(line + 5);
            return;
        }
        if (child < 0)
            fail("fork");
        answer_fork(child);
    }
    _exit(0);
}

void look_for_fork(const char *path) {
    if (!place || strcmp(path, place) != 0)
        return;
    place = NULL;
    serve_forks();
}

/* Before main, and before the constructors of the program's libraries ask for much. */
__attribute__((constructor)) static void prepare(void) {
    const char *path = getenv("GLIMT_FAULTS");
    void *frame;

    backtrace(&frame, 1); /* loads what it needs */
    if (!path)
        return;
    int file = open(path, O_RDWR);
    if (file < 0)
        fail(path);
    control = mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (control == MAP_FAILED)
        fail(path);
    close(file);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    place = getenv("GLIMT_FORK_AT");
    commands = atoi(getenv("GLIMT_FORK_COMMANDS"));
    answers = atoi(getenv("GLIMT_FORK_ANSWERS"));
    unsetenv("LD_PRELOAD");
}

static int (*real_main)(int count, char **words, char **environment);

static int main_after_forks(int count, char **words, char **environment) {
    look_for_fork("main");
    return real_main(count, words, environment);
}

/* Stands before libc's, which calls main. */
int __libc_start_main(int (*main)(int, char **, char **), int count, char **words,
                      void (*init)(void), void (*done)(void), void (*end)(void), void *stack);

int __libc_start_main(int (*main)(int, char **, char **), int count, char **words,
                      void (*init)(void), void (*done)(void), void (*end)(void), void *stack) {
    __typeof__(&__libc_start_main) real;

    *(void **)&real = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = main;
    return real(main_after_forks, count, words, init, done, end, stack);
}
