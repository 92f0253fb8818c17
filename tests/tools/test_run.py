"""`make run` and `make run-postgres`: what they print works when pasted, Ctrl-C ends them, and a second run keeps the data."""

import contextlib
import json
import os
import pathlib
import re
import signal
import stat
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin/postgres")  # where Debian has it
# A short id makes short names of directories, and those of sockets have to be.
ON_POSTGRES = pytest.param("run-postgres.sh", id="on", marks=pytest.mark.skipif(
    not POSTGRES.exists(), reason="no PostgreSQL"))


@contextlib.contextmanager
def running(data, script="run.sh"):
    """A run of this file of tools on a free port; gives all that it prints until it is ready."""
    environment = dict(os.environ, GLIMT_BINARY=os.environ.get("GLIMT_BINARY", "build/glimt"))
    process = subprocess.Popen([ROOT / "tools" / script, data, "127.0.0.1:0"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               start_new_session=True, env=environment)
    try:
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("Ctrl-C"):
                break
        yield said, process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait()
        process.stdout.close()


def postgres_is_running(data):
    """Its process, by the file that it keeps in its directory for as long as it runs."""
    note = data / "postgres/cluster/postmaster.pid"
    return note.exists() and pathlib.Path("/proc", note.read_text().split()[0]).exists()


def pasted(said, folder):
    """What a plain shell says to the two lines of curl."""
    lines = re.findall(r"^  (TOKEN=.*|curl .*)$", said, re.MULTILINE)
    assert len(lines) == 2, said
    run = subprocess.run(["sh", "-c", "\n".join(lines)], capture_output=True, text=True, cwd=folder)
    return json.loads(run.stdout)


def credentials(said):
    return re.findall(r"application (id|secret) +(\S+)", said)


@pytest.mark.parametrize("script", ["run.sh", ON_POSTGRES])
def test_run(tmp_path, script):
    data = tmp_path / "a company"
    kept = data / "demo-application.json" if script == "run.sh" else \
        data / "postgres/company/demo-application.json"
    with running(data, script) as (said, process):
        assert postgres_is_running(data) == (script != "run.sh")
        answer = pasted(said, tmp_path)
        assert answer["objectName"] == "generic.pagedlist"
        assert len(answer["items"]) == 3
        first = credentials(said)
        assert [name for name, _ in first] == ["id", "secret"]
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 0
    assert not postgres_is_running(data)
    with running(data, script) as (said, process):
        assert credentials(said) == first
        assert pasted(said, tmp_path) == answer


@pytest.mark.parametrize("script", [ON_POSTGRES])
def test_run_keeps_its_rows_on_its_postgres(tmp_path, script):
    """Commands find them by the directory alone, and the end of the first process ends all others."""
    with running(tmp_path, script) as (said, process):
        company = tmp_path / "postgres/company"
        assert f"data directory      {company}\n" in said
        listed = subprocess.run([os.environ.get("GLIMT_BINARY", "build/glimt"), "app", "list",
                                 "--data", company], check=True, cwd=ROOT, capture_output=True, text=True)
        assert dict(credentials(said))["id"] in listed.stdout
        assert not (company / "glimt.db").exists()
        second = subprocess.run([ROOT / "tools" / script, tmp_path, "127.0.0.1:0"], capture_output=True,
                                text=True, check=False, env=dict(os.environ, GLIMT_BINARY=os.environ.get(
                                    "GLIMT_BINARY", "build/glimt")))
        assert second.returncode == 1 and "stop it first" in second.stderr
        assert postgres_is_running(tmp_path)
        process.terminate()
        assert process.wait() == 0
        assert not postgres_is_running(tmp_path)


@pytest.mark.parametrize("script", [ON_POSTGRES])
def test_run_goes_on_with_a_postgres_that_was_left_behind(tmp_path, script):
    with running(tmp_path, script) as (said, process):
        first = credentials(said)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert postgres_is_running(tmp_path)
    with running(tmp_path, script) as (said, _):
        assert credentials(said) == first
    assert not postgres_is_running(tmp_path)


@pytest.mark.parametrize("script", [ON_POSTGRES])
def test_run_says_that_a_name_is_too_long_for_a_socket(tmp_path, script):
    run = subprocess.run([ROOT / "tools" / script, tmp_path / ("x" * 90)], capture_output=True,
                         text=True, check=False, env=dict(os.environ, GLIMT_BINARY="/bin/false"))
    assert run.returncode == 1 and "too long for a socket" in run.stderr


def test_run_makes_an_application_anew_when_the_old_one_is_refused(tmp_path):
    with running(tmp_path) as (said, _):
        first = dict(credentials(said))
    subprocess.run([os.environ.get("GLIMT_BINARY", "build/glimt"), "app", "disable", first["id"],
                    "--data", tmp_path], check=True, cwd=ROOT)
    with running(tmp_path) as (said, _):
        assert dict(credentials(said))["id"] != first["id"]
        assert "items" in pasted(said, tmp_path)


def test_run_passes_on_that_the_server_failed(tmp_path):
    data = tmp_path / "file"
    data.write_text("not a directory")
    run = subprocess.run([ROOT / "tools/run.sh", data, "127.0.0.1:0"], capture_output=True,
                         text=True, env=dict(os.environ, GLIMT_BINARY=os.environ.get(
                             "GLIMT_BINARY", "build/glimt")))
    assert run.returncode not in (0, None)
    assert run.stderr.strip()
