"""What a get gives can be sent back by an update, and changes nothing: every row of the demo company."""

import pytest

from client import glimt, running
from people import add_login, Person
from rows import KINDS
from sent_back import changes_by_sending_back, differences, without_stamps

# What has a test of its own, with rows that may not be changed.
ELSEWHERE = ("/v1/Core/TimeReports/",)
SENT = [kind for kind in KINDS if "put" in kind.methods and not kind.path.startswith(ELSEWHERE)]
# The others are sent as lists give them anyway.
LISTED = [kind for kind in KINDS if kind.is_public and {"put", "get"} <= kind.methods]
# What an item of a list does not show though it must be given, and what is said of a closed report.
REFUSED = {"/v1/Core/Contacts/{id}": {"responsibleId"}, "/v1/Core/TimeReports/{id}": {"id"}}


@pytest.fixture(scope="module", name="callers")
def start(tmp_path_factory):
    """An application, for what is public, one with extended answers, and an administrator."""
    directory = tmp_path_factory.mktemp("sent") / "data"
    glimt("demo", "--data", directory, "--contacts", 60, "--projects", 20, "--tasks", 40, "--time-reports", 40)
    email = add_login(directory, administrator=True)
    with running(directory=directory) as server:
        extended = server.client("--all-permissions", "--rate", "off", "--extended-answers")
        yield {True: server.client(), False: Person(server, email), "extended": extended}


@pytest.mark.parametrize("kind", SENT, ids=str)
def test_nothing_changes(callers, kind):
    count, changed = changes_by_sending_back(kind, callers[kind.is_public])
    print(f"{kind}: {count} rows")
    assert count > 0 and not changed, changed[:5]


@pytest.mark.parametrize("kind", [kind for kind in SENT if kind.is_public], ids=str)
def test_nothing_changes_with_extended_answers(callers, kind):
    count, changed = changes_by_sending_back(kind, callers["extended"])
    print(f"{kind}, extended: {count} rows")
    assert count > 0 and not changed, changed[:5]


@pytest.mark.parametrize("caller", [True, "extended"])
@pytest.mark.parametrize("kind", LISTED, ids=str)
def test_what_lists_give_can_be_sent_back(callers, kind, caller):
    """What the list shows stays; an item without what must be given is refused, and names that alone."""
    client = callers[caller]
    before, refused = client.walk(kind.collection, quick=True), set()
    for item in before:
        answer = client.ask("PUT", f"{kind.collection}/{item['id']}", item)
        if answer.status_code != 200:
            refused |= set(answer.json()["modelState"])
    assert refused <= REFUSED.get(kind.path, set())
    after = {item["id"]: item for item in client.walk(kind.collection, quick=True)}
    assert len(before) == len(after) > 10
    for item in before:
        assert not differences(without_stamps(item), without_stamps(after[item["id"]]))
