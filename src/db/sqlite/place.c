/* place.c - whether the files of a database are still where others look for them.
 *
 * SQLite writes through the descriptors that it has open, whatever their names stand for meanwhile.
 * What is committed to a file without a name, or beside one that was put in its place, nobody will
 * find again. So each transaction that writes looks at its beginning and after its commit:
 *
 *   lost     the name of the database, its WAL or the WAL's index is gone, or stands for another
 *            file than the one that is open: device and inode are compared. When the name comes
 *            back, so does the database
 *   cut      the file is shorter than what is known to be in it. Of the database that is what the
 *            last complete copy of the WAL has left, of the WAL the frames that its index counts.
 *            An index that was cut can't be gone on with at all (base/mapped.h)
 *   foreign  the file is the same, but somebody has written something else into it: the first page
 *            does not belong to the WAL (wal_fit.c), or the WAL's header is not that of its index
 *
 * None of these can be missed between the two looks but by what was undone in between. Files are
 * looked at by stat() and through SQLite's own descriptors: to open and close one would drop the
 * locks of the process.
 *
 * What becomes of transactions that were acknowledged and are in the WAL alone:
 *
 *   the WAL has lost its name          they are copied into the database file, which has its name
 *   the database has lost its name     they are copied into it, wherever it was moved to. The WAL
 *                                      stays, under its name, and a start beside it is refused
 *   both, as with the directory        likewise; whoever moved both has moved all
 *   cut or foreign                     nothing is copied, which would mix two states
 *
 * When such a connection is closed, SQLite may not delete the WAL: it goes by the name, and the
 * file that has it may be somebody else's. */
#include "base/log.h"
#include "base/mapped.h"
#include "db/sqlite/parts.h"
#include "db/sqlite/wal_fit.h"

#include <stdlib.h>
#include <sys/stat.h>

enum {
    SALTS_IN_WAL = 16,
    REGION_BYTES = 32768, /* of the index */
    REGION_FRAMES = 4096,
    HEADER_FRAMES = 34, /* fewer in the first region, which has the header */
};

static const char *const suffixes[PLACE_FILES] = {"", "-wal", "-shm"};

void place_begin(struct db *db, const char *path) {
    struct db_place *place = &inside(db)->place;
    struct stat found;

    for (int i = 0; i < PLACE_FILES; i++) {
        size_t size = strlen(path) + strlen(suffixes[i]) + 1;
        place->names[i] = malloc(size);
        NEEDED(place->names[i]);
        memcpy(place->names[i], path, strlen(path));
        memcpy(place->names[i] + strlen(path), suffixes[i], strlen(suffixes[i]) + 1);
    }
    if (stat(path, &found) != 0)
        return;
    place->least_size = (uint64_t)found.st_size;
    place->inodes[PLACE_DATABASE] = (struct place_inode){found.st_dev, found.st_ino, true};
}

void place_forget_wal(struct db *db) {
    inside(db)->place.inodes[PLACE_WAL].is_known = false;
    inside(db)->place.inodes[PLACE_INDEX].is_known = false;
    inside(db)->place.least_size = 0;
}

void place_end(struct db *db) {
    for (int i = 0; i < PLACE_FILES; i++)
        free(inside(db)->place.names[i]);
}

/* What is there for the first time is the one that is meant. */
static bool has_name(struct db_place *place, enum place_file which, struct stat *ret) {
    struct place_inode *inode = &place->inodes[which];

    if (stat(place->names[which], ret) != 0) {
        ret->st_size = -1;
        return !inode->is_known;
    }
    if (!inode->is_known)
        *inode = (struct place_inode){ret->st_dev, ret->st_ino, true};
    return inode->device == ret->st_dev && inode->number == ret->st_ino;
}

static uint64_t wal_size(const struct wal_state *wal) {
    return wal->frames == 0 ? 0
                            : WAL_HEADER + (uint64_t)wal->frames * (FRAME_HEADER + wal->page_size);
}

