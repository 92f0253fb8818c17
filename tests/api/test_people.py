"""Signing in, sessions, passwords, codes, invitations: by the pages' interface."""

import json
import re
import socket
import ssl
import time

import pytest

from client import Client, glimt, running
from clocks import StandingClock
from people import PASSWORD, turn_codes_on
from signing import Person, add_user, fresh_email, signed_in

PROOF = {"password": PASSWORD}
WRONG = {"message": "The e-mail address or the password is wrong."}
LINK = re.compile(r"/admin/invitation#([a-z2-9]{52})")


@pytest.fixture
def administrator(server):
    return signed_in(server, fresh_email(), "--administrator")


@pytest.fixture
def person(server):
    return signed_in(server, fresh_email())


def new_account(server):
    made = json.loads(glimt("account", "add", "Andra bolaget", "--data", server.directory,
                            "--json").stdout)
    return made["id"], made["path"]


# ---- set-up and invitations ----

def test_first_administrator_is_set_up_with_the_link_of_the_server():
    with running() as server:
        line = server.process.stdout.readline()
        token = LINK.search(line).group(1)
        assert line == f"set up: {server.url}/admin/invitation#{token}\n"
        first = Person(server)
        assert first.good("POST", "Invitations/Open", {"token": token}) == {
            "objectName": "admin.invitation",
            "user": {"objectName": "generic.name_id", "id": 1, "name": "Administrator"},
            "email": None,
            "account": {"objectName": "generic.name_id", "id": 1, "name": "My company"},
            "isFirst": True}
        accepted = {"token": token, "email": " chef@example.se ", "password": PASSWORD}
        answer = first.ask("POST", "Invitations/Accept", accepted)
        session = first.take(answer.json())
        assert session == first.good("GET", "Session")
        assert session["user"]["id"] == 1 and session["isAdministrator"]
        assert session["email"] == "chef@example.se" and session["version"]
        assert not session["isManager"] and not session["hasTotp"]
        for path, body in (("Open", {"token": token}), ("Accept", accepted)):
            assert list(first.refused("POST", f"Invitations/{path}", body)) == ["token"]
        Person(server).sign_in("CHEF@example.se")
        cookie = answer.headers["Set-Cookie"]
        assert re.fullmatch(r"__Host-glimt=[a-z2-9]{52}; Path=/; Max-Age=1209600; Secure; HttpOnly; "
                            r"SameSite=Strict", cookie)
        link = json.loads(glimt("user", "add", "ny@example.se", "--first-name", "N", "--last-name",
                                "Y", "--data", server.directory, "--json").stdout)
        opened = first.good("POST", "Invitations/Open", {"token": link["token"]})
        assert not opened["isFirst"] and opened["email"] == "ny@example.se"


def test_administrators_invite(server, administrator):
    email = fresh_email()
    user = add_user(server, email)
    glimt("user", "disable", email, "--data", server.directory)
    login = administrator.good("GET", f"Users/{user}/Login")
    assert login == {"objectName": "admin.login", "hasLogin": False, "email": email,
                     "hasTotp": False, "lastSignIn": None}
    old = administrator.good("POST", f"Users/{user}/Invitation")
    link = administrator.good("POST", f"Users/{user}/Invitation")
    assert re.fullmatch(LINK, link["path"]) and link["path"] != old["path"]
    visitor = Person(server)
    token = link["path"].split("#")[1]
    assert visitor.refused("POST", "Invitations/Open", {"token": old["path"].split("#")[1]})
    for field, value in (("email", "no address"), ("email", ""), ("password", "for kort"),
                         ("password", "x" * 256), ("password", email), ("email", "x" * 256)):
        body = {"token": token, "email": email, "password": PASSWORD, field: value}
        assert list(visitor.refused("POST", "Invitations/Accept", body)) == [field]
    taken = {"token": token, "email": administrator.email, "password": PASSWORD}
    assert list(visitor.refused("POST", "Invitations/Accept", taken)) == ["email"]
    visitor.take(visitor.good("POST", "Invitations/Accept", {**taken, "email": email}))
    login = administrator.good("GET", f"Users/{user}/Login")
    assert login["hasLogin"] and login["email"] == email and login["lastSignIn"]


def test_invitation_to_a_login_ends_its_sessions(server, administrator, person):
    path = administrator.good("POST", f"Users/{person.id}/Invitation")["path"]
    assert person.is_signed_in()
    visitor = Person(server)
    body = {"token": path.split("#")[1], "email": person.email, "password": "ett annat lösen"}
    visitor.take(visitor.good("POST", "Invitations/Accept", body))
    assert not person.is_signed_in() and visitor.is_signed_in()
    assert visitor.try_sign_in(person.email).status_code == 401
    visitor.sign_in(person.email, "ett annat lösen")


