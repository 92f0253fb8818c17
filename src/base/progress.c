/* progress.c - draws at most ten times a second. */
#include "base/progress.h"

#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PAUSE_MILLISECONDS = 100, NARROWEST = 10, WIDEST = 60, AROUND_BAR = 40, COLUMNS = 80 };

void progress_init(struct progress *progress, const char *what, int64_t total, bool quiet) {
    *progress = (struct progress){.what = what, .total = total};
    progress->visible = !quiet && total > 0 && isatty(STDERR_FILENO);
}

static int bar_width(void) {
    struct winsize window;
    int columns = COLUMNS;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        columns = window.ws_col;
    int width = columns - AROUND_BAR;
    if (width < NARROWEST)
        return NARROWEST;
    return width > WIDEST ? WIDEST : width;
}

static void draw(const struct progress *progress, int64_t done) {
    int width = bar_width(), full = (int)(done * width / progress->total);

    fprintf(stderr, "\r%-12s [", progress->what);
    for (int i = 0; i < width; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %3" PRId64 " %%", done * 100 / progress->total);
    fflush(stderr);
}

void progress_show(struct progress *progress, int64_t done) {
    if (!progress->visible)
        return;
    int64_t now = monotonic_milliseconds();
    if (now - progress->drawn_at < PAUSE_MILLISECONDS)
        return;
    progress->drawn_at = now;
    draw(progress, done);
}

void progress_done(struct progress *progress, bool complete) {
    if (!progress->visible)
        return;
    if (complete)
        draw(progress, progress->total);
    fputc('\n', stderr);
}
