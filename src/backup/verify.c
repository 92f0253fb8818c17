/* verify.c - proves a backup without keeping anything of it. */
#include "backup/backup.h"
#include "backup/judge.h"
#include "backup/unpack.h"
#include "backup/workspace.h"

#include <unistd.h>

bool backup_verify(struct run *run, const struct plans *plans, int file, const char *name,
                   const unsigned char *key, struct holding *ret) {
    const char *start = arena_format(run->arena, "%s/" WORKSPACE, workspace_anywhere()).at;
    struct manifest manifest;
    int lock;

    *ret = (struct holding){.kind_count = 0};
    workspace_sweep(run, workspace_anywhere(), WORKSPACE);
    const char *directory = workspace_make(run, start, &lock);
    if (!directory)
        return false;
    struct unpacking unpacking = {run, file, name, key, directory, .with_all = false};
    bool fine =
        unpack_all(&unpacking, ret, &manifest) && judge(run, plans, directory, &manifest, ret);
    manifest_close(&manifest);
    workspace_remove(directory);
    close(lock);
    return fine;
}
