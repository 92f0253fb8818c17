"""docs/operations.md does what it says: its commands are run, and its units are what systemd takes."""

import getpass
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import pytest

from client import BINARY, running
from uploads import file, new_task, upload

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
UNITS = [text for kind, text in BLOCKS if kind == "ini"]
# Places that the page names, where a test has its own.
AGAIN, DATA, NIGHTLY, BACKUPS, KEY = PLACES = [
    "/srv/glimt-again", "/srv/glimt", "/var/backups/glimt", "/backups", "/root/glimt-backup.key"]


def at(directory, place):
    return directory / f"place{PLACES.index(place)}"


def moved(text, directory):
    """The text with its places in a directory, and with the binary that is tested."""
    text = re.sub("|".join(map(re.escape, PLACES)), lambda found: str(at(directory, found.group())), text)
    binary = str(pathlib.Path(BINARY).resolve())
    return re.sub(r"(?:/usr/local/bin/|build/|(?<![\w/.-]))glimt (?=backup|verify|restore)", f"{binary} ", text)


@pytest.fixture(name="served")
def served_places(tmp_path):
    """The data is being served where the page has it."""
    for place in (BACKUPS, NIGHTLY):
        at(tmp_path, place).mkdir()
    with running(directory=at(tmp_path, DATA)) as server:
        client = server.client()
        upload(client, new_task(client), file(b"ett"))
        yield tmp_path


def test_the_commands(served):
    run = [text for kind, text in BLOCKS if kind == "sh" and "glimt " in text and "systemctl" not in text]
    assert len(run) == 4
    for text in run:
        subprocess.run(["bash", "-euc", moved(text, served)], check=True, capture_output=True)
    assert (at(served, AGAIN) / "glimt.db").exists()
    backups = at(served, BACKUPS)
    assert at(served, KEY).exists() and {path.name for path in backups.iterdir()} == {"monday.tar.zst", "monday.sealed"}
    unpack, check = re.search(r"`(tar [^`]+)` unpacks it, and `(b2sum [^`]+)`", PAGE).groups()
    subprocess.run(["bash", "-euc", f"{unpack} && {check}"], cwd=backups, check=True, capture_output=True)


def test_the_command_of_the_readme(served):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"`(build/glimt backup [^`]+)`", text).group(1)
    subprocess.run(["bash", "-euc", moved(command, served)], cwd=served, check=True, capture_output=True)
    assert (served / "backup.tar.zst").exists()


def test_the_command_of_the_timer(served):
    """Run twice, as in two nights; and what the page tells of it."""
    line = re.search(r"^ExecStart=(.*)$", UNITS[0], re.M).group(1)
    command = shlex.split(moved(line, served))
    for _ in range(2):
        subprocess.run(command, check=True, capture_output=True)
    names = sorted(path.name for path in at(served, NIGHTLY).iterdir())
    assert len(names) == 2
    shown = re.search(r"such as `(glimt-[^`]+)`", PAGE).group(1)
    shape = lambda name: re.sub(r"\d", "0", name)
    assert [shape(name) for name in names] == 2 * [shape(shown)]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_the_units(served):
    names = re.findall(r"`/etc/systemd/system/([\w.-]+)`", PAGE)
    assert len(names) == len(UNITS) == 2
    for name, text in zip(names, UNITS):
        user = re.sub(r"^User=.*$", f"User={getpass.getuser()}", text, flags=re.M)
        (served / name).write_text(moved(user, served))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *(served / name for name in names)],
                          capture_output=True, text=True, check=False,
                          env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
    ours = [line for line in done.stderr.splitlines() if "glimt" in line]
    assert ours == [] and done.returncode == 0, done.stderr
