/* body.c - the two ways in which a body is framed. */
#include "http/body.h"

void body_begin(struct body_reader *reader, const struct head *head) {
    *reader = (struct body_reader){.is_chunked = head->is_chunked,
                                   .left = head->has_length ? head->length : 0};
    chunked_begin(&reader->chunked);
}

static enum body_state take_chunk(struct body_reader *reader, struct str *bytes, struct str *ret) {
    switch (chunked_take(&reader->chunked, bytes, ret)) {
    case CHUNKED_DATA:
        return BODY_DATA;
    case CHUNKED_MORE:
        return BODY_MORE;
    case CHUNKED_END:
        return BODY_END;
    default:
        return BODY_BAD;
    }
}

static enum body_state take_piece(struct body_reader *reader, struct str *bytes, struct str *ret) {
    if (reader->left == 0)
        return BODY_END;
    if (bytes->len == 0)
        return BODY_MORE;
    *ret = str_take(bytes, reader->left);
    reader->left -= ret->len;
    return BODY_DATA;
}

enum body_state body_take(struct body_reader *reader, struct str *bytes, struct str *ret) {
    enum body_state state =
        reader->is_chunked ? take_chunk(reader, bytes, ret) : take_piece(reader, bytes, ret);

    if (state == BODY_DATA)
        reader->received += ret->len;
    return state;
}
