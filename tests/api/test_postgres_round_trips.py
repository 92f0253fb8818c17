"""How often a request waits for PostgreSQL, counted between the two."""

import contextlib

import pytest

from client import Server
from postgres import postgres
from relays import relay

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"
TIMES = 6  # the first prepare statements, and now and then the server writes its own logs


@contextlib.contextmanager
def served(directory, url):
    directory.mkdir(mode=0o700)
    (directory / "glimt.conf").write_text(f'database = "{url}"\n')  # for commands, too
    server = Server(directory)
    try:
        yield server
    finally:
        server.stop()


def test_requests_take_few_round_trips(tmp_path):
    with postgres() as there, relay(there) as between:
        url = there.migrated_database("trips").replace(there.directory, between.directory)
        with served(tmp_path / "data", url) as server:
            client = server.client()
            ids = [client.create(name=f"Nr {i}")["id"] for i in range(4 * TIMES)]

            def body(name):
                return {"name": name, "contactType": "Company", "responsibleId": 1}

            def least(ask):
                counts = []
                for i in range(TIMES):
                    before = between.trips
                    answer = ask(i)
                    assert answer.status_code in (200, 201), answer.text
                    counts.append(between.trips - before)
                return min(counts)

            fresh = ids[1:]
            assert least(lambda i: client.get(f"{CONTACTS}/{ids[0]}")) <= 1
            assert least(lambda i: client.get(f"{CONTACTS}/{fresh[i]}")) <= 1
            assert least(lambda i: client.get(f"{CONTACTS}?page={i + 1}&pageSize=4")) <= 2
            assert least(lambda i: client.ask("POST", CONTACTS, body(f"new {i}"))) <= 4
            assert least(lambda i: client.ask("PUT", f"{CONTACTS}/{ids[i]}", body(f"now {i}"))) <= 4
            assert least(lambda i: client.ask("DELETE", f"{CONTACTS}/{ids[-1 - i]}")) <= 4
