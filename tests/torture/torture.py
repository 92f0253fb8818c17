#!/usr/bin/env python3
"""Lets calls fail under the real server, one after the other: torture.py [--seconds N] [--every N] [--seed N].

Two kinds of runs, each in a child of a glimt that was brought to its place once:

  corpus   300 requests while reads, writes, syncs, opens, renames, truncations, allocations, maps
           and calls on connections fail. Each run has some failing calls, far enough apart; together the runs have every n-th
           call. Whatever ends the server, it is brought back by a fork and the rest of the corpus
           follows; then a server without faults shows what was acknowledged, and `check` looks
  start    one call fails for each distinct stack that calls have in a start, on a new directory and
           on one with a WAL that is to be recovered: it starts, or ends with one sentence. Then it
           is started without faults, and `check` looks

With --seconds, a sample that takes so long; its order follows from the seed, which is printed. Ends
with a table and `N passed, N failed`: an acknowledged write that is not there, a leak, a crash, an
answer that blames the caller, or a check that finds something fails the run, unless libraries.txt has
the stack, with a reason.
"""

import argparse
import collections
import concurrent.futures
import errno
import os
import pathlib
import random
import re
import shutil
import signal
import sys
import tempfile
import time

import runs

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACCEPTED = pathlib.Path(__file__).with_name("libraries.txt")
SHORT = 0  # half of what is to be written is
ERRORS = {"read": [errno.EIO], "write": [errno.ENOSPC, SHORT, errno.EIO], "sync": [errno.EIO],
          "open": [errno.EMFILE, errno.EIO], "rename": [errno.ENOSPC, errno.EIO],
          "truncate": [errno.EIO, errno.ENOSPC], "allocate": [errno.ENOMEM], "map": [errno.ENOMEM],
          "network": [errno.ENOMEM, errno.ECONNRESET]}
FAULTS = 12      # of a run; so that most of the corpus is done between them
AGAIN = 5        # runs with whole stacks, to find a leak once more
NOT_AGAIN = " (not again)"
LIBRARY_S_BLOCK = re.compile(r"^[^\[]* of lib[^\[<]*\[")  # all that is known of its stack is the library
STREAK = 40      # calls that fail in a row, where the trouble lasts
COLUMNS = ["runs", "points", "stacks", "requests", "acknowledged", "lost", "leaks", "crashes", "problems", "ended"]
worker = None


def begin(place, binary, library):
    global worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = runs.Worker(pathlib.Path(place) / str(os.getpid()), binary, library)


def counts():
    return worker.counts


def record(on, word):
    """The cases of a start: one for each distinct stack, of those that have the word."""
    case = {"at": "start", "on": on, "kind": "read", "first": 1, "every": 1, "limit": 0, "error": 0}
    return [(kind, call) for kind, call, stack in runs.Start(worker, case).record()
            if not word or any(word in name for name in worker.starting.describe(stack))]


def work(case):
    result = worker.run(case)
    if result.leaks and not case.get("tracing"):
        worker.trace(case)
        traced = (worker.run({**case, "tracing": 1}).leaks for _ in range(AGAIN))
        result.leaks = next(filter(None, traced), None) or [leak + NOT_AGAIN for leak in result.leaks]
    return result


def is_library_s_once(leak):
    """Which of a library's calls fail depends on how the bytes of clients come, so what it loses then it may not lose
    again; a block of our own that is lost is told, however seldom that is."""
    return leak.endswith(NOT_AGAIN) and LIBRARY_S_BLOCK.search(leak) is not None


