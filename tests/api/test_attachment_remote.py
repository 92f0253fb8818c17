"""Files that are not in the directory: in chunks of the database, or in a bucket of Swift's."""

import contextlib
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from client import Client, glimt, running
from damages import content, hash_of
from database import IS_POSTGRES, execute, url_of
from hearing import Hearing
from nodes import begin
from s3_server import ENVIRONMENT, s3_server
from uploads import download, file, new_task, send, upload, wait_until

pytestmark = pytest.mark.skipif(not IS_POSTGRES, reason="files are in the directory, beside the database there")

LARGE = 3_000_001  # bytes: several chunks, and not a whole number of them


@pytest.fixture(name="started", scope="module")
def start_bucket():
    with s3_server() as started:
        yield started


@pytest.fixture(name="bucket")
def make_bucket(monkeypatch, started):
    """An empty one."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for name in started.names():
        assert started.ask("DELETE", f"/{name}")[0] == 204
    return started


def test_there_and_back_by_a_bucket(bucket):
    with running(*bucket.flags()) as server:
        client = server.client()
        path, data = new_task(client), content("large", LARGE)
        small, large = upload(client, path, file(b"hej")), upload(client, path, file(data))
        assert {name.rsplit("-", 1)[0] for name in bucket.names()} == {
            f"some/where/1/{hash_of(b'hej')}", f"some/where/1/{hash_of(data)}"}
        assert {bucket.content(name) for name in bucket.names()} == {b"hej", data}
        answer = download(client, path, large["id"])
        assert answer.content == data
        part = download(client, path, large["id"], Range="bytes=1000000-1000009")
        assert (part.status_code, part.content) == (206, data[1_000_000:1_000_010])
        assert download(client, path, large["id"], If_None_Match=answer.headers["ETag"]).status_code == 304
        client.good("DELETE", f"{path}/{small['id']}")
        wait_until(client, lambda: len(bucket.names()) == 1)
        assert "The 1 file that rows name is whole" in glimt(
            "check", "--data", server.directory, *bucket.flags()).stdout
        bucket.ask("PUT", "/" + bucket.names()[0], data[:-1] + b"x")
        told = glimt("check", "--data", server.directory, *bucket.flags(), check=False)
        assert told.returncode == 1 and "does not have the content that it is named by" in told.stdout
        assert ENVIRONMENT["GLIMT_S3_SECRET"] not in server.stop()[1] + told.stdout + told.stderr


def test_a_bucket_that_is_away_stops_files_alone(bucket):
    with running(*bucket.flags()) as server:
        client = server.client()
        path = new_task(client)
        kept = upload(client, path, file(content("kept", 1000)))
        bucket.stop()
        answer = send(client, path, file(b"ny"))
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
        assert [item["id"] for item in client.walk(path)] == [kept["id"]]
        bucket.start()
        bucket.make_bucket()
        assert upload(client, path, file(b"ny"))["id"] > kept["id"]


def test_a_copy_takes_files_from_a_bucket_and_to_one(bucket, tmp_path):
    """But not without knowing it."""
    with running(*bucket.flags()) as server:
        client = server.client()
        path, data = new_task(client), content("copied", LARGE)
        upload(client, path, file(data))
        server.stop()
        url, back = url_of(server.directory), tmp_path / "back"
        there = "copy", "--from", url, "--to", back, "--data", server.directory
        told = glimt(*there, check=False)
        assert (told.returncode, told.stderr) == (1, "glimt: Files of the source are in a bucket: name it with --files "
                                                     "s3://BUCKET/PREFIX, as its server does.\n")
        assert not back.exists()
        assert f"1 stored file came over, {LARGE} bytes" in glimt(*there, *bucket.flags()).stdout
        name = hash_of(data)
        assert (back / "files" / "1" / name[:2] / name[2:]).read_bytes() == data
        again = tmp_path / "again"
        glimt("copy", "--from", back, "--to", url_of(again), "--data", again,
              *[flag.replace("some/where", "else/where") for flag in bucket.flags()])
        (found,) = (name for name in bucket.names() if name.startswith("else/where/"))
        assert bucket.content(found) == data


@pytest.mark.parametrize("damage", ["content = substring(content FROM 2)", "content = set_byte(content, 7, get_byte(content, 7) # 1)"])
def test_a_damaged_chunk_is_not_sent(damage):
    with running() as server:
        client = server.client()
        path, data = new_task(client), content("chunk", LARGE)
        number = upload(client, path, file(data))["id"]
        execute(server.directory, f"UPDATE stored_chunks SET {damage} WHERE number = 3")
        assert download(client, path, number, Range="bytes=0-9").status_code == 500
        told = glimt("check", "--data", server.directory, check=False)
        assert told.returncode == 1 and "task_attachments, account 1, row " in told.stdout
        upload(client, path, file(data))
        assert download(client, path, number).content == data


def test_a_chunk_that_is_lost_is_told():
    with running() as server:
        client = server.client()
        path = new_task(client)
        number = upload(client, path, file(content("lost", LARGE)))["id"]
        execute(server.directory, "DELETE FROM stored_chunks WHERE number = 2")
        assert download(client, path, number).status_code == 500
        told = glimt("check", "--data", server.directory, check=False)
        assert told.returncode == 1 and " is missing." in told.stdout


def test_what_a_server_reads_another_has_stored(tmp_path):
    with running() as one:
        client = one.client()
        path, data = new_task(client), content("nodes", LARGE)
        number = upload(client, path, file(data))["id"]
        with running("--database", url_of(one.directory),
                     directory=begin(tmp_path / "other", url_of(one.directory), one.directory)) as other:
            beside = Client(other, client.identifier, client.secret)
            assert download(beside, path, number).content == data
            again = upload(beside, path, file(data))["id"]
            client.good("DELETE", f"{path}/{number}")
            assert download(client, path, again).content == data


@pytest.mark.parametrize("flags", [["--files", "s3://x"], ["--files", "s3://files"], ["--files", "nowhere"]])
def test_what_is_refused(tmp_path, flags):
    told = glimt("serve", "--data", tmp_path / "d", *flags, check=False)
    assert told.returncode == 2 and told.stderr.startswith("glimt: --files ")


# ---- buckets that fail ----

@pytest.fixture(name="silent")
def make_silent(monkeypatch):
    """What takes every connection and never answers; the flags of its bucket, and who has come."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    come = []
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        def take():
            with contextlib.suppress(OSError):
                while True:
                    come.append(listener.accept()[0])
        thread = threading.Thread(target=take)
        thread.start()
        yield ["--files", "s3://silent", "--s3-endpoint", f"http://127.0.0.1:{listener.getsockname()[1]}"], come
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
    for one in come:
        one.close()


