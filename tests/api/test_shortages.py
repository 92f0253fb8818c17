"""What the system has no more of for a moment is missed for that moment only."""

import contextlib
import pathlib
import resource
import signal
import time

import pytest

from client import Client, basic, running
from clocks import StandingClock
from crowd import Crowd, answer_of, head, sentence_of
from database import IS_POSTGRES
from uploads import TYPE, file, form, incoming, named, new_task, stored, upload

CONTACTS = "/v1/Core/Contacts"
WAITS = "New connections have to wait: Too many open files."
LARGE = b"x" * 400_000  # of a file; smaller ones are verified by the thread that answers


def open_numbers(process):
    time.sleep(0.01)
    return {int(entry.name) for entry in pathlib.Path(f"/proc/{process}/fd").iterdir()}


@contextlib.contextmanager
def shortage(server, free=0):
    """The server may open `free` descriptors more, and no others."""
    number, usual = server.process.pid, resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    used = set.intersection(*(open_numbers(number) for _ in range(5)))  # some are open for a moment
    unused = (at for at in range(usual[0]) if at not in used)  # which the system gives in this order
    least = [next(unused) for _ in range(free + 1)]
    resource.prlimit(number, resource.RLIMIT_NOFILE, (least[-1], usual[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(number, resource.RLIMIT_NOFILE, usual)


def ask(wire, client, method="GET", path=f"{CONTACTS}?page=1", body=b"", *lines):
    wire.sendall(head(method, path, f"Authorization: Bearer {client.token}",
                      *([f"Content-Length: {len(body)}"] if body else []), *lines) + body)
    return answer_of(wire)


@pytest.fixture(name="server")
def start_server():
    with running("--threads", "1") as server:
        yield server


def all_is_well(server, client):
    """Reads, writes, uploads, downloads; and nothing is left of what failed."""
    assert client.create()["id"] > 0
    assert client.get(f"{CONTACTS}?page=1").status_code == 200
    path = new_task(client)
    made = upload(client, path, file(LARGE))
    assert ask(Crowd(server).secure(), client, "GET", f"{path}/{made['id']}/Download") == (200, LARGE)
    assert stored(server) == named(server) and not incoming(server)
    assert server.client().get(f"{CONTACTS}?page=1").status_code == 200


@pytest.mark.embedded("elsewhere an answer may need a connection that is not open yet")
@pytest.mark.parametrize("threads", [1, 2, 4])
def test_clients_wait_while_there_are_no_descriptors(tmp_path, threads):
    """And no longer than a second by the server's clock, which stands until the test says so."""
    clock = StandingClock(tmp_path)
    with running("--threads", str(threads), **clock.options) as server:
        client, crowd = server.client(), Crowd(server)
        kept = crowd.secure()
        assert ask(kept, client)[0] == 200
        with shortage(server):
            waiting = [crowd.bare(crowd.hello) for _ in range(4)]
            for _ in range(3):  # who is here already does not notice, for longer than a pause of the server
                assert ask(kept, client)[0] == 200
                time.sleep(0.2)
            waiting[0].settimeout(0.1)
            with pytest.raises(TimeoutError):
                waiting[0].recv(1)
        clock.let_pass(1)
        for wire in waiting:
            wire.settimeout(None)
            assert wire.recv(1)
            wire.close()
        all_is_well(server, client)
        code, said = server.stop()
        told = [line for line in said.splitlines() if "(" not in line and WAITS in line]
        assert code == 0 and len(told) == 1


NO_DATABASE = 503 if IS_POSTGRES else 500  # one elsewhere may be there again soon


@pytest.mark.parametrize("free", range(5))
def test_a_thread_that_could_not_open_the_database_does_so_later(free):
    """It begins with its first request. The database needs three descriptors: some are there."""
    with running("--threads", "1") as server:
        application = server.application()
        crowd = Crowd(server)
        wire = crowd.secure()
        with shortage(server, free):
            wire.sendall(head("GET", CONTACTS, "Authorization: Bearer x"))
            status, body = answer_of(wire)
            assert status in ((NO_DATABASE,) if free < 2 else (NO_DATABASE, 401))
            if status == NO_DATABASE:
                assert sentence_of((status, body))
        client = Client(server, *application)
        assert ask(wire, client)[0] == 200
        all_is_well(server, client)


@pytest.mark.parametrize("free", range(4))
def test_an_upload_that_finds_no_descriptor(server, free):
    """For the file on its way, for the folders of its place."""
    client, path, body = server.client(), new_task(server.client()), form(file(b"first"))
    wire = Crowd(server).secure()
    assert ask(wire, client)[0] == 200
    with shortage(server, free):
        answer = ask(wire, client, "POST", path, body, f"Content-Type: {TYPE}")
        assert answer[0] in (200, 500, 503)
        if answer[0] != 200:
            assert sentence_of(answer)
        assert free > 0 or answer[0] != 200
    all_is_well(server, client)


@pytest.mark.in_directory("a database on a server gets them over a connection that is there")
def test_descriptors_end_in_the_middle_of_an_upload(server):
    client, path = server.client(), new_task(server.client())
    body = form(file(b"x" * 100_000))
    wire = Crowd(server).secure(head("POST", path, f"Authorization: Bearer {client.token}",
                                     f"Content-Type: {TYPE}", f"Content-Length: {len(body)}"))
    wire.sendall(body[:50_000])
    while not incoming(server):
        client.get(f"{CONTACTS}?page=1")
    with shortage(server):
        wire.sendall(body[50_000:])
        answer = answer_of(wire)
        assert answer[0] in (500, 503) and sentence_of(answer)
    all_is_well(server, client)


def test_a_download_that_finds_no_descriptor(server):
    client = server.client()
    path = new_task(client)
    made = upload(client, path, file(LARGE))
    wire = Crowd(server).secure()
    assert ask(wire, client)[0] == 200
    with shortage(server):
        answer = ask(wire, client, "GET", f"{path}/{made['id']}/Download")
        assert answer[0] in (500, 503) and sentence_of(answer)
        assert ask(wire, client)[0] == 200  # on the same connection
    answer = ask(wire, client, "GET", f"{path}/{made['id']}/Download")
    assert answer == (200, LARGE)
    all_is_well(server, client)
    assert "is missing" not in server.stop()[1]  # it never was


def test_writes_and_tokens_need_none(server):
    application = server.application()
    client = Client(server, *application)
    client.create()
    wire = Crowd(server).secure()
    assert ask(wire, client)[0] == 200
    with shortage(server):
        body = b'{"name":"x","contactType":"person","responsibleId":1}'
        assert ask(wire, client, "POST", CONTACTS, body)[0] == 201
        wire.sendall(head("POST", "/v1/Auth/Token", f"Authorization: {basic(*application)}"))
        assert answer_of(wire)[0] == 200
    all_is_well(server, client)


def test_a_certificate_that_cannot_be_read_now(server):
    """The old one is used on, and the next signal has the new one."""
    client = server.client()
    with shortage(server):
        server.process.send_signal(signal.SIGHUP)
        line = server.process.stderr.readline()
        assert "The certificate was not reloaded: " in line
    all_is_well(server, client)
    server.process.send_signal(signal.SIGHUP)
    while "The certificate was reloaded." not in server.process.stderr.readline():
        pass
    all_is_well(server, client)


def test_ends_in_good_order_during_a_shortage(server):
    client = server.client()
    client.create()
    with shortage(server):
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0
    server.start()
    assert server.client().get(f"{CONTACTS}?page=1").json()["totalItemCount"] == 1
