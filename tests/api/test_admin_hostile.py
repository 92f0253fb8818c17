"""What goes wrong only when somebody means it to, or when two come at once: the pages' interface."""

import itertools
import json
import os
import pathlib
import socket
import ssl

import pytest

from client import basic, glimt, running
from database import bytes_of
from people import PASSWORD, Person, add_person

APPLICATIONS = "/admin/v1/Applications"


@pytest.fixture(scope="module")
def server():
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def boss(server):
    person = add_person(server, administrator=True)
    person.server = server
    return person


numbers = itertools.count(1)


@pytest.fixture
def founder(server):
    """The one administrator of a company of their own."""
    made = json.loads(glimt("account", "add", "Egen", "--data", server.directory, "--json").stdout)
    person = Person(server)
    person.server = server
    person.email, person.account = f"founder{next(numbers)}@example.se", made["id"]
    value = person.good("POST", "/admin/v1/Invitations/Accept", {
        "token": made["path"].split("#")[1], "email": person.email, "password": PASSWORD})
    person.csrf, person.id = value["session"]["csrfToken"], value["session"]["user"]["id"]
    return person


def another(founder):
    """A further administrator of the same company."""
    return add_person(founder.server, administrator=True, account=founder.account)


def request_of(person, method, path, body=None):
    """The bytes of a request in the person's name."""
    sent = json.dumps(body).encode() if body is not None else b""
    cookie = person.session.cookies["__Host-glimt"]
    return (f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(sent)}"
            f"\r\nCookie: __Host-glimt={cookie}\r\nX-CSRF-Token: {person.csrf}\r\n\r\n"
            ).encode() + sent


def connect(server):
    context = ssl.create_default_context(cafile=str(server.certificate))
    return context.wrap_socket(socket.create_connection(("127.0.0.1", server.port)),
                               server_hostname="localhost")


def status_of(connection):
    with connection, connection.makefile("rb") as stream:
        return int(stream.readline().split()[1])


def ask_at_once(server, requests):
    """The statuses of requests whose connections are all open before the first is sent."""
    connections = [connect(server) for _ in requests]
    for connection, request in zip(connections, requests):
        connection.sendall(request)
    return [status_of(connection) for connection in connections]


# ---- what is remembered ----

def make_application(boss, **fields):
    return boss.good("POST", APPLICATIONS, {"name": "Kassa", "responsibleId": 1, **fields})


def test_an_application_is_shown_as_it_is(server, boss):
    """Secrets, tokens and their use come without a change of the application."""
    place = f"{APPLICATIONS}/{make_application(boss)['id']}"
    shown = lambda: [boss.good("GET", place)[name]
                     for name in ("hasSecret", "hasStaticToken", "lastUsed")]
    assert shown() == [False, False, None]
    secret = boss.good("POST", f"{place}/Secret")
    assert shown() == [True, False, None]
    boss.good("POST", f"{place}/StaticToken")
    assert shown() == [True, True, None]
    answer = boss.session.post(server.url + "/v1/Auth/Token", headers={
        "Authorization": basic(secret["publicId"], secret["secret"])})
    assert answer.status_code == 200
    assert shown()[2] is not None
    boss.good("DELETE", f"{place}/StaticToken")
    assert shown()[:2] == [True, False]


def test_nobody_else_has_changed_an_application_that_was_used(server, boss):
    place = f"{APPLICATIONS}/{make_application(boss)['id']}"
    seen = boss.ask("GET", place).headers["ETag"]
    secret = boss.good("POST", f"{place}/Secret")
    boss.good("POST", f"{place}/StaticToken")
    boss.session.post(server.url + "/v1/Auth/Token", headers={
        "Authorization": basic(secret["publicId"], secret["secret"])})
    body = {"name": "Kassa 2", "responsibleId": 1}
    first = boss.ask("PUT", place, body, headers={"If-Match": seen})
    assert first.status_code == 200, first.text
    assert boss.ask("PUT", place, body, headers={"If-Match": seen}).status_code == 412
    assert boss.ask("GET", place).headers["ETag"] == first.headers["ETag"]


