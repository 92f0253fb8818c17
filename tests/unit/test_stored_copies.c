/* test_stored_copies.c - copies of files in a ledger, their bytes in chunks, and those fetched. */
#include "base/clock.h"
#include "files/database/chunks.h"
#include "files/database/ledger.h"
#include "files/database/remote.h"
#include "files/staged.h"

#include "memory_database.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define LATER "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static struct stored_copy copy_of(int64_t account_id, const char *hash, int64_t number,
                                  int64_t size) {
    struct stored_copy copy = {account_id, number, size, HELD_IN_DATABASE, ""};

    memcpy(copy.hash, hash, sizeof(copy.hash));
    return copy;
}

/* `COPY STATE` of all, in their order. */
static const char *all(struct scratch *scratch, struct db *db) {
    return database_text(scratch->arena, db,
                         "SELECT copy || ' ' || state FROM stored_copies ORDER BY copy");
}

/* ---- the ledger ---- */

static void a_copy_takes_the_place_of_the_one_before(void **state) {
    struct stored_copy first = copy_of(1, HASH, 1, 10), second = copy_of(1, HASH, 2, 10);
    struct scratch scratch;
    bool replaced;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(ledger_add(db, &first) && ledger_add(db, &second));
    assert_string_equal(all(&scratch, db), "1 1, 2 1");
    assert_true(ledger_link(db, &first, &replaced));
    assert_false(replaced);
    assert_true(ledger_link(db, &second, &replaced));
    assert_true(replaced);
    assert_string_equal(all(&scratch, db), "1 4, 2 2");
    assert_false(ledger_link(db, &first, &replaced)); /* it is given up */
    db_close(db);
    scratch_remove(&scratch);
}

static void nothing_of_another_account_or_hash_is_touched(void **state) {
    const struct stored_copy copies[] = {copy_of(1, HASH, 1, 10), copy_of(2, HASH, 2, 10),
                                         copy_of(1, LATER, 3, 10)};
    struct scratch scratch;
    bool is;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    for (size_t i = 0; i < COUNT(copies); i++)
        assert_true(ledger_add(db, &copies[i]) && ledger_link(db, &copies[i], &is) && !is);
    assert_true(ledger_move(db, 1, HASH, COPY_IN_PLACE, COPY_ASIDE, &is) && is);
    assert_string_equal(all(&scratch, db), "1 3, 2 2, 3 2");
    assert_true(ledger_move(db, 1, HASH, COPY_IN_PLACE, COPY_ASIDE, &is) && !is);
    assert_true(ledger_move(db, 3, HASH, COPY_IN_PLACE, COPY_DOOMED, &is) && !is);
    assert_string_equal(all(&scratch, db), "1 3, 2 2, 3 2");
    db_close(db);
    scratch_remove(&scratch);
}

static void what_is_in_its_place_is_found_before_what_is_aside(void **state) {
    struct stored_copy aside = copy_of(1, HASH, 1, 10), placed = copy_of(1, HASH, 2, 20), found;
    struct scratch scratch;
    enum copy_state in;
    int64_t since;
    bool is;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(ledger_add(db, &aside));
    assert_true(ledger_find(db, 1, HASH, &found, &in, &since) && in == 0);
    assert_true(ledger_link(db, &aside, &is));
    assert_true(ledger_move(db, 1, HASH, COPY_IN_PLACE, COPY_ASIDE, &is));
    assert_true(ledger_find(db, 1, HASH, &found, &in, &since));
    assert_true(in == COPY_ASIDE && found.number == 1 && found.size == 10);
    assert_true(since <= instant_now() && since > instant_now() - 60);
    assert_true(ledger_add(db, &placed) && ledger_link(db, &placed, &is) && !is);
    assert_true(ledger_find(db, 1, HASH, &found, &in, &since));
    assert_true(in == COPY_IN_PLACE && found.number == 2 && found.size == 20);
    assert_true(found.account_id == 1 && found.held_in == HELD_IN_DATABASE);
    assert_string_equal(found.hash, HASH);
    db_close(db);
    scratch_remove(&scratch);
}

