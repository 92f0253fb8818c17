/* bind.c - parameters of a statement, in the form of the types that the server gave them.
 *
 * The server infers each parameter's type from where it stands, and tells it when the statement is
 * prepared. What is bound is sent as the bytes of that type, the highest first; for types of which
 * only few parameters are, such as numeric, a number is sent as a text that the server reads.
 *
 * A column that has integers and blobs, in the order that SQLite gives them, is of bits there:
 * nothing else that is ordered byte by byte has a type of its own to be known by. Its values begin
 * with a byte that tells the kind; then come the bytes of a blob, or the eight of an integer, the
 * highest first and its sign turned, so that they are ordered as the integers are. */
#include "base/log.h"
#include "db/postgres/postgres_parts.h"

#include <endian.h>
#include <inttypes.h>

/* The value that stands for ?at; NULL for a number that the statement skips. */
static struct postgres_value *value_of(struct statement *asked, int at) {
    const struct postgres_statement *statement = asked->prepared;

    ALWAYS(at > 0 && (unsigned)at <= statement->most);
    unsigned dense = statement->dense[at];

    return dense > 0 ? &statement->bound[dense - 1] : NULL;
}

static void bind(struct statement *statement, int at, struct postgres_value bound) {
    struct postgres_value *value = value_of(statement, at);

    if (value)
        *value = bound;
}

void postgres_bind_integer(struct statement *statement, int at, int64_t value) {
    bind(statement, at, (struct postgres_value){.kind = BOUND_INTEGER, .integer = value});
}

void postgres_bind_real(struct statement *statement, int at, double value) {
    bind(statement, at, (struct postgres_value){.kind = BOUND_REAL, .real = value});
}

void postgres_bind_text(struct statement *statement, int at, struct str value) {
    bind(statement, at,
         (struct postgres_value){.kind = BOUND_BYTES, .bytes = value.at ? value : STR("")});
}

void postgres_bind_blob(struct statement *statement, int at, struct str value) {
    postgres_bind_text(statement, at, value);
}

void postgres_bind_null(struct statement *statement, int at) {
    bind(statement, at, (struct postgres_value){.kind = BOUND_NULL});
}

static char *put_32(char *at, uint32_t value) {
    value = htobe32(value);
    memcpy(at, &value, sizeof(value));
    return at + sizeof(value);
}

static char *put_64(char *at, uint64_t value) {
    value = htobe64(value);
    memcpy(at, &value, sizeof(value));
    return at + sizeof(value);
}

/* An array of the protocol: dimensions, whether there are nulls, the type, then the length and the
 * first index of the dimension, and each value behind its length. */
void postgres_bind_list(struct statement *statement, int at, struct arena *arena,
                        const int64_t *values, size_t count) {
    char *bytes = NEW_ARRAY(arena, char, 20 + 12 * count), *end = bytes;

    end = put_32(end, count > 0 ? 1 : 0);
    end = put_32(end, 0);
    end = put_32(end, TYPE_INT8);
    if (count > 0) {
        end = put_32(end, (uint32_t)count);
        end = put_32(end, 1);
    }
    for (size_t i = 0; i < count; i++)
        end = put_64(put_32(end, sizeof(int64_t)), (uint64_t)values[i]);
    bind(statement, at,
         (struct postgres_value){.kind = BOUND_LIST, .bytes = {bytes, (size_t)(end - bytes)}});
}

/* One value as it is sent. */
struct sent {
    const char *at; /* NULL: null */
    int len, is_binary;
    char room[32];
};

static void send_real(struct sent *ret, double real) {
    uint64_t bits;

    memcpy(&bits, &real, sizeof(bits));
    put_64(ret->room, bits);
    ret->len = 8;
}

static void send_text(struct sent *ret, int len) {
    ret->is_binary = 0;
    ret->len = len;
}

enum { ANY_HEAD = 5 }; /* the number of bits, and the kind */

