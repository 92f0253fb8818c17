"""Writes with If-Match, If-None-Match and If-Unmodified-Since, of every kind of row that can be written."""

import contextlib
import re

import pytest

from client import PUBLIC, Client, basic, running
from clocks import StandingClock
from people import PAGES, PASSWORD, add_person
from rows import KINDS, TAG, make

CONDITIONS = {"If-Match", "If-None-Match", "If-Unmodified-Since"}
OTHER = '"0123456789abcdef0123456789abcdef"'
LONG_AGO, LONG_AHEAD = "Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"
NOWHERE = 999_999_999
CHANGED = "Somebody else has changed it meanwhile."
NOTHING_YET = "There is nothing yet that If-Match could name."
RULED_OUT = "It is there already, in a state that If-None-Match rules out."
UNREADABLE = "{} has to be * or entity tags in quotes."
CREATED = [kind for kind in KINDS if "post" in kind.collection_methods]
UPDATED = [kind for kind in KINDS if "put" in kind.methods]
DELETED = [kind for kind in KINDS if "delete" in kind.methods]
ACTIONS = sorted((method.upper(), path) for path, operations in PAGES.document["paths"].items()
                 for method, one in operations.items() if "412" in one["responses"] and re.search(r"\}/\w+$", path)
                 and path not in {kind.collection for kind in KINDS})
# Of the actions that want one; it asks for what is so already, as people without codes would be shut out.
BODIES = {"/admin/v1/Settings/{id}/Codes": {"password": PASSWORD, "isDemanded": False}}


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture
def new(server, boss, program):
    """Makes a row of a kind."""
    def new_row(kind, word=None):
        if kind.collection.endswith("/Tokens"):
            server.client()  # which fetches one
        return make(kind, program if kind.is_public else boss, word)
    return new_row


def kind_of(path):
    return next(kind for kind in KINDS if kind.path == path)


def state_of(server):
    """What rises with each change of any row, and with each entry of the logs about changes."""
    with contextlib.closing(server.reader()) as database:
        return [database.execute(sql).fetchall() for sql in (
            "SELECT max(number) FROM changes", "SELECT max(id) FROM audit_entries",
            "SELECT * FROM data_versions WHERE account_id <> 0 ORDER BY account_id, area")]


@contextlib.contextmanager
def nothing_changes(server, row):
    shown, state = row.now(), state_of(server)
    yield
    assert state_of(server) == state
    assert row.now() == shown


def check_refusal(answer, sentence, row=None):
    """412, which tells people of the row as it is; of none where there is no row."""
    assert answer.status_code == 412, answer.text
    wanted = {"message": sentence}
    if not answer.request.path_url.startswith("/v1"):
        assert list(answer.json()) == ["message", "current"]
        wanted["current"] = row and (row.now() if "get" in row.kind.methods else answer.json()["current"])
        assert row is None or answer.json()["current"]["id"] == row.shown["id"]
    assert answer.json() == wanted
    assert "ETag" not in answer.headers


# ---- who has tags, and which writes ask for them ----

def test_all_writes_of_rows_are_described_with_them():
    """The others are about no row: signing in, one's own login, a choice of days, a token."""
    without = set()
    for description in (PUBLIC, PAGES):
        for path, operations in description.document["paths"].items():
            for method, one in operations.items():
                names = {parameter["name"] for parameter in one.get("parameters", [])} & CONDITIONS
                assert names in (set(), CONDITIONS)
                assert bool(names) == ("412" in one["responses"])
                if method in ("post", "put", "delete") and not names:
                    without.add(path.removeprefix("/admin/v1/").split("/")[0])
                assert method != "get" or not names
    assert without == {"", "Session", "Invitations", "Me", "Days"}
    assert len(KINDS) > 30 and len(ACTIONS) >= 5


@pytest.mark.parametrize("kind", CREATED, ids=str)
def test_a_row_is_told_by_its_tag(new, kind):
    row = new(kind)
    assert TAG.fullmatch(row.tag)
    if "get" in kind.methods:
        got = row.ask("GET")
        assert (got.headers["ETag"], got.json()) == (row.tag, row.shown)
    if "put" not in kind.methods:
        return
    first = row.tag
    assert row.put("Ändrad", If_Match=first).status_code == 200
    assert TAG.fullmatch(row.tag) and row.tag != first
    if "get" in kind.methods:
        assert row.ask("GET").headers["ETag"] == row.tag