static void what_was_left_on_its_way_expires(void **state) {
    struct stored_copy left = copy_of(1, HASH, 1, 10), coming = copy_of(1, HASH, 2, 10),
                       placed = copy_of(1, LATER, 3, 10), doomed[3];
    struct scratch scratch;
    size_t count;
    int64_t coming_count;
    bool is;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    assert_true(ledger_add(db, &left) && ledger_add(db, &coming) && ledger_add(db, &placed));
    assert_true(ledger_link(db, &placed, &is));
    assert_true(db_execute(db, "UPDATE stored_copies SET since = since - 86400 - 60"
                               " WHERE copy IN (1, 3)"));
    assert_true(db_execute(db, "UPDATE stored_copies SET since = since - 86400 + 60"
                               " WHERE copy = 2"));
    assert_true(ledger_expire(db));
    assert_string_equal(all(&scratch, db), "1 4, 2 1, 3 2");
    assert_true(ledger_count_coming(db, &coming_count) && coming_count == 1);
    assert_false(ledger_link(db, &left, &is));
    assert_true(ledger_doomed(db, &(struct stored_copy){0}, doomed, COUNT(doomed), &count) &&
                count == 1);
    assert_int_equal(doomed[0].number, 1);
    assert_true(ledger_forget(db, &left) && ledger_forget(db, &coming));
    assert_string_equal(all(&scratch, db), "2 1, 3 2");
    assert_true(ledger_has(db, &left, &is) && !is);
    assert_true(ledger_has(db, &coming, &is) && is);
    assert_true(ledger_drop(db, &coming) && ledger_drop(db, &placed) && ledger_drop(db, &left));
    assert_string_equal(all(&scratch, db), "2 4, 3 2");
    db_close(db);
    scratch_remove(&scratch);
}

static void pages_follow_each_other(void **state) {
    struct stored_copy after = {.account_id = 0}, page[2];
    struct scratch scratch;
    char seen[64] = "";
    size_t count, len = 0;
    bool is;

    (void)state;
    scratch_make(&scratch);
    struct db *db = scratch_open(&scratch, DB_CREATE);
    for (int64_t i = 1; i <= 5; i++) {
        struct stored_copy copy = copy_of((i + 1) / 2, i % 2 ? HASH : LATER, i, i);
        assert_true(ledger_add(db, &copy) && ledger_link(db, &copy, &is));
    }
    do {
        assert_true(ledger_next(db, COPY_IN_PLACE, &after, page, COUNT(page), &count));
        for (size_t i = 0; i < count; i++)
            len += (size_t)snprintf(seen + len, sizeof(seen) - len, "%lld ",
                                    (long long)page[i].number);
        after = count > 0 ? page[count - 1] : after;
    } while (count == COUNT(page));
    assert_string_equal(seen, "1 2 3 4 5 ");
    db_close(db);
    scratch_remove(&scratch);
}

/* ---- chunks ---- */

enum { LENGTH = 2 * HOLDER_PIECE + 17 };

static char byte_at(int64_t at) {
    return (char)(at * 31 + at / HOLDER_PIECE);
}

static int file_of(int64_t size) {
    int descriptor = memfd_create("file", MFD_CLOEXEC);
    char *bytes = malloc((size_t)size + 1);

    assert_true(descriptor >= 0 && bytes);
    for (int64_t i = 0; i < size; i++)
        bytes[i] = byte_at(i);
    assert_int_equal(write(descriptor, bytes, (size_t)size), size);
    free(bytes);
    return descriptor;
}

struct kept {
    struct scratch scratch;
    struct db *db; /* beside the holder's */
    struct connections *connections;
    struct holder *chunks;
};

static void open_kept(struct kept *kept) {
    scratch_make(&kept->scratch);
    kept->db = scratch_open(&kept->scratch, DB_CREATE);
    kept->connections = connections_open(kept->scratch.arena, db_in(kept->scratch.directory));
    kept->chunks = chunks_open(kept->scratch.arena, kept->connections);
}

static void close_kept(struct kept *kept) {
    connections_close(kept->connections);
    db_close(kept->db);
    scratch_remove(&kept->scratch);
}

