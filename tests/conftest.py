"""What all tests stand on."""

import collections
import contextlib
import pathlib
import signal
import subprocess
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent / "api"))

import database
import postgres

ends = contextlib.ExitStack()  # what is closed when the run ends


def pytest_addoption(parser):
    parser.addoption("--sample", type=int, default=1, metavar="N",
                     help="of the cases of each test run the first and every N-th after it, and of long tests none")
    parser.addoption("--turns", type=int, default=1, metavar="N",
                     help="of the files run every N-th; after N commits all have had their turn")


def pytest_configure(config):
    config.addinivalue_line("markers", "long: left out of samples, since shorter tests run the same code")
    config.addinivalue_line("markers", "own_postgres: on a PostgreSQL of its own in every run")
    config.addinivalue_line("markers", "embedded(why): of what only the database in the directory has")
    config.addinivalue_line("markers", "in_directory(why): of what only files in the directory have")
    # Processes that xdist starts have it in their environment.
    ends.enter_context(database.served())
    # A shell has what it starts in the background ignore these, and programs leave that as it is.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def of_turn(items, turns):
    """The files whose turn it is at this commit."""
    files = sorted({item.path for item in items})
    if turns == 1:
        return set(files)
    commits = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=pathlib.Path(__file__).parent, check=False,
                             capture_output=True, text=True).stdout.strip()
    return set(files[int(commits or 0) % turns::turns])


def pytest_collection_modifyitems(config, items):
    sample, files = config.getoption("sample"), of_turn(items, config.getoption("turns"))
    seen, taken, left = collections.Counter(), [], []
    for item in items:
        test = item.nodeid.split("[")[0]
        is_left = item.path not in files or seen[test] % sample or sample > 1 and item.get_closest_marker("long")
        (left if is_left else taken).append(item)
        seen[test] += 1
    config.hook.pytest_deselected(items=left)
    items[:] = taken
    for item in items:
        if item.get_closest_marker("own_postgres"):
            if not (postgres.PROGRAMS / "postgres").exists():
                item.add_marker(pytest.mark.skip(reason="no PostgreSQL"))
            elif database.IS_POSTGRES:
                item.add_marker(pytest.mark.skip(reason="it has a PostgreSQL of its own in every run"))
    if database.IS_POSTGRES:
        for item in items:
            if embedded := item.get_closest_marker("embedded"):
                item.add_marker(pytest.mark.skip(reason=f"not on PostgreSQL: {embedded.args[0]}"))
    if database.FILES != "directory":
        for item in items:
            if in_directory := item.get_closest_marker("in_directory"):
                item.add_marker(pytest.mark.skip(reason=f"files are not in the directory: {in_directory.args[0]}"))


def pytest_unconfigure():
    ends.close()


def pytest_terminal_summary(terminalreporter):
    """Says which tests were left out, and why."""
    why = collections.defaultdict(set)
    for report in terminalreporter.stats.get("skipped", []):
        why[report.longrepr[2].removeprefix("Skipped: ")].add(report.nodeid.split("[")[0])
    for reason, tests in sorted(why.items()):
        terminalreporter.write_line(f"left out, {reason}: {', '.join(sorted(tests))}")
