/* no_sync.c - preloaded, makes syncs into nothing: a server that loses on a power loss. */
#include <unistd.h>

int fsync(int file) {
    (void)file;
    return 0;
}

int fdatasync(int file) {
    (void)file;
    return 0;
}
