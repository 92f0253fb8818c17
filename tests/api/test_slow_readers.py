"""Clients that do not take their answers: memory stays as it is, and nobody else is held up."""

import contextlib
import hashlib
import http.client
import os
import re
import resource
import socket
import ssl

import pytest

from client import Client, running
from clocks import StandingClock
from database import put
from documented import insert
from preloads import measurable
from test_log_size import grow, size, wait_until

MEGABYTE = 1024 * 1024
READERS = 40
MOST = 20 * MEGABYTE  # that all of them may take; each asks for some 30 MB
BEYOND = "Too many large answers are on their way already."
LONG, SHORT = "/v1/Core/Tasks/1/Checklists", "/v1/Core/Tasks/2/Checklists"
FLAGS = ("--answers-limit", "4096")


def fill(database):
    """Task 1 has 100 checklists with 1,000 items; that of task 2 has 300."""
    for task in (1, 2):
        insert(database, "tasks", id=task, title=f"Uppgift {task}")
    for number in range(1, 102):
        insert(database, "task_checklists", id=number, name=f"Lista {number}",
               name_key=b"%04d" % number, task_id=1 if number < 101 else 2)
    database.executemany(
        "INSERT INTO task_checklist_items (account_id, id, title, position, is_completed,"
        " created_at, created_by_id, task_checklist_id) VALUES (1, ?, ?, ?, 0, 1, 1, ?)",
        ((1000 * number + at, f"{number}/{at} " + "å" * 40, at, number)
         for number in range(1, 102) for at in range(1000 if number < 101 else 300)))
    put(database, "sequences", {"account_id": 1, "name": "task_checklist_items", "last": 1000000})
    database.commit()
    database.close()


class Started:
    """A server with those lists, and its application."""

    def __init__(self, server):
        self.server, self.known = server, server.application()
        server.stop()
        fill(server.database())
        server.start()
        self.client = Client(server, *self.known)
        self.client.session.headers["Accept-Encoding"] = "identity"  # else they are short


@pytest.fixture(scope="module", name="started")
def start_server(tmp_path_factory):
    """No time passes there, so that nobody is cut off."""
    clock = StandingClock(tmp_path_factory.mktemp("clock"))
    with running(*FLAGS, env=measurable(clock.options["env"])) as server:
        yield Started(server)


@pytest.fixture(scope="module", name="few")
def start_small_server():
    """One with a low ceiling."""
    with running("--answers-limit", "12", env=measurable(os.environ)) as server:
        yield Started(server)


class Reader:
    """A client with room for little, which takes only what it is told to."""

    def __init__(self, started, path, method="GET"):
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.connect(("127.0.0.1", started.server.port))
        context = ssl.create_default_context(cafile=str(started.server.certificate))
        self.socket = context.wrap_socket(plain, server_hostname="localhost")
        self.socket.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                            f"Bearer {started.client.token}\r\n\r\n".encode())
        self.answer = http.client.HTTPResponse(self.socket, method=method)

    def begin(self):
        self.answer.begin()
        return self.answer.status

    def close(self):
        self.answer.close()
        self.socket.close()


def page(path, count):
    return f"{path}?page=1&pageSize={count}"


def memory(started):
    status = open(f"/proc/{started.server.process.pid}/status", encoding="ascii").read()
    return int(re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE).group(1)) * 1024


def files(started):
    """Descriptors of files without a name."""
    where = f"/proc/{started.server.process.pid}/fd"
    found = 0
    for name in os.listdir(where):
        try:
            found += os.readlink(f"{where}/{name}").endswith("(deleted)")
        except FileNotFoundError:
            pass
    return found


def fetch(client, path, method="GET", body=None):
    """Like ask(), without holding megabytes against the description, for which a reader may have to wait too long."""
    return client.session.request(method, client.base + path, json=body,
                                  headers={"Authorization": f"Bearer {client.token}"})


def test_many_take_little_memory(started):
    for _ in range(3):
        assert fetch(started.client, page(LONG, 100)).status_code == 200
    before = memory(started)
    readers = []
    for _ in range(READERS):
        readers.append(Reader(started, page(LONG, 100)))
        assert readers[-1].begin() == 200
        assert int(readers[-1].answer.headers["Content-Length"]) > 20 * MEGABYTE
    grown = memory(started) - before
    print(f"{READERS} readers: {before // MEGABYTE} MiB, and {grown // 1024} KiB more")
    assert grown < MOST
    assert files(started) >= READERS
    assert started.client.good("GET", "/v1/Core/Contacts?page=1")["items"] == []
    for reader in readers:
        reader.close()
    wait_until(lambda: files(started) == 0)
    assert memory(started) - before < MOST


