/* security.c - notes, then writes and sends.
 *
 * The writer's job copies lines that have grown since they were stored, writes the copies, and,
 * when they are committed, says in the lines how much of them is stored. Nothing is taken out of
 * the table before that, so what is counted is stored once, whatever fails meanwhile. Lines keep
 * their places while a job is under way: the table is tidied between two jobs alone.
 *
 * What is stored takes a row for each line of an hour, however often it is raised. What is sent on
 * only ever gets longer, so there the first of a line goes at once, and its last when the hour is
 * over; in between lines take turns, of which there are few a second for all of them. */
#include "api/security.h"

#include "api/api.h"
#include "api/security_tally.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/sink.h"
#include "change/security_line.h"
#include "db/versions.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    WRITE_MAX = 256,          /* rows in one job */
    WRITE_MILLISECONDS = 400, /* so that it is done at each tick of half a second */
    /* A guess: nobody waits for a turn unless there is a flood, and one of all addresses makes 2 MB
     * an hour of them. */
    TURNS_MAX = 200,
    TURNS_PER_SECOND = 2,
    TURN = 1000,
};

/* A line as it was when the job began. */
struct copy {
    size_t place;
    struct security_count all;
    int64_t stored, id;
    char address[SECURITY_ADDRESS_MAX];
};

struct security {
    struct job job; /* first, so that one is the other */
    struct sink *sink;
    pthread_mutex_t lock; /* of what follows */
    struct security_tally *tally;
    bool is_queued, is_ending;
    bool has_new, has_untold; /* since it was looked at */
    /* Of the one thread that ticks. */
    int64_t ticked_at;
    int64_t turns; /* thousandths */
    size_t next_told;
    /* The writer's. */
    struct writer *writer;
    struct copy copies[WRITE_MAX];
    size_t copy_count;
    size_t next_place; /* where the next job goes on */
    bool is_written;
    int64_t sent; /* the place in the table up to which changes were sent on */
};

/* The lock is held. The address of the copy is its own. */
static void copy_line(const struct security_line *line, struct copy *ret) {
    *ret = (struct copy){.all = line->all};
    memcpy(ret->address, line->address, sizeof(ret->address));
    ret->all.event.address.at = ret->address;
}

/* ---- noting ---- */

void security_note(struct security *security, const struct security_event *event) {
    pthread_mutex_lock(&security->lock);
    security_tally_count(security->tally, event, instant_now());
    security->has_new = security->has_untold = true;
    pthread_mutex_unlock(&security->lock);
}

static void note(const struct request *request, enum security_kind kind, int64_t account_id,
                 int64_t user_id, int64_t application_id) {
    const struct security_event event = {.kind = kind,
                                         .account_id = account_id,
                                         .user_id = user_id,
                                         .application_id = application_id,
                                         .address = request->exchange->peer};

    security_note(request->worker->api->security, &event);
}

/* An application acts as a user who need not know of it: the event is the application's. */
void security_note_request(const struct request *request, enum security_kind kind) {
    const struct caller *caller = &request->caller;

    note(request, kind, caller->account_id, caller->application_id ? 0 : caller->user_id,
         caller->application_id);
}

void security_note_login(const struct request *request, enum security_kind kind, int64_t account_id,
                         int64_t user_id) {
    note(request, kind, account_id, user_id, 0);
}

void security_note_application(const struct request *request, enum security_kind kind,
                               int64_t account_id, int64_t application_id) {
    note(request, kind, account_id, 0, application_id);
}

/* ---- sending on ---- */

static void send_line(void *context, const struct security_count *count) {
    struct security *security = context;
    bool refused = count->event.kind < SECURITY_REFUSED_END;
    struct buffer line;

    buffer_init(&line, SIZE_MAX);
    security_line_put(&line, count);
    ALWAYS(!buffer_failed(&line) && line.len <= SECURITY_LINE_MAX);
    sink_put(security->sink, refused ? SINK_NOTICE : SINK_INFORMATION, buffer_str(&line));
    buffer_done(&line);
}

static bool needs_turn(const struct security_line *line, int64_t now) {
    return line->told > 0 && !security_line_is_of_another_hour(line, now);
}

/* The lock is held. What came since the line before. */
static void take_news(struct security_line *line, struct copy *ret) {
    copy_line(line, ret);
    ret->all.count -= line->told;
    if (line->told > 0)
        ret->all.at = ret->all.last_at;
    line->told = line->all.count;
}

enum untold { NOTHING, TAKEN, WAITS };

/* Each under the lock for itself, so that nobody waits for all. */
static enum untold take_untold(struct security *security, size_t place, bool all,
                               struct copy *ret) {
    enum untold result = NOTHING;

    pthread_mutex_lock(&security->lock);
    struct security_line *line = security_tally_line(security->tally, place);
    if (line && line->told < line->all.count) {
        bool turn = !all && needs_turn(line, instant_now());
        result = turn && security->turns < TURN ? WAITS : TAKEN;
        security->turns -= turn && result == TAKEN ? TURN : 0;
        security->has_untold |= result == WAITS;
    }
    if (result == TAKEN)
        take_news(line, ret);
    pthread_mutex_unlock(&security->lock);
    return result;
}

/* Whoever waits longest comes first the next time. */
static void send_counted(struct security *security, bool all) {
    size_t first = security->next_told;
    bool waits = false;
    struct copy copy;

    pthread_mutex_lock(&security->lock);
    bool any = security->has_untold;
    security->has_untold = false;
    pthread_mutex_unlock(&security->lock);
    for (size_t i = 0; any && i < SECURITY_LINES_MAX; i++) {
        size_t place = (first + i) % SECURITY_LINES_MAX;
        enum untold untold = take_untold(security, place, all, &copy);
        if (untold == TAKEN)
            send_line(security, &copy.all);
        if (untold == WAITS && !waits)
            security->next_told = place;
        waits |= untold == WAITS;
    }
}

