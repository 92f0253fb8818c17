"""What servers are started with: C that stands before the system's own, options of sanitizers."""

import os
import subprocess


def preload(folder, source, **environment):
    """Options of a Server that is started with it."""
    (folder / "preload.c").write_text(source)
    subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-o",
                    folder / "preload.so", folder / "preload.c"], check=True)
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    return {"env": {**os.environ, "LD_PRELOAD": str(folder / "preload.so"), "ASAN_OPTIONS": sanitizer,
                    **{name: str(value) for name, value in environment.items()}}}


def measurable(environment):
    """For a server whose memory is measured: a sanitizer would keep what was freed, to find its use."""
    return {**environment, "ASAN_OPTIONS": environment.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"}


SYNCS = """
#include <stdlib.h>
#include <unistd.h>
static int wait_long(void) {
    if (access(getenv("SLOW_WHEN"), F_OK) == 0)
        sleep((unsigned)atoi(getenv("SLOW_SECONDS")));
    return 0;
}
int fsync(int file) { (void)file; return wait_long(); }
int fdatasync(int file) { (void)file; return wait_long(); }
"""


def disk_of_a_test(folder, seconds=0):
    """A disk that takes no time to sync, or so many seconds once there is a file folder / "slow"."""
    return preload(folder, SYNCS, SLOW_WHEN=folder / "slow", SLOW_SECONDS=seconds)
