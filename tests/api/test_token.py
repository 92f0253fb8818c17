"""Tokens: how they are fetched, and what they look like."""

import base64
import re
import time
from datetime import datetime, timezone

import pytest

import record
from client import Client, basic, glimt, running
from clocks import StandingClock
from database import bytes_of

TOKEN = "/v1/Auth/Token"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


def test_token_has_documented_shape(server):
    identifier, secret = server.application()
    assert re.fullmatch("ap_" + UUID, identifier)
    before = int(time.time())
    answer = Client(server).ask("POST", TOKEN, headers={"Authorization": basic(identifier, secret)})
    after = int(time.time())
    value = answer.json()
    assert list(value) == ["objectName", "accessToken", "expires"]
    assert value["objectName"] == "auth.token"
    assert re.fullmatch(f"pk_{UUID}.pa_{UUID}", value["accessToken"])
    expires = datetime.strptime(value["expires"], "%Y-%m-%d %H:%M:%S +00:00")
    seconds = int(expires.replace(tzinfo=timezone.utc).timestamp())
    assert before + 3600 <= seconds <= after + 3600


@pytest.mark.parametrize("body, kind", [
    (None, None), ("", "application/json"), ("{", "application/json"), ("a=b", "text/plain"),
    ("x" * 1000, "application/x-www-form-urlencoded")])
def test_body_is_ignored(server, body, kind):
    headers = {"Authorization": basic(*server.application())}
    if kind:
        headers["Content-Type"] = kind
    assert Client(server).ask("POST", TOKEN, body, headers).status_code == 200


def test_scheme_in_any_case_and_without_padding(server):
    identifier, secret = server.application()
    code = base64.b64encode(f"{identifier}:{secret}".encode()).decode().rstrip("=")
    for header in (f"basic {code}", f"BASIC   {code}=" if len(code) % 4 == 3 else f"BASIC {code}"):
        assert Client(server).ask("POST", TOKEN, headers={"Authorization": header}).status_code == 200
    token = Client(server, identifier, secret).token
    for scheme in ("bearer", "BEARER"):
        answer = Client(server).get("/v1/Admin/Users?page=1",
                                    headers={"Authorization": f"{scheme} {token}"})
        assert answer.status_code == 200


def test_tokens_live_side_by_side_and_after_rotation(server):
    identifier, secret = server.application()
    first, second = Client(server, identifier, secret), Client(server, identifier, secret)
    assert first.token != second.token
    rotated = glimt("app", "rotate", identifier, "--data", server.directory, "--json")
    assert '"secret":' in rotated.stdout and secret not in rotated.stdout
    for caller in (first, second):
        assert caller.get("/v1/Admin/Users?page=1").status_code == 200
    answer = Client(server).ask("POST", TOKEN, headers={"Authorization": basic(identifier, secret)})
    assert answer.status_code == 401


@pytest.mark.parametrize("header", [
    None, "Basic", "Basic !!!", "Basic " + base64.b64encode(b"nocolon").decode(),
    "Basic " + base64.b64encode(b"\xff\xfe:x").decode(), "Basic " + base64.b64encode(b":").decode(),
    "Bearer x", basic("ap_00000000-0000-4000-8000-000000000000", "wrong")])
def test_bad_credentials_are_401(server, header):
    answer = Client(server).ask("POST", TOKEN, headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert list(answer.json()) == ["message"]
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_guessing_is_slowed_down(server):
    identifier, secret = server.application()
    wrong = {"Authorization": basic(identifier, "guess")}
    answers = [Client(server).ask("POST", TOKEN, headers=wrong) for _ in range(30)]
    assert answers[0].status_code == 401 and answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) == answers[-1].json()["waitInSeconds"] > 0
    other = server.application()
    assert Client(server, *other).token


def test_only_hashes_are_stored(server):
    identifier, secret = server.application()
    token = Client(server, identifier, secret).token
    stored = bytes_of(server.directory)
    assert identifier.encode() in stored
    assert secret.encode() not in stored and token.encode() not in stored


def test_static_token_works_without_an_end(server):
    made = glimt("app", "add", "fast", "--data", server.directory, "--all-permissions",
                 "--static-token", "--json")
    token = re.search(f"pk_{UUID}.pa_{UUID}", made.stdout).group(0)
    assert Client(server).get("/v1/Core/Contacts?page=1", token=token).status_code == 200


def test_guesses_of_an_address_are_counted_together(tmp_path):
    """Whether each is of another application, or of none at all; tokens are another matter. Within a minute,
    which does not pass here."""
    with running(**StandingClock(tmp_path).options) as server:
        visitor = record.new_session(server.certificate)
        fetch = lambda value: visitor.post(f"{server.url}/v1/Auth/Token",
                                           headers={"Authorization": value}).status_code
        use = lambda: visitor.get(f"{server.url}/v1/Admin/Users?page=1",
                                  headers={"Authorization": "Bearer x"}).status_code
        for number in range(150):
            assert fetch(basic(f"ap_{number}", "x")) == 401
            assert fetch("Basic") == 401
            assert use() == 401 and use() == 401
        assert fetch(basic("ap_151", "x")) == 429 and fetch("Basic") == 429
        assert use() == 429
