"""Stored files that were cut, changed, replaced or lost: never served as whole, told, and repaired."""

import contextlib
import fcntl
import http.client
import os
import shutil
import signal
import threading
import time

import pytest

from client import Client, glimt, running
from damages import (DAMAGES, Kept, content, contents_apart, cut, flip, flip_the_last, hash_of,
                     make_full_folder, place, shown, words_of)
from database import connect
from uploads import (TASKS, Wire, file, form, incoming, new_task, upload, wait_for_bytes,
                     wait_until, wait_until_tidy)

pytestmark = pytest.mark.in_directory("it changes files there; test_attachment_remote.py has the same of rows")

SMALL, LARGE = 10_000, 700_000  # read at once, and by a thread
SETTLED = 3  # seconds after which a file that was verified is remembered


def settle(paths):
    """Until files are so old that a change cannot share the moment of their last one."""
    while any(time.time() - path.stat().st_ctime <= SETTLED for path in paths):
        time.sleep(0.05)


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--scrub-days", "0") as started:
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


@pytest.fixture(scope="module", name="kept")
def keep_files(server, client):
    """One for each damage, size, and for whether it was downloaded before."""
    path = new_task(client)
    data = contents_apart(*[SMALL, SMALL, LARGE, LARGE] * len(DAMAGES))
    made = {(damage, size, before): Kept(server, client, path, next(data))
            for damage in DAMAGES for size in (SMALL, LARGE) for before in (False, True)}
    wait_until_tidy(server, client)
    settle([one.place for one in made.values()])
    for (_, _, before), one in made.items():
        for _ in range(2 * before):
            assert one.is_whole(client)
    return made


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.__name__ for damage in DAMAGES])
def test_damage_is_refused_and_repaired(server, client, kept, damage):
    made = [kept[damage, size, before] for size in (SMALL, LARGE) for before in (False, True)]
    for one in made:
        damage(one.place, one.data)
        one.assert_refused(client)
    told = glimt("check", "--data", server.directory, check=False)
    assert told.returncode == 1
    for one in made:
        lines = [line for line in told.stdout.splitlines() if shown(one.place) + " " in line]
        assert len(lines) == 1 and words_of(damage) in lines[0], told.stdout
        assert lines[0].startswith("task_attachments, account 1, row ")
    for one in made:
        again = Kept(server, client, new_task(client), one.data)
        assert again.is_whole(client) and one.is_whole(client)
        part = client.get(one.url, headers={"Range": "bytes=1-9"})
        assert part.status_code == 206 and part.content == one.data[1:10]
        for left in one.place.parent.glob("x"):
            left.unlink()
    for left in incoming(server):  # a folder that was not empty was put aside
        assert damage is make_full_folder
        shutil.rmtree(left)
    told = glimt("check", "--data", server.directory)
    assert "files that rows name are whole" in told.stdout


def test_what_the_client_has_needs_no_file(server, client):
    one = Kept(server, client, new_task(client), content("tag", SMALL))
    tag = client.get(one.url).headers["ETag"]
    one.place.unlink()
    assert client.get(one.url, headers={"If-None-Match": tag}).status_code in (304, 500)
    assert Kept(server, client, new_task(client), one.data).is_whole(client)


