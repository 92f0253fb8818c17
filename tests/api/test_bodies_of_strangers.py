"""Who may send a body is asked before any of it is kept, and all that is kept has a ceiling."""

import json
import os

import pytest

import record
from client import Client, glimt, running
from clocks import StandingClock
from crowd import Crowd, allow_many_files, answer_of, drain, head, own_memory, sentence_of
from ports import wait_until_come
from preloads import measurable

CONTACTS = "/v1/Core/Contacts"
CONTACT = b'{"name":"x","contactType":"person","responsibleId":1}'
MEGABYTE = 1024 * 1024
STRANGERS = 500
PART = b"x" * 900_000  # of a body of a megabyte, which stops there
JSON = "Content-Type: application/json"


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--threads", "1") as started:
        yield started


@pytest.fixture(name="fresh")
def start_another():
    """For guesses, which are counted by the address."""
    allow_many_files()
    with running("--threads", "1", env=measurable(os.environ)) as started:
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


def bearer(client):
    return f"Authorization: Bearer {client.token}"


def test_strangers_take_no_memory(fresh):
    """Each is told, and sends on all the same."""
    crowd, server, client = Crowd(fresh), fresh, fresh.client()
    asked = head("POST", CONTACTS, "Authorization: Bearer nobody", f"Content-Length: {MEGABYTE}")
    for wire in [crowd.secure(asked) for _ in range(3)]:
        assert answer_of(wire)[0] == 401
        wire.close()
    before, wires = own_memory(server), []
    for _ in range(STRANGERS):
        wires.append(crowd.secure(asked + PART))
        assert answer_of(wires[-1])[0] in (401, 429)  # an address may guess so often
    client.create()
    grown = own_memory(server) - before
    print(f"{STRANGERS} strangers with {len(PART)} bytes each: {grown} KB")
    assert grown < STRANGERS * 100  # a connection with TLS is some tens
    for wire in wires:
        wire.close()


# What is refused, and how.
REFUSED = {
    "no token": ("POST", CONTACTS, [], 401),
    "no such path": ("POST", "/v1/no", [], 404),
    "no such method": ("PUT", CONTACTS, [], 405),
    "nobody's session": ("POST", "/admin/v1/Users", [JSON], 401),
    "from another site": ("POST", "/admin/v1/Session", [JSON, "Sec-Fetch-Site: cross-site"], 403),
    "a page": ("POST", "/", [], 404),
    "a document for those who are signed in": ("GET", "/admin/openapi.json", [], 401),
}


@pytest.mark.parametrize("what", REFUSED)
def test_who_is_refused_is_told_at_the_head(server, client, what):
    """The body may come afterwards, and the connection goes on behind it."""
    method, path, lines, status = REFUSED[what]
    wire = Crowd(server).secure(head(method, path, *lines, "Content-Length: 100000"))
    answer = answer_of(wire)
    record.keep_said(answer[1].decode())
    assert answer[0] == status
    wire.sendall(b"G" * 99_999)
    wire.sendall(b"E" + head("POST", CONTACTS, bearer(client), f"Content-Length: {len(CONTACT)}") + CONTACT)
    assert answer_of(wire)[0] == 201
    wire.close()


@pytest.mark.parametrize("line", ["Transfer-Encoding: chunked", "Content-Length: 9\r\nExpect: 100-continue"])
def test_whose_body_may_or_may_not_come_is_told_and_ended(server, line):
    wire = Crowd(server).secure(head("POST", CONTACTS, line))
    assert answer_of(wire)[0] == 401 and drain(wire) == b""
    wire.close()


def test_who_may_read_only_is_told_at_the_head(server):
    reader = server.client("--permission", "Contact_Read")
    wire = Crowd(server).secure(head("POST", CONTACTS, bearer(reader), "Content-Length: 9"))
    assert answer_of(wire)[0] == 403
    wire.close()


def sign_in(size):
    body = json.dumps({"email": "a@exempel.se", "password": "x"}).encode()
    return head("POST", "/admin/v1/Session", JSON, f"Content-Length: {size}") + body.ljust(size)


def test_who_signs_in_has_little_to_say(server):
    crowd = Crowd(server)
    for size, status in ((16 * 1024, 401), (16 * 1024 + 1, 413)):
        wire = crowd.secure(sign_in(size))
        answer = answer_of(wire)
        assert answer[0] == status and sentence_of(answer)
        wire.close()


def test_all_that_is_kept_has_a_ceiling(tmp_path):
    """Of 64 MB; what is small is taken all the same. No body is late, however slow the machine is."""
    with running("--threads", "1", **StandingClock(tmp_path).options) as server:
        client, crowd, body = server.client(), Crowd(server), CONTACT[:-1] + b" " * 950_000 + b"}"
        asked = head("POST", CONTACTS, bearer(client), f"Content-Length: {len(body)}")
        wires = [crowd.secure(asked + body[:-1]) for _ in range(64 * MEGABYTE // len(body))]
        wait_until_come(wires)
        client.create()  # after which the one loop has taken all that was sent
        late = crowd.secure(asked + body[:-1])
        answer = answer_of(late)
        assert answer[0] == 503 and sentence_of(answer) == "Too many large bodies are on their way already."
        assert json.loads(answer[1])["requestId"] and drain(late) == b""
        client.create()
        for wire in wires:  # those that were begun are taken to their end
            wire.sendall(body[-1:])
            assert answer_of(wire)[0] == 201
            wire.close()
        assert answer_of(crowd.secure(asked + body))[0] == 201
        assert server.stop()[1].count("Clients are slow to send their bodies") == 1


# ---- those who lose their right meanwhile ----


def halves(client, path=CONTACTS):
    asked = head("POST", path, bearer(client), f"Content-Length: {len(CONTACT)}")
    return asked + CONTACT[:9], CONTACT[9:]


def test_a_right_that_is_lost_while_the_body_comes_is_lost(tmp_path):
    clock = StandingClock(tmp_path)
    with running("--threads", "1", **clock.options) as server:
        identifier, secret = server.application()
        client, other = Client(server, identifier, secret), server.client()
        first, second = halves(client)
        wire = Crowd(server).secure(first)
        other.get(f"{CONTACTS}?page=1")
        glimt("app", "disable", identifier, "--data", server.directory)
        clock.let_pass(2)
        wire.sendall(second)
        assert answer_of(wire)[0] == 401
        assert other.get(f"{CONTACTS}?page=1").json()["totalItemCount"] == 0
        wire.close()


def test_a_slow_request_is_one_request(tmp_path):
    """Of an application that may ask once a second."""
    clock = StandingClock(tmp_path)
    with running("--threads", "1", **clock.options) as server:
        client, other = server.client("--all-permissions", "--rate", "1"), server.client()
        first, second = halves(client)
        wire = Crowd(server).secure(first)
        other.get(f"{CONTACTS}?page=1")
        assert client.get(f"{CONTACTS}?page=1").status_code == 429
        clock.let_pass(2)
        wire.sendall(second)
        assert answer_of(wire)[0] == 201
        assert client.get(f"{CONTACTS}?page=1").status_code == 200
        assert client.get(f"{CONTACTS}?page=1").status_code == 429
        wire.close()
