/* wal_fit.c - reads WALs and journals, to find whether they belong to a database file.
 *
 * How it is made sure (db/mark.c writes, this file reads):
 *
 *   1. Whenever pages have been copied from the WAL into the database file (a checkpoint) or a new
 *      WAL begins, the next transaction sets `user_version` in the first page to the *mark* of the
 *      first page that is in the file now: a hash of its header, the 100 bytes that SQLite keeps
 *      there. So that first page, as it is afterwards, is in the WAL with the mark.
 *   2. The file's first page is changed by checkpoints alone. At any time it is the one that the
 * WAL was begun on, or one that a checkpoint has copied from the WAL.
 *   3. So a file belongs to a WAL when a first page in the WAL is the file's own, or has the file's
 *      mark as its user_version. A new database begins with a random user_version; every mark is
 *      made of the header with the mark before it, so headers of two databases, or of two times,
 * are not the same. Since the mark changes after each checkpoint, they also differ between the
 *      copies that were made before and after a transaction.
 *
 * Only the header counts, since it is within one sector, which a loss of power leaves whole. Only
 * frames of finished transactions count, as for SQLite: with the salts of the WAL and the right
 * checksums, up to the last commit.
 *
 * What has no such mark can't be told apart, and fits: a WAL without first pages; one without marks
 * beside a database without (of a program from before this rule); and one that another program has
 * begun, which leaves user_version as it is, and has counted the file's change counter on by one.
 *
 * A rollback journal (of a load, db/bulk.h) has the first page as it was before. The file's is the
 * same still, or it has the mark of that one, or was only switched between journals. */
#include "db/sqlite/wal_fit.h"

#include <string.h>
#include <xxhash.h>

enum {
    WAL_MAGIC = 0x377f0682, /* the last bit: checksums of big-endian words */
    WAL_VERSION = 3007000,
    PAGE_LEAST = 512,
    PAGE_MOST = 65536,
    JOURNAL_HEADER = 28,
    SCHEMA_CHANGES = 16,        /* a guess; those of sql/ are hundreds */
    JOURNAL_SEARCHED = 1 << 16, /* records; the first page is changed early */
};

/* Where things stand in a database's header. */
enum { PAGE_SIZE_AT = 16, CHANGES_AT = 24, PAGES_AT = 28, COOKIE_AT = 40, MARK_AT = 60 };

