"""Four requests a second and token."""

import json
import random
import time

import pytest

from client import Client, running
from clocks import StandingClock

USERS = "/v1/Admin/Users?page=1"


def read_answer(stream):
    """Status, headers and text."""
    status = int(stream.readline().split()[1])
    headers = {}
    while line := stream.readline().decode().strip():
        name, value = line.split(": ", 1)
        headers[name] = value
    return status, headers, stream.read(int(headers["Content-Length"])).decode()


def ask_at_once(server, caller, count, path=USERS):
    """Answers to requests that have all come before the first is looked at."""
    request = (f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {caller.token}\r\n\r\n").encode()
    with server.raw() as connection, connection.makefile("rb") as stream:
        connection.sendall(request * count)
        return [read_answer(stream) for _ in range(count)]


def statuses(*asked):
    return [status for status, _, _ in ask_at_once(*asked)]


def test_fifth_within_a_second_is_429(server):
    caller = server.client("--all-permissions")
    answers = ask_at_once(server, caller, 6)
    assert [status for status, _, _ in answers] == [200] * 4 + [429] * 2
    _, headers, text = answers[4]
    assert json.loads(text) == {"waitInSeconds": 1} and " " not in text
    assert headers["Retry-After"] == "1"


def test_refused_requests_do_not_count(server):
    """Whoever goes on asking, as fast as can be, is let in all the same when a second is over."""
    caller = server.client("--all-permissions")
    assert statuses(server, caller, 8) == [200] * 4 + [429] * 4
    while 200 not in statuses(server, caller, 8):
        pass


def test_four_a_second_evenly_is_never_refused(server):
    caller = server.client("--all-permissions")
    start, sent, accepted = time.monotonic(), [], []
    for turn in range(13):
        time.sleep(max(0.0, start + turn * 0.25 - time.monotonic()))
        sent.append(time.monotonic())
        if caller.get(USERS).status_code == 200:
            accepted.append(time.monotonic())
            continue
        # Only where this machine itself kept requests back may five have come within a second.
        assert len(accepted) >= 4 and sent[-1] - accepted[-4] < 0.85
    assert len(accepted) >= 4


def test_wrong_requests_count_and_tokens_do_not_share(server):
    identifier, secret = server.application("--all-permissions")
    first, second = Client(server, identifier, secret), Client(server, identifier, secret)
    assert statuses(server, first, 5, "/v1/Core/Contacts") == [400] * 4 + [429]
    assert second.get(USERS).status_code == 200


def test_rate_of_an_application(server):
    slow, off = server.client("--rate", "1"), server.client("--rate", "off")
    assert statuses(server, slow, 3) == [200, 429, 429]
    assert statuses(server, off, 50) == [200] * 50


@pytest.fixture(scope="module", name="timed")
def start_timed(tmp_path_factory):
    """A server whose clock goes on when a test says so."""
    clock = StandingClock(tmp_path_factory.mktemp("clock"))
    with running(**clock.options) as server:
        server.clock = clock
        yield server


# How late each of the requests comes that were sent 250 ms apart.
LATENESS = {
    "each fifth": lambda number: 150 * (number % 5 == 0),
    "the first four of eight": lambda number: 150 * (number % 8 < 4),
    "now so, now so": lambda number, dice=random.Random(4): dice.randint(0, 150),
}


@pytest.mark.parametrize("late", LATENESS.values(), ids=LATENESS)
def test_lateness_of_the_network_is_forgiven(timed, late):
    """Of 1,000 requests sent at the pace that is allowed none is refused, each up to 150 ms late."""
    caller = timed.client("--all-permissions")
    before = 0
    for number in range(1000):
        arrives = number * 250 + late(number)
        timed.clock.let_pass((arrives - before) / 1000)
        before = arrives
        assert caller.get(USERS).status_code == 200, number


def test_what_comes_too_early_is_refused(timed):
    """More than 150 ms are not forgiven, to the millisecond."""
    caller = timed.client("--all-permissions")
    assert statuses(timed, caller, 5) == [200] * 4 + [429]
    timed.clock.let_pass(0.849)
    assert statuses(timed, caller, 1) == [429]
    timed.clock.let_pass(0.001)
    assert statuses(timed, caller, 5) == [200] * 4 + [429]


@pytest.mark.parametrize("rate", ["1", "4", "7"])
def test_who_waits_as_told_goes_on(timed, rate):
    caller = timed.client("--all-permissions", "--rate", rate)
    for number in range(200):
        timed.clock.let_pass(number * 37 % 400 / 1000)
        answer = caller.get(USERS)
        if answer.status_code == 429:
            timed.clock.let_pass(answer.json()["waitInSeconds"])
            answer = caller.get(USERS)
        assert answer.status_code == 200, number
