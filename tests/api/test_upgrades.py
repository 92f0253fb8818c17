"""Databases of each state that sql/ was in (tests/upgrades): upgraded, killed meanwhile, or refused."""

import contextlib
import gzip
import hashlib
import os
import pathlib
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess

import pytest

from client import BINARY, Client, Server, glimt, refused_start, running

pytestmark = pytest.mark.embedded("no database on a server is as old as those that it upgrades")

ROOT = pathlib.Path(__file__).resolve().parents[2]
UPGRADES = ROOT / "tests" / "upgrades"
STATES = sorted(path.name.removesuffix(".sql.gz") for path in UPGRADES.glob("*.sql.gz"))
TOKENS = dict(line.split() for line in (UPGRADES / "tokens.txt").read_text().splitlines())
MIGRATIONS = sorted(path.stem for path in (ROOT / "sql").glob("*.sql"))
ROUNDS = int(os.environ.get("GLIMT_KILLS", "2"))
KILLS_IN_A_ROUND = 4
NOTE = "Mått köket: 3,42 x 2,78 m\n".encode()


@contextlib.contextmanager
def opened(directory):
    database = sqlite3.connect(directory / "glimt.db")
    try:
        yield database
    finally:
        database.close()


def restore(state, directory):
    """With the one file that rows name: the demo company's note that make.sh has left."""
    directory.mkdir(mode=0o700)
    name = hashlib.blake2b(NOTE, digest_size=32).hexdigest()
    place = directory / "files" / "1" / name[:2] / name[2:]
    (directory / "files").mkdir(exist_ok=True)  # a start asks for the place, also where nothing is
    if state >= "007":
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(NOTE)
    database = sqlite3.connect(directory / "glimt.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(gzip.decompress((UPGRADES / f"{state}.sql.gz").read_bytes()).decode())
    return database


def migrations(directory):
    with opened(directory) as database:
        return [name for name, in database.execute("SELECT name FROM migrations ORDER BY name")]


def content(directory):
    """Schema and rows, but for moments and for the link that a start prints, of which the logs tell."""
    with opened(directory) as database:
        tables = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name, in
                  database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
                  if name not in ("invitations", "changes", "security_events")}
        tables["migrations"] = [row[:-1] for row in tables["migrations"]]
        return tables, database.execute("SELECT * FROM sqlite_schema").fetchall()


def schema(directory):
    """What there is, without comments and blanks."""
    with opened(directory) as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {(kind, name): re.sub(r"--.*|\s", "", sql) for kind, name, sql in rows}


def check_sound(directory):
    assert glimt("check", "--data", directory).stdout.startswith("Everything that is derived")
    assert migrations(directory) == MIGRATIONS


def upgrade(directory):
    """Starts a server that has nothing to do but that, and ends it."""
    server = Server(directory)
    written = (directory / "glimt.db-wal").stat().st_size
    assert server.stop()[0] == 0
    return written


def tables_of(database):
    return [name for name, in database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]


def count_of(database, table):
    return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture(params=STATES)
def state_directory(request, tmp_path):
    restore(request.param, tmp_path / "old").close()
    return request.param, tmp_path / "old"


def test_each_state_is_upgraded(state_directory):
    state, directory = state_directory
    with opened(directory) as database:
        names = [name for name, in database.execute("SELECT name FROM contacts")]
        counts = {table: count_of(database, table) for table in tables_of(database)
                  if table in ("users", "tasks", "time_reports", "audit_entries", "task_attachments")}
    with running(directory=directory) as server:
        client = Client(server)
        client.token = TOKENS[state]
        assert sorted(item["name"] for item in client.walk("/v1/Core/Contacts")) == sorted(names)
        assert client.ask("POST", "/v1/Core/Contacts", {}).status_code == 403
        server.stop()
        check_sound(directory)
        with opened(directory) as database:
            assert {table: count_of(database, table) for table in counts} == counts
            assert count_of(database, "file_removals") == 0


def test_each_state_comes_to_the_schema_of_a_new_database(state_directory, tmp_path):
    _, directory = state_directory
    upgrade(directory)
    upgrade(tmp_path / "new")
    assert schema(directory) == schema(tmp_path / "new")