def test_the_audit_log_counts_what_it_shows(server, boss):
    for _ in range(3):
        Person(server, boss.email)
        page = boss.good("GET", "/admin/v1/AuditEntries?page=1&pageSize=100")
        assert page["totalItemCount"] == page["itemCount"] == len(page["items"])


def test_the_audit_log_knows_kinds_apart(boss):
    """Whoever looks at what was done to a user sees nothing of user tags."""
    boss.good("POST", "/admin/v1/UserTags", {"title": "Montör"})
    kinds = lambda **more: {(entry["subject"], entry["action"]) for entry in boss.walk(
        "/admin/v1/AuditEntries?" + "&".join(f"filter.{key}={value}" for key, value in more.items()))}
    assert kinds(subject="user") and {kind for kind, _ in kinds(subject="user")} == {"user"}
    assert kinds(subject="User Tag") == {("user tag", "create")}
    assert {action for _, action in kinds(action="SIGNIN")} == {"signIn"}
    for nothing in ("sign", "%25", "_ser", "use_", "ignIn"):
        assert not kinds(subject=nothing) and not kinds(action=nothing)


def user_log(boss, identifier):
    """(action, who) of what was done to a user, in order; nobody is the command line."""
    entries = boss.walk(f"/admin/v1/AuditEntries?filter.subject=user&filter.subjectId={identifier}")
    return [(entry["action"], entry["user"] and entry["user"]["id"]) for entry in entries]


def current_of(person):
    return next(row["id"] for row in person.good("GET", "/admin/v1/Me/Sessions")["items"]
                if row["isCurrent"])


def test_ends_of_sessions_are_in_the_audit_log(boss):
    person = add_person(boss.server)
    other, third = Person(boss.server, person.email), Person(boss.server, person.email)
    proof = {"password": PASSWORD}
    person.good("DELETE", f"/admin/v1/Me/Sessions/{current_of(other)}", proof)
    third.good("DELETE", "/admin/v1/Session")
    person.good("DELETE", "/admin/v1/Me/Sessions", proof)
    log = user_log(boss, person.id)
    assert [action for action, _ in log if action.startswith("signOut")] == \
        ["signOut", "signOut", "signOutEverywhere"]
    assert {who for action, who in log if action.startswith("sign")} == {person.id}


def test_the_command_line_is_in_the_audit_log(server, boss):
    """Whoever has the machine gives rights and takes them, too; nobody's name stands there."""
    where = ("--data", server.directory)
    email = f"operator{next(numbers)}@example.se"
    made = glimt("user", "add", email, "--first-name", "Ny", "--last-name", "Öst", "--administrator",
                 "--json", *where)
    glimt("user", "reset-password", email, *where)
    glimt("user", "disable", email, *where)
    identifier = json.loads(made.stdout)["userId"]
    assert user_log(boss, identifier) == [("addLogin", None), ("resetPassword", None),
                                          ("removeLogin", None)]
    first = boss.walk(f"/admin/v1/AuditEntries?filter.subject=user&filter.subjectId={identifier}")[0]
    assert first["title"] == "Ny Öst" and first["application"] is None
    assert first["changes"] == [{"property": "administrator", "before": None, "after": True}]
    public = json.loads(glimt("app", "add", "Kassa", "--static-token", "--json", *where).stdout)["id"]
    for command in ("rotate", "token", "disable"):
        glimt("app", command, public, *where)
    entries = [entry for entry in boss.walk("/admin/v1/AuditEntries?filter.subject=application")
               if boss.good("GET", f"{APPLICATIONS}/{entry['subjectId']}")["publicId"] == public]
    assert [(entry["action"], entry["title"], entry["user"]) for entry in entries] == [
        (action, "Kassa", None)
        for action in ("create", "makeStaticToken", "makeSecret", "makeStaticToken", "disable")]
    for wrong in (("user", "disable", "nobody@example.se"), ("app", "rotate", "ap_x")):
        assert glimt(*wrong, *where, check=False).returncode != 0
    assert len(user_log(boss, identifier)) == 3


