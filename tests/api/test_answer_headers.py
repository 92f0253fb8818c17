"""What every answer tells browsers, whoever makes it."""

import json
import socket
import ssl
import subprocess

import pytest

from client import running
from people import add_person
from uploads import download, file, new_task, upload

NOTHING = "default-src 'none'; frame-ancestors 'none'"
YEAR = "max-age=31536000"
CONTACTS = "/v1/Core/Contacts"


def new_certificate(place):
    """As an operator gives one: for a name and the addresses of this machine."""
    key, certificate = place / "own.key", place / "own.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-nodes", "-subj", "/CN=glimt.example", "-addext",
                    "subjectAltName=DNS:glimt.example,DNS:localhost,IP:127.0.0.1", "-keyout", key,
                    "-out", certificate], capture_output=True, check=True)
    return key, certificate


@pytest.fixture(scope="module", name="given")
def start_with_certificate(tmp_path_factory):
    """A server with a certificate that was given, and a plain listener."""
    key, certificate = new_certificate(tmp_path_factory.mktemp("certificate"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        plain = probe.getsockname()[1]
    with running("--tls-cert", str(certificate), "--tls-key", str(key), "--plain-listen",
                 f"127.0.0.1:{plain}", "--trusted-proxy", "127.0.0.1") as server:
        server.context = ssl.create_default_context(cafile=certificate)
        server.plain = plain
        yield server


def over_tls(server):
    return server.context.wrap_socket(socket.create_connection(("127.0.0.1", server.port)),
                                      server_hostname="glimt.example")


def heads(sock, *lines):
    """The head of the answer to a request, as pairs."""
    sock.sendall("\r\n".join([*lines, "", ""]).encode())
    with sock, sock.makefile("rb") as stream:
        head = stream.read().split(b"\r\n\r\n")[0].decode()
    return [tuple(line.split(": ", 1)) for line in head.split("\r\n")[1:]]


def values(found, name):
    return [value for key, value in found if key.lower() == name.lower()]


def check(answer, policy=NOTHING):
    """Once each, in an answer of `requests`."""
    found = list(answer.raw.headers.iteritems())
    assert values(found, "X-Content-Type-Options") == ["nosniff"]
    assert values(found, "Content-Security-Policy") == [policy]
    assert values(found, "Strict-Transport-Security") == []
    assert len(values(found, "X-Request-Id")) == len(values(found, "Cache-Control")) == 1


def test_answers_of_the_api(client):
    made = client.create()
    one = f"{CONTACTS}/{made['id']}"
    got = client.get(one)
    for answer, status in [
            (got, 200), (client.get(one, headers={"If-None-Match": got.headers["ETag"]}), 304),
            (client.get(CONTACTS + "?page=1"), 200), (client.get(CONTACTS), 400),
            (client.get(CONTACTS, token="x"), 401), (client.get("/v1/Nothing"), 404),
            (client.ask("PATCH", CONTACTS), 405), (client.ask("OPTIONS", CONTACTS), 204),
            (client.ask("HEAD", one), 200), (client.ask("DELETE", one), 200),
            (client.ask("POST", CONTACTS, b"x" * 2_000_000), 413)]:
        assert answer.status_code == status
        check(answer)


def test_downloads(client):
    path = new_task(client)
    number = upload(client, path, file(b"<script>", "x.html", "text/html"))["id"]
    for headers, status in (({}, 200), ({"Range": "bytes=0-1"}, 206), ({"Range": "bytes=99-"}, 416)):
        answer = download(client, path, number, **headers)
        assert answer.status_code == status
        check(answer)


def test_answers_to_people(server):
    boss = add_person(server, administrator=True)
    for path, status in (("/admin/v1/Session", 200), ("/admin/v1/nothing", 404),
                         ("/admin/openapi.json", 200)):
        answer = boss.session.get(server.url + path)
        assert answer.status_code == status
        check(answer)


def test_pages_may_do_more_and_what_they_load_may_not(client):
    for path in ("/", "/docs"):
        page = client.session.get(client.base + path)
        policy = page.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        check(page, policy)
        again = client.session.get(client.base + path, headers={"If-None-Match": page.headers["ETag"]})
        assert again.status_code == 304
        check(again, policy)
    for path in ("/favicon.svg", "/openapi.json"):
        check(client.session.get(client.base + path))


@pytest.mark.parametrize("lines", [
    ["GET / HTTP/1.1", "Host : x"], ["GET / HTTP/1.1", "Host: x", "Host: x"], ["GET / HTTP/3.1"],
    ["POST / HTTP/1.1", "Host: x", "Transfer-Encoding: gzip"],
    ["GET /" + "x" * 20_000 + " HTTP/1.1", "Host: x"], ["GET / HTTP/1.1", "X: " + "x" * 40_000]])
def test_refusals_before_anybody_is_asked(server, lines):
    found = heads(server.raw(), *lines)
    assert values(found, "X-Content-Type-Options") == ["nosniff"]
    assert values(found, "Content-Security-Policy") == [NOTHING]
    assert values(found, "Strict-Transport-Security") == []
    assert values(found, "Connection") == ["close"]


def test_nobody_reads_the_pages_description_without_a_session(server, client):
    address = server.url + "/admin/openapi.json"
    for method in ("GET", "HEAD"):
        for headers in ({}, {"Authorization": f"Bearer {client.token}"},
                        {"Cookie": "__Host-glimt=" + "a" * 52}):
            answer = client.session.request(method, address, headers=headers)
            assert answer.status_code == 401
            assert answer.content == (b"" if method == "HEAD" else b'{"message":"Sign in first."}')
            assert answer.headers["Cache-Control"] == "no-store"
    assert client.session.post(address, data="{}").status_code == 404
    person = add_person(server)
    answer = person.session.get(address)
    assert json.loads(answer.content)["openapi"].startswith("3.1.")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert person.session.get(address, headers=known).status_code == 304
    assert client.session.get(address, headers=known).status_code == 401
    person.good("DELETE", "/admin/v1/Session")
    assert person.session.get(address, headers=known).status_code == 401


@pytest.mark.parametrize("host, told", [
    ("glimt.example", True), ("glimt.example:8443", True), ("GLIMT", True), ("x.y.", True),
    ("1.example", True), ("localhost", False), ("LocalHost:8443", False), ("localhost.", False),
    ("a.localhost", False), ("127.0.0.1", False), ("127.0.0.1:8443", False), ("[::1]", False),
    ("[::1]:8443", False), ("[::ffff:1.2.3.4]", False), ("0x7f.1", False), ("x.0x7f", False),
    ("2130706433", False)])
def test_a_server_with_a_name_and_a_certificate_is_asked_over_tls(server, given, host, told):
    for path in ("/", "/v1/Nothing", CONTACTS, "/openapi.json"):
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close"]
        found = heads(over_tls(given), *lines)
        assert values(found, "Strict-Transport-Security") == ([YEAR] if told else [])
        assert values(heads(server.raw(), *lines), "Strict-Transport-Security") == []
        plain = socket.create_connection(("127.0.0.1", given.plain))
        found = heads(plain, *lines, "X-Forwarded-Proto: https")
        assert values(found, "X-Content-Type-Options") == ["nosniff"]
        assert values(found, "Strict-Transport-Security") == []


def test_refusals_of_such_a_server_say_it_too(given):
    found = heads(over_tls(given), "POST / HTTP/1.1", "Host: glimt.example", "Content-Length: 9000000")
    assert values(found, "Strict-Transport-Security") == [YEAR]
