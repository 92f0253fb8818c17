"""The clients of a history: processes of some threads each, which write and read the same few rows at once
and record what they asked, when, and what they were told.

A row has one text, `birth:write`: the first half tells the row from all others, whatever its id, the second
the write that it shows. So a list is a read of each row that was ever sent, and a write that nobody was
answered is seen by whom it reached."""

import dataclasses
import functools
import http.client
import json
import random
import threading
import time
import uuid

import kinds
from caller import JSON
from history_models import CONFLICT, DONE, MISSING, REFUSED
from linearizable import Operation
from read_back import REPORTS

ROWS = {"contact": ("/v1/Core/Contacts", "name"), "task": ("/v1/Core/Tasks", "title"),
        "unit": ("/admin/v1/Units", "name")}
DAY_ACTIONS = ["Lock", "Lock", "Unlock", "Attest", "Return", "TakeBack"]
LOST = (OSError, http.client.HTTPException)
CLOSED = "are not where they were"  # what a 503 says then


@dataclasses.dataclass
class Place:
    """Where the server is now; it has another port after each start."""
    certificate: object
    shared_port: object

    @property
    def port(self):
        return self.shared_port.value


@dataclasses.dataclass
class Scene:
    """What is the same for all clients: who they are, what rows refer to, and what the server can do."""
    place: Place
    company: object
    honours: frozenset  # of "conditions" (/v1) and "keys"
    started: object     # for each client, how many operations it began
    answered: object    # and how many of them are over
    done: object        # and whether it is
    closed: object      # somebody was told that nothing is stored before the next start


class Unexpected(Exception):
    """An answer that no order could explain."""


def birth_of(text):
    return text.partition(":")[0]


