/* ledger.c - lists of what becomes due, cut when a job is taken back, written before the commit.
 *
 * Both lists only grow at their end. A job that begins remembers where the ends are, and taking it
 * back cuts the lists there: what earlier jobs of the transaction noted stays, and nothing has to
 * be searched for.
 *
 * Settling writes each due thing once, whatever the number of jobs: 64 clients that create contacts
 * raise the version of their contacts once, and the last number of their account's change log is
 * read once. It is read anew in each transaction, since a command in another process may have
 * written meanwhile; from there on it is counted here, as nobody else can write before the commit.
 *
 * The lists are searched from end to end. What is searched for is short: an account has few areas,
 * each with two versions, and at most 128 jobs share a transaction (db/writer.c). Entries of the
 * change log may be many, and are never searched. All of it lies in one arena, which is emptied
 * when all is written: whoever changes very many rows and settles in between needs no more memory.
 */
#include "change/ledger.h"

#include "base/log.h"
#include "change/counted_merge.h"

struct noted {
    struct change_entry entry;
    struct noted *next;
};

/* `changed` and `added` are versions of their own. */
struct raise {
    int64_t account_id;
    int area;
    bool added;
    struct raise *next;
};

/* The last number that was given to an entry of an account. */
struct last {
    int64_t account_id, number;
    struct last *next;
};

/* Where both lists end; what is behind the place where a job began is the job's. */
struct ends {
    struct noted **noted;
    struct raise **raise;
};

struct ledger {
    struct arena *arena; /* of the notes; emptied when they are written, or taken back */
    const struct plans *plans;
    struct noted *noted;
    struct raise *raises;
    struct ends end, job;
    struct counted_notes counted;
    struct buffer text;
};

static void forget(struct ledger *ledger) {
    ledger->noted = NULL;
    ledger->raises = NULL;
    ledger->end = ledger->job = (struct ends){&ledger->noted, &ledger->raises};
    counted_forget(&ledger->counted, ledger->arena);
}

struct ledger *ledger_open(struct arena *arena, const struct plans *plans) {
    struct ledger *ledger = NEW(arena, struct ledger);

    ledger->arena = arena_open();
    ledger->plans = plans;
    buffer_init(&ledger->text, SIZE_MAX);
    forget(ledger);
    return ledger;
}

void ledger_close(struct ledger *ledger) {
    if (!ledger)
        return;
    ALWAYS(!ledger->noted && !ledger->raises && !ledger->counted.rows);
    buffer_done(&ledger->text);
    arena_close(ledger->arena);
}

void ledger_begin_job(struct ledger *ledger) {
    ledger->job = ledger->end;
    counted_begin_job(&ledger->counted);
}

void ledger_undo_job(struct ledger *ledger) {
    ledger->end = ledger->job;
    *ledger->end.noted = NULL;
    *ledger->end.raise = NULL;
    counted_undo_job(&ledger->counted);
}

void ledger_clear(struct ledger *ledger) {
    forget(ledger);
    arena_reset(ledger->arena);
}

void ledger_raise(struct ledger *ledger, int64_t account_id, int area, bool added) {
    if (area == NO_AREA)
        return;
    for (const struct raise *raise = ledger->raises; raise; raise = raise->next)
        if (raise->account_id == account_id && raise->area == area && raise->added == added)
            return;
    struct raise *raise = NEW(ledger->arena, struct raise);
    *raise = (struct raise){account_id, area, added, NULL};
    *ledger->end.raise = raise;
    ledger->end.raise = &raise->next;
}

void ledger_note(struct ledger *ledger, const struct change_entry *entry) {
    struct noted *noted = NEW(ledger->arena, struct noted);

    noted->entry = *entry;
    *ledger->end.noted = noted;
    ledger->end.noted = &noted->next;
}

struct counted_notes *ledger_counted(struct ledger *ledger) {
    return &ledger->counted;
}

struct buffer *ledger_text(struct ledger *ledger) {
    buffer_reset(&ledger->text);
    return &ledger->text;
}

/* The next number of an account; the last one is asked for once in each transaction, since another
 * process may have given some since. */
static bool next_number(struct ledger *ledger, struct db *db, int64_t account_id,
                        struct last **lasts, int64_t *ret) {
    struct last *last = *lasts;

    while (last && last->account_id != account_id)
        last = last->next;
    if (!last) {
        last = NEW(ledger->arena, struct last);
        *last = (struct last){.account_id = account_id, .next = *lasts};
        *lasts = last;
        if (!change_log_last(db, account_id, &last->number))
            return false;
    }
    *ret = ++last->number;
    return true;
}

static bool write_entries(struct ledger *ledger, struct db *db) {
    struct last *lasts = NULL;
    int64_t number;

    for (const struct noted *noted = ledger->noted; noted && db_asks_ahead(db); noted = noted->next)
        if (!change_log_append(db, &noted->entry))
            return false;
    for (const struct noted *noted = ledger->noted; noted && !db_asks_ahead(db);
         noted = noted->next)
        if (!next_number(ledger, db, noted->entry.account_id, &lasts, &number) ||
            !change_log_write(db, &noted->entry, number))
            return false;
    return true;
}

static bool raise_versions(const struct ledger *ledger, struct db *db) {
    for (const struct raise *raise = ledger->raises; raise; raise = raise->next)
        if (!(raise->added ? versions_raise_added(db, raise->account_id, raise->area)
                           : versions_raise_changed(db, raise->account_id, raise->area)))
            return false;
    return true;
}

bool ledger_settle(struct ledger *ledger, struct db *db) {
    db_of_account(db, EVERY_ACCOUNT);
    bool fine = counted_merge(db, ledger->plans, &ledger->counted) && raise_versions(ledger, db) &&
                write_entries(ledger, db);

    ledger_clear(ledger);
    return fine;
}

bool ledger_commit(struct ledger *ledger, struct db *db) {
    return ledger_settle(ledger, db) && db_commit(db);
}

/* ---- as the writer calls it ---- */

static void begin_job(void *ledger) {
    ledger_begin_job(ledger);
}

static void undo_job(void *ledger) {
    ledger_undo_job(ledger);
}

static bool finish(void *ledger, struct db *db) {
    return ledger_settle(ledger, db);
}

static void clear(void *ledger) {
    ledger_clear(ledger);
}

struct writer_hooks ledger_hooks(struct ledger *ledger) {
    return (struct writer_hooks){.context = ledger,
                                 .begin_job = begin_job,
                                 .undo_job = undo_job,
                                 .finish = finish,
                                 .end = clear};
}
