"""What is for everybody in the pages' interface shows and changes only what is one's own.

Who may ask for what is in test_authorization.py."""

import json
import re

import pytest

from client import glimt, running
from people import PAGES, PASSWORD, Person, add_person
from rights import Company, Unchanged, routes_of

ROUTES = routes_of(PAGES)
OURS = 5  # a user of the demo company


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module")
def boss(server):
    person = add_person(server, administrator=True)
    person.current, = (row["id"] for row in person.good("GET", "/admin/v1/Me/Sessions")["items"])
    return person


@pytest.fixture(scope="module")
def somebody(server, boss):
    """A colleague who leads nobody and is no administrator."""
    return add_person(server)


@pytest.fixture(scope="module")
def stranger(server, boss):
    """The administrator of another company, which has fewer users than OURS."""
    made = json.loads(glimt("account", "add", "Den andra", "--data", server.directory, "--json").stdout)
    return add_person(server, administrator=True, account=made["id"])


@pytest.fixture(scope="module")
def ours(server, boss):
    return Company(server, 1)


@pytest.mark.parametrize("path", sorted({path for _, path in ROUTES}))
def test_other_methods_are_refused(server, boss, path):
    """Also those that proxies or frameworks take for others."""
    known = {method for method, where in ROUTES if where == path}
    known |= {"HEAD"} if "GET" in known else set()
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "X"):
        if method in known:
            continue
        answer = boss.ask(method, re.sub(r"\{\w+\}", "1", path), headers={"X-HTTP-Method-Override": "GET"})
        assert answer.status_code == 405 and answer.content == b"", method
        assert set(answer.headers["Allow"].split(", ")) == known


# ---- what is for everybody shows and changes only what is one's own ----

def test_own_sessions(server, boss, ours):
    person = add_person(server)
    second = Person(server, person.email)
    rows = person.good("GET", "/admin/v1/Me/Sessions")["items"]
    assert len(rows) == 2 and boss.current not in [row["id"] for row in rows]
    proof = {"password": PASSWORD}
    assert list(person.refused("DELETE", f"/admin/v1/Me/Sessions/{boss.current}", proof)) == ["id"]
    person.good("DELETE", "/admin/v1/Session")
    assert second.good("GET", "/admin/v1/Session")["user"]["id"] == person.id
    second.good("DELETE", "/admin/v1/Me/Sessions", proof)
    assert second.ask("GET", "/admin/v1/Session").status_code == 401
    assert boss.good("GET", "/admin/v1/Session")["user"]["id"] == boss.id


def test_own_passwords_and_codes(server, boss, ours):
    """Of everybody else's login nothing changes."""
    person = add_person(server)
    tables = {"logins": "id", "recovery_codes": "user_id", "invitations": "id"}
    others = lambda: [row for table, user in tables.items()
                      for row in ours.database.execute(
                          f"SELECT * FROM {table} WHERE (account_id, {user}) <> (1, ?)", (person.id,))]
    before = others()
    person.good("POST", "/admin/v1/Me/Totp", {"password": PASSWORD, "userId": boss.id, "id": boss.id})
    assert list(person.refused("PUT", "/admin/v1/Me/Totp", {"code": "000000"})) == ["code"]
    person.good("DELETE", "/admin/v1/Me/Totp", {"password": PASSWORD, "userId": boss.id})
    person.good("PUT", "/admin/v1/Me/Password", {"currentPassword": PASSWORD, "userId": boss.id,
                                                 "newPassword": "ett annat lösen"})
    assert others() == before


def test_own_reports_and_days(server, boss, somebody, ours):
    span = "page=1&filter.from=2026-11-01&filter.to=2026-11-30"
    own = {somebody.id}
    assert {row["userId"] for row in somebody.walk(f"/admin/v1/UserDays?{span[7:]}")} == own
    assert not somebody.walk("/admin/v1/TimeReports")
    for narrowing in (f"filter.userIds={boss.id}", "filter.userIds=1,2,3", "filter.visibleTo=1",
                      "visibleTo=1", "filter.isAttested=true", "sortBy=hours"):
        page = somebody.good("GET", f"/admin/v1/TimeReports?page=1&{narrowing}")
        assert page["totalItemCount"] == 0 and page["items"] == []
    report = boss.good("GET", "/admin/v1/TimeReports?page=1&pageSize=1")["items"][0]
    assert somebody.refused("GET", f"/admin/v1/TimeReports/{report['id']}") == \
        somebody.refused("GET", "/admin/v1/TimeReports/99999999")
    leader = add_person(server)
    led = boss.good("GET", f"/admin/v1/Users/{report['user']['id']}")
    body = {key: led[key] for key in ("firstName", "lastName", "license")}
    boss.good("PUT", f"/admin/v1/Users/{led['id']}", {**body, "managerId": leader.id})
    assert {row["user"]["id"] for row in leader.walk("/admin/v1/TimeReports")} == {led["id"]}
    assert leader.good("GET", f"/admin/v1/TimeReports/{report['id']}")["id"] == report["id"]
    assert {row["userId"] for row in leader.walk(f"/admin/v1/UserDays?{span[7:]}")} == {led["id"], leader.id}


@pytest.mark.parametrize("action, to_own", [("Lock", True), ("Unlock", True), ("Attest", False),
                                            ("Return", False), ("TakeBack", False)])
def test_own_days_are_handed_in_and_others_are_not(somebody, stranger, boss, ours, action, to_own):
    path = f"/admin/v1/Days/{action}"
    span = {"from": "2026-03-02", "to": "2026-03-06"}
    with Unchanged(ours):
        for users in ([boss.id], [somebody.id, boss.id], [OURS, somebody.id], [999999]):
            answer = somebody.ask("POST", path, {"userIds": users, **span})
            assert answer.status_code == 403, users
        if not to_own:
            assert somebody.ask("POST", path, {"userIds": [somebody.id], **span}).status_code == 403
        for users in ([OURS], [1, OURS]):
            assert list(stranger.refused("POST", path, {"userIds": users, **span})) == ["userIds"]
    if to_own:
        somebody.good("POST", path, {"userIds": [somebody.id], **span})
