"""What counts once counts once, however many come at the same moment: the pages' interface."""

import concurrent.futures
import json
import signal
import socket
import ssl

import pytest

from client import running
from clocks import WallClock
from people import PASSWORD, Person, add_person, code_of

pytestmark = pytest.mark.concurrent
SESSION = "/admin/v1/Session"


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return WallClock(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def server(clock):
    with running(**clock.options) as started:
        yield started


def request(method, path, body, person=None, tag=None):
    """The bytes of a request, in a person's name or nobody's."""
    sent = json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {len(sent)}"]
    if person:
        lines += [f"Cookie: __Host-glimt={person.session.cookies['__Host-glimt']}",
                  f"X-CSRF-Token: {person.csrf}"]
    if tag:
        lines.append(f"If-Match: {tag}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + sent


def connect(server):
    context = ssl.create_default_context(cafile=str(server.certificate))
    return context.wrap_socket(socket.create_connection(("127.0.0.1", server.port)),
                               server_hostname="localhost")


def status_of(connection):
    """Empty when the server has hung up."""
    with connection, connection.makefile("rb") as stream:
        return stream.readline()[9:12].decode()


def ask_at_once(server, requests):
    """The statuses of requests whose last byte is sent only when all the rest has been."""
    connections = [connect(server) for _ in requests]
    for connection, whole in zip(connections, requests):
        connection.sendall(whole[:-1])
    for connection, whole in zip(connections, requests):
        connection.sendall(whole[-1:])
    return sorted(int(status_of(connection)) for connection in connections)


def test_a_link_is_accepted_once(server, boss):
    user = boss.good("POST", "/admin/v1/Users", {"firstName": "Ny", "lastName": "Öst", "license": "total"})
    token = boss.good("POST", f"/admin/v1/Users/{user['id']}/Invitation")["path"].split("#")[1]
    statuses = ask_at_once(server, [request("POST", "/admin/v1/Invitations/Accept", {
        "token": token, "email": "ny@example.se", "password": PASSWORD})] * 12)
    assert statuses == [200] + [400] * 11
    assert len(Person(server, "ny@example.se").good("GET", "/admin/v1/Me/Sessions")["items"]) == 2


def test_a_code_counts_once(server, clock):
    """The app's, and one for the lost telephone."""
    person = add_person(server)
    secret = person.good("POST", "/admin/v1/Me/Totp", {"password": PASSWORD})["secret"]
    recovery = person.good("PUT", "/admin/v1/Me/Totp", {"code": code_of(secret, clock.now)})["codes"]
    body = {"email": person.email, "password": PASSWORD}
    clock.let_pass(30)
    for code in (code_of(secret, clock.now), recovery[0]):
        statuses = ask_at_once(server, [request("POST", SESSION, {**body, "code": code})] * 3)
        assert statuses == [200] + [401] * 2, code


def test_guesses_of_a_code_are_counted_without_gaps(server, clock):
    person = add_person(server)
    secret = person.good("POST", "/admin/v1/Me/Totp", {"password": PASSWORD})["secret"]
    person.good("PUT", "/admin/v1/Me/Totp", {"code": code_of(secret, clock.now)})
    statuses = ask_at_once(server, [request("POST", SESSION, {
        "email": person.email, "password": PASSWORD, "code": "abcdefghijkmnpqr"})] * 14)
    assert statuses == [401] * 5 + [429] * 9


def test_a_login_that_is_removed_while_its_password_waits():
    """Other passwords are compared first; meanwhile the login goes, and the right one opens nothing."""
    with running("--threads", "1") as server:
        boss, person = add_person(server, administrator=True), add_person(server)
        body = {"email": person.email, "password": PASSWORD}
        waiting = [connect(server) for _ in range(8)]  # fewer than the wrong guesses that are allowed
        removing = connect(server)
        with server.standing_still():
            for connection in waiting:
                connection.sendall(request("POST", SESSION, body))
            removing.sendall(request("DELETE", f"/admin/v1/Users/{person.id}/Login", {}, boss))
        assert status_of(removing) == "200"
        statuses = [int(status_of(connection)) for connection in waiting]
    assert statuses[-1] == 401 and set(statuses) <= {200, 401}


def test_one_of_many_saves(server, boss):
    """The others are told, and the log has one change."""
    made = boss.ask("POST", "/admin/v1/Units", {"name": "Lass"})
    place, tag = made.headers["Location"], made.headers["ETag"]
    statuses = ask_at_once(server, [request("PUT", place, {"name": "Flak"}, boss, tag)] * 24)
    assert statuses == [200] + [412] * 23
    entries = boss.walk(f"/admin/v1/AuditEntries?filter.subject=unit&filter.subjectId={made.json()['id']}")
    assert [entry["action"] for entry in entries] == ["create", "update"]


def test_one_of_many_deletes(server, boss):
    place = boss.ask("POST", "/admin/v1/Units", {"name": "Lass"}).headers["Location"]
    statuses = ask_at_once(server, [request("DELETE", place, {}, boss)] * 24)
    assert statuses == [200] + [400] * 23


def test_an_address_belongs_to_one_user(server, boss):
    """Many links, one address."""
    tokens = []
    for _ in range(6):
        user = boss.good("POST", "/admin/v1/Users", {"firstName": "N", "lastName": "Ö", "license": "total"})
        tokens.append(boss.good("POST", f"/admin/v1/Users/{user['id']}/Invitation")["path"].split("#")[1])
    statuses = ask_at_once(server, [request("POST", "/admin/v1/Invitations/Accept", {
        "token": token, "email": "SAMMA@example.se", "password": PASSWORD}) for token in tokens])
    assert statuses == [200] + [400] * 5


@pytest.mark.parametrize("round_number", range(3))
def test_the_server_ends_while_passwords_wait(round_number):
    """Some clients have gone meanwhile; the others are answered, and nothing is left behind."""
    with running() as server:
        person = add_person(server)
        connections = [connect(server) for _ in range(16)]  # that may wait of one address
        for connection in connections:
            connection.sendall(request("POST", SESSION, {"email": person.email, "password": PASSWORD}))
        for connection in connections[::2]:
            connection.close()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = [pool.submit(status_of, connection) for connection in connections[1::2]]
            assert next(concurrent.futures.as_completed(answers)).result() == "200"
            server.process.send_signal(signal.SIGTERM)
        assert {answer.result() for answer in answers} <= {"200", "503", ""}
        status, said = server.stop()
        assert status == 0 and "fault" not in said, said
        server.start()
        assert Person(server, person.email).good("GET", SESSION)["user"]["id"] == person.id
