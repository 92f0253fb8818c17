"""What backups do for whoever has not looked closely: nothing counts as whole that is not, nothing
good is removed, and what root makes stays usable for the server."""

import datetime
import os
import pwd
import shutil
import signal
import sqlite3
import subprocess

import pytest

import record
from backups import refusal
from client import BINARY, glimt, running
from uploads import file, new_task, upload

pytestmark = pytest.mark.embedded("glimt backup copies a database in files; a server's is copied by its own programs")

NO_KEY = "secret.key is missing, without which nobody who uses codes for two-step sign-in can sign in."
WITH_CODES = ("INSERT INTO logins (account_id, id, email, email_folded, totp_secret, totp_step, created_at)"
              " VALUES (1, 1, 'a@b.se', 'a@b.se', x'00', 0, 0)")


@pytest.fixture(scope="module", name="original")
def one_directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("original") / "data"
    with running(directory=directory) as server:
        client = server.client()
        upload(client, new_task(client), file(b"ett"))
    return directory


@pytest.fixture(name="data")
def own_copy(original, tmp_path):
    return shutil.copytree(original, tmp_path / "data")


@pytest.fixture(name="there")
def directory_for_backups(tmp_path):
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def execute(data, *statements):
    database = sqlite3.connect(data / "glimt.db")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def names_in(directory):
    return sorted(path.name for path in directory.iterdir())


# ---- what is whole ----

def test_without_the_key_of_codes(data, there, tmp_path):
    old = "glimt-20200101T000000Z.tar.zst"
    (there / old).touch()
    (data / "secret.key").unlink()
    glimt("backup", "--data", data, "--to", tmp_path / "fine")  # nobody needs it
    assert glimt("verify", tmp_path / "fine").stdout.startswith("The backup is whole.")
    execute(data, WITH_CODES)
    done = glimt("backup", "--data", data, "--to", there, "--keep", 1, check=False)
    assert done.returncode == 1 and done.stdout.startswith("Backed up ")
    assert done.stderr == (f"glimt: {data}/{NO_KEY}\nglimt: The backup was made, but secret.key is missing,"
                           " so older backups were kept.\n")
    backup = next(path for path in there.iterdir() if path.name != old)
    assert backup.name.endswith("Z-damaged.tar.zst") and old in names_in(there)
    for words, verdict in ((["verify", backup], "is as it was made"),
                           (["restore", backup, "--data", tmp_path / "r"], "was restored")):
        done = glimt(*words, check=False)
        assert done.returncode == 1 and "The backup is whole" not in done.stdout
        assert done.stderr == f"glimt: {NO_KEY}\nglimt: The backup {verdict}, but secret.key was missing when it was made.\n"
    shutil.rmtree(data / "files")
    done = glimt("backup", "--data", data, "--to", there, check=False)
    assert done.stderr.endswith("but 1 file is missing or damaged and secret.key is missing.\n")


def test_a_key_that_is_none(data, tmp_path):
    (data / "secret.key").write_bytes(b"")
    assert refusal("backup", "--data", data, "--to", tmp_path / "b") == (
        f"{data}/secret.key is not a key: it must have 32 bytes.")


def test_damaged_ones_do_not_count(data, there):
    """However many there are, the last whole one stays, and they are not removed unseen."""
    glimt("backup", "--data", data, "--to", there)
    whole = names_in(there)
    stored = next((data / "files").glob("1/*/*"))
    content = stored.read_bytes()
    stored.unlink()
    for _ in range(2):
        assert glimt("backup", "--data", data, "--to", there, check=False).returncode == 1
    damaged = [name for name in names_in(there) if name.endswith("-damaged.tar.zst")]
    assert len(damaged) == 2 and set(names_in(there)) == {*whole, *damaged}
    stored.write_bytes(content)
    told = glimt("backup", "--data", data, "--to", there, "--keep", 2).stdout
    assert "Removed" not in told and set(whole + damaged) < set(names_in(there))
    told = glimt("backup", "--data", data, "--to", there, "--keep", 2).stdout
    assert told.endswith("Removed 1 older backup.\n")
    assert set(damaged) < set(names_in(there)) and len(names_in(there)) == 4


def test_clocks_that_were_wrong(data, there):
    """A file that is named by a later time is not ours to judge, and takes no place of a new one."""
    year = datetime.date.today().year
    future = [f"glimt-{year + more}0101T000000Z.tar.zst" for more in (2, 3, 4)]
    past = [f"glimt-20{number}0101T000000Z.tar.zst" for number in (10, 11, 12)]
    for name in future + past:
        (there / name).touch()
    told = glimt("backup", "--data", data, "--to", there, "--keep", 2).stdout
    assert told.endswith("Removed 2 older backups.\n")
    new, = set(names_in(there)) - {*future, *past}
    assert names_in(there) == [past[-1], new, *future]
    assert glimt("verify", there / new).stdout.startswith("The backup is whole.")
    told = glimt("backup", "--data", data, "--to", there, "--keep", 1).stdout
    assert told.endswith("Removed 2 older backups.\n") and names_in(there)[1:] == future


def test_a_company_that_was_being_filled(data, tmp_path):
    execute(data, "INSERT INTO demo_loads VALUES (1, 0, 1)")
    glimt("backup", "--data", data, "--to", tmp_path / "b")
    for words in (["verify", tmp_path / "b"], ["restore", tmp_path / "b", "--data", tmp_path / "r"]):
        done = glimt(*words)
        assert done.stderr == ("glimt: Account 1 is closed, since glimt demo was filling it when the backup was made; "
                               "glimt demo --account 1 fills it anew and opens it.\n")
    assert "closed" in glimt("account", "list", "--data", tmp_path / "r").stdout


