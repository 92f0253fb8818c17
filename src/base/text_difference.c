/* text_difference.c - compares two texts word by word.
 *
 * What both begin and end with is left out first, which is nearly everything when one word of a
 * long text was changed. What is left is cut into words and compared as E. W. Myers describes ("An
 * O(ND) Difference Algorithm and Its Variations", 1986): the fewest words that have to go and come
 * are looked for, with one more in each round. `reached[k]` is how far a way has come in the old
 * words that has dropped k words more than it has added; a round goes one step on from the ways of
 * the round before, and then along all words that are equal. The rounds are kept, so that the way
 * can be walked back from its end, and each word that goes or comes belongs to a piece.
 *
 * The writer's thread does this, so it is bounded: ROUNDS words may differ, and STEPS words may be
 * compared, which takes about a millisecond. Beyond that the texts count as different from the
 * first difference to the last. Both numbers are guesses; a text that somebody has corrected
 * differs in fewer words, and of a new text the pieces would tell nothing. */
#include "base/text_difference.h"

#include <stdint.h>

enum {
    ROUNDS = 60,
    STEPS = 100000,
    WORD_MAX = 64, /* bytes; of what has no blanks, such as a long number */
    CONTEXT = 24,  /* bytes of common text around a piece */
};

struct words {
    const struct str *at;
    int count;
};

struct comparison {
    struct arena *arena;
    struct str before, after; /* whole */
    size_t start;             /* bytes that both begin with */
    struct words old, new;    /* of what is between the common beginning and end */
    int *rounds[ROUNDS + 1];  /* `reached` after each, from -round to round */
    int steps;
    struct text_piece *pieces;
    size_t count;
};

