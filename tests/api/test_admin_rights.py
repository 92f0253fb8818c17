"""Who may do what in the pages' interface: each of its routes for each kind of visitor.

All routes come from the description, and the description from the same list as `glimt routes`. What
is not said here to be for everybody is for administrators; so a new route that is not fails until it
is named here."""

import functools
import json
import re
import sqlite3

import pytest

from client import glimt, running
from people import PAGES, PASSWORD, Person, add_person
from wrong_bodies import plain

ROUTES = [(method.upper(), path) for path, operations in PAGES.document["paths"].items()
          for method in operations]
ANYONE = {("POST", "/admin/v1/Session"), ("POST", "/admin/v1/Invitations/Open"),
          ("POST", "/admin/v1/Invitations/Accept")}
PERSON = {("GET", "/admin/v1/Session"), ("DELETE", "/admin/v1/Session"),
          ("GET", "/admin/v1/Me/Sessions"), ("DELETE", "/admin/v1/Me/Sessions"),
          ("DELETE", "/admin/v1/Me/Sessions/{id}"), ("PUT", "/admin/v1/Me/Password"),
          ("POST", "/admin/v1/Me/Totp"), ("PUT", "/admin/v1/Me/Totp"), ("DELETE", "/admin/v1/Me/Totp"),
          ("GET", "/admin/v1/UserDays"), ("GET", "/admin/v1/TimeReports"),
          ("GET", "/admin/v1/TimeReports/{id}"),
          *(("POST", f"/admin/v1/Days/{action}")
            for action in ("Lock", "Unlock", "Attest", "Return", "TakeBack"))}
CLOSED = [route for route in ROUTES if route not in ANYONE]
WRITES = [route for route in CLOSED if route[0] != "GET"]
ADMINISTRATORS = [route for route in CLOSED if route not in PERSON]
OURS = 40 # an id that our company has in each registry, and the other only among its countries


def name_of(value):
    return f"{value[0]} {value[1].removeprefix('/admin/v1/')}"


def body_of(method, path, word, identifier):
    """A body with everything that may be said; texts are `word`, references are `identifier`."""
    body = PAGES.document["paths"][path][method.lower()].get("requestBody")
    return value_of("", body["content"]["application/json"]["schema"], word, identifier) if body else None


def value_of(name, schema, word, identifier):
    schema, _ = plain(schema, PAGES)
    again = functools.partial(value_of, word=word, identifier=identifier)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        return {key: again(key, member) for key, member in schema["properties"].items() if key != "id"}
    if schema["type"] == "array":
        item = plain(schema["items"], PAGES)[0]
        return [] if item["type"] == "string" else [again(name, item)]
    if schema["type"] == "integer" and name.lower().endswith(("id", "ids")):
        return identifier
    if schema["type"] == "string":
        known = {"date": "2026-03-02", "date-time": "2026-03-02 10:00:00", "time": "10:00"}
        return known.get(schema.get("format"), word)
    return {"integer": 1, "number": 1, "boolean": True}[schema["type"]]


class Company:
    """Rows of one account, read beside the server."""

    def __init__(self, server, account):
        self.database = sqlite3.connect(f"file:{server.directory}/glimt.db?mode=ro", uri=True)
        self.account = account
        names = [name for name, in self.database.execute("SELECT name FROM sqlite_master "
                                                         "WHERE type = 'table' ORDER BY name")]
        self.tables = [name for name in names if "account_id" in {
            row[1] for row in self.database.execute(f"PRAGMA table_info({name})")}]
        self.tables = [name for name in self.tables if not name.startswith("usage_")]
        assert len(self.tables) > 50

    def rows(self):
        return {table: self.database.execute(
            f"SELECT * FROM {table} WHERE account_id = ?", (self.account,)).fetchall()
            for table in self.tables}

    def version(self):
        """Another one after each commit of the server."""
        return self.database.execute("PRAGMA data_version").fetchone()[0]

    def texts(self):
        """Those of more than a word, which the program might say by itself. The logs of changes have
        nothing of their own but the names of kinds of rows."""
        return {value for table, rows in self.rows().items() if table not in ("audit_entries", "changes")
                for row in rows for value in row
                if isinstance(value, str) and len(value) > 6 and not value.isalpha()}


class Unchanged:
    """With it nothing changes in the company."""

    def __init__(self, company):
        self.company = company

    def __enter__(self):
        company = self.company
        if getattr(company, "seen", None) != company.version():
            company.seen, company.kept = company.version(), company.rows()

    def __exit__(self, fault, *_):
        company = self.company
        if fault is None and company.version() != company.seen:
            now = company.rows()
            for table, rows in company.kept.items():
                assert now[table] == rows, table


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module")
def boss(server):
    """Our administrator; each registry has a row OURS."""
    person = add_person(server, administrator=True)
    for method, path in ROUTES:
        if method != "POST" or ("GET", path + "/{id}") not in ROUTES:
            continue
        while person.good("GET", path + "?page=1")["totalItemCount"] < OURS:
            body = body_of(method, path, "vårt hemliga", 1)
            assert person.good(method, path, body, 201)["id"] <= OURS, path
    place = f"/admin/v1/Applications/{OURS}"
    person.good("POST", place + "/Secret")
    person.good("POST", place + "/StaticToken")
    person.token, = (row["id"] for row in person.walk(place + "/Tokens"))
    person.current, = (row["id"] for row in person.good("GET", "/admin/v1/Me/Sessions")["items"])
    return person


