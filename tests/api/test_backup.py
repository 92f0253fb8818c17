"""Backups: what is in them, who may read them, what is refused, and that they come back whole."""

import contextlib
import fcntl
import os
import pty
import re
import resource
import shutil
import signal
import sqlite3
import stat
import struct
import subprocess
import termios
import time

import pytest

import record
import test_upgrades
from backups import (archive, blake, file_name, files_of, manifest_of, members, named_in, new_key,
                     refusal, said, stored_in)
from client import BINARY, Client, glimt, running, stand_still
from uploads import download, file, new_task, upload

pytestmark = pytest.mark.embedded("glimt backup copies a database in files; a server's is copied by its own programs")


class Company:
    """A data directory with rows and files, which no server serves any more."""

    def __init__(self, directory):
        self.directory = directory
        with running(directory=directory) as server:
            self.application = server.application()
            client = Client(server, *self.application)
            self.contact = client.create(name="Kvar AB")["id"]
            self.path = new_task(client)
            self.contents = [b"", b"ett", os.urandom(300_000)]
            self.ids = [upload(client, self.path, file(content))["id"] for content in self.contents]
        self.database = directory / "glimt.db"

    def stored(self, content):
        return self.directory / file_name(content)


@pytest.fixture(scope="module", name="company")
def one_company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company") / "data")


@pytest.fixture(name="own")
def own_copy(company, tmp_path):
    """A company that a test may damage."""
    copy = object.__new__(Company)
    copy.__dict__.update(company.__dict__)
    copy.directory = tmp_path / "own"
    shutil.copytree(company.directory, copy.directory)
    copy.database = copy.directory / "glimt.db"
    return copy


@pytest.fixture(name="temporary", autouse=True)
def temporary_directory(tmp_path, monkeypatch):
    """Where temporary files go; they have to be gone at the end."""
    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setenv("TMPDIR", str(directory))
    yield directory
    assert list(directory.iterdir()) == []


def back_up(company, to, *flags):
    return glimt("backup", "--data", company.directory, "--to", to, *flags)


# ---- what is in it ----

def test_what_is_in_it(company, tmp_path):
    """tar and b2sum can read it, so nobody needs glimt to get at their data."""
    to = tmp_path / "b.tar.zst"
    told = back_up(company, to)
    assert told.stdout.startswith(f"Backed up {company.directory} to {to}: the database and 3 files, ")
    assert told.stderr == "" and [path.name for path in tmp_path.iterdir() if path.is_file()] == [to.name]
    listed = subprocess.run(["tar", "--zstd", "-tf", to], capture_output=True, text=True, check=True)
    names = ["backup.json", "glimt.db", "secret.key", *sorted(map(file_name, company.contents)), "manifest"]
    assert listed.stdout.splitlines() == names and listed.stderr == ""
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run(["tar", "--zstd", "-xf", to, "-C", out], check=True)
    subprocess.run(["b2sum", "--strict", "-c", "manifest"], cwd=out, check=True, capture_output=True)
    assert (out / "secret.key").read_bytes() == (company.directory / "secret.key").read_bytes()
    database = sqlite3.connect(f"file:{out}/glimt.db?mode=ro&immutable=1", uri=True)
    assert database.execute("SELECT name FROM contacts").fetchall() == [("Kvar AB",)]
    assert database.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    database.close()


def test_our_own_archive_is_the_same(company, tmp_path):
    """Tools that know nothing of glimt write a backup that it takes: the form is what it is said to be."""
    to = tmp_path / "b"
    back_up(company, to)
    parts = members(to.read_bytes())
    assert parts[-1][0] == "manifest"
    ours = tmp_path / "ours"
    ours.write_bytes(archive(parts[:-1]))
    assert members(ours.read_bytes()) == parts
    assert glimt("verify", ours).stdout == glimt("verify", to).stdout


def test_certificates_on_wish(company, tmp_path):
    back_up(company, tmp_path / "b", "--with-certificates")
    inside = dict(members((tmp_path / "b").read_bytes()))
    for name in ("cert.pem", "key.pem", "ca.pem", "ca-key.pem"):
        assert inside[f"tls/{name}"] == (company.directory / "tls" / name).read_bytes()
    told = glimt("restore", tmp_path / "b", "--data", tmp_path / "r").stdout
    assert re.search(r"^  certificates +yes$", told, re.M)
    assert files_of(tmp_path / "r" / "tls") == files_of(company.directory / "tls")