# ---- conditions of a row that is there ----

def refusals(row):
    """(headers, sentence) of all that is not so of the row."""
    tag, weak = row.tag, f"W/{row.tag}"
    if tag:
        yield {"If_Match": weak}, CHANGED
        yield {"If_Match": f"{OTHER}, {weak}"}, CHANGED
        for headers in ({"If_None_Match": tag}, {"If_None_Match": weak}, {"If_None_Match": f"{OTHER}, {tag}"},
                        {"If_Match": tag, "If_None_Match": tag}, {"If_Match": "*", "If_None_Match": "*"},
                        {"If_Match": tag, "If_None_Match": weak, "If_Unmodified_Since": LONG_AHEAD}):
            yield headers, RULED_OUT
        for text in (tag.strip('"'), tag[:-1], tag[1:], f"{tag} {tag}", f"x, {tag}", f"{tag}; q=1", f"*, {tag}"):
            yield {"If_Match": text}, UNREADABLE.format("If-Match")
            yield {"If_None_Match": text}, UNREADABLE.format("If-None-Match")
    for text in (OTHER, f"{OTHER}, {OTHER}", f"{OTHER},", "", ",", '""', '"*"'):
        yield {"If_Match": text}, CHANGED
    for text in ("x", "W/", '"x', "'x'", "* *", "w/\"x\""):
        yield {"If_Match": text}, UNREADABLE.format("If-Match")
    yield {"If_None_Match": "*"}, RULED_OUT
    yield {"If_Match": OTHER, "If_None_Match": "*"}, CHANGED
    yield {"If_Match": OTHER, "If_Unmodified_Since": LONG_AHEAD}, CHANGED
    if row.has_stamp():
        yield {"If_Unmodified_Since": LONG_AGO}, CHANGED
        yield {"If_Unmodified_Since": LONG_AGO, "If_None_Match": OTHER}, CHANGED


def agreements(row):
    """Headers with which the row may be changed; asked for anew after each change."""
    if not row.has_stamp():
        yield lambda: {"If_Unmodified_Since": LONG_AGO}
    yield lambda: {}
    if row.tag:
        yield lambda: {"If_Match": row.tag}
        yield lambda: {"If_Match": f'{OTHER}, {row.tag}, W/"x"'}
        yield lambda: {"If_Match": f",{row.tag} ,, "}
        yield lambda: {"If_Match": row.tag, "If_None_Match": OTHER}
        yield lambda: {"If_Match": row.tag, "If_Unmodified_Since": LONG_AGO}
    yield lambda: {"If_Match": "*"}
    yield lambda: {"If_None_Match": f"{OTHER}, W/{OTHER}"}
    yield lambda: {"If_None_Match": ""}
    yield lambda: {"If_Unmodified_Since": LONG_AHEAD}
    yield lambda: {"If_Modified_Since": LONG_AHEAD}
    for date in ("", "x", "yesterday", "784111777", "1994-11-06", "Mon, 06 Nov 1994 08:49:37 GMT",
                 "Sun, 06 Nov 1994 08:49:37 UTC", f"{LONG_AGO}, {LONG_AGO}"):
        yield lambda date=date: {"If_Unmodified_Since": date}


@pytest.mark.parametrize("kind", UPDATED, ids=str)
def test_updates(server, new, kind):
    row = new(kind, "Före")
    with nothing_changes(server, row):
        for headers, sentence in refusals(row):
            check_refusal(row.put("Ändrad", **headers), sentence, row)
    for number, headers in enumerate(agreements(row)):
        answer = row.put(f"Ändrad {number}", **headers())
        assert answer.status_code == 200, (headers(), answer.text)


@pytest.mark.parametrize("kind", DELETED, ids=str)
def test_deletes(server, new, kind):
    row = new(kind)
    with nothing_changes(server, row):
        for headers, sentence in refusals(row):
            check_refusal(row.ask("DELETE", **headers), sentence, row)
    answer = row.ask("DELETE", If_Match=row.tag or "*")
    assert answer.status_code == 200 and answer.content == b"" and "ETag" not in answer.headers
    assert row.now() is None


@pytest.mark.parametrize("kind", DELETED, ids=str)
@pytest.mark.parametrize("headers", [{"If_Match": "*"}, {"If_None_Match": OTHER}, {"If_Unmodified_Since": LONG_AHEAD}],
                         ids=lambda headers: next(iter(headers)))
