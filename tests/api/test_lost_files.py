"""Files that are moved, replaced, deleted, cut or overwritten under a running server."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import threading
import time

import pytest

from client import Client, glimt, refused_start, running
from uploads import file, new_task, send

pytestmark = pytest.mark.embedded("it loses and cuts the files of a database in the directory")

CONTACTS = "/v1/Core/Contacts"
BODY = {"contactType": "Company", "responsibleId": 1}
DATABASE = ["glimt.db", "glimt.db-wal", "glimt.db-shm", ""]
OTHERS = ["glimt.lock", "secret.key", "files", "files/incoming"]


@pytest.fixture
def place(tmp_path):
    """A server in a directory that may be moved."""
    with running(directory=tmp_path / "data") as server:
        yield Place(server, tmp_path)


class Place:
    def __init__(self, server, scratch):
        self.server, self.scratch = server, scratch
        self.application = server.application()
        self.client = self.new_client()
        self.acknowledged = set()
        for number in range(5):
            assert self.create(f"before {number}") == 201

    def new_client(self):
        """Its certificate does not go away."""
        client = Client(self.server, *self.application)
        kept = self.scratch / "cert.pem"
        if not kept.exists():
            shutil.copy(self.server.certificate, kept)
        client.session.verify = str(kept)
        return client

    def create(self, name, client=None):
        status = (client or self.client).ask("POST", CONTACTS, {**BODY, "name": name}).status_code
        if status == 201:
            self.acknowledged.add(name)
        return status

    def lose(self, name, how):
        """Returns how to put it back."""
        target, away = self.server.directory / name, self.scratch / "away"
        if how == "deleted":
            subprocess.run(["rm", "-rf", str(target)], check=True)
            return None
        target.rename(away)
        if how == "replaced":
            if away.is_dir():
                shutil.copytree(away, target)
            else:
                shutil.copy(away, target)

        def back():
            if how == "replaced":
                subprocess.run(["rm", "-rf", str(target)], check=True)
            away.rename(target)
        return back

    def wait_for(self, status, path=CONTACTS + "/1"):
        """Until a read is answered so."""
        while self.client.get(path).status_code != status:
            time.sleep(0.02)

    def names(self):
        return {item["name"] for item in self.client.walk(CONTACTS)}

    def restart(self):
        self.server.start()
        self.client = self.new_client()


def errors_of(said, name):
    return [line for line in said.splitlines() if " error " in line and name in line]


@pytest.mark.parametrize("how", ["moved", "replaced", "deleted"])
@pytest.mark.parametrize("name", DATABASE)
def test_nothing_is_acknowledged_into_a_file_without_its_name(place, name, how):
    stop, late = threading.Event(), []
    clients = [place.new_client() for _ in range(3)]

    def write(turn):
        client = clients[turn]
        for number in range(10_000):
            begun = time.monotonic()
            status = place.create(f"load {turn} {number}", client)
            if status == 201:
                late.append(begun)
            if stop.is_set():
                return

    threads = [threading.Thread(target=write, args=(turn,)) for turn in range(3)]
    for thread in threads:
        thread.start()
    while len(late) < 20:
        time.sleep(0.005)
    back = place.lose(name, how)
    lost = time.monotonic()
    place.wait_for(503)
    stop.set()
    for thread in threads:
        thread.join()
    assert not [begun for begun in late if begun > lost]
    answer = place.client.ask("POST", CONTACTS, {**BODY, "name": "x"})
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert "not where they were" in answer.json()["message"]
    assert place.client.get("/admin/v1/Session").status_code == 503
    if back:
        back()
        place.wait_for(200)
        assert place.create("afterwards") == 201
        assert place.acknowledged <= place.names()
    status, said = place.server.stop()
    assert status == 0 and len(errors_of(said, str(place.server.directory / name))) == 1
    assert not back or f"{place.server.directory / name} is back." in said.replace("/ ", " ")
    if back:
        place.restart()
        assert place.acknowledged <= place.names()
        place.server.stop()
        glimt("check", "--data", place.server.directory)


@pytest.mark.parametrize("name", OTHERS)
def test_other_lost_files_are_told_until_they_are_back(place, name):
    back = place.lose(name, "moved")
    place.wait_for(503)
    assert place.create("no") == 503
    back()
    place.wait_for(200)
    assert place.create("yes") == 201
    _, said = place.server.stop()
    assert len(errors_of(said, f"data/{name} was moved")) == 1 and f"data/{name} is back" in said


def names_in(path, scratch):
    """Of the contacts in a database alone, without its WAL."""
    shutil.copy(path, scratch / "alone.db")
    with contextlib.closing(sqlite3.connect(f"file:{scratch}/alone.db?immutable=1", uri=True)) as database:
        try:
            return {name for name, in database.execute("SELECT name FROM contacts")}
        except sqlite3.DatabaseError:
            return set()  # in the middle of a page


@pytest.mark.parametrize("how", ["TERM", "KILL"])
def test_what_was_in_a_deleted_wal_alone_is_in_the_database(place, how):
    place.lose("glimt.db-wal", "deleted")
    place.wait_for(503)
    while how == "KILL" and not place.acknowledged <= names_in(place.server.directory / "glimt.db", place.scratch):
        time.sleep(0.02)
    place.server.stop({"TERM": 15, "KILL": 9}[how])
    place.restart()
    assert place.names() == place.acknowledged


def test_a_moved_database_takes_along_what_was_in_the_wal(place):
    place.lose("glimt.db", "moved")
    place.wait_for(503)
    place.server.stop()
    assert "its database, glimt.db, is missing" in refused_start(place.server.directory)
    assert (place.server.directory / "glimt.db-wal").stat().st_size > 0
    (place.server.directory / "glimt.db-wal").unlink()
    (place.scratch / "away").rename(place.server.directory / "glimt.db")
    place.restart()
    assert place.names() == place.acknowledged


def test_the_end_of_a_server_leaves_what_was_put_in_its_place_alone(place, tmp_path):
    place.lose("", "moved")
    with running(directory=tmp_path / "data") as other:
        other.client().create(name="of the other")
        place.client.session.close()
        place.server.stop()
        assert (tmp_path / "data" / "glimt.db-wal").exists()
        other.stop(9)
        other.start()
        assert [item["name"] for item in other.client().walk(CONTACTS)] == ["of the other"]


def test_an_upload_whose_bytes_have_no_path_is_not_acknowledged(place):
    path = new_task(place.client)
    shutil.rmtree(place.server.directory / "files", ignore_errors=True)
    assert send(place.client, path, file(b"bytes")).status_code in (500, 503)
    place.wait_for(503)


@pytest.mark.parametrize("size", ["0", "100", "21000", "32767"])
def test_a_cut_index_ends_the_process_with_one_line(place, size):
    subprocess.run(["truncate", "-s", size, str(place.server.directory / "glimt.db-shm")],
                   check=True)
    place.server.process.wait()
    status, said = place.server.stop()
    lines = [line for line in said.splitlines() if line.startswith("glimt: ")]
    assert status == 1 and len(lines) == 1 and "data/glimt.db-shm was cut" in lines[0]
    place.restart()
    assert place.names() == place.acknowledged
    place.server.stop()
    glimt("check", "--data", place.server.directory)


@pytest.mark.parametrize("size", ["0", "200K", "201K", "-1"])
@pytest.mark.parametrize("is_copied", [True, False], ids=["no WAL", "a WAL"])
def test_a_cut_database_fails_where_it_was_cut(place, size, is_copied):
    """Nothing is stored any more, what is answered is right, and what is put back is whole."""
    if is_copied:
        place.server.stop()
        place.restart()
    path = place.server.directory / "glimt.db"
    right = {number: place.client.get(f"{CONTACTS}/{number}").json() for number in range(1, 6)}
    with place.server.standing_still():
        whole = path.read_bytes()
        subprocess.run(["truncate", "-s", size, str(path)], check=True)
    assert place.create("no") in (500, 503)
    for number in right:
        answer = place.client.get(f"{CONTACTS}/{number}")
        assert answer.status_code in (500, 503) or answer.json() == right[number]
    assert place.client.get("/v1/Admin/Countries?page=1").status_code in (200, 500, 503)
    assert place.client.session.get(place.client.base + "/openapi.json").status_code == 200
    with open(path, "r+b") as file_of_database:  # the same file, as it was
        file_of_database.write(whole)
    place.wait_for(200)
    while place.create("again") != 201:
        time.sleep(0.05)
    assert place.names() == place.acknowledged
    place.server.stop()
    glimt("check", "--data", place.server.directory)


def used(directory):
    """Bytes of the WAL that count; behind them may be what an earlier one has left."""
    index = (directory / "glimt.db-shm").read_bytes()
    return 32 + int.from_bytes(index[16:20], "little") * (24 + 8192)


@pytest.mark.parametrize("cut", [None, 1, 10000])
def test_a_cut_wal_is_told_and_nothing_is_stored(place, cut):
    path = place.server.directory / "glimt.db-wal"
    with place.server.nobody_writes():
        whole = path.read_bytes()
        os.truncate(path, used(place.server.directory) - cut if cut else 0)
    assert place.create("no") in (500, 503)
    with open(path, "r+b") as wal:
        wal.write(whole)
    while place.create("again") != 201:
        time.sleep(0.05)
    assert place.names() == place.acknowledged
    place.server.stop()
    glimt("check", "--data", place.server.directory)


def test_a_cut_wal_is_not_copied_into_the_database(place):
    wal = place.server.directory / "glimt.db-wal"
    with place.server.nobody_writes():
        os.truncate(wal, used(place.server.directory) - 1)
    assert place.create("no") in (500, 503)  # reading fails where the commit would
    _, said = place.server.stop()
    assert len(errors_of(said, "glimt.db-wal was cut")) == 1
    place.restart()
    place.server.stop()
    glimt("check", "--data", place.server.directory)


@pytest.mark.parametrize("name", ["glimt.db", "glimt.db-wal"])
def test_a_file_that_is_overwritten_in_place_is_noticed(place, name, tmp_path):
    with running(directory=tmp_path / "other") as other:
        other.client().create(name="of the other")
        content = (other.directory / name).read_bytes()
    with open(place.server.directory / name, "r+b") as target:
        target.write(content)
    assert place.create("no") != 201
    place.wait_for(503)
    database = place.server.directory / "glimt.db"
    before = database.read_bytes()
    _, said = place.server.stop()
    assert len(errors_of(said, f"{name} was overwritten")) == 1
    assert database.read_bytes() == before  # nothing of the one is copied into the other