def test_no_certificates(own, tmp_path):
    shutil.rmtree(own.directory / "tls")
    assert refusal("backup", "--data", own.directory, "--to", tmp_path / "b", "--with-certificates") == (
        f"{own.directory}/tls/cert.pem cannot be read: No such file or directory.")
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("mask", [0, 0o77])
def test_modes(company, tmp_path, mask):
    old = os.umask(mask)
    try:
        back_up(company, tmp_path / "b")
        glimt("restore", tmp_path / "b", "--data", tmp_path / "r")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    for path in [tmp_path / "r", *(tmp_path / "r").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_progress_on_a_terminal(company, tmp_path):
    ours, theirs = pty.openpty()
    subprocess.run([BINARY, "backup", "--data", company.directory, "--to", tmp_path / "b"],
                   stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    os.close(theirs)
    shown = ""
    with contextlib.suppress(OSError):  # the end of a terminal that nobody writes to
        while True:
            shown += os.read(ours, 65536).decode()
    os.close(ours)
    assert re.search(r"\rWriting the backup: \d+ MB of \d+ \(\d+ %\)", shown)
    assert shown.endswith("\r\x1b[K") and "\n" not in shown


# ---- back again ----

def test_it_comes_back(company, tmp_path):
    """Tokens, rows and files; and the server does not need to be told anything."""
    back_up(company, tmp_path / "b")
    verified = glimt("verify", tmp_path / "b").stdout
    assert verified.startswith("The backup is whole.\n")
    for kind, count in (("companies", 1), ("contacts", 1), ("tasks", 1), ("time reports", 0)):
        assert re.search(rf"^  {kind} +{count}$", verified, re.M)
    assert re.search(r"^  files +3 \(300\.0 kB\)$", verified, re.M)
    restored = glimt("restore", tmp_path / "b", "--data", tmp_path / "r").stdout
    assert restored.startswith(f"Restored {tmp_path}/r.\n")
    assert verified.split("\n", 1)[1] in restored
    assert restored.endswith(f"glimt serve --data {tmp_path}/r\n")
    assert stored_in(tmp_path / "r") == named_in(tmp_path / "r") == {
        (1, blake(content)) for content in company.contents}
    assert glimt("check", "--data", tmp_path / "r").returncode == 0
    with running(directory=tmp_path / "r") as server:
        client = Client(server, *company.application)
        assert client.good("GET", f"/v1/Core/Contacts/{company.contact}")["name"] == "Kvar AB"
        for number, content in zip(company.ids, company.contents):
            assert download(client, company.path, number).content == content


@pytest.mark.parametrize("state", ["004", test_upgrades.STATES[-1]])
def test_an_older_backup_is_brought_up_to_date(tmp_path, state):
    test_upgrades.restore(state, tmp_path / "old").close()
    database = sqlite3.connect(tmp_path / "old" / "glimt.db")
    database.execute("PRAGMA journal_mode = DELETE")
    named = database.execute("SELECT content_hash FROM task_attachments WHERE type = 'file'"
                             " ORDER BY content_hash").fetchall() if state > "006" else []
    database.close()
    parts = [("backup.json", b'{"format":1,"glimt":"0.0.1","made":"then","certificates":false}\n'),
             ("glimt.db", (tmp_path / "old" / "glimt.db").read_bytes())]
    missing = "".join(f"# missing: files/1/{name[:2]}/{name[2:]}\n" for name, in named)
    manifest = manifest_of(parts).decode().replace("# end", missing + "# end").replace(
        " 0 missing", f" {len(named)} missing")
    (tmp_path / "b").write_bytes(archive(parts, manifest.encode()))
    done = glimt("restore", tmp_path / "b", "--data", tmp_path / "r", check=False)
    assert done.returncode == bool(named) and "Restored" in done.stdout and "by glimt 0.0.1" in done.stdout
    assert test_upgrades.migrations(tmp_path / "r") == test_upgrades.MIGRATIONS
    checked = glimt("check", "--data", tmp_path / "r", check=False)
    assert checked.returncode == bool(named)
    assert all(name[2:] in checked.stdout for name, in named) and checked.stdout.count("\n") == max(1, len(named))


def test_a_newer_backup(own, tmp_path):
    database = sqlite3.connect(own.database)
    database.execute("INSERT INTO migrations VALUES (999, '999_later', 'x', 1)")
    database.commit()
    database.execute("PRAGMA journal_mode = DELETE")
    database.close()
    (tmp_path / "b").write_bytes(archive([
        ("backup.json", b'{"format":1,"glimt":"9.0","made":"then","certificates":false}\n'),
        ("glimt.db", own.database.read_bytes())]))
    for words in (["verify"], ["restore", "--data", tmp_path / "r"]):
        assert "999_later" in refusal(*words, tmp_path / "b")
    assert not (tmp_path / "r").exists()
    (tmp_path / "b").write_bytes(archive([
        ("backup.json", b'{"format":2,"glimt":"9.0","made":"then","certificates":false}\n'),
        ("glimt.db", b"")]))
    assert refusal("verify", tmp_path / "b").startswith("The backup was made by glimt 9.0, in a form that ")


def test_where_it_is_not_restored(company, tmp_path):
    back_up(company, tmp_path / "b")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("empty", "link", "b", "empty/"):
        assert refusal("restore", tmp_path / "b", "--data", f"{tmp_path}/{name}") == (
            f"{tmp_path}/{name} exists already; a backup is restored into a new directory.")
    assert refusal("restore", tmp_path / "b", "--data", tmp_path / "no" / "r") == (
        f"A directory in {tmp_path}/no cannot be made: No such file or directory.")
    assert refusal("restore", tmp_path / "none", "--data", tmp_path / "r") == (
        f"{tmp_path}/none cannot be read: No such file or directory.")
    assert refusal("verify", tmp_path / "empty") == f"{tmp_path}/empty cannot be read: Is a directory."
    assert {path.name for path in tmp_path.iterdir()} == {"b", "empty", "link", "temporary"}


# ---- where it goes ----

def test_nothing_is_overwritten(company, tmp_path):
    to = tmp_path / "b"
    to.write_text("mine")
    sentence = f"{to} exists already, and is not overwritten."
    assert refusal("backup", "--data", company.directory, "--to", to) == sentence
    assert to.read_text() == "mine"
    to.unlink()
    to.symlink_to("nowhere")
    assert refusal("backup", "--data", company.directory, "--to", to) == sentence
    assert "cannot be made: No such file" in refusal(
        "backup", "--data", company.directory, "--to", tmp_path / "no" / "b")


def test_it_streams(company, tmp_path):
    whole = subprocess.run(f"{BINARY} backup --data {company.directory} --to - | {BINARY} verify -",
                           shell=True, capture_output=True, text=True, check=True)
    assert whole.stdout.startswith("The backup is whole.")
    assert whole.stderr.startswith(f"Backed up {company.directory} to standard output: ")
    assert list(tmp_path.glob("*.zst")) == []


def test_not_to_a_terminal(company):
    ours, theirs = pty.openpty()
    done = subprocess.run([BINARY, "backup", "--data", company.directory, "--to", "-"], stdout=theirs,
                          stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    record.keep_said(done.stderr)
    assert done.returncode == 1 and "not written to a terminal" in done.stderr


def test_names_by_time_and_keep(company, tmp_path):
    there = tmp_path / "backups"
    there.mkdir()
    old = [f"glimt-202{year}0101T000000Z.tar.zst" + ".sealed" * (year % 2) for year in range(5)]
    others = ["glimt-20200101T000000Z.tar", "glimt-2020101T000000Z.tar.zst", "notes",
              "glimt-20200101T000000Z.tar.zst.asc", "xglimt-20200101T000000Z.tar.zst",
              "glimt-20200101T00000aZ.tar.zst"]
    for name in old + others:
        (there / name).write_text("")
    (there / "glimt-20190101T000000Z.tar.zst").mkdir()
    back_up(company, there)
    assert len(list(there.iterdir())) == len(old + others) + 2
    told = back_up(company, there, "--keep", "3").stdout
    assert told.endswith("Removed 4 older backups.\n")
    kept = {path.name for path in there.iterdir()} - set(others) - {"glimt-20190101T000000Z.tar.zst"}
    assert old[-1] in kept and len(kept) == 3
    for name in kept - set(old):
        assert re.fullmatch(r"glimt-\d{8}T\d{6}Z\.tar\.zst", name)
        assert glimt("verify", there / name).stdout.startswith("The backup is whole.")
    assert set(others) <= {path.name for path in there.iterdir()}


def test_keep_needs_a_directory(company, tmp_path):
    for to in (tmp_path / "b", "-"):
        done = subprocess.run([BINARY, "backup", "--data", company.directory, "--to", to, "--keep", "3"],
                              capture_output=True, text=True, check=False)
        record.keep_said(done.stderr)
        assert done.returncode == 1 and done.stdout == ""
        assert done.stderr == f"glimt: --keep needs a directory that exists as --to, not {to}.\n"
    assert not (tmp_path / "b").exists()


# ---- keys ----

def test_keys(company, tmp_path):
    key, other = new_key(tmp_path / "key"), new_key(tmp_path / "other")
    back_up(company, tmp_path / "s", "--key-file", key)
    back_up(company, tmp_path / "b")
    sealed = (tmp_path / "s").read_bytes()
    assert b"Kvar AB" not in sealed and b"manifest" not in sealed and b"\x28\xb5\x2f\xfd" not in sealed[:100]
    assert glimt("verify", tmp_path / "s", "--key-file", key).stdout.startswith("The backup is whole.")
    for words in (["verify"], ["restore", "--data", tmp_path / "r"]):
        assert refusal(*words, tmp_path / "s") == "The backup is encrypted; --key-file FILE opens it."
        assert refusal(*words, tmp_path / "s", "--key-file", other) == (
            "The key does not fit this backup, or its beginning is damaged.")
        assert refusal(*words, tmp_path / "b", "--key-file", key) == (
            "The backup is not encrypted; leave --key-file out to read it.")
    assert not (tmp_path / "r").exists()
    glimt("restore", tmp_path / "s", "--data", tmp_path / "r", "--key-file", key)
    assert stored_in(tmp_path / "r") == named_in(tmp_path / "r")


def test_the_same_backup_is_never_sealed_alike(company, tmp_path):
    key = new_key(tmp_path / "key")
    for name in ("1", "2"):
        back_up(company, tmp_path / name, "--key-file", key)
    first, second = ((tmp_path / name).read_bytes() for name in ("1", "2"))
    assert first[:16] == second[:16] and first[16:40] != second[16:40] and first[40:80] != second[40:80]


def test_key_files_that_are_none(company, tmp_path):
    key = new_key(tmp_path / "key", b"x" * 31)
    ask = lambda: refusal("backup", "--data", company.directory, "--to", tmp_path / "b", "--key-file", key)
    assert ask() == f"The key file {key} is too short: it must have at least 32 bytes."
    key.write_bytes(b"x" * 65537)
    assert ask() == f"The key file {key} is too long: it must have at most 65536 bytes."
    key.write_bytes(b"x" * 32)
    key.chmod(0o640)
    assert ask() == (
        f"The key file {key} is open to others than its owner; chmod 600 {key} closes it.")
    key.unlink()
    assert ask() == f"The key file {key} cannot be read: No such file or directory."
    key.mkdir(0o700)
    assert ask() == f"The key file {key} is not a file."
    assert not (tmp_path / "b").exists()


# ---- what is not well ----

def test_files_that_are_missing_or_damaged(own, tmp_path):
    """The backup is made all the same: it is the only one that can be had now."""
    there = tmp_path / "backups"
    there.mkdir()
    (there / "glimt-20200101T000000Z.tar.zst").write_text("")
    lost, bad = own.stored(own.contents[1]), own.stored(own.contents[2])
    lost.unlink()
    bad.write_bytes(bytes(100))
    done = glimt("backup", "--data", own.directory, "--to", there, "--keep", "1", check=False)
    assert done.returncode == 1 and done.stdout.startswith("Backed up ")
    assert set(done.stderr.splitlines()) == {
        f"glimt: {lost} is missing: No such file or directory.",
        f"glimt: {bad} is damaged: its content is not what was stored.",
        "glimt: The backup was made, but 2 files are missing or damaged, so older backups were kept."}
    assert len(list(there.iterdir())) == 2
    backup = max(there.iterdir())
    manifest = dict(members(backup.read_bytes()))["manifest"].decode()
    names = {lost: file_name(own.contents[1]), bad: file_name(own.contents[2])}
    assert f"# missing: {names[lost]}\n" in manifest and f"# damaged: {names[bad]}\n" in manifest
    for words in (["verify", backup], ["restore", backup, "--data", tmp_path / "r"]):
        done = glimt(*words, check=False)
        assert done.returncode == 1 and "The backup is whole" not in done.stdout
        assert f"glimt: {names[lost]} was missing when the backup was made." in done.stderr
        assert f"glimt: {names[bad]} was damaged when the backup was made." in done.stderr
    assert stored_in(tmp_path / "r") == {(1, blake(b""))}


def test_a_damaged_database(own, tmp_path):
    content = bytearray(own.database.read_bytes())
    content[8192 * 3:8192 * 4] = os.urandom(8192)
    own.database.write_bytes(content)
    (tmp_path / "b").write_bytes(archive([
        ("backup.json", b'{"format":1,"glimt":"0.1.0","made":"then","certificates":false}\n'),
        ("glimt.db", bytes(content))]))
    for words in (["verify"], ["restore", "--data", tmp_path / "r"]):
        assert said(*words, tmp_path / "b")
    assert not (tmp_path / "r").exists() and list(tmp_path.glob("r.*")) == []


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))


def test_a_disk_that_gets_full(company, tmp_path):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BINARY, "backup", "--data", company.directory, "--to", "-"], stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "glimt: Standard output cannot be written: No space left on device.\n"
    sentence = refusal("backup", "--data", company.directory, "--to", tmp_path / "b",
                       preexec_fn=limit_files)
    assert sentence.startswith("The database cannot be copied to ")
    back_up(company, tmp_path / "b")
    sentence = refusal("restore", tmp_path / "b", "--data", tmp_path / "r", preexec_fn=limit_files)
    assert sentence.endswith("glimt.db cannot be written: File too large.")
    assert {path.name for path in tmp_path.iterdir()} == {"b", "temporary"}


