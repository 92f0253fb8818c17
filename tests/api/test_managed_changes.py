"""What commands and people do with accounts, applications, logins and links, in the change log: whose row,
what became of it and by whom. Nothing secret is in there, nor in the audit log."""

import json

import pytest

from client import Client, glimt, running
from people import PASSWORD, Person, add_person, turn_codes_on

CREATED, UPDATED, DELETED = 1, 2, 3
APPLICATION, PERSON, COMMAND, SERVER = 1, 2, 3, 4
OTHER_PASSWORD = "ett helt annat lösen"


@pytest.fixture(scope="module")
def server():
    with running() as started:
        yield started


@pytest.fixture
def log(server):
    """What has been logged in account 1 since it was asked before: (resource, id, kind, caller, its id)."""
    database = server.reader()
    seen = database.execute("SELECT max(number) FROM changes WHERE account_id = 1").fetchone()[0]

    def read():
        nonlocal seen
        rows = database.execute("SELECT number, resource, row_id, kind, caller_kind, caller_id FROM changes"
                                " WHERE account_id = 1 AND number > ? ORDER BY number", [seen]).fetchall()
        assert [row[0] for row in rows] == list(range(seen + 1, seen + 1 + len(rows)))
        seen += len(rows)
        return [row[1:] for row in rows]

    yield read
    database.close()


def command(server, *words, **options):
    """The object that a command answers."""
    made = glimt(*words, "--data", server.directory, **options)
    return json.loads(made.stdout) if "--json" in words else None


def test_an_account_begins_with_rows_of_resources(server):
    account = command(server, "account", "add", "Andra bolaget", "--json")["id"]
    database = server.reader()
    found = database.execute("SELECT number, resource, row_id, kind, caller_kind, caller_id FROM changes"
                             " WHERE account_id = ? ORDER BY number", [account]).fetchall()
    settings = database.execute("SELECT id, company_name, tax_percent, updated_at FROM settings"
                                " WHERE account_id = ?", [account]).fetchall()
    user = database.execute("SELECT id, name, first_name, last_name, license, permissions, salary_type,"
                            " time_bank_enabled, created_by_id FROM users WHERE account_id = ?",
                            [account]).fetchall()
    database.close()
    assert [row[0] for row in found] == list(range(1, len(found) + 1))
    assert found[0][1:4] == ("settings", 1, CREATED)
    assert [row[1:4] for row in found[1:-2]] == [("country", i + 1, CREATED) for i in range(len(found) - 3)]
    assert [row[1:4] for row in found[-2:]] == [("user", 1, CREATED), ("invitation", 1, CREATED)]
    assert {row[4:] for row in found} == {(COMMAND, None)}
    assert settings == [(1, "Andra bolaget", 25000000, None)]
    assert user == [(1, "Administrator", "Administrator", "", "total", "administrator", "none", 0, None)]


def test_the_server_makes_the_first_account(server):
    database = server.reader()
    assert database.execute("SELECT DISTINCT resource FROM changes WHERE account_id = 1 AND caller_kind = ?"
                            " AND caller_id IS NULL ORDER BY resource", [SERVER]).fetchall() == [
        ("country",), ("invitation",), ("settings",), ("user",)]
    database.close()


def test_what_commands_do(server, log):
    email = "kommando@example.se"
    made = command(server, "app", "add", "Kommando", "--static-token", "--json")
    database = server.reader()
    number = database.execute("SELECT id FROM applications WHERE public_id = ?", [made["id"]]).fetchone()[0]
    (first, token), = [log()]
    assert first == ("application", number, CREATED, COMMAND, None)
    assert (token[0], *token[2:]) == ("application token", CREATED, COMMAND, None)
    command(server, "app", "rotate", made["id"], "--json")
    assert log() == [("application", number, UPDATED, COMMAND, None)]
    command(server, "app", "token", made["id"], "--json")
    gone, new = log()
    assert gone == ("application token", token[1], DELETED, COMMAND, None)
    assert (new[0], *new[2:]) == ("application token", CREATED, COMMAND, None)
    command(server, "app", "disable", made["id"])
    assert log() == [("application", number, UPDATED, COMMAND, None),
                     ("application token", new[1], DELETED, COMMAND, None)]
    user = command(server, "user", "add", email, "--first-name", "Ett", "--last-name", "Kommando", "--json")["userId"]
    assert log() == [("user", user, CREATED, COMMAND, None), ("invitation", user, CREATED, COMMAND, None)]
    command(server, "user", "add", email, "--administrator", "--password-stdin", "--json", input=PASSWORD + "\n")
    assert log() == [("user", user, UPDATED, COMMAND, None), ("login", user, CREATED, COMMAND, None)]
    command(server, "user", "reset-password", email, "--json")
    assert log() == [("login", user, UPDATED, COMMAND, None), ("invitation", user, UPDATED, COMMAND, None)]
    command(server, "user", "disable", email)
    assert log() == [("invitation", user, DELETED, COMMAND, None), ("login", user, DELETED, COMMAND, None)]
    assert database.execute("SELECT permissions FROM users WHERE account_id = 1 AND id = ?",
                            [user]).fetchone() == ("administrator",)
    database.close()