class Client:
    """One client in one history; `rows` is what its process knows of: (kind, birth) to id."""

    def __init__(self, scene, number, history, seed, rows, day):
        self.scene, self.number, self.history, self.rows, self.day = scene, number, history, rows, day
        self.dice = random.Random(f"{seed} {history} {number}")
        self.operations, self.lists, self.ids = [], [], []
        self.seen = {}  # (kind, birth): the text and the tag that were shown last
        self.callers, self.marks = {}, 0
        self.hangs_up = True  # at times, before it is answered

    # ---- asking ----

    def caller(self, path):
        who = "person" if path.startswith("/admin/") else "program"
        while who not in self.callers:
            try:
                caller = getattr(self.scene.company, who)(self.scene.place)
                caller.connection.connect()
                self.callers[who] = caller
            except OSError:
                time.sleep(0.002)  # until the server is there again
        return self.callers[who]

    def hang_up(self):
        for caller in self.callers.values():
            caller.close()
        self.callers = {}

    def ask_once(self, method, path, body, headers, impatient=False):
        """Status, headers and JSON of what was done or refused; OSError when nobody knows."""
        caller = self.caller(path)
        try:
            if impatient:
                caller.connection.request(method, path, body, {**caller.headers, "Content-Type": JSON, **headers})
                raise OSError("hung up before the answer")
            status, told, content = caller.ask(method, path, body, **headers)
        except LOST as lost:
            if CLOSED in str(lost):
                self.scene.closed.value = 1
            self.hang_up()
            raise
        if status >= 500:
            raise OSError(f"{status}")
        return status, told, json.loads(content) if content.strip() else None

    def ask(self, method, path, body=None, headers=None):
        """The same; a write that has a key, as most on /v1 have, is sent until it is answered."""
        headers, is_write = dict(headers or {}), method != "GET"
        body = None if body is None else json.dumps(body).encode()
        may_have_key = is_write and "keys" in self.scene.honours and not path.startswith("/admin/")
        has_key = may_have_key and self.dice.random() < 0.7
        if has_key:
            headers["Idempotency-Key"] = str(uuid.UUID(int=self.dice.getrandbits(128)))
        impatient = is_write and self.hangs_up and self.dice.random() < (0.2 if has_key else 0.03)
        while True:
            try:
                answer = self.ask_once(method, path, body, headers, impatient)
                if not (has_key and answer[0] == 409 and "current" not in answer[2]):  # at work still
                    return answer
            except LOST:
                if not has_key:
                    raise
            impatient = False
            time.sleep(0.002)  # until it is done, or the server is there again

    def record(self, thing, name, given, ask):
        """Does it; `ask` gives the answer to note. Returns that, None when there was none."""
        operation = Operation(f"client {self.number}", thing, name, given, time.monotonic_ns())
        self.scene.started[self.number] += 1
        try:
            operation.answer = ask()
            operation.ended = time.monotonic_ns()
        except LOST:
            pass
        finally:
            self.scene.answered[self.number] += 1
            if operation.ended or not name.startswith(("read", "list")):
                (self.lists if name == "list" else self.operations).append(operation)
        return operation.answer

    # ---- rows ----

    def mark(self):
        self.marks += 1
        return f"c{self.number}n{self.marks}"

    def body(self, kind, text):
        registry = self.scene.company.registry
        if kind == "unit":
            return {"name": text}
        if kind == "task":
            return {"title": text}
        if kind == "contact":
            return {"name": text, "contactType": "company", "responsibleId": registry["users"][0]}
        body = kinds.report_body(text, self.dice, registry, self.day[1], self.dice.choice(self.day[2]))
        return {**body, "comment": text}

    def note(self, kind, row, headers, field):
        """The text that is shown, with the id that it has and its tag."""
        text = row[field]
        self.ids.append((kind, birth_of(text), row["id"]))
        self.rows[kind, birth_of(text)] = row["id"]
        if headers is not None and headers["ETag"]:
            self.seen[kind, birth_of(text)] = (text, headers["ETag"])
        return text

    def judge(self, status, answer, field=None):
        """What a write that was not done was told."""
        said = json.dumps(answer, ensure_ascii=False)
        if status in (409, 412):
            return CONFLICT, answer["current"][field] if "current" in answer else None
        if status == 400 and "could not be found" in said:
            return MISSING
        if status == 400 and ("is locked for" in said or "is attested" in said):
            return REFUSED
        raise Unexpected(f"{status} {said[:300]}")

    def write(self, method, kind, path, field, text, headers=None, body=None):
        """The answer to note of a create, an update or a delete."""
        body = body or (self.body(kind, text) if text else None)
        status, told, answer = self.ask(method, path, body, headers)
        if status not in (200, 201):
            return self.judge(status, answer, field)
        if text and self.note(kind, answer, told, field) != text:
            raise Unexpected(f"{method} {path} was answered with {answer[field]}, not {text}")
        return DONE

    def create_row(self, kind):
        path, field = ROWS[kind]
        birth = f"h{self.history}{self.mark()}"
        text = f"{birth}:{birth}"
        self.record((kind, birth), "create", text, lambda: self.write("POST", kind, path, field, text))

    def choose(self, kind):
        """A row that is known, as birth and id."""
        known = [(key[1], number) for key, number in list(self.rows.items()) if key[0] == kind]
        return self.dice.choice(known) if known else (None, None)

    def may_be_conditional(self, kind):
        return kind == "unit" or "conditions" in self.scene.honours

    def change_row(self, kind):
        birth, number = self.choose(kind)
        if not birth:
            return
        path, field = ROWS[kind]
        method = "DELETE" if self.dice.random() < 0.12 else "PUT"
        text = f"{birth}:{self.mark()}" if method == "PUT" else None
        expected, headers = None, {}
        if self.may_be_conditional(kind) and (kind, birth) in self.seen and self.dice.random() < 0.8:
            expected, headers["If-Match"] = self.seen[kind, birth]
        self.record((kind, birth), method.lower(), (text, expected),
                    lambda: self.write(method, kind, f"{path}/{number}", field, text, headers))
        if self.dice.random() < 0.4:  # before others write again
            self.read_row(kind, (birth, number))

    def read_row(self, kind, row=None):
        birth, number = row or self.choose(kind)
        if not birth:
            return None
        path, field = ROWS[kind]

        def ask():
            if kind == "task":  # which have no path to be read by
                _, _, page = self.ask("GET", f"{path}?page=1&filter.taskIds={number}")
                return self.note(kind, page["items"][0], None, field) if page["items"] else MISSING
            status, told, row = self.ask("GET", f"{path}/{number}")
            return self.note(kind, row, told, field) if status == 200 else self.judge(status, row)
        return self.record((kind, birth), "read", None, ask)

    def list_rows(self, kind):
        """A read of each; rows that are not of this history stand between them."""
        path, field = ROWS[kind]

        def ask():
            _, _, page = self.ask("GET", f"{path}?page=1&pageSize=100")
            if page["totalItemCount"] > 100:
                raise Unexpected("a list of rows has more than a page")
            ours = [row for row in page["items"] if row[field].startswith(f"h{self.history}c")]
            return [self.note(kind, row, None, field) for row in ours]
        return self.record((kind,), "list", None, ask)

    # ---- days and their reports ----

    def write_report(self, date):
        thing = (*self.day[:2], date)
        own = [(key[1], number) for key, number in list(self.rows.items()) if key[0] == thing]
        chance = self.dice.random()
        if not own or chance < 0.4:
            birth, number, method, name = f"h{self.history}{self.mark()}", None, "POST", "create report"
        else:
            birth, number = self.dice.choice(own)
            method, name = ("DELETE", "delete report") if chance < 0.55 else ("PUT", "update report")
        text = None if method == "DELETE" else f"{birth}:{self.mark()}"
        body = text and {**self.body("report", text), "date": date}
        path = f"{REPORTS}/{number}" if number else REPORTS
        self.record(thing, name, (birth, text),
                    lambda: self.write(method, thing, path, "comment", text, body=body))

    def read_report(self, date, row=None):
        birth, number = row or self.choose((*self.day[:2], date))
        if not birth:
            return None

        def ask():
            status, _, row = self.ask("GET", f"{REPORTS}/{number}")
            return (kinds.report_shown(row)[-1], row["comment"]) if status == 200 else self.judge(status, row)
        return self.record((*self.day[:2], date), "read report", birth, ask)

    def list_reports(self, date):
        thing = (*self.day[:2], date)

        def ask():
            _, _, page = self.ask("GET", f"{REPORTS}?page=1&pageSize=100&filter.from={date}&filter.to={date}"
                                         f"&filter.userIds={self.day[1]}")
            texts = frozenset(self.note(thing, row, None, "comment") for row in page["items"])
            stages = {kinds.stage_of([row]) for row in page["items"]}
            return (" and ".join(sorted(stages)) or None, texts)
        return self.record(thing, "read reports", None, ask)

    def read_stage(self, date):
        def ask():
            _, _, page = self.ask("GET", f"/admin/v1/UserDays?page=1&filter.from={date}&filter.to={date}"
                                         f"&filter.userIds={self.day[1]}")
            return kinds.day_shown(page["items"][0]["dates"][0])[0]
        return self.record((*self.day[:2], date), "read stage", None, ask)

    def act_on_days(self, date):
        """On one day, or on all at once."""
        dates = self.day[2] if self.dice.random() < 0.5 else [date]
        action, said = self.dice.choice(DAY_ACTIONS), {}
        body = {"userIds": [self.day[1]], "from": dates[0], "to": dates[-1], "comment": None}

        def ask():
            status, _, answer = self.ask("POST", f"/admin/v1/Days/{action}", body)
            if status != 200:
                raise Unexpected(f"{action}: {status} {answer}")
            said["skipped"] = {one["date"] for one in answer["skipped"]}
            return DONE
        self.record((*self.day[:2], dates[0]), action, None, ask)
        one = self.operations.pop()
        for date in dates:
            answer = date not in said["skipped"] if one.ended else None
            self.operations.append(dataclasses.replace(one, thing=(*self.day[:2], date), answer=answer))

    # ---- a history ----

    def step(self):
        kind = self.dice.choice([*ROWS, "day"])
        if kind == "day":
            date = self.dice.choice(self.day[2])
            self.dice.choice([self.write_report] * 4 + [self.act_on_days] * 3 + [self.list_reports] * 2
                             + [self.read_report, self.read_stage])(date)
        else:
            self.dice.choice([self.change_row] * 5 + [self.read_row] * 4 + [self.list_rows] * 2
                             + [self.create_row])(kind)

    def run(self, steps):
        for _ in range(steps):
            self.step()
        self.hang_up()

    def read_all(self, help_server):
        """Each row and each day, by all ways that lead there, however often it takes; first the lists, since they
        tell of rows that this client does not know."""
        dates = self.day[2]
        asks = [functools.partial(self.list_rows, kind) for kind in ROWS]
        asks += [functools.partial(ask, date) for date in dates for ask in (self.list_reports, self.read_stage)]
        for ask in asks:
            while ask() is None:
                help_server()
        for (kind, birth), number in list(self.rows.items()):
            read = self.read_row if kind in ROWS else self.read_report
            while read(kind if kind in ROWS else kind[2], (birth, number)) is None:
                help_server()

    def remove_all(self, help_server):
        """What is left of the rows that it knows of, so that no later list has them."""
        for (kind, _), number in self.rows.items():
            while kind in ROWS:
                try:
                    self.ask("DELETE", f"{ROWS[kind][0]}/{number}")
                    break
                except LOST:
                    help_server()
        self.hang_up()


def run_threads(scene, numbers, history, seed, rows, day, steps):
    """The clients of one process; what they recorded, and what went wrong with them."""
    clients, faults = [Client(scene, number, history, seed, rows, day) for number in numbers], []

    def run(client):
        try:
            client.run(steps)
        except Exception as fault:  # pylint: disable=broad-except
            faults.append(f"client {client.number} of history {history}: {fault!r}")
        finally:
            scene.done[client.number] = 1
    threads = [threading.Thread(target=run, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gather(clients), faults


def gather(clients):
    """Operations, lists and ids of some clients."""
    return tuple([one for client in clients for one in getattr(client, name)]
                 for name in ("operations", "lists", "ids"))


def serve(pipe, scene, numbers, seed):
    """A process of clients: one history after the other, until nobody asks for one."""
    while True:
        try:
            history, rows, day, steps = pipe.recv()
        except EOFError:
            return
        pipe.send(run_threads(scene, numbers, history, seed, dict(rows), day, steps))
