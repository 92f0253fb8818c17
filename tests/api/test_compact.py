"""glimt compact gives the room of free pages back, whole at any kill, and only where nobody is disturbed."""

import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

import pytest

from client import BINARY, glimt, running

pytestmark = pytest.mark.embedded("glimt compact is for a database in a file; PostgreSQL vacuums by itself")

CONTACT = {"name": "x", "contactType": "company", "responsibleId": 1}


def swell(directory, mode=0):
    """A database as older servers made it, with 10 MB of free pages before its rows."""
    database = sqlite3.connect(directory / "glimt.db")
    database.execute(f"PRAGMA auto_vacuum = {mode}")
    database.execute("VACUUM")
    database.execute("CREATE TABLE stuffing (text TEXT)")
    database.execute("INSERT INTO stuffing WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
                     " WHERE i < 1250) SELECT printf('%08000d', i) FROM n")
    database.execute("DROP TABLE stuffing")
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return size_of(directory)


def size_of(directory):
    return (directory / "glimt.db").stat().st_size


def rows(directory):
    database = sqlite3.connect(directory / "glimt.db")
    tables = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    found = {table: sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    return found


@pytest.fixture(scope="module", name="made")
def make_company(tmp_path_factory):
    directory = tmp_path_factory.mktemp("made")
    glimt("demo", "--data", directory, "--contacts", 50, "--tasks", 50, "--time-reports", 300)
    return directory


@pytest.fixture(name="directory")
def copy_company(made, tmp_path):
    return pathlib.Path(shutil.copytree(made, tmp_path / "data"))


def test_room_is_given_back(directory):
    before, content = swell(directory), rows(directory)
    said = glimt("compact", "--data", directory).stdout
    after = size_of(directory)
    assert after < before - 8e6
    assert said == (f"The database took {before / 1e6:.1f} MB and takes {after / 1e6:.1f} MB now.\n")
    assert rows(directory) == content
    assert (directory / "glimt.db").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in directory.iterdir() if path.name.startswith("glimt.db")) == ["glimt.db"]
    assert glimt("check", "--data", directory).stdout.startswith("Everything")


def test_the_server_gives_back_by_itself_from_then_on(directory):
    swell(directory)
    glimt("compact", "--data", directory)
    small = size_of(directory)
    database = sqlite3.connect(directory / "glimt.db")
    assert database.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    database.close()
    assert swell(directory, 2) > small + 8e6
    with running(directory=directory):
        while size_of(directory) > small + 5e6:
            time.sleep(0.01)


def test_a_running_server_is_left_alone():
    with running() as server:
        refused = glimt("compact", "--data", server.directory, check=False)
        assert refused.returncode == 1 and refused.stdout == ""
        assert refused.stderr == (f"glimt: A glimt server is running on the directory {server.directory};"
                                  " stop it first.\n")
        server.client().good("POST", "/v1/Core/Contacts", CONTACT, 201)


def test_a_disk_with_too_little_room(directory):
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    with tempfile.TemporaryDirectory() as place:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "glimt", place], check=False).returncode != 0:
            pytest.skip("nothing can be mounted here")
        try:
            small = shutil.copytree(directory, f"{place}/data", copy_function=shutil.copy)
            with open(f"{place}/filler", "wb") as filler:
                free = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
                filler.write(bytes(free - 5_000_000))
            refused = glimt("compact", "--data", small, check=False)
            assert refused.returncode == 1
            assert refused.stderr.startswith(f"glimt: The disk of {small} has 5.0 MB left, and ")
            assert refused.stderr.endswith(" MB are needed meanwhile.\n")
            os.unlink(f"{place}/filler")
            glimt("compact", "--data", small)
        finally:
            subprocess.run(["umount", place], check=True)


def test_a_kill_leaves_all_rows(directory):
    swell(directory)
    content, dice = rows(directory), random.Random(1)
    begin = time.monotonic()
    copy = shutil.copytree(directory, f"{directory}-once")
    glimt("compact", "--data", copy)
    shutil.rmtree(copy)
    spent = time.monotonic() - begin
    for _ in range(8):
        process = subprocess.Popen([BINARY, "compact", "--data", str(directory)], stdout=subprocess.DEVNULL)
        try:
            process.wait(dice.uniform(0, spent))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert rows(directory) == content
        assert not [path for path in directory.iterdir() if path.name.startswith("etilqs")]
    assert glimt("check", "--data", directory).stdout.startswith("Everything")
