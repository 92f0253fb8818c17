/* new_passwords.c - what a new password has to be.
 *
 * Somebody who guesses tries what is common and what has to do with the person, and then each of
 * them with the usual decorations. So a password is looked at in several forms: as it is, without
 * what stands around its word, and with digits and signs read as the letters that they stand for
 * (`p@ssw0rd`; a 1 may be an i or an l). In none of them it may be a common one.
 *
 * What has to do with the person is taken out of the letters that are left: the words of the names
 * and of the address, and the product's, also beside one another. If it was all but three letters,
 * or if what remains is common itself, the password was no more than that.
 *
 * What stands around a word counts as decoration up to DECORATION_MAX characters, or as many as the
 * word has: a date with signs around it. Of more, the word is no longer what has to be guessed,
 * unless they are a common password by themselves. A word has at least WORD_MIN letters, since
 * shorter ones are found in everything. */
#include "access/common_passwords.h"
#include "access/people.h"
#include "base/collation.h"

#include <sodium.h>

enum { DECORATION_MAX = 10, WORD_MIN = 3, COMMON_MIN = 4, REST_MAX = 3, REPEATED_MAX = 3 };

#define PRODUCT "glimt"

/* ---- forms of a text, which is folded ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Letters beyond ASCII have bytes that are negative, or above 0x7f. */
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static struct str cut_end(struct str text, bool digits) {
    while (text.len > 0 && !is_letter(text.at[text.len - 1]) &&
           (digits || !is_digit(text.at[text.len - 1])))
        text.len--;
    return text;
}

static struct str cut_beginning(struct str text) {
    while (text.len > 0 && !is_letter(text.at[0]))
        text = (struct str){text.at + 1, text.len - 1};
    return text;
}

/* Whether so much may be left out around a word. */
static bool is_decorated(struct str text, struct str word) {
    size_t around = text.len - word.len;
    struct str behind = {word.at + word.len, (size_t)(text.at + text.len - word.at) - word.len};

    return around <= DECORATION_MAX || around <= word.len || common_password_is(behind);
}

/* What a digit or a sign stands for; '\0': nothing. */
static char letter_of(char c, char one) {
    static const char signs[] = "0@4$5378", letters[] = "oaassetb";
    const char *found = c ? strchr(signs, c) : NULL;

    if (is_letter(c))
        return c;
    if (c == '1' || c == '!')
        return one;
    return found ? letters[found - signs] : '\0';
}

/* The letters alone, those of Western Europe without their marks. With `one`, a letter, digits and
 * signs are read as letters, and 1 as that; with '\0' they are left out. */
static struct str letters_of(struct arena *arena, struct str text, char one) {
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuyty"; /* U+00E0 to U+00FF */
    char *to = arena_take(arena, text.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = one || is_letter(text.at[i]) ? letter_of(text.at[i], one) : '\0';
        if ((unsigned char)c == 0xc3 && i + 1 < text.len && (unsigned char)text.at[i + 1] >= 0xa0)
            c = plain[(unsigned char)text.at[++i] - 0xa0];
        if (c)
            to[len++] = c;
    }
    return (struct str){to, len};
}

/* The bytes that the text repeats to its end, were it in part; all of it when it repeats none. */
static struct str repeated(struct str text) {
    for (size_t period = 1; period < text.len; period++)
        if (memcmp(text.at, text.at + period, text.len - period) == 0)
            return (struct str){text.at, period};
    return text;
}

/* ---- common ones ---- */

static bool is_common_word(struct str text) {
    struct str unit = repeated(text);

    return text.len >= COMMON_MIN && (common_password_is(text) || common_password_is(unit));
}

static bool is_common(struct arena *arena, struct str text) {
    struct str bare = cut_end(text, true);
    const struct str forms[] = {text, cut_end(text, false), bare, cut_beginning(bare)};

    for (size_t i = 0; i < COUNT(forms); i++)
        if (is_decorated(text, forms[i]) &&
            (is_common_word(forms[i]) || is_common_word(letters_of(arena, forms[i], 'i')) ||
             is_common_word(letters_of(arena, forms[i], 'l'))))
            return true;
    return false;
}

