/* decimal.c - numbers as a whole count of millionths. */
#include "base/decimal.h"

enum { PLACES = 6, DIGITS_MAX = 40, EXPONENT_MAX = 1000 };

/* The significant digits of a number as JSON writes it, or as people do in texts (`.5`, `+5`), and
 * where its point is. */
struct digits {
    bool negative;
    char at[DIGITS_MAX]; /* without zeros at either end */
    int count;
    int point; /* how many digits stand before the point; may be negative or beyond */
    bool too_many;
};

struct scanner {
    const char *at, *end;
};

static bool is_digit(const struct scanner *scanner) {
    return scanner->at < scanner->end && *scanner->at >= '0' && *scanner->at <= '9';
}

static void add_digit(struct digits *digits, char digit, bool before_point) {
    if (digits->count == 0 && digit == '0') {
        digits->point -= !before_point;
        return;
    }
    digits->point += before_point;
    if (digits->count < DIGITS_MAX)
        digits->at[digits->count++] = digit;
    else
        digits->too_many |= digit != '0';
}

static bool scan_exponent(struct scanner *scanner, int *ret) {
    bool negative = false;
    int exponent = 0;

    scanner->at++;
    if (scanner->at < scanner->end && (*scanner->at == '+' || *scanner->at == '-'))
        negative = *scanner->at++ == '-';
    if (!is_digit(scanner))
        return false;
    for (; is_digit(scanner); scanner->at++)
        if (exponent < EXPONENT_MAX)
            exponent = exponent * 10 + (*scanner->at - '0');
    *ret = negative ? -exponent : exponent;
    return true;
}

static bool scan(struct str text, struct digits *ret) {
    struct scanner scanner = {text.at, text.at + text.len};
    int exponent = 0;

    *ret = (struct digits){0};
    if (text.len > 0 && (*scanner.at == '-' || *scanner.at == '+'))
        ret->negative = *scanner.at++ == '-';
    if (!is_digit(&scanner) && (scanner.at == scanner.end || *scanner.at != '.'))
        return false;
    for (; is_digit(&scanner); scanner.at++)
        add_digit(ret, *scanner.at, true);
    if (scanner.at < scanner.end && *scanner.at == '.') {
        scanner.at++;
        if (!is_digit(&scanner))
            return false;
        for (; is_digit(&scanner); scanner.at++)
            add_digit(ret, *scanner.at, false);
    }
    if (scanner.at < scanner.end && (*scanner.at | 0x20) == 'e' &&
        !scan_exponent(&scanner, &exponent))
        return false;
    while (ret->count > 0 && ret->at[ret->count - 1] == '0' && !ret->too_many)
        ret->count--;
    ret->point = ret->count ? ret->point + exponent : 0;
    return scanner.at == scanner.end;
}

/* Whether the digits behind the first `count` are half of one of these or more. */
static bool rounds_up(const struct digits *digits, int count) {
    return count >= 0 && count < digits->count && digits->at[count] >= '5';
}

/* The digits as an integer with `places` digits behind the point; what is behind these is rounded
 * half away from zero, as far as the number is within the limit. */
static enum number_fault compose(const struct digits *digits, int places, uint64_t limit,
                                 int64_t *ret) {
    int wanted = digits->point + places;
    uint64_t value = 0;

    if (digits->count == 0) {
        *ret = 0;
        return NUMBER_FINE;
    }
    if (wanted > 19)
        return NUMBER_OUT_OF_RANGE;
    for (int i = 0; i < wanted; i++)
        value = value * 10 + (uint64_t)(i < digits->count ? digits->at[i] - '0' : 0);
    value += rounds_up(digits, wanted);
    if (value > limit)
        return NUMBER_OUT_OF_RANGE;
    *ret = digits->negative ? -(int64_t)value : (int64_t)value;
    return NUMBER_FINE;
}

enum number_fault decimal_read(struct str text, int64_t *ret) {
    struct digits digits;

    return scan(text, &digits) ? compose(&digits, PLACES, DECIMAL_MAX, ret) : NUMBER_MALFORMED;
}

/* Whether a digit that counts stands behind the point. */
static bool has_decimals(const struct digits *digits) {
    return digits->too_many || digits->count > digits->point;
}

enum number_fault integer_read(struct str text, int64_t *ret) {
    struct digits digits;

    if (!scan(text, &digits))
        return NUMBER_MALFORMED;
    if (digits.count > 0 && digits.point <= 19 && has_decimals(&digits))
        return NUMBER_TOO_PRECISE;
    return compose(&digits, 0, INT64_MAX, ret);
}

void decimal_put(struct buffer *buffer, int64_t value) {
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t part = size % DECIMAL_ONE;
    char decimals[PLACES];
    size_t len = PLACES;

    if (value < 0)
        buffer_put_char(buffer, '-');
    buffer_put_integer(buffer, (int64_t)(size / DECIMAL_ONE));
    for (size_t i = PLACES; i > 0; i--, part /= 10)
        decimals[i - 1] = (char)('0' + part % 10);
    while (len > 1 && decimals[len - 1] == '0')
        len--;
    buffer_put_char(buffer, '.');
    buffer_put(buffer, decimals, len);
}

int64_t decimal_multiply(int64_t a, int64_t b) {
    __extension__ typedef __int128 wide;
    wide product = (wide)a * b;
    wide half = product < 0 ? -DECIMAL_ONE / 2 : DECIMAL_ONE / 2;
    wide result = (product + half) / DECIMAL_ONE;

    if (result > DECIMAL_MAX)
        return DECIMAL_MAX;
    return result < -DECIMAL_MAX ? -DECIMAL_MAX : (int64_t)result;
}

bool decimal_percent(int64_t a, int64_t b, int64_t percent, int64_t *ret) {
    __extension__ typedef __int128 wide;
    const wide scale = (wide)100 * DECIMAL_ONE * DECIMAL_ONE;
    wide product = (wide)a * b;

    if (product > (wide)DECIMAL_MAX * DECIMAL_ONE || product < -(wide)DECIMAL_MAX * DECIMAL_ONE)
        return false;
    product *= percent;
    *ret = (int64_t)((product + (product < 0 ? -scale / 2 : scale / 2)) / scale);
    return true;
}
