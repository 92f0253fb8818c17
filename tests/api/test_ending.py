"""SIGTERM ends the server within ten seconds, whatever is in its way: here much that would be for ever.

Nothing is timed. The server does that by itself: an end that is not in good order in time has the status 1."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time

import pytest

import database
import record
from client import BINARY, Client, refill_derived, running
from ports import wait_until_come
from preloads import disk_of_a_test, preload

CONTACTS = "/v1/Core/Contacts"
CONTACT = {"name": "x", "contactType": "person", "responsibleId": 1}


@pytest.fixture(name="disk")
def quick_disk(tmp_path):
    """Options of a server whose end waits for no disk."""
    return disk_of_a_test(tmp_path)


def hold(server):
    """A connection of another program that has the database."""
    other = database.connect(server.directory, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def send(wire, method, path, body, headers):
    body = json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}", *headers]
    wire.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def status(wire):
    answer = http.client.HTTPResponse(wire)
    answer.begin()
    return answer.status, answer.read()


def status_if_any(wire):
    """None: the server had no time left to answer."""
    try:
        return status(wire)[0]
    except (OSError, http.client.HTTPException):
        return None


def connect(server, count):
    """Connections that need no handshake any more."""
    wires = [server.raw() for _ in range(count)]
    for wire in wires:
        send(wire, "GET", "/v1/Nothing", None, [])
        assert status(wire)[0] == 404
    return wires


def create_later(client, wires):
    """Each has a create on its way; the one thread of the server has taken all of them."""
    for wire in wires:
        send(wire, "POST", CONTACTS, CONTACT, [f"Authorization: Bearer {client.token}"])
    wait_until_come(wires)
    assert client.get(CONTACTS + "?page=1").status_code == 200


def test_ends_while_another_program_has_the_database(disk):
    with running("--threads", "1", **disk) as server:
        application = server.application()
        client = Client(server, *application)
        client.create()
        wires = connect(server, 150)
        other = hold(server)
        create_later(client, wires)
        code, _ = server.stop()
        answers = [status(wire) for wire in wires]
        other.close()
        assert code == 0
        assert {one for one, _ in answers} == {503}
        for _, said in answers:
            record.keep_said(said.decode())
            assert b"so nothing was stored." in said
        server.start()
        assert Client(server, *application).get(CONTACTS + "?page=1").json()["totalItemCount"] == 1


def test_what_the_other_program_lets_go_in_time_is_stored(disk):
    with running("--threads", "1", **disk) as server:
        application = server.application()
        client = Client(server, *application)
        wires = connect(server, 3)
        other = hold(server)
        create_later(client, wires)
        server.process.send_signal(signal.SIGTERM)
        other.execute("COMMIT")
        assert {status(wire)[0] for wire in wires} == {201}
        assert server.stop()[0] == 0
        server.start()
        assert Client(server, *application).get(CONTACTS + "?page=1").json()["totalItemCount"] == 3


def test_what_has_come_before_the_signal_is_answered(disk):
    """More than the one thread sees at a time: it finds the signal, and most of them after it."""
    with running("--threads", "1", **disk) as server:
        client = server.client()
        wires = connect(server, 600)
        server.process.send_signal(signal.SIGSTOP)
        for wire in wires:
            send(wire, "POST", CONTACTS, CONTACT, [f"Authorization: Bearer {client.token}"])
        wait_until_come(wires)
        server.process.send_signal(signal.SIGTERM)
        server.process.send_signal(signal.SIGCONT)
        assert [status(wire)[0] for wire in wires] == [201] * 600
        assert server.stop()[0] == 0


def test_a_client_is_told_while_another_program_has_the_database():
    with running() as server:
        client = server.client()
        other = hold(server)
        answer = client.ask("POST", CONTACTS, CONTACT)
        assert answer.status_code == 503
        assert answer.json()["message"] == \
            "Another program keeps the database busy, so nothing was stored."
        assert int(answer.headers["Retry-After"]) > 0
        other.execute("COMMIT")
        client.create()


@pytest.mark.embedded("it waits for the server to have a file of the database open")
def test_ends_while_it_starts(tmp_path):
    """Texts are to be made anew, for which it waits for another program."""
    with running(directory=tmp_path) as server:
        server.stop()
        refill_derived(server.database())
        other = hold(server)
        with subprocess.Popen([BINARY, "serve", "--data", tmp_path, "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
            while "glimt.db-wal" not in open_files(started.pid):
                assert started.poll() is None
                time.sleep(0.01)
            started.send_signal(signal.SIGTERM)
            assert started.wait() == 0
            assert started.stdout.read() == b""
        other.close()


def open_files(process):
    """The names of the files that it has open."""
    places = f"/proc/{process}/fd"
    try:
        return " ".join(os.readlink(os.path.join(places, one)) for one in os.listdir(places))
    except OSError:
        return ""


def test_ends_though_clients_neither_send_nor_read(disk):
    with running("--demo", "--idle-timeout", "86400", **disk) as server:
        client = server.client()
        silent = server.raw()
        silent.sendall(b"POST /v1/Core/Contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
                       b"Authorization: Bearer " + client.token.encode() + b"\r\n\r\n{")
        deaf = server.raw()
        asking = (f"GET {CONTACTS}?page=1&pageSize=100 HTTP/1.1\r\nHost: localhost\r\n"
                  f"Authorization: Bearer {client.token}\r\n\r\n").encode()
        deaf.settimeout(2)
        try:
            while True:
                deaf.sendall(asking * 20)
        except TimeoutError:
            pass
        assert server.stop()[0] == 0


def test_ends_while_people_sign_in(disk):
    """Each password costs a good part of a second of one thread."""
    with running("--threads", "1", "--demo", **disk) as server:
        wires = []
        for number in range(16):
            wire = server.raw()
            send(wire, "POST", "/admin/v1/Session",
                 {"email": f"{number}@exempel.se", "password": "fel"},
                 ["Content-Type: application/json"])
            wires.append(wire)
        assert server.client().get(CONTACTS + "?page=1").status_code == 200
        assert server.stop()[0] == 0
        assert {status_if_any(wire) for wire in wires} <= {401, 503, None}


ENDLESS = ("SELECT count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
           " SELECT i + 1 FROM n WHERE i < 10000000000) SELECT i FROM n) counted")


def test_ends_in_the_middle_of_a_long_job(disk):
    """A server that is stopped in the middle of everything has nothing to lose: here a job of the
    writer that would last for minutes."""
    with running(**disk) as server:
        client = server.client()
        client.create()
        server.stop()
        with contextlib.closing(server.database()) as opened:
            database.refuse(opened, "contacts", first=ENDLESS)
            opened.commit()
        server.start()
        wires = connect(server, 1)
        create_later(server.client(), wires)
        code, said = server.stop()
        assert code == 0, said
        assert status_if_any(wires[0]) in (503, None)
        with contextlib.closing(server.database()) as opened:
            database.allow(opened, "contacts")
            opened.commit()
        server.start()
        assert server.client().get(CONTACTS + "?page=1").json()["totalItemCount"] == 1


@pytest.mark.embedded("the disk that is slow is the database's own")
@pytest.mark.parametrize("seconds", [1, 60])
def test_ends_though_its_disk_is_slow(tmp_path, seconds):
    """When a sync takes a minute only the last resort is left, which loses nothing either."""
    with running("--threads", "1", directory=tmp_path / "d") as server:
        application = server.application()
        server.stop()
        server.options.update(disk_of_a_test(tmp_path, seconds))
        server.start()
        client = Client(server, *application)
        client.create()
        wires = connect(server, 150 if seconds == 1 else 5)
        (tmp_path / "slow").touch()
        create_later(client, wires)
        code, said = server.stop()
        (tmp_path / "slow").unlink()
        stored = 1
        if seconds == 60:
            assert code == 1 and "could not end in good order" in said
        else:
            assert code == 0
            statuses = [status(wire)[0] for wire in wires]
            assert set(statuses) <= {201, 503}
            stored += statuses.count(201)
        server.start()
        again = Client(server, *application).get(CONTACTS + "?page=1").json()["totalItemCount"]
        assert again == stored or seconds == 60


def test_what_slow_clients_hold_up_is_counted(disk):
    """The log of use has a moment after the last of them was left."""
    with running(**disk) as server:
        client = server.client()
        wire = server.raw()
        wire.sendall(f"POST {CONTACTS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
                     f"Authorization: Bearer {client.token}\r\n\r\n{{".encode())
        for _ in range(20):
            assert client.get(CONTACTS + "?page=1").status_code == 200
        code, said = server.stop()
        assert code == 0 and "missing from the usage log" not in said, said
        assert database.rows(server.directory, "SELECT sum(succeeded) FROM usage_hours")[0][0] >= 20


# Who waits for a database looks every 2 ms at most, and for 30 s if nothing is said: so often, or on a slow
# machine more seldom.
IMPATIENCE = """
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
static atomic_int looks;
int nanosleep(const struct timespec *pause, struct timespec *left) {
    if (atomic_fetch_add(&looks, 1) > 500)
        _exit(1);
    return (int)syscall(SYS_nanosleep, pause, left);
}
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_start_does_not_wait_for_readers(tmp_path, how):
    """Or only so long that a few looks are enough to see that they stay."""
    with running() as server:
        client = server.client()
        client.create()
        reader = database.connect(server.directory, isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM contacts").fetchone()[0] == 1
        client.create()
        server.stop(how)
        server.options.update(preload(tmp_path, IMPATIENCE))
        server.start()
        server.stop(signal.SIGKILL)
        reader.close()


def test_a_request_that_is_halfway_is_answered():
    """Its last byte comes when the end has begun."""
    with running() as server:
        client, wire, idle = server.client(), server.raw(), server.raw()
        body = json.dumps(CONTACT).encode()
        wire.sendall(f"POST {CONTACTS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
                     f"Authorization: Bearer {client.token}\r\n\r\n".encode() + body[:-1])
        send(idle, "GET", "/v1/Nothing", None, [])
        assert status(idle)[0] == 404 and client.get(CONTACTS + "?page=1").status_code == 200
        server.process.send_signal(signal.SIGTERM)
        assert rest(idle) == b""
        wire.sendall(body[-1:])
        answer = rest(wire)
        assert answer.startswith(b"HTTP/1.1 201 ") and b"\r\nConnection: close\r\n" in answer
        assert server.process.wait(60) == 0


# ---- connections that a proxy keeps ----

LIST = f"{CONTACTS}?page=1&pageSize=100"
FROM_PROXY = ["X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.7"]


@contextlib.contextmanager
def proxied(*flags, **options):
    """A server on whose address `plain` this machine is a proxy."""
    with running("--plain-listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1", *flags, **options) as server:
        server.plain = int(server.process.stdout.readline().rsplit(":", 1)[1])
        yield server


def keep(server, count, is_secure=False):
    """Connections that were used once, and are kept."""
    wires = [server.raw() if is_secure else socket.create_connection(("127.0.0.1", server.plain))
             for _ in range(count)]
    for wire in wires:
        send(wire, "GET", "/v1/Nothing", None, FROM_PROXY)
        assert status(wire)[0] == 404
    return wires


def rest(wire):
    """What comes until the end; the end may be abrupt."""
    parts = []
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while part := wire.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def is_whole(answer):
    """Whether it is one answer from beginning to end."""
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"\r\nContent-Length: (\d+)", head)
    return head.startswith(b"HTTP/1.1 ") and length and len(body) == int(length.group(1))


