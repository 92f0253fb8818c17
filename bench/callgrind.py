"""A server whose instructions are counted, in all its threads, so that two runs count the same.

What would differ is taken away. Time stands still (repeatable.c), so what the server does about once
a second is done at the end of each count, and once. Requests are sent one after the other, so each
write has its own commit. The log of SQLite is emptied before each count, so none has a checkpoint.
"""

import contextlib
import mmap
import os
import pathlib
import socket
import sqlite3
import struct
import subprocess
import time

from servers import Failed, stop

QUIET_SAMPLES, SAMPLE_SECONDS = 10, 0.005
PATIENCE_SECONDS = 600


class Clock:
    """What servers in `environment` take for the time. Whatever is random is the same for all of them."""

    def __init__(self, binary, path):
        preloaded = pathlib.Path(binary).parent / "bench" / "repeatable.so"
        if not preloaded.exists():
            raise Failed(f"{preloaded} is missing; `tools/build.sh build references` builds it")
        self.environment = {"LD_PRELOAD": str(preloaded), "REPEATABLE_CLOCK": str(path),
                            "GLIMT_THREADS": "1"}
        path.write_bytes(bytes(8))
        with open(path, "r+b") as file:
            self.seconds = mmap.mmap(file.fileno(), 8)
        self.now = int(time.time())
        self.advance(0)

    def advance(self, seconds):
        self.now += seconds
        self.seconds[:] = struct.pack("=q", self.now)


class Wire:
    """One kept connection. A request leaves in one piece: to read two costs the server more."""

    def __init__(self, url, tls, headers):
        host, port = url.removeprefix("https://").split(":")
        self.connection = tls.wrap_socket(socket.create_connection((host, int(port))),
                                          server_hostname=host)
        self.head = f" HTTP/1.1\r\nHost: {host}:{port}\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in headers.items())

    def send(self, method, path, body=None, more=""):
        """The body of a good answer; `more` is another line of the head."""
        kind = "" if body is None else f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self.connection.sendall(f"{method} {path}{self.head}{kind}{more}\r\n".encode() + (body or b""))
        got = self.receive()
        head, _, answer = got.partition(b"\r\n\r\n")
        while b"\r\n\r\n" not in got or len(answer) < length_of(head):
            got += self.receive()
            head, _, answer = got.partition(b"\r\n\r\n")
        if head.split()[1] not in (b"200", b"201", b"204"):
            raise Failed(f"{method} {path}: {got.decode()}")
        return answer

    def receive(self):
        some = self.connection.recv(1 << 20)
        if not some:
            raise Failed("the server closed the connection")
        return some


def length_of(head):
    """What an answer's head says that its body has."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def totals_of(dumps):
    """The instructions in dumps of callgrind: one for each thread, some without any."""
    return sum(int(line.split()[1]) for text in dumps for line in text.splitlines()
               if line.startswith("totals:"))


class Counter:
    """Counts what `process` does, which serves `data`."""

    def __init__(self, process, data, scratch, clock):
        self.process = process
        self.database = data / "glimt.db"
        self.scratch = scratch
        self.clock = clock

    def begin(self, ask):
        """Asks once for what is noted. The first note is written at the next tick, however the clock stands, and
        may be so at any moment; from then on nothing is before time passes."""
        self.wait_for_quiet()
        noted = self.entries()
        ask()
        self.wait_for(lambda: self.entries() > noted)
        self.wait_for_quiet()

    def count(self, ask, number, is_noted):
        """Instructions for each of `number` calls of `ask`, after those before have come to rest.
        `is_noted`: these requests come into the log of use."""
        self.rest(is_noted)
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            if database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] != 0:
                raise Failed("the server reads, though nobody asks")
        self.dump()
        for _ in range(number):
            ask()
        self.rest(is_noted)
        return self.dump() // number

    def rest(self, is_noted):
        """Waits until what was asked is done. What was noted is written when a second has passed."""
        self.wait_for_quiet()
        if not is_noted:
            return
        log = self.database.with_name("glimt.db-wal")
        before = log.stat().st_mtime_ns
        self.clock.advance(1)
        self.wait_for(lambda: log.stat().st_mtime_ns != before)
        self.wait_for_quiet()

    def entries(self):
        """How many are in the log of use."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            return database.execute("SELECT count(*) FROM usage_entries").fetchone()[0]

    @staticmethod
    def wait_for(is_written):
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_written():
            if time.monotonic() > end:
                raise Failed("the server did not write what it noted")
            time.sleep(SAMPLE_SECONDS)

    def wait_for_quiet(self):
        """Until all threads have slept for a while, none of them for a processor or the disk."""
        end = time.monotonic() + PATIENCE_SECONDS
        quiet = 0
        while quiet < QUIET_SAMPLES:
            if time.monotonic() > end:
                raise Failed("the server does not come to rest")
            time.sleep(SAMPLE_SECONDS)
            states = [file.read_text().rpartition(")")[2].split()[0] for file in
                      pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/stat")]
            quiet = quiet + 1 if set(states) == {"S"} else 0

    def dump(self):
        """Instructions since the last dump."""
        for old in self.scratch.glob("counts*"):
            old.unlink()
        done = subprocess.run(["callgrind_control", "-d", str(self.process.pid)], capture_output=True,
                              text=True)
        total = totals_of(file.read_text() for file in self.scratch.glob("counts*"))
        if total == 0:
            raise Failed(f"callgrind_control failed: {done.stdout}{done.stderr}")
        return total


@contextlib.contextmanager
def callgrind_server(binary, data, scratch, clock):
    """Serves `data` under callgrind; gives the address and a counter."""
    process = subprocess.Popen(
        ["valgrind", "--quiet", "--tool=callgrind", "--separate-threads=yes",
         f"--callgrind-out-file={scratch}/counts",
         binary, "serve", "--data", str(data), "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True,
        env={**os.environ, "GNUTLS_CPUID_OVERRIDE": "0xe", **clock.environment})
    try:
        for line in process.stdout:
            if line.startswith("listening on "):
                counter = Counter(process, data, scratch, clock)
                counter.wait_for_quiet()
                yield line.split()[2], counter
                return
        raise Failed("glimt ended before it listened")
    finally:
        stop(process)