def test_a_bucket_that_never_answers_holds_up_each_request_once(silent):
    """Those that wait for their turn meanwhile are refused with the first, and the server ends."""
    flags, come = silent
    with running(*flags) as server:
        client = server.client()
        path = new_task(client)
        clients = [Client(server, client.identifier, client.secret) for _ in range(24)]
        with ThreadPoolExecutor(len(clients)) as pool:
            answers = list(pool.map(lambda one: send(one, path, file(b"ny")), clients))
        assert [(answer.status_code, answer.headers["Retry-After"]) for answer in answers] == [(503, "5")] * 24
        assert len(come) < 12, "each of them was waited for"
        assert list(client.walk(path)) == []
        status, said = server.stop()
        assert status == 0 and "The bucket silent of http://127.0.0.1:" in said


@pytest.mark.parametrize("wrong", ["key", "bucket"])
def test_a_bucket_that_refuses_is_no_passing_trouble(bucket, monkeypatch, wrong):
    """Who set it up wrong is told in the log, and a client is not asked to come again."""
    flags = bucket.flags()
    if wrong == "key":
        monkeypatch.setenv("GLIMT_S3_SECRET", "another")
    else:
        flags = [flag.replace("s3://files", "s3://nowhere") for flag in flags]
    with running(*flags) as server:
        client = server.client()
        answer = send(client, new_task(client), file(b"ny"))
        assert answer.status_code == 500 and "Retry-After" not in answer.headers
        said = server.stop()[1]
        assert f"answers a PUT with status {403 if wrong == 'key' else 404}." in said and "another" not in said


def test_what_another_bucket_lacks_is_not_forgotten(bucket):
    """A server with the wrong bucket deletes nothing, and knows later what is to be deleted."""
    with running(*bucket.flags()) as server:
        client = server.client()
        path = new_task(client)
        number = upload(client, path, file(b"hej"))["id"]
        server.stop()
        with Hearing(server.directory, *[flag.replace("s3://files", "s3://nowhere") for flag in bucket.flags()]) as wrong:
            beside = Client(wrong.server, client.identifier, client.secret)
            assert download(beside, path, number).status_code == 500
            beside.good("DELETE", f"{path}/{number}")
            wrong.wait_for("answers a DELETE with status 404")
        assert len(bucket.names()) == 1
        server.start()
        wait_until(Client(server, client.identifier, client.secret), lambda: bucket.names() == [])


def test_files_of_a_bucket_that_is_away_are_not_called_damaged(bucket):
    """By the server that looks at all of them."""
    with running(*bucket.flags()) as server:
        client = server.client()
        path = new_task(client)
        for text in (b"ett", b"tva"):
            upload(client, path, file(text))
        server.stop()
        nowhere = ["--files", "s3://files/some/where", "--s3-endpoint", "http://127.0.0.1:9"]
        with Hearing(server.directory, *nowhere) as away:
            away.wait_for("The bucket files of http://127.0.0.1:9 cannot be reached")
            assert "The stored file" not in away.end()
        told = glimt("check", "--data", server.directory, *nowhere, check=False)
        assert told.returncode == 1 and "cannot be reached: " in told.stderr


def test_a_copy_waits_for_a_bucket_that_is_away(bucket, tmp_path):
    """What cannot be fetched is not missing: the copy is not finished without it, and goes on."""
    with running(*bucket.flags()) as server:
        client = server.client()
        upload(client, new_task(client), file(b"hej"))
        server.stop()
        there = "copy", "--from", url_of(server.directory), "--to", tmp_path / "back", "--data", server.directory
        nowhere = ["--files", "s3://files/some/where", "--s3-endpoint", "http://127.0.0.1:9"]
        told = glimt(*there, *nowhere, check=False)
        assert told.returncode == 1 and told.stderr.endswith(
            "glimt: What keeps the stored files cannot be reached: the same command goes on when it can be.\n")
        done = glimt(*there, *bucket.flags()).stdout
        assert "Going on with the copy: all rows are there." in done and "1 stored file came over, 3 bytes" in done