static void bytes_come_back_from_wherever(void **state) {
    static const int64_t places[] = {0, 1, HOLDER_PIECE - 1, HOLDER_PIECE, LENGTH - 1};
    struct stored_copy copy = copy_of(1, HASH, 7, LENGTH);
    int descriptor = file_of(LENGTH);
    char *room = malloc(HOLDER_PIECE);
    struct kept kept;

    (void)state;
    open_kept(&kept);
    assert_true(kept.chunks->put(kept.chunks, &copy, descriptor));
    assert_string_equal(all(&kept.scratch, kept.db), "7 1");
    for (size_t i = 0; i < COUNT(places); i++) {
        ssize_t count = kept.chunks->read(kept.chunks, &copy, places[i], room, HOLDER_PIECE);
        assert_true(count > 0 && places[i] + count <= LENGTH);
        for (ssize_t at = 0; at < count; at++)
            assert_int_equal(room[at], byte_at(places[i] + at));
    }
    assert_int_equal(kept.chunks->read(kept.chunks, &copy, LENGTH, room, HOLDER_PIECE), 0);
    copy.number++;
    errno = 0;
    assert_int_equal(kept.chunks->read(kept.chunks, &copy, 0, room, HOLDER_PIECE), -1);
    assert_int_equal(errno, ENOENT);
    close_kept(&kept);
    free(room);
    close(descriptor);
}

/* As when a disk loses some of it meanwhile. */
static void half_a_file_leaves_nothing(void **state) {
    struct stored_copy copy = copy_of(1, HASH, 7, LENGTH);
    int descriptor = file_of(HOLDER_PIECE);
    struct kept kept;

    (void)state;
    open_kept(&kept);
    assert_false(kept.chunks->put(kept.chunks, &copy, descriptor));
    assert_string_equal(all(&kept.scratch, kept.db), "");
    assert_int_equal(database_ask(kept.db, "SELECT count(*) FROM stored_chunks"), 0);
    close_kept(&kept);
    close(descriptor);
}

struct visits {
    int64_t sum;
    size_t count, most;
};

static bool visit(void *context, const struct stored_copy *copy) {
    struct visits *visits = context;

    assert_string_equal(copy->hash, HASH);
    visits->sum += copy->number;
    return ++visits->count < visits->most;
}

static void each_copy_is_visited_once_and_removed_alone(void **state) {
    enum { COPIES = 300 }; /* more than a page */
    struct visits visits = {.most = SIZE_MAX}, few = {.most = 3}, left = {.most = SIZE_MAX};
    struct stored_copy copy = copy_of(1, HASH, 1, 9);
    int descriptor = file_of(9);
    struct kept kept;

    (void)state;
    open_kept(&kept);
    for (copy.number = 1; copy.number <= COPIES; copy.number++)
        assert_true(kept.chunks->put(kept.chunks, &copy, descriptor));
    assert_true(kept.chunks->walk(kept.chunks, visit, &visits));
    assert_int_equal(visits.count, COPIES);
    assert_int_equal(visits.sum, COPIES * (COPIES + 1) / 2);
    assert_false(kept.chunks->walk(kept.chunks, visit, &few));
    assert_int_equal(few.count, 3);
    copy.number = 5;
    for (int i = 0; i < 2; i++)
        assert_true(kept.chunks->remove(kept.chunks, &copy));
    assert_true(kept.chunks->walk(kept.chunks, visit, &left));
    assert_int_equal(left.sum, visits.sum - 5);
    close_kept(&kept);
    close(descriptor);
}

/* ---- a bucket that fails ---- */

struct bucket {
    struct holder holder; /* first, so that one is the other */
    int error;            /* of all that is asked */
    int64_t spared;       /* the copy that none of it is about */
    int asked;
};

static int refuse(struct holder *holder, const struct stored_copy *copy) {
    struct bucket *bucket = (struct bucket *)holder;

    bucket->asked++;
    errno = bucket->error;
    return bucket->error == 0 || copy->number == bucket->spared;
}

static bool refuse_removal(struct holder *holder, const struct stored_copy *copy) {
    return refuse(holder, copy);
}

static bool refuse_bytes(struct holder *holder, const struct stored_copy *copy, int descriptor) {
    (void)descriptor;
    return refuse(holder, copy);
}

static void end_bucket(struct holder *holder) {
    (void)holder;
}

static ssize_t refuse_reading(struct holder *holder, const struct stored_copy *copy, int64_t at,
                              void *to, size_t room) {
    (void)at;
    (void)room;
    *(char *)to = 'x';
    return refuse(holder, copy) ? 1 : -1;
}

