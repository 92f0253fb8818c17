"""One run of the corpus under faults, and one start under faults; each ends in a Result."""

import json
import pathlib
import shutil
import signal

import prepare
import server
from corpus import PAGES, WEEK, Corpus
from model import Model
from server import PATIENCE, Child, Hangs
from wire import Closed, Connection

FAILED = (500, 503, 507)  # the server says that it could not
TRIES = 100
NO_MEMORY = "no memory left"
SERVE = ["serve", "--data", "data", "--config", "/dev/null", "--listen", "127.0.0.1:0", "--threads", "2"]
STARTS = ["prepared", "new"]
PLAIN = ["--plain-listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"]


class Ended(Exception):
    """The server can't be brought back."""


class Result:
    """What came of a run. Problems are sentences, each with the stack of the last fault."""

    def __init__(self, case):
        self.case = case
        self.requests = self.acknowledged = self.points = self.deaths = 0
        self.lost, self.leaks, self.crashes, self.problems = [], [], [], []
        self.stacks = set()

    def is_fine(self):
        return not (self.lost or self.leaks or self.crashes or self.problems)


def sentences(said):
    """The lines that say that the program ends."""
    return [line for line in said.splitlines() if line.startswith("glimt: ") or NO_MEMORY in line]


class Worker:
    """Has a directory of its own in memory, and the programs to fork."""

    def __init__(self, place, binary, library):
        self.place = pathlib.Path(place)
        self.place.mkdir()
        self.binary = binary
        self.prepared_data = self.place / "prepared" / "data"
        self.prepared_data.parent.mkdir()
        self.directory = self.place / "run"
        self.directory.mkdir()
        application = prepare.fill(binary, self.prepared_data)

        def forks(name, place, words):
            return server.Forks(binary, library, self.place / name, place, words)

        self.serving = forks("serving", "main", [*SERVE, *PLAIN])
        self.starting = forks("starting", "main", [*SERVE, *PLAIN])
        self.checking = forks("checking", "main", ["check", "--data", "data", "--config", "/dev/null"])
        self.look_around(application)
        self.usual, self.traced = {}, set()
        for _ in range(2):
            self.learn_usual(0)
        for on in STARTS:
            self.learn_start(on, 0)

    def close(self):
        for forks in (self.serving, self.starting, self.checking):
            forks.close()
        shutil.rmtree(self.place)

    def look_around(self, application):
        child = Child(self.serving, self.prepared_data.parent)
        if not child.is_ready():
            raise RuntimeError(child.said())
        port = self.serving.control.ports()[1]
        self.prepared = prepare.look_around(port, application)
        prepare.leave_wal(port, self.prepared, self.prepared_data, 3900)
        child.kill()

    def learn_usual(self, tracing):
        """What libraries keep until the end, and how often the corpus calls what."""
        run = Run(self, {"kind": "read", "first": 1, "every": 1, "limit": 0, "error": 5, "tracing": tracing})
        result = run.go()
        if result.problems or result.lost or result.crashes:
            raise RuntimeError(f"without faults: {result.problems} {result.lost} {result.crashes}")
        if result.requests < 300:
            raise RuntimeError(f"the corpus has only {result.requests} requests")
        self.counts = run.counts
        for blocks, _, frames in self.serving.control.leaks():
            self.usual[frames] = max(blocks, self.usual.get(frames, 0))

    def trace(self, case):
        """Learns it once more with whole stacks, by which leaks are told."""
        on = case.get("on", "")
        if on not in self.traced:
            self.traced.add(on)
            if case["at"] == "start":
                self.learn_start(on, 1)
            else:
                self.learn_usual(1)

    def learn_start(self, on, tracing):
        case = {"at": "start", "on": on, "kind": "read", "first": 1, "every": 1, "limit": 0, "error": 0}
        Start(self, {**case, "tracing": tracing}).bring_up()

    def copy(self):
        shutil.rmtree(self.directory / "data", ignore_errors=True)
        shutil.copytree(self.prepared_data, self.directory / "data")

    def check(self, result):
        """What `glimt check` says of the directory."""
        child = Child(self.checking, self.directory)
        if child.wait() != 0:
            out = pathlib.Path(self.directory, "err").read_text(errors="replace")
            result.problems.append((f"check: {child.ended}: {out}", (), ()))

    def run(self, case):
        return (Start if case["at"] == "start" else Run)(self, case).go()