def test_other_deletes(new, kind, headers):
    row = new(kind)
    assert row.ask("DELETE", **headers).status_code == 200
    assert row.now() is None


@pytest.mark.parametrize("method, path", ACTIONS)
def test_actions_on_a_row(server, new, method, path):
    row = new(kind_of(path.rsplit("/", 1)[0]))
    row.place += "/" + path.rsplit("/", 1)[1]
    row.now = lambda: row.shown
    with nothing_changes(server, row):
        for headers, sentence in list(refusals(row))[::6 if path in BODIES else 1]:  # a password costs much
            answer = row.ask(method, BODIES.get(path), **headers)
            assert (answer.status_code, answer.json()) == (412, {"message": sentence, "current": row.shown})
    state = state_of(server)
    assert row.ask(method, BODIES.get(path), If_Match=row.tag).status_code == 200
    assert (state_of(server) == state) == (path in BODIES)


# ---- what is not there ----

@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_row_that_is_not_there_is_refused_as_ever(server, new, kind):
    """As 404 would be elsewhere: there is nothing that a condition could be about."""
    row = new(kind)
    for place in (row.place.rsplit("/", 1)[0] + f"/{NOWHERE}", re.sub(r"/\d+", f"/{NOWHERE}", row.place, count=1)):
        row.place = place
        for method in sorted({"put", "delete"} & kind.methods):
            body = kind.body("put") if method == "put" else None
            wanted = row.ask(method.upper(), body)
            assert wanted.status_code == 400
            for headers in ({"If_Match": "*"}, {"If_Match": OTHER}, {"If_None_Match": "*"}, {"If_Match": "x"},
                            {"If_Unmodified_Since": LONG_AGO}):
                answer = row.ask(method.upper(), body, **headers)
                assert (answer.status_code, answer.json()) == (400, wanted.json())


@pytest.mark.parametrize("method, path", ACTIONS)
def test_an_action_on_a_row_that_is_not_there(boss, method, path):
    place = path.replace("{id}", str(NOWHERE))
    wanted = boss.ask(method, place, BODIES.get(path))
    assert wanted.status_code == 400 and list(wanted.json()["modelState"]) == ["id"]
    for condition in ("*", OTHER, "x"):
        answer = boss.ask(method, place, BODIES.get(path), headers={"If-Match": condition})
        assert (answer.status_code, answer.json()) == (400, wanted.json())


@pytest.mark.parametrize("kind", CREATED, ids=str)
def test_creates(server, new, kind):
    """What is to be made is not there, whatever else is."""
    row = new(kind)
    row.place = row.place.rsplit("/", 1)[0]
    body, state = kind.body("post"), state_of(server)
    for text in ("*", OTHER, row.tag, ""):
        check_refusal(row.ask("POST", body, If_Match=text), NOTHING_YET)
    check_refusal(row.ask("POST", body, If_Match="x"), UNREADABLE.format("If-Match"))
    check_refusal(row.ask("POST", body, If_None_Match="x"), UNREADABLE.format("If-None-Match"))
    assert state_of(server) == state
    for headers in ({"If_None_Match": "*"}, {"If_None_Match": row.tag}, {"If_Unmodified_Since": LONG_AGO}):
        assert row.ask("POST", body, **headers).status_code in (200, 201)


# ---- what comes before it, and what after ----

def test_who_may_not_is_told_that_first(server, boss, new):
    for kind in (kind for kind in KINDS if kind.is_public):
        row = new(kind)
        body = kind.body("put")
        row.client = Client(server)
        assert row.ask("PUT", body, If_Match=OTHER).status_code == 401
        row.client = server.client("--rate", "off")
        assert row.ask("PUT", body, If_Match=OTHER).status_code == 403
    person = add_person(server)
    for kind in (kind for kind in UPDATED if not kind.is_public):
        row = new(kind)
        row.client = person
        assert row.ask("PUT", kind.body("put"), If_Match=OTHER).status_code == 403
    for headers, status in (({}, 401), ({"X-CSRF-Token": "x"}, 403)):
        guest = add_person(server, administrator=True)
        if status == 401:
            guest.session.cookies.clear()
        answer = guest.ask("PUT", "/admin/v1/Units/1", {"name": "x"}, headers={"If-Match": OTHER, **headers})
        assert answer.status_code == status


