/* fuzz_recording.c - any file in the place of a recording, and any answer in one.
 *
 * Whatever the file has is taken or refused in one sentence. The input is put into a recording of
 * our own as an answer, too, and found there again as it was. */
#include "base/log.h"
#include "fuzz.h"
#include "import/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char read_path[64], put_path[80];

static void remove_files(void) {
    unlink(read_path);
    unlink(put_path);
}

static void make_files(void) {
    snprintf(read_path, sizeof(read_path), "/tmp/glimt-fuzz-XXXXXX");
    int file = mkstemp(read_path);
    ALWAYS(file >= 0 && close(file) == 0);
    snprintf(put_path, sizeof(put_path), "%s.put", read_path);
    atexit(remove_files);
}

static void check_read(struct arena *arena, struct str bytes) {
    const char *problem = NULL;
    FILE *file = fopen(read_path, "wb");
    struct str body;
    long status;

    ALWAYS(file && fwrite(bytes.at, 1, bytes.len, file) == bytes.len && fclose(file) == 0);
    struct recording *recording = recording_open(arena, read_path, &problem);
    ALWAYS(!recording == (problem != NULL));
    if (!recording) {
        ALWAYS(str_is_text(str_of(problem)) && !strchr(problem, '\n'));
        return;
    }
    ALWAYS(str_is_text(recording_source(recording)));
    if (recording_find(recording, "v1/Admin/Users?page=1", &status, &body))
        ALWAYS(body.len <= bytes.len);
    recording_close(recording);
}

static void check_put(struct arena *arena, struct str bytes) {
    static const char path[] = "v1/Core/Contacts/1";
    const char *problem = NULL;
    struct str body;
    long status;

    unlink(put_path);
    struct recording *recording =
        recording_begin(arena, put_path, STR("https://a.example"), false, &problem);
    ALWAYS(recording && recording_put(recording, path, 500, STR("not yet")) &&
           recording_put(recording, path, 200, bytes));
    recording_close(recording);
    recording = recording_open(arena, put_path, &problem);
    ALWAYS(recording && str_equal(recording_source(recording), STR("https://a.example")));
    ALWAYS(recording_find(recording, path, &status, &body) && status == 200);
    ALWAYS(str_equal(body, bytes));
    ALWAYS(!recording_find(recording, "v1/Core/Contacts/2", &status, &body));
    recording_close(recording);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str bytes = {size > 0 ? (const char *)data : "", size};
    struct arena *arena = arena_open();

    if (!read_path[0])
        make_files();
    check_read(arena, bytes);
    check_put(arena, bytes);
    arena_close(arena);
    return 0;
}
