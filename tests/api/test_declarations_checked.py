"""On a database on a server, declarations are compared with the tables once for each program and schema."""

import os
import shutil
import subprocess

import pytest

import record
from client import BINARY, glimt
from postgres import PROGRAMS, postgres

pytestmark = pytest.mark.own_postgres

FACT = "SELECT value FROM facts WHERE name = 'declarations_checked'"
INDEX = "CREATE INDEX countries_by_name ON countries (account_id, name_key, id)"
NO_INDEX = "The declaration of countries is wrong: there is no index for the sort name."


class There:
    """A database whose server logs what it is asked, with directories of servers on it."""

    def __init__(self, server, name, tmp_path):
        self.log, self.url, self.parent = f"{server.directory}/log", server.new_database(name), tmp_path

    def sql(self, text):
        return subprocess.run([PROGRAMS / "psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", text, self.url], check=True,
                              capture_output=True, text=True).stdout.strip()

    def asked(self):
        """How often so far for the tables of a statement."""
        with open(self.log, encoding="utf-8") as log:
            return sum("FROM pg_locks l JOIN" in line for line in log)

    def environment(self):
        return {**os.environ, "GLIMT_DATABASE": self.url}

    def begin(self, name="one"):
        """A server, which is stopped by stop()."""
        return subprocess.Popen([BINARY, "serve", "--data", self.parent / name, "--listen", "127.0.0.1:0"],
                                env=self.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def stop(self, process):
        """What it says if it does not begin, else None."""
        with process:
            begins = process.stdout.readline().startswith("listening on ")
            process.terminate()
            said = process.stderr.read()
        record.keep_said(said)
        return None if begins else said

    def start(self):
        """The same, and whether it looked at all statements."""
        before = self.asked()
        return self.stop(self.begin()), self.asked() - before > 100

    def check(self):
        return glimt("check", "--data", self.parent / "one", check=False, env=self.environment())


@pytest.fixture(scope="module", name="server")
def server_():
    with postgres("log_statement = 'all'") as server:
        yield server


@pytest.fixture(name="there")
def there_(server, tmp_path, request):
    """With a server that was started once."""
    there = There(server, request.node.name, tmp_path)
    assert there.start() == (None, True)
    return there


def test_what_was_right_is_not_looked_at_again(there):
    fact = there.sql(FACT)
    assert len(fact) == 32
    assert there.start() == (None, False)
    assert there.sql(FACT) == fact


def test_a_command_always_looks(there):
    for _ in range(2):
        before = there.asked()
        assert there.check().returncode == 0
        assert there.asked() - before > 100


def test_another_program_looks_again(there):
    fact = there.sql(FACT)
    there.sql("UPDATE facts SET value = 'of another program' WHERE name = 'declarations_checked'")
    assert there.start() == (None, True)
    assert there.sql(FACT) == fact
    assert there.start() == (None, False)


def test_another_schema_is_looked_at(there):
    there.sql("CREATE TABLE later (id BIGINT)")
    assert there.start() == (None, True)
    assert there.start() == (None, False)


def test_what_is_missing_is_found(there):
    there.sql("DROP INDEX countries_by_name")
    for _ in range(2):  # what was wrong is not remembered
        assert NO_INDEX in there.start()[0]
    done = there.check()
    assert done.returncode == 1 and NO_INDEX in done.stdout and "1 difference was found." in done.stderr
    there.sql(INDEX)
    assert there.start() == (None, False)  # it is as it was
    there.sql("ALTER TABLE countries RENAME COLUMN name TO title")
    assert "The declaration" in there.start()[0]


def test_what_is_found_out_at_the_end_alone(there):
    """Statements that are asked for one after the other are answered together. Names of contacts are copied into
    columns of other tables."""
    there.sql("ALTER TABLE contacts ALTER COLUMN name_key TYPE text USING name_key::text")
    for _ in range(2):
        said = there.start()[0]
        assert 'column "customer_name_key" is of type bytea but expression is of type text' in said
        assert said.endswith("The declarations are wrong: the database refuses a statement of theirs.\n")


def test_two_begin_at_once(there):
    (there.parent / "two").mkdir(mode=0o700)
    shutil.copy(there.parent / "one/secret.key", there.parent / "two")
    there.sql("DELETE FROM facts WHERE name = 'declarations_checked'")
    both = [there.begin(name) for name in ("one", "two")]
    assert [there.stop(server) for server in both] == [None, None]
    assert there.start() == (None, False)