def test_a_pipe_that_is_closed(company):
    started = subprocess.Popen([BINARY, "backup", "--data", company.directory, "--to", "-"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    started.stdout.read(1000)
    started.stdout.close()
    assert started.stderr.read() == b"glimt: Standard output cannot be written: Broken pipe.\n"
    assert started.wait() == 1
    started.stderr.close()


def test_a_standard_output_that_is_closed(company):
    before = files_of(company.directory)
    done = subprocess.run([BINARY, "backup", "--data", company.directory, "--to", "-"],
                          stderr=subprocess.PIPE, text=True, check=False, preexec_fn=lambda: os.close(1))
    assert done.returncode == 1
    assert done.stderr == "glimt: Standard output cannot be written: Bad file descriptor.\n"
    after = files_of(company.directory)
    assert all(after[name] == content for name, content in before.items() if "glimt.db-" not in name)


def waiting_in(pipe):
    """Bytes that were written and not read yet."""
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_backup(company, temporary, how):
    started = subprocess.Popen([BINARY, "backup", "--data", company.directory, "--to", "-"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert os.read(started.stdout.fileno(), 1)
    before = -1
    while (now := waiting_in(started.stdout)) < 10_000 or now != before:  # until it stands still
        before = now
        assert started.poll() is None
        time.sleep(0.1)
    started.send_signal(how)
    assert started.wait() == 1
    told = started.stderr.read().decode()
    record.keep_said(told)
    assert told == "glimt: It was interrupted, and nothing of it is left.\n"
    started.stdout.close()
    started.stderr.close()


def test_an_interrupted_restore(company, tmp_path):
    back_up(company, tmp_path / "b")
    content = (tmp_path / "b").read_bytes()
    started = subprocess.Popen([BINARY, "restore", "-", "--data", tmp_path / "r"],
                               stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    started.stdin.write(content[:-1000])
    started.stdin.flush()
    while not list(tmp_path.glob("r.restoring-*/glimt.db")):
        pass
    started.send_signal(signal.SIGTERM)
    assert started.wait() == 1
    assert started.stderr.read() == b"glimt: It was interrupted, and nothing of it is left.\n"
    started.stdin.close()
    started.stderr.close()
    assert {path.name for path in tmp_path.iterdir()} == {"b", "temporary"}


def stopped_while_checking(backup, temporary):
    """A verify that stands still with the database open."""
    while True:
        started = subprocess.Popen([BINARY, "verify", backup], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while started.poll() is None and not list(temporary.glob("*/glimt.db-wal")):
            pass
        if stand_still(started) and list(temporary.glob("*/glimt.db-wal")):
            return started
        started.send_signal(signal.SIGCONT)
        assert started.wait() == 0, started.communicate()
        started.communicate()


def test_an_interrupted_check(tmp_path, temporary):
    """A large database takes long to be checked, and nobody has to wait for that."""
    glimt("demo", "--data", tmp_path / "data")
    glimt("backup", "--data", tmp_path / "data", "--to", tmp_path / "b")
    started = stopped_while_checking(tmp_path / "b", temporary)
    started.send_signal(signal.SIGINT)
    started.send_signal(signal.SIGCONT)
    shown, told = started.communicate()
    assert started.returncode == 1 and shown == b""
    assert told.endswith(b"glimt: It was interrupted, and nothing of it is left.\n")


def test_what_a_killed_backup_left_is_swept(company, tmp_path):
    """Killed in the middle of it, with a file and a directory that nobody can remove for it."""
    there = tmp_path / "backups"
    there.mkdir()
    (there / ".glimt-work-abcdef").mkdir(0o700)
    (there / ".glimt-work-abcdef" / "glimt.db").write_text("half")
    (there / "glimt-20200101T000000Z.tar.zst.glimt-partial").write_text("half")
    (there / "b.glimt-partial").write_text("half")
    for path in there.glob("*.glimt-partial"):
        path.chmod(0o600)
    for name in ("r.restoring-abcdef", "r.restoring-ghijkl", "q.restoring-abcdef"):
        (there / name / "files").mkdir(parents=True)
        (there / name).chmod(0o755 if "g" in name[-6:] else 0o700)
    back_up(company, there / "b")
    glimt("restore", there / "b", "--data", there / "r")
    assert {path.name for path in there.iterdir()} == {
        "b", "r", "r.restoring-ghijkl", "q.restoring-abcdef"}
    glimt("verify", there / "b")


def test_a_backup_that_is_killed(company, tmp_path):
    """Its copy of the database has no name any more when it writes, and the next one needs no help."""
    for _ in range(5):
        started = subprocess.Popen([BINARY, "backup", "--data", company.directory, "--to", tmp_path / "b"])
        while not list(tmp_path.glob("b*")) and started.poll() is None:
            pass
        started.kill()
        started.wait()
        (tmp_path / "b").unlink(missing_ok=True)
    back_up(company, tmp_path / "b")
    assert {path.name for path in tmp_path.iterdir()} == {"b", "temporary"}
    glimt("verify", tmp_path / "b")


@contextlib.contextmanager
def small_disk(place):
    """A disk of 1 MB."""
    place.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", place], check=False).returncode == 0
    if not mounted:
        pytest.skip("only root can mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_small_disk(company, tmp_path, monkeypatch):
    """Room is asked for before anything is written, and what was written goes."""
    back_up(company, tmp_path / "b")
    with small_disk(tmp_path / "small") as small:
        filling = small / "filling"
        filling.write_bytes(bytes(900_000))
        assert re.fullmatch(r"There is no room for .*/glimt\.db: the disk is full\.",
                            refusal("restore", tmp_path / "b", "--data", small / "r"))
        assert refusal("backup", "--data", company.directory, "--to", small / "b").endswith(
            "the disk is full.")
        monkeypatch.setenv("TMPDIR", str(small))
        assert refusal("backup", "--data", company.directory, "--to", "-").endswith("the disk is full.")
        assert "There is no room for" in refusal("verify", tmp_path / "b")
        filling.unlink()
        filling.write_bytes(bytes(500_000))
        monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
        assert said("restore", tmp_path / "b", "--data", small / "r")
        filling.unlink()
        assert list(small.iterdir()) == []


def test_two_at_once(company, tmp_path):
    """Both wait for a place, and one gets it; the other says so or finds it taken."""
    for _ in range(5):
        both = [subprocess.Popen([BINARY, "backup", "--data", company.directory, "--to", tmp_path / "b"],
                                 stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
                for _ in range(2)]
        told = [process.communicate()[1] for process in both]
        assert sorted(process.returncode for process in both) == [0, 1], told
        sentence = next(text for text in told if text)
        assert sentence.count("\n") == 1 and ("Another backup" in sentence or "exists" in sentence)
        glimt("verify", tmp_path / "b")
        (tmp_path / "b").unlink()


def test_an_older_database_is_for_the_server(own, tmp_path):
    database = sqlite3.connect(own.database)
    database.execute("DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations)")
    database.commit()
    database.close()
    assert "was made by an older glimt" in refusal(
        "backup", "--data", own.directory, "--to", tmp_path / "b")
    assert "does not exist" in refusal("backup", "--data", tmp_path / "no", "--to", tmp_path / "b")