def test_login_is_removed(server, administrator, person):
    path = administrator.good("POST", f"Users/{person.id}/Invitation")["path"]
    administrator.good("DELETE", f"Users/{person.id}/Login")
    assert not person.is_signed_in()
    assert person.try_sign_in(person.email).status_code == 401
    assert person.refused("POST", "Invitations/Open", {"token": path.split("#")[1]})
    assert list(administrator.refused("DELETE", f"Users/{administrator.id}/Login")) == ["id"]
    assert administrator.is_signed_in()


@pytest.mark.parametrize("method, path", [("GET", "Login"), ("DELETE", "Login"),
                                          ("POST", "Invitation")])
def test_logins_are_for_administrators_of_the_account(server, person, administrator, method, path):
    account, link = new_account(server)
    other = Person(server)
    other.take(other.good("POST", "Invitations/Accept", {
        "token": link.split("#")[1], "email": fresh_email(), "password": PASSWORD}))
    assert person.ask(method, f"Users/{person.id}/{path}").status_code == 403
    assert Person(server).ask(method, f"Users/{person.id}/{path}").status_code == 401
    expected = {"id": ["The user could not be found."]}
    assert other.refused(method, f"Users/{person.id}/{path}") == expected
    assert administrator.refused(method, f"Users/999999/{path}") == expected
    assert person.is_signed_in()


# ---- signing in ----

def test_wrong_and_unknown_are_told_apart_by_nobody(server, person):
    visitor = Person(server)
    answers = [visitor.try_sign_in(person.email, "fel häst batteri"),
               visitor.try_sign_in(fresh_email(), PASSWORD),
               visitor.try_sign_in(person.email, PASSWORD, accountId=999)]
    for answer in answers:
        assert answer.status_code == 401 and answer.json() == WRONG
        assert "Set-Cookie" not in answer.headers
    visitor.sign_in(f" {person.email.upper()} ")


@pytest.mark.parametrize("body, property", [
    ({"password": PASSWORD}, "email"), ({"email": "a@example.se"}, "password"),
    ({"email": None, "password": PASSWORD}, "email"), ({"email": True, "password": PASSWORD}, "email"),
    ({"email": "a@example.se", "password": ["x"]}, "password"),
    ({"email": "a@example.se", "password": "x" * 256}, "password"),
    ({"email": "a@example.se", "password": PASSWORD, "code": {}}, "code"),
    ({"email": "a@example.se", "password": PASSWORD, "accountId": "one"}, "accountId"),
    ([], "body"), (b"", "body"), (b"{", "body")])
def test_sign_in_refuses_bodies(server, body, property):
    assert list(Person(server).refused("POST", "Session", body)) == [property]


def test_address_in_several_companies(server):
    email, shared = fresh_email(), "samma lösenord"
    add_user(server, email, password=shared)
    second, _ = new_account(server)
    third, _ = new_account(server)
    add_user(server, email, account=second, password=shared)
    add_user(server, email, account=third, password="ett annat lösenord")
    visitor = Person(server)
    value = visitor.good("POST", "Session", {"email": email, "password": shared})
    assert value["status"] == "accountNeeded" and value["session"] is None
    assert [account["id"] for account in value["accounts"]] == [1, second]
    assert value["accounts"][1]["name"] == "Andra bolaget"
    assert not visitor.is_signed_in()
    assert visitor.sign_in(email, shared, accountId=second)["account"]["id"] == second
    assert visitor.sign_in(email, "ett annat lösenord")["account"]["id"] == third
    assert visitor.try_sign_in(email, shared, accountId=third).status_code == 401


def test_nobody_is_signed_in_after_the_last_day(server, administrator, person):
    def end_on(date):
        administrator.good("PUT", f"Users/{person.id}", {
            "firstName": "Åsa", "lastName": "Öst", "license": "total", "email": person.email,
            "endDate": date})
    end_on(time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86400)))
    assert person.is_signed_in()
    end_on("2020-01-31")
    assert not person.is_signed_in()
    assert person.try_sign_in(person.email).status_code == 401
    assert list(administrator.refused("POST", f"Users/{person.id}/Invitation")) == ["id"]
    end_on(None)
    person.sign_in(person.email)