/* On the writer's thread, outside of a transaction: what is found is committed. */
static void send_changes(struct security *security, struct db *db) {
    const struct security_reading reading = {
        .account_id = SECURITY_OF_ALL, .without_counted = true, .most = INT64_MAX};
    int64_t end;

    /* What is counted is passed over once; after a failure it goes on from where it was. */
    if (security_log_end(db, &end) &&
        security_log_read(db, &reading, &security->sent, send_line, security) &&
        security->sent < end)
        security->sent = end;
}

/* ---- writing ---- */

static bool take_copy(struct security *security, size_t place) {
    struct security_line *line = security_tally_line(security->tally, place);

    if (!line || line->stored == line->all.count)
        return false;
    struct copy *copy = &security->copies[security->copy_count++];
    copy_line(line, copy);
    copy->place = place;
    copy->stored = line->stored;
    copy->id = line->id;
    return true;
}

/* From where the last job ended, so that no line waits for ever. */
static void take_copies(struct security *security) {
    pthread_mutex_lock(&security->lock);
    security->copy_count = 0;
    security->has_new = false;
    for (size_t i = 0; i < SECURITY_LINES_MAX && !security->has_new; i++) {
        take_copy(security, security->next_place);
        security->next_place = (security->next_place + 1) % SECURITY_LINES_MAX;
        security->has_new = security->copy_count == WRITE_MAX;
    }
    pthread_mutex_unlock(&security->lock);
}

static bool write_copy(struct db *db, struct copy *copy) {
    const struct security_event *event = &copy->all.event;
    struct security_count more = copy->all;
    bool found = false;

    more.count -= copy->stored;
    if (copy->id &&
        !security_log_raise(db, event->account_id, copy->id, copy->all.last_at, more.count, &found))
        return false;
    return found || security_log_add(db, &more, &copy->id);
}

static bool run(struct job *job, struct db *db) {
    struct security *security = (struct security *)job;

    db_of_account(db, EVERY_ACCOUNT);
    security->is_written = false;
    take_copies(security);
    for (size_t i = 0; i < security->copy_count; i++)
        if (!write_copy(db, &security->copies[i]))
            return false;
    security->is_written = true;
    return true;
}

/* ---- what came of it ---- */

/* The lock is held. */
static void note_stored(struct security *security) {
    for (size_t i = 0; i < security->copy_count; i++) {
        const struct copy *copy = &security->copies[i];
        struct security_line *line = security_tally_line(security->tally, copy->place);
        line->stored = copy->all.count;
        line->id = copy->id;
        if (!security->sink)
            line->told = copy->all.count;
    }
}

static void tell_loss(struct security *security) {
    int64_t lost = 0;

    for (size_t i = 0; i < SECURITY_LINES_MAX; i++) {
        const struct security_line *line = security_tally_line(security->tally, i);
        lost += line ? line->all.count - line->stored : 0;
    }
    if (lost > 0)
        log_warning("%lld events are missing from the security log: they could not be written.",
                    (long long)lost);
}

/* At the end a failure is final. */
static void done(struct job *job, struct db *db, bool durable) {
    struct security *security = (struct security *)job;
    bool stored = durable && (!job->run || security->is_written);

    db_of_account(db, EVERY_ACCOUNT);
    if (security->sink && durable)
        send_changes(security, db);
    pthread_mutex_lock(&security->lock);
    if (stored && job->run)
        note_stored(security);
    security->has_new |= !stored && job->run;
    bool again = stored && security->is_ending && security->has_new;
    bool lost = security->is_ending && !again;
    security->is_queued = again;
    job->run = again ? run : job->run;
    pthread_mutex_unlock(&security->lock);
    if (lost)
        tell_loss(security);
    if (again)
        writer_submit(security->writer, job);
}

static void write_later(struct security *security, struct writer *writer, bool ending) {
    pthread_mutex_lock(&security->lock);
    bool submit = !security->is_queued;
    security->is_queued = true;
    security->is_ending |= ending;
    if (submit) {
        security->writer = writer;
        security->job.run = security->has_new || ending ? run : NULL;
    }
    pthread_mutex_unlock(&security->lock);
    if (submit)
        writer_submit(writer, &security->job);
}

void security_tick(struct security *security, struct writer *writer) {
    int64_t now = monotonic_milliseconds();

    if (now - security->ticked_at < WRITE_MILLISECONDS)
        return;
    security->turns += (now - security->ticked_at) * TURNS_PER_SECOND;
    if (security->turns > TURNS_MAX * TURN)
        security->turns = TURNS_MAX * TURN;
    security->ticked_at = now;
    if (security->sink)
        send_counted(security, false);
    pthread_mutex_lock(&security->lock);
    if (!security->is_queued)
        security_tally_tidy(security->tally, instant_now());
    bool any = security->has_new || security->sink;
    pthread_mutex_unlock(&security->lock);
    if (any)
        write_later(security, writer, false);
}

void security_end(struct security *security, struct writer *writer) {
    if (security->sink)
        send_counted(security, true);
    write_later(security, writer, true);
}

/* ---- its life ---- */

bool security_send_to(struct security *security, struct sink *sink, struct db *db) {
    security->sink = sink;
    return security_log_end(db, &security->sent);
}

struct security *security_open(void) {
    struct security *security = calloc(1, sizeof(*security));

    NEEDED(security);
    security->job.done = done;
    security->tally = security_tally_open();
    pthread_mutex_init(&security->lock, NULL);
    return security;
}

void security_close(struct security *security) {
    pthread_mutex_destroy(&security->lock);
    security_tally_close(security->tally);
    free(security);
}
