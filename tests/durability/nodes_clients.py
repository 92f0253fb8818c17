"""Clients of several servers on one database: what one does not answer is asked of another, with the same key.

Each row has one owner, who knows at each moment what it has to be: a write is over only when it was answered, however
often it was sent. So nothing is in doubt, and what a row is at the end, how often it was changed, and what any server
shows of it after an answer, is known exactly."""

import collections
import dataclasses
import http.client
import itertools
import json
import random
import threading
import time
import uuid

from caller import Caller

CONTACTS = "/v1/Core/Contacts"
LOST = (OSError, http.client.HTTPException)
CREATED, UPDATED, DELETED = 1, 2, 3


@dataclasses.dataclass
class Scene:
    nodes: list
    token: str
    rows: dict = dataclasses.field(default_factory=dict)  # id: the name that it has to have; None: deleted
    changes: collections.Counter = dataclasses.field(default_factory=collections.Counter)  # (id, kind)
    written: list = dataclasses.field(default_factory=list)  # (moment, number of the node) of each answer to a write
    wrong: list = dataclasses.field(default_factory=list)
    counts: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    unanswered: dict = dataclasses.field(default_factory=dict)  # by client: what it asks again, and why
    failures: list = dataclasses.field(default_factory=list)  # answers with 500
    longest: float = 0.0  # seconds that an answer took
    stopping: threading.Event = dataclasses.field(default_factory=threading.Event)
    lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)


class Wrong(Exception):
    """An answer that no order of things explains."""


