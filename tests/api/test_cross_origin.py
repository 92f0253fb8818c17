"""Calls from pages of other servers: what browsers are told, for whom, and never of others."""

import base64
import json

import pytest

from client import Client, add_application, basic, glimt, running
from clocks import WallClock
from people import add_person
from uploads import file, new_task, upload

TOKEN, CONTACTS, USERS = "/v1/Auth/Token", "/v1/Core/Contacts", "/v1/Admin/Users?page=1"
LISTED, ALSO, OTHER = "https://app.example.com", "http://localhost:5173", "https://evil.example"
EXPOSED = {"Retry-After", "ETag", "X-Request-Id"}
# As browsers write them, and otherwise.
GOOD = [LISTED, ALSO, "http://127.0.0.1:3000", "https://[::1]:8443", "http://[2001:db8::7]", "https://xn--kpark-gra.example",
        "https://app.example.com:8443", "chrome-extension://abcdefghijklmnop", "capacitor://localhost", "http://a_b.example:1",
        "https://app.example.com:80", "https://x:65535"]
BAD = ["*", "null", "app.example.com", "https://app.example.com/", "https://App.example.com", "HTTPS://app.example.com",
       "https://app.example.com:443", "http://app.example.com:80", "https://app.example.com/path", "https://*.example.com", "https://",
       "://x", "https://a:", "https://a:0", "https://a:065", "https://a:65536", "https://a:b", "https://user@a", "https://köpark.example",
       "https://a?b", "https://[::1", "https://[]", "1a://b", "https:/a", "https://" + "a" * 248]
NO_ORIGIN = ("The field AllowedOrigins must have origins as browsers write them, such as https://app.example.com "
             "or http://localhost:5173.")
NO_WORD = "The field AllowedOrigins must be an array of words without spaces."
# What is like a listed origin, and is another.
NEARLY = ["https://app.example.com.evil.example", "https://app.example.co", "http://app.example.com", "https://app.example.com:8443",
          "https://APP.example.com", "https://app.example.com/", f"{LISTED} {ALSO}", f"{LISTED},{ALSO}", "null", "*", "", "https://pp.example.com"]


def headers_of(answer):
    """What was said of other origins; nothing else must be."""
    return {name.lower(): value for name, value in answer.headers.items() if name.lower().startswith("access-control-")}


def is_open(answer, origin):
    """Whether a page of this origin may read the answer; that it is told wholly or not at all."""
    said = headers_of(answer)
    if not said:
        return False
    assert set(said) == {"access-control-allow-origin", "access-control-expose-headers"}
    assert set(said["access-control-expose-headers"].split(", ")) == EXPOSED
    assert "Origin" in answer.headers["Vary"].split(", ")
    return said["access-control-allow-origin"] == origin


