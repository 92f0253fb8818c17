"""A PostgreSQL that is to have a standby store each commit, too, and the standby is not there."""

import concurrent.futures
import contextlib
import threading

import pytest

from nodes import begin
from client import Server

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"
WAITING = "pg_stat_activity WHERE application_name = 'glimt' AND wait_event = 'SyncRep'"


@contextlib.contextmanager
def asked(there):
    import psycopg2
    with contextlib.closing(psycopg2.connect(there.url_of("postgres"))) as connection:
        connection.autocommit = True
        cursor = connection.cursor()

        def ask(sql):
            cursor.execute(sql)
            return cursor.fetchone()[0]
        yield ask


def waits(there):
    """What the server says when a commit waited for a standby until it was told not to."""
    import psycopg2
    with contextlib.closing(psycopg2.connect(there.url_of("postgres"))) as connection:
        connection.autocommit = True
        timer = threading.Timer(0.1, connection.cancel)
        timer.start()
        connection.cursor().execute("SELECT pg_logical_emit_message(true, 'test', '')")
        timer.join()
        return next((notice for notice in connection.notices if "synchronous replication" in notice), None)


@contextlib.contextmanager
def without_its_standby(there):
    with asked(there) as ask:
        def demand(names):
            there.command(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
            there.command("SELECT pg_reload_conf()")
            while (waits(there) is not None) != bool(names):
                pass
        demand("nobody")
        try:
            yield ask
        finally:
            demand("")


def create(client, name, key):
    return client.ask("POST", CONTACTS, {"name": name, "contactType": "Company", "responsibleId": 1},
                      headers={"Idempotency-Key": key})


def names(client):
    return [item["name"] for item in client.get(CONTACTS + "?page=1&pageSize=100").json()["items"]]


@pytest.mark.parametrize("function", ["pg_cancel_backend", "pg_terminate_backend", None])
def test_what_the_standby_has_not_is_not_acknowledged(there, tmp_path, function):
    """Whoever ends the wait of the commit, or nobody: the client is told that it is not known, and asks again."""
    url = there.migrated_database(f"ended_by_{function}".lower())
    server = Server(begin(tmp_path / "data", url))
    try:
        client, other = server.client(), server.client()
        client.create(name="before")
        with concurrent.futures.ThreadPoolExecutor(1) as pool, without_its_standby(there) as ask:
            first = pool.submit(create, client, "once", "the-key")
            while ask(f"SELECT count(*) FROM {WAITING}") == 0:
                assert not first.done()
            assert names(other) == ["before"]
            if function:
                ask(f"SELECT count({function}(pid)) FROM {WAITING}")
            answer = first.result()
            assert answer.status_code == 503 and answer.headers["Retry-After"], answer.text
            # It waits itself, or for one that does: what is noted of use comes with whoever is first.
            message = answer.json()["message"]
            assert "is not known" in message or not function and "so nothing was stored" in message
            answer = create(other, "meanwhile", "another")
            assert answer.status_code == 503 and answer.headers["Retry-After"], answer.text
            answer = create(client, "once", "the-key")  # kept, but where the row is: on one machine
            assert answer.status_code == 503 and answer.headers["Retry-After"], answer.text
        answer = create(client, "once", "the-key")
        assert answer.status_code == 201, answer.text
        assert create(other, "meanwhile", "another").status_code == 201
        assert sorted(names(other)) == ["before", "meanwhile", "once"]
    finally:
        server.stop()


def test_the_end_acknowledges_nothing(there, tmp_path):
    url = there.migrated_database("at_the_end")
    server = Server(begin(tmp_path / "data", url))
    client = server.client()
    with concurrent.futures.ThreadPoolExecutor(1) as pool, without_its_standby(there) as ask:
        last = pool.submit(create, client, "last", "the-key")
        while ask(f"SELECT count(*) FROM {WAITING}") == 0:
            assert not last.done()
        server.stop()
        answer = last.result()
        # That which waits may be of what is noted of use, and the write behind it.
        message = answer.json()["message"]
        assert answer.status_code == 503 and ("is not known" in message or "so nothing was stored" in message), answer.text
