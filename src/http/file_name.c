/* file_name.c - reads encoded words and Latin-1. */
#include "http/file_name.h"

#include "http/grammar.h"

/* What Windows writes where Latin-1 has controls that no name contains; 0: nothing. */
static const unsigned short windows_characters[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char *latin_put(char *out, unsigned char byte) {
    bool windows = byte >= 0x80 && byte < 0xA0 && windows_characters[byte - 0x80];
    unsigned code = windows ? windows_characters[byte - 0x80] : byte;

    if (code < 0x80) {
        *out++ = (char)code;
        return out;
    }
    if (code >= 0x800) {
        *out++ = (char)(0xE0 | code >> 12);
        *out++ = (char)(0x80 | (code >> 6 & 0x3F));
    } else {
        *out++ = (char)(0xC0 | code >> 6);
    }
    *out++ = (char)(0x80 | (code & 0x3F));
    return out;
}

bool charset_is_latin(struct str charset) {
    return str_equal_any_case(charset, STR("iso-8859-1")) ||
           str_equal_any_case(charset, STR("windows-1252")) ||
           str_equal_any_case(charset, STR("us-ascii"));
}

static struct str from_latin(struct arena *arena, struct str text) {
    char *out = arena_take(arena, LATIN_MAX * text.len + 1, 1), *end = out;

    for (size_t i = 0; i < text.len; i++)
        end = latin_put(end, (unsigned char)text.at[i]);
    return (struct str){out, (size_t)(end - out)};
}

/* ---- encoded words ---- */

static int base64_digit(char c) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;

    return found ? (int)(found - digits) : -1;
}

/* Both return how many bytes came of the text; SIZE_MAX: it is none of theirs. */
static size_t read_base64(struct str text, char *out) {
    unsigned bits = 0, count = 0;
    size_t len = 0;

    while (text.len > 0 && text.at[text.len - 1] == '=')
        text.len--;
    for (size_t i = 0; i < text.len; i++) {
        int digit = base64_digit(text.at[i]);
        if (digit < 0)
            return SIZE_MAX;
        bits = (bits << 6 | (unsigned)digit) & 0xFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out[len++] = (char)(bits >> count);
        }
    }
    return len;
}

static size_t read_quoted(struct str text, char *out) {
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '_')
            c = ' ';
        if (c == '=') {
            int high = i + 2 < text.len ? hex_digit(text.at[i + 1]) : -1;
            int low = high < 0 ? -1 : hex_digit(text.at[i + 2]);
            if (low < 0)
                return SIZE_MAX;
            c = (char)(high * 16 + low);
            i += 2;
        }
        out[len++] = c;
    }
    return len;
}

/* `=?CHARSET?B?TEXT?=` at the start of `rest`, which then begins behind it. False: there is none.
 */
static bool take_word(struct arena *arena, struct str *rest, struct str *ret) {
    struct str left = *rest;

    if (!str_starts_any_case(left, STR("=?")))
        return false;
    left = (struct str){left.at + 2, left.len - 2};
    struct str charset = str_cut(&left, '?'), way = str_cut(&left, '?'), text = str_cut(&left, '?');
    if (left.len == 0 || left.at[0] != '=' || way.len != 1)
        return false;
    bool latin = charset_is_latin(charset);
    char *out = arena_take(arena, text.len + 1, 1);
    size_t len = str_equal_any_case(way, STR("b"))   ? read_base64(text, out)
                 : str_equal_any_case(way, STR("q")) ? read_quoted(text, out)
                                                     : SIZE_MAX;
    if (len == SIZE_MAX || (!latin && !str_equal_any_case(charset, STR("utf-8"))))
        return false;
    *ret = latin ? from_latin(arena, (struct str){out, len}) : (struct str){out, len};
    *rest = (struct str){left.at + 1, left.len - 1};
    return true;
}

/* Blanks between two words are none of the name: a long one is cut into several. */
static struct str read_words(struct arena *arena, struct str raw) {
    char *out = arena_take(arena, LATIN_MAX * raw.len + 1, 1);
    struct str rest = raw, word;
    size_t len = 0, behind = SIZE_MAX; /* where the last word ended, if only blanks came since */

    while (rest.len > 0) {
        if (rest.at[0] == '=' && take_word(arena, &rest, &word)) {
            len = behind == SIZE_MAX ? len : behind;
            memcpy(out + len, word.at, word.len);
            behind = len += word.len;
            continue;
        }
        if (rest.at[0] != ' ' && rest.at[0] != '\t')
            behind = SIZE_MAX;
        out[len++] = rest.at[0];
        rest = (struct str){rest.at + 1, rest.len - 1};
    }
    return (struct str){out, len};
}

struct str file_name_read(struct arena *arena, struct str raw) {
    bool has_words = false;

    for (size_t i = 0; i + 1 < raw.len; i++)
        has_words |= raw.at[i] == '=' && raw.at[i + 1] == '?';
    struct str name = has_words ? read_words(arena, raw) : raw;
    return str_is_text(name) || name.len == 0 ? name : from_latin(arena, name);
}