def test_tokens_come_from_applications_and_go_with_the_server(server, log):
    identifier, secret = server.application()
    application = log()[0][1]
    Client(server, identifier, secret)
    used, made = log()
    assert used == ("application", application, UPDATED, APPLICATION, application)
    assert (made[0], *made[2:]) == ("application token", CREATED, APPLICATION, application)
    server.stop()
    database = server.database()
    database.execute("UPDATE tokens SET expires_at = 1 WHERE account_id = 1 AND id = ?", [made[1]])
    database.commit()
    database.close()
    server.start()
    Client(server, identifier, secret)  # unless the server has looked for old ones already, it does so for this
    gone = [entry for entry in log() if entry[:2] == ("application token", made[1])]
    assert gone == [("application token", made[1], DELETED, SERVER, None)]


def test_what_people_do(server, log):
    boss = add_person(server, administrator=True)
    log()
    boss.sign_in()
    assert log() == [("login", boss.id, UPDATED, PERSON, boss.id)]
    person = boss.good("POST", "/admin/v1/Users", {"firstName": "Ny", "lastName": "Här", "license": "total"})["id"]
    assert log() == [("user", person, CREATED, PERSON, boss.id)]
    link = boss.good("POST", f"/admin/v1/Users/{person}/Invitation")["path"].partition("#")[2]
    assert log() == [("invitation", person, CREATED, PERSON, boss.id)]
    accepted = Person(server)
    accepted.good("POST", "/admin/v1/Invitations/Accept",
                  {"token": link, "email": "ny@example.se", "password": PASSWORD})
    assert log() == [("login", person, CREATED, PERSON, person), ("invitation", person, DELETED, PERSON, person),
                     ("login", person, UPDATED, PERSON, person)]
    boss.good("DELETE", f"/admin/v1/Users/{person}/Login")
    assert log() == [("login", person, DELETED, PERSON, boss.id)]
    made = boss.good("POST", "/admin/v1/Applications", {"name": "Sida", "responsibleId": boss.id})["id"]
    boss.good("POST", f"/admin/v1/Applications/{made}/Secret")
    assert log() == [("application", made, CREATED, PERSON, boss.id), ("application", made, UPDATED, PERSON, boss.id)]


def bytes_of(database, table):
    """All that stands in a table, one value after the other."""
    values = (value for row in database.execute(f"SELECT * FROM {table}") for value in row)
    return b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def hidden_values(database):
    """What the tables of secrets hold, as it is and in hexadecimal."""
    columns = {"applications": ("secret_hash",), "tokens": ("hash",), "invitations": ("hash",),
               "sessions": ("hash",), "recovery_codes": ("hash",),
               "logins": ("password_hash", "totp_secret", "totp_pending")}
    for table, names in columns.items():
        for row in database.execute(f"SELECT {', '.join(names)} FROM {table}"):
            for value in (value for value in row if value is not None):
                value = value if isinstance(value, bytes) else value.encode()
                yield from (value, value.hex().encode(), value.hex().upper().encode())


def test_no_secret_is_in_the_logs(server):
    boss = add_person(server, administrator=True)
    shown = [PASSWORD, OTHER_PASSWORD, boss.session.cookies["__Host-glimt"]]
    totp, codes = turn_codes_on(boss)
    boss.csrf = boss.good("PUT", "/admin/v1/Me/Password", {
        "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD})["csrfToken"]
    shown.append(boss.session.cookies["__Host-glimt"])
    made = boss.good("POST", "/admin/v1/Applications", {"name": "Hemlig", "responsibleId": boss.id})["id"]
    secret = boss.good("POST", f"/admin/v1/Applications/{made}/Secret")
    fixed = boss.good("POST", f"/admin/v1/Applications/{made}/StaticToken")["token"]
    client = Client(server, secret["publicId"], secret["secret"])
    boss.good("PUT", f"/admin/v1/Applications/{made}", {"name": "Hemligare", "responsibleId": boss.id})
    link = boss.good("POST", f"/admin/v1/Users/{boss.id}/Invitation")["path"].partition("#")[2]
    shown += [totp, secret["secret"], fixed, client.token, link, *codes]
    database = server.reader()
    logs = bytes_of(database, "changes") + bytes_of(database, "audit_entries")
    hidden = list(hidden_values(database))
    database.close()
    assert b"Hemligare" in logs and b"makeStaticToken" in logs
    assert len(hidden) > 3 * 10
    for value in [*(text.encode() for text in shown), *hidden]:
        assert value not in logs