/* As it was listed, a moment ago. */
static bool list(struct holder *holder, bool (*see)(void *context, const struct stored_copy *copy),
                 void *context) {
    struct stored_copy copy = copy_of(1, HASH, 1, 0);

    (void)holder;
    copy.held_in = HELD_IN_BUCKET;
    for (copy.number = 1; copy.number <= 3; copy.number++)
        if (!see(context, &copy))
            return false;
    return true;
}

static struct bucket bucket_of(int error, int64_t spared) {
    return (struct bucket){{.read = refuse_reading,
                            .put = refuse_bytes,
                            .walk = list,
                            .remove = refuse_removal,
                            .close = end_bucket,
                            .held_in = HELD_IN_BUCKET},
                           error,
                           spared,
                           0};
}

static bool always(void *context) {
    (void)context;
    return true;
}

static bool never(void *context) {
    (void)context;
    return false;
}

enum { DOOMED = 200 }; /* more than a page */

/* The bucket's come first, whether by age or by name. */
static void doom(struct kept *kept) {
    struct stored_copy copy = copy_of(1, HASH, 1, 9);
    int descriptor = file_of(9);

    copy.held_in = HELD_IN_BUCKET;
    for (copy.number = 1; copy.number <= DOOMED; copy.number++)
        assert_true(ledger_add(kept->db, &copy) && ledger_drop(kept->db, &copy));
    copy.held_in = HELD_IN_DATABASE;
    copy.account_id = 2;
    assert_true(kept->chunks->put(kept->chunks, &copy, descriptor) && ledger_drop(kept->db, &copy));
    assert_true(db_execute(kept->db, "UPDATE stored_copies SET since = since - 60"
                                     " WHERE account_id = 1"));
    close(descriptor);
}

static int64_t left(struct kept *kept) {
    return database_ask(kept->db, "SELECT count(*) FROM stored_copies");
}

static int64_t left_after(struct kept *kept, struct bucket *bucket,
                          bool (*goes_on)(void *context)) {
    struct remote *remote = remote_open(kept->scratch.arena, db_in(kept->scratch.directory),
                                        bucket ? &bucket->holder : NULL);

    remote_clean(remote, goes_on, NULL);
    remote_close(remote);
    return left(kept);
}

static void a_bucket_that_fails_keeps_nothing_else(void **state) {
    struct bucket away = bucket_of(EHOSTUNREACH, 0), strict = bucket_of(EIO, DOOMED / 2),
                  good = bucket_of(0, 0);
    struct kept kept;

    (void)state;
    open_kept(&kept);
    doom(&kept);
    assert_int_equal(left_after(&kept, &good, never), DOOMED + 1);
    assert_int_equal(good.asked, 0);
    assert_int_equal(left_after(&kept, &away, always), DOOMED); /* without the one in chunks */
    assert_int_equal(away.asked, 1);
    assert_int_equal(database_ask(kept.db, "SELECT count(*) FROM stored_chunks"), 0);
    assert_int_equal(left_after(&kept, &strict, always), DOOMED - 1);
    assert_int_equal(strict.asked, DOOMED);
    assert_int_equal(left_after(&kept, &good, always), 0);
    close_kept(&kept);
}

static void a_server_without_the_bucket_cleans_the_rest(void **state) {
    struct kept kept;

    (void)state;
    open_kept(&kept);
    doom(&kept);
    assert_int_equal(left_after(&kept, NULL, always), DOOMED);
    assert_int_equal(database_ask(kept.db, "SELECT count(*) FROM stored_chunks"), 0);
    close_kept(&kept);
}

