#!/usr/bin/python3
"""Loads a server for a long time and tells whether anything grows that should not.

soak.py [--time T] [--every T] [--seed S] [--serve-flags "..."]

T is in seconds, or like 15m or 2h. Under the mixed load, with commands beside it, it notes at each interval
what the server's process takes, how long requests took, and how large its files are. The first third is for
caches to fill. From the rest, straight lines are fitted: memory, descriptors, threads, the log and the time of a
request must not grow with each write, and the disk only by what was written. Then all rows are read back, and
`glimt check` looks. Prints a table; exits with 1 if the verdict is not good."""

import argparse
import collections
import math
import pathlib
import random
import re
import shutil
import signal
import sys
import tempfile
import time

from acknowledged import Model
from caller import LoggedServer, Refused
from client import glimt
from company import Company, fill
from mixed_load import Load
from read_back import read_all

KIB, MIB = 1024, 1 << 20
Sample = collections.namedtuple("Sample", "seconds writes requests rss memory descriptors threads"
                                          " p50 p99 longest database wal files log sent")
HEADINGS = ("min", "writes", "req/s", "RSS MB", "own MB", "fds", "threads", "p50 ms", "p99 ms", "max ms",
            "db MB", "WAL MB", "files MB", "log lines")
# What may grow: with each write, in bytes or numbers, or else by so much from the first to the last look that
# counts, since caches fill late and by chance. 32 bytes are the least that malloc gives, so any leak of a block
# at each write is told by a run of some hours. The disk may keep each byte that was sent, once.
BOUNDS = {"memory": (24, 8 * MIB), "descriptors": (0, 4), "threads": (0, 1), "log": (0, 10), "p50": (0, 5)}
DISK_FOR_EACH_BYTE, DISK_FOR_EACH_WRITE = 1, 1 * KIB
UNITS = {"memory": "bytes", "disk": "bytes", "descriptors": "descriptors", "threads": "threads", "log": "lines",
         "p50": "ms"}


def seconds_of(text):
    """15m, 2h, 90s or 90 as seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text)
    if not match:
        raise argparse.ArgumentTypeError(f"\"{text}\" is no time, such as 90, 15m or 2h")
    return float(match[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[match[2]]


def fit(points):
    """The slope of a straight line through (x, y), and its standard error."""
    count = len(points)
    mean_x, mean_y = (sum(values) / count for values in zip(*points))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if count < 3 or spread == 0:
        return 0.0, math.inf
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return slope, math.sqrt(rest / (count - 2) / spread)


def quantile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def disk_of(sample):
    return sample.database + sample.wal + sample.files


def judge(samples):
    """Sentences for what grows with each write, and whether that is too much. A slope is too steep only where
    chance does not explain it: by twice its standard error."""
    rest = samples[len(samples) // 3:]
    writes = max(1, rest[-1].writes - rest[0].writes)
    sent = (rest[-1].sent - rest[0].sent) / writes
    bounds = {name: max(each, whole / writes) for name, (each, whole) in BOUNDS.items()}
    bounds["disk"] = DISK_FOR_EACH_WRITE + DISK_FOR_EACH_BYTE * sent
    told, fine = [f"After the warm-up {writes} writes, of {sent:.0f} bytes in the mean."], True
    for name, bound in bounds.items():
        slope, error = fit([(sample.writes, disk_of(sample) if name == "disk" else getattr(sample, name))
                            for sample in rest])
        good = slope - 2 * error <= bound
        fine = fine and good
        told.append(f"{name}: {slope:+.4g} ± {error:.2g} {UNITS[name]} for each write, {bound:.4g} may be:"
                    f" {'good' if good else 'TOO MUCH'}")
    return told, fine


def status_of(process):
    """What Linux says of a process, in bytes or numbers."""
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    values = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    return {name: int(values[name].split()[0]) * (KIB if "kB" in values[name] else 1)
            for name in ("VmRSS", "RssAnon", "Threads")}


def size_of(path):
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class Soak:
    """A company under load, looked at now and then."""

    def __init__(self, directory, seed, flags=()):
        fill(directory)
        self.server = LoggedServer(directory, *flags)
        self.company = Company(self.server)
        self.model = Model(read_all(self.server, self.company)[0])
        self.load = Load(self.server, self.company, self.model, seed)
        self.began = self.last = time.monotonic()

    def sample(self):
        durations = []
        while self.load.durations:
            durations.append(self.load.durations.popleft() * 1000)
        durations.sort()
        with self.model.lock:
            self.model.round.clear()
        now, before = time.monotonic(), self.last
        self.last = now
        status, directory = status_of(self.server.process), self.server.directory
        return Sample(
            now - self.began, self.model.acknowledged, len(durations) / (now - before),
            status["VmRSS"], status["RssAnon"],
            len(list(pathlib.Path(f"/proc/{self.server.process.pid}/fd").iterdir())), status["Threads"],
            quantile(durations, 0.5), quantile(durations, 0.99), durations[-1] if durations else 0.0,
            size_of(directory / "glimt.db"), size_of(directory / "glimt.db-wal"),
            sum(size_of(path) for path in (directory / "files").rglob("*") if path.is_file()),
            self.server.log_path.read_bytes().count(b"\n"), self.load.sent)

    def finish(self):
        """What is wrong with the rows and the directory."""
        self.load.end()
        rows, faults = read_all(self.server, self.company, self.load.tokens)
        faults += self.load.failures + self.model.compare(rows)
        self.server.stop()
        said = glimt("check", "--data", self.server.directory, check=False)
        return faults if said.returncode == 0 else [*faults, f"glimt check: {said.stdout} {said.stderr}"]


def row(sample):
    values = (sample.seconds / 60, sample.writes, sample.requests, sample.rss / MIB, sample.memory / MIB,
              sample.descriptors, sample.threads, sample.p50, sample.p99, sample.longest,
              sample.database / MIB, sample.wal / MIB, sample.files / MIB, sample.log)
    return " ".join(f"{value:>9.1f}" if isinstance(value, float) else f"{value:>9}" for value in values)


def run(directory, seconds, every, seed, flags=(), tell=print):
    """Returns whether all is good."""
    soak, samples, faults = Soak(directory, seed, flags), [], []
    try:
        soak.load.begin()
        tell(" ".join(f"{heading:>9}" for heading in HEADINGS))
        while time.monotonic() < soak.began + seconds and not soak.load.failures:
            soak.load.stopping.wait(every)
            samples.append(soak.sample())
            tell(row(samples[-1]))
        faults = soak.finish()
    except Refused as fault:
        faults = [str(fault)]
    finally:
        soak.load.end()
        soak.server.stop(signal.SIGKILL)
    told, fine = judge(samples)
    for line in [*told, *faults[:20]]:
        tell(line)
    tell(f"{soak.model.acknowledged} acknowledged writes read back, {len(faults)} faults:"
         f" {'good' if fine and not faults else 'NOT GOOD'}")
    return fine and not faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--time", type=seconds_of, default=900)
    parser.add_argument("--every", type=seconds_of)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--serve-flags", default="--cache 16", help="for glimt serve")
    given = parser.parse_args()
    every = given.every or min(60, given.time / 15)
    place = pathlib.Path(tempfile.mkdtemp(prefix="glimt-soak-"))
    print(f"{given.time:g} s with seed {given.seed}, in {place}", flush=True)
    fine = run(place / "data", given.time, every, given.seed, given.serve_flags.split(),
               lambda text: print(text, flush=True))
    if fine:
        shutil.rmtree(place)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