def corpus_cases(calls, every):
    """Runs that together let every n-th call of each kind fail once, with each of its errors, and
    runs in which all calls of a kind fail for a while."""
    for kind, count in calls.items():
        stride = max(every, -(-count // FAULTS) // every * every, 1)
        for number, first in enumerate(range(1, min(stride, max(count, 1)) + 1, every)):
            for error in ERRORS[kind]:
                end = signal.SIGKILL if number % 3 == 2 and kind != "allocate" else signal.SIGTERM
                yield {"at": "corpus", "kind": kind, "first": first, "every": stride, "limit": 4 * FAULTS,
                       "error": error, "end": end}
        if kind in ("allocate", "map"):
            continue
        for first in range(1, count + 1, max(STREAK, count // 20)):
            yield {"at": "corpus", "kind": kind, "first": first, "every": 1, "limit": STREAK,
                   "error": ERRORS[kind][0], "end": signal.SIGTERM}


def start_cases(recorded):
    for on, seen in recorded.items():
        for kind, call in seen:
            for error in ERRORS[kind]:
                yield {"at": "start", "on": on, "kind": kind, "first": call, "every": 1, "limit": 1, "error": error}


def sample(cases, seed):
    """In an order in which each kind has its share of any beginning; the same for the same seed."""
    groups = collections.defaultdict(list)
    for case in cases:
        groups[case["at"], case.get("on"), case["kind"]].append(case)
    order = random.Random(seed)
    for group in groups.values():
        order.shuffle(group)
    places = [(number / len(group), name, case) for name, group in groups.items()
              for number, case in enumerate(group)]
    few = [place for place in places if len(groups[place[1]]) <= 30]
    many = [place for place in places if len(groups[place[1]]) > 30]
    return [case for *_, case in sorted(few + many, key=lambda place: (place[0], str(place[1])))]


def accepted():
    """Parts of stacks that may fail in a library, with reasons."""
    lines = [line.partition("\t") for line in ACCEPTED.read_text().splitlines() if line[:1] not in ("#", "")]
    return {stack: reason for stack, _, reason in lines if reason.strip()}


class Table:
    def __init__(self):
        self.rows = collections.defaultdict(collections.Counter)
        self.stacks = collections.defaultdict(set)
        self.allowed, self.used = accepted(), collections.Counter()
        self.sentences = collections.Counter()

    def add(self, result):
        case = result.case
        name = case["at"] if case["at"] == "corpus" else f"start, {case['on']}"
        name = f"{name}: {case['kind']}"
        row = self.rows[name]
        row.update(runs=1, points=result.points, requests=result.requests, acknowledged=result.acknowledged,
                   ended=result.deaths)
        self.stacks[name] |= result.stacks
        row["stacks"] = len(self.stacks[name])
        for column in ("lost", "leaks", "crashes", "problems"):
            for sentence in getattr(result, column):
                may_be_theirs = column in ("leaks", "crashes") or sentence.startswith("hangs: the start")
                if may_be_theirs and (self.is_accepted(sentence) or is_library_s_once(sentence)):
                    row["libraries"] += 1
                    continue
                row[column] += 1
                self.note(f"{column}: {sentence}", case)

    def note(self, sentence, case):
        """Each is printed once."""
        self.sentences[sentence] += 1
        if self.sentences[sentence] == 1:
            print(f"{sentence}\n    {case}", flush=True)

    def is_accepted(self, sentence):
        for stack in self.allowed:
            if stack in sentence:
                self.used[stack] += 1
                return True
        return False

    def print(self):
        columns = [*COLUMNS, "libraries"]
        print(f"{'':<26}" + "".join(f"{column:>13}" for column in columns))
        total = collections.Counter()
        for name, row in sorted(self.rows.items()):
            total.update(row)
            print(f"{name:<26}" + "".join(f"{row[column]:>13,}" for column in columns))
        print(f"{'all':<26}" + "".join(f"{total[column]:>13,}" for column in columns))
        return total


def go_through(pool, cases, until, table):
    """The number of cases that were done before the time was over."""
    done, waiting, cases = 0, set(), iter(cases)
    while True:
        while len(waiting) < 6 and time.monotonic() < until:
            case = next(cases, None)
            if case is None:
                break
            waiting.add(pool.submit(work, case))
        if not waiting:
            return done
        ready, waiting = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
        for future in ready:
            table.add(future.result())
            done += 1


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", default=str(ROOT / "build/glimt"))
    options.add_argument("--library", default=str(ROOT / "build/tests/torture/libfaults.so"))
    options.add_argument("--seconds", type=float, default=0)
    options.add_argument("--seed", type=int, default=int(time.time()) // 86400,
                         help="of the sample's order; by default another one each day")
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--only", default="", help="words of the cases' names, such as corpus or allocate")
    options.add_argument("--stack", default="", help="only starts, at stacks with this in a name, such as libgnutls")
    chosen = options.parse_args()
    begun = time.monotonic()
    until = begun + chosen.seconds if chosen.seconds else float("inf")
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    place = tempfile.mkdtemp(prefix="glimt-torture-", dir=where)
    # Whoever builds meanwhile changes nothing here.
    binary, library = (shutil.copy2(path, place) for path in (chosen.binary, chosen.library))
    table = Table()
    try:
        with concurrent.futures.ProcessPoolExecutor(
                chosen.jobs, initializer=begin,
                initargs=(place, binary, library)) as pool:
            calls = pool.submit(counts).result()
            recorded = {on: pool.submit(record, on, chosen.stack) for on in runs.STARTS}
            cases = [*([] if chosen.stack else corpus_cases(calls, chosen.every)),
                     *start_cases({on: future.result() for on, future in recorded.items()})]
            cases = [case for case in cases if all(word in case.values() for word in chosen.only.split())]
            print(f"{len(cases)} runs, --seed {chosen.seed}; the corpus makes {calls}", flush=True)
            done = go_through(pool, sample(cases, chosen.seed), until, table)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    total = table.print()
    print(f"{done} of {len(cases)} runs in {time.monotonic() - begun:.0f} s")
    unused = [stack for stack in table.allowed if not table.used[stack]]
    if done == len(cases) and not chosen.only and not chosen.stack and chosen.every == 1:
        for stack in unused:
            print(f"{ACCEPTED.name}: {stack} does not happen any more; take it out")
    else:
        unused = []
    failed = sum(total[column] for column in ("lost", "leaks", "crashes", "problems")) + len(unused)
    print(f"{done - min(done, failed)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
