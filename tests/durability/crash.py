#!/usr/bin/python3
"""Kills a server at random moments of the mixed load and reads back all that it acknowledged.

crash.py [--kills N] [--check-every K] [--seed S] [--directory DIR] [--serve-flags "..."]

After each kill the server starts again on the same directory, at times after a start that was killed as
well. Every row has its file then and every file its row; all rows, files, days, applications and tokens are
read and held against the model; the change log goes on without holes or repeats and has what was
acknowledged; each k-th time `glimt check` looks. Prints one line at the end; exits with 1 if anything was lost."""

import argparse
import collections
import pathlib
import random
import signal
import sys
import tempfile
import time

from acknowledged import Model
from caller import LoggedServer, Refused
import database
from client import glimt
from company import Company, fill
from mixed_load import Load
from read_back import read_all
from uploads import incoming, named, stored

CREATED, UPDATED, DELETED = 1, 2, 3
LOGGED = {"contact": "contact", "task": "task", "comment": "task comment", "checklist": "task checklist",
          "attachment": "task attachment", "report": "time report", "unit": "unit"}


class Lost(Exception):
    """Something is not as it was acknowledged."""


class ChangeLog:
    """The entries that came since the last look."""

    def __init__(self, server):
        self.server, self.last = server, 0
        self.read()

    def read(self):
        """What happened to rows since then, each as resource, number and kind; and what is wrong with it."""
        database = self.server.reader()
        entries = database.execute("SELECT number, resource, row_id, kind FROM changes WHERE account_id = 1"
                                   " AND number > ? ORDER BY number", [self.last]).fetchall()
        database.close()
        numbers = [entry[0] for entry in entries]
        first, self.last = self.last, max([self.last, *numbers])
        is_whole = first == 0 or numbers == list(range(first + 1, first + 1 + len(numbers)))
        faults = [] if is_whole else [f"The change log goes on after {first} with {numbers[:5]}..."]
        return collections.Counter(entry[1:] for entry in entries), faults


def log_entries(change, before):
    """What the log has to say of a change; `before` are the rows that were there."""
    entries = [(LOGGED[key[0]], key[1], DELETED if state is None else UPDATED)
               for key, state in change.rows.items() if key[0] in LOGGED and key in before]
    if change.made and change.made[0] in LOGGED and change.number:
        entries.append((LOGGED[change.made[0]], change.number, CREATED))
    return entries


def compare_log(found, done, doubtful, known):
    """Each change that was acknowledged is in the log, and of rows that are known nothing else is."""
    said = collections.Counter(entry for change in done for entry in log_entries(change, known))
    perhaps = collections.Counter(entry for change in doubtful for entry in log_entries(change, known))
    faults = [f"The change log lacks {entry}." for entry in said - found]
    made = {entry[:2] for entry in said}
    return faults + [f"The change log has {entry} once more than it was told." for entry in found - said - perhaps
                     if entry[:2] in made]


class Crash:
    """A company that is loaded, killed and looked at."""

    def __init__(self, directory, seed=1, flags=()):
        self.dice = random.Random(seed)
        fill(directory)
        self.server = LoggedServer(directory, *flags)
        self.company = Company(self.server)
        rows, _ = read_all(self.server, self.company)
        self.model = Model(rows)
        self.load = Load(self.server, self.company, self.model, seed)
        self.log = ChangeLog(self.server)
        self.kills = self.killed_starts = self.doubtful = self.checks = 0

    def kill(self):
        """Kills the server, at times while it ends, and in half the cases the command that runs beside it."""
        self.load.stopping.set()
        if self.dice.random() < 0.1:
            self.server.process.terminate()
            time.sleep(self.dice.uniform(0, 0.05))  # the moment of the kill, which waits for nothing
        self.server.process.kill()
        if self.dice.random() < 0.5:
            self.load.kill_command()
        self.server.stop()
        self.load.end()
        self.kills += 1

    def start(self):
        while self.dice.random() < 0.2:
            self.server.begin()
            time.sleep(self.dice.uniform(0, 0.06))  # likewise
            self.server.stop(signal.SIGKILL)
            self.killed_starts += 1
        self.server.start()

    def wait(self):
        """Until a random moment, mostly one after the first answers, however late these come."""
        enough = self.model.acknowledged + self.dice.choice([0, 5, 10])
        while self.model.acknowledged < enough and not self.load.failures:
            time.sleep(0.001)
        time.sleep(self.dice.uniform(0.01, 0.5))  # likewise

    def round(self):
        """One kill, and a look at all there is."""
        self.load.begin()
        self.wait()
        self.kill()
        self.start()
        faults = self.load.failures + self.look()
        if faults:
            raise Lost("\n".join(faults))

    def look(self):
        known, files = set(self.model.rows), self.look_at_files()
        rows, faults = read_all(self.server, self.company, self.load.tokens)
        faults += files + self.model.compare(rows)
        done, doubtful = self.model.settle(rows)
        self.doubtful += len(doubtful)
        found, holes = self.log.read()
        known |= set(rows) | {(change.made[0], change.number) for change in done if change.made}
        return faults + holes + compare_log(found, done, doubtful, known)

    def look_at_files(self):
        """Before anything is asked of the server, every row has its bytes and nothing is left over."""
        if incoming(self.server):
            return ["Something is still on its way into the store of files."]
        return [] if stored(self.server) == named(self.server) else ["The files are not those that rows name."]

    def check(self):
        self.checks += 1
        said = glimt("check", "--data", self.server.directory, check=False)
        if said.returncode != 0:
            raise Lost(f"glimt check: {said.stdout} {said.stderr}")

    def finish(self):
        self.server.stop()
        self.check()

    def sum(self):
        return (f"{self.kills} kills under load and {self.killed_starts} of starts,"
                f" {self.model.acknowledged} acknowledged writes, {self.doubtful} under way,"
                f" {len(self.model.rows)} rows at the end, {self.checks} checks")


def run(directory, kills, check_every, seed, flags=(), tell=print):
    """Returns whether nothing was lost."""
    crash = Crash(directory, seed, flags)
    try:
        for number in range(1, kills + 1):
            crash.round()
            if number % check_every == 0:
                crash.check()
                tell(f"{crash.sum()}, 0 lost so far")
        crash.finish()
    except (Lost, Refused, OSError) as lost:
        tell(f"{str(lost)[:4000]}\n{crash.sum()}; LOST in kill {crash.kills} with seed {seed}; see {directory}")
        return False
    finally:
        crash.load.end()
        crash.server.stop(signal.SIGKILL)
    tell(f"{crash.sum()}, 0 lost")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--check-every", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--directory", help="where to put the company; stays there when something is lost")
    parser.add_argument("--serve-flags", default="", help="for glimt serve")
    given = parser.parse_args()
    place = pathlib.Path(given.directory or tempfile.mkdtemp(prefix="glimt-crash-"))
    print(f"{given.kills} kills with seed {given.seed}, in {place}", flush=True)
    fine = run(place / "data", given.kills, given.check_every, given.seed, given.serve_flags.split(),
               lambda text: print(text, flush=True))
    if fine and not given.directory:
        import shutil
        shutil.rmtree(place)
    return 0 if fine else 1


if __name__ == "__main__":
    with database.served():
        sys.exit(main())
