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


ALLOWED = ["192.0.2.7", "192.0.2.7:4711", '"192.0.2.7:4711"', "::ffff:192.0.2.7", "::FFFF:c000:0207",
           "[::ffff:192.0.2.7]:1", " 192.0.2.7\t, , ", "2001:db8::7", "2001:DB8:0:0::0007", "[2001:db8::7]",
           "[2001:db8::7]:4711", '"[2001:db8::7]:4711"', "[fe80::7%eth0]:443", "fe80::7%3",
           "_hidden, unknown, [2001:db8::7], 127.0.0.1:80, [::ffff:127.0.0.1]:9"]


@pytest.mark.parametrize("value", ALLOWED)
def test_all_ways_to_write_an_address(proxied, value):
    assert ask_as_known(proxied, value) == (200, "")


FOREIGN = {"203.0.113.9:192": "203.0.113.9", "2001:db8:0:0::8": "2001:db8::8",
           "[2001:DB8::8]:192": "2001:db8::8", "::ffff:203.0.113.9": "203.0.113.9",
           **dict.fromkeys(["unknown", "_hidden", "192.0.2.7:", "192.0.2.7:65536", "192.0.2.7:1:2",
                            "192.0.2.7 203.0.113.9", "[192.0.2.7]", "[192.0.2.7]:1", "192.0.2.7x",
                            "192.0.2.07", "192.0.2", "192.0.2.7/32", "for=192.0.2.7", '"192.0.2.7',
                            "[2001:db8::7", "2001:db8::7]", "[2001:db8::7]x", "[2001:db8::7]:",
                            "2001:db8::7%eth0", "::ffff:192.0.2.7%1", "[]", "[]:1", '""', "%1",
                            "192.0.2.7, unknown", "192.0.2.7, 127.0.0.1x", "192.0.2.7, 127.0.0.1:x",
                            "192.0.2.7, [127.0.0.1]", "192.0.2.7, ::ffff:127.0.0.1%lo",
                            "192.0.2.7; proto=https"], "unknown")}


@pytest.mark.parametrize("value", FOREIGN)
def test_what_is_no_address_is_nobody(proxied, value):
    """It neither passes as allowed nor hides behind one of our own proxies."""
    status, address = ask_as_known(proxied, value)
    assert (status, address) == (403, FOREIGN[value])


def ask_as_known(server, value):
    """Status, and the address that is not allowed."""
    if not hasattr(server, "known"):
        allowed = ["192.0.2.7", "2001:db8::7", "fe80::7", "127.0.0.1"]
        server.known = server.client("--all-permissions", "--rate", "off",
                                     *(word for one in allowed for word in ("--allow", one)))
    status, said = ask(server, "GET", "/v1/Admin/Users?page=1", [
        ("Authorization", f"Bearer {server.known.token}"), *forwarded(value)])
    return status, said.split('\\"')[1] if status == 403 else ""


@pytest.mark.parametrize("trusted, is_trusted", [
    ("127.0.0.0/8", True), ("0.0.0.0/0", True), ("::ffff:127.0.0.1", True), ("::FFFF:7f00:1", True),
    ("::ffff:127.0.0.0/104", True), ("127.0.0.2/31", False), ("::/0", False), ("127.0.0.2", False)])
def test_proxies_as_networks(trusted, is_trusted):
    with running("--plain-listen", "127.0.0.1:0", "--trusted-proxy", "192.0.2.1", "--trusted-proxy",
                 trusted) as server:
        server.plain = int(server.process.stdout.readline().rsplit(":", 1)[1])
        assert ask(server, "GET", SIGN_IN, forwarded("203.0.113.9"))[0] == (401 if is_trusted else 403)


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
    assert {200, 503} <= set(statuses) <= {200, 429, 503}  # so many at once may look like guesses until the first is right
