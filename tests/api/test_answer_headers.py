"""What every answer tells browsers, whoever makes it."""

import json
import pathlib
import re
import select
import socket
import ssl
import subprocess

import pytest

from client import OPENAPI, Client, running
from clocks import StandingClock
from people import PAGES, add_person
from ports import free_port
from uploads import download, file, new_task, upload

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
YEAR = "max-age=31536000"
CONTACTS = "/v1/Core/Contacts"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE"]
DIST = pathlib.Path(__file__).parents[2] / "web" / "dist"

# Of an answer that is no page, a header each; Cache-Control is looked at besides.
DATA = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": NOTHING, "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin"}
ONLY_OF_PAGES = ("Permissions-Policy", "Cross-Origin-Opener-Policy")
NEVER = ("Server", "X-Powered-By", "Access-Control-Allow-Origin", "X-Frame-Options", "Set-Cookie2")


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
    plain = free_port()
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


def check_found(found, cache="no-store", policy=None, hsts=()):
    """Once each, in pairs of names and values. `policy`: of a page."""
    for name, value in DATA.items():
        assert values(found, name) == [policy if policy and "Policy" in name and "Content" in name else value], found
    for name in ONLY_OF_PAGES:
        assert len(values(found, name)) == bool(policy)
    assert values(found, "Strict-Transport-Security") == list(hsts)
    assert values(found, "Cache-Control") == [cache]
    assert len(values(found, "X-Request-Id")) == len(values(found, "Date")) == 1
    assert not [name for name in NEVER if values(found, name)]


def check(answer, **expected):
    """An answer of `requests`."""
    check_found(list(answer.raw.headers.iteritems()), **expected)


# ---- every route ----

def paths_of(document):
    """Each with ids that there are not; who ends a session comes last."""
    paths = {re.sub(r"\{[^}]*\}", "987654321", path) for path in document["paths"]}
    return sorted(paths, key=lambda path: ("Session" in path, path))


def ask_all(session, base, paths, **headers):
    """Every method of every path; returns which were answered how."""
    seen = set()
    for path in paths:
        for method in METHODS:
            answer = session.request(method, base + path, data=b"{}" if method in ("POST", "PUT") else None,
                                     headers=headers, allow_redirects=False)
            check(answer)
            seen.add(answer.status_code)
    return seen


def test_every_route_of_the_api(server, account):
    paths = paths_of(OPENAPI)
    assert len(paths) > 25
    paths += [f"{path}?page=1" for path in paths]
    seen = ask_all(account.session, server.url, paths, Authorization=f"Bearer {account.token}")
    assert seen >= {200, 204, 400, 405}
    assert ask_all(account.session, server.url, paths_of(OPENAPI)) >= {204, 401, 405}


def test_every_route_of_the_pages(server):
    paths = paths_of(PAGES.document)
    assert len(paths) > 40
    boss = add_person(server, administrator=True)
    seen = ask_all(boss.session, server.url, [*paths, *(f"{path}?page=1" for path in paths)], **{"X-CSRF-Token": boss.csrf})
    assert seen >= {200, 400, 405}
    assert ask_all(Client(server).session, server.url, paths) >= {401}


def test_every_file_of_the_pages(client):
    files = [path for path in DIST.rglob("*") if path.suffix in (".css", ".html", ".js", ".svg", ".woff2")]
    assert len(files) > 20
    asked = {f"/{path.relative_to(DIST)}" for path in files if path.suffix != ".html"}
    for path in ["/", "/docs", "/admin", "/admin/settings", "/openapi.json", *sorted(asked)]:
        for method in ("GET", "HEAD"):
            answer = client.session.request(method, client.base + path)
            assert answer.status_code == 200, path
            is_page = answer.headers["Content-Type"].startswith("text/html")
            cache = "public, max-age=31536000, immutable" if path.startswith("/assets/") else "no-cache"
            policy = answer.headers["Content-Security-Policy"] if is_page else None
            check(answer, cache=cache, policy=policy)
            again = client.session.request(method, client.base + path, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status_code == 304
            check(again, cache=cache, policy=policy)


def test_what_pages_may_do(client):
    """ASVS 5.0, 3.4: nothing is loaded from elsewhere, framed, reached into by other windows, or told to others."""
    for path in ("/", "/docs"):
        page = client.session.get(client.base + path)
        policy = dict(part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";"))
        assert policy == {"default-src": "'none'", "script-src": "'self'", "style-src": "'self' 'unsafe-inline'",
                          "img-src": "'self' data:", "font-src": "'self'", "connect-src": "'self'",
                          "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'"}
        assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        for what in ("camera", "geolocation", "microphone", "payment", "usb"):
            assert f"{what}=()" in page.headers["Permissions-Policy"]