class Under:
    """What both have in common: a child under faults, and what is said of its end."""

    forks = None

    def __init__(self, worker, case):
        self.worker, self.case = worker, case
        self.result = Result(case)
        self.control = self.forks.control
        self.control.reset()
        self.control.fail(case["kind"], case["first"], case["every"], case["limit"], case["error"])
        self.control["tracing"] = case.get("tracing", 0)

    def cause(self):
        """The stack of the last fault."""
        frames = ()
        for _, frames in self.control.failures():
            pass
        return frames

    def note_failures(self):
        self.result.points = self.control["failed"]
        for _, frames in self.control.failures():
            self.result.stacks.add(frames)

    def tell(self, where, what, stack=()):
        """Stacks become words when no child runs; then whoever forks answers."""
        where.append((what, stack, self.cause()))

    def finish(self):
        for name in ("lost", "leaks", "crashes", "problems"):
            setattr(self.result, name, [self.sentence(*told) for told in getattr(self.result, name)])
        self.result.stacks = {hash(stack) for stack in self.result.stacks}
        return self.result

    def sentence(self, what, stack, cause):
        words = [" < ".join(self.forks.describe(frames)[:14]) for frames in (stack, cause)]
        return f"{what} {words[0]} [{self.case['kind']} {self.case['error']}: {words[1]}]"

    def note_death(self, status, said):
        """A process may end for want of memory, when it says so, once."""
        lines = sentences(said)
        if status == 1 and len(lines) == 1 and self.case["kind"] in ("allocate", "map") and NO_MEMORY in lines[0]:
            self.result.deaths += 1
        else:
            self.tell(self.result.crashes, f"ended with {status}, saying {said.strip()[-300:]!r}")

    def note_leaks(self):
        kept = self.worker.usual
        for blocks, size, frames in self.control.leaks():
            if blocks > kept.get(frames, 0):
                self.tell(self.result.leaks, f"{blocks - kept.get(frames, 0)} blocks ({size} bytes in all) of", frames)


