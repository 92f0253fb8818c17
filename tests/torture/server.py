"""The program under faults: forked where it has come to, told which calls fail, asked what came of it.

The calls that fail are those of libfaults.so (faults.h); what is shared with it is one mapped file.
"""

import ctypes
import mmap
import os
import pathlib
import re
import select
import signal
import struct
import subprocess
import time

KINDS = ["read", "write", "sync", "open", "rename", "truncate", "allocate", "map", "network"]
ALLOCATE, NONE = KINDS.index("allocate"), len(KINDS)
FRAMES, FAILURES_MAX, LEAKS_MAX, STACKS_MAX, PORTS_MAX = 30, 512, 64, 1 << 16, 4
# As struct control has them: eight bytes each, and then three arrays.
WORDS = ["armed", "recording", "tracing", "kind", "first", "every", "limit", "error",
         *(f"count_{kind}" for kind in KINDS), "failed", "ended", "live",
         *(f"port_{number}" for number in range(PORTS_MAX)), "port_count", "seen_count", "leak_count"]
PLACES = {name: 8 * number for number, name in enumerate(WORDS)}
FAILURES = 8 * len(WORDS)
LEAKS = FAILURES + FAILURES_MAX * 8 * (1 + FRAMES)
SEEN = LEAKS + LEAKS_MAX * 8 * (2 + FRAMES)
SIZE = SEEN + STACKS_MAX * 8 * (3 + FRAMES)
LIBC, ADDR_NO_RANDOMIZE = ctypes.CDLL(None), 0x0040000
PATIENCE = 180  # seconds after which a server hangs; none takes two, but when its stacks are recorded


class Hangs(Exception):
    """Something did not end, or was not answered."""


class Control:
    """What is shared with the calls that fail."""

    def __init__(self, path):
        self.path = path
        with open(path, "w+b") as file:
            file.truncate(SIZE)
            self.memory = mmap.mmap(file.fileno(), SIZE)

    def __getitem__(self, name):
        return struct.unpack_from("Q", self.memory, PLACES[name])[0]

    def __setitem__(self, name, value):
        struct.pack_into("Q", self.memory, PLACES[name], value)

    def reset(self):
        """Nothing counts or fails, and nothing has."""
        self.memory[:SEEN] = bytes(SEEN)
        self["kind"], self["every"] = NONE, 1

    def forget_child(self):
        """What counts for one child only."""
        for name in ("ended", "live", "port_count", "leak_count"):
            self[name] = 0
        self.memory[LEAKS:SEEN] = bytes(SEEN - LEAKS)

    def fail(self, kind, first, every, limit, error):
        """The calls first, first + every, ... of a kind will fail, `limit` at most."""
        self["kind"], self["first"], self["every"] = KINDS.index(kind), first, every
        self["limit"], self["error"] = limit, error

    def counts(self):
        return {kind: self[f"count_{kind}"] for kind in KINDS}

    def ports(self):
        return [self[f"port_{number}"] for number in range(self["port_count"])]

    def failures(self):
        """The number of each call that failed, and its stack."""
        entry = struct.Struct(f"{1 + FRAMES}Q")
        for number in range(min(self["failed"], FAILURES_MAX)):
            call, *frames = entry.unpack_from(self.memory, FAILURES + number * entry.size)
            yield call, tuple(filter(None, frames))

    def leaks(self):
        """Blocks, bytes and stack of what was not given back."""
        entry = struct.Struct(f"{2 + FRAMES}Q")
        for number in range(self["leak_count"]):
            blocks, size, *frames = entry.unpack_from(self.memory, LEAKS + number * entry.size)
            yield blocks, size, tuple(filter(None, frames))

    def seen(self):
        """Kind, number of the first call, and stack, of all stacks that were recorded."""
        entry = struct.Struct(f"{3 + FRAMES}Q")
        for number in range(STACKS_MAX):
            known, kind, call, *frames = entry.unpack_from(self.memory, SEEN + number * entry.size)
            if known:
                yield KINDS[kind], call, tuple(filter(None, frames))


