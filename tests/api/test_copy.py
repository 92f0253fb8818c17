"""glimt copy takes all of a database from a directory to a server and back, however often it is killed."""

import contextlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

import database
import record
from client import BINARY, Client, Server, begin, glimt, refused_start, stand_still
from people import add_person, turn_codes_on
from ports import free_port
from postgres import postgres

pytestmark = pytest.mark.own_postgres

KILLS = int(os.environ.get("GLIMT_KILLS", "6"))
WHOLE = "The target has companies of its own"  # what is said of one that was finished
STRANGE = "tab\there, line\nend, back\\slash, \\N, \\x00, \"quotes\", 'more', åäö ÅÄÖ 中文 \U0001f600 \u200b"


class Copies:
    """A PostgreSQL, and directories to copy from and to."""

    def __init__(self, server, scratch):
        self.server, self.scratch = server, scratch
        self.made = 0

    def new_database(self):
        """One that a glimt has had."""
        self.made += 1
        return self.server.migrated_database(f"copy{self.made}")

    def empty_database(self):
        self.made += 1
        return self.server.new_database(f"copy{self.made}")

    def new_directory(self):
        self.made += 1
        return self.scratch / f"copy{self.made}"

    def new(self, direction):
        """Where something is to go."""
        return self.empty_database() if direction == "there" else self.new_directory()


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    with postgres() as server:
        yield Copies(server, tmp_path_factory.mktemp("copies"))


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """A directory with all that a server leaves in one."""
    directory = tmp_path_factory.mktemp("company") / "data"
    glimt("demo", "--data", directory, "--time-reports", 4000)
    glimt("account", "add", "Egen", "--data", directory)
    server = Server(directory)
    try:
        application = server.application()
        client = Client(server, *application)
        client.create(name=STRANGE)
        person = add_person(server, administrator=True)
        turn_codes_on(person)
    finally:
        server.stop()
    with contextlib.closing(sqlite3.connect(directory / "glimt.db")) as edited:
        edited.execute("UPDATE security_events SET seq = seq + 7000000000")
        edited.execute("UPDATE contacts SET email = ?, name_key = ? WHERE id = 7", (STRANGE, bytes(range(256))))
        edited.execute("UPDATE projects SET location_latitude = 0.1 + 0.2, location_longitude = -1e-300 WHERE id = 3")
        edited.execute("UPDATE projects SET location_latitude = -179.99999999999997 WHERE id = 4")
        edited.execute("UPDATE sequences SET last = 9223372036854775807 WHERE account_id = 2 AND name = 'projects'")
        edited.commit()
        edited.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return directory, application


def is_url(place):
    return "://" in str(place)


@contextlib.contextmanager
def opened(place, read_only=True, patience=600):
    if is_url(place):
        made = database.Connection(place, read_only, None)
        made.run(f"SET lock_timeout = {round(patience * 1000)}")
    else:
        made = sqlite3.connect(place / "glimt.db", isolation_level=None, timeout=patience)
    with contextlib.closing(made):
        yield made


def tables_of(connection):
    return [name for name, in connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        if isinstance(connection, database.Connection) else
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]


def content(place):
    """All rows of all tables, by the names of their columns: two of them can be compared, kinds of values too.
    Stored files have tables only in a database on a server."""
    found = {}
    with opened(place) as connection:
        for table in tables_of(connection):
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            found[table] = sorted(repr(sorted(zip(names, row))) for row in cursor)
    return found


def assert_alike(one, other):
    ours, theirs = ({table: rows for table, rows in content(place).items() if not table.startswith("stored_")}
                    for place in (one, other))
    assert ours.keys() == theirs.keys()
    assert [table for table in ours if ours[table] != theirs[table]] == []