def test_rights_follow_the_user(server, administrator, person):
    def set_user(user, **fields):
        administrator.good("PUT", f"Users/{user}", {
            "firstName": "Åsa", "lastName": "Öst", "license": "total", **fields})
    session = person.good("GET", "Session")
    assert not session["isAdministrator"] and not session["isManager"]
    set_user(person.id, permissions=["sales", "administrator"])
    assert person.good("GET", "Session")["isAdministrator"]
    led = add_user(server, fresh_email())
    set_user(led, managerId=person.id)
    set_user(person.id, permissions=["sales"])
    session = person.good("GET", "Session")
    assert session["isManager"] and not session["isAdministrator"]


# ---- guessing ----

def test_guesses_are_slowed_for_a_login(tmp_path):
    """Within a minute, which does not pass here."""
    with running(**StandingClock(tmp_path).options) as server:
        add_user(server, "asa@example.se")
        add_user(server, "bo@example.se")
        visitor = Person(server)
        for _ in range(10):
            assert visitor.try_sign_in("asa@example.se", "fel lösenord").status_code == 401
        answer = visitor.try_sign_in(" ASA@example.se", PASSWORD)
        assert answer.status_code == 429 and "Set-Cookie" not in answer.headers
        assert 0 < answer.json()["waitInSeconds"] <= 60
        assert answer.headers["Retry-After"] == str(answer.json()["waitInSeconds"])
        visitor.sign_in("bo@example.se")


def test_guesses_are_slowed_for_an_address(tmp_path):
    with running(**StandingClock(tmp_path).options) as server:
        add_user(server, "asa@example.se")
        visitor = Person(server)
        for number in range(60):
            answer = visitor.try_sign_in(f"nobody{number}@example.se")
            assert answer.status_code == 401
        assert visitor.try_sign_in("asa@example.se").status_code == 429


def test_guesses_in_parallel_are_counted(tmp_path):
    """All are asked at once, before the first is answered."""
    with running(**StandingClock(tmp_path).options) as server:
        add_user(server, "asa@example.se")
        statuses = ask_at_once(server, 16, "asa@example.se", "fel lösenord")
        assert statuses.count(401) == 10 and statuses.count(429) == 6


def ask_at_once(server, count, email, password):
    """The statuses of so many sign-ins whose connections are all open before the first is sent."""
    body = json.dumps({"email": email, "password": password}).encode()
    request = (b"POST /admin/v1/Session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
               b"Content-Length: %d\r\n\r\n" % len(body)) + body
    context = ssl.create_default_context(cafile=str(server.certificate))
    connections = [context.wrap_socket(socket.create_connection(("127.0.0.1", server.port)),
                                       server_hostname="localhost") for _ in range(count)]
    with server.standing_still():
        for connection in connections:
            connection.sendall(request)
    answers = []
    for connection in connections:
        with connection, connection.makefile("rb") as stream:
            answers.append(int(stream.readline().split()[1]))
    return answers


@pytest.mark.concurrent
def test_more_passwords_than_can_wait_are_sent_away():
    with running() as server:
        add_user(server, "asa@example.se")
        statuses = ask_at_once(server, 150, "asa@example.se", PASSWORD)
        assert set(statuses) == {200, 503}
        assert statuses.count(200) >= 16
        Person(server).sign_in("asa@example.se")


# ---- forgery ----

def test_writes_need_the_word_of_the_session(server, person):
    other = Person(server)
    other.sign_in(person.email)
    for word in (None, "", "x", other.csrf, person.csrf.upper(), person.csrf[:-1]):
        answer = person.ask("DELETE", "Me/Sessions", {"password": PASSWORD}, {"X-CSRF-Token": word})
        assert answer.status_code == 403 and answer.json()["message"]
    assert person.is_signed_in() and other.is_signed_in()
    assert person.ask("DELETE", "Session").status_code == 200


@pytest.mark.parametrize("site, status", [("cross-site", 403), ("same-site", 403),
                                          ("same-origin", 401), ("none", 401), ("", 401)])
def test_other_sites_may_not_write(server, site, status):
    answer = Person(server).ask("POST", "Session", {"email": "x@example.se", "password": "fel"},
                                headers={"Sec-Fetch-Site": site})
    assert answer.status_code == status


@pytest.mark.parametrize("method, path", [
    ("GET", "Session"), ("DELETE", "Session"), ("GET", "Me/Sessions"), ("DELETE", "Me/Sessions"),
    ("DELETE", "Me/Sessions/1"), ("PUT", "Me/Password"), ("POST", "Me/Totp"), ("PUT", "Me/Totp"),
    ("DELETE", "Me/Totp"), ("GET", "Users/1/Login"), ("DELETE", "Users/1/Login"),
    ("POST", "Users/1/Invitation"), ("GET", "AuditEntries")])
