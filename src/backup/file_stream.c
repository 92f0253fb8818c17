/* file_stream.c - a descriptor as the last sink and the first source.
 *
 * After each 8 MiB the kernel is told to begin writing, as uploads do (files/upload.c): otherwise
 * gigabytes wait in memory, and the syncs of a server beside us wait behind them. What is written
 * is waited for a step later, so that never more than two steps are on their way. */
#include "backup/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITEBACK_STEP = 8 * 1024 * 1024 };

static void keep_pace(struct file_sink *sink) {
    int64_t waiting = sink->written - sink->on_its_way;

    if (waiting < WRITEBACK_STEP)
        return;
    /* Pipes refuse, which is fine; what fails on a disk is told by the sync at the end. */
    sync_file_range(sink->file, sink->on_its_way, waiting, SYNC_FILE_RANGE_WRITE);
    if (sink->on_its_way >= WRITEBACK_STEP)
        sync_file_range(sink->file, sink->on_its_way - WRITEBACK_STEP, WRITEBACK_STEP,
                        SYNC_FILE_RANGE_WAIT_BEFORE);
    sink->on_its_way = sink->written;
}

static bool put(struct sink *sink, const void *bytes, size_t count) {
    struct file_sink *to = (struct file_sink *)sink;
    const char *at = bytes;

    while (count > 0) {
        if (!run_wait(to->run, to->file, POLLOUT))
            return false;
        ssize_t written = write(to->file, at, count < to->at_once ? count : to->at_once);
        if (written < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (written < 0)
            return run_fail(to->run, "%s cannot be written: %s.", to->name, strerror(errno));
        to->written += written;
        at += written;
        count -= (size_t)written;
    }
    keep_pace(to);
    return true;
}

static bool end(struct sink *sink) {
    (void)sink;
    return true;
}

struct file_sink file_sink_of(struct run *run, int file, const char *name) {
    struct stat found;
    bool is_file = fstat(file, &found) == 0 && S_ISREG(found.st_mode);

    return (struct file_sink){
        {put, end}, run, name, file, .at_once = is_file ? (size_t)SSIZE_MAX : PIPE_BUF};
}

struct file_source {
    struct source source;
    struct run *run;
    const char *name;
    int file;
};

static bool take(struct source *source, void *to, size_t most, size_t *ret_count) {
    struct file_source *from = (struct file_source *)source;

    *ret_count = 0;
    while (*ret_count < most) {
        if (!run_wait(from->run, from->file, POLLIN))
            return false;
        ssize_t count = read(from->file, (char *)to + *ret_count, most - *ret_count);
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count < 0)
            return run_fail(from->run, "%s cannot be read: %s.", from->name, strerror(errno));
        if (count == 0)
            return true;
        *ret_count += (size_t)count;
    }
    return true;
}

struct source *file_source_open(struct run *run, int file, const char *name) {
    struct file_source *source = NEW(run->arena, struct file_source);

    *source = (struct file_source){{take}, run, name, file};
    return &source->source;
}
