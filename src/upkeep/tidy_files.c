/* tidy_files.c - a walk through what was set aside, and then one through all places. */
#include "upkeep/tidy_files.h"

#include "base/clock.h"
#include "base/log.h"
#include "upkeep/named_files.h"
#include "upkeep/orphans.h"

#include <inttypes.h>
#include <stdio.h>

/* Whether what was found is a file of the store; else it is told of. */
static bool is_file(struct files_tidying *tidying, const struct found_file *found) {
    if (found->error != 0)
        log_error("The folder %s cannot be read: %s.", found->path, strerror(found->error));
    else if (!found->hash && tidying->strange++ == 0)
        snprintf(tidying->example, sizeof(tidying->example), "%s", found->path);
    return found->error == 0 && found->hash;
}

static void tidy(struct files_tidying *tidying, enum file_tidy what, const struct found_file *found,
                 size_t *count) {
    if (tidying->tidy(tidying->context, what, found->account_id, found->hash))
        ++*count;
    else if (what != FILE_PUT_BACK && file_store_is_pinned(tidying->files))
        tidying->is_put_off = true;
}

static bool see_removed(void *context, const struct found_file *found) {
    struct files_tidying *tidying = context;
    struct named_row row;
    int64_t since;

    if (!tidying->pause(tidying->pausing))
        return false;
    if (!is_file(tidying, found))
        return true;
    if (!named_files_row(tidying->db, tidying->plans, found->account_id, found->hash, &row))
        return false;
    if (row.table && !stored_is_there(&tidying->stored, found->account_id, found->hash))
        tidy(tidying, FILE_PUT_BACK, found, &tidying->put_back);
    else if (stored_removed_at(&tidying->stored, found->account_id, found->hash, &since) &&
             instant_now() - since >= tidying->days * SECONDS_PER_DAY)
        tidy(tidying, FILE_REMOVE, found, &tidying->removed);
    return true;
}

static bool see_found(void *context, const struct found_file *found) {
    struct files_tidying *tidying = context;
    bool is_orphan = false;

    if (!tidying->pause(tidying->pausing))
        return false;
    if (!is_file(tidying, found))
        return true;
    if (!file_is_orphan(tidying->db, tidying->plans, &tidying->stored, found->account_id,
                        found->hash, &is_orphan))
        return false;
    if (is_orphan)
        tidy(tidying, FILE_SET_ASIDE, found, &tidying->set_aside);
    return true;
}

static void tell(const struct files_tidying *tidying) {
    if (tidying->strange > 0)
        log_warning("There are %zu things in files that are not glimt's, such as %s; they are left "
                    "alone.",
                    tidying->strange, tidying->example);
    bool is_remote = file_store_is_remote(tidying->files);
    const char *in = is_remote ? "" : " in files/removed";
    if (tidying->put_back > 0)
        log_notice("%zu stored files that rows name again were put back%s.", tidying->put_back,
                   is_remote ? "" : " from files/removed");
    if (tidying->set_aside > 0)
        log_notice("%zu stored files that no row names were set aside%s; they are "
                   "deleted when they have been there for %" PRId64 "%s.",
                   tidying->set_aside, in, tidying->days, tidying->days == 1 ? " day" : " days");
    if (tidying->removed > 0)
        log_notice("%zu stored files that were set aside%s were deleted.", tidying->removed, in);
}

bool files_tidy(struct files_tidying *tidying) {
    bool fine = stored_walk_removed(&tidying->stored, see_removed, tidying) &&
                stored_walk(&tidying->stored, see_found, tidying);

    tell(tidying);
    return fine;
}