class Run(Under):
    """The corpus on a copy of the prepared directory."""

    def __init__(self, worker, case):
        self.forks = worker.serving
        super().__init__(worker, case)
        self.model = Model()
        self.corpus = Corpus(self.model, worker.prepared)
        self.connections = []
        self.child = None

    def go(self):
        self.worker.copy()
        try:
            self.start()
            self.control["armed"] = 1
            for number, requests in enumerate(self.corpus.rounds()):
                self.round(requests)
                self.renew(number)
            self.end()
            self.control["armed"] = 0
            self.counts = self.control.counts()
            self.note_failures()
            self.read_back()
            self.worker.check(self.result)
        except Hangs as hang:
            self.tell(self.result.problems, f"hangs: {hang}")
            self.child.kill()
        except Ended:
            pass
        self.result.acknowledged = self.model.acknowledged
        return self.finish()

    def start(self):
        """The server is brought back by a fork; nothing fails while it starts."""
        armed, self.control["armed"] = self.control["armed"], 0
        self.child = Child(self.forks, self.worker.directory)
        if not self.child.is_ready():
            self.child.wait()
            self.tell(self.result.problems, f"does not start: {self.child.said().strip()[-300:]!r}")
            raise Ended
        self.connections = [self.connect() for _ in range(4)]
        self.corpus.fresh = None
        self.control["armed"] = armed

    def connect(self, secure=False):
        """Hands may have to be shaken again while calls fail, of which there are fewer than tries."""
        certificate = self.worker.directory / "data/tls/cert.pem"
        for _ in range(TRIES):
            try:
                return Connection(self.control.ports()[0 if secure else 1], PATIENCE, certificate if secure else None)
            except (ConnectionRefusedError, TimeoutError):
                raise
            except OSError:
                continue
        raise Hangs("no connection comes to its handshake's end")

    def renew(self, number):
        """Connections come and go; every other one has TLS."""
        self.connections[number % 4].close()
        self.connections[number % 4] = None
        self.mend(secure=number % 2 == 0)

    def headers(self, request):
        of_caller = self.worker.prepared["session" if request.path.startswith(PAGES) else "token"]
        return {name: value for name, value in {**of_caller, **request.headers}.items() if value}

    def round(self, requests):
        """Sends all, each on its connection, and then takes the answers."""
        sent = []
        for at, request in enumerate(requests):
            try:
                self.connections[at].send(request.method, request.path, self.headers(request), request.body)
            except Closed:
                pass  # which the answer will tell
            sent.append((at, request))
        self.result.requests += len(sent)
        broken = False
        for at, request in sent:
            try:
                self.take(request, self.connections[at].receive())
            except Closed:
                broken = True
                self.doubt(request)
                self.connections[at].close()
                self.connections[at] = None
            except TimeoutError:
                raise Hangs(f"{request.method} {request.path} is not answered") from None
        if broken:
            self.mend()

    def mend(self, secure=False):
        """New connections for those that were closed; a new server if that was why."""
        try:
            self.connections = [connection or self.connect(secure) for connection in self.connections]
        except OSError:
            status = self.child.wait()
            self.note_death(status, self.child.said())
            for connection in filter(None, self.connections):
                connection.close()
            self.start()

    def doubt(self, request):
        if request.on_doubt:
            request.on_doubt()

    def take(self, request, answer):
        if answer.status == request.good:
            self.good(request, answer)
        elif answer.status in FAILED:
            self.doubt(request)
        else:
            self.tell(self.result.problems, f"{request.method} {request.path}: {answer.status} {answer.body[:200]}")

    def good(self, request, answer):
        if request.is_write:
            self.model.acknowledged += 1
        if request.on_good:
            request.on_good(answer)
        content = getattr(request, "content", None)
        if content and content != answer.body:
            self.tell(self.result.lost, f"{request.path} is served with other bytes")

    def end(self):
        """Mostly as an operator ends it; sometimes as the kernel does."""
        for connection in self.connections:
            connection.close()
        how = self.case.get("end", signal.SIGTERM)
        status = self.child.stop(how)
        if how == signal.SIGKILL:
            return
        if status != 0:
            self.note_death(status, self.child.said())
        elif self.control["ended"]:
            self.note_leaks()

    # What is found afterwards

    def read_back(self):
        self.start()
        for collection in self.model.collections():
            self.judge(collection)
        for row in self.model.rows.values():
            if row.content and None not in row.allowed:
                self.compare(row)
        self.judge_days()
        self.judge_secrets()
        for connection in self.connections:
            connection.close()
        if self.child.stop() != 0:
            self.tell(self.result.problems, f"ended badly afterwards: {self.child.said()}")

    def judge(self, collection):
        if any(row.collection == collection and self.model.has_lost_owner(row) for row in self.model.rows.values()):
            return
        for sentence in self.model.judge(collection, self.items(collection), ()):
            self.tell(self.result.lost, sentence)

    def ask(self, path, headers=None, method="GET"):
        if headers is None:
            headers = self.worker.prepared["session" if path.startswith(PAGES) else "token"]
        connection = self.connections[0]
        connection.send(method, path, headers, b"")
        return connection.receive()

    def items(self, collection):
        items, page = [], 1
        while True:
            answer = self.ask(f"{collection}?page={page}&pageSize=100")
            if answer.status != 200:
                self.tell(self.result.problems, f"{collection} afterwards: {answer.status} {answer.body[:200]}")
                return items
            more = answer.json()["items"]
            items += more
            page += 1
            if len(more) < 100:
                return items

    def compare(self, row):
        if not self.model.has_lost_owner(row):
            answer = self.ask(f"{row.path}/Download")
            if answer.status != 200 or answer.body != row.content:
                self.tell(self.result.lost, f"the bytes of {row.path}: {answer.status}")

    def judge_days(self):
        found = {}
        for page in (1, 2, 3, 4):
            answer = self.ask(f"{PAGES}/UserDays?page={page}&pageSize=50&filter.from={WEEK[0]}&filter.to={WEEK[1]}")
            for item in answer.json().get("items", []):
                for day in item["dates"]:
                    found[item["userId"], day["date"]] = (
                        "attested" if day["attestedDate"] else "locked" if day["lockedDate"] else "open")
        for key, states in self.model.days.items():
            if found.get(key) not in states:
                self.tell(self.result.lost, f"the day {key} is {found.get(key)} and not {states}")

    def judge_secrets(self):
        import base64
        for name, secret in self.model.secrets:
            basic = base64.b64encode(f"{name}:{secret}".encode()).decode()
            answer = self.ask("/v1/Auth/Token", {"Authorization": f"Basic {basic}"}, "POST")
            if answer.status != 200:
                self.tell(self.result.lost, f"a secret is refused: {answer.status}")
        for token in self.model.tokens:
            answer = self.ask("/v1/Core/Contacts?page=1", {"Authorization": f"Bearer {token}"})
            if answer.status != 200:
                self.tell(self.result.lost, f"a token is refused: {answer.status}")