def preflight(client, path, origin, method="POST", **headers):
    sent = {"Origin": origin, "Access-Control-Request-Method": method,
            **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.session.options(client.base + path, headers=sent)


def is_allowed(answer, origin):
    said = headers_of(answer)
    assert answer.status_code == 204 and answer.content == b"" and "Allow" in answer.headers
    if not said:
        return False
    assert answer.headers["Vary"].split(", ")[0] == "Origin"
    assert "access-control-allow-credentials" not in said
    return said["access-control-allow-origin"] == origin


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


def listing(server, *origins, more=("--all-permissions", "--rate", "off"), account=1):
    return server.client(*more, *(word for one in origins for word in ("--origin", one)), account=account)


@pytest.fixture(scope="module", name="page")
def list_two(server):
    return listing(server, LISTED, ALSO)


# ---- answers ----

ASKED = [("GET", f"{CONTACTS}?page=1", 200), ("GET", f"{CONTACTS}?page=1", 200), ("HEAD", f"{CONTACTS}/1", 200), ("GET", CONTACTS, 400),
         ("GET", f"{CONTACTS}/999999", 400), ("POST", CONTACTS, 400), ("DELETE", "/v1/Core/Tasks/999999", 400)]


@pytest.mark.parametrize("method, path, status", ASKED)
def test_a_listed_origin_may_read_the_answer(server, page, method, path, status):
    nobody = server.client()
    for origin in (LISTED, ALSO):
        answer = page.ask(method, path, headers={"Origin": origin})
        assert answer.status_code == status and is_open(answer, origin)
    for client, origin in ((page, OTHER), (nobody, LISTED), (nobody, OTHER)):
        answer = client.ask(method, path, headers={"Origin": origin})
        assert answer.status_code == status and not headers_of(answer)
        assert "Origin" not in answer.headers.get("Vary", "")
    assert not headers_of(page.ask(method, path))


@pytest.mark.parametrize("origin", NEARLY)
def test_what_is_nearly_listed_is_not(page, origin):
    assert not headers_of(page.ask("GET", USERS, headers={"Origin": origin}))
    assert not is_allowed(preflight(page, CONTACTS, origin), origin)


def test_two_origins_are_none(server, page):
    with server.raw() as connection, connection.makefile("rb") as stream:
        connection.sendall((f"GET {USERS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {page.token}\r\nConnection: close\r\n"
                            f"Origin: {LISTED}\r\nOrigin: {LISTED}\r\n\r\n").encode())
        head = stream.read().split(b"\r\n\r\n")[0]
    assert b" 200 " in head and b"Access-Control" not in head


def test_what_was_not_changed_or_is_refused_may_be_read(server):
    client = listing(server, LISTED, more=("--permission", "Contact_Read", "--rate", "off"))
    first = client.ask("GET", f"{CONTACTS}?page=1", headers={"Origin": LISTED})
    known = client.ask("GET", f"{CONTACTS}?page=1", headers={"Origin": LISTED, "If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304 and is_open(known, LISTED)
    refused = client.ask("POST", CONTACTS, {}, headers={"Origin": LISTED})
    assert refused.status_code == 403 and is_open(refused, LISTED)
    away = add_application(server.directory, "--origin", LISTED, "--allow", "192.0.2.7", "--static-token")
    answer = client.ask("GET", USERS, headers={"Origin": LISTED}, token=away["token"])
    assert answer.status_code == 403 and is_open(answer, LISTED)


def test_who_has_to_wait_may_read_how_long(server):
    client = listing(server, LISTED, more=("--all-permissions", "--rate", "1"))
    statuses = {client.ask("GET", USERS, headers={"Origin": LISTED}).status_code for _ in range(2)}
    while 429 not in statuses:
        answer = client.ask("GET", USERS, headers={"Origin": LISTED})
        statuses.add(answer.status_code)
        assert is_open(answer, LISTED)


def test_packed_answers_vary_by_both(page):
    answer = page.ask("GET", f"{CONTACTS}?page=1", headers={"Origin": LISTED, "Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip" and is_open(answer, LISTED)
    assert set(answer.headers["Vary"].split(", ")) == {"Accept-Encoding", "Origin"}


def test_a_write_that_comes_again_from_elsewhere(page):
    """Who asks again is told of his own origin, not of the first one's."""
    answers = [page.ask("POST", CONTACTS, {"name": "Åkes Bygg", "contactType": "Company", "responsibleId": 1},
                        headers={"Idempotency-Key": "pages", **({"Origin": origin} if origin else {})})
               for origin in (LISTED, ALSO, OTHER, None)]
    assert [answer.status_code for answer in answers] == [201] * 4
    assert [is_open(answer, origin) for answer, origin in zip(answers, (LISTED, ALSO, OTHER))] == [True, True, False]
    assert not headers_of(answers[3])


def test_answers_to_strangers_may_not_be_read(page):
    for authorization in ("", "Bearer x", f"Basic {base64.b64encode(b'ap_x:y').decode()}"):
        for method, path in (("GET", USERS), ("POST", TOKEN)):
            answer = page.ask(method, path, headers={"Origin": LISTED, "Authorization": authorization})
            assert answer.status_code == 401 and not headers_of(answer)
    assert not headers_of(page.ask("GET", "/v1/Nowhere", headers={"Origin": LISTED}))


# ---- tokens ----

def test_tokens_for_the_application_of_the_id(server, page):
    """Whether or not the secret is right: a page has to read that it is not."""
    other = server.application("--all-permissions", "--origin", OTHER)
    for (identifier, secret), origin, expected in (
            ((page.identifier, page.secret), LISTED, True), ((page.identifier, "wrong"), LISTED, True),
            ((page.identifier, page.secret), OTHER, False), ((page.identifier, "wrong"), OTHER, False),
            (other, LISTED, False), (other, OTHER, True)):
        answer = page.ask("POST", TOKEN, headers={"Origin": origin, "Authorization": basic(identifier, secret)})
        assert answer.status_code == (401 if secret == "wrong" else 200) and is_open(answer, origin) == expected
    glimt("app", "disable", other[0], "--data", server.directory)
    answer = page.ask("POST", TOKEN, headers={"Origin": OTHER, "Authorization": basic(*other)})
    assert answer.status_code == 401 and not headers_of(answer)


def test_that_a_token_has_expired_may_be_read(tmp_path):
    """A page has to know, so that it fetches another."""
    clock = WallClock(tmp_path)
    with running(**clock.options) as server:
        client = listing(server, LISTED)
        assert is_open(client.ask("GET", USERS, headers={"Origin": LISTED}), LISTED)
        clock.let_pass(3600)
        for origin, expected in ((LISTED, True), (OTHER, False)):
            answer = client.ask("GET", USERS, headers={"Origin": origin})
            assert answer.status_code == 401 and is_open(answer, origin) == expected


# ---- what browsers ask before ----

@pytest.mark.parametrize("path, methods", [
    (TOKEN, "POST"), (CONTACTS, "GET, HEAD, POST"), (f"{CONTACTS}/1", "GET, HEAD, PUT, DELETE"), ("/v1/Admin/Users", "GET, HEAD")])
def test_a_browser_may_ask_without_a_token(server, page, path, methods):
    plain = page.session.options(page.base + path)
    for origin in (LISTED, ALSO):
        answer = preflight(page, path, origin, Access_Control_Request_Headers="authorization,content-type,x-of-its-own")
        assert is_allowed(answer, origin)
        assert answer.headers["Access-Control-Allow-Methods"] == answer.headers["Allow"] == plain.headers["Allow"]
        assert sorted(answer.headers["Allow"].split(", ")) == sorted(methods.split(", "))
        assert answer.headers["Access-Control-Allow-Headers"] == "authorization,content-type,x-of-its-own"
        assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert not is_allowed(preflight(page, path, "https://nobody.example"), "https://nobody.example")
    assert plain.status_code == 204 and not headers_of(plain) and "Vary" not in plain.headers
    del server


def test_paths_that_are_none_stay_so(page):
    assert preflight(page, "/v1/Nowhere", LISTED).status_code == 404
    for path in ("/admin/v1/Users", "/"):
        assert not headers_of(preflight(page, path, LISTED))


def test_any_company_may_list_an_origin(server, page):
    """Until nobody does any more, at once."""
    origin = "https://second.example"
    assert not is_allowed(preflight(page, CONTACTS, origin), origin)
    account = json.loads(glimt("account", "add", "Andra", "--data", server.directory, "--json").stdout)["id"]
    made = add_application(server.directory, "--all-permissions", "--origin", origin, account=account)
    assert is_allowed(preflight(page, CONTACTS, origin), origin)
    assert not headers_of(page.ask("GET", USERS, headers={"Origin": origin}))
    other = Client(server, made["id"], made["secret"])
    assert is_open(other.ask("GET", USERS, headers={"Origin": origin}), origin)
    glimt("app", "disable", made["id"], "--data", server.directory, "--account", account)
    assert not is_allowed(preflight(page, CONTACTS, origin), origin)


# ---- who says so ----

@pytest.mark.parametrize("origin", GOOD)
def test_origins_as_browsers_write_them(server, origin):
    client = listing(server, origin)
    assert is_open(client.ask("GET", USERS, headers={"Origin": origin}), origin)
    assert is_allowed(preflight(client, CONTACTS, origin), origin)


@pytest.mark.parametrize("origin", BAD)
def test_what_no_browser_writes_is_refused(server, origin):
    done = glimt("app", "add", "x", "--data", server.directory, "--origin", origin, check=False)
    assert done.returncode == 2 and done.stdout == "" and "--origin must be an origin" in done.stderr


def test_the_pages_list_them_too(server):
    """One change counts for the next call; of all that is wrong the sentence tells."""
    boss = add_person(server, administrator=True)
    client = server.client()
    rows = boss.ask("GET", "/admin/v1/Applications?page=1&pageSize=100").json()["items"]
    row = next(one for one in rows if one["publicId"] == client.identifier)
    place = f"/admin/v1/Applications/{row['id']}"
    body = {"name": row["name"], "responsibleId": row["responsible"]["id"]}
    ask = lambda: client.ask("GET", USERS, headers={"Origin": LISTED})
    assert row["allowedOrigins"] == [] and not headers_of(ask())
    for origins, expected in (([OTHER, LISTED], True), (None, True), ([], False), ([LISTED], True)):
        tag = boss.ask("GET", place).headers["ETag"]
        sent = body if origins is None else {**body, "allowedOrigins": origins}
        changed = boss.ask("PUT", place, sent, headers={"If-Match": tag})
        assert changed.ok and changed.json()["allowedOrigins"] == ([OTHER, LISTED] if origins is None else origins)
        assert is_open(ask(), LISTED) == expected
    for origin in BAD:
        refused = boss.ask("PUT", place, {**body, "allowedOrigins": [LISTED, origin]}, headers={"If-Match": changed.headers["ETag"]})
        sentence = NO_WORD if len(origin) > 255 else NO_ORIGIN
        assert refused.status_code == 400 and refused.json()["modelState"] == {"allowedOrigins": [sentence]}, origin
    assert is_open(ask(), LISTED)


def test_the_command_line_changes_them(server):
    """The whole list at once, within a second, and nothing else of the application."""
    client = listing(server, LISTED, more=("--all-permissions", "--rate", "off", "--extended-answers"))
    change = lambda *words, **more: glimt("app", "change", client.identifier, "--data", server.directory, *words, **more)
    read = lambda origin: is_open(client.ask("GET", USERS, headers={"Origin": origin}), origin)
    for words, expected in ((("--origin", OTHER, "--origin", ALSO), {OTHER, ALSO}), (("--extended-answers", "on"), {OTHER, ALSO}),
                            (("--no-origins",), set()), (("--origin", LISTED, "--extended-answers", "off"), {LISTED})):
        change(*words)
        assert {origin for origin in (LISTED, ALSO, OTHER) if read(origin)} == expected
        row = next(one for one in json.loads(glimt("app", "list", "--data", server.directory, "--json").stdout)
                   if one["id"] == client.identifier)
        assert set(row["origins"]) == expected and row["rate"] is None and row["extendedAnswers"] == (words[-1] != "off")
    for words, sentence in (((), "needs --extended-answers, --origin or --no-origins"), (("--origin", "*"), "--origin must be an origin"),
                            (("--origin", OTHER, "--no-origins"), "cannot be used together")):
        refused = change(*words, check=False)
        assert refused.returncode == 2 and sentence in refused.stderr and refused.stdout == ""
    glimt("app", "disable", client.identifier, "--data", server.directory)
    assert change("--no-origins", check=False).returncode == 1


def test_the_command_line_shows_them(server):
    made = add_application(server.directory, "--origin", LISTED, "--origin", ALSO)
    rows = json.loads(glimt("app", "list", "--data", server.directory, "--json").stdout)
    assert next(row for row in rows if row["id"] == made["id"])["origins"] == [LISTED, ALSO]
    assert f"; in browsers on {LISTED} {ALSO};" in glimt("app", "list", "--data", server.directory).stdout


# ---- refusals that come early, and writes ----

def test_bodies_that_are_refused(page):
    """Before they are read, while they come, and behind that."""
    big = b'{"name":"' + b"x" * (1024 * 1024) + b'"}'
    for body, headers, status in ((big, {}, 413), (iter([big]), {}, 413), (b"\x1f\x8b", {"Content-Encoding": "gzip"}, 415),
                                  (b"[]", {}, 400), (b"{}", {"Idempotency-Key": "a b"}, 400), (b"{}", {"If-Match": "x"}, 400)):
        sent = {"Origin": LISTED, "Authorization": f"Bearer {page.token}", **headers}
        answer = page.session.post(page.base + CONTACTS, data=body, headers=sent)
        assert answer.status_code == status and is_open(answer, LISTED)


def test_a_write_that_is_not_as_wanted(page):
    made = page.good("POST", CONTACTS, {"name": "Åkes Bygg", "contactType": "Company", "responsibleId": 1}, 201)
    answer = page.ask("DELETE", f"{CONTACTS}/{made['id']}", headers={"Origin": LISTED, "If-Match": '"another"'})
    assert answer.status_code == 412 and is_open(answer, LISTED)


def test_files_may_be_read_from_elsewhere(page):
    path = new_task(page)
    number = upload(page, path, file(b"x" * 5000))["id"]
    for headers, status in (({}, 200), ({"Range": "bytes=1-9"}, 206), ({"Range": "bytes=9000-"}, 416)):
        answer = page.get(f"{path}/{number}/Download", headers={"Origin": LISTED, **headers})
        assert answer.status_code == status and is_open(answer, LISTED)


def test_what_one_is_told_is_not_told_the_next(server, page):
    """On one kept connection, which a proxy may share."""
    nobody = server.client()
    ask = lambda client, lines: (f"GET {USERS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n{lines}\r\n").encode()
    with server.raw() as connection, connection.makefile("rb") as stream:
        connection.sendall(ask(page, f"Origin: {LISTED}\r\n") + ask(nobody, f"Origin: {LISTED}\r\n") + ask(page, "")
                           + ask(page, f"Origin: {ALSO}\r\n") + b"GET /v1/Nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        heads = stream.read().split(b"HTTP/1.1 ")[1:]
    assert [head[:3] for head in heads] == [b"200"] * 4 + [b"404"]
    assert [b"Access-Control" in head for head in heads] == [True, False, False, True, False]
    assert f"Access-Control-Allow-Origin: {ALSO}\r\n".encode() in heads[3]
