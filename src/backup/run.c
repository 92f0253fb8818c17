/* run.c - signals are read from a descriptor, so that whoever waits for a file waits for both. */
#include "backup/run.h"

#include "base/clock.h"
#include "base/log.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { PAUSE_MILLISECONDS = 100, MEGABYTE = 1000000, TOLD_MAX = 100 };

/* A file that is opened must not get the number of standard output because that was closed. */
static void fill_standard_files(void) {
    int file;

    do
        file = open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (file >= 0 && file <= STDERR_FILENO);
    if (file >= 0)
        close(file);
}

/* Who started it may have said that a signal is not to end it, as nohup does; but one that is
 * blocked would be noticed all the same. */
static void add_unless_ignored(sigset_t *signals, int signal) {
    struct sigaction before;

    if (sigaction(signal, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaddset(signals, signal);
}

void run_begin(struct run *run, struct arena *arena) {
    sigset_t signals;

    fill_standard_files();

    *run = (struct run){.arena = arena, .visible = isatty(STDERR_FILENO)};
    sigemptyset(&signals);
    add_unless_ignored(&signals, SIGINT);
    add_unless_ignored(&signals, SIGTERM);
    add_unless_ignored(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN); /* the write fails, and says so; as on a full disk */
    signal(SIGXFSZ, SIG_IGN);
    run->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    ALWAYS(run->signals >= 0);
}

void run_end(struct run *run) {
    run_clear_line(run);
    close(run->signals);
}

bool run_fail(struct run *run, const char *format, ...) {
    va_list arguments;

    if (run->problem)
        return false;
    va_start(arguments, format);
    run->problem = arena_format_all(run->arena, format, arguments).at;
    va_end(arguments);
    return false;
}

void run_tell(struct run *run, const char *format, ...) {
    va_list arguments;

    if (run->told++ >= TOLD_MAX)
        return;
    run_clear_line(run);
    va_start(arguments, format);
    fprintf(stderr, "glimt: %s\n", arena_format_all(run->arena, format, arguments).at);
    va_end(arguments);
}

static bool stopped(struct run *run) {
    return run_fail(run, "It was interrupted, and nothing of it is left.");
}

bool run_goes_on(struct run *run) {
    struct pollfd ready = {run->signals, POLLIN, 0};

    if (poll(&ready, 1, 0) == 1)
        return stopped(run);
    return true;
}

bool run_wait(struct run *run, int file, short events) {
    struct pollfd ready[] = {{run->signals, POLLIN, 0}, {file, events, 0}};

    while (poll(ready, COUNT(ready), -1) < 0)
        continue;
    if (ready[0].revents)
        return stopped(run);
    return true;
}

void run_doing(struct run *run, const char *doing, int64_t total) {
    run_clear_line(run);
    run->doing = doing;
    run->total = total;
    run->drawn_at = 0;
}

void run_progress(struct run *run, int64_t done) {
    if (!run->visible)
        return;
    int64_t now = monotonic_milliseconds();
    if (now - run->drawn_at < PAUSE_MILLISECONDS)
        return;
    run->drawn_at = now;
    run->drawn = true;
    fprintf(stderr, "\r%s: %" PRId64 " MB", run->doing, done / MEGABYTE);
    if (run->total > 0)
        fprintf(stderr, " of %" PRId64 " (%d %%)", run->total / MEGABYTE,
                (int)(100.0 * (double)done / (double)run->total));
    fputs("\033[K", stderr);
    fflush(stderr);
}

void run_clear_line(struct run *run) {
    if (run->drawn)
        fputs("\r\033[K", stderr);
    run->drawn = false;
}
