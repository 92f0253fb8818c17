"""Commands of the host on a database on a server: those that work there, and those that say what to do instead."""

import json
import os

import pytest

from client import glimt
from postgres import postgres

pytestmark = pytest.mark.own_postgres


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Runs one on a demo company there."""
    directory = tmp_path_factory.mktemp("commands") / "data"
    with postgres() as server:
        environment = {**os.environ, "GLIMT_DATABASE": server.migrated_database("commands"),
                       "GLIMT_S3_KEY_ID": "id", "GLIMT_S3_SECRET": "secret"}

        def run(*words, **more):
            return glimt(*words, "--data", directory, env=environment, **more)

        run("demo", "--time-reports", 500)
        yield run


def test_companies_applications_and_people_are_kept_there(command):
    assert "Egen" not in command("account", "list").stdout
    made = json.loads(command("account", "add", "Egen", "--json").stdout)
    assert [row["name"] for row in json.loads(command("account", "list", "--json").stdout)][1:] == ["Egen"]
    command("account", "demand-codes", "--account", made["id"])
    program = json.loads(command("app", "add", "x", "--all-permissions", "--json").stdout)
    command("app", "change", program["id"], "--extended-answers", "on")
    assert json.loads(command("app", "rotate", program["id"], "--json").stdout)["secret"] != program["secret"]
    command("app", "token", program["id"])
    command("app", "disable", program["id"])
    assert program["id"] in command("app", "list").stdout
    command("user", "add", "ny@example.com", "--first-name", "Ny", "--last-name", "Person")
    command("user", "reset-password", "ny@example.com")
    assert "ny@example.com" in command("user", "list").stdout
    command("user", "invite-all")
    command("user", "disable", "ny@example.com")
    kinds = {json.loads(line)["event"] if "event" in json.loads(line) else line
             for line in command("security-log").stdout.splitlines()}
    assert len(kinds) > 3


def test_all_is_checked_there(command):
    assert "Everything that is derived follows from the rows." in command("check").stdout


@pytest.mark.parametrize("words,sentence", [
    (["backup", "--to", "-"], "is backed up with its server's programs, such as pg_dump or pg_basebackup; secret.key and tls"),
    (["compact"], "needs no glimt compact: its server gives room back by itself (autovacuum), or at once by VACUUM FULL."),
])
def test_what_its_server_does_is_left_to_it(command, words, sentence):
    done = command(*words, check=False)
    assert done.returncode == 1 and done.stdout == "" and sentence in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("glimt: ")]) == 1


def test_who_forgets_the_address_gets_no_empty_database(tmp_path):
    done = glimt("migrate", "--data", tmp_path, check=False)
    assert (done.returncode, done.stderr) == (1, f"glimt: The directory {tmp_path} has no database yet; glimt serve creates it.\n")
    assert list(tmp_path.iterdir()) == []
    glimt("account", "list", "--data", tmp_path, check=False)
    assert list(tmp_path.iterdir()) == []


def test_how_to_serve_it_names_the_database(command):
    assert command("demo", "--account", json.loads(command("account", "add", "Demo", "--json").stdout)["id"],
                   "--time-reports", 10).stdout.endswith(" --database URL\n")


def test_a_demo_whose_files_have_no_place_says_so(command):
    made = json.loads(command("account", "add", "Utan filer", "--json").stdout)["id"]
    away = command("demo", "--account", made, "--time-reports", 10, "--files", "s3://files", "--s3-endpoint", "http://127.0.0.1:9",
                   check=False)
    assert away.returncode == 1
    assert "glimt: Its files cannot be stored: what keeps them cannot be reached." in away.stderr