/* Of an integer as of a blob; `room` has ANY_HEAD bytes more than it. */
static size_t write_bits(char *room, int kind, struct str bytes) {
    char *at = put_32(room, 8 * ((uint32_t)bytes.len + 1));

    *at++ = (char)kind;
    memcpy(at, bytes.at, bytes.len);
    return ANY_HEAD + bytes.len;
}

static void put_bits(struct sent *ret, char *room, int kind, struct str bytes) {
    ret->at = room;
    ret->len = (int)write_bits(room, kind, bytes);
}

static void put_ordered(char *bytes, int64_t integer) {
    put_64(bytes, (uint64_t)integer ^ (UINT64_C(1) << 63));
}

static void send_ordered(struct sent *ret, int64_t integer) {
    char bytes[8];

    put_ordered(bytes, integer);
    put_bits(ret, ret->room, ANY_INTEGER, (struct str){bytes, sizeof(bytes)});
}

uint32_t postgres_any_length(const struct db_cell *value) {
    return ANY_HEAD + (value->kind == CELL_INTEGER ? 8 : (uint32_t)value->bytes.len);
}

void postgres_put_any(struct buffer *out, const struct db_cell *value) {
    char bytes[8];
    struct str text = value->bytes;
    bool is_integer = value->kind == CELL_INTEGER;

    if (is_integer) {
        put_ordered(bytes, value->integer);
        text = (struct str){bytes, sizeof(bytes)};
    }
    if (buffer_reserve(out, ANY_HEAD + text.len))
        out->len += write_bits(out->at + out->len, is_integer ? ANY_INTEGER : ANY_BLOB, text);
}

/* Any integer comes before all blobs, and so does the empty one. */
static void send_integer(struct sent *ret, Oid type, int64_t integer) {
    switch (type) {
    case TYPE_INT8:
        put_64(ret->room, (uint64_t)integer);
        ret->len = 8;
        return;
    case TYPE_BYTEA:
        return;
    case TYPE_VARBIT:
        send_ordered(ret, integer);
        return;
    case TYPE_BOOL:
        ret->room[0] = integer != 0;
        ret->len = 1;
        return;
    case TYPE_FLOAT8:
        send_real(ret, (double)integer);
        return;
    default:
        send_text(ret, snprintf(ret->room, sizeof(ret->room), "%" PRId64, integer));
    }
}

static void put_value(struct arena *arena, struct sent *ret, Oid type,
                      const struct postgres_value *value) {
    ret->at = ret->room;
    ret->len = 0;
    ret->is_binary = 1;
    switch (value->kind) {
    case BOUND_NULL:
        ret->at = NULL;
        return;
    case BOUND_INTEGER:
        send_integer(ret, type, value->integer);
        return;
    case BOUND_REAL:
        if (type == TYPE_FLOAT8)
            send_real(ret, value->real);
        else
            send_text(ret, snprintf(ret->room, sizeof(ret->room), "%.17g", value->real));
        return;
    case BOUND_LIST:
        ALWAYS(type == TYPE_INT8_LIST);
        break;
    case BOUND_BYTES:
        if (type != TYPE_VARBIT)
            break;
        put_bits(ret, NEW_ARRAY(arena, char, value->bytes.len + ANY_HEAD), ANY_BLOB, value->bytes);
        return;
    }
    ret->at = value->bytes.at;
    ret->len = (int)value->bytes.len;
}

bool postgres_send(struct postgres_statement *statement) {
    enum { MOST = POSTGRES_PARAMETERS_MAX };
    struct sent sent[MOST];
    const char *values[MOST];
    int lengths[MOST], formats[MOST];
    char name[16];
    struct arena *arena = statement->has_bits ? arena_open() : NULL;

    for (int i = 0; i < statement->parameters; i++) {
        put_value(arena, &sent[i], statement->types[i], &statement->bound[i]);
        values[i] = sent[i].at;
        lengths[i] = sent[i].len;
        formats[i] = sent[i].is_binary;
    }
    snprintf(name, sizeof(name), "s%u", statement->name);
    bool done = PQsendQueryPrepared(statement->db->pq, name, statement->parameters, values, lengths,
                                    formats, 1);
    if (arena)
        arena_close(arena);
    return done;
}
