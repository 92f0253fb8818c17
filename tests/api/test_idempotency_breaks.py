"""Creates whose connection breaks, at whatever moment, and which are sent again with their keys: each is
one row. Nothing here depends on how far the server has come when it breaks."""

import contextlib
import json
import random
import signal

import pytest

from client import Client, glimt, running
from database import allow, connect, refuse
from repeats import CONTACTS, REPLAYED, contact, create, send
from uploads import file, form, new_task, stored, TYPE, wait_until_tidy

KEYS = 20


def request(client, number):
    body = json.dumps({"name": f"Rad {number:03}", "contactType": "Company", "responsibleId": 1,
                       "notes": "å" * 3000}).encode()
    head = (f"POST {CONTACTS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
            f"Idempotency-Key: key-{number}\r\nContent-Length: {len(body)}\r\n\r\n").encode()
    return head, body


def in_the_body(server, client, number, dice):
    head, body = request(client, number)
    with contextlib.closing(server.raw()) as wire:
        wire.sendall(head + body[:dice.randrange(len(body))])


def before_the_answer(server, client, number, _):
    with contextlib.closing(server.raw()) as wire:
        wire.sendall(b"".join(request(client, number)))


def while_another_program_writes(server, client, number, dice):
    with server.nobody_writes():
        before_the_answer(server, client, number, dice)
        client.good("GET", CONTACTS + "?page=1")


def in_the_answer(server, client, number, dice):
    """All of it is sent, so the write is done for sure: the client reads only a part."""
    with contextlib.closing(server.raw()) as wire:
        wire.sendall(b"".join(request(client, number)))
        assert wire.recv(dice.randrange(1, 400))


def send_again(client, number):
    """Until the first has come to its end, which is behind its connection's."""
    head, body = request(client, number)
    while True:
        answer = client.ask("POST", CONTACTS, body, headers={"Idempotency-Key": f"key-{number}"})
        if answer.status_code != 409:
            assert answer.status_code == 201, answer.text
            return answer


def names(client):
    return sorted(row["name"] for row in client.walk(CONTACTS))


@pytest.mark.parametrize("moment", [in_the_body, before_the_answer, while_another_program_writes, in_the_answer])
def test_creates_that_are_cut_off_are_done_once(moment):
    dice = random.Random(7)
    with running() as server:
        client = server.client()
        for number in range(KEYS):
            moment(server, client, number, dice)
        first = [send_again(client, number) for number in range(KEYS)]
        again = [send_again(client, number) for number in range(KEYS)]
        assert [answer.content for answer in first] == [answer.content for answer in again]
        assert all("Idempotent-Replayed" in answer.headers for answer in again)
        if moment is in_the_answer:
            assert all("Idempotent-Replayed" in answer.headers for answer in first)
        if moment is in_the_body:
            assert not any("Idempotent-Replayed" in answer.headers for answer in first)
        assert names(client) == [f"Rad {number:03}" for number in range(KEYS)]
        assert len({answer.json()["id"] for answer in first}) == KEYS


def test_creates_that_are_cut_off_by_kills():
    dice = random.Random(8)
    with running() as server:
        credentials = server.application()
        for number in range(KEYS):
            client = Client(server, *credentials)
            dice.choice([before_the_answer, in_the_answer])(server, client, number, dice)
            server.stop(signal.SIGKILL)
            server.start()
        client = Client(server, *credentials)
        first = [send_again(client, number) for number in range(KEYS)]
        assert [send_again(client, number).content for number in range(KEYS)] == [answer.content for answer in first]
        assert names(client) == [f"Rad {number:03}" for number in range(KEYS)]
        server.stop()
        assert glimt("check", "--data", server.directory).stdout.startswith("Everything")


@contextlib.contextmanager
def nothing_can_be_kept(server):
    """As by another program."""
    with contextlib.closing(connect(server.directory)) as database:
        refuse(database, "application_answers")
        database.commit()
        yield
        allow(database, "application_answers")
        database.commit()


def where(row):
    return f"{CONTACTS}/{row['id']}"


def test_what_cannot_be_kept_is_not_done():
    """Neither a row nor its file, nor a part of them; and all of it when its answer can be kept again."""
    with running() as server:
        client = server.client()
        path, row = new_task(client), client.create()
        upload = (client, "POST", path, form(file(b"x" * 100_000)), "key-2")
        asked = [(client, "POST", CONTACTS, contact("Halv"), "key-1"), (client, "PUT", where(row), contact("Ny"), "key-3"),
                 (client, "DELETE", where(row), None, "key-4")]
        before = client.walk(CONTACTS), client.walk(path), stored(server)
        with nothing_can_be_kept(server):
            assert [send(*one).status_code for one in asked] == [500] * 3
            assert send(*upload, **{"Content-Type": TYPE}).status_code == 500
            refused = create(client, {}, "key-5")
            assert refused.status_code == 400  # it did nothing that would have to be known again
        wait_until_tidy(server, client)
        assert (client.walk(CONTACTS), client.walk(path), stored(server)) == before
        first = [send(*one) for one in asked] + [send(*upload, **{"Content-Type": TYPE}), create(client, {}, "key-5")]
        assert [answer.status_code for answer in first] == [201, 200, 200, 200, 400]
        assert not any(REPLAYED in answer.headers for answer in first)
        assert all(REPLAYED in send(*one).headers for one in asked)
        assert [row["name"] for row in client.walk(CONTACTS)] == ["Halv"] and len(client.walk(path)) == 1
        server.stop()
        assert glimt("check", "--data", server.directory).stdout.startswith("Everything")
