#!/usr/bin/python3
"""Records what concurrent clients do while the server is killed, stands still and has a bad disk, and checks
that each row did one thing after the other.

histories.py [--count N] [--seed S] [--steps K] [--plant NAME] [--serve-flags "..."]

The model. Each row (a contact, a task, a unit) is a register that is created once, updated, deleted and read,
with conditions (If-Match) as compare-and-set. Each day of a user is a register of its stage and of the reports
on it, since locking or attesting a day changes them together. A history is linearizable when each register
is: operations then happened one at a time, each at a moment between its question and its answer. That this may
be looked at register by register is a theorem (Herlihy and Wing: linearizability is local), and it keeps the
search short. A list is a read of each row that it could have shown; that the rows of one list belong to one
moment is not claimed here (tests/api/test_task_concurrency.py holds that). Operations without an answer may
have happened at any later moment or never. So may those that were answered with 5xx: what a failed commit
left on the disk is known at the next start only. What was answered with 400, 409 or 412 did nothing, and had
reason to.

Why it is enough. Durability and order are seen by reads: whatever is lost, doubled, stale or torn makes some
read, or some refusal, impossible, as every text that is written is written once. Nothing is assumed of the
server but what it answers; the moments are of one clock, which all processes here share. `--plant` builds a
server with a bug (planted_bugs.py), which has to be found.

Each history has fresh rows, six clients in two processes, and as its end a look at all of them, half the time
after a kill. Prints one line at the end; exits with 1 when no order fits."""

import argparse
import multiprocessing
import pathlib
import random
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta

import planted_bugs
from caller import BINARY, LoggedServer, Refused
import database
from company import Company, fill
from history_clients import ROWS, Client, Place, Scene, gather, serve
from history_faults import FaultyServer, can_fail
from history_models import model_of
from linearizable import Operation, find_gap, split

PROCESSES, THREADS, LAST = 2, 3, 6  # the last client looks at all when the others are done
FIRST_DAY, PAIRS = date(2015, 1, 1), 2000
FAULTS = ["kill", "hold still", "harm"]


