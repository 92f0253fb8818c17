"""Keys and data that others than their owner may open: refused, with the command that mends it."""

import contextlib
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess

import pytest

from client import BINARY, glimt, running
from hearing import Hearing

OPEN = re.compile(r"The (key file|directory) (.*) is open to others than its owner; (.*) closes it\.")
root = pytest.mark.skipif(os.getuid() != 0, reason="only root can run commands as another user")
FILE_MODES = [0o640, 0o620, 0o604, 0o602, 0o610, 0o601, 0o644, 0o666, 0o777, 0o440, 0o404]
FOLDER_MODES = [0o750, 0o720, 0o710, 0o705, 0o702, 0o701, 0o755, 0o777, 0o1777, 0o2750]


@pytest.fixture(scope="module", name="made")
def make_data(tmp_path_factory):
    """A data directory of a server that has run."""
    place = tmp_path_factory.mktemp("made") / "data"
    with running(directory=place):
        pass
    return place


@pytest.fixture(name="data")
def copy_data(made, tmp_path):
    """In a place whose name a shell reads differently."""
    return shutil.copytree(made, tmp_path / "it's a place" / "data")


def new_pair(place):
    place.mkdir(parents=True, exist_ok=True)
    key, certificate = place / "key.pem", place / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key,
                    "-out", certificate], capture_output=True, check=True)
    return key, certificate


def given(place):
    return ("--tls-key", str(place / "key.pem"), "--tls-cert", str(place / "cert.pem"))


def serve(data, *flags, **options):
    return glimt("serve", "--data", data, "--listen", "127.0.0.1:0", *flags, check=False, **options)


def check_refused(done, what, path):
    """Gives the command that is named."""
    assert done.returncode == 1 and done.stdout == ""
    said = OPEN.fullmatch(done.stderr.splitlines()[-1].removeprefix("glimt: "))
    assert said and said[1] == what and said[2] == str(path), done.stderr
    return said[3]


def starts(data, *flags):
    with running(*flags, directory=data):
        return True


def mend(command):
    assert subprocess.run(command, shell=True, check=False).returncode == 0