@pytest.mark.parametrize("is_secure", [False, True])
def test_what_is_kept_is_closed_and_what_is_asked_is_answered(is_secure):
    """One thread is busy with a write that another program holds up."""
    with proxied("--threads", "1") as server:
        client = server.client()
        idle, asking = keep(server, 20, is_secure), keep(server, 3, is_secure)
        other = hold(server)
        for wire in asking:
            send(wire, "POST", CONTACTS, CONTACT, [f"Authorization: Bearer {client.token}", *FROM_PROXY])
        assert client.get(CONTACTS + "?page=1").status_code == 200
        server.process.send_signal(signal.SIGTERM)
        assert {rest(wire) for wire in idle} == {b""}
        assert server.process.poll() is None
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.plain))
        other.execute("COMMIT")
        for wire in asking:
            answer = rest(wire)
            assert answer.startswith(b"HTTP/1.1 201 ") and is_whole(answer)
            assert b"\r\nConnection: close\r\n" in answer
        assert server.process.wait(60) == 0


# Listening sockets take their time to stop.
SLOW_STOP = """
#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
int shutdown(int socket, int how) {
    int listens = 0;
    socklen_t size = sizeof(listens);
    getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
    if (listens)
        usleep(300000);
    return (int)syscall(SYS_shutdown, socket, how);
}
"""


