"""Somebody keeps rows of the database locked with psql: who writes to them waits, and nobody else."""

import concurrent.futures
import contextlib
import subprocess

import pytest

from client import Server
from postgres import PROGRAMS

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"


@contextlib.contextmanager
def served(directory, url):
    directory.mkdir(mode=0o700)
    (directory / "glimt.conf").write_text(f'database = "{url}"\n')  # for commands, too
    server = Server(directory)
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def locked(url, rows):
    """Until the end psql has these rows locked."""
    with subprocess.Popen([PROGRAMS / "psql", "-qAt", url], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as psql:
        psql.stdin.write(f"BEGIN; SELECT 'locked' FROM {rows} FOR UPDATE;\n")
        psql.stdin.flush()
        assert psql.stdout.readline() == "locked\n"
        yield
        psql.stdin.close()
        assert psql.wait() == 0


def body(name):
    return {"name": name, "contactType": "Company", "responsibleId": 1}


def names(client):
    items = client.get(CONTACTS + "?page=1&pageSize=100").json()["items"]
    return {item["id"]: item["name"] for item in items}


def test_a_locked_row_delays_its_writers_alone(there, tmp_path):
    url = there.migrated_database("rows")
    with served(tmp_path / "data", url) as server, \
            concurrent.futures.ThreadPoolExecutor(8) as pool:
        clients = [server.client() for _ in range(4)]
        ids = [clients[0].create(name=f"Nr {i}")["id"] for i in range(4)]
        with locked(url, f"contacts WHERE id = {ids[0]}"):
            blocked = pool.submit(clients[0].ask, "PUT", f"{CONTACTS}/{ids[0]}", body("at last"))
            for time in range(10):
                for client, one in zip(clients[1:], ids[1:]):
                    answer = client.ask("PUT", f"{CONTACTS}/{one}", body(f"time {time}"))
                    assert answer.status_code == 200, answer.text
            created = clients[1].create(name="meanwhile")
            assert not blocked.done()
        answer = blocked.result()
        assert answer.status_code == 200 and answer.json()["name"] == "at last"
        assert answer.json()["id"] == ids[0]
        assert names(clients[0]) == {ids[0]: "at last", ids[1]: "time 9", ids[2]: "time 9",
                                     ids[3]: "time 9", created["id"]: "meanwhile"}


def test_patience_ends_with_503(there, tmp_path):
    url = there.migrated_database("patience")
    with served(tmp_path / "data", url) as server:
        client = server.client()
        one = client.create(name="as it was")["id"]
        with locked(url, f"contacts WHERE id = {one}"):
            for ask in (("PUT", f"{CONTACTS}/{one}", body("never")), ("DELETE", f"{CONTACTS}/{one}")):
                answer = client.ask(*ask)
                assert answer.status_code == 503 and answer.headers["Retry-After"]
                assert "busy" in answer.json()["message"]
        assert names(client) == {one: "as it was"}
        assert client.ask("PUT", f"{CONTACTS}/{one}", body("now")).status_code == 200


def test_a_read_of_a_locked_table_is_told_to_come_again(there, tmp_path):
    url = there.migrated_database("tables")
    with served(tmp_path / "data", url) as server, subprocess.Popen(
            [PROGRAMS / "psql", "-qAt", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as psql:
        client = server.client()
        one = client.create(name="as it was")["id"]
        psql.stdin.write("BEGIN; LOCK TABLE contacts; SELECT 'locked';\n")
        psql.stdin.flush()
        assert psql.stdout.readline() == "locked\n"
        for path in (f"{CONTACTS}/{one}", CONTACTS + "?page=1&pageSize=3"):
            answer = client.get(path)
            assert answer.status_code == 503 and answer.headers["Retry-After"], answer.text
        psql.stdin.close()
        assert psql.wait() == 0
        assert names(client) == {one: "as it was"}


def test_creates_that_waited_are_whole(there, tmp_path):
    """What they have of the tries before is taken back: ids, faults, rows, kept answers."""
    url = there.migrated_database("creates")
    with served(tmp_path / "data", url) as server, \
            concurrent.futures.ThreadPoolExecutor(8) as pool:
        clients = [server.client() for _ in range(6)]
        first = clients[0].create(name="first")["id"]
        with locked(url, "sequences WHERE name = 'contacts'"):
            waiting = [pool.submit(client.ask, "POST", CONTACTS, body(f"waited {i}"),
                                   headers={"Idempotency-Key": f"key-{i}"})
                       for i, client in enumerate(clients)]
            for time in range(5):
                answer = clients[0].ask("PUT", f"{CONTACTS}/{first}", body(f"time {time}"))
                assert answer.status_code == 200, answer.text
            refused = clients[0].ask("POST", CONTACTS, {"name": "without a type"})
            assert refused.status_code == 400
            assert not any(one.done() for one in waiting)
        answers = [one.result() for one in waiting]
        assert [answer.status_code for answer in answers] == [201] * 6
        ids = [answer.json()["id"] for answer in answers]
        assert sorted(ids) == list(range(first + 1, first + 7))
        for i, (client, answer) in enumerate(zip(clients, answers)):
            assert answer.json()["name"] == f"waited {i}"
            assert answer.headers["Location"] == f"{CONTACTS}/{answer.json()['id']}"
            again = client.ask("POST", CONTACTS, body(f"waited {i}"),
                               headers={"Idempotency-Key": f"key-{i}"})
            assert again.json() == answer.json() and again.headers["Idempotent-Replayed"] == "true"
        assert len(names(clients[0])) == 7
