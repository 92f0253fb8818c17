/* usage.c - notes, then writes and forgets. */
#include "api/usage.h"

#include "base/clock.h"
#include "base/log.h"
#include "db/versions.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    NOTES_MAX = 4096, /* between two writings */
    PATH_MAX_BYTES = 1000,
    ADDRESS_MAX_BYTES = 64,
    METHOD_MAX_BYTES = 8,
    WRITE_MILLISECONDS = 1000,
    KEPT_ENTRIES = 10000, /* of an application */
    REMOVED_MAX = 1000,   /* at once, beside as many as were added */
};

/* Texts are cut to what fits, and are not terminated. */
struct note {
    int64_t account_id, application_id, at, duration;
    unsigned status, method_len, path_len, address_len;
    char method[METHOD_MAX_BYTES], address[ADDRESS_MAX_BYTES], path[PATH_MAX_BYTES];
};

struct usage {
    struct job job; /* first, so that one is the other */
    struct writer *writer;
    pthread_mutex_t lock; /* of what follows */
    struct note *noted;
    size_t noted_count, left_out;
    bool is_queued, is_ending;
    /* Of the one thread that calls usage_tick(). */
    int64_t written_at;
    /* The writer's, while it writes. */
    struct note *writing;
    size_t writing_count, writing_left_out;
    bool is_written;
    const struct note **order;
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
    const struct exchange *exchange = request->exchange;
    const struct str parts[] = {exchange->path, STR("?"), exchange->query};

    return exchange->query.len == 0 ? exchange->path
                                    : arena_join(request->arena, parts, COUNT(parts));
}

/* Field by field: to clear the room for the longest path would cost more than all the rest. */
static void read_note(const struct request *request, struct note *ret) {
    const struct exchange *exchange = request->exchange;

    ret->account_id = request->caller.account_id;
    ret->application_id = request->caller.application_id;
    ret->at = instant_now();
    ret->duration = monotonic_microseconds() - request->started_at;
    ret->status = exchange->status;
    ret->method_len = copy_text(ret->method, sizeof(ret->method), exchange->method);
    ret->path_len = copy_text(ret->path, sizeof(ret->path), target_of(request));
    ret->address_len = copy_text(ret->address, sizeof(ret->address), exchange->peer);
}

/* Spares a busy server the notes that would be left out. */
static bool has_room(struct usage *usage) {
    pthread_mutex_lock(&usage->lock);
    bool room = usage->noted_count < NOTES_MAX;
    usage->left_out += !room;
    pthread_mutex_unlock(&usage->lock);
    return room;
}

