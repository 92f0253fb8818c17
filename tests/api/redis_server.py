"""A Redis of the tests' own, whose clock goes on when a test says so, unless it has the machine's."""

import contextlib
import pathlib
import shutil
import signal
import subprocess
import time

from clocks import StandingClock
from ports import free_port

PROGRAM = shutil.which("redis-server")

# Redis asks the time of day for its scripts, and for when keys end.
DAY = """
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

static const volatile int64_t *milliseconds;

int gettimeofday(struct timeval *restrict ret, void *restrict zone) {
    (void)zone;
    if (!milliseconds) {
        int file = open(getenv("CLOCK_FILE"), O_RDONLY);
        milliseconds = mmap(NULL, sizeof(*milliseconds), PROT_READ, MAP_SHARED, file, 0);
        close(file);
    }
    int64_t now = *milliseconds;
    *ret = (struct timeval){(time_t)(now / 1000), (suseconds_t)(now % 1000 * 1000)};
    return 0;
}
"""


class Redis:
    """It keeps nothing on the disk."""

    def __init__(self, directory, *flags, stands=True):
        self.directory, self.flags, self.port = pathlib.Path(directory), flags, free_port()
        self.directory.mkdir()
        self.socket = f"{directory}/redis.sock"
        self.clock = StandingClock(self.directory, DAY) if stands else None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1", "--unixsocket", self.socket,
             "--dir", self.directory, "--save", "", "--loglevel", "warning", *self.flags],
            stdout=subprocess.DEVNULL, **(self.clock.options if self.clock else {}))
        while self.ask("PING").returncode != 0:
            assert self.process.poll() is None
            time.sleep(0.01)

    def ask(self, *words):
        return subprocess.run(["redis-cli", "-s", self.socket, *words], capture_output=True, text=True, check=False)

    def keys(self):
        return self.ask("KEYS", "*").stdout.split()

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait()

    def signal(self, how):
        self.process.send_signal(how)


@contextlib.contextmanager
def redis(directory, *flags):
    """One that runs until the end, and is no one's afterwards."""
    made = Redis(directory, *flags)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.stop(signal.SIGKILL)
