"""Each command that README.md and the pages for operators print is run by a test; and those of README.md are, here.

Of commands within sentences, which have words in the place of what they are about, tests/tools/test_docs.py tells whether they
and their options are there. Measurements (`make bench-postgres`) take too long, and Citus, YugabyteDB and CockroachDB are not
in Debian, as the page says: what it has of them was not tried."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import pytest

import test_operations
import test_operations_server as on_a_server
from client import BINARY, Server, add_application, glimt

ROOT = pathlib.Path(__file__).resolve().parents[2]
README, OPERATIONS, SCALING = "README.md", "docs/operations.md", "docs/scaling.md"
COMMANDS = {page: [text for kind, text in re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)
                   if kind in ("sh", "bash", "sql")] for page in (README, OPERATIONS, SCALING)}
MAKE, ASK, CREATE, SERVE = COMMANDS[README]

# Those that are run in the files that are imported, and here.
RUN = {
    OPERATIONS: [*test_operations.SHELL, *test_operations.MOVING, *test_operations.ON_A_SERVER, *on_a_server.SQL,
                 *(text for kind, text in test_operations.BLOCKS if kind == "bash")],
    SCALING: [on_a_server.BUCKET],
    README: [ASK, CREATE, SERVE],
}
IN_SCALING_PAGE = ["pg_dump", "psql -c", "pg_basebackup"]  # test_scaling_page.py
LEFT_OUT = {MAKE: "they install packages, and `make test` is what runs this test; .ci/run does both on a bare machine"}


def test_none_is_forgotten():
    for page, blocks in COMMANDS.items():
        for text in blocks:
            places = [text in RUN[page], text in LEFT_OUT, page == SCALING and text.startswith(tuple(IN_SCALING_PAGE))]
            assert places.count(True) == 1, (page, text)
    of_servers = {on_a_server.NEW, on_a_server.COPY, on_a_server.COPY_BACK, on_a_server.SEVERAL, on_a_server.REPLICA, on_a_server.SHARED}
    assert of_servers == set(test_operations.ON_A_SERVER)


def test_the_lines_in_code_name_nothing_else():
    """What is printed without a shell's mark is no command but one of these: addresses, settings and lists."""
    for page, begins in ((SCALING, ("postgres://", "archive_mode", "restore_command", "distributed by")), (README, ()), (OPERATIONS, ())):
        plain = re.findall(r"^```\n(.*?)^```$", re.sub(r"^```\w+\n.*?^```$", "", (ROOT / page).read_text(), flags=re.M | re.S), re.M | re.S)
        assert all(text.startswith(begins) for text in plain), page


@pytest.fixture(name="place")
def one_place():
    with tempfile.TemporaryDirectory() as made:
        (pathlib.Path(made) / "build").mkdir()
        os.symlink(os.path.abspath(BINARY), f"{made}/build/glimt")
        yield pathlib.Path(made)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
def test_the_first_request(place):
    """Three contacts are listed, and one is made, of the company that `make run` has."""
    glimt("demo", "--data", place / "data", "--contacts", 5, "--projects", 2, "--tasks", 2, "--time-reports", 5)
    server = Server(place / "data")
    made = add_application(place / "data", "--all-permissions", "--rate", "off")
    text = (ASK + "echo\n" + CREATE).replace("ap_...:SECRET", f"{made['id']}:{made['secret']}").replace(
        "https://127.0.0.1:8443", server.url)
    done = subprocess.run(["bash", "-euc", text], cwd=place, capture_output=True, text=True, check=True)
    server.stop()
    listed, created = done.stdout.splitlines()
    assert listed.startswith("{") and '"itemCount":3' in listed
    assert '"name":"Åkes Bygg AB"' in created


def test_a_server_for_real(place):
    """With a certificate from elsewhere, and an application that may read contacts from one network."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "key.pem", "-out",
                    "chain.pem"], cwd=place, check=True, capture_output=True)
    _, serve, add = SERVE.replace("/srv/glimt", "data").replace("0.0.0.0:8443", "127.0.0.1:0").splitlines()
    with subprocess.Popen(serve.split(), cwd=place, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout.readline().startswith("listening on ")
        done = subprocess.run(["bash", "-euc", add], cwd=place, capture_output=True, text=True, check=True)
        server.terminate()
    assert server.returncode == 0 and "ap_" in done.stdout
    assert SERVE.startswith("make build\n")  # it is what the binary of this run was made by