def test_without_a_session_there_is_nothing(server, person, method, path):
    answer = Person(server).ask(method, path)
    assert answer.status_code == 401 and answer.json() == {"message": "Sign in first."}
    token = person.cookie
    for cookie in ("", "__Host-glimt=x", f"__Host-glimt={token[1:]}{token[0]}", f"glimt={token}",
                   f"__Host-glimt={token}; __Host-glimt={token}", f"__Host-glimt={token}x",
                   f"__Host-glimt={'a' * 52}"):
        answer = Person(server).ask(method, path, headers={"Cookie": cookie})
        assert answer.status_code == 401


def test_a_session_is_no_token_and_a_token_no_session(server, person):
    assert person.session.get(f"{server.url}/v1/Admin/Users?page=1").status_code == 401
    client = Client(server, *server.application())
    answer = Person(server).ask("GET", "Session",
                                headers={"Authorization": f"Bearer {client.token}"})
    assert answer.status_code == 401


# ---- sessions ----

def test_sessions_are_listed_and_ended(server, person):
    phone, office = Person(server), Person(server)
    phone.session.headers["User-Agent"] = "En telefon \"5\" å".encode()
    phone.sign_in(person.email)
    office.sign_in(person.email)
    items = person.good("GET", "Me/Sessions")["items"]
    assert [item["isCurrent"] for item in items] == [False, False, True]
    assert items[1]["agent"] == "En telefon \"5\" å" and items[1]["address"] == "127.0.0.1"
    other = signed_in(server, fresh_email())
    theirs = other.good("GET", "Me/Sessions")["items"]
    assert len(theirs) == 1
    for identifier in (theirs[0]["id"], 999999):
        assert person.refused("DELETE", f"Me/Sessions/{identifier}", PROOF) == {
            "id": ["The session could not be found."]}
    assert other.is_signed_in()
    person.good("DELETE", f"Me/Sessions/{items[1]['id']}", PROOF)
    assert not phone.is_signed_in() and office.is_signed_in() and person.is_signed_in()
    answer = office.ask("DELETE", "Session")
    assert answer.status_code == 200 and answer.content == b""
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert "__Host-glimt" not in office.session.cookies and not office.is_signed_in()
    phone.sign_in(person.email)
    person.good("DELETE", "Me/Sessions", PROOF)
    assert not phone.is_signed_in() and not person.is_signed_in() and other.is_signed_in()


@pytest.mark.parametrize("whole", [False, True])
def test_ending_sessions_needs_the_password(server, person, whole):
    """Whoever finds a browser open signs nobody out elsewhere, but leaves."""
    other = Person(server)
    other.sign_in(person.email)
    first = person.good("GET", "Me/Sessions")["items"][0]["id"]
    path = "Me/Sessions" if whole else f"Me/Sessions/{first}"
    for body, field in ((None, "body"), ({}, "password"), ({"password": ""}, "password"),
                        ({"password": "fel häst batteri"}, "password")):
        assert list(person.refused("DELETE", path, body)) == [field]
    assert person.is_signed_in() and other.is_signed_in()
    person.good("DELETE", path, PROOF)
    assert not other.is_signed_in() and person.is_signed_in() != whole
    if not whole:
        person.good("DELETE", "Session")


def test_guesses_at_the_password_count_together(server, person):
    """Whatever they are to change."""
    wrong = {"password": "fel häst batteri"}
    ways = [("DELETE", "Me/Sessions", wrong), ("DELETE", "Me/Sessions/1", wrong), ("POST", "Me/Totp", wrong),
            ("DELETE", "Me/Totp", wrong),
            ("PUT", "Me/Password", {"currentPassword": "fel", "newPassword": "ett nytt lösenord"})]
    for method, path, body in ways * 2:
        assert person.refused(method, path, body)
    for method, path, body in ways:
        assert person.ask(method, path, body).status_code == 429


def test_signing_in_again_leaves_the_old_session(server, person):
    before = person.cookie
    person.sign_in(person.email)
    assert person.cookie != before
    old = Person(server).ask("GET", "Session", headers={"Cookie": f"__Host-glimt={before}"})
    assert old.status_code == 401
    assert len(person.good("GET", "Me/Sessions")["items"]) == 1