# ---- where it goes ----

@pytest.mark.parametrize("to", ["", "b", "tls", "tls/b"])
def test_not_into_the_data(data, to):
    (data / "tls").mkdir(exist_ok=True)
    before = [name for name in names_in(data) if "glimt.db-" not in name]
    assert "is in the data directory itself" in refusal("backup", "--data", data, "--to", data / to)
    assert [name for name in names_in(data) if "glimt.db-" not in name] == before


def test_beside_the_data(data):
    """What only begins alike is another directory."""
    glimt("backup", "--data", data, "--to", f"{data}-backup")


def test_it_goes_on_after_a_hang_up(data, tmp_path):
    started = subprocess.Popen([BINARY, "backup", "--data", data, "--to", "-"], stdout=subprocess.PIPE,
                               preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    first = started.stdout.read(1)
    started.send_signal(signal.SIGHUP)
    (tmp_path / "b").write_bytes(first + started.stdout.read())
    started.stdout.close()
    assert started.wait() == 0
    glimt("verify", tmp_path / "b")


def stopped_while_copying(data, to):
    """A backup that stands still somewhere in the copy of the database."""
    size = (data / "glimt.db").stat().st_size
    while True:
        started = subprocess.Popen([BINARY, "backup", "--data", data, "--to", to], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        copied = None
        while started.poll() is None and not copied:
            copied = next((path for path in to.parent.glob("*/glimt.db")
                           if path.parent != data and path.stat().st_size > 0), None)
        started.send_signal(signal.SIGSTOP)
        if started.poll() is None and copied.exists() and copied.stat().st_size < size:
            return started
        started.send_signal(signal.SIGCONT)
        started.communicate()
        to.unlink()


def test_a_disk_that_is_too_slow(data, tmp_path):
    """The log is not let grow until the server has to refuse writes."""
    fill = "INSERT INTO filler WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT randomblob(1000000) FROM n"
    execute(data, "CREATE TABLE filler (content)", fill.format(200))
    held = sqlite3.connect(data / "glimt.db")
    held.execute("PRAGMA wal_autocheckpoint = 0")
    held.execute("PRAGMA synchronous = OFF")
    started = stopped_while_copying(data, tmp_path / "b")
    held.execute(fill.format(280))
    held.commit()
    started.send_signal(signal.SIGCONT)
    told, failed = started.communicate()
    held.close()
    record.keep_said(failed)
    assert started.returncode == 1 and told == "", failed
    assert failed.endswith("that disk is too slow for what is written to the database meanwhile.\n")
    assert names_in(tmp_path) == ["data"]


def test_a_restored_directory_has_its_reserve(data, tmp_path):
    """It may be started when the disk is full meanwhile."""
    (data / "reserve").unlink(missing_ok=True)
    glimt("backup", "--data", data, "--to", tmp_path / "b")
    glimt("restore", tmp_path / "b", "--data", tmp_path / "r")
    assert (tmp_path / "r" / "reserve").stat().st_blocks > 0


# ---- root ----

@pytest.mark.skipif(os.getuid() != 0, reason="only root can run commands as another user")
@pytest.mark.parametrize("words", [["backup", "--to"], ["compact"], ["check"], ["user", "list"],
                                   ["demo", "--time-reports", "10"]])
def test_what_root_makes_is_the_owners(words, data, tmp_path):
    """Also in a directory that has only the database yet, as one after the first `glimt demo`."""
    owner = pwd.getpwnam("nobody")
    if words[0] == "demo":
        shutil.rmtree(data)
        data.mkdir()
    for place in [data, *data.rglob("*")]:
        if place.name in ("glimt.lock", "pin"):
            place.unlink()
        else:
            os.chown(place, owner.pw_uid, owner.pw_gid)
    words = words + [tmp_path / "b"] * (words[-1] == "--to")
    glimt(*words, "--data", data)
    assert {place for place in [data, *data.rglob("*")] if place.stat().st_uid != owner.pw_uid} == set()
    if words[0] == "backup":
        assert (data / "files" / "pin").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can run commands as another user")
def test_a_server_that_root_starts(data):
    owner = pwd.getpwnam("nobody")
    shutil.rmtree(data)
    data.mkdir()
    os.chown(data, owner.pw_uid, owner.pw_gid)
    with running(directory=data) as server:
        client = server.client()
        upload(client, new_task(client), file(b"ett"))
        assert {place for place in data.rglob("*") if place.stat().st_uid != owner.pw_uid} == set()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_root_gives_nothing_else_away(data, tmp_path):
    """A lock that is a link to somebody's file, or another name of it, does not make it the owner's."""
    owner = pwd.getpwnam("nobody")
    os.chown(data, owner.pw_uid, owner.pw_gid)
    mine, lock = tmp_path / "mine", data / "files" / "pin"
    mine.touch()
    for link in (lock.symlink_to, lock.hardlink_to):
        lock.unlink(missing_ok=True)
        link(mine)
        glimt("backup", "--data", data, "--to", tmp_path / "b", check=False)
        (tmp_path / "b").unlink(missing_ok=True)
        assert mine.stat().st_uid == os.getuid()