class Client(threading.Thread):
    def __init__(self, scene, number, seed):
        super().__init__(daemon=True)
        self.scene, self.number = scene, number
        self.dice = random.Random(f"{seed} {number}")
        self.marks, self.callers, self.own = itertools.count(1), {}, {}

    def run(self):
        try:
            while not self.scene.stopping.is_set():
                self.step()
                time.sleep(self.dice.uniform(0, 0.02))  # so that the machine has time for the servers
        except Exception as wrong:  # pylint: disable=broad-except
            self.scene.wrong.append(f"client {self.number}: {wrong!r}")
        finally:
            for caller in self.callers.values():
                caller.close()

    # ---- asking ----

    def caller(self, at):
        if at not in self.callers:
            self.callers[at] = Caller(self.scene.nodes[at], Authorization=f"Bearer {self.scene.token}")
        return self.callers[at]

    def note(self, what):
        with self.scene.lock:
            self.scene.counts[what] += 1

    def ask_once(self, at, method, path, body, headers):
        """The answer; None when nobody knows what was done."""
        began = time.monotonic()
        try:
            status, told, content = self.caller(at).ask(method, path, body, **headers)
        except LOST as lost:
            self.note("503" if "503" in str(lost) else "broken connections")
            self.scene.unanswered[self.number] = (at, method, path, headers, repr(lost))
            if at in self.callers:
                self.callers.pop(at).close()
            return None
        finally:
            with self.scene.lock:
                self.scene.longest = max(self.scene.longest, time.monotonic() - began)
        if status >= 500 or status == 429:
            self.note(f"{status}")
            if status == 500:
                self.scene.failures.append(f"node {at}, {method} {path}: {content.decode()}")
            self.scene.unanswered[self.number] = (at, method, path, headers, status, content)
            return None
        said = json.loads(content) if content.strip() else None
        if status == 409 and "Idempotency_Key" in headers and "current" not in (said or {}):
            self.note("at work still")
            self.scene.unanswered[self.number] = (at, method, path, headers, content)
            return None
        return status, told, said

    def ask(self, method, path, body=None, but=None, **headers):
        """Of any node, `but` one, until it is answered: status, headers, JSON and the node."""
        for turn in itertools.count():
            at = self.dice.choice([node for node in range(len(self.scene.nodes)) if node != but or turn > 0])
            answer = self.ask_once(at, method, path, body, headers)
            if answer:
                self.scene.unanswered.pop(self.number, None)
                return *answer, at
            time.sleep(0.02)  # before it asks another one

    # ---- rows ----

    def write(self, method, path, body, expected, **headers):
        key = str(uuid.UUID(int=self.dice.getrandbits(128)))
        status, told, said, at = self.ask(method, path, body, Idempotency_Key=key, **headers)
        if status != expected:
            raise Wrong(f"{method} {path} {headers}: {status} {said}")
        return told, said, at

    def keep(self, number, kind, name, at, tag=None):
        with self.scene.lock:
            self.scene.rows[number] = name
            self.scene.changes[number, kind] += 1
            self.scene.written.append((time.monotonic(), at))
            self.scene.counts["writes"] += 1
        if name:
            self.own[number] = tag
        else:
            self.own.pop(number)
        if self.dice.random() < 0.5:
            self.read(number, at)

    def body(self):
        return {"name": f"c{self.number}-{next(self.marks)}", "contactType": "Company", "responsibleId": 1}

    def create(self):
        body = self.body()
        told, said, at = self.write("POST", CONTACTS, body, 201)
        if said["name"] != body["name"] or said["id"] in self.scene.rows:
            raise Wrong(f"{body} was answered with {said}")
        self.keep(said["id"], CREATED, body["name"], at, told["ETag"])

    def update(self):
        number, body = self.dice.choice(list(self.own)), self.body()
        told, said, at = self.write("PUT", f"{CONTACTS}/{number}", body, 200, If_Match=self.own[number])
        if said["name"] != body["name"]:
            raise Wrong(f"{body} was answered with {said}")
        self.keep(number, UPDATED, body["name"], at, told["ETag"])

    def delete(self):
        number = self.dice.choice(list(self.own))
        _, _, at = self.write("DELETE", f"{CONTACTS}/{number}", None, 200)
        self.keep(number, DELETED, None, at)

    def read(self, number, written_at):
        """What is answered is there for all, also on another node."""
        status, _, said, at = self.ask("GET", f"{CONTACTS}/{number}", but=written_at)
        self.note("reads")
        shown = said["name"] if status == 200 else None
        if shown != self.scene.rows[number]:
            raise Wrong(f"{number} is {shown} at node {at}, and {self.scene.rows[number]} was answered by {written_at}")

    def list(self):
        status, _, said, at = self.ask("GET", f"{CONTACTS}?page={self.dice.randint(1, 3)}&pageSize=50")
        self.note("reads")
        names = [row["name"] for row in said["items"]] if status == 200 else None
        if names is None or len(names) != len(set(names)):
            raise Wrong(f"a list of node {at}: {status} {names}")

    def step(self):
        chance = self.dice.random()
        if len(self.own) < 5 or (chance < 0.4 and len(self.own) < 40):
            self.create()
        elif chance < 0.75:
            self.update()
        elif chance < 0.87:
            self.delete()
        else:
            self.list()


# ---- what has to be there when all are done ----

def compare(expected, found, where):
    """Sentences for what differs, and how many rows are lost and doubled."""
    lost = [number for number, name in expected.items() if name != found.get(number) and (name or number in found)]
    more = [number for number in found if number not in expected]
    names = collections.Counter(found.values())
    doubled = more + [name for name, count in names.items() if count > 1]
    said = [f"{where}: {number} has to be {expected[number]}, and is {found.get(number)}." for number in lost]
    return said + [f"{where}: {one} is there more than it was asked for." for one in doubled], len(lost), len(doubled)


def compare_changes(scene, before, entries):
    """The log of changes goes on from the number before without holes, and has each that was answered once."""
    numbers = [entry[0] for entry in entries]
    said = [] if numbers == list(range(before + 1, before + 1 + len(numbers))) else [f"The change log has holes: {numbers}."]
    found = collections.Counter((row, kind) for _, resource, row, kind in entries if resource == "contact")
    lost, doubled = scene.changes - found, found - scene.changes
    said += [f"The change log lacks {one}." for one in lost] + [f"The change log has {one} once more." for one in doubled]
    return said, sum(lost.values()), sum(doubled.values())
