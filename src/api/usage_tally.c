/* usage_tally.c - counts all, and chooses some.
 *
 * Whatever comes is counted; entries have to be few, since each is a row and carries a path. So of
 * each application the first requests of a stretch (half a second) are listed one by one, as many
 * as leave room for the other applications: a quarter of all entries, shared by those that asked in
 * this stretch or in the one before, and 64 at most. From then on every second one is listed, then
 * every fourth and so on, the stride being doubled after each quarter as many. So an application
 * that asks a thousand times as often has some ten quarters more entries; and the last quarter of
 * all is kept free for what is listed one by one, so that nobody is pushed out (usage.c).
 * Failures are chosen apart from successes, so that a rare one is not lost among these.
 *
 * An entry stands for itself and for those before it that were not listed. What comes behind the
 * last one is added to it when the stretch ends: so the entries of a stretch stand for all of its
 * requests together. */
#include "api/usage_tally.h"

#include "base/log.h"

#include <stdlib.h>

enum { FIRST_ROOM = 64, SHARE = 4, AT_FIRST_MOST = 64, QUARTER = 4 };

static struct usage_tally *take_lines(size_t room) {
    struct usage_tally *lines = calloc(room, sizeof(*lines));

    NEEDED(lines);
    return lines;
}

void usage_tallies_open(struct usage_tallies *tallies, unsigned entries_most) {
    *tallies = (struct usage_tallies){
        .lines = take_lines(FIRST_ROOM), .room = FIRST_ROOM, .entries_most = entries_most};
}

void usage_tallies_close(struct usage_tallies *tallies) {
    free(tallies->lines);
}

void usage_tallies_empty(struct usage_tallies *tallies) {
    tallies->count_before = tallies->count;
    tallies->count = 0;
    for (size_t i = 0; i < tallies->room && tallies->count_before > 0; i++)
        tallies->lines[i].application_id = 0;
}

/* The line with this key, or the free one where it belongs. */
static struct usage_tally *find(const struct usage_tallies *tallies, int64_t account_id,
                                int64_t application_id, int64_t hour) {
    uint64_t hash =
        (uint64_t)account_id * UINT64_C(0x9e3779b97f4a7c15) ^
        ((uint64_t)application_id << 20 ^ (uint64_t)hour) * UINT64_C(0xc2b2ae3d27d4eb4f);
    size_t at = (hash ^ hash >> 32) & (tallies->room - 1);

    for (;; at = (at + 1) & (tallies->room - 1)) {
        struct usage_tally *line = &tallies->lines[at];
        if (line->application_id == 0 || (line->application_id == application_id &&
                                          line->hour == hour && line->account_id == account_id))
            return line;
    }
}

static void grow(struct usage_tallies *tallies) {
    struct usage_tally *before = tallies->lines;
    size_t room = tallies->room;

    tallies->room = 2 * room;
    tallies->lines = take_lines(tallies->room);
    for (size_t i = 0; i < room; i++)
        if (before[i].application_id)
            *find(tallies, before[i].account_id, before[i].application_id, before[i].hour) =
                before[i];
    free(before);
}

static unsigned choose_at_first(const struct usage_tallies *tallies) {
    size_t applications =
        tallies->count > tallies->count_before ? tallies->count : tallies->count_before;
    size_t each = tallies->entries_most / SHARE / (applications ? applications : 1);

    return each > AT_FIRST_MOST ? AT_FIRST_MOST : each > 0 ? (unsigned)each : 1;
}

struct usage_tally *usage_tally_of(struct usage_tallies *tallies, int64_t account_id,
                                   int64_t application_id, int64_t hour) {
    struct usage_tally *line = find(tallies, account_id, application_id, hour);

    if (line->application_id)
        return line;
    if (2 * ++tallies->count > tallies->room) {
        grow(tallies);
        line = find(tallies, account_id, application_id, hour);
    }
    *line = (struct usage_tally){.account_id = account_id,
                                 .application_id = application_id,
                                 .hour = hour,
                                 .at_first = choose_at_first(tallies)};
    return line;
}

static void go_on(struct usage_sample *sample, unsigned at_first) {
    if (sample->stride == 0) {
        sample->stride = 1;
        sample->left = at_first;
    }
    if (--sample->left == 0) {
        sample->stride *= 2;
        sample->left = at_first > QUARTER ? at_first / QUARTER : 1;
    }
    sample->next += sample->stride;
}

bool usage_sample_count(struct usage_sample *sample, unsigned at_first, bool has_room,
                        unsigned entry, int64_t *ret_one_of) {
    int64_t number = sample->count++;

    if (number != sample->next)
        return false;
    go_on(sample, at_first);
    if (!has_room)
        return false;
    *ret_one_of = sample->count - sample->stands;
    sample->stands = sample->count;
    sample->last = entry;
    return true;
}

int64_t usage_sample_rest(const struct usage_sample *sample) {
    return sample->stands > 0 ? sample->count - sample->stands : 0;
}
