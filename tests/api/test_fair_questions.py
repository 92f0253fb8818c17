"""Questions that take long are asked beside the others, in turns, by as many as have room."""

import concurrent.futures
import contextlib
import http.client
import itertools
import json
import select
import signal
import socket
import statistics
import threading
import time

import pytest

import record
from client import Client, glimt, running
from database import columns, connect
from ports import wait_until_come

CONTACTS = "/v1/Core/Contacts"
ROWS = 100_000
SHARE, ROOM = 32, 256  # questions that may wait, of an application and together
ENDING_TURNS = 4  # seconds after the signal, in which one after the other has a turn
CROWDED = "Too many questions that take long are waiting for their answers."
ENDING = "The server is ending."

numbers = itertools.count()


def slow():
    """All texts of all contacts are looked through; nobody has asked for these before."""
    return f"{CONTACTS}?page=1&filter.query=q{next(numbers)}"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """A company with as many contacts as it takes to be slow."""
    made = tmp_path_factory.mktemp("large")
    glimt("demo", "--data", made, "--seed", "1", "--contacts", "1000", "--projects", "10", "--tasks",
          "10", "--time-reports", "10")
    with contextlib.closing(connect(made)) as database, database:
        names = columns(database, "contacts")
        values = ["id + 1000000 * times.n" if name == "id" else name for name in names]
        database.execute(
            f"WITH RECURSIVE times(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < {ROWS // 1000})"
            f" INSERT INTO contacts ({', '.join(names)}) SELECT {', '.join(values)}"
            " FROM contacts, times WHERE account_id = 1")
    return made


@pytest.fixture
def server(directory):
    with running("--threads", "2", directory=directory) as started:
        yield started


class Wire:
    """A connection that can have a question on its way."""

    def __init__(self, server, client):
        self.wire, self.token = server.raw(), client.token

    def send(self, path):
        self.wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
                          f"Authorization: Bearer {self.token}\r\n\r\n".encode())

    def answer(self):
        answer = http.client.HTTPResponse(self.wire)
        answer.begin()
        return answer.status, answer.headers, answer.read()

    def ask(self, path):
        self.send(path)
        return self.answer()


def known(client):
    """The server has found out that the question is slow."""
    assert client.get(slow()).status_code == 200