@pytest.fixture(scope="module")
def somebody(server, boss):
    """A colleague who leads nobody and is no administrator."""
    return add_person(server)


@pytest.fixture(scope="module")
def stranger(server, boss):
    """The administrator of another company, whose texts are known to be no secret."""
    made = json.loads(glimt("account", "add", "Den andra", "--data", server.directory, "--json").stdout)
    person = add_person(server, administrator=True, account=made["id"])
    theirs = Company(server, made["id"]).texts()
    person.secrets = sorted(Company(server, 1).texts() - theirs)
    assert len(person.secrets) > 1000 and "vårt hemliga" in person.secrets
    return person


@pytest.fixture(scope="module")
def ours(server, boss):
    return Company(server, 1)


def place_of(boss, path):
    """The path with ids of ours in it."""
    if path.endswith("/Tokens/{id}"):
        path = path.replace("{id}", str(boss.token))
    if "/Me/Sessions/" in path:
        path = path.replace("{id}", str(boss.current))
    path = path.replace("Settings/{id}", "Settings/1")
    path = re.sub(r"\{(id|applicationId)\}", str(OURS), path)
    assert "{" not in path, "a kind of id that is not known here"
    return path


def test_the_description_has_all_routes():
    listed = {(line.split()[0], re.sub(r":(\w+)", r"{\1}", line.split()[1]))
              for line in glimt("routes").stdout.splitlines() if " /admin/" in line}
    assert listed == set(ROUTES) and len(listed) > 150
    assert ANYONE | PERSON <= listed


@pytest.mark.parametrize("path", sorted({path for _, path in ROUTES}))
def test_other_methods_are_refused(server, boss, path):
    """Also those that proxies or frameworks take for others."""
    known = {method for method, where in ROUTES if where == path}
    known |= {"HEAD"} if "GET" in known else set()
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "X"):
        if method in known:
            continue
        answer = boss.ask(method, place_of(boss, path), headers={"X-HTTP-Method-Override": "GET"})
        assert answer.status_code == 405 and answer.content == b"", method
        assert set(answer.headers["Allow"].split(", ")) == known


@pytest.mark.parametrize("route", CLOSED, ids=name_of)
def test_without_a_session(server, boss, ours, route):
    method, path = route
    visitor, place = Person(server), place_of(boss, path)
    body = body_of(method, path, "x", OURS)
    with Unchanged(ours):
        for more in ({}, {"X-CSRF-Token": boss.csrf}, {"Authorization": f"Bearer {'x' * 40}"},
                     {"Cookie": f"__Host-glimt={'a' * 52}"}):
            answer = visitor.ask(method, place, body, headers=more)
            assert answer.status_code == 401 and answer.json() == {"message": "Sign in first."}
            if method == "GET":
                assert visitor.ask("HEAD", place, headers=more).status_code == 401


@pytest.mark.parametrize("route", sorted(ANYONE), ids=name_of)
def test_for_anyone(server, boss, ours, route):
    """Without a session only for those who know a password or a link."""
    method, path = route
    with Unchanged(ours):
        answer = Person(server).ask(method, path, body_of(method, path, "x@example.se 1234", 1))
        assert answer.status_code in (400, 401) and "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("route", WRITES, ids=name_of)
