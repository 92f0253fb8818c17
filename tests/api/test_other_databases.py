"""A start that finds files of different databases, or only a part of its data, is refused."""

import contextlib
import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from client import Client, Server, glimt, refused_start, running
from people import add_person, turn_codes_on
from uploads import file, new_task, upload

pytestmark = pytest.mark.embedded("it puts files of one database in the place of another's")

CONTACTS = "/v1/Core/Contacts"
KILLS = int(os.environ.get("GLIMT_KILLS", "20"))


class Company:
    """A data directory whose server was killed, so that it has a WAL, and databases to put over."""

    def __init__(self, scratch):
        self.scratch, self.directory = scratch, scratch / "data"
        self.server = Server(self.directory)
        self.application = self.server.application()
        self.write("first")
        self.keep_all("early")
        self.server.stop()
        self.keep("before")
        self.server.start()
        self.write("second")
        self.server.stop()
        self.keep("begun")
        self.server.start()
        self.expected = self.write("third")
        self.keep_all("late")
        self.expected = self.write("fourth")
        self.server.stop(signal.SIGKILL)
        shutil.copytree(self.directory, scratch / "whole")
        self.server.start()
        self.write("fifth")
        self.server.stop()
        self.keep("newer")

    @property
    def database(self):
        return self.directory / "glimt.db"

    def write(self, name):
        client = Client(self.server, *self.application)
        for number in range(5):
            client.create(name=f"{name} {number}")
        return {item["name"] for item in client.walk(CONTACTS)}

    def keep(self, name):
        shutil.copy(self.database, self.scratch / name)

    def keep_all(self, name):
        """By each way in which a copy of a database that is in use is made."""
        self.keep(f"{name} cp")
        for statement, way in ((".backup '{}'", "backup"), ("VACUUM INTO '{}'", "vacuum")):
            subprocess.run(["sqlite3", str(self.database),
                            statement.format(self.scratch / f"{name} {way}")], check=True)

    def lay_out(self):
        """The directory as the killed server has left it."""
        shutil.rmtree(self.directory, ignore_errors=True)
        shutil.copytree(self.scratch / "whole", self.directory)

    def put_over(self, path):
        self.lay_out()
        shutil.copy(path, self.database)

    def names(self):
        self.server.start()
        names = {item["name"] for item in Client(self.server, *self.application).walk(CONTACTS)}
        self.server.stop()
        glimt("check", "--data", self.directory)
        return names


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """Another company's database, made in the same way."""
    path = tmp_path_factory.mktemp("stranger") / "data"
    server = Server(path)
    server.application()
    server.stop()
    server.start()
    server.stop()
    return path / "glimt.db"


FITTING = ["late cp", "begun"]
STRANGE = ["early cp", "early backup", "early vacuum", "before", "late backup", "late vacuum", "newer"]


@pytest.mark.parametrize("name", FITTING)
def test_the_file_that_the_wal_was_begun_on_is_taken(company, name):
    company.put_over(company.scratch / name)
    assert company.names() == company.expected


@pytest.mark.parametrize("name", STRANGE)
def test_a_database_over_another_ones_wal_is_refused(company, name):
    company.put_over(company.scratch / name)
    before = company.database.read_bytes()
    said = refused_start(company.directory)
    assert "glimt.db-wal belongs to another database" in said and "put the old" in said
    assert company.database.read_bytes() == before
    for command in (["check"], ["app", "list"], ["user", "list"], ["account", "add", "X"], ["demo"]):
        done = glimt(*command, "--data", company.directory, check=False)
        assert done.returncode == 1 and "belongs to another database" in done.stderr


def test_another_companys_database_is_refused(company, stranger):
    company.put_over(stranger)
    assert "belongs to another database" in refused_start(company.directory)


def test_what_the_refusal_says_helps(company):
    company.put_over(company.scratch / "late backup")
    refused_start(company.directory)
    shutil.copy(company.scratch / "whole" / "glimt.db", company.database)
    assert company.names() == company.expected
    company.put_over(company.scratch / "late backup")
    refused_start(company.directory)
    for name in ("glimt.db-wal", "glimt.db-shm"):
        (company.directory / name).rename(company.scratch / f"moved {name}")
    assert {f"third {number}" for number in range(5)} <= company.names() < company.expected


def run_sql(database, *statements):
    """Another program, which ends in the middle."""
    script = ("import os, sqlite3, sys\nd = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
              "for sql in sys.argv[2:]: d.execute(sql)\nos._exit(0)\n")
    subprocess.run(["/usr/bin/python3", "-c", script, str(database), *statements], check=True)


