"""A replica that lists and gets are read from: real PostgreSQL, one of which follows the other."""

import contextlib
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from client import BINARY, Server
from people import add_person
from postgres import postgres

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "durability"))
from nodes_postgres import Member  # noqa: E402  pylint: disable=wrong-import-position

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"
ACTIVITIES = "/admin/v1/Activities"
LOGGED = ("log_statement = 'all'", "log_line_prefix = '%d '")


def ask(member, sql, database="postgres"):
    import psycopg2
    with contextlib.closing(psycopg2.connect(member.url_of(database))) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(sql)
        return cursor.fetchone()[0]


def follow(follower, leader):
    """Nobody waits for it."""
    follower.run("pg_basebackup", "-h", leader.directory, "-U", "glimt", "-D", "data", "-R", "-c", "fast", "--no-sync",
                 "-X", "stream")
    follower.settle()
    with open(follower.data / "postgresql.conf", "a", encoding="utf-8") as file:
        file.write("\n".join(LOGGED) + "\n")
    follower.start()


class Pair:
    """A server on a database that a replica follows, which it reads."""

    def __init__(self, directory, *flags):
        self.leader, self.follower = Member(), Member()
        self.directory, self.flags, self.server = directory, flags, None

    def begin(self):
        self.leader.lead()
        url = self.leader.new_database("glimt")
        follow(self.follower, self.leader)
        (self.directory / "glimt.conf").write_text(f'database = "{url}"\n')
        self.server = Server(self.directory, "--read-database", self.follower.url_of("glimt"), *self.flags)

    def reads(self, table="contacts"):
        """How many statements about these rows the replica was sent."""
        return self.log().count(f"FROM {table}")

    def log(self):
        """What the replica has logged, all statements among it."""
        return pathlib.Path(self.follower.directory, "log").read_text(errors="replace")

    def pause(self):
        ask(self.follower, "SELECT pg_wal_replay_pause() IS NULL")
        while ask(self.follower, "SELECT pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.01)  # until it says so

    def catch_up(self):
        """Until it has what its leader has now."""
        there = ask(self.leader, "SELECT pg_current_wal_insert_lsn()::text")
        while not ask(self.follower, f"SELECT pg_last_wal_replay_lsn() >= '{there}'"):
            time.sleep(0.01)  # it is on its way

    def close(self):
        code, said = self.server.stop() if self.server else (0, "")
        self.leader.close()
        self.follower.close()
        return code, said


@contextlib.contextmanager
def pair(directory, *flags):
    made = Pair(directory, *flags)
    try:
        made.begin()
        yield made
    finally:
        code, said = made.close()
    assert code == 0, said
    made.said = said


def names(client, size=100):
    """Another size is another question, which no cache has the answer to."""
    answer = client.get(f"{CONTACTS}?page=1&pageSize={size}")
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


def test_lists_are_read_from_it(tmp_path):
    with pair(tmp_path) as both:
        client = both.server.client()
        kept = client.create(name="one")["id"]
        both.catch_up()
        before = both.reads()
        assert "one" in names(client)
        assert both.reads() > before
        before = both.reads()
        assert client.get(f"{CONTACTS}/{kept}").json()["name"] == "one"
        assert both.reads() > before
        before = -1
        while both.reads() != before:  # from the cache, as soon as it has it
            before = both.reads()
            assert "one" in names(client)
        assert [table for table in ("tokens", "sessions", "applications") if both.reads(table)] == []


def test_pages_read_from_it(tmp_path):
    with pair(tmp_path) as both:
        person = add_person(both.server, administrator=True)
        for number in range(10):
            assert person.ask("POST", ACTIVITIES, {"name": f"n{number}"}).status_code == 201
            answer = person.ask("GET", f"{ACTIVITIES}?page=1&pageSize=100")
            assert {f"n{made}" for made in range(number + 1)} <= {item["name"] for item in answer.json()["items"]}
        before = both.reads("activities")
        for size in range(99, 79, -1):  # what is noted of use may come between
            both.catch_up()
            assert person.ask("GET", f"{ACTIVITIES}?page=1&pageSize={size}").status_code == 200
            if both.reads("activities") > before:
                break
        assert both.reads("activities") > before


def test_what_was_just_written_is_seen(tmp_path):
    """Whatever of the two is quicker."""
    with pair(tmp_path) as both:
        client = both.server.client()
        for number in range(50):
            client.create(name=f"n{number}")
            assert len([name for name in names(client) if name.startswith("n")]) == number + 1


def test_one_that_stands_still_is_not_read(tmp_path):
    with pair(tmp_path) as both:
        client = both.server.client()
        client.create(name="one")
        both.catch_up()
        assert "one" in names(client)
        both.pause()
        client.create(name="two")
        before = both.reads()
        assert "two" in names(client)
        assert both.reads() == before
        ask(both.follower, "SELECT pg_wal_replay_resume() IS NULL")
        both.catch_up()
        assert "two" in names(client, 99)
        assert both.reads() > before


def test_it_may_lag_when_told_so(tmp_path):
    """Within the time it serves what it has; the cache that others share does not take it for what is there now."""
    with pair(tmp_path, "--read-lag", "60000") as both:
        client = both.server.client()
        client.create(name="one")
        both.catch_up()
        names(client)
        both.pause()
        client.create(name="two")
        before = both.reads()
        assert "two" not in names(client, 99)
        assert both.reads() > before
        ask(both.follower, "SELECT pg_wal_replay_resume() IS NULL")
        both.catch_up()
        assert "two" in names(client, 98)


def test_one_that_is_killed_is_not_missed(tmp_path):
    with pair(tmp_path) as both:
        client = both.server.client()
        client.create(name="one")
        both.catch_up()
        assert "one" in names(client)
        both.follower.kill()
        for number in range(20):
            client.create(name=f"n{number}")
            assert f"n{number}" in names(client)
        both.follower.start()
        client.create(name="last")
        both.catch_up()
        before = both.reads()
        while both.reads() == before:
            client.create(name="more")
            both.catch_up()
            assert "last" in names(client)
    assert both.said.count("The read database is lost") == 1 and both.said.count("The read database is back.") == 1
    assert " error " not in both.said


def test_what_fails_there_is_done_again(tmp_path):
    """It says how far it is, and then finds no table."""
    with pair(tmp_path) as both:
        client = both.server.client()
        client.create(name="one")
        both.catch_up()
        assert "one" in names(client)
        both.follower.command("ALTER SYSTEM SET search_path = 'nowhere'")
        both.follower.command("SELECT pg_reload_conf()")
        while ask(both.follower, "SHOW search_path") != "nowhere":
            time.sleep(0.01)  # until it has heard of it
        for size in range(60, 70):
            assert "one" in names(client, size)
        assert "does not exist" in both.log()


def test_one_that_does_not_answer_is_not_waited_for(tmp_path):
    """All its processes stand still, and connections to it stay open."""
    with pair(tmp_path) as both:
        client = both.server.client()
        client.create(name="one")
        both.catch_up()
        assert "one" in names(client)
        both.follower.send(signal.SIGSTOP)
        try:
            for number in range(20):
                client.create(name=f"n{number}")
                assert f"n{number}" in names(client)
        finally:
            both.follower.send(signal.SIGCONT)
    assert both.said.count("The read database is lost") >= 1


def test_the_database_itself_will_do(tmp_path):
    with postgres() as made:
        url = made.migrated_database("alone")
        (tmp_path / "glimt.conf").write_text(f'database = "{url}"\n')
        server = Server(tmp_path, "--read-database", url)
        try:
            client = server.client()
            for number in range(5):
                client.create(name=f"n{number}")
                assert f"n{number}" in names(client)
        finally:
            code, said = server.stop()
        assert code == 0 and "read database" not in said


def test_another_database_is_never_read(tmp_path):
    with postgres() as made, postgres(alone=True) as other:
        url = made.migrated_database("mine")
        there = other.new_database("theirs")
        (tmp_path / "wrong").mkdir(mode=0o700, exist_ok=True)
        subprocess.run([BINARY, "migrate", "--data", tmp_path / "wrong", "--database", there], check=True)
        right = tmp_path / "right"
        right.mkdir(mode=0o700)
        (right / "glimt.conf").write_text(f'database = "{url}"\n')
        server = Server(right, "--read-database", there)
        try:
            client = server.client()
            client.create(name="one")
            assert "one" in names(client)
        finally:
            code, said = server.stop()
        assert code == 0 and "is no replica of the database" in said


def test_it_needs_a_database_on_a_server(tmp_path):
    done = subprocess.run([BINARY, "serve", "--data", tmp_path, "--read-database", "postgres:///x"], capture_output=True,
                          text=True, check=False)
    assert done.returncode == 2 and "it needs --database" in done.stderr
