"""`glimt demo` beside a running server: it holds nobody up, its company is closed until it is whole, and an
interrupted one is begun anew. What no command may do beside a server of another version."""

import contextlib
import fcntl
import json
import signal
import threading
import time

import pytest

import record
from client import Client, basic, begin, glimt, refused_start, running, stand_still
from database import columns as columns_of, connect, tables
from people import PASSWORD, Person, add_person
from test_upgrades import migrations, restore

CONTACTS, REPORTS, TOKEN = "/v1/Core/Contacts", "/v1/Core/TimeReports", "/v1/Auth/Token"
SIZES = {"contacts": 60, "projects": 20, "tasks": 40}
# Not the demo's: whoever signs in, the applications, what is counted in another order, what is noted of use and of security, and
# where bytes are kept, which has random numbers.
OTHERS = {"applications", "tokens", "sessions", "logins", "places", "invitations", "audit_entries", "changes",
          "security_events", "usage_entries", "usage_hours", "usage_days", "data_versions", "counted_blocks", "settings",
          "demo_loads", "stored_copies", "stored_chunks"}


def demo_flags(directory, account, reports, seed=7, **sizes):
    sizes = {**SIZES, **sizes, "time-reports": reports, "seed": seed, "account": account}
    return ["demo", "--data", str(directory),
            *(part for name, size in sizes.items() for part in (f"--{name}", str(size)))]


def begin_demo(server, account, reports, **more):
    return begin(*demo_flags(server.directory, account, reports, **more))


def add_account(server):
    return json.loads(glimt("account", "add", "Annan", "--data", server.directory, "--json").stdout)["id"]


def rows(directory, account):
    """All that the demo makes in an account."""
    with contextlib.closing(connect(directory)) as database:
        found = {}
        for table in sorted(set(tables(database)) - OTHERS):
            columns = columns_of(database, table)
            if "account_id" not in columns:
                continue
            columns = ", ".join(column for column in columns if column != "account_id")
            found[table] = database.execute(f"SELECT {columns} FROM {table} WHERE account_id = ? ORDER BY {columns}",
                                            [account]).fetchall()
    # Who signs in is numbered as well.
    found["sequences"] = [row for row in found["sequences"] if row[0] not in OTHERS]
    return found


def made_at_once(directory, reports, **more):
    glimt(*demo_flags(directory, 1, reports, **more))
    return rows(directory, 1)


@pytest.fixture
def server():
    with running() as started:
        yield started


class Writers:
    """Others of account 1, who note how many reports an account has after each of their writes."""

    def __init__(self, server, account):
        self.server, self.account, self.seen, self.done = server, account, set(), threading.Event()
        self.threads = [threading.Thread(target=self.write, args=[Client(server, *server.application())])
                        for _ in range(2)]

    def write(self, client):
        with contextlib.closing(self.server.reader()) as database:
            while not self.done.wait(0.003):
                client.create()
                self.seen |= set(database.execute("SELECT count(*) FROM time_reports WHERE account_id = ?",
                                                  [self.account]).fetchone())

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        for thread in self.threads:
            thread.join()


def has_rows(database, table, account, count):
    return database.execute(f"SELECT count(*) FROM {table} WHERE account_id = ?", [account]).fetchone()[0] >= count