void usage_note(struct usage *usage, const struct request *request) {
    if (request->caller.application_id == 0 || request->operation == OPERATION_TOKEN)
        return;
    struct note note;

    if (!has_room(usage))
        return;
    read_note(request, &note);
    pthread_mutex_lock(&usage->lock);
    if (usage->noted_count < NOTES_MAX)
        memcpy(&usage->noted[usage->noted_count++], &note,
               offsetof(struct note, path) + note.path_len);
    else
        usage->left_out++;
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
    struct statement *statement = db_statement(
        db, STR("INSERT INTO usage_entries (account_id, application_id, id, at, method, path,"
                " status, duration, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, note->account_id);
    statement_bind_integer(statement, 2, note->application_id);
    statement_bind_integer(statement, 3, id);
    statement_bind_integer(statement, 4, note->at);
    statement_bind_text(statement, 5, (struct str){note->method, note->method_len});
    statement_bind_text(statement, 6, (struct str){note->path, note->path_len});
    statement_bind_integer(statement, 7, note->status);
    statement_bind_integer(statement, 8, note->duration);
    statement_bind_text(statement, 9, (struct str){note->address, note->address_len});
    return statement_run(statement);
}

/* The oldest entries of an application that has too many. */
static bool remove_surplus(struct db *db, const struct note *of, size_t added) {
    struct statement *statement = db_statement(
        db, STR("DELETE FROM usage_entries WHERE account_id = ?1 AND id IN (SELECT u.id FROM"
                " usage_entries u WHERE u.account_id = ?1 AND u.application_id = ?2"
                " ORDER BY u.id DESC LIMIT ?4 OFFSET ?3)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, of->account_id);
    statement_bind_integer(statement, 2, of->application_id);
    statement_bind_integer(statement, 3, KEPT_ENTRIES);
    statement_bind_integer(statement, 4, (int64_t)added + REMOVED_MAX);
    return statement_run(statement);
}

/* How many notes from `from` on are of the same account, or of the same application as well. */
static size_t count_alike(const struct usage *usage, size_t from, bool application) {
    const struct note *first = usage->order[from];
    size_t end = from;

    while (end < usage->writing_count && usage->order[end]->account_id == first->account_id &&
           (!application || usage->order[end]->application_id == first->application_id))
        end++;
    return end - from;
}

/* Those of one account; `id` is the last number that was given before. */
static bool write_account(struct usage *usage, struct db *db, size_t from, size_t count,
                          int64_t id) {
    for (size_t i = from; i < from + count;) {
        size_t alike = count_alike(usage, i, true);
        for (size_t end = i + alike; i < end; i++)
            if (!insert(db, usage->order[i], ++id))
                return false;
        if (!remove_surplus(db, usage->order[i - 1], alike))
            return false;
    }
    return true;
}

static bool write_all(struct usage *usage, struct db *db) {
    for (size_t i = 0; i < usage->writing_count; i++)
        usage->order[i] = &usage->writing[i];
    qsort(usage->order, usage->writing_count, sizeof(struct note *), compare);
    for (size_t i = 0; i < usage->writing_count;) {
        size_t count = count_alike(usage, i, false);
        int64_t last;
        if (!sequence_take(db, usage->order[i]->account_id, STR("usage_entries"), (int64_t)count,
                           &last) ||
            !write_account(usage, db, i, count, last - (int64_t)count))
            return false;
        i += count;
    }
    return true;
}

static bool run(struct job *job, struct db *db) {
    struct usage *usage = (struct usage *)job;
    struct note *empty = usage->writing;

    pthread_mutex_lock(&usage->lock);
    usage->writing = usage->noted;
    usage->writing_count = usage->noted_count;
    usage->writing_left_out = usage->left_out;
    usage->noted = empty;
    usage->noted_count = usage->left_out = 0;
    pthread_mutex_unlock(&usage->lock);
    usage->is_written = write_all(usage, db);
    return usage->is_written;
}

/* Where no transaction could begin, what was noted waits for the next one; at the end there is
 * none. */
static void done(struct job *job, struct db *db, bool durable) {
    struct usage *usage = (struct usage *)job;
    size_t lost = durable && usage->is_written ? 0 : usage->writing_count;

    (void)db;
    pthread_mutex_lock(&usage->lock);
    bool again = usage->is_ending && usage->noted_count > 0 && durable;
    if (usage->is_ending && !again)
        lost += usage->noted_count;
    usage->is_queued = again;
    pthread_mutex_unlock(&usage->lock);
    if (usage->writing_left_out > 0)
        log_warning("%zu requests are missing from the usage log: more came than it takes.",
                    usage->writing_left_out);
    if (lost > 0)
        log_warning("%zu requests are missing from the usage log: they could not be written.",
                    lost);
    usage->writing_count = usage->writing_left_out = 0;
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

/* Entries come in the order of their numbers, so the oldest have the lowest. */
bool usage_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                 int64_t *ret_removed) {
    struct statement *statement = db_statement(
        db, STR("DELETE FROM usage_entries WHERE account_id = ?1 AND at < ?2 AND id IN"
                " (SELECT u.id FROM usage_entries u WHERE u.account_id = ?1 ORDER BY u.id"
                " LIMIT ?3)"));

    *ret_removed = 0;
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, before);
    statement_bind_integer(statement, 3, most);
    if (!statement_run(statement))
        return false;
    *ret_removed = db_changed_rows(db);
    return true;
}

void usage_tick(struct usage *usage, struct writer *writer) {
    int64_t now = monotonic_milliseconds();

    if (now - usage->written_at < WRITE_MILLISECONDS)
        return;
    pthread_mutex_lock(&usage->lock);
    bool any = usage->noted_count > 0;
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

    ALWAYS(usage);
    usage->job = (struct job){.run = run, .done = done};
    usage->noted = calloc(NOTES_MAX, sizeof(struct note));
    usage->writing = calloc(NOTES_MAX, sizeof(struct note));
    usage->order = calloc(NOTES_MAX, sizeof(struct note *));
    ALWAYS(usage->noted && usage->writing && usage->order);
    pthread_mutex_init(&usage->lock, NULL);
    return usage;
}

void usage_close(struct usage *usage) {
    pthread_mutex_destroy(&usage->lock);
    free(usage->noted);
    free(usage->writing);
    free(usage->order);
    free(usage);
}