# ---- who may administrate ----

def user_body(**fields):
    return {"firstName": "Åsa", "lastName": "Öst", "license": "total", **fields}


def test_the_last_administrator_stays(founder):
    place = f"/admin/v1/Users/{founder.id}"
    good = user_body(permissions=["administrator"])
    for fields, name in [({"permissions": []}, "permissions"), ({"permissions": ["x"]}, "permissions"),
                         ({"permissions": ["Administrator"]}, "permissions"),
                         ({"permissions": None}, "permissions"),
                         ({"permissions": ["administrator"], "endDate": "2020-01-31"}, "endDate")]:
        assert list(founder.refused("PUT", place, user_body(**fields))) == [name], fields
    idle = founder.good("POST", "/admin/v1/Users", good)
    assert list(founder.refused("PUT", place, user_body(permissions=[]))) == ["permissions"]
    founder.good("PUT", f"/admin/v1/Users/{idle['id']}", user_body(permissions=[], endDate="2020-01-31"))
    founder.good("PUT", place, {**good, "endDate": "2120-01-31"})
    founder.good("PUT", place, user_body(note="utan ett ord om rättigheter"))
    other = another(founder)
    founder.good("PUT", place, user_body(permissions=[]))
    assert founder.forbidden("PUT", place, good)
    assert list(other.refused("PUT", f"/admin/v1/Users/{other.id}", user_body(permissions=[]))) == \
        ["permissions"]
    other.good("PUT", place, good)
    other.good("PUT", f"/admin/v1/Users/{other.id}", {**good, "endDate": "2020-01-31"})
    assert founder.good("GET", "/admin/v1/Session")["isAdministrator"]


@pytest.mark.concurrent
@pytest.mark.parametrize("method, path, body", [
    ("DELETE", "/Login", None), ("PUT", "", user_body(permissions=[])),
    ("PUT", "", user_body(permissions=["administrator"], endDate="2020-01-31"))])
def test_administrators_who_remove_each_other(server, founder, method, path, body):
    """Whoever comes first wins, and no longer listens to the other."""
    for _ in range(4):
        pair = [another(founder), another(founder)]
        statuses = ask_at_once(server, [
            request_of(one, method, f"/admin/v1/Users/{other.id}{path}", body)
            for one, other in (pair, pair[::-1])])
        assert sorted(statuses) in ([200, 401], [200, 403]), statuses
        alive = [person.ask("GET", "/admin/v1/Users?page=1").status_code for person in pair]
        assert alive == [200 if status == 200 else statuses[at] for at, status in enumerate(statuses)]


def test_a_session_that_was_ended_does_nothing_more():
    """Not even what waited for its turn: here a password, behind many others of the same person."""
    with running("--threads", "1") as server:
        owner = add_person(server)
        thief = Person(server, owner.email)
        crowd, late, ending = [connect(server) for _ in range(12)], connect(server), connect(server)
        with server.standing_still():
            for connection in crowd:
                connection.sendall(request_of(owner, "POST", "/admin/v1/Me/Totp", {"password": PASSWORD}))
            late.sendall(request_of(thief, "PUT", "/admin/v1/Me/Password", {
                "currentPassword": PASSWORD, "newPassword": "tjuvens lösenord"}))
            ending.sendall(request_of(thief, "DELETE", "/admin/v1/Session"))
        assert status_of(ending) == 200 and status_of(late) == 401
        assert {status_of(connection) for connection in crowd} == {200}
        Person(server, owner.email)


# ---- forgery ----

@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded",
                                  "multipart/form-data; boundary=x", "TEXT/Plain;charset=utf-8"])
@pytest.mark.parametrize("path", ["Session", "Invitations/Open", "Invitations/Accept"])
def test_a_form_of_another_site_signs_nobody_in(boss, path, kind):
    """A browser that does not tell where a form comes from sends it as one of these."""
    body = json.dumps({"email": boss.email, "password": PASSWORD, "token": "x"})
    visitor = Person(boss.server)
    answer = visitor.ask("POST", f"/admin/v1/{path}", body, headers={"Content-Type": kind})
    assert answer.status_code == 403 and "Set-Cookie" not in answer.headers
    for fine in ("application/json", "application/json; charset=utf-8"):
        answer = visitor.ask("POST", f"/admin/v1/{path}", body, headers={"Content-Type": fine})
        assert answer.status_code in (200, 400)