def kill_when_written(directory, size):
    """Kills a server as soon as the WAL has so many bytes, or when it listens."""
    wal = directory / "glimt.db-wal"
    process = subprocess.Popen([BINARY, "serve", "--data", str(directory), "--listen",
                                "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    while not (wal.exists() and wal.stat().st_size >= size):
        if select.select([process.stdout], [], [], 0)[0]:
            assert process.stdout.read(9) == b"listening"
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()


def made_until_now(directory, aside):
    """How many migrations are made; asked of a copy, since asking would end the WAL."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(directory, aside)
    return len(migrations(aside))


@pytest.mark.long
def test_each_state_is_upgraded_after_kills(state_directory, tmp_path):
    state, directory = state_directory
    before, chance, seen = len(migrations(directory)), random.Random(state), set()
    written = upgrade(directory)
    expected = content(directory)
    for turn in range(ROUNDS):
        again = tmp_path / f"again{turn}"
        restore(state, again).close()
        for size in sorted(chance.randrange(written) for _ in range(KILLS_IN_A_ROUND)):
            kill_when_written(again, size)
            seen.add(made_until_now(again, tmp_path / "aside"))
        upgrade(again)
        check_sound(again)
        assert content(again) == expected
    if len(MIGRATIONS) - before > 3:
        assert any(before < made < len(MIGRATIONS) for made in seen), seen


def test_a_former_text_is_mended_after_later_migrations(tmp_path):
    """A database of the first 006, which the programs that followed have taken on."""
    database = restore("007_former_006", tmp_path / "old")
    for name in MIGRATIONS:
        if name > "008":
            database.executescript((ROOT / "sql" / f"{name}.sql").read_text())
            database.execute("INSERT INTO migrations VALUES (?, 0)", (name,))
    database.commit()
    database.close()
    upgrade(tmp_path / "old")
    upgrade(tmp_path / "new")
    check_sound(tmp_path / "old")
    assert schema(tmp_path / "old") == schema(tmp_path / "new")


def test_notes_of_files_are_kept_by_the_mend(tmp_path):
    """Opening migrates; a server would act on the notes at once, `glimt demo` does not."""
    restore("007_former_006", tmp_path / "old").close()
    refused = glimt("demo", "--data", tmp_path / "old", check=False)
    assert "Account 1 has contacts" in refused.stderr
    with opened(tmp_path / "old") as database:
        rows = database.execute("SELECT account_id, length(content_hash), times FROM file_removals")
        assert rows.fetchall() == [(1, 64, 1)]


def test_days_get_ids(tmp_path):
    """Each is there with what it had, and the next one has an id of its own."""
    days = [(2, 19000, 5, 2), (1, 19001, 6, None), (1, 19000, 7, 1)]
    database = restore("016", tmp_path / "old")
    for user, date, at, by in days:
        for table, what, more in (("locked_days", "locked", ()), ("returned_days", "returned", ("Igen",))):
            columns = f"account_id, user_id, date, {what}_at, {what}_by_id" + ", comment" * len(more)
            marks = ", ".join("?" * (5 + len(more)))
            database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", (1, user, date, at, by, *more))
    database.commit()
    database.close()
    upgrade(tmp_path / "old")
    check_sound(tmp_path / "old")
    with opened(tmp_path / "old") as database:
        for table, what, more in (("locked_days", "locked", ""), ("returned_days", "returned", ", comment")):
            rows = database.execute(f"SELECT id, user_id, date, {what}_at, {what}_by_id{more} FROM {table}"
                                    " WHERE account_id = 1 ORDER BY id").fetchall()
            note = ("Igen",) if more else ()
            assert rows == [(1, *days[2], *note), (2, *days[1], *note), (3, *days[0], *note)]
            assert database.execute("SELECT account_id, last FROM sequences WHERE name = ?",
                                    [table]).fetchall() == [(1, 3)]


def test_logins_keep_what_belongs_to_them(tmp_path):
    """Their key has another name since 020, which those that refer to it follow."""
    database = restore("016", tmp_path / "old")
    database.executescript("""
        INSERT INTO logins VALUES (1, 2, 'Eva@example.com', 'eva@example.com', 'x', x'01', x'02', 7, 8, 9),
            (1, 3, 'b@example.com', 'b@example.com', NULL, NULL, NULL, 0, 8, NULL);
        INSERT INTO recovery_codes VALUES (1, 2, x'03'), (1, 2, x'04'), (1, 3, x'05');
        INSERT INTO sessions VALUES (1, 5, 2, x'06', 1, 4000000000, '::1', 'a'), (1, 6, 3, x'07', 1, 4000000000, '', '');
    """)
    tables = ("logins", "invitations", "recovery_codes", "sessions")
    before = {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables}
    database.close()
    (tmp_path / "old" / "secret.key").write_bytes(b"x" * 32)
    (tmp_path / "old" / "secret.key").chmod(0o600)
    upgrade(tmp_path / "old")
    check_sound(tmp_path / "old")
    with opened(tmp_path / "old") as database:
        for table in tables:
            assert database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() == before[table]
        database.execute("PRAGMA foreign_keys = ON")
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.execute("DELETE FROM logins WHERE account_id = 1 AND id = 2")
        assert [count_of(database, table) for table in tables] == [1, len(before["invitations"]), 1, 1]


def test_what_applications_searched_for_is_forgotten(tmp_path):
    """Of the log of use the paths are left since 028, and nothing of what stood behind them."""
    database = restore("025", tmp_path / "old")
    paths = ["/v1/Core/Contacts?page=1&filter.query=Eva%20Ek", "/v1/Core/Tasks", "/v1/Admin/Users?",
             "/v1/Core/Projects?filter.query=a?b"]
    for number, path in enumerate(paths, 1):
        database.execute("INSERT INTO usage_entries VALUES (1, 1, ?, 4000000000, 'GET', ?, 200, 5, '::1', 7)", (number, path))
    database.commit()
    before = database.execute("SELECT * FROM usage_entries ORDER BY id").fetchall()
    database.close()
    upgrade(tmp_path / "old")
    check_sound(tmp_path / "old")
    with opened(tmp_path / "old") as database:
        after = database.execute("SELECT * FROM usage_entries ORDER BY id").fetchall()
    assert after == [(*row[:5], row[5].split("?")[0], *row[6:]) for row in before]
    assert b"Eva%20Ek" not in (tmp_path / "old" / "glimt.db").read_bytes()


def change(directory, sql):
    with opened(directory) as database:
        database.executescript(sql)
    return (directory / "glimt.db").read_bytes()


@pytest.mark.parametrize("sql, sentence", [
    ("DELETE FROM migrations WHERE number = 10",
     "has the migration 014_owned_ids without 010_counted_lists, which that one needs: use the"
     " version that made it, or restore a backup."),
    ("UPDATE migrations SET checksum = 'x' WHERE number = 6",
     "was made by a glimt whose migration 006_tasks reads differently: use that version."),
    ("INSERT INTO migrations VALUES (15, '015_odd', 'x', 0)",
     "was made by a different glimt (it has the migration 015_odd): use that version."),
    ("INSERT INTO migrations VALUES (999, '999_new', 'x', 0)",
     "was made by a newer glimt (it has the migration 999_new): use that version."),
])
def test_what_cannot_be_gone_on_from_is_refused(tmp_path, sql, sentence):
    upgrade(tmp_path / "new")
    before = change(tmp_path / "new", sql)
    assert refused_start(tmp_path / "new").endswith(sentence)
    assert glimt("app", "list", "--data", tmp_path / "new", check=False).stderr.endswith(
        sentence + "\n")
    assert (tmp_path / "new" / "glimt.db").read_bytes() == before


@pytest.mark.parametrize("state, sql, what", [
    ("016", "CREATE INDEX mine ON users (id)", "the index mine is not theirs"),
    ("014", "DROP TRIGGER travel_reports_gone", "the trigger travel_reports_gone is missing"),
    ("009", "ALTER TABLE users ADD COLUMN shoe_size INTEGER", "the table users differs"),
    ("007_former_006", "ALTER TABLE file_removals ADD COLUMN times INTEGER",
     "the table file_removals differs"),
])
def test_another_schema_than_its_migrations_make_is_refused(tmp_path, state, sql, what):
    restore(state, tmp_path / "old").close()
    before = change(tmp_path / "old", sql)
    assert refused_start(tmp_path / "old").endswith(
        f"is not as its migrations make it ({what}): use the version that made it, or restore a"
        " backup.")
    with opened(tmp_path / "old") as database:
        assert len(database.execute("PRAGMA table_info(migrations)").fetchall()) == 2
    assert (tmp_path / "old" / "glimt.db").read_bytes() == before