def test_without_the_word_against_forgery(boss, somebody, ours, route):
    method, path = route
    body, place = body_of(method, path, "x", OURS), place_of(boss, path)
    with Unchanged(ours):
        for more in ({"X-CSRF-Token": None}, {"X-CSRF-Token": somebody.csrf},
                     {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
            answer = boss.ask(method, place, body, headers=more)
            assert answer.status_code == 403 and list(answer.json()) == ["message"], more


@pytest.mark.parametrize("route", ADMINISTRATORS, ids=name_of)
def test_without_the_right(boss, somebody, ours, route):
    method, path = route
    with Unchanged(ours):
        answer = somebody.ask(method, place_of(boss, path), body_of(method, path, "x", OURS))
        assert answer.status_code == 403
        assert answer.json() == {"message": "Only administrators may do that."}
        if method == "GET":
            assert somebody.ask("HEAD", place_of(boss, path)).status_code == 403


@pytest.mark.parametrize("route", [route for route in CLOSED if "/Session" not in route[1]], ids=name_of)
def test_from_another_company(boss, stranger, ours, route):
    """Ids of ours in paths and bodies lead nowhere, and nothing of ours is told."""
    method, path = route
    with Unchanged(ours):
        answer = stranger.ask(method, place_of(boss, path), body_of(method, path, "deras", OURS))
        assert not [text for text in stranger.secrets if text in answer.text]
        if "{" in path and "Settings" not in path and "Countries" not in path:
            assert answer.status_code == 400
        else:
            assert answer.status_code in (200, 201, 400)
        if method == "GET" and "{" not in path and path != "/admin/v1/Storage":  # which is no list
            span = "filter.from=2026-01-01&filter.to=2026-01-31&" if "UserDays" in path else ""
            for item in stranger.walk(f"{path}?{span}"):
                assert not [text for text in stranger.secrets if text in json.dumps(item, ensure_ascii=False)]


# ---- what is for everybody shows and changes only what is one's own ----

def test_own_sessions(server, boss, ours):
    person = add_person(server)
    second = Person(server, person.email)
    rows = person.good("GET", "/admin/v1/Me/Sessions")["items"]
    assert len(rows) == 2 and boss.current not in [row["id"] for row in rows]
    assert list(person.refused("DELETE", f"/admin/v1/Me/Sessions/{boss.current}")) == ["id"]
    person.good("DELETE", "/admin/v1/Session")
    assert second.good("GET", "/admin/v1/Session")["user"]["id"] == person.id
    second.good("DELETE", "/admin/v1/Me/Sessions")
    assert second.ask("GET", "/admin/v1/Session").status_code == 401
    assert boss.good("GET", "/admin/v1/Session")["user"]["id"] == boss.id


def test_own_passwords_and_codes(server, boss, ours):
    """Of everybody else's login nothing changes."""
    person = add_person(server)
    tables = {"logins": "id", "recovery_codes": "user_id", "invitations": "id"}
    others = lambda: [row for table, user in tables.items()
                      for row in ours.database.execute(
                          f"SELECT * FROM {table} WHERE (account_id, {user}) <> (1, ?)", (person.id,))]
    before = others()
    person.good("POST", "/admin/v1/Me/Totp", {"password": PASSWORD, "userId": boss.id, "id": boss.id})
    assert list(person.refused("PUT", "/admin/v1/Me/Totp", {"code": "000000"})) == ["code"]
    person.good("DELETE", "/admin/v1/Me/Totp", {"password": PASSWORD, "userId": boss.id})
    person.good("PUT", "/admin/v1/Me/Password", {"currentPassword": PASSWORD, "userId": boss.id,
                                                 "newPassword": "ett annat lösen"})
    assert others() == before


def test_own_reports_and_days(server, boss, somebody, ours):
    span = "page=1&filter.from=2026-11-01&filter.to=2026-11-30"
    own = {somebody.id}
    assert {row["userId"] for row in somebody.walk(f"/admin/v1/UserDays?{span[7:]}")} == own
    assert not somebody.walk("/admin/v1/TimeReports")
    for narrowing in (f"filter.userIds={boss.id}", "filter.userIds=1,2,3", "filter.visibleTo=1",
                      "visibleTo=1", "filter.isAttested=true", "sortBy=hours"):
        page = somebody.good("GET", f"/admin/v1/TimeReports?page=1&{narrowing}")
        assert page["totalItemCount"] == 0 and page["items"] == []
    report = boss.good("GET", "/admin/v1/TimeReports?page=1&pageSize=1")["items"][0]
    assert somebody.refused("GET", f"/admin/v1/TimeReports/{report['id']}") == \
        somebody.refused("GET", "/admin/v1/TimeReports/99999999")
    leader = add_person(server)
    led = boss.good("GET", f"/admin/v1/Users/{report['user']['id']}")
    body = {key: led[key] for key in ("firstName", "lastName", "license")}
    boss.good("PUT", f"/admin/v1/Users/{led['id']}", {**body, "managerId": leader.id})
    assert {row["user"]["id"] for row in leader.walk("/admin/v1/TimeReports")} == {led["id"]}
    assert leader.good("GET", f"/admin/v1/TimeReports/{report['id']}")["id"] == report["id"]
    assert {row["userId"] for row in leader.walk(f"/admin/v1/UserDays?{span[7:]}")} == {led["id"], leader.id}


@pytest.mark.parametrize("action, to_own", [("Lock", True), ("Unlock", True), ("Attest", False),
                                            ("Return", False), ("TakeBack", False)])
def test_own_days_are_handed_in_and_others_are_not(somebody, stranger, boss, ours, action, to_own):
    path = f"/admin/v1/Days/{action}"
    span = {"from": "2026-03-02", "to": "2026-03-06"}
    with Unchanged(ours):
        for users in ([boss.id], [somebody.id, boss.id], [OURS, somebody.id], [999999]):
            answer = somebody.ask("POST", path, {"userIds": users, **span})
            assert answer.status_code == 403, users
        if not to_own:
            assert somebody.ask("POST", path, {"userIds": [somebody.id], **span}).status_code == 403
        for users in ([OURS], [1, OURS]):
            assert list(stranger.refused("POST", path, {"userIds": users, **span})) == ["userIds"]
    if to_own:
        somebody.good("POST", path, {"userIds": [somebody.id], **span})