def test_sessions_survive_a_restart_and_end_by_time():
    with running() as server:
        person = signed_in(server, "asa@example.se")
        def shift(column, seconds):
            server.stop()
            database = server.database()
            database.execute(f"UPDATE sessions SET {column} = {column} - ?", (seconds,))
            database.commit()
            database.close()
            server.start()
        shift("last_seen_at", 11 * 60)
        assert person.is_signed_in()
        while True: # the use is noted by the writer, after the answer
            row, = person.good("GET", "Me/Sessions")["items"]
            seen = time.mktime(time.strptime(row["lastSeen"], "%Y-%m-%d %H:%M:%S +00:00"))
            made = time.mktime(time.strptime(row["created"], "%Y-%m-%d %H:%M:%S +00:00"))
            if seen >= made:
                break
        shift("created_at", 14 * 86400)
        assert not person.is_signed_in()
        person.sign_in("asa@example.se")
        shift("last_seen_at", 12 * 3600)
        assert not person.is_signed_in()


def test_command_line_ends_sessions_at_once(server):
    person = signed_in(server, fresh_email())
    glimt("user", "reset-password", person.email, "--data", server.directory)
    assert not person.is_signed_in()
    assert person.try_sign_in(person.email).status_code == 401


# ---- the own password ----

def test_password_is_changed(server, person):
    other = Person(server)
    other.sign_in(person.email)
    change = lambda current, new: {"currentPassword": current, "newPassword": new}
    for body, field in ((change("fel lösenord", "ett nytt lösenord"), "currentPassword"),
                        (change(PASSWORD, "for kort"), "newPassword"),
                        (change(PASSWORD, person.email), "newPassword"),
                        ({"newPassword": "ett nytt lösenord"}, "currentPassword"),
                        ({"currentPassword": PASSWORD}, "newPassword")):
        assert list(person.refused("PUT", "Me/Password", body)) == [field]
    assert other.is_signed_in()
    before, word, row = person.cookie, person.csrf, person.good("GET", "Me/Sessions")["items"][1]
    answer = person.ask("PUT", "Me/Password", change(PASSWORD, "ett nytt lösenord"))
    session = person.take_session(answer.json())
    assert person.cookie != before and person.csrf != word
    assert re.fullmatch(r"__Host-glimt=[a-z2-9]{52}; Path=/; Max-Age=1209600; Secure; HttpOnly; "
                        r"SameSite=Strict", answer.headers["Set-Cookie"])
    assert session == person.good("GET", "Session") and not other.is_signed_in()
    old = Person(server).ask("GET", "Session", headers={"Cookie": f"__Host-glimt={before}"})
    assert old.status_code == 401
    forged = person.ask("DELETE", "Session", headers={"X-CSRF-Token": word})
    assert forged.status_code == 403
    assert [item["id"] for item in person.good("GET", "Me/Sessions")["items"]] == [row["id"]]
    assert other.try_sign_in(person.email).status_code == 401
    other.sign_in(person.email, "ett nytt lösenord")


def test_guesses_of_the_own_password_are_slowed(server, person):
    for _ in range(10):
        assert person.refused("POST", "Me/Totp", {"password": "fel lösenord"})
    answer = person.ask("POST", "Me/Totp", {"password": PASSWORD})
    assert answer.status_code == 429 and answer.json()["waitInSeconds"] > 0


# ---- the log ----

def test_what_people_do_is_in_the_audit_log(server, administrator, person):
    turn_codes_on(person, "Me/Totp")
    person.good("DELETE", "Me/Totp", {"password": PASSWORD})
    person.take_session(person.good("PUT", "Me/Password", {"currentPassword": PASSWORD,
                                                           "newPassword": "ett nytt lösen"}))
    path = administrator.good("POST", f"Users/{person.id}/Invitation")["path"]
    visitor = Person(server)
    visitor.take(visitor.good("POST", "Invitations/Accept", {
        "token": path.split("#")[1], "email": person.email, "password": PASSWORD}))
    administrator.good("DELETE", f"Users/{person.id}/Login")
    entries = administrator.good("GET", "AuditEntries?page=1&pageSize=100&filter.subject=user"
                                        f"&filter.subjectId={person.id}")["items"]
    by = {entry["action"]: entry["user"] and entry["user"]["id"] for entry in entries}
    assert by == {"addLogin": None, "signIn": person.id, "addCodes": person.id, "removeCodes": person.id,
                  "changePassword": person.id, "invite": administrator.id,
                  "acceptInvitation": person.id, "removeLogin": administrator.id}
    text = json.dumps(entries)
    assert PASSWORD not in text and path not in text
