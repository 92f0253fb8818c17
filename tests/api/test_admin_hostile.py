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


# ---- If-Match ----

@pytest.fixture
def unit(boss):
    """The path of a row of its own, and its tag."""
    place = f"/admin/v1/Units/{boss.good('POST', '/admin/v1/Units', {'name': 'Lass'})['id']}"
    return place, boss.ask("GET", place).headers["ETag"]


def test_tags_come_back_as_proxies_and_clients_write_them(boss, unit):
    """A proxy that packs answers makes tags weak; a client may name several."""
    place, tag = unit
    for written, status in [(f"W/{tag}", 200), (f'"x", {tag}', 409), ('"x"', 409), ("x", 409),
                            (",", 409), ("W/", 409), ('W/"x"', 409), (tag[:-1], 409), ("*", 200)]:
        answer = boss.ask("PUT", place, {"name": f"Flak {written}"}, headers={"If-Match": written})
        assert answer.status_code == status, written
    tag = boss.ask("GET", place).headers["ETag"]
    assert boss.ask("DELETE", place, headers={"If-Match": '"x"'}).status_code == 409
    for pattern in ('"x", {}', "{},", 'W/"x" ,W/{}'):
        answer = boss.ask("PUT", place, {"name": "Flak"}, headers={"If-Match": pattern.format(tag)})
        assert answer.status_code == 200, pattern
        tag = answer.headers["ETag"]
    assert boss.ask("DELETE", place, headers={"If-Match": tag}).status_code == 200
