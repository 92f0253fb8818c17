"""What a get gives can be sent back by an update, and changes nothing: every row of the demo company."""

import pytest

from client import glimt, running
from people import add_login, Person
from rows import KINDS
from sent_back import changes_by_sending_back

# What has a test of its own.
ELSEWHERE = ("/v1/Core/TimeReports/",)
SENT = [kind for kind in KINDS if "put" in kind.methods and not kind.path.startswith(ELSEWHERE)]


@pytest.fixture(scope="module", name="callers")
def start(tmp_path_factory):
    """An application, for what is public, and an administrator."""
    directory = tmp_path_factory.mktemp("sent") / "data"
    glimt("demo", "--data", directory, "--contacts", 60, "--projects", 20, "--tasks", 40, "--time-reports", 40)
    email = add_login(directory, administrator=True)
    with running(directory=directory) as server:
        yield {True: server.client(), False: Person(server, email)}


@pytest.mark.parametrize("kind", SENT, ids=str)
def test_nothing_changes(callers, kind):
    count, changed = changes_by_sending_back(kind, callers[kind.is_public])
    print(f"{kind}: {count} rows")
    assert count > 0 and not changed, changed[:5]