/* ---- words that have to do with the person ---- */

/* Letters of a password, and which of them are those of words. */
struct covered {
    struct str letters;
    bool *is_word;
};

static void cover(struct covered *covered, struct str word) {
    if (word.len < WORD_MIN)
        return;
    for (size_t at = 0; at + word.len <= covered->letters.len; at++)
        if (memcmp(covered->letters.at + at, word.at, word.len) == 0)
            memset(covered->is_word + at, true, word.len);
}

/* Each of its words, and all of them as one. */
static void cover_all(struct arena *arena, struct covered *covered, struct str text) {
    struct str rest = collation_fold(arena, text);

    cover(covered, letters_of(arena, rest, '\0'));
    while (rest.len > 0) {
        size_t len = 0;
        while (len < rest.len && is_letter(rest.at[len]))
            len++;
        cover(covered, letters_of(arena, (struct str){rest.at, len}, '\0'));
        len += len < rest.len;
        rest = (struct str){rest.at + len, rest.len - len};
    }
}

static struct covered cover_nothing(struct arena *arena, struct str letters) {
    struct covered covered = {letters, arena_take(arena, letters.len + 1, 1)};

    memset(covered.is_word, false, letters.len + 1);
    return covered;
}

/* Whether the letters are no more than the words. */
static bool is_all_words(struct arena *arena, const struct covered *covered) {
    char *rest = arena_take(arena, covered->letters.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < covered->letters.len; i++)
        if (!covered->is_word[i])
            rest[len++] = covered->letters.at[i];
    return len < covered->letters.len &&
           (len <= REST_MAX || is_common_word((struct str){rest, len}));
}

/* The name of the server that the address is at, without its end: example of x@example.se. */
static struct str without_end(struct str email) {
    for (size_t len = email.len; len > 0; len--)
        if (email.at[len - 1] == '.')
            return (struct str){email.at, len - 1};
    return email;
}

/* Words of one text count beside those of another, and the last that was needed is named. */
static const char *owner_problem(struct arena *arena, struct str text,
                                 const struct password_owner *owner) {
    const struct {
        struct str text;
        const char *sentence;
    } known[] = {
        {STR(PRODUCT), "The password must be more than the word Glimt."},
        {owner->account_name, "The password must be more than the name of the company."},
        {owner->name, "The password must be more than the person's name."},
        {without_end(owner->email), "The password must be more than parts of the e-mail address."},
    };
    struct str word = cut_beginning(cut_end(text, true));

    struct covered readings[] = {cover_nothing(arena, letters_of(arena, word, 'i')),
                                 cover_nothing(arena, letters_of(arena, word, 'l'))};

    if (!is_decorated(text, word))
        return NULL;
    for (size_t i = 0; i < COUNT(known); i++)
        for (size_t k = 0; k < COUNT(readings); k++) {
            cover_all(arena, &readings[k], known[i].text);
            if (is_all_words(arena, &readings[k]))
                return known[i].sentence;
        }
    return NULL;
}

const char *password_problem(struct arena *arena, struct str password,
                             const struct password_owner *owner) {
    _Static_assert(PASSWORD_MIN == 10 && PASSWORD_MAX == 255, "as the sentences say");
    if (!str_is_text(password))
        return "The password must be UTF-8 text.";
    if (str_characters(password) < PASSWORD_MIN)
        return "The password must have at least 10 characters.";
    if (str_characters(password) > PASSWORD_MAX)
        return "The password may have at most 255 characters.";
    if (str_equal_any_case(str_trim(password), str_trim(owner->email)))
        return "The password must not be the e-mail address.";
    struct str text = collation_fold(arena, password);
    if (str_characters(repeated(text)) <= REPEATED_MAX || str_trim(text).len == 0)
        return "The password must not be the same few characters over and over.";
    if (is_common(arena, text))
        return "The password is among the most common ones, which are tried first.";
    return owner_problem(arena, text, owner);
}
