"""How many tokens an application has, what ends them, and that they are refused at once wherever they were known."""

import contextlib
import json
import re

import pytest

from client import Client, basic, glimt, running
from clocks import WallClock
from database import IS_POSTGRES
from people import add_person
from ports import wait_until_come

USERS = "/v1/Admin/Users?page=1"
TOKEN = "/v1/Auth/Token"
MOST = 500


def fetch(client):
    """A token, without holding the answer against the description each time."""
    answer = client.session.post(client.base + TOKEN, headers={
        "Authorization": basic(client.identifier, client.secret)})
    assert answer.status_code == 200, answer.text
    return answer.json()["accessToken"]


def status_of(client, token):
    return client.session.get(client.base + USERS, headers={"Authorization": f"Bearer {token}"}).status_code


def live(server, identifier, moment=0):
    """How many tokens of an application the database has that have not expired at the moment."""
    with contextlib.closing(server.reader()) as database:
        return database.execute(
            "SELECT count(*) FROM tokens t JOIN applications a ON a.account_id = t.account_id"
            " AND a.id = t.application_id WHERE a.public_id = ? AND (t.expires_at IS NULL OR t.expires_at > ?)",
            (identifier, moment)).fetchone()[0]


@pytest.fixture(scope="module")
def server():
    with running("--threads", "4") as started:
        yield started


def client_of(server, *flags):
    """A client without a token."""
    identifier, secret = server.application(*(flags or ("--all-permissions", "--rate", "off")))
    client = Client(server)
    client.identifier, client.secret = identifier, secret
    return client


def number_of(boss, public_id):
    """The number of an application, for paths of the pages."""
    rows = boss.walk("/admin/v1/Applications")
    return next(row["id"] for row in rows if row["publicId"] == public_id)


@pytest.mark.concurrent
def test_the_oldest_ends_when_one_more_is_made(server):
    """Also where its application was known: each thread of the server has been asked with it."""
    client, other = client_of(server), client_of(server)
    theirs = fetch(other)
    tokens = [fetch(client) for _ in range(MOST)]
    connections = [Client(server) for _ in range(8)]
    for one in connections:
        assert [status_of(one, token) for token in (tokens[0], tokens[1], tokens[-1])] == [200] * 3
    assert live(server, client.identifier) == MOST
    more = fetch(client)
    for one in connections:
        assert [status_of(one, token) for token in (tokens[0], tokens[1], more, theirs)] == [401, 200, 200, 200]
    assert live(server, client.identifier) == MOST
    more = [fetch(client) for _ in range(3)]
    assert [status_of(client, token) for token in tokens[1:6]] == [401] * 3 + [200] * 2
    assert [status_of(client, token) for token in more] == [200] * 3


def test_the_static_token_counts_and_stays(server):
    client = client_of(server)
    first = fetch(client)
    fixed = json.loads(glimt("app", "token", client.identifier, "--data", server.directory,
                             "--json").stdout)["token"]
    tokens = [fetch(client) for _ in range(MOST - 2)]
    assert live(server, client.identifier) == MOST
    assert [status_of(client, token) for token in (first, fixed)] == [200, 200]
    tokens.append(fetch(client))
    assert [status_of(client, token) for token in (first, fixed, tokens[0])] == [401, 200, 200]
    assert live(server, client.identifier) == MOST
    renewed = json.loads(glimt("app", "token", client.identifier, "--data", server.directory,
                               "--json").stdout)["token"]
    assert [status_of(client, token) for token in (fixed, renewed, tokens[0])] == [401, 200, 200]
    glimt("app", "disable", client.identifier, "--data", server.directory)
    assert [status_of(client, token) for token in (renewed, tokens[-1])] == [401, 401]


def test_a_static_token_that_is_one_more_ends_the_oldest(server):
    client = client_of(server)
    tokens = [fetch(client) for _ in range(MOST)]
    fixed = json.loads(glimt("app", "token", client.identifier, "--data", server.directory,
                             "--json").stdout)["token"]
    assert [status_of(client, token) for token in (tokens[0], tokens[1], fixed)] == [401, 200, 200]
    assert live(server, client.identifier) == MOST


def test_expired_tokens_do_not_count(tmp_path):
    clock = WallClock(tmp_path)
    with running(**clock.options) as server:
        client = client_of(server)
        old = [fetch(client) for _ in range(10)]
        clock.let_pass(1800)
        tokens = [fetch(client) for _ in range(MOST - 10)]
        clock.let_pass(1800)  # the old ones' hour is over, and nobody has removed them
        assert status_of(client, old[-1]) == 401
        tokens += [fetch(client) for _ in range(10)]
        assert live(server, client.identifier, clock.now) == MOST
        assert [status_of(client, token) for token in tokens[:3] + tokens[-1:]] == [200] * 4
        fetch(client)
        assert [status_of(client, token) for token in tokens[:2]] == [401, 200]


