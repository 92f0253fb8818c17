"""The log of the database stays short, though another program reads an old state for long."""

import os
import signal
import sqlite3
import tempfile
import time

import pytest

from client import Client, glimt, running
from hearing import Hearing

pytestmark = pytest.mark.embedded("PostgreSQL keeps its own log of what is written, and cuts it")

CONTACTS = "/v1/Core/Contacts"
BODY = {"name": "x", "contactType": "person", "responsibleId": 1, "importantInformation": "y" * 60_000}
MEGABYTE = 1 << 20
HELD = "A program that reads the database keeps it from being tidied, so nothing was stored."


def size(server):
    return (server.directory / "glimt.db-wal").stat().st_size


def foreign_reader(server):
    """Another program, which reads and does not end; this one."""
    reader = sqlite3.connect(f"file:{server.directory}/glimt.db?mode=ro", uri=True,
                             isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM contacts").fetchone()
    return reader


def grow(server, client, megabytes):
    """Another program writes rows anew, without a sync, until the log is so long."""
    for _ in range(50):
        assert client.ask("POST", CONTACTS, BODY).status_code == 201
    writer = sqlite3.connect(server.directory / "glimt.db", timeout=600)
    writer.execute("PRAGMA synchronous = OFF")
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    for turn in range(100):
        case = "upper" if turn % 2 else "lower"
        writer.execute(f"UPDATE contacts SET important_information = {case}(important_information)")
        writer.commit()
        if size(server) > megabytes * MEGABYTE:
            break
    assert size(server) > megabytes * MEGABYTE
    writer.close()


def wait_until(condition):
    while not condition():
        time.sleep(0.02)


def test_a_reader_cannot_make_the_log_longer_than_its_limit():
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as directory, Hearing(directory, "--wal-limit", "128") as hearing:
        server = hearing.server
        application = server.application()
        client = Client(server, *application)
        client.create()
        reader = foreign_reader(server)
        grow(server, client, 120)
        stored, answer = 50, client.ask("POST", CONTACTS, BODY)
        while answer.status_code == 201:
            stored += 1
            answer = client.ask("POST", CONTACTS, BODY)
        hearing.wait_for("nothing is stored until")
        answer = client.ask("POST", CONTACTS, BODY)
        assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
        assert answer.json()["message"] == HELD
        assert 128 * MEGABYTE < size(server) < 132 * MEGABYTE
        assert client.good("GET", CONTACTS + "?page=1")["totalItemCount"] == stored + 1
        assert Client(server, *application).get(CONTACTS + "?page=1").status_code == 200
        reader.execute("COMMIT")
        wait_until(lambda: client.ask("POST", CONTACTS, BODY).status_code == 201)
        wait_until(lambda: size(server) <= 64 * MEGABYTE)
        held = [line for line in hearing.end().splitlines() if "The log of the database" in line]
        minutes = (time.monotonic() - begun) // 60
        assert server.process.returncode == 0 and len(held) <= 4 + 2 * minutes
        assert any(f"the process {os.getpid()} (" in line for line in held)
        assert glimt("check", "--data", server.directory).returncode == 0


def test_the_log_is_cut_though_nobody_writes_any_more():
    with running() as server:
        client = server.client()
        reader = foreign_reader(server)
        grow(server, client, 80)
        reader.execute("COMMIT")
        wait_until(lambda: size(server) == 0)
        client.create()
        server.stop(signal.SIGKILL)
        assert glimt("check", "--data", server.directory).returncode == 0
