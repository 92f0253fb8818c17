/* security_tally.c - a table with open addressing, which is made anew each hour.
 *
 * Lines lie side by side in the order in which they came; `places` finds them by what they are of,
 * and holds the number of the line plus one. `shares` says how many lines an account has of what
 * strangers did, and how many of the rest. Both are at most half full. The lines of the last
 * resort, one of each kind, stand behind all others and are never looked for. */
#include "api/security_tally.h"

#include "base/log.h"
#include "db/versions.h"

#include <stdlib.h>

enum {
    SPAN_SECONDS = 3600,
    PLACES = 2 * SECURITY_LINES,
    LINES_OF_SIDE = SECURITY_LINES / SECURITY_SIDES,
    LINES_OF_ACCOUNT = 256,
    LINES_OF_NOBODY = 1024,      /* what strangers do is mostly nobody's */
    LINES_WITHOUT_ADDRESS = 256, /* of an account, beyond these */
};

struct share {
    int64_t account_id;
    enum security_side side;
    unsigned count; /* 0: free */
};

struct security_tally {
    size_t count;
    size_t counts[SECURITY_SIDES];
    int64_t span; /* whose lines alone are left, since a tidying */
    uint16_t places[PLACES];
    struct share shares[PLACES];
    struct security_line lines[SECURITY_LINES_MAX];
};

struct security_tally *security_tally_open(void) {
    struct security_tally *tally = calloc(1, sizeof(*tally));

    NEEDED(tally);
    return tally;
}

