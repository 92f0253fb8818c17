"""Nobody waits for whoever reads standard error."""

import fcntl
import os
import re
import signal

import pytest

import record
from client import Server
from uploads import file, new_task, upload

ROWS = 1500
MISSING = re.compile(r"Z warning (\d+) lines are missing here, since nobody read the log in time\.$")
NUMBER = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ error A row of .* names no file, .*x-(\d+)-\"")


def damage(server, client):
    """The paths of rows that name no file; for each a request has a long line of its own."""
    path = new_task(client)
    first = upload(client, path, file(b"x"))["id"]
    with server.nobody_writes() as database, server.standing_still():  # else it says that it waits
        database.execute("""
            WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
            INSERT INTO task_attachments (account_id, id, name, name_key, type, content_type,
                size_in_bytes, file_name, content_hash, created_at, task_id)
            SELECT account_id, id + n, name, name_key, type, content_type, size_in_bytes, file_name,
                ? || '-' || n || '-', created_at, task_id
            FROM task_attachments, number WHERE id = ?""", (ROWS, "x" * 1000, first))
        database.execute("COMMIT")
    return [f"{path}/{first + number}/Download" for number in range(1, ROWS + 1)]


def status(client, path):
    return client.session.get(client.base + path, timeout=60, headers={
        "Authorization": f"Bearer {client.token}"}).status_code


@pytest.fixture(name="unread")
def start_unread(tmp_path):
    """A server whose log goes into a pipe of a page, and the end of it that nobody reads."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    server = Server(tmp_path, stderr=writing)
    yield server, reading, writing
    os.close(reading)
    server.process.kill()
    server.process.wait()
    server.process.stdout.close()


def test_a_log_that_nobody_reads_holds_up_nobody(unread):
    """What was dropped is counted where it is missing, and later lines follow."""
    server, reading, writing = unread
    client = server.client()
    paths = damage(server, client)
    os.close(writing)
    for path in paths[:-1]:
        assert status(client, path) == 500
    assert client.create()["id"]

    with os.fdopen(os.dup(reading)) as log:
        lines = []
        for line in log:
            told = MISSING.search(line)
            if told:
                break
            lines.append(line)
        record.keep_said(line)
        assert int(told[1]) == len(paths) - 1 - len(lines) > 1000
        assert status(client, paths[-1]) == 500
        rest = log.readline()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=60) == 0
        assert log.read() == ""
    numbers = [int(NUMBER.search(line)[1]) for line in [*lines, rest]]
    assert numbers == [*range(1, len(lines) + 1), ROWS]


def test_the_end_does_not_wait_for_a_reader(unread):
    server, _, writing = unread
    client = server.client()
    for path in damage(server, client)[:50]:
        assert status(client, path) == 500
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=60) == 0
    assert not fcntl.fcntl(writing, fcntl.F_GETFL) & os.O_NONBLOCK
    os.close(writing)