# ---- links ----

def test_a_new_password_voids_the_link_to_choose_one(boss):
    person = add_person(boss.server)
    token = boss.good("POST", f"/admin/v1/Users/{person.id}/Invitation")["path"].split("#")[1]
    person.good("POST", "/admin/v1/Invitations/Open", {"token": token})
    person.good("PUT", "/admin/v1/Me/Password", {"currentPassword": PASSWORD,
                                                 "newPassword": "ett nytt lösen"})
    for path in ("Open", "Accept"):
        body = {"token": token, "email": person.email, "password": "tjuvens lösenord"}
        assert list(person.refused("POST", f"/admin/v1/Invitations/{path}", body)) == ["token"]


# ---- what costs the server more than the client ----

def seconds_used(server):
    """Of processors, by the server so far."""
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost(server, action):
    before = seconds_used(server)
    action()
    return seconds_used(server) - before


def test_faults_cost_what_their_number_says(server):
    """All of them in one body cost not much more than the same in many."""
    client = server.client()
    kinds = ("materials", "equipments", "additions")

    def ask(count):
        body = {name: [{"id": 7} for _ in range(count)] for name in kinds}
        state = client.refused("POST", "/v1/Core/TimeReports", body)
        for name in kinds:
            assert "The field Id stands twice." not in state[f"{name}[0].id"]
            assert "The field Id stands twice." in state[f"{name}[{count - 1}].id"]

    many = cost(server, lambda: [ask(40) for _ in range(10)])
    assert cost(server, lambda: ask(400)) <= 3 * many + 0.2


# ---- names ----

@pytest.mark.parametrize("letter", ["\n", "\r", "\t", "\x1b", "\x7f", "\x85", "\x9b"])
def test_names_that_a_terminal_would_obey(boss, founder, letter):
    """The command line prints what applications, people and companies are called."""
    bad = f"Kassa{letter}[2J"
    assert list(boss.refused("POST", APPLICATIONS, {"name": bad, "responsibleId": 1})) == ["name"]
    for name in ("firstName", "lastName"):
        assert list(boss.refused("POST", "/admin/v1/Users", user_body(**{name: bad}))) == [name]
    settings = {"companyName": bad, "taxPercent": 25}
    assert list(founder.refused("PUT", "/admin/v1/Settings/1", settings)) == ["companyName"]


# ---- secrets ----

def test_what_is_secret_is_neither_kept_nor_logged():
    with running() as server:
        boss = add_person(server, administrator=True)
        place = f"{APPLICATIONS}/{make_application(boss)['id']}"
        secret = boss.good("POST", f"{place}/Secret")
        static = boss.good("POST", f"{place}/StaticToken")["token"]
        token = boss.session.post(server.url + "/v1/Auth/Token", headers={
            "Authorization": basic(secret["publicId"], secret["secret"])}).json()["accessToken"]
        link = boss.good("POST", f"/admin/v1/Users/{boss.id}/Invitation")["path"]
        for path in (f"/admin/v1/Session?cookie={boss.csrf}", "/v1/Admin/Users?page=1"):
            boss.ask("GET", path, headers={"Authorization": f"Bearer {token}"})
        boss.ask("POST", "/admin/v1/Session", {"email": boss.email, "password": f"{PASSWORD}, fel"})
        log = json.dumps(boss.walk("/admin/v1/AuditEntries"), ensure_ascii=False)
        _, said = server.stop()
        kept = bytes_of(server.directory)
        assert secret["publicId"].encode() in kept and boss.email.encode() in kept
        for word in (PASSWORD, secret["secret"], static, token, link.split("#")[1], boss.csrf,
                     boss.session.cookies["__Host-glimt"]):
            for half in (word, word[:24]):
                assert half.encode() not in kept and half not in said and half not in log