def test_many_first_downloads_at_once(server, client):
    """They are read by one thread in turns; each gets its own."""
    path = new_task(client)
    made = [Kept(server, client, path, content(turn, LARGE + 100_000 * turn)) for turn in range(6)]
    flip(made[3].place, made[3].data)
    results = {}

    def read(turn):
        own = Client(server, client.identifier, client.secret)
        answers = [own.get(made[turn % 6].url) for _ in range(4)]
        results[turn] = {(answer.status_code, hash_of(answer.content) if answer.ok else "")
                         for answer in answers}

    threads = [threading.Thread(target=read, args=(turn,)) for turn in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for turn in range(12):
        one = made[turn % 6]
        assert results[turn] == {(500, "") if one is made[3] else (200, hash_of(one.data))}
    assert Kept(server, client, path, made[3].data).is_whole(client)


def begin_download(server, client, url):
    """A download of which a little was read."""
    wire = server.raw()
    wire.sendall(f"GET {url} HTTP/1.1\r\nHost: localhost\r\n"
                 f"Authorization: Bearer {client.token}\r\n\r\n".encode())
    answer = http.client.HTTPResponse(wire)
    answer.begin()
    assert answer.status == 200
    return answer, answer.read(1000)


@pytest.mark.parametrize("damage", [cut, flip_the_last], ids=lambda damage: damage.__name__)
def test_a_change_while_it_is_sent_breaks_the_answer_off(server, client, damage):
    """More than sockets hold, so that most of it has yet to be read."""
    one = Kept(server, client, new_task(client), content(damage.__name__, 16_000_000))
    answer, begun = begin_download(server, client, one.url)
    damage(one.place, one.data)
    with pytest.raises((http.client.IncompleteRead, OSError)):
        while more := answer.read(1_000_000):
            begun += more
        raise http.client.IncompleteRead(begun)
    assert len(begun) < len(one.data)
    one.assert_refused(client)
    assert Kept(server, client, new_task(client), one.data).is_whole(client)


def test_who_reads_the_old_one_keeps_it(server, client):
    """Neither an upload of the same content nor a delete disturbs a download."""
    path = new_task(client)
    one = Kept(server, client, path, content("old", 16_000_000))
    answer, begun = begin_download(server, client, one.url)
    number = one.place.stat().st_ino
    again = upload(client, path, file(one.data))
    assert one.place.stat().st_ino != number
    client.good("DELETE", f"{path}/{again['id']}")
    client.good("DELETE", one.url.removesuffix("/Download"))
    wait_until(client, lambda: not one.place.exists())
    assert begun + answer.read() == one.data


def test_a_row_that_is_damaged_itself(server, client):
    """Neither ends the server; check tells."""
    path = new_task(client)
    made = [Kept(server, client, path, content(f"row {turn}", 500)) for turn in range(3)]
    wait_until_tidy(server, client)
    for one, column, value in zip(made, ("content_hash", "content_hash", "size_in_bytes"),
                                  ("../../glimt.db", hash_of(made[1].data).upper(), 3)):
        set_column(server, one, column, value)
    for one in made:
        assert client.get(one.url).status_code == 500
    told = glimt("check", "--data", server.directory, check=False)
    assert told.returncode == 1 and told.stdout.count("content_hash does not match the row.") == 2
    assert "500 bytes instead of 3." in told.stdout
    for one in made:
        client.good("DELETE", one.url.removesuffix("/Download"))
    assert client.good("GET", TASKS + "?page=1&pageSize=1")
    for one in made:
        one.place.unlink(missing_ok=True)


def set_column(server, one, column, value):
    database = connect(server.directory)
    with contextlib.closing(database):
        database.execute(f"UPDATE task_attachments SET {column} = ? WHERE id = ?",
                         [value, int(one.url.split("/")[-2])])
        database.execute("UPDATE data_versions SET changed = changed + 1")
        database.commit()


# ---- glimt check ----

def test_check_tells_of_what_nobody_names(server, client):
    Kept(server, client, new_task(client), content("named", 100))
    wait_until_tidy(server, client)
    root = server.directory / "files"
    (root / "1" / "zz").mkdir()
    orphan = place(server, b"orphan")
    orphan.parent.mkdir(exist_ok=True)
    strange = [root / "1" / "zz", orphan.parent / "note.txt", root / "x.tar"]
    for path in (orphan, *strange[1:]):
        path.write_bytes(b"orphan")
    told = glimt("check", "--data", server.directory, check=False)
    assert told.returncode == 1
    assert f"{shown(orphan)} is named by no row.\n" in told.stdout
    for path in strange:
        assert f"{shown(path)} is not a file of glimt's.\n" in told.stdout
    assert told.stderr == "glimt: 4 differences were found.\n"
    strange[0].rmdir()
    for path in (orphan, *strange[1:]):
        path.unlink()
    assert glimt("check", "--data", server.directory).returncode == 0


def test_check_beside_uploads_and_deletes(server, client):
    """What is on its way is no fault."""
    stop, failures = threading.Event(), []

    def work(turn):
        own, count = Client(server, client.identifier, client.secret), 0
        path = new_task(own)
        while not stop.is_set():
            count += 1
            row = upload(own, path, file(content(f"{turn} {count % 5}", 50_000)))
            own.good("DELETE", f"{path}/{row['id']}")

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(6):
            told = glimt("check", "--data", server.directory, check=False)
            if told.returncode != 0:
                failures.append(told.stdout + told.stderr)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not failures


def test_check_without_the_folder():
    with running("--scrub-days", "0") as server:
        client = server.client()
        one = Kept(server, client, new_task(client), b"x")
        wait_until_tidy(server, client)
        server.stop()
        shutil.rmtree(server.directory / "files")
        told = glimt("check", "--data", server.directory, check=False)
        assert told.returncode == 1 and f"{shown(one.place)} is missing." in told.stdout
        assert not (server.directory / "files").exists()


def test_check_after_a_kill_tells_of_unfinished_uploads():
    with running("--scrub-days", "0") as server:
        client = server.client()
        path = new_task(client)
        body = form(file(b"x" * 100_000))
        wire = Wire(server, client, path, f"Content-Length: {len(body)}")
        wire.send(body[:90_000])
        wait_for_bytes(server, client, 50_000)
        server.stop(signal.SIGKILL)
        told = glimt("check", "--data", server.directory)
        assert "1 upload in files/incoming is not finished" in told.stdout
        server.start()
        assert incoming(server) == []
        assert "unfinished" not in glimt("check", "--data", server.directory).stdout


def test_a_marked_file_is_left_to_the_next_start(server, client):
    """As after a commit that failed: its row may be on the disk."""
    orphan = place(server, b"marked")
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"marked")
    marker = server.directory / "files" / "incoming" / f"1-{hash_of(b'marked')}-{'0' * 32}"
    os.link(orphan, marker)
    told = glimt("check", "--data", server.directory)
    assert "1 upload in files/incoming is not finished" in told.stdout and client.good("GET", TASKS + "?page=1")
    marker.unlink()
    orphan.unlink()


def test_the_pin_keeps_what_is_deleted(server, client):
    """The note waits; when the pin is gone, so is the file, without a restart."""
    path = new_task(client)
    one = Kept(server, client, path, content("pinned", 3000))
    wait_until_tidy(server, client)
    with open(server.directory / "files" / "pin", "w", encoding="utf-8") as pin:
        fcntl.flock(pin, fcntl.LOCK_SH)
        client.good("DELETE", one.url.removesuffix("/Download"))
        assert list(client.refused("GET", one.url)) == ["attachmentId"]
        for _ in range(20):  # the writer has had its turn after each of these
            client.good("POST", TASKS, {"title": "x"})
        assert one.place.read_bytes() == one.data
        assert glimt("check", "--data", server.directory).returncode == 0
    wait_until(client, lambda: not one.place.exists())
    wait_until_tidy(server, client)
