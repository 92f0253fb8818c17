/* named_files.c - the files of several resources, put in one order.
 *
 * Each resource gives its next files by an index, in order. All are put into one array that
 * is kept in order and drops what comes after its end: the first of all are among the first of
 * each. Files come by the page and not from one long statement, so that whoever takes days for them
 * holds no snapshot, and can go on from where it was. */
#include "upkeep/named_files.h"

#include "base/log.h"
#include "plan/parameters.h"

enum { PAGE = 256 };

struct page {
    struct named_file *files;
    size_t most, count;
};

int named_file_compare(const struct named_file *a, const struct named_file *b) {
    if (a->account_id != b->account_id)
        return a->account_id < b->account_id ? -1 : 1;
    return strcmp(a->hash, b->hash);
}

/* From the end, since what comes mostly belongs there. */
static void put(struct page *page, const struct named_file *file) {
    size_t at = page->count;

    while (at > 0 && named_file_compare(file, &page->files[at - 1]) < 0)
        at--;
    if (at > 0 && named_file_compare(file, &page->files[at - 1]) == 0) {
        if (page->files[at - 1].size != file->size)
            page->files[at - 1].size = -1;
        return;
    }
    if (at == page->most)
        return;
    page->count += page->count < page->most;
    memmove(&page->files[at + 1], &page->files[at], (page->count - 1 - at) * sizeof(*file));
    page->files[at] = *file;
}

static struct named_file read_file(struct statement *row) {
    struct named_file file = {.account_id = column_integer(row, 0), .size = -1};
    struct str hash = column_text(row, 1);

    ALWAYS(hash.len == FILE_HASH_LENGTH);
    memcpy(file.hash, hash.at, hash.len);
    if (!column_is_null(row, 2) && column_integer(row, 2) == column_integer(row, 3))
        file.size = column_integer(row, 2);
    return file;
}

static bool put_files_of(struct page *page, struct db *db, const struct plan *plan,
                         const struct named_file *after) {
    struct statement *row = db_prepared(db, &plan->names_files);
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, ROW_ACCOUNT, after->account_id);
    statement_bind_text(row, ROW_ID, str_of(after->hash));
    statement_bind_integer(row, ROW_MORE, (int64_t)page->most);
    while ((step = statement_step(row)) == DB_ROW) {
        struct named_file file = read_file(row);
        put(page, &file);
    }
    statement_reset(row);
    return step == DB_END;
}

bool named_files_next(struct db *db, const struct plans *plans, const struct named_file *after,
                      struct named_file *ret, size_t most, size_t *ret_count) {
    struct page page = {ret, most, 0};

    for (size_t i = 0; i < plans->count; i++)
        if (plans->all[i].names_files.text.len > 0 &&
            !put_files_of(&page, db, &plans->all[i], after))
            return false;
    *ret_count = page.count;
    return true;
}

bool named_files_row(struct db *db, const struct plans *plans, int64_t account_id, const char *hash,
                     struct named_row *ret) {
    *ret = (struct named_row){NULL, 0};
    for (size_t i = 0; i < plans->count && !ret->table; i++) {
        if (plans->all[i].keeps_file.text.len == 0)
            continue;
        struct statement *row = db_prepared(db, &plans->all[i].keeps_file);
        if (!row)
            return false;
        statement_bind_integer(row, ROW_ACCOUNT, account_id);
        statement_bind_text(row, ROW_ID, str_of(hash));
        enum db_step step = statement_integer(row, &ret->id);
        if (step == DB_FAILED)
            return false;
        if (step == DB_ROW)
            ret->table = plans->all[i].resource->table;
    }
    return true;
}

bool named_files_visit(struct db *db, const struct plans *plans,
                       bool (*visit)(void *context, const struct named_file *file), void *context) {
    struct named_file files[PAGE], after = NAMED_FILE_NONE;
    size_t count;

    do {
        if (!named_files_next(db, plans, &after, files, PAGE, &count))
            return false;
        for (size_t i = 0; i < count; i++)
            if (!visit(context, &files[i]))
                return false;
        if (count > 0)
            after = files[count - 1];
    } while (count == PAGE);
    return true;
}