def test_too_many_requests_come_before_it(tmp_path):
    """The fifth within a second, which does not end."""
    with running(**StandingClock(tmp_path).options) as server:
        row = make(kind_of("/v1/Core/Contacts/{id}"), server.client())
        row.client = server.client("--all-permissions")
        statuses = [row.ask("PUT", row.kind.body("put"), If_Match=OTHER).status_code for _ in range(6)]
    assert statuses == [412] * 4 + [429] * 2


@pytest.mark.parametrize("kind", UPDATED, ids=str)
def test_a_body_that_can_not_be_read_comes_before_it(new, kind):
    row = new(kind)
    for body in ("{", "[]", "", b"\xff"):
        assert row.ask("PUT", body, If_Match=OTHER).status_code == 400
    for name in kind.body_schema("put").get("required", []):
        answer = row.ask("PUT", {**kind.body("put"), name: None}, If_Match=OTHER)
        assert answer.status_code == 400 and name in answer.json()["modelState"]


def test_it_comes_before_the_rules_about_the_row(server, boss, program, new):
    """Whoever has not seen that others refer to it, or that it is attested, is told that it has changed."""
    report = new(kind_of("/v1/Core/TimeReports/{id}"))
    seen, body = report.tag, report.kind.body("put")
    day = {"userIds": [report.shown["user"]["id"]], "from": report.shown["date"], "to": report.shown["date"]}
    assert boss.good("POST", "/admin/v1/Days/Lock", day)["changedReports"] >= 1
    for method, sent in (("PUT", body), ("DELETE", None)):
        check_refusal(report.ask(method, sent, If_Match=seen), CHANGED, report)
        answer = report.ask(method, sent, If_Match=report.ask("GET").headers["ETag"])
        assert answer.status_code == 400 and "locked" in str(answer.json())
    assert boss.good("POST", "/admin/v1/Days/Unlock", day)["changedReports"] >= 1
    contact = new(kind_of("/v1/Core/Contacts/{id}"))
    person = {"name": "P", "contactType": "person", "responsibleId": 1, "companyId": contact.shown["id"]}
    program.good("PUT", contact.place, {"name": "F", "contactType": "company", "responsibleId": 1})
    program.good("POST", "/v1/Core/Contacts", person, 201)
    check_refusal(contact.ask("DELETE", If_Match=contact.tag), CHANGED, contact)
    assert contact.ask("DELETE", If_Match="*").status_code == 400
    missing = {**contact.kind.body("put"), "responsibleId": NOWHERE}
    check_refusal(contact.ask("PUT", missing, If_Match=contact.tag), CHANGED, contact)
    assert contact.ask("PUT", missing, If_Match="*").status_code == 400


def test_what_belongs_to_another_row_is_not_told_of(server, new, program):
    """A comment below another task is not there, and nothing of it is answered."""
    for kind in (kind for kind in KINDS if kind.is_public and kind.parent()):
        row = new(kind, "Hemlig")
        other = new(kind.parent()).place
        row.place = other + "/" + "/".join(row.place.split("/")[-2:])
        for method, body in (("PUT", kind.body("put")), ("DELETE", None)):
            for text in (row.tag, OTHER, "*"):
                answer = row.ask(method, body, If_Match=text)
                assert answer.status_code == 400 and "Hemlig" not in answer.text


# ---- actions that are about no row ----

def test_what_is_about_no_row_takes_no_notice(server, boss, program):
    conditions = {"If-Match": OTHER, "If-None-Match": "*", "If-Unmodified-Since": LONG_AGO}
    day = {"userIds": [boss.id], "from": "2031-05-05", "to": "2031-05-05"}
    for action in ("Lock", "Unlock"):
        answer = boss.ask("POST", f"/admin/v1/Days/{action}", day, headers=conditions)
        assert answer.status_code == 200 and answer.json()["changedDays"] == 1
    credentials = {"Authorization": basic(program.identifier, program.secret)}
    assert program.ask("POST", "/v1/Auth/Token", headers={**credentials, **conditions}).status_code == 200
    person = add_person(server)
    answer = person.ask("DELETE", "/admin/v1/Me/Sessions", {"password": PASSWORD}, headers=conditions)
    assert answer.status_code == 200
