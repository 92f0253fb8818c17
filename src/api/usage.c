/* usage.c - notes, then writes.
 *
 * There are two halves of everything: one that is filled, under the lock, and one that is the
 * writer's. They are changed for each other when the writer has stored the other one and emptied
 * it; until then it is written again. So what is counted is stored once, whatever fails meanwhile.
 * Only a transaction that stored something and yet told of a failure would count it twice: SQLite
 * has none, but for a machine that ends in that moment. */
#include "api/usage.h"

#include "api/usage_store.h"
#include "api/usage_target.h"
#include "base/clock.h"
#include "base/log.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    ENTRIES_MAX = 1024, /* between two writings; */
    KEPT_FREE = 256,    /* of them, for what asked for little so far */
    PATH_MAX_BYTES = 1000,
    ADDRESS_MAX_BYTES = 64,
    METHOD_MAX_BYTES = 8,
    WRITE_MILLISECONDS = 400, /* so that it is done at each tick of half a second */
    SECONDS_PER_HOUR = 3600,
};

/* Texts are cut to what fits, and are not terminated. */
struct note {
    int64_t account_id, application_id, at, duration, one_of;
    unsigned status, method_len, path_len, address_len;
    char method[METHOD_MAX_BYTES], address[ADDRESS_MAX_BYTES], path[PATH_MAX_BYTES];
};

struct half {
    struct usage_tallies tallies;
    struct note *notes;
    size_t note_count;
};

struct usage {
    struct job job; /* first, so that one is the other */
    struct writer *writer;
    pthread_mutex_t lock; /* of what follows */
    struct half *filling;
    bool is_queued, is_ending, is_due; /* due: what is being written has to be written again */
    /* Of the one thread that calls usage_tick(). */
    int64_t written_at;
    /* The writer's. */
    struct half *writing;
    bool is_written;
    const struct note **order;
    struct half halves[2];
};

/* ---- noting ---- */

/* Text alone goes into the database, and whole characters: other bytes become question marks. */
static unsigned copy_text(char *to, size_t room, struct str text) {
    bool is_text = str_is_text(text);
    size_t len = is_text ? str_shorten(text, room).len : text.len < room ? text.len : room;

    if (len > 0)
        memcpy(to, text.at, len);
    for (size_t i = 0; i < len && !is_text; i++)
        if ((unsigned char)to[i] >= 0x80 || to[i] == '\0')
            to[i] = '?';
    return (unsigned)len;
}

static struct str target_of(const struct request *request) {
    bool lists = request->operation == OPERATION_LIST;

    return usage_target(request->arena, lists ? request->plan->resource : NULL,
                        request->exchange->path, request->exchange->query);
}

/* Field by field: to clear the room for the longest path would cost more than all the rest. */
static void read_note(const struct request *request, int64_t at, int64_t one_of, struct note *ret) {
    const struct exchange *exchange = request->exchange;

    ret->account_id = request->caller.account_id;
    ret->application_id = request->caller.application_id;
    ret->at = at;
    ret->one_of = one_of;
    ret->duration = monotonic_microseconds() - request->started_at;
    ret->status = exchange->status;
    ret->method_len = copy_text(ret->method, sizeof(ret->method), exchange->method);
    ret->path_len = copy_text(ret->path, sizeof(ret->path), target_of(request));
    ret->address_len = copy_text(ret->address, sizeof(ret->address), exchange->peer);
}

static enum usage_kind kind_of(unsigned status) {
    return status < 400 ? USAGE_SUCCEEDED : status < 500 ? USAGE_CLIENT_ERROR : USAGE_SERVER_ERROR;
}

void usage_note(struct usage *usage, const struct request *request) {
    const struct caller *caller = &request->caller;

    if (caller->application_id == 0 || request->operation == OPERATION_TOKEN)
        return;
    enum usage_kind kind = kind_of(request->exchange->status);
    int64_t at = instant_now(), one_of;

    pthread_mutex_lock(&usage->lock);
    struct half *half = usage->filling;
    struct usage_tally *tally = usage_tally_of(&half->tallies, caller->account_id,
                                               caller->application_id, at / SECONDS_PER_HOUR);
    struct usage_sample *sample = &tally->kinds[kind];
    size_t most = ENTRIES_MAX - (sample->stride > 1 ? KEPT_FREE : 0);
    if (usage_sample_count(sample, tally->at_first, half->note_count < most,
                           (unsigned)half->note_count, &one_of))
        read_note(request, at, one_of, &half->notes[half->note_count++]);
    pthread_mutex_unlock(&usage->lock);
}