@contextlib.contextmanager
def held(server):
    """What is sent meanwhile has come when the server goes on."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


def sentence(answer):
    status, headers, body = answer
    record.keep_said(body.decode())
    assert status == 503 and int(headers["Retry-After"]) > 0
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    said = json.loads(body)
    assert said["requestId"] == headers["X-Request-Id"]
    return said["message"]


def seconds(ask):
    begun = time.monotonic()
    ask()
    return time.monotonic() - begun


def test_cheap_questions_do_not_wait_for_those_of_others(server):
    heavy, light = server.client(), server.client()
    known(heavy)
    wires = [Wire(server, heavy) for _ in range(8)]
    mine, enough, theirs = Wire(server, light), threading.Event(), []

    def keep_asking(wire):
        while not enough.is_set():
            theirs.append(seconds(lambda: wire.ask(slow())))

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for wire in wires:
            pool.submit(keep_asking, wire)
        try:
            spent = []
            while len(spent) < 100 or len(theirs) < 16:
                row = 1 + len(spent) % 900
                spent.append(seconds(lambda: mine.ask(f"{CONTACTS}/{row}")))
                spent.append(seconds(lambda: mine.ask(f"/v1/Core/Projects?page={row}")))
        finally:
            enough.set()
    # In one line with the others, it would have waited as they do.
    assert statistics.median(spent) < statistics.median(theirs) / 3


def test_an_application_has_a_share_of_the_queue(server):
    heavy, light = server.client(), server.client()
    known(heavy)
    wires = [Wire(server, heavy) for _ in range(2 * SHARE)]
    other, cheap = Wire(server, light), Wire(server, heavy)
    with held(server):
        for wire in wires:
            wire.send(slow())
        other.send(slow())
        cheap.send(f"{CONTACTS}/1")
    assert other.answer()[0] == 200 and cheap.answer()[0] == 200
    answers = [wire.answer() for wire in wires]
    refused = [answer for answer in answers if answer[0] != 200]
    assert 0 < len(refused) <= SHARE
    assert {sentence(answer) for answer in refused} == {CROWDED}
    known(heavy)


def test_a_new_application_does_not_wait_for_all_of_another(server):
    heavy, light = server.client(), server.client()
    known(heavy)
    wires, other, order = [Wire(server, heavy) for _ in range(SHARE)], Wire(server, light), []
    with held(server):
        for wire in wires:
            wire.send(slow())
        other.send(slow())

    def note(wire):
        assert wire.answer()[0] == 200
        order.append(wire)

    with concurrent.futures.ThreadPoolExecutor(SHARE + 1) as pool:
        list(pool.map(note, [*wires, other]))
    assert order.index(other) < SHARE // 2


def test_answers_are_those_of_a_quiet_server(server):
    """Each is asked by all at once, so that some wait, and none is known before."""
    clients = [server.client() for _ in range(3)]
    paths = [f"{CONTACTS}?page={page}&pageSize=5&filter.query={word}&sortBy={sort}"
             for page in (1, 40) for word in ("an", "AB", "zzzz") for sort in ("name", "created")]
    wires = [(Wire(server, client), path) for path in paths for client in clients]
    with held(server):
        for wire, path in wires:
            wire.send(path)
    loaded = [wire.answer() for wire, _ in wires]
    server.stop()
    server.start()
    quiet = Client(server, clients[0].identifier, clients[0].secret)
    quiet.session.headers["Accept-Encoding"] = "identity"  # as the others
    with contextlib.closing(server.reader()) as reader:
        for (_, path), (status, headers, body) in zip(wires, loaded):
            answer = quiet.get(path)
            assert status == answer.status_code == 200 and body == answer.content
            assert headers["ETag"] == answer.headers["ETag"]
        assert json.loads(loaded[0][2])["totalItemCount"] > ROWS // 100
        assert reader.execute("SELECT count(*) FROM contacts WHERE account_id = 1").fetchone()[0] > ROWS
    assert quiet.get(paths[0], headers={"If-None-Match": loaded[0][1]["ETag"]}).status_code == 304


def test_what_is_wrong_is_told_as_ever(server):
    client = server.client()
    known(client)
    answer = client.get(f"{CONTACTS}?page=0&filter.query=q")
    assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["page"]


def test_whoever_waits_at_the_end_is_told(server):
    """Together they are too many for the queue; and while the others wait, the seconds pass that are left."""
    clients = [server.client() for _ in range(ROOM // SHARE + 1)]
    known(clients[0])
    wires = [Wire(server, client) for client in clients for _ in range(SHARE)]
    for wire in wires:  # nothing of the handshake is left to come
        assert wire.ask("/v1/Nothing")[0] == 404
    with held(server):
        for wire in wires:
            wire.send(slow())
        wait_until_come(wire.wire for wire in wires)
    answers = []
    while not any(answer[0] == 503 for answer in answers):
        ready = select.select([wire.wire for wire in wires], [], [])[0]
        answers += [wire.answer() for wire in wires if wire.wire in ready]
        wires = [wire for wire in wires if wire.wire not in ready]
    server.process.send_signal(signal.SIGTERM)
    with pytest.raises(ConnectionError):  # it has taken notice when nobody can come any more
        while True:
            socket.create_connection(("127.0.0.1", server.port)).close()
    with held(server):
        time.sleep(ENDING_TURNS)
    answers += [wire.answer() for wire in wires]
    assert server.process.wait(60) == 0
    said = {sentence(answer) for answer in answers if answer[0] != 200 and answer[2]}
    assert CROWDED in said and ENDING in said