# ---- answers of each kind ----

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


def test_no_other_site_may_read(client):
    """Nothing lets another site's script read an answer, whether it asks before or not."""
    preflight = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET",
                 "Access-Control-Request-Headers": "authorization"}
    for path in (CONTACTS, "/v1/Auth/Token", "/admin/v1/Session", "/", "/docs", "/openapi.json", "/licences.txt", "/nothing"):
        for method, headers in (("OPTIONS", preflight), ("GET", {"Origin": "https://other.example"}), ("GET", {"Origin": "null"})):
            answer = client.session.request(method, client.base + path, headers=headers)
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")], (method, path)


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
        check(answer, cache="private, no-cache" if path == "/admin/openapi.json" else "no-store")


@pytest.mark.parametrize("lines", [
    ["GET / HTTP/1.1", "Host : x"], ["GET / HTTP/1.1", "Host: x", "Host: x"], ["GET / HTTP/3.1"],
    ["POST / HTTP/1.1", "Host: x", "Transfer-Encoding: gzip"],
    ["GET /" + "x" * 20_000 + " HTTP/1.1", "Host: x"], ["GET / HTTP/1.1", "X: " + "x" * 40_000]])
def test_refusals_before_anybody_is_asked(server, lines):
    found = heads(server.raw(), *lines)
    check_found(found)
    assert values(found, "Connection") == ["close"]


def test_a_refusal_of_who_is_too_slow(tmp_path):
    clock = StandingClock(tmp_path)
    with running(**clock.options) as server:
        wire = server.raw()
        wire.sendall(b"GET / HTTP/1.1\r\n")
        with wire, wire.makefile("rb") as stream:
            while not wait_for_answer(wire):
                clock.let_pass(20)
            answer = stream.read()
    assert answer.startswith(b"HTTP/1.1 408 ")
    check_found([tuple(line.split(": ", 1)) for line in answer.split(b"\r\n\r\n")[0].decode().split("\r\n")[1:]])


def wait_for_answer(wire):
    return bool(select.select([wire], [], [], 0.5)[0])


def test_maintenance(client_of_its_own):
    client, server = client_of_its_own
    (server.directory / "maintenance").touch()
    while client.get(CONTACTS).status_code != 503:
        pass
    for path in (CONTACTS, "/v1/Nothing", "/admin/v1/Session"):
        answer = client.session.get(client.base + path)
        assert answer.status_code == 503
        check(answer)


@pytest.fixture(name="client_of_its_own")
def start_one():
    with running() as server:
        yield server.client(), server


def test_a_link_to_another_place(client):
    """Which is told nothing of where its visitor comes from."""
    path = new_task(client)
    made = client.good("POST", path, {"name": "x", "externalUrl": "https://elsewhere.example/x"})
    answer = client.session.get(f"{client.base}{path}/{made['id']}/Download", allow_redirects=False,
                                headers={"Authorization": f"Bearer {client.token}"})
    assert answer.status_code == 302
    check(answer)


def test_nobody_reads_the_pages_description_without_a_session(server, client):
    address = server.url + "/admin/openapi.json"
    for method in ("GET", "HEAD"):
        for headers in ({}, {"Authorization": f"Bearer {client.token}"},
                        {"Cookie": "__Host-glimt=" + "a" * 52}):
            answer = client.session.request(method, address, headers=headers)
            assert answer.status_code == 401
            assert answer.content == (b"" if method == "HEAD" else b'{"message":"Sign in first."}')
            check(answer)
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


def test_a_certificate_that_a_server_made_is_none_that_was_given(tmp_path):
    """Whichever way it comes to be used."""
    with running() as first:
        tls = first.directory / "tls"
        with running("--tls-cert", str(tls / "cert.pem"), "--tls-key", str(tls / "key.pem")) as server:
            server.context = ssl.create_default_context(cafile=first.certificate)
            server.context.check_hostname = False
            lines = ["GET / HTTP/1.1", "Host: glimt.example", "Connection: close"]
            assert values(heads(over_tls(server), *lines), "Strict-Transport-Security") == []
            key, certificate = new_certificate(tmp_path)
            with running("--tls-cert", str(certificate), "--tls-key", str(key)) as given:
                given.context = server.context
                given.context.load_verify_locations(certificate)
                assert values(heads(over_tls(given), *lines), "Strict-Transport-Security") == [YEAR]
