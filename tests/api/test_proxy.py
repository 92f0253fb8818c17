"""Behind a proxy that ends TLS: whose address counts."""

import http.client
import json
import socket

import pytest

import record
from client import running
from people import PASSWORD, add_person

SIGN_IN = "/admin/v1/Session"


@pytest.fixture(scope="module")
def proxied():
    """A server with a plain listener on `proxied.plain` that trusts this machine as a proxy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with running("--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "127.0.0.1") as server:
        server.plain = port
        yield server


def ask(server, method, path, headers, body=None):
    """Status and body of a request with headers as they are given, also twice."""
    connection = http.client.HTTPConnection("127.0.0.1", server.plain)
    connection.putrequest(method, path)
    sent = json.dumps(body).encode() if body else b""
    for name, value in [*headers, ("Content-Length", len(sent))]:
        connection.putheader(name, value)
    connection.endheaders(sent)
    answer = connection.getresponse()
    said = answer.read().decode()
    record.keep_said(said)
    return answer.status, said


def forwarded(*addresses, proto="https"):
    """What proxies say of a client, a header each."""
    return [("X-Forwarded-Proto", proto), *(("X-Forwarded-For", address) for address in addresses)]


@pytest.mark.parametrize("headers, status", [
    (forwarded("192.0.2.7"), 200),
    (forwarded("203.0.113.9, 192.0.2.7"), 200),
    (forwarded("203.0.113.9", "192.0.2.7"), 200),
    (forwarded("203.0.113.9", "192.0.2.7", "127.0.0.1"), 200),
    (forwarded("192.0.2.7, 203.0.113.9"), 403),
    (forwarded("192.0.2.7", "203.0.113.9"), 403),
    (forwarded("192.0.2.7", "192.0.2.7", "203.0.113.9, 127.0.0.1"), 403),
    (forwarded("192.0.2.7", ""), 200)])
def test_the_last_address_counts(proxied, headers, status):
    """A proxy adds what it sees to the end: to the header, or as a header of its own."""
    if not hasattr(proxied, "allowed"):
        proxied.allowed = proxied.client("--all-permissions", "--rate", "off", "--allow", "192.0.2.7",
                                         "--allow", "127.0.0.1")
    known = [("Authorization", f"Bearer {proxied.allowed.token}")]
    got, said = ask(proxied, "GET", "/v1/Admin/Users?page=1", known + headers)
    assert got == status
    if status == 403:
        assert '\\"203.0.113.9\\"' in said


@pytest.mark.parametrize("protos, status", [(["https"], 401), (["http"], 403), (["https", "http"], 403),
                                            (["https, http"], 403), (["http", "https"], 403),
                                            (["https", "https"], 401), ([""], 403), ([], 403)])
def test_every_proxy_says_that_it_was_tls(proxied, protos, status):
    headers = [("X-Forwarded-Proto", proto) for proto in protos]
    assert ask(proxied, "GET", SIGN_IN, headers)[0] == status


def test_clients_without_a_proxy_have_no_say(proxied):
    """Over TLS there is no proxy that could be trusted."""
    person = add_person(proxied)
    for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        person.session.headers[name] = "192.0.2.9"
    person.sign_in()
    rows = person.good("GET", "/admin/v1/Me/Sessions")["items"]
    assert {row["address"] for row in rows} == {"127.0.0.1"}


def sign_in(server, address, email="nobody@example.se"):
    return ask(server, "POST", SIGN_IN, forwarded(address), {"email": email, "password": "fel lösenord"})[0]


def test_guesses_from_one_network_are_one_guesser(proxied):
    """Whoever has an IPv6 address has 2^64 of them."""
    person = add_person(proxied)
    statuses = [sign_in(proxied, f"2001:db8:1:2:{n:x}::{n:x}", person.email) for n in range(1, 13)]
    assert statuses == [401] * 10 + [429] * 2
    assert sign_in(proxied, "2001:db8:1:3::1", person.email) == 401
    statuses = [sign_in(proxied, f"192.0.2.{n}", person.email) for n in range(1, 13)]
    assert statuses == [401] * 12


def test_guesses_of_tokens_from_one_network_are_one_guesser(proxied):
    ask_with = lambda n: ask(proxied, "POST", "/v1/Auth/Token", [
        *forwarded(f"2001:db8:5:6::{n:x}"), ("Authorization", "Basic YXBfeDp5")])[0]
    assert [ask_with(n) for n in range(1, 23)] == [401] * 20 + [429] * 2


@pytest.mark.concurrent
def test_nobody_holds_up_the_passwords_of_others(proxied):
    """One address asks for more than can wait; others still come to their turn."""
    person = add_person(proxied)
    right = {"email": person.email, "password": PASSWORD}
    body = json.dumps(right).encode()
    request = (b"POST /admin/v1/Session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
               b"X-Forwarded-Proto: https\r\nX-Forwarded-For: 198.51.100.5\r\n"
               b"Content-Length: %d\r\n\r\n" % len(body)) + body
    crowd = [socket.create_connection(("127.0.0.1", proxied.plain)) for _ in range(120)]
    with proxied.standing_still():
        for connection in crowd:
            connection.sendall(request)
    others = [ask(proxied, "POST", SIGN_IN, forwarded(f"198.51.100.{n}"), right)[0]
              for n in range(10, 14)]
    statuses = []
    for connection in crowd:
        with connection, connection.makefile("rb") as stream:
            statuses.append(int(stream.readline().split()[1]))
    assert others == [200] * 4
    assert set(statuses) == {200, 503}
