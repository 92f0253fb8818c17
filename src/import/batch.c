/* batch.c - keeps rows until it is time, and stores them with their files. */
#include "import/batch.h"

#include "base/clock.h"

enum { HELD_MILLISECONDS = 1000, HELD_ROWS = 100 };

void batch_open(struct batch *batch, struct keeper *keeper, struct file_store *files) {
    batch->arena = arena_open();
    batch->keeper = keeper;
    batch->files = files;
    batch->count = 0;
}

/* Bytes whose row did not come to be go; those whose row nobody can tell of stay for the next
 * start of a server to decide. */
static void end_uploads(struct batch *batch, bool stored) {
    for (size_t i = 0; i < batch->count; i++) {
        struct upload *upload = batch->rows[i].upload;
        if (upload && stored)
            upload_discard(upload);
        else if (upload)
            upload_leave(upload);
    }
    batch->count = 0;
    arena_reset(batch->arena);
}

void batch_close(struct batch *batch) {
    for (size_t i = 0; i < batch->count; i++)
        upload_discard(batch->rows[i].upload);
    arena_close(batch->arena);
}

bool batch_add(struct batch *batch, const struct waiting_row *row) {
    if (batch->count == BATCH_MOST)
        return false;
    if (batch->count == 0)
        batch->begun_at = monotonic_milliseconds();
    batch->rows[batch->count++] = *row;
    return true;
}

void batch_cut(struct batch *batch, size_t count) {
    while (batch->count > count)
        upload_discard(batch->rows[--batch->count].upload);
}

bool batch_is_due(const struct batch *batch) {
    return batch->count >= HELD_ROWS ||
           (batch->count > 0 && monotonic_milliseconds() - batch->begun_at >= HELD_MILLISECONDS);
}

static bool store_rows(struct batch *batch) {
    for (size_t i = 0; i < batch->count; i++) {
        const struct waiting_row *row = &batch->rows[i];
        if ((row->upload && !file_store_link(batch->files, batch->keeper->db, row->upload)) ||
            !keep_row(batch->keeper, row->plan, row->shown, row->owner_id, row->more, row->print))
            return false;
    }
    return true;
}

bool batch_store(struct batch *batch, struct str step, const struct step_state *state) {
    if (!keep_begin(batch->keeper)) {
        end_uploads(batch, false);
        return false;
    }
    bool fine = store_rows(batch) && keep_set_step(batch->keeper, step, state);
    if (!fine)
        batch->keeper->failed = true;
    fine = keep_end(batch->keeper);
    end_uploads(batch, fine);
    return fine;
}
