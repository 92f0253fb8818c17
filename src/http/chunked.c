/* chunked.c - a state for each place in a chunked body. */
#include "http/chunked.h"

#include "http/grammar.h"

enum {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    END,
    BAD,
};

enum { DIGITS_MAX = 15 }; /* what is larger can't be meant */

void chunked_begin(struct chunked *chunked) {
    *chunked = (struct chunked){.state = SIZE};
}

static int in_size(struct chunked *chunked, char c) {
    int digit = hex_digit(c);

    if (digit >= 0 && chunked->digits < DIGITS_MAX) {
        chunked->left = chunked->left * 16 + (uint64_t)digit;
        chunked->digits++;
        return SIZE;
    }
    if (chunked->digits == 0)
        return BAD;
    if (c == '\r')
        return SIZE_LF;
    return c == ';' ? EXTENSION : BAD;
}

static int in_extension(struct chunked *chunked, char c) {
    if (c == '\r')
        return SIZE_LF;
    return is_line_byte(c) && chunked->line++ < CHUNK_EXTENSION_MAX ? EXTENSION : BAD;
}

static int after_size(struct chunked *chunked, char c) {
    if (c != '\n')
        return BAD;
    chunked->digits = chunked->line = 0;
    return chunked->left > 0 ? DATA : TRAILER;
}

/* At the beginning of a line, which is a field or the end. */
static int at_trailer(struct chunked *chunked, char c) {
    chunked->is_last = c == '\r';
    if (c == '\r')
        return TRAILER_LF;
    return byte_is_in(&token_bytes, c) ? TRAILER_NAME : BAD;
}

static int in_trailer_name(char c) {
    if (c == ':')
        return TRAILER_VALUE;
    return byte_is_in(&token_bytes, c) ? TRAILER_NAME : BAD;
}

static int in_trailer_value(char c) {
    if (c == '\r')
        return TRAILER_LF;
    return is_line_byte(c) ? TRAILER_VALUE : BAD;
}

static int after_trailer(struct chunked *chunked, char c) {
    if (c != '\n')
        return BAD;
    return chunked->is_last ? END : TRAILER;
}

static int in_trailers(struct chunked *chunked, char c) {
    if (chunked->line++ >= CHUNKED_TRAILERS_MAX)
        return BAD;
    switch (chunked->state) {
    case TRAILER:
        return at_trailer(chunked, c);
    case TRAILER_NAME:
        return in_trailer_name(c);
    case TRAILER_VALUE:
        return in_trailer_value(c);
    default:
        return after_trailer(chunked, c);
    }
}

static int next_state(struct chunked *chunked, char c) {
    switch (chunked->state) {
    case SIZE:
        return in_size(chunked, c);
    case EXTENSION:
        return in_extension(chunked, c);
    case SIZE_LF:
        return after_size(chunked, c);
    case DATA_CR:
        return c == '\r' ? DATA_LF : BAD;
    case DATA_LF:
        return c == '\n' ? SIZE : BAD;
    default:
        return in_trailers(chunked, c);
    }
}

static struct str take_data(struct chunked *chunked, struct str *bytes) {
    struct str data = str_take(bytes, chunked->left);

    chunked->left -= data.len;
    if (chunked->left == 0)
        chunked->state = DATA_CR;
    return data;
}

enum chunked_state chunked_take(struct chunked *chunked, struct str *bytes, struct str *ret) {
    while (bytes->len > 0 && chunked->state != END && chunked->state != BAD) {
        if (chunked->state == DATA) {
            *ret = take_data(chunked, bytes);
            return CHUNKED_DATA;
        }
        chunked->state = next_state(chunked, str_take(bytes, 1).at[0]);
    }
    if (chunked->state == END)
        return CHUNKED_END;
    return chunked->state == BAD ? CHUNKED_BAD : CHUNKED_MORE;
}
