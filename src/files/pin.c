/* pin.c - keeps every stored file where it is, as long as somebody needs them all.
 *
 * A lock on a file of its own, files/pin: whoever needs the files shares it, and whoever would
 * remove one looks first whether it could have it alone. It goes with the process that holds it, so
 * a backup that is killed leaves nothing behind. */
#include "base/log.h"
#include "base/owner.h"
#include "files/file_store_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int take_shared(const char *files, const char *path) {
    int pin = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    int code;

    if (pin < 0)
        return -1;
    give_to_owner_of(AT_FDCWD, files, pin);
    /* Nobody has it alone for longer than a look takes. */
    do
        code = flock(pin, LOCK_SH);
    while (code != 0 && errno == EINTR);
    if (code == 0)
        return pin;
    int error = errno;
    close(pin);
    errno = error;
    return -1;
}

int files_pin(struct arena *arena, const char *directory, const char **ret_problem) {
    const char *files = arena_format(arena, "%s/files", directory).at;
    int pin = take_shared(files, arena_format(arena, "%s/" PIN, files).at);

    if (pin < 0)
        *ret_problem = arena_format(arena, "The files in %s/files cannot be held in place: %s.",
                                    directory, strerror(errno))
                           .at;
    return pin;
}

/* What cannot be told counts as pinned: a file too many does no harm. */
bool file_store_is_pinned(struct file_store *store) {
    int pin = openat(store->root, PIN, O_RDWR | O_NOFOLLOW | O_CLOEXEC);

    if (pin < 0 && errno == ENOENT)
        return false;
    bool is_free = pin >= 0 && flock(pin, LOCK_EX | LOCK_NB) == 0;
    if (!is_free && (pin < 0 || errno != EWOULDBLOCK))
        log_error("Nothing is removed from files, since files/" PIN " cannot be looked at: %s.",
                  strerror(errno));
    if (pin >= 0)
        close(pin);
    return !is_free;
}
