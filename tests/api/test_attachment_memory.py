"""A file of any size takes the memory of a small one: 2 GB with GLIMT_UPLOAD_MEGABYTES=2048."""

import hashlib
import os
import re

import pytest

from client import running
from preloads import measurable
from uploads import (TYPE, Wire, download, file, form, incoming, new_task, upload, wait_for_bytes,
                     wait_until)

MEGABYTE = 1024 * 1024
SIZE = int(os.environ.get("GLIMT_UPLOAD_MEGABYTES", "256")) * MEGABYTE
MOST = 8 * MEGABYTE  # that the server may grow, whatever SIZE is
BLOCK = hashlib.shake_128(b"block").digest(MEGABYTE)


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--threads", "2", "--upload-limit", str(SIZE), env=measurable(os.environ)) as started:
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


@pytest.fixture(scope="module", name="path")
def make_path(client):
    """Everything has been used once, so that what grows later is not what a first time takes."""
    path = new_task(client)
    for _ in range(8):
        made = upload(client, path, file(BLOCK))
        assert download(client, path, made["id"]).content == BLOCK
    return path


def measure(server, name):
    status = open(f"/proc/{server.process.pid}/status", encoding="ascii").read()
    return int(re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE).group(1)) * 1024


class Growth:
    """How far the server's memory goes above what it is now, at any moment until the end."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        with open(f"/proc/{self.server.process.pid}/clear_refs", "w", encoding="ascii") as peak:
            peak.write("5")  # the peak is what is there now
        self.before = measure(self.server, "VmRSS")
        assert abs(measure(self.server, "VmHWM") - self.before) < MEGABYTE
        return self

    def __exit__(self, failure, *_):
        self.bytes = measure(self.server, "VmHWM") - self.before
        print(f"grown by {self.bytes // 1024} kB from {self.before // 1024} kB")
        assert failure or self.bytes < MOST


def pieces(size=SIZE):
    """The body of an upload of so many bytes."""
    head, _, tail = form(file(b"|")).partition(b"|")
    yield head
    for _ in range(size // MEGABYTE):
        yield BLOCK
    yield tail


class Measured:
    """The same with its length, from which the client makes a Content-Length."""

    def __init__(self, size=SIZE):
        self.size, self.rest = size, pieces(size)

    def __len__(self):
        return self.size + len(form(file(b"")))

    def __iter__(self):
        return self.rest


def post(client, path, body, token):
    return client.session.post(client.base + path, data=body, headers={
        "Content-Type": TYPE, "Authorization": f"Bearer {token}"})


def read_through(client, where):
    """Hash and length of a file, which is not kept here either."""
    received, size = hashlib.sha1(), 0
    with client.session.get(client.base + where, stream=True, headers={
            "Authorization": f"Bearer {client.token}"}) as answer:
        for piece in answer.iter_content(MEGABYTE):
            received.update(piece)
            size += len(piece)
    return received.digest(), size


@pytest.mark.parametrize("body", [pieces, Measured], ids=["chunked", "with its length"])
def test_there_and_back(server, client, path, body):
    with Growth(server):
        answer = post(client, path, body(), client.token)
    assert answer.status_code == 200 and answer.json()["sizeInBytes"] == SIZE
    encoding = answer.request.headers.get("Transfer-Encoding")
    assert encoding == ("chunked" if body is pieces else None)
    where = f"{path}/{answer.json()['id']}"
    if body is Measured:
        expected = hashlib.sha1()
        for _ in range(SIZE // MEGABYTE):
            expected.update(BLOCK)
        with Growth(server):
            assert read_through(client, where + "/Download") == (expected.digest(), SIZE)
    client.good("DELETE", where)


def test_an_upload_without_a_token(server, client, path):
    with Growth(server):
        assert post(client, path, Measured(SIZE // 4), "x").status_code == 401


def test_many_uploads_that_stand_still(server, client, path):
    wires = [Wire(server, client, path, f"Content-Length: {SIZE}") for _ in range(30)]
    with Growth(server):
        for wire in wires:
            wire.send(form(file(BLOCK))[:-100])
        wait_for_bytes(server, client, 29 * MEGABYTE)
        for wire in wires:
            wire.close()
    wait_until(client, lambda: not incoming(server))