static uint64_t index_size(const struct wal_state *wal) {
    uint64_t regions = ((uint64_t)wal->frames + HEADER_FRAMES + REGION_FRAMES - 1) / REGION_FRAMES;

    return REGION_BYTES * (regions > 0 ? regions : 1);
}

/* After a complete copy the file has all pages; before the next it may lack new ones. */
static void learn_size(struct db_place *place, const struct wal_state *wal) {
    uint64_t size = (uint64_t)wal->pages * wal->page_size;

    if (wal->pages > 0 && (wal->frames == wal->copied || size < place->least_size))
        place->least_size = size;
}

void place_learn(struct db *db) {
    struct wal_state wal;

    if (inside(db)->wal_index && stamp_read_state(db, &wal))
        learn_size(&inside(db)->place, &wal);
}

static bool is_short(const struct stat *found, uint64_t least) {
    return found->st_size >= 0 && (uint64_t)found->st_size < least;
}

static void tell(struct db_place *place, enum place_fault fault, enum place_file which) {
    place->fault = fault;
    if (place->told == fault || place->is_quiet)
        return;
    place->told = fault;
    if (fault == PLACE_CUT)
        log_error("The file %s was cut while it was in use. Nothing is stored until it is whole "
                  "again.",
                  place->names[which]);
    if (fault == PLACE_FOREIGN)
        log_error("The file %s was overwritten while it was in use. Nothing is stored any more: "
                  "stop the server, and put back the data directory as it was.",
                  place->names[which]);
}

/* A file that can't be read now says nothing of whose it is; one that is too short does. */
static bool read_file(struct db *db, sqlite3_file *file, uint64_t at, void *to, size_t count) {
    int code = file->pMethods->xRead(file, to, (int)count, (sqlite3_int64)at);

    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        inside(db)->place.read_fault = code;
    return code == SQLITE_OK;
}

struct reading {
    struct db *db;
    sqlite3_file *file;
};

static bool read_piece(void *context, uint64_t at, void *to, size_t count) {
    const struct reading *reading = context;

    return read_file(reading->db, reading->file, at, to, count);
}

/* Others may have shortened the file since this connection looked, and made pages since that are in
 * the WAL alone. But between two copies it has the pages that its first one counts. */
static bool lacks_pages(struct db *db, const struct stat *found, const struct wal_state *wal) {
    unsigned char header[DATABASE_HEADER];

    if (!is_short(found, inside(db)->place.least_size) || wal->copied != wal->attempted)
        return false;
    return read_file(db, inside(db)->file, 0, header, sizeof(header))
               ? is_short(found, (uint64_t)header_pages(header) * wal->page_size)
               : inside(db)->place.read_fault == SQLITE_OK;
}

/* A look without a lock counts only if nobody has written meanwhile; with it, others may copy. */
static bool sizes_are_fine(struct db *db, const struct stat found[PLACE_FILES], bool is_locked,
                           struct wal_state *wal) {
    struct db_place *place = &inside(db)->place;
    struct wal_state after;
    bool is_cut = is_short(&found[PLACE_WAL], wal_size(wal));

    learn_size(place, wal);
    bool is_short_file = lacks_pages(db, &found[PLACE_DATABASE], wal);
    bool is_torn = is_short(&found[PLACE_INDEX], index_size(wal));
    if (!is_cut && !is_short_file && !is_torn)
        return true;
    bool is_same = stamp_read_state(db, &after) && memcmp(wal, &after, sizeof(after)) == 0;
    if (!is_same && !(is_locked && (is_cut || is_torn)))
        return true;
    if (is_torn)
        mapped_end(place->names[PLACE_INDEX]);
    tell(place, PLACE_CUT, is_cut ? PLACE_WAL : PLACE_DATABASE);
    return false;
}

static sqlite3_file *wal_file(struct db *db) {
    sqlite3_file *file = NULL;

    if (sqlite3_file_control(inside(db)->sqlite, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) !=
        SQLITE_OK)
        return NULL;
    return file && file->pMethods ? file : NULL;
}

