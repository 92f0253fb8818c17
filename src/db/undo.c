/* undo.c - keeps what takes back a job, or a statement of it, in one growing piece of memory.
 *
 * SQLite copies each page into a "sub-journal" before a savepoint changes it. Its own sub-journal
 * in memory is a chain of pieces of a kilobyte, each allocated, each walked through. Here the file
 * system that SQLite asks for files gives it a file in memory for that; all others are the usual.
 */
#include "base/log.h"
#include "db/sqlite_parts.h"

#include <stdlib.h>

struct memory_file {
    sqlite3_file file; /* first */
    char *bytes;
    sqlite3_int64 size, room;
};

static struct memory_file *of(sqlite3_file *file) {
    return (struct memory_file *)file;
}

static int close_file(sqlite3_file *file) {
    sqlite3_free(of(file)->bytes);
    return SQLITE_OK;
}

static int read_file(sqlite3_file *file, void *to, int count, sqlite3_int64 at) {
    const struct memory_file *memory = of(file);
    sqlite3_int64 there = memory->size - at;

    if (there >= count) {
        memcpy(to, memory->bytes + at, (size_t)count);
        return SQLITE_OK;
    }
    memset(to, 0, (size_t)count);
    if (there > 0)
        memcpy(to, memory->bytes + at, (size_t)there);
    return SQLITE_IOERR_SHORT_READ;
}

static bool make_room(struct memory_file *memory, sqlite3_int64 needed) {
    sqlite3_int64 room = memory->room ? memory->room : 64 * 1024;

    if (needed <= memory->room)
        return true;
    while (room < needed)
        room *= 2;
    char *bytes = sqlite3_realloc64(memory->bytes, (sqlite3_uint64)room);
    if (!bytes)
        return false;
    memory->bytes = bytes;
    memory->room = room;
    return true;
}

static int write_file(sqlite3_file *file, const void *from, int count, sqlite3_int64 at) {
    struct memory_file *memory = of(file);

    if (!make_room(memory, at + count))
        return SQLITE_IOERR_NOMEM;
    if (at > memory->size)
        memset(memory->bytes + memory->size, 0, (size_t)(at - memory->size));
    memcpy(memory->bytes + at, from, (size_t)count);
    if (at + count > memory->size)
        memory->size = at + count;
    return SQLITE_OK;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    struct memory_file *memory = of(file);

    if (size < memory->size)
        memory->size = size;
    return SQLITE_OK;
}

static int tell_size(sqlite3_file *file, sqlite3_int64 *ret) {
    *ret = of(file)->size;
    return SQLITE_OK;
}

/* Nobody else has the file, and nothing of it is to last. */
static int sync_file(sqlite3_file *file, int flags) {
    (void)file;
    (void)flags;
    return SQLITE_OK;
}

static int lock_file(sqlite3_file *file, int lock) {
    (void)file;
    (void)lock;
    return SQLITE_OK;
}

static int tell_lock(sqlite3_file *file, int *ret) {
    (void)file;
    *ret = 0;
    return SQLITE_OK;
}

static int control(sqlite3_file *file, int operation, void *argument) {
    (void)file;
    (void)operation;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int tell_nothing(sqlite3_file *file) {
    (void)file;
    return 0;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = tell_size,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = tell_lock,
    .xFileControl = control,
    .xSectorSize = tell_nothing,
    .xDeviceCharacteristics = tell_nothing,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *ret_flags) {
    sqlite3_vfs *usual = sqlite3_vfs_find("unix");

    (void)vfs;
    if (!(flags & SQLITE_OPEN_SUBJOURNAL))
        return usual->xOpen(usual, name, file, flags, ret_flags);
    *of(file) = (struct memory_file){.file = {.pMethods = &methods}};
    if (ret_flags)
        *ret_flags = flags;
    return SQLITE_OK;
}

void undo_in_memory(void) {
    /* Sub-journals are files from their first byte on; of connections whose temp_store is FILE. */
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 0);
    const sqlite3_vfs *usual = sqlite3_vfs_find("unix");
    sqlite3_vfs *own = malloc(sizeof(*own));
    ALWAYS(own && usual);
    *own = *usual;
    own->zName = "glimt";
    own->xOpen = open_file;
    if (own->szOsFile < (int)sizeof(struct memory_file))
        own->szOsFile = (int)sizeof(struct memory_file);
    ALWAYS(sqlite3_vfs_register(own, true) == SQLITE_OK);
}