def test_who_is_closed_does_not_get_in_again(tmp_path):
    """A proxy whose idle connection is closed may connect at once."""
    with proxied("--threads", "1", **preload(tmp_path, SLOW_STOP)) as server:
        idle, asking = keep(server, 2)
        server.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(ConnectionError, http.client.HTTPException):
            while True:  # the loop of the server has turns
                send(asking, "GET", "/v1/Nothing", None, FROM_PROXY)
                status(asking)
        assert rest(idle) == b""
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.plain))
        assert server.process.wait(60) == 0


@pytest.mark.parametrize("is_secure", [False, True])
@pytest.mark.parametrize("path, good", [("/v1/Nothing", b"404"), (LIST, b"200")])
def test_a_request_that_crosses_the_end_is_answered_or_can_be_sent_again(is_secure, path, good):
    """Never half an answer, at whatever moment it comes."""
    with proxied("--demo") as server:
        application = server.application()
        for attempt in range(4):
            client = Client(server, *application)
            wires = keep(server, 60, is_secure)
            for place, wire in enumerate(wires):
                if place == 15 * attempt:
                    server.process.send_signal(signal.SIGTERM)
                with contextlib.suppress(ConnectionError, ssl.SSLError):
                    send(wire, "GET", path, None, [f"Authorization: Bearer {client.token}", *FROM_PROXY])
            for answer in map(rest, wires):
                assert answer == b"" or is_whole(answer) and answer.split()[1] == good, answer[:300]
            assert server.process.wait(60) == 0
            server.stop()
            server.start()
            server.plain = int(server.process.stdout.readline().rsplit(":", 1)[1])