class Start(Under):
    """A start on a new directory, or on a copy of the prepared one."""

    def __init__(self, worker, case):
        self.forks = worker.starting
        super().__init__(worker, case)

    def lay_out(self):
        if self.case["on"] == "prepared":
            self.worker.copy()
        else:
            shutil.rmtree(self.worker.directory / "data", ignore_errors=True)

    def go(self):
        self.lay_out()
        try:
            self.under_fault()
            self.control["kind"] = server.NONE
            self.afterwards()
            self.worker.check(self.result)
        except Hangs as hang:
            self.tell(self.result.problems, f"hangs: {hang}")
        return self.finish()

    def under_fault(self):
        self.control["armed"] = 1
        child = Child(self.forks, self.worker.directory)
        ready = child.is_ready()
        self.control["armed"] = 0
        status = child.stop() if ready else child.wait()
        self.note_failures()
        if ready and status == 0:
            self.note_leaks()
        elif status in (1, 2) and len(sentences(child.said())) == 1:  # 2: the configuration cannot be read
            self.result.deaths += 1
            if NO_MEMORY not in child.said():
                self.note_leaks()
        else:
            self.tell(self.result.crashes, f"ended with {status}, saying {child.said().strip()[-300:]!r}")

    def afterwards(self):
        """Another start finds nothing in its way."""
        child = Child(self.forks, self.worker.directory)
        if not child.is_ready():
            child.wait()
            self.tell(self.result.problems, f"does not start afterwards: {child.said().strip()[-300:]!r}")
        elif child.stop() != 0:
            self.tell(self.result.problems, f"ended badly afterwards: {child.said()}")

    def record(self):
        """Kind, call and stack of each that is distinct, until the server is ready."""
        self.control["recording"] = 1
        self.bring_up()
        return list(self.control.seen())

    def bring_up(self):
        """A start without faults, and an end."""
        self.lay_out()
        self.control["armed"] = 1
        child = Child(self.forks, self.worker.directory)
        if not child.is_ready():
            raise RuntimeError(child.said())
        self.control["recording"] = self.control["armed"] = 0
        child.stop()
        for blocks, _, frames in self.control.leaks():
            self.worker.usual[frames] = max(blocks, self.worker.usual.get(frames, 0))