class Histories:
    """One company, its server and its clients; histories one after the other."""

    def __init__(self, directory, seed, steps=18, binary=BINARY, flags=()):
        self.seed, self.steps = seed, steps
        self.counts = dict.fromkeys(["histories", "operations", "written", "refused", "unknown", "beside"], 0)
        fill(directory)
        company = self.meet(directory, flags)
        port, closed = multiprocessing.Value("i", 0), multiprocessing.Value("i", 0)
        shared = [multiprocessing.Array("q", LAST + 1) for _ in range(3)]
        self.server = FaultyServer(directory, port, closed, can_fail(BINARY), binary, *flags)
        place = Place(self.server.certificate, port)
        self.scene = Scene(place, company, probe(company, self.server), *shared, closed)
        self.pipes = [self.start_process(number) for number in range(PROCESSES)]

    def meet(self, directory, flags):
        server = LoggedServer(directory, *flags)
        try:
            return Company(server)
        finally:
            server.stop()

    def start_process(self, number):
        ours, theirs = multiprocessing.Pipe()
        clients = range(number * THREADS, (number + 1) * THREADS)
        process = multiprocessing.Process(target=serve, args=(theirs, self.scene, clients, self.seed), daemon=True)
        process.start()
        theirs.close()
        return ours

    # ---- one history ----

    def run_one(self, number):
        """Sentences for what is wrong with it."""
        dice = random.Random(f"{self.seed} {number}")
        users = self.scene.company.registry["users"]
        day = days_of(users, number)
        opening = Client(self.scene, LAST, number, self.seed, {}, day)
        opening.hangs_up = False
        for kind in ROWS:
            opening.create_row(kind)
        self.scene.answered[:] = self.scene.started[:] = self.scene.done[:] = [0] * (LAST + 1)
        for pipe in self.pipes:
            pipe.send((number, list(opening.rows.items()), day, self.steps))
        self.make_trouble(dice)
        parts, faults = self.collect()
        if dice.random() < 0.5:
            self.server.kill()
        opening.read_all(self.server.look_after)
        parts.append(gather([opening]))
        operations, wrong = put_together(parts)
        opening.remove_all(self.server.look_after)
        self.count(operations)
        return faults + wrong + find_gaps(operations, number)

    def make_trouble(self, dice):
        """Faults at moments that the clients' progress tells."""
        total = PROCESSES * THREADS * self.steps
        moments = sorted(dice.sample(range(5, total * 9 // 10), dice.randint(1, 4)))
        for moment in moments:
            while sum(self.scene.answered) < moment and not self.all_done():
                self.server.look_after()
                time.sleep(0.001)
            fault = dice.choice(FAULTS)
            if fault == "kill":
                self.server.kill()
            elif fault == "hold still":
                self.server.hold_still(self.all_wait)
            else:
                self.server.harm(dice)

    def all_done(self):
        return all(self.scene.done[:LAST])

    def all_wait(self):
        return all(self.scene.done[one] or self.scene.started[one] > self.scene.answered[one]
                   for one in range(LAST))

    def collect(self):
        parts, faults = [], []
        for pipe in self.pipes:
            while not pipe.poll(0.05):
                self.server.look_after()
            part, wrong = pipe.recv()
            parts.append(part)
            faults += wrong
        self.server.look_after()
        self.server.heal()
        return parts, faults

    def count(self, operations):
        writes = [one for one in operations if is_answered_write(one)]
        done = [one for one in writes if one.answer in ("done", True)]
        more = {"histories": 1, "operations": len(operations), "written": len(done),
                "refused": len(writes) - len(done), "unknown": sum(one.ended is None for one in operations),
                "beside": sum(count_beside(those) for those in split(operations).values())}
        self.counts = {name: count + more[name] for name, count in self.counts.items()}

    def all_counts(self):
        server = self.server
        return {**self.counts, "kills": server.kills, "stops": server.stops, "failed": server.failed_calls,
                "closings": server.closings}

    def sum(self):
        return ("{histories} histories, {operations} operations, {written} writes done, {refused} refused, {unknown}"
                " without an answer, {beside} beside a write of another client, {kills} kills, {stops} stops, {failed}"
                " failed calls, {closings} that closed the server").format(**self.all_counts())

    def close(self):
        for pipe in self.pipes:
            pipe.close()
        self.server.stop(9)


def is_answered_write(one):
    return one.ended is not None and not one.name.startswith("read")


def count_beside(operations):
    """How many of one thing were answered while a write of another client to it was, so that their order is free."""
    writes = [one for one in operations if is_answered_write(one)]
    return sum(any(one.who != write.who and one.began < write.ended and write.began < one.ended for write in writes)
               for one in operations if one.ended is not None)


def days_of(users, number):
    """Two days of a user that no other history has."""
    user, pair = users[number // PAIRS], number % PAIRS
    return ("day", user, [str(FIRST_DAY + timedelta(days=2 * pair + more)) for more in (0, 1)])


def probe(company, server):
    """What this server honours on /v1: conditions, and keys of writes that are repeated."""
    program, honours = company.program(server), set()
    body = {"title": "x"}
    number = program.good("POST", ROWS["task"][0], body)["id"]
    path = f"{ROWS['task'][0]}/{number}"
    if program.ask("PUT", path, body, If_Match='"none"')[0] == 412:
        honours.add("conditions")
    key = {"Idempotency_Key": "probe-1"}
    ids = {program.ask("POST", ROWS["task"][0], body, **key)[2] for _ in range(2)}
    if len(ids) == 1:
        honours.add("keys")
    for row in program.walk(ROWS["task"][0]):
        program.good("DELETE", f"{ROWS['task'][0]}/{row['id']}")
    program.close()
    return frozenset(honours)


def put_together(parts):
    """All operations of a history, with its lists as reads; and sentences about ids."""
    operations, lists, ids = ([one for part in parts for one in part[number]] for number in range(3))
    births = {one.thing for one in operations if one.name == "create"}
    known, wrong = {}, []
    for kind, birth, number in ids:
        if known.setdefault((kind, birth), number) != number:
            wrong.append(f"{kind} {birth} was created twice: {known[kind, birth]} and {number}")
    for one in lists:
        shown = {text.partition(":")[0]: text for text in one.answer}
        if len(shown) != len(one.answer):
            wrong.append(f"a list shows a row twice: {sorted(one.answer)}")
        if any((one.thing[0], birth) not in births for birth in shown):
            wrong.append(f"a list shows a row that nobody created: {sorted(one.answer)}")
        for thing in births:
            if thing[0] == one.thing[0]:
                operations.append(Operation(one.who, thing, "read", None, one.began,
                                            shown.get(thing[1], "missing"), one.ended))
    return operations, sorted(set(wrong))


def find_gaps(operations, number):
    """Sentences for things that no order fits, with all that happened to them."""
    wrong = []
    for thing, those in split(operations).items():
        start, step = model_of(thing)
        gap = find_gap(those, start, step)
        if gap:
            wrong.append(f"history {number}: no order fits {thing} at the answer to {gap.name} {gap.given}"
                         f" of {gap.who}: {gap.answer}\n{tell_all(those, gap)}")
    return wrong


def tell_all(operations, gap):
    first = min(one.began for one in operations)
    lines = []
    for one in sorted(operations, key=lambda one: one.began):
        ended = f"{(one.ended - first) / 1e6:.3f}" if one.ended else "never"
        lines.append(f"  {(one.began - first) / 1e6:.3f} to {ended} ms, {one.who}: {one.name} {one.given}"
                     f" -> {one.answer}{'   <<<' if one is gap else ''}")
    return "\n".join(lines)


def run(directory, count, seed, steps=18, binary=BINARY, flags=(), tell=print):
    """How many histories fitted, all of them or those before the first that did not; what was wrong; and what was
    counted."""
    histories, began = Histories(directory, seed, steps, binary, flags), time.monotonic()
    try:
        for number in range(count):
            wrong = histories.run_one(number)
            if wrong:
                tell("\n".join(wrong)[:6000])
                return number, wrong, histories.all_counts()
            if (number + 1) % 100 == 0:
                tell(f"{histories.sum()}, {time.monotonic() - began:.0f} s, 0 violations so far")
        return count, [], histories.all_counts()
    finally:
        histories.close()
        honoured = ", ".join(sorted(histories.scene.honours)) or "neither conditions nor keys"
        tell(f"{histories.sum()}, {time.monotonic() - began:.0f} s; /v1 honours {honoured}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--steps", type=int, default=18, help="operations of each client in a history")
    parser.add_argument("--plant", choices=sorted(planted_bugs.BUGS), help="a bug to find")
    parser.add_argument("--serve-flags", default="", help="for glimt serve")
    given = parser.parse_args()
    place = pathlib.Path(tempfile.mkdtemp(prefix="glimt-histories-"))
    print(f"{given.count} histories with seed {given.seed}, in {place}", flush=True)
    try:
        binary = planted_bugs.build(given.plant, place) if given.plant else BINARY
        fitted, wrong, _ = run(place / "data", given.count, given.seed, given.steps, binary,
                            given.serve_flags.split(), lambda text: print(text, flush=True))
    except (planted_bugs.NotPlanted, Refused) as fault:
        print(f"histories.py: {fault}", file=sys.stderr)
        return 1
    if not wrong:
        shutil.rmtree(place)
    print(f"{fitted} histories linearizable, {len(wrong)} violations{f'; see {place}' if wrong else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    with database.served():
        sys.exit(main())