/* ---- writing ---- */

static int compare(const void *a, const void *b) {
    const struct note *left = *(const struct note *const *)a,
                      *right = *(const struct note *const *)b;

    if (left->account_id != right->account_id)
        return left->account_id < right->account_id ? -1 : 1;
    if (left->application_id != right->application_id)
        return left->application_id < right->application_id ? -1 : 1;
    return (left > right) - (left < right); /* in the order in which they came */
}

static bool insert(struct db *db, const struct note *note, int64_t id) {
    const struct usage_entry entry = {
        .account_id = note->account_id,
        .application_id = note->application_id,
        .at = note->at,
        .duration = note->duration,
        .one_of = note->one_of,
        .status = note->status,
        .method = {note->method, note->method_len},
        .path = {note->path, note->path_len},
        .address = {note->address, note->address_len},
    };

    return usage_entry_add(db, &entry, id);
}

/* How many notes from `from` on are of the same account, or of the same application as well. */
static size_t count_alike(const struct usage *usage, size_t from, bool application) {
    const struct note *first = usage->order[from];
    size_t end = from;

    while (end < usage->writing->note_count && usage->order[end]->account_id == first->account_id &&
           (!application || usage->order[end]->application_id == first->application_id))
        end++;
    return end - from;
}

/* Those of one account; `id` is the last number that was given before. */
static bool write_account(struct usage *usage, struct db *db, size_t from, size_t count,
                          int64_t id) {
    for (size_t i = from; i < from + count;) {
        const struct note *first = usage->order[i];
        size_t alike = count_alike(usage, i, true);
        for (size_t end = i + alike; i < end; i++)
            if (!insert(db, usage->order[i], ++id))
                return false;
        if (!usage_entries_cut(db, first->account_id, first->application_id, alike))
            return false;
    }
    return true;
}

static bool write_notes(struct usage *usage, struct db *db) {
    struct half *half = usage->writing;

    for (size_t i = 0; i < half->note_count; i++)
        usage->order[i] = &half->notes[i];
    qsort(usage->order, half->note_count, sizeof(struct note *), compare);
    for (size_t i = 0; i < half->note_count;) {
        size_t count = count_alike(usage, i, false);
        int64_t last;
        if (!usage_entries_number(db, usage->order[i]->account_id, count, &last) ||
            !write_account(usage, db, i, count, last - (int64_t)count))
            return false;
        i += count;
    }
    return true;
}

static bool write_counts(const struct usage_tallies *tallies, struct db *db) {
    for (size_t i = 0; i < tallies->room; i++)
        if (tallies->lines[i].application_id && !usage_counts_add(db, &tallies->lines[i]))
            return false;
    return true;
}

/* What came behind the last entry that is listed stands behind that one. */
static void end_samples(struct half *half) {
    for (size_t i = 0; i < half->tallies.room; i++)
        for (size_t j = 0; half->tallies.lines[i].application_id && j < USAGE_KINDS; j++) {
            const struct usage_sample *sample = &half->tallies.lines[i].kinds[j];
            if (usage_sample_rest(sample) > 0)
                half->notes[sample->last].one_of += usage_sample_rest(sample);
        }
}

static void empty(struct half *half) {
    half->note_count = 0;
    usage_tallies_empty(&half->tallies);
}

/* An empty half is filled from now on, in which is known how many applications ask. */
static void change_halves(struct usage *usage) {
    pthread_mutex_lock(&usage->lock);
    struct half *full = usage->filling;
    usage->filling = usage->writing;
    usage->writing = full;
    usage->filling->tallies.count_before = full->tallies.count;
    usage->is_due = true;
    pthread_mutex_unlock(&usage->lock);
    end_samples(full);
}