def schema(place):
    """Indexes and references that a database has, by name."""
    with opened(place) as connection:
        if is_url(place):
            return (sorted(connection.run("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'").fetchall()),
                    sorted(connection.run("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated"
                                          " FROM pg_constraint").fetchall()))
        return sorted(map(repr, connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")))


def words(source, target, data):
    """A command to copy; a URL comes over the environment as it would with a password."""
    chosen, environment = ["copy"], dict(os.environ)
    for name, place in (("from", source), ("to", target)):
        if is_url(place):
            environment[f"GLIMT_COPY_{name.upper()}"] = place
        else:
            chosen += [f"--{name}", str(place)]
    return chosen + (["--data", str(data)] if data else []), environment


def copy(source, target, data=None, **more):
    chosen, environment = words(source, target, data)
    return glimt(*chosen, env=environment, **more)


def refused(*places, **more):
    done = copy(*places, check=False, **more)
    assert done.returncode == 1
    sentences = [line for line in done.stderr.splitlines() if line.startswith("glimt: ")]
    assert len(sentences) == 1 and sentences[0].endswith(".")
    return sentences[0]


def counter(url):
    with opened(url, read_only=False) as connection:
        return connection.run("SELECT nextval(pg_get_serial_sequence('security_events', 'seq'))").fetchone()[0]


def test_a_copy_there_and_back_has_the_same_rows(copies, company):
    directory, _ = company
    url, empty, back = copies.empty_database(), copies.empty_database(), copies.new_directory()
    assert "all of them are alike" in copy(directory, url).stdout
    assert_alike(directory, url)
    copy(url, back, data=directory)
    assert_alike(directory, back)
    assert schema(directory) == schema(back)
    glimt("account", "add", "x", "--data", make(copies.new_directory()), "--database", empty)
    assert schema(url) == schema(empty)  # as if it had been made there
    with opened(directory) as connection:
        last = connection.execute("SELECT max(seq) FROM security_events").fetchone()[0]
    assert counter(url) == last + 1
    assert (back / "secret.key").read_bytes() == (directory / "secret.key").read_bytes()
    assert named_files(back) == named_files(directory)


def make(directory):
    directory.mkdir(mode=0o700)
    return directory


def named_files(directory):
    return {path.relative_to(directory): path.read_bytes()
            for path in (directory / "files").glob("[0-9]*/*/*") if path.is_file()}


@pytest.mark.parametrize("direction", ["there", "back"])
def test_a_server_goes_on_where_the_other_ended(copies, company, direction):
    """The same application, and the same rows; new ones get the next ids."""
    directory, application = company
    url, place = copies.new_database(), copies.new_directory()
    shutil.copytree(directory, place)
    copy(place, url)
    options = {"env": {**os.environ, "GLIMT_DATABASE": url}}
    if direction == "back":
        (place / "glimt.db").unlink()
        copy(url, place, data=place)
        options = {}
    server = Server(place, **options)
    try:
        client = Client(server, *application)
        names = {item["name"] for item in client.walk("/v1/Core/Contacts")}
        with opened(directory) as connection:
            assert names == {name for name, in connection.execute("SELECT name FROM contacts WHERE account_id = 1")}
            last = connection.execute("SELECT max(id) FROM contacts WHERE account_id = 1").fetchone()[0]
        assert client.create(name="Ny")["id"] > last
    finally:
        server.stop()


def kill_at_random(source, target, data, random_moment):
    """Whether it was killed before its end; otherwise it has done all, or one before had when it was killed."""
    chosen, environment = words(source, target, data)
    with begin(*chosen, env=environment, start_new_session=True) as process:
        try:
            said = process.communicate(timeout=random_moment)[1]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    assert process.returncode == 0 or WHOLE in said, said
    return False


@pytest.mark.parametrize("direction", ["there", "back"])
def test_a_copy_that_is_killed_goes_on(copies, company, direction):
    directory, _ = company
    source, data = directory, None
    if direction == "back":
        source, data = copies.new_database(), directory
        copy(directory, source)
    began = time.monotonic()
    copy(source, copies.new(direction), data)
    whole = time.monotonic() - began
    target, moments, kills = copies.new(direction), random.Random(), 0
    while kills < KILLS:
        if kill_at_random(source, target, data, moments.uniform(0, whole / 2)):
            kills += 1
        elif kills < 3:  # the machine is quicker by now: once more
            target, kills, whole = copies.new(direction), 0, whole / 2
        else:
            break
    done = copy(source, target, data, check=False)
    assert done.returncode == 0 or WHOLE in done.stderr, done.stderr
    assert_alike(source, target)
    fresh = copies.new(direction)
    copy(source, fresh, data)
    assert schema(target) == schema(fresh)


def stopped(source, target, data=None):
    """Begins a copy and kills it as soon as some tables are there and some are not."""
    chosen, environment = words(source, target, data)
    with subprocess.Popen([BINARY, *chosen], env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if stand_still(process) and 3 < progress(target) < 60:
                break
            process.send_signal(signal.SIGCONT)
            time.sleep(0.002)
        assert process.poll() is None, "it was too quick to be stopped"
        process.send_signal(signal.SIGKILL)


def progress(place):
    """How many tables are there; 0 also while the copy, which may stand still, has them locked."""
    try:
        with opened(place, patience=0.05) as connection:
            return connection.execute("SELECT count(*) FROM copy_tables WHERE is_done = 1").fetchone()[0]
    except Exception:  # pylint: disable=broad-except  # there is no such table yet, or no database
        return 0


def test_no_server_starts_on_an_unfinished_copy(copies, company):
    directory, _ = company
    url, whole = copies.new_database(), copies.new_database()
    stopped(directory, url)
    sentence = refused_start(make(copies.new_directory()), "--database", url)
    assert "has a copy that is not finished" in sentence
    copy(directory, whole)
    for command in (["check"], ["account", "list"], ["demo"]):
        done = glimt(*command, "--data", directory, "--database", url, check=False)
        assert done.returncode == 1 and "has a copy that is not finished" in done.stderr
    assert "has a copy that is not finished" in refused(url, copies.new_directory(), directory)
    back = copies.new_directory()
    stopped(whole, back, directory)
    assert "has a copy that is not finished" in refused_start(back)


def test_what_changed_in_the_source_since_comes_anew(copies, company):
    directory, _ = company
    source, url = copies.new_directory(), copies.new_database()
    shutil.copytree(directory, source)
    stopped(source, url)
    with opened(source) as connection:
        connection.execute("UPDATE accounts SET name = 'Ett annat'")
        connection.execute("DELETE FROM absence_projects WHERE id = (SELECT max(id) FROM absence_projects)")
    done = copy(source, url)
    assert "Going on with the copy: " in done.stdout
    assert "The source has changed in accounts since: it comes anew." in done.stdout
    assert "The source has changed in absence_projects since: it comes anew." in done.stdout
    assert_alike(source, url)


def test_what_changed_in_the_target_is_found(copies, company):
    directory, _ = company
    url = copies.new_database()
    stopped(directory, url)
    with opened(url, read_only=False) as connection:
        connection.run("UPDATE accounts SET name = 'Ett annat'")
    assert "The table accounts of the target has 2 rows that differ from the 2 of the source" in refused(directory, url)
    copy(directory, url)
    assert_alike(directory, url)


def test_a_stop_leaves_what_can_be_gone_on_with(copies, company):
    directory, _ = company
    url = copies.new_database()
    chosen, environment = words(directory, url, None)
    with subprocess.Popen([BINARY, *chosen], env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and progress(url) < 3:
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        said = process.communicate()[1]
    record.keep_said(said)
    assert process.returncode == 1 and said.endswith("The copy was stopped; the same command goes on with it.\n")
    copy(directory, url)
    assert_alike(directory, url)


AWAY = ["--files", "s3://files", "--s3-endpoint", "http://127.0.0.1:9"]
KEY = {"GLIMT_S3_KEY_ID": "id", "GLIMT_S3_SECRET": "secret"}


def without_its_files(source, target, data=None):
    """A copy that has come as far as to the files, which have nowhere to go."""
    chosen, environment = words(source, target, data)
    done = glimt(*chosen, *AWAY, env={**environment, **KEY}, check=False)
    assert done.returncode == 1 and done.stderr.endswith(
        "glimt: What keeps the stored files cannot be reached: the same command goes on when it can be.\n")


def test_a_copy_is_not_finished_without_its_files(copies, company):
    directory, _ = company
    url, whole = copies.new_database(), copies.new_database()
    without_its_files(directory, url)
    assert "has a copy that is not finished" in refused_start(make(copies.new_directory()), "--database", url)
    assert "Going on with the copy: all rows are there." in copy(directory, url).stdout
    copy(directory, whole)
    assert_alike(url, whole)
    with opened(url) as connection:
        assert connection.execute("SELECT count(*) FROM stored_copies WHERE state = 2").fetchone()[0] == len(named_files(directory))


def test_files_that_cannot_be_fetched_are_not_taken_for_missing(copies, company):
    directory, _ = company
    url, back = copies.new_database(), copies.new_directory()
    copy(directory, url)
    with opened(url, read_only=False) as connection:
        connection.run("UPDATE stored_copies SET held_in = 2")
    without_its_files(url, back, directory)
    with opened(url, read_only=False) as connection:
        connection.run("UPDATE stored_copies SET held_in = 1")
    assert "Going on with the copy: all rows are there." in copy(url, back, directory).stdout
    assert sorted(named_files(back)) == sorted(named_files(directory))
    assert_alike(url, back)


def test_what_changed_after_all_rows_had_come_comes_anew(copies, company):
    """References, which stand by then, do not hold it up, and stand again afterwards."""
    directory, _ = company
    source, url, fresh = copies.new_directory(), copies.new_database(), copies.new_database()
    shutil.copytree(directory, source)
    without_its_files(source, url)
    with opened(source) as connection:
        connection.execute("UPDATE accounts SET name = 'Ett annat'")
        connection.execute("DELETE FROM absence_projects WHERE id = (SELECT max(id) FROM absence_projects)")
    done = copy(source, url)
    assert "The source has changed in accounts since: it comes anew." in done.stdout
    assert_alike(source, url)
    copy(source, fresh)
    assert schema(url) == schema(fresh)


def test_another_key_is_refused_before_anything_comes(copies, company):
    directory, _ = company
    url, other = copies.new_database(), copies.new_directory()
    make(other)
    (other / "secret.key").write_bytes(b"x" * 32)
    os.chmod(other / "secret.key", 0o600)
    assert " is another one than that of the source." in refused(directory, url, other)
    (other / "secret.key").unlink()
    assert "Going on" not in copy(directory, url, other).stdout
    assert (other / "secret.key").read_bytes() == (directory / "secret.key").read_bytes()


# ---- what is refused ----

def test_a_directory_that_is_served_is_refused(copies, company):
    directory, _ = company
    source, url = copies.new_directory(), copies.empty_database()
    shutil.copytree(directory, source)
    server = Server(source)
    try:
        assert re.search(r"is at work on the directory \S+; stop it first\.$", refused(source, url))
    finally:
        server.stop()
    with opened(url) as connection:
        assert tables_of(connection) == []


def test_a_target_with_companies_is_refused(copies, company):
    directory, _ = company
    url, there = copies.new_database(), copies.new_directory()
    copy(directory, url)
    before = content(url)
    assert "The target has companies of its own: name an empty database, or a new directory." in refused(directory, url)
    assert content(url) == before
    glimt("demo", "--data", there, "--time-reports", 10)
    assert "The target has companies of its own" in refused(url, there, directory)


def test_a_database_of_another_program_is_refused(copies, company):
    url = copies.empty_database()
    with opened(url, read_only=False) as connection:
        connection.run("CREATE TABLE theirs (id int)")
    assert "is not a glimt database." in refused(company[0], url)


@pytest.mark.parametrize("sql,sentence", [
    ("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)", "was made by an older glimt"),
    ("INSERT INTO migrations VALUES (999, '999_later', 'x', 0)", "was made by a newer glimt"),
])
def test_a_source_of_another_version_is_refused(copies, company, sql, sentence):
    source, url = copies.new_directory(), copies.empty_database()
    shutil.copytree(company[0], source)
    with opened(source) as connection:
        connection.execute(sql)
    assert sentence in refused(source, url)
    with opened(url) as connection:
        assert tables_of(connection) == []


def test_what_lies_beside_the_database_is_asked_for(copies, company):
    directory, _ = company
    url, back = copies.new_database(), copies.new_directory()
    copy(directory, url)
    assert "give --data with the data directory that its server has." in refused(url, back)
    assert not back.exists()
    make(back)
    (back / "glimt.conf").write_text("")
    shutil.copyfile(directory / "secret.key", back / "secret.key")
    assert "has secret.key, but its database, glimt.db, is missing" in refused(url, back, directory)


def test_a_file_that_the_source_lacks_is_told(copies, company):
    directory, _ = company
    source, beside, url = copies.new_directory(), copies.new_directory(), copies.new_database()
    shutil.copytree(directory, source)
    gone, kept = sorted(named_files(source))
    (source / gone).unlink()
    done = copy(source, url, beside, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("glimt: The copy is finished, but 1 file did not come over.\n")
    with opened(url) as connection:
        stored = [f"{account}/{name[:2]}/{name[2:]}" for account, name in connection.execute(
            "SELECT account_id, content_hash FROM stored_copies WHERE state = 2")]
    assert stored == [str(kept.relative_to("files"))]
    assert_alike(source, url)


def test_a_bucket_that_nobody_named_or_reaches(copies, company):
    directory, _ = company
    url, there = copies.new_database(), copies.new_database()
    copy(directory, url)
    with opened(url, read_only=False) as connection:
        connection.run("UPDATE stored_copies SET held_in = 2")
    assert refused(url, copies.new_directory(), directory).endswith(
        "Files of the source are in a bucket: name it with --files s3://BUCKET/PREFIX, as its server does.")
    chosen, environment = words(directory, there, None)
    done = glimt(*chosen, "--files", "s3://files", "--s3-endpoint", f"http://127.0.0.1:{free_port()}", check=False,
                 env={**environment, "GLIMT_S3_KEY_ID": "x", "GLIMT_S3_SECRET": "y"})
    assert done.returncode == 1 and done.stderr.endswith(
        "What keeps the stored files cannot be reached: the same command goes on when it can be.\n")
    copy(directory, there)
    assert_alike(directory, there)


def test_keys_that_do_not_fit_are_refused(copies, company):
    """All rows are there by then; when it is mended, the same command goes on."""
    directory, _ = company
    source, beside, url = copies.new_directory(), copies.new_directory(), copies.new_database()
    shutil.copytree(directory, source)
    make(beside)
    (beside / "secret.key").write_bytes(b"x" * 32)
    key = source / "secret.key"
    assert refused(source, url, beside).endswith(f"The key file {beside}/secret.key is another one than that of the source.")
    (beside / "secret.key").unlink()
    (beside / "secret.key.new").mkdir()
    assert refused(source, url, beside).endswith(f"The key file {beside}/secret.key cannot be written: Is a directory.")
    (beside / "secret.key.new").rmdir()
    bytes_of_key = key.read_bytes()
    key.unlink()
    key.mkdir()
    assert refused(source, url, beside).endswith(f"The key file {key} cannot be read: Is a directory.")
    key.rmdir()
    key.write_bytes(bytes_of_key)
    copy(source, url, beside)
    assert (beside / "secret.key").read_bytes() == bytes_of_key


def test_options_that_make_no_sense_are_refused(copies, company, tmp_path):
    directory, _ = company
    url = copies.new_database()
    file = tmp_path / "url"
    file.write_text(url + "\n")
    for arguments, sentence in (
            (["--to", url], "--from is needed"),
            (["--from", directory], "--to is needed"),
            (["--from", directory, "--to", tmp_path / "x"], "One of --from and --to has to be a directory"),
            (["--from", url, "--to", url], "One of --from and --to has to be a directory"),
            (["--from", directory, "--to", url, "--to-file", file], "--to and --to-file cannot be given together"),
    ):
        done = glimt("copy", *arguments, check=False)
        assert done.returncode == 2 and sentence in done.stderr
    assert "all of them are alike" in glimt("copy", "--from", directory, "--to-file", file).stdout
    assert "does not exist" in refused(tmp_path / "nowhere", url)


def test_no_password_is_told(copies, company):
    url = copies.new_database().replace("glimt@", "nobody:hunter2%40x@")
    done = copy(company[0], url, check=False)
    assert done.returncode == 1 and "does not let the user nobody in" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout


def test_rows_that_refer_to_nothing_are_told(copies, company):
    source, url = copies.new_directory(), copies.new_database()
    shutil.copytree(company[0], source)
    with opened(source) as connection:
        connection.execute("UPDATE tasks SET created_by_id = 12345 WHERE id = 1")
    assert "contradicts other rows" in refused(source, url)
    again = copy(source, url, check=False)
    assert again.returncode == 1 and "Going on with the copy: all rows are there." in again.stdout


def test_rows_that_refer_to_nothing_are_told_on_the_way_back(copies, company):
    directory, _ = company
    url, back = copies.new_database(), copies.new_directory()
    copy(directory, url)
    with opened(url, read_only=False) as connection:
        connection.run("UPDATE tasks SET created_by_id = 12345 WHERE id = 1")
    checked = glimt("check", "--data", directory, "--database", url, check=False)
    assert checked.returncode == 1 and " rows of tasks refer to rows of users that are missing." in checked.stdout
    assert refused(url, back, directory).endswith(
        "Rows of the source refer to rows that are missing: glimt check says which.")
    assert "has a copy that is not finished" in refused_start(back)


@pytest.mark.parametrize("direction,sentence", [
    ("there", "The table contacts of the source is not as in the target."),
    ("back", "The table contacts has a column shape of the unknown type point."),
])
def test_tables_that_were_changed_by_hand_are_refused(copies, company, direction, sentence):
    directory, _ = company
    source, data = copies.new_directory(), None
    shutil.copytree(directory, source)
    if direction == "back":
        data, source = source, copies.new_database()
        copy(data, source)
    with opened(source, read_only=False) as connection:
        getattr(connection, "run", connection.execute)(
            f"ALTER TABLE contacts ADD COLUMN shape {'POINT' if direction == 'back' else 'TEXT'}")
    assert sentence in refused(source, copies.new(direction), data)


def test_a_question_that_fails_before_anything_is_copied(copies, company):
    """Of where files are, and of what was migrated."""
    directory, _ = company
    url, back = copies.new_database(), copies.new_directory()
    glimt("migrate", "--data", make(copies.new_directory()), "--database", url)
    with opened(url, read_only=False) as connection:
        connection.run("ALTER TABLE stored_copies RENAME COLUMN held_in TO was_in")
        assert refused(url, back, directory) == "glimt: The database failed." and not back.exists()
        connection.run("ALTER TABLE stored_copies RENAME COLUMN was_in TO held_in")
        connection.run("ALTER TABLE migrations RENAME TO kept; GRANT SELECT ON kept TO PUBLIC; CREATE VIEW migrations AS"
                       " SELECT 1 / (random() * 0)::int::bigint AS number, name, checksum, made_at FROM kept")
    assert refused(directory, url).endswith("cannot be read: The database failed.")


def test_an_unfinished_copy_of_an_older_version_is_refused(copies, company):
    directory, _ = company
    url = copies.new_database()
    stopped(directory, url)
    with opened(url, read_only=False) as connection:
        connection.run("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)")
    assert refused(directory, url).endswith(
        "has an unfinished copy by an older glimt: delete what is there, and copy anew.")


def test_who_only_serves_fills_nothing(copies, company):
    directory, _ = company
    url = copies.new_database()
    glimt("migrate", "--data", make(copies.new_directory()), "--database", url)
    with opened(url, read_only=False) as connection:
        [name] = connection.run("SELECT current_database()").fetchone()
        connection.run(f"CREATE ROLE server LOGIN IN ROLE glimt_serve_{name}")
    assert "has to be filled with the user that owns its tables, which server does not." in refused(
        directory, url.replace("glimt@", "server@"))


def test_another_copy_at_work_on_the_target_is_noticed(copies, company):
    """What it would note of tables that are not done, while the first is among the others."""
    directory, _ = company
    url = copies.new_database()
    stopped(directory, url)
    chosen, environment = words(directory, url, None)
    with opened(url, read_only=False) as other, begin(*chosen, env=environment) as process:
        assert process.stdout.readline().startswith("Going on with the copy: ")
        noted = other.run("UPDATE copy_tables SET row_count = row_count + 1 WHERE is_done = 0").rowcount
        said = process.communicate()[1]
    record.keep_said(said)
    assert noted > 0 and process.returncode == 1
    assert said.endswith("Another glimt copy is at work on the target.\n")
