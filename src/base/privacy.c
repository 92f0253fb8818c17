/* privacy.c - permissions, and the command that mends them. */
#include "base/privacy.h"

#include "base/shell_word.h"

#include <unistd.h>

bool is_private(const struct stat *found) {
    return (found->st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/* Root opens what belongs to others. */
static const char *become_owner(struct arena *arena, const char *word, const struct stat *found) {
    if (geteuid() == 0 || found->st_uid == geteuid())
        return "";
    return arena_format(arena, "chown %u %s && ", (unsigned)geteuid(), word).at;
}

const char *open_to_others(struct arena *arena, const char *what, const char *path,
                           const struct stat *found) {
    const char *word = shell_word(arena, path);

    return arena_format(arena,
                        "The %s %s is open to others than its owner; %schmod %s %s closes it.",
                        what, path, become_owner(arena, word, found),
                        S_ISDIR(found->st_mode) ? "700" : "600", word)
        .at;
}
