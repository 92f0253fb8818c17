"""`make bench-instructions`: what it compares, what it adds up, and that it asks the same in each run."""

import itertools
import json
import pathlib
import sys
import types

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

import callgrind  # noqa: E402
import fixed_requests  # noqa: E402
import instructions  # noqa: E402
from servers import Failed  # noqa: E402


@pytest.mark.parametrize("now, worse", [(900, 0), (1000, 0), (1030, 0), (1031, 1)])
def test_three_per_cent_more_is_the_most(capsys, now, worse):
    assert instructions.compare({"get": now, "of today alone": 5}, {"get": 1000}) == worse
    assert ("MORE" in capsys.readouterr().out) == bool(worse)


def test_all_threads_of_a_dump_count():
    assert callgrind.totals_of(["events: Ir\nfn=(1) main\n16 400\ntotals: 400\n", "events: Ir\n",
                                "totals: 30\n"]) == 430


def test_the_length_of_a_body_is_what_its_head_says():
    assert callgrind.length_of(b"HTTP/1.1 200 OK\r\nContent-Length: 17\r\nETag: \"9\"") == 17
    assert callgrind.length_of(b"HTTP/1.1 204 No Content") == 0


class Told:
    """In place of wires: keeps what is sent, and makes contacts with rising numbers."""

    def __init__(self):
        self.sent = []
        self.ids = itertools.count(2001)

    def send(self, *request, more=""):
        self.sent.append((*request, more))
        return b'{"id": %d, "changedDays": 1}' % next(self.ids)


def run():
    company = types.SimpleNamespace(
        report=lambda turn: {"userId": 1, "hours": turn},
        open_days=[(user, "2025-12-01") for user in range(100)],
        sent_days=[(user, "2025-11-01") for user in range(100)])
    told, sent = Told(), {}
    for request in fixed_requests.requests_of(company):
        for _ in range(request.warm + request.counted):
            request.ask({"application": told, "administrator": told})
        sent[request.name], told.sent = told.sent, []
    return sent


def test_each_run_asks_the_same_and_what_nobody_asked_before():
    sent = run()
    assert sent == run()
    assert set(sent) == set(json.loads(instructions.KEPT.read_text()))
    repeated = {name for name, requests in sent.items() if len(set(requests)) == 1}
    for name in sent.keys() - repeated:
        assert len(set(sent[name])) == len(sent[name]), name
    assert len(repeated) == 6
    known = {request for name in repeated for request in sent[name]}
    assert not known & {request for name in sent.keys() - repeated for request in sent[name]}


def test_a_day_that_stays_as_it_was_is_not_counted():
    action = fixed_requests.day_action("Lock", [(2, "2025-12-01")])
    with pytest.raises(Failed):
        action["take"](b'{"changedDays": 0}')
