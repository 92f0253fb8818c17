"""Many clients that have seen the same version of a row: one of them changes it, whatever row it is."""

import contextlib
import http.client
import json

import pytest

from client import Client, running
from rows import KINDS, make

pytestmark = pytest.mark.concurrent
CLIENTS = 32


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module")
def wires(server):
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(server.raw()) for _ in range(CLIENTS)]


def request(row, method, body, tag):
    sent = json.dumps(body).encode() if body else b"{}"
    who = ([f"Authorization: Bearer {row.client.token}"] if isinstance(row.client, Client) else
           [f"Cookie: __Host-glimt={row.client.session.cookies['__Host-glimt']}", f"X-CSRF-Token: {row.client.csrf}"])
    lines = [f"{method} {row.place} HTTP/1.1", "Host: x", f"Content-Length: {len(sent)}", f"If-Match: {tag}", *who]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + sent


def answer_of(wire):
    answer = http.client.HTTPResponse(wire)
    answer.begin()
    body = answer.read()
    return answer.status, json.loads(body) if body else None


def ask_at_once(server, wires, requests):
    """The answers to requests that all come at one moment."""
    with server.standing_still():
        for wire, whole in zip(wires, requests):
            wire.sendall(whole)
    return [answer_of(wire) for wire in wires]


def count_of(server, kind):
    with contextlib.closing(server.reader()) as database:
        return database.execute("SELECT count(*) FROM changes WHERE kind = ?", [kind]).fetchone()[0]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_one_of_many_changes_it(server, boss, program, wires, kind):
    if "put" not in kind.methods:
        return
    row = make(kind, program if kind.is_public else boss, "Före")
    before = count_of(server, 2)
    answers = ask_at_once(server, wires, [
        request(row, "PUT", kind.body("put", f"Ord {number}"), row.tag) for number in range(CLIENTS)])
    assert sorted(status for status, _ in answers) == [200] + [412] * (CLIENTS - 1)
    winner = next(shown for status, shown in answers if status == 200)
    assert row.now() == winner or "get" not in kind.methods
    assert count_of(server, 2) == before + 1
    if not kind.is_public:
        assert all(shown["current"] == winner for status, shown in answers if status == 412)
    else:
        assert all(list(shown) == ["message"] for status, shown in answers if status == 412)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_one_of_many_deletes_it(server, boss, program, wires, kind):
    """The others find nothing; and who changes it at the same moment either comes first or finds nothing."""
    if "delete" not in kind.methods or "post" not in kind.collection_methods:
        return
    row = make(kind, program if kind.is_public else boss)
    requests = [request(row, "DELETE", None, row.tag) for _ in range(CLIENTS)]
    requests[1::2] = [request(row, "PUT", kind.body("put", f"Ord {number}"), row.tag) for number in range(CLIENTS // 2)]
    answers = ask_at_once(server, wires, requests)
    statuses = [status for status, _ in answers]
    assert statuses.count(200) == 1
    if statuses.index(200) % 2:
        assert statuses.count(412) == CLIENTS - 1 and row.now()["id"] == row.shown["id"]
    else:
        assert statuses.count(400) == CLIENTS - 1 and row.now() is None
