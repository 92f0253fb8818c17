"""What becomes of files in the database when rows, servers and uploads end in the middle."""

import contextlib
import signal
import tempfile
import threading
import time

import psycopg2
import pytest

from client import Client, Server, running
from damages import content
from database import FILES, connect, execute, url_of
from hearing import Hearing
from nodes import WRITER_LOCK, begin
from uploads import download, file, new_task, send, upload, wait_until, wait_until_tidy

pytestmark = pytest.mark.skipif(FILES != "database", reason="files are not in the database")

LARGE = 3_000_001


def found(directory, sql):
    with contextlib.closing(connect(directory)) as database:
        return [tuple(row) for row in database.execute(sql).fetchall()]


def states(directory):
    return [state for (state,) in found(directory, "SELECT state FROM stored_copies ORDER BY state")]


def chunks(directory):
    return found(directory, "SELECT count(*) FROM stored_chunks")[0][0]


def until(condition):
    """As wait_until(), where no server runs."""
    while not condition():
        time.sleep(0.02)


@contextlib.contextmanager
def standing(directory, sql, *values):
    """What a session of somebody else holds meanwhile."""
    with contextlib.closing(psycopg2.connect(url_of(directory))) as session:
        with session.cursor() as cursor:
            cursor.execute(sql, values)
        yield
        session.rollback()


def begin_upload(client, path, data):
    def ask():
        with contextlib.suppress(OSError):
            send(client, path, file(data))
    thread = threading.Thread(target=ask)
    thread.start()
    return thread


@pytest.fixture(name="directory")
def make_directory():
    with tempfile.TemporaryDirectory() as made:
        yield made


def test_what_no_row_names_is_set_aside_and_put_back(directory):
    server = Server(directory)
    client = server.client()
    path, data = new_task(client), content("aside", LARGE)
    number = upload(client, path, file(data))["id"]
    wait_until_tidy(server, client)
    server.stop()
    execute(directory, "CREATE TABLE hidden AS SELECT * FROM task_attachments")
    execute(directory, "DELETE FROM task_attachments")
    with Hearing(directory) as hearing:
        hearing.wait_for("1 stored files that no row names were set aside; they are deleted when they have been there for 7 days.")
    assert states(directory) == [3] and chunks(directory) == 12
    execute(directory, "INSERT INTO task_attachments SELECT * FROM hidden")
    execute(directory, "DROP TABLE hidden")
    with Hearing(directory) as hearing:
        hearing.wait_for("1 stored files that rows name again were put back.")
        assert download(Client(hearing.server, client.identifier, client.secret), path, number).content == data
    assert states(directory) == [2]
    execute(directory, "DELETE FROM task_attachments")
    with Hearing(directory) as hearing:
        hearing.wait_for("1 stored files that no row names were set aside; they are deleted when they have been there for 7 days.")
    execute(directory, "UPDATE stored_copies SET since = since - 8 * 24 * 60 * 60")
    with Hearing(directory) as hearing:
        hearing.wait_for("1 stored files that were set aside were deleted.")
        until(lambda: not states(directory) and not chunks(directory))


def test_a_server_that_is_killed_among_chunks_leaves_none(directory):
    """They and what says that they come are one transaction."""
    server = Server(directory)
    client = server.client()
    path, data = new_task(client), content("chunks", LARGE)
    with standing(directory, "LOCK TABLE stored_chunks IN SHARE MODE"):
        sending = begin_upload(client, path, data)
        wait_until(client, lambda: found(
            directory, "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'stored_chunks'::regclass"))
        server.stop(signal.SIGKILL)
    sending.join()
    until(lambda: not found(
        directory, "SELECT 1 FROM pg_locks WHERE relation = 'stored_chunks'::regclass AND pid <> pg_backend_pid()"))
    assert (states(directory), chunks(directory)) == ([], 0)
    server.start()
    again = Client(server, client.identifier, client.secret)
    assert again.walk(path) == []
    assert download(again, path, upload(again, path, file(data))["id"]).content == data
    server.stop()
    assert states(directory) == [2]


def test_what_a_killed_server_left_on_its_way_is_tidied_by_another(directory, tmp_path):
    """But not before a day, since nobody can tell that it is dead."""
    server = Server(directory)
    client = server.client()
    path, data = new_task(client), content("way", LARGE)
    with standing(directory, "SELECT pg_advisory_xact_lock(%s)", WRITER_LOCK):
        sending = begin_upload(client, path, data)
        wait_until(client, lambda: states(directory) == [1])
        server.stop(signal.SIGKILL)
    sending.join()
    other = begin(tmp_path / "other", url_of(directory), server.directory)
    for age, left in ((24 * 60 * 60 - 600, [1, 2]), (1200, [2])):
        execute(directory, f"UPDATE stored_copies SET since = since - {age} WHERE state = 1")
        with running("--database", url_of(directory), directory=other) as second:
            beside = Client(second, client.identifier, client.secret)
            number = upload(beside, path, file(b"ny"))["id"]
            wait_until(beside, lambda left=left: states(directory) == left)
            assert [item["id"] for item in beside.walk(path)] == [number]
            beside.good("DELETE", f"{path}/{number}")
            wait_until(beside, lambda left=left: states(directory) == left[:-1])
    assert chunks(directory) == 0


def test_one_of_several_servers_looks_at_all_files(directory, tmp_path):
    """And goes on to, when it starts again."""
    server = Server(directory)
    client = server.client()
    path = new_task(client)
    upload(client, path, file(content("looked at", LARGE)))
    server.stop()
    execute(directory, "UPDATE stored_chunks SET content = set_byte(content, 7, get_byte(content, 7) # 1) WHERE number = 3")
    execute(directory, "DELETE FROM facts WHERE name = 'scrub'")
    other = begin(tmp_path / "other", url_of(directory), server.directory)
    said = " stored files were looked at: 1 are damaged"

    def owner():
        return found(directory, "SELECT value FROM facts WHERE name = 'scrub'")[0][0].split()[0]

    with Hearing(other, "--database", url_of(directory)) as first:
        first.wait_for(said)
        its = owner()
        with running(directory=directory) as second:
            beside = Client(second, client.identifier, client.secret)
            for turn in range(3):
                upload(beside, path, file(content(turn, LARGE)))
            assert owner() == its
            assert said not in second.stop()[1]
    with Hearing(other, "--database", url_of(directory)) as first:
        first.wait_for(said)
    execute(directory, "UPDATE facts SET value = 'x 1' WHERE name = 'scrub'")
    with Hearing(directory) as second:
        second.wait_for(said)
        assert owner() not in (its, "x")
