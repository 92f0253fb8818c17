/* disguise.c - a small Feistel network over runs of letters and of digits.
 *
 * A run is cut into two halves. In each round every letter of one half is moved on in the alphabet
 * by as much as a keyed hash of the other half says. Each round can be undone by who has the key,
 * so two runs never become one. A single letter has no halves, and is moved on by what the key
 * alone says. */
#include "import/disguise.h"

#include <sodium.h>

enum {
    ROUNDS = 8,
    RUN_MOST = 64, /* longer runs are cut */
    DIGITS = 10,
    LATIN = 26,   /* a to z; an address of plain letters stays one */
    SWEDISH = 29, /* with å, ä, ö; whatever is no letter of these stands for one of them */
};

struct run {
    unsigned char at[RUN_MOST]; /* places in the alphabet */
    bool is_upper[RUN_MOST];
    size_t count;
    unsigned alphabet;
};

static void hash_half(unsigned char hash[crypto_generichash_BYTES_MAX],
                      const unsigned char key[DISGUISE_KEY_BYTES], const struct run *run,
                      unsigned round, const unsigned char *half, size_t count) {
    unsigned char text[RUN_MOST + 3] = {(unsigned char)run->alphabet, (unsigned char)run->count,
                                        (unsigned char)round};

    memcpy(text + 3, half, count);
    crypto_generichash(hash, crypto_generichash_BYTES_MAX, text, count + 3, key,
                       DISGUISE_KEY_BYTES);
}

static void permute(struct run *run, const unsigned char key[DISGUISE_KEY_BYTES]) {
    unsigned char hash[crypto_generichash_BYTES_MAX];
    size_t middle = run->count / 2;

    if (run->count == 1) {
        hash_half(hash, key, run, 0, run->at, 0);
        run->at[0] =
            (unsigned char)((run->at[0] + 1 + hash[0] % (run->alphabet - 1)) % run->alphabet);
        return;
    }
    for (unsigned round = 0; round < ROUNDS; round++) {
        unsigned char *first = run->at, *second = run->at + middle;
        size_t firsts = middle, seconds = run->count - middle;
        unsigned char *moved = round % 2 ? second : first;
        size_t count = round % 2 ? seconds : firsts;
        hash_half(hash, key, run, round, round % 2 ? first : second, round % 2 ? firsts : seconds);
        for (size_t i = 0; i < count; i++)
            moved[i] = (unsigned char)((moved[i] + hash[i]) % run->alphabet);
    }
}

/* ---- letters ---- */

static const struct letter {
    const char *lower, *upper;
} beyond_latin[] = {{"å", "Å"}, {"ä", "Ä"}, {"ö", "Ö"}};

static size_t length_at(struct str text) {
    size_t len = 1;

    while (len < text.len && ((unsigned char)text.at[len] & 0xc0) == 0x80)
        len++;
    return len;
}

static void add(struct run *run, unsigned place, bool is_upper) {
    run->is_upper[run->count] = is_upper;
    run->at[run->count++] = (unsigned char)place;
}

/* What is beyond ASCII; of letters that are not Swedish only that they are some. */
static void add_beyond(struct run *run, struct str letter) {
    unsigned place = 0;

    run->alphabet = SWEDISH;
    for (unsigned i = 0; i < COUNT(beyond_latin); i++) {
        bool is_lower = str_equal(letter, str_of(beyond_latin[i].lower));
        if (is_lower || str_equal(letter, str_of(beyond_latin[i].upper))) {
            add(run, LATIN + i, !is_lower);
            return;
        }
    }
    for (size_t i = 0; i < letter.len; i++)
        place = place * 31 + (unsigned char)letter.at[i];
    add(run, place % SWEDISH, false);
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The run at the beginning of the text, and its length; none: 0. */
static size_t read_run(struct run *run, struct str text) {
    size_t len = 0;

    run->count = 0;
    run->alphabet = is_digit(*text.at) ? DIGITS : LATIN;
    while (len < text.len && run->count < RUN_MOST) {
        char c = text.at[len];
        struct str rest = {text.at + len, text.len - len};
        if (run->alphabet == DIGITS ? !is_digit(c) : !is_letter(c))
            break;
        if (is_digit(c))
            add(run, (unsigned)(c - '0'), false);
        else if ((unsigned char)c >= 0x80)
            add_beyond(run, (struct str){rest.at, length_at(rest)});
        else
            add(run, (unsigned)((c | 0x20) - 'a'), c < 'a');
        len += length_at(rest);
    }
    return len;
}

static void put_run(struct buffer *out, const struct run *run) {
    for (size_t i = 0; i < run->count; i++) {
        unsigned place = run->at[i];
        bool is_upper = run->is_upper[i];
        if (run->alphabet == DIGITS)
            buffer_put_char(out, (char)('0' + place));
        else if (place < LATIN)
            buffer_put_char(out, (char)((is_upper ? 'A' : 'a') + (char)place));
        else
            buffer_put_z(out, is_upper ? beyond_latin[place - LATIN].upper
                                       : beyond_latin[place - LATIN].lower);
    }
}

void disguise_put(struct buffer *out, const unsigned char key[DISGUISE_KEY_BYTES],
                  struct str text) {
    struct run run;

    while (text.len > 0) {
        size_t len = read_run(&run, text);
        if (len > 0) {
            permute(&run, key);
            put_run(out, &run);
        } else {
            buffer_put_char(out, *text.at);
            len = 1;
        }
        text = (struct str){text.at + len, text.len - len};
    }
}