void security_tally_close(struct security_tally *tally) {
    free(tally);
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t hash_of_event(const struct security_event *event, int64_t span) {
    uint64_t hash = mix((uint64_t)event->kind, (uint64_t)span);

    hash = mix(hash, (uint64_t)event->account_id);
    hash = mix(hash, (uint64_t)event->user_id);
    hash = mix(hash, (uint64_t)event->application_id);
    hash = mix(hash, (uint64_t)event->about_user_id);
    hash = mix(hash, (uint64_t)event->about_application_id);
    for (size_t i = 0; i < event->address.len; i++)
        hash = mix(hash, (unsigned char)event->address.at[i]);
    return hash;
}

static bool is_same(const struct security_line *line, const struct security_event *event,
                    int64_t span) {
    const struct security_event *own = &line->all.event;

    return line->all.at / SPAN_SECONDS == span && own->kind == event->kind &&
           own->account_id == event->account_id && own->user_id == event->user_id &&
           own->application_id == event->application_id &&
           own->about_user_id == event->about_user_id &&
           own->about_application_id == event->about_application_id &&
           str_equal(own->address, event->address);
}

/* The place of the event's line, or the free one where it belongs. */
static uint16_t *find(struct security_tally *tally, const struct security_event *event,
                      int64_t span) {
    size_t at = hash_of_event(event, span) % PLACES;

    while (tally->places[at] && !is_same(&tally->lines[tally->places[at] - 1], event, span))
        at = (at + 1) % PLACES;
    return &tally->places[at];
}

static struct share *share_of(struct security_tally *tally, const struct security_event *event) {
    enum security_side side = security_side(event->kind);
    size_t at = mix(1 + side, (uint64_t)event->account_id) % PLACES;

    while (tally->shares[at].count > 0 &&
           (tally->shares[at].account_id != event->account_id || tally->shares[at].side != side))
        at = (at + 1) % PLACES;
    return &tally->shares[at];
}

static void begin_line(struct security_line *line, const struct security_event *event, int64_t at) {
    struct str address = event->address;

    *line = (struct security_line){.all = {.event = *event, .at = at}};
    memcpy(line->address, address.len ? address.at : "", address.len);
    line->all.event.address = (struct str){line->address, address.len};
}

static void take_share(struct security_tally *tally, const struct security_event *event) {
    struct share *share = share_of(tally, event);

    share->account_id = event->account_id;
    share->side = security_side(event->kind);
    share->count++;
    tally->counts[share->side]++;
}

static struct security_line *add(struct security_tally *tally, uint16_t *place,
                                 const struct security_event *event, int64_t at) {
    struct security_line *line = &tally->lines[tally->count++];

    *place = (uint16_t)tally->count;
    take_share(tally, event);
    begin_line(line, event, at);
    return line;
}

static bool has_room(const struct security_tally *tally, const struct security_event *event) {
    return tally->counts[security_side(event->kind)] < LINES_OF_SIDE;
}

static bool has_share(struct security_tally *tally, const struct security_event *event,
                      unsigned more) {
    bool of_nobody =
        event->account_id == SYSTEM_ACCOUNT && security_side(event->kind) == SECURITY_OF_STRANGERS;
    unsigned most = of_nobody ? LINES_OF_NOBODY : LINES_OF_ACCOUNT;

    return has_room(tally, event) && share_of(tally, event)->count < most + more;
}

static struct security_line *last_resort(struct security_tally *tally, enum security_kind kind,
                                         int64_t at) {
    struct security_line *line = &tally->lines[SECURITY_LINES + kind];
    const struct security_event event = {
        .kind = kind, .account_id = SYSTEM_ACCOUNT, .address = STR(SECURITY_SEVERAL)};

    if (line->all.count == 0)
        begin_line(line, &event, at);
    return line;
}

/* First it is no longer told from where, then by whom, and at last of which account. */
static struct security_line *line_of(struct security_tally *tally,
                                     const struct security_event *event, int64_t at) {
    struct security_event theirs = *event;
    const struct security_event several = {
        .kind = event->kind, .account_id = event->account_id, .address = STR(SECURITY_SEVERAL)};
    int64_t span = at / SPAN_SECONDS;
    uint16_t *place = find(tally, event, span);

    theirs.address = several.address;
    if (!*place && has_share(tally, event, 0))
        return add(tally, place, event, at);
    if (!*place)
        place = find(tally, &theirs, span);
    if (!*place && has_share(tally, &theirs, LINES_WITHOUT_ADDRESS))
        return add(tally, place, &theirs, at);
    if (!*place)
        place = find(tally, &several, span);
    if (*place)
        return &tally->lines[*place - 1];
    return has_room(tally, event) ? add(tally, place, &several, at)
                                  : last_resort(tally, event->kind, at);
}

void security_tally_count(struct security_tally *tally, const struct security_event *event,
                          int64_t at) {
    struct security_event kept = *event;

    ALWAYS(event->kind < SECURITY_COUNTED_END);
    if (!str_is_text(kept.address))
        kept.address = STR("unknown");
    kept.address = str_shorten(kept.address, SECURITY_ADDRESS_MAX);
    struct security_line *line = line_of(tally, &kept, at);
    line->all.count++;
    if (at > line->all.last_at)
        line->all.last_at = at;
}

struct security_line *security_tally_line(struct security_tally *tally, size_t place) {
    struct security_line *line = &tally->lines[place];
    bool is_used = place < SECURITY_LINES ? place < tally->count : line->all.count > 0;

    return is_used ? line : NULL;
}

bool security_line_is_of_another_hour(const struct security_line *line, int64_t now) {
    return line->all.at / SPAN_SECONDS != now / SPAN_SECONDS;
}

static bool is_over(const struct security_line *line, int64_t now) {
    return security_line_is_of_another_hour(line, now) && line->stored == line->all.count &&
           line->told == line->all.count;
}

/* A line that moves takes the text of its address along. */
static void keep(struct security_tally *tally, const struct security_line *line) {
    struct security_line *to = &tally->lines[tally->count++];

    memmove(to, line, sizeof(*to));
    to->all.event.address.at = to->address;
    take_share(tally, &to->all.event);
    *find(tally, &to->all.event, to->all.at / SPAN_SECONDS) = (uint16_t)tally->count;
}

void security_tally_tidy(struct security_tally *tally, int64_t now) {
    int64_t span = now / SPAN_SECONDS;
    size_t count = tally->count;
    bool is_tidy = true;

    if (span == tally->span)
        return;
    tally->count = 0;
    memset(tally->counts, 0, sizeof(tally->counts));
    memset(tally->places, 0, sizeof(tally->places));
    memset(tally->shares, 0, sizeof(tally->shares));
    for (size_t i = 0; i < count; i++)
        if (!is_over(&tally->lines[i], now)) {
            is_tidy &= !security_line_is_of_another_hour(&tally->lines[i], now);
            keep(tally, &tally->lines[i]);
        }
    for (size_t i = SECURITY_LINES; i < SECURITY_LINES_MAX; i++)
        if (is_over(&tally->lines[i], now))
            tally->lines[i] = (struct security_line){.id = 0};
    if (is_tidy)
        tally->span = span;
}