def test_a_wal_that_another_program_has_begun_is_taken(company):
    """It sets no marks; killed, it leaves its WAL behind."""
    company.lay_out()
    company.names()
    run_sql(company.database, "CREATE TABLE x (y)", "DROP TABLE x",
            "UPDATE contacts SET name = 'by hand' WHERE name = 'first 0'")
    assert (company.directory / "glimt.db-wal").stat().st_size > 0
    company.server.start()
    company.server.stop()


def test_a_journal_of_another_database_is_refused(company):
    """Such as an interrupted load leaves (db/bulk.h): it was begun to write, and not committed."""
    company.lay_out()
    company.names()
    run_sql(company.database, "PRAGMA journal_mode = DELETE")
    company.keep("before the load")
    run_sql(company.database, "PRAGMA cache_size = 1", "BEGIN IMMEDIATE", "CREATE TABLE x (y)",
            "INSERT INTO x WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            " WHERE i < 300) SELECT zeroblob(8000) FROM n")
    assert company.database.stat().st_size > (company.scratch / "before the load").stat().st_size
    shutil.copy(company.scratch / "begun", company.database)
    before = company.database.read_bytes()
    said = refused_start(company.directory)
    assert "glimt.db-journal belongs to another database" in said
    assert company.database.read_bytes() == before
    shutil.copy(company.scratch / "before the load", company.database)
    assert company.names() == company.expected


class Load:
    """Writes until it is told to stop, large rows, so that the WAL is copied again and again."""

    def __init__(self, server, application, size):
        self.acknowledged, self.enough = [], threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(Client(server, *application), size,
                                                                  turn)) for turn in range(3)]
        for thread in self.threads:
            thread.start()

    def write(self, client, size, turn):
        try:
            for number in range(100_000):
                name = f"{id(self)} {turn} {number}"
                client.create(name=name, importantInformation="x" * size)
                self.acknowledged.append(name)
                if self.enough.is_set():
                    return
        except OSError:
            return

    def end(self):
        self.enough.set()
        for thread in self.threads:
            thread.join()


def test_copies_of_a_directory_in_use_are_taken(tmp_path):
    """But for those during which pages were copied from the WAL: these are not whole."""
    with running(directory=tmp_path / "data") as server:
        application, copies = server.application(), []
        load = Load(server, application, 500)
        while len(load.acknowledged) < 20:
            time.sleep(0.01)
        for number in itertools.takewhile(lambda _: len(copies) <= 10, itertools.count()):
            database, copy = server.directory / "glimt.db", tmp_path / f"copy{number}"
            known, before = list(load.acknowledged), database.stat().st_mtime_ns
            subprocess.run(["cp", "-r", str(server.directory), str(copy)], check=True)
            if database.stat().st_mtime_ns == before:
                copies.append((copy, known))
            else:
                shutil.rmtree(copy)
        load.end()
    for copy, known in copies:
        with sqlite3.connect(f"file:{copy}/glimt.db?mode=ro", uri=True) as database:
            assert set(known) <= {name for name, in database.execute("SELECT name FROM contacts")}
        glimt("check", "--data", copy)


