/* verify_files.c - the files that rows name, and those that are there. */
#include "upkeep/verify_files.h"

#include "files/database/remote.h"
#include "files/look.h"
#include "upkeep/named_files.h"
#include "upkeep/orphans.h"
#include "upkeep/verify_parts.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

struct verifying {
    struct verification *verification;
    const struct plans *plans;
    struct stored stored;
    struct files_verified *result;
    bool failed; /* the database has */
};

static void look_at(struct file_look *look, const struct stored *stored,
                    const struct named_file *file) {
    stored_look_begin(look, stored, file->account_id, file->hash, file->size);
    while (look_on(look, SIZE_MAX))
        ;
    look_end(look);
}

/* Between the look and now its row may have gone, and the file with it; or somebody has uploaded it
 * again. So the row is asked for, and then looked once more. */
bool file_is_faulty(struct db *db, const struct plans *plans, const struct stored *stored,
                    const struct named_file *file, struct file_look *look, struct named_row *ret) {
    if (!named_files_row(db, plans, file->account_id, file->hash, ret))
        return false;
    if (!ret->table)
        return true;
    look_at(look, stored, file);
    if (look->fault == FILE_WHOLE) {
        ret->table = NULL;
        return true;
    }
    return named_files_row(db, plans, file->account_id, file->hash, ret);
}

static void tell_of_row(struct verifying *verifying, const struct named_file *file,
                        const struct named_row *row, struct str text) {
    struct verification *verification = verifying->verification;
    struct str path = look_path(verification->arena, file->account_id, file->hash);

    if (verify_note(verification))
        verification->tell(arena_format(verification->arena,
                                        "%s, account %" PRId64 ", row %" PRId64 ": %.*s %.*s.",
                                        row->table, file->account_id, row->id, (int)path.len,
                                        path.at, (int)text.len, text.at)
                               .at);
}

static struct str text_of(struct verifying *verifying, const struct named_file *file,
                          const struct file_look *look) {
    int64_t since;

    if (look->fault == FILE_MISSING &&
        stored_removed_at(&verifying->stored, file->account_id, file->hash, &since))
        return STR("is missing, but lies in files/removed: the next start puts it back");
    return look_text(verifying->verification->arena, look);
}

static bool see_named(void *context, const struct named_file *file) {
    struct verifying *verifying = context;
    struct file_look look;
    struct named_row row;
    struct db *db = verifying->verification->db;

    verifying->result->files++;
    look_at(&look, &verifying->stored, file);
    verifying->result->bytes += look.found;
    if (look.fault == FILE_WHOLE && file->size >= 0)
        return true;
    if (look.fault == FILE_WHOLE) {
        verifying->failed =
            !named_files_row(db, verifying->plans, file->account_id, file->hash, &row);
        if (!verifying->failed && row.table)
            tell_of_row(verifying, file, &row, STR("does not have the size that its rows say"));
        return !verifying->failed;
    }
    verifying->failed =
        !file_is_faulty(db, verifying->plans, &verifying->stored, file, &look, &row);
    if (!verifying->failed && row.table)
        tell_of_row(verifying, file, &row, text_of(verifying, file, &look));
    return !verifying->failed;
}

static void tell_of_found(struct verifying *verifying, const char *path, const char *text) {
    struct verification *verification = verifying->verification;

    if (verify_note(verification))
        verification->tell(arena_format(verification->arena, "%s %s.", path, text).at);
}

/* Whether it is a file of the store; else it is told of. */
static bool is_file(struct verifying *verifying, const struct found_file *found) {
    if (found->error != 0)
        tell_of_found(verifying, found->path,
                      arena_format(verifying->verification->arena, "cannot be read (%s)",
                                   strerror(found->error))
                          .at);
    else if (!found->hash)
        tell_of_found(verifying, found->path, "is not a file of glimt's");
    return found->error == 0 && found->hash;
}

static bool see_found(void *context, const struct found_file *found) {
    struct verifying *verifying = context;
    bool is_orphan = false;

    if (!is_file(verifying, found))
        return true;
    verifying->failed =
        !file_is_orphan(verifying->verification->db, verifying->plans, &verifying->stored,
                        found->account_id, found->hash, &is_orphan);
    if (is_orphan)
        tell_of_found(verifying, found->path, "is named by no row");
    return !verifying->failed;
}

static bool see_removed(void *context, const struct found_file *found) {
    struct verifying *verifying = context;

    verifying->result->removed += is_file(verifying, found);
    return true;
}

static void see_incoming(struct verifying *verifying) {
    struct found_incoming found = stored_incoming(&verifying->stored);
    struct arena *arena = verifying->verification->arena;

    verifying->result->unfinished = found.unfinished;
    if (found.strange > 0)
        tell_of_found(verifying, "files/incoming",
                      arena_format(arena, "has %zu files that are not glimt's", found.strange).at);
    if (found.error != 0)
        tell_of_found(verifying, "files/incoming",
                      arena_format(arena, "cannot be read (%s)", strerror(found.error)).at);
}

bool verify_files(struct verification *verification, const struct plans *plans,
                  const struct file_place *place, struct files_verified *ret,
                  const char **ret_problem) {
    const char *directory = place->directory;
    struct stored stored = {.root = files_open(verification->arena, directory)};
    int error = errno;

    if (place->database)
        stored.remote = remote_open(verification->arena, *place->database, place->bucket);
    errno = error;
    struct verifying verifying = {verification, plans, stored, ret, false};

    *ret = (struct files_verified){0, 0, 0, 0};
    /* Without the folder each file that is named is missing. */
    if (stored.root < 0 && !stored.remote && errno != ENOENT) {
        *ret_problem =
            arena_format(verification->arena, "The directory %s/files cannot be read: %s.",
                         directory, strerror(errno))
                .at;
        return false;
    }
    bool fine = named_files_visit(verification->db, plans, see_named, &verifying);
    if (fine && (stored.root >= 0 || stored.remote)) {
        fine = stored_walk(&stored, see_found, &verifying) &&
               stored_walk_removed(&stored, see_removed, &verifying);
        see_incoming(&verifying);
    }
    if (stored.root >= 0)
        close(stored.root);
    if (stored.remote)
        remote_close(stored.remote);
    if (!fine)
        *ret_problem = db_trouble(verification->db) != DB_FINE
                           ? db_problem(verification->db)
                           : "Not all files can be listed; the log above says why.";
    return fine;
}
