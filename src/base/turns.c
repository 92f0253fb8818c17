/* turns.c - queues by owner, served by what each has used.
 *
 * `used` is what an owner's work has cost. Alone, it would let an owner that was quiet for a day
 * have all turns until it has used as much as the others. So there is a mark, `now`: what the owner
 * had used that got a turn last. It only rises, and whoever begins to ask is set to it, if it is
 * behind. That is start-time fair queueing, but for the cost, which is known after the work alone;
 * therefore owners that have fewer at work come first, so that several hands do not all work for
 * one owner before its first cost is known.
 *
 * Owners stand in a table, which is looked through: a turn costs milliseconds. One that has nobody
 * waiting or at work keeps its place until another needs it, so that a client that asks one thing
 * after the other is not new each time. */
#include "base/turns.h"

#include "base/log.h"

#include <stdlib.h>

enum { OWNERS = 512 }; /* a guess: some more than ask for anything slow in the same hour */

struct turn_owner {
    struct turn_key key;
    struct turn *first, **end;
    unsigned waiting, working;
    int64_t used;
};

struct turns {
    unsigned limit, share, waiting;
    size_t count; /* of owners, from the first, that ever were */
    int64_t now;
    struct turn_owner owners[OWNERS];
};

struct turns *turns_open(unsigned limit, unsigned share) {
    struct turns *turns = calloc(1, sizeof(*turns));

    NEEDED(turns);
    turns->limit = limit;
    turns->share = share;
    return turns;
}

void turns_close(struct turns *turns) {
    free(turns);
}

static bool is_quiet(const struct turn_owner *owner) {
    return owner->waiting == 0 && owner->working == 0;
}

/* The owner of the key, or the quiet one that is furthest behind, which the mark would set anew
 * first; NULL when none is quiet. */
static struct turn_owner *find(struct turns *turns, struct turn_key key) {
    struct turn_owner *found = NULL;

    for (size_t i = 0; i < turns->count; i++) {
        struct turn_owner *owner = &turns->owners[i];
        if (owner->key.account_id == key.account_id && owner->key.who == key.who)
            return owner;
        if (is_quiet(owner) && (!found || owner->used < found->used))
            found = owner;
    }
    if (turns->count < OWNERS)
        found = &turns->owners[turns->count++];
    if (found)
        *found = (struct turn_owner){.key = key};
    return found;
}

bool turns_wait(struct turns *turns, struct turn *turn, struct turn_key key) {
    struct turn_owner *owner = turns->waiting < turns->limit ? find(turns, key) : NULL;

    if (!owner || owner->waiting >= turns->share)
        return false;
    if (is_quiet(owner) && owner->used < turns->now)
        owner->used = turns->now;
    if (owner->waiting == 0)
        owner->end = &owner->first;
    turn->owner = owner;
    turn->next = NULL;
    *owner->end = turn;
    owner->end = &turn->next;
    owner->waiting++;
    turns->waiting++;
    return true;
}

static bool comes_before(const struct turn_owner *one, const struct turn_owner *other) {
    return one->working != other->working ? one->working < other->working : one->used < other->used;
}

/* Takes out the one that came first. */
static struct turn *leave(struct turns *turns, struct turn_owner *owner) {
    struct turn *turn = owner->first;

    owner->first = turn->next;
    owner->waiting--;
    turns->waiting--;
    return turn;
}

struct turn *turns_drop(struct turns *turns, int64_t at) {
    for (size_t i = 0; turns->waiting > 0 && i < turns->count; i++) {
        struct turn_owner *owner = &turns->owners[i];
        if (owner->waiting > 0 && owner->first->since < at)
            return leave(turns, owner);
    }
    return NULL;
}

struct turn *turns_take(struct turns *turns) {
    struct turn_owner *next = NULL;

    for (size_t i = 0; turns->waiting > 0 && i < turns->count; i++) {
        struct turn_owner *owner = &turns->owners[i];
        if (owner->waiting > 0 && (!next || comes_before(owner, next)))
            next = owner;
    }
    if (!next)
        return NULL;
    next->working++;
    if (turns->now < next->used)
        turns->now = next->used;
    return leave(turns, next);
}

void turn_end(struct turn_owner *owner, int64_t cost) {
    owner->working--;
    owner->used += cost;
}
