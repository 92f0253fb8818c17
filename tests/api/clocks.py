"""A clock that tests set, for a server that is started with it."""

import os
import subprocess

# Says what a file says it is.
CLOCK = """
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t which, struct timespec *ret) {
    FILE *file = which == CLOCK_REALTIME ? fopen(getenv("CLOCK_FILE"), "r") : NULL;
    long long now;
    int code = (int)syscall(SYS_clock_gettime, which, ret);

    if (file && fscanf(file, "%lld", &now) == 1)
        ret->tv_sec = (time_t)now;
    if (file)
        fclose(file);
    return code;
}
"""


def clock_options(folder):
    """Options of a Server whose clock stands at the second that is written into folder / "now"."""
    (folder / "clock.c").write_text(CLOCK)
    subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-o",
                    folder / "clock.so", folder / "clock.c"], check=True)
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    return {"env": {**os.environ, "LD_PRELOAD": str(folder / "clock.so"),
                    "CLOCK_FILE": str(folder / "now"), "ASAN_OPTIONS": sanitizer}}
