/* slow_disk.c - preloaded, makes each sync take SLOW_DISK_MICROSECONDS longer, as on another disk.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

int fdatasync(int file) {
    static int (*original)(int);
    const char *microseconds = getenv("SLOW_DISK_MICROSECONDS");

    if (!original)
        *(void **)&original = dlsym(RTLD_NEXT, "fdatasync");
    if (microseconds)
        usleep((useconds_t)atoi(microseconds));
    return original(file);
}