/* The usual cases need no look at the WAL: nothing was copied, or the last mark was. */
static bool first_page_belongs(struct db *db, sqlite3_file *wal) {
    unsigned char header[DATABASE_HEADER];
    struct reading reading = {db, wal};
    const struct bytes bytes = {&reading, read_piece};
    int64_t mark = 0;

    if (!read_file(db, inside(db)->file, 0, header, sizeof(header)))
        return false;
    if (memcmp(header, inside(db)->place.header, sizeof(header)) == 0)
        return true;
    if (statement_integer(db_statement(db, STR("PRAGMA user_version")), &mark) != DB_ROW)
        return true; /* something else is wrong, and says so */
    if ((uint32_t)mark != mark_in(header) && (uint32_t)mark != header_mark(header) &&
        !wal_fits(&bytes, header))
        return false;
    memcpy(inside(db)->place.header, header, sizeof(header));
    return true;
}

static bool wal_is_ours(struct db *db, sqlite3_file *file, const struct wal_state *wal) {
    unsigned char header[WAL_HEADER];

    return wal->frames == 0 || (read_file(db, file, 0, header, sizeof(header)) &&
                                memcmp(header + SALTS_IN_WAL, wal->salts, sizeof(wal->salts)) == 0);
}

static bool contents_are_fine(struct db *db, const struct wal_state *wal) {
    sqlite3_file *file = wal_file(db);

    if (!file)
        return true;
    bool is_ours = wal_is_ours(db, file, wal);
    if (is_ours && first_page_belongs(db, file))
        return true;
    if (inside(db)->place.read_fault == SQLITE_OK)
        tell(&inside(db)->place, PLACE_FOREIGN, is_ours ? PLACE_DATABASE : PLACE_WAL);
    return false;
}

static bool look(struct db *db, bool is_locked) {
    struct db_place *place = &inside(db)->place;
    struct stat found[PLACE_FILES];
    struct wal_state wal;
    bool has_state = stamp_read_state(db, &wal);

    place->read_fault = SQLITE_OK;
    for (enum place_file i = PLACE_DATABASE; i < PLACE_FILES; i++)
        if (!has_name(place, i, &found[i])) {
            tell(place, PLACE_LOST, i);
            return false;
        }
    return !has_state ||
           (sizes_are_fine(db, found, is_locked, &wal) &&
            (!is_locked || contents_are_fine(db, &wal)) && place->read_fault == SQLITE_OK);
}

bool place_is_fine(struct db *db, bool is_locked) {
    if (!inside(db)->place.names[PLACE_DATABASE])
        return true;
    if (!look(db, is_locked)) {
        db->trouble = DB_LOST;
        if (inside(db)->place.read_fault != SQLITE_OK) {
            db->trouble = DB_OTHER;
            log_error("The database's files cannot be read, so nothing is written: %s (%d)",
                      sqlite3_errstr(inside(db)->place.read_fault), inside(db)->place.read_fault);
        }
        return false;
    }
    inside(db)->place.fault = inside(db)->place.told = PLACE_FINE;
    return true;
}

bool place_is_unchanged(struct db *db) {
    unsigned char header[DATABASE_HEADER];
    struct wal_state wal;
    sqlite3_file *file = wal_file(db);

    return inside(db)->place.fault == PLACE_FINE && file && look(db, false) &&
           stamp_read_state(db, &wal) && wal_is_ours(db, file, &wal) &&
           read_file(db, inside(db)->file, 0, header, sizeof(header)) &&
           memcmp(header, inside(db)->place.header, sizeof(header)) == 0;
}

/* Of a fault that only says where the files are. What readers hold up is copied the next time. */
void sqlite_rescue(struct db *db) {
    if (inside(db)->place.fault == PLACE_LOST)
        sqlite3_wal_checkpoint_v2(inside(db)->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

bool sqlite_is_cut(const struct db *db) {
    return inside(db)->place.fault == PLACE_CUT;
}

void place_leave(struct db *db) {
    db_rescue(db);
    sqlite3_db_config(inside(db)->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}
