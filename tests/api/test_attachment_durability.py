"""Rows and bytes belong together, whatever happens to the disk or the database; kills have tests/durability."""

import json
import os
import re
import resource
import signal
import time

import pytest

from client import Client, running
from database import allow, connect, refuse
from preloads import disk_of_a_test
from uploads import (Wire, chunked, download, file, form, incoming, named, new_task, send,
                     stored, upload, wait_for_bytes, wait_until_tidy)


@pytest.fixture(name="small_disk")
def limit_files(tmp_path):
    """A server to which every file ends at 3 MB: like a full disk, but it needs no rights."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
    with running(directory=tmp_path / "d"):
        pass  # makes the database, whose migrations take more room than that
    with running(directory=tmp_path / "d", preexec_fn=limit) as server:
        yield server


def set_limit(server, count):
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (count, resource.RLIM_INFINITY))


def test_a_full_disk_is_507_and_passes(small_disk):
    client, begun = small_disk.client(), time.monotonic()
    path = new_task(client)
    kept = upload(client, path, file(b"kvar"))
    for _ in range(2):
        assert send(client, path, file(bytes(4_000_000))).status_code == 507
        answer = chunked(client, path, form(file(bytes(5_000_000))), 100_000)
        assert answer.status_code == 507 and answer.json()["requestId"] == answer.headers["X-Request-Id"]
        wait_until_tidy(small_disk, client)
        assert len(stored(small_disk)) == 1 and len(client.walk(path)) == 1
        upload(client, path, file(b"kvar"))
        client.good("DELETE", f"{path}/{client.walk(path)[-1]['id']}")
    set_limit(small_disk, resource.RLIM_INFINITY)
    assert upload(client, path, file(bytes(4_000_000)))["sizeInBytes"] == 4_000_000
    assert download(client, path, kept["id"]).content == b"kvar"
    wait_until_tidy(small_disk, client)
    said = [line for line in small_disk.stop()[1].splitlines()
            if " error There is no room for an upload of account 1" in line]
    more = [int(count) for count in re.findall(r"\((\d+) times? more in the last minute\)", "\n".join(said))]
    assert len(said) - len(more) + sum(more) == 4 and len(said) <= 2 + (time.monotonic() - begun) // 60


@pytest.mark.embedded("what the disk has no room for are pages of the database in the directory")
def test_a_commit_that_fails_is_decided_at_the_next_start(small_disk):
    """The file fits on the disk and the row does not: nobody knows what of it is on the disk."""
    application = small_disk.application()
    client = Client(small_disk, *application)
    path = new_task(client)
    kept = upload(client, path, file(b"kvar"))
    wait_until_tidy(small_disk, client)
    set_limit(small_disk, 1000)
    for content in (b"ny", b"kvar"):
        assert send(client, path, file(content)).status_code == 507
    assert client.ask("DELETE", f"{path}/{kept['id']}").status_code == 507
    set_limit(small_disk, 3_000_000)
    assert download(client, path, kept["id"]).content == b"kvar"
    again = upload(client, path, file(b"ny igen"))
    small_disk.stop()
    small_disk.start()
    assert incoming(small_disk) == [] and stored(small_disk) == named(small_disk)
    client = Client(small_disk, *application)
    assert {item["id"] for item in client.walk(path)} == {kept["id"], again["id"]}
    assert download(client, path, kept["id"]).content == b"kvar"


@pytest.fixture(name="server")
def start_server():
    with running() as server:
        yield server


def test_a_database_that_fails_takes_the_bytes_back(server):
    client = server.client()
    path = new_task(client)
    kept = upload(client, path, file(b"kvar"))
    database = connect(server.directory)
    refuse(database, "task_attachments")
    database.commit()
    for content in (b"ny", b"kvar"):
        assert send(client, path, file(content)).status_code == 500
        wait_until_tidy(server, client)
        assert len(stored(server)) == 1
    allow(database, "task_attachments")
    database.commit()
    database.close()
    assert upload(client, path, file(b"ny"))["id"] > kept["id"]
    wait_until_tidy(server, client)
    assert len(stored(server)) == 2


@pytest.mark.in_directory("it removes the place there")
def test_a_place_that_is_gone_fails_uploads(server):
    """Before the first byte and after the last; with the place, uploads work again."""
    client = server.client()
    path = new_task(client)
    body = form(file(b"x" * 100_000))
    wire = Wire(server, client, path, f"Content-Length: {len(body)}")
    wire.send(body[:90_000])
    wait_for_bytes(server, client, 50_000)
    for found in incoming(server):
        found.unlink()
    wire.send(body[90_000:])
    assert wire.answer()[0] == 500
    place = server.directory / "files" / "incoming"
    place.rmdir()
    assert send(client, path, file(b"ny")).status_code == 500
    assert client.walk(path) == []
    _, said = server.stop()
    assert said.count(f"An upload of account 1 cannot be stored: {os.strerror(2)}.") == 2
    server.start()
    again = Client(server, client.identifier, client.secret)
    assert download(again, path, upload(again, path, file(b"ny"))["id"]).content == b"ny"


@pytest.mark.in_directory("it removes a file there")
def test_bytes_that_are_lost_are_told(server):
    client = server.client()
    path = new_task(client)
    number = upload(client, path, file(b"borta"))["id"]
    wait_until_tidy(server, client)
    (place,) = (server.directory / "files").glob("1/??/*")
    content = place.read_bytes()
    place.unlink()
    for _ in range(2):
        assert download(client, path, number).status_code == 500
    place.write_bytes(content)
    assert download(client, path, number).content == b"borta"
    place.unlink()
    assert client.ask("DELETE", f"{path}/{number}").content == b""
    wait_until_tidy(server, client)
    assert server.stop()[1].count(" is missing. An upload of the same content") == 2


def test_an_end_waits_for_an_upload_that_has_begun(server, tmp_path):
    """For some seconds, so its disk takes no time."""
    application = server.application()
    server.stop()
    server.options.update(disk_of_a_test(tmp_path))
    server.start()
    client = Client(server, *application)
    path = new_task(client)
    body = form(file(b"x" * 100_000))
    wire = Wire(server, client, path, f"Content-Length: {len(body)}")
    wire.send(body[:90_000])
    wait_for_bytes(server, client, 50_000)
    server.process.send_signal(signal.SIGTERM)
    with pytest.raises(OSError):
        while True:
            server.raw().close()
    wire.send(body[90_000:])
    status, shown = wire.answer()
    assert status == 200
    assert server.stop() == (0, "")
    assert incoming(server) == [] and stored(server) == named(server)
    server.start()
    assert Client(server, *application).walk(path)[0]["id"] == json.loads(shown)["id"]


def test_uploads_leave_nothing_readable_to_others(server):
    client = server.client()
    upload(client, new_task(client), file(b"x"))
    for place in [server.directory / "files", *(server.directory / "files").rglob("*")]:
        assert place.stat().st_mode & 0o077 == 0