static bool run(struct job *job, struct db *db) {
    struct usage *usage = (struct usage *)job;

    db_of_account(db, EVERY_ACCOUNT);
    if (!usage->is_due)
        change_halves(usage);
    usage->is_written = write_notes(usage, db) && write_counts(&usage->writing->tallies, db);
    return usage->is_written;
}

/* ---- what came of it ---- */

static int64_t count_requests(const struct half *half) {
    int64_t count = 0;

    for (size_t i = 0; i < half->tallies.room; i++)
        for (size_t j = 0; half->tallies.lines[i].application_id && j < USAGE_KINDS; j++)
            count += half->tallies.lines[i].kinds[j].count;
    return count;
}

/* A table that takes no entries is not to keep the counts out as well. */
static void give_up_notes(struct usage *usage, enum db_trouble trouble) {
    if (usage->writing->note_count > 0)
        log_repeated(trouble == DB_FULL ? LOG_FULL : "usage log",
                     "%zu entries are missing from the usage log: they could not be written. Their"
                     " requests are counted.",
                     usage->writing->note_count);
    usage->writing->note_count = 0;
}

static void tell_loss(const struct usage *usage) {
    int64_t lost = count_requests(&usage->halves[0]) + count_requests(&usage->halves[1]);

    if (lost > 0)
        log_warning("%lld requests are missing from the usage log and its counts: they could not"
                    " be written.",
                    (long long)lost);
}

/* At the end a failure is final, but for one of the entries alone. */
static void done(struct job *job, struct db *db, bool durable) {
    struct usage *usage = (struct usage *)job;
    bool stored = durable && usage->is_written;
    bool again = stored || (durable && usage->writing->note_count > 0);

    (void)db;
    if (stored)
        empty(usage->writing);
    else if (durable)
        give_up_notes(usage, job->trouble);
    pthread_mutex_lock(&usage->lock);
    usage->is_due = usage->is_due && !stored;
    again = again && usage->is_ending && (usage->is_due || usage->filling->tallies.count > 0);
    bool lost = usage->is_ending && !again;
    usage->is_queued = again;
    pthread_mutex_unlock(&usage->lock);
    if (lost)
        tell_loss(usage);
    if (again)
        writer_submit(usage->writer, job);
}

static void write_later(struct usage *usage, struct writer *writer, bool ending) {
    pthread_mutex_lock(&usage->lock);
    bool submit = !usage->is_queued;
    usage->is_queued = true;
    usage->is_ending |= ending;
    usage->writer = writer;
    pthread_mutex_unlock(&usage->lock);
    if (submit)
        writer_submit(writer, &usage->job);
}

void usage_tick(struct usage *usage, struct writer *writer) {
    int64_t now = monotonic_milliseconds();

    if (now - usage->written_at < WRITE_MILLISECONDS)
        return;
    pthread_mutex_lock(&usage->lock);
    bool any = usage->is_due || usage->filling->tallies.count > 0;
    pthread_mutex_unlock(&usage->lock);
    if (!any)
        return;
    usage->written_at = now;
    write_later(usage, writer, false);
}

void usage_end(struct usage *usage, struct writer *writer) {
    write_later(usage, writer, true);
}

struct usage *usage_open(void) {
    struct usage *usage = calloc(1, sizeof(*usage));

    NEEDED(usage);
    usage->job = (struct job){.run = run, .done = done};
    usage->order = calloc(ENTRIES_MAX, sizeof(struct note *));
    NEEDED(usage->order);
    for (size_t i = 0; i < COUNT(usage->halves); i++) {
        usage->halves[i].notes = calloc(ENTRIES_MAX, sizeof(struct note));
        NEEDED(usage->halves[i].notes);
        usage_tallies_open(&usage->halves[i].tallies, ENTRIES_MAX);
    }
    usage->filling = &usage->halves[0];
    usage->writing = &usage->halves[1];
    pthread_mutex_init(&usage->lock, NULL);
    return usage;
}

void usage_close(struct usage *usage) {
    pthread_mutex_destroy(&usage->lock);
    for (size_t i = 0; i < COUNT(usage->halves); i++) {
        free(usage->halves[i].notes);
        usage_tallies_close(&usage->halves[i].tallies);
    }
    free(usage->order);
    free(usage);
}
