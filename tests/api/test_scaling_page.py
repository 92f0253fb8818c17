"""The commands of docs/scaling.md, as they stand there, on a PostgreSQL with a company."""

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import time

import pytest

import client
from postgres import PROGRAMS, postgres

pytestmark = pytest.mark.own_postgres

BINARY = os.path.abspath(client.BINARY)
PAGE = (pathlib.Path(__file__).resolve().parents[2] / "docs/scaling.md").read_text()


def block(begins):
    """The code of the page that begins so."""
    return next(code for code in re.findall(r"^```\w*\n(.*?)^```$", PAGE, re.M | re.S) if code.startswith(begins))


@pytest.fixture(name="there", scope="module")
def there_(tmp_path_factory):
    archive = tmp_path_factory.mktemp("archive")
    for folder in (archive, *list(archive.parents)[:3]):
        folder.chmod(0o777)  # PostgreSQL is another user where tests are root's
    with postgres(*block("archive_mode").replace("/srv/archive", str(archive)).splitlines()) as made:
        made.new_database("glimt")
        made.archive = archive
        made.company = tmp_path_factory.mktemp("company")
        run(made, "/", f"{BINARY} demo --data {made.company}"
            " --contacts 30 --projects 5 --tasks 5 --time-reports 60")
        yield made


def run(made, folder, commands, database="glimt"):
    """Lines for a shell, of somebody whose PostgreSQL is this one."""
    done = subprocess.run(["sh", "-ec", commands], cwd=folder, capture_output=True, text=True, env={
        **os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "PGHOST": made.directory, "PGUSER": "glimt",
        "PGDATABASE": database, "GLIMT_DATABASE": made.url_of(database)})
    assert done.returncode == 0, done.stderr
    return done.stdout


def contacts(made, database, host=None):
    return run(made, "/", f"psql -At {f'-h {host}' if host else ''} -c 'SELECT name FROM contacts ORDER BY id'", database)


def test_a_dump_can_be_restored(there, tmp_path):
    run(there, tmp_path, block("pg_dump"))
    assert contacts(there, "glimt_restored") == contacts(there, "glimt") != ""
    with subprocess.Popen([BINARY, "serve", "--data", there.company, "--listen", "127.0.0.1:0", "--database",
                           there.url_of("glimt_restored")], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout.readline().startswith("listening on ")
        server.terminate()
    run(there, "/", f"{BINARY} check --data {there.company}", "glimt_restored")


def test_the_role_that_serves_can_be_made_by_an_administrator(there, tmp_path):
    """Here somebody has it already."""
    assert "glimt_serve_glimt" in run(there, tmp_path, "psql -Atc 'SELECT rolname FROM pg_roles'")
    commands = re.sub(r"-c 'CREATE ROLE (\w+)", r"-c 'DROP ROLE IF EXISTS \1' -c 'CREATE ROLE \1", block("psql"))
    run(there, tmp_path, commands.replace("glimt_serve_glimt", "glimt_serve_new"))


def test_a_base_backup_leads_to_a_moment(there, tmp_path):
    shutil.rmtree(f"{there.directory}/base", ignore_errors=True)
    base = pathlib.Path(there.directory) / "base"
    os.mkdir(base)
    run(there, base, block("pg_basebackup"))
    before = contacts(there, "glimt")
    time.sleep(1)
    moment = datetime.datetime.now(datetime.timezone.utc)
    time.sleep(1)
    written = run(there, tmp_path, "psql -qc \"UPDATE contacts SET name = 'Gone'\""
                                   " && psql -Atc 'SELECT pg_walfile_name(pg_switch_wal())'").strip()
    run(there, tmp_path, f"until test -f {there.archive}/{written}; do sleep 0.1; done")
    assert contacts(there, "glimt") != before
    copy = base / "copy"
    (copy / "recovery.signal").touch()
    with open(copy / "postgresql.conf", "a", encoding="utf-8") as settings:
        settings.write(block("restore_command").replace("/srv/archive", str(there.archive)).replace(
            "2026-06-30 12:00:00+00", moment.isoformat()) +
            f"archive_mode = off\nunix_socket_directories = '{base}'\n")
    for path in (base, copy, *copy.rglob("*")):
        if there.user:
            shutil.chown(path, "postgres", "postgres")
    there.run("pg_ctl", "-D", copy, "-l", base / "log", "-w", "-t", "60", "start")
    try:
        # It takes connections when it is where it was told to go, or somewhat later.
        run(there, tmp_path, f"until psql -h {base} -c 'SELECT 1' || ! kill -0 $(head -1 {copy}/postmaster.pid); do sleep 0.2; done")
        assert contacts(there, "glimt", base) == before, (base / "log").read_text()
    except AssertionError:
        raise AssertionError((base / "log").read_text()) from None
    finally:
        there.run("pg_ctl", "-D", copy, "-m", "immediate", "stop")


def test_the_address_finds_the_machine_that_takes_writes(there, tmp_path):
    """The first of the two is not there."""
    address = re.search(r"^postgres://\S+$", PAGE, re.M)[0]
    asked = address.replace("glimt@db1.example.org,db2.example.org/glimt?",
                            f"glimt@/glimt?host={tmp_path},{there.directory}&")
    run(there, tmp_path, f"psql '{asked}' -c 'SELECT 1'")
    listed = subprocess.run([BINARY, "app", "list", "--data", tmp_path, "--database", asked], capture_output=True,
                            text=True, check=False)
    assert listed.returncode == 0, listed.stderr
