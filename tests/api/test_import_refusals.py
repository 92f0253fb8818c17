"""Sources, recordings and wishes that glimt import can do nothing with: one sentence, and what has come is kept."""

import datetime
import signal

import pytest

from client import glimt, running
from sources import Mover, standing_before

CONTACTS, STATISTICS = "/v1/Core/Contacts?", "/v1/Core/TimeReports/UserDayStatistics?"


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    directory = tmp_path_factory.mktemp("origin") / "data"
    glimt("demo", "--data", directory, "--contacts", 2, "--projects", 2, "--tasks", 3, "--time-reports", 5)
    with running(directory=directory) as started:
        yield started


@pytest.fixture
def mover(origin, tmp_path):
    return Mover(tmp_path / "data", origin)


def without(name):
    def change(answer):
        for item in answer["items"]:
            del item[name]
        return answer
    return change


def with_many_comments(answer):
    comment = {"text": "x", "createdByUser": None, "updatedByUser": None, "createdDate": "2026-01-01 10:00:00 +00:00",
               "updatedDate": None}
    return {**answer, "items": [{**comment, "id": 1000 + number} for number in range(5000)]}


def with_many_days(answer):
    first = datetime.date(2001, 1, 1)
    days = [{"date": str(first + datetime.timedelta(number)), "lockedDate": "2026-01-01 10:00:00 +00:00",
             "attestedDate": None, "scheduledHours": 8.0, "reportedHours": 0.0} for number in range(5000)]
    return {**answer, "items": [{**answer["items"][0], "dates": days}]}


@pytest.mark.parametrize("part, change, sentence", [
    (CONTACTS, lambda answer: {"objectName": "something.else"}, "is no page of a list."),
    (CONTACTS, without("id"), "The source has contacts without an id."),
    (STATISTICS, without("dates"), "The source's days of users have no dates."),
    (STATISTICS, with_many_days, "The source has too many days on a page."),
    ("/Comments?", with_many_comments, "A row of the source has more parts than can be stored."),
])
def test_answers_that_nobody_expects(origin, mover, part, change, sentence):
    def edit(path, answer):
        return change(answer) if part in path else answer

    with standing_before(origin, edit=edit) as source:
        refused = mover.move(source.url, check=False)
    assert refused.returncode == 1 and sentence in refused.stderr


@pytest.mark.parametrize("kind, sentence", [("502", "The recording's last answer to /v1/Core/Contacts?"),
                                            ("html", "is no JSON object.")])
def test_recordings_that_end_with_an_answer_of_no_use(origin, mover, tmp_path, kind, sentence):
    record, asked, begun = tmp_path / "record", [], []

    def fault(_, path):
        if CONTACTS not in path:
            return None
        asked.append(path)
        if len(asked) == 3:  # the first one is to count them
            begun[0].send_signal(signal.SIGKILL)
            begun[0].wait()
        return kind if len(asked) > 1 else None

    with standing_before(origin, fault=fault) as source:
        begun.append(mover.begin(source.url, "--rate", "off", "--record", record))
        begun[0].communicate()
    replayed = glimt("import", "--data", tmp_path / "replayed", "--from", record, check=False)
    assert replayed.returncode == 1 and sentence in replayed.stderr


def test_a_recording_that_can_not_be_made(origin, mover, tmp_path):
    refused = mover.move(origin.url, "--rate", "off", "--record", str(tmp_path / "nowhere" / "file"), check=False)
    assert refused.returncode == 1 and "cannot be made: No such file or directory." in refused.stderr


def test_a_source_without_an_application(tmp_path):
    refused = glimt("import", "--data", tmp_path / "data", "--from", "https://127.0.0.1:1/", check=False)
    assert refused.returncode == 1 and "--id has to name an application of the source." in refused.stderr
    assert not (tmp_path / "data").exists()


def test_what_can_not_be_seen_whole_is_not_followed(origin, tmp_path):
    few = Mover(tmp_path / "data", origin, "--permission", "Contact_Read")
    refused = few.move(origin.url, "--rate", "off", "--follow", check=False)
    assert refused.returncode == 1 and "the application may not see all can't be followed." in refused.stderr


def test_people_without_rights_are_told(origin, mover):
    def edit(path, answer):
        return {**answer, "permissions": []} if path.startswith("/v1/Admin/Users/") else answer

    with standing_before(origin, edit=edit) as source:
        said = mover.move(source.url).stdout
    assert "users have no rights yet but to report their own time" in said
