"""glimt import of a small company: the way breaks at each request in turn, and the pace of four a second."""

import contextlib
import os
import signal

import pytest

from client import add_application, glimt, running
from database import connect, tables
from sources import Mover, all_answers, standing_before

# Every so many requests one is cut; GLIMT_IMPORT_CUTS=1 cuts each in turn.
STRIDE = int(os.environ.get("GLIMT_IMPORT_CUTS", "37"))
# Logs of this side, and what counts its transactions; moments of this side, everywhere and where the API has none.
OWN_TABLES = {"changes", "data_versions", "imports"}
OWN_MOMENTS = {"made_at", "at", "last_at"}
WITHOUT_MOMENTS = {"accounts", "contact_tags", "opportunities"}


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """As small as one can be that has something of everything that is asked for in a way of its own."""
    directory = tmp_path_factory.mktemp("origin") / "data"
    glimt("demo", "--data", directory, "--contacts", 2, "--projects", 2, "--tasks", 3, "--time-reports", 5)
    with running(directory=directory) as started:
        yield started


def rows_of(directory):
    found = {}
    with contextlib.closing(connect(directory)) as database:
        for table in tables(database):
            own = OWN_MOMENTS | ({"created_at"} if table in WITHOUT_MOMENTS else set())
            rows = database.execute(f"SELECT * FROM {table}")
            shown = [at for at, column in enumerate(rows.description) if column[0] not in own]
            found[table] = sorted(repr([row[at] for at in shown]) for row in rows)
    return {table: rows for table, rows in found.items() if table not in OWN_TABLES}


@pytest.fixture(scope="module")
def undisturbed(origin, tmp_path_factory):
    mover = Mover(tmp_path_factory.mktemp("undisturbed") / "data", origin)
    with standing_before(origin) as source:
        mover.move(source.url)
        return rows_of(mover.directory), len(source.paths)


def difference(found, expected):
    return {table for table in expected if found[table] != expected[table]}


@pytest.mark.long
@pytest.mark.parametrize("how", ["cut", "killed"])
def test_the_way_breaks_at_each_request_in_turn(origin, undisturbed, tmp_path, how):
    """Cut: the import goes on by itself. Killed: the same command goes on."""
    expected, count = undisturbed
    mover = Mover(tmp_path / "0", origin)
    assert count > 90
    begins = range(1, count + 1, STRIDE)
    for at in begins:
        mover.directory = tmp_path / str(at)
        mover.directory.mkdir(mode=0o700)
        begun = []

        def fault(number, path):
            if number != at:
                return None
            if how == "killed":
                begun[0].send_signal(signal.SIGKILL)
                begun[0].wait()
            return "cut"

        with standing_before(origin, fault=fault) as source:
            begun.append(mover.begin(source.url))
            said = begun[0].communicate()
            assert begun[0].returncode == (0 if how == "cut" else -signal.SIGKILL), (at, said)
            if how == "killed":
                mover.move(source.url)
            assert len(source.paths) > at
        assert difference(rows_of(mover.directory), expected) == set(), at


@pytest.mark.long
def test_four_a_second_are_never_refused(origin, tmp_path):
    """At the rate that applications have unless told otherwise, of a source that counts."""
    mover = Mover(tmp_path / "data", origin)
    made = add_application(origin.directory, "--all-permissions")
    mover.id = made["id"]
    mover.secret_file.write_text(made["secret"])
    with standing_before(origin) as source:
        said = mover.move(source.url, "--account", "1")
        gaps = len(source.moments) - 1
        assert source.moments[-1] - source.moments[0] >= gaps * 0.25 - 0.2
        assert source.statuses.count(429) == 0
    assert "1 minute at 4 a second." in said.stderr
    with running(directory=mover.directory) as server:
        assert all_answers(server.client()) == all_answers(origin.client())