@pytest.mark.parametrize("name", ["tls/key.pem", "tls/ca-key.pem", "secret.key"])
@pytest.mark.parametrize("mode", [0o640, 0o602, 0o444])
def test_keys_in_the_data_directory(data, name, mode):
    path = data / name
    path.chmod(mode)
    mend(check_refused(serve(data), "key file", path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert starts(data)


@pytest.mark.parametrize("mode", FILE_MODES)
def test_a_key_that_is_given(data, tmp_path, mode):
    key, _ = new_pair(tmp_path / "a b")
    key.chmod(mode)
    mend(check_refused(serve(data, *given(tmp_path / "a b")), "key file", key))
    assert starts(data, *given(tmp_path / "a b"))


def test_modes_that_are_fine(data, tmp_path):
    key, certificate = new_pair(tmp_path)
    certificate.chmod(0o644)
    for mode in (0o600, 0o400):
        key.chmod(mode)
        assert starts(data, *given(tmp_path))
    (tmp_path / "link").symlink_to(key)
    assert starts(data, "--tls-key", str(tmp_path / "link"), "--tls-cert", str(certificate))
    key.chmod(0o640)
    command = check_refused(serve(data, "--tls-key", tmp_path / "link", "--tls-cert", certificate), "key file",
                            tmp_path / "link")
    mend(command)
    assert starts(data, *given(tmp_path))


def test_a_key_that_is_opened_while_the_server_runs(data, tmp_path):
    key, _ = new_pair(tmp_path)
    with Hearing(data, *given(tmp_path)) as hearing:
        new_pair(tmp_path)
        key.chmod(0o644)
        hearing.server.process.send_signal(signal.SIGHUP)
        hearing.wait_for("The certificate was not reloaded: The key file "
                         f"{key} is open to others than its owner; chmod 600 {key} closes it.")
        key.chmod(0o600)
        hearing.server.process.send_signal(signal.SIGHUP)
        hearing.wait_for("The certificate was reloaded.")


@pytest.mark.embedded("glimt backup copies a database in files; a server's is copied by its own programs")
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_the_key_of_backups(data, tmp_path, mode):
    key = tmp_path / "a key"
    key.write_bytes(os.urandom(32))
    key.chmod(mode)
    words = ("backup", "--data", data, "--to", tmp_path / "b", "--key-file", key)
    mend(check_refused(glimt(*words, check=False), "key file", key))
    glimt(*words)
    key.chmod(mode)
    for words in (("verify", tmp_path / "b"), ("restore", tmp_path / "b", "--data", tmp_path / "r")):
        check_refused(glimt(*words, "--key-file", key, check=False), "key file", key)


# ---- the data directory ----

@pytest.mark.parametrize("mode", FOLDER_MODES)
def test_a_directory_with_data(data, mode):
    data.chmod(mode)
    command = check_refused(serve(data), "directory", data)
    assert data.stat().st_mode & 0o7777 == mode
    mend(command)
    assert data.stat().st_mode & 0o777 == 0o700
    assert starts(data)


def test_the_demo_refuses_it_too(data):
    data.chmod(0o755)
    mend(check_refused(glimt("demo", "--data", data, check=False), "directory", data))
    glimt("demo", "--data", data, "--contacts", "1", "--projects", "1", "--tasks", "1", "--time-reports", "1")


@pytest.mark.embedded("glimt backup copies a database in files; a server's is copied by its own programs")
def test_others_commands_go_on(data, tmp_path):
    """Nobody is kept from a backup."""
    data.chmod(0o755)
    glimt("backup", "--data", data, "--to", tmp_path / "b")
    glimt("check", "--data", data)
    glimt("user", "list", "--data", data)


@pytest.mark.parametrize("words", [("serve",), ("demo", "--contacts", "1", "--projects", "1", "--tasks", "1",
                                               "--time-reports", "1")], ids=lambda words: words[0])
@pytest.mark.parametrize("inside", [[], ["lost+found"], ["glimt.conf"], ["maintenance", "lost+found"]], ids=str)
@pytest.mark.parametrize("mask", [0, 0o22, 0o77])
def test_a_directory_without_data_is_closed(tmp_path, words, inside, mask):
    """As `mkdir data` makes it, or a new file system."""
    old = os.umask(mask)
    try:
        (tmp_path / "data").mkdir()
        for name in inside:
            (tmp_path / "data" / name).touch()
        if words[0] == "serve":
            assert starts(tmp_path / "data")
        else:
            glimt(*words, "--data", tmp_path / "data")
    finally:
        os.umask(old)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["x", ".hidden", "glimt.db", "glimt.conf.old"])
def test_a_directory_with_something_else(tmp_path, name):
    """It may be open for a reason, as that of a machine's temporary files is."""
    place = tmp_path / "data"
    place.mkdir(mode=0o755)
    (place / name).touch()
    check_refused(serve(place), "directory", place)
    assert place.stat().st_mode & 0o777 == 0o755 and [path.name for path in place.iterdir()] == [name]


@pytest.mark.parametrize("mask", [0, 0o22, 0o77])
def test_a_directory_that_the_server_makes(tmp_path, mask):
    old = os.umask(mask)
    try:
        assert starts(tmp_path / "data")
    finally:
        os.umask(old)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    for path in (tmp_path / "data").rglob("*"):
        assert path.suffix == ".pem" or path.stat().st_mode & 0o077 == 0, path


# ---- another user ----

@contextlib.contextmanager
def place_of(owner):
    """A place and a program that another user can reach."""
    place = subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip()
    try:
        os.chmod(place, 0o755)
        shutil.copy(BINARY, f"{place}/glimt")
        os.mkdir(f"{place}/data", 0o700)
        os.chown(f"{place}/data", owner.pw_uid, owner.pw_gid)
        yield pathlib.Path(place)
    finally:
        shutil.rmtree(place)


def serve_as(place, owner, *flags):
    """What a server that does not start says."""
    return subprocess.run([place / "glimt", "serve", "--data", place / "data", "--listen", "127.0.0.1:0", *flags],
                          capture_output=True, text=True, check=False, user=owner.pw_uid, group=owner.pw_gid)


@root
@pytest.mark.parametrize("mode, group", [(0o644, False), (0o640, True)])
def test_a_key_of_root_for_a_server_of_somebody_else(mode, group):
    """Closing it alone would not do: the server could not read it."""
    owner = pwd.getpwnam("nobody")
    with place_of(owner) as place:
        key, certificate = new_pair(place)
        key.chmod(mode)
        certificate.chmod(0o644)
        if group:
            os.chown(key, 0, owner.pw_gid)
        command = check_refused(serve_as(place, owner, *given(place)), "key file", key)
        assert command == f"chown {owner.pw_uid} {key} && chmod 600 {key}"
        mend(command)
        certificate.write_text("no certificate")
        said = serve_as(place, owner, *given(place)).stderr
        assert said.startswith(f"glimt: The certificate {certificate} cannot be used: "), said


@root
def test_a_directory_of_somebody_else():
    """It has no data, but is not this user's to close."""
    owner = pwd.getpwnam("nobody")
    with place_of(owner) as place:
        os.chown(place / "data", 0, 0)
        (place / "data").chmod(0o777)
        done = serve_as(place, owner)
        assert check_refused(done, "directory", place / "data") == (
            f"chown {owner.pw_uid} {place}/data && chmod 700 {place}/data")