def test_kills_while_pages_are_copied_from_the_wal_are_taken(tmp_path):
    with running(directory=tmp_path / "data") as server:
        application, expected = server.application(), set()
        for _ in range(max(2, KILLS // 10)):
            load, database = Load(server, application, 60_000), server.directory / "glimt.db"
            before = database.stat().st_mtime_ns
            while database.stat().st_mtime_ns == before:
                time.sleep(0.001)
            server.stop(signal.SIGKILL)
            load.end()
            expected |= set(load.acknowledged)
            server.start()
        assert expected <= {item["name"] for item in Client(server, *application).walk(CONTACTS)}


# ---- a part of the data ----

@pytest.fixture
def served(tmp_path):
    """A directory with a stored file and somebody's codes, not in use."""
    with running(directory=tmp_path / "data") as server:
        client = server.client()
        made = upload(client, new_task(client), file(b"bytes"))
        assert made["sizeInBytes"] == 5
        server.stop()
        yield server


@pytest.mark.parametrize("how", ["missing", "empty"])
@pytest.mark.parametrize("left", ["files", "secret.key", "glimt.db-wal"])
def test_remains_without_a_database_are_refused(tmp_path, left, how):
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)
    if left == "files":
        (directory / "files" / "1" / "ab").mkdir(parents=True)
        (directory / "files" / "1" / "ab" / "cd").write_bytes(b"bytes")
    else:
        (directory / left).write_bytes(b"x" * 32)
        (directory / left).chmod(0o600)
    if how == "empty":
        (directory / "glimt.db").touch()
    content = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    said = refused_start(directory)
    assert f"has {left}" in said and f"is {how}" in said and "--begin-anew" in said
    for command in (["demo"], ["account", "add", "X"]):
        done = glimt(*command, "--data", directory, check=False)
        assert done.returncode == 1 and left in done.stderr
    for path, bytes_ in content.items():
        assert path.read_bytes() == bytes_
    with running("--begin-anew", directory=directory) as server:
        server.client().create()
    for path, bytes_ in content.items():
        kept = [other for other in directory.rglob("*")
                if other.is_file() and path.name in str(other) and other.read_bytes() == bytes_]
        assert kept or path.name == "glimt.db"
    with running(directory=directory) as server:
        assert len(server.client().walk(CONTACTS)) == 1


def test_a_new_directory_needs_nothing(tmp_path):
    (tmp_path / "files" / "incoming").mkdir(parents=True)
    (tmp_path / "glimt.conf").write_text("listen = 127.0.0.1:0\n")
    with running(directory=tmp_path) as server:
        server.client().create()


def test_demo_begins_anew_only_when_told(tmp_path):
    (tmp_path / "secret.key").write_bytes(b"x" * 32)
    glimt("demo", "--data", tmp_path, "--time-reports", "100", "--begin-anew")
    assert (tmp_path / "secret.key").read_bytes() == b"x" * 32


def test_rows_without_the_directory_of_their_files_are_refused(served):
    shutil.move(served.directory / "files", served.directory / "elsewhere")
    said = refused_start(served.directory)
    assert "files is missing" in said and "--begin-anew" in said
    assert not (served.directory / "files").exists()
    done = glimt("demo", "--data", served.directory, check=False)
    assert done.returncode == 1 and "files is missing" in done.stderr
    with running("--begin-anew", directory=served.directory):
        pass
    with running(directory=served.directory):
        pass


def test_sealed_secrets_without_their_key_are_refused(tmp_path):
    with running(directory=tmp_path / "data") as server:
        person = add_person(server)
        turn_codes_on(person)
        server.stop()
        key = server.directory / "secret.key"
        key.rename(tmp_path / "kept.key")
        said = refused_start(server.directory)
        assert "secret.key is missing" in said and "--begin-anew" in said and not key.exists()
        (tmp_path / "kept.key").rename(key)
        server.start()
        server.stop()
        key.unlink()
        with running("--begin-anew", directory=server.directory) as anew:
            assert key.exists()
            glimt("user", "reset-password", person.email, "--without-codes", "--data",
                  anew.directory)


def test_a_key_that_seals_nothing_is_made_anew(served):
    (served.directory / "secret.key").unlink()
    served.start()
    assert (served.directory / "secret.key").exists()


# ---- what an earlier version has left ----

def unmarked(directory, contacts):
    """A stopped database as versions made them that set no marks."""
    with running(directory=directory) as server:
        client = server.client()
        for number in range(contacts):
            client.create(name=f"number {number}")
    with contextlib.closing(sqlite3.connect(directory / "glimt.db")) as database:
        database.execute("PRAGMA user_version = 0")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_an_unmarked_log_is_read_through(tmp_path):
    unmarked(tmp_path / "one", 150)
    unmarked(tmp_path / "other", 0)
    with contextlib.closing(sqlite3.connect(tmp_path / "one" / "glimt.db")) as database:
        database.execute("DELETE FROM contacts WHERE id % 2 = 0")
        database.commit()
        shutil.copytree(tmp_path / "one", tmp_path / "mixed")
        shutil.copytree(tmp_path / "one", tmp_path / "killed")
    shutil.copy(tmp_path / "other" / "glimt.db", tmp_path / "mixed" / "glimt.db")
    files = ("glimt.db", "glimt.db-wal")
    before = [(tmp_path / "mixed" / name).read_bytes() for name in files]
    assert "do not fit together" in refused_start(tmp_path / "mixed")
    assert [(tmp_path / "mixed" / name).read_bytes() for name in files] == before
    with running(directory=tmp_path / "killed") as server:
        assert len(server.client().walk(CONTACTS)) == 75