@pytest.mark.embedded("no database on a server is as old as the one that it upgrades")
def test_too_many_from_before_end_with_the_upgrade():
    """Of a database in which nothing bounded them; the newest stay, and the static one."""
    with running() as server:
        client = client_of(server)
        kept = fetch(client)
        fixed = json.loads(glimt("app", "token", client.identifier, "--data", server.directory,
                                 "--json").stdout)["token"]
        newest = fetch(client)
        server.stop()
        with contextlib.closing(server.database()) as database:
            rows = database.execute("SELECT account_id, application_id, created_at, expires_at FROM tokens"
                                    " WHERE expires_at IS NOT NULL").fetchall()
            database.executemany(
                "INSERT INTO tokens (hash, account_id, application_id, id, created_at, expires_at)"
                " VALUES (randomblob(32), ?1, ?2, ?5, ?3, ?4)",
                [(*rows[0], 1000 + number) for number in range(700)])
            database.execute("UPDATE tokens SET id = 5000 WHERE id = (SELECT max(id) FROM tokens WHERE id < 1000)")
            database.execute("UPDATE sequences SET last = 5000 WHERE name = 'tokens'")
            forget_migrations(database)
        server.start()
        client = Client(server, client.identifier, client.secret)
        assert live(server, client.identifier) == MOST
        assert [status_of(client, token) for token in (kept, fixed, newest, client.token)] == [401, 200, 200, 200]


def forget_migrations(database):
    """Undoes what the migration 027, and 028 and 038 that need it, have made of the shape, so that the next start runs them."""
    database.executescript("""
        DROP INDEX tokens_by_application;
        CREATE INDEX tokens_application ON tokens (account_id, application_id);
        CREATE INDEX tokens_by_application ON tokens (account_id, application_id, id);
        ALTER TABLE settings DROP COLUMN demands_codes;
        DROP TABLE security_events;
        ALTER TABLE settings DROP COLUMN keep_security_days;
        DELETE FROM migrations WHERE number IN (27, 28, 38);""")
    database.commit()


# ---- another secret ----

@pytest.mark.parametrize("by_command", [False, True])
@pytest.mark.parametrize("ends", [False, True])
def test_another_secret_may_end_all_tokens(server, boss, by_command, ends):
    client, other = client_of(server), client_of(server)
    number = number_of(boss, client.identifier)
    tokens = [fetch(client) for _ in range(25)]
    tokens.append(boss.good("POST", f"/admin/v1/Applications/{number}/StaticToken")["token"])
    theirs = fetch(other)
    assert {status_of(client, token) for token in tokens} == {200}
    if by_command:
        flags = ["--end-tokens"] if ends else []
        said = glimt("app", "rotate", client.identifier, "--data", server.directory, *flags).stdout
        secret = re.search(r"secret  (\S+)", said).group(1)
        assert said.startswith("The application has a new secret; the old one is void")
        assert ("and so are all its tokens" in said) == ends and ("--end-tokens ends them" in said) != ends
    else:
        body = {"endTokens": True} if ends else None
        secret = boss.good("POST", f"/admin/v1/Applications/{number}/Secret", body)["secret"]
    assert {status_of(client, token) for token in tokens} == {401 if ends else 200}
    assert status_of(client, theirs) == 200
    assert live(server, client.identifier) == (0 if ends else 26)
    client.secret = secret
    assert status_of(client, fetch(client)) == 200
    row = boss.good("GET", f"/admin/v1/Applications/{number}")
    assert row["hasStaticToken"] != ends and row["hasSecret"]
    page = boss.good("GET", "/admin/v1/AuditEntries?page=1&pageSize=100&filter.subject=application"
                            f"&filter.subjectId={number}")
    actions = [entry["action"] for entry in page["items"]]
    assert actions[-2:] == (["makeSecret", "endTokens"] if ends else ["makeStaticToken", "makeSecret"])


