/* fuzz_wal.c - a WAL or a journal of any bytes beside any database. */
#include "base/log.h"
#include "db/sqlite/wal_fit.h"
#include "fuzz.h"

#include <string.h>

struct input {
    const uint8_t *data;
    size_t size;
};

static bool read_input(void *context, uint64_t at, void *to, size_t count) {
    const struct input *input = context;

    if (at > input->size || input->size - at < count)
        return false;
    memcpy(to, input->data + at, count);
    return true;
}

/* The header of the database comes first. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    unsigned char header[DATABASE_HEADER] = {0};
    size_t head = size < sizeof(header) ? size : sizeof(header);
    struct input input = {data + head, size - head};
    const struct bytes bytes = {&input, read_input};

    memcpy(header, data, head);
    bool fits = wal_fits(&bytes, header) && journal_fits(&bytes, header);
    ALWAYS(fits || input.size >= 28);
    ALWAYS(header_mark(header) != 0);
    return 0;
}