HAPROXY = """
defaults
    mode http
    timeout connect 10s
    timeout client 60s
    timeout server 60s
    retries 3
    retry-on conn-failure empty-response
    option redispatch 1
    http-reuse always
frontend clients
    bind 127.0.0.1:{port}
    default_backend servers
backend servers
    balance roundrobin
    http-request set-header X-Forwarded-Proto https
    server first 127.0.0.1:{first}
    server second 127.0.0.1:{second}
"""


@contextlib.contextmanager
def balancer(directory, first, second):
    """The port of HAProxy in front of two servers."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (directory / "haproxy.cfg").write_text(HAPROXY.format(port=port, first=first.plain, second=second.plain))
    with subprocess.Popen(["haproxy", "-db", "-f", directory / "haproxy.cfg"],
                          stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
        yield port
        process.terminate()


@pytest.mark.skipif(not shutil.which("haproxy"), reason="HAProxy is not installed")
def test_no_client_of_a_balancer_hears_of_the_end(tmp_path):
    """One of two servers ends while clients ask over connections that are kept on both sides."""
    asked = threading.Semaphore(0)
    is_over = threading.Event()

    def ask_on(port):
        client, statuses = http.client.HTTPConnection("127.0.0.1", port, timeout=60), set()
        while not is_over.is_set():
            client.request("GET", "/v1/Nothing")
            answer = client.getresponse()
            answer.read()
            statuses.add(answer.status)
            asked.release()
        return statuses

    with proxied() as first, proxied() as second, balancer(tmp_path, first, second) as port, \
            concurrent.futures.ThreadPoolExecutor(8) as pool:
        clients = [pool.submit(ask_on, port) for _ in range(8)]
        try:
            for _ in range(400):
                assert asked.acquire(timeout=60)
            first.process.send_signal(signal.SIGTERM)
            assert first.process.wait(60) == 0
            for _ in range(400):
                assert asked.acquire(timeout=60)
        finally:
            is_over.set()
        assert [client.result() for client in clients] == [{404}] * 8