static bool is_inside(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* ---- what both begin and end with ---- */

static size_t common_beginning(struct str a, struct str b) {
    size_t most = a.len < b.len ? a.len : b.len, len = 0;

    while (len < most && a.at[len] == b.at[len])
        len++;
    while (len > 0 &&
           ((len < a.len && is_inside(a.at[len])) || (len < b.len && is_inside(b.at[len]))))
        len--;
    return len;
}

static size_t common_end(struct str a, struct str b, size_t most) {
    size_t len = 0;

    while (len < most && a.at[a.len - 1 - len] == b.at[b.len - 1 - len])
        len++;
    while (len > 0 && is_inside(a.at[a.len - len]))
        len--;
    return len;
}

/* ---- words ---- */

static size_t word_len(struct str text) {
    size_t most = text.len < WORD_MAX ? text.len : WORD_MAX;

    for (size_t i = 0; i < most; i++)
        if ((unsigned char)text.at[i] <= ' ')
            return i + 1;
    size_t len = str_shorten(text, most).len;
    return len > 0 ? len : most;
}

static struct words cut_words(struct arena *arena, struct str text) {
    struct str *words = NULL;
    int count = 0;

    for (int pass = 0; pass < 2; pass++) { /* counts them first */
        struct str rest = text;
        if (pass == 1)
            words = NEW_ARRAY(arena, struct str, (size_t)count + 1);
        for (count = 0; rest.len > 0; count++) {
            size_t len = word_len(rest);
            if (words)
                words[count] = (struct str){rest.at, len};
            rest = (struct str){rest.at + len, rest.len - len};
        }
    }
    return (struct words){words, count};
}

/* ---- the way from one to the other ---- */

/* How far the way on this diagonal comes in round `round`, before the words that are equal. */
static int next_of(const int *last, int round, int diagonal) {
    bool adds =
        diagonal == -round || (diagonal != round && last[diagonal - 1] < last[diagonal + 1]);

    return adds ? last[diagonal + 1] : last[diagonal - 1] + 1;
}

/* Goes along equal words; false when too many were compared. */
static bool walk_along(struct comparison *all, int diagonal, int *at) {
    while (*at < all->old.count && *at - diagonal >= 0 && *at - diagonal < all->new.count &&
           str_equal(all->old.at[*at], all->new.at[*at - diagonal])) {
        ++*at;
        if (++all->steps > STEPS)
            return false;
    }
    return true;
}

/* The number of rounds after which both ends are reached; -1: too many. */
static int find_way(struct comparison *all) {
    int goal = all->old.count - all->new.count;

    for (int round = 0; round <= ROUNDS; round++) {
        int *reached = NEW_ARRAY(all->arena, int, 2 * (size_t)round + 3) + round + 1;
        all->rounds[round] = reached;
        for (int diagonal = -round; diagonal <= round; diagonal += 2) {
            int at = round == 0 ? 0 : next_of(all->rounds[round - 1], round, diagonal);
            if (!walk_along(all, diagonal, &at))
                return -1;
            reached[diagonal] = at;
            if (diagonal == goal && at == all->old.count)
                return round;
        }
    }
    return -1;
}

/* ---- pieces ---- */

static size_t bytes_before(const struct comparison *all, const struct words *words, int word,
                           const char *text) {
    if (words->count == 0)
        return all->start;
    return word < words->count ? (size_t)(words->at[word].at - text)
                               : (size_t)(words->at[word - 1].at + words->at[word - 1].len - text);
}

/* From the last to the first: one that touches the piece behind it, but for a few words, is one
 * with it. The pieces lie at the end of their room. */
static void add_piece(struct comparison *all, struct text_piece piece) {
    struct text_piece *next = all->pieces;
    size_t end = piece.at + piece.before.len;

    if (all->count > 0 && next->at - end <= (size_t)2 * CONTEXT) {
        next->before = (struct str){piece.before.at, next->before.len + next->at - piece.at};
        next->after = (struct str){piece.after.at,
                                   (size_t)(next->after.at + next->after.len - piece.after.at)};
        next->at = piece.at;
        return;
    }
    *--all->pieces = piece;
    all->count++;
}

/* What went and came in the step from word (from, from - diagonal of before) to the next. */
static void add_words(struct comparison *all, int old_from, int old_to, int new_from, int new_to) {
    size_t old_at = bytes_before(all, &all->old, old_from, all->before.at),
           old_end = bytes_before(all, &all->old, old_to, all->before.at),
           new_at = bytes_before(all, &all->new, new_from, all->after.at),
           new_end = bytes_before(all, &all->new, new_to, all->after.at);

    add_piece(all, (struct text_piece){old_at,
                                       {all->before.at + old_at, old_end - old_at},
                                       {all->after.at + new_at, new_end - new_at}});
}

static void walk_back(struct comparison *all, int rounds) {
    int diagonal = all->old.count - all->new.count;

    for (int round = rounds; round > 0; round--) {
        const int *last = all->rounds[round - 1];
        bool adds =
            diagonal == -round || (diagonal != round && last[diagonal - 1] < last[diagonal + 1]);
        int from_diagonal = adds ? diagonal + 1 : diagonal - 1;
        int old = last[from_diagonal], new = old - from_diagonal;
        add_words(all, old, adds ? old : old + 1, new, adds ? new + 1 : new);
        diagonal = from_diagonal;
    }
}

/* Up to CONTEXT bytes of what both have around it, in whole characters and not into the piece
 * before; `from` is where that one ends. */
static void widen(const struct comparison *all, struct text_piece *piece, size_t from) {
    size_t back = piece->at - from < CONTEXT ? piece->at - from : CONTEXT;
    size_t end = piece->at + piece->before.len, more = all->before.len - end;

    while (back > 0 && is_inside(all->before.at[piece->at - back]))
        back--;
    more = str_shorten((struct str){all->before.at + end, more}, CONTEXT).len;
    piece->at -= back;
    piece->before = (struct str){piece->before.at - back, piece->before.len + back + more};
    piece->after = (struct str){piece->after.at - back, piece->after.len + back + more};
}

const struct text_piece *text_difference(struct arena *arena, struct str before, struct str after,
                                         size_t *ret_count) {
    struct comparison all = {.arena = arena, .before = before, .after = after};
    size_t shorter = before.len < after.len ? before.len : after.len;

    all.start = common_beginning(before, after);
    size_t end = common_end(before, after, shorter - all.start);
    struct str old = {before.at + all.start, before.len - all.start - end},
               new = {after.at + all.start, after.len - all.start - end};
    all.old = cut_words(arena, old);
    all.new = cut_words(arena, new);
    all.pieces = NEW_ARRAY(arena, struct text_piece, ROUNDS + 1) + ROUNDS + 1;
    int rounds = find_way(&all);
    if (rounds > 0)
        walk_back(&all, rounds);
    else
        add_piece(&all, (struct text_piece){all.start, old, new});
    for (size_t i = 0, from = 0; i < all.count; i++) {
        widen(&all, &all.pieces[i], from);
        from = all.pieces[i].at + all.pieces[i].before.len;
    }
    *ret_count = all.count;
    return all.pieces;
}
