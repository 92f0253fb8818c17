/* remote_file.c - a file is fetched as a whole before any part of it is sent.
 *
 * Its hash can only be told at its end, and no part of a damaged file is sent, whatever part is
 * asked for. While it is on its way to the client it counts as a long answer does, by the room that
 * it takes on the disk. */
#include "api/remote_file.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/file_answer.h"
#include "api/pipeline.h"
#include "base/room.h"
#include "files/fetch.h"

#include <errno.h>

struct fetching {
    struct file_fetch fetch; /* first, so that one is the other */
    struct request *request;
    const struct download *file;
};

static void send(struct request *request, const struct download *file, int descriptor,
                 int64_t size) {
    file_answer_put(request, file, descriptor, size);
    if (request->exchange->file.is_open && !exchange_count_file(request->exchange))
        return; /* it is answered otherwise */
}

static void answer_fault(struct fetching *fetching) {
    struct request *request = fetching->request;
    const struct file_look *look = &fetching->fetch.look;

    if (look->fault == FILE_MISSING) {
        if (answer_not_found(request, request->plan->resource, request->id_name) == INVALID)
            answer_invalid(request);
        return;
    }
    look_log(request->arena, request->caller.account_id, fetching->fetch.copy.hash, look);
    if (look->fault == FILE_UNREADABLE && look->error == EHOSTUNREACH)
        answer_files_away(request->exchange);
    else if (look->fault == FILE_UNREADABLE && is_no_room(look->error))
        answer_no_room_for_file(request->exchange);
    else
        answer_failed(request->exchange);
}

static void end(struct file_fetch *fetch) {
    struct fetching *fetching = (struct fetching *)fetch;

    if (fetch->look.fault == FILE_WHOLE)
        send(fetching->request, fetching->file, fetch->descriptor, fetch->look.offset);
    else
        answer_fault(fetching);
    request_finish(fetching->request);
}

void remote_file_later(struct request *request) {
    file_store_fetch_later(request->worker->api->files, &request->fetching->fetch,
                           request->fetching->file->size);
}

static enum outcome find(struct request *request, const char *hash, struct stored_copy *ret) {
    struct file_look look = {.fault = FILE_MISSING};
    bool found;

    if (!file_store_find(request->source.db, request->caller.account_id, hash, ret, &found))
        return FAILED;
    if (found)
        return DONE;
    look_log(request->arena, request->caller.account_id, hash, &look);
    return FAILED;
}

enum outcome remote_file_answer(struct request *request, const char *hash,
                                const struct download *file) {
    int64_t size = 0;
    struct stored_copy copy;

    if (exchange_is_known(request->exchange, file_answer_tag(request, file))) {
        file_answer_put(request, file, -1, 0);
        return ANSWERED;
    }
    int descriptor =
        file_store_fetched(request->worker->api->files, request->caller.account_id, hash, &size);
    if (descriptor >= 0) {
        send(request, file, descriptor, size);
        return ANSWERED;
    }
    enum outcome outcome = find(request, hash, &copy);
    if (outcome != DONE)
        return outcome;
    struct fetching *fetching = NEW(request->arena, struct fetching);
    struct download *own = NEW(request->arena, struct download);
    *own = *file;
    fetching->fetch.done = end;
    fetching->fetch.copy = copy;
    fetching->request = request;
    fetching->file = own;
    request->fetching = fetching;
    return DONE;
}
