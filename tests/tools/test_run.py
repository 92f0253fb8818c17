"""`make run`: what it prints works when pasted, Ctrl-C ends it, and a second run keeps the data."""

import contextlib
import json
import os
import pathlib
import re
import signal
import stat
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def running(data):
    """A run of tools/run.sh on a free port; gives all that it prints until it is ready."""
    environment = dict(os.environ, GLIMT_BINARY=os.environ.get("GLIMT_BINARY", "build/glimt"))
    process = subprocess.Popen([ROOT / "tools/run.sh", data, "127.0.0.1:0"], text=True,
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


def pasted(said, folder):
    """What a plain shell says to the two lines of curl."""
    lines = re.findall(r"^  (TOKEN=.*|curl .*)$", said, re.MULTILINE)
    assert len(lines) == 2, said
    run = subprocess.run(["sh", "-c", "\n".join(lines)], capture_output=True, text=True, cwd=folder)
    return json.loads(run.stdout)


def credentials(said):
    return re.findall(r"application (id|secret) +(\S+)", said)


def test_run(tmp_path):
    data = tmp_path / "a company"
    with running(data) as (said, process):
        answer = pasted(said, tmp_path)
        assert answer["objectName"] == "generic.pagedlist"
        assert len(answer["items"]) == 3
        first = credentials(said)
        assert [name for name, _ in first] == ["id", "secret"]
        kept = data / "demo-application.json"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 0
    with running(data) as (said, process):
        assert credentials(said) == first
        assert pasted(said, tmp_path) == answer


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
