"""Kills lose nothing that was acknowledged, and a loss would be noticed. `make crash` is the long form."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

import crash

KILLS = int(os.environ.get("GLIMT_KILLS", "20"))


@pytest.mark.long
def test_kills_lose_nothing_acknowledged(tmp_path):
    said = []
    assert crash.run(tmp_path / "data", KILLS, 5, 1, tell=said.append), said
    kills, acknowledged = map(int, re.search(r"^(\d+) kills .* (\d+) acknowledged", said[-1]).groups())
    assert kills == KILLS and acknowledged > 3 * KILLS and said[-1].endswith(", 0 lost")


class Careless(crash.Crash):
    """Between a kill, after enough writes for each kind of them, and the start something happens to the
    directory."""

    def wait(self):
        while self.model.acknowledged < 100:
            assert not self.load.failures
            time.sleep(0.01)

    def harm(self):
        raise NotImplementedError

    def start(self):
        self.harm()
        self.server.start()


READER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN")
print(database.execute("SELECT count(*) FROM accounts").fetchone(), flush=True)
sys.stdin.read()
"""


class Forgetful(Careless):
    """The log of the database is cut off, as by a disk that said too early that it had it. What was there
    before is in the database, and a reader that looks on from then keeps all writes in the log."""

    def empty_log(self):
        database = sqlite3.connect(self.server.directory / "glimt.db", timeout=600)
        while database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] != 0:
            time.sleep(0.01)
        database.close()

    def round(self):
        self.empty_log()
        self.reader = subprocess.Popen(
            [sys.executable, "-c", READER, self.server.directory / "glimt.db"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            assert self.reader.stdout.readline()
            super().round()
        finally:
            self.end_reader()

    def end_reader(self):
        with self.reader:
            self.reader.kill()

    def harm(self):
        self.end_reader()
        os.truncate(self.server.directory / "glimt.db-wal", 4096)


class Wrong(Careless):
    """A row has another text than was acknowledged, and a number of the change log is missing."""

    def harm(self):
        database = self.server.database()
        database.execute("UPDATE task_comments SET text = 'Det här skrev ingen.'")
        database.execute("DELETE FROM changes WHERE account_id = 1 AND number = (SELECT max(number) - 1"
                         " FROM changes WHERE account_id = 1)")
        database.commit()
        database.close()


@pytest.mark.parametrize("kind, told", [
    pytest.param(Forgetful, ["lost", "lacks"], marks=pytest.mark.embedded("it cuts the log of SQLite")), (Wrong, ["Det här skrev ingen.", "goes on"])])
def test_what_is_lost_is_told(tmp_path, kind, told):
    faulty = kind(tmp_path / "data")
    # A command that outlives the server may put the whole log into the database.
    faulty.load.workers.remove(faulty.load.applications)
    try:
        with pytest.raises(crash.Lost) as lost:
            faulty.round()
    finally:
        faulty.server.stop(signal.SIGKILL)
    for word in told:
        assert word in str(lost.value)