def test_what_another_secret_may_be_asked_for(server, boss):
    client = client_of(server)
    path = f"/admin/v1/Applications/{number_of(boss, client.identifier)}/Secret"
    token = fetch(client)
    for body in ({}, {"endTokens": None}, {"endTokens": False}, b""):
        assert boss.good("POST", path, body)["secret"]
        assert status_of(client, token) == 200
    for body, field in (({"endTokens": "kanske"}, "endTokens"), ([], "body"), (b"{", "body")):
        assert list(boss.refused("POST", path, body)) == [field]
    assert status_of(client, token) == 200
    somebody = add_person(server)
    assert somebody.ask("POST", path, {"endTokens": True}).status_code == 403
    assert status_of(client, token) == 200
    boss.good("POST", path, {"endTokens": True})
    assert status_of(client, token) == 401


def test_a_secret_that_was_replaced_meanwhile_gives_no_token():
    """The request for one had been let in, and waited for the writer, when the new secret was made."""
    with running("--threads", "1") as server:
        boss = add_person(server, administrator=True)
        client = client_of(server)
        path = f"/admin/v1/Applications/{number_of(boss, client.identifier)}/Secret"
        fixed = server.client("--all-permissions", "--rate", "off")
        with server.raw() as rotating, server.raw() as fetching:
            with server.nobody_writes():
                rotating.sendall(request("POST", path, {"endTokens": True}, Cookie=(
                    f"__Host-glimt={boss.session.cookies['__Host-glimt']}"), **{"X-CSRF-Token": boss.csrf}))
                wait_until_come([rotating])
                assert fixed.get(USERS).status_code == 200  # by the one thread, after what came before
                fetching.sendall(request("POST", TOKEN, {}, Authorization=basic(client.identifier, client.secret)))
                wait_until_come([fetching])
                assert fixed.get(USERS).status_code == 200
            assert status_line(rotating) == 200
            # Of a pool of threads one may take the second before another has the first.
            assert status_line(fetching) in ([401, 200] if IS_POSTGRES else [401])
        assert live(server, client.identifier) == 0


def request(method, path, body, **headers):
    sent = json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", f"Content-Length: {len(sent)}",
             *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + sent


def status_line(connection):
    with connection.makefile("rb") as stream:
        return int(stream.readline().split()[1])


# ---- whoever is responsible has left ----

def test_an_application_whose_responsible_has_left_goes_on_and_says_so(server, boss):
    user = {"firstName": "Åsa", "lastName": "Öst", "license": "total"}
    identifier = boss.good("POST", "/admin/v1/Users", user, 201)["id"]
    made = boss.good("POST", "/admin/v1/Applications", {
        "name": "Efterlämnad", "responsibleId": identifier, "permissions": ["Contact_Read", "Contact_Write"],
        "rate": 0}, 201)
    place = f"/admin/v1/Applications/{made['id']}"
    secret = boss.good("POST", place + "/Secret")
    client = Client(server, secret["publicId"], secret["secret"])
    assert boss.good("GET", place)["responsibleEndDate"] is None
    assert listed(server, made["publicId"])["responsibleHasLeft"] is False
    for date, has_left in (("2099-12-31", False), ("2020-01-31", True)):
        boss.good("PUT", f"/admin/v1/Users/{identifier}", {**user, "endDate": date})
        assert boss.good("GET", place)["responsibleEndDate"] == date
        assert listed(server, made["publicId"])["responsibleHasLeft"] is has_left
        said = glimt("app", "list", "--data", server.directory).stdout
        assert ("acts as Åsa Öst, who has left" in said) == has_left
        assert client.create()["createdBy"]["id"] == identifier
        assert Client(server, secret["publicId"], secret["secret"]).token


def listed(server, public_id):
    rows = json.loads(glimt("app", "list", "--data", server.directory, "--json").stdout)
    return next(row for row in rows if row["id"] == public_id)


def test_end_dates_are_those_of_the_own_company(server, boss):
    """A user of another company with the same number has nothing to do with it."""
    made = json.loads(glimt("account", "add", "Den andra", "--data", server.directory, "--json").stdout)
    other = add_person(server, administrator=True, account=made["id"])
    user = {"firstName": "Bo", "lastName": "Ek", "license": "total"}
    boss.good("PUT", "/admin/v1/Users/1", {"firstName": "A", "lastName": "B", "license": "total"})
    other.good("PUT", "/admin/v1/Users/1", {**user, "endDate": "2020-01-31"})
    ours = boss.good("POST", "/admin/v1/Applications", {"name": "Vår", "responsibleId": 1}, 201)
    assert boss.good("GET", f"/admin/v1/Applications/{ours['id']}")["responsibleEndDate"] is None
    theirs = other.good("POST", "/admin/v1/Applications", {"name": "Deras", "responsibleId": 1}, 201)
    row = other.good("GET", f"/admin/v1/Applications/{theirs['id']}")
    assert row["responsibleEndDate"] == "2020-01-31"