@contextlib.contextmanager
def standing_still(server, demo, table, account, count):
    """The demo between two of its steps, with so many rows; it has nothing that others need."""
    with contextlib.closing(connect(server.directory, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        while not has_rows(database, table, account, count):
            assert demo.poll() is None, demo.communicate()
            database.execute("COMMIT")
            time.sleep(0.005)
            database.execute("BEGIN IMMEDIATE")
        assert stand_still(demo), demo.communicate()
        database.execute("COMMIT")
    try:
        yield
    finally:
        demo.send_signal(signal.SIGCONT)


def add_company(server):
    """A new account, and its first administrator, who is signed in."""
    made = json.loads(glimt("account", "add", "Annan", "--data", server.directory, "--json").stdout)
    chief = Person(server)
    body = {"token": made["path"].partition("#")[2], "email": "chief@example.se", "password": PASSWORD}
    chief.csrf = chief.good("POST", "/admin/v1/Invitations/Accept", body)["session"]["csrfToken"]
    return made["id"], chief


def ask_to_get_in(server, account):
    """What somebody who is added just now signs in with, and another with a link."""
    where = ["--first-name", "Sen", "--last-name", "Gäst", "--account", account, "--data", server.directory, "--json"]
    glimt("user", "add", "late@example.se", *where, "--password-stdin", input=PASSWORD)
    path = json.loads(glimt("user", "add", "link@example.se", *where).stdout)["path"]
    return ({"email": "late@example.se", "password": PASSWORD},
            {"token": path.partition("#")[2], "email": "link@example.se", "password": PASSWORD})


def check_strangers(server, application, login):
    """Whoever knows no secret of the company is not told that it is closed."""
    visitor = Person(server)
    assert visitor.ask("POST", "/admin/v1/Session", {**login, "password": "fel lösenord"}).status_code == 401
    wrong = Client(server).ask("POST", TOKEN, headers={"Authorization": basic(application[0], "x" * 52)})
    assert wrong.status_code == 401


@pytest.mark.long
def test_others_write_on_and_the_company_is_closed(server, tmp_path):
    account, chief = add_company(server)
    boss = add_person(server, administrator=True)
    application = server.application(account=account)
    theirs = Client(server, *application)
    assert theirs.good("GET", CONTACTS + "?page=1")["totalItemCount"] == 0
    with Writers(server, account) as writers:
        demo = begin_demo(server, account, 30_000)
        with standing_still(server, demo, "users", account, 2):
            late, link = ask_to_get_in(server, account)
            for answer in (theirs.get(CONTACTS + "?page=1"), theirs.ask("POST", CONTACTS, {"name": "x"}),
                           theirs.ask("POST", TOKEN, headers={"Authorization": basic(*application)}),
                           chief.ask("GET", "/admin/v1/Users?page=1"), chief.ask("POST", "/admin/v1/Units", {"name": "x"}),
                           Person(server).ask("POST", "/admin/v1/Session", late),
                           Person(server).ask("POST", "/admin/v1/Invitations/Accept", link)):
                assert answer.status_code == 503 and "Retry-After" in answer.headers, (answer.request.url, demo.poll())
                assert "being filled with demo data" in answer.json()["message"]
                assert "Set-Cookie" not in answer.headers
            check_strangers(server, application, late)
            assert boss.good("GET", "/admin/v1/Users?page=1")["totalItemCount"] == 2
            assert glimt("user", "list", "--data", server.directory, "--account", account).returncode == 0
            second = glimt(*demo_flags(server.directory, 1, 10), check=False)
            assert second.returncode == 1 and "Another glimt demo is running" in second.stderr
        assert demo.wait() == 0, demo.communicate()
    assert len(writers.seen) > 20  # so many steps let them in between
    assert theirs.good("GET", CONTACTS + "?page=1")["totalItemCount"] == SIZES["contacts"]
    assert theirs.good("GET", REPORTS + "?page=100&pageSize=100")["itemCount"] == 100
    assert theirs.create()["id"] == SIZES["contacts"] + 1
    # Who was added meanwhile has taken no id of the demo's.
    users = chief.walk("/admin/v1/Users?sortBy=name")
    assert len(users) == 43 and set(range(1, 42)) <= {user["id"] for user in users}
    assert Person(server).good("POST", "/admin/v1/Session", late)["status"] == "signedIn"
    assert Person(server).good("POST", "/admin/v1/Invitations/Accept", link)["status"] == "signedIn"
    assert theirs.ask("POST", TOKEN, headers={"Authorization": basic(*application)}).status_code == 200
    glimt("check", "--data", server.directory)


def test_steps_make_what_is_made_at_once(server, tmp_path):
    account = add_account(server)
    glimt(*demo_flags(server.directory, account, 3000))
    at_once = made_at_once(tmp_path / "at_once", 3000)
    assert rows(server.directory, account) == at_once
    assert len(at_once["time_reports"]) == 3000 and len(at_once) > 40
    glimt("check", "--data", server.directory)


@pytest.mark.parametrize("table, count", [("contacts", 20), ("time_reports", 2000)])
def test_an_interrupted_one_is_begun_anew(server, tmp_path, table, count):
    account = add_account(server)
    theirs = Client(server, *server.application(account=account))
    demo = begin_demo(server, account, 4000)
    with standing_still(server, demo, table, account, count):
        demo.send_signal(signal.SIGKILL)
    demo.communicate()
    assert theirs.get(CONTACTS + "?page=1").status_code == 503
    server.stop()
    server.start()
    theirs.base = server.url
    assert theirs.get(CONTACTS + "?page=1").status_code == 503
    glimt("check", "--data", server.directory)
    again = begin_demo(server, account, 1000, seed=3)
    _, said = again.communicate()
    assert again.returncode == 0 and "was interrupted; what it left is removed first." in said
    assert rows(server.directory, account) == made_at_once(tmp_path / "at_once", 1000, seed=3)
    assert theirs.good("GET", REPORTS + "?page=1")["totalItemCount"] == 1000
    glimt("check", "--data", server.directory)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_who_interrupts_it_politely_finds_nothing_left(server, tmp_path, how):
    account = add_account(server)
    before = rows(server.directory, account)
    theirs = Client(server, *server.application(account=account))
    demo = begin_demo(server, account, 20_000)
    with standing_still(server, demo, "contacts", account, 20):
        demo.send_signal(how)
    _, said = demo.communicate()
    record.keep_said(said)
    assert demo.returncode == 1 and said == "glimt: It was interrupted, and what it had done was taken back.\n"
    assert rows(server.directory, account) == before
    assert theirs.good("GET", CONTACTS + "?page=1")["totalItemCount"] == 0
    glimt(*demo_flags(server.directory, account, 100))
    glimt("check", "--data", server.directory)


def test_a_server_may_start_while_steps_go_on(tmp_path):
    """Other companies have rows, so nobody keeps it out, whether or not one ran when they began."""
    directory = tmp_path / "data"
    made_at_once(directory, 100)
    glimt("account", "add", "Annan", "--data", directory)
    with running(directory=directory) as server:
        server.stop()
        demo = begin_demo(server, 2, 3000)
        with standing_still(server, demo, "contacts", 2, 10):
            server.start()
        assert demo.wait() == 0
    assert rows(directory, 2) == made_at_once(tmp_path / "at_once", 3000)


@contextlib.contextmanager
def locked(directory):
    """As a running server has it."""
    with open(directory / "glimt.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_no_server_starts_while_another_has_the_directory(tmp_path):
    with locked(tmp_path):
        assert "Another glimt server is running" in refused_start(tmp_path)
        assert "glimt demo or glimt compact is working on it" in refused_start(tmp_path)


@pytest.mark.embedded("no database on a server is as old as the one that it opens")
@pytest.mark.parametrize("command", [["demo"], ["account", "add", "x"], ["app", "add", "x", "--all-permissions"],
                                     ["user", "add", "x@example.com", "--first-name", "X", "--last-name", "Y"]])
def test_nothing_is_migrated_under_an_older_server(tmp_path, command):
    directory = tmp_path / "data"
    restore("020", directory).close()
    before = migrations(directory)
    with locked(directory):
        refused = glimt(*command, "--data", directory, check=False)
    assert refused.returncode == 1 and "older glimt" in refused.stderr
    assert migrations(directory) == before
    glimt("account", "add", "x", "--data", directory)
    assert len(migrations(directory)) > len(before)


def test_sort_keys_stay_those_of_the_running_server(tmp_path):
    directory = tmp_path / "data"
    made_at_once(directory, 10)
    with contextlib.closing(connect(directory)) as database:
        database.execute("UPDATE facts SET value = 'another' WHERE name = 'collation_version'")
        database.commit()
        with locked(directory):
            refused = glimt("demo", "--data", directory, check=False)
        assert refused.returncode == 1 and "another version of ICU" in refused.stderr
        assert database.execute("SELECT value FROM facts WHERE name = 'collation_version'").fetchone() == ("another",)
