"""A database on a server that goes away in the middle of something, and a bucket that is away: what is told."""

import itertools
import subprocess

import pytest

import record
from client import begin, glimt
from clocks import StandingClock
from hearing import Hearing
from nodes import Later
from nodes import begin as directory_of
from ports import free_port
from postgres import postgres
from s3_server import ENVIRONMENT
from test_nodes import ask, connected, nobody_writes, wait_for_writers
from uploads import download, file, new_task, send, upload

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"
NEW = {"name": "Åkes Bygg", "contactType": "Company", "responsibleId": 1}
numbers = itertools.count(1)


@pytest.fixture(name="url")
def url_(there):
    return there.migrated_database(f"away{next(numbers)}")


def end_who_waits(cursor):
    """Ends the connections that wait for their turn to write."""
    ask(cursor, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")


def count(url, table):
    with connected(url) as cursor:
        return ask(cursor, f"SELECT count(*) FROM {table}")[0][0]


def test_a_write_that_loses_its_connection(url, tmp_path):
    with Hearing(directory_of(tmp_path / "data", url)) as heard:
        client = heard.server.client()
        with nobody_writes(url), connected(url) as look:
            later = Later(lambda: client.ask("POST", CONTACTS, NEW))
            wait_for_writers(look, 1)
            end_who_waits(look)
            answer = later.end()
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
        assert answer.json()["message"] == "The server cannot reach its database, so nothing was stored."
        assert count(url, "contacts") == 0
        assert client.create()["id"] == 1
    assert any("The database's server cannot be reached." in line for line in heard.lines)


def test_a_right_that_is_taken_away(url, tmp_path):
    with Hearing(directory_of(tmp_path / "data", url)) as heard, connected(url) as look:
        client = heard.server.client()
        role = f"glimt_serve_{ask(look, 'SELECT current_database()')[0][0]}"
        look.execute(f"REVOKE INSERT ON contacts FROM {role}")
        look.connection.commit()
        answer = client.ask("POST", CONTACTS, NEW)
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
        assert answer.json()["message"] == "The server may only read its database now, so nothing was stored."
        look.execute(f"GRANT INSERT ON contacts TO {role}")
        look.connection.commit()
        assert client.create()["id"] == 1
    assert any("permission denied" in line for line in heard.lines)


@pytest.mark.parametrize("words", [["account", "add", "Egen"], ["app", "add", "Egen"]], ids=" ".join)
def test_a_command_that_loses_its_connection(url, tmp_path, words):
    """Whatever it would have asked first."""
    data = directory_of(tmp_path / "data", url)
    glimt("account", "add", "Ett", "--data", data)
    before = count(url, "accounts")
    with nobody_writes(url), connected(url) as look:
        with begin(*words, "--data", data) as command:
            wait_for_writers(look, 1)
            end_who_waits(look)
            said = command.communicate()[1]
    record.keep_said(said)
    assert command.returncode == 1 and said.endswith("The database's server cannot be reached.\n")
    assert (count(url, "accounts"), count(url, "applications")) == (before, 0)


def wait_for_commit(url):
    """Until one is held up, as for a standby that nobody has."""
    with connected(url) as cursor:
        while not ask(cursor, "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'"):
            cursor.connection.rollback()


def test_a_commit_of_which_nothing_is_heard(tmp_path):
    """The database's server ends in the middle of it, and does not come back for as long as somebody waits; what it
    had on its disk by then is stored."""
    clock = StandingClock(tmp_path)
    with postgres() as there:
        url = there.migrated_database("unheard")
        data = directory_of(tmp_path / "data", url)
        with Hearing(data, **clock.options) as heard:
            client = heard.server.client()
            for turn, work in enumerate((
                    lambda: client.ask("POST", CONTACTS, NEW),
                    lambda: glimt("account", "add", "Egen", "--data", data, check=False, **clock.options))):
                there.command("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
                there.command("SELECT pg_reload_conf()")
                later = Later(work)
                wait_for_commit(url)
                there.stop("immediate")
                while not later.found:
                    clock.let_pass(1)
                    later.thread.join(0.05)
                answer = later.end()
                if turn == 0:
                    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
                    assert answer.json()["message"] == (
                        "The server has lost its database while it stored this, and whether it did is not known.")
                else:
                    assert answer.returncode == 1 and answer.stderr.endswith(
                        "The database's server went away, and whether it stored this is not known.\n")
                forget_standby(there)
                there.start()
        said = "".join(heard.lines)
        assert "whether what it wrote is stored is not known." in said
        assert (count(url, "contacts"), count(url, "accounts")) == (1, 2)


def forget_standby(there):
    """ALTER SYSTEM keeps what it sets in this file."""
    subprocess.run(["sed", "-i", "/synchronous_standby_names/d", f"{there.directory}/data/postgresql.auto.conf"], check=True)


def test_a_bucket_where_nobody_is(url, tmp_path, monkeypatch):
    """It stops files alone; what is in it can't be told."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    flags = "--files", "s3://files/some/where", "--s3-endpoint", f"http://127.0.0.1:{free_port()}"
    with Hearing(directory_of(tmp_path / "data", url), *flags) as heard:
        client = heard.server.client()
        path = new_task(client)
        answer = send(client, path, file(b"hej"))
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
        assert answer.json()["message"] == "The server cannot reach the store of its files now."
        assert client.walk(path) == []
        assert client.create()["id"] == 1
        done = glimt("check", "--data", heard.server.directory, *flags, check=False)
        assert done.returncode == 1 and "Not all files can be listed; the log above says why." in done.stderr + done.stdout


def test_more_files_than_all_large_answers_may_be(url, tmp_path):
    """Those in the database are counted as such, as they come into the server's directory first. One that is alone is
    always sent; its client takes what it is sent after the others have asked."""
    with Hearing(directory_of(tmp_path / "data", url), "--answers-limit", "1") as heard:
        client = heard.server.client()
        path = new_task(client)
        large, small = (upload(client, path, file(b"x" * size))["id"] for size in (16_000_000, 1000))
        with heard.server.raw() as slow:
            slow.sendall(f"GET {path}/{large}/Download HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                         f"Authorization: Bearer {client.token}\r\n\r\n".encode())
            taken = len(slow.recv(1000))
            answer = download(client, path, small)
            assert answer.status_code == 503 and answer.headers["Retry-After"]
            assert answer.json()["message"] == "Too many large answers are on their way already."
            while got := slow.recv(1 << 20):
                taken += len(got)
        assert taken > 16_000_000
        assert download(client, path, small).status_code == 200
