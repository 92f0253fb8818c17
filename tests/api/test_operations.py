"""docs/operations.md does what it says: its commands are run, and its units are what systemd takes."""

import getpass
import grp
import gzip
import json
import os
import pathlib
import pwd
import re
import shlex
import shutil
import subprocess
import tempfile
import textwrap
import time

import pytest

from client import BINARY, Client, add_application, glimt, running
from uploads import file, new_task, upload

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
COMMANDS = [text for kind, text in BLOCKS if kind == "sh"]
MOVING = [text for text in COMMANDS if " import " in text]
# Those of test_operations_server.py.
ON_A_SERVER = [text for text in COMMANDS if re.search(r"postgres://|/etc/glimt/database|/srv/glimt-2|redis://|s3://", text)]
SHELL = [text for text in COMMANDS if text not in MOVING + ON_A_SERVER]
UNITS = dict(zip(re.findall(r"`/etc/systemd/system/([\w.-]+)`", PAGE), [text for kind, text in BLOCKS if kind == "ini"]))
# Places that the page names, where a test has its own; those that begin like others first.
PLACES = ["/srv/glimt-again", "/srv/glimt-before", "/srv/glimt-2", "/srv/glimt", "/srv/back", "/var/backups/glimt", "/backups",
          "/etc/glimt", "/usr/local/bin"]
AGAIN, BEFORE, SECOND, DATA, BACK, NIGHTLY, BACKUPS, KEYS, PROGRAMS = PLACES
pytestmark = pytest.mark.embedded("it has the commands of a machine without a server; test_operations_server.py has the others")

# The page's user is one that each machine has. Who is not root does everything as they are.
ROOTED = os.getuid() == 0
USER, GROUP = ("nobody", grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name) if ROOTED else (None, None)


def at(directory, place):
    return directory / f"place{PLACES.index(place)}"


def moved(text, directory):
    """The text with its places in a directory, its user, and the binary that is tested."""
    text = text.replace("build/glimt", str(pathlib.Path(BINARY).resolve()))
    if ROOTED:
        text = text.replace("-u glimt", f"-u {USER}").replace("-o glimt -g glimt", f"-o {USER} -g {GROUP}")
        text = text.replace("glimt:glimt", f"{USER}:{GROUP}")
    else:
        text = text.replace("runuser -u glimt -- ", "").replace("-o glimt -g glimt ", "")
        text = text.replace("glimt:glimt", f"{os.getuid()}:{os.getgid()}")
    return re.sub("|".join(map(re.escape, PLACES)), lambda found: str(at(directory, found.group())), text)