def test_a_slow_one_gets_every_byte(started):
    expected = fetch(started.client, page(LONG, 12))
    reader = Reader(started, page(LONG, 12))
    assert reader.begin() == 200
    received, count = hashlib.sha1(), 0
    while piece := reader.answer.read(1 + count * 7 % 3000):
        received.update(piece)
        count += len(piece)
    reader.close()
    assert count == len(expected.content) == int(expected.headers["Content-Length"])
    assert received.digest() == hashlib.sha1(expected.content).digest()
    assert len(expected.json()["items"]) == 12
    assert [len(item["items"]) for item in expected.json()["items"]] == [1000] * 12


def test_one_that_lies_in_memory_gets_every_byte(started):
    expected = fetch(started.client, page(SHORT, 10)).content
    assert 64 * 1024 < len(expected) < 256 * 1024
    readers = [Reader(started, page(SHORT, 10)) for _ in range(3)]
    assert {reader.begin() for reader in readers} == {200}
    for reader in readers:
        assert reader.answer.read() == expected
        reader.close()


def test_long_lists_have_tags(started):
    first, second = (fetch(started.client, page(LONG, 9)) for _ in range(2))
    tag = first.headers["ETag"]
    assert second.headers["ETag"] == tag and first.content == second.content
    assert fetch(started.client, page(LONG, 8)).headers["ETag"] != tag
    same = started.client.get(page(LONG, 9), headers={"If-None-Match": tag})
    assert same.status_code == 304 and same.content == b""
    head = Reader(started, page(LONG, 9), "HEAD")
    assert head.begin() == 200
    assert int(head.answer.headers["Content-Length"]) == len(first.content)
    assert head.answer.headers["ETag"] == tag
    head.close()


@pytest.mark.embedded("it measures the log of a database in the directory")
def test_they_hold_no_snapshot(started):
    readers = [Reader(started, page(LONG, 30)) for _ in range(4)]
    assert {reader.begin() for reader in readers} == {200}
    grow(started.server, started.client, 80)
    wait_until(lambda: size(started.server) == 0)
    for reader in readers:
        reader.close()


@contextlib.contextmanager
def limited(started, what, count):
    process = started.server.process.pid
    before = resource.prlimit(process, what)
    resource.prlimit(process, what, (count, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process, what, before)


def test_no_room_for_a_file(started):
    started.client.good("GET", "/v1/Core/Contacts?page=1")
    with limited(started, resource.RLIMIT_FSIZE, 100_000):
        answer = started.client.get(page(LONG, 2))
    assert answer.status_code == 507
    assert answer.json()["message"] == "The server's disk has no room for so long an answer."
    assert fetch(started.client, page(LONG, 2)).status_code == 200


def test_no_descriptor_for_a_file(started):
    started.client.good("GET", "/v1/Core/Contacts?page=1")
    with limited(started, resource.RLIMIT_NOFILE, 3):
        answer = started.client.get(page(LONG, 3))
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "1"
    assert answer.json()["message"] == "The server cannot make so long an answer now."
    assert fetch(started.client, page(LONG, 3)).status_code == 200


def refused(answer):
    return (answer.status_code == 503 and answer.headers["Retry-After"] == "1" and
            answer.json()["message"] == BEYOND)


def test_the_ceiling(few):
    first = Reader(few, page(LONG, 30))
    assert first.begin() == 200
    assert refused(few.client.get(page(LONG, 30)))
    assert few.client.good("GET", "/v1/Core/Contacts?page=1")["items"] == []
    first.close()
    wait_until(lambda: files(few) == 0)
    wait_until(lambda: fetch(few.client, page(LONG, 30)).status_code == 200)


def test_a_long_answer_that_is_alone_and_what_comes_beside_it(few):
    """No list is too long; and what was written is answered."""
    where = SHORT + "/101"
    body = {"name": "Lista", "items": [{"name": "å" * 100} for _ in range(300)]}
    assert few.client.good("PUT", where, body)["name"] == "Lista"
    first = Reader(few, page(LONG, 100))
    assert first.begin() == 200
    assert refused(fetch(few.client, page(SHORT, 10)))
    assert len(fetch(few.client, where, "PUT", {**body, "name": "Ny"}).json()["items"]) == 300
    count = int(first.answer.headers["Content-Length"])
    assert count > 20 * MEGABYTE
    assert len(first.answer.read()) == count
    first.close()
    wait_until(lambda: few.client.get(page(SHORT, 10)).status_code == 200)


def test_the_log_says_so_once(few):
    first = Reader(few, page(LONG, 100))
    assert first.begin() == 200
    for _ in range(5):
        assert refused(few.client.get(page(LONG, 2)))
    first.close()
    code, said = few.server.stop()
    assert code == 0
    lines = [line for line in said.splitlines() if "the --answers-limit: others get 503" in line]
    assert 1 <= len(lines) <= 3
    few.server.start()
