"""What goes wrong only when somebody means it to, or when two come at once: the pages' interface."""

import pytest

from client import basic, glimt, running
from people import Person, add_person

APPLICATIONS = "/admin/v1/Applications"


@pytest.fixture(scope="module")
def server():
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def boss(server):
    return add_person(server, administrator=True)


# ---- what is remembered ----

def make_application(boss, **fields):
    return boss.good("POST", APPLICATIONS, {"name": "Kassa", "responsibleId": 1, **fields})


def test_an_application_is_shown_as_it_is(server, boss):
    """Secrets, tokens and their use come without a change of the application."""
    place = f"{APPLICATIONS}/{make_application(boss)['id']}"
    shown = lambda: [boss.good("GET", place)[name]
                     for name in ("hasSecret", "hasStaticToken", "lastUsed")]
    assert shown() == [False, False, None]
    secret = boss.good("POST", f"{place}/Secret")
    assert shown() == [True, False, None]
    boss.good("POST", f"{place}/StaticToken")
    assert shown() == [True, True, None]
    answer = boss.session.post(server.url + "/v1/Auth/Token", headers={
        "Authorization": basic(secret["publicId"], secret["secret"])})
    assert answer.status_code == 200
    assert shown()[2] is not None
    boss.good("DELETE", f"{place}/StaticToken")
    assert shown()[:2] == [True, False]


def test_nobody_else_has_changed_an_application_that_was_used(server, boss):
    place = f"{APPLICATIONS}/{make_application(boss)['id']}"
    seen = boss.ask("GET", place).headers["ETag"]
    secret = boss.good("POST", f"{place}/Secret")
    boss.good("POST", f"{place}/StaticToken")
    boss.session.post(server.url + "/v1/Auth/Token", headers={
        "Authorization": basic(secret["publicId"], secret["secret"])})
    body = {"name": "Kassa 2", "responsibleId": 1}
    first = boss.ask("PUT", place, body, headers={"If-Match": seen})
    assert first.status_code == 200, first.text
    assert boss.ask("PUT", place, body, headers={"If-Match": seen}).status_code == 409
    assert boss.ask("GET", place).headers["ETag"] == first.headers["ETag"]


def test_the_audit_log_counts_what_it_shows(server, boss):
    for _ in range(3):
        Person(server, boss.email)
        page = boss.good("GET", "/admin/v1/AuditEntries?page=1&pageSize=100")
        assert page["totalItemCount"] == page["itemCount"] == len(page["items"])