def run(text, directory):
    """What changes the machine itself is left out."""
    lines = [line for line in text.splitlines() if not line.startswith(("systemctl ", "useradd "))]
    env = {**os.environ, "PATH": f"{at(directory, PROGRAMS)}:{os.environ['PATH']}"}
    env.pop("TMPDIR", None)
    done = subprocess.run(["bash", "-euc", moved("\n".join(lines), directory)], cwd=directory, env=env,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, (text, done.stderr)


def command(unit, directory):
    return shlex.split(moved(re.search(r"^ExecStart=(.*)$", UNITS[unit], re.M).group(1), directory))


@pytest.fixture(name="place")
def one_place():
    """A directory that everybody may enter, and only its owner may write in."""
    with tempfile.TemporaryDirectory(dir="/tmp") as directory:
        os.chmod(directory, 0o755)
        at(pathlib.Path(directory), PROGRAMS).mkdir()
        yield pathlib.Path(directory)


@pytest.fixture(name="served")
def served_place(place, monkeypatch):
    """The data is being served where the page has it, by the page's user."""
    run(SHELL[0], place)
    with running(directory=at(place, DATA)) as server:
        client = server.client()
        upload(client, new_task(client), file(b"ett"))
    run(f"chown -R glimt:glimt {DATA}", place)
    monkeypatch.setattr("client.BINARY", str(at(place, PROGRAMS) / "glimt"))
    with running(directory=at(place, DATA), user=USER, group=GROUP) as server:
        yield server


def test_the_commands(place, served):
    """From an empty machine to a server that goes on with what was restored."""
    for text in SHELL[1:]:
        if "systemctl stop" in text:
            served.stop()
        run(text, place)
    assert {path.name for path in at(place, BACKUPS).iterdir()} == {"monday.tar.zst", "monday.sealed"}
    assert (at(place, KEYS) / "backup.key").stat().st_size == 32
    assert not at(place, AGAIN).exists() and (at(place, BEFORE) / "glimt.db").exists()
    if ROOTED:
        assert {path.owner() for path in at(place, DATA).rglob("*")} == {USER}
    words = [word if word != "0.0.0.0:8443" else "127.0.0.1:0" for word in command("glimt.service", place)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, user=USER,
                          group=GROUP) as started:
        assert started.stdout.readline().startswith("listening on ")
        started.terminate()
    assert glimt("check", "--data", at(place, DATA)).stdout.endswith("The 1 file that rows name is whole (3 bytes).\n")
    unpack, check = re.search(r"`(tar [^`]+)` unpacks it, and `(b2sum [^`]+)`", PAGE).groups()
    subprocess.run(["bash", "-euc", f"{unpack} && {check}"], cwd=at(place, BACKUPS), check=True, capture_output=True)


def test_the_commands_of_moving_in(place, tmp_path):
    """A company comes at once; or as a mirror that follows its source, until it is made the original."""
    bring, follow, finish = MOVING
    glimt("demo", "--data", tmp_path / "origin", "--contacts", 3, "--projects", 2, "--tasks", 2, "--time-reports", 5)
    with running(directory=tmp_path / "origin") as origin:
        made = add_application(origin.directory, "--all-permissions", "--rate", "off")
        secret = place / "secret"
        secret.touch(mode=0o600)
        secret.write_text(made["secret"])

        def words(text):
            text = text.replace("https://publicapi.example/", origin.url).replace("ap_...", made["id"])
            return shlex.split(moved(text, place)) + ["--rate", "off", "--ca-file", str(origin.certificate)]

        done = subprocess.run(words(bring.replace(DATA, AGAIN)), cwd=place, capture_output=True, text=True, check=True)
        assert "time reports" in done.stdout
        with subprocess.Popen(words(follow), cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as following:
            assert any("age in seconds" in line for line in following.stdout)
            following.terminate()
        assert following.returncode == 0
    run(finish, place)


def test_the_script_for_certificates_from_elsewhere(place, monkeypatch, tmp_path):
    """What certbot has is root's, and then the server's user can start with it."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout",
                    tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"], check=True, capture_output=True)
    run(SHELL[0], place)
    monkeypatch.setenv("RENEWED_LINEAGE", str(tmp_path))
    (script,) = (text for kind, text in BLOCKS if kind == "bash")
    run(script, place)
    monkeypatch.setattr("client.BINARY", str(at(place, PROGRAMS) / "glimt"))
    with running("--tls-cert", str(at(place, KEYS) / "tls.pem"), "--tls-key", str(at(place, KEYS) / "tls.key"),
                 directory=at(place, DATA), user=USER, group=GROUP):
        pass


@pytest.mark.usefixtures("served")
def test_the_command_of_the_readme(place):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    run(re.search(r"`(build/glimt backup [^`]+)`", text).group(1), place)
    assert (place / "backup.tar.zst").exists()


@pytest.mark.usefixtures("served")
def test_the_command_of_the_timer(place):
    """Run twice, as in two nights; and what the page tells of it."""
    run(next(text for text in SHELL if NIGHTLY in text), place)
    for _ in range(2):
        subprocess.run(command("glimt-backup.service", place), check=True, capture_output=True, user=USER, group=GROUP)
    names = sorted(path.name for path in at(place, NIGHTLY).iterdir())
    assert len(names) == 2
    shown = re.search(r"such as `(glimt-[^`]+)`", PAGE).group(1)
    shape = lambda name: re.sub(r"\d", "0", name)
    assert [shape(name) for name in names] == 2 * [shape(shown)]


WITH_SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")


@WITH_SYSTEMD
def test_the_units(place):
    run(SHELL[0], place)
    assert sorted(UNITS) == ["glimt-backup.service", "glimt-backup.timer", "glimt.service"]
    for name, text in UNITS.items():
        user = re.sub(r"^User=.*$", f"User={getpass.getuser()}", text, flags=re.M)
        (place / name).write_text(moved(user, place))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *(place / name for name in UNITS)],
                          capture_output=True, text=True, check=False,
                          env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
    ours = [line for line in done.stderr.splitlines() if "glimt" in line]
    assert ours == [] and done.returncode == 0, done.stderr


@WITH_SYSTEMD
def test_the_server_has_few_rights(place):
    """As systemd counts what a service is exposed to, from 0 to 10; one without any such line has 9 and more."""
    def exposure(text):
        (place / "glimt.service").write_text(text)
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", place / "glimt.service"],
                              capture_output=True, text=True, check=False)
        return float(re.search(r"exposure level[^:]*: ([\d.]+)", done.stdout)[1])
    unit = UNITS["glimt.service"]
    bare = re.sub(r"^(?:Capab|NoNew|Protect|ReadW|Private|Restrict|Lock|Memory|SystemC).*\n", "", unit, flags=re.M)
    assert exposure(unit) < 4.5 < 8.5 < exposure(bare)
    assert re.search(r"^ReadWritePaths=/srv/glimt$", unit, re.M)


# ---- the security log ----

ROTATION = textwrap.dedent(re.search(r"^    /\S+security\.log \{\n.*?^    \}\n", PAGE, re.M | re.S)[0])


def test_the_file_of_the_security_log_is_where_the_server_may_write():
    """Its directory is the one that systemd makes, for the server's user alone."""
    unit = UNITS["glimt.service"]
    [name] = re.findall(r"^LogsDirectory=(.*)$", unit, re.M)
    assert re.findall(r"^LogsDirectoryMode=(.*)$", unit, re.M) == ["0700"]
    assert f"`security-log = /var/log/{name}/security.log`" in PAGE
    assert ROTATION.startswith(f"/var/log/{name}/security.log {{\n    su glimt glimt\n")


@pytest.mark.skipif(not shutil.which("logrotate"), reason="logrotate is not installed")
def test_its_rotation(place, monkeypatch):
    """Twice, while events come: each of them is in one of the files, which are the server's alone."""
    logs, config = place / "logs", place / "rotation"
    logs.mkdir(mode=0o700)
    run(SHELL[0], place)
    monkeypatch.setattr("client.BINARY", str(at(place, PROGRAMS) / "glimt"))
    if ROOTED:
        shutil.chown(logs, USER, GROUP)
    with running("--security-log", str(logs / "security.log"), directory=at(place, DATA), user=USER, group=GROUP) as server:
        text = ROTATION.replace("/var/log/glimt", str(logs)).replace(
            "su glimt glimt", f"su {USER} {GROUP}" if ROOTED else "missingok")
        text = text.replace("systemctl kill --signal=HUP --kill-whom=main glimt.service", f"kill -HUP {server.process.pid}")
        assert "systemctl" not in text
        config.write_text(text)
        config.chmod(0o644)
        for turn in range(3):
            for _ in range(5):
                assert Client(server).get("/v1/Core/Contacts?page=1", token="nej").status_code == 401
            while told(logs) < 5 * (turn + 1):
                time.sleep(0.01)
            if turn < 2:
                subprocess.run(["logrotate", "--force", "--state", place / "state", config], check=True)
                while not (logs / "security.log").exists():
                    time.sleep(0.01)
    assert told(logs) == 15
    assert sorted(path.name for path in logs.iterdir()) == ["security.log", "security.log.1", "security.log.2.gz"]
    assert {path.stat().st_mode & 0o777 for path in logs.iterdir()} == {0o600}


def told(logs):
    """How many wrong tokens all files have."""
    read = {".gz": gzip.open}
    found = [json.loads(line) for path in logs.iterdir() for line in read.get(path.suffix, open)(path, "rt")]
    return sum(one["count"] for one in found if one["kind"] == "unknownToken")