static uint32_t big_endian(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t little_endian(const unsigned char *at) {
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

uint32_t header_mark(const unsigned char header[DATABASE_HEADER]) {
    uint32_t mark = (uint32_t)XXH3_64bits(header, DATABASE_HEADER);

    return mark ? mark : 1;
}

uint32_t mark_in(const unsigned char header[DATABASE_HEADER]) {
    return big_endian(header + MARK_AT);
}

uint32_t header_pages(const unsigned char header[DATABASE_HEADER]) {
    return big_endian(header + PAGES_AT);
}

static bool is_page_size(uint32_t size) {
    return size >= PAGE_LEAST && size <= PAGE_MOST && (size & (size - 1)) == 0;
}

static uint32_t page_size_in(const unsigned char *header) {
    uint32_t size = (uint32_t)header[PAGE_SIZE_AT] << 8 | header[PAGE_SIZE_AT + 1];

    return size == 1 ? PAGE_MOST : size;
}

/* Begun or gone on with by somebody who does not set marks, and has hardly changed the schema.
 * Copies by SQLite's backup and by VACUUM INTO count changes and schemas in other ways. */
static bool follows(const unsigned char *after, const unsigned char *before) {
    return mark_in(after) == mark_in(before) &&
           big_endian(after + COOKIE_AT) - big_endian(before + COOKIE_AT) <= SCHEMA_CHANGES &&
           big_endian(after + CHANGES_AT) == big_endian(before + CHANGES_AT) + 1;
}

/* ---- the WAL ---- */

struct sum {
    uint32_t first, second;
};

struct wal {
    const struct bytes *bytes;
    const unsigned char *header; /* of the database */
    unsigned char salts[8];
    bool is_big;
    uint32_t page_size;
    struct sum sum; /* of all up to here */
    /* Of transactions that are finished, and of the one that is being read. */
    struct found {
        bool any, any_first, belongs, all_unmarked;
        unsigned char first[DATABASE_HEADER]; /* the earliest first page */
    } found;
    unsigned char frame[FRAME_HEADER + PAGE_MOST];
};

static void add_up(struct wal *wal, const unsigned char *at, size_t count) {
    uint32_t (*word)(const unsigned char *) = wal->is_big ? big_endian : little_endian;

    for (size_t i = 0; i < count; i += 8) {
        wal->sum.first += word(at + i) + wal->sum.second;
        wal->sum.second += word(at + i + 4) + wal->sum.first;
    }
}

static bool sum_is(const struct wal *wal, const unsigned char *at) {
    return big_endian(at) == wal->sum.first && big_endian(at + 4) == wal->sum.second;
}

/* False when there is nothing in it that counts. */
static bool read_wal_header(struct wal *wal) {
    unsigned char *at = wal->frame;

    if (!wal->bytes->read(wal->bytes->context, 0, at, WAL_HEADER))
        return false;
    wal->is_big = big_endian(at) & 1;
    wal->page_size = big_endian(at + 8);
    memcpy(wal->salts, at + 16, sizeof(wal->salts));
    if ((big_endian(at) & ~1U) != WAL_MAGIC || big_endian(at + 4) != WAL_VERSION ||
        !is_page_size(wal->page_size))
        return false;
    add_up(wal, at, 24);
    return sum_is(wal, at + 24);
}

static bool read_frame(struct wal *wal, uint64_t number) {
    unsigned char *at = wal->frame;
    size_t size = FRAME_HEADER + wal->page_size;

    if (!wal->bytes->read(wal->bytes->context, WAL_HEADER + number * size, at, size) ||
        big_endian(at) == 0 || memcmp(at + 8, wal->salts, sizeof(wal->salts)) != 0)
        return false;
    add_up(wal, at, 8);
    add_up(wal, at + FRAME_HEADER, wal->page_size);
    return sum_is(wal, at + 16);
}

static void look_at_first_page(struct found *found, const unsigned char *page,
                               const unsigned char *header) {
    if (!found->any_first)
        memcpy(found->first, page, DATABASE_HEADER);
    found->all_unmarked = (found->all_unmarked || !found->any_first) && mark_in(page) == 0;
    found->any_first = true;
    if (memcmp(page, header, DATABASE_HEADER) == 0 || mark_in(page) == header_mark(header))
        found->belongs = true;
}

/* Up to the end, or to the commit of what shows that they belong together. */
static void read_frames(struct wal *wal) {
    struct found running = wal->found;

    for (uint64_t i = 0; !wal->found.belongs && read_frame(wal, i); i++) {
        running.any = true;
        if (big_endian(wal->frame) == 1)
            look_at_first_page(&running, wal->frame + FRAME_HEADER, wal->header);
        if (big_endian(wal->frame + 4) != 0)
            wal->found = running;
    }
}

bool wal_fits(const struct bytes *bytes, const unsigned char header[DATABASE_HEADER]) {
    struct wal wal = {.bytes = bytes, .header = header};

    if (!read_wal_header(&wal))
        return true;
    read_frames(&wal);
    if (!wal.found.any || wal.found.belongs)
        return true;
    if (wal.page_size != page_size_in(header))
        return false;
    return !wal.found.any_first || (wal.found.all_unmarked && mark_in(header) == 0) ||
           follows(wal.found.first, header);
}

/* ---- the journal ---- */

struct journal {
    const struct bytes *bytes;
    uint32_t records, nonce, pages, sector, page_size; /* `pages`: of the file before */
    unsigned char record[4 + PAGE_MOST + 4];
};

/* False when SQLite would not roll back by it. */
static bool read_journal_header(struct journal *journal) {
    static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
    unsigned char *at = journal->record;

    if (!journal->bytes->read(journal->bytes->context, 0, at, JOURNAL_HEADER) ||
        memcmp(at, magic, sizeof(magic)) != 0)
        return false;
    journal->records = big_endian(at + 8);
    journal->nonce = big_endian(at + 12);
    journal->pages = big_endian(at + 16);
    journal->sector = big_endian(at + 20);
    journal->page_size = big_endian(at + 24);
    return is_page_size(journal->page_size) && journal->sector >= 32 &&
           journal->sector <= PAGE_MOST;
}

static uint32_t sum_of_record(const struct journal *journal) {
    uint32_t sum = journal->nonce;

    for (int64_t i = (int64_t)journal->page_size - 200; i > 0; i -= 200)
        sum += journal->record[4 + i];
    return sum;
}

/* Leaves it in `record`. Until a journal was synced, it does not say how many records it has. */
static bool find_first_page(struct journal *journal) {
    size_t size = 4 + journal->page_size + 4;
    bool is_counted = journal->records != 0 && journal->records != UINT32_MAX;
    uint32_t count =
        is_counted && journal->records < JOURNAL_SEARCHED ? journal->records : JOURNAL_SEARCHED;

    for (uint32_t i = 0; i < count; i++) {
        if (!journal->bytes->read(journal->bytes->context, journal->sector + (uint64_t)i * size,
                                  journal->record, size) ||
            big_endian(journal->record + size - 4) != sum_of_record(journal))
            return false;
        if (big_endian(journal->record) == 1)
            return true;
    }
    return false;
}

bool journal_fits(const struct bytes *bytes, const unsigned char header[DATABASE_HEADER]) {
    struct journal journal = {.bytes = bytes};

    if (!read_journal_header(&journal))
        return true;
    /* Before it was synced, the file was not touched; and SQLite would cut it to what it was. */
    if (!find_first_page(&journal))
        return journal.records > 0 || journal.pages == big_endian(header + PAGES_AT);
    const unsigned char *before = journal.record + 4;
    return memcmp(before, header, DATABASE_HEADER) == 0 || mark_in(header) == header_mark(before) ||
           follows(header, before) || (mark_in(header) == 0 && mark_in(before) == 0);
}
