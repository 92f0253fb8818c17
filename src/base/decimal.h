/* decimal.h - exact numbers with up to six decimals.
 *
 * A decimal is an int64_t that counts millionths: 8.5 is 8500000. Nothing is ever a double.
 * |value| is at most DECIMAL_MAX. */
#ifndef GLIMT_BASE_DECIMAL_H
#define GLIMT_BASE_DECIMAL_H

#include "base/buffer.h"
#include "base/str.h"

enum { DECIMAL_ONE = 1000000 };
#define DECIMAL_MAX INT64_C(999999999999000000) /* 999,999,999,999.0 */

enum number_fault { NUMBER_FINE, NUMBER_MALFORMED, NUMBER_TOO_PRECISE, NUMBER_OUT_OF_RANGE };

/* Reads a JSON number (`12`, `-0.25`, `1.5e3`); more than six decimals are rounded half away from
 * zero. `ret` is untouched unless NUMBER_FINE. */
enum number_fault decimal_read(struct str text, int64_t *ret) MUST_USE;

/* Reads a whole number: `15`, `15.0` and `1.5e1` are 15, `15.5` is NUMBER_TOO_PRECISE; beyond
 * int64_t is NUMBER_OUT_OF_RANGE. Nothing is rounded. */
enum number_fault integer_read(struct str text, int64_t *ret) MUST_USE;

/* `8.0`, `4.25`, `-0.000001`: at least one decimal, no zeros after it. */
void decimal_put(struct buffer *buffer, int64_t value);

/* a x b / 1, rounded half away from zero to six decimals; DECIMAL_MAX with the sign when it does
 * not fit. */
int64_t decimal_multiply(int64_t a, int64_t b);

/* a x b x percent / 100, rounded once, half away from zero, to six decimals; `percent` is from 0 to
 * 100. False when a x b does not fit. */
bool decimal_percent(int64_t a, int64_t b, int64_t percent, int64_t *ret) MUST_USE;

#endif