/* They may still come there. */
static void bytes_without_an_answer_are_on_their_way(void **state) {
    static const struct {
        int error;
        const char *state;
    } cases[] = {{EHOSTUNREACH, "1"}, {EIO, "4"}, {ENOSPC, "4"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bucket bucket = bucket_of(cases[i].error, 0);
        struct stored_copy copy = copy_of(1, HASH, 0, 9);
        struct kept kept;

        open_kept(&kept);
        struct remote *remote =
            remote_open(kept.scratch.arena, db_in(kept.scratch.directory), &bucket.holder);
        assert_false(remote_put(remote, &copy, -1));
        assert_int_equal(errno, cases[i].error);
        assert_string_equal(
            database_text(kept.scratch.arena, kept.db, "SELECT state FROM stored_copies"),
            cases[i].state);
        remote_close(remote);
        close_kept(&kept);
    }
}

static int64_t strange_of(struct kept *kept, struct bucket *bucket) {
    struct remote *remote =
        remote_open(kept->scratch.arena, db_in(kept->scratch.directory), &bucket->holder);
    struct visits visits = {.most = SIZE_MAX};

    assert_true(remote_walk_strange(remote, visit, &visits));
    remote_close(remote);
    return visits.sum;
}

/* The first is known, the others are not; all but the third were deleted since. */
static void what_is_gone_by_now_is_not_strange(void **state) {
    struct bucket deleted = bucket_of(ENOENT, 3), away = bucket_of(EHOSTUNREACH, 3);
    struct stored_copy known = copy_of(1, HASH, 1, 9);
    struct kept kept;

    (void)state;
    open_kept(&kept);
    assert_true(ledger_add(kept.db, &known));
    assert_int_equal(strange_of(&kept, &deleted), 3);
    assert_int_equal(strange_of(&kept, &away), 2 + 3);
    close_kept(&kept);
}

/* ---- what was fetched ---- */

static void what_is_staged_is_its_accounts(void **state) {
    struct staged *staged = staged_open();
    int file = file_of(100);
    int64_t size = 0;

    (void)state;
    assert_int_equal(staged_take(staged, 1, HASH, &size), -1);
    staged_keep(staged, 1, HASH, file, 100);
    close(file);
    assert_int_equal(staged_take(staged, 2, HASH, &size), -1);
    assert_int_equal(staged_take(staged, 1, LATER, &size), -1);
    int taken = staged_take(staged, 1, HASH, &size);
    char byte = 0;
    assert_true(taken >= 0 && size == 100 && pread(taken, &byte, 1, 99) == 1);
    assert_int_equal(byte, byte_at(99));
    close(taken);
    staged_forget(staged, 1, HASH);
    staged_forget(staged, 1, HASH);
    assert_int_equal(staged_take(staged, 1, HASH, &size), -1);
    staged_close(staged);
    staged_close(NULL);
}

static bool is_staged(struct staged *staged, int64_t account_id) {
    int64_t size;
    int taken = staged_take(staged, account_id, HASH, &size);

    if (taken >= 0)
        close(taken);
    return taken >= 0;
}

/* By their number; and one that takes more than half the room never comes in. */
static void there_is_room_for_so_many(void **state) {
    enum { MOST = 64, ROOM = 256 * 1024 * 1024 };
    struct staged *staged = staged_open();
    int file = file_of(1);
    int64_t sum = 0;

    (void)state;
    for (int64_t i = 1; i <= 2 * MOST; i++)
        staged_keep(staged, i, HASH, file, 1);
    for (int64_t i = 1; i <= 2 * MOST; i++)
        sum += is_staged(staged, i);
    assert_int_equal(sum, MOST);
    assert_true(is_staged(staged, 2 * MOST)); /* the newest */
    staged_keep(staged, 1000, HASH, file, ROOM / 2 + 1);
    assert_false(is_staged(staged, 1000));
    assert_true(is_staged(staged, 2 * MOST));
    for (int64_t i = 1001; i <= 1003; i++)
        staged_keep(staged, i, HASH, file, ROOM / 2);
    assert_true(is_staged(staged, 1003));
    assert_true(is_staged(staged, 1001) + is_staged(staged, 1002) <= 1);
    close(file);
    staged_close(staged);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_takes_the_place_of_the_one_before),
        cmocka_unit_test(nothing_of_another_account_or_hash_is_touched),
        cmocka_unit_test(what_is_in_its_place_is_found_before_what_is_aside),
        cmocka_unit_test(what_was_left_on_its_way_expires),
        cmocka_unit_test(pages_follow_each_other),
        cmocka_unit_test(bytes_come_back_from_wherever),
        cmocka_unit_test(half_a_file_leaves_nothing),
        cmocka_unit_test(each_copy_is_visited_once_and_removed_alone),
        cmocka_unit_test(a_bucket_that_fails_keeps_nothing_else),
        cmocka_unit_test(a_server_without_the_bucket_cleans_the_rest),
        cmocka_unit_test(bytes_without_an_answer_are_on_their_way),
        cmocka_unit_test(what_is_gone_by_now_is_not_strange),
        cmocka_unit_test(what_is_staged_is_its_accounts),
        cmocka_unit_test(there_is_room_for_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
