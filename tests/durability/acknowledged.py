"""What a server acknowledged, and what it may therefore hold: the model that a reading is held against.

A row is a key, such as ("contact", 7), and a state: what must be read of it, in which each write leaves a
mark of its own. A change is one write with all rows that it touches. Each worker has at most one that is
not answered, and no two workers write to the same row; so at any moment each row is as the last answer
left it, or, with all others of its change, as the change under way leaves it."""

import dataclasses
import threading
import time


@dataclasses.dataclass
class Change:
    """A write: the rows as they are afterwards, None for those that go, and the kind and the state of
    one that comes, whose number the server chooses."""
    worker: str
    rows: dict
    made: tuple | None
    began: int
    ended: int | None = None
    number: object = None

    def after(self):
        """The rows with the one that came."""
        if self.made is None:
            return self.rows
        return {**self.rows, (self.made[0], self.number): self.made[1]}


def apply(rows, changed):
    for key, state in changed.items():
        if state is None:
            rows.pop(key, None)
        else:
            rows[key] = state


class Model:
    """The rows as they were acknowledged, and the changes that are under way."""

    def __init__(self, rows, keeps_history=False):
        self.base = dict(rows)
        self.rows = dict(rows)
        self.pending = {}
        self.history = [] if keeps_history else None
        self.round = []  # what was acknowledged since the last reading
        self.acknowledged = 0
        self.lock = threading.Lock()

    def begin(self, worker, rows=None, made=None):
        change = Change(worker, rows or {}, made, time.monotonic_ns())
        with self.lock:
            assert worker not in self.pending, "a worker has one write under way"
            self.pending[worker] = change
            if self.history is not None:
                self.history.append(change)
        return change

    def acknowledge(self, change, number=None):
        change.ended, change.number = time.monotonic_ns(), number
        with self.lock:
            del self.pending[change.worker]
            apply(self.rows, change.after())
            self.acknowledged += 1
            if self.history is None:
                self.round.append(change)

    def forget(self, keys):
        """Rows that nobody looks at any longer."""
        rows, now = {key: None for key in keys}, time.monotonic_ns()
        with self.lock:
            apply(self.rows, rows)
            if self.history is not None:
                self.history.append(Change("", rows, None, now, now))

    def at(self, moment):
        """The model as it was then; needs the history."""
        then = Model(self.base)
        known = [change for change in self.history if change.began < moment]
        for change in sorted((one for one in known if one.ended and one.ended < moment),
                             key=lambda one: one.ended):
            apply(then.rows, change.after())
            then.acknowledged += 1
        for change in known:
            if not change.ended or change.ended >= moment:
                then.pending[change.worker] = change
        return then

    def compare(self, found):
        """Sentences for all in which `found` is not what it may be. A change under way is there whole
        or not at all."""
        expected, found, faults = dict(self.rows), dict(found), []
        for change in self.pending.values():
            outcome = decide(change, expected, found)
            if outcome is None:
                faults.append(f"A write under way is there in part: {shorten(change.rows or change.made)}.")
                for key in change.rows:
                    expected.pop(key, None)
                    found.pop(key, None)
            else:
                apply(expected, outcome)
        for key, state in expected.items():
            if key not in found:
                faults.append(f"{key} is lost: {shorten(state)}.")
            elif found[key] != state:
                faults.append(f"{key} is {shorten(found[key])}, not {shorten(state)}.")
        faults += [f"{key} should not be there: {shorten(found[key])}."
                   for key in found.keys() - expected.keys()]
        return faults

    def settle(self, found):
        """What was read is from now on what must be there; returns the changes since the last time,
        acknowledged ones and those of which nobody knew."""
        with self.lock:
            done, self.round = self.round, []
            doubtful, self.pending = list(self.pending.values()), {}
            self.rows = dict(found)
        return done, doubtful


def decide(change, expected, found):
    """What a change under way turns out to have done, as rows, or None if part of it."""
    is_after = all(found.get(key) == state for key, state in change.rows.items())
    is_before = all(found.get(key) == expected.get(key) for key in change.rows)
    if change.made:
        kind, state = change.made
        come = [key for key in found if key[0] == kind and key not in expected and found[key] == state]
        if come:
            return {**change.rows, come[0]: state} if is_after else None
        return {} if is_before else None
    if is_before:
        return {}
    return change.rows if is_after else None


def shorten(value):
    text = repr(value)
    return text if len(text) <= 160 else f"{text[:150]}... ({len(text)})"