class Forks:
    """A command of glimt, brought to a place once and forked there for each case."""

    def __init__(self, binary, library, shared, place, words):
        self.binary = str(binary)
        self.control = Control(shared)
        self.control.reset()
        commands, self.commands = os.pipe()
        self.answers, answers = os.pipe()
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LD_PRELOAD": str(library),
                       "GLIMT_FAULTS": str(shared), "GLIMT_FORK_AT": place}
        environment.update(GLIMT_FORK_COMMANDS=str(commands), GLIMT_FORK_ANSWERS=str(answers))
        # At the same addresses each time, so that a stack is the same for all.
        self.process = subprocess.Popen(
            [self.binary, *words], env=environment, pass_fds=(commands, answers),
            stdin=subprocess.DEVNULL, preexec_fn=lambda: LIBC.personality(ADDR_NO_RANDOMIZE))
        os.close(commands)
        os.close(answers)
        self.rest = b""  # answers that were read and not yet taken
        self.names = {}
        self.lines = None  # of the program's debug information, by address

    def say(self, line):
        os.write(self.commands, line.encode() + b"\n")

    def has_line(self, seconds=0):
        """Whether an answer has come, or comes within a time."""
        while b"\n" not in self.rest:
            if not select.select([self.answers], [], [], seconds)[0]:
                return False
            more = os.read(self.answers, 4096)
            if not more:
                raise RuntimeError(f"{self.binary} ended where it is forked: {self.process.wait()}")
            self.rest += more
        return True

    def line(self):
        self.has_line(None)
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode()

    def fork(self, directory):
        """The number of a child that goes on in a directory."""
        self.control.forget_child()
        self.say(f"fork {directory}")
        return int(self.line())

    def status(self):
        """How the child ended: its status, or minus the signal."""
        return int(self.line())

    def close(self):
        os.close(self.commands)
        self.process.wait()
        os.close(self.answers)
        if self.lines:
            self.lines.communicate()

    def describe(self, frames):
        """A stack as words, `object!function`, from the innermost on."""
        self.look_up([frame for frame in frames if frame not in self.names])
        return [self.names[frame] for frame in frames]

    def look_up(self, frames):
        for frame in frames:
            self.say(f"name {frame - 1:x}")  # within the call, not behind it
            path, offset, name = self.line().split()
            own = path == self.binary
            self.names[frame] = f"glimt!{self.function(offset)}" if own else f"{short(path)}!{name}"

    def function(self, offset):
        """The name of a function of the program, which need not be exported."""
        if not self.lines:
            self.lines = subprocess.Popen(["addr2line", "-f", "-e", self.binary], stdin=subprocess.PIPE,
                                          stdout=subprocess.PIPE, text=True)
        self.lines.stdin.write(offset + "\n")
        self.lines.stdin.flush()
        name = self.lines.stdout.readline().strip()
        self.lines.stdout.readline()
        return re.sub(r"[.].*", "", name)


def short(path):
    return re.sub(r"[-.]?[0-9.]*\.so.*", "", pathlib.Path(path).name)


class Child:
    """One server in a directory of its own."""

    def __init__(self, forks, directory):
        self.forks, self.directory = forks, directory
        for name in ("out", "err"):
            (directory / name).unlink(missing_ok=True)
        os.mkfifo(directory / "out")
        self.output = os.open(directory / "out", os.O_RDONLY | os.O_NONBLOCK)
        self.number = forks.fork(directory)
        self.ended = None

    def is_ready(self):
        """Waits for the first line; False when the server ended without one."""
        poll, said = select.poll(), b""
        poll.register(self.output, select.POLLIN)
        until = time.monotonic() + PATIENCE
        while b"\n" not in said:
            left = until - time.monotonic()
            if not said and self.forks.has_line():
                return False
            if left <= 0:
                self.kill()
                raise Hangs("the start does not end")
            events = poll.poll(min(left, 1) * 1000)
            data = os.read(self.output, 4096) if events else b""
            if events and not data and not said and self.is_opened(events):
                return False
            said += data
        return said.startswith(b"listening")

    def is_opened(self, events):
        """An end of file before the child has opened its end is none."""
        return any(event & select.POLLHUP for _, event in events)

    def stop(self, how=signal.SIGTERM):
        """The status; what it said is in said()."""
        if self.ended is None:
            try:
                os.kill(self.number, how)
            except ProcessLookupError:
                pass
        return self.wait()

    def kill(self):
        return self.stop(signal.SIGKILL)

    def wait(self):
        if self.ended is None:
            hangs = not self.forks.has_line(PATIENCE)
            if hangs:
                os.kill(self.number, signal.SIGKILL)
            self.ended = self.forks.status()
            os.close(self.output)
            if hangs:
                raise Hangs("the server does not end")
        return self.ended

    def said(self):
        return (self.directory / "err").read_text(errors="replace")
