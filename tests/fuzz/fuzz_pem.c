/* fuzz_pem.c - any two files, parted by the first NUL, as the server's certificate and its key.
 *
 * They are taken, or refused in one sentence; what was there before stays then. */
#include "base/log.h"
#include "fuzz.h"
#include "http/tls.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char cert_path[64], key_path[64];

static void remove_files(void) {
    unlink(cert_path);
    unlink(key_path);
}

static void make_file(char path[64]) {
    snprintf(path, 64, "/tmp/glimt-fuzz-XXXXXX");
    int file = mkstemp(path);
    ALWAYS(file >= 0 && close(file) == 0);
}

static void make_files(void) {
    make_file(cert_path);
    make_file(key_path);
    atexit(remove_files);
}

static void write_file(const char *path, struct str text) {
    FILE *file = fopen(path, "wb");

    ALWAYS(file && fwrite(text.at ? text.at : "", 1, text.len, file) == text.len &&
           fclose(file) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str key = {(const char *)data, size}, cert = str_cut(&key, '\0');
    const char *problem = NULL;

    if (!cert_path[0])
        make_files();
    write_file(cert_path, cert);
    write_file(key_path, key);
    struct arena *arena = arena_open();
    if (!tls_load(arena, cert_path, key_path, &problem))
        ALWAYS(problem && str_is_text(str_of(problem)) && !strchr(problem, '\n'));
    else
        ALWAYS(!problem && cert.len > 0 && key.len > 0);
    arena_close(arena);
    return 0;
}
