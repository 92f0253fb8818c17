#!/usr/bin/env python3
"""What the slow questions of one application cost another: its gets and lists, alone and beside them.

One client asks for a contact and a page of projects in turns, for some seconds: alone, and while eight
clients of another application ask for lists that are searched row by row, each question a new one.
Prints medians and 99 of 100 in milliseconds, how many slow questions were answered, and how many were
told to come again. `--binary` may be given several times, to hold one against another.
"""

import argparse
import contextlib
import itertools
import os
import pathlib
import sqlite3
import statistics
import threading
import time

from data import log_in, prepare_data
from servers import Failed, glimt_server, keep_asking

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
SIZES = {"contacts": 50_000, "projects": 200, "tasks": 5_000, "time-reports": 200_000}
CLIENTS = 8
REPORTS = "/v1/Core/TimeReports?page=1&pageSize=100&sortBy=hours"
LINE = "{:<34} {:>7} {:>9} {:>9} {:>8} {:>8}"


def slow_questions(number):
    """Of one client; none is asked twice."""
    for i in itertools.count():
        word = f"{number}x{i}"
        yield f"/v1/Core/Contacts?page=1&filter.query={word}"
        yield f"{REPORTS}&filter.from=20{i % 25:02}-01-01&filter.userIds={number + 1},{i % 40 + 9}"
        yield f"/v1/Core/Tasks?page=1&filter.memberIds={i % 40 + 1},{number + 1}&sortBy=title"


class Load:
    """Clients that ask what is slow, until the end."""

    def __init__(self, client, count):
        self.answered, self.refused, self.ends = 0, 0, threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(client, i)) for i in range(count)]

    def run(self, client, number):
        with keep_asking(client) as ask:
            for path in slow_questions(number):
                if self.ends.is_set():
                    return
                try:
                    ask(path)
                    self.answered += 1
                except Failed:
                    self.refused += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ends.set()
        for thread in self.threads:
            thread.join()


def ask_cheaply(client, database, seconds):
    """Milliseconds of each answer; a write now and then makes the server read anew."""
    spent, ends = [], time.monotonic() + seconds
    with keep_asking(client) as ask:
        for i in itertools.count():
            if i % 20 == 0:
                database.execute("UPDATE data_versions SET changed = changed + 1")
            for path in (f"/v1/Core/Contacts/{i % 5000 + 1}", f"/v1/Core/Projects?page={i % 8 + 1}"):
                begun = time.monotonic()
                ask(path)
                spent.append((time.monotonic() - begun) * 1000)
            if time.monotonic() > ends:
                return sorted(spent)


def measure(binary, data, seconds):
    with contextlib.ExitStack() as stack:
        url, _ = stack.enter_context(glimt_server(binary, data))
        cheap, slow = log_in(binary, data, url), log_in(binary, data, url)
        database = stack.enter_context(contextlib.closing(
            sqlite3.connect(data / "glimt.db", isolation_level=None, timeout=30)))
        database.execute("PRAGMA synchronous=OFF")
        for count in (0, CLIENTS):
            with Load(slow, count) as load:
                spent = ask_cheaply(cheap, database, seconds)
            print(LINE.format(f"{binary[-24:]}, {count} beside", len(spent),
                              f"{statistics.median(spent):.2f}", f"{spent[len(spent) * 99 // 100]:.2f}",
                              load.answered, load.refused), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", action="append", help="build/glimt unless given")
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    binaries = [os.path.abspath(binary) for binary in options.binary or ["build/glimt"]]
    data = BUILD / "bench-fair"
    prepare_data(binaries[0], data, SIZES)
    print(LINE.format("", "answers", "median", "99 %", "slow", "refused"))
    for binary in binaries:
        measure(binary, data, options.seconds)


if __name__ == "__main__":
    main()
